"""`kgextract explain`: what was read in an article, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kgextract.cli.display import console, safe
from kgextract.cli.run import Articles, Encoding, OwnOntology, Published, Quiet, Rules, Strict

if TYPE_CHECKING:
    from rich.console import Console

    from kgextract.model import Evidence, Extraction, Fact, Statement


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
    """Show each statement, fact and rejection of articles with its sentence, rule and confidence."""
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
        for s in x.statements:
            _statement(page, x, s)
    if stated:
        page.print(f"\nFacts ({len(stated)})", style="bold green")
        for f in stated:
            page.print(f"  {_fact(x, f)}", style="bold")
            _evidence(page, f.evidence)
    if background:
        page.print(f"\nBackground ({len(background)}), from the gazetteer, not from the text", style="bold blue")
        for f in background:
            page.print(f"  {_fact(x, f)}")
    if x.rejections:
        page.print(f"\nRejected ({len(x.rejections)})", style="bold red")
        for r in x.rejections:
            page.print(f"  {safe(r.subject)} {r.relation} {safe(r.object)}: {safe(r.reason)}", style="bold")
            _evidence(page, r.evidence)
    page.print()


def _statement(page: Console, x: Extraction, s: Statement) -> None:
    speaker = x.entity(s.speaker).name if s.speaker else s.speaker_text or "somebody"
    cue = f" ({safe(s.cue)})" if s.cue else ""
    said = " […] ".join(x.quote(*span) for span in s.content)
    page.print(f"  {safe(speaker)}{cue}, {s.kind}: {safe(said)}", style="bold")
    named = (("where", s.venue), ("for", s.on_behalf_of), ("in", s.document), ("to", s.addressee))
    details = [f"{label}: {safe(x.entity(id).name)}" for label, id in named if id]
    details += [f"when: {s.date}"] if s.date else []
    details += [s.factuality] if s.factuality != "asserted" else []
    if details:
        page.print(f"    {'; '.join(details)}")
    _evidence(page, s.evidence)


def _fact(x: Extraction, f: Fact) -> str:
    notes = [f.factuality] if f.factuality != "asserted" else []
    source = x.entity(f.attributed_to).name if f.attributed_to else f.attributed_text
    notes += [f"according to {source}"] if source else []
    fact = f"{x.entity(f.subject).name} {f.relation} {x.entity(f.object).name}"
    return safe(f"{fact} ({', '.join(notes)})" if notes else fact)


def _evidence(page: Console, e: Evidence | None) -> None:
    if e:
        page.print(f"    “{_shortened(safe(e.sentence))}”", style="italic")
        page.print(f"    rule {e.rule}, confidence {e.confidence:.2f}, characters {e.start} to {e.end}", style="dim")


def _shortened(sentence: str) -> str:
    """Evidence that runs over several sentences → its ends: what proves a fact stands there."""
    half = _LONGEST // 2
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:half].rstrip()} […] {sentence[-half:].lstrip()}"
