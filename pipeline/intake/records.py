"""A record → an Article: what every kind of source has in common.

Text is tidied here once and never again: line ends become ``\\n``, control characters go, the form is NFC.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pipeline.articles import Article, Failure, article_id

log = logging.getLogger(__name__)

Item = Article | Failure

ALIASES = {"body": "text", "content": "text", "headline": "title", "date": "published", "language": "lang", "link": "url", "publisher": "source"}  # fmt: skip
FIELDS = ("id", "title", "text", "published", "lang", "source", "url", "author")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
MAX_TITLE = 200
MAX_DATE = 100
MAX_TAGS = 60_000  # a news page has thousands; trafilatura takes 3 s for this many and 22 s for three times as many


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """Limits: bytes of a text file or page, characters of an article, seconds, redirects and retries of a request;
    what a source in the list says of all its articles; and for web archives the model whose screen looks at pages
    before they are parsed (None: all are parsed) and how many processes read.
    """

    max_bytes: int = 20_000_000
    max_characters: int = 2_000_000
    max_download: int = 10_000_000
    connect_timeout: float = 10.0
    total_timeout: float = 60.0
    max_redirects: int = 5
    retries: int = 3
    backoff: float = 0.5
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    screen: str | None = None
    processes: int = 1


def failure(where: str, kind: str, message: str, **context: Any) -> Failure:
    return Failure("ingest", where, kind, message, context=context)


def decode(data: bytes, where: str) -> str | Failure:
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return failure(where, "binary", "this is no text: convert it to text, or leave it out")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:100_000]).best()
        guess = best.encoding if best else "latin-1"
        message = f"not UTF-8 at byte {error.start}; probably {guess}: convert it, `iconv -f {guess} -t utf-8`"
        return failure(where, "encoding", message, byte=error.start)


def split_title(text: str) -> tuple[str | None, str]:
    """The first line is the title when it is short and a blank line follows it."""
    first, _, rest = text.lstrip().partition("\n")
    if rest.startswith(("\n", "\r\n")) and rest.strip() and len(first.strip()) <= MAX_TITLE:
        return first.strip(), rest
    return None, text


def tidy(text: str) -> str:
    """Line ends as ``\\n``, no control characters, NFC, no space at either end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", CONTROL.sub("", text)).strip()


def parse_date(value: Any) -> date | None:
    """A day from a date, an ISO or RFC 2822 string, or the common written forms; None if it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_DATE:
        return None
    from dateutil import parser

    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        pass
    try:
        return parser.parse(value).date()
    except (ValueError, OverflowError):
        log.warning("%r is no date; the article is taken without one", value)
        return None


def article_of_record(record: Mapping[str, Any], where: str, settings: SourceSettings, *, origin: str) -> Item:
    """An article from a record's fields, or why it is none."""
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return failure(where, "no-text", "the record has no text: an article needs a 'text' that is not empty")
    values = {name: value for name in FIELDS if isinstance(value := record.get(name), (str, int, float))}
    strings = {name: str(value) for name, value in values.items()}
    if any(SURROGATE.search(value) for value in strings.values()):
        return failure(where, "surrogate", "holds half of a surrogate pair: write the text again as valid Unicode")
    if len(text) > settings.max_characters:
        return failure(
            where, "too-large", f"{len(text):,} characters, more than {settings.max_characters:,}: split the article"
        )
    text = tidy(text)
    if not text:
        return failure(where, "no-text", "the record has no text: an article needs a 'text' that is not empty")
    title = tidy(strings["title"]) if strings.get("title") else None
    url, external = strings.get("url"), strings.get("id")
    source = settings.publisher or strings.get("source")
    return Article(
        id=article_id(text=text, title=title, url=url, external_id=external, source=source),
        text=text,
        title=title or None,
        published=parse_date(record.get("published")),
        lang=strings["lang"].lower()[:2] if strings.get("lang") else settings.language or _language(text),
        source=source,
        author=strings.get("author"),
        url=url,
        origin=origin,
        external_id=external,
        publisher_country=settings.country,
    )


def _language(text: str) -> str | None:
    from pipeline.intake.language import detect_language

    return detect_language(text)[0]


def named(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with our names for its fields; a field of ours wins over its alias."""
    folded = {str(key).strip().lower(): value for key, value in record.items()}
    renamed = {ALIASES.get(key, key): value for key, value in folded.items() if key not in FIELDS}
    return renamed | {key: value for key, value in folded.items() if key in FIELDS and value is not None}


def page_article(
    page: bytes | str, where: str, url: str | None, settings: SourceSettings, known: Mapping[str, Any] | None = None
) -> Item:
    """An article from a page's HTML: text, title, date, author and site by trafilatura.

    ``known`` is what the feed or sitemap that names the page says of it (title, published, …): that comes first.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if len(page) > settings.max_bytes:
        return failure(where, "too-large", f"over {settings.max_bytes:,} bytes: raise the limit, or leave the page out")
    tags = page.count(b"<") if isinstance(page, bytes) else page.count("<")
    if tags > MAX_TAGS:
        return failure(
            where, "too-large", f"{tags:,} tags, more than {MAX_TAGS:,}: no article has so many; leave it out"
        )
    found: Any = trafilatura.bare_extraction(
        page, url=url, with_metadata=True, include_comments=False, include_tables=False
    )
    text = (found.text or "") if found else ""
    if not found or len(text.split()) < 20:
        return failure(where, "no-article", "no article was found on this page: is it an index, or built by scripts?")
    paragraphs = "\n\n".join(line for line in text.split("\n") if line.strip())
    record = {
        "title": found.title, "text": paragraphs, "published": found.date, "author": found.author,
        "source": found.sitename or found.hostname, "url": url or found.url,
    }  # fmt: skip
    record |= {name: value for name, value in (known or {}).items() if value}
    return article_of_record(record, where, settings, origin=where)


def bare(markup: str) -> str:
    """The text of a piece of HTML, a blank line between paragraphs."""
    if not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return markup
    from lxml import html

    tree = html.fromstring(f"<div>{markup}</div>")
    for unread in list(tree.iter("script", "style", "template")):
        unread.drop_tree()
    for block in tree.iter("p", "br", "li", "h1", "h2", "h3", "div", "blockquote"):
        block.tail = "\n\n" + (block.tail or "")
    return "\n\n".join(_paragraphs(str(tree.text_content())))


def _paragraphs(text: str) -> Iterator[str]:
    """What stands between blank lines. A regular expression would take for ever over a megabyte of spaces."""
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield "\n".join(lines).strip()
            lines = []
