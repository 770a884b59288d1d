"""What is to be done with each article that was read: extract it, only store it, or leave it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.articles import Article, Failure
from pipeline.settings import ENGLISH


class Known(Protocol):
    """What the warehouse can say of articles; ``pipeline.store.Warehouse`` does."""

    def known(self, article_ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """Article id → (content hash, extractor or None) of those in the warehouse."""
        ...

    def duplicate_of(self, content_hash: str, article_id: str) -> str | None:
        """The id of the first article with this content, unless it is this one."""
        ...


@dataclass(slots=True)
class Sorted:
    """A batch by what is to be done with it."""

    new: list[Article] = field(default_factory=list)
    irrelevant: list[Article] = field(default_factory=list)
    other_language: list[Article] = field(default_factory=list)
    duplicates: list[tuple[Article, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unchanged: int = 0


class Sorter:
    """Sorts batches, remembering over a run what it has seen; ``relevant`` is the screen."""

    def __init__(self, warehouse: Known, extractor: str, relevant: Callable[[str], bool] = lambda text: True) -> None:
        self.warehouse = warehouse
        self.extractor = extractor
        self.relevant = relevant
        self.first: dict[str, str] = {}  # content hash -> the first article of this run that has it
        self.seen: set[str] = set()

    def sort(self, batch: Iterable[Article | Failure]) -> Sorted:
        """The batch by what is to be done; an article met before in this run counts as unchanged."""
        result = Sorted()
        articles = []
        for item in batch:
            if isinstance(item, Failure):
                result.failures.append(item)
            else:
                articles.append(item)
        known = self.warehouse.known([article.id for article in articles])
        for article in articles:
            self._sort(article, known.get(article.id), result)
        return result

    def _sort(self, article: Article, known: tuple[str, str | None] | None, result: Sorted) -> None:
        content = article.content_hash
        if article.id in self.seen or (known is not None and known == (content, self.extractor)):
            result.unchanged += 1
            self.first.setdefault(content, article.id)
            return
        self.seen.add(article.id)
        first = self.first.setdefault(content, self.warehouse.duplicate_of(content, article.id) or article.id)
        if first != article.id:
            result.duplicates.append((article, first))
        elif article.lang != ENGLISH:
            result.other_language.append(article)
        elif not self.relevant(article.text):
            result.irrelevant.append(article)
        else:
            result.new.append(article)
