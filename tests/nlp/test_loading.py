"""The model as kgextract loads it annotates as spaCy's own load does, whatever makes it quicker."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.lang.fr.tokenizer_exceptions import TOKEN_MATCH
from spacy.language import Language
from spacy.tokens import Doc

from kgextract.nlp import faststart, loading

ARTICLES = sorted((Path(__file__).resolve().parents[2] / "data" / "articles").glob("*.txt"))
TEXTS = (
    "Le maire de Saint-Malo, M. Yann Le Goff, a rouvert hier la passerelle du port.\n\nIl s'en félicite.",
    "",
    "« Qu'est-ce qu'on attend ? », demande-t-elle aujourd'hui aux élus de l'agglomération.",
    "L'usine de Douai emploie 1 200 personnes ; l'usine de Lens en emploie 300.",
    "L'arc-en-ciel du mont-de-piété : entr'acte, grand'mère, après-midi, anti-inflation, Ťůk-Žižkov, Αθήνα-Πειραιάς.",
    *(path.read_text("utf-8") for path in ARTICLES),
)


def read(doc: Doc) -> list[tuple[str, ...]]:
    """What the model says of each token."""
    return [
        (
            t.text,
            t.pos_,
            t.tag_,
            t.lemma_,
            str(t.morph),
            t.dep_,
            str(t.head.i),
            t.ent_iob_ + t.ent_type_,
            str(t.is_sent_start),
            t.norm_,
        )
        for t in doc
    ]


@cache
def plain() -> Language:
    return spacy.load(faststart.MODEL, exclude=["parser", "senter"])


def pattern() -> str:
    """spaCy's own pattern of French words, small or not."""
    return str(TOKEN_MATCH.__self__.pattern)


def test_annotations_are_those_of_the_plain_model() -> None:
    ours = loading.load()
    assert ours.pipe_names == plain().pipe_names
    for a, b in zip(plain().pipe(TEXTS), ours.pipe(TEXTS), strict=True):
        assert read(a) == read(b)
    assert read(ours(TEXTS[0])) == read(plain()(TEXTS[0]))
    assert len(ours("")) == 0


def test_words_are_those_of_the_full_pattern() -> None:
    """On words put together at random out of all that the pattern asks for, and odd characters."""
    small = faststart._folded(pattern())
    assert small is not None and len(small) < 20_000
    words, full = faststart.TokenPattern(pattern(), small), re.compile(pattern()).match
    chance = random.Random(8)
    parts = [
        *re.findall(r"[a-zéèêîàù]{2,}", small),
        *"aAéÉœŒſıİßµKÅжΩ漢1_.,\n'’-–—‐‑",
        "-de-",
        "-l'",
        "r'",
        "-sur-",
        "l'",
    ]
    for _ in range(60_000):
        word = "".join(chance.choice(parts) for _ in range(chance.randint(1, 5)))
        assert bool(words.match(word)) == bool(full(word)), word


def test_random_characters_make_the_tokens_of_the_plain_model() -> None:
    chance = random.Random(26)
    ours = faststart.load()
    letters = [*"abcdeéèilnrstu' ’-–-.,«»()0123ABCÉŒ\n\t:;!?/@", "’", "aujourd'hui", "https://a.fr", "ж", "☃"]
    for _ in range(1500):
        text = "".join(chance.choice(letters) for _ in range(chance.randint(1, 40)))
        assert [t.text for t in ours.make_doc(text)] == [t.text for t in plain().make_doc(text)], text


@pytest.mark.parametrize("change", ["version", "pattern", "pipes"])
def test_a_model_that_is_not_the_known_one_is_loaded_plainly(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if change == "version":
        monkeypatch.setattr(faststart, "_KNOWN", "3.9.")
    elif change == "pattern":
        monkeypatch.setattr(faststart, "_WORDS", "0000")
    else:
        monkeypatch.setattr(faststart, "_PIPES", ["tagger"])
    assert read(faststart.load()(TEXTS[4])) == read(plain()(TEXTS[4]))


def test_the_command_line_of_spacy_is_not_imported_but_there() -> None:
    code = (
        "import sys, kgextract.nlp.pipeline, spacy; assert 'spacy.cli.info' not in sys.modules;"
        "print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
