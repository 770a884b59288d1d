"""Gangs of our list under a name that news describes further: ``Zetas drug gang``, ``Cali cocaine cartel``."""

from __future__ import annotations

from functools import cache

from pipeline.knowledge import Gang, fold, gangs

ARTICLES = frozenset("the los las el la os as o a".split())
# What a gang is called by trade and by kind. Not its parts: a clan of the Camorra is not the Camorra.
KINDS = frozenset("cartel gang group organization organisation mafia militia syndicate network movement".split())
TRADES = frozenset(
    "drug drugs cocaine heroin narcotics narco trafficking smuggling criminal crime organized organised street prison armed "
    "rebel militant terrorist terror extremist insurgent paramilitary guerrilla transnational".split()
)
Bare = tuple[tuple[str, ...], str | None]


def bare(name: str) -> Bare:
    """A name without article and trade, and the kind that it ends in, if any: ``(("cali",), "cartel")``."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in ARTICLES:
        words.pop(0)
    kind = words.pop() if len(words) > 1 and words[-1] in KINDS else None
    while len(words) > 1 and words[-1] in TRADES:
        words.pop()
    return tuple(words), kind


@cache
def _bare_names() -> dict[Bare, Gang | None]:
    """Every bare name of a gang that says by itself whom it means; None where two gangs bear it."""
    index: dict[Bare, Gang | None] = {}
    for gang in gangs():
        plain = {fold(name) for name in gang.ambiguous}
        for name in gang.names:
            if fold(name) not in plain:
                key = bare(name)
                index[key] = gang if index.get(key, gang) is gang else None
    return index


@cache
def _members() -> dict[str, Gang | None]:
    """What one of a gang is called whose name is a plural (``Zeta``); None where two gangs bear it."""
    index: dict[str, Gang | None] = {}
    for gang in gangs():
        words = fold(gang.name).split()
        if len(words) == 2 and words[0] in ("los", "las") and words[1].endswith("s"):
            index[words[1][:-1]] = gang if words[1][:-1] not in index else None
    return index


def described_gang(name: str) -> Gang | None:
    """The gang that a name describes: its own name, of the same kind or of none, with words of what it is and does."""
    core, kind = bare(name)
    if (core, kind) == (tuple(fold(name).split()), None):
        return None
    index = _bare_names()
    return index.get((core, kind)) or index.get((core, None))


def gang_of_member(name: str) -> Gang | None:
    """The gang one of whose people is called so."""
    return _members().get(fold(name))
