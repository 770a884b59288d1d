"""YAML mappings in which every value knows its line, so that a fault can name it."""

from __future__ import annotations

from typing import Any

import yaml

from pipeline.gold_faults import Reading

# libyaml's reader where PyYAML was built with it: five times as fast, and as strict
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def yaml_section(state: Reading, source: str, start: int, end: int) -> dict[str, tuple[int, Any]]:
    """A YAML mapping as ``{key: (line, value)}``; values are str, list or the same again."""
    first = source.count("\n", 0, start)
    try:
        node = yaml.compose(source[start:end], Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = first + (error.problem_mark.line + 1 if error.problem_mark else 1)
        state.fault(line, f"not YAML: {error.problem}")
        return {}
    if node is None:
        return {}
    value = _plain(state, node, first + 1)
    if not isinstance(value, dict):
        state.fault(first + 1, "the head and the tail are mappings of 'key: value'")
        return {}
    return value


def _plain(state: Reading, node: yaml.Node, first: int) -> Any:
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, tuple[int, Any]] = {}
        for key, value in node.value:
            line = first + key.start_mark.line
            if key.value in mapping:
                state.fault(line, f"{key.value!r} stands twice")
            mapping[key.value] = (line, _plain(state, value, first))
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [(first + item.start_mark.line, _plain(state, item, first)) for item in node.value]
    return node.value
