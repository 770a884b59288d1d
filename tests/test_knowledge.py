"""The knowledge files: enough rows, no name claimed twice, every reference resolves, every fact has a source."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from importlib import resources

import pytest

from pipeline import knowledge
from pipeline.knowledge import Agency, Gang, Named, Prison, Trigger, fold
from pipeline.scheme import EVENT_TYPES, STATUSES

GANG_KINDS = {
    "street gang", "prison gang", "cartel", "mafia", "militia", "guerrilla", "paramilitary", "faction",
    "terrorist organisation", "motorcycle club", "pirate group", "drug trafficking organisation", "criminal network",
}  # fmt: skip
AGENCY_KINDS = {
    "police", "prosecutor", "court", "ministry", "army", "prison service", "intelligence", "international",
}  # fmt: skip
# Demonyms that two countries share.
SHARED_DEMONYMS = {"congolese", "dominican", "dominicans"}
FILES = [
    "agencies.csv", "countries.csv", "currencies.csv", "drugs.csv", "regions.csv", "subdivisions.csv", "units.csv", "gangs.csv", "prisons.csv", "status_cues.csv", "titles.csv",
    "triggers.csv", "weapons.csv",
]  # fmt: skip


def rows(filename: str) -> list[dict[str, str]]:
    text = resources.files("pipeline.knowledge").joinpath(filename).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


def claimed_twice(facts: tuple[Named, ...]) -> list[str]:
    counts = Counter(name for fact in facts for name in {fold(name) for name in (fact.name, *fact.aliases)})
    return sorted(name for name, count in counts.items() if count > 1)


def repeated(values: list[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


@pytest.mark.parametrize("filename", FILES)
def test_rows_are_whole(filename: str) -> None:
    for number, row in enumerate(rows(filename), start=2):
        assert None not in row and None not in row.values(), f"{filename}:{number} has too many or too few cells"
        assert row["source"].strip(), f"{filename}:{number} has no source"
        for column, cell in row.items():
            values = cell.split("|")
            assert cell == "" or all(value and value == value.strip() for value in values), (filename, number, column)
            assert not repeated(values), (filename, number, column)


@pytest.mark.parametrize(
    ("facts", "at_least"),
    [
        (knowledge.gangs, 700),
        (knowledge.agencies, 280),
        (knowledge.prisons, 170),
        (knowledge.weapons, 800),
        (knowledge.drugs, 340),
        (knowledge.titles, 550),
        (knowledge.countries, 235),
        (knowledge.status_cues, 500),
        (knowledge.triggers, 500),
        (knowledge.regions, 290),
        (knowledge.subdivisions, 8900),
        (knowledge.units, 38),
        (knowledge.currencies, 65),
    ],
)
def test_counts(facts: Callable[[], tuple[object, ...]], at_least: int) -> None:
    assert len(facts()) >= at_least
    assert facts() is facts()


def test_gang_names_are_claimed_once() -> None:
    assert claimed_twice(knowledge.gangs()) == sorted(knowledge.SHARED_GANG_NAMES)


def test_other_names_are_claimed_once() -> None:
    assert claimed_twice(knowledge.agencies()) == []
    assert claimed_twice(knowledge.prisons()) == []
    assert claimed_twice(knowledge.countries()) == []
    assert claimed_twice(knowledge.regions()) == []
    assert repeated([term.term for term in knowledge.weapons()]) == []
    assert repeated([term.term.casefold() for term in knowledge.drugs()]) == []
    assert repeated([title.term for title in knowledge.titles()]) == []
    assert repeated([f"{cue.cue} {cue.scope}" for cue in knowledge.status_cues()]) == []
    demonyms = [name for country in knowledge.countries() for name in {fold(demonym) for demonym in country.demonyms}]
    assert repeated(demonyms) == sorted(SHARED_DEMONYMS)


def test_countries_exist() -> None:
    known = {country.alpha2 for country in knowledge.countries()}
    assert len(known) == len(knowledge.countries())
    facts: list[Gang | Agency | Prison] = [*knowledge.gangs(), *knowledge.agencies(), *knowledge.prisons()]
    assert [fact.name for fact in facts if fact.country is not None and fact.country not in known] == []
    nowhere = {agency.kind for agency in knowledge.agencies() if agency.country is None}
    assert nowhere == {"international"}


def test_countries_are_on_the_globe() -> None:
    for country in knowledge.countries():
        assert -90 <= country.latitude <= 90 and -180 <= country.longitude <= 180, country.name
        assert len(country.currency_code) == 3, country.name
    named = {country.alpha2: country for country in knowledge.countries()}
    assert named["VE"].demonyms == ("Venezuelan", "Venezuelans")
    assert (named["CL"].capital, named["CL"].currency_code) == ("Santiago", "CLP")


def test_places_are_on_the_globe() -> None:
    for place in (*knowledge.regions(), *knowledge.prisons(), *knowledge.subdivisions()):
        assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180, place.name
        assert (place.latitude, place.longitude) != (0, 0), place.name


def test_places_are_in_countries_that_exist() -> None:
    known = {country.alpha2 for country in knowledge.countries()}
    assert [
        place.name
        for place in (*knowledge.regions(), *knowledge.subdivisions())
        if (place.country or "CL") not in known
    ] == []


def test_subdivisions_are_coded_once() -> None:
    rows = knowledge.subdivisions()
    assert repeated([f"{row.country}-{row.code}" for row in rows]) == []
    assert repeated([f"{row.country} {row.name}" for row in rows if not row.parent]) == []
    first = {(row.country, row.code) for row in rows if not row.parent}
    assert [row.name for row in rows if row.parent and (row.country, row.parent) not in first] == []


def test_every_country_of_the_americas_has_its_regions() -> None:
    counts = Counter(row.country for row in knowledge.subdivisions() if not row.parent)
    wanted = {
        "US": 51,
        "MX": 32,
        "CO": 33,
        "VE": 24,
        "AR": 24,
        "BR": 27,
        "CL": 16,
        "PE": 25,
        "EC": 24,
        "BO": 9,
        "HN": 18,
        "GT": 22,
    }
    assert {code: counts[code] >= count for code, count in wanted.items()} == dict.fromkeys(wanted, True)


def test_gangs_are_sound() -> None:
    names = {gang.name for gang in knowledge.gangs()}
    for gang in knowledge.gangs():
        assert gang.parent is None or (gang.parent in names and gang.parent != gang.name), gang.name
        assert gang.kind in GANG_KINDS, gang.name
        assert set(gang.ambiguous) <= set(gang.names), gang.name
        assert gang.active_from is None or gang.active_to is None or gang.active_from <= gang.active_to, gang.name
        assert gang.wikidata is None or (gang.wikidata[0] == "Q" and gang.wikidata[1:].isdigit()), gang.name


def test_no_gang_is_its_own_ancestor() -> None:
    parents = {gang.name: gang.parent for gang in knowledge.gangs()}
    for name in parents:
        line = [name]
        while (parent := parents[line[-1]]) is not None:
            assert parent not in line, line
            line.append(parent)


def test_agencies_are_no_gangs() -> None:
    assert {agency.kind for agency in knowledge.agencies()} <= AGENCY_KINDS
    assert [agency.name for agency in knowledge.agencies() if fold(agency.name) in knowledge.gang_index()] == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        # As different newsrooms write one name.
        ("Al-Qaida", "al-Qaeda"),
        ("Al Qa’ida", "al-Qaeda"),
        ("al‑Shabab", "al-Shabaab"),
        ("Taleban", "Taliban"),
        ("Lord’s Resistance Army", "Lord's Resistance Army"),
        ("’Ndrangheta", "'Ndrangheta"),
        ("tren de aragua", "Tren de Aragua"),
        ("TdA", "Tren de Aragua"),
        ("Cartel de Jalisco Nueva Generación", "Jalisco New Generation Cartel"),
        ("Medellin Cartel", "Medellín Cartel"),
        ("MS-13", "MS-13"),
        ("MS 13", "MS-13"),
        ("FARC", "Revolutionary Armed Forces of Colombia"),
        ("Kraze Barye", "Kraze Baryè"),
    ],
)
def test_gang_index_knows_spellings(written: str, name: str) -> None:
    assert knowledge.gang_index()[fold(written)].name == name


@pytest.mark.parametrize("written", ["", "Aragua", "FBI", "Medellín", "Tren", "the gang"])
def test_gang_index_leaves_other_names_alone(written: str) -> None:
    assert fold(written) not in knowledge.gang_index()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Niño", "nino"),
        ("al-Qaeda", "al qaeda"),
        ("‘Ndrangheta", "'ndrangheta"),
        ("  PKK/\n Kongra–Gel ", "pkk kongra gel"),
        ("“Los Choneros”,", "los choneros"),
        # A dot inside stays, one at the end goes.
        ("U.S.", "u.s"),
        ("Straße", "strasse"),
        ("Wołomin", "wolomin"),
        ("Workers´ Party", "workers' party"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


def test_every_event_type_has_triggers() -> None:
    counts = Counter(trigger.event_type for trigger in knowledge.triggers())
    assert set(counts) == set(EVENT_TYPES)
    assert min(counts.values()) >= 7


def test_a_form_stands_under_one_type() -> None:
    assert repeated([form for trigger in knowledge.triggers() for form in trigger.forms]) == []
    for trigger in knowledge.triggers():
        assert set(trigger.alternatives) <= set(EVENT_TYPES) - {trigger.event_type}, trigger.lemma
        assert trigger.pos in {"noun", "verb", "phrase"}, trigger.lemma
        assert all("~" in context for context in trigger.not_when), trigger.lemma


def by_form(form: str) -> Trigger:
    return next(trigger for trigger in knowledge.triggers() if form in trigger.forms)


@pytest.mark.parametrize(
    ("form", "event_type", "alternative"),
    [
        ("killed", "KILLING", None),
        ("captured", "ARREST", "EXPANSION"),
        ("seized", "SEIZURE", "EXPANSION"),
        ("ambushed", "ATTACK", "CLASH"),
        # Scheme §6: the word decides.
        ("shooting", "ATTACK", None),
        ("wounded", "ATTACK", None),
        ("remand", "ARREST", None),
        ("bail", "RELEASE", None),
        ("warrant", "CHARGE", None),
        ("deployed", "RAID", None),
        ("gang war", "CLASH", None),
        ("vacuna", "EXTORTION", None),
        ("rescued", "RELEASE", None),
        ("enforced disappearance", "KIDNAPPING", None),
    ],
)
def test_forms_have_their_type(form: str, event_type: str, alternative: str | None) -> None:
    trigger = by_form(form)
    assert trigger.event_type == event_type
    assert alternative is None or alternative in trigger.alternatives


@pytest.mark.parametrize("participant", ["detainees", "kidnapper", "sicarios", "gunmen", "controls", "dominates"])
def test_participants_and_standing_control_are_no_triggers(participant: str) -> None:
    assert participant not in {form for trigger in knowledge.triggers() for form in trigger.forms}


@pytest.mark.parametrize(
    ("before", "form", "after", "excluded"),
    [
        ("the officer in", "charge", "of the case", True),
        ("a murder", "charge", "against him", False),
        ("tickets are free of", "charge", "", True),
        ("a", "shooting", "star", True),
        ("a", "shooting", "started", False),
        ("he died of a heart", "attack", "on Monday", True),
        ("the Heart", "attack", "", True),
        ("a cardiac", "arrest", "", True),
        ("", "arrest", "", False),
    ],
)
def test_not_when(before: str, form: str, after: str, excluded: bool) -> None:
    nouns = [t for t in knowledge.triggers() if form in t.forms]
    assert [trigger.excluded(before, after) for trigger in nouns] == [excluded]


def test_status_cues_fit_the_scheme() -> None:
    cues = knowledge.status_cues()
    assert {cue.status for cue in cues} == set(STATUSES) - {"asserted"}
    assert {cue.scope for cue in cues} == {"before", "after"}
    assert {(cue.cue, cue.status) for cue in cues} >= {
        ("allegedly", "alleged"),
        ("denied", "negated"),
        ("plans to", "prospective"),
        ("is known for", "generic"),
    }


def test_ambiguous_words_are_flagged() -> None:
    weapons = {term.term: term.ambiguous for term in knowledge.weapons()}
    drugs = {term.term: term.ambiguous for term in knowledge.drugs()}
    for word in ("arms", "shell", "round", "magazine", "club"):
        assert weapons[word], word
    for word in ("snow", "ice", "weed", "crack", "pot", "speed", "horse"):
        assert drugs[word], word
    for word in ("AK-47", "grenades", "improvised explosive devices", "machete", "car bombs"):
        assert not weapons[word], word
    for word in ("cocaine", "fentanyl", "marijuana", "drugs", "pink cocaine"):
        assert not drugs[word], word


def test_currencies_and_units_are_the_schemes() -> None:
    """Three capitals a code; units of annotation §4 only."""
    from pipeline.scheme import PLAIN_UNITS

    assert all(len(code) == 3 and code.isupper() for row in knowledge.currencies() for code in row.codes)
    assert {row.unit for row in knowledge.units()} <= set(PLAIN_UNITS)
    assert all(row.factor > 0 for row in knowledge.units())
    by_form = {form: row for row in knowledge.units() for form in row.forms}
    assert by_form["pounds"].factor == 0.45359237 and by_form["mile"].factor == 1.609344


def test_lists_of_between_articles_are_there_and_no_component_reads_them() -> None:
    from conftest import ROOT

    from pipeline.knowledge import BETWEEN_ARTICLES

    names = {path.name for path in (ROOT / "pipeline" / "knowledge").glob("*.csv")}
    assert names >= BETWEEN_ARTICLES
    for path in (ROOT / "pipeline" / "components").glob("*.py"):
        assert not [name for name in BETWEEN_ARTICLES if name.removesuffix(".csv") in path.read_text()], path
