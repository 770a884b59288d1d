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
# Who broke with a gang was part of it.
BROKEN_OFF = re.compile(r"\b(?:broke|broken|split|splinter|splintered|seceded|separated|breakaway|dissident)\b", re.I)
NOT = re.compile(
    r"\b(?:not|never|no|denied|denies|denying|nor|whether|without|rumou?red|unconfirmed|investigat\w*|inquir\w*|prosecut\w*|indict\w*|probes?|"
    r"crackdown|met)\b|n['’]t\b",
    re.I,
)
GAP = r"[\w\s'’“”\"\-.]{0,60}?"
THE = r"(?:the |a |an |its |their |his |her )?"
# ``Bae Sang-hyuk, 41, head of``; ``Devonte Ellison, 28, of Brampton, a member of``
AGE = r"(?:,? (?:aged )?\(?\d{1,2}\)?(?: years old)?)?(?:,? of [\w.' -]{2,25}?(?=,))?"
LOW = r"(?:[a-z][\w'’-]*[ ,]+){0,4}?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the text between must be for a tie.

    ``order``: which comes first, ``subject`` or ``object``; ``sure``: whether the words state it, else they only speak for it.
    """

    type: str
    order: str
    between: re.Pattern[str]
    sure: bool = True


def _pattern(kind: str, order: str, between: str, *, sure: bool = True) -> Pattern:
    return Pattern(kind, order, re.compile(rf"^{between}$", re.IGNORECASE), sure)


LED_BY = re.compile(
    r"^(?: \w+){0,3}?[\s,]+(?:which |that |who |a gang |a group |the gang |the group )?(?:is |was |are |were )?"
    r"(?:allegedly |reportedly |still |now |then )?(?:led|headed|run|founded|commanded|controlled|ruled|created|set up|started) "
    rf"(?:\w+ ){{0,3}}?by {THE}{LOW}$",
    re.IGNORECASE,
)
AND = re.compile(r"^(?:,|,? and)(?: (?:his|her) \w+| the \w+)?,? $")
PEOPLE_TIES = (
    # PERSON …, the leader of the GANG
    _pattern("leader_of", "subject", rf"{AGE}[\s,(—–-]*(?:who (?:is|was|became|has been) |is |was |became |as |(?:(?<=, )|was |is )(?:identified|described) as )?{THE}{LOW}{LEADER}(?: and {LOW}\w+)? (?:of|for|in) {THE}{GAP}"),
    _pattern("leader_of", "subject", rf"[\s,(—–-]*(?:who )?(?:has |had |allegedly |reportedly |once |now |still )*(?:leads|led|heads|headed|founded|co-founded|commands|commanded|runs|ran|controls|took over|founding|leading|heading|running) {THE}{LOW}"),
    _pattern("leader_of", "object", rf"['’]s? {LOW}{LEADER},? {THE}{LOW}"),
    _pattern("leader_of", "object", rf" (?:gang |cartel |group |guerrilla |rebel |militia |terrorist |crime |network )?(?:co-?)?{LEADER},? "),
    Pattern("leader_of", "object", LED_BY),
    # PERSON, a member of the GANG
    _pattern("member_of", "subject", rf"{AGE}[\s,(—–-]*(?:who (?:is|was) |is |was |as |(?:(?<=, )|was |is )(?:identified|described) as )?{THE}{LOW}{MEMBER}(?: and {LOW}\w+)? (?:of|for|in|with|from) {THE}{GAP}"),
    _pattern("member_of", "subject", rf"[\s,]*(?:who )?(?:has |had |allegedly |reportedly )*(?:joined|belongs to|belonged to|worked for|works for|fought for|fights for|linked to|affiliated with) {THE}{LOW}"),
    _pattern("member_of", "subject", r"[\s,(—–-]*(?:who |whom )?(?:\w+ ){0,3}?(?:belongs? to|belonged to|joined|is tied to|has ties to|ties to|linked to|affiliated with|works? for|worked for|fought for|of) " + THE, sure=False),
    _pattern("member_of", "object", rf"['’]s? {LOW}{MEMBER},? {THE}{LOW}"),
    _pattern("member_of", "object", rf" (?:gang |cartel |group |guerrilla |rebel |militia |terrorist |crime |network )?{MEMBER},? "),
)  # fmt: skip
GANG_TIES = (
    _pattern("part_of", "subject", rf"[\s,(—–-]*(?:which is |which was |is |was |as )?{THE}{LOW}(?:faction|cell|wing|branch|offshoot|splinter group|affiliate|arm|franchise|subgroup|chapter|clique|armed wing|cells|factions) (?:of|linked to|within) {THE}{LOW}"),
    _pattern("part_of", "object", rf"['’]s? {LOW}(?:faction|cell|wing|branch|offshoot|affiliate|arm|clique|chapter),? {THE}{LOW}"),
    _pattern("allied_with", "subject", rf"[\s,]*(?:is |was |are |were |which is |has |had |long |closely )*(?:allied|an ally|allies|in alliance|alliance|a pact|pact|joined forces|affiliated|aligned|partnered)(?: itself| themselves)? (?:with|of|to) {THE}{LOW}"),
    _pattern("rival_of", "subject", rf"[\s,]*(?:is |was |are |were |and its |and |its |a |their |the |against |with |which is |who are )*(?:longtime |bitter |main |chief |arch-?|sworn |historic )*(?:rival|rivals|enemy|enemies|feud with|feuding with|at war with|war with|fighting|battling|disputes? with|clash(?:es|ed)? with)(?:,| of| gang| group| cartel)* {THE}{LOW}"),
    _pattern("part_of", "object", r"['’]s? "),
    _pattern("part_of", "subject", r"(?: (?:front|faction|cell|cells|clique|chapter|set|wing|branch|clan|crew|bloc|structure|column|charter))? of (?:the )?"),
    _pattern("part_of", "subject", rf",? (?:which is |who are |is |are )?(?:a )?part of {THE}{LOW}"),
    _pattern("part_of", "subject", rf"[\s,(—–-]*(?:which |that |who )?(?:has |had )?(?:broke|split|broken|splintered|seceded|separated)(?: away| off)? (?:with|from) {THE}{LOW}"),
    _pattern("allied_with", "subject", rf"[\s,]*(?:which |that |who )?(?:is |are |has |have |long |since |been |said to be |believed to be |thought to be )*(?:works? with|working with|linked to|links with|has links to|tied to|ties to|partner of|supplies|suppliers to|works? for) {THE}{LOW}"),
    _pattern("rival_of", "subject", rf"[\s,]*(?:which |that |who )?(?:has |have |had |is |are )?(?:been )?(?:long )?(?:declare[sd]? war on|a war with|war on|a feud with|clashed with|battles?|battled|fights?|fought|attacked|against|in a (?:war|fight|feud|turf war) with) {THE}{LOW}"),
    _pattern("rival_of", "subject", r"[\s,]*(?:and|,) (?:the )?", sure=False),
)  # fmt: skip
PLACE_TIES = (
    _pattern("operates_in", "subject", r"[\s,]*(?:which |that |has |have |had |is |are |was |now |also |still |long |mainly |mostly )*(?:operates?|operated|operating|active|based|headquartered|present|presence|spread|expanded|strong|entrenched|cells|a presence|established|control of|controls?|controlled|dominates?|dominated|rules?|ruled) (?:itself |themselves |mainly |mostly |cells |a presence |out |across |from |over |most |much |parts |large |of |in |on |to |throughout |around |inside |into |and |the |northern |southern |eastern |western |central |state |city |province |department |neighbou?rhoods? |areas? |prison |district |at least |(?:port|city|town|state|province|department|region|district|suburb|municipality) of )*"),
    _pattern("operates_in", "subject", r" (?:in|of) (?:the )?(?:city of |state of |province of |town of )?"),
    _pattern("operates_in", "subject", r", (?:a|an|the|one of [\w ]{0,20}) [\w' -]{0,40}?(?:gang|group|cartel|syndicate|faction|club|crew|clan|militia|network|gangs|groups) (?:based |active |operating |that operates |which operates |that is active |which is active )?(?:in|from|of) (?:the )?"),
    _pattern("operates_in", "subject", r",? (?:which |that |who )?(?:has |have |had |is |are |was |were |now |also |still |long |mainly |mostly )*(?:been )?(?:known to (?:be |have )?)?(?:active|operat(?:es?|ed|ing)|present|based|spread|expanded|entrenched|cells|members|a presence|footholds?) (?:\w+ ){0,4}?(?:in|to|into|across|throughout|out of|from) (?:the |at least |parts of |\w+ (?:states?|countries|cities|provinces|regions|departments)(?:,? (?:including|such as|among them|like)| from)? )*"),
    _pattern("operates_in", "subject", r",? (?:which |that |who )?(?:has |have |had )?(?:controls?|controlled|dominates?|dominated|rules?|ruled|runs|ran|governs?|took over|taken over|seized|holds) (?:\w+ ){0,5}?(?:of |in )?(?:the )?"),
    _pattern("operates_in", "subject", r",? (?:born|founded|formed|created|set up|started|began|emerged|originated|arose|rooted) (?:\w+ ){0,4}?in (?:the )?(?:\w+ ){0,5}?(?:of |in )?(?:the )?", sure=False),
    _pattern("operates_in", "object", rf"['’]s? {LOW}", sure=False),
    _pattern("operates_in", "object", r"[\s-](?:based|headquartered) (?:gang |cartel |group |the )?"),
)  # fmt: skip
GROUP = r"the (?:gang|group|cartel|organi[sz]ation|network|faction|band|clan|mafia|militia|movement|crew|syndicate|rebels|guerrillas|militants|insurgents|bikers|club)"
THE_GROUP = re.compile(rf"\b{GROUP}\b", re.IGNORECASE)
# Its leader, PERSON.
ITS, OF_THE_GROUP = r"\bits", rf"\b{GROUP}['’]s?"
_LEADING = rf"{LOW}(?:{LEADER}|president|chairman|general secretary|secretary-general|patriarch|emir),? $"
_BELONGING = rf"{LOW}{MEMBER},? $"


def _people_of(owner: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        ("leader_of", re.compile(rf"{owner} {_LEADING}", re.IGNORECASE)),
        ("member_of", re.compile(rf"{owner} {_BELONGING}", re.IGNORECASE)),
    )


ITS_PEOPLE, PEOPLE_OF_THE_GROUP = _people_of(ITS), _people_of(OF_THE_GROUP)
