"""Whether two names can be one: hits beside near-misses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.knowledge import fold
from pipeline.linking.names import (
    acronyms,
    common_names,
    core,
    fit,
    is_common,
    is_generic,
    keys,
    meaning,
    nickname_rarity,
    person_name,
    split_country,
    word_fit,
    world_bodies,
)

KNOWLEDGE = Path(__file__).resolve().parents[1] / "pipeline" / "knowledge"

PEOPLE = [
    # accents, romanisations, spellings of one register, short forms
    ("Hashim Thaci", "Hashim Thaçi", "same"),
    ("Mohamed El Amrani", "Muhammad Al-Amrani", "same"),
    ("Dawood Qureshi", "Daud Kureshi", "same"),
    ("Sergey Ivanov", "Sergei Ivanoff", "same"),
    ("Jhon Jairo Riascos", "John Jairo Riascos", "same"),
    ("Ron Pace", "Ronald Pace", "same"),
    ("Nguyễn Văn Tâm", "Nguyen Van Tam", "same"),
    # family name first, family name last; a nickname between the names
    ("Obiakor Chinedu", "Chinedu Obiakor", "same"),
    ("Tam Van Nguyen", "Nguyen Van Tam", "same"),
    ("Joaquín “El Chapo” Guzmán", "Joaquin Guzman", "same"),
    # short forms, other languages and other ways of writing
    ("Lola Castromil", "Dolores Castromil", "same"),
    ("Xosé Lamas", "José Lamas", "same"),
    ("Ciruzzo Ruoppolo", "Ciro Ruoppolo", "same"),
    ("Maxamed Xasan", "Mohammed Hassan", "same"),
    # two words or one; an initial of two letters
    ("Gholam-Reza Karimi", "Gholamreza Karimi", "same"),
    ("Abdul Rahman Khan", "Abdulrahman Khan", "same"),
    ("Reza Karimi", "Gholamreza Karimi", "clash"),
    ("Gj. Marku", "Gjergj Marku", "initials"),
    ("Dr. Marku", "Gjergj Marku", "clash"),
    # the second surname, a second given name or an initial left out
    ("Héctor Guerrero", "Héctor Guerrero Flores", "shorter"),
    ("Ezequiel Ferreyra", "Ramón Ezequiel Ferreyra", "shorter"),
    ("J. L. Borja", "Juan Luis Borja", "initials"),
    ("Juan L. Borja", "Juan Luis Borja", "same"),
    ("Mohamed El A.", "Mohamed El Amrani", "initials"),
    # one letter
    ("Edivaldo Ribeira", "Edivaldo Ribeiro", "misspelt"),
    ("Agim Hoxha", "Agim Hoxhaj", "misspelt"),
    # one name alone tells nobody
    ("Guerrero", "Héctor Guerrero Flores", "part"),
    ("Jhon Jairo", "Jhon Jairo Riascos", "part"),
    # three words of which no custom swaps two: two people; the family name first or last, and all turned round, are customs
    ("José Luis Paz", "Luis José Paz", "clash"),
    ("Tran Duc Minh", "Tran Minh Duc", "clash"),
    ("José Luis Paz", "Paz José Luis", "same"),
    ("Nguyen Van Tam", "Tam Van Nguyen", "same"),
    # near-misses: another second surname, generation, given name, man and woman
    ("Percy Huamán Quispe", "Percy Huamán Rojas", "clash"),
    ("Ronald Pace Jr.", "Ronald Pace Sr.", "clash"),
    ("Valdir Santos Filho", "Valdir Santos Neto", "clash"),
    ("Ramon Dizon II", "Ramon Dizon Jr.", "clash"),
    ("Ramon Dizon III", "Ramon Dizon IV", "clash"),
    ("Mohammed Salim Zubiri", "Mahmoud Salim Zubiri", "clash"),
    ("Goran Kovačević", "Dragan Kovačević", "clash"),
    ("Juan Bautista Rosales", "Juan Bautista Rosario", "clash"),
    ("Nguyen Van Tam", "Nguyen Van Minh", "clash"),
    ("Mario Rossi", "Maria Rossi", "clash"),
    ("Ana Paz", "Luis Mora", "none"),
]


@pytest.mark.parametrize(("one", "other", "kind"), PEOPLE)
def test_names_of_people(one: str, other: str, kind: str) -> None:
    assert fit(person_name(one), person_name(other)).kind == kind
    assert fit(person_name(other), person_name(one)).kind == kind


@pytest.mark.parametrize(
    ("one", "other", "kind"), [row for row in PEOPLE if row[2] in ("same", "shorter", "initials", "misspelt")]
)
def test_names_that_can_be_one_share_a_key(one: str, other: str, kind: str) -> None:
    assert keys("PERSON", [one]) & keys("PERSON", [other])


def test_keys_are_few_and_keep_others_away() -> None:
    assert len(keys("PERSON", ["Jhon Jairo Riascos Mina"])) <= 14
    # one name alone finds its bearers; of two full names only a rare one does
    assert keys("PERSON", ["Riascos"], asked=True) & keys("PERSON", ["Jhon Jairo Riascos Mina"])
    assert keys("PERSON", ["Pookie Tolliver"], asked=True) & keys("PERSON", ["Willie Tolliver", "Pookie"])
    assert not keys("PERSON", ["Luis Garcia"], asked=True) & keys("PERSON", ["Ana Garcia"])
    assert not keys("PERSON", ["Ana Paz"]) & keys("PERSON", ["Luis Mora"])
    # a nickname is found by itself, with or without its article
    assert keys("PERSON", ["El Mocho"]) & keys("PERSON", ["Edwin Cuero", "Mocho"])


@pytest.mark.parametrize(
    ("text", "words", "generation", "nicknames", "article"),
    [
        ("Ronald Tyree Pace Jr.", ("ronald", "tyree", "pace"), "jr", (), False),
        ("Edivaldo Ribeiro dos Santos", ("edivaldo", "ribeiro", "santos"), "", (), False),
        ("Agim \"Gimi\" Hoxha", ("agim", "hoxha"), "", ("gimi",), False),
        ("J.J. Riascos", ("j", "j", "riascos"), "", (), False),
        ("Obiakor E.", ("obiakor", "e"), "", (), False),
        ("El Gordo", ("gordo",), "", (), True),
        ("U Nonnu", ("nonnu",), "", (), True),
        # what is said before one name is no name; but a man can be called Don
        ("Don Ramón", ("ramon",), "", (), False),
        ("Don Neto", ("neto",), "", (), False),
        ("Miss Ionie", ("ionie",), "", (), False),
        ("Don García", ("don", "garcia"), "", (), False),
    ],
)  # fmt: skip
def test_parts_of_a_name(
    text: str, words: tuple[str, ...], generation: str, nicknames: tuple[str, ...], article: bool
) -> None:
    name = person_name(text)
    assert (name.words, name.generation, name.nicknames, name.article) == (words, generation, nicknames, article)


def test_rare_names_tell_more() -> None:
    rare, common = (
        fit(person_name("Wolmar Zubizarretagoiti"), person_name("Wolmar Zubizarretagoiti")),
        fit(person_name("Juan Pérez"), person_name("Juan Perez")),
    )
    assert rare.rarity > 2 * common.rarity
    assert (
        is_common(person_name("Mohammed Ali"))
        and is_common(person_name("John Smith"))
        and not is_common(person_name("Chinedu Obiakor"))
    )
    assert nickname_rarity("gordo") < nickname_rarity("afweyne")


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [("mohamed", "muhammad", 1, 1), ("kovacevic", "kovacevich", 0.9, 1), ("j", "juan", 0.5, 0.5), ("ribeiro", "ribeira", 0.6, 0.6),
     ("mora", "moro", 0, 0.6), ("paz", "pas", 0, 0), ("mario", "maria", 0, 0),
     # two names of our lists are two, however like
     ("mohamed", "mahmoud", 0, 0), ("hassan", "hussein", 0, 0), ("zhang", "zheng", 0, 0), ("muhammad", "mohamed", 1, 1)],
)  # fmt: skip
def test_words_of_names(one: str, other: str, least: float, most: float) -> None:
    assert least <= word_fit(one, other) <= most


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("First Capital Command", "Primeiro Comando da Capital"), ("Red Command", "Comando Vermelho"),
        ("Interior Ministry", "Ministerio del Interior"), ("Ministry of Internal Affairs", "Ministry of the Interior"),
        ("Justice Ministry", "Federal Public Service Justice"), ("Policía Nacional", "National Police"),
        ("Attorney General's Office", "Fiscalía General de la Nación"),
    ],
)  # fmt: skip
def test_one_meaning_in_two_languages(one: str, other: str) -> None:
    assert set(meaning(one)) == set(meaning(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ministry of Justice", "Ministry of the Interior"), ("National Police", "National Guard"), ("Los Pulpos", "Los Pulpitos"),
     ("Los Choneros", "Los Choneritos"), ("Supreme Court", "District Court")],
)  # fmt: skip
def test_other_meanings(one: str, other: str) -> None:
    assert core(one) != core(other)


def test_head_words_and_articles_can_be_left_out() -> None:
    assert core("Kinahan cartel") == core("Kinahan Organised Crime Group") == core("the Kinahan gang")
    assert core("Škaljari clan") == core("Škaljari") and core("Los Shottas") == core("Shottas")
    assert core("the Gang") == {"gang"}


def test_a_country_in_a_name() -> None:
    assert split_country("Honduran National Police") == ("national police", "HN")
    assert split_country("Policía Nacional de Honduras") == ("policia nacional", "HN")
    assert split_country("Dominican National Police")[1] == "DO"
    assert split_country("Essex Police") == ("essex police", None)
    assert split_country("Nigeria") == ("nigeria", None)  # a country is not a body of one


def test_generic_bodies() -> None:
    assert all(
        is_generic(name)
        for name in (
            "National Police",
            "Ministry of Justice",
            "Supreme Court",
            "Haitian National Police",
            "Attorney General's Office",
        )
    )
    assert not any(is_generic(name) for name in ("Springfield Police Department", "Royal Antwerp", "FBI", "Q Company"))


def test_acronyms() -> None:
    assert "pcc" in acronyms("Primeiro Comando da Capital") & acronyms("PCC")
    assert acronyms("F.B.I.") == {"fbi"} and not acronyms("Interpol")
    assert world_bodies()["UN"] == world_bodies()[fold("United Nations")] == "United Nations"


@pytest.mark.parametrize("name", ["common_names", "name_variants", "translations", "occupations"])
def test_every_fact_has_a_source_and_stands_once(name: str) -> None:
    with (KNOWLEDGE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert len(rows) > 150 and all(row["source"] for row in rows)
    keyed = [tuple(value for key, value in row.items() if key not in ("source", "tier")) for row in rows]
    assert len(set(keyed)) == len(keyed)


def test_common_names_are_of_many_cultures() -> None:
    assert {"given", "family"} == set().union(*common_names().values())
    for name in (
        "mohammed",
        "nguyen",
        "singh",
        "garcia",
        "silva",
        "smith",
        "ivanov",
        "wang",
        "santos",
        "hoxha",
        "okafor",
        "rossi",
    ):
        assert name in common_names(), name
