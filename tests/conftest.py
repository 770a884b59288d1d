"""What several tests need: marked text as the language of tests, and a blank pipeline of our components."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.decisions import DecisionPipe
from pipeline.gold import GoldArticle, parse_article
from pipeline.learning.readers import _example, reference_doc

hypothesis.settings.register_profile("patient", deadline=None)  # machines that run tests do other things too
hypothesis.settings.load_profile("patient")
os.environ["COLUMNS"] = "100"  # where tests run in several processes, each would have a terminal of 80
ROOT = Path(__file__).resolve().parents[1]
# Files of tests by what they take, longest first, down to ten seconds.
LONGEST = (
    "test_flow", "test_training", "test_formats", "test_lake", "test_query", "test_warc", "test_changes", "test_kills", "test_dictionary",
    "test_storage", "test_readme", "test_fingerprints", "test_warehouse_bench", "test_blocks", "test_fetching", "test_readers", "test_corpus",
)  # fmt: skip
HEAD = "---\nid: test\nlang: en\npublished: {published}\nsource: Test\ntitle: Test\n---\n"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that of two processes that share the files none waits long for the other at the end."""
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def only_installed_extensions() -> Iterator[None]:
    """DuckDB neither fetches an extension nor takes one that an earlier run on this machine fetched: only our packages'."""
    from warehouses import connecting_with

    with connecting_with(autoinstall_known_extensions="false", autoload_known_extensions="false"):
        yield


@pytest.fixture(scope="session")
def nlp() -> Language:
    """A blank English pipeline with the project's tokenizer."""
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "blotter.EnglishNews.v1"}}})


def with_components(nlp: Language) -> Language:
    """A pipeline with our components, untrained: enough to show what is done with a model, whatever one is in use."""
    nlp.add_pipe("blotter_sentences", first=True)
    for name in (
        "lexicon",
        "gazetteer",
        "numbers",
        "dates",
        "entities",
        "arguments",
        "status",
        "measures",
        "relations",
        "screen",
    ):
        nlp.add_pipe(f"blotter_{name}")
    return nlp


def small_model(folder: Path, *gangs: str, places: Sequence[str] = ()) -> str:
    """The path of a blank pipeline that knows some names: quick, and enough to show what is done with a model."""
    nlp = spacy.blank("en")
    named = [("GANG", gang) for gang in gangs] + [("GPE", place) for place in places]
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for label, name in named])  # type: ignore[attr-defined]
    with_components(nlp).to_disk(folder)
    return str(folder)


@pytest.fixture
def gold(tmp_path: Path) -> Callable[..., GoldArticle]:
    """Marked text (and a tail) to a GoldArticle; numbers and events without a tail entry get one."""

    def read(marked: str, tail: str = "", published: str = "2024-02-06") -> GoldArticle:
        path = tmp_path / "test.md"
        path.write_text(
            HEAD.format(published=published) + marked + (f"\n---\n{tail}" if tail else ""), encoding="utf-8"
        )
        article, _ = parse_article(path)
        assert article is not None
        return article

    return read


@pytest.fixture
def marked_doc(nlp: Language, gold: Callable[..., GoldArticle]) -> Callable[..., Doc]:
    """Marked text to a Doc that carries the marks as if the taggers had found them."""

    def make(marked: str, tail: str = "", published: str = "2024-02-06") -> Doc:
        return reference_doc(nlp, gold(marked, tail, published))

    return make


@pytest.fixture
def learnt(nlp: Language) -> Callable[..., Any]:
    """A component of ``factory`` trained on reference Docs until it knows them, ready to be called on others."""

    def train(factory: str, docs: list[Doc], *, steps: int = 30, **config: Any) -> Any:
        component = nlp.create_pipe(factory, config=config)
        if docs:
            examples = [_example(nlp, doc) for doc in docs]
            component.initialize(lambda: examples, nlp=nlp)
            sgd = component.create_optimizer()
            sgd.learn_rate = 0.01
            for _ in range(steps):
                component.update(examples, sgd=sgd, drop=0.0)
            if steps and isinstance(component, DecisionPipe):
                component.fit(docs)
        return component

    return train


@pytest.fixture(scope="module")
def prefect() -> Iterator[None]:
    """A Prefect of a file's own, with server and database, for flows that run in this process."""
    from pipeline.settings import quiet_prefect

    quiet_prefect()
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=300):  # on a machine that does much else it takes minutes
        yield


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """DuckDB works in one thread."""
    from warehouses import in_one_thread

    with in_one_thread():
        yield


@pytest.fixture(scope="session")
def example_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published warehouse of ``pipeline.warehouse.example``; read it, do not write it (the build takes half a minute)."""
    from pipeline.warehouse.example import build

    return build(tmp_path_factory.mktemp("example"))
