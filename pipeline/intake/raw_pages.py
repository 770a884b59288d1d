"""Could a page of a web archive hold an article of ours? Asked of its bytes, before any HTML is parsed.

Of a day's pages nearly all are in other languages or about other things, and parsing one costs thirty times what is asked here,
from the cheapest question on: is it a page at all, in English, with our words; then the screen on its text, stripped plainly.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from pathlib import Path

from pipeline.intake.bodies import Damaged, TooLarge, inflate
from pipeline.intake.page_reasons import OFF_TOPIC, OFF_TOPIC_TEXT, OTHER_LANGUAGE
from pipeline.screen import MAX_CHARACTERS, Screen, WordScreen, words_of

READ = 2_000_000  # bytes of a page that are looked at; news pages have 30 to 300 kB
ENOUGH = MAX_CHARACTERS * 5 // 4  # bytes of text, with its entities
SHORT = 40  # bytes; what is shorter is a caption, a button, a line of a menu
PARAGRAPH = 150  # bytes; the beginning of a story under a link to it is shorter, nearly every paragraph longer
LONG = SHORT + 2  # the same with the shortest tag before it

LANG = re.compile(rb"""<html[^<>]{0,400}?\slang\s*=\s*["']?([a-zA-Z]{2})""")
TAG = re.compile(rb"<[^<>]*>")
TEASER = re.compile(rb"<a\s[^<>]*>[^<>]{%d,}</a" % SHORT, re.I)
BLOCK = re.compile(
    rb"</?(?:p|div|br|li|ul|ol|td|tr|table|h[1-6]|section|article|header|footer|nav|aside|blockquote|figure|figcaption|title|body|head|form|main)\b[^<>]*>",
    re.I,
)
UNREAD = (b"script", b"style", b"noscript", b"template", b"svg")

# Of the words of an English text 15 to 25 in a hundred are one of these, of no other language's more than 5.
ENGLISH_WORDS = frozenset("the of and to that was with said by from were has have their which after who this".split())
ENGLISH_SHARE = 0.07
SAMPLE = 2_000  # characters
# Where the page says that it is in another language, it is believed unless this many stand in it.
ARTICLES = 25

# How much the screen without pairs of words may be below the threshold, in log-odds; and the screen on a page's plain text.
# ``python -m pipeline.warc_bench --loss`` measures what is lost.
WORDS_MARGIN = 2.0
TEXT_MARGIN = 0.7


class RawScreen:
    """The screen of a model, asked of bytes: ``reason`` says why a page need not be parsed."""

    def __init__(self, screen: Screen, threshold: float) -> None:
        self.screen, self.words = screen, WordScreen(screen)
        self.least_words = lowered(threshold, WORDS_MARGIN)
        self.least_text = lowered(threshold, TEXT_MARGIN)

    def reason(self, body: bytes) -> str | None:
        """Why the page holds no article for us (``OTHER_LANGUAGE``, ``OFF_TOPIC``, ``OFF_TOPIC_TEXT``); None where it may."""
        if b"\x00" in body[:200]:
            return None  # UTF-16, or worse: the parser knows
        body = body[:READ]
        hint = LANG.search(body, 0, 5_000)
        if hint and hint[1].lower() != b"en" and body.count(b" the ") < ARTICLES:
            return OTHER_LANGUAGE
        texts = readings(long_texts(body))
        if not is_english(texts[0]):
            return OTHER_LANGUAGE
        if all(self.words.relevance(words_of(text)) < self.least_words for text in texts):
            return OFF_TOPIC
        if all(self.screen.relevance(text) < self.least_text for text in readings(plain_lines(body))):
            return OFF_TOPIC_TEXT
        return None


@lru_cache(maxsize=1)
def raw_screen(model: str) -> RawScreen | None:
    """The raw screen of a model of ours, without loading the rest of it; None if it has none."""
    from pipeline.settings import model_meta, relevance_threshold

    folder = Path(model)
    if not (folder / "blotter_screen").exists():
        return None
    return RawScreen(Screen.from_model(folder), relevance_threshold(model_meta(folder)))


def lowered(threshold: float, margin: float) -> float:
    """A probability less by a margin in log-odds."""
    import math

    if not 0.0 < threshold < 1.0:
        return threshold
    return 1.0 / (1.0 + math.exp(margin - math.log(threshold / (1.0 - threshold))))


def is_english(text: str) -> bool:
    """Whether the beginning of a text has the small words of English."""
    words = text[:SAMPLE].lower().split()
    return sum(word in ENGLISH_WORDS for word in words) >= ENGLISH_SHARE * len(words)


def html_of(content: bytes, limit: int) -> tuple[bytes, str] | None:
    """Body and content type of an HTTP answer that is a page, decompressed; None for any other."""
    head, _, body = content.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if " 200" not in lines[0][:16]:
        return None
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    kind = headers.get("content-type", "")
    if "html" not in kind.lower():
        return None
    if headers.get("content-encoding", "") in ("gzip", "deflate"):
        try:
            body = b"".join(inflate([body], limit))
        except (Damaged, TooLarge):
            return None
    return body, kind


def long_texts(body: bytes) -> list[bytes]:
    """What stands between one tag and the next, where it is long: prose, however a site marks its paragraphs; up to what is read."""
    body = _without(_without(body, b"script"), b"style")
    found: list[bytes] = []
    size = 0
    for piece in body.split(b"<"):
        if len(piece) > LONG and piece[:2] != b"a ":  # so long a link leads to another story
            text = piece.partition(b">")[2]
            if len(text) > SHORT:
                found.append(text)
                size += len(text)
                if size > ENOUGH:
                    break
    return found


def plain_lines(body: bytes) -> list[bytes]:
    """The longer lines of a page's text, without scripts and styles: most of its article, little of its menus."""
    for name in UNREAD:
        body = _without(body, name)
    blocks = BLOCK.sub(b"\n", TEASER.sub(b"", body))
    return [line for line in TAG.sub(b"", blocks).split(b"\n") if len(line) >= SHORT]


def readings(lines: list[bytes]) -> list[str]:
    """What a page may be taken to say: all its lines; and, if there are such, its paragraphs without the beginnings of other stories."""
    texts = [lines, [line for line in lines if len(line) >= PARAGRAPH]]
    return [_read(b"\n".join(text)[:ENOUGH]) for text in texts[: 1 + (0 < len(texts[1]) < len(lines))]]


def _without(body: bytes, name: bytes) -> bytes:
    """The bytes but for the elements of a name, in one pass however they are nested or left open."""
    first, *rest = body.split(b"<" + name)
    kept = [first]
    for piece in rest:
        _, closed, after = piece.partition(b"</" + name)
        if closed:
            kept.append(after.partition(b">")[2])
    return b"\n".join(kept)


def _read(text: bytes) -> str:
    """Bytes as text, whatever their character set: English words are ASCII in nearly all."""
    read = text.decode("utf-8", "replace")
    return unescape(read) if "&" in read else read
