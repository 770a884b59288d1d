"""What is to be done with each article that was read: extract it, only store it, or leave it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipeline.articles import Article, Failure
from pipeline.scheme import Extraction
from pipeline.settings import ENGLISH


class Known(Protocol):
    """What the warehouse can say of articles; ``pipeline.store.Warehouse`` does."""

    def known(self, article_ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """Article id → (content hash, extractor or None) of those in the warehouse."""
        ...

    def duplicates(self, contents: Mapping[str, str]) -> Mapping[str, str]:
        """Of articles (id → content hash), the id of the stored article that has the content first, unless it is the same one."""
        ...


@dataclass(slots=True)
class Sorted:
    """A batch by what is to be done with it; a duplicate comes with the first article's id."""

    new: list[Article] = field(default_factory=list)
    irrelevant: list[tuple[Article, Extraction]] = field(default_factory=list)
    other_language: list[Article] = field(default_factory=list)
    duplicates: list[tuple[Article, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unchanged: int = 0
    # Every article with what its text is to the warehouse: new, changed or unchanged.
    arrivals: list[tuple[Article, str]] = field(default_factory=list)

    @property
    def read(self) -> int:
        stored = len(self.irrelevant) + len(self.other_language) + len(self.duplicates)
        return len(self.new) + stored + self.unchanged


class Sorter:
    """Sorts batches, remembering over a run what it has seen.

    ``extractor`` is the version in use; ``relevance`` is the screen on bare text, None for none. ``needs`` says of the
    extractor that took the facts of a text that is stored whether this one can say otherwise.
    """

    def __init__(
        self, warehouse: Known, extractor: str, relevance: Callable[[str], float] | None = None, threshold: float = 0.0,
        *, needs: Callable[[str | None, str], bool] = lambda older, text: True,
    ) -> None:  # fmt: skip
        self.warehouse = warehouse
        self.extractor = extractor
        self.relevance = relevance
        self.threshold = threshold
        self.needs = needs
        self.first: dict[str, str] = {}  # content hash → the first article of this run that has it
        self.seen: set[str] = set()
        self.stored: Mapping[str, str] = {}  # article of the batch → the stored one with its content

    def sort(self, batch: Iterable[Article | Failure]) -> Sorted:
        """The batch by what is to be done; an article met before in this run counts as unchanged."""
        result = Sorted()
        articles: list[Article] = []
        for item in batch:
            if isinstance(item, Failure):
                result.failures.append(item)
            else:
                articles.append(item)
        known = self.warehouse.known([article.id for article in articles])
        self.stored = self.warehouse.duplicates({article.id: article.content_hash for article in articles})
        for article in articles:
            result.arrivals.append((article, self._arrival(article, known.get(article.id))))
            self._sort(article, known.get(article.id), result)
        return result

    def _arrival(self, article: Article, known: tuple[str, str | None] | None) -> str:
        if article.id in self.seen:
            return "unchanged"
        if known is None:
            return "new"
        return "unchanged" if known[0] == article.content_hash else "changed"

    def _sort(self, article: Article, known: tuple[str, str | None] | None, result: Sorted) -> None:
        content = article.content_hash
        if article.id in self.seen or self._stands(article, known):
            result.unchanged += 1
            self.seen.add(article.id)
            self.first.setdefault(content, article.id)
            return
        self.seen.add(article.id)
        first = self.first.get(content) or self.stored.get(article.id) or article.id
        self.first.setdefault(content, first)
        # Stored before without an extractor: still a duplicate, or still in another language.
        as_before = known == (content, None)
        if first != article.id:
            if as_before:
                result.unchanged += 1
            else:
                result.duplicates.append((article, first))
        elif article.lang != ENGLISH:
            if as_before:
                result.unchanged += 1
            else:
                result.other_language.append(article)
        else:
            self._screen(article, result)

    def _stands(self, article: Article, known: tuple[str, str | None] | None) -> bool:
        """Whether the facts that are stored are those of this text and of the extractor in use."""
        if known is None or known[0] != article.content_hash:
            return False
        older = known[1]
        return older == self.extractor or (older is not None and not self.needs(older, article.text))

    def _screen(self, article: Article, result: Sorted) -> None:
        aside = screened_out(article, self.relevance, self.threshold)
        if aside is None:
            result.new.append(article)
        else:
            result.irrelevant.append((article, aside))


def screened_out(article: Article, relevance: Callable[[str], float] | None, threshold: float) -> Extraction | None:
    """What is kept of an article whose bare text is plainly off our subject; None for one that is to be extracted."""
    found = relevance(article.text) if relevance else None
    return Extraction(article.text, relevance=found) if found is not None and found < threshold else None


def relevance_of(model: Path | str) -> Callable[[str], float] | None:
    """The screen of a model on bare text, without loading the rest of it; None if it has none."""
    if not isinstance(model, Path) or not (model / "blotter_screen").exists():
        return None
    from pipeline.screen import Screen

    return Screen.from_model(model).relevance
