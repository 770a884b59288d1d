"""Which language a text is in, offline."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

MIN_LETTERS = 20
SAMPLE = 4_000


def detect_language(text: str) -> tuple[str | None, float]:
    """ISO 639-1 code and its probability (0..1); (None, 0.0) for a text of under 20 letters."""
    sample = text[:SAMPLE]
    if sum(char.isalpha() for char in sample) < MIN_LETTERS:
        return None, 0.0
    ranked = _identifier().rank(sample)
    language, best = ranked[0]
    return str(language), 1.0 / sum(math.exp(max(-50.0, score - best)) for _, score in ranked)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
