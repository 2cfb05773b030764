"""The span of a description → its mention: named or not, of which gender; None of everybody and nobody."""

from __future__ import annotations

from typing import Literal

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, phrase_end
from kgextract.nlp.layers import Mention
from kgextract.nlp.nominals.determiners import Start
from kgextract.nlp.nominals.groups import some_told
from kgextract.nlp.roles.phrases import Index
from kgextract.tables.events import gatherings
from kgextract.tables.names import endings, nominal_words, not_names, words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

APPOSED = 2  # words of a body's name in apposition
_STAND = 6  # tokens between a group and the verb that says who is among it
_LED = 4  # tokens of `au nom de tous les`
PARTY = "PoliticalParty"  # its people in the plural are its name: `les démocrates`


def mention_of(
    doc: Doc, start: Start, head: int, end: int, type: str, cls: str, *, rule: str, confidence: float
) -> Mention | None:
    """The mention of the tokens [start.core, end) whose noun starts at `head`."""
    if type == "Group" and end - start.core == 1 and (start.bare or _general(doc, head)):
        if not start.bare or not (_gathers(doc, head) or _exemplified(doc, head + 1)):
            return None
    if end <= start.core or (is_capital(doc[head]) and opens_sentence(doc[head])):
        return None
    return Mention(
        start=start.core,
        end=end,
        type=type,
        cls=cls,
        kind="named" if cls == PARTY and start.plural and start.definite else "nominal",
        head=head,
        rule=rule,
        confidence=confidence,
        lemma=doc[head].lemma_.lower(),
        gender=_gender(doc, start.core, head, type),
        plural=start.plural,
        definite=start.definite,
    )


def with_body(doc: Doc, end: int, ix: Index) -> int:
    """The end over names of bodies beside it (`les députés LR`, `les combattants ADF`, `des élus PS, PCF et LR`)."""
    m = ix.names_at.get(end)
    if m is None or m.type != "Organization" or (m.end - end > APPOSED and m.cls != PARTY):
        return end
    last: Mention | None = m
    while last is not None and last.cls == m.cls and last.end < len(doc):
        after = ix.names_at.get(last.end + 1)
        if doc.lowered[last.end] in words("coordinator"):
            return after.end if after is not None and after.cls == m.cls else m.end
        last = after if doc.lowered[last.end] == "," else None
    return m.end


def _gender(doc: Doc, core: int, head: int, type: str) -> Literal["m", "f"] | None:
    """As the model has it; of somebody behind an elided article (`l'opposant`) as the ending says."""
    if type == "Person" and core > 0 and lowered(doc)[core - 1] in words("elided-article"):
        word = lowered(doc)[core]  # the noun or the adjective before it (`l'ancienne | capitaine`)
        if word.endswith(endings("feminine-person-ending")):
            return "f"
        if word.endswith(endings("masculine-person-ending")):
            return "m"
        return None
    gender = doc[head].morph.get("Gender", [])
    if not gender:
        return None
    return "f" if gender[0] == "Fem" else "m"


def _gathers(doc: Doc, head: int) -> bool:
    """`une manifestation d'agriculteurs`: bare people behind what they do."""
    text = lowered(doc)
    return head > 1 and text[head - 2] in gatherings() and text[head] not in nominal_words("general-group")


def _some_stand(doc: Doc, at: int) -> bool:
    """Whether it is said soon behind who stands among them."""
    told = nominal_words("sits") | nominal_words("stands-among")
    return any(doc.lowered[k] in told for k in range(at, min(at + _STAND, len(doc))))


def _led_by_some(doc: Doc, at: int) -> bool:
    """`Plusieurs pays | , Norvège en tête, …`"""
    ends = range(at + 2, min(at + _STAND, len(doc) - 1)) if at < len(doc) and doc.lowered[at] == "," else ()
    return any(phrase_end(doc, k, office_words("foremost")) for k in ends)


def _exemplified(doc: Doc, at: int) -> bool:
    """Bare people whom names behind an adjective exemplify (`en compagnie d'artistes | réputés comme Anne Roy`)."""
    at += at < len(doc) and doc[at].pos_ in ("ADJ", "VERB")
    if at >= len(doc) or doc.lowered[at] not in not_names("such-as"):
        return False
    return any(is_capital(doc[k]) for k in range(at + 1, min(at + _STAND, len(doc))))


def _general(doc: Doc, head: int) -> bool:
    """`les femmes`, `les pays`: everybody and nobody, unless pointed at (`ces pays`), spoken for (`au nom des élus`),
    or before names of some (`des pays comme la Norvège`)."""
    text = lowered(doc)
    if text[head] not in nominal_words("general-group"):
        return False
    led = (preposition(doc, k) for k in range(max(0, head - _LED), head))
    if any(p is not None and p.lemma in speech_words("on-behalf") and p.end <= head for p in led):
        return False
    link = preposition(doc, head + 1) if text[head] in office_words("partakers") else None
    if link is not None and link.lemma in words("to-a-place"):
        return False  # `les participants au forum`
    if head > 1 and text[head - 2] in office_words("among") and _some_stand(doc, head + 1):
        return False  # `Parmi les pays signataires figure la Norvège`
    if _led_by_some(doc, head + 1):
        return False
    after = head + 1 + (head + 1 < len(doc) and text[head + 1] == ",")
    if after < len(doc) and text[after] in not_names("such-as"):
        return False
    if after < len(doc) and text[after] in syntax("subject-relative") and some_told(doc, after):
        return False  # `les pays qui ont signé, comme la Norvège`
    if after < len(doc) and doc[after].pos_ in ("AUX", "VERB") and some_told(doc, after):
        return False  # `Plusieurs pays ont signé, dont la Norvège`
    return head == 0 or text[head - 1] not in nominal_words("demonstrative")
