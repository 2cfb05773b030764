"""Text → `Extraction`: spaCy and the components that read French. Nothing right of the waist is known here."""
