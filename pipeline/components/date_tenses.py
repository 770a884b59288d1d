"""Whether a date without a year lies ahead or behind, by the words around it: cues, verbs, what was announced."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Span

from pipeline.components.calendar_words import WEEKDAYS

FUTURE = frozenset(
    "will 'll shall would due scheduled expected set planned plans planning hopes hope slated upcoming until should next "
    "forthcoming ahead must intends promises promised deadline before can".split()
)
# Cues that need to stand close to the date, as they mean many things.
CLOSE = {"until": 4, "before": 2, "ahead": 4, "next": 4, "would": 8, "should": 6, "due": 10, "must": 9, "can": 6}
# What is announced beforehand: beside a date, with no verb of the past, it lies ahead.
ANNOUNCED = frozenset(
    "meeting hearing trial election elections vote summit sentencing referendum deadline inauguration runoff polls "
    "parade deportation talks ceremony".split()
)
REPORTING = frozenset(
    "said says say told announced reported added confirmed wrote warned stated acknowledged declared denied promised "
    "pledged vowed".split()
)
PAST = frozenset(
    "was were had did took held met made found left went came began broke shot fled hit killed won lost sent brought "
    "gave got became saw caught stole seen taken".split()
)
# ``is to present``, ``wants to``, ``called for``: what follows lies ahead.
BE_TO = frozenset("is are was were am 's".split())
AIMS = frozenset(
    "threaten threatens vow vows promise agree want wants seek seeks plan prepare prepares preparing likely ready going".split()
)
# Said on a weekday they tell what was said then; with a month, a date or ``by`` they tell when.
SAID_AIMS = frozenset("threatened vowed agreed ordered called calls call calling".split())
# Verbs of a timetable: in the present tense beside a date they speak of what is to come. The bare form can be a noun.
TIMETABLE = frozenset(
    "resumes meets hosts visits travels leaves ends expires retires returns votes plays runs starts begins opens arrives "
    "continues".split()
)
BARE_TIMETABLE = frozenset("resume meet host visit travel leave end expire retire return vote play plan".split())
SUBJECTS = frozenset("they we who you i then and ,".split())
NO_VERB_AFTER = frozenset("a an the his her its their this that to of in on first last second no any some 's".split())
POSSESSIVES = ("'s", "’s", "'")
PERFECT = frozenset(
    "been had made taken left gone come become begun won lost held met seen put set sent hit shot".split()
)
DEADLINES = frozenset("by".split())
FINITE_PAST = frozenset("was were had did".split())
LEADING = frozenset("on in at late early the this of by from as".split())
# A date before one of these is when it happened.
HAPPENED = frozenset(
    "attack attacks shooting shootings bombing bombings killing killings raid raids robbery ambush massacre riot murder "
    "murders blast explosion kidnapping assault incident clash clashes fire".split()
)
BEFORE_ANNOUNCED = frozenset("for boycott boycotting contest postpone postponed".split())
STOPS = frozenset('; : ( ) — – . " “ ” ? !'.split())
AUXILIARIES = frozenset("be been being is are was were has have had not also officially".split())
PARTS_OF_DAY = frozenset("dawn sunrise daybreak noon midday dusk sunset nightfall midnight".split())


def word_at(doc: Doc, i: int) -> str:
    """The folded word of a token; empty before the first and after the last."""
    return doc[i].lower_ if 0 <= i < len(doc) else ""


def tense_of(ent: Span) -> str | None:
    """``future`` where the words around a date say that it lies ahead, ``past`` after a verb of saying, else None."""
    doc = ent.doc
    start = ent.start
    lead: list[str] = []
    while start > 0 and doc[start - 1].lower_ in LEADING:
        start -= 1
        lead.append(doc[start].lower_)
    if start > 0 and doc[start - 1].lower_ in REPORTING and word_at(doc, start - 2) != "to":
        return "past"
    following = [token.lower_ for token in doc[ent.end : ent.end + 9]]
    if _modifies_event(lead, following):
        return "past"
    if _announced_after(ent, following):
        return "future"
    return _tense_before(doc, start, lead) or _tense_after(following, opens=start == 0 or _opens_clause(doc, start))


def _tense_before(doc: Doc, start: int, lead: list[str]) -> str | None:
    """What the nearest verb or cue of the clause before a date says."""
    deadline = bool(DEADLINES.intersection(lead))
    weekday = word_at(doc, start + len(lead)) in WEEKDAYS
    if lead[-1:] in (["on"], ["in"]) and start > 0 and doc[start - 1].lower_ in ("is", "are"):
        return "future"
    announced = False
    for i in range(start - 1, max(-1, start - 13), -1):
        word = doc[i].lower_
        if word in STOPS or doc[i + 1].is_sent_start:
            break
        if _is_future(doc, i, start - i, deadline=deadline, weekday=weekday):
            return "past" if word_at(doc, i - 1) == "had" and word not in ("before", "ahead") else "future"
        passive_or_compound = i > 0 and (doc[i - 1].lower_ in ("be", "-") or _is_plan(doc, i))
        past = (word in PAST or (word.endswith("ed") and word not in AUXILIARIES)) and not passive_or_compound
        if past and not (deadline and word not in FINITE_PAST):
            return "past"
        announced = announced or (word in ANNOUNCED and start - i <= 3)
    over = word_at(doc, start + len(lead) + 1) in FINITE_PAST  # "The vote on Friday was close"
    return "future" if announced and not over else None


def _is_over(doc: Doc, i: int) -> bool:
    """``before Wednesday's joint session``: no cue, unless the day is of something announced."""
    words = [word_at(doc, k) for k in range(i + 1, i + 5)]
    return words[0] in POSSESSIVES and ANNOUNCED.isdisjoint(words)


def _is_plan(doc: Doc, i: int) -> bool:
    """``was to have been detonated``: a plan, done or not."""
    return i > 2 and [token.lower_ for token in doc[i - 3 : i]] == ["to", "have", "been"]


def _tense_after(following: list[str], *, opens: bool) -> str | None:
    """What the words after a date say: ``In July 150 investigators are to deploy``, ``on Tuesday unless``."""
    if following[:1] in (["will"], ["unless"]) or ("deadline" in following[:4] and "is" in following[:4]):
        return "future"
    if (
        opens
        and following[:1]
        and following[0] in ("he", "she", "they", "we")
        and following[1:2] in (["has"], ["have"])
    ):
        return None if following[2:3] and _is_participle(following[2]) else "future"
    for word, after in pairwise([*following, ""]):
        if word in STOPS or word in PAST or word in REPORTING or (word.endswith("ed") and word not in AUXILIARIES):
            return None
        if word == "will" or (word in ("is", "are") and after in ("to", "due")):
            return "future" if opens else None
        if opens and following[0] not in POSSESSIVES and word != following[0]:
            if word in TIMETABLE or word in BARE_TIMETABLE:
                return "future"
    return None


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en")) or word in PERFECT


def _opens_clause(doc: Doc, start: int) -> bool:
    """Whether a date stands before its verb: at the head of a sentence or after ``which``."""
    return (
        bool(doc[start].is_sent_start)
        or doc[start - 1].lower_ in ("which", "who", "that", "and")
        or (not doc[start - 1].text.strip() or doc[start - 1].text in ".?!")
    )


def _modifies_event(lead: list[str], following: list[str]) -> bool:
    """``the Monday night attack``: a date before a noun for what has happened."""
    return lead[:1] == ["the"] and bool(following) and following[0] in HAPPENED


def _announced_after(ent: Span, following: list[str]) -> bool:
    """``pulled out of Sunday's elections``: what one can still stay away from lies ahead."""
    if not following or following[0] not in POSSESSIVES or not ANNOUNCED.intersection(following[1:4]):
        return False
    before = word_at(ent.doc, ent.start - 1)
    return before in BEFORE_ANNOUNCED or (word_at(ent.doc, ent.start - 2), before) == ("out", "of")


def _is_future(doc: Doc, i: int, distance: int, *, deadline: bool = False, weekday: bool = False) -> bool:
    """Whether a word before a date says that it lies ahead: a cue near enough, or a verb of the present beside it."""
    word, after = doc[i].lower_, word_at(doc, i + 1)
    if word in BE_TO and after == "to":
        return distance > 1 and word_at(doc, i + 2) != "blame"
    if word in AIMS and after == "to":
        return distance > 1 and word_at(doc, i + 2) != "have"
    if word in SAID_AIMS and after in ("to", "for"):
        return distance > 1 and (deadline or not weekday)
    if deadline and _before_infinitive(doc, i):
        return True
    if word in ("could", "may", "might"):
        return after == "be" and distance <= 8
    if _is_timetable(doc, i):
        return distance <= (12 if word == "plan" else 8)
    if word not in FUTURE or distance > (12 if deadline else CLOSE.get(word, 12)):
        return False
    if word == "before" and (after in PARTS_OF_DAY or _is_over(doc, i + 1) or doc[i].is_sent_start):
        return False  # what ``Before August`` opens with tells how it was
    if word == "until" and "had" in [word_at(doc, k) for k in range(i - 7, i)]:
        return False
    return word != "set" or after in ("for", "to")


def _is_timetable(doc: Doc, i: int) -> bool:
    """``resumes``, and ``meet`` after what can be its subject; not ``the visit``, ``61 votes`` or ``a peace plan``."""
    word, before = doc[i].lower_, word_at(doc, i - 1)
    if word in TIMETABLE:
        return before not in NO_VERB_AFTER and not before.isdecimal()
    if word not in BARE_TIMETABLE or before in NO_VERB_AFTER:
        return False
    return before in SUBJECTS or before.endswith("s") or doc[i - 1].text[:1].isupper()


def _before_infinitive(doc: Doc, i: int) -> bool:
    """``wants every file opened by Friday``, ``be listed by``, ``to move 100 prisoners by``; not ``moved to the border by``."""
    word, after = doc[i].lower_, doc[i + 1]
    if word == "to":
        return (
            after.is_alpha and after.is_lower and after.lower_ not in NO_VERB_AFTER and word_at(doc, i - 1) not in BE_TO
        )
    return word in ("be", "want", "wants")
