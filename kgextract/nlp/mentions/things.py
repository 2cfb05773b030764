"""Mentions → the same without the names of things: storms, crafts, drugs, cars, sums of money.

`l'ouragan Sandy`, `une dose d'Altrivax`, `le Relvan est remboursé`, `4 000 F CFA`: nobody, no body and no place.
"""

from __future__ import annotations

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import MODEL, Mention
from kgextract.nlp.mentions.after_name import told_behind
from kgextract.nlp.mentions.before_name import told_before
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.mentions.signs import town_names
from kgextract.nlp.mentions.spelled import initials, is_acronym
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import given_name_gender, not_names, sign_words, words
from kgextract.tables.speech import speech_words

_MODELS = (MODEL, "repeat")


def without_things(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Leave out what the article calls a storm or a thing somewhere: `l'ouragan Sandy`, then `le passage de Sandy`.

    Of things only what the model alone takes for a name: `le compteur Volta`, then `Volta coûte cher`.
    """
    text = lowered(doc)
    storms = {
        doc[i + 1].text for i, word in enumerate(text[:-1]) if word in not_names("storm") and is_capital(doc[i + 1])
    }
    things = {
        doc[i + 1].text for i, word in enumerate(text[:-1]) if word in not_names("craft") and is_capital(doc[i + 1])
    }
    lone = [m for m in mentions if m.rule in _MODELS and m.end - m.start == 1 and m.type != "Document"]
    things |= {doc[m.start].text for m in lone if _dosed(doc, m.start) or _is_apposed(doc, m.start, m.end)}
    things |= _with_article(doc, lone)
    topics, spelled = _topics(doc)
    named = ((m, doc.between(m.start, m.end)) for m in mentions)
    return [
        m
        for m, name in named
        if name not in storms
        and not (m.rule in _MODELS and (name in things or _is_money(doc, m) or _is_called(doc, m)))
        and not (name in topics or (m.end in spelled and m.rule in ("acronym", MODEL)))
    ]


def _topics(doc: Doc) -> tuple[set[str], set[int]]:
    """Letters in brackets that stand for common words (`les violences basées sur le genre (VBG)`), and the brackets."""
    letters, brackets = set(), set()
    for token in doc[1:-2]:
        if token.text != "(" or doc[token.i + 2].text != ")" or not is_acronym(doc[token.i + 1].text):
            continue
        start = initials(doc, token.i, doc[token.i + 1].text)
        if start is not None and _is_topic(doc, start):
            letters.add(doc[token.i + 1].text)
            brackets.add(token.i)
    return letters, brackets


def _is_topic(doc: Doc, i: int) -> bool:
    """Whether words that letters stand for begin like no name: with a common noun that heads no body and no people.

    An office has letters too: `le ministre de la Jeunesse et des Sports (MJS)`.
    """
    word = lowered(doc)[i]
    office = office_head(doc, i)
    if word in not_names("topic-head") or (office is not None and not office[1]):
        return True
    if is_capital(doc[i]) or not is_common(doc, i) or word in words("person-noun") or head_class(word) is not None:
        return False
    return office is None


def _dosed(doc: Doc, i: int) -> bool:
    """What precedes a thing: `une boîte de Relvan`, `sous le nom de Relvan`, `un médicament, le Relvan,`."""
    text = lowered(doc)
    k = i - 1
    led = k > 1 and text[k] in words("definite") and text[k] not in words("contracted")
    if led and doc[k - 1].text == "," and text[k - 2] in not_names("craft"):
        return True
    k -= led
    if k < 1 or text[k] not in words("of"):
        return k > 0 and text[k] in not_names("brand") and text[k - 1] in words("definite") and _under(text, k)
    noun = k - 1
    noun -= noun > 1 and doc[noun].pos_ == "ADJ"
    return text[noun] in not_names("dosed") or (text[noun] in not_names("brand") and _under(text, noun))


def _under(text: list[str], noun: int) -> bool:
    """`sous le nom`, `sous la marque`."""
    return noun > 1 and text[noun - 2] in words("under-word")


def _is_apposed(doc: Doc, start: int, end: int) -> bool:
    """`le Relvan, un traitement contre …`, `Relvan, remède miracle ?`: what kind of thing it is."""
    if end + 2 >= len(doc) or doc[end].text != "," or (start and doc[start - 1].pos_ == "ADP"):
        return False  # `Non loin de Kondara, un avion s'est posé`
    at = end + 1 + (lowered(doc)[end + 1] in words("one") or lowered(doc)[end + 1] in words("definite"))
    return lowered(doc)[at] in not_names("craft") or lowered(doc)[at] in not_names("substance")


def _with_article(doc: Doc, lone: list[Mention]) -> set[str]:
    """The lone names with an article of their own that nothing tells to be a body's, a place's or somebody's.

    A region keeps its article, a thing does not: `le Relvan … Relvan sera remboursé`. Nobody has one.
    """
    at: dict[str, list[Mention]] = {}
    for m in lone:
        at.setdefault(doc[m.start].text, []).append(m)
    found = set()
    for name, places in at.items():
        if not name.istitle() or name in town_names():
            continue
        determined = [m for m in places if _is_determined(doc, m)]
        if not determined or any(m.type == "Organization" for m in places):
            continue
        bare = len(determined) < len(places) or any(m.type == "Person" for m in places)
        if bare and not any(_tells(doc, m) for m in places):
            found.add(name)
    return found


def _is_determined(doc: Doc, m: Mention) -> bool:
    """Whether an article stands before a name that no further word follows."""
    text = lowered(doc)
    if m.start < 1 or (m.end < len(doc) and is_capital(doc[m.end])):
        return False
    return text[m.start - 1] in words("definite") and text[m.start - 1] not in words("plural-determiner")


def _tells(doc: Doc, m: Mention) -> bool:
    """Whether the words beside a name tell that it is one: `dans le Mayo`, `la rive du Mayo`, `le Relvan a déclaré`."""
    text, start = lowered(doc), m.start
    votes = (*told_before(doc, start), *told_behind(doc, start, m.end))
    if any(weight > 0 and (m.type != "Person" or type == m.type) for type, weight in votes):
        return True
    first = start - 1 if text[start - 1] in words("definite") else start
    if first < 1:
        return m.type != "Person" and opens_sentence(doc[0]) and _speaks(doc, m.end)
    if text[first] in words("contracted") and text[first] not in words("of"):
        return True  # `au Mayo`
    if text[first - 1] in words("to-a-place", "only-place-preposition") or text[first - 1] in not_names(
        "place-preposition"
    ):
        return True
    of = first if text[first] in words("contracted") else first - 1
    noun = text[of - 1] if of and text[of] in words("of") else ""
    place = noun in not_names("of-a-place") or noun in sign_words("of-a-place") or noun in not_names("compass")
    return place or _speaks(doc, m.end)


def _speaks(doc: Doc, end: int) -> bool:
    """Whether a verb of saying stands behind a name."""
    after = lowered(doc)[end : end + 2]
    return any(w in speech_words("sure-form") for w in after)


def _is_called(doc: Doc, m: Mention) -> bool:
    """`les six derniers "Klassiker"`: one unknown word between marks behind other words, nobody's name."""
    lone = m.type == "Person" and m.end - m.start == 1 and m.end < len(doc)
    lone = lone and doc[m.start].text not in given_name_gender()
    marked = lone and doc[m.start - 1].lower_ in words("opening") and doc[m.end].lower_ in words("closing")
    return marked and doc[m.start - 2].pos_ in ("ADJ", "DET", "NUM")


def _is_money(doc: Doc, m: Mention) -> bool:
    """`4 000 F CFA`, `deux millions de GNF`: letters of a currency behind a number."""
    if not all(w in not_names("currency") for w in lowered(doc)[m.start : m.end]):
        return False
    before = doc[m.start - 1]
    return before.pos_ == "NUM" or before.text[-1:].isdigit() or before.lower_ in words("of") | not_names("currency")
