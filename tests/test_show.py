"""An article with its marks, on the terminal and as a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from rich.console import Console

from pipeline.articles import Article
from pipeline.gold import GoldArticle
from pipeline.scheme import Argument, Entity, Event, Extraction, Mention, NumberValue, Relation
from pipeline.show import find_article, marked_html, marked_text, page, safe, terminal

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


# A hostile article: whatever it says, the page holds no script, no event attribute, nothing loaded from elsewhere

HOSTILE = [
    "<script>alert(1)</script>", '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '" onmouseover="alert(1)',
    "' style='background:url(https://evil.example/x)", "</style><script>alert(1)</script>", "</title><svg onload=alert(1)>",
    "<!--", "-->", "<![CDATA[", "]]>", "<iframe src=javascript:alert(1)>", "javascript:alert(1)", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>", "<link rel=stylesheet href=//evil.example/x.css>", "&lt;b&gt;",
    "&#60;script&#62;", "{title}{0}{text.__class__}", "%s%n", "a\u2028b\u2029c", "nul\x00nul<\x00script>", "\u202egnp.exe\u2066",
    "\ud800half", "<scr<script>ipt>", "<mark onclick=alert(1)>", "</mark></div></body></html><script>alert(1)</script>",
    "<a href='&#106;avascript:alert(1)'>", "\x1b[2J", "<b", "&", "<?php echo 1 ?>", "<plaintext>", "<textarea>", "<math><mtext>",
]  # fmt: skip
TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "p", "div", "mark", "b", "table", "caption", "tr", "th", "td",
    "span", "br", "tbody",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "style", "title"}
STYLES = re.compile(r"(?:background|border-color): #[0-9a-f]{6}")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def hostile(text: str) -> tuple[Article, Extraction]:
    """An article that says the text everywhere that an article can say something."""
    body = f"{text} police {text} killed {text}"
    start = body.index("killed")
    facts = Extraction(
        body,
        mentions=[
            Mention("m1", 0, len(text), text, "GANG", text, text, 0.5),
            Mention(text, len(text) + 1, len(text) + 7, "police", text),
        ],
        entities=[Entity(text, "GANG", text, text, text), Entity("e2", "PERSON", None)],
        numbers=[NumberValue("m1", 1, 2, text, measures=text)],
        events=[
            Event("v1", text, start, start + 6, text, text, "m1", arguments=[Argument(text, "m1"), Argument("TARGET", event="v1")])
        ],
        relations=[Relation(text, "rival_of", "e2"), Relation(text, text, text)],
    )  # fmt: skip
    return Article(text, body, text, None, text, text, text, text, text, text), facts


@pytest.mark.parametrize("text", [*HOSTILE, "".join(HOSTILE)])
def test_a_hostile_article_makes_a_harmless_page(text: str) -> None:
    article, facts = hostile(text)
    html = page(article, facts)
    html.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    tree = lxml_html.document_fromstring(html)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    assert len(elements) == len(list(tree.iter()))  # no comments, no processing instructions
    assert {element.tag for element in elements} <= TAGS
    for element in elements:
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        if "style" in element.attrib:
            assert STYLES.fullmatch(element.attrib["style"])
    (style,) = tree.iter("style")
    assert "url(" not in style.text and "@import" not in style.text and "evil" not in style.text
    assert tree.xpath("//meta[@http-equiv]/@content") == [POLICY]
    assert (tree.find(".//h1").text, tree.find(".//title").text) == (safe(text), safe(text))
    assert [len(tree.xpath(f"//{tag}")) for tag in ("head", "body", "h1", "title")] == [1, 1, 1, 1]


@given(st.text(max_size=40))
def test_any_text_stands_on_the_page_as_it_is(text: str) -> None:
    tree = lxml_html.document_fromstring(page(*hostile(text or "x")))
    heading = tree.find(".//h1").text or ""
    assert heading == safe(text or "x").replace("\r", " ") and {e.tag for e in tree.iter()} <= TAGS


def test_a_hostile_article_is_told_on_the_terminal() -> None:
    shown = printed(terminal(*hostile("".join(HOSTILE))))
    assert not {"\x1b", "\x00", "\u202e", "\ud800"} & set(shown)
