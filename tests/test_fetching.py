"""Fetching on a real, hostile web: each trouble is named, costs little, and leaves the neighbours unharmed."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import ssl
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hostile_web as web
import httpcore
import pytest
from hostile_web import Site, feed, item, page

from pipeline.articles import Article, Failure
from pipeline.intake import addresses, fetching
from pipeline.intake.addresses import is_public
from pipeline.intake.bodies import Damaged, TooLarge, decoded, inflate
from pipeline.intake.feeds import canonical_url, parse_sitemap, read_feed
from pipeline.intake.fetch_state import MemoryState, Seen, SqliteState
from pipeline.intake.fetching import Fetched, Fetcher, NotModified, Terms
from pipeline.intake.records import Item, SourceSettings
from pipeline.intake.robots import Robots
from pipeline.settings import fetch_state_path, user_agent
from pipeline.sources import read_sources

QUICK = SourceSettings(backoff=0.01, connect_timeout=0.5)


@pytest.fixture
def site() -> Iterator[Site]:
    with web.serving() as served:
        yield served


def terms(site: Site, **changed: Any) -> Terms:
    return Terms(**({"total": 2.0, "backoff": 0.01, "allowed": frozenset([site.name])} | changed))


def listed(folder: Path, *sources: dict[str, Any]) -> str:
    """A list of feeds at that site, each quick, each field as given."""
    path = folder / "sources.yml"
    quick = {"kind": "feed", "publisher": "Wire", "rate": 6000, "timeout": 2}
    path.write_text(json.dumps({"sources": [quick | source for source in sources]}))
    return str(path)


def articles(items: list[Item]) -> list[Article]:
    return [found for found in items if isinstance(found, Article)]


# The whole hostile web at once, read in a process of its own that tells what memory it took

# path → articles, kind of the failure, a word of what its message says to do
HOSTILE: dict[str, tuple[int, str | None, str]] = {
    "/inside.xml": (0, "private-address", "allow_private"),  # first: its neighbour is then met as a private host
    "/drip.xml": (0, "too-slow", "higher timeout"),
    "/head.xml": (0, "too-slow", "higher timeout"),
    "/endless.xml": (0, "too-large", "raise size_limit"),
    "/bomb.xml": (0, "too-large", "decompressed"),
    "/many.xml": (10_000, None, ""),
    "/loop.xml": (0, "redirects", "circle"),
    "/far0.xml": (0, "redirects", "more than 5"),
    "/cloud.xml": (0, "private-address", "allow_private"),
    "/file.xml": (0, "unsupported", "http"),
    "/private1.xml": (0, "robots-disallow", "ask the publisher"),
    "/sly.xml": (0, "robots-disallow", "ask the publisher"),  # by way of a redirect
    "/errors.xml": (1, None, ""),
    "/busy.xml": (1, None, ""),
    "/down.xml": (0, "busy", "next run"),
    "/gone.xml": (0, "http-status", "check the address"),
    "/reset.xml": (0, "no-answer", "next run"),
    "/short.xml": (0, "cut-short", "next run"),
    "/headers.xml": (0, "malformed-answer", "tell the publisher"),
    "/brotli.xml": (0, "content-encoding", "gzip"),
    "/malformed.xml": (2, "malformed-feed", "tell the publisher"),  # what stands before the break is kept
    "/none.xml": (0, "not-a-feed", "RSS"),
    "/page.xml": (0, "not-a-feed", "its feed is at http"),
    "/tags.html": (0, "too-large", "leave it out"),  # what reads pages would take minutes over it
    "/entities.xml": (0, "entity-expansion", "tell the publisher"),
    "/outside.xml": (0, "entity-expansion", "tell the publisher"),
    "/twice.xml": (2, None, ""),
    "/guids.xml": (2, None, ""),
    "/charset.xml": (1, None, ""),
    "/utf8.xml": (1, None, ""),
}
SLOW = ("/drip.xml", "/head.xml")
CHILD = """
import json, sys
from pipeline.articles import Article
from pipeline.intake.records import SourceSettings
from pipeline.sources import read_sources
tallies, failures, texts = [], {}, {}
for found in read_sources(sys.argv[1:], settings=SourceSettings(backoff=0.01, connect_timeout=0.5), tallies=tallies):
    if isinstance(found, Article):
        texts[tallies[-1].source.name] = found.text
    else:
        failures.setdefault(found.context["source"], []).append([found.kind, found.where, found.message])
rows = {tally.source.name: tally.articles for tally in tallies}
# Not getrusage: its peak begins with that of the process that forked this one.
(peak,) = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([rows, failures, texts, int(peak) / 1024]))
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with web.serving() as hostile, web.serving() as neighbour:
        web.misbehave(hostile, neighbour)
        neighbour.put("/good.xml", feed(item("good")), "text/xml")
        sources: list[dict[str, Any]] = []
        for path in HOSTILE:
            # A sitemap may not reach outside either; a slow one is given a second, as all of them together run here.
            kind = {"/outside.xml": "sitemap", "/tags.html": "page"}.get(path, "feed")
            slow = {"timeout": 0.5} if path in SLOW else {"timeout": 10}
            at = {"name": path.strip("/"), "url": hostile.address + path, "allow_private": [hostile.name]}
            size = {"language": "en"} if path == "/many.xml" else {"size_limit": "1 MB"}
            sources.append({"kind": kind, **slow, **size, **at})
            good = {"name": f"after-{path.strip('/')}", "url": f"{neighbour.address}/good.xml"}
            sources.append({**good, "allow_private": [neighbour.name]})
        name = listed(tmp_path_factory.mktemp("hostile"), *sources)
        done = subprocess.run([sys.executable, "-c", CHILD, name], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        yield json.loads(done.stdout)


@pytest.mark.parametrize(("path", "count", "kind", "says"), [(path, *row) for path, row in HOSTILE.items()])
def test_a_hostile_source_is_named_and_its_neighbour_unharmed(
    outcome: Any, path: str, count: int, kind: str | None, says: str
) -> None:
    read, failures, _, _ = outcome
    name = path.strip("/")
    assert read[name] == count
    assert [failure[0] for failure in failures.get(name, [])] == ([kind] if kind else [])
    for _, where, message in failures.get(name, []):
        assert where.endswith(path) and says in message, (where, message)
    assert (read[f"after-{name}"], f"after-{name}" in failures) == (1, False)


@pytest.mark.parametrize("name", ["charset.xml", "utf8.xml"])
def test_a_wrong_charset_is_seen_through(outcome: Any, name: str) -> None:
    assert outcome[2][name].startswith("La policía detuvo a dos hombres en Bogotá, según")


def test_memory_stays_under_500_mb(outcome: Any) -> None:
    assert outcome[3] < 500


# Politeness


def test_we_say_who_we_are(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLOTTER_CONTACT", "desk@example.org")
    site.put("/a", page("A"))
    Fetcher().get(f"{site.address}/a", terms(site))
    assert site.headers["/a"]["user-agent"] == user_agent()
    assert user_agent().startswith("blotter/") and "desk@example.org" in user_agent()


def test_robots_is_asked_once_a_day_for_all_runs(site: Site) -> None:
    site.put("/robots.txt", "User-agent: blotter\nDisallow: /no\n")
    site.put("/yes", page("A"))
    state = MemoryState()
    for _ in range(2):
        fetcher = Fetcher(state)
        assert isinstance(fetcher.get(f"{site.address}/yes", terms(site)), Fetched)
        assert fetcher.get(f"{site.address}/no", terms(site)).kind == "robots-disallow"  # type: ignore[union-attr]
    assert (site.hits["/robots.txt"], site.hits["/yes"], site.hits["/no"]) == (1, 2, 0)


def test_without_robots_nothing_is_read_unless_a_person_named_the_address(site: Site) -> None:
    site.put("/robots.txt", "", status=503)
    site.put("/a", page("A"))
    refused = Fetcher().get(f"{site.address}/a", terms(site))
    assert isinstance(refused, Failure) and (refused.kind, refused.context["passing"]) == ("robots-unreachable", True)
    assert isinstance(Fetcher().get(f"{site.address}/a", terms(site, strict=False)), Fetched)


def test_an_old_robots_holds_while_there_is_no_new_one(site: Site) -> None:
    site.put("/robots.txt", "", status=503)
    state = MemoryState()
    state.keep_robots(site.address, "User-agent: *\nDisallow: /no", time.time() - 90_000)
    site.put("/a", page("A"))
    assert isinstance(Fetcher(state).get(f"{site.address}/a", terms(site)), Fetched)
    assert Fetcher(state).get(f"{site.address}/no", terms(site)).kind == "robots-disallow"  # type: ignore[union-attr]
    assert site.hits["/robots.txt"] == 2


def test_the_host_sets_the_pace(site: Site) -> None:
    site.put("/a", page("A"))
    slept: list[float] = []
    fetcher = Fetcher(sleep=slept.append)
    for _ in range(3):
        assert isinstance(fetcher.get(f"{site.address}/a", terms(site, rate=60)), Fetched)
    assert [round(pause) for pause in slept] == [1, 2]  # this sleep takes no time, so the waits add up
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 90000\n")
    fetcher = Fetcher()
    assert isinstance(fetcher.get(f"{site.address}/a", terms(site)), Fetched)
    held = fetcher.get(f"{site.address}/a", terms(site))
    assert isinstance(held, Failure) and held.kind == "asked-to-wait"


def test_a_host_that_asks_to_wait_is_left_alone_by_later_runs(site: Site, tmp_path: Path) -> None:
    site.put("/a", "", status=429, Retry_After="3600")
    for _ in range(2):
        with SqliteState(tmp_path / "s.sqlite") as state:
            failure = Fetcher(state).get(f"{site.address}/a", terms(site))
        assert isinstance(failure, Failure) and failure.kind == "asked-to-wait" and "3,6" in failure.message
    assert site.hits["/a"] == 1


def test_a_dead_host_is_given_up_by_the_source_that_leads_to_it_and_by_no_other(site: Site, tmp_path: Path) -> None:
    with web.serving() as dead:
        links = [f"<item><title>T{n}</title><link>{dead.address}/{n}</link></item>" for n in range(10)]
        for number in range(10):
            dead.pages[f"/{number}"] = web.slow_drip
        site.put("/feed", feed(*links), "text/xml")
        dead.put("/feed", feed(item(1)), "text/xml")
        hosts = {"allow_private": [site.name, dead.name], "timeout": 0.3}
        name = listed(
            tmp_path,
            hosts | {"name": "links", "url": f"{site.address}/feed"},
            hosts | {"name": "other", "url": f"{dead.address}/feed"},
        )
        started = time.monotonic()
        *failures, article = read_sources([name], settings=QUICK)
        assert [getattr(found, "kind", None) for found in failures] == ["too-slow"] * 3 + ["no-answer"] * 7
        assert isinstance(article, Article) and time.monotonic() - started < 10
        assert sum(dead.hits[f"/{number}"] for number in range(10)) == 3


def test_unchanged_is_not_sent_again_once_it_is_stored(site: Site, tmp_path: Path) -> None:
    site.put("/feed", feed(item(1)), "text/xml", etag='"1"')
    name = listed(tmp_path, {"name": "wire", "url": f"{site.address}/feed", "allow_private": [site.name]})

    def tick(*, stored: bool) -> int:
        with SqliteState(tmp_path / "w.fetch.sqlite") as state:
            items = list(read_sources([name], settings=QUICK, state=state))
            assert articles(items) == items
            if stored:
                state.commit()
        return len(items)

    # The first run dies before it has stored anything: the second must get the articles all the same
    assert [tick(stored=False), tick(stored=True), tick(stored=True)] == [1, 1, 0]
    assert "if-none-match" in site.headers["/feed"]
    site.put("/feed", feed(item(1), item(2)), "text/xml", etag='"2"')
    assert tick(stored=True) == 2


def test_a_warehouse_made_anew_is_sent_everything_again(tmp_path: Path) -> None:
    with SqliteState(tmp_path / "s.sqlite") as state:
        state.remember("a", Seen('"1"', None, None, 1.0))
        state.commit()
        state.wait("host", 2.0)
    with SqliteState(tmp_path / "s.sqlite", fresh=True) as state:
        assert (state.seen("a"), state.waits_until("host")) == (None, 2.0)


def test_a_feed_of_links_is_fetched_a_few_pages_a_run_and_each_once(site: Site, tmp_path: Path) -> None:
    links = [f"<item><title>T{n}</title><link>/p{n}?utm_source=rss</link></item>" for n in range(5)]
    site.put("/feed", feed(*links), "text/xml", etag='"1"')
    for number in range(5):
        site.put(f"/p{number}", page(f"Page {number}", f"{web.TEXT} Number {number}."), etag=f'"{number}"')
    site.put("/p3", "", status=500)
    source = {"name": "wire", "url": f"{site.address}/feed", "allow_private": [site.name], "pages": 2}
    name, state = listed(tmp_path, source), MemoryState()

    def tick() -> list[str]:
        items = list(read_sources([name], settings=QUICK, state=state))
        state.commit()
        return [found.title or "" if isinstance(found, Article) else found.kind for found in items]

    assert [tick() for _ in range(3)] == [["T0", "T1"], ["T2", "busy"], ["busy", "T4"]]
    site.put("/p3", page("Page 3"))
    assert [tick(), tick()] == [["T3"], []]
    assert [site.hits[f"/p{n}"] for n in (0, 1, 2, 4)] == [1, 1, 1, 1] and site.hits["/feed"] == 5
    assert tick() == [] and "if-none-match" in site.headers["/feed"]


def test_a_page_that_changed_is_read_again(site: Site, tmp_path: Path) -> None:
    site.put("/feed", feed("<item><title>T</title><link>/p</link></item>"), "text/xml")
    site.put("/p", page("Page"), etag='"1"')
    source = {"name": "wire", "url": f"{site.address}/feed", "allow_private": [site.name], "recheck": 0}
    name, state = listed(tmp_path, source), MemoryState()

    def tick() -> list[Article]:
        found = articles(list(read_sources([name], settings=QUICK, state=state)))
        state.commit()
        return found

    (before,), nothing = tick(), tick()
    site.put("/p", page("Page", f"{web.TEXT} Three, not two."), etag='"2"')
    (after,) = tick()
    assert nothing == [] and before.id == after.id and after.text.endswith("Three, not two.")


def test_changed_guids_are_the_same_articles(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = web.changing_guids
    name = listed(tmp_path, {"name": "wire", "url": f"{site.address}/feed", "allow_private": [site.name]})
    first, second = (articles(list(read_sources([name], settings=QUICK))) for _ in range(2))
    assert [found.id for found in first] == [found.id for found in second]
    assert [found.url for found in first] == ["https://wire.example/1", None]
    assert [found.external_id for found in first] != [found.external_id for found in second]


def test_a_sitemap_index_leads_to_new_pages_only(site: Site, tmp_path: Path) -> None:
    at = site.address
    today = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    old = f"<sitemap><loc>{at}/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
    site.put(
        "/index.xml", f"<sitemapindex><sitemap><loc>{at}/news.xml.gz</loc></sitemap>{old}</sitemapindex>", "text/xml"
    )
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{at}/p</loc><n:news><n:publication><n:language>en</n:language></n:publication>"
        f"<n:publication_date>{today}</n:publication_date><n:title>Held in Lima</n:title></n:news></url>"
        f"<url><loc>{at}/older</loc><lastmod>2020-01-01</lastmod></url></urlset>"
    )
    site.put("/news.xml.gz", gzip.compress(news.encode()), "application/x-gzip")
    site.put("/p", page("A title of the page"))
    name = listed(
        tmp_path,
        {"name": "map", "kind": "sitemap", "url": f"{at}/index.xml", "allow_private": [site.name], "country": "PE"},
    )
    ((article,),) = [articles(list(read_sources([name], settings=QUICK)))]
    assert (article.title, str(article.published), article.source, article.publisher_country) == (
        "Held in Lima", today[:10], "Wire", "PE",
    )  # fmt: skip
    assert site.hits["/old.xml"] == site.hits["/older"] == 0


def test_a_sitemap_that_breaks_off_gives_what_it_has() -> None:
    found = list(parse_sitemap(b"<urlset><url><loc>https://a.example/1</loc></url><url><loc>", "m"))
    assert [getattr(entry, "url", None) or getattr(entry, "kind", None) for entry in found] == [
        "https://a.example/1", "malformed-sitemap",
    ]  # fmt: skip


# Addresses


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_other_names_of_this_machine_are_refused(site: Site, host: str) -> None:
    site.put("/a", page("A"))
    refused = Fetcher().get(f"http://{host}:{site.server_port}/a", terms(site))
    assert isinstance(refused, Failure) and refused.kind in ("private-address", "unsupported", "no-answer")
    assert not site.hits


def test_a_name_is_resolved_once_and_its_checked_address_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    asked: list[str] = []
    connected: list[str] = []

    def rebinding(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(self: Any, host: str, *_: Any, **__: Any) -> Any:
        connected.append(host)
        raise httpcore.ConnectError("no network in a test")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    backend = addresses.GuardedBackend(addresses.Deadline(5), frozenset())
    with pytest.raises(httpcore.ConnectError):
        backend.connect_tcp("rebind.example", 80)
    assert (asked, connected) == (["rebind.example"], ["93.184.216.34"])
    with pytest.raises(addresses.PrivateAddress):
        backend.connect_tcp("rebind.example", 80)
    assert connected == ["93.184.216.34"]


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl to make a certificate")
def test_certificates_are_checked_for_the_name(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "1"]
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run([*make, *files, *names], check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    site.socket = server.wrap_socket(site.socket, server_side=True)
    site.put("/a", page("A"))
    site.pages["/slow"] = web.slow_drip
    allowed = frozenset(["localhost", "127.0.0.1"])
    strangers = Fetcher().get(f"https://localhost:{site.server_port}/a", terms(site, allowed=allowed, strict=False))
    assert isinstance(strangers, Failure) and "CERTIFICATE_VERIFY_FAILED" in strangers.message

    trusting = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    monkeypatch.setattr(fetching, "_tls", lambda: trusting)
    at = terms(site, allowed=allowed, total=0.5)
    assert isinstance(Fetcher().get(f"https://localhost:{site.server_port}/a", at), Fetched)
    slow = Fetcher().get(f"https://localhost:{site.server_port}/slow", at)
    assert isinstance(slow, Failure) and slow.kind == "too-slow"
    other_name = Fetcher().get(f"https://127.0.0.1:{site.server_port}/a", terms(site, allowed=allowed, strict=False))
    assert isinstance(other_name, Failure) and "certificate" in other_name.message


def test_an_address_given_by_hand_leads_nowhere_private(site: Site) -> None:
    with web.serving() as other:
        other.put("/secret", page("Secret"))
        site.pages["/a"] = web.redirect(f"{other.address}/secret")
        (failure,) = read_sources([f"{site.address}/a"], settings=QUICK)
        assert isinstance(failure, Failure) and failure.kind == "private-address" and not other.hits


def test_not_modified_only_counts_where_we_asked(site: Site) -> None:
    site.put("/a", "", status=304)
    state = MemoryState()
    assert Fetcher(state).get(f"{site.address}/a", terms(site), key="k").kind == "http-status"  # type: ignore[union-attr]
    state.remember("k", Seen(etag='"1"'))
    state.commit()
    assert isinstance(Fetcher(state).get(f"{site.address}/a", terms(site), key="k"), NotModified)


def test_what_is_no_page_is_not_read(site: Site) -> None:
    site.put("/a", b"%PDF-1.4", "application/pdf")
    got = Fetcher().get(f"{site.address}/a", terms(site), pages=True)
    assert isinstance(got, Failure) and got.kind == "content-type" and "application/pdf" in got.message


# The parts

SPANISH = "La policía detuvo a dos hombres en Bogotá, según el ministerio; mañana habrá más detalles."
ROBOTS = """
User-agent: other
Disallow: /
User-agent: blotter
User-agent: third/2.0
Disallow: /shop   # not ours
Allow: /shop/open
Disallow: /*.pdf$
Disallow: /caf%C3%A9
Disallow: /a/*/z
User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True), ("/shop", False), ("/shopping", False), ("/shop/open/1", True), ("/x.pdf", False), ("/x.pdf?a", True),
        ("/café", False), ("/caf%c3%a9", False), ("/a/b/c/z1", False), ("/a/z", True), ("/robots.txt", True),
    ],
)  # fmt: skip
def test_robots(path: str, allowed: bool) -> None:
    assert Robots.parse(ROBOTS).allows(f"https://a.example{path}") is allowed


def test_robots_of_a_hostile_site_is_matched_fast() -> None:
    rules = Robots.parse("User-agent: *\n" + "Disallow: /" + "*a" * 5_000 + "*b$\n" * 1)
    started = time.monotonic()
    assert rules.allows("https://a.example/" + "a" * 8_000) and time.monotonic() - started < 0.5


@pytest.mark.parametrize(
    ("data", "content_type", "text"),
    [
        ("é".encode(), "", "é"),
        ("é".encode("cp1252"), "text/html; charset=iso-8859-1", "é"),
        ("“é”".encode("cp1252"), "text/html; charset=iso-8859-1", "“é”"),  # browsers read Latin-1 as Windows-1252
        ('<meta charset="koi8-r">Привет'.encode("koi8-r"), "text/html", '<meta charset="koi8-r">Привет'),
        ("é".encode("utf-16"), "text/html; charset=utf-8", "é"),  # the mark at its beginning wins
        ("é".encode(), "text/html; charset=latin-1", "é"),
        (b"abc", "text/html; charset=no-such", "abc"),
        (SPANISH.encode("cp1252"), "text/html; charset=rot13", SPANISH),  # a codec that is no character set
        (SPANISH.encode("cp1252"), "", SPANISH),
    ],
)  # fmt: skip
def test_charsets(data: bytes, content_type: str, text: str) -> None:
    assert decoded(data, content_type) == text


@pytest.mark.parametrize(
    "text",
    [
        "<!---->" * 200_000,
        f"<rss><channel><item><description>&lt;p&gt;{' ' * 2_000_000}x</description></item></channel></rss>",
        f"<rss><channel><item><title>x</title><pubDate>{'1 ' * 500_000}</pubDate></item></channel></rss>",
    ],
    ids=["comments", "spaces", "date"],
)
def test_words_that_would_keep_a_regular_expression_busy(text: str) -> None:
    started = time.monotonic()
    list(read_feed(text.encode(), "f", SourceSettings()))
    assert time.monotonic() - started < 5


def test_decompression_stops_at_its_limit() -> None:
    data = gzip.compress(b"a" * 1_000) + gzip.compress(b"b" * 1_000)
    assert b"".join(inflate([data], 2_000)) == b"a" * 1_000 + b"b" * 1_000
    assert b"".join(inflate([bytes([byte]) for byte in data], 2_000)) == b"a" * 1_000 + b"b" * 1_000
    with pytest.raises(TooLarge):
        list(inflate([data], 1_999))
    with pytest.raises(Damaged):
        list(inflate([data[:-9]], 2_000))
    bare = zlib.compressobj(wbits=-15)
    assert b"".join(inflate([bare.compress(b"text" * 9) + bare.flush()], 100)) == b"text" * 9


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://A.example:443/x?utm_source=rss&id=7&fbclid=1#top", "https://a.example/x?id=7"),
        ("/y", "https://base.example/y"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/#!/story/1", "https://a.example/#!/story/1"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?b=2&a=1"),
        ("javascript:alert(1)", None),
        ("", None),  # an item without a link is not the feed itself
        ("http://[bad", None),
    ],
)
def test_canonical_addresses(url: str, same: str | None) -> None:
    assert canonical_url(url, "https://base.example/feed") == same


@pytest.mark.parametrize(
    ("warehouse", "path"),
    [
        ("warehouse/blotter.duckdb", "warehouse/blotter.fetch.sqlite"),
        ("ducklake:sqlite:a/lake.sqlite", "a/lake.fetch.sqlite"),
    ],
)
def test_the_memory_lies_beside_the_warehouse(warehouse: str, path: str) -> None:
    assert str(fetch_state_path(warehouse)) == path
    assert "secret" not in str(fetch_state_path("ducklake:postgres:host=db password=secret"))
