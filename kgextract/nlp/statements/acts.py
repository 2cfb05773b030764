"""A cue with what it governs → whether it says something: no thought, nothing denied or only possible, no plain act.

`Le maire a soutenu le projet` is an act, `Le maire a soutenu que le pont tiendrait` a statement.
"""

from __future__ import annotations

from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.inflection import is_conditional, is_future
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import MEDIA, Clause, Range
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.infinitives import somebody
from kgextract.nlp.statements.inverted import can_say
from kgextract.nlp.statements.matters import abstract, matter, spoken
from kgextract.nlp.statements.mute import mute
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words

_NEAR = 9  # tokens from a gerund to the infinitive that it asks for
_GERUND = 80  # tokens from the verb of a sentence to a gerund that says how
_OWN = 12  # tokens of the subject of a gerund
_CLAUSES = ("speech-clause", "speech-quotation", "speech-colon")
_OBJECTS = ("speech-object", "speech-preposition", "speech-adjective")


def speaks(page: Page, cue: Cue) -> bool:
    """Whether a gerund reports: it has a clause or a quotation of its own, or can hardly be an act."""
    after = page.doc[cue.end].lower_ if cue.end < len(page.doc) else ""
    acts = cue.lemma in speech_words("acting") or cue.class_ == "promise"
    to_do = False
    for k in range(cue.end, min(cue.end + _NEAR, len(page.doc) - 1) if acts else cue.end):
        if page.doc[k].is_punct or page.finite(k):
            break
        led = page.doc[k].lower_ in speech_words("of-form", "to-word")
        verb = k + 1 + (page.doc[k + 1].lower_ in speech_words("opening-mark"))  # `promettant de « bâtir un pont »`
        to_do = to_do or (led and is_infinitive(page.doc, past_clitics(page, verb, len(page.doc))))
    return after == ":" or after in speech_words("that-word", "opening-mark") or to_do or not acts


def reports(page: Page, clause: Clause, cue: Cue, rule: str, content: list[Range]) -> bool:
    """Whether a cue of its strength and form says something by this construction."""
    if cue.strength == "open" and not (rule == "speech-clause" and somebody(page, clause)):
        return False
    if cue.strength == "think" and not _thought_aloud(page, clause, cue, rule, content):
        return False
    denied = clause.negated and cue.lemma in speech_words("denied-saying")
    wishes = cue.lemma in speech_words("wishing") and rule == "speech-infinitive"
    wishes = wishes or (cue.lemma in speech_words("fearing") and rule == "speech-object")  # only of quoted words
    if cue.strength == "want" and not wishes and not denied and rule not in _CLAUSES:
        first = page.doc[clause.subject.start - 1].lower_ if clause.subject is not None else ""
        told = rule == "speech-infinitive" and clause.position == "main" and first not in speech_words("that-word")
        if not told or clause.end - clause.start > 1 or not _quoting(page, clause, content):
            return False  # `espère « tenir bon » jusqu'en mai` says so
    simple = clause.form == "finite" and clause.end == clause.verb + 1
    simple = simple and all(page.doc[k].lower_ in speech_words("clitic") for k in range(clause.start, clause.verb))
    later = simple and is_future(page.doc[clause.verb].lower_, clause.lemma)
    if ((clause.negated and not denied) or later) and rule in ("speech-object", "speech-preposition"):
        return False
    if later and rule == "speech-adjective" and cue.lemma in speech_words("judging"):
        return False  # `les secteurs qu'il estimera prioritaires`
    if cue.strength == "want" and rule in ("speech-quotation", "speech-infinitive") and reported_by(page, clause):
        return False  # `Le maire affirme que les clubs voulaient « tuer la ligue »`
    if simple and is_conditional(page.doc[clause.verb].lower_, clause.lemma):
        if rule in _OBJECTS or rule.endswith("infinitive"):
            return False  # `a annoncé qu'il demanderait à parler`
    if rule == "speech-object" and any(no(page, clause, cue, content[0]) for no in (convicts, _pertains)):
        return False
    said_by = clause.subject
    if rule == "speech-preposition" and cue.lemma in speech_words("voting-word"):
        if page.text[slice(*content[0])].endswith("%"):
            return False  # `Genève a dit non à 73,7 %`
    if rule == "speech-preposition" and cue.lemma in speech_words("coming-back") and said_by is not None:
        if any(m.cls in MEDIA for m in said_by.mentions):
            return False  # `France 2 revient sur une journée de grève`
    if later and rule == "speech-question":
        return False  # `dira lundi si le pont rouvre`
    if cue.lemma in speech_words("norming") and rule.endswith("infinitive") and _documentary(clause):
        return False  # `Le règlement interdit de fumer`
    if rule == "speech-adjective" and _guilt(page, clause, content[0]):
        return False
    if rule == "speech-as" and cue.lemma in speech_words("appointing"):
        if office_head(page.doc, page.token(content[0][0])) is not None:
            return False  # `a désigné Anne Roy comme trésorière`
    if mute(page, clause, cue, rule):
        return False
    plain = rule in _OBJECTS and not _quoting(page, clause, content)
    if plain and cue.lemma in speech_words("perceiving") and clause.form == "finite" and not simple:
        return False  # `Les pompiers ont constaté l'ampleur du feu`
    if plain and (_habit(page, clause, cue) or ruled(page, clause, cue, content[0])):
        return False
    talks = cue.lemma in speech_words("talking") and plain
    if talks and _among_themselves(page, clause):
        return False
    acted = cue.lemma in speech_words("acting") and rule in _OBJECTS
    invites = clause.form == "gerund" and acted and _conduct(page, content[0])  # `…, invitant le maire au dialogue`
    if acted and not invites and (clause.form != "finite" or (plain and not _more_than_act(page, clause, content[0]))):
        return False
    if clause.form == "gerund" and cue.lemma in speech_words("hoping"):
        if (cue.strength == "want" and rule != "speech-clause") or not _after_cue(page, clause):
            return False  # `…, a-t-il dit, espérant que le pont rouvrira`
    if (
        clause.form == "gerund"
        and cue.strength == "want"
        and page.doc[clause.start - 1].pos_ in ("NOUN", "PROPN", "ADJ")
    ):
        return False  # `un commentaire du maire voulant que les comptes soient faux`
    if cue.class_ == "ask" and rule.endswith("infinitive") and page.words(*content[0]) < _NEAR:
        asked = page.doc[page.token(content[0][0]) : page.token(content[0][1])]
        if any(t.lower_ in speech_words("no-content") for t in asked):
            return False  # `demande à rester anonyme`
    if clause.form != "gerund" or rule in ("speech-clause", "speech-quotation"):
        return True
    if rule == "speech-object" and page.doc[page.token(content[0][0]) + 1].lower_ in speech_words("fact-noun"):
        return True  # `…, en soulignant le fait que`
    i = clause.start - 1
    own = page.doc[clause.start].lower_ in speech_words("before-gerund")
    if i >= 0 and page.doc[i].pos_ in ("NOUN", "PROPN", "ADJ") and not own:
        return _absolute(page, i)  # else it modifies the noun before it (`un texte demandant`)
    if cue.class_ == "promise" and not rule.endswith("infinitive"):
        if not (_after_cue(page, clause) or promises(page, clause, cue)):
            return False
    if i >= 0 and page.doc[i].text == "," and page.doc[clause.start].lower_ in speech_words("clitic"):
        return True  # `…, se demandant si`, `…, ne cachant pas sa colère`
    if any(page.doc[k].lower_ in speech_words("before-gerund") for k in (i, i + 1) if k >= 0):
        if _possible(page, clause):
            return False
        if rule.endswith("infinitive") or _at_once(page, clause):
            return True
        if rule in _OBJECTS and _quoting(page, clause, content):
            return True  # `en évoquant une « ingérence »`
        if cue.class_ == "promise" and _after_cue(page, clause):
            return True
        public = cue.strength == "judge" or cue.class_ in ("ask", "accuse", "announce")  # not how something is done
        return public and (rule == "speech-adjective" or matter(page, content[0]) or _after_cue(page, clause))
    return True


def reported_by(page: Page, clause: Clause) -> bool:
    """Whether a verb stands in a clause with *que* that another verb of saying governs."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    if page.quotation(page.at(clause.verb)) is not None:
        return False
    for k in range(clause.start - 1, first, -1):
        if doc[k].lower_ in speech_words("that-word"):
            return lemma_of(doc, k - 1) in cue_verbs()
        if page.finite(k) or doc[k].text in (";", ":"):
            return False
    return False


def _pertains(page: Page, clause: Clause, cue: Cue, content: Range) -> bool:
    """Whether something is only part of what the object names (`il relève de la compétence du maire`)."""
    whose = page.doc[page.token(content[0])].lower_ in speech_words("of-form") - words("plural-determiner")
    simple = clause.end - clause.start == 1
    return cue.lemma in speech_words("pertaining") and whose and simple


def _thought_aloud(page: Page, clause: Clause, cue: Cue, rule: str, content: list[Range]) -> bool:
    """Whether a thought has been said: words of it are quoted, or a body thinks so (`le parti croit que`)."""
    if rule != "speech-clause" or page.quotation(page.doc[clause.verb].idx) is not None:
        return False
    if page.kind(content) != "indirect" or _quoted_next(page, clause):
        return True
    who = clause.subject
    if who is None or cue.lemma not in speech_words("public-thought"):
        return False
    return _body(page, clause)


def _quoted_next(page: Page, clause: Clause) -> bool:
    """Whether a quotation without a cue stands right behind the sentence (`Il pense que tout ira mieux : « … »`)."""
    unit, after = page.units[clause.unit], clause.unit + 1
    for q in page.between(unit.start, unit.end):
        if page.text[max(q.outer[0] - 3, 0) : q.outer[0]].rstrip().endswith(":"):
            return True
    if after >= len(page.units) or page.units[after].paragraph != unit.paragraph:
        return False
    start, end = page.units[after].start, page.units[after].end
    return any(not page.text[q.outer[1] : end].strip(" .") for q in page.between(start, start + 1))


def _body(page: Page, clause: Clause) -> bool:
    """Whether the subject is a body."""
    who = clause.subject
    if who is None:
        return False
    body = any(m.type == "Organization" and m.start <= who.head < m.end for m in who.mentions)
    return body or page.doc[who.head].lower_ in speech_words("collective-noun")


def _possible(page: Page, clause: Clause) -> bool:
    """Whether a gerund says how something may be done (`peut se venger en rejetant la loi`)."""
    doc = page.doc
    first = max(page.token(page.units[clause.unit].start), clause.start - _GERUND)
    verb = next((k for k in range(clause.start - 1, first, -1) if page.finite(k)), first)
    return lemma_of(doc, verb) in speech_words("may-verb")


def _after_cue(page: Page, clause: Clause) -> bool:
    """Whether a gerund stands behind another verb of saying (`a conclu son exposé en demandant deux postes`)."""
    doc = page.doc
    first = page.token(page.units[clause.unit].start)
    verb = next((k for k in range(clause.start - 1, first, -1) if doc[k].pos_ == "VERB"), first)
    return lemma_of(doc, verb) in cue_verbs()


def promises(page: Page, clause: Clause, cue: Cue) -> bool:
    """Whether a gerund promises behind what the same one has said (`a dit que le pont rouvrirait, promettant un bac`).

    What is proposed or guaranteed there may be by the thing inside (`…, que la loi est bonne, proposant un recours`).
    """
    doc, first, stop = page.doc, page.token(page.units[clause.unit].start), clause.start
    if cue.class_ != "promise" or cue.lemma in speech_words("offering", "acting"):
        return False
    if stop <= first or doc[stop - 1].text != ",":
        return False
    behind = (k for k in range(first + 1, stop) if doc[k].lower_ in speech_words("that-word", "opening-mark"))
    return any(doc[k - 1].pos_ == "VERB" and lemma_of(doc, k - 1) in cue_verbs() for k in behind)


def _quoting(page: Page, clause: Clause, content: list[Range]) -> bool:
    """Whether some words of a content are quoted there; what stands in somebody's quotation itself is plain."""
    if page.quotation(page.doc[clause.verb].idx) is not None:
        return False
    return page.kind(content) != "indirect"


def _habit(page: Page, clause: Clause, cue: Cue) -> bool:
    """Whether a relative clause tells what somebody stands for (`un mouvement qui prône la réconciliation`)."""
    before = page.doc[clause.start - 1].lower_ if clause.start else ""
    if before not in speech_words("who-word") or cue.class_ != "ask" or clause.end - clause.start > 1:
        return False
    if page.doc[clause.start - 2].text == "," and cue.lemma not in speech_words("standing-for"):
        return False  # `le maire, qui demande des renforts`
    known = clause.subject is not None and any(
        m.type in ("Person", "Organization") and m.kind == "named" for m in clause.subject.mentions
    )
    return not known or cue.lemma in speech_words("standing-for")


def ruled(page: Page, clause: Clause, cue: Cue, content: Range) -> bool:
    """Whether something put to the vote or before a court is decided on (`le conseil a rejeté la motion`)."""
    phrase = noun_phrase(page.doc, page.token(content[0]))
    if (
        phrase is not None
        and cue.lemma in speech_words("raising")
        and page.doc[phrase.head].lower_ in speech_words("raised")
    ):
        return True  # `a relevé ses prévisions`
    if phrase is not None and phrase.definite is False and cue.lemma in speech_words("upholding"):
        if page.doc[phrase.head].lower_ in speech_words("news"):
            return True  # `…, confirmant une information de la radio`
    if cue.lemma not in speech_words("ruling"):
        return False
    if cue.lemma in speech_words("adopting") and clause.form == "finite" and clause.end - clause.start > 1:
        return _body(page, clause) or _several(page, clause)  # `Le conseil a approuvé la vente`
    person = clause.subject is not None and any(m.type == "Person" for m in clause.subject.mentions)
    return phrase is not None and not person and page.doc[phrase.head].lower_ in speech_words("ruled-on")


def _several(page: Page, clause: Clause) -> bool:
    """Whether a noun in the plural without a name is the subject (`Les actionnaires ont approuvé la fusion`)."""
    who = clause.subject
    named = who is not None and any(m.kind == "named" for m in who.mentions)
    return who is not None and not named and "Plur" in page.doc[who.head].morph.get("Number", [])


def _more_than_act(page: Page, clause: Clause, content: Range) -> bool:
    """Whether a verb that is more often an act says something: something said, a document or pronoun."""
    if spoken(page, content) or _documentary(clause) or _conduct(page, content):
        return True
    return clause.subject is not None and page.doc[clause.subject.head].lower_ in speech_words("third-person")


def _conduct(page: Page, content: Range) -> bool:
    """Whether somebody is asked to a way of acting (`invite les habitants [à la prudence]`), not to a feast.

    `…, en invitant à « ne pas céder »`: to do what is quoted.
    """
    doc = page.doc
    for i in range(page.token(content[0]), page.token(content[1])):
        if is_infinitive(doc, i):
            k = i - 1
            while doc[k].lower_ in speech_words("negation-word", "not-word", "clitic", "opening-mark"):
                k -= 1
            if doc[k].lower_ in speech_words("to-word"):
                return True
        if doc[i].lower_ in speech_words("conduct"):
            to = preposition(doc, i - 1) or preposition(doc, i - 2)
            return to is not None and to.lemma in speech_words("to-word")
    return False


def in_writing(page: Page, clause: Clause, cue: Cue, rule: str, content: list[Range]) -> bool:
    """Whether a verb that is more often an act reports only if its pronoun stands for a document."""
    if cue.lemma not in speech_words("acting") or rule not in _OBJECTS or _documentary(clause):
        return False
    return page.kind(content) == "indirect" and not (spoken(page, content[0]) or _conduct(page, content[0]))


def _documentary(clause: Clause) -> bool:
    """Whether the subject is a document."""
    return clause.subject is not None and any(m.type == "Document" for m in clause.subject.mentions)


def _at_once(page: Page, clause: Clause) -> bool:
    """Whether a gerund says what else somebody did (`a salué l'accord, tout en regrettant sa lenteur`), not how."""
    doc = page.doc
    start = clause.start - 1 if doc[clause.start].lower_ not in speech_words("before-gerund") else clause.start
    return doc[max(start - 1, 0)].lower_ in speech_words("all-word")


def _absolute(page: Page, last: int) -> bool:
    """Whether a gerund has a subject of its own behind a comma (`…, la diplomatie russe faisant part de`)."""
    doc = page.doc
    comma = next((k for k in range(last, max(last - _OWN, 0), -1) if doc[k].text == ","), None)
    phrase = noun_phrase(doc, comma + 1) if comma is not None else None
    if phrase is None or phrase.end != last + 1 or phrase.definite is False:
        return False
    return can_say(page, phrase) and doc[phrase.head].lower_ not in speech_words("document-noun")


def _among_themselves(page: Page, clause: Clause) -> bool:
    """Whether a verb of talking has several subjects, or none of its own (`pour évoquer la trêve`)."""
    next_ = clause.form == "infinitive" and page.doc[clause.start - 1].lower_ in speech_words("of-form")
    if (clause.form == "infinitive" and not next_) or clause.subject is None:
        return True  # not `avant d'évoquer la trêve`
    head = clause.subject.head
    if any(page.doc[k].lower_ in speech_words("with-word") for k in range(max(0, clause.start - 4), clause.start)):
        return True
    if clause.end - clause.start == 1 and "Pres" in page.doc[clause.verb].morph.get("Tense", []):
        return False  # `les voisins évoquent une fuite`
    if any(page.finite(k) and "Sing" in page.doc[k].morph.get("Number", []) for k in range(clause.start, clause.end)):
        return False
    plural = "Plur" in page.doc[head].morph.get("Number", [])
    plural = plural or any(m.plural for m in clause.subject.mentions)
    bare = clause.end - clause.start == 1 and "Part" in page.doc[clause.verb].morph.get("VerbForm", [])
    stop = clause.subject.end if bare else clause.start  # `a salué le projet et évoqué la réforme`
    joined = any(page.doc[k].lower_ in speech_words("and-word") for k in range(clause.subject.start, stop))
    return plural or joined or "Plur" in page.doc[clause.verb].morph.get("Number", [])


def _court(page: Page, clause: Clause) -> bool:
    """Whether a court or judges are the subject."""
    who = clause.subject
    if who is None:
        return False
    return page.doc[who.head].lower_ in speech_words("court-noun") or any(m.cls == "Court" for m in who.mentions)


def _guilt(page: Page, clause: Clause, content: Range) -> bool:
    """Whether a court finds somebody guilty (`Le jury l'a jugée coupable`)."""
    return _court(page, clause) and page.doc[page.token(content[0])].lower_ in speech_words("guilt-word")


def convicts(page: Page, clause: Clause, cue: Cue, content: Range) -> bool:
    """Whether a court passes sentence (`Le tribunal a condamné l'entreprise`, `La cour a confirmé le jugement`)."""
    who = clause.subject
    verdict = cue.lemma in speech_words("upholding")
    if who is None or not (verdict or cue.lemma in speech_words("convicting")) or page.kind([content]) != "indirect":
        return False
    court = _court(page, clause)
    if not court or not verdict:
        return court and not matter(page, content)
    phrase = noun_phrase(page.doc, page.token(content[0]))
    return phrase is not None and page.doc[phrase.head].lower_ in speech_words("sentence-noun")


def third_party(page: Page, clause: Clause, cue: Cue, rule: str) -> bool:
    """Inside a quotation only what others are reported to say counts: someone named, or a described one's clause."""
    other = clause.subject
    if other is None:
        return False
    if any(m.kind == "named" and m.type in ("Person", "Organization") for m in other.mentions):
        return True
    plain = rule == "speech-clause" and cue.strength == "say" and clause.form == "finite"
    told = cue.class_ in ("announce", "promise", "ask") or rule != "speech-object"
    known = any(m.type in ("Person", "Organization", "Group") and m.definite for m in other.mentions)
    if told and known and clause.form == "finite" and cue.strength in ("say", "judge") and not clause.negated:
        return True
    return plain and page.doc[other.head].pos_ in ("NOUN", "PROPN") and not abstract(page.doc[other.head].lower_)
