"""Date mentions resolved to days, counted from the publication date, and mentions that name no day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.components.date_resolution import resolve_date
from pipeline.components.dates import Dates

WEDNESDAY = date(2023, 9, 20)
ANCHOR = (date(2019, 3, 10), date(2019, 3, 10))

RESOLVED = [
    # days, months and years as the calendar names them
    ("Sept. 11, 2001", "2001-09-11"), ("20 September 2023", "2023-09-20"), ("August seventh, 1998", "1998-08-07"),
    ("the third of March", "2023-03-03"), ("September 2023", "2023-09-01/2023-09-30"), ("2019", "2019-01-01/2019-12-31"),
    ("May '98", "1998-05-01/1998-05-31"), ("Monday, Sept. 18, 2023", "2023-09-18"), ("2023-09-11", "2023-09-11"),
    ("21/09/2019", "2019-09-21"), ("3 de marzo de 2019", "2019-03-03"), ("marzo de 2019", "2019-03-01/2019-03-31"),
    # without a year: the latest one, or the next where that is much nearer
    ("April 7", "2023-04-07"), ("November 2", "2023-11-02"), ("April", "2023-04-01/2023-04-30"),
    ("early March", "2023-03-01/2023-03-31"), ("the end of March", "2023-03-31"),
    # a part of a month is ten days where the word says which, a part of a year three months, of a decade three or four years
    ("mid-May", "2023-05-11/2023-05-20"), ("late February", "2023-02-21/2023-02-28"), ("late October 2021", "2021-10-21/2021-10-31"),
    ("the first week of January", "2023-01-01/2023-01-07"), ("the last week of April", "2023-04-24/2023-04-30"),
    ("late 2007", "2007-10-01/2007-12-31"), ("early 2010", "2010-01-01/2010-03-31"), ("the end of 2014", "2014-12-01/2014-12-31"),
    ("the early 1990s", "1990-01-01/1993-12-31"), ("mid-1990s", "1994-01-01/1996-12-31"), ("the late 1980s", "1987-01-01/1989-12-31"),
    ("the first half of the 1990s", "1990-01-01/1994-12-31"), ("fiscal 2018", "2017-10-01/2018-09-30"),
    ("2012 or 2013", "2012-01-01/2013-12-31"), ("21 or 22 May", "2023-05-21/2023-05-22"),
    ("the year", "2023-01-01/2023-12-31"), ("the quarter", "2023-07-01/2023-09-30"), ("a century ago", "1923-01-01/1923-12-31"),
    # weekdays: the latest one, the day of publication included, unless a word says otherwise
    ("Monday", "2023-09-18"), ("Wednesday", "2023-09-20"), ("Thursday", "2023-09-14"), ("last Tuesday", "2023-09-19"),
    ("last Wednesday", "2023-09-13"), ("this Friday", "2023-09-22"), ("next Monday", "2023-09-25"),
    ("Monday last week", "2023-09-11"), ("Monday and Tuesday", "2023-09-18/2023-09-19"),
    # around the publication date
    ("yesterday", "2023-09-19"), ("today", "2023-09-20"), ("last week", "2023-09-11/2023-09-17"),
    ("earlier this week", "2023-09-18/2023-09-24"), ("next week", "2023-09-25/2023-10-01"),
    ("the weekend", "2023-09-16/2023-09-17"), ("last month", "2023-08-01/2023-08-31"),
    ("earlier this year", "2023-01-01/2023-12-31"), ("August last year", "2022-08-01/2022-08-31"),
    ("last year on October 7", "2022-10-07"), ("last July", "2022-07-01/2022-07-31"),
    # "last year" is a calendar year, "the last year" the one up to now
    ("last year", "2022-01-01/2022-12-31"), ("the last year", "2022-09-20/2023-09-20"),
    ("the past five years", "2018-09-20/2023-09-20"), ("the next six months", "2023-09-20/2024-03-20"),
    ("two days ago", "2023-09-18"), ("three months ago", "2023-06-01/2023-06-30"),
    ("four years ago", "2019-01-01/2019-12-31"),
    # counted back in more words
    ("two Fridays ago", "2023-09-08"), ("two Wednesdays ago", "2023-09-06"), ("the Friday before last", "2023-09-08"),
    ("the week before last", "2023-09-04/2023-09-10"), ("the weekend before last", "2023-09-09/2023-09-10"),
    ("a year ago to the day", "2022-09-20"), ("a week ago today", "2023-09-13"), ("a week ago last Tuesday", "2023-09-12"),
    ("two years ago on Friday", "2021-09-17"), ("a year ago this week", "2022-09-19/2022-09-25"),
    ("two and a half weeks ago", "2023-09-02/2023-09-03"), ("a week and a half ago", "2023-09-09/2023-09-10"),
    ("half a year ago", "2023-03-01/2023-03-31"), ("a year and a half ago", "2022-03-01/2022-03-31"),
    ("the thirteenth of last month", "2023-08-13"), ("the 6th of this month", "2023-09-06"),
    # ranges: what one end lacks the other gives
    ("March 3-5", "2023-03-03/2023-03-05"), ("March 3 to 5, 2020", "2020-03-03/2020-03-05"),
    ("12 and 15 November 2009", "2009-11-12/2009-11-15"), ("between March and June 2022", "2022-03-01/2022-06-30"),
    ("from 2004 to 2006", "2004-01-01/2006-12-31"), ("2019–21", "2019-01-01/2021-12-31"),
    ("April 2003 to June of this year", "2003-04-01/2023-06-30"), ("December to February", "2022-12-01/2023-02-28"),
    # decades, centuries, quarters, seasons, holidays
    ("the 1990s", "1990-01-01/1999-12-31"), ("the '80s", "1980-01-01/1989-12-31"),
    ("the 16th century", "1501-01-01/1600-12-31"), ("the first quarter of 2023", "2023-01-01/2023-03-31"),
    ("the first nine months of the year", "2023-01-01/2023-09-30"), ("the summer of 2019", "2019-06-01/2019-08-31"),
    ("Easter", "2023-04-09"), ("New Year's Day", "2024-01-01"), ("last Christmas", "2022-12-25"),
    # counted from what was named before
    ("the next day", "2019-03-11"), ("three days earlier", "2019-03-07"), ("two years later", "2021-01-01/2021-12-31"),
    ("the same day", "2019-03-10"), ("the night before", "2019-03-09"), ("four hours later", "2019-03-10"),
    ("the previous spring", "2018-03-01/2018-05-31"), ("this spring", "2023-03-01/2023-05-31"), ("the following month", "2019-04-01/2019-04-30"),
]  # fmt: skip
TIMES = [
    ("Tuesday night", "2023-09-19"), ("late Friday night", "2023-09-15"), ("3 a.m. Monday", "2023-09-18"),
    ("the early hours of Sunday", "2023-09-17"), ("around 5 p.m. on Sept. 12", "2023-09-12"), ("tonight", "2023-09-20"),
    ("last night", "2023-09-19"), ("between 2 a.m. and 4 a.m. on Sunday", "2023-09-17"),
    # a clock time alone is of the day named before
    ("10:15 p.m.", "2019-03-10"), ("17.05", "2019-03-10"), ("between six and seven in the morning", "2019-03-10"), ("ten", "2019-03-10"),
    ("7.45 last night", "2023-09-19"), ("overnight", "2023-09-19/2023-09-20"), ("overnight to Tuesday", "2023-09-18/2023-09-19"), ("the night to Friday", "2023-09-14/2023-09-15"), ("that night", "2019-03-10"), ("the next morning", "2019-03-11"),
]  # fmt: skip
UNRESOLVED = [
    # durations and habits
    "two years", "recent weeks", "the past few years", "five-day", "daily", "each year", "Mondays", "decades",
    # a stretch of a year whose days nobody could name
    "mid-2019", "early next year", "more than six weeks ago", "nearly two years ago", "two and a half days ago",
    # no day of the calendar
    "30 February 2020", "June 31", "the 31st of last June", "", "soon",
]  # fmt: skip


def iso(days: tuple[date, date] | None) -> str | None:
    if days is None:
        return None
    return days[0].isoformat() if days[0] == days[1] else f"{days[0]}/{days[1]}"


@pytest.mark.parametrize(("text", "expected"), RESOLVED)
def test_dates(text: str, expected: str) -> None:
    assert iso(resolve_date(text, WEDNESDAY, label="DATE", anchor=ANCHOR)) == expected


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times(text: str, expected: str) -> None:
    assert iso(resolve_date(text, WEDNESDAY, label="TIME", anchor=ANCHOR)) == expected


@pytest.mark.parametrize("text", UNRESOLVED)
def test_what_names_no_day_is_left_alone(text: str) -> None:
    assert resolve_date(text, WEDNESDAY, label="DATE", anchor=ANCHOR) is None


@pytest.mark.parametrize("text", ["Friday nights", "night", "11 minutes"])
def test_a_habit_or_a_while_is_no_day(text: str) -> None:
    assert resolve_date(text, WEDNESDAY, label="TIME", anchor=ANCHOR) is None


FIRST_HALF = (date(2023, 1, 1), date(2023, 6, 30))


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("the same months of 2022", FIRST_HALF, "2022-01-01/2022-06-30"),
        ("the same period of 2022", FIRST_HALF, "2022-01-01/2022-06-30"),
        ("a year earlier", FIRST_HALF, "2022-01-01/2022-06-30"),
        ("a year earlier", (date(2024, 2, 1), date(2024, 2, 29)), "2023-02-01/2023-02-28"),
        # a day has no period of its own
        ("a year earlier", ANCHOR, "2018-01-01/2018-12-31"),
        ("the year", (date(2019, 1, 1), date(2019, 12, 31)), "2019-01-01/2019-12-31"),
        # no day was named that it could follow
        ("the next day", FIRST_HALF, None),
    ],
)
def test_a_period_named_before(text: str, anchor: tuple[date, date], expected: str | None) -> None:
    assert iso(resolve_date(text, WEDNESDAY, label="DATE", anchor=anchor)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Friday", "2023-09-22"), ("Wednesday", "2023-09-20"), ("May", "2024-05-01/2024-05-31"), ("July 9", "2024-07-09")],
)
def test_the_future_is_the_next_one(text: str, expected: str) -> None:
    assert iso(resolve_date(text, WEDNESDAY, label="DATE", tense="future")) == expected


def test_a_conjunction_before_a_period_is_no_pointer(marked_doc: Callable[..., Doc]) -> None:
    doc = Dates()(marked_doc("It says that [between 2006 and 2014|DATE#d] he took bribes."))
    assert [(value["start"], value["end"]) for value in doc._.dates] == [("2006-01-01", "2014-12-31")]


def test_dawn_is_not_ahead(marked_doc: Callable[..., Doc]) -> None:
    doc = Dates()(marked_doc("Men fired at the shop before dawn on [Thursday|DATE#d].", published="2023-03-04"))
    assert [value["start"] for value in doc._.dates] == ["2023-03-02"]


@pytest.mark.parametrize("text", ["Monday", "yesterday", "last year", "April 7", "the next day", "10 p.m."])
def test_without_an_anchor_a_relative_date_is_unresolved(text: str) -> None:
    assert resolve_date(text, None, label="DATE") is None
    assert iso(resolve_date("3 May 1998", None, label="DATE")) == "1998-05-03"


PIECES = (
    "the last next this early mid past two 3 31 30 99 2019 0001 9999 March February feb. Monday week month years ago "
    "later century 21st of to - / and between ' night a.m. 12:30 Easter summer first half quarter"
)


@given(
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES.split()), max_size=7).map(" ".join)),
    st.one_of(st.none(), st.dates()),
    st.sampled_from(["DATE", "TIME"]),
    st.sampled_from([None, "past", "future"]),
)
def test_never_raises_and_starts_before_it_ends(
    text: str, published: date | None, label: str, tense: str | None
) -> None:
    days = resolve_date(text, published, label=label, tense=tense, anchor=ANCHOR)
    assert days is None or days[0] <= days[1]


# Published on Tuesday, 6 February 2024.
IN_CONTEXT = [
    # ahead: a word says so; behind: a verb of saying stands before, or nothing speaks for the future
    ("He will appear in court on [Friday|DATE#d].", ["2024-02-09"]),
    ("He appeared in court on [Friday|DATE#d].", ["2024-02-02"]),
    ("Police said [Friday|DATE#d] they will appeal.", ["2024-02-02"]),
    ("The hearing is set for [May|DATE#d].", ["2024-05-01/2024-05-31"]),
    ("Gangs set fire to a bus on [Friday|DATE#d].", ["2024-02-02"]),
    ("He is free until his sentencing [July 9|DATE#d].", ["2024-07-09"]),
    # what is to be, is aimed at or stands in a timetable lies ahead; what was done does not
    ("He is to present a plan on [Friday|DATE#d].", ["2024-02-09"]),
    ("Classes were to resume on [Friday|DATE#d].", ["2024-02-09"]),
    ("The bomb was to have been detonated on [Friday|DATE#d].", ["2024-02-09"]),
    ("Elections are on [Sunday|DATE#d].", ["2024-02-11"]),
    ("The session resumes on [Friday|DATE#d].", ["2024-02-09"]),
    ("The session resumed on [Friday|DATE#d].", ["2024-02-02"]),
    ("On [Friday|DATE#d] the Barracudas meet Nasinu.", ["2024-02-09"]),
    ("On [Friday|DATE#d] the Barracudas met Nasinu.", ["2024-02-02"]),
    ("A visit on [Friday|DATE#d] ended in a fight.", ["2024-02-02"]),
    ("In [July|DATE#d] 150 investigators are to deploy.", ["2024-07-01/2024-07-31"]),
    ("In [July|DATE#d] 150 investigators were deployed.", ["2023-07-01/2023-07-31"]),
    ("He could be charged as early as [Friday|DATE#d].", ["2024-02-09"]),
    ("The troops would be sent in on [Friday|DATE#d].", ["2024-02-09"]),
    ("They threatened to bomb it on [April 4|DATE#d].", ["2024-04-04"]),
    ("He called for calm on [Friday|DATE#d].", ["2024-02-02"]),
    ("He is to blame for the attack on [Friday|DATE#d].", ["2024-02-02"]),
    ("Troops moved to the border by [Friday|DATE#d].", ["2024-02-02"]),
    ("They passed a peace plan on [Friday|DATE#d] with 61 votes.", ["2024-02-02"]),
    ("They passed it with 61 votes on [Friday|DATE#d].", ["2024-02-02"]),
    ("They plan a joint sweep in [July|DATE#d].", ["2024-07-01/2024-07-31"]),
    ("On [Friday|DATE#d] he has a hearing.", ["2024-02-09"]),
    ("The vote on [Friday|DATE#d] was close.", ["2024-02-02"]),
    ("Before [August|DATE#d], he said, it was sold in drums.", ["2023-08-01/2023-08-31"]),
    ("It must be closed before [August|DATE#d].", ["2024-08-01/2024-08-31"]),
    ("The hunt continues for a man seen on [Friday|DATE#d].", ["2024-02-02"]),
    ("They threatened him on [Friday|DATE#d].", ["2024-02-02"]),
    ("They want every file opened by [April 4|DATE#d].", ["2024-04-04"]),
    ("Every file was opened by [April 4|DATE#d].", ["2023-04-04"]),
    ("He is flown out [Friday|DATE#d] unless a court objects.", ["2024-02-09"]),
    ("They had planned to rob it in [July|DATE#d].", ["2023-07-01/2023-07-31"]),
    ("He will look into the [Friday|DATE#d] attack.", ["2024-02-02"]),
    ("They pulled out of [Sunday|DATE#d]'s elections.", ["2024-02-11"]),
    ("They won [Sunday|DATE#d]'s elections.", ["2024-02-04"]),
    # a year or a word beside the mention
    ("It burned on [Tuesday|DATE#d], [January 23, 2024|DATE#e].", ["2024-01-23", "2024-01-23"]),
    ("It burned on [Monday|DATE#d], [January 23, 2024|DATE#e].", ["2024-02-05", "2024-01-23"]),
    ("On [January|DATE#d] 23 agents came.", ["2024-01-23"]),
    ("In [January|DATE#d] 23 agents came.", ["2024-01-01/2024-01-31"]),
    ("He was shot on [Memorial Day|DATE#d] of 2003.", ["2003-05-26"]),
    ("He fled in [2004|DATE#d]; [two years|DATE#e] later he was caught.", ["2004-01-01/2004-12-31", "2006-01-01/2006-12-31"]),
    ("It is not [1989|DATE#d], [the summer|DATE#e] of the riots.", ["1989-01-01/1989-12-31", "1989-06-01/1989-08-31"]),
    ("It began on [3 March 2019|DATE#d]. In [the four weeks|DATE#e] that followed they fled.", ["2019-03-03", "2019-03-03/2019-03-31"]),
    # a clock time is of the day beside it, then of the paragraph's
    ("It was [10:40 a.m.|TIME#t] on [Monday|DATE#d].", ["2024-02-05", "2024-02-05"]),
    ("On [Monday|DATE#d] they came. They left at [noon|TIME#t].", ["2024-02-05", "2024-02-05"]),
    ("On [Monday|DATE#d], the worst day since [2019|DATE#e], they left at [noon|TIME#t].",
     ["2024-02-05", "2019-01-01/2019-12-31", "2024-02-05"]),
    ("On [Monday|DATE#d] they came, as in [2019|DATE#e].\n\nShops close at [noon|TIME#t].", ["2024-02-05", "2019-01-01/2019-12-31"]),
    ("They slept outside [overnight|TIME#t].", ["2024-02-05/2024-02-06"]),
    ("The [overnight|TIME#t] attacks killed two.", []),
    # the day before counts for what follows
    ("He fled on [3 March 2019|DATE#d] and was caught [two days later|DATE#e] at [5 a.m.|TIME#t]",
     ["2019-03-03", "2019-03-05", "2019-03-05"]),
    # a live page: the clock time at the head of a paragraph is of the day of publication
    ("It began in [2019|DATE#d].\n\n[07:50|TIME#t] Shots were heard.", ["2019-01-01/2019-12-31", "2024-02-06"]),
    # a habit is no day
    ("They pay every [Sunday|DATE#d].", []),
    ("They pay on a [Sunday|DATE#d].", []),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), IN_CONTEXT)
def test_in_context(marked_doc: Callable[..., Doc], marked: str, expected: list[str]) -> None:
    doc = Dates()(marked_doc(marked))
    found = [f"{d['start']}/{d['end']}" if d["start"] != d["end"] else d["start"] for d in doc._.dates]
    assert found == expected


def test_dates_survive_bytes(marked_doc: Callable[..., Doc]) -> None:
    doc = Dates()(marked_doc("He fled on [Monday|DATE#d] and in [2019|DATE#e]."))
    assert len(doc._.dates) == 2
    assert Doc(doc.vocab).from_bytes(doc.to_bytes())._.dates == doc._.dates
