"""Short forms and spellings of given names: hits beside near-misses."""

from __future__ import annotations

import pytest

from pipeline.components.given_names import (
    are_spellings,
    borne_by,
    is_given_name,
    is_nickname,
    is_short_for,
    is_spanish,
    is_surname_first,
    look_alike,
)
from pipeline.knowledge import _rows, _values, fold


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        # by a list, in several languages; one short form of several names
        ("toy", "antonio", True), ("cadu", "eduardo", True), ("cadu", "carlos", True), ("gimi", "agim", True), ("sukhi", "sukhvir", True),
        ("beto", "roberto", True), ("beto", "alberto", True), ("beto", "antonio", False),
        # spellings, diminutives
        ("saleem", "salim", True), ("fernandinho", "fernando", True), ("rosita", "rosa", True), ("deano", "dean", True),
        # cut short, but not to another name; fond names of the Balkans and of Indonesia
        ("balta", "baltazar", True), ("moh", "mohammed", True), ("ana", "anastasia", False), ("jua", "juan", False),
        ("aca", "aleksandar", True), ("wawan", "setiawan", True),
        # another name, a woman's and a man's
        ("omid", "amir", False), ("ramona", "ramon", False), ("paolo", "paola", False), ("dino", "dina", False),
    ],
)  # fmt: skip
def test_short_forms(short: str, name: str, fits: bool) -> None:
    assert is_short_for(short, name) == fits


def test_spellings_are_of_one_name_both_ways() -> None:
    assert are_spellings("karim", "kareem") and are_spellings("kareem", "karim")
    assert not are_spellings("mario", "maria") and not are_spellings("paz", "pas")


def test_kinds_of_names() -> None:
    assert is_given_name("antonio") and is_given_name("saleem") and not is_given_name("riascos")
    assert is_nickname("gordo") and is_nickname("xordo") and not is_nickname("antonio")
    assert is_spanish("jhon") and not is_spanish("gjergj")


def test_who_bears_a_name() -> None:
    assert (borne_by("ana"), borne_by("fatima"), borne_by("luis"), borne_by("mehmed")) == (
        "woman",
        "woman",
        "man",
        "man",
    )
    assert (borne_by("andrea"), borne_by("wei"), borne_by("xyz")) == ("", "", "")  # both, in Chinese, unknown


def test_the_list_of_women_is_of_given_names() -> None:
    rows = _rows("women_names.csv")
    assert {row["borne_by"] for row in rows} == {"woman", "both"}
    assert [row["name"] for row in rows if not is_given_name(fold(row["name"]))] == []
    assert len({fold(row["name"]) for row in rows}) == len(rows)


def test_names_that_look_alike() -> None:
    assert look_alike("mohammed", "mohammad") and look_alike("jefferson", "yeferson")
    assert not look_alike("bob", "robert") and not look_alike("lakhi", "lakhbir")


def test_names_with_the_surname_first() -> None:
    assert is_surname_first(("chen", "wei", "ting")) and is_surname_first(("kim", "jong", "su"))
    assert not is_surname_first(("lee", "harvey", "mora")) and not is_surname_first(("kim", "anne", "smith"))


def test_the_list_is_folded_and_says_nothing_twice() -> None:
    rows = _rows("short_names.csv")
    assert len(rows) > 350
    assert [row["name"] for row in rows] == sorted({fold(row["name"]) for row in rows})
    assert all(row["name"] not in _values(row["names"]) for row in rows)
