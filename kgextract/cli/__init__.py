"""The command line: one file a family of commands, each a thin shell over the library."""

import json
import sys
from pathlib import Path

from kgextract import Article, extract_all


def main() -> None:
    """Temporary: run FILE.jsonl -f json -o DIR/."""
    source, out = sys.argv[2], Path(sys.argv[sys.argv.index("-o") + 1])
    out.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in Path(source).read_text("utf-8").splitlines()]
    for x in extract_all(Article(id=r["id"], text=r["text"], published=r.get("published")) for r in rows):
        (out / f"{x.article.id}.json").write_text(x.dumps(), "utf-8")
