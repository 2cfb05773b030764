"""`python -m kgextract` is the command `kgextract`."""

from kgextract.cli import main

main()
