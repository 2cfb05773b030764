"""A name inside `data/` or `ontologies/` → its path, in a checkout or inside the installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE, _PACKAGE.parent)  # the wheel carries the folders inside the package, a checkout beside it


def _find(folder: str) -> Path:
    for root in _ROOTS:
        if (root / folder).is_dir():
            return root / folder
    raise FileNotFoundError(f"{folder}/ is neither in {_ROOTS[0]} nor in {_ROOTS[1]}")


def data(name: str = "") -> Path:
    """Path of a file or folder below `data/`, for example `data("lexicons/cues.yaml")`."""
    return _find("data") / name


def ontologies(name: str = "") -> Path:
    """Path of a file below `ontologies/`, for example `ontologies("kgextract.ttl")`."""
    return _find("ontologies") / name
