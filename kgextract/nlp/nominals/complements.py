"""A described noun → where its description ends: adjectives and the complements that say which one it is."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase, after_head, base_phrase
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.phrases import complement
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.nominals.nouns import Noun
from kgextract.nlp.roles.phrases import Index
from kgextract.tables.names import demonyms, nominal_words, not_names, words
from kgextract.tables.roles import office_words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words

PLACE = "Place"
DOCUMENT = "Document"
# what bodies decide goes without what it is on: `une résolution | sur la coopération`, but `la loi sur les ports`
DECIDED = frozenset({"Resolution", "Amendment", "Judgment"})
# what is sent and filed counts in numbers too: `six plaintes`
SENT = frozenset({"Letter", "Complaint", "PressRelease", "Agreement", "Resolution"})
# bodies that need no complement of common nouns to be told from others
COMPLETE = frozenset({"Government", "Parliament"})


def description_end(doc: Doc, i: int, noun: Noun, ix: Index) -> int:
    """The end of the description whose head noun starts at token i, with the complements that the noun allows."""
    last = i + len(noun.words) - 1
    end, names = after_head(doc, last)
    end = next((k for k in range(last + 1, end) if _apart(doc, k)), max(end, last + 1))
    if names:
        end = max(names[0], last + 1)
        site = ix.names_at.get(end)
        if noun.type == PLACE and site is not None and site.type == "Organization":
            end = site.end  # `l'usine Seita de Lille`
        elif end in ix.covered or is_capital(doc[end]):
            return end
    elif end == last + 1 < len(doc) and noun.words[-1] in office_words("has-fields") and doc[end].is_lower:
        end += doc[end].pos_ == "NOUN" and end not in ix.covered  # `le pôle énergie`
    elif noun.type == PLACE and _sided(doc, end):
        end += 1 + (end + 1 < len(doc) and doc.lowered[end + 1] in demonyms())
    allowed = ["de", *noun.complements]
    while (item := _complement(doc, end, allowed, noun, ix)) is not None:
        if _of_the_verb(doc, i, end, item):
            break
        end = item
    if noun.type == DOCUMENT and noun.cls not in DECIDED:
        return _topic(doc, end)
    return _over_further(doc, end, ix) if noun.type == "Group" and noun.plural else end


def _sided(doc: Doc, k: int) -> bool:
    """Does a point of the compass say which part of a place is meant (`la côte | sud-est du Togo`)?"""
    return k < len(doc) and doc.lowered[k] in office_words("cardinal-point") and doc[k].pos_ in ("NOUN", "ADJ")


def _of_the_verb(doc: Doc, i: int, start: int, end: int) -> bool:
    """Whether a complement without article, the last one, is that of a verb before the noun at token i.

    `accuse le gouvernement | d'inaction`, `remercie l'armée | de son aide`
    """
    found = genitive(doc, start)
    if found is None or found.contracted or is_capital(doc[end - 1]):
        return False
    if doc.lowered[found.end] in words("definite") or (end < len(doc) and doc.lowered[end] in words("of")):
        return False
    verb = i - 1 - (i > 0 and doc[i - 1].pos_ == "DET")
    while verb > 0 and (doc[verb].pos_ == "ADV" or doc.lowered[verb] in not_names("calendar")):
        verb -= 1
    owned = doc.lowered[found.end] in words("possessive")
    taking = nominal_words("accuses-of", "thanks-for") if owned else nominal_words("accuses-of")
    return verb >= 0 and bool(set(infinitives(doc[verb])) & taking)


def says_which(doc: Doc, end: int, noun: Noun) -> bool:
    """Whether what follows a description says which one it is: `entre`, or of a document when, by whom and to whom it
    was given out (`l'étude | publiée mardi par`, `le rapport | remis lundi au ministre`)."""
    if end + 1 >= len(doc):
        return False
    if doc.lowered[end] in speech_words("between-word"):
        return True
    given = "Part" in doc[end].morph.get("VerbForm", []) and doc[end].lemma_.lower() in scene_words("giving-out")
    return noun.type == DOCUMENT and given and doc[end].text.islower()


def _apart(doc: Doc, k: int) -> bool:
    """Whether an adjective opens a phrase of its own: `350 enfants | tous âgés de dix ans`, but `personnes âgées`."""
    if doc.lowered[k] in words("such-word"):
        return True
    if doc.lowered[k] not in nominal_words("own-phrase") or k + 2 >= len(doc):
        return False
    aged = doc[k + 1].pos_ == "ADP" and (doc[k + 2].pos_ == "NUM" or doc[k + 2].like_num)
    return aged or doc.lowered[k + 1] in nominal_words("own-phrase")


def _over_further(doc: Doc, end: int, ix: Index) -> int:
    """The end over further names behind the same preposition (`les membres de la CGT | et de la CFDT`)."""
    first = ix.covered.get(end - 1)
    if first is None or first.end != end or first.type not in (PLACE, "Organization"):
        return end
    at, closed = end, end
    while at < len(doc) and (doc[at].text == "," or doc.lowered[at] in words("coordinator")):
        link = genitive(doc, at + 1)
        if link is None or link.end >= len(doc):
            break
        start = link.end if link.end in ix.names_at else link.end + (doc.lowered[link.end] in words("definite"))
        name = ix.names_at.get(start)
        if name is None or name.type != first.type:
            break
        closed = name.end if doc[at].text != "," else closed
        at = name.end
    return closed


def _topic(doc: Doc, end: int) -> int:
    """The end of a document with what it is on: `le rapport | sur la situation des finances`, not `| sur le site`."""
    found = preposition(doc, end)
    if found is None or found.lemma not in nominal_words("topic-lead") or found.end >= len(doc):
        return end
    base = base_phrase(doc, found.end)
    if base is None or base.possessive or (base.definite is None and not base.names):
        return end
    head = doc[base.head].lower_
    if head in nominal_words("no-topic") or head in words("time-noun") or doc[base.head].pos_ == "NUM":
        return end
    stop = complement(doc, end, [found.lemma, *words("of-lemma")])
    return end if any(doc.lowered[k] in words("opening", "closing") for k in range(end, stop)) else stop


def _complement(doc: Doc, end: int, allowed: list[str], noun: Noun, ix: Index) -> int | None:
    """The end of one complement that says which one it is, or None."""
    found = preposition(doc, end)
    if found is None or found.lemma not in allowed or found.end >= len(doc):
        return None
    after = found.end + 1 if doc[found.end].lower_ in words("definite") else found.end
    if after < len(doc) and after in ix.names_at:
        return ix.names_at[after].end
    if found.end in ix.names_at:
        return ix.names_at[found.end].end
    if found.end in ix.people_at:
        return ix.people_at[found.end].end
    ruling = head_class(noun.words[0]) in COMPLETE and doc[end - 1].lower_ in demonyms()
    if ruling and (found.contracted or after > found.end):
        return None  # `le refus par le sénat chilien | du budget`
    base = base_phrase(doc, found.end - 1 if found.contracted else found.end)
    if base is None or doc[base.head].lower_ in words("time-noun") or doc[base.head].pos_ == "NUM":
        return None
    if base.definite is False and not found.contracted:
        return None
    if any(
        doc[k].lower_ in words("opening") or doc[k].lower_ in words("closing") for k in range(base.start, base.base_end)
    ):
        return None
    if found.lemma not in words("of-lemma") and doc[base.head].lower_ not in nominal_words("state-of-affairs"):
        return None
    if base.possessive and noun.type == "Group" and doc[end - 1].pos_ == "ADJ":
        return None  # `remercier le peuple malien | de son accompagnement`
    if base.quantity or any(doc[k].pos_ == "NUM" for k in range(base.core_start, base.head)):
        return None
    if noun.cls in COMPLETE and doc[base.start].lower_ in words("partitive"):
        return None  # `demander au gouvernement des mesures`
    if base.core_start <= found.end and not found.contracted and not _classifies(doc, base, noun):
        return None
    stop = base.base_end
    return _inside(base, stop, ix)


def _classifies(doc: Doc, base: Phrase, noun: Noun) -> bool:
    """A bare complement (`agence de notation`, `plan d'aide`, `usine de piles`): of no person or town, one word."""
    plant = noun.type == PLACE and noun.words[-1] in nominal_words("plant")
    return (plant or noun.type in ("Organization", "Group", "Document")) and _words(doc, base) <= 2


def _words(doc: Doc, base: Phrase) -> int:
    """How many words a phrase has, those joined by a hyphen as one (`libre-échange`)."""
    return base.base_end - base.start - 2 * sum(doc[k].text == "-" for k in range(base.start, base.base_end))


def _inside(base: Phrase, stop: int, ix: Index) -> int:
    """A complement that runs into a longer name ends with the name."""
    for k in range(base.start, stop):
        if k in ix.names_at:
            return max(stop, ix.names_at[k].end)
        if k in ix.people_at and k > base.head:
            return ix.people_at[k].end
    return stop
