"""What the parse says: paths, roots and children; and treebank sentences as Docs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.arguments import Arguments
from pipeline.components.status import Status
from pipeline.components.syntax import Syntax
from pipeline.treebanks import treebank_docs

DONT = """\
# sent_id = s1
# text = Police don't raid (here).
1\tPolice\tpolice\tNOUN\tNNS\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\traid\traid\tVERB\tVB\t_\t0\troot\t_\t_
5\t(\t(\tPUNCT\t(\t_\t6\tpunct\t_\tSpaceAfter=No
6\there\there\tADV\tRB\t_\t4\tadvmod\t_\tSpaceAfter=No
7\t)\t)\tPUNCT\t)\t_\t6\tpunct\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
"""


@pytest.fixture
def parsed(nlp: Language) -> Doc:
    """Gunmen from Lima shot and killed two men, but were not arrested."""
    words = "Gunmen from Lima shot and killed two men , but were not arrested .".split()
    heads = [3, 2, 0, 3, 5, 3, 7, 5, 12, 12, 12, 12, 3, 3]
    deps = "nsubj case nmod ROOT cc conj nummod obj punct cc aux:pass advmod conj punct".split()
    return Doc(nlp.vocab, words=words, heads=heads, deps=deps)


def test_treebank_sentences_keep_words_spaces_and_syntax(nlp: Language) -> None:
    first, second = treebank_docs(nlp.vocab, DONT.splitlines(keepends=True))
    assert first.text.strip() == "Police don't raid (here)."
    assert [(t.text, t.dep_, t.head.text) for t in first][:4] == [
        ("Police", "nsubj", "raid"), ("do", "aux", "raid"), ("n't", "advmod", "raid"), ("raid", "ROOT", "raid"),
    ]  # fmt: skip
    assert [t.dep_ for t in second] == ["ROOT"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1\tGo\tgo\tVERB\t_\t0\troot\t_\t_", "sentence s9: a line has 9 columns"),
        ("1\tGo\tgo\tVERB\tVB\t_\t5\troot\t_\t_", "sentence s9: a head lies outside"),
    ],
)
def test_a_faulty_treebank_names_its_sentence(nlp: Language, line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(treebank_docs(nlp.vocab, ["# sent_id = s9\n", line + "\n"]))


def test_paths_go_up_and_down(parsed: Doc) -> None:
    syntax = Syntax(parsed)
    assert syntax.path(3, 0) == ([], ["nsubj"], 3)
    assert syntax.path(5, 2) == (["conj"], ["nsubj", "nmod"], 3)
    assert syntax.path(7, 7) == ([], [], 7)


def test_the_root_of_a_span_hangs_outside_it(parsed: Doc) -> None:
    syntax = Syntax(parsed)
    assert syntax.root(0, 3) == 0 and syntax.root(6, 8) == 7 and syntax.root(1, 2) == 1


def test_what_hangs_on_a_word(parsed: Doc) -> None:
    assert Syntax(parsed).hanging(12, ("aux:pass", "advmod")) == [10, 11]


def test_a_doc_without_a_parse_has_no_paths(nlp: Language) -> None:
    syntax = Syntax(nlp.make_doc("Gunmen shot two men."))
    assert not syntax.parsed and syntax.path(0, 1) is None and syntax.hanging(0, ("nsubj",)) == []
    assert not Syntax(nlp.make_doc("")).parsed


MARKED = "[Gunmen|PEOPLE#a] from [Lima|GPE#l] [shot|ATTACK#v] and [killed|KILLING#w] [[two|CARDINAL#n] men|PEOPLE#x]."


def with_parse(doc: Doc) -> Doc:
    heads = [3, 2, 0, 3, 5, 3, 7, 5, 3]
    deps = "nsubj case nmod ROOT cc conj nummod obj punct".split()
    for token, head, dep in zip(doc, heads, deps, strict=True):
        token.head, token.dep_ = doc[head], dep
    return doc


def test_shared_subjects_are_learnt_from_the_parse(marked_doc: Callable[..., Doc]) -> None:
    """The agent of the second verb stands at the first: with syntax the path says so."""
    tail = (
        "numbers: {n: {low: 2, high: 2, unit: count, measures: killed}}\n"
        "events: {v: {status: asserted, AGENT: a, TARGET: x}, w: {status: asserted, AGENT: a, TARGET: x}}"
    )
    docs = [with_parse(marked_doc(MARKED, tail)) for _ in range(3)]
    component = Arguments()
    component.fit(docs)
    features = [f for pair in component_pairs(docs[0]) for f in pair]
    assert "syn=conj>nsubj|PEOPLE" in features
    events = component(docs[0])._.events
    assert [sorted(a["role"] for a in e["arguments"]) for e in events] == [["AGENT", "TARGET"], ["AGENT", "TARGET"]]


def component_pairs(doc: Doc) -> list[list[str]]:
    from pipeline.components.arguments import DocView

    view = DocView(doc)
    return [pair.features for trigger in view.triggers for pair in view.pairs(trigger)]


def test_status_sees_what_hangs_on_the_trigger(nlp: Language, parsed: Doc) -> None:
    from spacy.tokens import Span

    parsed.spans["triggers"] = [Span(parsed, 12, 13, label="ARREST")]
    parsed._.events = [{"span": [12, 13, "ARREST"], "status": None, "claimed_by": None, "arguments": []}]
    from pipeline.components.status import _View

    features = _View(parsed, Status()).features(0)
    assert "syn-small=0|not" in features and "syn-gov=1|shot|conj" in features
