"""What kind of happening an event tells of in its article, where the extractor's type is another sense of the word.

``seized`` is a load or a hostage, ``raid`` the police's or the robbers', ``held up`` no arrest, who is ``recovered`` was freed. Only the
reports are read so; the row of the event keeps its type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.incidents.cues import GOODS, POLICE

KIDNAPPED = re.compile(r"\b(?:kidnap|abduct|hostage|captiv|ransom)")
ROBBED = re.compile(r"\b(?:robb|heist|dacoit|hold-up|stick-up|thieves|bank|cash|jewel|filling station|petrol station)")
ARMED = re.compile(
    r"\b(?:gunm[ae]n|hitm[ae]n|attackers?|assailants?|bandits?|robbers?|thieves|thugs|gang\w*|masked|hooded|criminals|raiders)\b",
)
EXTRADITED = re.compile(r"\bextradit")
DEPORTED = re.compile(r"\b(?:deport|expel|expuls|immigration|repatriat)")
HELD_UP = re.compile(r"(?:held|holding) up|hold-?ups?|stick-?ups?")
STOPPED = re.compile(r"intercept\w*|confiscat\w*|impound\w*|captur\w*|caught|held|stopped|haul\w*")
FREED = re.compile(r"recover\w*|rescu\w*|found|located")


@dataclass(slots=True)
class Topics:
    """What an article is about, by its words."""

    kidnapped: bool
    robbed: bool
    extradited: bool
    deported: bool


def topics_of(text: str) -> Topics:
    """The topics of an article's text, which is in lower case."""
    return Topics(
        *(bool(pattern.search(text)) for pattern in (KIDNAPPED, ROBBED, EXTRADITED, DEPORTED)),
    )


def kind_of(kind: str, trigger: str, *, sentence: str, targets: Iterable[str], topics: Topics) -> str:
    """The event type as it is meant; ``sentence`` in lower case, ``targets``: labels of whom or what it was done to."""
    trigger = trigger.lower()
    people = bool({"PERSON", "PEOPLE"}.intersection(targets))
    if kind == "SEIZURE" and topics.kidnapped and people and not GOODS.search(sentence):
        return "RELEASE" if FREED.fullmatch(trigger) else "KIDNAPPING"
    if kind == "ARREST":
        if HELD_UP.fullmatch(trigger):
            return "ROBBERY"
        if not people and STOPPED.fullmatch(trigger) and GOODS.search(sentence):
            return "SEIZURE"
    if kind == "RAID" and not POLICE.search(sentence) and (ARMED.search(sentence) or topics.robbed):
        return "ROBBERY" if topics.robbed else "ATTACK"
    if kind == "DEPORTATION" and topics.extradited and not topics.deported:
        return "EXTRADITION"
    if kind == "EXTRADITION" and topics.deported and not topics.extradited:
        return "DEPORTATION"
    return kind
