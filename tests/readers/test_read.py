"""Sources of every kind → articles: encodings, ids, folders, what is refused."""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest

from kgextract import Article, KgExtractError, read
from kgextract.errors import InputError, UsageError
from kgextract.readers import readings
from kgextract.readers.ids import UniqueIds, article_id

TEXT = "La maire de Rennes a inauguré l’école.\nElle a remercié les élèves, « très émus ».\n"


def only(path: Path, **options: str) -> Article:
    [article] = read(path, **options)
    return article


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r").encode("utf-8"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "crlf", "cr"],
)
def test_one_text_in_many_encodings(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "école.txt"
    path.write_bytes(data)
    assert only(path) == Article(id="école", text=TEXT)
    assert only(path).warnings == ()


def test_windows_1252_by_fallback_warns_and_names_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "vieux.txt"
    path.write_bytes(TEXT.encode("cp1252"))
    article = only(path)
    assert article.text == TEXT
    assert article.warnings == (f"{path}: byte 28 is not UTF-8; read as Windows-1252. Give --encoding to be sure.",)
    assert only(path, encoding="cp1252").warnings == ()


def test_bad_bytes_name_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Aix\xff \x81 \xe9t\xe9")
    with pytest.raises(InputError, match=r"a\.txt: byte 3 \(0xff\) is not utf-8\. Give the right --encoding\."):
        only(path)
    path.write_bytes(b"abc\xff")
    with pytest.raises(InputError, match=r"byte 3 \(0xff\) is not utf-8"):
        only(path, encoding="utf-8")
    with pytest.raises(InputError, match="'klingon' is no encoding"):
        only(path, encoding="klingon")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7\n\x00\x01\x02", b"PK\x03\x04\x14\x00"])
def test_binary_content_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"photo\.txt: binary content \(byte \d+ is 0x0\d\)"):
        only(path)


def test_a_page_gives_main_text_and_metadata(tmp_path: Path) -> None:
    paragraphs = "".join(
        f"<p>Le conseil municipal de Brest a voté la mesure numéro {n} après un long débat public sur le port.</p>"
        for n in range(1, 6)
    )
    path = tmp_path / "page.html"
    path.write_text(
        f"""<!doctype html><html lang="fr"><head><title>Le port de Brest</title>
        <meta property="og:site_name" content="Le Quai"><meta name="author" content="Anne Le Goff">
        <meta property="article:published_time" content="2023-03-14T08:00:00+01:00"></head>
        <body><nav><a href="/">Accueil</a></nav><article><h1>Le port de Brest</h1>{paragraphs}</article>
        <footer>Mentions légales</footer></body></html>""",
        "utf-8",
    )
    article = only(path)
    assert article.id == "page"
    assert article.published == "2023-03-14"
    assert (article.title, article.source, article.author) == ("Le port de Brest", "Le Quai", "Anne Le Goff")
    assert "mesure numéro 3" in article.text
    assert "Mentions légales" not in article.text and "<p>" not in article.text


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vide.html"
    path.write_text("<html><body></body></html>", "utf-8")
    with pytest.raises(InputError, match="no main text in this page"):
        only(path)


def test_a_page_in_its_declared_encoding(tmp_path: Path) -> None:
    sentence = "Le préfet a présenté l'arrêté relatif à la pêche côtière devant les élus réunis à Saint-Malo. "
    page = f"<html><head><meta charset='iso-8859-1'></head><body><article><p>{sentence * 5}</p></article></body></html>"
    path = tmp_path / "latin.html"
    path.write_bytes(page.encode("latin-1"))
    assert "préfet a présenté l'arrêté" in only(path).text


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "Un.", "published": "2024-05-01T10:00:00Z", "title": "T", "source": "S", "author": "X"},
        {"text": "Deux.\r\nTrois."},
        {"id": 7, "text": "Sept.", "published": None},
    ]
    path = tmp_path / "lot.jsonl"
    path.write_text("\n\n".join(json.dumps(r) for r in rows), "utf-8")
    assert list(read(path)) == [
        Article(id="a", text="Un.", published="2024-05-01", title="T", source="S", author="X"),
        Article(id="lot-3", text="Deux.\nTrois."),
        Article(id="7", text="Sept."),
    ]


def test_bad_lines_do_not_hide_good_ones(tmp_path: Path) -> None:
    path = tmp_path / "lot.jsonl"
    path.write_text(
        '{"id": "a", "text": "Un."}\n{"id": \n["x"]\n{"id": "b"}\n{"text": 3}\n{"text": "x", "published": "mardi"}\n'
        + "[" * 200_000
        + '\n{"id": "z", "text": "Fin."}\n',
        "utf-8",
    )
    found = list(readings(path))
    assert [x.id for x in found if isinstance(x, Article)] == ["a", "z"]
    errors = [str(x) for x in found if isinstance(x, InputError)]
    assert [e.removeprefix(f"{path}:")[0] for e in errors] == [*"234567"]
    assert "not JSON" in errors[0] and "not a JSON object" in errors[1] and "no 'text'" in errors[2]
    assert "'text' is not a string" in errors[3] and "'published' 'mardi' is not a date" in errors[4]


def test_a_folder_is_read_in_one_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/z.txt", "image.png", ".hidden.txt", "notes.md"):
        (tmp_path / name).write_text("Le texte.", "utf-8")
    assert [a.id for a in read(tmp_path)] == ["a", "z", "c"]


def test_ids_are_unique_in_a_run(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "A.txt").write_text("Un.", "utf-8")
    (tmp_path / "a.txt").write_text("Deux.", "utf-8")
    assert [a.id for a in read(tmp_path)] == ["a", "A-2", "A-3"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sommet de l'UE (1)", "Sommet-de-l-UE-1"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\x00b\nc", "a-b-c"),
        (".caché", "caché"),
        ("e\u0301te\u0301", "été"),
        ("", "article"),
        ("///", "article"),
        ("x\udcff", "x"),
        ("é" * 500, "é" * 60),
    ],
)
def test_ids_are_safe_file_names(name: str, expected: str) -> None:
    assert article_id(name) == expected


def test_a_numbered_id_does_not_collide() -> None:
    unique = UniqueIds()
    assert [unique(n) for n in ("a", "a-2", "a", "A")] == ["a", "a-2", "a-3", "A-4"]


def test_an_id_that_the_source_gave_stays() -> None:
    unique = UniqueIds()
    assert [unique(n) for n in ("sport/2024:1", "sport-2024-1", "a\x1b[2J", "")] == [
        "sport/2024:1",
        "sport-2024-1-2",  # its file would be that of the first
        "a-2J",
        "article",
    ]


def test_long_ids_stay_apart() -> None:
    unique = UniqueIds()
    ids = [unique("é" * 300) for _ in range(12)]
    assert len({article_id(i) for i in ids}) == len(ids)


def test_special_files_and_loops_are_named_and_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un.", "utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = list(readings(tmp_path))
    assert [x.id for x in found if isinstance(x, Article)] == ["a"]
    errors = "\n".join(str(x) for x in found if isinstance(x, InputError))
    assert "pipe.txt: a pipe, not a file" in errors
    assert "loop: this link leads back" in errors
    assert "gone.txt: there is no such file" in errors


def test_a_device_is_refused() -> None:
    with pytest.raises(InputError, match="/dev/zero: a device, not a file"):
        list(read("/dev/zero"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x", "utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match=r"secret\.txt: cannot be read \(permission denied\)"):
        only(path)


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/r\xe9sum\xe9.txt"
    Path(os.fsdecode(raw)).write_text("Un texte.", "utf-8")
    [article] = read(tmp_path)
    assert article.id == "r-sum"


def test_utf16_without_its_mark_is_told(tmp_path: Path) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        (tmp_path / "a.txt").write_text("Le maire d’Oran a parlé.", encoding)
        with pytest.raises(InputError, match=rf"Give a text file, or --encoding {encoding}\."):
            only(tmp_path / "a.txt")
        assert only(tmp_path / "a.txt", encoding=encoding).text.startswith("Le maire")


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no article in this folder"):
        list(read(tmp_path))
    with pytest.raises(InputError, match="there is no such file or folder"):
        list(read(tmp_path / "x.txt"))
    with pytest.raises(InputError, match=r"'\.docx' is no kind of article"):
        list(read(tmp_path / "x.docx"))


def test_the_date_given_wins_and_must_be_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Genève, le 3 mai 2021 – Le comité siège.", "utf-8")
    assert only(path).published == "2021-05-03"
    assert only(path, published="2021-05-04").published == "2021-05-04"
    for wrong in ("2021-13-01", "3 mai 2021", "2021-05", "20210503", "2023-02-29"):
        with pytest.raises(UsageError, match="is not a date"):
            only(path, published=wrong)
    assert issubclass(UsageError, KgExtractError)


def test_a_text_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgextract.readers.LONGEST", 30)
    (tmp_path / "long.txt").write_text("La neige tombe sur le village. " * 3, encoding="utf-8")
    (reading,) = readings(tmp_path / "long.txt")
    assert "93 characters" in str(reading) and "Split it." in str(reading)
