"""Known names over the model's mentions: what is corrected, what is added, what is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.gazetteer import Gazetteer, Term, known_terms, strip_accents

TERMS = [
    Term("Los Lobos", "GANG", False, True),
    Term("Bloods", "GANG", True, True),
    Term("Tocorón", "FAC", True, True),
    Term("Policía Nacional", "ORG", False, True),
    Term("North Korea", "GPE", True, True),
    Term("Jordan", "GPE", True, True),
    Term("Latin America", "LOC", False, True),
    Term("Balkans", "LOC", True, True),
    Term("car bomb", "WEAPON", False, False),
    Term("crack", "DRUG", True, False),
    Term("cocaine", "DRUG", False, False),
    Term("drug", "DRUG", False, False),
]

CASES = [
    # a known gang that the model took for an organisation, a person, or missed
    ("The [Los Lobos|ORG#a] gang", [("Los Lobos", "GANG")]),
    ("Police hunt [Los Lobos|PERSON#a]", [("Los Lobos", "GANG")]),
    ("Police hunt Los Lobos", [("Los Lobos", "GANG")]),
    # the model cut the name short
    ("Police hunt Los [Lobos|PERSON#a]", [("Los Lobos", "GANG")]),
    # a longer mention of the model holds another name: left alone
    ("The [Los Lobos Social Club|ORG#a] met", [("Los Lobos Social Club", "ORG")]),
    # a name that is also a word only relabels an organisation
    ("The Bloods of kings", []),
    ("The [Bloods|ORG#a] met", [("Bloods", "GANG")]),
    ("The [Bloods|NORP#a] met", [("Bloods", "NORP")]),
    ("They crack down", []),
    # a state is no gang; a name that is also a country's stays what it is, and is not added
    ("[North Korea|GANG#a] fired", [("North Korea", "GPE")]),
    ("[Jordan|PERSON#a] of [North Korea FC|ORG#b] left", [("Jordan", "PERSON"), ("North Korea FC", "ORG")]),
    ("Air Jordan shoes", []),
    # a region is LOC, not GPE; one of a single word is not added
    ("In [Latin America|GPE#a] and the [Balkans|GPE#b]", [("Latin America", "LOC"), ("Balkans", "LOC")]),
    ("The Balkans", []),
    ("[Bank of Latin America|ORG#a]", [("Bank of Latin America", "ORG")]),
    # weapons and drugs in any case; the noun before a noun is no drug
    ("A Car Bomb and COCAINE", [("Car Bomb", "WEAPON"), ("COCAINE", "DRUG")]),
    ("A drug cartel", []),
    # accents lost
    ("The Policia Nacional came", [("Policia Nacional", "ORG")]),
    # a word is no name in another case
    ("los lobos howl", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_known_names(
    nlp: Language, marked_doc: Callable[..., Doc], marked: str, expected: list[tuple[str, str]]
) -> None:
    doc = Gazetteer(nlp, TERMS)(marked_doc(marked))
    assert [(ent.text, ent.label_) for ent in doc.ents] == expected


NAMES = [
    # what a name mostly is; a mention that is sure keeps its label, unless somebody is called so
    ("[Macías|PERSON#a] ran. [Macías|PERSON#b] hid. Soldiers caught [Macías|GPE#c].", {"a": 0.9, "b": 0.9, "c": 0.6}, "PERSON PERSON PERSON"),
    ("[Macías|PERSON#a] ran. [Macías|PERSON#b] hid. Soldiers caught [Macías|GPE#c].", {"a": 0.9, "b": 0.9, "c": 0.9}, "PERSON PERSON GPE"),
    ("[José Macías Rey|PERSON#d] and [Macías|PERSON#a] ran. [Macías|PERSON#b] hid. They caught [Macías|GPE#c].",
     {"a": 0.9, "b": 0.9, "c": 0.98}, "PERSON PERSON PERSON PERSON"),
    ("[Lima|GPE#a] slept. [Lima|PERSON#b] left.", {"a": 0.7, "b": 0.6}, "GPE PERSON"),
    # a bare surname that was missed, not a word beside other names or one that is also written small
    ("[Luis Daems|PERSON#a] left. Daems shifted the box.", {}, "PERSON PERSON"),
    ("[Luis Banks|PERSON#a] left. Banks closed, and other banks too.", {}, "PERSON"),
    ("[Luis Daems|PERSON#a] left. The Daems Company closed.", {}, "PERSON"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "sure", "labels"), NAMES)
def test_one_name_has_one_label(
    nlp: Language, marked_doc: Callable[..., Doc], marked: str, sure: dict[str, float], labels: str
) -> None:
    doc = marked_doc(marked)
    doc._.scores = {f"{ent.start}:{ent.end}:{ent.label_}": sure.get(ent.kb_id_, 0.99) for ent in doc.ents}
    assert " ".join(ent.label_ for ent in Gazetteer(nlp, TERMS)(doc).ents) == labels


def test_what_it_made_is_named(nlp: Language, marked_doc: Callable[..., Doc]) -> None:
    doc = Gazetteer(nlp, TERMS)(marked_doc("[Police|ORG#a] hunt Los Lobos"))
    assert doc._.sources == {"2:4:GANG": "rule:gazetteer"}


def test_the_knowledge_is_taken_in(nlp: Language, marked_doc: Callable[..., Doc]) -> None:
    doc = Gazetteer(nlp, known_terms())(marked_doc("TdA and Tren de Aragua hid AK-47 rifles and fentanyl"))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("TdA", "GANG"), ("Tren de Aragua", "GANG"), ("AK-47 rifles", "WEAPON"), ("fentanyl", "DRUG"),
    ]  # fmt: skip


def test_strip_accents() -> None:
    assert strip_accents("Tocorón, Ñuñoa") == "Tocoron, Nunoa"
