"""Drafts in text order → who speaks: names, titles, pronouns and missing subjects, by the state of the discourse."""

from __future__ import annotations

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.shares import of_whom
from kgextract.nlp.layers import MEDIA, Argument, Chain, Clause, Mention
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.resumed import fronted
from kgextract.nlp.statements.speakers.described import Described
from kgextract.nlp.statements.speakers.discourse import GOES_ON, Discourse
from kgextract.nlp.statements.speakers.following import answers, following, retorts
from kgextract.nlp.statements.speakers.fullest import Fullest
from kgextract.nlp.statements.speakers.impersonal import Impersonal, is_impersonal
from kgextract.nlp.statements.speakers.joined import joined
from kgextract.nlp.statements.speakers.kin import Kin
from kgextract.nlp.statements.speakers.latter import Latter
from kgextract.nlp.statements.speakers.opened import Opened
from kgextract.nlp.statements.speakers.own_wish import of_whose_wish
from kgextract.nlp.statements.speakers.pointed import pointed
from kgextract.nlp.statements.speakers.pronouns import meant
from kgextract.nlp.statements.speakers.replies import replied
from kgextract.nlp.statements.speakers.same_source import again, of_that_kind, same_noun, site, told_by
from kgextract.nlp.statements.speakers.somebody import somebody
from kgextract.nlp.statements.speakers.sources import Sources
from kgextract.nlp.statements.speakers.therein import taken_up
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.nlp.statements.speakers.voices import (
    NOBODY,
    Pronoun,
    Speaker,
    Voice,
    says_i,
    somebody_else,
    titled_otherwise,
)
from kgextract.tables.identity import identity_words
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_WITHOUT_SUBJECT = 1
_REACH = 2  # paragraphs before it in which `celui qui` finds who is meant
_NEXT = 2  # sentences behind a pronoun before which nobody is told of
_OWNED = 2  # tokens that say whose eyes or words they are
_ALONE = ("quotation-alone", "speaker-quotation")  # whom the sentence before is about says it


class Speakers:
    """The speaker of one draft after the other; a nested statement changes nothing for those that follow."""

    def __init__(self, page: Page) -> None:
        self.page, self.doc = page, page.doc
        self.sources = Sources(page)
        self.discourse = Discourse(page, self.sources)
        self.described = Described(page, self.discourse, self.sources)
        self.fullest = Fullest(page.doc, self.sources.at)
        self.opened = Opened(page.doc)
        self.impersonal = Impersonal(self.discourse, self.described, self.fullest)
        self.kin = Kin(page)
        self.latter = Latter(self.discourse, self.described)
        self._framed = -1  # the unit in which a source was read last
        self._meant: dict[int, Speaker] = {}  # whom each pronoun means

    def of(self, draft: Draft) -> Speaker | None:
        """Speaker and speaker_text of a draft; None where nobody could have said it."""
        if draft.unnamed:
            written = draft.clause is not None and is_impersonal(self.doc, draft.clause)
            return self.impersonal.of(draft) if written else NOBODY
        source = self.sources.of(draft)
        found = self._find(draft, source)
        aside = draft.clause is not None and draft.clause.form == "participle"  # `Cité par Jean Roy, il`
        if found is not None and not draft.nested and not aside and (found[0] or found[1]):
            token = source.start if source is not None else self.page.token(draft.content[0][0])
            self.discourse.heard(self.discourse.voice(*found, unit=draft.unit, token=token))
            self._framed = draft.unit if draft.rule == "according-to" else self._framed
        return found

    def others(self, draft: Draft) -> list[Chain]:
        """Those who say the same, joined to the first one before a verb in the plural (`Paris et Berlin ont salué`)."""
        return joined(self.page, self.sources, draft)

    def _find(self, draft: Draft, source: Argument | None) -> Speaker | None:
        clause = draft.clause
        if clause is None and (reply := replied(self.discourse, draft)) is not None:
            return self._taken_up(reply)
        agent = source is not None and clause is not None and source.start > clause.verb  # `Il est décrit par Luc Roy`
        if clause is not None and not agent and is_impersonal(self.doc, clause):
            return self.impersonal.of(draft)
        if source is None:
            if clause is None:
                if draft.rule in _ALONE and (voice := self.discourse.introduced(draft.unit)) is not None:
                    return self._taken_up(voice)
                return self._previous(draft.unit, GOES_ON)
            if self.sources.mute(clause) or (draft.nested and self._cut_off(clause)):
                return None
            near = self.discourse.nearest(draft.unit, _WITHOUT_SUBJECT)
            if (
                draft.cue in speaker_words("continuing")
                and near is not None
                and not (near.spoke or (near.person and near.named))
            ):
                near = self.discourse.previous(draft.unit, _WITHOUT_SUBJECT) or near  # `… Et d'ajouter : « … »`
            return self.fullest.voiced(near)
        if clause is not None and clause.form != "finite" and not self.sources.speaks(source):
            named = self.described.surname(source.head) is not None
            left_open = somebody(self.doc, source) is not None  # `Une autre de renchérir : « … »`
            if not (named or left_open or self.sources.pronoun(source)):  # `…, a dit la maire, estimant que`
                return self.fullest.voiced(self.discourse.nearest(draft.unit, _WITHOUT_SUBJECT))
        word = self._word(source)
        if word.lstrip("-") in speech_words("first-person") or word in speech_words("demonstrative"):
            return None
        if draft.rule == "according-to" and self._own_words(source):
            last = self.discourse.previous(draft.unit, GOES_ON) or self.discourse.nearest(draft.unit, GOES_ON)
            if last is not None:
                return self.fullest.voiced(last)
        if (latter := self.latter.meant(source, word)) is not None:
            chain, text = latter
            return (None, text or "") if chain is None else self.fullest.speaker(chain)
        nobody = word in speech_words("on-word") or (draft.cue in speech_words("learning") and self._medium(source))
        origin = self.impersonal.of(draft) if nobody else NOBODY
        if origin == NOBODY and clause is not None and (paper := taken_up(self.discourse, clause, word)) is not None:
            return self.fullest.speaker(paper)
        if nobody:
            return origin
        if (some := somebody(self.doc, source)) is not None:
            called = self.sources.named(source)  # `l'une d'elles, Jeanne Roy, dit`
            if called is None or called.type != "Person" or called.kind != "named":
                return None, self.doc.between(*some)
        if self._third_person(source, word):  # one pronoun is one person: `dit-il, rappelant que`
            if source.head not in self._meant:
                self._meant[source.head] = self._pronoun(draft, source, word)
            return self._meant[source.head]
        if word in speaker_words("that-one") and (one := self._that_one(source, word)) is not None:
            return one
        if word in speech_words("source-noun") and again(self.discourse, source):
            told = told_by(self.discourse, source) or of_that_kind(self.discourse, source)
            before = (None, told) if told else self._previous(draft.unit, GOES_ON)
            return before if before != NOBODY else (None, self.fullest.introduced(source) or "")
        if (paper := site(self.discourse, source)) is not None:
            return self.fullest.speaker(paper)
        mention = self.sources.named(source)
        if (mention is None or mention.chain is None or mention.chain.unnamed) and not draft.nested:
            if (same := same_noun(self.discourse, source)) is not None:
                return self.fullest.voiced(same)
            if (last := pointed(self.described, source)) is not None:
                return self.fullest.voiced(last)
        if (owned := self.kin.meant(source)) is not None:
            return self.fullest.speaker(owned, source)
        if (same := self._goes_on(draft, source, mention)) is not None:
            return self.fullest.voiced(same)
        if mention is not None and mention.chain is not None:
            known = self._other(draft, source, self._holder(source, mention))
            if known is not None and retorts(self.described, draft, source, known):
                known = None
            known = known or (following(self.described, draft, source, mention) if mention.chain.unnamed else None)
            chain = known or mention.chain
            return self.fullest.speaker(chain, source)
        if (person := self.described.surname(source.head)) is not None:
            return person, None
        text = self.fullest.unnamed(draft, source)
        if text is None:
            return None
        if self.sources.naming.one_of_several(source):
            return None, text
        share = of_whom(self.doc, source) is not None  # `la moitié des femmes`
        known = None if share else self._other(draft, source, self.described.alone(source))
        known = known or (None if share else following(self.described, draft, source)) or self.opened.chain(source)
        return (None, text) if known is None else self.fullest.speaker(known, source)

    def _other(self, draft: Draft, source: Argument, known: Chain | None) -> Chain | None:
        """Whom a description means, nobody in whose words it stands (`Luc Roy dit que l'employé demande une prime`)."""
        last, at = self.discourse.last, self.page.at(source.start)
        if last is not None and last.chain is known and answers(self.described, draft):
            return None
        teller = last is not None and last.unit == draft.unit and last.chain is known
        told = (start for start, end in self.page.reported if start <= at < end)
        inside = any(self.doc.lowered[self.page.token(start) - 1] in speech_words("that-word") for start in told)
        return None if draft.nested and teller and inside else known

    def _holder(self, source: Argument, mention: Mention) -> Chain | None:
        """The named person whom a description without a name means."""
        unnamed = mention.chain is not None and mention.chain.unnamed
        return self.described.holder(source, mention) if unnamed else None

    def _own_words(self, source: Argument) -> bool:
        """Whether it is according to what somebody just named has said or counted (`Selon ses calculs, …`)."""
        own = self.doc[source.start].lower_ in speaker_words("own-determiner")
        return own and self.doc[source.head].lemma_.lower() in speaker_words("own-words")

    def _medium(self, source: Argument) -> bool:
        """Whether a newspaper, a channel or an agency is meant (`a appris l'AFP auprès du parquet`)."""
        named = self.sources.named(source)
        return named is not None and named.cls in MEDIA

    def _goes_on(self, draft: Draft, source: Argument, mention: Mention | None) -> Voice | None:
        """Who spoke right before, where a description adds something (`« … », dit Jean Roy. L'élu ajoute que`)."""
        last = self.discourse.last
        named = mention is not None and (mention.kind == "named" or mention.type != "Person")
        framed = self._framed == draft.unit and draft.rule == "incise"  # `Selon Jean Roy, … : « … », dénonce l'élu`
        if last is None or named or draft.nested or self.doc[source.head].lower_ in speaker_words("circle"):
            return None
        if answers(self.described, draft):
            return None  # `« … », dit Luc Roy. « … », lui répond l'élu`
        anyone = last.chain is None and self.doc[source.head].lower_ in speaker_words("anyone")
        points = self._word(source) in speaker_words("who-knows")  # `…, détaille cette experte`
        points = points and self.doc[source.start].lower_ in speaker_words("pointing")
        if not (framed or anyone or points or draft.cue in speaker_words("same-voice")):
            return None
        apart = titled_otherwise(self.doc, last, mention) and not points  # `…, détaille cette experte`
        if apart or (source.end > source.head + 2 and somebody_else(last, mention)):
            return None  # `« … », dit Luc Roy. L'experte de l'INRS ajoute`
        if draft.unit - last.unit > 1 or not last.person or (mention is not None and mention.plural):
            return None
        if mention is not None and self.described.before(mention, last):
            return None  # `Le juge attend. « Pitié », dit Luc Roy. Le juge ajoute`
        if last.chain is None or last.chain.unnamed:  # `un jeune homme … l'élu`: somebody else
            described = last.chain.name if last.chain is not None else last.text or ""
            mine = {t.lower_ for t in self.doc[source.start : source.end] if t.pos_ in ("NOUN", "ADJ", "PROPN")}
            other = self.doc[source.head].lower_ not in described.lower().split()
            if not (anyone and last.gender) and (other or mine - set(described.lower().split())):
                return None
        first = self.doc[source.start].lower_
        gender = "f" if first in identity_words("feminine") else "m" if first in identity_words("masculine") else None
        agrees = not (gender and last.gender and gender != last.gender)
        definite = first in words("definite") or first in speaker_words("pointing")
        return last if agrees and definite and not self.described.words.contrasted(source) else None

    def _word(self, source: Argument) -> str:
        """The head in lower case, a demonstrative with the particle that the tokenizer cut off (`celle-ci`)."""
        doc, k = self.doc, source.head
        cut = k + 2 < len(doc) and doc[k + 1].text == "-" and doc[k + 2].lower_ in speech_words("particle")
        return f"{doc[k].lower_}-{doc[k + 2].lower_}" if cut else doc[k].lower_

    def _that_one(self, source: Argument, word: str) -> Speaker | None:
        """The person whom `celui qui …`, `celle que …` takes up: whom the text was about last."""
        behind = source.head + 1
        if behind >= len(self.doc) or self.doc[behind].lower_ not in words("relative"):
            return None
        gender = "f" if word in speech_words("feminine-pronoun") else "m"
        before = self.discourse.people_before(source.start, paragraphs=_REACH)
        last = next((v for v in before if v.gender in (gender, None)), None)
        return None if last is None or last.chain is None else self.fullest.speaker(last.chain)

    def _previous(self, unit: int, paragraphs: int) -> Speaker:
        return self.fullest.voiced(self.discourse.previous(unit, paragraphs))

    def _third_person(self, source: Argument, word: str) -> bool:
        if word in speech_words("genderless") and self.doc[source.start].lower_ in speech_words("object-clitic"):
            return True  # `À l'entendre, …`
        return source.end - source.start == 1 and (
            word.lstrip("-").removeprefix("t-") in speech_words("third-person")
            or word in speech_words("own-pronoun")
            or (self.doc[source.head].pos_ == "PRON" and word in speech_words("subject-pronoun"))
        )

    def _pronoun(self, draft: Draft, source: Argument, word: str) -> Speaker:
        gender: Gender = "f" if word in speech_words("feminine-pronoun") else "m"
        plural: bool | None = word in speech_words("plural-pronoun")
        if word in speech_words("genderless"):
            gender, before = None, self.doc.lowered[max(source.head - _OWNED, 0) : source.head]
            plural = True if speaker_words("of-several").intersection(before) else None  # `à leur avis`
        gender = None if draft.cue in speech_words("making-say") else gender  # `ce qui lui fait dire que`
        incise = draft.clause is None or draft.clause.position == "incise"
        voice = meant(
            self.discourse,
            Pronoun(
                token=source.head,
                unit=draft.unit,
                gender=gender,
                plural=plural,
                incise=incise,
                continuing=(incise or self._past(draft)) and draft.cue in speaker_words("continuing"),
                personal=self._aged(source.head) or says_i(self.page, draft) or self._asked(draft, source),
            ),
            draft,
        )
        far = voice is None or not voice.spoke or draft.unit - voice.unit > 1
        if incise and far and (own := of_whose_wish(self.discourse, draft, gender)) is not None:
            return self.fullest.speaker(own)
        later = self._named_later(draft, gender) if voice is None else None
        later = later or (self._named_next(draft, gender, plural=bool(plural)) if voice is None else None)
        if later is not None:
            return self.fullest.speaker(later)
        last = self.discourse.last
        if voice is not None and gender and last is not None and voice.chain is last.chain and voice.text == last.text:
            if self._of_another(draft, last.unit):
                return NOBODY
        return self.fullest.voiced(voice) if voice is None or voice.spoke else self._taken_up(voice)

    def _of_another(self, draft: Draft, unit: int) -> bool:
        """Whether somebody quoted in a unit tells what another one says (`« Il m'a promis de venir »`)."""
        inside = draft.cue_range is not None and self.page.quotation(self.page.at(draft.cue_range[0])) is not None
        return draft.nested and inside and draft.unit == unit

    def _cut_off(self, clause: Clause) -> bool:
        """Whether a quotation opens with a verb in the third person without its subject (`« parle d'un piège »`)."""
        quotation = self.page.quotation(self.doc[clause.verb].idx)
        opens = quotation is not None and self.page.token(quotation.start) == clause.start
        return opens and clause.form == "finite" and "3" in self.doc[clause.start].morph.get("Person", [])

    def _past(self, draft: Draft) -> bool:
        """Whether a verb stands in a compound past (`Il a ajouté que`), as a person's more than a document's does."""
        return draft.clause is not None and "Part" in self.doc[draft.clause.verb].morph.get("VerbForm", [])

    def _named_later(self, draft: Draft, gender: Gender) -> Chain | None:
        """Whom the main clause names behind a clause with the pronoun (`S'il admet une erreur, Luc Roy dénonce …`)."""
        if draft.clause is None or not fronted(self.page, self.page.token(self.page.units[draft.unit].start)):
            return None
        later = (c for c in self.sources.clauses.get(draft.unit, ()) if c.start > draft.clause.end)
        main = next((c.subject for c in later if c.form == "finite" and c.subject is not None), None)
        m = self.sources.named(main) if main is not None else None
        named = m is not None and m.type == "Person" and m.kind == "named"
        return m.chain if m is not None and named and gender in (None, m.gender or gender) else None

    def _named_next(self, draft: Draft, gender: Gender, *, plural: bool) -> Chain | None:
        """Whom the next sentence is about, where a text begins with a pronoun (`« … », dit-il. Luc Roy vend`)."""
        for unit in range(draft.unit + 1, min(draft.unit + 1 + _NEXT, len(self.page.units))):
            for clause in self.sources.clauses.get(unit, ()):
                m = self.sources.named(clause.subject) if clause.subject is not None else None
                if m is None or m.chain is None or clause.form != "finite":
                    continue
                fits = m.type in ("Group", "Organization") if plural else m.type == "Person"
                fits = fits and gender in (None, m.chain.gender or m.gender or gender)
                return m.chain if fits and not m.chain.unnamed and bool(m.plural) == plural else None
        return None

    def _aged(self, token: int) -> bool:
        """Whether an age with a comma stands right before a pronoun (`Âgée de 22 ans, elle`)."""
        before = [t.lower_ for t in self.doc[max(token - 2, 0) : token]]
        return len(before) == 2 and before[1] == "," and before[0] in speaker_words("age")

    def _asked(self, draft: Draft, source: Argument) -> bool:
        """Whether a sentence begins with somebody being asked (`Interrogé sur l'usine, il`)."""
        first = self.page.token(self.page.units[draft.unit].start)
        asked = self.doc.lowered[first] in scene_words("asked") and first < source.start
        return asked and self.doc[source.start - 1].text == ","

    def _taken_up(self, voice: Voice) -> Speaker:
        """The person whom the description that a pronoun stands for takes up (`Anne Roy … La biologiste … elle`)."""
        phrase = noun_phrase(self.doc, voice.token)
        if phrase is None or (voice.chain is not None and not voice.chain.unnamed):
            return self.fullest.voiced(voice)
        source = Argument(role="subject", start=phrase.start, end=phrase.end, head=phrase.head)
        mention = self.sources.named(source)
        known = self.described.holder(source, mention) if mention is not None else self.described.alone(source)
        known = known or (self.opened.chain(source) if mention is None and voice.chain is None else None)
        return self.fullest.speaker(known, source) if known is not None else self.fullest.voiced(voice)
