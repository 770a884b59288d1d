"""One number in figures or words, read token by token: ``1.234,5``, ``two and a half million``, ``a quarter of a million``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.components.number_words import ARTICLES, FRACTIONS, SCALES, SEVERAL, VAGUE, WORDS


@dataclass(slots=True)
class Figure:
    """One figure inside a mention, with the unit and the connector that stand beside it."""

    value: float
    vague: bool = False
    scaled: bool = False
    mantissa: float = 0.0
    fraction: bool = False
    unit: str | None = None
    factor: float = 1.0
    connector: str | None = None

    @property
    def bare_fraction(self) -> bool:
        return self.fraction and not self.scaled and self.unit is None


def _figure(token: str, label: str) -> float:
    """``1,234.5``, ``1.234,5``, ``1 234`` and ``1'234`` as a number."""
    marks = [c for c in token if not c.isdecimal()]
    if not marks:
        return float(token[:300])
    last = marks[-1]
    whole, _, tail = token.rpartition(last)
    grouped = len(tail) == 3 and (last in " ,'" or len(marks) > 1 or label in ("CARDINAL", "MONEY"))
    if len(marks) > 1 and marks[0] != last:
        grouped = False
    digits = re.sub(r"\D", "", token if grouped else whole)[:300]
    return float(digits) if grouped else float(f"{digits or 0}.{tail[:30]}")


def read_figure(tokens: list[str], i: int, label: str) -> tuple[Figure, int] | None:
    """A figure or words of number from a token on, and where they end."""
    reader = _FigureReader(tokens, i, label)
    while reader.i < len(tokens) and reader.step(tokens[reader.i]):
        reader.i += 1
    return reader.item(i)


class _FigureReader:
    """Reads one number token by token: ``total`` holds finished thousands, ``current`` what is being built."""

    def __init__(self, tokens: list[str], i: int, label: str) -> None:
        self.tokens, self.start, self.i, self.label = tokens, i, i, label
        self.total = self.mantissa = 0.0
        self.current: float | None = None
        self.vague = self.scaled = self.fraction = self.several = False

    def step(self, token: str) -> bool:
        """Take one token into the number; False where the number ends before it."""
        readers = (self._figure, self._word, self._fraction, self._vague, self._scale, self._glue)
        return any(read(token) for read in readers)

    def item(self, start: int) -> tuple[Figure, int] | None:
        """What was read, and where it ends; None if that is no number."""
        if self.current is None and not self.scaled:
            if not self.several:
                return None
            self.current, self.vague, self.mantissa = 2.0, True, 2.0
        end = self.i
        while end > start and self.tokens[end - 1] in ("-", "of", "and", "y"):
            end -= 1
        value = self.total + (self.current or 0.0)
        return Figure(value, self.vague, self.scaled, self.mantissa, self.fraction), end

    def _figure(self, token: str) -> bool:
        if not token[0].isdecimal() or self.current is not None or self.scaled:
            return False
        follower = self.tokens[self.i + 1] if self.i + 1 < len(self.tokens) else ""
        self.current = self.mantissa = _fraction_or_figure(token, self.label, follower)
        return True

    def _word(self, token: str) -> bool:
        value = WORDS.get(token)
        if value is None or (self.current is not None and not _continues(self.current, value)):
            return False
        self.current = (self.current or 0.0) + value
        self.mantissa = self.mantissa or self.current
        return True

    def _fraction(self, token: str) -> bool:
        parts = FRACTIONS.get(token)
        counted = self.current is not None and self.tokens[self.i - 1] in ("-", *WORDS)
        if parts is None or not (counted or token in ("half", "quarter", "mitad") or _article(self.tokens, self.i)):
            return False
        self.current = (1.0 if self.current is None else self.current) / parts
        self.mantissa, self.fraction = self.current, True
        return True

    def _vague(self, token: str) -> bool:
        if token in SEVERAL and self.current is None:
            self.several = True
            return True
        if token not in VAGUE or self.current is not None or (token == "miles" and self.label == "QUANTITY"):
            return False
        if self.several:
            return False
        self.total = self.total * SCALES.get(token, 1.0) if self.scaled else VAGUE[token]
        self.scaled = self.vague = True
        return True

    def _scale(self, token: str) -> bool:
        scale = _scale(token, self.label)
        if scale is None:
            return False
        if self.current is None and not self.several and not _article(self.tokens, self.i) and self.i > 0:
            return False
        base = self.current if self.current is not None else 2.0 if self.several else 1.0
        if scale < 1000:
            self.current = base * scale
        else:
            self.total += base * scale
            self.current = None
        self.mantissa = self.mantissa or base
        self.vague = self.vague or self.several
        self.scaled, self.several = True, False
        return True

    def _glue(self, token: str) -> bool:
        """Little words inside a number: ``quarter of a million``, ``twenty-two``, ``two and a half``."""
        tokens, i = self.tokens, self.i
        if token == "of":
            return self.several or ((self.scaled or self.fraction) and _is_scale(tokens, i + 1, self.label))
        if token == "-":
            return i > self.start and _joins(tokens, i, self.current)
        if token in ("and", "y") and (self.current is not None or self.scaled):
            if (added := _addend(tokens, i + 1)) is not None:
                self.current, self.i = (self.current or 0.0) + added[0], added[1] - 1
                return True
            return _adds(tokens, i, self.current, self.scaled)
        if token in ARTICLES and self.fraction:
            return _is_scale(tokens, i + 1, self.label)
        if token in ARTICLES and self.current is None and not self.scaled:
            follower = tokens[i + 1] if i + 1 < len(tokens) else ""
            return follower in SCALES or follower in FRACTIONS or follower in SEVERAL
        return False


def _fraction_or_figure(token: str, label: str, follower: str) -> float:
    if "/" in token:
        whole, _, part = token.rpartition(" ")
        above, _, below = part.partition("/")
        if float(below) == 0:
            return float(above)
        return (float(whole) if whole else 0.0) + float(above) / float(below)
    if re.fullmatch(r"\d{1,3}\.\d{3}", token) and follower in SCALES:
        return float(token)
    return _figure(token, label)


def _continues(current: float, value: float) -> bool:
    """Whether ``value`` goes on the same spelt number: ``twenty`` ``two``, ``hundred`` ``twenty``."""
    return (current % 100 == 0 and current > 0 and value < 100) or (
        20 <= current % 100 < 100 and current % 10 == 0 and 0 < value < 10
    )


def _article(tokens: list[str], i: int) -> bool:
    return i > 0 and tokens[i - 1] in ARTICLES


def _scale(token: str, label: str) -> float | None:
    if token == "m" or token == "b" or token == "t":
        return None if label == "QUANTITY" else {"m": 1e6, "b": 1e9, "t": 1e12}[token]
    if token == "mm" and label == "QUANTITY":
        return None
    return SCALES.get(token)


def _is_scale(tokens: list[str], i: int, label: str) -> bool:
    while i < len(tokens) and tokens[i] in ARTICLES:
        i += 1
    return i < len(tokens) and _scale(tokens[i], label) is not None


def _joins(tokens: list[str], i: int, current: float | None) -> bool:
    """Whether a hyphen joins one spelt number (``twenty-two``, ``two-thirds``, ``half-million``) and no range."""
    if i + 1 >= len(tokens):
        return False
    after = tokens[i + 1]
    if after in SCALES or after in FRACTIONS or after == "and":
        return True
    if tokens[i - 1] in SEVERAL:
        return after in SCALES
    return after in WORDS and current is not None and _continues(current, WORDS[after])


def _adds(tokens: list[str], i: int, current: float | None, scaled: bool) -> bool:
    """Whether ``and`` goes on the same number: ``one hundred and twenty``, ``treinta y dos``."""
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    if after not in WORDS or "between" in tokens[:i]:
        return False
    if tokens[i] == "y":
        return current is not None and _continues(current, WORDS[after])
    return scaled and (current or 0) % 100 == 0


def _addend(tokens: list[str], i: int) -> tuple[float, int] | None:
    """A fraction after ``and``, and where it ends; None where a whole number follows."""
    j = i
    while j < len(tokens) and tokens[j] in ("-", *ARTICLES):
        j += 1
    parts = 1.0
    if j < len(tokens) and tokens[j] in WORDS and j + 1 < len(tokens):
        ahead = j + 2 if tokens[j + 1] == "-" and j + 2 < len(tokens) else j + 1
        if tokens[ahead] in FRACTIONS:
            parts, j = WORDS[tokens[j]], ahead
    if j < len(tokens) and tokens[j] in FRACTIONS:
        return parts / FRACTIONS[tokens[j]], j + 1
    return None
