"""Texts that are no French article are told apart from those that are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgextract.readers.condition import conditions

FRENCH = (
    "Le conseil régional a voté hier soir un plan de soutien aux pêcheurs, qui recevront une aide de la région pour "
    "renouveler leurs bateaux. La présidente a dit qu'elle attendait du gouvernement un effort égal."
)


ENGLISH = (
    "The council has voted on a plan of support to the fishermen, who will be given help by the region to renew their "
    "boats. The president said that she was waiting for an equal effort from the government."
)
GERMAN = (
    "Der Rat hat gestern Abend einen Plan zur Unterstützung der Fischer beschlossen, die von der Region Hilfe "
    "bekommen. Die Präsidentin sagte, dass sie von der Regierung das auch erwartet und nicht mehr."
)
SPANISH = (
    "El consejo regional votó anoche un plan de apoyo a los pescadores, que recibirán una ayuda de la región para "
    "renovar sus barcos. La presidenta dijo que esperaba del gobierno un esfuerzo igual."
)
SCORES = "Nantes 3 2 Lille 1 0 Metz 2 2 Brest 4 1 Lens Nice Lyon Paris Reims Lorient Auxerre Dijon Amiens Guingamp"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ('{"id": "x", "text": "Le conseil a voté"}', "JSON"),
        ('[{"id": "x", "text": "Le conseil', "JSON"),
        (f"<div class='a'><p>{FRENCH}</p><br></div>", "HTML"),
        (FRENCH.upper(), "capitals"),
        (ENGLISH, "English"),
        (GERMAN, "German"),
        (SPANISH, "Spanish"),
        ("صوت المجلس مساء أمس على خطة لدعم الصيادين الذين سيحصلون على مساعدة", "Arabic"),
        ("地区议会昨晚投票通过了一项支持渔民的计划。", "Cjk"),
        ("Совет принял план поддержки рыбаков", "Cyrillic"),
        ("12 345 ; 67,8 % — 2024", "no words"),
        (SCORES, "running"),
        ("a" * 200_000, "running"),
    ],
)
def test_what_is_no_french_article(text: str, part: str) -> None:
    [warning] = conditions(text)
    assert part in warning


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "Le maire a dit non.",
        "Un jeune homme a dit : « The show must go on », avant de quitter la scène du festival de Rouen.",
        "L'ONU a adopté le texte.",
    ],
)
def test_french_passes(text: str) -> None:
    assert conditions(text) == ()


def test_the_sample_articles_pass(root: Path) -> None:
    for path in (root / "data" / "articles").glob("*.txt"):
        assert conditions(path.read_text("utf-8")) == (), path.name
