"""How fast web archives are screened and taken in, what the screening loses, and how far memory grows. ``make bench-warc``.

``python -m pipeline.warc_bench``: over an archive of invented pages, of which 98 in a hundred are not about our subject: the raw
screening, pages a second of one core; the whole path into a warehouse; what is lost.
``--loss FILE…``: what is lost of stories in other files (JSON lines with ``text``); ``--dask``: two workers against one;
``--memory N``: megabytes while N articles are extracted and loaded.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.articles import Article, Failure
from pipeline.extractor import default_model, describe, load_extractor
from pipeline.gold import read_articles
from pipeline.intake.raw_pages import RawScreen, raw_screen
from pipeline.intake.web_archives import _headers, _skip, _unzipped
from pipeline.invented_pages import Story, crawled, make_site, page, write_archive
from pipeline.settings import PROJECT, model_meta

Figures = dict[str, Any]


def gold_stories() -> list[Story]:
    """The annotated English articles, as stories of pages."""
    found = read_articles([PROJECT / "corpora" / "gangs" / "en"])
    return [Story(article.title or "", article.text.split("\n\n"), relevant=True) for article in found]


def told_again(stories: list[Story], count: int) -> list[Story]:
    """The stories, again and again, each time with a sentence of its own, so that none is the copy of another."""
    return [
        Story(s.title, [*s.paragraphs[:-1], f"{s.paragraphs[-1]} Officer Zz{n:x} of Qq{n:o} said so."], relevant=True)
        for n in range(count)
        for s in [stories[n % len(stories)]]
    ]


def stories_of(files: list[Path]) -> list[Story]:
    """Stories of JSON lines, gzipped or not."""
    found = []
    for file in files:
        with gzip.open(file, "rt") if file.suffix == ".gz" else file.open() as lines:
            found += [Story("News", json.loads(line)["text"].split("\n\n")) for line in lines]
    return found


def screen_in_use() -> RawScreen:
    """The raw screen of the model in use. Raises ValueError for a model without one."""
    screen = raw_screen(str(default_model()))
    if screen is None:
        raise ValueError(f"{default_model()} has no screen")
    return screen


def lost(stories: list[Story], seed: int = 0) -> Figures:
    """Of the stories that the screen keeps as bare text, how many the bytes of their page would have passed over."""
    screen = screen_in_use()
    threshold = model_meta(default_model())["relevance_threshold"]
    chance = random.Random(seed)
    sites = [make_site(chance, number, "en") for number in range(60)]
    kept = [story for story in stories if screen.screen.relevance("\n\n".join(story.paragraphs)) >= threshold]
    reasons = Counter(screen.reason(page(story, chance.choice(sites), chance)) for story in kept)
    missed = len(kept) - reasons[None]
    return {
        "stories": len(stories),
        "kept": len(kept),
        "lost": missed,
        "lost_percent": round(100 * missed / max(1, len(kept)), 2),
    }


def screening(archive: Path, count: int, seed: int) -> Figures:
    """Pages a second of one core (CPU time): the screening of bytes in memory, and with reading and unpacking the archive."""
    screen = screen_in_use()
    bodies = [body for _, body, _, _ in crawled(count, gold_stories(), seed=seed)]
    for body in bodies[: count // 5]:
        screen.reason(body)  # words that it meets often are looked up
    started = time.process_time()
    passed = sum(screen.reason(body) is None for body in bodies)
    screened = time.process_time() - started
    started, records = time.process_time(), 0
    with archive.open("rb") as file:
        stream = _unzipped(file)
        while headers := _headers(stream, b"WARC/"):
            _skip(stream, int(headers["content-length"]))
            records += headers["warc-type"] == "response"
    unpacked = (time.process_time() - started) / records
    each = screened / count
    return {
        "pages": count,
        "kilobytes_a_page": round(sum(map(len, bodies)) / count / 1000, 1),
        "passed": passed,
        "screening_ms": round(1000 * each, 3),
        "unpacking_ms": round(1000 * unpacked, 3),
        "screened_per_second": round(1 / each),
        "read_and_screened_per_second": round(1 / (each + unpacked)),
    }


def by_steps(archive: Path, folder: Path) -> Figures:
    """What each step of the path costs one core, once everything is loaded: CPU time of one process, without Prefect."""
    from flows.ingestion import LOADED
    from pipeline.intake.records import SourceSettings
    from pipeline.intake.web_archives import Archive, read_archives
    from pipeline.reading import with_reading
    from pipeline.rows import article_rows
    from pipeline.store import Warehouse

    extractor, version = load_extractor(), describe()
    screen = screen_in_use().screen
    settings, counts = SourceSettings(screen=str(default_model())), Counter[str]()
    seconds = dict.fromkeys(("read", "screen", "extract", "load"), 0.0)

    def clocked(step: str, since: float) -> float:
        now = time.process_time()
        seconds[step] += now - since
        return now

    list(read_archives([Archive(next(archive.parent.glob("warm*")), "warm")], settings, Counter()))
    at = time.process_time()
    found = [a for a in read_archives([Archive(archive, "crawl")], settings, counts) if isinstance(a, Article)]
    at = clocked("read", at)
    kept = [a for a in found if a.lang == "en" and screen.relevance(a.text) >= extractor.threshold]
    at = clocked("screen", at)
    facts = [(a, e) for a, e in extractor.extract(kept) if not isinstance(e, Failure)]
    at = clocked("extract", at)
    with Warehouse.open(str(folder / "steps.duckdb")) as warehouse:
        run = warehouse.start_run(sources=["bench"], extractor=version)
        at = time.process_time()
        rows = [with_reading(article_rows(a, e, run_id=run, extractor=version)) for a, e in facts]
        clocked("extract", at)
        warehouse.load(rows[:8], [], run_id=run)
        at = time.process_time()
        for start in range(8, len(rows), LOADED):
            warehouse.load(rows[start : start + LOADED], [], run_id=run)
        clocked("load", at)
    pages, total = counts["pages"], sum(seconds.values())
    return {
        "pages": pages,
        "parsed": len(found) + counts["no_article"],
        "kept": len(kept),
        "extracted": len(facts),
        "cpu_ms_a_page": {step: round(1000 * spent / pages, 3) for step, spent in seconds.items()},
        "extract_ms_an_article": round(1000 * seconds["extract"] / max(1, len(facts)), 1),
        "load_ms_an_article": round(1000 * seconds["load"] / max(1, len(facts) - 8), 1),
        "pages_per_second_a_core": round(pages / total),
    }


def whole_path(archive: Path, folder: Path, workers: int) -> Figures:
    """The archive into a warehouse by the flow, ``workers`` processes reading and extracting: pages by time and by CPU time."""
    from flows.ingest import run_ingest

    sources = folder / "sources.yml"
    sources.write_text(f"sources:\n  - {{name: crawl, kind: warc, path: {archive}, publisher: Crawl}}\n")
    warehouse = folder / "crawl.duckdb"
    started, before = time.perf_counter(), _cpu()
    result = run_ingest([str(sources)], str(warehouse), workers=workers)
    wall, cpu = time.perf_counter() - started, _cpu() - before
    pages = result["pages"]
    return {
        "pages": pages,
        "articles": result["read"],
        "extracted": result["extracted"],
        "failed": result["failed"],
        "seconds": round(wall, 1),
        "cpu_seconds": round(cpu, 1),
        "pages_per_second": round(pages / wall),
        "pages_per_cpu_second": round(pages / cpu),
        "durations": result["durations"],
        "warehouse_mb": round(Path(warehouse).resolve().stat().st_size / 1e6, 1),
        "peak_mb": _peaks(),
    }


def on_dask(folder: Path, articles: int) -> Figures:
    """The same articles extracted into shards by one Dask worker and by two: seconds, and how many times as fast two are."""
    from distributed import Client, LocalCluster

    from flows.shards import make_shard

    batches = [list(batch) for batch in _batches(articles, 32)]
    version, seconds = describe(), {}
    for workers in (1, 2):
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        with (
            LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            warm = [
                client.submit(
                    make_shard, batches[0][:2], None, version, str(folder / f"{w}{n}.parquet"), workers=[w], pure=False
                )
                for n, w in enumerate(client.ncores())
            ]
            client.gather(warm)
            started = time.perf_counter()
            work = [
                client.submit(make_shard, b, None, version, str(folder / f"{workers}-{n}.parquet"), pure=False)
                for n, b in enumerate(batches)
            ]
            client.gather(work)
            seconds[workers] = time.perf_counter() - started
    return {
        "articles": articles,
        "seconds": {n: round(s, 1) for n, s in seconds.items()},
        "times": round(seconds[1] / seconds[2], 2),
        "load": os.getloadavg()[0],
    }


def memory(folder: Path, count: int, steps: int = 10) -> list[Figures]:
    """Megabytes of this process while it extracts and loads that many articles, each with words of its own."""
    from flows.ingestion import LOADED
    from pipeline.reading import with_reading
    from pipeline.rows import article_rows
    from pipeline.store import Warehouse

    extractor, version = load_extractor(), describe()
    found = []
    with Warehouse.open(str(folder / "memory.duckdb")) as warehouse:
        run = warehouse.start_run(sources=["bench"], extractor=version)
        done = 0
        for batch in _batches(count, LOADED):
            rows = [
                with_reading(article_rows(a, e, run_id=run, extractor=version))
                for a, e in extractor.extract(batch)
                if not isinstance(e, Failure)
            ]
            warehouse.load(rows, [], run_id=run)
            if (done + len(batch)) * steps // count > done * steps // count:
                found.append({"articles": done + len(batch), "mb": _resident(), "peak_mb": _peaks()["this"]})
                sys.stdout.write(f"{found[-1]}\n")
                sys.stdout.flush()
            done += len(batch)
    return found


def _batches(count: int, size: int) -> Iterator[list[Article]]:
    stories = told_again(gold_stories(), min(count, 2_000))
    for start in range(0, count, size):
        yield [
            Article(
                f"bench-{n}",
                "\n\n".join(stories[n % len(stories)].paragraphs) + f" Xx{n * 7:x} of {n:,} Kk{n:o}.",
                "Bench",
                lang="en",
            )
            for n in range(start, min(start + size, count))
        ]


def _cpu() -> float:
    """CPU seconds of this process and of those that it has ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _peaks() -> dict[str, int]:
    return {
        "this": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
        "largest_worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000,
    }


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1_000_000


def arguments_of(given: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m pipeline.warc_bench", description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--loss", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--dask", type=int, nargs="?", const=2_000, metavar="ARTICLES")
    parser.add_argument("--memory", type=int, metavar="ARTICLES")
    parser.add_argument("--only", choices=["loss", "screening", "steps", "path"])
    parser.add_argument("--json", type=Path, metavar="FILE", help="Also write the figures here.")
    return parser.parse_args(given)


def measure(options: Namespace, folder: Path) -> Figures:
    """What the options ask for."""
    if options.loss:
        return {"loss": lost(stories_of(options.loss))}
    if options.dask:
        return {"dask": on_dask(folder, options.dask)}
    if options.memory:
        return {"memory": memory(folder, options.memory)}
    archive = folder / "CC-NEWS-invented.warc.gz"
    relevant = told_again(gold_stories(), options.pages // 50 + 100)
    size = write_archive(archive, crawled(options.pages, relevant, seed=options.seed))
    write_archive(folder / "warm.warc.gz", crawled(200, relevant[:20], share=0.05, seed=options.seed + 1))
    figures: Figures = {"archive": {"megabytes": round(archive.stat().st_size / 1e6), "unpacked": round(size / 1e6)}}
    steps = {
        "loss": lambda: lost(gold_stories()),
        "screening": lambda: screening(archive, min(options.pages, 3_000), options.seed),
        "steps": lambda: by_steps(archive, folder),
        "path": lambda: whole_path(archive, folder, options.workers),
    }
    for name, step in steps.items():
        if options.only in (None, name):
            figures[name] = step()
    return figures


def main(given: list[str]) -> int:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    options = arguments_of(given)
    with tempfile.TemporaryDirectory(prefix="blotter-bench-") as folder:
        figures = measure(options, Path(folder))
    text = json.dumps(figures, indent=2)
    sys.stdout.write(text + "\n")
    if options.json:
        options.json.write_text(text + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
