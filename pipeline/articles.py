"""The article: what a source yields and everything downstream is traced back to."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any


def digest(*parts: str | None) -> str:
    """16 hexadecimal digits that are the same for the same parts on every machine."""
    hashed = blake2b(digest_size=8)
    for part in parts:
        hashed.update(b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass"))
        hashed.update(b"\x1f")
    return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came in. ``text`` is never altered afterwards, so offsets into it hold.

    ``source`` is the publisher or feed, ``origin`` the file or address it was read from,
    ``external_id`` the id that its source gave it. ``publisher_country`` (ISO 3166, ``MX``) is where the
    publisher sits, if the list of sources says so; ``listed_as`` is the name that the list has for its source.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    lang: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    origin: str | None = None
    external_id: str | None = None
    publisher_country: str | None = None
    listed_as: str | None = None

    @property
    def where(self) -> str:
        """Where it was read, and which one it is there: so that somebody who is told of it finds it."""
        name = self.external_id or self.url or self.title or self.id
        return f"{self.origin}, article {name}" if self.origin else name

    @property
    def content_hash(self) -> str:
        """The same for two articles whose title and text differ only in white space and form."""
        folded = unicodedata.normalize("NFKC", f"{self.title or ''}\n{self.text}")
        return digest(" ".join(folded.split()))

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON-ready values."""
        fields = asdict(self)
        fields["published"] = self.published.isoformat() if self.published else None
        return fields


def article_id(*, text: str, title: str | None, url: str | None, external_id: str | None, source: str | None) -> str:
    """The article's id: from its address, else the id its source gave, else title and text."""
    if url:
        return digest("url", url)
    if external_id:
        return digest("external", source, external_id)
    return digest("text", title, text)


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read or extracted: becomes a row in ``failures``, never a crash.

    ``where`` is the file or address, with a line or record number where there is one; ``kind`` a
    short stable word (``empty``, ``encoding``, ``too-large``, …); ``message`` says what is wrong and
    what to do about it.
    """

    stage: str
    where: str
    kind: str
    message: str
    article_id: str | None = None
    context: dict[str, Any] = field(default_factory=dict)
