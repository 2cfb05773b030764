"""Doc and token → the office phrase whose head starts there: head, adjectives, complements, read in order.

`ancien ministre français de l'Économie, des Finances et de la Relance, Luc Roy` gives head `ministre`, former, a chunk
(`de`, `l'Économie, des Finances et de la Relance`). The end stops at a person's name unless it is that of a complement.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.phrases import complement, noun_phrase, toned
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives, participles
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import MEDIA, Mention
from kgextract.nlp.roles.complements import (
    UNKNOWN,
    aged_end,
    bare_pair,
    body_at,
    in_marks,
    over_abroad,
    over_acronym,
    over_portfolio,
    over_tenure,
    people_end,
    plain,
    with_unit,
)
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.roles.modifiers import is_adjective, read_adjectives, read_before, tail_end, words_of
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.nlp.roles.several import listed
from kgextract.tables.names import firm_words
from kgextract.tables.roles import Office, countries, office_words
from kgextract.tables.speech import speech_words

OPENING = frozenset("–—(")
DIGITS = 3  # of a district's or ward's number


def office_phrase(doc: Doc, i: int, ix: Index) -> OfficePhrase | None:
    """The office phrase whose head starts at token i, or None."""
    found = office_head(doc, i)
    if found is not None and found[2] - i > 1 and _in_longer_name(ix, found[2], i):
        found = office_head(doc, i, most=found[2] - 1)  # `directeur du Programme alimentaire mondial`
    if found is None:
        return None
    row, plural, head_end, prefixed = found
    head_end = _compound(doc, head_end)
    name = ix.covered.get(i)
    titled = name is not None and name.start == i and name.cls == UNKNOWN and name.key is None and not plural
    if name is not None and not titled and (name.end > head_end or (name.start < i and name.end == head_end)):
        if head_end - i == 1 or name.end > head_end or name.start < i - 1:
            return None  # `Conseil des ministres`, but not `le garde des Sceaux`
    if tags(doc)[i] == "ADJ" and i and tags(doc)[i - 1] == "AUX" and lowered(doc)[i] in office_words("verb-too"):
        return None  # `est critique de l'accord`
    elected = row.lemma in office_words("elected")
    if elected and head_end < len(doc) and office_head(doc, head_end) is not None:
        return None  # `Anne Roy, élue présidente du club en mai`
    fronted = elected and is_capital(doc[i]) and head_end in ix.names_at  # `Élue PS, Anne Roy …`
    if doc[i].pos_ in ("VERB", "AUX") and not fronted:
        noun = i > 0 and (_introduces(doc[i - 1]) or _joined_noun(doc, i) or _noun_by_form(doc, i, head_end, row, ix))
        if not noun:
            return None  # `juge Mme Roy`
    phrase = OfficePhrase(
        start=i, head=i, head_end=head_end, base_end=head_end, end=head_end, row=row, plural=plural, former=prefixed
    )
    read_before(doc, phrase)
    read_adjectives(doc, phrase, ix)
    read_complements(doc, phrase, ix)
    return phrase


def _compound(doc: Doc, end: int) -> int:
    """`météorologue-climatologue`: the end of a head that is two callings joined by a hyphen."""
    if end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        return end + 2 if doc[end + 1].pos_ in ("NOUN", "ADJ") and doc[end + 1].text.islower() else end
    return end


def _joined_noun(doc: Doc, i: int) -> bool:
    """`expert et consultant`: a noun in -ant that passes for a participle, behind another office."""
    if lowered(doc)[i - 1] not in office_words("coordinator") or "Pres" not in doc[i].morph.get("Tense", []):
        return False
    return i > 1 and office_head(doc, i - 2) is not None


def _in_longer_name(ix: Index, end: int, i: int) -> bool:
    """Does a name that begins inside a head of several words go on behind it?"""
    name = ix.covered.get(end - 1)
    return name is not None and name.start > i and name.end > end


def _noun_by_form(doc: Doc, i: int, head_end: int, row: Office, ix: Index) -> bool:
    """`Anne Roy est directrice`, `devenue employée du musée`: no form of a verb, or one behind a copula or an adverb
    that the tagger takes for its participle."""
    word, before = lowered(doc)[i], lowered(doc)[i - 1]
    if head_end - i > 1 or not (in_ant(word) or word in office_words("participle-too", "verb-too")):
        return True
    if row.lemma in office_words("in-a-body"):
        return False  # `sera chargée de l'organisation du tournoi`
    copula = bool(set(infinitives(doc[i - 1])) & office_words("copula"))
    if word in office_words("verb-too") and not copula:
        return False
    if not (copula or tags(doc)[i - 1] == "ADV" or before in participles() or before in OPENING):
        return False
    link = preposition(doc, head_end)
    if in_ant(word) or link is None or link.lemma not in office_words("of"):
        return in_ant(word)
    at = link.end + (link.end < len(doc) and lowered(doc)[link.end] in office_words("determiner"))
    return any(m is not None and m.type == UNKNOWN for m in (ix.names_at.get(at), ix.bodies_at.get(at)))


def _introduces(token: Token) -> bool:
    return token.lower_ in office_words("determiner") or token.pos_ in ("PUNCT", "ADJ")


def read_complements(doc: Doc, phrase: OfficePhrase, ix: Index) -> None:
    """Move the end over the chain of complements and lists of portfolios."""
    of = next((f for k in range(phrase.head, phrase.head_end) if (f := preposition(doc, k)) is not None), None)
    if of is not None and phrase.end == phrase.head_end:  # `directrice des opérations et du plaidoyer`
        phrase.end = _list_end(doc, phrase.end, of.lemma, ix, phrase)
    if (
        phrase.row.lemma in office_words("takes-object")
        and phrase.end == phrase.head_end
        and _body_behind(doc, phrase, ix)
    ):
        start = phrase.end + 1
        phrase.end = max(phrase.end, (ix.names_at.get(start) or ix.bodies_at[start]).end)
        phrase.chunks.append((next(iter(office_words("of"))), start, phrase.end))
    while True:
        at = over_tenure(doc, over_acronym(doc, phrase.end))
        item = _item(doc, at, ix, phrase)
        if item is None:
            return
        lemma, first, end = item
        end = _list_end(doc, end, lemma, ix, phrase)
        phrase.chunks.append((lemma, first, end))
        phrase.end = _trailing(doc, end, ix, phrase)
        if phrase.nested or first in ix.people_at:
            return


def _body_behind(doc: Doc, phrase: OfficePhrase, ix: Index) -> bool:
    """`, commandant le groupement de gendarmerie`: behind a comma, with a body as its object."""
    at = phrase.end
    apposed = phrase.start > 0 and doc[phrase.start - 1].text == "," and at + 1 < len(doc)
    return apposed and doc.lowered[at] in office_words("singular-article") and body_at(at + 1, ix)


def _trailing(doc: Doc, end: int, ix: Index, phrase: OfficePhrase) -> int:
    """The end after adjectives and tails that close a complement (`de la Défense turc`, `en exercice`)."""
    while end < len(doc) and end not in ix.people_at and end not in ix.dated:
        tail = tail_end(doc, end)
        if tail:
            phrase.acting = phrase.acting or words_of(doc, end, tail) in office_words("acting")
            end = tail
        elif is_adjective(doc, end, ix) and doc[end].is_lower and (doc[end].pos_ == "ADJ" or _of_a_land(doc, end)):
            phrase.adjectives.append(doc[end].lower_)
            end += 1
        elif _apposed_participle(doc, end, ix) or _number(doc, end, ix):
            end += 1
        else:
            break
    return end


def _of_a_land(doc: Doc, i: int) -> bool:
    """`du Sénat haïtien`: an adjective of nationality, whatever the model takes it for."""
    return lowered(doc)[i] in countries()


def _number(doc: Doc, i: int, ix: Index) -> bool:
    """`du district 4,`: the number of the noun before it."""
    if not doc[i].text.isdigit() or len(doc[i].text) > DIGITS or doc[i - 1].pos_ not in ("NOUN", "PROPN"):
        return False
    return i + 1 in ix.people_at or i + 1 == len(doc) or doc[i + 1].is_punct


def _apposed_participle(doc: Doc, i: int, ix: Index) -> bool:
    """`des forces armées,`: a participle that closes the complement before a comma or the name."""
    if "Part" not in doc[i].morph.get("VerbForm", []) or doc[i].lower_ in office_words("portfolio"):
        return False
    return i + 1 in ix.people_at or (i + 1 < len(doc) and doc[i + 1].text == "," and i + 2 < len(doc))


def _item(doc: Doc, at: int, ix: Index, phrase: OfficePhrase) -> tuple[str, int, int] | None:
    """(preposition, first token of the noun phrase, end) of one complement at `at`, or None."""
    over = over_portfolio(doc, at)
    phrase.portfolio = phrase.portfolio or over > at
    at = over
    found = preposition(doc, at)
    if any(words_of(doc, at, at + n) in office_words("no-complement") for n in (3, 4)):
        return None
    if found is None or found.end >= len(doc) or at in ix.dated:
        return None
    between = doc.lowered[phrase.head] in office_words("go-between")
    if between and found.lemma in office_words("participants"):  # `médiatrice entre l'État et les rebelles`
        end = _with_other_side(doc, complement(doc, at, (found.lemma,)))
        return (found.lemma, found.end, end) if end > found.end else None
    if found.lemma not in office_words("complement"):
        with_ = found.lemma in office_words("dealing") and lowered(doc)[at - 1] in office_words("dealings")
        if not with_:
            return None  # `chargée des Relations avec le Parlement`, but no `maire avec ses adjoints`
    if aged_end(doc, at) > at or toned(doc, found.end) or doc.lowered[found.end] in speech_words("what-word"):
        return None  # `un éleveur de 34 ans`, `a demandé au maire de quel droit`
    first = found.end
    if doc[first].like_num and first + 1 < len(doc) and doc.lowered[first + 1] in office_words("age"):
        return None  # `devient maire à 25 ans`
    if first in ix.people_at:
        return (found.lemma, first, people_end(doc, first, ix)) if found.lemma in office_words("of") else None
    if found.lemma in office_words("complement-in-body") and lowered(doc)[first] in office_words("indefinite"):
        return None  # `médecin dans un hôpital de Lens`
    if first not in ix.names_at and not found.contracted and doc[first].lower_ in office_words("determiner"):
        loose = found.lemma in office_words("sphere-or-place") | firm_words("on-air")
        if loose and doc[first].lower_ in office_words("possessive"):
            return None  # `le titre de duc d'Édimbourg | à son frère`, `a dit le ministre | sur son compte`
        first += 1  # but `de La Poste`
    matter = between and doc.lowered[first] in office_words("matter")
    if found.lemma in office_words("complement-in-body") and not body_at(first, ix) and not matter:
        return None  # but `médiateur dans la crise malienne`
    if _addressed(doc, first, found.lemma, phrase):
        return None  # `a promis la ministre de l'Intérieur aux éleveurs`
    if found.lemma in office_words("facing") and doc.lowered[phrase.head] not in office_words("pleads"):
        return None  # `a dit le diplomate devant le Conseil`
    marked = in_marks(doc, first, ix)
    if marked:  # `directeur de « CIC Lyonnaise de banque »`
        return found.lemma, first + 1, marked
    held = found.lemma in office_words("of") and (found.contracted or first > found.end)
    if first >= len(doc) or first in ix.dated or (not held and lowered(doc)[first] in office_words("setting")):
        return None  # `un élu à la sortie du tribunal`, but `le président de la séance`
    if first in ix.names_at:
        if found.lemma not in office_words("of", "dealing") and _elsewhere(doc, ix.names_at[first], phrase):
            return None
        return found.lemma, first, with_unit(doc, ix.names_at[first].end, ix)
    if first in ix.people_at or (first == found.end and _does(doc, first)):
        return None
    nested = _nested(doc, first, ix) if found.lemma in office_words("of") else None
    if nested is not None:
        return _with_nested(doc, nested, found.lemma, first, ix, phrase)
    return plain(doc, found.lemma, first, found.end - found.contracted, ix)


def _with_other_side(doc: Doc, end: int) -> int:
    """The end of a complement with what `et` joins to it (`entre l'État | et les rebelles`)."""
    joined = end + 1 < len(doc) and doc.lowered[end] in office_words("coordinator")
    joined = joined and (doc.lowered[end + 1] in office_words("determiner") or is_capital(doc[end + 1]))
    other = noun_phrase(doc, end + 1) if joined else None
    return other.end if other is not None else end


def _addressed(doc: Doc, first: int, lemma: str, phrase: OfficePhrase) -> bool:
    """Whether `à` leads to several people, or to who has an office, whom the office is not charged with.

    `a dit l'élu | aux éleveurs`, `| au ministre`, not `la déléguée aux réfugiés`, `l'adjoint au maire`
    """
    if lemma in office_words("of") or not doc[first].is_lower:
        return False
    several = doc[first].lower_.endswith(("s", "x")) and agentive(doc, first)
    several = several and lowered(doc)[first - 1] in office_words("contracted-article")
    officer = lemma in office_words("sphere-or-place") and office_head(doc, first) is not None
    return (several or officer) and office_words("charged-with-people").isdisjoint(lowered(doc)[phrase.head : first])


def _elsewhere(doc: Doc, name: Mention, phrase: OfficePhrase) -> bool:
    """Whether a name is where somebody spoke (`le ministre sur France 2`, `à Riga`, not `un journaliste au Monde`)."""
    if name.cls in MEDIA:
        return doc.lowered[phrase.head] not in office_words("in-a-medium")
    if phrase.row.lemma not in office_words("of-no-town"):
        return False
    if phrase.row.cabinet and not phrase.chunks:
        return name.type == "Place" or name.cls == "Parliament"  # not `la secrétaire d'État à l'Éducation nationale`
    return phrase.row.cabinet or phrase.row.complete or not phrase.chunks  # not `la présidente du groupe au Sénat`


def _does(doc: Doc, i: int) -> bool:
    """An infinitive with its object (`la demande de l'avocat de reporter l'audience`)."""
    return "Inf" in doc[i].morph.get("VerbForm", []) and i + 1 < len(doc) and doc[i + 1].pos_ == "DET"


def _nested(doc: Doc, first: int, ix: Index) -> OfficePhrase | None:
    """The office that a complement names, over words of rank and of former office (`de l'ancien ministre Luc Roy`)."""
    at = first
    while at + 1 < len(doc) and lowered(doc)[at] in office_words("former", "rank", "coming") and at < first + 2:
        found = office_phrase(doc, at, ix)
        if found is not None:
            return found
        at += 1
    return office_phrase(doc, at, ix)


def _with_nested(
    doc: Doc, nested: OfficePhrase, lemma: str, first: int, ix: Index, phrase: OfficePhrase
) -> tuple[str, int, int]:
    if nested.end in ix.people_at and not (nested.plural and len(listed(doc, ix.people_at[nested.end], ix)) < 2):
        phrase.nested = True
        return lemma, first, ix.people_at[nested.end].end
    phrase.nested, phrase.inner = nested.nested, nested
    return lemma, first, nested.end


def _bare_field(doc: Doc, i: int, lemma: str, ix: Index) -> int:
    """The end of a field with a capital and without `de` (`des Travaux publics, | Transports | et Mines`), or 0."""
    word = doc[i]
    if lemma not in office_words("of") or not (is_capital(word) and word.is_title) or tags(doc)[i] == "VERB":
        return 0
    taken = ix.covered.get(i)
    known = taken is not None and (taken.key is not None or taken.end > i + 1)
    if i in ix.people_at or known or office_head(doc, i) is not None:
        return 0
    end = i + 1
    while end < len(doc) and doc[end].is_lower and tags(doc)[end] == "ADJ":
        end += 1
    return end


def _list_end(doc: Doc, end: int, lemma: str, ix: Index, phrase: OfficePhrase) -> int:
    """The end of `de l'Économie, des Finances et de la Relance` after its first member; commas need a closing `et`."""
    best = here = over_abroad(doc, end) if phrase.row.cabinet else end
    while here + 1 < len(doc):
        word = doc[here]
        last = word.lower_ in office_words("coordinator")
        if not last and word.text != ",":
            break
        found = preposition(doc, here + 1)
        town = ix.names_at.get(here + 1) if lemma in office_words("sphere-or-place") else None
        if (
            town is not None
            and town.type == "Place"
            and end in {m.end for m in (ix.names_at.get(k) for k in (end - 1, end - 2)) if m}
        ):
            here = town.end  # `ambassadeur à Londres, Ankara et Alger`
            best = here if last else best
            continue
        if found is None and (field := _bare_field(doc, here + 1, lemma, ix)):
            here = field
            best = here if last else best
            continue
        closes = last and phrase.row.cabinet and here > end
        closes = closes and found is not None and found.lemma in office_words("sphere-or-place")  # `et à la Région`
        if found is None or (found.lemma != lemma and not closes):
            break
        item = _item(doc, here + 1, ix, phrase)
        if item is None or item[1] in ix.people_at:
            break
        here = over_abroad(doc, item[2]) if phrase.row.cabinet else item[2]
        if last:
            best = here
    return bare_pair(doc, best, lemma, ix)
