"""Text → `Extraction`: spaCy and the components that read French. Nothing right of the waist is known here."""

import os

# Numpy multiplies on every core unless told before it is loaded; on matrices as small as ours more threads only wait.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from kgextract.nlp import faststart

faststart.import_spacy()
