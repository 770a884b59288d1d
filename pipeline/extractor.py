"""Load the extractor and run it over articles: the one way in for flows, commands and evaluation."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.articles import Article, Failure
from pipeline.fingerprints import Composition, compose, fingerprint
from pipeline.scheme import Extraction
from pipeline.settings import find_package, model_meta, relevance_threshold
from pipeline.tokenizer import tokenized

DEFAULT_MODEL = "en_gangs_sm"
MAX_CHARACTERS = 2_000_000
FIRST = "Police in Lima arrested two members of Los Lobos on Monday."
OURS = "blotter_arguments"  # a pipeline without it is a guest
SURROGATE = re.compile("[\ud800-\udfff]")
# Texts whose words a process keeps: in a memory zone the tokenizer forgets every word after each batch, and taking the
# common ones apart anew costs as much as a tenth of all the rest.
KEPT = 256


def models_folder() -> Path:
    """Where the models lie: ``BLOTTER_MODELS``, else ``models`` beside the package."""
    return Path(os.environ.get("BLOTTER_MODELS", Path(__file__).resolve().parents[1] / "models"))


def default_model() -> Path:
    """The folder of the model in use."""
    return models_folder() / DEFAULT_MODEL


def find_model(model: str | Path | None) -> Path | str:
    """The folder of a model given by path, by name in ``models``, or an installed package's name."""
    if model is None:
        model = os.environ.get("BLOTTER_MODEL") or default_model()
    path = Path(model)
    if path.is_dir():
        return path.resolve()
    named = models_folder() / str(model)
    if named.is_dir():
        return named.resolve()
    if path.is_absolute() or os.sep in str(model) or find_package(str(model)) is None:
        raise FileNotFoundError(
            f"{model}: no such model; `blotter info` names the model in use, `make train` makes one"
        )
    return str(model)


def own_model(model: str | Path | None) -> Path | str:
    """The model that our components, the screen among them, are of: the one named, or for a guest the one in use."""
    found = find_model(model)
    return found if OURS in model_meta(found).get("pipeline", []) else default_model()


def load_extractor(model: str | Path | None = None) -> Extractor:
    """The extractor of a model. Raises FileNotFoundError or OSError naming the model when there is none.

    A pipeline that is not ours (any with OntoNotes labels) finds the names, in place of ``ner`` in the model in use.
    """
    import spacy

    from pipeline.scheme import declare_doc_extensions

    declare_doc_extensions()
    found = find_model(model)
    if own_model(model) == found:
        return Extractor(spacy.load(found), found)
    nlp = spacy.load(default_model())
    nlp.replace_pipe("ner", "blotter_guest", config={"model": str(found)})
    return Extractor(nlp, found)


def describe(model: str | Path | None = None) -> str:
    """Name, version and fingerprint of a model, read from its files without loading it."""
    found = find_model(model)
    name = _name_and_version(found)
    if isinstance(found, Path):
        name += f" {fingerprint(found)}"
    own = own_model(model)
    return name if own == found else f"{name} in {describe(own)}"


def consists_of(model: str | Path | None = None) -> Composition:
    """The parts of an extractor, read from its files without loading it."""
    found, own = find_model(model), own_model(model)
    models = dict.fromkeys((found, own))  # a guest, and the model that it is a guest of
    return compose(describe(model), [path if isinstance(path, Path) else _name_and_version(path) for path in models])


def _name_and_version(model: Path | str) -> str:
    meta = model_meta(model)
    return f"{meta.get('lang', 'en')}_{meta.get('name') or 'pipeline'} {meta.get('version', '')}"


class Extractor:
    """A loaded pipeline that turns articles into extractions, in order, one bad article at a time."""

    def __init__(self, nlp: Any, path: Path | str) -> None:
        self.nlp = nlp
        self.path = path
        self._kept = 0
        nlp.max_length = MAX_CHARACTERS
        # What components make at their first text must not be made in a memory zone, which takes its strings away again.
        nlp(FIRST)

    @property
    def name(self) -> str:
        return f"{self.nlp.meta['lang']}_{self.nlp.meta['name']}"

    @cached_property
    def version(self) -> str:
        """Name, version and fingerprint: the same for two extractors that give the same facts."""
        return describe(self.path)

    @property
    def threshold(self) -> float:
        """Articles with a relevance below this are screened out by ``blotter run``."""
        return relevance_threshold(self.nlp.meta)

    def extract(
        self, articles: Iterable[Article], *, batch_size: int = 32
    ) -> Iterator[tuple[Article, Extraction | Failure]]:
        """Each article with its facts, or with the failure that says why there are none."""
        for batch in _batches(articles, batch_size):
            yield from self._extract_batch(batch)

    def _extract_batch(self, batch: list[Article]) -> Iterator[tuple[Article, Extraction | Failure]]:
        from pipeline.extraction import read_doc

        try:
            with self._zone(len(batch)):
                docs = self.nlp.pipe([self._doc(article) for article in batch])
                results = [read_doc(doc, article.text) for doc, article in zip(docs, batch, strict=True)]
        except Exception as error:  # a component may fail in any way; the article is named and the run goes on
            if len(batch) > 1:
                for article in batch:
                    yield from self._extract_batch([article])
                return
            yield batch[0], _failure(batch[0], error)
            return
        yield from zip(batch, results, strict=True)

    def _zone(self, texts: int) -> AbstractContextManager[Any]:
        """Where a batch is read: its words are kept of the first texts and given back of all others, so that memory stays flat."""
        if self._kept >= KEPT:
            return self.nlp.memory_zone()  # type: ignore[no-any-return]
        self._kept += texts
        return nullcontext()

    def _doc(self, article: Article) -> Any:
        # half a surrogate pair, as JSON may hold it, is no character that spaCy can read
        doc = tokenized(self.nlp, SURROGATE.sub("\N{REPLACEMENT CHARACTER}", article.text))
        doc._.published = article.published.isoformat() if article.published else None
        return doc


# Several processes: each loads the model once and gives back facts, never Docs.

_here: Extractor | None = None


def extract_in_workers(
    articles: Iterable[Article], model: str | Path | None = None, *, workers: int, batch_size: int = 32
) -> Iterator[tuple[Article, Extraction | Failure]]:
    """``Extractor.extract`` in ``workers`` processes: the same results in the same order."""
    own_model(model)  # says clearly here what a worker could only die of
    with worker_pool(model, workers) as pool:
        yield from extract_in_pool(pool, articles, most=2 * workers, batch_size=batch_size)


def extract_in_pool(
    pool: ProcessPoolExecutor, articles: Iterable[Article], *, most: int, batch_size: int = 32
) -> Iterator[tuple[Article, Extraction | Failure]]:
    """``Extractor.extract`` in the processes of a ``worker_pool``; no more than ``most`` batches wait, however many there are."""
    waiting: deque[Future[list[tuple[Article, Extraction | Failure]]]] = deque()
    for batch in _batches(articles, batch_size):
        waiting.append(pool.submit(_extract_here, batch))
        if len(waiting) > most:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


@contextmanager
def worker_pool(model: str | Path | None, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that hold the model; numpy gets one thread in each, or all would want all cores."""
    before = os.environ.get("OPENBLAS_NUM_THREADS")
    os.environ["OPENBLAS_NUM_THREADS"] = before or "1"
    try:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_load_here, initargs=(model,)) as pool:
            yield pool
    finally:
        if before is None:
            del os.environ["OPENBLAS_NUM_THREADS"]


def _load_here(model: str | Path | None) -> None:
    global _here
    _here = load_extractor(model)


def _extract_here(batch: list[Article]) -> list[tuple[Article, Extraction | Failure]]:
    assert _here is not None
    return list(_here.extract(batch, batch_size=len(batch)))


def _failure(article: Article, error: Exception) -> Failure:
    where = article.origin or article.url or article.title or article.id
    kind = "too-long" if "[E088]" in str(error) else type(error).__name__
    message = f"could not be extracted: {error}"
    if kind == "too-long":
        message = f"{len(article.text):,} characters, more than {MAX_CHARACTERS:,}: split the text"
    return Failure("extract", where, kind, message, article_id=article.id)


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    iterator = iter(articles)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
