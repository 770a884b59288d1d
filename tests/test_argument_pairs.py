"""What is seen of triggers and mentions: the same whatever else is in the batch, of the right pairs, and different where the text is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from spacy.tokens import Doc

from pipeline.components.argument_features import FAR, NEAR, NOTHING, SLOTS, Sight
from pipeline.components.argument_pairs import MAX_DISTANCE, Pairs, argument_pairs
from pipeline.components.marked_text import MarkedText
from pipeline.components.templates import Templates

RAID = (
    "[Police|PEOPLE#a] in [Lima|GPE#l] [arrested|ARREST#v] [Ana Paz|PERSON#p], [Luis Mora|PERSON#q] and [Eva Soto|PERSON#r]"
    " on [Monday|DATE#d]."
)
SHOOTING = (
    "[Two men|PEOPLE#x] were [shot|ATTACK#s] dead. They had left [Los Lobos|GANG#g], the mayor said, and [one|CARDINAL#n] "
    "was [wanted|CHARGE#c] for [murder|KILLING#m]. [Five kilos|QUANTITY#k] of [cocaine|DRUG#o] lay in the boot."
)
EVENTS = "events:\n  v: {status: asserted, AGENT: a, TARGET: p}"
SHOTS = "events:\n  s: {status: asserted}\n  c: {status: asserted}\n  m: {status: alleged}"


@pytest.fixture
def docs(marked_doc: Callable[..., Doc]) -> list[Doc]:
    plain = marked_doc("Nothing happened in [Quito|GPE#l].")
    return [marked_doc(RAID, EVENTS), plain, marked_doc(SHOOTING, SHOTS), marked_doc(RAID, EVENTS)]


def told(docs: list[Doc]) -> list[tuple[str, str]]:
    """Trigger and filler of each pair."""
    pairs = argument_pairs(docs)
    marks = [
        (pairs.triggers[trigger], pairs.fillers[filler])
        for trigger, filler in zip(pairs.trigger.tolist(), pairs.filler.tolist(), strict=True)
    ]
    return [tuple(docs[number][start:end].text for number, start, end, _ in both) for both in marks]  # type: ignore[misc]


def of_doc(pairs: Pairs, number: int) -> np.ndarray:
    return pairs.hashes[[pairs.triggers[trigger][0] == number for trigger in pairs.trigger.tolist()]]


def test_an_article_is_seen_the_same_alone_and_among_others(docs: list[Doc]) -> None:
    together = argument_pairs(docs)
    for number, doc in enumerate(docs):
        assert (of_doc(together, number) == argument_pairs([doc]).hashes).all()
    assert len(together.trigger) == sum(len(argument_pairs([doc]).trigger) for doc in docs) > 10


def test_only_what_may_fill_a_role_is_asked_for(docs: list[Doc]) -> None:
    pairs = told([docs[2]])
    assert ("shot", "Two men") in pairs
    assert ("shot", "Los Lobos") in pairs  # from the sentence behind
    assert ("wanted", "Two men") in pairs  # from the one before
    assert not {filler for trigger, filler in pairs if trigger == "shot"} & {
        "Five kilos",
        "cocaine",
    }  # two sentences on
    assert not {filler for trigger, filler in pairs if trigger == "wanted"} & {"Five kilos"}  # of no role


def test_a_mention_of_another_sentence_is_in_reach_up_to_a_distance(marked_doc: Callable[..., Doc]) -> None:
    for words, within in ((MAX_DISTANCE - 8, True), (MAX_DISTANCE + 8, False)):
        doc = marked_doc(
            f"[Ana Paz|PERSON#p] {'slept ' * words}. She was [arrested|ARREST#v].", EVENTS.replace("AGENT: a, ", "")
        )
        assert (("arrested", "Ana Paz") in told([doc])) is within


def test_a_mention_in_the_sentence_and_one_beside_it_are_told_by_other_features(docs: list[Doc]) -> None:
    pairs = argument_pairs([docs[2]])
    names = told([docs[2]])
    near, far = pairs.hashes[names.index(("shot", "Two men"))], pairs.hashes[names.index(("shot", "Los Lobos"))]
    assert np.count_nonzero(near[: NEAR.count]) == NEAR.count
    assert np.count_nonzero(far) == FAR.count
    assert not set(near.tolist()) & set(far.tolist()) - {NOTHING}


def test_mentions_of_a_list_differ_by_where_they_stand(docs: list[Doc]) -> None:
    pairs = argument_pairs([docs[0]])
    names = told([docs[0]])
    seen = [
        set(pairs.hashes[names.index(("arrested", name))].tolist()) for name in ("Ana Paz", "Luis Mora", "Eva Soto")
    ]
    assert len(seen[0] & seen[1]) > 20  # label, side, trigger, …
    assert len(seen[1] - seen[0]) > 10


def test_what_has_no_pair_has_no_features(docs: list[Doc], marked_doc: Callable[..., Doc]) -> None:
    for doc in (docs[1], marked_doc("Police [arrested|ARREST#v] nobody.", "events:\n  v: {status: negated}")):
        assert argument_pairs([doc]).hashes.shape == (0, SLOTS)


def test_a_template_sees_its_atoms_and_no_others() -> None:
    templates = Templates("kind place\nplace kind\nkind")
    atoms = {"kind": np.array([1, 1, 2]), "place": np.array([3, 4, 3]), "other": np.array([5, 6, 7])}
    found = templates.hashes(atoms)
    assert found.shape == (3, 3)
    assert found[0, 2] == found[1, 2] != found[2, 2]
    assert len(set(found[:, :2].reshape(-1).tolist())) == 6  # the order of atoms is part of it
    assert (templates.hashes(atoms | {"other": np.zeros(3)}) == found).all()


@pytest.mark.parametrize(
    ("between", "told"),
    [
        (" said", 1),
        (", then the police commissioner, said", 2),
        (", then the police commissioner, fled", 0),
        (" fled. Few came, they said", 0),
        (", one, two, said", 0),
    ],
)
def test_who_speaks_is_seen_though_he_is_presented_first(
    marked_doc: Callable[..., Doc], between: str, told: int
) -> None:
    doc = marked_doc(f"[Ana Paz|PERSON#p]{between} [ten men|PEOPLE#x] were [arrested|ARREST#v].")
    reported = Sight(MarkedText([doc])).of_fillers["reported"]
    assert int(reported[0]) == told
