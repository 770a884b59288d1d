"""Feeds and sitemaps, as hostile as they may be: RSS and Atom by feedparser, sitemaps streamed by lxml.

An entry is the same article as long as its address is, whatever becomes of its GUID; without an address, as long as
its words are. XML that declares entities is refused before a parser sees it.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from pipeline.articles import Article, Failure, article_id
from pipeline.intake.bodies import Damaged, TooLarge, decoded, gunzipped
from pipeline.intake.records import Item, SourceSettings, article_of_record, bare, failure

log = logging.getLogger(__name__)

DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
ENTITY = re.compile(r"<!ENTITY", re.I)
FIRST_ITEM = re.compile(r"<(?:item|entry|url|sitemap)[\s>]", re.I)
PAGE = re.compile(r"<(?:!doctype\s+html|html)", re.I)
ALTERNATE = re.compile(r"""<link[^>]{0,500}type=["']application/(?:rss|atom)\+xml["'][^>]{0,500}>""", re.I)
HREF = re.compile(r"""href=["']([^"']{1,500})""", re.I)
TRACKING = re.compile(r"(?:utm_.+|fbclid|gclid|mc_cid|mc_eid|igshid|at_medium|at_campaign|ocid|cmpid|ns_.+)", re.I)
WHOLE = 60  # words from which an entry's own content counts as the article
TAG = "{*}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed or sitemap: a record (pipeline.intake.records.FIELDS), and whether its text is the whole article."""

    number: int
    record: dict[str, Any]
    whole: bool = False
    nested: bool = False  # another sitemap, not a page

    @property
    def url(self) -> str | None:
        return self.record.get("url")


def canonical_url(url: str | None, base: str = "") -> str | None:
    """The address without what changes from reader to reader (tracking, fragment); None for what is no web address."""
    if not url or not url.strip():
        return None
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    scheme = parts.scheme.lower()
    host = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    query = parts.query
    if any(TRACKING.fullmatch(pair.partition("=")[0]) for pair in query.split("&")):
        kept = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(name, value) for name, value in kept if not TRACKING.fullmatch(name)])
    fragment = parts.fragment if parts.fragment.startswith("!") else ""  # such a fragment is the address of a page
    return f"{scheme}://{host}{parts.path or '/'}{'?' + query if query else ''}{'#' + fragment if fragment else ''}"


def xml_of(data: bytes, where: str, content_type: str, limit: int) -> str | Failure:
    """The XML as text without its declaration; a failure for entities, for a page, and for what is no text."""
    try:
        text = decoded(gunzipped(data, limit), content_type)
    except TooLarge:
        return failure(
            where, "too-large", f"over {limit:,} bytes when decompressed: raise size_limit if that is normal"
        )
    except Damaged as error:
        return failure(where, "cut-short", f"compressed data is broken ({error})", passing=True)
    text = text.lstrip("\ufeff")
    declaration = DECLARATION.match(text)  # only there: a search would take for ever over a megabyte of spaces
    text = text[declaration.end() :] if declaration else text
    entity = ENTITY.search(text)
    if entity and (_has_doctype(text) or not FIRST_ITEM.search(text, 0, entity.start())):
        message = "declares XML entities, which can be made to fill the memory: no feed needs them; tell the publisher"
        return failure(where, "entity-expansion", message)
    return text


def _has_doctype(text: str) -> bool:
    """Whether a DOCTYPE stands before the root."""
    at = _past_prolog(text)
    return text[at : at + 9].upper() == "<!DOCTYPE"


def _is_page(text: str) -> bool:
    """Whether it is HTML."""
    at = _past_prolog(text)
    return PAGE.match(text, at) is not None


def _past_prolog(text: str) -> int:
    """Where white space, comments and instructions end. No regular expression: many comments would make it slow."""
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        sign, end = ("-->", text.find("-->", at)) if text.startswith("<!--", at) else ("?>", text.find("?>", at))
        if not text.startswith(("<!--", "<?"), at) or end < 0:
            return at
        at = end + len(sign)


def parse_feed(
    data: bytes, where: str, content_type: str = "", *, base: str = "", limit: int = 20_000_000
) -> Iterator[Entry | Failure]:
    """The entries of a feed, and after them a failure where it breaks off."""
    import feedparser

    text = xml_of(data, where, content_type, limit)
    if isinstance(text, Failure):
        yield text
        return
    if _is_page(text):
        yield failure(where, "not-a-feed", f"neither RSS nor Atom but a page: {_advice(text, base)}")
        return
    # A file object, as feedparser takes bytes that look like a path for a file to open. Tags go out in `bare`.
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    broken = parsed.bozo and not isinstance(parsed.get("bozo_exception"), feedparser.CharacterEncodingOverride)
    if not parsed.entries and not parsed.version:
        yield failure(where, "not-a-feed", "neither RSS nor Atom: is this the address of a page?")
        return
    for number, found in enumerate(parsed.entries, 1):
        entry = _entry(number, found, parsed.feed, base)
        if not (broken and number == len(parsed.entries) and not entry.url and not entry.record["text"]):
            yield entry  # else it is the one in which the feed breaks off
    if broken:
        why = str(parsed.get("bozo_exception", "")).replace("<unknown>:", "line ")[:200]
        read = f"{len(parsed.entries):,} entries could be read; " if parsed.entries else ""
        yield failure(where, "malformed-feed", f"is no sound XML ({why}); {read}tell the publisher")
    elif not parsed.entries:
        yield failure(where, "empty", "the feed has no entries")


def _advice(page: str, base: str) -> str:
    """Where the page's own feed is, if it says so."""
    link = ALTERNATE.search(page[:50_000])
    href = HREF.search(link[0]) if link else None
    found = canonical_url(href[1], base) if href else None
    return f"its feed is at {found}" if found else "give the address of its feed"


def _entry(number: int, entry: Any, feed: Any, base: str) -> Entry:
    contents = [part.get("value", "") for part in entry.get("content", [])]
    html = max([*contents, entry.get("summary", "")], key=len)
    text = bare(html)
    record = {
        "id": entry.get("id"), "title": bare(entry.get("title", "")), "text": text,
        "published": entry.get("published") or entry.get("updated"), "url": canonical_url(entry.get("link"), base),
        "author": entry.get("author"), "source": feed.get("title"), "lang": (feed.get("language") or "") or None,
        "updated": entry.get("updated"),
    }  # fmt: skip
    return Entry(number, record, whole=any(contents) and len(text.split()) >= WHOLE)


def entry_article(entry: Entry, where: str, settings: SourceSettings) -> Item:
    """The article that an entry holds. Its GUID is kept, and is not what it is known by."""
    item = article_of_record(entry.record, f"{where}, entry {entry.number}", settings, origin=where)
    if isinstance(item, Failure):
        return item
    known_by = article_id(text=item.text, title=item.title, url=item.url, external_id=None, source=item.source)
    return replace(item, id=known_by)


def read_feed(data: bytes, where: str, settings: SourceSettings, content_type: str = "") -> Iterator[Item]:
    """The entries of an RSS or Atom feed, once each: their full content where the feed has it, else the summary."""
    base = where if "://" in where else ""
    met: set[str] = set()
    for entry in parse_feed(data, where, content_type, base=base, limit=settings.max_bytes):
        item = entry if isinstance(entry, Failure) else entry_article(entry, where, settings)
        if isinstance(item, Article):
            if item.id in met:
                continue
            met.add(item.id)
        yield item


def parse_sitemap(
    data: bytes, where: str, content_type: str = "", *, base: str = "", limit: int = 20_000_000
) -> Iterator[Entry | Failure]:
    """The pages (and nested sitemaps) of a sitemap, one at a time, and a failure where it breaks off."""
    from lxml import etree

    text = xml_of(data, where, content_type, limit)
    if isinstance(text, Failure):
        yield text
        return
    if _is_page(text):
        yield failure(where, "not-a-sitemap", "a page, not a sitemap: robots.txt of the site may name its sitemaps")
        return
    number = 0
    events = etree.iterparse(
        io.BytesIO(text.encode("utf-8", "replace")),
        tag=(f"{TAG}url", f"{TAG}sitemap"),
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
    )  # fmt: skip
    try:
        for _, element in events:
            number += 1
            yield _place(number, element, base)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        kind, read = ("malformed-sitemap", f"{number:,} addresses could be read; ") if number else ("not-a-sitemap", "")
        yield failure(where, kind, f"is no sound XML ({str(error)[:200]}); {read}tell the publisher")
        return
    if not number:
        yield failure(where, "not-a-sitemap", "has neither <url> nor <sitemap>: check the address")


def _place(number: int, element: Any, base: str) -> Entry:
    def text(path: str) -> str | None:
        found = element.findtext(path)
        return found.strip() or None if found else None

    news = f"{TAG}news/{TAG}"
    record = {
        "url": canonical_url(text(f"{TAG}loc"), base), "title": text(f"{news}title"),
        "published": text(f"{news}publication_date"), "updated": text(f"{TAG}lastmod"),
        "source": text(f"{news}publication/{TAG}name"), "lang": text(f"{news}publication/{TAG}language"),
    }  # fmt: skip
    return Entry(number, record, nested=element.tag.endswith("sitemap"))
