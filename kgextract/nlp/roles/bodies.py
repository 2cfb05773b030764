"""A noun phrase for a person before the name of a body → whether the body is only theirs, or what they are.

`un député [LFI]`, `des agents [SNCF]` are no body; `l'éditeur [Hachette]`, `le spécialiste [Norvex]` are.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.roles.heads import calling, office_head
from kgextract.tables.names import sign_words, words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_OF_A_BODY = ("head", "represents", "member")


def has_a_body(doc: Doc, phrase: Phrase) -> bool:
    """Is the head of a phrase somebody, whose body's name may follow without a preposition?"""
    word = lowered(doc)[phrase.head]
    if word in sign_words("beside-a-body"):
        return False
    if word in words("party-bearer") or word in syntax("of-a-body"):
        return True
    office = office_head(doc, phrase.head)
    if phrase.definite and not phrase.plural:
        return office is not None and office[0].office in _OF_A_BODY  # `le porte-parole CGT`, not `l'éditeur Hachette`
    if office is not None or calling(doc, phrase.head) is not None:
        return True
    return word in words("person-noun") or word in speech_words("human-noun")
