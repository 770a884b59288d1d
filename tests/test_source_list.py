"""The list of sources: every fault with source, field and what to do; every kind of source read for real."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hostile_web as web
import pytest
import yaml
from hostile_web import Site, feed, item, page, warc_record

from pipeline.articles import Article, Failure
from pipeline.intake.fetch_state import MemoryState
from pipeline.intake.listed_sources import Tally
from pipeline.intake.records import SourceSettings
from pipeline.intake.source_list import (
    KINDS,
    SourceListError,
    is_source_list,
    load_source_list,
    publisher_countries,
    read_source_list,
)
from pipeline.sources import read_sources

EXAMPLE = Path(__file__).resolve().parents[1] / "flows" / "sources.example.yml"
FEED = {"name": "wire", "kind": "feed", "url": "https://a.example/rss", "publisher": "Wire"}
QUICK = SourceSettings(backoff=0.01, connect_timeout=0.5)


def written(folder: Path, *sources: Any) -> Path:
    path = folder / "sources.yml"
    path.write_text(yaml.safe_dump({"sources": list(sources)}, allow_unicode=True), encoding="utf-8")
    return path


def test_the_example_is_sound_and_shows_every_kind_and_field() -> None:
    sources = load_source_list(EXAMPLE)
    assert {source.kind for source in sources} == set(KINDS)
    text = EXAMPLE.read_text()
    fields = {field for kind in KINDS.values() for field in kind.model_fields} - {"root"}
    assert sorted(field for field in fields if field not in text) == []
    assert publisher_countries(sources)["El Diario"] == "MX"


# what is changed in a sound feed (None takes it out), the field that is named, a word of what to do
FAULTS: list[tuple[dict[str, Any], str | None, str]] = [
    ({"kind": None}, "kind", "one of feed, sitemap, page"),
    ({"kind": "rss"}, "kind", "one of feed, sitemap, page"),
    ({"name": None}, "name", "short name"),
    ({"name": "The Wire"}, "name", "short name"),
    ({"name": 7}, "name", "short name"),
    ({"url": None}, "url", "http://"),
    ({"url": "a.example/rss"}, "url", "http://"),
    ({"url": "ftp://a.example/rss"}, "url", "http://"),
    ({"url": "https://me:secret@a.example/rss"}, "url", "password"),
    ({"publisher": None}, "publisher", "who publishes"),
    ({"country": "Mexico"}, "country", "such as MX"),
    ({"country": "mx"}, "country", "such as MX"),
    ({"country": False}, "country", "such as MX"),  # Norway, NO, is false in YAML unless quoted
    ({"language": "spanish"}, "language", "such as es"),
    ({"cron": "hourly"}, "cron", "*/20"),
    ({"cron": "61 * * * *"}, "cron", "*/20"),
    ({"rate": 0}, "rate", "requests a minute"),
    ({"rate": "often"}, "rate", "requests a minute"),
    ({"timeout": -1}, "timeout", "seconds"),
    ({"size_limit": "large"}, "size_limit", "such as 10 MB"),
    ({"size_limit": 0}, "size_limit", "such as 10 MB"),
    ({"least": 5, "most": 2}, None, "swap"),
    ({"least": "few"}, "least", "least number"),
    ({"allow_private": "host"}, "allow_private", "list host names"),
    ({"content": "all"}, "content", "whole articles"),
    ({"pages": 0}, "pages", "most pages"),
    ({"contry": "MX"}, "contry", "did you mean country"),
    ({"days": 3}, "days", "not known"),  # of a sitemap, not of a feed
]


@pytest.mark.parametrize(("change", "field", "says"), FAULTS, ids=[json.dumps(row[0]) for row in FAULTS])
def test_a_fault_names_source_field_and_what_to_do_and_spoils_no_other(
    tmp_path: Path, change: dict[str, Any], field: str | None, says: str
) -> None:
    bad = {key: value for key, value in (FEED | change).items() if value is not None}
    path = written(tmp_path, bad, FEED | {"name": "sound"})
    sources, (fault,) = read_source_list(path)
    assert [source.name for source in sources] == ["sound"]
    named = bad["name"] if isinstance(bad.get("name"), str) else "number 1"
    assert (fault.file, fault.source, fault.field) == (str(path), named, field)
    assert says in fault.message and "secret@" not in str(fault) and "pydantic" not in str(fault)
    with pytest.raises(SourceListError) as raised:
        load_source_list(path)
    assert str(raised.value) == str(fault)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "see flows/sources.example.yml"),
        ("sources: []", "see flows/sources.example.yml"),
        ("- name: a", "see flows/sources.example.yml"),
        ("sources:\n  - name: [a\n", "line 3"),
        ("sources: [7]", "is no source"),
    ],
)
def test_a_list_that_is_none(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "sources.yml").write_text(text)
    with pytest.raises(SourceListError, match=says):
        load_source_list(tmp_path / "sources.yml")


def test_what_is_no_file_and_two_of_one_name(tmp_path: Path) -> None:
    with pytest.raises(SourceListError, match="check the path"):
        load_source_list(tmp_path / "none.yml")
    with pytest.raises(SourceListError, match="source wire, field name: another source has this name"):
        load_source_list(written(tmp_path, FEED, FEED))
    (tmp_path / "sources.yml").write_bytes("sources: # é".encode("latin-1"))
    with pytest.raises(SourceListError, match="UTF-8"):
        load_source_list(tmp_path / "sources.yml")


@pytest.mark.parametrize(
    ("size", "limit"), [("10 MB", 10_000_000), ("1.5gb", 1_500_000_000), ("900 B", 900), (5_000, 5_000)]
)
def test_sizes(tmp_path: Path, size: Any, limit: int) -> None:
    (source,) = load_source_list(written(tmp_path, FEED | {"size_limit": size}))
    assert source.size_limit == limit


def test_a_list_is_told_by_its_name() -> None:
    names = ["sources.yml", "a/SOURCES.YAML#wire", "a.jsonl", "a.yml/b.txt", "folder"]
    assert [is_source_list(name) for name in names] == [True, True, False, False, False]


# Every kind, read for real


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with web.serving() as served:
        served.put("/rss", feed(item(1), item(2)), "text/xml", etag='"1"')
        served.put("/map", f"<urlset><url><loc>{served.address}/a</loc></url></urlset>", "text/xml", etag='"1"')
        served.put("/a", page("A story"), etag='"1"')
        served.put("/b", page("A release"), etag='"1"')
        pages = b"".join(warc_record(f"https://w.example/{n}", page(f"Archived {n}")) for n in range(3))
        served.put("/crawl/1.warc.gz", pages + warc_record("https://w.example/index", "<html><a href='/'>x</a>"))
        served.put("/crawl/2.warc.gz", warc_record("https://w.example/9", page("Archived 9")))
        served.put("/warc.paths.gz", gzip.compress(b"crawl/1.warc.gz\ncrawl/2.warc.gz\n"), etag='"1"')
        yield served


def everything(folder: Path, site: Site) -> Path:
    """A list with each kind of source, with files to read."""
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(web.TEXT)
    record = {"id": "1", "text": web.TEXT, "source": "Its own", "lang": "en"}
    (folder / "drop-1.jsonl").write_text(json.dumps(record) + "\n{cut\n")
    (folder / "drop-2.csv").write_text(f'text\n"{web.TEXT}"\n')
    (folder / "own.warc.gz").write_bytes(warc_record("https://w.example/own", page("Archived here")))
    net = {"allow_private": [site.name], "rate": 6000, "timeout": 5}
    return written(
        folder,
        net | FEED | {"url": f"{site.address}/rss", "country": "PE", "language": "es"},
        net | {"name": "map", "kind": "sitemap", "url": f"{site.address}/map", "publisher": "Map"},
        net | {"name": "page", "kind": "page", "url": f"{site.address}/b", "publisher": "Ministry"},
        {"name": "folder", "kind": "folder", "path": "in", "publisher": "Desk", "country": "DE"},
        {"name": "drop", "kind": "drop", "path": "drop-*"},
        net | {"name": "crawl", "kind": "warc", "url": f"{site.address}/warc.paths.gz", "root": f"{site.address}/"},
        {"name": "own", "kind": "warc", "path": "*.warc.gz", "publisher": "Own crawl"},
    )


def test_each_kind_is_read_and_not_again_until_it_changes(tmp_path: Path, site: Site) -> None:
    path, state = everything(tmp_path, site), MemoryState()

    def tick() -> tuple[list[Article], list[Failure], list[Tally]]:
        tallies: list[Tally] = []
        items = list(read_sources([str(path)], settings=QUICK, state=state, tallies=tallies))
        state.commit()
        return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Failure)], tallies

    articles, (failure,), tallies = tick()
    found = [(article.title, article.source, article.lang, article.publisher_country) for article in articles]
    assert found == [
        ("Held 1", "Wire", "es", "PE"), ("Held 2", "Wire", "es", "PE"),
        ("A story", "Map", "en", None),
        ("A release", "Ministry", "en", None),
        (None, "Desk", "en", "DE"),
        (None, "Its own", "en", None), (None, None, "en", None),
        ("Archived 0", "w.example", "en", None), ("Archived 1", "w.example", "en", None), ("Archived 2", "w.example", "en", None),
        ("Archived here", "Own crawl", "en", None),
    ]  # fmt: skip
    assert (failure.kind, failure.where.endswith("drop-1.jsonl:2"), failure.context) == (
        "json",
        True,
        {"source": "drop"},
    )
    assert {tally.source.name: (tally.articles, tally.failures, tally.left) for tally in tallies} == {
        "wire": (2, 0, 0), "map": (1, 0, 0), "page": (1, 0, 0), "folder": (1, 0, 0), "drop": (2, 1, 0),
        "crawl": (3, 0, 1), "own": (1, 0, 0),
    }  # fmt: skip

    # One archive of the list a run: the second comes now, and of the rest nothing
    articles, failures, tallies = tick()
    assert ([article.title for article in articles], failures) == (["Archived 9"], [])
    assert [tally.source.name for tally in tallies if not tally.unchanged] == ["crawl"]
    (tmp_path / "in" / "b.txt").write_text(f"{web.TEXT} More.")
    articles, failures, tallies = tick()
    assert ([article.source for article in articles], failures) == (["Desk"], [])
    assert site.hits["/crawl/1.warc.gz"] == site.hits["/crawl/2.warc.gz"] == site.hits["/a"] == 1


def test_one_source_of_a_list(tmp_path: Path, site: Site) -> None:
    path = everything(tmp_path, site)
    assert [getattr(found, "title", None) for found in read_sources([f"{path}#page"], settings=QUICK)] == ["A release"]
    (missing,) = read_sources([f"{path}#none"], settings=QUICK)
    assert isinstance(missing, Failure) and missing.kind == "source-list" and "it has wire, map" in missing.message


def test_a_bad_source_is_a_failure_and_the_others_go_on(tmp_path: Path, site: Site) -> None:
    sound = FEED | {"url": f"{site.address}/rss", "allow_private": [site.name], "rate": 6000}
    path = written(tmp_path, FEED | {"name": "bad", "cron": "never"}, sound)
    failure, *articles = read_sources([str(path)], settings=QUICK)
    assert isinstance(failure, Failure) and failure.kind == "source-list" and "*/20" in failure.message
    assert failure.where == f"{path}, source bad, field cron" and len(articles) == 2


def test_missing_files_are_named(tmp_path: Path) -> None:
    sources = [("folder", "nowhere"), ("drop", "none-*.csv"), ("drop", "none.csv"), ("warc", "none.warc")]
    listed = [{"name": f"s{n}", "kind": kind, "path": path} for n, (kind, path) in enumerate(sources)]
    failures = list(read_sources([str(written(tmp_path, *listed))]))
    assert [(f.kind, f.where) for f in failures if isinstance(f, Failure)] == [
        ("missing", str(tmp_path / path)) for _, path in sources
    ]


def test_an_archive_that_is_cut_short_gives_what_it_has_and_is_read_again_when_it_is_mended(tmp_path: Path) -> None:
    whole = warc_record("https://w.example/1", page("One")) + warc_record("https://w.example/2", page("Two"))
    archive, state = tmp_path / "a.warc.gz", MemoryState()
    archive.write_bytes(whole[:-40])
    path = written(tmp_path, {"name": "own", "kind": "warc", "path": "a.warc.gz"})
    article, failure = read_sources([str(path)], state=state)
    assert isinstance(article, Article) and article.title == "One"
    assert isinstance(failure, Failure) and failure.kind == "malformed-warc" and "after record" in failure.message
    state.commit()
    archive.write_bytes(whole)
    assert [getattr(found, "title", None) for found in read_sources([str(path)], state=state)] == ["One", "Two"]
