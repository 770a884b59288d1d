"""Sentences with their syntax from treebanks in CoNLL-U (Universal Dependencies), for the parser to learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

ID, FORM, HEAD, RELATION, MISC = 0, 1, 6, 7, 9


def treebank_docs(vocab: Vocab, lines: Iterable[str]) -> Iterator[Doc]:
    """One Doc a sentence: words, spaces, heads and dependency labels.

    Raises ValueError, naming the sentence, where a line has not ten columns or a head does not exist.
    """
    rows: list[list[str]] = []
    name = "?"
    for line in (*lines, ""):
        line = line.rstrip("\n")
        if line.startswith("#"):
            name = line.partition("sent_id = ")[2] or name
        elif line:
            rows.append(line.split("\t"))
            if len(rows[-1]) != 10:
                raise ValueError(f"sentence {name}: a line has {len(rows[-1])} columns, not 10: {line!r}")
        elif rows:
            yield _sentence(vocab, rows, name)
            rows = []


def _sentence(vocab: Vocab, rows: list[list[str]], name: str) -> Doc:
    glued: set[int] = set()
    for row in rows:
        if "-" in row[ID]:
            # a word written as one (``don't``): no space inside, and its own line says whether one follows
            first, last = map(int, row[ID].split("-"))
            glued.update(range(first, last))
            if "SpaceAfter=No" in row[MISC]:
                glued.add(last)
    words = [row for row in rows if row[ID].isdigit()]
    heads = [int(row[HEAD]) for row in words]
    if any(not 0 <= head <= len(words) for head in heads):
        raise ValueError(f"sentence {name}: a head lies outside the sentence")
    return Doc(
        vocab,
        words=[row[FORM] for row in words],
        spaces=["SpaceAfter=No" not in row[MISC] and int(row[ID]) not in glued for row in words],
        heads=[head - 1 if head else i for i, head in enumerate(heads)],
        deps=["ROOT" if not head else row[RELATION] for row, head in zip(words, heads, strict=True)],
    )
