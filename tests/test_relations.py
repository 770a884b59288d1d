"""Ties that the text states, and texts that state none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.components.entities import Entities
from pipeline.components.relations import Relations

CASES = [
    # leaders, in apposition before and after, in the passive, with a verb
    ("[Ana Paz|PERSON#p], the leader of the [Los Lobos|GANG#g], fled.", [("ana-paz", "leader_of", "los-lobos", False)]),
    ("[Los Lobos|GANG#g] leader [Ana Paz|PERSON#p] fled.", [("ana-paz", "leader_of", "los-lobos", False)]),
    ("[Los Lobos|GANG#g], led by [Ana Paz|PERSON#p], grew.", [("ana-paz", "leader_of", "los-lobos", False)]),
    ("[Ana Paz|PERSON#p] allegedly heads the [Los Lobos|GANG#g].", [("ana-paz", "leader_of", "los-lobos", False)]),
    ("[Ana Paz|PERSON#p], a former leader of [Los Lobos|GANG#g], died.", [("ana-paz", "leader_of", "los-lobos", True)]),
    # members
    ("[Ana Paz|PERSON#p], a suspected member of [Los Lobos|GANG#g].", [("ana-paz", "member_of", "los-lobos", False)]),
    ("[Ana Paz|PERSON#p] joined [Los Lobos|GANG#g] in prison.", [("ana-paz", "member_of", "los-lobos", False)]),
    # its leader: the gang that the sentence, or one of the two before, begins with
    ("[Los Lobos|GANG#g] grew in prison. Its leader, [Ana Paz|PERSON#p], fled.", [("ana-paz", "leader_of", "los-lobos", False)]),
    ("[Los Lobos|GANG#g] and the gang's former boss [Ana Paz|PERSON#p].", [("ana-paz", "leader_of", "los-lobos", True)]),
    ("[Los Lobos|GANG#g] grew. A decree named the gang, beside [MS-13|GANG#h]. Its leader, [Ana Paz|PERSON#p], fled.",
     [("ana-paz", "leader_of", "los-lobos", False)]),
    ("[Los Lobos|GANG#g] grew. [MS-13|GANG#h] envied the gang. Its leader, [Ana Paz|PERSON#p], fled.",
     [("ana-paz", "leader_of", "ms-13", False)]),
    ("[Los Lobos|GANG#g] grew. It rained. Few came. Its leader, [Ana Paz|PERSON#p], fled.", []),
    ("[Los Lobos|GANG#g] met [MS-13|GANG#h]. It rained. Few came. The gang's leader, [Ana Paz|PERSON#p], fled.", []),
    # where an article names one gang alone it is meant however far it stands
    ("[Los Lobos|GANG#g] grew. It rained. Few came. The gang's leader, [Ana Paz|PERSON#p], fled.", [("ana-paz", "leader_of", "los-lobos", False)]),
    ("[Los Lobos|GANG#g] grew. It rained. Few came. Again. The group has been active in [Peru|GPE#a], [Chile|GPE#b] and [Bolivia|GPE#c].",
     [("los-lobos", "operates_in", "peru", False), ("los-lobos", "operates_in", "chile", False),
      ("los-lobos", "operates_in", "bolivia", False)]),
    # an age behind the name, several leaders, who looks into a gang
    ("[Ana Paz|PERSON#p], 41, head of [Los Lobos|GANG#g], fled.", [("ana-paz", "leader_of", "los-lobos", False)]),
    ("[Los Lobos|GANG#g], led by [Ana Paz|PERSON#p] and [Luis Mora|PERSON#q].",
     [("ana-paz", "leader_of", "los-lobos", False), ("luis-mora", "leader_of", "los-lobos", False)]),
    ("[Ana Paz|PERSON#p], who leads the investigation of [Los Lobos|GANG#g], spoke.", []),
    ("[Los Lobos|GANG#g] grew. The city and its mayor, [Ana Paz|PERSON#p], slept.", []),
    # gangs and gangs
    ("[Los Fatales|GANG#f], a faction of [Los Choneros|GANG#g].", [("los-fatales", "part_of", "los-choneros", False)]),
    ("[Los Lobos|GANG#f] and its rival [Los Choneros|GANG#g].", [("los-lobos", "rival_of", "los-choneros", False)]),
    ("[Los Lobos|GANG#f] is allied with [Los Tiguerones|GANG#g].",
     [("los-lobos", "allied_with", "los-tiguerones", False)]),
    ("[Los Lobos|GANG#f], which broke with [Los Choneros|GANG#g], grew.", [("los-lobos", "part_of", "los-choneros", True)]),
    ("The [Los Choneros|GANG#g]'s [Grupo Delta|GANG#f] came.", [("grupo-delta", "part_of", "los-choneros", False)]),
    ("[Los Lobos|GANG#f] have long been linked to the [Los Choneros|GANG#g].", [("los-lobos", "allied_with", "los-choneros", False)]),
    # places, and lists of them
    ("[Los Lobos|GANG#g], a prison gang from [Manta|GPE#a], grew.", [("los-lobos", "operates_in", "manta", False)]),
    # that a country has a gang, or was where it began, only hints at it
    ("[Peru|GPE#a]'s [Los Lobos|GANG#g] grew.", []),
    ("[Los Lobos|GANG#g], founded in [Peru|GPE#a] in 1990, grew.", []),
    ("[Los Lobos|GANG#g] operates in [Peru|GPE#a], [Chile|GPE#b] and [Colombia|GPE#c].",
     [("los-lobos", "operates_in", "peru", False), ("los-lobos", "operates_in", "chile", False),
      ("los-lobos", "operates_in", "colombia", False)]),
    ("[Los Lobos|GANG#g] controls the port of [Manta|GPE#a].", [("los-lobos", "operates_in", "manta", False)]),
    # near-misses: a denial, a prosecutor, a politician, a place that is only named
    ("[Ana Paz|PERSON#p] is not the leader of [Los Lobos|GANG#g].", []),
    ("Prosecutor [Ana Paz|PERSON#p] said [Los Lobos|GANG#g] was weak.", []),
    ("[Ana Paz|PERSON#p] fled to [Peru|GPE#a] after [Los Lobos|GANG#g] threatened her.", []),
]  # fmt: skip


@pytest.fixture
def untrained(learnt: Callable[..., Any]) -> Relations:
    """Only the patterns speak."""
    component: Relations = learnt("blotter_relations", [])
    return component


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_ties(
    marked_doc: Callable[..., Doc], untrained: Relations, marked: str, expected: list[tuple[str, str, str, bool]]
) -> None:
    doc = untrained(Entities()(marked_doc(marked)))
    found = [
        (str(r["subject"]).split(":")[1], r["type"], str(r["object"]).split(":")[1], r["former"])
        for r in doc._.relations
    ]
    assert found == expected


TAIL = "events: {v: {status: asserted, AGENT: g, PLACE: a}}\nrelations: [[g, operates_in, a]]"


def test_ties_are_learnt_from_all_that_is_said_of_two(
    marked_doc: Callable[..., Doc], learnt: Callable[..., Any]
) -> None:
    """The place next door where the gang extorts: no pattern states it, the shared event does."""
    text = "[{}|GANG#g] came last year. They [extort|EXTORTION#v] shops in [{}|GPE#a], near [{}|GPE#b]."
    names = [("Los Lobos", "Manta", "Lima"), ("Los Fatales", "Quito", "Cuenca"), ("Los Grises", "Loja", "Ambato")]
    component = learnt("blotter_relations", [marked_doc(text.format(*name), TAIL) for name in names])
    doc = component(marked_doc(text.format("Los Azules", "Tena", "Puyo"), TAIL))
    found = [(r["subject"], r["type"], r["object"], r["source"]) for r in doc._.relations]
    assert found == [("g", "operates_in", "a", "model")]


def test_the_name_of_a_chapter_holds_its_parents(marked_doc: Callable[..., Doc]) -> None:
    from pipeline.components.couples import couples

    marked = "[Hells Angels|GANG#a] met. [Hells Angels Berlin|GANG#b] did not."
    (couple,) = couples(marked_doc(marked))
    assert couple.kind == "gangs" and "inside=True|False" in couple.features


def test_of_two_ties_that_exclude_each_other_the_first_counts() -> None:
    from pipeline.components.relations import _settled

    ties = [
        ("p", "member_of", "g"), ("p", "leader_of", "g"), ("a", "allied_with", "b"), ("b", "rival_of", "a"), ("b", "allied_with", "a"),
        ("a", "part_of", "c"), ("c", "part_of", "a"), ("c", "allied_with", "a"), ("a", "former part_of", "d"), ("a", "rival_of", "d"),
    ]  # fmt: skip
    kept = _settled(
        {"subject": s, "type": t.removeprefix("former "), "object": o, "former": t.startswith("former ")}
        for s, t, o in ties
    )
    assert [(r["subject"], r["type"], r["object"]) for r in kept] == [
        ("p", "member_of", "g"), ("a", "allied_with", "b"), ("a", "part_of", "c"), ("a", "part_of", "d"), ("a", "rival_of", "d"),
    ]  # fmt: skip


def test_a_person_is_of_another_gang_only_if_that_is_half_as_sure() -> None:
    from pipeline.components.relations import _surest

    ties: list[dict[str, Any]] = [
        {"subject": "p", "type": "leader_of", "object": "g", "score": 0.8},
        {"subject": "p", "type": "member_of", "object": "h", "score": 0.39},
        {"subject": "p", "type": "member_of", "object": "i", "score": 0.41},
        {"subject": "q", "type": "member_of", "object": "h", "score": 0.3},
        {"subject": "r", "type": "leader_of", "object": "g"},  # as a pattern states it
        {"subject": "r", "type": "leader_of", "object": "h", "score": 0.99},
        {"subject": "g", "type": "rival_of", "object": "h", "score": 0.2},
        {"subject": "g", "type": "rival_of", "object": "i", "score": 0.9},
    ]
    kept = [(tie["subject"], tie["object"]) for tie in _surest(ties)]
    assert kept == [("p", "g"), ("p", "i"), ("q", "h"), ("r", "g"), ("g", "h"), ("g", "i")]


def test_a_symmetric_tie_is_scored_in_either_order(
    nlp: Language, marked_doc: Callable[..., Doc], untrained: Relations
) -> None:
    marked = "[Los Lobos|GANG#f] and [Los Choneros|GANG#g] met."
    reference = marked_doc(marked, "relations: [[f, rival_of, g]]")
    predicted = marked_doc(marked, "relations: [[g, rival_of, f]]")
    assert untrained.score([Example(predicted, reference)])["relations_f"] == 1.0


SPOKE = "[{}|PERSON#p] gave the orders in the [{}|GANG#g], neighbours said."
LED = "relations: [[p, leader_of, g]]"
OTHERS = "[{}|PERSON#p] sold bread. The [{}|GANG#g] slept."


def test_a_linear_judge_finds_what_the_network_does_not(
    nlp: Language, marked_doc: Callable[..., Doc], learnt: Callable[..., Any]
) -> None:
    people = ["Ana Paz", "Luis Mora", "Eva Rey", "Juan Gil", "Rosa Vera"]
    gangs = ["Los Lobos", "Los Fatales", "Los Grises", "Los Azules", "Los Negros"]
    component = learnt(
        "blotter_relations", [marked_doc(OTHERS.format(*two)) for two in zip(people, gangs, strict=True)]
    )
    told = SPOKE.format("Iris Sol", "Los Verdes"), LED
    untied = OTHERS.format("Iris Sol", "Los Verdes")

    def found(component: Relations, *marked: str) -> list[tuple[str, str, str]]:
        return [(r["subject"], r["type"], r["object"]) for r in component(marked_doc(*marked))._.relations]

    assert found(component, *told) == []
    component.fit(
        [
            marked_doc(text.format(*two), tail)
            for two in zip(people, gangs, strict=True)
            for text, tail in ((SPOKE, LED), (OTHERS, ""))
        ]
    )
    assert found(component, *told) == [("p", "leader_of", "g")] and found(component, untied) == []
    again = nlp.create_pipe("blotter_relations").from_bytes(component.to_bytes())
    assert found(again, *told) == [("p", "leader_of", "g")]
    assert list(component.linear) == ["people"]  # of the other kinds there was nothing to learn


def test_the_words_before_a_list_are_said_of_each_in_it(marked_doc: Callable[..., Doc]) -> None:
    from pipeline.components.couples import couples

    marked = "[Los Lobos|GANG#g] robs in [Lima|GPE#a], [Callao|GPE#b] and [Ica|GPE#c], not the town of [Puno|GPE#d]."
    words = {couple.nearest.target.text: couple.words for couple in couples(marked_doc(marked))}
    said = {place: "way=robs_in|GANG>GPE" in seen for place, seen in words.items()}
    assert said == {"Lima": True, "Callao": True, "Ica": True, "Puno": False}
    assert "two=robs_in|GANG>GPE" in words["Puno"] and "across=3|GANG>GPE|False" in words["Puno"]


def test_the_judge_sees_what_an_article_says_of_each(marked_doc: Callable[..., Doc]) -> None:
    """Who is beside a gang: its leader, or a prosecutor who speaks of it; whether it is what the article is on."""
    from pipeline.components.couples import couples

    marked = (
        "[Los Lobos|GANG#g] grew, prosecutor [Ana Paz|PERSON#p], of the city's third office, said. The gang's boss, [Luis Mora|PERSON#q], fled.\n\n"
        "[Los Lobos|GANG#g] fought. [Los Grises|GANG#h] slept."
    )
    words = {
        (couple.nearest.subject.kb_id_, couple.nearest.target.kb_id_): set(couple.words)
        for couple in couples(marked_doc(marked))
    }
    assert {"is=role before prosecutor", "is=side before state", "is=outside", "is=speaks"} <= words["p", "g"]
    assert not any("leader" in word for word in words["p", "g"])
    assert {"is=leads", "is=itsleader", "is=leads|TrueTrue|True", "gangs=2", "nearest=True|True"} <= words["q", "g"]
    assert {"is=leads|FalseFalse|False", "of=FalseFalse", "nearest=False|True", "together=0"} <= words["q", "h"]
    assert "of=TrueTrue-FalseFalse" in words["g", "h"]


def test_a_hint_is_seen_by_the_judge_and_a_dateline_is_no_place_of_a_gang(marked_doc: Callable[..., Doc]) -> None:
    from pipeline.components.couples import couples

    marked = "[LIMA|GPE#b] — [Peru|GPE#a]'s [Los Lobos|GANG#g] grew."
    (couple,) = couples(marked_doc(marked))
    assert couple.nearest.target.text == "Peru" and "stated=operates_in|False" in couple.words


def test_an_article_without_gangs_asks_for_no_ties(marked_doc: Callable[..., Doc]) -> None:
    from pipeline.components.couples import couples

    assert list(couples(marked_doc("[Ana Paz|PERSON#p] left [Lima|GPE#a]."))) == []
