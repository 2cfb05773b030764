"""Extraction → RDF: IRIs, literals, the triples of an article, and their validation."""
