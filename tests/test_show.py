"""An article with its marks, on the terminal and as a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.articles import Article
from pipeline.gold import GoldArticle
from pipeline.scheme import Argument, Entity, Event, Extraction, Mention, NumberValue, Relation
from pipeline.show import find_article, marked_html, marked_text, page, terminal

TEXT = "Police <b>arrested</b> two men of Los Pinos & Sons."
FACTS = Extraction(
    TEXT,
    mentions=[
        Mention("m1", 0, 6, "Police", "PEOPLE", "x1"),
        Mention("m2", 23, 30, "two men", "PEOPLE", "x2"),
        Mention("m3", 23, 26, "two", "CARDINAL"),
        Mention("m4", 34, 50, "Los Pinos & Sons", "GANG", "g1", score=0.5),
    ],
    entities=[Entity("g1", "GANG", "Los Pinos <script>"), Entity("p1", "PERSON", "A")],
    numbers=[NumberValue("m3", 2, 2, "count", measures="arrested")],
    events=[
        Event("v1", "ARREST", 10, 18, "arrested", "asserted", "m1", arguments=[Argument("TARGET", "m2")]),
    ],
    relations=[Relation("p1", "member_of", "g1", former=True)],
)
ARTICLE = Article("a1", TEXT, title='A "title" </title><script>alert(1)</script>', lang='"><script>')


def text_of(html: str) -> str:
    """What a reader sees of marked HTML once the badges are taken away."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<b>[^<]*</b></mark>", "</mark>", html)))


def printed(renderable: object, width: int = 100) -> str:
    console = Console(width=width, color_system=None, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(renderable)
    return console.export_text()


def test_page_escapes_everything_that_comes_from_the_article() -> None:
    html = page(ARTICLE, FACTS)
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
    assert 'title="Los Pinos &lt;script&gt;"' in html


def test_marked_html_reads_as_the_text() -> None:
    assert text_of(marked_html(FACTS)) == TEXT


def test_page_tells_mentions_events_and_relations() -> None:
    html = page(ARTICLE, FACTS)
    assert "<b>TARGET</b> two men" in html
    assert "<b>SAID BY</b> Police" in html
    assert "2 count (arrested)" in html
    assert "member of (former)" in html


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from(["PEOPLE", "GANG", "KILLING"]))


@given(st.lists(SPANS, max_size=8))
def test_any_marks_even_crossing_ones_keep_the_text(spans: list[tuple[int, int, str]]) -> None:
    text = "ab <c> & \"d\" 'e'\nfghij klm"
    facts = Extraction(text)
    for number, (start, length, label) in enumerate(spans):
        end = min(start + length, len(text))
        if label == "KILLING":
            facts.events.append(Event(f"v{number}", label, start, end, text[start:end], "alleged"))
        else:
            facts.mentions.append(Mention(f"m{number}", start, end, text[start:end], label))
    html = marked_html(facts)
    assert text_of(html) == text
    assert html.count("<mark") == html.count("</mark>")
    assert marked_text(facts, labels=False).plain == text


def test_terminal_shows_labels_status_and_arguments() -> None:
    shown = printed(terminal(ARTICLE, FACTS))
    assert "Los Pinos & Sons GANG" in shown
    assert "arrested ARREST asserted" in shown
    assert "TARGET two men" in shown
    assert "two CARDINAL men PEOPLE" in shown


def test_terminal_lets_no_control_characters_through() -> None:
    facts = Extraction("\x1b[2Jred [bold]not markup[/bold]\u202e")
    shown = printed(terminal(Article("a1", facts.text, title="\x1b]0;title\x07"), facts))
    assert "\x1b" not in shown and "\x07" not in shown and "\u202e" not in shown
    assert "[bold]not markup[/bold]" in shown


def test_an_annotated_file_shows_its_annotations(gold: Callable[..., GoldArticle], tmp_path: Path) -> None:
    gold("[Los Pinos|GANG#g1] came.", "entities:\n  g1: Los Pinos\n")
    article, facts = find_article(str(tmp_path / "test.md"), warehouse="", model="no such model")
    assert (article.id, article.text, [m.text for m in facts.mentions]) == ("test", "Los Pinos came.", ["Los Pinos"])


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.txt"):
        find_article("nowhere.txt", warehouse="", model=None)
