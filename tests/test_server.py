"""The commands that README gives for running unattended, as they stand there: a server, a worker, a schedule, a feed.

Three items of news over a minute; the database holds exactly what it should after each.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import hostile_web as web
import httpx
import pytest
import yaml
from conftest import ROOT, small_model
from hostile_web import Site

from pipeline.store import Warehouse
from pipeline.warehouse.source_runs import put_source_runs

# some 60 s on a machine that is ours; what takes long is Prefect starting
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
PATIENCE_S = 400.0
EVERY_S = 15
STORY = "Police arrested two men of the Los Pinos gang in Ostrava on Monday, officials said. " + " ".join(
    f"Witness {n} told reporters about shot number {n} near house {n}." for n in range(12)
)


def item(address: str, number: int, summary: str) -> str:
    """A teaser; the second story is a day younger."""
    link = f"{address}/{number}"
    day = f"<pubDate>0{number} Mar 2026 08:00:00 GMT</pubDate>"
    return f"<item><guid>{link}</guid><title>Story {number}</title><link>{link}</link>{day}<description>{summary}</description></item>"


def publish(site: Site, version: str, first: str) -> None:
    """A feed of a story and of another paper's print of it; the story as it stands now."""
    items = item(site.address, 1, f"Summary {version}") + item(site.address, 2, "Summary")
    site.put("/rss", web.RSS.format(items=items), "text/xml", etag=f'"{version}"')
    site.put("/1", web.page("Story 1", first))
    site.put("/2", web.page("Story 2", f"{STORY} Copyright 2026."))


class Machine:
    """A folder with a list of sources, and the commands that are run in it."""

    def __init__(self, folder: Path, model: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder, self.warehouse = folder, folder / "warehouse" / "blotter.duckdb"
        self.api = httpx.Client(base_url=f"http://127.0.0.1:{self.port}/api", timeout=60)
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "BLOTTER_"))} | {
            "PREFECT_HOME": str(folder / "prefect"), "PREFECT_API_URL": f"{self.api.base_url}".rstrip("/"),
            "PREFECT_SERVER_API_PORT": str(self.port), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1",
            "BLOTTER_MODEL": str(model), "OPENBLAS_NUM_THREADS": "1",
            # Else the server plans a hundred runs ahead of a schedule of seconds, which is most of what it does then
            "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "4", "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "20",
        }  # fmt: skip
        self.started: list[subprocess.Popen[bytes]] = []

    def _command(self, command: str) -> list[str]:
        name, *arguments = command.split()
        return [str(Path(sys.executable).parent / name), *arguments]

    def run(self, command: str) -> str:
        done = subprocess.run(
            self._command(command), cwd=self.folder, env=self.env, capture_output=True, text=True, timeout=PATIENCE_S
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, command: str) -> None:
        with (self.folder / f"{len(self.started)}.log").open("wb") as log:
            self.started.append(
                subprocess.Popen(
                    self._command(command),
                    cwd=self.folder,
                    env=self.env,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )

    def stop(self) -> None:
        for process in reversed(self.started):
            for kind in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(process.pid, kind)
                    process.wait(20)
                except (ProcessLookupError, subprocess.TimeoutExpired):
                    continue
        self.api.close()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        if not self.warehouse.exists():
            return []
        with duckdb.connect(str(self.warehouse.resolve()), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def until(self, what: str, holds: Callable[[], Any]) -> Any:
        """Wait for something; what the server and the worker said is shown where it does not come."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if found := holds():
                return found
            time.sleep(0.3)
        logs = "\n".join(path.read_text()[-3000:] for path in self.folder.glob("*.log"))
        raise AssertionError(f"{what} did not come in {PATIENCE_S:g} s\n{logs}")

    def answers(self) -> bool:
        try:
            return self.api.get("/health").status_code == 200
        except httpx.HTTPError:
            return False

    def post(self, path: str, body: Any) -> Any:
        """The server's answer; while its SQLite is busy it says 503, and is asked again as Prefect's own client does."""
        answer = self.until(
            path, lambda: found if (found := self.api.post(path, json=body)).status_code != 503 else None
        )
        assert answer.is_success, answer.text
        return answer.json()


@pytest.fixture
def site() -> Iterator[Site]:
    with web.serving() as served:
        publish(served, "one", STORY)
        yield served


@pytest.fixture
def machine(tmp_path: Path, site: Site) -> Iterator[Machine]:
    small_model(tmp_path / "model", "Los Pinos")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "a.txt").write_text(f"Another story.\n\n{web.TEXT}")
    wire = {
        "name": "wire", "kind": "feed", "url": f"{site.address}/rss", "content": "page", "publisher": "Wire",
        "allow_private": [site.name], "rate": 6000, "cron": "*/20 * * * *",
    }  # fmt: skip
    desk = {"name": "desk", "kind": "folder", "path": "desk", "least": 3, "cron": "*/20 * * * *"}
    (tmp_path / "sources.yml").write_text(yaml.safe_dump({"sources": [wire, desk]}))
    made = Machine(tmp_path, tmp_path / "model")
    with Warehouse.open(made.warehouse) as store:  # the desk is watched since yesterday
        before = {
            "run_id": "r0",
            "source": "desk",
            "finished": datetime.utcnow() - timedelta(days=2),
            "new": 9,
            "state": "ok",
        }
        store.write(lambda: put_source_runs(store.connection, [before]))
    try:
        yield made
    finally:
        made.stop()


ARTICLES = """
SELECT a.title, a.status, a.listed_as, c.title, a.run_id, a.text, (SELECT count(*) FROM mentions m WHERE m.article_id = a.article_id AND m.label = 'GANG')
FROM articles a LEFT JOIN articles c ON c.article_id = a.copy_of ORDER BY a.listed_as, a.title
"""
TICKS = "SELECT run_id FROM runs WHERE state = 'done' AND flow = 'ingest' ORDER BY started"
OTHERS = (
    "articles",
    "mentions",
    "entities",
    "events",
    "numbers",
    "dates",
    "relations",
    "failures",
    "near_copies",
    "sentences",
)


def test_server_worker_and_schedule_bring_in_what_is_new_and_nothing_twice(machine: Machine, site: Site) -> None:
    machine.start("prefect server start")
    machine.run("blotter serve sources.yml --write prefect.yaml")
    plan = yaml.safe_load((machine.folder / "prefect.yaml").read_text())
    assert [each["name"] for each in plan["deployments"]][:2] == ["news-every-20th-minute-of-every-hour", "retry"]
    plan["deployments"][0]["schedules"] = [{"interval": EVERY_S}]  # a test has no twenty minutes
    (machine.folder / "prefect.yaml").write_text(yaml.safe_dump(plan))
    machine.until("the server", machine.answers)
    machine.start("prefect worker start --pool blotter --type process --limit 2")
    (automation,) = yaml.safe_load((ROOT / "flows" / "alerts.example.yaml").read_text())["automations"]
    machine.post("/automations/", automation)
    machine.until("the worker's pool", lambda: machine.post("/work_pools/filter", {}))
    machine.run("prefect deploy --all --prefect-file prefect.yaml")

    # The first tick: a story, the other paper's print of it, and the desk's
    first = machine.until("the first run", lambda: machine.ask(TICKS))[0][0]
    articles = machine.ask(ARTICLES)
    assert [row[:5] + row[6:] for row in articles] == [
        ("Another story.", "extracted", "desk", None, first, 0),
        ("Story 1", "extracted", "wire", None, first, 1),
        ("Story 2", "extracted", "wire", "Story 1", first, 1),
    ]
    told = "SELECT source, came, new, changed, extracted, failed, state FROM source_runs WHERE run_id = '{}' ORDER BY source"
    assert machine.ask(told.format(first)) == [("desk", 1, 1, 0, 1, 0, "silent"), ("wire", 2, 2, 0, 2, 0, "ok")]
    hits = {path: site.hits[path] for path in ("/1", "/2")}
    assert hits == {"/1": 1, "/2": 1}

    # The second tick does nothing, and the upkeep that is due at the same time waits for its turn or is waited for
    held = {table: machine.ask(f"FROM {table} ORDER BY ALL") for table in OTHERS}
    (upkeep,) = machine.post("/deployments/filter", {"deployments": {"name": {"any_": ["upkeep"]}}})
    machine.post(f"/deployments/{upkeep['id']}/create_flow_run", {})
    second = machine.until("the second run", lambda: machine.ask(TICKS)[1:])[-1][0]
    assert {table: machine.ask(f"FROM {table} ORDER BY ALL") for table in OTHERS} == held
    assert machine.ask(told.format(second)) == [("desk", 0, 0, 0, 0, 0, "silent"), ("wire", 0, 0, 0, 0, 0, "ok")]
    assert {path: site.hits[path] for path in ("/1", "/2")} == hits

    # The story is corrected: exactly this page is read again
    publish(site, "two", STORY.replace("two men", "three men"))
    changed = machine.until(
        "the correction", lambda: machine.ask("SELECT run_id FROM articles WHERE text LIKE '%three men%'")
    )
    after = machine.ask(ARTICLES)
    assert [row[4] for row in after] == [first, changed[0][0], first]
    assert [row[:4] + row[6:] for row in after] == [row[:4] + row[6:] for row in articles]
    assert machine.ask(told.format(changed[0][0]))[1] == ("wire", 1, 0, 1, 1, 0, "ok")
    assert {path: site.hits[path] for path in ("/1", "/2")} == {"/1": 2, "/2": 1}

    # Every run did its work; the silence of the desk is told, and the automation acted on it, once
    def runs(**filters: Any) -> list[dict[str, Any]]:
        return machine.post("/flow_runs/filter", {"flow_runs": filters, "sort": "START_TIME_ASC"})  # type: ignore[no-any-return]

    done = machine.until(
        "the upkeep",
        lambda: [r for r in runs(state={"type": {"any_": ["COMPLETED"]}}) if r["deployment_id"] == upkeep["id"]],
    )
    assert done[0]["state_name"] == "Completed"
    assert runs(state={"type": {"any_": ["FAILED"]}}) == []
    ticks = [run for run in runs(state={"type": {"any_": ["COMPLETED"]}}) if run["deployment_id"] != upkeep["id"]]
    assert {run["state_name"] for run in ticks} <= {"Alert", "Left"} and ticks[0]["state_name"] == "Alert"
    by_automation = [
        run
        for run in ticks + runs(state={"type": {"any_": ["RUNNING", "SCHEDULED"]}})
        if (run["created_by"] or {}).get("type") == "AUTOMATION"
    ]
    assert len(by_automation) == 1
    events = machine.post("/events/filter", {"filter": {"event": {"name": ["blotter.source.silent"]}}})["events"]
    assert {(event["resource"]["prefect.resource.id"], event["payload"]["reason"]) for event in events} == {
        ("blotter.source.desk", "1 new articles in 24 hours, at least 3 are expected")
    }
    assert sorted(event["resource"]["blotter.since"] for event in events)[-1] == "now"
    status = json.loads(machine.run(f"blotter status --json --warehouse {machine.warehouse}"))
    assert {each["deployment"] for each in status["schedules"]} >= {"retry", "re-extract", "upkeep", "retrain"}
    assert status["queue"]["failed_articles"] == 0 and status["sources"][0]["state"] == "silent"
