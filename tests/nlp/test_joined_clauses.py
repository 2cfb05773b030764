"""What a conjunction joins: a further object, or a clause with its own subject, a verb left out, or what is denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgextract.model import Extraction

WEIGHED = ("metWith", "supports", "opposes", "accused", "signed", "visited", "headOf", "succeeded", "votedFor")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Paul Biya a reçu Ali Bongo et Alpha Condé a visité Dakar.", "Biya metWith Bongo, Condé visited Dakar"),
        ("Anne Roy a rencontré Luc Blin et Paul Petit a salué l'accord.", "Roy metWith Blin, Petit supports accord"),
        ("Anne Roy a rencontré Luc Blin et Paul Petit.", "Roy metWith Blin, Roy metWith Petit"),
        ("La CGT soutient Luc Blin et FO le combat.", "travail supports Blin, ouvrière opposes Blin"),
        ("La CGT soutient Luc Blin, mais FO soutient Anne Roy.", "travail supports Blin, ouvrière supports Roy"),
        ("La CGT soutient Luc Blin et Anne Roy.", "travail supports Blin, travail supports Roy"),
        ("La CGT soutient Luc Blin et non Anne Roy.", "travail supports Blin"),
        ("Deux élus appartenant à la CGT et qui soutiennent Luc Blin ont voté.", "élus supports Blin"),
        ("La Norvège accuse la Suède et le Kenya dément.", "Norvège accused Suède"),
        ("La Norvège accuse la Suède et le Kenya.", "Norvège accused Suède, Norvège accused Kenya"),
        ("Le Kenya soutient la Suède et la Norvège a été oubliée.", "Kenya supports Suède"),
        ("Jean Roy préside la CGT et Anne Blin dirige FO.", "Roy headOf travail, Blin headOf ouvrière"),
        ("Anne Roy a succédé à Luc Blin et Paul Petit à Zoé Diop.", "Roy succeeded Blin"),
        ("Anne Roy a voté pour Luc Blin et Paul Petit contre.", "Roy votedFor Blin"),
        (
            "Luc Blin, soutenu par le PS et les Verts, a rencontré Anne Roy.",
            "PS supports Blin, Verts supports Blin, Blin metWith Roy",
        ),
    ],
)
def test_facts(extract: Callable[[str], Extraction], text: str, facts: str) -> None:
    x = extract(text)
    said = {e.id: " ".join([*e.names, e.name]).split() for e in x.entities}
    found = [(said[f.subject], f.relation, said[f.object]) for f in x.facts if f.relation in WEIGHED and f.evidence]
    wanted = [fact.split() for fact in facts.split(", ")]
    assert len(found) == len(wanted), found
    for subject, relation, object in wanted:
        assert any(subject in s and relation == r and object in o for s, r, o in found), found


def test_a_verb_in_the_singular_has_one_speaker(extract: Callable[[str], Extraction]) -> None:
    x = extract("Anne Roy a rencontré Luc Blin et Paul Petit a salué l'accord.")
    assert [next(e.name for e in x.entities if e.id == s.speaker) for s in x.statements] == ["Paul Petit"]
