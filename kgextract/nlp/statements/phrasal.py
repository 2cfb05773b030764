"""A cursor at a preposition or noun phrase behind a cue → what the cue says by it, or the cursor moved past it."""

from __future__ import annotations

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cue_forms import saying
from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import Found, preposition
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.accusations import accusing
from kgextract.nlp.statements.between import inverted, later, numbered, opens, past_phrase, required, timely
from kgextract.nlp.statements.complements import as_content, object_content
from kgextract.nlp.statements.cursor import NOTHING, Cursor, Said, Step
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.hearers import addressee, given
from kgextract.nlp.statements.inverted import can_say
from kgextract.nlp.statements.judged import predicated
from kgextract.nlp.statements.led import before_whom, of_somebody
from kgextract.nlp.statements.matters import matter
from kgextract.nlp.statements.passives import by_agent
from kgextract.nlp.statements.placed import past_joined
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.nlp.statements.whom import related
from kgextract.tables.speech import speech_words

_QUOTED = 5  # tokens in which a phrase comes to its quoted words
_TOLD = 3  # phrases with *de* between a verb of telling and what is told
_INSERTED = 20  # tokens between the two commas behind an object


def accused(at: Cursor) -> Said:
    """What somebody is accused of (`accuse le préfet de la région d'inaction`); a thing only of doing something."""
    page = at.page
    known = bool(at.objects) or at.clause.reflexive or _relative_object(page, at.clause)
    agent = at.clause.passive and at.word in speech_words("by-word")  # `est accusé par le maire de Lens | d'inaction`
    start = accusing(page, at.i, at.end, known=known and not agent)
    if start is None:
        return NOTHING
    whom = at.i
    while whom < start and (page.dated(whom) or page.dated(whom + 1) or page.doc[whom].pos_ == "ADV"):
        whom += 1
    whom += whom > at.i and page.doc[whom].text == ","  # `a accusé jeudi, l'Iran d'ingérence`
    phrase = noun_phrase(page.doc, whom)
    verb = past_clitics(page, start, at.end)
    done = is_infinitive(page.doc, verb)
    before = page.doc[verb].lower_ in speech_words("auxiliary-have", "auxiliary-be")
    thing = phrase if not known and phrase is not None and not can_say(page, phrase) else None
    thing = None if done and page.between(page.at(whom), page.at(start)) else thing  # `une « minorité » de bloquer`
    if thing is not None and not (done and (thing.definite or before)):
        return NOTHING  # `soupçonne un règlement de comptes`, but `accuse l'usine d'avoir pollué le lac`
    if done:
        return at.clause_at(start, "speech-of-infinitive")
    return at.phrase_at(start, "speech-preposition", before_whom(at, start) or at.before_agent(start))


def prepositional(at: Cursor) -> Step:
    """A preposition: with an infinitive, with what it leads to, or with what only stands between."""
    found = preposition(at.doc, at.i)
    if found is None and at.word in speech_words("bare-of") and past_apostrophe(at.page, at.i + 1) > at.i + 1:
        found = Found(min(speech_words("of-word")), at.i + 2, False)
    if found is None:
        return False
    return (
        _asked_of(at, found)
        or _infinitive(at, found)
        or _addressed(at, found)
        or _led_to(at, found)
        or _partitive(at, found)
    )


def _asked_of(at: Cursor, found: Found) -> Step:
    """Of whom something is asked is passed (`exige de l'État | qu'il agisse`, `réclame du maire | un plan`)."""
    doc = at.doc
    if not at.first or at.cue.lemma not in speech_words("asking-of") or found.lemma not in speech_words("of-word"):
        return False
    for complements in (None, ()):
        here = _start(found)
        whom = noun_phrase(doc, here) if complements is None else noun_phrase(doc, here, ())
        if whom is None or whom.end >= at.end or not can_say(at.page, whom):
            continue
        if doc[whom.end].pos_ in ("DET", "NUM") or doc[whom.end].lower_ in speech_words("that-word", "opening-mark"):
            return at.go(whom.end)
        some = doc[whom.end].lower_ in speech_words("of-form")
        if some and (
            is_infinitive(doc, past_clitics(at.page, whom.end + 1, at.end))
            or doc[whom.end].lower_ in speech_words("some-plural")
        ):
            return at.go(whom.end)
    return False


def _infinitive(at: Cursor, found: Found) -> Step:
    """`promet de partir`, `invite le maire à partir`."""
    cue = at.cue
    if found.end < at.end and is_infinitive(at.doc, past_clitics(at.page, found.end, at.end)):
        if at.clause.passive:
            at.end = by_agent(at.page, found.end, at.end)
        if found.lemma in speech_words("of-word") and "of+inf" in cue.frames:
            return at.clause_at(found.end, "speech-of-infinitive")
        if found.lemma in speech_words("to-word") and "to+inf" in cue.frames:
            return at.clause_at(found.end if at.addressed is None else at.addressed, "speech-to-infinitive")
        if found.lemma in cue.prepositions and found.lemma not in speech_words("of-word", "to-word"):
            if saying(at.doc, past_clitics(at.page, found.end, at.end)):
                return NOTHING  # `s'est exprimé pour dire sa colère`
            return at.clause_at(found.end, "speech-preposition")
        if found.lemma not in speech_words("of-word", "to-word") or "person" not in cue.frames:
            return NOTHING
    return False


def _addressed(at: Cursor, found: Found) -> Step:
    """`enjoint au maire de partir`: whom something is said to is passed; `se réjouit de ce que` has a clause."""
    doc, cue = at.doc, at.cue
    here = _start(found)
    if found.end + 1 < at.end and doc[found.end].lower_ in speech_words("this-word"):
        if doc[found.end + 1].lower_ in speech_words("that-word") and "clause" in cue.frames:
            if found.lemma in cue.prepositions - speech_words("of-word", "to-word"):
                return at.phrase_at(found.end, "speech-preposition")
            if found.lemma in speech_words("to-word") and "to+inf" not in cue.frames:
                return NOTHING  # `a réagi à ce que le maire promet`
            return at.clause_at(found.end + 2, "speech-clause")
    if found.lemma not in speech_words("to-word"):
        return False
    if found.lemma in cue.prepositions and not found.contracted:
        if here < at.end and doc[here].lower_ in speech_words("human-noun"):
            return NOTHING  # `un appel à témoins`
    told = noun_phrase(doc, here) if here < at.end and "clause" in cue.frames else None
    if told is not None and told.end < at.end and doc[told.end].lower_ in speech_words("that-word"):
        return at.go(told.end) if can_say(at.page, told) else False  # `a conclu à la presse que`
    if "object" in cue.frames:
        if (some := given(at.page, here, at.end, any_noun=cue.class_ in ("ask", "promise"))) is not None:
            return Said(object_content(at.page, some, at.end, at.cuts, cue))
    whom = addressee(at.page, here, at.end, cue) or _one_of(at, here)
    return whom > at.i and at.go(whom)


def _one_of(at: Cursor, i: int) -> int:
    """The token behind one of several who are told that something is so (`à l'une de ses élèves | que`), else 0."""
    doc = at.doc
    i += doc[i].lower_ in speech_words("le-word")
    of = preposition(doc, i + 1) if i + 2 < at.end and doc[i].lower_ in speech_words("some-one") else None
    if of is None or of.lemma not in speech_words("of-word"):
        return 0
    several = noun_phrase(doc, of.end - of.contracted)
    if several is None or several.end >= at.end or doc[several.end].lower_ not in speech_words("that-word"):
        return 0
    return several.end


def _led_to(at: Cursor, found: Found) -> Step:
    """What a preposition of the cue leads to (`appelle au calme`, `parle d'un échec`)."""
    doc, cue = at.doc, at.cue
    of, here = found.lemma in speech_words("of-word"), _start(found)
    if (
        "weak-noun" in cue.frames
        and not of
        and any(m.type == "Event" and m.end == at.i for m in at.page.at_token(at.i - 1))
    ):
        return NOTHING  # `s'est exprimé lors d'une conférence sur le climat`
    if of and at.first and "of-noun" in cue.frames and (bare := before_whom(at, found.end)):
        return at.phrase_at(found.end, "speech-preposition", bare)
    noun_of = of and "of-noun" in cue.frames and bool(at.objects or opens(at.page, found.end))
    if found.lemma not in cue.prepositions and not noun_of:
        return False
    town = next((m for m in at.page.at_token(here) if m.start == here and m.type == "Place"), None)
    if town is not None and town.kind == "named" and found.lemma in speech_words("to-word"):
        return at.go(town.end)  # `la trêve conclue à Lima`
    if cue.lemma in speech_words("standing-to") and of_somebody(at, found, here):
        return NOTHING  # `s'est engagé à fond`, `se défend de ses rivaux`
    if cue.class_ == "judge" and "of-noun" in cue.frames and (found.contracted or doc[here].pos_ == "DET"):
        phrase = noun_phrase(doc, here)  # `traiter un patient de l'hôpital`
        at.i = phrase.end if phrase is not None and phrase.end > at.i else found.end
        return True
    if cue.class_ == "judge" and "of-noun" in cue.frames and doc[here].lower_ in speech_words("manner-noun"):
        return NOTHING  # `traite hommes et femmes de façon égale`
    if of and any(t.lower_ in speech_words("voice-noun") for t in doc[here : here + 3]) and not at.objects:
        return NOTHING  # `parle d'une voix douce`
    far = at.i > cue.end and found.lemma in cue.prepositions & speech_words("of-word")
    if far and doc[here].pos_ in ("NOUN", "PROPN"):
        at.low, at.i = here if at.first else at.low, here + 1
        return True  # `fait part en conférence de presse de ses craintes`
    noun = found.end + (found.end < at.end and doc[found.end].pos_ == "DET")
    if found.lemma in speech_words("to-word") and noun < at.end and doc[noun].lower_ in speech_words("called-to"):
        return NOTHING  # `l'a appelée au téléphone`
    start = found.end if not found.contracted or of else at.i
    measure = cue.lemma in speech_words("measuring") and found.lemma in speech_words("to-word")
    if measure and not numbered(at.page, here, at.end):
        at.i = found.end
        return True  # `estime le taux appliqué au remboursement à 4 %`
    if at.addressed is not None and found.lemma in speech_words("to-word"):
        start = at.addressed if measure or "to+inf" in cue.frames else start
    said = at.phrase_at(start, "speech-preposition", at.before_agent(start))
    weak = "weak-noun" in cue.frames and found.lemma in cue.prepositions
    # `parle d'un échec`: it is one
    called = doc[here].lower_ in speech_words("a-word") or doc[here].pos_ == "NUM"
    called = called and found.lemma not in speech_words("to-word")  # `s'en est pris à un passant`
    return said if said.read is None or not weak or called or matter(at.page, said.read[0][0]) else NOTHING


def _partitive(at: Cursor, found: Found) -> Step:
    """`réclame des moyens`, `plus d'aide`: said in some measure; any other phrase with a preposition is passed."""
    doc, cue, here = at.doc, at.cue, _start(found)
    of = found.lemma in speech_words("of-word")
    if found.lemma in speech_words("as-word"):
        if "as-noun" not in cue.frames or any(is_infinitive(doc, k) for k in range(cue.end, at.i)):
            return NOTHING  # `a vu son territoire fondre comme neige au soleil`
        return Said(as_content(at.page, found.end, at.before_agent(found.end), at.cuts))
    if of and cue.lemma.split()[-1] in speech_words("of-word"):
        return at.phrase_at(found.end, "speech-object")
    near = at.first or all(doc[k].pos_ == "ADV" or at.page.dated(k) for k in range(cue.end, at.i))
    near = near or _behind_document(at)
    some = at.word in speech_words("of-form") and here < at.end and doc[here].pos_ == "ADJ" and here > at.i
    part = here < at.end and at.word in speech_words("of-word") and doc[here].lower_ in speech_words("part-article")
    part = part and not (here + 1 < at.end and doc[here + 1].text[:1].isupper())  # `réclame de l'État un plan`
    partitive = (at.word in speech_words("some-word") or some or part) and near
    spoken_to = bool(cue.prepositions & speech_words("of-word"))
    phrase = (noun_phrase(doc, here, ()) if spoken_to else noun_phrase(doc, here)) if here < at.end else None
    if phrase is not None and any(t.lower_ in speech_words("what-word") for t in doc[here : phrase.end]):
        phrase = noun_phrase(doc, here, ())
    if partitive and phrase is not None and "object" in cue.frames:
        return Said(object_content(at.page, at.i, at.end, at.cuts, cue))
    bare = noun_phrase(doc, here, ()) if phrase is not None and "object" in cue.frames else None
    if bare is not None and _says_some(at, bare):
        phrase = bare
    beyond = phrase.end if phrase is not None and phrase.end > at.i else found.end
    while beyond + 1 < at.end and doc[beyond].pos_ == doc[beyond - 1].pos_ == "NOUN" and doc[beyond + 1].is_punct:
        beyond += 1  # `un point presse`
    return at.go(past_joined(at.page, beyond, at.end))


def _behind_document(at: Cursor) -> bool:
    """Whether a document, and its participle and a day at most, stands before (`dans un rapport paru lundi | des`)."""
    written = [m.end for m in at.page.around(at.cue.end, at.i) if m.type == "Document" and m.end <= at.i]
    between = at.doc[max(written) : at.i] if written else at.doc[0:0]
    return bool(written) and all(at.page.dated(t.i) or t.pos_ in ("VERB", "ADJ", "ADV") for t in between)


def _says_some(at: Cursor, written: Phrase) -> bool:
    """Whether what is said begins behind a document, rather than whose it is (`dénonce dans un rapport | des abus`)."""
    i = written.end
    if i >= at.end or at.doc[i].lower_ not in speech_words("some-plural"):
        return False
    some = noun_phrase(at.doc, i)
    document = any(m.type == "Document" and m.start <= written.head < m.end for m in at.page.at_token(written.head))
    return document and some is not None and not can_say(at.page, some)


def _start(found: Found) -> int:
    """The token where the noun phrase behind a preposition starts, with the article that the preposition contains."""
    return found.end - found.contracted


def seen(at: Cursor) -> Step:
    """What is feared or seen in a thing, of quoted words (`y voit « un premier pas »`, `craint un « été noir »`).

    What begins with a capital is a title (`On y voit « La Joconde »`).
    """
    opens_ = at.word in speech_words("opening-mark")
    some = at.word in speech_words("a-word", "some-plural")
    some = some or (at.cue.lemma in speech_words("seeing") and at.word in speech_words("le-word"))
    if not at.first or not (opens_ or some) or at.clause.passive or not _sees(at):
        return False
    near = at.page.between(at.page.at(at.i), at.page.at(min(at.i + _QUOTED, at.end)))
    if not near or at.page.text[near[0].start : near[0].start + 1].isupper():
        return False
    mark = at.page.token(near[0].outer[0])
    if any(at.doc[k].is_punct or at.page.finite(k) for k in range(at.i, mark)):
        return False
    return at.phrase_at(at.i, "speech-quotation" if opens_ else "speech-object")


def _those_who(at: Cursor) -> bool:
    """Whether `ceux qui` or `celles et ceux qui` stands there."""
    words = at.doc.lowered[at.i : min(at.i + 4, at.end)]
    ones = speech_words("the-one")
    both = len(words) > 3 and words[1] in speech_words("and-word") and words[2] in ones
    last = 3 if both else 1
    return len(words) > last and words[0] in ones and words[last] in speech_words("who-word")


def nominal(at: Cursor) -> Step:
    """A noun phrase: what is said, what is judged, or somebody on the way."""
    doc, cue, clause = at.doc, at.cue, at.clause
    if at.addressed is None and at.first and at.word in speech_words("everybody") and "to+inf" in cue.frames:
        at.addressed = at.i  # `appelle chacun à voter`
    if at.first and _those_who(at) and "object" in cue.frames and not cue.frames & {"to+inf", "of+inf", "of-noun"}:
        return at.phrase_at(at.i, "speech-object")  # `dénonce ceux qui se taisent`
    whoever = at.word in speech_words("the-one", "whoever", "everybody")
    if at.first and (whoever or "object" not in cue.frames) and (beyond := related(at.page, at.i, at.end, cue)):
        at.addressed, at.i = at.i, beyond
        return True  # `appelle ceux qui hésitent | à voter`
    if "person" in cue.frames and (what := _told_of(at)) is not None:
        return at.phrase_at(what, "speech-preposition")
    plain = at.token.pos_ not in ("ADV", "PUNCT", "SPACE", "CCONJ")
    bare = noun_phrase(doc, at.i, ()) if plain and "of-noun" in cue.frames else None
    phrase = bare if "of-noun" in cue.frames or not plain else noun_phrase(doc, at.i)
    if phrase is None and at.token.pos_ == "DET" and "object" in cue.frames and not clause.passive:
        return at.phrase_at(at.i, "speech-object")
    if phrase is None or phrase.end <= at.i:
        return False
    if timely(at.page, at.i, phrase) and not required(at.page, at.i, phrase, cue, first=at.first):
        return at.go(max(past_phrase(at.page, at.i), at.i + 1))
    judged = cue.lemma in speech_words("judging") and not clause.passive and at.first
    if judged and predicated(at.page, phrase, at.end):
        return at.phrase_at(at.i, "speech-adjective")
    if clause.passive or clause.position == "incise":
        at.i = phrase.end
        return True
    of = bare is not None and bare.end < at.end and doc[bare.end].lower_ in speech_words("of-form")
    takes = cue.frames & {"object", "weak-noun"} and "person" not in cue.frames and not of
    if takes and _relative_object(at.page, clause):
        return NOTHING  # `ce que des analystes expliquent par les primes`
    if takes and not later(at.page, phrase.end, at.end, cue):
        if inverted(at.page, clause):
            return NOTHING
        said = Said(object_content(at.page, at.i, at.end, at.cuts, cue))
        return at.phrase_at(at.i, "speech-object") if said.read is None and _tells(at, phrase) else said
    if cue.class_ == "accuse" and not can_say(at.page, phrase):
        return NOTHING  # `soupçonne un règlement de comptes`
    at.objects += 1
    if "as-noun" in cue.frames and (as_ := _past_insertion(at, phrase.end)) is not None:
        return at.go(as_)
    if at.addressed is None and (at.first or doc[at.i - 1].pos_ != "ADP"):
        at.addressed = at.i
    at.i = phrase.end
    return True


def _tells(at: Cursor, thing: Phrase) -> bool:
    """Whether one tells of things (`Anne Roy raconte les nuits sans sommeil`, not `raconte sa vie à un fils`)."""
    who, link = at.clause.subject, preposition(at.doc, thing.end)
    told_to = link is not None and link.lemma in speech_words("to-word")
    if told_to or who is None or at.cue.lemma not in speech_words("telling-of") or can_say(at.page, thing):
        return False
    pronoun = at.doc.lowered[who.head] in speech_words("third-person")
    person = any(m.type == "Person" for m in who.mentions) or at.doc.lowered[who.head] in speech_words("human-noun")
    return (pronoun or person) and at.first


def _told_of(at: Cursor) -> int | None:
    """The token behind `de` and whoever is told something (`a informé les riverains du quai de | la fermeture`)."""
    whom = noun_phrase(at.doc, at.i, ())
    if whom is None or at.clause.passive or not can_say(at.page, whom):
        return None
    i = whom.end
    for _ in range(_TOLD):
        found = preposition(at.doc, i) if i < at.end else None
        if found is None or found.lemma not in speech_words("of-word") & at.cue.prepositions or found.end >= at.end:
            return None
        phrase = noun_phrase(at.doc, _start(found), ())
        if phrase is None:
            return None
        if matter(at.page, (at.page.at(_start(found)), at.page.at(phrase.end))):
            return found.end
        i = phrase.end
    return None


def _past_insertion(at: Cursor, i: int) -> int | None:
    """Where `comme` stands behind what commas enclose (`a décrit Luc Roy, qu'il connaît, comme un sage`), or None."""
    if i >= at.end or at.doc[i].text != ",":
        return None
    commas = (k for k in range(i + 1, min(i + _INSERTED, at.end - 1)) if at.doc[k].text == ",")
    return next((k + 1 for k in commas if at.doc[k + 1].lower_ in speech_words("as-word")), None)


def _sees(at: Cursor) -> bool:
    """Whether the cue is one of fearing, or `voir` with `y`, which says how somebody judges a thing."""
    if at.cue.lemma in speech_words("fearing"):
        return True
    before = at.doc[at.clause.start : at.clause.verb]
    nobody = at.clause.subject is not None and at.doc[at.clause.subject.head].lower_ in speech_words("on-word")
    return (
        not nobody
        and at.cue.lemma in speech_words("seeing")
        and any(t.lower_ in speech_words("seen-in") for t in before)
    )


def _relative_object(page: Page, clause: Clause) -> bool:
    """Whether the object of a verb is the relative pronoun before its subject (`la hausse que Luc explique par`)."""
    doc = page.doc
    i = clause.subject.start - 1 if clause.subject is not None and clause.subject.start < clause.start else -1
    i -= i > 0 and doc[i].lower_ in speech_words("some-word", "le-word")
    if i < 1 or doc[i].lower_ not in speech_words("that-word") or doc[i].pos_ != "PRON":
        return False
    return doc[i - 1].pos_ in ("NOUN", "PROPN") or doc[i - 1].lower_ in speech_words("this-word")


def past_apostrophe(page: Page, i: int) -> int:
    """The token after an apostrophe that the tokenizer has cut off before a quotation mark (`qu'« il pleut »`)."""
    return i + 1 if i < len(page.doc) and page.doc[i].text == "'" else i
