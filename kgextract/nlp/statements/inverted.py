"""A verb with its subject behind it → the noun phrase there that names who speaks, over dates, places and titles."""

from __future__ import annotations

from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.agents import agentive, written
from kgextract.nlp.grammar.base_phrases import Phrase, after_head
from kgextract.nlp.grammar.days import date_ends, date_over
from kgextract.nlp.grammar.phrases import complement, noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import MEDIA, Argument, Clause
from kgextract.nlp.roles.heads import leads_to_officer
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.matters import abstract
from kgextract.nlp.statements.speakers.unlike import one_of, particled, several_of
from kgextract.tables.names import words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_BRACKET = 8  # tokens of a bracket behind a name
_MANNER = 8  # tokens of how somebody speaks, between commas


def phrase_after_verb(page: Page, i: int) -> Phrase | None:
    """The noun phrase after a verb, over dates and adverbs (`a indiqué mardi soir à Lyon la ministre`)."""
    doc = page.doc
    first = i
    for _ in range(8):
        if i >= len(doc) or doc[i].is_space:
            return None
        if (name := particled(page, i) or several_of(page, i)) is not None:
            return name
        i = past_bracket(doc, past_adverbial(doc, i), _BRACKET)  # `a indiqué à l'Agence (AFP) la ministre`
        if i >= len(doc):
            return None
        at = i + (doc[i].lower_ in words("definite"))  # `a indiqué le 27 juin la ministre`
        date = date_over(doc, i) or (date_over(doc, at) if at in date_ends(doc) else None)
        if date is not None:
            i = date.end
        elif (found := preposition(doc, i)) is not None and doc[i].pos_ != "DET":
            if found.end < len(doc) and doc[found.end].lower_ in speech_words("what-word"):
                return None  # `…, montre à quel point la loi pèse`
            some = noun_phrase(doc, found.end - 1) if doc[i].lower_ in speech_words("some-plural") else None
            if some is not None and some.head > i and (first == i or agentive(doc, some.head)):
                return some  # `« … », préviennent des éleveurs`
            phrase = noun_phrase(doc, found.end - found.contracted, ())
            # `dit de lui Luc Roy`
            of_them = found.end < len(doc) and doc[found.end].lower_ in speech_words("spoken-of")
            beyond = phrase.end if phrase else found.end + of_them
            if phrase is not None and phrase.names is not None and phrase.head < phrase.names[0]:
                beyond = phrase.names[_somebody_else(page, phrase.names[1])]  # `évoque à son sujet Jean Roy`
            beyond = _person_behind(page, phrase, beyond)
            i = _past_complements(page, _past_name(page, _past_whole(page, phrase, beyond)))
        elif doc[i].pos_ in ("ADV", "NUM") or doc[i].lower_ in speech_words("time-adverb", "never-subject"):
            i += 1
        elif doc[i].pos_ in ("VERB", "ADJ") and doc[i].morph.get("VerbForm", []) == ["Part"]:
            i += 1  # `dans une lettre adressée au juge`
        elif doc[i].text == "," and i + 2 < len(doc):
            i = _past_manner(page, i)
        else:
            return noun_phrase(doc, i) or one_of(page, i) or _verb_like(page, i)
    return None


def _somebody_else(page: Page, i: int) -> bool:
    """Whether another one who speaks stands right behind a name (`a dit au ministre Luc Roy | la maire de Lens`)."""
    doc = page.doc
    person = any(m.start == i and m.type == "Person" and m.kind == "named" for m in page.at_token(i))
    if i >= len(doc) or not (person or doc[i].lower_ in speech_words("le-word", "a-word")):
        return False
    behind = noun_phrase(doc, i)
    return behind is not None and can_say(page, behind)


def _past_manner(page: Page, comma: int) -> int:
    """The token behind a comma, or behind how somebody speaks between two (`confie, les yeux rougis, | Anne Roy`)."""
    doc = page.doc
    if doc[comma + 1].pos_ in ("ADJ", "VERB") and doc[comma + 2].text == ",":
        return comma + 3
    for k in range(comma + 1, min(comma + _MANNER, len(doc) - 1)):
        if doc[k].text == "," and k > comma + 1:
            inside, behind = noun_phrase(doc, comma + 1), several_of(page, k + 1) or noun_phrase(doc, k + 1)
            speaks = behind is not None and can_say(page, behind)
            return k + 1 if speaks and (inside is None or not can_say(page, inside)) else comma + 1
        if page.finite(k) or doc[k].is_punct:
            break
    return comma + 1


def _verb_like(page: Page, i: int) -> Phrase | None:
    """A noun of somebody that the model takes for a verb (`« … », a dit le reporter de guerre Luc Roy`)."""
    doc, head = page.doc, i + 1
    if head >= len(doc) or doc[i].lower_ not in speech_words("le-word", "a-word"):
        return None
    if doc[head].lower_ not in speech_words("human-noun", "reporter-noun"):
        return None
    base_end, names = after_head(doc, head)
    end = complement(doc, base_end, words("of-lemma"))
    definite = doc[i].lower_ in speech_words("le-word")
    return Phrase(start=i, end=end, core_start=head, base_end=base_end, head=head, names=names, definite=definite)


def _person_behind(page: Page, phrase: Phrase | None, beyond: int) -> int:
    """Where a person's name begins right behind a body's or town's (`a dit sur Radio Nova | Anne Roy`)."""
    for k in range(phrase.start + 1, phrase.end) if phrase is not None else ():
        if any(m.start == k and m.type == "Person" and m.kind == "named" for m in page.at_token(k)):
            other = any(m.end == k and m.type in ("Organization", "Place") for m in page.at_token(k - 1))
            return k if other else beyond
    return beyond


def _past_whole(page: Page, phrase: Phrase | None, beyond: int) -> int:
    """Where the event or body that a phrase names ends (`lors d'un point presse | le maire`)."""
    if phrase is None:
        return beyond
    inside = page.around(phrase.start, phrase.end)
    whole = (m.end for m in inside if m.type in ("Event", "Organization") and m.start <= phrase.head < m.end)
    return max([beyond, *whole])


def _past_complements(page: Page, i: int) -> int:
    """The token behind what `du` adds to a phrase (`à la barre du tribunal | le maire`)."""
    doc = page.doc
    while i < len(doc) and doc[i].lower_ in speaker_words("of-the"):
        phrase = noun_phrase(doc, i)
        if phrase is None or phrase.end <= i:
            break
        i = phrase.end
    return i


def _past_name(page: Page, i: int) -> int:
    """The token behind the name of a body that the noun before it explains (`à la télévision France 2 la ministre`)."""
    starting = page.at_token(i) if i < len(page.doc) else ()
    name = next((m for m in starting if m.start == i and m.kind == "named"), None)
    if name is None or name.type != "Organization":
        return i
    behind = noun_phrase(page.doc, name.end)
    return name.end if behind is not None and behind.definite and can_say(page, behind) else i


def called(page: Page, k: int) -> bool:
    """Whether a word names people, bodies or documents, by the lists or by how it ends."""
    word = page.doc[k]
    if word.text[:1].isupper() and k and page.doc[k - 1].lower_ in speech_words("le-word") and not page.at_token(k):
        if word.lower_.endswith(tuple(speaker_words("inhabitant-ending"))):
            return True
    return agentive(page.doc, k)


def thing(page: Page, k: int) -> bool:
    """Whether a word is a noun that names nobody who could speak."""
    return page.doc[k].pos_ == "NOUN" and not called(page, k)


def can_say(page: Page, phrase: Phrase) -> bool:
    """Whether a noun phrase names somebody or something that speaks."""
    if called(page, phrase.head) or called(page, phrase.core_start):
        return True
    return any(
        m.start <= phrase.head < m.end
        or (m.cls in MEDIA and m.start == phrase.head + 1)  # `l'application Mobilo`
        or (m.type == "Person" and not _belongs(page, m.start))
        for m in page.around(phrase.start, phrase.end)
        if m.type in ("Person", "Organization", "Group", "Place", "Role")
    )


def others(page: Page, phrase: Phrase) -> bool:
    """Whether a noun phrase is several, so that it is not what one speaker is, and no list of speakers begins there."""
    doc = page.doc
    if "Plur" not in doc[phrase.head].morph.get("Number", []):
        return False
    listed = phrase.end < len(doc) and doc[phrase.end].lower_ in speech_words("and-word")
    return not listed or doc[min(phrase.end + 1, len(doc) - 1)].pos_ not in ("DET", "PROPN")


def _belongs(page: Page, i: int) -> bool:
    """Whether *de* and a thing stand before a name (`la présence de Jean Roy`, not `les soutiens de Jean Roy`)."""
    doc = page.doc
    return doc[i - 1].lower_ in speech_words("of-form") and abstract(doc[i - 2].lower_)


def subject(page: Page, phrase: Phrase) -> Argument:
    """A noun phrase as speaker, with the mention that names it: a person's name first, after it in apposition too."""
    doc = page.doc
    here = page.around(phrase.start, phrase.end)
    people = [m for m in here if m.type == "Person" and phrase.start <= m.start < phrase.base_end]
    people = [m for m in people if doc[m.start - 1].lower_ not in speech_words("of-form") or m.start == phrase.start]
    at = [m for m in here if phrase.start <= m.start <= phrase.head < m.end and m.type not in ("Role", "Date")]
    named = [m for m in people if m.kind == "named"]
    medium = phrase.definite is not None and written(doc, phrase.head)
    body = any(m.type == "Organization" for m in at)  # `selon l'agence, Luc Roy partira`
    body = body or (not people and doc[phrase.head].lower_ in speech_words("collective-noun"))
    if not named and not (medium or body) and (after := _apposition(page, phrase.end)) is not None:
        beside = page.around(after, after + 1)
        named = [m for m in beside if m.type == "Person" and m.kind == "named" and m.start == after]
        named = [m for m in named if not _begins_clause(page, m.end)]
    best = (named or sorted(at, key=lambda m: (m.head != phrase.head, m.start - m.end)) or people)[:1]
    return Argument(role="subject", start=phrase.start, end=phrase.end, head=phrase.head, mentions=best)


def _begins_clause(page: Page, i: int) -> bool:
    """Whether a name that ends at token i is the subject of what follows (`Pour l'avocat, Luc Roy | n'a pas menti`)."""
    doc = page.doc
    if i < len(doc) and doc[i].pos_ == "CCONJ":  # `Selon le maire, Luc Roy et Anne Blin ont signé`
        i = next((m.end for m in page.around(i + 1, i + 2) if m.start == i + 1 and m.kind == "named"), i)
    if i >= len(doc):
        return False
    return doc[i].pos_ in ("VERB", "AUX", "PRON") or doc[i].lower_ in speech_words("negation-word", "opening-mark")


def _apposition(page: Page, i: int) -> int | None:
    """The token after the comma that ends a title with its complements (`le ministre de X et de Y, …`), or the name."""
    doc = page.doc
    for k in range(i, min(i + 14, len(doc))):
        if doc[k].text == ",":
            return k + 1
        if leads_to_officer(doc, k):
            return None  # `a reproché l'élu de la Drôme | au ministre, Jean Roy`
        noun = doc[k - 1].pos_ == "NOUN" or (doc[k - 1].pos_ == "PROPN" and doc[k - 1].is_lower)  # `le milieu lensois`
        if doc[k].pos_ == "PROPN" and noun and not called(page, k - 1):
            if any(m.start == k and m.type == "Person" and m.kind == "named" for m in page.at_token(k)):
                return k  # `la ministre de la Santé Anne Roy`, not `un proche du ministre Anne Roy`
        if doc[k].pos_ not in ("ADP", "DET", "NOUN", "ADJ", "CCONJ", "PROPN") and doc[k].text not in (
            "(",
            ")",
            "'",
            "-",
        ):
            return None
    return None


def arguments_behind(page: Page, clause: Clause, i: int) -> None:
    """Prepositional phrases behind the subject of an incise become its arguments."""
    doc = page.doc
    stop = page.token(page.units[clause.unit].end)
    have = {a.start for a in clause.arguments}
    while i < stop and doc[i].text not in (".", ":", ";") and doc[i].lower_ not in speech_words("opening-mark"):
        found = preposition(doc, i)
        phrase = noun_phrase(doc, found.end - found.contracted) if found and found.end < stop else None
        if found is not None and phrase is not None:
            if phrase.start not in have:
                argument = subject(page, phrase)
                argument.role = found.lemma
                clause.arguments.append(argument)
            i = phrase.end
        else:
            i += 1
