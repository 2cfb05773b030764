"""Doc → `clauses`: one view of syntax, where order finds and the tree votes.

`Une résolution proposée par la Chine a été adoptée par l'Assemblée.` gives two clauses: proposer(subject Chine,
object résolution) and adopter(subject Assemblée, object résolution). The only module that reads dependency labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kgextract.nlp.layers import Argument, Clause, Factuality, Mention, all_mentions, unit_of
from kgextract.nlp.phrases import noun_phrase
from kgextract.nlp.prepositions import preposition
from kgextract.nlp.verbs import Group, cue_verbs, verb_group
from kgextract.tables.speech import speech_words

_FIXED = "object"


@dataclass(slots=True)
class _Item:
    """One piece of a sentence: noun phrase (role "" or its preposition), verb group, marker, punctuation."""

    kind: str  # phrase, time, verb, relative, sub, and, comma, mark
    start: int
    end: int
    head: int = -1
    role: str = ""
    parts: list[tuple[int, int, int]] = field(default_factory=list)
    apposed: list[tuple[int, int, int]] = field(default_factory=list)
    group: Group | None = None
    taken: bool = False


def read(doc: Doc) -> Doc:
    """Write `doc._.clauses`."""
    mentions = sorted({id(m): m for m in all_mentions(doc)}.values(), key=lambda m: (m.start, -m.end))
    dated = {k for d in doc._.dates or () for k in range(d.start, d.end)}
    clauses: list[Clause] = []
    for start, end in sentences(doc):
        unit = unit_of(doc, start)
        if doc._.units[unit].kind != "noise":
            here = [m for m in mentions if start <= m.start < end]
            clauses += _Sentence(doc, start, end, unit, here, dated).clauses()
    doc._.clauses = clauses
    return doc


def sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    """The token ranges that the units and the sentences in quotations delimit."""
    start = 0
    for i in range(1, len(doc) + 1):
        if i == len(doc) or doc[i].is_sent_start:
            yield start, i
            start = i


class _Sentence:
    """One sentence read from left to right."""

    def __init__(self, doc: Doc, start: int, end: int, unit: int, mentions: list[Mention], dated: set[int]) -> None:
        self.doc, self.start, self.end, self.unit, self.mentions, self.dated = doc, start, end, unit, mentions, dated
        self.items = self._apposed(self._listed(list(self._read())))

    def _read(self) -> Iterator[_Item]:
        doc, i = self.doc, self.start
        while i < self.end:
            token = doc[i]
            word = token.lower_
            if token.is_space:
                i += 1
                continue
            if i in self.dated and (word in speech_words("never-subject") or token.pos_ != "VERB"):
                stop = i
                while stop < self.end and stop in self.dated:
                    stop += 1
                yield _Item("time", i, stop)
                i = stop
                continue
            if word in speech_words("opening-mark") | speech_words("closing-mark"):
                yield _Item("mark", i, i + 1)
                i += 1
                continue
            group = verb_group(doc, i, self.end)
            if group is not None:
                yield _Item("verb", group.start, group.end, group=group)
                i = max(group.end, i + 1)
                continue
            found = preposition(doc, i)
            if found is not None:
                at = found.end - 1 if found.contracted else found.end
                while at < self.end and doc[at].lower_ in speech_words("opening-mark"):
                    at += 1
                if at < self.end and at in self.dated and doc[at].lower_ not in speech_words("never-subject"):
                    at = found.end
                phrase = noun_phrase(doc, at) if at < self.end else None
                if phrase is not None and phrase.end <= self.end:
                    yield _Item("phrase", i, phrase.end, phrase.head, found.lemma, [(at, phrase.end, phrase.head)])
                    i = phrase.end
                else:
                    yield _Item("prep", i, found.end, role=found.lemma)
                    i = found.end
                continue
            if word in speech_words("relative") and token.pos_ in ("PRON", "SCONJ", "ADV", "DET", "ADJ"):
                yield _Item("relative" if token.pos_ != "SCONJ" else "sub", i, i + 1)
            elif self._if(i) or (word in speech_words("subordinator") and token.pos_ not in ("NOUN", "PROPN")):
                yield _Item("sub", i, i + 1)
            elif word in speech_words("and"):
                yield _Item("and", i, i + 1)
            elif token.is_punct:
                yield _Item("comma", i, i + 1)
            elif word in speech_words("clitic") and token.pos_ == "PRON":
                pass
            elif token.pos_ != "ADV":
                phrase = noun_phrase(doc, i)
                if phrase is not None and phrase.end <= self.end and phrase.end > i:
                    kind = "time" if phrase.head in self.dated or self._timely(phrase.head) else "phrase"
                    yield _Item(kind, i, phrase.end, phrase.head, "", [(i, phrase.end, phrase.head)])
                    i = phrase.end
                    continue
            i += 1

    def _if(self, i: int) -> bool:
        """An elided `si`, not a reflexive."""
        word = self.doc[i + 1].lower_ if i + 1 < self.end else ""
        return self.doc[i].lower_ in speech_words("if") and word in speech_words("third-person")

    def _timely(self, head: int) -> bool:
        return self.doc[head].lower_ in speech_words("never-subject")

    def _listed(self, items: list[_Item]) -> list[_Item]:
        """Bare phrases joined by `et`, with commas before it, become one."""
        out: list[_Item] = []
        for n, item in enumerate(items):
            before = out[-1] if out else None
            if item.kind == "phrase" and before is not None and before.kind == "and" and len(out) > 1:
                first = out[-2]
                if first.kind == "phrase" and item.role in ("", first.role) and (item.role or not first.role or True):
                    if not (item.role == "" and first.role and self._verb_next(items, n)):
                        out.pop()
                        while (
                            len(out) > 2
                            and out[-2].kind == "comma"
                            and out[-3].kind == "phrase"
                            and not first.role
                            and not out[-3].role
                            and self.doc[out[-2].start].text == ","
                        ):
                            last = out.pop()
                            out.pop()
                            out[-1].parts += last.parts
                            out[-1].end = last.end
                        out[-1].parts += item.parts
                        out[-1].end = item.end
                        continue
            out.append(item)
        return out

    @staticmethod
    def _verb_next(items: list[_Item], n: int) -> bool:
        return n + 1 < len(items) and items[n + 1].kind == "verb"

    def _apposed(self, items: list[_Item]) -> list[_Item]:
        """`X, représentant …, ` : the phrase between commas after a bare phrase belongs to it."""
        out: list[_Item] = []
        for n, item in enumerate(items):
            comma = out[-1] if out else None
            if (
                item.kind == "phrase"
                and not item.role
                and comma is not None
                and comma.kind == "comma"
                and self.doc[comma.start].text in (",", "(")
                and len(out) > 1
                and out[-2].kind == "phrase"
                and out[-2].end == comma.start
                and not self._verb_next(items, n)
            ):
                out.pop()
                out[-1].apposed += item.parts
                continue
            out.append(item)
        return out

    def clauses(self) -> list[Clause]:
        """The clauses of the sentence, in order."""
        made: list[tuple[_Item, Clause]] = []
        for n, item in enumerate(self.items):
            if item.group is None:
                continue
            self._resume(n, item.group, made)
            clause = self._clause(item, item.group)
            self._subject(n, item, item.group, clause, made)
            self._arguments(n, item, clause)
            self._turn(clause)
            made.append((item, clause))
        self._share(made)
        return [c for _, c in made]

    def _resume(self, n: int, g: Group, made: list[tuple[_Item, Clause]]) -> None:
        """`a signé l'accord et rencontré le ministre`: the second participle has the auxiliary of the first."""
        if g.form != "participle" or g.auxiliary or not made:
            return
        k = n - 1
        while k >= 0 and self.items[k].kind == "time":
            k -= 1
        last, clause = made[-1]
        if k >= 0 and self.items[k].kind in ("and", "comma") and clause.form == "finite" and last.group is not None:
            comma = self.items[k].kind == "comma"
            if last.group.auxiliary and (not comma or self._list_of_verbs(n)):
                g.form, g.passive, g.auxiliary = "finite", clause.passive, True

    def _list_of_verbs(self, n: int) -> bool:
        """Whether a bare participle goes on to another one after `et`."""
        for k in range(n + 1, len(self.items) - 1):
            if self.items[k].kind == "verb":
                return False
            if self.items[k].kind == "and" and self.items[k + 1].kind == "verb":
                return True
        return False

    def _clause(self, item: _Item, g: Group) -> Clause:
        modality: Factuality = "asserted"
        if g.negated:
            modality = "denied"
        elif g.conditional:
            modality = "possible"
        elif g.future:
            modality = "planned"
        return Clause(
            start=g.start,
            end=g.end,
            verb=g.verb,
            lemma=g.lemma,
            reflexive=g.reflexive,
            passive=g.passive,
            form=g.form,
            tense="future" if g.future else "",
            negated=g.negated,
            modality=modality,
            unit=self.unit,
            position="participle" if g.form in ("participle", "gerund") else "main",
        )

    # -- subject ----------------------------------------------------------------------------------------------
    def _subject(self, n: int, item: _Item, g: Group, clause: Clause, made: list[tuple[_Item, Clause]]) -> None:
        items = self.items
        if g.inverted is not None:
            clause.subject = self._pronoun(g.inverted)
            clause.position = "incise" if self._beside(n) else clause.position
            return
        if g.pronoun is not None:
            clause.subject = self._pronoun(g.pronoun)
            clause.position = "subordinate" if self._marker(n) else clause.position
            return
        if g.form in ("infinitive",):
            self._infinitive(n, clause, made)
            return
        before = items[n - 1] if n else None
        if g.form in ("participle", "gerund"):
            if before is not None and before.kind == "phrase" and before.end >= item.start - 1:
                clause.subject = self._argument("subject", before, part=self._agreeing(before, g.verb))
            return
        marker = self._marker(n)
        if marker is not None and items[marker].kind == "relative":
            clause.position = "relative"
            if self.doc[items[marker].start].lower_ in speech_words("who"):
                antecedent = self._antecedent(marker)
                if antecedent is not None:
                    clause.subject = self._argument("subject", antecedent, part=self._agreeing(antecedent, g.verb))
                return
        elif marker is not None:
            clause.position = "subordinate"
        if marker is None and self._incise(n, g):
            self._inverted(n, clause)
            return
        low = marker if marker is not None else -1
        for k in range(n - 1, low, -1):
            other = items[k]
            if other.kind == "verb" and other.group and other.group.form == "finite" and marker is None:
                if self._coordinated(k, n) and not any(
                    i.kind == "phrase" and not i.role and not i.taken for i in items[k + 1 : n]
                ):
                    shared = next((c for i, c in made if i is other), None)
                    if shared is not None:
                        clause.subject = shared.subject if not shared.passive else self._find(shared, "object")
                        return
            if other.kind == "phrase" and not other.role and not other.taken and not self._is_object(k):
                other.taken = True
                clause.subject = self._argument("subject", other)
                return
        if self._beside(n) or (marker is not None and items[marker].kind == "relative"):
            if self._inverted(n, clause, incise=marker is None):
                return
        self._vote(clause)

    def _incise(self, n: int, g: Group) -> bool:
        """Whether a finite verb after a comma or a quotation has its subject after it (`…, a déclaré le maire`)."""
        if not self._beside(n) or self._after(n) is None:
            return False
        near = self.items[max(0, n - 2) : n]
        if any(i.kind == "mark" for i in near):
            return True
        pending = any(
            i.kind == "phrase" and not i.role and not i.taken and not self._is_object(k)
            for k, i in enumerate(self.items[:n])
        )
        return not pending and g.lemma in cue_verbs() and n > 1

    def _after(self, n: int) -> _Item | None:
        after = next((i for i in self.items[n + 1 :] if i.kind != "time"), None)
        return after if after is not None and after.kind == "phrase" and not after.role else None

    def _inverted(self, n: int, clause: Clause, *, incise: bool = True) -> bool:
        after = self._after(n)
        if after is None:
            return False
        after.taken = True
        clause.subject = self._argument("subject", after)
        if incise:
            clause.position = "incise"
        return True

    def _marker(self, n: int) -> int | None:
        """The relative or conjunction that opens the clause of item n, not yet used by a verb between."""
        for k in range(n - 1, -1, -1):
            kind = self.items[k].kind
            if kind in ("relative", "sub"):
                return k
            if kind == "verb" and self.items[k].group and self.items[k].group.form == "finite":  # type: ignore[union-attr]
                return None
        return None

    def _beside(self, n: int) -> bool:
        """Whether a verb stands right after a comma, a mark or a dash, with nothing of its own before it."""
        before = self.items[n - 1] if n else None
        return before is not None and before.kind in ("comma", "mark")

    def _coordinated(self, k: int, n: int) -> bool:
        between = self.items[k + 1 : n]
        last = next((i for i in reversed(between) if i.kind not in ("time",)), None)
        return last is not None and last.kind in ("and", "comma") and not any(i.kind == "sub" for i in between)

    def _is_object(self, k: int) -> bool:
        """Whether a bare phrase stands right after a verb, as its object."""
        before = next((i for i in reversed(self.items[:k]) if i.kind not in ("time", "mark")), None)
        return before is not None and before.kind == "verb"

    def _antecedent(self, marker: int) -> _Item | None:
        for item in reversed(self.items[:marker]):
            if item.kind == "phrase":
                return item
            if item.kind not in ("comma", "mark", "prep"):
                return None
        return None

    def _agreeing(self, item: _Item, verb: int) -> tuple[int, int, int]:
        """The head in a phrase with complements that agrees in gender and number with a participle."""
        last = item.parts[-1]
        morph = self.doc[verb].morph
        wanted = (morph.get("Gender", []), morph.get("Number", []))
        heads = [last[2]]
        heads += [i for i in range(last[2] + 1, last[1]) if self.doc[i].pos_ == "NOUN"]
        for head in heads:
            have = self.doc[head].morph
            fits = all(
                not w or not h or w == h
                for w, h in zip(wanted, (have.get("Gender", []), have.get("Number", [])), strict=True)
            )
            if fits:
                return (last[0] if head == last[2] else head, last[1], head)
        return last

    def _infinitive(self, n: int, clause: Clause, made: list[tuple[_Item, Clause]]) -> None:
        """An infinitive has the subject of the verb that governs it, and is as real as that verb makes it."""
        before = self.items[n - 1] if n else None
        role = before.role if before is not None and before.kind == "prep" else ""
        governor = made[-1][1] if made else None
        if role in speech_words("purpose"):
            clause.modality = "planned"
        elif role in speech_words("without"):
            clause.modality = "denied"
        if governor is None:
            return
        clause.position = "subordinate"
        clause.subject = governor.subject
        if governor.lemma in speech_words("deny") or (governor.negated and not role):
            clause.modality = "denied"
        elif governor.lemma in speech_words("plan"):
            clause.modality = "planned"
            person = self._find(governor, "object")
            if person is not None and person.mentions:
                clause.subject = person
        elif governor.lemma in speech_words("modal"):
            clause.modality = "possible" if governor.modality == "asserted" else governor.modality

    def _vote(self, clause: Clause) -> None:
        """The tree's subject, where order found none."""
        for child in self.doc[clause.verb].children:
            if child.dep_.startswith("nsubj") and self.start <= child.i < clause.start:
                item = next((i for i in self.items if i.kind == "phrase" and i.start <= child.i < i.end), None)
                if item is not None and not item.role:
                    clause.subject = self._argument("subject", item)
                    clause.subject.how = "tree"
                    return

    def _share(self, made: list[tuple[_Item, Clause]]) -> None:
        """Detached participles and fronted infinitives take the subject of their main clause."""
        for n, (_, clause) in enumerate(made):
            if clause.subject is not None or clause.form == "finite":
                continue
            if clause.passive and self._find(clause, "object"):
                continue
            mains = [c for _, c in made[n + 1 :] if c.form == "finite" and c.position in ("main", "incise")]
            mains = mains or [c for _, c in reversed(made[:n]) if c.form == "finite"]
            before = [c for _, c in reversed(made[:n]) if c.form == "finite"]
            main = before[0] if before else (mains[0] if mains else None)
            if main is not None and not (clause.passive):
                clause.subject = main.subject
            elif main is not None and main.subject is not None:
                clause.arguments.append(_renamed(main.subject, "object"))

    # -- arguments --------------------------------------------------------------------------------------------
    def _arguments(self, n: int, item: _Item, clause: Clause) -> None:
        items = self.items
        objects = False
        inverted = clause.position == "incise"
        for k in range(n + 1, len(items)):
            other = items[k]
            if other.kind == "verb":
                if other.group and other.group.form == "participle" and clause.form == "finite":
                    break
                break
            if other.kind in ("relative", "sub"):
                break
            if other.kind == "comma" and self.doc[other.start].text in (";", ":"):
                break
            if other.kind == "and" and k + 1 < len(items) and items[k + 1].kind == "verb":
                break
            if other.kind != "phrase":
                continue
            if other.role:
                if not self._fronts(k):
                    other.taken = True
                    clause.arguments.append(self._argument(other.role, other))
            elif not objects and not other.taken and not inverted:
                following = items[k + 1] if k + 1 < len(items) else None
                direct = k == n + 1 or all(i.kind in ("time", "mark") or i.role for i in items[n + 1 : k])
                if direct and not (following is not None and following.kind == "verb" and k > n + 1):
                    objects = other.taken = True
                    clause.arguments.append(self._argument(_FIXED, other))
        for k in range(n - 1, -1, -1):
            other = items[k]
            if other.kind in ("relative", "sub"):
                break
            if other.kind == "phrase" and other.role and not other.taken:
                other.taken = True
                clause.arguments.append(self._argument(other.role, other))

    def _fronts(self, k: int) -> bool:
        """Whether a prepositional phrase after a comma opens the next clause (`…, lors du vote, elle a …`)."""
        if self.items[k - 1].kind not in ("comma", "and"):
            return False
        after = next(
            (i for i in self.items[k + 1 :] if i.kind in ("verb", "relative") or (i.kind == "phrase" and not i.role)),
            None,
        )
        return after is not None and (
            after.kind == "phrase" or (after.group is not None and after.group.pronoun is not None)
        )

    def _turn(self, clause: Clause) -> None:
        """A passive turned round: the agent is the subject, the subject the object."""
        if not clause.passive:
            return
        agent = next((a for a in clause.arguments if a.role in speech_words("by") and a.start > clause.verb), None)
        clause.arguments = [a for a in clause.arguments if a is not agent and a.role != _FIXED]
        if clause.subject is not None:
            clause.arguments.append(_renamed(clause.subject, _FIXED))
        clause.subject = _renamed(agent, "subject") if agent else None

    @staticmethod
    def _find(clause: Clause, role: str) -> Argument | None:
        return next((a for a in clause.arguments if a.role == role), None)

    def _pronoun(self, i: int) -> Argument:
        found = [m for m in self.mentions if m.start <= i < m.end and m.kind == "pronoun"]
        return Argument(role="subject", start=i, end=i + 1, head=i, mentions=found)

    def _argument(self, role: str, item: _Item, *, part: tuple[int, int, int] | None = None) -> Argument:
        parts = [part] if part else item.parts
        mentions = [m for p in parts for m in self._headed(p)]
        if not mentions or all(m.type == "Role" for m in mentions):
            mentions += [m for p in item.apposed for m in self._headed(p) if m.type != "Role"]
        start, end = parts[0][0], parts[-1][1]
        return Argument(role=role, start=start, end=end, head=parts[0][2], mentions=mentions)

    def _headed(self, part: tuple[int, int, int]) -> list[Mention]:
        """The mention that names a phrase: of its head, or the person's name that follows a title."""
        start, end, head = part
        over = [m for m in self.mentions if m.start <= head < m.end and m.start >= start - 1]
        real = [m for m in over if m.type != "Role"]
        named = [m for m in self.mentions if m.type == "Person" and m.kind == "named" and start <= m.start < end]
        first = [
            m for m in named if not any(self.doc[k].lower_ in speech_words("of") for k in range(m.start - 1, m.start))
        ]
        if not real and first:
            return first[:1]
        if real:
            best = max(real, key=lambda m: (m.head == head, m.end - m.start))
            if best.kind == "nominal" and first and best.type == "Person" and first[0].start >= best.head:
                return first[:1]
            return [best]
        return over[:1]


def _renamed(argument: Argument, role: str) -> Argument:
    return Argument(
        role=role,
        start=argument.start,
        end=argument.end,
        head=argument.head,
        mentions=argument.mentions,
        how=argument.how,
    )
