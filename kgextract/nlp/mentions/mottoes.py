"""Doc → mentions of bodies whose names are common words: `selon [Terre Solidaire]`, `[Familles rurales] dénonce`.

A common noun has its determiner before it; one with a capital that has none, where somebody acts, is a name, and it is
nobody's where each of its words is common: `[Enfance et Partage] a annoncé`, `a déclaré [Action contre la faim]`. So is
one behind an article with a capital (`selon [Le Messager]`), and such a word behind a firm's name (`Vinci Autoroutes`).
"""

from __future__ import annotations

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cue_forms import cue_verbs
from kgextract.nlp.grammar.names import is_capital, named, opens_sentence
from kgextract.nlp.grammar.phrases import complement
from kgextract.nlp.grammar.wordlist import capitals, lowered, tags
from kgextract.nlp.layers import MEDIA, Mention
from kgextract.nlp.mentions.complements import common_tail, motto_tail
from kgextract.nlp.mentions.heads import head_class, is_place_head
from kgextract.nlp.mentions.matched import Tokens, starting
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import demonyms, endings, firm_words, given_name_gender, not_names, sign_words, words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words

_SHORTEST = 3  # letters of a word
_CLITICS = 3  # tokens between a name and its verb
_NEVER = ("calendar", "event-head", "group-name", "state", "acronym-of-topic", "disease-or-thing")
_SMALL = ("ADP", "ADV", "PRON", "DET", "CCONJ", "SCONJ", "AUX", "NUM")


def mottoes(doc: Doc) -> list[Mention]:
    """The bodies of the Doc that are named by common words."""
    found: list[Mention] = []
    i, large = 0, capitals(doc)
    while i < len(doc) - 1:
        start, end = _name(doc, i) if large[i] and doc[i].is_title else (i, i)
        if end > start:
            found.append(named(doc, start, end, "Organization", "Organization", rule="motto", confidence=0.6))
        i = max(end, i + 1)
    return found


def _name(doc: Doc, i: int) -> tuple[int, int]:
    """The name that begins at token i, perhaps with the article before it; an empty one where none does."""
    if not _begins(doc, i):
        return i, i
    if _of_fighters(doc, i):
        end = _with_adjective(doc, i + 1)
        return i, end if end > i + 1 else i
    called = _is_called(doc, i)
    start, end = i - (called or _has_own_article(doc, i)), _capitals(doc, i)
    if _goes_on(doc, end):
        return i, i
    if end > i + 1:
        return start, end if called or _is_a_body(doc, start, end) else start
    bodies = _known(doc, i)
    firm = any(e.cls == "Company" for m in bodies for e in m.entries)
    if bodies and (firm or not lowered(doc)[i].endswith(endings("motto-ending"))):
        return i, i  # `Airbus de cynisme`, `Pfizer à Lille`
    tail = common_tail(doc, i, end)
    tail = motto_tail(doc, i, end) if tail == end else tail
    if start < i and tail == end:
        tail = complement(doc, end, words("of-lemma"), brackets=False, lists=False)  # `Les Amis du lac`
    known = tail > end and _is_no_phrase(doc, i, tail)
    if called:
        return start, _with_adjective(doc, tail)
    return start, tail if (known or start < i) and _is_a_body(doc, start, tail) else start


def _known(doc: Doc, i: int) -> list[Tokens]:
    """The known names that begin at a token, no newspaper without its article (`Racines et | Avenir`)."""
    return [m for m in starting(doc, i, i + 1) if not (m.entries[0].contracted and m.entries[0].cls in MEDIA)]


def _begins(doc: Doc, i: int) -> bool:
    """Whether such a name may begin at a token: no determiner before it, no office, nobody's given name."""
    token, word = doc[i], lowered(doc)[i]
    if len(word) < _SHORTEST or token.pos_ in _SMALL or token.text in given_name_gender():
        return False
    known = _known(doc, i)
    if any(m.end > i + 1 or m.entries[0].part != "organisation" for m in known):
        return False
    if not (known or is_common(doc, i) or word.endswith(endings("motto-ending"))):
        return False
    if any(word in not_names(c) for c in _NEVER) or word in demonyms() or word in words("civility", "highness"):
        return False
    if _is_called(doc, i) or _of_fighters(doc, i):
        return True
    if word in words("office-head", "person-noun") or office_head(doc, i) is not None:
        return False
    if head_class(word) is not None or is_place_head(word):
        return False
    if i == 0 or opens_sentence(token) or _has_own_article(doc, i) or _is_called(doc, i):
        return True
    before = doc[i - 1]
    led = is_capital(before) and not (before.pos_ == "ADP" and opens_sentence(before))
    return not (before.pos_ == "DET" or led or before.text[-1:] in "'-" or _determines(before.lower_))


def _has_own_article(doc: Doc, i: int) -> bool:
    """`selon Les Amis du lac`: a determiner with a capital inside a sentence belongs to the name."""
    before = doc[i - 1] if i else None
    if before is None or not is_capital(before) or opens_sentence(before):
        return False
    return before.lower_ in words("definite") or before.lower_ in words("one", "possessive")


def _is_called(doc: Doc, i: int) -> bool:
    """`l'association la Parole libre`: an article right behind the noun that says what is called so."""
    if i < 2 or lowered(doc)[i - 1] not in words("definite") - words("contracted") or is_capital(doc[i - 1]):
        return False
    return lowered(doc)[i - 2] in office_words("body-kind") and tags(doc)[i - 2] == "NOUN"


def _of_fighters(doc: Doc, i: int) -> bool:
    """`les combattants du Sentier lumineux`: who fights for what is called so."""
    if i < 2 or lowered(doc)[i - 1] not in words("definite"):
        return False
    of = i - 1 - (lowered(doc)[i - 1] not in words("contracted"))
    return of > 0 and lowered(doc)[of] in words("of") and lowered(doc)[of - 1] in words("fighters")


def _with_adjective(doc: Doc, end: int) -> int:
    """The end over an adjective or participle behind the noun of a name (`la Parole | libre`)."""
    if end >= len(doc) or not doc[end].is_lower or not _closes(doc, end + 1):
        return end
    participle = tags(doc)[end] == "VERB" and "Part" in doc[end].morph.get("VerbForm", [])
    return end + (participle or tags(doc)[end] == "ADJ")


def _closes(doc: Doc, at: int) -> bool:
    return at >= len(doc) or doc[at].is_punct or tags(doc)[at] in ("ADP", "VERB", "AUX", "PRON", "ADV", "CCONJ")


def _determines(word: str) -> bool:
    return word in words("definite") or word in words("contracted") or word in words("possessive")


def _capitals(doc: Doc, i: int) -> int:
    """The end of the common words with capitals from token i on, two of them joined perhaps."""
    end = i + 1
    while end < len(doc):
        at = end + (lowered(doc)[end] in words("coordinator") and end + 1 < len(doc))
        if not (doc[at].is_title and len(doc[at]) >= _SHORTEST and is_common(doc, at) and doc[at - 1].whitespace_):
            break
        if doc[at].text in given_name_gender() or lowered(doc)[at] in not_names("calendar") or opens_sentence(doc[at]):
            break
        if doc[at].pos_ == "PRON" or (at > end and _known(doc, at)):
            break  # `Renault et Airbus recrutent`: two
        end = at + 1
    return end


def _is_a_body(doc: Doc, start: int, end: int) -> bool:
    """Whether what stands around the name says that it is a body's, or the model takes all of it for somebody."""
    if not opens_sentence(doc[start]) and all(doc[k].ent_type_ == "PER" for k in range(start, end)):
        return True
    return _is_behind(doc, start) or _acts(doc, start, end) is not None or _is_told_of(doc, start, end)


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether what the model takes for somebody goes on with a capital behind such words (`Mor Talla | Ndiaye`)."""
    return end < len(doc) and doc[end].ent_type_ == "PER" and doc[end].ent_iob_ == "I" and is_capital(doc[end])


def _is_behind(doc: Doc, i: int) -> bool:
    """`selon X`, `soutenu par X`, `a dit X`, `les militants de X`, `donne raison à X`, `Anne Roy, de X`."""
    if i == 0 or opens_sentence(doc[i]):
        return False
    before, word = doc[i - 1], lowered(doc)[i - 1]
    if word in sign_words("with-a-body") or word in words("agent"):
        return True
    if i == 1:
        return False
    noun = lowered(doc)[i - 2]
    if word in words("elided-of"):
        if noun == ",":
            return i > 2 and doc[i - 3].ent_type_ == "PER"
        body = noun in firm_words("of-a-body") or noun in sign_words("of-a-body", "of-an-agent")
        return body or noun in words("heads-a-body")
    if word in words("to-a-place"):
        return doc[i - 2].lemma_ in not_names("to-somebody") or noun in not_names("to-somebody")
    if before.pos_ != "VERB":
        return False
    said = before.lemma_ in cue_verbs() and (noun in words("closing") or noun == "," or doc[i - 2].pos_ == "AUX")
    return said or before.lemma_ in sign_words("done-to-an-agent", "done-to-a-party")


def _acts(doc: Doc, start: int, end: int) -> int | None:
    """The finite verb right behind the name, where it may be its subject."""
    before = doc[start - 1] if start else None
    if before is not None and not opens_sentence(doc[start]):
        if before.pos_ not in ("SCONJ", "CCONJ", "SPACE") and before.text not in ",»:":
            return None
    for k in range(end, min(end + _CLITICS, len(doc))):
        token = doc[k]
        if token.pos_ in ("VERB", "AUX") or token.lower_ in speech_words("sure-form"):
            return k if "Fin" in token.morph.get("VerbForm", ["Fin"]) else None
        if token.pos_ not in ("PRON", "ADV") or token.lower_ in words("relative") or is_capital(token):
            return None
    return None


def _is_told_of(doc: Doc, start: int, end: int) -> bool:
    """`Terre Solidaire, qui compte …`, `Terre Solidaire et Oxfam demandent`: capitals that open a sentence."""
    if not opens_sentence(doc[start]) or end + 1 >= len(doc) or not is_capital(doc[end - 1]) or end - start == 1:
        return False
    if doc[end].text == ",":
        return lowered(doc)[end + 1] in words("relative")
    return lowered(doc)[end] in words("coordinator") and is_capital(doc[end + 1])


def _is_no_phrase(doc: Doc, start: int, end: int) -> bool:
    """Whether a name with small words is no phrase of a headline: `[Familles rurales] dénonce`, a call to do something.

    At the start of a sentence its noun is of another number than the verb, or one that mottoes begin with.
    """
    word = lowered(doc)[start]
    if not opens_sentence(doc[start]) or word in words("motto"):
        return True
    if word.endswith(endings("motto-ending")) and (tags(doc)[start] == "VERB" or not is_common(doc, start)):
        return word.endswith(endings("motto-call"))  # `Réduire les impôts demande du courage`
    verb = _acts(doc, start, end)
    if verb is None or tags(doc)[start] == "VERB":
        return False
    return word.endswith(("s", "x")) and "Sing" in doc[verb].morph.get("Number", ["Sing"])
