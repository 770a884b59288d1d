"""One article with its marks: in colour on a terminal, or as an HTML page that needs nothing else.

Mentions, triggers and their events come from a model, from an annotated file, or from the warehouse.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.articles import Article, Failure
from pipeline.scheme import PEOPLE, Event, Extraction

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

# Label -> (colour on the terminal, colour on the page).
COLOURS = {
    "PERSON": ("bright_magenta", "#e8c1f5"),
    "GANG": ("bright_red", "#ffb3a7"),
    "ORG": ("bright_blue", "#b8d4ff"),
    "NORP": ("blue", "#d5dcf9"),
    "GPE": ("bright_green", "#b5e8b0"),
    "LOC": ("green", "#cdeccb"),
    "FAC": ("green", "#d9edc4"),
    "DATE": ("cyan", "#bfeaf0"),
    "TIME": ("cyan", "#bfeaf0"),
    "MONEY": ("yellow", "#f7e3a1"),
    "PERCENT": ("yellow", "#f7e3a1"),
    "QUANTITY": ("yellow", "#f7e3a1"),
    "CARDINAL": ("yellow", "#f7e3a1"),
    "WEAPON": ("bright_yellow", "#ffd29e"),
    "DRUG": ("bright_yellow", "#ffd29e"),
    "LAW": ("bright_cyan", "#d8e2e6"),
    "EVENT": ("bright_cyan", "#d8e2e6"),
    PEOPLE: ("white", "#eeeeee"),
}
# Status -> (style on the terminal, colour of the badge on the page).
STATUS_COLOURS = {
    "asserted": ("white on red", "#b3261e"),
    "alleged": ("black on yellow", "#9a6a00"),
    "negated": ("white on blue", "#1f5fbf"),
    "prospective": ("black on cyan", "#00707a"),
    "generic": ("black on white", "#6b6b6b"),
}
# A label or status that is not ours: a warehouse may hold another pipeline's or another version's.
OTHER = ("white", "#eeeeee")
OTHER_STATUS = ("black on white", "#6b6b6b")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to be marked; ``kind`` is a label, or the event type of a trigger."""

    start: int
    end: int
    kind: str
    status: str | None = None
    hint: str = ""

    @property
    def badge(self) -> str:
        return f"{self.kind} {self.status}" if self.status else self.kind


def marks(extraction: Extraction) -> list[Mark]:
    """Mentions and triggers in reading order, the outer before the inner."""
    names = {entity.id: entity.name or "" for entity in extraction.entities}
    found = [Mark(m.start, m.end, m.label, hint=names.get(m.entity or "", "")) for m in extraction.mentions]
    found += [Mark(e.start, e.end, e.type, e.status) for e in extraction.events]
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.status is not None, mark.kind != PEOPLE))


def safe(text: str) -> str:
    """The text with control characters replaced one for one, so that it cannot steer a terminal."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r", " "))


# Where the article comes from


def find_article(name: str, *, warehouse: str, model: str | None) -> tuple[Article, Extraction]:
    """The article of a file, extracted by the model or as annotated, or of an id in the warehouse.

    Raises FileNotFoundError where there is neither, ValueError where nothing could be extracted.
    """
    path = Path(name)
    if path.is_file():
        return _annotated(path) or _extracted(name, model)
    if path.suffix or os.sep in name:
        raise FileNotFoundError(f"{name}: no such file")
    from pipeline.asking.query import stored_article

    found: tuple[Article, Extraction] | None = stored_article(warehouse, name)
    if found is None:
        raise FileNotFoundError(f"{name}: neither a file nor the id of an article in {warehouse}")
    return found


def _annotated(path: Path) -> tuple[Article, Extraction] | None:
    from pipeline.gold import is_annotated, read_article

    if path.suffix != ".md" or not is_annotated(path.read_text(encoding="utf-8", errors="replace")):
        return None
    gold = read_article(path)
    article = Article(gold.id, gold.text, gold.title, gold.published, gold.lang, gold.source, origin=str(path))
    return article, gold.extraction


def _extracted(name: str, model: str | None) -> tuple[Article, Extraction]:
    from pipeline.extractor import load_extractor
    from pipeline.lines import read_inputs

    problems = []
    for article in read_inputs([name], io.BytesIO()):
        if isinstance(article, Failure):
            problems.append(article)
            continue
        _, extraction = next(iter(load_extractor(model).extract([article])))
        if isinstance(extraction, Extraction):
            return article, extraction
        problems.append(extraction)
    raise ValueError("; ".join(f"{problem.where}: {problem.message}" for problem in problems) or f"{name}: no article")


# The terminal


def terminal(article: Article, extraction: Extraction, *, labels: bool = True) -> RenderableType:
    """The article as something rich can print: head, marked text, events with their arguments."""
    from rich.console import Group
    from rich.text import Text

    head = Text(safe(article.title or article.id), style="bold")
    about = Text(safe(_about(article, extraction)), style="dim")
    parts: list[Any] = [head, about, Text(), marked_text(extraction, labels=labels), Text()]
    if extraction.events:
        parts.append(event_table(extraction))
    if extraction.relations:
        parts += [Text(), relation_table(extraction)]
    return Group(*parts)


def marked_text(extraction: Extraction, *, labels: bool = True) -> Text:
    """The text with its marks in colour, each followed by its label where ``labels`` is true."""
    from rich.text import Text

    text = Text(safe(extraction.text), end="")
    found = marks(extraction)
    for mark in found:
        text.stylize(_style(mark), mark.start, mark.end)
    if not labels:
        return text
    ends = sorted((mark for mark in found), key=lambda mark: (mark.end, -mark.start))
    result = Text()
    position = 0
    for mark in ends:
        result.append_text(text[position : mark.end])
        style = "dim" if mark.status is None else STATUS_COLOURS.get(mark.status, OTHER_STATUS)[0]
        result.append(f" {safe(mark.badge)}", style=style)
        position = mark.end
    result.append_text(text[position:])
    return result


def _style(mark: Mark) -> str:
    if mark.status is not None:
        return "bold underline"
    if mark.kind == PEOPLE:
        return "italic"
    return f"bold {COLOURS.get(mark.kind, OTHER)[0]}"


def event_table(extraction: Extraction) -> Table:
    """The events with status and arguments, for the terminal."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title="events", title_justify="left", expand=False)
    for column in ("event", "trigger", "status", "arguments"):
        table.add_column(column)
    for event, arguments in event_rows(extraction):
        status = Text(safe(event.status), style=STATUS_COLOURS.get(event.status, OTHER_STATUS)[0])
        lines = [safe(f"{role} {' '.join(filler.split())}") for role, filler in arguments]
        table.add_row(Text(safe(event.type)), Text(safe(event.trigger)), status, Text("\n".join(lines)))
    return table


def relation_table(extraction: Extraction) -> Table:
    """The relations between entities, for the terminal."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title="relations", title_justify="left")
    for column in ("who", "is", "of"):
        table.add_column(column)
    for row in relation_rows(extraction):
        table.add_row(*(Text(safe(cell)) for cell in row))
    return table


def _about(article: Article, extraction: Extraction) -> str:
    published = article.published.isoformat() if article.published else None
    relevance = None if extraction.relevance is None else f"relevance {extraction.relevance:.2f}"
    parts = [article.id, article.source, published, article.lang, relevance]
    return " · ".join(part for part in parts if part)


# What both forms tell


def event_rows(extraction: Extraction) -> Iterator[tuple[Event, list[tuple[str, str]]]]:
    """Each event with its (role, filler's text) pairs, ``SAID BY`` last where someone claims it."""
    mentions = {mention.id: mention.text for mention in extraction.mentions}
    triggers = {event.id: f"{event.trigger} ({event.type.lower()})" for event in extraction.events}
    for event in sorted(extraction.events, key=lambda event: event.start):
        fillers = [
            (argument.role, mentions.get(argument.mention or "") or triggers.get(argument.event or "", ""))
            for argument in event.arguments
        ]
        if event.claimed_by in mentions:
            fillers.append(("SAID BY", mentions[event.claimed_by]))
        yield event, fillers


def relation_rows(extraction: Extraction) -> Iterator[tuple[str, str, str]]:
    """Each relation as (subject's name, type, object's name)."""
    names = {entity.id: entity.name or entity.id for entity in extraction.entities}
    for relation in extraction.relations:
        kind = relation.type.replace("_", " ") + (" (former)" if relation.former else "")
        yield names.get(relation.subject, relation.subject), kind, names.get(relation.object, relation.object)


# The page

PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/2 Georgia, serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #222; }}
h1 {{ line-height: 1.25; }} .about {{ color: #666; }} .text {{ white-space: pre-wrap; }}
mark {{ padding: .15em .3em; border-radius: .35em; color: inherit; }}
mark > b {{ font: bold .62em/1 system-ui, sans-serif; margin-left: .45em; vertical-align: middle; opacity: .75; }}
mark.trigger {{ background: none; border-bottom: 3px solid; padding: 0; border-radius: 0; }}
table {{ border-collapse: collapse; font: 14px/1.5 system-ui, sans-serif; margin: 1.5rem 0; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }}
caption {{ text-align: left; font-weight: bold; }} .status {{ color: #fff; border-radius: .3em; padding: .1em .4em; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p class="about">{about}</p>
<div class="text">{text}</div>
{tables}
</body>
</html>
"""


def html_safe(text: str) -> str:
    """The text for a page: no markup, no control characters, no change of direction."""
    return escape(safe(text))


def page(article: Article, extraction: Extraction) -> str:
    """The article as a whole HTML page; everything that comes from the article is escaped."""
    tables = [_event_html(extraction), _mention_html(extraction), _relation_html(extraction)]
    return PAGE.format(
        lang=html_safe(article.lang or "en"),
        title=html_safe(article.title or article.id),
        about=html_safe(_about(article, extraction)),
        text=marked_html(extraction),
        tables="\n".join(table for table in tables if table),
    )


def marked_html(extraction: Extraction) -> str:
    """The text with ``<mark>`` around every mention and trigger; crossing marks are cut where they cross."""
    parts: list[str] = []
    _nest(extraction.text, 0, len(extraction.text), marks(extraction), parts)
    return "".join(parts)


def _nest(text: str, start: int, end: int, inside: list[Mark], parts: list[str]) -> None:
    """Write text[start:end] with the marks inside; a mark that sticks out is continued by the caller."""
    position = start
    rest = inside
    while rest:
        mark, *rest = rest
        parts.append(html_safe(text[position : mark.start]))
        inner = []
        after = []
        for other in rest:
            if other.start >= mark.end:
                after.append(other)
            elif other.end <= mark.end:
                inner.append(other)
            else:
                inner.append(Mark(other.start, mark.end, other.kind, other.status, other.hint))
                after.append(Mark(mark.end, other.end, other.kind, other.status, other.hint))
        parts.append(_open_tag(mark))
        _nest(text, mark.start, mark.end, inner, parts)
        parts.append(f"<b>{html_safe(mark.badge)}</b></mark>")
        position = mark.end
        rest = sorted(after, key=lambda mark: (mark.start, -mark.end, mark.status is not None))
    parts.append(html_safe(text[position:end]))


def _open_tag(mark: Mark) -> str:
    title = f' title="{html_safe(mark.hint)}"' if mark.hint else ""
    if mark.status is not None:
        return f'<mark class="trigger" style="border-color: {STATUS_COLOURS.get(mark.status, OTHER_STATUS)[1]}"{title}>'
    return f'<mark class="mention" style="background: {COLOURS.get(mark.kind, OTHER)[1]}"{title}>'


def _event_html(extraction: Extraction) -> str:
    rows = []
    for event, arguments in event_rows(extraction):
        fillers = "<br>".join(f"<b>{html_safe(role)}</b> {html_safe(filler)}" for role, filler in arguments)
        colour = STATUS_COLOURS.get(event.status, OTHER_STATUS)[1]
        status = f'<span class="status" style="background: {colour}">{html_safe(event.status)}</span>'
        rows.append([html_safe(event.type), html_safe(event.trigger), status, fillers])
    return _html_table("Events", ["event", "trigger", "status", "arguments"], rows)


def _mention_html(extraction: Extraction) -> str:
    names = {entity.id: entity.name or entity.id for entity in extraction.entities}
    values = _values(extraction)
    rows = []
    for mention in extraction.mentions:
        told = values.get(mention.id, "") or names.get(mention.entity or "", "")
        score = "" if mention.score is None else f"{mention.score:.2f}"
        rows.append([html_safe(cell) for cell in (mention.text, mention.label, told, mention.source, score)])
    return _html_table("Mentions", ["text", "label", "entity or value", "made by", "score"], rows)


def _values(extraction: Extraction) -> dict[str, str]:
    """Mention id -> its normal form in words, for dates and numbers."""
    values = {d.mention: d.start if d.start == d.end else f"{d.start} to {d.end}" for d in extraction.dates}
    for number in extraction.numbers:
        bounds = ["" if bound is None else f"{bound:,g}" for bound in (number.low, number.high)]
        amount = bounds[0] if bounds[0] == bounds[1] else "–".join(bounds)
        values[number.mention] = f"{'~' if number.approximate else ''}{amount} {number.unit} ({number.measures})"
    return values


def _relation_html(extraction: Extraction) -> str:
    rows = [[html_safe(cell) for cell in row] for row in relation_rows(extraction)]
    return _html_table("Relations", ["who", "is", "of"], rows)


def _html_table(caption: str, columns: list[str], rows: list[list[str]]) -> str:
    """Cells are HTML already; no rows, no table."""
    if not rows:
        return ""
    head = "".join(f"<th>{column}</th>" for column in columns)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{caption}</caption><tr>{head}</tr>\n{body}</table>"
