"""Web archives: pages passed over by their bytes, pieces read in processes, and the same articles however they are read."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.articles import Article, Failure
from pipeline.extractor import default_model
from pipeline.gold import gold_files, read_articles
from pipeline.intake import web_archives
from pipeline.intake.page_reasons import OFF_TOPIC, OTHER_LANGUAGE
from pipeline.intake.raw_pages import is_english, long_texts, plain_lines, raw_screen, readings
from pipeline.intake.reading_processes import ReadingProcesses
from pipeline.intake.records import Item, SourceSettings
from pipeline.intake.web_archives import Archive, pieces_of, read_archives, read_warc
from pipeline.invented_pages import Story, crawled, make_site, other_story, page, warc_record, write_archive
from pipeline.scale_plan import ALL_PAGES, DAY_PAGES, Costs, plan
from pipeline.settings import model_meta
from pipeline.sources import read_sources

ROOT = Path(__file__).resolve().parents[1]
SCREENED = SourceSettings(screen=str(default_model()))


def gold_stories(count: int = 10_000) -> list[Story]:
    found = read_articles(gold_files([ROOT / "corpora/gangs/en"])[:count])
    return [Story(article.title or "", article.text.split("\n\n"), relevant=True) for article in found]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred pages, one in twenty about our subject."""
    path = tmp_path_factory.mktemp("crawl") / "CC-NEWS-1.warc.gz"
    write_archive(path, crawled(300, gold_stories(20), share=0.05, seed=1))
    return path


@pytest.fixture(scope="module")
def processes() -> Iterator[ReadingProcesses]:
    with ReadingProcesses(2) as two:
        yield two


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_archives, "PIECE", 500_000)


def read(
    path: Path, processes: ReadingProcesses | None = None, settings: SourceSettings = SCREENED
) -> tuple[list[Item], Counter[str]]:
    counts: Counter[str] = Counter()
    return list(read_archives([Archive(path, "crawl")], settings, counts, processes)), counts


# What is passed over


def test_less_than_one_in_a_hundred_is_lost_that_the_screen_would_keep() -> None:
    screen = raw_screen(str(default_model()))
    assert screen is not None
    chance = random.Random(7)
    sites = [make_site(chance, number, "en") for number in range(40)]
    threshold = model_meta(default_model())["relevance_threshold"]
    kept = [s for s in gold_stories() if screen.screen.relevance("\n\n".join(s.paragraphs)) >= threshold]
    assert len(kept) > 400
    lost = [s.title for s in kept if screen.reason(page(s, chance.choice(sites), chance)) is not None]
    assert len(lost) < len(kept) / 100, lost


def test_other_pages_are_passed_over_and_counted(archive: Path) -> None:
    items, counts = read(archive)
    assert counts["pages"] == 300
    assert counts[OTHER_LANGUAGE] > 100 and counts[OFF_TOPIC] > 50
    assert all(isinstance(item, Article) for item in items)
    assert len(items) == 300 - sum(count for reason, count in counts.items() if reason != "pages")
    assert 5 < len(items) < 30


def test_an_archive_named_by_hand_gives_what_a_listed_one_gives(tmp_path: Path) -> None:
    archive, listed = tmp_path / "CC-NEWS-2.warc.gz", tmp_path / "sources.yml"
    # without a screen each page is parsed, and that twice: few are enough
    write_archive(archive, crawled(20, gold_stories(3), share=0.2, seed=4))
    listed.write_text(
        f"sources:\n  - {{name: crawl, kind: warc, publisher: Crawl, path: {archive}}}\n", encoding="utf-8"
    )
    by_hand = [item for item in read_sources([archive]) if isinstance(item, Article)]
    by_list = [item for item in read_sources([listed]) if isinstance(item, Article)]
    assert [(a.id, a.text) for a in by_hand] == [(a.id, a.text) for a in by_list] and by_hand
    (missing,) = read_sources([tmp_path / "none.warc.gz"])
    assert isinstance(missing, Failure) and missing.kind == "missing"


def test_without_a_screen_every_page_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    write_archive(path, crawled(12, [], seed=2))
    items, counts = read(path, settings=SourceSettings())
    assert len(items) + counts["no_article"] == counts["pages"] == 12 and len(items) > 8


@pytest.mark.parametrize(
    ("body", "english"),
    [
        ("The police said that two men were arrested after the raid, which was the third of this week.", True),
        ("POLICE SAID THAT THE MEN WERE HELD BY THE ARMY FROM THE NORTH.", True),
        ("La policía dijo que dos hombres fueron detenidos en la ciudad tras la redada de esta semana.", False),
        ("Die Polizei nahm nach der Razzia zwei Männer fest, wie sie am Montag in der Stadt mitteilte.", False),
        ("De politie heeft na de inval twee mannen aangehouden, zei een woordvoerder van het parket.", False),
        # names of songs and brands are English everywhere
        (
            "O cantor lançou The Best of the Night e a música Born to Run, que foi ouvida na cidade durante a semana passada por milhares de pessoas vindas de longe. "
            + "A banda tocou durante duas horas no estádio cheio. " * 6,
            False,
        ),
    ],
)
def test_language_by_small_words(body: str, english: bool) -> None:
    assert is_english(body) is english


def test_a_page_that_says_it_is_in_another_language_is_believed_unless_it_is_plainly_english() -> None:
    screen = raw_screen(str(default_model()))
    assert screen is not None
    story = (
        "Police said that the gunmen of the Sinaloa cartel shot the mayor in the street and fled with the money. " * 8
    )
    for marked in ('<html lang="es">', "<html>", '<html class="a" lang=en>'):
        text = f"{marked}<body><p>{story}</p></body></html>".encode()
        assert screen.reason(text) is None, marked
    short = f'<html lang="es"><p>{story[:105]}</p>'.encode()
    assert screen.reason(short) == OTHER_LANGUAGE


@pytest.mark.parametrize(
    "opened, closed", [("<p>", "</p>"), ("<P>", "</P>"), ("<div>", "</div>"), ("", "<br><br>"), ("<p>", "\n")]
)
def test_prose_is_found_however_paragraphs_are_marked(opened: str, closed: str) -> None:
    lines = [
        "Two men were shot dead in the harbour on Monday night.",
        "Nobody claimed the attack &#8212; so far &amp; as usual.",
    ]
    body = "".join(f"{opened}{line}{closed}" for line in lines)
    teaser = '<a href="/x">A film about the sea opens the festival of this year</a>'
    whole = f'<script>if(a<b){{"the gang of the night was here, and more of that"}}</script><ul><li><a>News</a></ul>{teaser}{body}<style>p{{}}</style>'
    for found in (long_texts(whole.encode()), plain_lines(whole.encode())):
        text = readings(found)[0]
        assert "shot dead in the harbour" in text and "— so far & as usual" in text
        assert "festival" not in text and "gang of the night" not in text and "News" not in text


@pytest.mark.parametrize(
    "piece", [b"<", b"<script", b"<a ", b"</script", b"<p", b"&#", b"<html ", b"<a x>" + b"y" * 50, b"\x00", b"<style>"]
)
def test_hostile_pages_take_no_longer(piece: bytes) -> None:
    screen = raw_screen(str(default_model()))
    assert screen is not None
    body = b"<p>the gang of the north was shot by the police" + piece * (2_000_000 // len(piece))
    started = time.process_time()
    screen.reason(body)
    assert time.process_time() - started < 5


# Pieces and processes


def test_pieces_cover_the_archive_and_begin_where_records_do(archive: Path) -> None:
    pieces = list(pieces_of(archive, 300_000))
    assert len(pieces) > 4
    assert [piece.end for piece in pieces[:-1]] == [piece.start for piece in pieces[1:]]
    assert pieces[0].start == 0 and pieces[-1].end is None
    data = archive.read_bytes()
    for piece in pieces:
        assert zlib.decompressobj(wbits=31).decompress(data[piece.start :], 9).startswith(b"WARC/1.0")


def test_an_archive_zipped_as_a_whole_is_one_piece(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(os.urandom(300_000) + warc_record("https://a.example", b"x" * 100)))
    assert len(list(pieces_of(path, 50_000))) == 1


@pytest.mark.usefixtures("small_pieces")
def test_processes_give_the_same_articles_in_the_same_order(archive: Path, processes: ReadingProcesses) -> None:
    here, counted = read(archive)
    with archive.open("rb") as stream:
        counts: Counter[str] = Counter()
        assert list(read_warc(stream, "crawl", SCREENED, counts)) == here and counts == counted
    assert len(list(pieces_of(archive))) > 3
    assert read(archive, processes) == (here, counted)


@pytest.mark.usefixtures("small_pieces")
def test_a_process_that_is_killed_costs_nothing(archive: Path) -> None:
    here, counted = read(archive)
    with ReadingProcesses(2) as processes:
        counts: Counter[str] = Counter()
        items = read_archives([Archive(archive, "crawl")], SCREENED, counts, processes)
        found = [next(items)]
        assert processes.pool is not None
        victim = next(iter(processes.pool._processes))
        os.kill(victim, signal.SIGKILL)
        found += items
    assert (found, counts) == (here, counted)


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("in_processes", [False, True])
def test_a_broken_archive_gives_what_it_has_and_the_next_goes_on(
    archive: Path, tmp_path: Path, processes: ReadingProcesses, in_processes: bool
) -> None:
    broken = tmp_path / "broken.warc.gz"
    data = archive.read_bytes()
    broken.write_bytes(data[: len(data) * 2 // 3])
    told: list[tuple[str, bool]] = []
    archives = [Archive(broken, "broken"), Failure("ingest", "gone", "http", "404"), Archive(archive, "whole")]
    items = list(
        read_archives(archives, SCREENED, Counter(), processes if in_processes else None, lambda *end: told.append(end))
    )
    failures = [item for item in items if isinstance(item, Failure)]
    assert [failure.where for failure in failures] == ["broken", "gone"]
    assert "breaks off after record" in failures[0].message
    assert told == [("broken", False), ("whole", True)]
    whole, _ = read(archive)
    after = items[items.index(failures[1]) + 1 :]
    assert [item.url for item in after if isinstance(item, Article)] == [
        item.url for item in whole if isinstance(item, Article)
    ]
    assert 0 < items.index(failures[0]) < len(whole)


def test_a_bomb_in_a_record_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.warc.gz"
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    size = 400_000_000
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {size}\r\n\r\n".encode()
    zeros = bytes(1_000_000)
    packed = (
        squeeze.compress(head)
        + b"".join(squeeze.compress(zeros) for _ in range(size // len(zeros)))
        + squeeze.compress(b"\r\n\r\n")
        + squeeze.flush()
    )
    story = "Police said that the gunmen of the cartel shot two men in the street and fled. " * 10
    path.write_bytes(
        packed
        + gzip.compress(
            warc_record("https://a.example/1", f"<html><body><article><p>{story}</p></article></body></html>".encode())
        )
    )
    peak: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            peak.append(int(Path("/proc/self/statm").read_text().split()[1]) * 4096)

    before = int(Path("/proc/self/statm").read_text().split()[1]) * 4096
    watcher = threading.Thread(target=watch)
    watcher.start()
    items, _ = read(path)
    over.set()
    watcher.join()
    assert [item.url for item in items if isinstance(item, Article)] == ["https://a.example/1"]
    assert max(peak) - before < 100_000_000


# Invented pages


def test_invented_pages_are_the_same_for_the_same_seed_and_as_large_as_real_ones(tmp_path: Path) -> None:
    one, other = (list(crawled(60, gold_stories(3), seed=seed)) for seed in (5, 5))
    assert one == other != list(crawled(60, gold_stories(3), seed=6))
    sizes = [len(body) for _, body, _, _ in one]
    assert min(sizes) > 25_000 and max(sizes) < 160_000
    assert len({story.lang for _, _, story, _ in one}) > 4
    assert other_story(random.Random(1), "en").paragraphs and json.dumps(other_story(random.Random(1), "ru").title)


# What follows from the figures


def test_the_plan_in_the_docs_is_what_its_costs_give() -> None:
    text = " ".join((ROOT / "docs/scale.md").read_text(encoding="utf-8").split())
    day, everything = plan(DAY_PAGES), plan(ALL_PAGES)
    for said in (
        f"CPU, workers | {day.worker_core_hours:.1f} core hours | {round(everything.worker_core_hours, -2):,.0f} core hours",
        f"two cores | {60 * day.hours(2):.0f} minutes | {everything.hours(2) / 24:.0f} days",
        f"fetched | {1000 * day.fetched_tb:.0f} GB | {everything.fetched_tb:.0f} TB",
        f"kept: articles with facts | {day.articles:,} | {everything.articles / 1e6:.0f} million",
        f"about {Costs().article_bytes / 1000:.0f} kB an article | {day.warehouse_gb:.2f} GB | {round(everything.warehouse_gb, -1):,.0f} GB",
        f"{everything.hours(64) / 24:.0f} days of loading",
    ):
        assert said in text, said
