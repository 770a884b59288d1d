"""Links do not hang on the order in which Python happens to keep a set, and what is read once per article is read right."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys

import pytest

from pipeline.geo.atlas import candidates, distance_km, is_near
from pipeline.linking.sentences import Sentences, plain_word
from pipeline.linking.surroundings import _apposed, _titles_before, demonyms_in

# Two bodies whose names are the same, and the same in other words: which pair is met first is chance.
BODIES = """
from pipeline.linking.groups import compare_groups
from pipeline.linking.surroundings import Context, Local
from pipeline.linking.profiles import Profile
forms = {"Interior Ministry": 2, "Ministry of the Interior": 1, "Ministerio del Interior": 1, "Ministry of Interior": 1}
there = dict.fromkeys(("Ministerio del Interior", "Interior Ministry", "Ministry of the Interior"), 1)
where = Context(countries={"EC": 1.0})
link = compare_groups(Local("a", "b", "ORG", "Interior Ministry", forms, where), Profile("org:x", "ORG", "Ministerio del Interior", there, where))
print(link.score, link.reason)
"""


def test_reason_is_the_same_under_every_hash_seed() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", BODIES], env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout
        for seed in ("0", "1", "2")
    ]  # fmt: skip
    assert said == ["0.9 same name, both in one country\n"] * 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Venezuelan and two Colombians fled.", [(2, "VE"), (21, "CO")]),
        # The longest at a place, and not again what stands in it.
        ("South African police, American Samoan fishermen", [(0, "ZA"), (22, "AS")]),
        ("the Bosnian-Herzegovinian border", [(4, "BA")]),
        ("St. Lucian boats", [(0, "LC")]),
        # Part of a word is no demonym, nor is one in small letters.
        ("Peruvianism, Chilean_1, chilean wine", []),
        ("McChilean and Chilean's", [(14, "CL")]),
    ],
)
def test_demonyms_in_a_text(text: str, found: list[tuple[int, str]]) -> None:
    assert demonyms_in(text) == found


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("On Monday the crane driver ", ["crane driver"]),
        ("its spokesman, ", ["spokesman"]),
        ("the judge “", ["judge"]),
        ("a judge '\n", ["judge"]),
        # Nothing right before the name, or the sentence before.
        ("the judge", []),
        ("She was a judge! ", []),
        ("He became a teacher. ", []),
    ],
)
def test_title_before_a_name(text: str, title: list[str]) -> None:
    assert _titles_before(text) == title


def test_phrase_before_of() -> None:
    assert _apposed("Then the honest mayor of Melito, ") == ["honest mayor"]
    assert _apposed("Then the honest mayor of Melito, “") == ["honest mayor"]
    assert _apposed("Then the honest mayor of Melito ") == []


def sentences(text: str, **named: tuple[str, str]) -> Sentences:
    """The sentences of a text that names entities: id → (label, name), each at its every place."""
    places = {
        key: [at for at in range(len(text)) if text.startswith(name, at)] for key, (_, name) in named.items()
    }  # fmt: skip
    mentions = {
        key: [{"start_char": at, "end_char": at + len(named[key][1]), "text": named[key][1]} for at in found]
        for key, found in places.items()
    }
    return Sentences(text, mentions, {key: label for key, (label, _) in named.items()})


STORY = (
    "Smugglers rowed. Mina sold oysters while Caicedo forged passports. Dogs howled. Mina, no relation to the "
    "welder, vanished. Floods came. The Shottas burned barges."
)
NAMED = {"m": ("PERSON", "Mina"), "c": ("PERSON", "Caicedo"), "g": ("GANG", "Shottas")}


def test_sentences_about_an_entity() -> None:
    """Its own and those beside that name no other of its label; a gang is no other for a person."""
    read = sentences(STORY, **NAMED)
    assert read.about("m") == [0, 1, 2, 3, 4]
    assert read.about("c") == [0, 1, 2]
    assert read.about("g") == [4, 5]


def test_words_around_an_entity() -> None:
    """Not those of the sentence that tells it from another; the nearest words of two people are each one's own."""
    read = sentences(STORY, **NAMED)
    assert "welder" not in read.telling("m") | read.close("m")
    assert {"oyster", "forged", "howled"} <= read.telling("m") & read.telling("c")
    assert "oyster" in read.close("m") - read.close("c")
    assert "forged" in read.close("c") - read.close("m")


def test_word_that_tells_something() -> None:
    words = ["barges", "Barges", "the", "of", "glass", "café's"]
    assert [plain_word(word) for word in words] == ["barge", "", "", "", "glass", "cafe"]


@pytest.mark.parametrize("km", [15, 50, 60, 100, 350])
def test_near_by_latitude_is_near_by_distance(km: float) -> None:
    towns = [place for name in ("San José", "Valencia", "Santa Cruz", "Mendoza") for place in candidates(name)]
    pairs = list(itertools.combinations(towns, 2))
    assert [is_near(one, other, km) for one, other in pairs] == [
        distance_km(one.point, other.point) < km for one, other in pairs
    ]
