"""The words about a source → where they end: `Selon Luc Roy, président du club, …`, `selon le maire qui s'en va, …`."""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.agents import written
from kgextract.nlp.grammar.apart import past_participle
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Quotation, Range
from kgextract.nlp.roles.heads import calling, office_head
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import called
from kgextract.nlp.statements.new_subject import begins_what_is_said
from kgextract.nlp.statements.resumed import new_clause, past_clitics
from kgextract.tables.names import document_words, words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words

_SOURCE = 12  # tokens of a source
_NAMED = 5  # tokens from a comma in which a name begins
_SUBJECT = 6  # tokens of the subject of a relative clause
_NOMINAL = ("DET", "NOUN", "PROPN", "ADJ", "ADP", "PRON", "X")
_RELATIVE = 16  # tokens up to the verb of a relative clause
_PAUSES = (",", ".", ";", ":", "!", "?", "…")


def source_end(page: Page, i: int, stop: int) -> int:
    """Where the words about a source end: at a comma that does not open an apposition, at a mark or the end.

    What a preposition or a participle ties to it belongs to it (`selon un rapport intitulé « Vivre seul », …`).
    """
    doc = page.doc
    depth = 0
    while i < stop:
        token = doc[i]
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth -= 1
        elif depth == 0 and token.lower_ in speech_words("opening-mark") and _tied(page, i, stop):
            i = _past_quoted(page, i, stop)
            continue
        elif depth == 0 and (
            token.text in (",", ".", ";", ":", "–", "—") or token.lower_ in speech_words("opening-mark", "closing-mark")
        ):
            break
        elif depth == 0 and page.finite(i) and not in_relative(page, i):
            break
        elif depth == 0 and _begins(page, i, stop):
            break
        i += 1
    return i


def judged_so(page: Page, i: int, end: int, n: int) -> bool:
    """Whether one person or body behind `pour` at token i, up to `end`, judges a thing by the words quoted right
    before, in a sentence that is only that (`Une loi « absurde » pour la maire.`, not `Un menu « doux » pour tous`).
    """
    doc, unit = page.doc, page.units[n]
    first = page.token(unit.start)
    phrase = noun_phrase(doc, i + 1)
    if phrase is None or phrase.plural is True or doc.lowered[first] not in words("indefinite") - words("of"):
        return False
    if doc[i - 1].lower_ not in speech_words("closing-mark") or any(page.finite(k) for k in range(first, i)):
        return False
    tells = end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].lower_ in speech_words("relative")
    return tells or not page.text[page.at(end - 1) + len(doc[end - 1]) : unit.end].strip(" .")


def _begins(page: Page, i: int, stop: int) -> bool:
    """Whether what a source says begins at a token without a comma (`selon la police | les rues sont ouvertes`)."""
    doc = page.doc
    if doc[i].pos_ not in ("DET", "PRON") or doc[i - 1].pos_ not in ("NOUN", "PROPN", "ADJ", "PRON"):
        return False
    if doc[i - 1].lower_ in speech_words("relative"):
        return False
    if doc[i].pos_ == "DET":
        return new_clause(page, i, stop)
    verb = past_clitics(page, i + 1, stop)
    if doc[i].lower_ in speech_words("relative") or verb >= stop or not page.finite(verb):
        return False
    return not in_relative(page, verb)  # `une note que l'AFP s'est procurée`


def in_relative(page: Page, i: int) -> bool:
    """Whether a verb is the first of a relative clause (`Selon le maire qui s'exprimait lundi, …`), perhaps behind its
    own subject (`Selon une note que l'AFP a pu lire, …`).
    """
    doc, k = page.doc, i - 1
    while k > 0 and doc[k].lower_ in speech_words("clitic", "negation-word"):
        k -= 1
    own = k
    while k > max(0, own - _SUBJECT) and doc[k].pos_ in _NOMINAL and doc[k].lower_ not in speech_words("relative"):
        k -= 1
    return doc[k].lower_ in speech_words("relative")


def _tied(page: Page, i: int, stop: int) -> bool:
    """Whether quoted words are a title that a word before them ties to a noun, and the sentence goes on behind them.

    Right behind a noun they are one where they hold no verb and a whole clause follows (`Selon la revue « Terre », …`).
    """
    before, beyond = page.doc[i - 1], _past_quoted(page, i, stop)
    if beyond >= stop or page.doc[beyond].text != ",":
        return False
    if before.pos_ == "ADP" or before.lower_ in document_words("entitled"):
        return True
    beside = before.pos_ in ("NOUN", "PROPN") and not any(page.finite(k) for k in range(i, beyond))
    return beside and new_clause(page, beyond + 1, stop)


def _past_quoted(page: Page, i: int, stop: int) -> int:
    """The token behind quoted words that a mark at token i opens, a title among them, else the end."""
    if (quotation := page.quotation(page.doc[i].idx)) is not None:
        return page.token(quotation.outer[1])
    closing = (k for k in range(i + 1, min(i + _SOURCE, stop)) if page.doc[k].lower_ in speech_words("closing-mark"))
    return next((k + 1 for k in closing), stop)


def _says_who(page: Page, comma: int, after: Phrase, end: int) -> bool:
    """Whether a phrase says who or what the name before it is (`…, Alerte, une association, les riverains …`)."""
    return _titled(page, comma, after, end) or _of_a_body(page, comma, after, end) or _body(page, comma, after, end)


def _body(page: Page, comma: int, after: Phrase, end: int) -> bool:
    """Whether a definite phrase says what the body named before it is (`Selon la Drel, le service des eaux, le …`)."""
    doc = page.doc
    named = any(m.type == "Organization" and m.end == comma for m in page.at_token(comma - 1))
    named = named or (doc[comma - 1].pos_ == "PROPN" and not page.names_person(comma))
    if not named or not after.definite or after.plural or end + 2 >= len(doc):
        return False
    kind = {doc[after.head].lower_, doc[after.head].lemma_.lower()} & speech_words("collective-noun")
    return bool(kind) and doc[end].text == "," and new_clause(page, end + 1, len(doc))


def _of_a_body(page: Page, comma: int, after: Phrase, end: int) -> bool:
    """Whether a phrase with *un* explains the body named right before it, and no list goes on behind it."""
    doc = page.doc
    named = any(m.kind == "named" and m.end == comma for m in page.at_token(comma - 1))
    named = named or doc[comma - 1].pos_ == "PROPN"
    if not named or after.definite is not False or end + 1 >= len(doc) or after.plural:
        return False
    behind = doc[end + 1]
    return behind.pos_ in ("DET", "PRON", "PROPN") and behind.lower_ not in speech_words("a-word", "and-word")


def _titled(page: Page, comma: int, after: Phrase, end: int) -> bool:
    """Whether a definite phrase says who the person named before it is (`Selon Luc Roy, le président du club, « …`)."""
    doc = page.doc
    if not page.names_person(comma) or not called(page, after.head) or end + 1 >= len(doc):
        return False
    behind = doc[end + 1]
    opens = behind.lower_ in speech_words("opening-mark", "subject-pronoun")
    return opens or behind.pos_ in ("DET", "PROPN", "ADP")


def _belonging(page: Page, comma: int, stop: int, *, closed: bool = True) -> int | None:
    """Where the body, the town or the charge behind somebody's name ends (`Selon Luc Roy, du Samu, …`), or None.

    It must be `closed` by a comma, or any pause will do.
    """
    doc = page.doc
    if comma + 2 >= stop or not page.names_person(comma):
        return None
    if doc[comma + 1].lower_ in speech_words("of-form"):
        end = next((k for k in range(comma + 2, stop) if doc[k].text in _PAUSES), stop)
        near = [m for m in page.around(comma + 2, end) if m.end == end and m.type in ("Organization", "Place")]
        definite = {doc[comma + 1].lower_, doc[comma + 2].lower_} & (words("definite") - words("plural-determiner"))
        linked = any(t.pos_ == "ADP" and t.lower_ not in speech_words("of-form") for t in doc[comma + 2 : end])
        named = any(definite or m.start == comma + 2 for m in near)
        if not named and (linked or not is_capital(doc[comma + 2])):
            return None  # `Selon Luc Roy, de nombreux élèves …`, `de Lyon à Paris, …`
    else:
        charge = preposition(doc, comma + 1)
        if charge is None or charge.lemma not in speech_words("charge-preposition"):
            return None
        end = source_end(page, charge.end, stop)
    return end if not closed or (end < stop and doc[end].text == ",") else None


def _somebody_else(page: Page, comma: int) -> bool:
    """Whether a person's name stands behind a comma, and a medium, another body or a document before it.

    `Selon le quotidien L'Écho, Luc Roy, maire de Gap, …`, not `Selon un élu de la CFDT, Luc Roy, …`
    """
    doc = page.doc
    if not any(m.type == "Person" and m.kind == "named" and m.start == comma + 1 for m in page.at_token(comma + 1)):
        return False
    body = any(m.type == "Organization" and m.end == comma for m in page.at_token(comma - 1))
    for k in range(comma - 1, max(comma - _SOURCE, -1), -1):
        if doc[k].is_punct or doc[k].lower_ in speech_words("human-noun") or _calls(page, k):
            return False
        if written(doc, k):
            governed = {doc[k - 1].lower_, doc[k - 2].lower_} & speech_words("of-form")
            return not governed  # `l'autrice du rapport`, `de l'enquête`
        if body and (found := preposition(doc, k)) is not None and found.lemma in speech_words("according"):
            return True
    return False


def _said_of(page: Page, comma: int) -> bool:
    """Whether the words behind a comma name whom what is said is about (`Selon un élu, Luc Roy, malade, partira`)."""
    doc = page.doc
    people = (m for k in range(comma + 1, comma + _NAMED) for m in page.at_token(k) if m.start == k)
    name = next((m for m in people if m.type == "Person" and m.kind == "named"), None)
    before = range(max(comma - _SOURCE, 0), comma)
    return name is not None and any(begins_what_is_said(doc, k, name.end) for k in before)


def _calls(page: Page, k: int) -> bool:
    """Whether a noun is an office or what somebody is called, which no body is."""
    noun = page.doc[k].pos_ == "NOUN"
    return noun and (calling(page.doc, k) is not None or office_head(page.doc, k) is not None)


def explains(page: Page, comma: int, stop: int) -> bool:
    """Whether what opens behind a comma tells who the speaker before it is, and cannot be a part of what is said.

    `Luc Roy, 45 ans`, `, lui-même élu`, `, le directeur du port`, `, du syndicat`, `, en charge du port`, `, élu hier`.
    """
    doc, i = page.doc, comma + 1
    if i >= stop or doc[comma].text != ",":
        return False
    word = doc[i]
    if word.lower_ in speech_words("self-pronoun") or _related(page, i, stop):
        return True
    if _belonging(page, comma, stop, closed=False) is not None:
        return True
    if past_locution(doc, i, "being-there") > i or _names_him(page, comma, stop):
        return True
    if word.pos_ == "NUM" or word.text.isdigit():
        return i + 1 < stop and doc[i + 1].lower_ in words("age-noun")
    if past_participle(doc, i) and i + 1 < stop and doc[i + 1].pos_ == "ADP" and not page.finite(i):
        return True  # `cité par l'agence`, a noun to the model
    phrase = noun_phrase(doc, i)
    if phrase is not None and preposition(doc, i) is None:
        if phrase.end < stop and page.finite(past_clitics(page, phrase.end, stop)):
            return False  # `Cette année, selon Luc Roy, la mairie paiera`
        titled = called(page, phrase.head) and (phrase.names is None or phrase.names[0] > phrase.head)
        return titled and "Plur" not in doc[phrase.head].morph.get("Number", [])
    if i + 1 < stop and word.lower_ in words("definite") and doc[i + 1].lower_ in speech_words("some-one"):
        return True  # `l'une des élues`
    past = "Part" in word.morph.get("VerbForm", []) and "Past" in word.morph.get("Tense", [])
    return past and not page.finite(i) and not is_infinitive(doc, i)


def _related(page: Page, i: int, stop: int) -> bool:
    """Whether a relative clause that is none of *que* opens at a token, perhaps with a preposition (`à qui`)."""
    found = preposition(page.doc, i) if i < stop else None
    k = i if found is None else found.end
    return k < stop and page.doc[k].lower_ in speech_words("relative") - speech_words("that-word")


def _names_him(page: Page, comma: int, stop: int) -> bool:
    """Whether the name of whom an office before it tells stands between commas (`le maire, Luc Roy, élu hier`)."""
    doc = page.doc
    alone = (m for m in page.at_token(comma + 1) if m.type == "Person" and m.kind == "named" and m.start == comma + 1)
    name = next((m for m in alone if m.end < stop and doc[m.end].text == ","), None)
    before = range(comma - 1, max(comma - _SOURCE, -1), -1)
    office = next((k for k in before if doc[k].is_punct or _calls(page, k)), None)
    return name is not None and office is not None and not doc[office].is_punct and not _somebody_else(page, comma)


def explained(page: Page, comma: int, stop: int) -> int:
    """The token behind all that tells who the speaker before a comma is: that of the comma's, if nothing does."""
    while comma < stop and explains(page, comma, stop):
        comma = next((k for k in range(comma + 1, stop) if page.doc[k].text == ","), stop)
    return comma


def apposed(page: Page, comma: int, stop: int) -> int:
    """The token after an apposition between commas (`Selon Jean Roy, président du club, …`), else the comma's."""
    doc = page.doc
    if page.quotation(page.at(comma + 1)) is not page.quotation(page.at(comma)):
        return comma + 1
    for n in (1, 2):  # `Pour Jean Roy, par ailleurs président du club, …`
        noun = comma + n + 1
        if noun < stop and doc.between(comma + 1, noun).lower() in office_words("apposed-adverb"):
            if doc[noun].pos_ in ("NOUN", "ADJ") and office_head(doc, noun) is not None:
                end = apposed(page, comma + n, stop)
                return end if end > noun else comma + 1
    if (belonging := _belonging(page, comma, stop)) is not None:
        return belonging + 1
    if _somebody_else(page, comma) or _said_of(page, comma) or (comma + 1 < stop and is_infinitive(doc, comma + 1)):
        return comma + 1
    if past_locution(doc, comma + 1, "being-there") > comma + 1:  # `Selon X, en visite lundi à Tunis, …`
        end = next((k for k in range(comma + 1, stop) if doc[k].text == "," or page.finite(k)), stop)
        return end + 1 if end < stop and doc[end].text == "," else comma + 1
    after = noun_phrase(doc, comma + 1) if comma + 1 < stop else None
    if after is not None and doc[comma + 1].pos_ == "NUM" and doc[comma + 2].lower_ not in words("age-noun"):
        return comma + 1  # `Selon X, trois salariés, dont un cadre, ont été licenciés`
    if after is not None and after.possessive and not page.names_person(comma):
        return comma + 1  # `Selon la radio, sa sœur Lucie, autre figure du réseau, a été relâchée`
    noun = comma + 1 < stop and doc[comma + 1].pos_ in ("NOUN", "ADJ")
    noun = noun or (comma + 2 < stop and doc[comma + 2].lower_ in speech_words("some-one"))  # `l'une des riveraines`
    told = comma + 1
    while told < stop - 1 and doc[told].pos_ == "ADV":
        told += 1  # `Pour les maires, souvent oubliés par l'État, …`
    noun = noun or (told < stop and "Past" in doc[told].morph.get("Tense", []) and not page.finite(told))
    bare = doc[comma + 1].lower_ if comma + 1 < stop else ""
    noun = noun or in_ant(bare)  # `consultant en énergie`, which the model takes for a verb
    related = bare in speech_words("relative", "self-pronoun") or _related(page, comma + 1, stop)
    if after is None and not noun and not related:
        return comma + 1
    if related:
        verb = next((k for k in range(comma + 1, min(comma + _RELATIVE, stop)) if page.finite(k)), comma + 1)
        end = next((k for k in range(verb, stop) if doc[k].text == ","), stop)  # `dont la sœur, Anne Roy, est là, |`
        return end + 1 if end < stop else comma + 1
    end = source_end(page, after.end if after else comma + 2, stop)
    if (
        end < stop
        and (doc[end].text == "," or (doc[end].text == ":" and doc[end + 1].lower_ in speech_words("opening-mark")))
        and (after is None or noun or after.definite is None or after.names or _says_who(page, comma, after, end))
        and bare not in speech_words("subject-pronoun")
    ):
        if not any(page.finite(k) for k in range(comma + 1, end)):
            return end + 1  # at a colon, what is quoted behind it is the content
    return comma + 1


def calls_source(page: Page, source: Argument, begin: int, i: int, rest: Range | None) -> bool:
    """Whether a noun without article only says what somebody named is (`L'emploi recule, selon Luc Roy, | trader`).

    A whole sentence stands before the source, which is token i; nothing with a verb behind it.
    """
    person = any(m.type == "Person" and m.kind == "named" for m in source.mentions)
    if not person or rest is None or page.between(*rest):
        return False
    first, stop = page.token(rest[0]), page.token(rest[1])
    noun = page.doc[first].pos_ in ("NOUN", "PROPN")
    noun = noun or any(m.start == first and m.type == "Role" for m in page.around(first, first + 1))
    whole = any(page.finite(k) for k in range(page.token(begin), i))
    return noun and whole and not any(page.finite(k) for k in range(first, stop))


def apposed_words(page: Page, q: Quotation, start: int) -> bool:
    """Whether quoted words behind a comma judge a whole sentence (`Il refuse ce plan, « une folie » selon lui`)."""
    first, mark = page.token(start), page.token(q.outer[0])
    before = page.doc[mark - 1].text in (",", "(", "–", "—")
    inside = page.doc[page.token(q.start)]
    if not before or inside.pos_ == "ADP" or any(page.finite(k) for k in range(mark, page.token(q.outer[1]))):
        return False
    return any(page.finite(k) for k in range(first, mark - 1))
