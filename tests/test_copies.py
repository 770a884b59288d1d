"""Near-copies: one wire story as several papers print it, told from another story about the same."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.copies import BANDS, DAYS, bands, first_copy, near, shared

WIRE = (
    "Gunmen opened fire on a bar in the port city of Guayaquil late on Saturday, killing four people and wounding six, "
    "police said. Colonel Luis Vera told reporters that the attack was part of a dispute between Los Lobos and Los "
    "Tiguerones over the sale of drugs in the south of the city. Nobody has been arrested. A motorcycle that the "
    "attackers are thought to have used was found burned out near the Portete bridge on Sunday morning."
)
SAME = [
    WIRE,
    WIRE.upper(),  # set otherwise
    WIRE.replace(". ", ".\n\n"),
    WIRE.rsplit(". ", 1)[0] + ".",  # cut at the end
    "GUAYAQUIL, Feb 4 (Wire) - " + WIRE + " Ecuador has declared a state of emergency.",
]
OTHERS = [
    # The same happening, told by another.
    "Four people died when armed men attacked a nightspot in Guayaquil on Saturday night. Police blame a feud between "
    "two gangs, Los Lobos and Los Tiguerones, who fight for the city's south. Six people are in hospital.",
    # The next one: the same city and gangs.
    "Gunmen opened fire on a football pitch in Guayaquil on Tuesday, killing two boys, police said. Los Lobos are thought "
    "to have been looking for a man who sold drugs for Los Tiguerones. One suspect has been arrested.",
    "Short.",
    "",
]


@pytest.mark.parametrize("text", SAME, ids=["same", "capitals", "paragraphs", "cut", "more"])
def test_copies_meet_and_are_told(text: str) -> None:
    assert set(bands(text)) & set(bands(WIRE))
    assert first_copy(text, [("wire", WIRE)]) == "wire"


@pytest.mark.parametrize("text", OTHERS, ids=["another paper", "next day", "short", "empty"])
def test_others_are_none(text: str) -> None:
    assert first_copy(text, [("wire", WIRE)]) is None
    assert shared(text, WIRE) == shared(WIRE, text)


def test_the_first_is_the_one() -> None:
    assert first_copy(WIRE, [("other", OTHERS[0]), ("one", SAME[3]), ("two", WIRE)]) == "one"


def test_bands_are_the_same_everywhere() -> None:
    assert len(bands(WIRE)) == len(set(bands(WIRE))) == BANDS
    assert bands(WIRE) == bands(WIRE)
    assert bands("too short to tell") == []
    assert all(0 <= band < 2**64 for band in bands(WIRE))  # UBIGINT


def test_near_is_within_days() -> None:
    first, last = near(date(2024, 2, 6))
    assert (date(2024, 2, 6) - first).days == (last - date(2024, 2, 6)).days == DAYS
    assert near(None) == (date.min, date.max)
