"""Gangs that news describes rather than names in full."""

from __future__ import annotations

import pytest

from pipeline.linking.gang_names import described_gang, gang_of_member


@pytest.mark.parametrize(
    ("name", "gang"),
    [
        ("Zetas drug gang", "Los Zetas"),
        ("Cali cocaine cartel", "Cali Cartel"),
        ("the Norte del Valle drug cartel", "Norte del Valle Cartel"),
        ("Taliban militia", "Taliban"),
        ("Tren de Aragua criminal group", "Tren de Aragua"),
    ],
)
def test_a_name_with_trade_and_kind_is_the_gangs(name: str, gang: str) -> None:
    found = described_gang(name)
    assert found is not None and found.name == gang


@pytest.mark.parametrize(
    "name",
    [
        "drug gang",  # no name at all
        "Sinaloa drug cartels",  # several
        "Sinaloa gang",  # a gang of that state, not its cartel
        "Camorra clan",  # a part
        "Los Zetas",  # nothing is described: the list itself says whom it means
    ],
)
def test_other_names_are_not(name: str) -> None:
    found = described_gang(name)
    assert found is None or found.name == name


def test_one_of_a_gang() -> None:
    found = gang_of_member("Zeta")
    assert found is not None and found.name == "Los Zetas"
    assert gang_of_member("Cartel") is None
