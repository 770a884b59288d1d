"""The span tagger: its CRF against brute force, what it learns from partly marked text, bytes and back."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.components.crf import forward_backward, viterbi
from pipeline.components.span_tagger import SpanTagger, crf_loss, decode

COUNT = 2  # labels; tags are O, B-0, B-1, I-0, I-1


def valid(path: tuple[int, ...]) -> bool:
    previous = 0
    for tag in path:
        if tag > COUNT and previous not in (tag, tag - COUNT):
            return False
        previous = tag
    return True


def all_paths(length: int) -> list[tuple[int, ...]]:
    return [path for path in itertools.product(range(2 * COUNT + 1), repeat=length) if valid(path)]


@pytest.mark.parametrize("length", [1, 2, 4])
@pytest.mark.parametrize("seed", range(4))
def test_crf_equals_brute_force(length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(scale=2, size=(length, 2 * COUNT + 1)).astype(np.float32)
    paths = all_paths(length)
    totals = np.array([scores[np.arange(length), path].sum() for path in paths])
    weights = np.exp(totals - totals.max())
    weights /= weights.sum()
    expected = np.zeros_like(scores)
    for path, weight in zip(paths, weights, strict=True):
        expected[np.arange(length), path] += weight
    # a longer neighbour in the batch must not change the answer
    padded = np.zeros((length + 2, 2, 2 * COUNT + 1), dtype=np.float32)
    padded[:length, 0] = scores
    lengths = np.array([length, length + 2])
    partition, marginals = forward_backward(padded, lengths, COUNT)
    assert partition[0] == pytest.approx(np.log(np.exp(totals).sum()), abs=1e-3)
    np.testing.assert_allclose(marginals[:length, 0], expected, atol=1e-4)
    assert tuple(viterbi(padded, lengths, COUNT)[:length, 0]) == paths[int(totals.argmax())]


def test_gradient_is_the_slope_of_the_loss(nlp: Language) -> None:
    doc = nlp.make_doc("Gunmen kidnapped three engineers .")
    generator = np.random.default_rng(0)
    scores = generator.normal(size=(len(doc), 5)).astype(np.float32)
    mask = np.ones((len(doc), 5), dtype=bool)
    mask[0] = [False, True, True, False, False]
    mask[2] = [True, False, False, False, False]
    loss, (gradient,) = crf_loss([doc], [scores], [mask], [1.0], COUNT)
    for token, tag in ((0, 0), (0, 2), (1, 3), (4, 1)):
        nudged = scores.copy()
        nudged[token, tag] += 0.01
        other, _ = crf_loss([doc], [nudged], [mask], [1.0], COUNT)
        assert (other - loss) / 0.01 == pytest.approx(gradient[token, tag], abs=0.01)


def tagger(nlp: Language, labels: list[str], **config: object) -> SpanTagger:
    return nlp.create_pipe("blotter_span_tagger", config={"labels": labels, **config})  # type: ignore[return-value]


def allowed(tagger: SpanTagger, doc: Doc) -> list[set[str]]:
    names = ["O", *(f"B-{label}" for label in tagger.labels), *(f"I-{label}" for label in tagger.labels)]
    mask, _ = tagger.allowed_tags(doc)
    return [{name for name, ok in zip(names, row, strict=True) if ok} for row in mask]


def test_an_unmarked_token_may_be_what_the_corpus_does_not_mark(nlp: Language) -> None:
    doc = nlp.make_doc("Police in Lima")
    # the corpus marks people and, without telling them apart, places; it knows nothing of weapons
    doc._.supervision = {"known": ["PERSON", "GPE", "LOC"], "spans": [[2, 3, ["GPE", "LOC"]]]}
    assert allowed(tagger(nlp, ["PERSON", "GPE", "LOC", "WEAPON"]), doc) == [
        {"O", "B-WEAPON", "I-WEAPON"},
        {"O", "B-WEAPON", "I-WEAPON"},
        {"B-GPE", "B-LOC"},
    ]


def test_our_own_articles_leave_nothing_open(marked_doc: Callable[..., Doc], nlp: Language) -> None:
    doc = marked_doc("[Los Lobos|GANG#g1] fled")
    assert allowed(tagger(nlp, ["GANG", "ORG"]), doc) == [{"B-GANG"}, {"I-GANG"}, {"O"}]


def test_a_span_of_which_nothing_is_known_is_left_open(nlp: Language) -> None:
    doc = nlp.make_doc("Mass ended")
    doc._.supervision = {"known": ["GPE"], "spans": [[0, 1, []]]}
    assert allowed(tagger(nlp, ["GPE"]), doc)[0] == {"O", "B-GPE", "I-GPE"}


SENTENCES = [
    ("[Los Lobos|GANG#g1] attacked [Guayaquil|GPE#l1]", "GANG GPE"),
    ("[Los Choneros|GANG#g1] left [Manta|GPE#l1]", "GANG GPE"),
    ("[Los Tiguerones|GANG#g1] entered [Quito|GPE#l1]", "GANG GPE"),
]


@pytest.fixture
def trained(marked_doc: Callable[..., Doc]) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("blotter_span_tagger", name="ner", config={"labels": ["GANG", "GPE"]})
    examples = []
    for marked, _ in SENTENCES:
        reference = marked_doc(marked)
        predicted = nlp.make_doc(reference.text)
        words = Doc(nlp.vocab, words=[t.text for t in reference], spaces=[bool(t.whitespace_) for t in reference])
        words.ents = [words.char_span(e.start_char, e.end_char, label=e.label_) for e in reference.ents]
        examples.append(Example(predicted, words))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    return nlp


def test_it_learns_and_survives_bytes(trained: Language) -> None:
    texts = [bare(marked) for marked, _ in SENTENCES]
    found = [[(ent.text, ent.label_) for ent in doc.ents] for doc in trained.pipe(texts)]
    assert found == [
        [("Los Lobos", "GANG"), ("Guayaquil", "GPE")],
        [("Los Choneros", "GANG"), ("Manta", "GPE")],
        [("Los Tiguerones", "GANG"), ("Quito", "GPE")],
    ]
    other = spacy.blank("en")
    other.add_pipe("blotter_span_tagger", name="ner", config={"labels": ["GANG", "GPE"]})
    other.from_bytes(trained.to_bytes())
    doc = other(texts[0])
    assert [(ent.text, ent.label_) for ent in doc.ents] == found[0]
    assert all(0.5 < score <= 1.0 for score in doc._.scores.values())
    back = Doc(other.vocab).from_bytes(doc.to_bytes())
    assert back._.scores == doc._.scores


def bare(marked: str) -> str:
    return marked.replace("[", "").replace("|GANG#g1]", "").replace("|GPE#l1]", "")


def test_nothing_in_nothing_out(trained: Language) -> None:
    assert [list(doc.ents) for doc in trained.pipe(["", "   "])] == [[], []]


def test_decode_respects_sentences(nlp: Language) -> None:
    doc = nlp.make_doc("a b c")
    for token, start in zip(doc, [True, False, True], strict=True):
        token.is_sent_start = start
    scores = np.zeros((3, 3), dtype=np.float32)
    scores[1, 1] = scores[2, 2] = 5.0  # B then I, but a sentence begins between them
    assert [(s, e, label) for s, e, label, _ in decode([doc], [scores], 1)[0]] == [(1, 2, 0)]
