"""Arguments that Prefect hands on without looking inside."""

from __future__ import annotations

from typing import TypeVar, cast

from prefect.utilities.annotations import opaque

T = TypeVar("T")


def whole(value: T) -> T:
    """The value, marked so that Prefect does not walk through every row of it in search of futures."""
    return cast(T, opaque(value))
