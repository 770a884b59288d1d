"""What an article tells of a happening with other words than the extractor's: cues, other senses of a word, days told from afar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pipeline.articles import Article
from pipeline.gold import GoldArticle
from pipeline.incidents.cues import find_cues, is_cue, read_cues
from pipeline.incidents.happenings import reports_of
from pipeline.incidents.matching import compare, window
from pipeline.incidents.readings import kind_of, topics_of
from pipeline.incidents.reported import FAMILIES, Report
from pipeline.incidents.score import neighbours
from pipeline.rows import Row, article_rows, sentence_starts
from pipeline.scheme import EVENT_TYPES

Gold = Callable[..., GoldArticle]


def reports(article: GoldArticle, identifier: str = "a") -> list[Report]:
    source = Article(identifier, article.text, article.title, article.published, "en", article.source)
    rows = article_rows(source, article.extraction, run_id="r", extractor="m")
    return reports_of(rows["articles"][0], rows, {})


def cues(text: str, *events: tuple[str, str]) -> list[tuple[str, str]]:
    """The cues of a text in which these words are events already."""
    told: list[Row] = [
        {"type": kind, "start_char": text.index(word), "end_char": text.index(word) + len(word)}
        for kind, word in events
    ]
    named: list[Row] = [{"label": "PERSON", "start_char": text.index("Nelson")}] if "Nelson" in text else []
    return [(row["type"], row["trigger"]) for row in find_cues(text, sentence_starts(text), named, told, FAMILIES)]


def test_the_list_of_cues_is_whole() -> None:
    assert {cue.type for cue in read_cues()} <= set(EVENT_TYPES)
    assert all(words == words.lower().strip() and words for cue in read_cues() for words in cue.words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a word that means the deed only beside others
        ("His brother Nelson was sent to Florida in August. The extradition was a surprise.", [("EXTRADITION", "sent")]),
        ("His brother Nelson was sent to Florida in August. The holiday was a surprise.", []),
        ("Customs found 800 kilos of cocaine in a lorry.", [("SEIZURE", "found")]),
        ("Customs found the driver asleep in a lorry.", []),
        ("The court gave him eleven years over casinos.", [("SENTENCE", "gave")]),
        ("The court gave him a glass of water.", []),
        # one that needs nothing else
        ("Four men were nabbed at dawn.", [("ARREST", "nabbed")]),
        # a name, a denial, a plan
        ("The Nabbed Foundation paid.", []),
        ("They were never nabbed.", []),
        ("They will be nabbed.", []),
    ],
)  # fmt: skip
def test_cues_need_their_company(text: str, found: list[tuple[str, str]]) -> None:
    assert cues(text) == found


def test_a_cue_beside_an_event_of_its_kind_is_one_only_if_set_apart() -> None:
    text = "Customs seized 900 kilos of cocaine{} a bigger catch at the northern port."
    assert cues(text.format(", two days after"), ("SEIZURE", "seized")) == [("SEIZURE", "catch")]
    assert cues(text.format(", and called it"), ("SEIZURE", "seized")) == []


def test_a_report_can_rest_on_a_cue_alone(gold: Gold) -> None:
    [found] = reports(gold("Three suspects were nabbed in the hills on [Monday|DATE#d1].", "dates:\n  d1: 2024-02-05"))
    assert (found.types, found.event_ids, found.cues) == (["ARREST"], [], ["20-26"])
    assert found.first_day == date(2024, 2, 5)
    assert found.report_id != reports(gold("Three suspects were nabbed."), "b")[0].report_id


def test_cues_and_events_of_one_happening_are_one_report(gold: Gold) -> None:
    text = "[Gunmen|PEOPLE#x1] [shot|ATTACK#v1] [two men|PEOPLE#x2]. One of the men succumbed in hospital."
    [found] = reports(gold(text, "events:\n  v1: {status: asserted, AGENT: x1, TARGET: x2}"))
    assert (found.types, len(found.event_ids), len(found.cues)) == (["ATTACK", "KILLING"], 1, 1)
    assert not any(map(is_cue, found.event_ids))


# a plan told of afterwards is a fact
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He was in court four days after his [extradition|EXTRADITION#v1].", 1),
        ("That [extradition|EXTRADITION#v1] taught us.", 1),
        ("He is fighting his [extradition|EXTRADITION#v1].", 0),
        ("His [extradition|EXTRADITION#v1] is planned for May.", 0),
        ("They seek the [extradition|EXTRADITION#v1].", 0),
    ],
)
def test_what_was_taken_for_a_plan(gold: Gold, text: str, told: int) -> None:
    assert len(reports(gold(text, "events:\n  v1: {status: prospective}"))) == told


@pytest.mark.parametrize(
    ("kind", "trigger", "text", "targets", "meant"),
    [
        ("SEIZURE", "seized", "Two men seized the trader. A ransom was asked.", ["PERSON"], "KIDNAPPING"),
        ("SEIZURE", "recovered", "The hostages were recovered.", ["PEOPLE"], "RELEASE"),
        ("SEIZURE", "seized", "Police seized cocaine. No hostage was there.", ["DRUG"], "SEIZURE"),
        ("ARREST", "held up", "The shop was held up.", [], "ROBBERY"),
        ("ARREST", "interception", "The interception of 88 bricks of cocaine.", [], "SEIZURE"),
        ("ARREST", "held", "Two men were held with cocaine.", ["PEOPLE"], "ARREST"),
        ("RAID", "raided", "Robbers raided the bank.", [], "ROBBERY"),
        ("RAID", "stormed", "Hitmen stormed the tavern.", [], "ATTACK"),
        ("RAID", "raided", "Police raided the bank after the robbery.", [], "RAID"),
        ("DEPORTATION", "put on the plane", "He was put on the plane. The extradition took a year.", [], "EXTRADITION"),
        ("DEPORTATION", "deported", "He was deported.", [], "DEPORTATION"),
    ],
)  # fmt: skip
def test_a_word_in_another_sense(kind: str, trigger: str, text: str, targets: list[str], meant: str) -> None:
    sentence = text.lower().partition(". ")[0]
    assert kind_of(kind, trigger, sentence=sentence, targets=targets, topics=topics_of(text.lower())) == meant


def test_days_are_counted_from_a_happening_of_another_kind(gold: Gold) -> None:
    text = "The baker was [freed|RELEASE#v1] on [Saturday|DATE#d1], four days after his [abduction|KIDNAPPING#v2]."
    article = gold(
        text, "dates:\n  d1: 2024-02-03\nevents:\n  v1: {status: asserted, TIME: d1}\n  v2: {status: asserted}"
    )
    freed, taken = reports(article)
    assert (freed.family, freed.first_day) == ("release", date(2024, 2, 3))
    assert (taken.family, taken.first_day) == ("violence", date(2024, 1, 30))


def test_weeks_ago_are_rounded(gold: Gold) -> None:
    text = "A man was [shot|ATTACK#v1] [two weeks ago|DATE#d1]."
    [found] = reports(gold(text, "dates:\n  d1: 2024-02-05\nevents:\n  v1: {status: asserted, TIME: d1}"))
    assert (found.first_day, found.last_day) == (date(2024, 2, 4), date(2024, 2, 6))


def report(identifier: str, **fields: object) -> Report:
    given = Report(f"r{identifier}", identifier, "violence", ["KILLING"], [f"e{identifier}"])
    given.first_day = given.last_day = given.published = date(2024, 5, 14)
    return replace(given, **fields)  # type: ignore[arg-type]


def test_reports_laid_in_two_countries_meet_by_a_telling_name() -> None:
    there = report("a", country="PE", countries=["PE"], keys=["0000abcd"])
    wrong = report("b", country="DO", countries=["DO"])
    assert not neighbours(there, wrong)
    assert neighbours(there, replace(wrong, keys=["0000abcd", "00000001"]))


def test_the_days_that_an_article_names_count_beside_the_one_it_was_given() -> None:
    first = report("a", published=date(2024, 4, 23), first_day=date(2024, 4, 23), last_day=date(2024, 4, 23))
    later = report("b", published=date(2024, 5, 30), first_day=date(2024, 5, 28), last_day=date(2024, 5, 28))
    named = replace(later, dates=["2024-04-23", "2024-05-28"])
    assert compare(first, named).score > compare(first, later).score
    assert "many days apart" in compare(first, later).reason
    # near-miss: the day of another happening of the same article
    assert compare(first, replace(named, other_days=["2024-04-23"])).score <= compare(first, later).score
    # a wrong day of a report keeps none away that is near its publication
    assert window(later)[0] <= date(2024, 4, 23)
