"""Learn to decide things about marked places of a text: a role for two mentions, a status for a trigger.

A ``Decision`` chooses one label of its group. What may be seen of it are the vectors that the shared tok2vec (or
transformer) gives to a few tokens, and named features. The score of a label is that of a small network over the vectors plus a
weight of every feature (hashed). Both are trained by spaCy's loop together with everything else on the tok2vec.

Networks come to know the decisions of their training by heart. Beside them stands for each group a linear judge that sees the features
alone (and ``Decision.words``, if there are any) and is trained after the loop (``fit``), in small steps: the mean of both is what counts.

A component says which decisions an article asks for (``gold_decisions`` on a reference, its own ``predict`` otherwise); what it
needs beside that stands here: ``DecisionPipe`` has update, loss, initialization and bytes. References of a public corpus,
which marks no events, ask for nothing; those that a teacher labelled ask the components named in their supervision (``decided``)
and count with its weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import srsly
from spacy import registry
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Config, Dropout, Linear, Maxout, Model, chain, set_dropout_rate, zero_init
from thinc.types import Floats2d

from pipeline.components.linear import LinearClassifier, feature_hashes, packed_weights, unpacked_weights
from pipeline.components.span_tagger import DEFAULT_CONFIG, first_docs, weight_of
from pipeline.scheme import declare_doc_extensions

declare_doc_extensions()

NOTHING = -1  # a slot without a token
TABLE = "hashed_sum"
# Of the linear judges. With few epochs and small steps they keep to what many articles say.
FITTING: dict[str, Any] = {"epochs": 6, "rate": 0.05, "l2": 1e-3}


def default_model() -> dict[str, Any]:
    """The model of a component that a config says nothing of: on a tok2vec of its own, as a span tagger's is."""
    tok2vec = Config().from_str(DEFAULT_CONFIG)["model"]["tok2vec"]
    return {
        "@architectures": "blotter.Decisions.v1",
        "hidden_width": 64,
        "rows": 16384,
        "feature_rate": 5.0,
        "tok2vec": tok2vec,
    }


@dataclass(slots=True)
class Decision:
    """One choice of a label: the labels' group, tokens whose vectors are looked at (``NOTHING`` for none), features.

    ``words``: features that only the linear judge sees.
    """

    group: str
    tokens: tuple[int, ...]
    features: list[str]
    words: Sequence[str] = ()


def within(tokens: Iterable[int], first: int, last: int) -> tuple[int, ...]:
    """The tokens from ``first`` to before ``last``, ``NOTHING`` in place of the others."""
    return tuple(token if first <= token < last else NOTHING for token in tokens)


def shared_accuracy(examples: Iterable[Example], answers: Callable[[Doc], dict[Any, Any]]) -> float:
    """The share of right answers where prediction and reference have the same span; ``answers``: by span, of a Doc."""
    right = total = 0
    for example in examples:
        gold, found = answers(example.reference), answers(example.predicted)
        shared = [span for span in found if gold.get(span) is not None]
        total += len(shared)
        right += sum(gold[span] == found[span] for span in shared)
    return right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """The decisions of several Docs as arrays: tokens (decisions x slots) numbered through all Docs, feature rows."""

    docs: list[Doc]
    tokens: np.ndarray
    rows: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, docs: Sequence[Doc], known: Sequence[Known], rows: int) -> Asked:
        """``rows``: of the table of feature weights."""
        offsets = [0, *accumulate(len(doc) for doc in docs)]
        moved = [np.where(k.tokens >= 0, k.tokens + o, NOTHING) for k, o in zip(known, offsets, strict=False)]
        return cls(
            list(docs), np.concatenate(moved), np.concatenate([k.hashes for k in known]) & (rows - 1),
            np.concatenate([k.lengths for k in known]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """The decisions of one Doc: groups, tokens, hashes of features and, where it is a reference, labels and weight."""

    groups: np.ndarray
    tokens: np.ndarray
    hashes: np.ndarray
    lengths: np.ndarray
    targets: np.ndarray
    weight: float = 1.0


@registry.architectures("blotter.Decisions.v1")
def decisions(
    tok2vec: Model[list[Doc], list[Floats2d]], hidden_width: int, rows: int, feature_rate: float, nO: int | None = None
) -> Model[Asked, Floats2d]:
    """A score for every decision and label.

    ``rows``: of the table of feature weights, a power of two. ``feature_rate``: how much faster these weights learn than the rest.
    """
    if rows & (rows - 1):
        raise ValueError(f"rows must be a power of two, not {rows}")
    dropout: Model[Floats2d, Floats2d] = Dropout(0.0)
    head: Model[Floats2d, Floats2d] = chain(
        dropout,
        Maxout(nO=hidden_width, nP=2, dropout=0.0, normalize=True),
        Linear(nO=nO, init_W=zero_init),
    )
    table = hashed_sum(rows, feature_rate, nO)
    return Model(
        "decisions", _decide, init=_initialize, layers=[tok2vec, head, table],
        refs={"tok2vec": tok2vec, "head": head, "table": table}, attrs={"rows": rows}, dims={"nO": nO},
    )  # fmt: skip


def _decide(model: Model[Asked, Floats2d], asked: Asked, is_train: bool) -> tuple[Floats2d, Callable[[Floats2d], Any]]:
    ops: Any = model.ops  # thinc's types know no numpy
    vectors, back_vectors = model.get_ref("tok2vec")(asked.docs, is_train)
    lengths = [len(doc) for doc in asked.docs]
    count, slots = asked.tokens.shape
    if not count:

        def nothing(_: Floats2d) -> Any:
            return back_vectors([ops.alloc2f(*v.shape) for v in vectors])

        return ops.alloc2f(0, model.get_dim("nO")), nothing
    flat = ops.xp.concatenate(vectors)
    places = ops.asarray1i(np.maximum(asked.tokens, 0).reshape(-1))
    present = _floats(model, (asked.tokens >= 0).reshape(-1, 1))
    width = flat.shape[1]
    seen = (flat[places] * present).reshape(count, slots * width)
    scores, back_head = model.get_ref("head")(seen, is_train)
    weights, back_table = model.get_ref("table")((asked.rows, asked.lengths), is_train)

    def backprop(gradient: Floats2d) -> Any:
        back_table(gradient)
        moved = back_head(gradient).reshape(count * slots, width) * present
        total = ops.alloc2f(*flat.shape)
        ops.scatter_add(total, places, moved)
        return back_vectors(ops.unflatten(total, ops.asarray1i(lengths)))

    return scores + weights, backprop


def _floats(model: Model[Any, Any], values: np.ndarray) -> Floats2d:
    return model.ops.asarray2f(values.astype(np.float32, copy=False))  # type: ignore[arg-type]


def _initialize(model: Model[Asked, Floats2d], X: Asked | None = None, Y: Floats2d | None = None) -> None:
    if X is None or Y is None:
        raise ValueError("decisions are initialized from examples")
    tok2vec, head, table = (model.get_ref(name) for name in ("tok2vec", "head", "table"))
    tok2vec.initialize(X=X.docs)
    width = tok2vec.predict(X.docs)[0].shape[1]
    outputs = Y.shape[1]
    model.set_dim("nO", outputs)
    slots = X.tokens.shape[1]
    head.initialize(X=model.ops.alloc2f(2, slots * width), Y=model.ops.alloc2f(2, outputs))
    table.set_dim("nO", outputs)
    table.initialize()


def hashed_sum(rows: int, rate: float, nO: int | None = None) -> Model[Any, Floats2d]:
    """The sum of the weights of each decision's features, times ``rate``; at first all are zero."""

    def forward(
        model: Model[Any, Floats2d], X: tuple[np.ndarray, np.ndarray], is_train: bool
    ) -> tuple[Floats2d, Callable[[Floats2d], Any]]:
        ops: Any = model.ops
        indices, lengths = X
        weights: Any = model.get_param("W")
        bounds = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        total = np.add.reduceat(ops.to_numpy(weights[indices]), bounds, axis=0)

        def backprop(gradient: Floats2d) -> Any:
            spread = ops.alloc2f(*weights.shape)
            each = np.repeat(ops.to_numpy(gradient) * rate, lengths, axis=0)
            ops.scatter_add(spread, ops.asarray1i(indices), _floats(model, each))
            model.inc_grad("W", spread)
            return ()

        return _floats(model, rate * total), backprop

    def initialize(model: Model[Any, Floats2d], X: Any = None, Y: Any = None) -> None:
        model.set_param("W", model.ops.alloc2f(rows, model.get_dim("nO")))

    return Model(TABLE, forward, init=initialize, params={"W": None}, dims={"nO": nO})


class DecisionPipe(TrainablePipe):
    """A component that makes decisions; ``groups`` names the labels of each kind, ``slots`` how many tokens are looked at,
    ``writes`` the Doc's extension that its prediction becomes."""

    groups: ClassVar[dict[str, tuple[str, ...]]]
    slots: ClassVar[int]
    writes: ClassVar[str]
    alone: ClassVar[tuple[str, ...]] = ()  # groups that the linear judges tell by themselves
    judges: ClassVar[dict[str, int]] = {
        "bits": 15,
        "least": 1,
    }  # of the linear judges: how many rows, how many decisions a feature must stand in
    saved: ClassVar[tuple[str, ...]] = ("steps",)  # what weights of the present format have

    def __init__(self, vocab: Vocab, model: Model[Asked, Floats2d], name: str, **cfg: Any) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg = dict(cfg)
        ends = list(accumulate(len(labels) for labels in self.groups.values()))
        starts = [0, *ends[:-1]]
        self._references: dict[int, tuple[Doc, Known]] = {}
        self.columns = {name: slice(a, b) for name, a, b in zip(self.groups, starts, ends, strict=True)}
        self.numbers = {name: number for number, name in enumerate(self.groups)}
        self.linear: dict[str, LinearClassifier] = {}  # by group; none before ``fit``

    def gold_decisions(self, doc: Doc) -> Iterable[tuple[Decision, str]]:
        """Every decision that a reference answers, with its label."""
        raise NotImplementedError

    def set_annotations(self, docs: Iterable[Doc], scores: list[list[dict[str, Any]]]) -> None:
        for doc, facts in zip(docs, scores, strict=True):
            doc._.set(self.writes, facts)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for labels in self.groups.values() for label in labels)

    @property
    def trained(self) -> bool:
        """Whether anything has been learnt."""
        table = self.model.get_ref("table")
        return bool(table.has_param("W") and table.get_param("W").any())

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None, labels: Any = None
    ) -> None:
        """Fix the widths from the labels and a few examples."""
        sample = first_docs(get_examples, self.name)
        asked = self._asked(sample, [self._packed([]) for _ in sample])
        self.model.initialize(X=asked, Y=self.model.ops.alloc2f(0, len(self.labels)))

    def update(
        self, examples: Iterable[Example], *, drop: float = 0.0, sgd: Any = None, losses: dict[str, float] | None = None
    ) -> dict[str, float]:
        """Learn from the references' decisions; the gradient goes on to the shared tok2vec."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        if not examples:
            return losses
        set_dropout_rate(self.model, drop)
        asked = self._asked([example.predicted for example in examples], self._known(examples))
        scores, backprop = self.model.begin_update(asked)
        loss, gradient = self.get_loss(examples, scores)
        backprop(gradient)
        if sgd not in (None, False):
            self.finish_update(sgd)
        losses[self.name] += loss
        return losses

    def get_loss(self, examples: Iterable[Example], scores: Floats2d) -> tuple[float, Floats2d]:
        """Summed cross-entropy within each decision's group, and its gradient."""
        known = self._known(examples)
        targets = np.concatenate([k.targets for k in known])
        weights = np.concatenate([np.full(len(k.targets), k.weight, dtype=np.float32) for k in known])
        groups = np.concatenate([k.groups for k in known])
        values = self._within_groups(self.model.ops.to_numpy(scores), groups)
        places = np.arange(len(targets))
        loss = float(-(weights * np.log(np.maximum(values[places, targets], 1e-9))).sum())
        gradient = values.copy()
        gradient[places, targets] -= 1.0
        return loss, _floats(self.model, gradient * weights[:, None])

    def fit(self, references: Iterable[Doc]) -> None:
        """Train the linear judges on all decisions of annotated Docs, each counted with its Doc's weight."""
        seen: dict[str, list[list[str]]] = {group: [] for group in self.groups}
        answers: dict[str, list[int]] = {group: [] for group in self.groups}
        counted: dict[str, list[float]] = {group: [] for group in self.groups}
        for doc in references:
            weight = weight_of(doc)
            for decision, label in self.gold_decisions(doc) if self.is_decided(doc) else ():
                seen[decision.group].append([*decision.features, *decision.words])
                answers[decision.group].append(self.groups[decision.group].index(label))
                counted[decision.group].append(weight)
        self.linear = {}
        for group, targets in answers.items():
            if len(set(targets)) > 1:
                self.linear[group] = LinearClassifier(self.groups[group], bits=self.judges["bits"])
                self.linear[group].fit(
                    seen[group], targets, counted=counted[group], least=self.judges["least"], **FITTING
                )

    def is_decided(self, reference: Doc) -> bool:
        """Whether a reference answers what this component decides: an annotated one does, others say what they answer."""
        supervision = reference._.supervision or {"decided": [self.name]}
        return self.name in supervision.get("decided", ())

    def probabilities(self, docs: Sequence[Doc], asked: Sequence[list[Decision]]) -> list[np.ndarray]:
        """For each Doc the probability of each label (decisions x all labels; zero outside a decision's group).

        Untrained every label of a group is as likely as the others.
        """
        known = [self._packed([(decision, None) for decision in decisions]) for decisions in asked]
        if not known:
            return []
        groups = np.concatenate([k.groups for k in known])
        scores = np.zeros((len(groups), len(self.labels)), dtype=np.float32)
        if len(groups) and self.trained and np.isin(groups, self._told_by_network()).any():
            scores = self.model.ops.to_numpy(self.model.predict(self._asked(docs, known)))
        values = self._within_groups(scores, groups)
        self._heed(values, groups, known, [decision for decisions in asked for decision in decisions])
        return np.split(values, list(accumulate(len(k.groups) for k in known))[:-1])

    def _told_by_network(self) -> list[int]:
        """The groups of which the network has a say: all but those that linear judges tell by themselves."""
        return [number for group, number in self.numbers.items() if not (group in self.alone and group in self.linear)]

    def _heed(self, values: np.ndarray, groups: np.ndarray, known: Sequence[Known], asked: Sequence[Decision]) -> None:
        """Let the linear judges speak too, where there are some; ``values``: what the network says."""
        if not self.linear:
            return
        hashes, lengths = (np.concatenate([getattr(k, name) for k in known]) for name in ("hashes", "lengths"))
        for group, judge in self.linear.items():
            chosen = groups == self.numbers[group]
            if not chosen.any():
                continue
            seen, many = hashes[np.repeat(chosen, lengths)], lengths[chosen]
            words = [asked[number].words for number in np.flatnonzero(chosen).tolist()]
            if any(words):
                parts = zip(np.split(seen, np.cumsum(many)[:-1]), words, strict=True)
                seen = np.concatenate([part for of_one, told in parts for part in (of_one, feature_hashes(told))])
                many = many + [len(told) for told in words]
            said = judge.probabilities_of(seen, many)
            columns = self.columns[group]
            if self.trained and group not in self.alone:
                said = (values[chosen, columns] + said) / 2
            values[chosen, columns] = said

    def _asked(self, docs: Sequence[Doc], known: Sequence[Known]) -> Asked:
        return Asked.of(docs, known, self.model.attrs["rows"])

    def _within_groups(self, scores: np.ndarray, groups: np.ndarray) -> np.ndarray:
        values = np.zeros_like(scores)
        for name, columns in self.columns.items():
            rows = np.flatnonzero(groups == self.numbers[name])
            inner = scores[rows, columns]
            inner = np.exp(inner - inner.max(1, keepdims=True)) if len(rows) else inner
            values[rows, columns] = inner / inner.sum(1, keepdims=True)
        return values

    def _known(self, examples: Iterable[Example]) -> list[Known]:
        """The references' decisions, made once for each."""
        found = []
        for example in examples:
            reference = example.reference
            kept = self._references.get(id(reference))
            if kept is None:
                asked = self.gold_decisions(reference) if self.is_decided(reference) else ()
                # with the reference itself, so that no other takes its id
                kept = reference, self._packed(list(asked), weight_of(reference))
                self._references[id(reference)] = kept
            found.append(kept[1])
        return found

    def _packed(self, asked: Sequence[tuple[Decision, str | None]], weight: float = 1.0) -> Known:
        groups = np.array([self.numbers[decision.group] for decision, _ in asked], dtype=np.int32)
        tokens = np.array([decision.tokens for decision, _ in asked], dtype=np.int32).reshape(len(asked), self.slots)
        lengths = np.array([len(decision.features) for decision, _ in asked], dtype=np.int64)
        names = [feature for decision, _ in asked for feature in decision.features]
        hashes = feature_hashes(names)
        targets = [
            self.columns[decision.group].start + self.groups[decision.group].index(label)
            for decision, label in asked
            if label is not None
        ]
        return Known(groups, tokens, hashes, lengths, np.array(targets, dtype=np.int64), weight)

    # Bytes: the feature table is most of them, and a byte a weight loses nothing that scores show.

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return srsly.msgpack_dumps({"cfg": self.cfg, **self._packed_model()})

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> DecisionPipe:
        state = srsly.msgpack_loads(data)
        if any(name not in state for name in self.saved):
            raise ValueError(f"{self.name}: weights of an older format; train the model anew")
        self.cfg.update(state["cfg"])
        self._unpack_model(state)
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> DecisionPipe:
        return self.from_bytes(Path(path).read_bytes())

    def _packed_model(self) -> dict[str, Any]:
        state = self.model.to_dict()
        place = [node.name for node in self.model.walk()].index(TABLE)
        table = state["params"][place]["W"]
        state["params"][place]["W"] = None
        linear = {group: judge.to_bytes() for group, judge in self.linear.items()}
        if table is None:
            return {"model": srsly.msgpack_dumps(state), "rows": b"", "weights": b"", "steps": b"", "linear": linear}
        rows, weights, steps = packed_weights(self.model.ops.to_numpy(table))
        return {
            "model": srsly.msgpack_dumps(state), "rows": rows, "weights": weights, "steps": steps, "linear": linear,
        }  # fmt: skip

    def _unpack_model(self, state: dict[str, Any]) -> None:
        self.model.from_dict(srsly.msgpack_loads(state["model"]))
        table = self.model.get_ref("table")
        if table.has_dim("nO"):
            shape = self.model.attrs["rows"], table.get_dim("nO")
            weights = unpacked_weights(state["rows"], state["weights"], state["steps"], shape)
            table.set_param("W", _floats(table, weights))
        judges = state.get("linear", {})  # none in weights from before there were any
        self.linear = {group: LinearClassifier().from_bytes(judge) for group, judge in judges.items()}
