"""Whose country an article tells of where it names no place, and in which of those that it names something happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from pipeline.articles import Article
from pipeline.geo.home import country_in_name, country_in_title, country_of_source, country_told_of
from pipeline.gold import GoldArticle
from pipeline.incidents.happenings import reports_of
from pipeline.incidents.reported import Report
from pipeline.rows import article_rows

Gold = Callable[..., GoldArticle]


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("Tirana Evening Herald", "AL"),
        ("Ghana Police Service", "GH"),
        ("Spanish Tax Agency (press note)", "ES"),
        ("Port of Spain Morning Star", "TT"),
        ("Times of India", "IN"),
        # waters, languages, papers' words; a country that is a state of another, too
        ("Gulf of Guinea Monitor", None),
        ("Irish Sea Mail", None),
        ("Setouchi English Weekly", None),
        ("The Independent", None),
        ("Voice of America", None),
        ("The Georgia Voice", None),
        # two countries
        ("Paris and Berlin Review", None),
    ],
)
def test_a_source_is_called_after_its_country(source: str, country: str | None) -> None:
    assert country_in_name(source) == country


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("Honduras says five killed in prison", "HN"),
        ("Two held in Haitian capital", "HT"),
        ("Sri Lanka's navy finds a boat", "LK"),
        ("Chile sends back Bolivian prisoners", None),
        ("Five killed in prison", None),
    ],
)
def test_a_title_names_one_country(title: str, country: str | None) -> None:
    assert country_in_title(title) == country


def row(text: str, **fields: Any) -> dict[str, Any]:
    return {"text": text, "title": None, "source": None, "publisher_country": None} | fields


def test_a_country_is_told_of_by_its_authorities() -> None:
    assert country_told_of(row("South African police held two Nigerians. Nigerian students protested.")) == ("ZA", True)
    assert country_told_of(row("COLOMBO - A gunman fired at a kiosk.")) == ("LK", True)
    assert country_told_of(row("Former Argentine President Carlos Menem was charged.")) == ("AR", True)
    assert country_told_of(row("Five died.", title="Honduras counts its dead")) == ("HN", True)
    # help from abroad is told of late, and once
    late = f"Gangs hold the road. {'They take a toll. ' * 20}Kenyan police have promised to storm it."
    assert country_told_of(row(late)) == ("KE", False)
    # a man's people are not his whereabouts; of two countries neither
    assert country_told_of(row("A Nigerian man was held.")) == (None, False)
    assert country_told_of(row("Kenyan police and Tanzanian police met.")) == (None, False)


def test_the_list_of_sources_comes_before_their_names() -> None:
    assert country_of_source(row("", source="Tirana Evening Herald", publisher_country="XK")) == "XK"
    assert country_of_source(row("", source="Tirana Evening Herald")) == "AL"


@dataclass(frozen=True, slots=True)
class Place:
    country: str | None
    precision: str
    label: str = "GPE"
    region: str | None = None
    latitude: float | None = 1.0
    longitude: float | None = 1.0


PLACES = {"l1": Place("EC", "city"), "l2": Place("BE", "city"), "l3": Place("US", "country"), "l4": Place(None, "area")}


TOLD = "events:\n  v1: {status: asserted}\n"


def reports(article: GoldArticle, source: str | None = None) -> list[Report]:
    printed = Article("a", article.text, article.title, article.published, "en", source)
    rows = article_rows(printed, article.extraction, run_id="r", extractor="m")
    return reports_of(rows["articles"][0], rows, PLACES)


def report(article: GoldArticle, source: str | None = None) -> Report:
    [found] = reports(article, source)
    return found


@pytest.mark.parametrize(
    ("text", "country", "place"),
    [
        # where it came from is not where it was seized
        ("Officers [seized|SEIZURE#v1] a load from [Guayaquil|GPE#l1]. They work in [Antwerp|GPE#l2].", "BE", "l2"),
        ("Officers [seized|SEIZURE#v1] a load 5 km from [Guayaquil|GPE#l1]. They work in [Antwerp|GPE#l2].", "EC", "l1"),
        ("Belgian customs [seized|SEIZURE#v1] a load from [Guayaquil|GPE#l1].", "BE", None),
        # a government's name beside a noun is no place of something
        ("They [seized|SEIZURE#v1] what [U.S.|GPE#l3] officials had sought. All live in [Antwerp|GPE#l2].", "BE", "l2"),
        ("They [seized|SEIZURE#v1] it in the [U.S.|GPE#l3] on Monday, for men from [Antwerp|GPE#l2].", "US", "l3"),
        # no place at all
        ("Belgian police [seized|SEIZURE#v1] a load.", "BE", None),
        ("Police [seized|SEIZURE#v1] a load.", None, None),
    ],
)  # fmt: skip
def test_the_country_of_a_happening(gold: Gold, text: str, country: str | None, place: str | None) -> None:
    found = report(gold(text, TOLD))
    assert (found.country, found.place_id) == (country, place)


def test_a_sea_is_a_place_where_the_text_says_so(gold: Gold) -> None:
    text = "Belgian police [seized|SEIZURE#v1] a load on the [North Sea|LOC#l4]."
    found = report(gold(text, "events:\n  v1: {status: asserted, PLACE: l4}\n"))
    assert (found.country, found.place_id) == ("BE", "l4")
    assert report(gold(text, TOLD)).place_id is None


def test_a_place_of_another_happening_is_lent_as_a_guess(gold: Gold) -> None:
    """Two happenings of one article are mostly of one country and region; that they were in one town is not said."""
    text = (
        "Officers [seized|SEIZURE#v1] a load of cocaine in [Antwerp|GPE#l2] on [Monday|DATE#d1]. It was worth a million. It lay under fish. "
        "Two weeks later, on another ship, other officers [seized|SEIZURE#v2] ten kilos of heroin."
    )
    tail = (
        "dates:\n  d1: 2024-01-15\nevents:\n  v1: {status: asserted, PLACE: l2, TIME: d1}\n  v2: {status: asserted}\n"
    )
    first, second = reports(gold(text, tail))
    assert (first.country, first.place_id, first.precision) == ("BE", "l2", "city")
    assert (second.country, second.place_id, second.precision) == ("BE", "l2", "region")
    assert second.points == []


def test_a_publisher_says_least(gold: Gold) -> None:
    """Who reports from afar names what is there."""
    text = "Officers [seized|SEIZURE#v1] a load from [Guayaquil|GPE#l1]."
    assert report(gold(text, TOLD), "Tirana Evening Herald").country == "EC"
    assert report(gold("Officers [seized|SEIZURE#v1] a load.", TOLD), "Tirana Evening Herald").country == "AL"
