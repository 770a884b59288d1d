"""What the flow costs beside the bare model: the same articles through two processes of ``nlp.pipe``, and through the flow end to
end (read, extract, store, publish). ``make bench-flow``. With ``--stages`` also what lies between: the rows of every article made as
the flow's workers make them, with nothing stored, and these rows put into bare tables, with no name, place or report linked.
``--relevant 0.25 --only flow`` is for memory over many articles: of four texts three are not about the subject.

``python -m pipeline.flow_bench --articles 500 --rounds 3 --json FILE``. The articles are those of ``corpora/gangs/en/train``, each told
of other names, places, amounts and years (``pipeline.learning.augment``), five a day. Each contender runs in processes of its own and is
timed from their start, with loading the model; the smaller ``ratio`` is, the less all that is not the model costs.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import count, islice, repeat
from pathlib import Path
from typing import Any

WORKERS = 2
FIRST, PER_DAY, PAPERS = date(2021, 1, 1), 5, 40
NLP_BATCH = 64  # texts, as many as the flow extracts at once


@dataclass(frozen=True, slots=True)
class Taken:
    """What one contender took: seconds by the clock, processor seconds of all its processes, and their peak memory in MB, of
    the process that led and of the largest that it started."""

    seconds: float
    cpu: float
    leading_mb: int
    worker_mb: int


def made_articles(count: int, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Records of articles, the same for the same seed: no two with one text, and no near-copies within a month."""
    from pipeline.gold import read_articles
    from pipeline.learning.augment import variant
    from pipeline.settings import PROJECT

    gold = list(read_articles([PROJECT / "corpora" / "gangs" / "en" / "train"]))
    for number in range(count):
        article = gold[number % len(gold)]
        told = variant(article, random.Random(f"{seed}:{article.id}:{number}"), name=article.id)
        yield {
            "id": f"bench-{number}", "title": told.title, "text": told.extraction.text, "lang": "en",
            "published": (FIRST + timedelta(days=number // PER_DAY)).isoformat(), "source": f"Paper {number % PAPERS}",
        }  # fmt: skip


def other_articles(*, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Records of articles that are not about the subject, without an end."""
    from pipeline.invented_pages import other_story

    chance = random.Random(f"{seed}:other")
    for number in count():
        story = other_story(chance, "en")
        yield {"id": f"other-{number}", "title": story.title, "text": "\n\n".join(story.paragraphs), "lang": "en"}


def mixed(articles: Iterable[dict[str, Any]], relevant: float) -> Iterator[dict[str, Any]]:
    """The articles, with others before each so that these are ``relevant`` of all; the others are of its day and paper."""
    others, given = other_articles(), 0
    for number, record in enumerate(articles, 1):
        before = round(number / relevant) - given - 1
        given += before + 1
        for other in islice(others, before):
            yield other | {"published": record["published"], "source": record["source"]}
        yield record


def write_articles(path: Path, articles: int, relevant: float = 1.0) -> int:
    """The made articles as JSON lines, ``relevant`` of them about the subject; returns how many words they have."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for record in islice(mixed(made_articles(articles), relevant), articles):
            words += len(record["text"].split())
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return words


# The contenders, each called in a process of its own


def bare(path: Path, model: str | None) -> dict[str, Any]:
    """The texts through ``nlp.pipe``, half of them in each of two processes. ``nlp.pipe(n_process=2)`` takes longer: it sends Docs back."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        halves = [pool.submit(pipe_texts, texts[start::WORKERS], model) for start in range(WORKERS)]
        return {"texts": sum(half.result() for half in halves)}


def pipe_texts(texts: Sequence[str], model: str | None) -> int:
    """Every text through the bare model; returns how many."""
    from pipeline.extractor import load_extractor

    nlp = load_extractor(model).nlp
    return sum(1 for _ in nlp.pipe(texts, batch_size=NLP_BATCH))


def rows_alone(path: Path, model: str | None) -> dict[str, Any]:
    """The rows of all articles, made in two processes as the flow's workers make them; nobody takes them."""
    return {"rows": sum(1 for _ in _made_rows(path, model))}


def appended(path: Path, model: str | None) -> dict[str, Any]:
    """The same rows, put into tables without indexes by this process, which does nothing else with them."""
    import duckdb

    from flows.extracting import unpacked
    from pipeline.rows import FACT_TABLES
    from pipeline.warehouse.tables import insert_rows, read_sql

    count = 0
    with (
        tempfile.TemporaryDirectory(dir=path.parent) as folder,
        duckdb.connect(str(Path(folder) / "bare.duckdb")) as connection,
    ):
        connection.execute(read_sql("schema.sql"))
        for batch in _made_rows(path, model):
            rows, _ = unpacked(batch)
            for table in ("articles", *FACT_TABLES):
                insert_rows(connection, table, [row for item in rows for row in item.get(table, ())])
            count += len(rows)
    return {"appended": count}


def _made_rows(path: Path, model: str | None) -> Iterator[bytes]:
    """The packed rows of batches, made by two processes."""
    from pipeline.extractor import describe
    from pipeline.sources import read_sources

    items = iter(read_sources([str(path)]))
    batches = iter(lambda: list(islice(items, NLP_BATCH)), [])
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_rows_of, batches, repeat(model), repeat(describe(model)))


def _rows_of(articles: list[Any], model: str | None, version: str) -> bytes:
    from flows.extracting import extract_batch

    return extract_batch.fn(articles, model, version, "")


def whole_flow(path: Path, model: str | None) -> dict[str, Any]:
    """The articles through the flow into a new warehouse; what the run counted."""
    from flows.ingest import run_ingest

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        return run_ingest([str(path)], str(Path(folder) / "blotter.duckdb"), model, workers=WORKERS)


CONTENDERS: dict[str, Callable[[Path, str | None], dict[str, Any]]] = {
    "bare": bare, "rows": rows_alone, "appended": appended, "flow": whole_flow,
}  # fmt: skip
NAMES = {
    "bare": "two processes of nlp.pipe", "rows": "two processes that make rows", "appended": "and one that appends them",
    "flow": "the flow, two workers",
}  # fmt: skip
STAGES = ("rows", "appended")


def take(name: str, path: Path, model: str | None) -> tuple[Taken, dict[str, Any]]:
    """Run a contender in a process of its own, from start to end."""
    started = time.perf_counter()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found, cpu, leading, worker = pool.submit(measured, name, path, model).result()
        seconds = time.perf_counter() - started
    return Taken(round(seconds, 2), round(cpu, 2), leading, worker), found


def measured(name: str, path: Path, model: str | None) -> tuple[dict[str, Any], float, int, int]:
    """What a contender returns, with the processor seconds and peak memory of this process and of those that it started."""
    found = CONTENDERS[name](path, model)
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    return found, cpu, own.ru_maxrss // 1024, others.ru_maxrss // 1024


def measure(
    articles: int, *, rounds: int = 1, model: str | None = None, folder: Path | None = None,
    contenders: Sequence[str] = ("bare", "flow"), relevant: float = 1.0,
) -> dict[str, Any]:  # fmt: skip
    """The contenders, in turn, so that a slow minute hits all; ratios to ``bare``, if it is one, are medians over the rounds.

    Raises ValueError where the flow did not store every article.
    """
    taken: dict[str, list[Taken]] = {name: [] for name in contenders}
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        path = Path(temporary) / "articles.jsonl"
        words = write_articles(path, articles, relevant)
        for _ in range(rounds):
            for name in taken:
                timed, found = take(name, path, model)
                taken[name].append(timed)
                result |= found
    stored = (
        sum(result[status] for status in ("extracted", "screened_out", "duplicates")) if "flow" in taken else articles
    )
    if stored != articles:
        raise ValueError(f"the flow stored {stored} of {articles} articles")
    ratios = {
        name: _ratios(times, taken["bare"]) for name, times in taken.items() if name != "bare" and "bare" in taken
    }
    return {
        "articles": articles, "words": words, "extracted": result.get("extracted", 0), "durations": result.get("durations", {}),
        **{name: [asdict(timed) for timed in times] for name, times in taken.items()},
        "ratios": ratios, **ratios.get("flow", {}),
    }  # fmt: skip


def _ratios(taken: Sequence[Taken], alone: Sequence[Taken]) -> dict[str, float]:
    pairs = list(zip(taken, alone, strict=True))
    return {
        "ratio": round(statistics.median(one.seconds / other.seconds for one, other in pairs), 2),
        "cpu_ratio": round(statistics.median(one.cpu / other.cpu for one, other in pairs), 2),
    }


def table(found: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [
        f"{found['articles']:,} articles, {found['words']:,} words; {found['extracted']:,} extracted; {os.cpu_count()} cores"
    ]
    lines.append(f"{'':<28} {'seconds':>9} {'cpu s':>9} {'ms/article':>11} {'MB leading':>11} {'MB worker':>10}")
    for contender, name in NAMES.items():
        for t in found.get(contender, ()):
            each = 1000 * t["cpu"] / found["articles"]
            lines.append(
                f"{name:<28} {t['seconds']:>9.1f} {t['cpu']:>9.1f} {each:>11.1f} {t['leading_mb']:>11,} {t['worker_mb']:>10,}"
            )
    for contender, of in found["ratios"].items():
        lines.append(f"{NAMES[contender]} / bare: {of['ratio']} by the clock, {of['cpu_ratio']} in processor time")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m pipeline.flow_bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=1, help="how often both are run, in turn")
    parser.add_argument(
        "--stages", action="store_true", help="also make rows without storing them, and append them to bare tables"
    )
    parser.add_argument("--only", choices=CONTENDERS, help="run this alone, beside nothing")
    parser.add_argument(
        "--relevant", type=float, default=1.0, help="the share of articles that are about the subject (default: 1)"
    )
    parser.add_argument("--model", help="default: the model in use")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args(arguments)
    if not 0 < options.relevant <= 1:
        parser.error(f"--relevant is a share above 0 and at most 1, not {options.relevant}")
    # One thread a process: numpy's BLAS would take every core, blis takes one.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    contenders = (options.only,) if options.only else ("bare", *(STAGES if options.stages else ()), "flow")
    found = measure(
        options.articles, rounds=options.rounds, model=options.model, contenders=contenders, relevant=options.relevant
    )
    if options.json:
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    sys.stdout.write(table(found) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
