"""A verb of saying in the infinitive → whether something was said: `tient à rappeler`, `avant de conclure`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import set_apart
from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.inflection import forms, in_ant, is_unreal
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import MEDIA, Argument, Clause
from kgextract.nlp.statements.causatives import brought_to_say
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say, subject, thing
from kgextract.nlp.statements.narrating import narrator
from kgextract.nlp.statements.placed import past_when
from kgextract.nlp.statements.speakers.somebody import somebody as left_open
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_GIVEN = 12  # tokens of whom an occasion is given to
_CHANCE = 3  # tokens from `occasion` or `profité` to `pour`
_VOICED = 14  # tokens from a verb of speaking to what it is for
_SHARED = 16  # tokens between *pour* and a further infinitive
_MANNER = 6  # tokens of how something is said, behind the verb
_PLACED = 12  # tokens from a verb of coming over a place and a day to an infinitive
_ADVERB = 6  # tokens of `par ailleurs`, `, de son côté,`
_DENIAL = 4  # tokens from `n'` to a participle (`n'a pas encore souhaité`)


def owed(page: Page, clause: Clause, cue: Cue) -> bool:
    """Whether an infinitive reports: `a tenu à rappeler que`, `avant de conclure : «`, `et d'ajouter`, `pour exiger`.

    One without a subject of its own has that of the verb before it.
    """
    doc = page.doc
    i = further(page, clause) or clause.start - 1
    if i >= 0 and doc[i].lower_ in speech_words("after"):
        return True
    if i > 0 and doc[i].lower_ in speech_words("without-word"):
        return doc[i - 1].lower_ in speech_words("not-before-without")  # `…, non sans avoir rappelé que`
    if i > 0 and (aim := _aim(doc, i)) is not None:
        i = aim
        if _planned(page, clause, i) or (cue.class_ != "ask" and not somebody(page, clause)):
            return False
        if any(doc[k].lower_ in speech_words("chance") for k in range(max(i - _CHANCE, 0), i)):
            return True  # `a saisi cette occasion pour féliciter les élèves`
        if _speaking_out(page, clause, i):
            return True
        behind = past_when(page, cue.end, len(doc) - 1)
        clear = cue.strength == "say" and behind < len(doc) and doc[behind].lower_ in speech_words("that-word")
        asks = cue.class_ == "ask" and cue.lemma not in speech_words("acting")  # `une prime pour inciter à partir`
        return asks or cue.lemma in speech_words("public") or clear
    if i > 0 and doc[i].lower_ in speech_words("of-form", "to-word", "by-word"):
        if doc[i - 1].lower_ in speech_words("before-of"):
            return not _aimed(page, clause, i - 1)
        if doc[i].lower_ in speech_words("to-word") and doc[i - 1].lower_ in speech_words("first-to"):
            return True
        own = _own(page, clause, i) or _given(page, clause, i) or brought_to_say(page, clause, i)
        if own is not None:
            clause.subject = own
            return True
        i -= 1 + (doc[i - 1].lower_ in speech_words("until-word"))  # `est allé jusqu'à demander`
    i = next((k - 1 for k in range(i - 1, max(i - _ADVERB, 0), -1) if set_apart(doc, k, i + 1)), i)
    while i > 0 and doc[i].pos_ == "ADV":
        i -= 1
    if doc[i].lower_ in speech_words("in-vain"):
        return lemma_of(doc, i - 1) in speech_words("having-in-vain")  # `La mairie a beau répéter que`
    if doc[i].lower_ in speech_words("deemed"):
        return lemma_of(doc, i - 1) in speech_words("deeming")
    if (comer := _comer(page, clause, i)) is not None:
        clause.subject = comer
        return True
    return governs(doc, i) or (lemma_of(doc, i) in speech_words("may-verb") and _read_in(doc, clause))


def _comer(page: Page, clause: Clause, i: int) -> Argument | None:
    """Who came somewhere to say something, where the place stands between (`est venue mardi à la barre | raconter`)."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    verb = next((k for k in range(i, max(i - _PLACED, first), -1) if doc[k].pos_ == "VERB"), first)
    if verb == i or lemma_of(doc, verb) not in speech_words("comes-to-say") or in_ant(doc[verb].lower_):
        return None
    if is_unreal(doc[verb].lower_, lemma_of(doc, verb)):
        return None
    k = verb + 1
    while k <= i:
        link = preposition(doc, k)
        phrase = noun_phrase(doc, link.end - link.contracted) if link is not None else None
        beyond = max(past_when(page, k, i + 1), phrase.end if phrase is not None else k)
        if beyond == k:
            return None
        k = beyond
    going = next((c for c in doc._.clauses if c.unit == clause.unit and c.verb == verb), None)
    return going.subject if going is not None and not going.negated and k == i + 1 else None


def _aim(doc: Doc, i: int) -> int | None:
    """Where a preposition of purpose that ends at token i begins (`pour`, `afin de`), or None."""
    if doc[i].lower_ in speech_words("purpose"):
        return i
    return i - 1 if i and f"{doc[i - 1].lower_} {doc[i].lower_}" in speech_words("purpose") else None


def _speaking_out(page: Page, clause: Clause, i: int) -> bool:
    """Whether the verb before a purpose at token i tells that somebody spoke or wrote (`a pris la parole | pour`)."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    verbs = (k for k in range(i - 1, max(first - 1, i - _VOICED), -1) if doc[k].pos_ == "VERB" or page.finite(k))
    verb = next(verbs, None)
    if verb is None or is_infinitive(doc, verb) or in_ant(doc[verb].lower_) or not somebody(page, clause):
        return False
    if lemma_of(doc, verb) in speech_words("speaking-out"):
        return True
    said = lemma_of(doc, verb) in speech_words("speaking-out-by")
    return said and any(doc[k].lower_ in speech_words("spoken-out") for k in range(verb + 1, i))


def further(page: Page, clause: Clause) -> int | None:
    """The preposition of purpose that an infinitive behind *et* shares (`pour dénoncer la vente et réclamer`), or None.

    Only a verb of saying has it for one: `pour réduire la dette et rappeler` tells of one aim.
    """
    doc, i = page.doc, clause.start - 1
    i = aim - 1 if i > 0 and (aim := _aim(doc, i)) is not None else i
    joined = doc[i].text == "," or doc[i].lower_ in speech_words("joining-word")
    if clause.form != "infinitive" or i < 1 or not joined:
        return None
    for k in range(i - 1, max(i - _SHARED, 0), -1):
        if page.finite(k) or doc[k].lower_ in speech_words("relative", "that-word"):
            return None
        if (aim := _aim(doc, k)) is not None:
            verb = next((j for j in range(k + 1, i) if is_infinitive(doc, j)), None)
            return aim if verb is not None and lemma_of(doc, verb) in cue_verbs() else None
    return None


def _given(page: Page, clause: Clause, i: int) -> Argument | None:
    """To whom an occasion is given that was (`ce fut l'occasion pour la maire de rappeler que`), before `de` at i."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    end = i - (doc[i - 1].text == ",")
    for k in range(end - 2, max(first, end - _GIVEN), -1):
        link = preposition(doc, k)
        phrase = noun_phrase(doc, link.end - link.contracted) if link is not None and link.end < end else None
        if link is None or phrase is None or phrase.end != end or link.lemma not in speech_words("given-to"):
            continue
        before = k - 1 - (doc[k - 1].text == ",")
        if doc[before].lower_ not in speech_words("chance", "allowed") or not can_say(page, phrase):
            return None
        verb = next((n for n in range(before, first - 1, -1) if page.finite(n)), None)
        unreal = verb is not None and is_unreal(doc[verb].lower_, lemma_of(doc, verb))
        return None if unreal else subject(page, phrase)
    return None


def _own(page: Page, clause: Clause, of: int) -> Argument | None:
    """The subject of an infinitive of narration before *de* (`Et le gardien d'ajouter que …`).

    Inside a sentence nothing before *et* may govern the infinitive (`La salle rit, et le maire de répondre : « … »`).
    """
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    opened = doc[first].lower_ in speech_words("and-word")
    start = first + opened
    if start < of and (opened or _tells(page, clause)):  # `Le maire de conclure : …`
        to = preposition(doc, start) if opened else None
        if to is not None and to.lemma in syntax("to-lemma"):
            start = to.end - to.contracted  # `Et à la maire de conclure que`
        if start + 1 == of and doc[start].lower_ in speech_words("own-pronoun", "third-person", "latter"):
            return Argument(role="subject", start=start, end=of, head=start)
        if start + 2 == of and left_open(doc, Argument(role="subject", start=start, end=of, head=of - 1)) is not None:
            return Argument(role="subject", start=start, end=of, head=of - 1)  # `Une autre de renchérir : …`
        phrase = noun_phrase(doc, start)
        between = range(phrase.end, of) if phrase is not None and can_say(page, phrase) else None
        whole = between is not None and not any(page.finite(k) for k in between)
        if phrase is not None and (phrase.base_end == of or whole):
            return subject(page, phrase)
        if opened and not any(page.finite(k) for k in range(start, of)):
            return None
    joined = next((k for k in range(of - 1, first, -1) if doc[k].lower_ in speech_words("and-word")), None)
    told = narrator(page, joined + 1) if joined is not None else None
    if joined is None or told is None or told[1] != of:
        return None
    phrase = told[0]
    verbs = {lemma_of(doc, k) for k in range(first, joined) if doc[k].pos_ == "VERB"}
    bidding = verbs & (cue_verbs() | speech_words("bidding"))
    return subject(page, phrase) if doc[joined - 1].text == "," or not bidding else None


def _tells(page: Page, clause: Clause) -> bool:
    """Whether `que`, a colon or a quotation stands behind an infinitive, or how it is said (`, amer : « … »`)."""
    doc, stop = page.doc, page.token(page.units[clause.unit].end)
    for k in range(clause.end, min(clause.end + _MANNER, stop)):
        if doc[k].lower_ in speech_words("that-word", "opening-mark") or doc[k].text == ":":
            return True
        if page.finite(k):
            return False
    return False


def _aimed(page: Page, clause: Clause, i: int) -> bool:
    """Whether an infinitive behind *et* goes on with one before it (`Le but est de rassurer et d'encourager à`)."""
    doc = page.doc
    if doc[i].lower_ not in speech_words("and-word") or (doc[i - 1].is_punct and doc[i - 1].text != ","):
        return False
    first = page.token(page.units[clause.unit].start)
    verbs = (k for k in range(i - 1, first, -1) if doc[k].pos_ in ("VERB", "AUX"))
    last = next((k for k in verbs if page.finite(k) or is_infinitive(doc, k)), first)
    if not is_infinitive(doc, last) or doc[last - 1].lower_ not in speech_words("of-form"):
        return False
    if doc[i - 1].text == ",":
        return doc[last - 2].text == ","  # `sa mission est d'aider, de soigner, et d'encourager`
    return doc[last - 2].lower_ in speech_words("auxiliary-be") or lemma_of(doc, last) not in cue_verbs()


def governs(doc: Doc, i: int) -> bool:
    """Whether a verb with an infinitive of saying says that it was said (`tient à rappeler`, `a dû admettre`)."""
    lemma = _governor(doc, i)
    if i and is_infinitive(doc, i) and doc[i - 1].lower_ in speech_words("of-form"):
        return False  # `accuse le préfet de vouloir minimiser les dégâts`
    if any(doc[k].lower_ in speech_words("negation-word") for k in range(max(i - _DENIAL, 0), i)):
        if lemma not in speech_words("saying-when-denied"):
            return False  # `n'a pas souhaité préciser si`
    if doc[i].lower_ in speech_words("had-to"):
        return True
    return lemma in speech_words("saying-gerund" if in_ant(doc[i].lower_) else "saying-governor")


def _governor(doc: Doc, i: int) -> str:
    """The verb at token i, one that governs infinitives of saying by its form (`s'est borné à`, an adjective to the
    model)."""
    lemma = lemma_of(doc, i)
    if lemma in speech_words("saying-governor") or i == 0 or doc[i - 1].pos_ not in ("AUX", "PRON"):
        return lemma
    return _governors().get(doc[i].lower_, lemma)


@cache
def _governors() -> dict[str, str]:
    return {form: verb for verb in sorted(speech_words("saying-governor")) for form, _ in forms(verb)}


def somebody(page: Page, clause: Clause) -> bool:
    """Whether the subject of a verb is known and no thing (not `une réunion est prévue pour confirmer le choix`)."""
    if clause.subject is None:
        return False
    head = clause.subject.head
    return bool(clause.subject.mentions) or not thing(page, head)


def _planned(page: Page, clause: Clause, i: int) -> bool:
    """Whether the verb before a purpose is itself only asked for (`appelle à manifester pour exiger …`)."""
    doc = page.doc
    first = page.token(page.units[clause.unit].start)
    verb = next((k for k in range(i - 1, first, -1) if doc[k].pos_ in ("VERB", "AUX")), first)
    if "Inf" not in doc[verb].morph.get("VerbForm", []):
        return False
    asked = next((k for k in range(verb - 1, first, -1) if page.finite(k) or doc[k].pos_ == "VERB"), first)
    return lemma_of(doc, asked) in cue_verbs() and not governs(doc, asked)


def governed(doc: Doc, clause: Clause, after: Clause | None) -> Clause | None:
    """A verb with the infinitive of saying that it governs, as one (`ont tenu à rassurer le public`), or None."""
    if after is None or clause.form != "finite" or after.form != "infinitive" or after.unit != clause.unit:
        return None
    between = [t.lower_ for t in doc[clause.end : after.start]]
    deemed = between[:1] and between[0] in speech_words("deemed") and clause.lemma in speech_words("deeming")
    between = between[1:] if deemed else between  # `a cru bon d'ajouter`
    if len(between) > 1 or any(word not in speech_words("of-form", "to-word", "by-word") for word in between):
        return None
    if clause.negated and clause.lemma not in speech_words("saying-when-denied"):
        return None  # `n'a pas voulu répondre`
    read = clause.lemma in speech_words("may-verb") and _read_in(doc, after)
    told = bool(deemed) or doc[clause.verb].lower_ in speech_words("had-to", "was-to")
    if _governor(doc, clause.verb) not in speech_words("saying-governor") and not told and not read:
        return None
    return replace(clause, end=after.end, lemma=after.lemma, arguments=[], negated=False)


def _read_in(doc: Doc, clause: Clause) -> bool:
    """Whether what one reads stands in a document told beside it (`peut-on lire dans le communiqué`, `peut-on y lire`,
    `Dans le rapport, on peut lire que`)."""
    first = unit_tokens(doc)[clause.unit][0]
    there = doc.lowered[clause.start] in speech_words("there-is")
    return clause.lemma in speech_words("readable") and (
        there or _in_writing(doc, clause.end) or _in_writing(doc, first)
    )


def _in_writing(doc: Doc, i: int) -> bool:
    """Whether a document or a medium follows."""
    found = preposition(doc, i) if i < len(doc) else None
    phrase = noun_phrase(doc, found.end - found.contracted) if found is not None else None
    if phrase is None:
        return False
    medium = any(m.cls in MEDIA and phrase.start <= m.start < phrase.end for m in doc._.mentions)
    return medium or doc[phrase.head].lower_ in speech_words("document-noun", "medium-noun")
