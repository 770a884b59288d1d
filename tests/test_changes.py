"""What runs changed in facts, and what `blotter diff` makes of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.articles import Article
from pipeline.cli import main
from pipeline.rows import Rows, article_rows
from pipeline.scheme import Argument, Entity, Event, Extraction, Mention, NumberValue, Relation
from pipeline.store import Warehouse
from pipeline.warehouse.between_runs import Difference, Forgotten, NoSuchRun, difference, find_run
from pipeline.warehouse.correcting import Corrections
from pipeline.warehouse.storage import storage_of

pytestmark = pytest.mark.usefixtures("one_thread")

TEXT = "Los Pinos killed three men in Ostrava. Police arrested Jan Novak."
DAY = date(2025, 3, 17)


def extraction(text: str = TEXT, *, status: str = "asserted", low: float = 3, event: bool = True) -> Extraction:
    """The facts of ``TEXT``, with what the tests change."""

    def mention(key: str, words: str, label: str, entity: str | None = None) -> Mention:
        start = text.index(words)
        return Mention(key, start, start + len(words), words, label, entity, "model", 0.9)

    gang, men, town = (
        mention("m1", "Los Pinos", "GANG", "gang:los-pinos"),
        mention("m2", "three men", "PEOPLE"),
        mention("m3", "Ostrava", "GPE", "gpe:ostrava"),
    )
    three = mention("m4", "three", "CARDINAL")
    killed = text.index("killed")
    events = [
        Event("v1", "KILLING", killed, killed + 6, "killed", status, score=0.8, arguments=[Argument("AGENT", "m1"), Argument("PLACE", "m3")])
    ]  # fmt: skip
    return Extraction(
        text,
        [gang, men, town, three, mention("m5", "Jan Novak", "PERSON", "person:jan-novak")],
        [Entity("gang:los-pinos", "GANG", "Los Pinos"), Entity("gpe:ostrava", "GPE", "Ostrava"), Entity("person:jan-novak", "PERSON", "Jan Novak")],
        numbers=[NumberValue("m4", low, low, "count", measures="killed")],
        events=events if event else [],
        relations=[Relation("gang:los-pinos", "operates_in", "gpe:ostrava", start=gang.start, end=town.end)],
        relevance=0.9,
    )  # fmt: skip


class Runs:
    """Loads one article after the other, a run each."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.count = 0

    def load(self, facts: Extraction | None, article: str = "a1", **given: Any) -> str:
        """The run that stores an article with these facts, or without any."""
        self.count += 1
        with Warehouse.open(self.address) as store:
            run = store.start_run(extractor=f"model {self.count}", flow="ingest")
            read = Article(article, facts.text if facts else TEXT, "Raid", DAY, "en", "Paper", **given)
            store.load([self.rows(read, facts, run)], run_id=run)
            store.finish_run(run, "done", {})
            store.publish()
        return run

    def rows(self, read: Article, facts: Extraction | None, run: str) -> Rows:
        return article_rows(read, facts, run_id=run, extractor=f"model {self.count}", screened_out=facts is None)

    def changes(self, run: str) -> list[tuple[str, str]]:
        """What a run changed: table and change, but for the article's own row."""
        with storage_of(self.address).reader() as reader:
            query = "SELECT subject, change FROM changes WHERE run_id = ? AND subject <> 'articles' ORDER BY ALL"
            return reader.execute(query, [run]).fetchall()

    def difference(self, first: str | None, second: str, **options: Any) -> Difference:
        with storage_of(self.address).reader() as reader:
            return difference(reader, first, second, **options)


@pytest.fixture(params=["file", "lake"])
def runs(request: pytest.FixtureRequest, tmp_path: Path) -> Runs:
    return Runs(str(tmp_path / "w.duckdb") if request.param == "file" else f"ducklake:sqlite:{tmp_path}/lake.sqlite")


@pytest.fixture
def file_runs(tmp_path: Path) -> Runs:
    return Runs(str(tmp_path / "w.duckdb"))


def told(found: Difference) -> list[tuple[str, Any, Any]]:
    """Table, and before and after without where and in which sentence."""

    def bare(fact: dict[str, Any] | None) -> Any:
        return fact and {name: value for name, value in fact.items() if name not in ("start", "end", "sentence")}

    return [(row["subject"], bare(row["before"]), bare(row["after"])) for row in found.facts]


def test_what_is_new_or_the_same_changes_nothing(file_runs: Runs) -> None:
    first = file_runs.load(extraction())
    with storage_of(file_runs.address).reader() as reader:
        assert reader.execute("SELECT count(*) FROM changes").fetchone() == (0,)
    again = file_runs.load(extraction())
    assert file_runs.changes(again) == []
    found = file_runs.difference(first, again)
    assert (found.new, found.versions, found.summary, found.facts) == ([], [], [], [])


def test_a_fact_that_reads_otherwise_is_told_with_its_sentence(runs: Runs) -> None:
    first = runs.load(extraction())
    second = runs.load(extraction(status="alleged", low=4))
    assert runs.changes(second) == [
        ("events", "added"),
        ("events", "removed"),
        ("numbers", "added"),
        ("numbers", "removed"),
    ]
    found = runs.difference(first, second)
    events = [row for row in found.facts if row["subject"] == "events"]
    assert [(row["before"]["status"], row["after"]["status"]) for row in events] == [("asserted", "alleged")]
    assert events[0]["after"]["sentence"] == "Los Pinos killed three men in Ostrava."
    assert (events[0]["after"]["start"], events[0]["after"]["end"]) == (10, 16)
    summary = [
        (row["subject"], row["change"], row["field"], row["old"], row["new"], row["facts"]) for row in found.summary
    ]
    assert summary == [
        ("events", "changed", None, None, None, 1),
        ("events", "changed", "status", "asserted", "alleged", 1),
        ("numbers", "changed", None, None, None, 1),
        ("numbers", "changed", "high", None, None, 1),
        ("numbers", "changed", "low", None, None, 1),
    ]


def test_what_only_moves_does_not_change(file_runs: Runs) -> None:
    """A correction that adds a sentence at the front changes the article, and no fact of the others."""
    first = file_runs.load(extraction())
    second = file_runs.load(extraction("Corrected. " + TEXT))
    assert file_runs.changes(second) == []
    (version,) = file_runs.difference(first, second).versions
    assert list(version["became"]) == ["content"]


def test_what_comes_and_goes_in_between_cancels_out(file_runs: Runs) -> None:
    first = file_runs.load(extraction())
    second = file_runs.load(extraction(event=False))
    third = file_runs.load(extraction())
    assert told(file_runs.difference(first, third)) == []
    gone = {("event_arguments", "AGENT"), ("event_arguments", "PLACE"), ("events", None)}
    assert {
        (t, before.get("role")) for t, before, after in told(file_runs.difference(first, second)) if after is None
    } == gone
    assert {
        (t, after.get("role")) for t, before, after in told(file_runs.difference(None, third)) if before is None
    } == gone


def test_an_article_is_new_since_the_run_that_brought_it(file_runs: Runs) -> None:
    first = file_runs.load(extraction())
    second = file_runs.load(extraction(), "b2")
    third = file_runs.load(extraction(status="alleged"), "b2")
    fourth = file_runs.load(extraction(status="negated"), "b2")

    def seen(one: str | None, other: str) -> tuple[list[str], int]:
        found = file_runs.difference(one, other)
        return [row["article_id"] for row in found.new], found.articles

    assert seen(first, second) == (["b2"], 0)
    assert seen(first, third) == (["b2"], 0)
    assert seen(second, third) == ([], 1)
    assert seen(third, fourth) == ([], 1)
    assert seen(first, fourth) == (["b2"], 0)
    assert seen(None, first) == (["a1"], 0)


def test_an_article_that_is_screened_out_loses_its_facts(file_runs: Runs) -> None:
    first = file_runs.load(extraction())
    second = file_runs.load(None)
    found = file_runs.difference(first, second)
    assert found.versions[0]["became"] == {"status": ["extracted", "screened_out"]}
    assert {row["change"] for row in found.summary} == {"removed"} and len(found.facts) == 10


def test_judgements_hold_and_are_no_change_of_the_machine(file_runs: Runs) -> None:
    first = file_runs.load(extraction())
    with Warehouse.open(file_runs.address) as store:
        (event,) = store.connection.execute("SELECT event_id FROM events").fetchone()  # type: ignore[misc]
        Corrections(store, who="desk").reject(event, why="a film")
    second = file_runs.load(extraction(status="alleged"))
    with storage_of(file_runs.address).reader() as reader:
        assert reader.execute("SELECT count(*) FROM events").fetchone() == (0,)
        assert reader.execute("SELECT count(*) FROM rejected WHERE fact = 'events'").fetchone() == (1,)
    assert told(file_runs.difference(first, second)) == []


def test_an_article_and_a_number_of_articles_can_be_asked_for(file_runs: Runs) -> None:
    for article in ("a1", "b2", "c3"):
        first = file_runs.load(extraction(), article)
    for article in ("a1", "b2", "c3"):
        last = file_runs.load(extraction(status="alleged"), article)
    assert {row["article_id"] for row in file_runs.difference(first, last, article="b").facts} == {"b2"}
    some = file_runs.difference(first, last, most=2)
    assert ({row["article_id"] for row in some.facts}, some.articles) == ({"a1", "b2"}, 3)


def test_what_a_run_changed_long_ago_is_forgotten_and_said_to_be(runs: Runs) -> None:
    first, second, third = (runs.load(extraction(low=low)) for low in (3, 4, 5))
    with Warehouse.open(runs.address) as store:
        for run, days in ((first, 200), (second, 91), (third, 89)):
            at = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
            store.connection.execute("UPDATE runs SET started = ? WHERE run_id = ?", [at, run])
        store.vacuum()
        store.vacuum()  # what is forgotten already stays as it is
        store.publish()
    assert [fact[0] for fact in told(runs.difference(second, third))] == ["numbers"]
    assert runs.changes(second) == [("runs", "forgotten")]
    with pytest.raises(Forgotten, match=f"what run {second}.*90 days: name a later run"):
        runs.difference(first, third)


def test_runs_are_named_by_id_beginning_or_place(file_runs: Runs) -> None:
    names = [file_runs.load(extraction()) for _ in range(3)]
    with storage_of(file_runs.address).reader() as reader:
        assert [find_run(reader, name).run_id for name in ("last~2", "last~1", "last")] == names
        assert find_run(reader, names[0][:10]).run_id == names[0]
        for name, why in (("last~3", "has 3 runs"), ("zz", "no such run"), ("", "no such run")):
            with pytest.raises(NoSuchRun, match=why):
                find_run(reader, name)
        with pytest.raises(ValueError, match="name the earlier run first"):
            difference(reader, names[2], names[0])


def test_the_command_tells_people_and_programs(file_runs: Runs) -> None:
    file_runs.load(extraction())
    file_runs.load(replace(extraction(status="alleged")))
    runner = CliRunner()
    shown = runner.invoke(main, ["diff", "--warehouse", file_runs.address])
    assert shown.exit_code == 0, shown.output
    for line in (
        "events changed: 1",
        "  status asserted → alleged: 1",
        "  ~ event “killed”: status asserted → alleged",
        "Los Pinos killed three men",
    ):
        assert line in shown.output
    answer = json.loads(
        runner.invoke(main, ["diff", "last~1", "last", "--json", "--warehouse", file_runs.address]).output
    )
    assert [row["after"]["status"] for row in answer["facts"]] == ["alleged"] and answer["articles"] == 1
    wrong = runner.invoke(main, ["diff", "nothing", "--warehouse", file_runs.address])
    assert (wrong.exit_code, "no such run" in wrong.output) == (1, True)
