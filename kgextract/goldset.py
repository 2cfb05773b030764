"""A folder of annotation files (`NAME.json`, text in the object or in `NAME.txt`) → extractions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kgextract.errors import InputError
from kgextract.exchange import from_json
from kgextract.model import Article, Extraction


def load(folder: Path) -> dict[str, Extraction]:
    """Folder → its gold extractions by file stem, sorted. Raises InputError for a file that is not in the format."""
    names = sorted(folder.glob("*.json"))
    if not names:
        raise InputError(f"{folder}: no .json file in this folder. Give the folder with the gold annotation.")
    return {path.stem: _extraction(path, _text(path)) for path in names}


def predicted(folder: Path, gold: dict[str, Extraction]) -> dict[str, Extraction]:
    """Folder of predictions → one extraction a gold article, empty where there is no file."""
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder. Give the folder with the predictions.")
    return {
        name: _extraction(folder / f"{name}.json", wanted.article.text)
        if (folder / f"{name}.json").is_file()
        else Extraction(article=Article(id=name, text=wanted.article.text))
        for name, wanted in gold.items()
    }


def _extraction(path: Path, text: str | None) -> Extraction:
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        empty: dict[str, Any] = {"id": path.stem, "entities": [], "dates": [], "statements": [], "relations": []}
        return from_json({**empty, **data}, text=text)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({(error.strerror or str(error)).lower()}). Check the file."
        ) from error
    except KeyError as error:
        raise InputError(f"{path}: field {error} is missing. See the annotation format.") from error
    except (ValueError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise InputError(f"{path}: not in the annotation format ({error}). Correct the file.") from error


def _text(path: Path) -> str | None:
    """The article's text: beside the annotation, or in the sister folder `articles/`."""
    for place in (path.with_suffix(".txt"), path.parent.parent / "articles" / f"{path.stem}.txt"):
        if place.is_file():
            return place.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    return None
