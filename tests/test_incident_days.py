"""Whose date it is, and what is said of another case: of the act, of the crime behind it, of what somebody said. Near-misses beside the hits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.articles import Article
from pipeline.gold import GoldArticle
from pipeline.incidents.asides import aside_of, asides, without_asides
from pipeline.incidents.happenings import reports_of
from pipeline.incidents.reported import Report
from pipeline.rows import article_rows, sentence_starts

Gold = Callable[..., GoldArticle]
MONDAY, SUNDAY, OLD = date(2024, 2, 5), date(2024, 2, 4), date(2022, 8, 18)


def first_days(article: GoldArticle) -> dict[str, tuple[date | None, date | None]]:
    """Family → first and last day of its report."""
    return {found.family: (found.first_day, found.last_day) for found in reports(article)}


def reports(article: GoldArticle) -> list[Report]:
    source = Article("a", article.text, article.title, article.published, "en", article.source)
    rows = article_rows(source, article.extraction, run_id="r", extractor="m")
    return reports_of(rows["articles"][0], rows, {})


def dated(day: str, *events: str) -> str:
    """The tail of a gold file: ``d1`` is a day, and the time of each event named."""
    return f"dates:\n  d1: {day}\nevents:\n" + "".join(f"  {event}\n" for event in events)


@pytest.mark.parametrize(
    ("text", "crime", "act"),
    [
        # of the act that stands by it, though the extractor gives it to the crime too
        ("A court on [Monday|DATE#d1] [sentenced|SENTENCE#v1] a man to life for the [murder|KILLING#v2] of a bookkeeper.", None, MONDAY),
        ("On [Monday|DATE#d1] the one who [shot|ATTACK#v2] him, a pupil, was [convicted|SENTENCE#v1].", None, MONDAY),
        # near-misses: the crime's own date, beside it or in its clause
        ("A court [sentenced|SENTENCE#v1] a man to life for the [murder|KILLING#v2] on [Monday|DATE#d1] of a bookkeeper.", MONDAY, MONDAY),
        ("He [killed|KILLING#v2] a driver in the northern quarter on [Monday|DATE#d1] and was [jailed|SENTENCE#v1].", MONDAY, MONDAY),
        # what comes after an act, and is not what it is about; what happened while it was done
        ("On [Monday|DATE#d1] he was [convicted|SENTENCE#v1] at last, went home and [killed|KILLING#v2] a driver.", MONDAY, MONDAY),
        ("The last were [killed|KILLING#v2] when the judge [sentenced|SENTENCE#v1] their chief about nightfall on [Monday|DATE#d1].", MONDAY, MONDAY),
    ],
)  # fmt: skip
def test_a_date_is_of_the_act_and_not_of_the_crime_behind_it(
    gold: Gold, text: str, crime: date | None, act: date
) -> None:
    tail = dated("2024-02-05", "v1: {status: asserted, TIME: d1}", "v2: {status: asserted, TIME: d1}")
    found = first_days(gold(text, tail))
    assert (found["violence"][0], found["sentence"][0]) == (crime, act)


@pytest.mark.parametrize(
    ("text", "crime", "act"),
    [
        ("Detectives have [arrested|ARREST#v1] a man over the [2022|DATE#d1] [shooting|ATTACK#v2] of a clerk.", OLD, None),
        ("One of the men who [fled|ESCAPE#v2] from custody on [18 August 2022|DATE#d1] has been [caught|ARREST#v1].", OLD, None),
        # of a later crime it says nothing
        ("A man was [arrested|ARREST#v1] in the old port in [2022|DATE#d1] and had [robbed|ROBBERY#v2] a shop.", OLD, OLD),
        # near-miss: no verb comes after the date
        ("A man who [fled|ESCAPE#v2] from custody was [caught|ARREST#v1] on [18 August 2022|DATE#d1].", None, OLD),
    ],
)  # fmt: skip
def test_a_date_of_long_ago_is_of_the_crime_and_not_of_the_arrest(
    gold: Gold, text: str, crime: date | None, act: date | None
) -> None:
    tail = dated("2022-08-18", "v1: {status: asserted, TIME: d1}", "v2: {status: asserted, TIME: d1}")
    found = first_days(gold(text, tail))
    police, (other, _) = found.pop("police"), *found.values()
    assert (other, police[0]) == (crime, act)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # what was made known on a day happened on it or shortly before
        ("The army said on [Monday|DATE#d1] it had [killed|KILLING#v1] two gunmen.", (date(2024, 2, 3), MONDAY)),
        ("On [Monday|DATE#d1] they admitted that a prisoner had been [killed|KILLING#v1].", (date(2024, 2, 3), MONDAY)),
        ("Gunmen [killed|KILLING#v1] a driver on [Monday|DATE#d1], police said.", (MONDAY, MONDAY)),
        ("The army said [Monday|DATE#d1]'s [attack|ATTACK#v1] killed nobody.", (MONDAY, MONDAY)),
        ("It is said that on [Monday|DATE#d1] gunmen [robbed|ROBBERY#v1] a driver.", (MONDAY, MONDAY)),
        ("Since [Monday|DATE#d1], when gunmen [robbed|ROBBERY#v1] a driver, all is quiet.", (MONDAY, MONDAY)),
        # of another case, or the beginning of a stretch; who is held was taken then
        ("A driver has been [held|KIDNAPPING#v1] since [Monday|DATE#d1].", (MONDAY, MONDAY)),
        ("The [killing|KILLING#v1] resembles that of [Monday|DATE#d1].", (None, None)),
        ("Gunmen have [robbed|ROBBERY#v1] a driver, the first since [Monday|DATE#d1].", (None, None)),
        ("Gunmen [killed|KILLING#v1] a driver on the evening of [Monday|DATE#d1].", (MONDAY, MONDAY)),
    ],
)
def test_a_date_of_saying_or_of_another_case(gold: Gold, text: str, days: tuple[date | None, date | None]) -> None:
    [found] = first_days(gold(text, dated("2024-02-05", "v1: {status: asserted, TIME: d1}"))).values()
    assert found == days


def test_an_offer_is_made_on_the_day_it_is_announced(gold: Gold) -> None:
    """Where making known is the deed, the day of saying is its day."""
    text = "Police announced on [Monday|DATE#d1] a [reward|REWARD#v1] of 5,000 dollars for information."
    [found] = first_days(gold(text, dated("2024-02-05", "v1: {status: asserted, TIME: d1}"))).values()
    assert found == (MONDAY, MONDAY)


def test_a_date_that_is_not_the_crimes_goes_to_the_act(gold: Gold) -> None:
    """Taken from the crime, a date is still free for the act that stands by it."""
    text = (
        "A court on [Monday|DATE#d1] [sentenced|SENTENCE#v1] a man to life for the [murder|KILLING#v2] of a bookkeeper."
    )
    tail = dated("2024-02-05", "v1: {status: asserted}", "v2: {status: asserted, TIME: d1}")
    assert first_days(gold(text, tail)) == {"sentence": (MONDAY, MONDAY), "violence": (None, None)}


# what is only compared


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("this escape is unrelated to that of last week in lusikisiki, says a captain.", " that of last week in lusikisiki"),
        ("police have not tied the abduction to the taking of truckers in ghotki.", " the taking of truckers in ghotki"),
        ("the raid resembles one in pharr but was bigger.", " one in pharr"),
        # near-misses: a link that is asserted; a denial of something else
        ("police have tied the abduction to the taking of truckers in ghotki.", None),
        ("the gunmen were not seen before the shooting in ghotki.", None),
    ],
)  # fmt: skip
def test_asides(text: str, aside: str | None) -> None:
    found = [text[start:end] for start, end in asides(text, sentence_starts(text))]
    assert found == ([aside] if aside else [])


def test_a_stretch_is_told_without_its_asides() -> None:
    parts = [(10, 20), (30, 40)]
    assert without_asides((0, 50), parts, []) == [(0, 10), (20, 30), (40, 50)]
    assert without_asides((15, 35), parts, []) == [(20, 30)]
    # what happened in the aside is told there
    assert without_asides((0, 50), parts, [12]) == [(0, 30), (40, 50)]
    assert (aside_of(parts, 10), aside_of(parts, 20)) == ((10, 20), None)


def test_names_of_the_other_case_are_not_those_of_the_one_told(gold: Gold) -> None:
    text = (
        "[Gunmen|PEOPLE#x1] [abducted|KIDNAPPING#v1] three brothers in [Kashmore|GPE#l1] on Monday. "
        "Police have not tied the [abduction|KIDNAPPING#v2] to the taking of truckers near [Ghotki|GPE#l2]."
    )
    tail = "events:\n  v1: {status: asserted, AGENT: x1, PLACE: l1}\n  v2: {status: asserted, PLACE: l2}\n"
    assert [found.where for found in reports(gold(text, tail))] == [["kashmore"]]
