"""Text → `Extraction`: spaCy and the components that read French. Nothing right of the waist is known here.

- the order of the components: `pipeline`; what they read and write: `layers`, over the `stretches` of a text
- the text: its `view`, cut into `units` and `quotations`; very long ones in `sections`, which the model reads in
  `parts`
- the model: its `loading`, by a `faststart`, with tables that stay `packed` and `openings` for its expressions; its
  `vectors` and `names`; what it has read as our own `doc`, with the `common_words` that it knows
- components: a package each, but for `linking` and `quantities`; what all of them read French with: the package
  `grammar`
- the bridge: `facts`, with the chains that are `entities`
"""

import os

# Numpy multiplies on every core unless told before it is loaded; on matrices as small as ours more threads only wait.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from kgextract.nlp import faststart

faststart.import_spacy()
