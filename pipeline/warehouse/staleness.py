"""Which articles need another extraction: those that a newer extractor can tell otherwise.

``extractors`` has what every extractor consisted of. Where model or rules differ, all articles of the older one are to
be done again; where only lists do, those that have one of the strings of which the lists now say another thing. Of the
others the newer extractor would say the same: they are its own from then on, unread.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import duckdb

from pipeline.fingerprints import Composition
from pipeline.touching import Touched
from pipeline.warehouse.changes import EXTRACTED
from pipeline.warehouse.tables import among, as_json, fetch_rows, insert_rows

OF_OLDER = f"{EXTRACTED} AND extractor IS DISTINCT FROM ?"


def register(
    connection: duckdb.DuckDBPyConnection, extractor: str, parts: Callable[[], Composition], run_id: str
) -> None:
    """Write down what an extractor consists of, the first time that it is used here."""
    if recorded(connection, extractor) is not None:
        return
    found = parts()
    if found.extractor != extractor:
        return  # a list was changed since: without an entry, all that this extractor makes is done again by the next
    row = {
        "extractor": extractor, "first_run": run_id, "model": found.model, "rules": found.rules,
        "knowledge": json.dumps(dict(found.knowledge)), "terms": json.dumps(dict(found.terms), ensure_ascii=False),
    }  # fmt: skip
    insert_rows(connection, "extractors", [row])


def recorded(connection: duckdb.DuckDBPyConnection, extractor: str) -> Composition | None:
    """What an extractor consisted of; None where no run wrote it down."""
    rows = fetch_rows(connection, "SELECT * FROM extractors WHERE extractor = ? LIMIT 1", [extractor])
    if not rows:
        return None
    (row,) = rows
    return Composition(extractor, row["model"], row["rules"], json.loads(row["knowledge"]), json.loads(row["terms"]))


class Staleness:
    """What one extractor would say otherwise than the older ones of a warehouse."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, extractor: str, parts: Callable[[], Composition]) -> None:
        self.connection, self.extractor, self.parts = connection, extractor, parts
        self._touched: dict[str | None, Touched | None] = {}

    def touched(self, older: str | None) -> Touched | None:
        """The strings of which the two know different things; None where any article can read otherwise."""
        if older not in self._touched:
            known = recorded(self.connection, older) if older is not None else None
            terms = self.parts().touched_since(known) if known is not None else None
            self._touched[older] = None if terms is None else Touched(terms)
        return self._touched[older]

    def needs(self, older: str | None, text: str) -> bool:
        """Whether the facts that an older extractor took from a text can be others now."""
        if older == self.extractor:
            return False
        touched = self.touched(older)
        return touched is None or touched.in_text(text)

    def older(self) -> list[str | None]:
        """The other extractors that made facts which are here."""
        query = f"SELECT DISTINCT extractor FROM articles WHERE {OF_OLDER} ORDER BY 1"
        return [row[0] for row in self.connection.execute(query, [self.extractor]).fetchall()]

    def candidates(self) -> list[str]:
        """The articles that may have a changed string, newest first: all that have, and some that ``needs`` denies."""
        found: list[str] = []
        for older in self.older():
            found += self._of(older)
        query = f"SELECT article_id FROM articles WHERE {among('article_id')} ORDER BY published DESC NULLS LAST, article_id"
        return [row[0] for row in self.connection.execute(query, [as_json(found)]).fetchall()] if found else []

    def _of(self, older: str | None) -> list[str]:
        touched = self.touched(older)
        patterns = touched.patterns() if touched is not None else None
        if patterns == []:
            return []
        searched = " OR ".join(["regexp_matches(text, ?)"] * len(patterns)) if patterns else "true"
        query = (
            f"SELECT article_id FROM articles WHERE {OF_OLDER} AND extractor IS NOT DISTINCT FROM ? AND ({searched})"
        )
        rows = self.connection.execute(query, [self.extractor, older, *(patterns or ())]).fetchall()
        return [row[0] for row in rows]

    def take_over_others(self, candidates: Sequence[str]) -> int:
        """Every other article is this extractor's from now on; returns how many. Inside a transaction."""
        where = f"{OF_OLDER} AND NOT ({among('article_id')})"
        return self._take_over(where, [self.extractor, as_json(list(candidates))])

    def take_over(self, articles: Sequence[str]) -> int:
        """These articles are this extractor's from now on; returns how many were not. Inside a transaction."""
        return self._take_over(f"{OF_OLDER} AND {among('article_id')}", [self.extractor, as_json(list(articles))])

    def _take_over(self, where: str, parameters: Sequence[str]) -> int:
        (count,) = self.connection.execute(f"SELECT count(*) FROM articles WHERE {where}", list(parameters)).fetchone()  # type: ignore[misc]
        if count:
            self.connection.execute(f"UPDATE articles SET extractor = ? WHERE {where}", [self.extractor, *parameters])
        return int(count)
