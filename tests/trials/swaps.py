"""Articles changed in a way that must change what is found in a known way: other names, another paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgextract import extract
from kgextract.model import Article, Extraction

# Sentences with the names of a kind in the place of letters: A and B are people, C a body, D and E towns.
SENTENCES = (
    "La maire de {D}, {A}, a déclaré lundi devant le Sénat que la gare rouvrirait.",
    "« La gare rouvrira en mars », a assuré {B}, président de {C}.",
    "{A} a rencontré {B} à {E} mardi.",
    "{B} a été nommé directeur général de {C} le 3 juin 2024.",
    "Selon {A}, la ville de {E} refuse ce projet.",
    "{C} a signé un accord avec la ville de {D} mercredi.",
    "Le ministre de l'Agriculture, {B}, s'est exprimé à {D} lors d'une conférence de presse.",
    "{A} a succédé à {B} à la tête du groupe {C}.",
    "« C'est trop tard », a regretté {A}.",
    "{B} a estimé que {C} devait s'expliquer.",
)
PEOPLE = (
    "Jeanne Aubry", "Khadija El Amrani", "Kim Min-seok", "Anselme Tchibota", "Sofie D'Hondt", "Awa Diarrassouba",
    "Nguyen Van Thoi", "Olena Hrytsenko", "Marie-Ève Gingras-Lavoie", "Jan Van den Broeck", "Hery Rakotomalala",
    "Luiz da Costa", "Karim Delmas", "Paul Rivoire",
)  # fmt: skip
BODIES = ("Novatrans", "Voltalys", "Kubra Holding", "Ferrolia", "Agrisol")
TOWNS = ("Nantes", "Kervignon", "Mbalembé", "Brévent-sur-Orle", "Lille")
IRRELEVANT = "Le temps restera sec et doux jusqu'à la fin de la semaine sur une grande moitié nord du pays."


@dataclass(slots=True, kw_only=True)
class Count:
    """How many changed articles were compared with the first one, and where they differ."""

    compared: int = 0
    wrong: list[str] = field(default_factory=list)


Names = dict[str, str]


def named(n: int) -> Names:
    """Names of each kind, others for each number."""
    a, b = PEOPLE[n % len(PEOPLE)], PEOPLE[(n + 1 + n // len(PEOPLE)) % len(PEOPLE)]
    if a == b:
        b = PEOPLE[(n + 2) % len(PEOPLE)]
    return {"A": a, "B": b, "C": BODIES[n % len(BODIES)], "D": TOWNS[n % len(TOWNS)], "E": TOWNS[(n + 1) % len(TOWNS)]}


def facts(text: str, names: Names) -> set[tuple[str | None, ...]]:
    """What is said in a text, with letters in the place of names."""
    letters = {name: letter for letter, name in names.items()}

    def plain(x: Extraction, id: str | None) -> str | None:
        if id is None:
            return None
        name = x.entity(id).name
        for word, letter in letters.items():
            name = name.replace(word, letter)
        return name

    x = extract(Article(id="swap", text=text, published="2024-07-02"))
    said = {
        ("said", plain(x, s.speaker), s.cue, x.quote(*s.content[0])[-12:] if s.content else None, plain(x, s.venue))
        for s in x.statements
    }
    return said | {(plain(x, f.subject), f.relation, plain(x, f.object)) for f in x.facts if not f.background}


def swapped(count: int) -> Count:
    """Each sentence with other names of the same kinds: the same facts with the names swapped."""
    found = Count()
    for sentence in SENTENCES:
        first = facts(sentence.format(**named(0)), named(0))
        for n in range(1, count + 1):
            other = facts(sentence.format(**named(n)), named(n))
            found.compared += 1
            if other != first:
                found.wrong.append(f"{sentence.format(**named(n))}: {sorted(map(str, other ^ first))}")
    return found


def lengthened(count: int) -> Count:
    """Each sentence behind or before a paragraph that says nothing of it: the same facts."""
    found = Count()
    for n, sentence in enumerate((*SENTENCES, *SENTENCES)[:count]):
        names = named(n)
        text = sentence.format(**names)
        first = facts(text, names)
        for longer in (f"{text}\n\n{IRRELEVANT}\n", f"{IRRELEVANT}\n\n{text}\n"):
            found.compared += 1
            if (other := facts(longer, names)) != first:
                found.wrong.append(f"{longer}: {sorted(map(str, other ^ first))}")
    return found
