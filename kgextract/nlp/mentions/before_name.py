"""Doc, the first token of an unknown name → the types that the words before it tell, with a weight each."""

from __future__ import annotations

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cue_forms import cue_verbs
from kgextract.nlp.grammar.names import is_capital, name_end
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.mentions.person_names import is_of_an_office
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import demonyms, firm_words, not_names, sign_words, words

Votes = list[tuple[str, int]]
_ADJECTIVES = 2  # between a noun and `de`
_LONGEST = 4  # words of `aux alentours de`
_PAIR = 6  # tokens of the first of two names that `entre` joins
_NEAR = 4  # tokens from a verb to its `par`
_FULL = 2  # words of a whole name
_OFFICE = 8  # tokens of an office before a comma
_BRACKETED = 3  # tokens of an acronym in brackets
_TITLE = 24  # tokens of an office with the whole name of its body
_ASKED = 10  # tokens of by whom somebody was asked


def told_before(doc: Doc, start: int) -> Votes:
    """The types that the words before a name tell."""
    if start == 0:
        return []
    text = lowered(doc)
    if (article := before_nationality(doc, start)) < start:
        link = article - (text[article] in words("plain-article") | words("elided-article"))
        votes: Votes = [("Organization", 1)]
        if article > 0 and text[link] in sign_words("according-to"):
            votes += votes
        elif article > 1 and text[link] in words("agent"):
            votes += _by(doc, article)
        elif article > 0 and doc[article - 1].lemma_ in sign_words("done-to-a-body"):
            votes += votes
        elif article > 1 and text[link] in words("of"):
            votes += _of(doc, link, start)
        return votes
    first = start - 1 if text[start - 1] in words("plain-article") | words("elided-article") and start > 1 else start
    word = text[first - 1]
    if first == start:
        if word in words("at-somebody"):
            return [("Organization", 3)]
        if word in sign_words("according-to"):
            return [("Organization", 2)]
        if word in words("only-place-preposition"):
            return [("Place", 1)]
        if _near(text, start):
            return [("Place", 3)]
        if word in words("to-a-place"):
            return _at(doc, start)
        if word in words("agent"):
            return _by(doc, start)
        if word in sign_words("together-with") and start > 1 and _agrees(doc, start - 2):
            return [("Organization", 2)]
    if word == "," and first == start and _apposed(doc, start):
        return [("Person", 4)]
    if word == ")" and first == start and _behind_acronym(doc, start):
        return [("Person", 4)]
    if word == "," and first == start and _questioned(doc, start):
        return [("Person", 3)]
    if word in words("of"):
        return _of(doc, first - 1, start)
    if word in words("coordinator") or word in sign_words("between"):
        return _between(doc, start)
    if tags(doc)[start - 1] == "VERB":
        return _object(doc, start)
    return _beside(doc, start) if first == start else []


def before_nationality(doc: Doc, start: int) -> int:
    """`l'emblématique italien Ferrelli`: the article before a nationality in small letters, a firm's; else `start`."""
    text = lowered(doc)
    if start < 2 or text[start - 1] not in demonyms() or is_capital(doc[start - 1]):
        return start
    article = start - 2 - (start > 2 and tags(doc)[start - 2] == "ADJ" and not is_capital(doc[start - 2]))
    return article if text[article] in words("definite") or text[article] in words("contracted") else start


def _apposed(doc: Doc, start: int) -> bool:
    """`le préfet de Kolda, Soro Tiémoko,`: the whole name of who holds the office before the comma."""
    end = name_end(doc, start)
    if end - start < _FULL or end >= len(doc) or not (doc[end].is_punct or doc[end].pos_ in ("VERB", "AUX")):
        return False
    k = start - 2
    if doc[k].text == ")":
        k = next((n - 1 for n in range(k - 1, max(0, k - _OFFICE), -1) if doc[n].text == "("), k)
    while k > 0 and start - k < _OFFICE and not doc[k].is_punct and tags(doc)[k] not in ("VERB", "AUX", "PRON"):
        found = office_head(doc, k)
        if found is not None and not found[1] and lowered(doc)[k - 1] in words("definite"):
            return True
        k -= 1
    return False


def _behind_acronym(doc: Doc, start: int) -> bool:
    """`la responsable de l'Union africaine des juristes (UAJ) Soro Tiémoko`: whose office the acronym ends."""
    if name_end(doc, start) - start < _FULL or start < _BRACKETED or doc[start - _BRACKETED].text != "(":
        return False
    for k in range(start - _BRACKETED - 1, max(0, start - _TITLE), -1):
        if (doc[k].is_punct and doc[k].text != "-") or tags(doc)[k] == "AUX":
            return False
        found = office_head(doc, k)
        if found is not None and not found[1] and lowered(doc)[k - 1] in words("definite"):
            return True
    return False


def _questioned(doc: Doc, start: int) -> bool:
    """`Interrogée par la radio, Zia Ouatta-Kana dément`: a name of two words behind who was asked."""
    if name_end(doc, start) - start < _FULL or doc[start].ent_type_ == "ORG":
        return False
    for k in range(start - 2, max(0, start - _ASKED) - 1, -1):
        if doc[k].is_sent_start or k == 0:
            return lowered(doc)[k] in sign_words("questioned")
        if doc[k].is_punct or tags(doc)[k] == "VERB":
            return False
    return False


def _near(text: list[str], start: int) -> bool:
    """`près de`, `aux alentours d'`, `jusqu'à`, `kilomètres de`: a place follows."""
    said = ["de" if word in words("elided-of") else word for word in text[max(0, start - _LONGEST) : start]]
    return any(" ".join(said[-size:]) in sign_words("near-a-place") for size in range(1, len(said) + 1))


def _noun(doc: Doc, of: int) -> int:
    """The noun before `de` at token `of`, over its adjectives."""
    noun = of - 1
    while noun > max(0, of - 1 - _ADJECTIVES) and tags(doc)[noun] == "ADJ" and not is_capital(doc[noun]):
        if lowered(doc)[noun] in sign_words("of-a-place") | not_names("of-a-place") | sign_words("of-a-body"):
            break
        noun -= 1
    return noun


def _of(doc: Doc, of: int, start: int) -> Votes:
    """What the noun tells of whose complement the name is: `les salariés de`, `le maire de`, `la veuve de`."""
    if of == 0:
        return []
    noun = _noun(doc, of)
    word = lowered(doc)[noun]
    if noun > 1 and lowered(doc)[noun - 1] in words("elided-of"):  # `le chiffre d'affaires de Solvanor`
        long = f"{lowered(doc)[noun - 2]} {doc.between(noun - 1, noun + 1)}"
        word = long if long in sign_words("of-a-body") else word
    plain = start == of + 1 and lowered(doc)[of] in words("elided-of")
    if word in sign_words("of-either"):
        return [("Place", 1)] if word in sign_words("of-a-place") and plain else []
    general = noun < of - 1  # `le secrétaire général de Cridem`
    if word in sign_words("of-an-acronym") and (general or not plain) and _is_one_word(doc, start):
        return [("Organization", 2)]
    if word in firm_words("of-a-body") or word in sign_words("of-a-body") or word in words("heads-a-body"):
        lone = word in words("heads-a-body") and _is_one_word(doc, start)  # `le président du Synatrap`
        return [("Organization", 2 if plain or lone or doc[start].text.isupper() else 1)]
    if word in sign_words("of-a-land") and not is_common(doc, start):
        return [("Place", 3)]  # not `le préfet de la Congrégation`
    if not plain:
        return []
    if word in not_names("of-a-place") or word in sign_words("of-a-place"):
        return [("Place", 3)]
    return [("Person", 2)] if word in sign_words("of-somebody") else []


def _is_one_word(doc: Doc, start: int) -> bool:
    """Whether a name is a single word, hyphens included (`Synatrap`, `Unab-D`)."""
    return " " not in doc.between(start, name_end(doc, start))


def _at(doc: Doc, start: int) -> Votes:
    """`né à`, `se rendre à`: surely a place; any other verb or noun that is not done to somebody: perhaps one."""
    before = doc[start - 2] if start > 1 else None
    if before is None or before.is_punct or before.is_space:
        end = name_end(doc, start)
        return [("Place", 2)] if end < len(doc) and doc[end].text == "," else []  # `À Kervanec, un bus est bloqué`
    if before.lemma_ in sign_words("given-to-a-body"):  # `le chantier confié à Valtec`
        return [("Organization", 2), ("Place", -1)]
    if before.lemma_ in not_names("to-somebody") or before.lower_ in not_names("to-somebody"):
        return []
    if before.pos_ == "VERB":
        return [("Place", 3 if before.lemma_ in sign_words("at-a-place") else 1)]
    if before.lower_ in sign_words("at-a-place-noun"):
        return [("Place", 3)]
    return [("Place", 1)] if before.pos_ in ("NOUN", "ADV", "ADJ") else []


def _by(doc: Doc, start: int) -> Votes:
    """`racheté par`, `exploitée par`: a body."""
    verbs = (t.lemma_ for t in doc[max(0, start - 1 - _NEAR) : start - 1] if t.pos_ == "VERB")
    return [("Organization", 2)] if any(v in sign_words("done-by-a-body") for v in verbs) else []


def _agrees(doc: Doc, k: int) -> bool:
    """`un contrat avec Solvanor`, `a été signé avec Solvanor`: what is agreed upon."""
    return doc[k].lemma_ in sign_words("agreed") or lowered(doc)[k] in sign_words("agreed")


def _object(doc: Doc, start: int) -> Votes:
    """`a racheté Solvanor`, `traverse Kervanec`: a body, a place; no place of two words says anything."""
    lemma = doc[start - 1].lemma_
    if doc[start].ent_type_ == "LOC" and name_end(doc, start) - start >= _FULL and lemma in cue_verbs() and start > 1:
        if doc[start - 2].text in ",»" or doc[start - 2].pos_ == "AUX":
            return [("Person", 3)]  # `« C'est faux », réplique Park Min-ji`
    if lemma in sign_words("done-to-an-agent"):
        return [("Organization", 1), ("Place", -1)]
    if lemma in sign_words("done-to-a-body"):
        return [("Organization", 2)]
    if lemma in sign_words("done-to-a-player") and not doc[start].is_upper:
        return [("Person", 2)]
    return [("Place", 2)] if lemma in sign_words("place-object") else []


def _between(doc: Doc, start: int) -> Votes:
    """`la fusion entre A et B`, `la route entre A et B`: what the noun before `entre` joins."""
    text = lowered(doc)
    for k in range(start - 1, max(0, start - 1 - _PAIR), -1):
        if text[k] in sign_words("between"):
            noun = text[k - 1]
            if noun in sign_words("between-places"):
                return [("Place", 2)]
            return [("Organization", 2)] if noun in sign_words("between-bodies") else []
        if tags(doc)[k] in ("VERB", "AUX"):
            return []
    return []


def _beside(doc: Doc, start: int) -> Votes:
    """`le titre Solvanor`, `le géant américain Norvex`, `le chanteur Tchibota`: the noun right before the name."""
    text, noun = lowered(doc), start - 1
    if is_capital(doc[noun]) and noun > 0:
        return []
    while noun > start - 1 - _ADJECTIVES and tags(doc)[noun] == "ADJ" and text[noun] not in sign_words("beside-a-body"):
        noun -= 1
    word = text[noun] if text[noun - 1] != "-" or noun < 2 else "-".join(text[noun - 2 : noun + 1 : 2])
    if word in sign_words("beside-a-body") or text[noun] in firm_words("trade") or text[noun] in not_names("firm"):
        if name_end(doc, start) - start >= _FULL and doc[start].ent_type_ == "PER" and is_of_an_office(doc, noun):
            return []  # `la secrétaire du syndicat | Mbarka Zidi`
        return [("Organization", 3)]
    if text[noun] in sign_words("beside-somebody") or text[noun] in words("person-noun"):
        return [("Person", 2)] if not doc[start].is_upper else []
    return [("Place", 2)] if text[noun] in not_names("line") and doc[start].is_title else []
