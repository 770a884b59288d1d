"""What the words between two mentions must be to state a tie: titles of leaders and members, ``an offshoot of``, ``controls``."""

from __future__ import annotations

import re
from dataclasses import dataclass

LEADER = (
    r"(?:co-?)?(?:founder|founders|leader|leaders|ringleader|ringleaders|boss|bosses|kingpin|kingpins|chief|chiefs|head|heads|"
    r"commander|commanders|chieftain|capo|don|godfather|warlord|strongman|frontman|mastermind|lieutenant|second-in-command|"
    r"number two|no\. 2|jefe|cabecilla|pran|supremo)"
)
MEMBER = (
    r"(?:member|members|operative|operatives|associate|associates|gunman|gunmen|hitman|hitmen|hit man|enforcer|enforcers|"
    r"affiliate|affiliates|militant|militants|fighter|fighters|recruit|recruits|foot soldier|foot soldiers|soldier|cadre|"
    r"treasurer|accountant|recruiter|spokesman|spokeswoman|collaborator|henchman|henchmen|courier|couriers|sicario|negotiator)"
)
FORMER = re.compile(
    r"\b(?:former|formerly|ex|one-time|onetime|erstwhile|until|once|slain|late|then|defector|deserted|left)\b|\bex-",
    re.I,
)
NOT = re.compile(r"\b(?:not|never|no|denied|denies|denying|nor|without|rumou?red|unconfirmed)\b|n['’]t\b", re.I)
GAP = r"[\w\s'’“”\"\-.]{0,60}?"
THE = r"(?:the |a |an |its |their |his |her )?"
LOW = r"(?:[a-z][\w'’-]*[ ,]+){0,4}?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the text between (``between``), and right before the first mention, must be for a tie.

    ``order``: which comes first, ``subject`` or ``object``.
    """

    type: str
    order: str
    between: re.Pattern[str]


def _pattern(kind: str, order: str, between: str) -> Pattern:
    return Pattern(kind, order, re.compile(rf"^{between}$", re.IGNORECASE))


PEOPLE_TIES = (
    # PERSON …, the leader of the GANG
    _pattern("leader_of", "subject", rf"[\s,(—–-]*(?:who (?:is|was|became|has been) |is |was |became |as |(?:(?<=, )|was |is )(?:identified|described) as )?{THE}{LOW}{LEADER}(?: and {LOW}\w+)? (?:of|for|in) {THE}{GAP}"),
    _pattern("leader_of", "subject", rf"[\s,(—–-]*(?:who )?(?:has |had |allegedly |reportedly |once |now |still )*(?:leads|led|heads|headed|founded|co-founded|commands|commanded|runs|ran|controls|took over|founding|leading|heading|running) {THE}{LOW}"),
    _pattern("leader_of", "object", rf"['’]s? {LOW}{LEADER},? {THE}{LOW}"),
    _pattern("leader_of", "object", rf" (?:gang |cartel |group |guerrilla |rebel |militia |terrorist |crime |network )?(?:co-?)?{LEADER},? "),
    _pattern("leader_of", "object", r"[\s,]+(?:which is |which was |who are |a gang |a group |the gang |the group )?(?:was |is )?(?:led|headed|run|founded|commanded|controlled|created|set up|started) (?:in \d{4} )?by " + THE + LOW),
    # PERSON, a member of the GANG
    _pattern("member_of", "subject", rf"[\s,(—–-]*(?:who (?:is|was) |is |was |as |(?:(?<=, )|was |is )(?:identified|described) as )?{THE}{LOW}{MEMBER}(?: and {LOW}\w+)? (?:of|for|in|with|from) {THE}{GAP}"),
    _pattern("member_of", "subject", rf"[\s,]*(?:who )?(?:has |had |allegedly |reportedly )*(?:joined|belongs to|belonged to|worked for|works for|fought for|fights for|linked to|affiliated with) {THE}{LOW}"),
    _pattern("member_of", "object", rf"['’]s? {LOW}{MEMBER},? {THE}{LOW}"),
    _pattern("member_of", "object", rf" (?:gang |cartel |group |guerrilla |rebel |militia |terrorist |crime |network )?{MEMBER},? "),
)  # fmt: skip
GANG_TIES = (
    _pattern("part_of", "subject", rf"[\s,(—–-]*(?:which is |which was |is |was |as )?{THE}{LOW}(?:faction|cell|wing|branch|offshoot|splinter group|affiliate|arm|franchise|subgroup|chapter|clique|armed wing|cells|factions) (?:of|linked to|within) {THE}{LOW}"),
    _pattern("part_of", "object", rf"['’]s? {LOW}(?:faction|cell|wing|branch|offshoot|affiliate|arm|clique|chapter),? {THE}{LOW}"),
    _pattern("allied_with", "subject", rf"[\s,]*(?:is |was |are |were |which is |has |had |long |closely )*(?:allied|an ally|allies|in alliance|alliance|a pact|pact|joined forces|affiliated|aligned|partnered)(?: itself| themselves)? (?:with|of|to) {THE}{LOW}"),
    _pattern("rival_of", "subject", rf"[\s,]*(?:is |was |are |were |and its |and |its |a |their |the |against |with |which is |who are )*(?:longtime |bitter |main |chief |arch-?|sworn |historic )*(?:rival|rivals|enemy|enemies|feud with|feuding with|at war with|war with|fighting|battling|disputes? with|clash(?:es|ed)? with)(?:,| of| gang| group| cartel)* {THE}{LOW}"),
)  # fmt: skip
PLACE_TIES = (
    _pattern("operates_in", "subject", r"[\s,]*(?:which |that |has |have |had |is |are |was |now |also |still |long |mainly |mostly )*(?:operates?|operated|operating|active|based|headquartered|present|presence|spread|expanded|rooted|born|strong|entrenched|cells|a presence|established|control of|controls?|controlled|dominates?|dominated|rules?|ruled) (?:itself |themselves |mainly |mostly |cells |a presence |out |across |from |over |most |much |parts |large |of |in |on |to |throughout |around |inside |into |and |the |northern |southern |eastern |western |central |state |city |province |department |neighbou?rhoods? |areas? |prison |district |at least |(?:port|city|town|state|province|department|region|district|suburb|municipality) of )*"),
    _pattern("operates_in", "object", rf"['’]s? {LOW}"),
    _pattern("operates_in", "object", r"[\s-](?:based|headquartered) (?:gang |cartel |group |the )?"),
)  # fmt: skip
GROUP = r"the (?:gang|group|cartel|organi[sz]ation|network|faction|band|clan|mafia|militia|movement|crew)"
THE_GROUP = re.compile(rf"\b{GROUP}\b", re.IGNORECASE)
# Its leader, PERSON.
ITS = rf"(?:its|{GROUP}['’]s)"
ITS_PEOPLE = (
    ("leader_of", re.compile(rf"\b{ITS} {LOW}{LEADER},? $", re.IGNORECASE)),
    ("member_of", re.compile(rf"\b{ITS} {LOW}{MEMBER},? $", re.IGNORECASE)),
)
