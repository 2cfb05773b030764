"""A common noun → whether it names somebody or something that speaks, by the lists or by how it ends."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.tables.speech import speech_words


def written(doc: Doc, k: int) -> bool:
    """Whether a word names a document or a medium, in which somebody says something (`communiqué`, `quotidien`)."""
    return doc[k].lower_ in speech_words("document-noun", "medium-noun")


def agentive(doc: Doc, k: int) -> bool:
    """Whether a word names people, bodies or documents (`maire`, `syndicat`, `rapport`, `fromagères`)."""
    word = doc[k]
    if word.lower_ in speech_words("human-noun", "collective-noun", "document-noun", "some-one", "latter"):
        return True
    if word.text in speech_words("collective-noun"):
        return True  # `l'État`, never `l'état de la route`
    if word.pos_ == "NOUN" and word.lower_.startswith(tuple(speech_words("former-prefix"))):
        return True
    bare = word.lower_.removesuffix("s")
    ends = bare.endswith(tuple(speech_words("agent-ending"))) and bare not in speech_words("no-agent")
    return ends and word.pos_ == "NOUN"
