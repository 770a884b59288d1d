"""What a site's robots.txt allows (RFC 9309).

``urllib.robotparser`` takes the first rule that fits and knows no wildcards; sites write for the longest rule and
``*``. Patterns are matched piece by piece, never by a regular expression: a hostile file cannot make that slow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

MAX_BYTES = 512_000  # RFC 9309 2.5: at least 500 KiB must be read; what is beyond is left out
MAX_LINES = 20_000
SAFE = "/%?=&;:@+$,!~*'()-._"


@dataclass(slots=True)
class Group:
    """The rules for some agents: (pattern, allowed), and the seconds between two requests that they ask for."""

    agents: list[str] = field(default_factory=list)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float | None = None


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    @classmethod
    def parse(cls, text: str, agent: str = "blotter") -> Robots:
        """The groups that name the agent, all of them together; those for ``*`` where none does."""
        groups = _groups(text)
        ours = [group for group in groups if agent.lower() in group.agents]
        ours = ours or [group for group in groups if "*" in group.agents]
        delays = [group.delay for group in ours if group.delay is not None]
        return cls(tuple(rule for group in ours for rule in group.rules), max(delays, default=None))

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched: the longest pattern that fits decides, *allow* where two are as long."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def _groups(text: str) -> list[Group]:
    groups: list[Group] = []
    naming = False  # agents on successive lines share the rules below them
    for line in text.splitlines()[:MAX_LINES]:
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if not naming:
                groups.append(Group())
            groups[-1].agents.append(value.partition("/")[0].strip().lower())
            naming = True
        elif name in ("allow", "disallow", "crawl-delay"):
            naming = False
            if groups:
                _add(groups[-1], name, value)
    return groups


def _add(group: Group, name: str, value: str) -> None:
    if name == "crawl-delay":
        try:
            delay = float(value)
        except ValueError:
            return
        if 0 <= delay < 1e6:
            group.delay = delay
    elif value:
        group.rules.append((_normal(value), name == "allow"))


def _normal(path: str) -> str:
    """Escapes written one way, so that ``/caf%C3%A9`` and ``/café`` are the same; ``%2F`` stays apart from ``/``."""
    kept = path.replace("%2F", "%252F").replace("%2f", "%252F").replace("%2A", "%252A").replace("%24", "%2524")
    return quote(unquote(kept, errors="replace"), safe=SAFE.replace("%", ""))


def _fits(pattern: str, path: str) -> bool:
    """Whether the path begins with the pattern; ``*`` is any characters, ``$`` at the end the end of the path."""
    ends = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not pieces:
        return not ends or at == len(path)
    last = pieces.pop() if ends else ""
    for piece in pieces:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(path) - at >= len(last) and path.endswith(last)
