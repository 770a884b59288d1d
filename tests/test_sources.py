"""Sources: every form that news comes in, and everything that can be wrong with it, on real files and a real server."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest

from pipeline.articles import Article, Failure
from pipeline.sources import SourceSettings, parse_date, read_sources

TEXT = "Police in Lima arrested two suspected members of a gang on Monday, the ministry said in a statement. " * 3
PAGE = f"""<html lang="en"><head><title>Two held in Lima</title><meta property="og:site_name" content="The Wire">
<meta name="author" content="Ana Paz"><meta property="article:published_time" content="2024-02-06"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Two held in Lima</h1><p>{TEXT}</p><p>{TEXT.replace("Lima", "Callao")}</p></article>
<footer>All rights reserved</footer></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title><language>en-us</language>
<item><guid>g1</guid><title>Two held</title><link>https://example.org/1</link><pubDate>Tue, 06 Feb 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item>
<item><guid>g2</guid><title>Nothing</title><link>https://example.org/2</link></item></channel></rss>"""


def read(*sources: Path | str, settings: SourceSettings | None = None) -> tuple[list[Article], list[Failure]]:
    items = list(read_sources([str(source) for source in sources], settings=settings))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Failure)]


def test_text_with_a_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Two held in Lima\r\n\r\n{TEXT}\r\n", encoding="utf-8-sig")
    ((article,), failures) = read(path)
    assert (article.title, article.text, article.lang, failures) == ("Two held in Lima", TEXT.strip(), "en", [])


def test_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    ((article,), _) = read(path)
    assert (article.title, article.published, article.author, article.source) == (
        "Two held in Lima", date(2024, 2, 6), "Ana Paz", "The Wire",
    )  # fmt: skip
    assert "Callao" in article.text and "All rights" not in article.text and "Sport" not in article.text


def test_json_lines_csv_parquet_and_gzip_give_the_same_articles(tmp_path: Path) -> None:
    import gzip

    record = {
        "id": "x1",
        "headline": "Two held",
        "body": TEXT,
        "date": "2024-02-06",
        "language": "en",
        "publisher": "Wire",
    }
    line = json.dumps(record) + "\n"
    (tmp_path / "a.jsonl").write_text(line)
    (tmp_path / "b.json").write_text(json.dumps([record]))
    with gzip.open(tmp_path / "c.jsonl.gz", "wt") as file:
        file.write(line)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT * FROM read_json(?)", [str(tmp_path / "a.jsonl")])
        connection.execute(f"COPY t TO '{tmp_path / 'd.csv'}' (HEADER)")
        connection.execute(f"COPY t TO '{tmp_path / 'e.parquet'}' (FORMAT parquet)")
    articles, failures = read(tmp_path)
    assert failures == [] and len(articles) == 5
    assert {(a.id, a.title, a.text, a.published, a.lang, a.source) for a in articles} == {
        (articles[0].id, "Two held", TEXT.strip(), date(2024, 2, 6), "en", "Wire")
    }


def test_a_feed(tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_text(FEED)
    ((article,), (failure,)) = read(tmp_path / "f.xml")
    assert (article.url, article.title, article.published, article.source, article.lang) == (
        "https://example.org/1", "Two held", date(2024, 2, 6), "The Wire", "en",
    )  # fmt: skip
    assert article.text == TEXT.strip()
    assert (failure.kind, "entry 2" in failure.where) == ("no-text", True)


def test_an_annotated_article_is_read_as_its_text(tmp_path: Path) -> None:
    head = "---\nid: t1\nlang: en\npublished: 2024-02-06\nsource: Wire\ntitle: Held\n---\n"
    (tmp_path / "a.md").write_text(head + "[Ana Paz|PERSON#p1] fled.\n")
    ((article,), _) = read(tmp_path / "a.md")
    assert (article.text, article.published, article.external_id) == ("Ana Paz fled.", date(2024, 2, 6), "t1")


# name of the file, its bytes, the kind of the failure, what the message says
BAD = [
    ("empty.txt", b"", "empty", "empty"),
    ("blank.txt", b" \n\n", "empty", "empty"),
    ("binary.txt", b"\x7fELF\x00\x01\x02", "binary", "convert"),
    ("broken.txt", "Policía".encode("latin-1") + b" detuvo a dos hombres en Lima", "encoding", "byte 5"),
    ("cut.jsonl", b'{"text": "Police sa\n{"text": "Police said so."}', "json", "cut short"),
    ("none.jsonl", b'{"title": "No text"}\n', "no-text", "text"),
    ("half.jsonl", b'{"text": "\\ud83d half a pair"}\n', "surrogate", "Unicode"),
    ("list.json", b"[1]", "json", "object"),
    ("index.html", b"<html><body><a href='/a'>A</a></body></html>", "no-article", "no article"),
    ("feed.xml", b"this is no feed", "not-a-feed", "RSS"),
    ("table.csv", b"title,author\nA,B\n", "columns", "text"),
    ("bad.parquet", b"PAR1 not really", "table", "table"),
    ("bad.md", b"---\nid: x\n---\n[broken\n", "annotation", "corpus check"),
]


@pytest.mark.parametrize(("name", "content", "kind", "message"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_is_named_and_its_neighbour_unharmed(
    tmp_path: Path, name: str, content: bytes, kind: str, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(TEXT)
    articles, failures = read(tmp_path)
    assert any(article.text == TEXT.strip() for article in articles)
    (failure,) = failures
    assert failure.kind == kind and name in failure.where and message in failure.message


def test_a_line_cut_short_is_named_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n{"text": "Tw\n{"text": "Three."}\n')
    articles, (failure,) = read(tmp_path / "a.jsonl")
    assert [a.text for a in articles] == ["One.", "Three."]
    assert failure.where.endswith("a.jsonl:2")


def test_missing_unreadable_unsupported_and_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("x")
    (tmp_path / "huge.txt").write_bytes(b"word " * 10_000_000)
    (tmp_path / "void").mkdir()
    _, failures = read(
        tmp_path / "nope.txt", tmp_path / "a.docx", tmp_path / "huge.txt", tmp_path / "void", "ftp://x/y"
    )
    assert [f.kind for f in failures] == ["missing", "unsupported", "too-large", "empty", "unsupported"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read every file")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert [f.kind for f in read(path)[1]] == ["unreadable"]


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/gone":
            self.send_error(404)
        elif self.path == "/silent":
            time.sleep(3)
        else:
            body = {"/page": PAGE, "/feed": FEED, "/endless": "x" * 300_000}[self.path].encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


QUICK = SourceSettings(connect_timeout=0.5, total_timeout=1.0, max_download=200_000)


def test_an_address(site: str) -> None:
    ((article,), failures) = read(f"{site}/page")
    assert (article.url, article.title, failures) == (f"{site}/page", "Two held in Lima", [])


def test_a_feed_by_address(site: str) -> None:
    articles, _ = read(f"{site}/feed")
    assert [a.title for a in articles] == ["Two held"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/loop", "redirects"), ("/gone", "http-status"), ("/silent", "no-answer"), ("/endless", "too-large")],
)
def test_a_web_that_misbehaves(site: str, path: str, kind: str) -> None:
    _, (failure,) = read(f"{site}{path}", settings=QUICK)
    assert (failure.kind, failure.where) == (kind, f"{site}{path}")


def test_an_address_that_does_not_answer() -> None:
    _, (failure,) = read("http://127.0.0.1:9/x", settings=QUICK)
    assert failure.kind == "no-answer"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02-06", date(2024, 2, 6)),
        ("2024-02-06T23:10:00+02:00", date(2024, 2, 6)),
        ("Tue, 06 Feb 2024 10:00:00 GMT", date(2024, 2, 6)),
        ("February 6, 2024", date(2024, 2, 6)),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(value: object, expected: date | None) -> None:
    assert parse_date(value) == expected


def test_an_id_does_not_depend_on_the_file(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(json.dumps({"id": "7", "text": TEXT}) + "\n")
    articles, _ = read(tmp_path)
    assert len({a.id for a in articles}) == 1
