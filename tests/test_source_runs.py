"""How sources are, run by run: tallies that are true to the last article, and the states that follow from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import hostile_web as web
import pytest
import yaml
from click.testing import CliRunner
from conftest import small_model
from hostile_web import Site, feed, item, page

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect.client.orchestration import get_client  # noqa: E402

import flows.extracting  # noqa: E402
from flows.ingest import ingest_and_extract, run_ingest  # noqa: E402
from flows.retry import run_retry  # noqa: E402
from pipeline.articles import Article  # noqa: E402
from pipeline.cli import main  # noqa: E402
from pipeline.rows import article_rows  # noqa: E402
from pipeline.source_health import judge, window  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402
from pipeline.warehouse.source_runs import past_of, put_source_runs  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect")]

NOW = datetime(2026, 3, 9, 8, 5)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


# What counts for how sources are

# new articles, failures, pages left; least, most; could anything be read, was it watched before; what it is, and a word of why
STATES: list[tuple[tuple[int, int, int], tuple[int | None, int | None], tuple[bool, bool], str, str]] = [
    ((5, 0, 0), (5, 10), (True, True), "ok", ""),
    ((4, 0, 0), (5, 10), (True, True), "silent", "4 new articles in 24 hours, at least 5"),
    ((0, 0, 0), (0, None), (True, True), "ok", ""),
    ((11, 0, 0), (5, 10), (True, True), "flooded", "at most 10"),
    # in its first day a source is neither: nothing may have come yet, or all that lay there
    ((0, 0, 0), (5, 10), (True, False), "ok", ""),
    ((900, 0, 0), (5, 10), (True, False), "ok", ""),
    # pages that were left for the next run are no silence
    ((4, 0, 1), (5, 10), (True, True), "ok", ""),
    # a page that failed among others that did not
    ((5, 1, 0), (5, 10), (True, True), "ok", ""),
    ((9, 1, 0), (5, 10), (False, True), "failing", "nothing of it could be read"),
    ((0, 1, 0), (None, None), (False, False), "failing", "nothing"),
    ((0, 0, 0), (None, None), (True, True), "ok", ""),
]


@pytest.mark.parametrize(("came", "expected", "met", "state", "why"), STATES)
def test_states(
    came: tuple[int, int, int], expected: tuple[int | None, int | None], met: tuple[bool, bool], state: str, why: str
) -> None:
    row = dict(zip(("last_day", "failed", "waiting", "least", "most"), (*came, *expected), strict=True))
    found, reason = judge(row, DAY, reached=met[0], watched=met[1])
    assert found == state
    assert why in (reason or "")


@pytest.mark.parametrize(
    ("cron", "hours", "since"),
    [
        ("*/20 * * * *", 24, NOW - DAY + timedelta(minutes=10)),
        ("0 * * * *", 24, NOW - DAY + HOUR / 2),
        ("0 8 * * *", 24, NOW - DAY + HOUR),  # yesterday's reading ended at 8:06, and is not today's
        ("0 8 * * 1", 168, NOW - 7 * DAY + HOUR),  # weekly: what came since last Monday
        ("0 8 * * 1-5", 72, NOW - 3 * DAY + HOUR),  # on a Monday, since Friday
    ],
)
def test_over_how_long_articles_are_counted(cron: str, hours: int, since: datetime) -> None:
    span, start = window(cron, NOW)
    assert (span, start) == (timedelta(hours=hours), since)


def run_row(run: str, source: str, finished: datetime, new: int, state: str = "ok") -> dict[str, Any]:
    return {"run_id": run, "source": source, "finished": finished, "new": new, "state": state}


def test_a_day_is_counted_over_all_runs_also_those_that_were_killed(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path / "w.duckdb") as store:
        now = datetime.utcnow()
        rows = [
            run_row("r1", "wire", now - 30 * HOUR, 100), run_row("r2", "wire", now - 5 * HOUR, 3),
            run_row("r3", "wire", now - HOUR, 4, "silent"), run_row("r3", "other", now - HOUR, 50),
        ]  # fmt: skip
        store.write(lambda: put_source_runs(store.connection, rows))
        killed = store.start_run(sources=["sources.yml"], flow="ingest")
        articles = [Article(f"a{n}", f"Text {n}.", listed_as="wire" if n else "other") for n in range(3)]
        store.load([article_rows(a, None, run_id=killed, extractor=None, status="failed") for a in articles])
        mine = store.start_run(sources=["sources.yml"], flow="ingest")
        past = past_of(store.connection, mine, "wire", now - DAY)
        assert (past.new, past.watched, past.state) == (3 + 4 + 2, True, "silent")
        past = past_of(store.connection, mine, "other", now - DAY)
        assert (past.new, past.watched) == (51, False)


# Runs


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A blank pipeline that knows one gang."""
    return small_model(tmp_path_factory.mktemp("models") / "tiny", "Los Pinos")


@pytest.fixture
def site() -> Iterator[Site]:
    with web.serving() as served:
        yield served


def english(number: int) -> dict[str, Any]:
    return {"id": str(number), "text": f"Police held {number} men of the Los Pinos gang in Ostrava.", "lang": "en"}


def lines(path: Path, *records: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))


def listed(folder: Path, *sources: dict[str, Any]) -> str:
    path = folder / "sources.yml"
    path.write_text(yaml.safe_dump({"sources": list(sources)}))
    return str(path)


def ask(warehouse: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


COUNTED = "came, new, changed, unchanged, extracted, screened_out, other_language, duplicates, failed"


def told(warehouse: Path, run: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    rows = ask(warehouse, f"SELECT source, {COUNTED}, state FROM source_runs WHERE run_id = '{run['run_id']}'")
    return {row[0]: row[1:] for row in rows}


class Failing:
    """An extractor that fails over articles whose text holds a word, and does its work over the others."""

    def __init__(self, real: Any, word: str) -> None:
        self.real, self.word = real, word
        self.version, self.threshold = real.version, real.threshold

    def extract(self, articles: Iterable[Article]) -> Iterator[Any]:
        articles = list(articles)
        if any(self.word in article.text for article in articles):
            raise MemoryError("too much")
        return self.real.extract(articles)  # type: ignore[no-any-return]


def failing_over(word: str, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = flows.extracting.extractor_of(model, "")
    monkeypatch.setattr(flows.extracting, "extractor_of", lambda *_: Failing(real, word))


def test_tallies_hold_for_what_happens_after_reading_and_failed_articles_are_kept_and_taken_up(
    tmp_path: Path, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse, inbox = tmp_path / "w.duckdb", tmp_path / "inbox.jsonl"
    spanish = {"id": "9", "text": "La policía detuvo a cinco hombres de la banda en la ciudad.", "lang": "es"}
    lines(inbox, english(1), english(2), english(2) | {"id": "3"}, spanish, english(13))
    (tmp_path / "desk").mkdir()
    lines(tmp_path / "desk" / "a.jsonl", english(4))
    inbox.write_text(inbox.read_text() + "{cut\n")
    sources = listed(
        tmp_path,
        {"name": "inbox", "kind": "drop", "path": "inbox.jsonl", "publisher": "In", "most": 300},
        {"name": "desk", "kind": "folder", "path": "desk", "publisher": "Desk", "least": 1},
        {"name": "typo", "kind": "folder", "path": "desk", "cron": "never"},
    )
    with monkeypatch.context() as patched:
        failing_over("13 men", model, patched)
        first = run_ingest([sources], str(warehouse), model, batch_size=1)
    assert told(warehouse, first) == {
        "inbox": (5, 5, 0, 0, 2, 0, 1, 1, 2, "ok"),
        "desk": (1, 1, 0, 0, 1, 0, 0, 0, 0, "ok"),
        "typo": (0, 0, 0, 0, 0, 0, 0, 0, 1, "failing"),
    }
    (seen,) = ask(
        warehouse, "SELECT kind, publisher, least, most, last_day, seconds > 0 FROM source_runs WHERE source = 'inbox'"
    )
    assert seen == ("drop", "In", None, 300, 5, True)
    flow, durations, failed = ask(warehouse, "SELECT flow, durations, counts->>'failed' FROM runs")[0]
    assert (flow, set(json.loads(durations)), failed) == ("ingest", {"read", "extract", "load", "publish"}, "3")
    assert json.loads(durations)["extract"] > 0
    kept = "SELECT text LIKE '% 13 men%', extractor, mentions, listed_as FROM articles WHERE status = 'failed'"
    assert ask(warehouse, kept) == [(True, None, 0, "inbox")]

    # What was fetched is remembered: nothing is lost, and nothing but what has changed is read again
    lines(inbox, english(1) | {"text": "Police now hold one man of the Los Pinos gang."}, english(2), english(13))
    with monkeypatch.context() as patched:
        failing_over("13 men", model, patched)
        second = run_ingest([sources], str(warehouse), model)
    assert told(warehouse, second)["inbox"] == (3, 0, 1, 2, 0, 0, 0, 0, 2, "ok")  # one batch, and all of it failed
    assert told(warehouse, second)["desk"] == (0,) * 9 + ("ok",)
    assert ask(warehouse, "SELECT count(*) FROM articles WHERE status = 'failed'") == [(2,)]

    done = CliRunner().invoke(main, ["status", "--json", "--warehouse", str(warehouse), "--model", model])
    status = json.loads(done.stdout)
    assert status["queue"] == {"failed_articles": 2, "stale_articles": 0, "unread_places": 1, "pages_waiting": 0}
    assert [(run["flow"], run["state"]) for run in status["runs"]] == [("ingest", "done")] * 2
    assert {row["source"]: row["state"] for row in status["sources"]} == {
        "inbox": "ok",
        "desk": "ok",
        "typo": "failing",
    }
    assert {(row["kind"], row["failures"]) for row in status["failures"]} == {("MemoryError", 2), ("source-list", 1)}
    shown = CliRunner().invoke(main, ["status", "--warehouse", str(warehouse), "--model", model])
    told_flat = " ".join(shown.stdout.split())
    assert "2 articles failed; `blotter retry`" in told_flat
    assert "typo failing 0 0 0 0 1 0 0" in told_flat and "typo: source-list: " in told_flat

    # Only what the first run met last, then everything
    assert run_retry(str(warehouse), model, run=first["run_id"])["retried"] == 0
    again = run_retry(str(warehouse), model, source="inbox")
    assert (again["retried"], again["extracted"], again["failed"]) == (2, 2, 0)
    assert ask(warehouse, "SELECT count(*) FROM articles WHERE status = 'failed'") == [(0,)]
    assert ask(warehouse, "SELECT kind FROM failures") == [("source-list",)]
    assert ask(warehouse, "SELECT flow FROM runs ORDER BY started DESC LIMIT 1") == [("retry",)]
    facts = "SELECT count(DISTINCT article_id) FROM mentions WHERE text = 'Los Pinos'"
    assert ask(warehouse, facts) == [(4,)]
    listed(tmp_path, {"name": "typo", "kind": "folder", "path": "desk"})
    assert run_retry(str(warehouse), model)["sources"][0]["state"] == "ok"
    assert ask(warehouse, "SELECT count(*) FROM failures") == [(0,)]


def test_a_source_that_cannot_be_read_is_failing_and_what_is_read_later_is_no_failure_any_more(
    tmp_path: Path, model: str, site: Site
) -> None:
    warehouse = tmp_path / "w.duckdb"
    site.put("/rss", feed(item(1)), "text/xml", etag='"1"')
    link = f"<item><title>Held</title><link>{site.address}/a</link></item>"
    site.put("/links", feed(link), "text/xml", etag='"1"')
    net = {"kind": "feed", "allow_private": [site.name], "rate": 6000, "timeout": 5, "publisher": "W"}
    sources = listed(
        tmp_path,
        {"name": "down", "url": f"{site.address}/down"} | net,
        {"name": "rss", "url": f"{site.address}/rss"} | net,
        {"name": "links", "url": f"{site.address}/links", "content": "page"} | net,
    )
    first = run_ingest([sources], str(warehouse), model)
    assert {name: row[-1] for name, row in told(warehouse, first).items()} == {
        "down": "failing",
        "rss": "ok",
        "links": "failing",
    }
    (reason,) = ask(warehouse, "SELECT reason FROM source_runs WHERE source = 'down'")[0]
    assert reason.startswith(f"http-status: {site.address}/down: answered 404")
    # What failed for good is not asked for at every run …
    hits = site.hits["/a"]
    site.put("/a", page("Held"))
    site.put("/down", feed(item(2)), "text/xml")
    second = run_ingest([sources], str(warehouse), model)
    assert {name: row[-1] for name, row in told(warehouse, second).items()} == {
        "down": "ok",
        "rss": "ok",
        "links": "ok",
    }
    assert site.hits["/a"] == hits
    assert ask(warehouse, "SELECT where_found FROM failures") == [(f"{site.address}/a",)]
    # … but when it is taken up
    third = run_retry(str(warehouse), model)
    assert told(warehouse, third)["links"] == (1, 1, 0, 0, 1, 0, 0, 0, 0, "ok")
    assert ask(warehouse, "SELECT count(*) FROM failures") == [(0,)]


def test_a_silent_source_ends_the_flow_in_an_alert_with_its_work_done(tmp_path: Path, model: str) -> None:
    warehouse = tmp_path / "w.duckdb"
    (tmp_path / "desk").mkdir()
    lines(tmp_path / "desk" / "a.jsonl", english(1))
    sources = listed(tmp_path, {"name": "desk", "kind": "folder", "path": "desk", "least": 2})
    with Warehouse.open(warehouse) as store:
        store.write(lambda: put_source_runs(store.connection, [run_row("r0", "desk", datetime.utcnow() - 2 * DAY, 7)]))
    state = ingest_and_extract([sources], str(warehouse), model, return_state=True)
    assert (state.name, state.is_completed()) == ("Alert", True)
    assert state.message == "desk is silent: 1 new articles in 24 hours, at least 2 are expected"
    assert ask(warehouse, "SELECT count(*) FROM articles") == [(1,)]
    with get_client(sync_client=True) as client:
        artifacts = client.request("POST", "/artifacts/filter", json={}).json()
    tables = [json.loads(artifact["data"]) for artifact in artifacts if artifact["key"] == "sources"]
    assert [(row["source"], row["state"], row["new"]) for row in tables[-1]] and "desk" in str(tables)
    lines(tmp_path / "desk" / "b.jsonl", english(2))
    assert ingest_and_extract([sources], str(warehouse), model, return_state=True).name == "Completed"
