"""Words per second, side by side: a blank tokenizer, an untrained pipeline of en_core_web_sm's architecture, and the model in
use, in one process and in two; and the screen. ``make bench``.

``python -m pipeline.bench --memory 20000``: resident memory of one process while it extracts that many articles, each with words
that no other has."""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

SCREEN = "screen"
TWO = "two processes"
STOCK = """
[nlp]
lang = "en"
pipeline = ["tok2vec", "tagger", "parser", "ner"]

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 96
depth = 4
embed_size = 2000
window_size = 1
maxout_pieces = 3
subword_features = true

[components.tagger]
factory = "tagger"

[components.tagger.model]
@architectures = "spacy.Tagger.v2"

[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96

[components.parser]
factory = "parser"

[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[components.ner.model.tok2vec]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 96
depth = 4
embed_size = 2000
window_size = 1
maxout_pieces = 3
subword_features = true
"""


def stock_pipeline() -> Any:
    """An untrained pipeline with the architecture of en_core_web_sm: the speed of a stock small model."""
    import spacy
    from spacy.training import Example
    from thinc.api import Config

    nlp = spacy.blank("en").from_config(Config().from_str(STOCK))
    words = ["Police", "arrested", "two", "men", "in", "Lima", "."]
    doc = nlp.make_doc(" ".join(words))
    reference = {
        "words": [token.text for token in doc],
        "tags": ["NNS", "VBD", "CD", "NNS", "IN", "NNP", "."],
        "heads": [1, 1, 3, 1, 1, 4, 1],
        "deps": ["nsubj", "ROOT", "nummod", "dobj", "prep", "pobj", "punct"],
        "entities": ["O", "O", "U-CARDINAL", "O", "O", "U-GPE", "O"],
    }
    nlp.initialize(lambda: [Example.from_dict(doc, reference)])
    return nlp


def bench_texts(words: int) -> list[str]:
    """Gold articles of the training split, repeated until there are that many words."""
    from pipeline.gold import read_articles

    folder = Path(__file__).resolve().parents[1] / "corpora" / "gangs" / "en" / "train"
    texts = [article.text for article in read_articles([folder])]
    chosen: list[str] = []
    while sum(len(text.split()) for text in chosen) < words:
        chosen += texts
    return chosen


def words_per_second(work: Callable[[Iterable[str]], None], texts: list[str]) -> float:
    """Tokens separated by white space, a second of wall-clock time."""
    gc.collect()
    start = time.perf_counter()
    work(texts)
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - start)


def measure(*, words: int = 60_000, rounds: int = 3, model: str | None = None) -> dict[str, Any]:
    """The medians over ``rounds``, all taken in turn so that a slow minute hits all of them."""
    import spacy

    from pipeline.articles import Article
    from pipeline.extractor import extract_in_pool, load_extractor, worker_pool

    start = time.perf_counter()
    extractor = load_extractor(model)
    loading = time.perf_counter() - start
    blank, stock = spacy.blank("en"), stock_pipeline()
    texts = bench_texts(words)

    def drain(pipeline: Any) -> Callable[[Iterable[str]], None]:
        def work(items: Iterable[str]) -> None:
            for _ in pipeline.pipe(items, batch_size=64):
                pass

        return work

    def articles(items: Iterable[str]) -> Iterable[Article]:
        return (Article(id=str(i), text=text) for i, text in enumerate(items))

    def extract(items: Iterable[str]) -> None:
        for _ in extractor.extract(articles(items), batch_size=64):
            pass

    def screen(items: Iterable[str]) -> None:
        relevance = extractor.nlp.get_pipe("blotter_screen").relevance
        for text in items:
            relevance(text)

    contenders = {
        "blank tokenizer": drain(blank), "stock small pipeline": drain(stock), extractor.name: extract, SCREEN: screen,
    }  # fmt: skip
    with worker_pool(model, 2) as pool:

        def extract_in_two(items: Iterable[str]) -> None:
            for _ in extract_in_pool(pool, articles(items), most=4):
                pass

        contenders[TWO] = extract_in_two
        for work in contenders.values():
            work(texts[:80])
        speeds: dict[str, list[float]] = {name: [] for name in contenders}
        for _ in range(rounds):
            for name, work in contenders.items():
                speeds[name].append(words_per_second(work, texts))
    medians = {name: round(statistics.median(values)) for name, values in speeds.items()}

    def ratio(first: str, second: str) -> float:
        values = [ours / other for ours, other in zip(speeds[first], speeds[second], strict=True)]
        return round(statistics.median(values), 2)

    return {
        "words_per_second": medians,
        "ratio_to_stock": ratio(extractor.name, "stock small pipeline"),
        "ratio_of_two": ratio(TWO, extractor.name),
        "ratio_of_screen": ratio(SCREEN, extractor.name),
        "loading_seconds": round(loading, 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "words": sum(len(text.split()) for text in texts),
    }


def memory_over(count: int, *, model: str | None = None, steps: int = 10) -> list[tuple[int, int]]:
    """Articles done and megabytes resident, ``steps`` times over ``count`` articles with words of their own."""
    from pipeline.articles import Article
    from pipeline.extractor import load_extractor

    extractor = load_extractor(model)
    texts = bench_texts(60_000)
    articles = (
        Article(id=str(i), text=f"{texts[i % len(texts)]} Officer Zz{i:x} of Qq{i:o}ville saw Xx{i * 7:x}.")
        for i in range(count)
    )
    found = []
    for done, _ in enumerate(extractor.extract(articles), 1):
        if done % max(1, count // steps) == 0:
            found.append((done, _resident()))
    return found


def _resident() -> int:
    """Megabytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1_000_000


def main(arguments: list[str]) -> int:
    """Print the table; ``--json`` for machines. One thread each: numpy's BLAS would take every core, blis takes one."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if "--memory" in arguments:
        for done, megabytes in memory_over(int(arguments[arguments.index("--memory") + 1])):
            sys.stdout.write(f"{done:,} articles: {megabytes:,} MB\n")
            sys.stdout.flush()
        return 0
    result = measure()
    if "--json" in arguments:
        sys.stdout.write(json.dumps(result) + "\n")
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{result['words']:,} words, median of 3 rounds", title_justify="left")
    table.add_column("pipeline")
    table.add_column("words/s", justify="right")
    for name, speed in result["words_per_second"].items():
        table.add_row(name, f"{speed:,}")
    console = Console()
    console.print(table)
    console.print(
        f"ours / stock small pipeline: {result['ratio_to_stock']}   two processes / one: {result['ratio_of_two']}   "
        f"screen / extraction: {result['ratio_of_screen']}\n"
        f"loading: {result['loading_seconds']} s   peak memory: {result['peak_memory_mb']} MB"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
