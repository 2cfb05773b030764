"""`kgextract explain`: what was read in an article, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import typer

from kgextract.cli.display import console, safe
from kgextract.cli.options import Articles, Encoding, OwnOntology, Published, Quiet, Rules, Strict
from kgextract.cli.terminal import wrapped

if TYPE_CHECKING:
    from rich.console import Console

    from kgextract.model import Extraction, Fact, Rejection, Statement

Read = TypeVar("Read", "Statement", "Fact", "Rejection")
_LONGEST = 600  # characters shown of a sentence


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(explain)


def explain(
    articles: Articles,
    published: Published = None,
    encoding: Encoding = None,
    strict: Strict = False,
    rules: Rules = None,
    ontology: OwnOntology = None,
    quiet: Quiet = False,
) -> int:
    """Show each statement, fact and rejection of articles with its sentence, rule and confidence.

    Example: kgextract explain article.txt --published 2024-07-02
    """
    from kgextract.cli.messages import Messages
    from kgextract.cli.streams import extractions
    from kgextract.extension import extend

    extend(rules=rules, ontology=ontology)
    messages = Messages(quiet=quiet)
    page = console()
    for x in extractions(articles, published=published, encoding=encoding, strict=strict, messages=messages):
        _article(page, x)
    return messages.exit_code()


def _article(page: Console, x: Extraction) -> None:
    article = x.article
    about = ", ".join(
        part for part in (article.title, article.source, article.published or "no publication date") if part
    )
    page.print(f"{article.id}: {safe(about)}", style="bold")
    stated = [f for f in x.facts if not f.background]
    background = [f for f in x.facts if f.background]
    if x.statements:
        page.print(f"\nStatements ({len(x.statements)})", style="bold cyan")
        _under_sentences(page, x.statements, lambda s: _statement(x, s))
    if stated:
        page.print(f"\nFacts ({len(stated)})", style="bold green")
        _under_sentences(page, stated, lambda f: [_fact(x, f)])
    if background:
        page.print(f"\nBackground ({len(background)}), from the gazetteer, not from the text", style="bold blue")
        for f in background:
            _print(page, 4, _fact(x, f), "")
    if x.rejections:
        page.print(f"\nRejected ({len(x.rejections)})", style="bold red")
        _under_sentences(page, x.rejections, lambda r: [safe(f"{r.subject} {r.relation} {r.object}: {r.reason}")])
    page.print()


def _under_sentences(page: Console, read: Sequence[Read], shown: Callable[[Read], list[str]]) -> None:
    """Each thing under the sentence that says it, which stands once for all that follow one another in it."""
    before = None
    for one in read:
        e = one.evidence
        if e and e.sentence != before:
            _print(page, 2, f"“{_shortened(safe(e.sentence))}”", "italic")
        before = e.sentence if e else None
        what, *details = shown(one)
        _print(page, 4, what, "bold")
        if e:
            details.append(f"rule {e.rule}, confidence {e.confidence:.2f}, characters {e.start} to {e.end}")
        for line in details:
            _print(page, 6, line, "dim")


def _print(page: Console, indent: int, text: str, style: str) -> None:
    """One line, which a terminal wraps between words under itself."""
    for line in [text] if page.soft_wrap else wrapped(text, page.width - indent):
        page.print(" " * indent + line, style=style)


def _statement(x: Extraction, s: Statement) -> list[str]:
    speaker = x.entity(s.speaker).name if s.speaker else s.speaker_text or "somebody"
    cue = f" ({safe(s.cue)})" if s.cue else ""
    said = " […] ".join(x.quote(*span) for span in s.content)
    named = (("where", s.venue), ("for", s.on_behalf_of), ("in", s.document), ("to", s.addressee))
    details = [f"{label}: {safe(x.entity(id).name)}" for label, id in named if id]
    details += [f"when: {s.date}"] if s.date else []
    details += [s.factuality] if s.factuality != "asserted" else []
    return [f"{safe(speaker)}{cue}, {s.kind}: {safe(said)}", *(["; ".join(details)] if details else [])]


def _fact(x: Extraction, f: Fact) -> str:
    notes = [f.factuality] if f.factuality != "asserted" else []
    source = x.entity(f.attributed_to).name if f.attributed_to else f.attributed_text
    notes += [f"according to {source}"] if source else []
    fact = f"{x.entity(f.subject).name} {f.relation} {x.entity(f.object).name}"
    return safe(f"{fact} ({', '.join(notes)})" if notes else fact)


def _shortened(sentence: str) -> str:
    """Evidence that runs over several sentences → its ends: what proves a fact stands there."""
    half = _LONGEST // 2
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:half].rstrip()} […] {sentence[-half:].lstrip()}"
