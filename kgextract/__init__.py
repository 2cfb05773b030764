"""kgextract: French news articles → RDF knowledge graphs."""

from kgextract.extractor import extract, extract_all
from kgextract.model import Article, Entity, Extraction, Fact, Mention, Statement

__all__ = ["Article", "Entity", "Extraction", "Fact", "Mention", "Statement", "extract", "extract_all"]
