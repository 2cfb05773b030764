"""A name, a noun of saying or a whole sentence before a colon → what follows as a draft without a cue."""

from __future__ import annotations

from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.agents import written
from kgextract.nlp.grammar.cue_forms import lemma_of, saying
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Clause, Quotation, Range, Unit
from kgextract.nlp.statements.about import explained
from kgextract.nlp.statements.drafts import Draft, Page, behind_colon
from kgextract.nlp.statements.instances import instance
from kgextract.nlp.statements.inverted import called, can_say, subject
from kgextract.nlp.statements.plainly import plainly
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.nlp.statements.speakers.somebody import somebody as left_open
from kgextract.nlp.statements.views import quarter, whose_view
from kgextract.tables.roles import office_words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_SAID = 4  # words that say something, three with a verb (`« On verra bien »`)
_TITLED = 6  # tokens from `de` to the name behind a title


def tokens(page: Page, content: list[Range]) -> range:
    """The tokens of a content."""
    return range(page.token(content[0][0]), page.token(content[-1][1]))


def headed(page: Page, drafts: list[Draft]) -> list[Draft]:
    """`Anne Roy : « … »` at the start of a unit → a draft without a cue."""
    found = []
    beside = (d for d in drafts if not d.nested and not (d.cue_range and _trailing(page, d.cue_range[0] - 1)))
    taken = {d.unit for d in beside if not _of_noun(page, d)}
    for n, unit in enumerate(page.units):
        colon = page.text.find(":", unit.start, min(unit.end, unit.start + 80))
        if unit.kind != "text" or n in taken:
            continue
        draft = (plainly(page, n, colon) or _answered(page, n, colon)) if colon > 0 else None
        if draft is not None:
            found.append(draft)
            continue
        if (draft := _introduced(page, n)) is not None:
            found.append(draft)
            continue
        if colon < 0:
            continue
        i = page.token(unit.start)
        phrase = noun_phrase(page.doc, i)
        source = subject(page, phrase) if phrase is not None else None
        if phrase is None or source is None or not _heads(page, source, colon):
            continue
        human = any(m.type in ("Person", "Organization", "Group") for m in source.mentions)
        human = human or page.doc[phrase.head].lower_ in speech_words("human-noun")
        quoted = page.between(colon, colon + 4)
        content = page.trim(colon + 1, unit.end)
        plain = page.at(phrase.end) == colon
        plain = plain or (content is not None and any(page.finite(k) for k in tokens(page, [content])))
        if content is not None and human and quoted and plain:
            found.append(Draft(content=[content], rule="speaker-colon", confidence=0.85, unit=n, source=source))
    return found


def _of_noun(page: Page, draft: Draft) -> bool:
    """Whether a relative clause tells up to a colon what somebody does with a noun (`Un choix que nie Luc : «`)."""
    clause = draft.clause
    if clause is None or clause.position != "relative" or draft.rule != "speech-passive":
        return False
    behind = page.text[draft.content[-1][1] : page.units[draft.unit].end]
    return behind_colon(page, draft.unit, draft.content[-1][1]) is not None and behind.count(":") == 1


def _heads(page: Page, source: Argument, colon: int) -> bool:
    """Whether only what tells who somebody is parts a name from a colon (`Luc Roy (PS) :`, `Luc Roy, élu :`)."""
    doc, at = page.doc, page.token(colon)
    end = max([source.end, *(m.end for m in source.mentions)])
    if end >= at:
        return page.at(end) == colon
    if not any(m.type == "Person" and m.kind == "named" for m in source.mentions):
        return False
    end = past_bracket(doc, end, at - end)
    return explained(page, end, at) == at if end < at else end == at


def _answered(page: Page, n: int, colon: int) -> Draft | None:
    """`Réponse du ministre : « … »`, `L'explication du maire : …`: a noun of saying, whose it is, a colon."""
    doc, unit = page.doc, page.units[n]
    i = page.token(unit.start)
    i += doc[i].pos_ == "DET"
    of = preposition(doc, i + 1) if doc[i].lower_ in speech_words("heading-noun") else None
    phrase = (
        noun_phrase(doc, of.end - of.contracted) if of is not None and of.lemma in speech_words("of-word") else None
    )
    content = page.trim(colon + 1, unit.end)
    if phrase is None or content is None or page.at(phrase.end) > colon or not can_say(page, phrase):
        return None
    if any(page.finite(k) for k in range(phrase.end, page.token(colon))):
        return None
    if page.quotation(content[0]) is None and not any(page.finite(k) for k in tokens(page, [content])):
        return None
    return Draft(
        content=[content],
        rule="speaker-colon",
        confidence=0.75,
        unit=n,
        cue=doc[i].lower_,
        cue_class="say",
        cue_range=(i, i + 1),
        source=subject(page, phrase),
    )


def _introduced(page: Page, n: int) -> Draft | None:
    """`Le maire, Jean Roy, ne décolère pas : « … »`: whoever the sentence is about says the quotation at its end."""
    unit = page.units[n]
    q = next(
        (q for q in page.between(unit.start, unit.end) if page.text[unit.start : q.outer[0]].rstrip()[-1:] == ":"), None
    )
    if q is None or page.words(q.start, q.end) < _SAID - any(page.finite(k) for k in tokens(page, [(q.start, q.end)])):
        return None
    behind = page.token(q.outer[1])
    if page.text[q.outer[1] : unit.end].strip(" .!?…") and not (_trailing(page, behind) or _goes_on(page, behind)):
        return None
    if page.quotation(unit.start) is not None:
        return None
    first = page.token(unit.start)
    while page.doc[first].lower_ in speech_words("and-word") or page.doc[first].pos_ == "ADV":
        first += 1
    main = _subject_of_last(page, n, page.token(q.outer[0]))
    one = instance(page, first, page.token(page.text.rindex(":", unit.start, q.outer[0])))
    if one is not None and not (main is not None and _is_one(main)):
        return _closing(page, q, unit, n, one)
    if (whose := whose_view(page, n, first, page.token(q.outer[0]))) is not None:
        return _closing(page, q, unit, n, whose)
    if page.doc[first].lower_ in speech_words("subordinator"):
        if main is not None:
            return _closing(page, q, unit, n, main)
        first = _main(page, first, page.token(q.outer[0]))
    stressed = page.doc[first].lower_ in speech_words("own-pronoun")  # `Lui garde le sourire : « … »`
    stressed = stressed and page.finite(past_clitics(page, first + 1, first + 3))
    if stressed or page.doc[first].lower_ in speech_words("third-person"):
        verb = next((c for c in page.doc._.clauses if c.unit == n and c.form == "finite"), None)
        if verb is not None and of_nobody(page, verb):
            return None
        return _closing(page, q, unit, n, Argument(role="subject", start=first, end=first + 1, head=first))
    one = _left_open(page, first, page.token(q.outer[0])) or _doer(page, n, page.token(q.outer[0]))
    if one is not None:
        return _closing(page, q, unit, n, one)
    phrase = noun_phrase(page.doc, first)
    source = subject(page, phrase) if phrase is not None else None
    stop = page.token(q.outer[0])
    if phrase is not None and page.doc[phrase.head].lower_ in speech_words("heading-noun"):
        verbs = any(page.finite(k) for k in range(first, stop))
        one = None if verbs else last_person(page, phrase.head, stop)  # `Un avis que partage Luc : « … »`
        if (one := one or quarter(page, first, stop)) is not None or (phrase.possessive and not verbs):
            return _closing(page, q, unit, n, one)  # `Son verdict : « … »`: whom the sentence before is about
    speaks = source is not None and (any(m.type == "Person" for m in source.mentions) or can_say(page, phrase))  # type: ignore[arg-type]
    if not speaks and main is not None:
        return _closing(page, q, unit, n, main)
    if not speaks:
        source = last_person(page, first, stop) or _presented(page, first, stop) or quarter(page, first, stop)
        if source is None and not (phrase is not None and phrase.possessive):
            return None
    return _closing(page, q, unit, n, source)


def _left_open(page: Page, first: int, stop: int) -> Argument | None:
    """A pronoun that leaves open who speaks, before a colon without a verb (`Un autre, plus âgé : « … »`)."""
    for head in range(first, min(first + 2, stop)):
        pronoun = Argument(role="subject", start=first, end=head + 1, head=head)
        if left_open(page.doc, pronoun) == (first, head + 1) and page.doc[head + 1].text in (",", ":"):
            return None if any(page.finite(k) for k in range(head + 1, stop)) else pronoun
    return None


def _trailing(page: Page, i: int) -> bool:
    """Whether a comma and a gerund of saying stand at a token (`… : « Tout est prêt », promettant une fête`)."""
    if i + 1 >= len(page.doc) or page.doc[i].text != ",":
        return False
    return in_ant(page.doc[i + 1].lower_) and saying(page.doc, i + 1)


def _goes_on(page: Page, i: int) -> bool:
    """Whether what was said goes on at a token without marks (`… : « la loi passera » si les élus le veulent`)."""
    return page.doc[i].pos_ in ("ADP", "SCONJ") and not any(t.text == "," for t in page.doc[i : i + 2])


def _is_one(source: Argument) -> bool:
    """Whether a subject is one person, who may well speak (`Le maire s'inquiète, comme Luc Roy : «`)."""
    return len(source.mentions) == 1 and source.mentions[0].type == "Person" and not source.mentions[0].plural


def _presented(page: Page, first: int, stop: int) -> Argument | None:
    """People behind a comma right before a colon (`En face, les manifestants : « … »`)."""
    for k in range(stop - 2, first, -1):
        phrase = noun_phrase(page.doc, k) if page.doc[k - 1].text == "," else None
        if phrase is not None and phrase.end == stop - 1 and can_say(page, phrase):
            return subject(page, phrase)
        if page.finite(k):
            break
    return None


def _subject_of_last(page: Page, n: int, stop: int) -> Argument | None:
    """Somebody whom the last finite verb before a colon is about (`À Gap, Jean Roy, élu hier, ne décolère pas : «`)."""
    here = [c for c in page.doc._.clauses if c.unit == n and c.form == "finite" and c.end <= stop]
    main = here[-1] if here else None
    if main is None or main.position != "main" or main.passive or main.subject is None:
        return None
    kinds = {m.type for m in main.subject.mentions}
    known = kinds & {"Person", "Organization", "Group"} or called(page, main.subject.head)
    known = known or page.doc[main.subject.head].lower_ in speech_words("third-person")  # `Depuis lundi, elle …`
    known = known and not of_nobody(page, main)
    return main.subject if known and page.quotation(page.at(main.subject.start)) is None else None


def _doer(page: Page, n: int, stop: int) -> Argument | None:
    """By whom a thing is judged before a colon (`Le plan est critiqué par la CGT : «`, `Un avis que partage Luc : «`).

    What is given out speaks for itself (`La lettre est publiée par Le Soir : «`).
    """
    doc = page.doc
    before = [c for c in doc._.clauses if c.unit == n and c.end < stop and c.form in ("finite", "participle")]
    last = before[-1] if before else None
    if last is None or last.subject is None or last.lemma in scene_words("giving-out"):
        return None
    alone = last.position == "relative" and len(before) == 1
    thing = next((a for a in last.arguments if a.role == "object"), None)
    if not (last.passive or alone) or thing is None or _somebody(page, thing) or doc[thing.head].pos_ == "PRON":
        return None
    return last.subject if _somebody(page, last.subject) else None


def _somebody(page: Page, one: Argument) -> bool:
    """Whether a phrase names people or a body, or is called by a noun for people."""
    known = any(m.type in ("Person", "Organization", "Group") and m.start <= one.head < m.end for m in one.mentions)
    human = called(page, one.head) and not written(page.doc, one.head)
    return known or human or any(m.type == "Person" for m in one.mentions)


def of_nobody(page: Page, clause: Clause) -> bool:
    """Whether an `il` means nobody (`il faut`, `il y a foule`, `il fait froid`, `il est huit heures`)."""
    doc, who = page.doc, clause.subject
    if who is None or doc[who.head].lower_ not in syntax("impersonal-pronoun"):
        return False
    if lemma_of(doc, clause.verb) in syntax("impersonal-lemma") | office_words("impersonal"):
        return True
    if any(doc[k].lower_ in speech_words("there-is") for k in range(who.end, clause.end)):
        return True
    behind = doc[clause.end] if clause.end < len(doc) else None
    return behind is not None and (
        (clause.lemma in speech_words("weather-verb") and behind.pos_ == "ADJ")
        or behind.lower_ in speech_words("weather-noun", "time-of-day")
        or (clause.lemma in syntax("be-lemma") and behind.pos_ == "NUM")
    )


def _main(page: Page, first: int, stop: int) -> int:
    """Where the main clause starts behind a fronted one (`Alors qu'on l'interrogeait, il a coupé court : «`)."""
    for k in range(stop - 1, first, -1):
        if page.doc[k - 1].text == "," and k + 1 < stop:
            phrase = noun_phrase(page.doc, k)
            end = k + 1 if page.doc[k].lower_ in speech_words("third-person") else (phrase.end if phrase else stop)
            if end < stop and (page.finite(end) or page.finite(min(end + 1, stop - 1))):
                return k
    return first


def cited(page: Page, quotation: int) -> Argument | None:
    """Whose words stand behind a colon (`a rappelé la formule de Paul Valéry : « … »`)."""
    doc, colon = page.doc, quotation - 1
    person = next((m for m in page.at_token(colon - 1) if m.type == "Person" and m.end == colon), None)
    if person is None or doc[colon].text != ":":
        return None
    before = range(person.start - 1, max(person.start - _TITLED, 0), -1)
    of = next((k for k in before if doc[k].lower_ in speech_words("of-form", "some-word")), 0)
    if doc[of - 1].lower_ not in speech_words("words-of"):
        return None
    return Argument(role="subject", start=person.start, end=person.end, head=person.head, mentions=[person])


def _closing(page: Page, q: Quotation, unit: Unit, n: int, source: Argument | None) -> Draft:
    """The quotation that closes unit n, by whom the words before it are about."""
    content = (q.start, min(q.end, unit.end))
    if content[1] < unit.end and _goes_on(page, page.token(q.outer[1])):
        content = page.trim(q.outer[0], unit.end) or content
    source = cited(page, page.token(q.outer[0])) or source
    return Draft(content=[content], rule="speaker-quotation", confidence=0.8, unit=n, source=source)


def last_person(page: Page, first: int, stop: int) -> Argument | None:
    """The person named last before a colon (`Même colère chez Jean Roy, boucher : « … »`)."""
    people = [m for m in page.around(first, stop) if m.type == "Person" and m.kind != "pronoun" and m.end <= stop]
    last = max(people, key=lambda m: (m.kind == "named", m.end), default=None)
    return Argument(role="subject", start=last.start, end=last.end, head=last.head, mentions=[last]) if last else None
