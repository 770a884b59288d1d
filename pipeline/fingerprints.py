"""What an extractor consists of, part by part, so that a change of one list need not cost the work of all articles.

The facts of an article follow from the trained model, the rules and the lists of ``pipeline/knowledge``. A model or a
rule can touch any article. A list can touch only an article that has one of its strings: whatever the components ask
of a list, they ask it of words that stand in the text. What a list says that is asked otherwise counts as a rule
(``by_code``, and lists without ``STRINGS``: units and currencies are read into tables of signs and prefixes).
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import knowledge
from pipeline.knowledge import BETWEEN_ARTICLES, fold

PACKAGE = Path(__file__).resolve().parent
# The modules beside the components that an article's facts depend on.
FACTS = ("scheme", "screen", "tokenizer", "extraction", "matrices")
# List → the columns whose values, separated by ``|``, are looked for in a text; of such a value counts itself and the
# rest of its row, but for where that can be checked and the row's other strings.
STRINGS = {
    "agencies.csv": ("name", "aliases"),
    "countries.csv": ("name", "aliases", "demonyms", "capital"),
    "drugs.csv": ("term",),
    "gangs.csv": ("name", "aliases"),
    "occupations.csv": ("term",),
    "prisons.csv": ("name", "aliases"),
    "regions.csv": ("name", "aliases"),
    "status_cues.csv": ("cue",),
    "titles.csv": ("term",),
    "triggers.csv": ("forms",),
    "weapons.csv": ("term",),
}
ONE_VALUE = frozenset(("name", "capital", "term", "cue"))  # columns that hold one string, whatever it contains
UNSAID = frozenset(("source",))  # columns that no component reads


@dataclass(frozen=True, slots=True)
class Composition:
    """The parts of an extractor: fingerprints of model and rules, of each list, and of all that a list says of a string.

    ``terms`` has for each list the folded string with the fingerprint of the rows that it stands in.
    """

    extractor: str
    model: str
    rules: str
    knowledge: Mapping[str, str]
    terms: Mapping[str, Mapping[str, str]]

    def touched_since(self, older: Composition) -> frozenset[str] | None:
        """The folded strings of which this extractor knows another thing than an older one; None where that tells nothing."""
        if (self.model, self.rules) != (older.model, older.rules):
            return None
        return frozenset(
            term
            for file in {*self.terms, *older.terms}
            for term in differing(self.terms.get(file, {}), older.terms.get(file, {}))
        )


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
    """The keys that only one of two mappings has, or that lead elsewhere in them."""
    return {key for key, _ in one.items() ^ other.items()}


def rule_files() -> list[Path]:
    """The code that facts follow from."""
    return [*sorted(PACKAGE.glob("components/*.py")), *(PACKAGE / f"{name}.py" for name in FACTS)]


def list_files() -> list[Path]:
    """The lists that facts of an article follow from."""
    return [path for path in sorted(knowledge.LISTS.glob("*.csv")) if path.name not in BETWEEN_ARTICLES]


def model_files(path: Path) -> list[Path]:
    """The files of a model's folder that make a difference: weights and configuration, no cards or floors."""
    return [
        file
        for file in sorted(path.rglob("*"))
        if file.is_file() and file.suffix not in (".md", ".svg") and file.name != "floors.json"
    ]


def fingerprint(path: Path) -> str:
    """Eight hexadecimal digits over the bytes of a folder's files, and of our knowledge and rules."""
    ours = {PACKAGE / "knowledge" / file.name: file for file in list_files()} | {file: file for file in rule_files()}
    return hash_of_files([*model_files(path), *(file for _, file in sorted(ours.items()))], digits=8)


def hash_of_files(files: Iterable[Path], *, digits: int = 16) -> str:
    """Hexadecimal digits over names and bytes, in this order."""
    hashed = hashlib.blake2b(digest_size=digits // 2)
    for file in files:
        hashed.update(file.name.encode())
        hashed.update(file.read_bytes())
    return hashed.hexdigest()


def compose(extractor: str, models: Iterable[Path | str]) -> Composition:
    """The parts of an extractor of this version: the folders of its models (or the name and version of installed ones)."""
    model = hash_of([hash_of_files(model_files(path)) if isinstance(path, Path) else path for path in models])
    lists = list_files()
    wide = [file for file in lists if file.name not in STRINGS]
    rules = hash_of([hash_of_files([*rule_files(), *wide]), by_code(_rows(knowledge.LISTS / "countries.csv"))])
    return Composition(
        extractor,
        model,
        rules,
        {file.name: hash_of_files([file]) for file in lists if file.name in STRINGS},
        {file.name: terms(file.name, _rows(file)) for file in lists if file.name in STRINGS},
    )


def by_code(countries: Iterable[Mapping[str, str]]) -> list[list[str]]:
    """What is asked of a country that the text need not name: in whose money a gang's or an agency's country counts."""
    return sorted([row["alpha2"], row["currency_code"]] for row in countries)


def terms(file: str, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Each folded string of a list with the fingerprint of what its rows say of it, in their order: of two rows that
    claim one string, some are asked the first and some the last."""
    columns = STRINGS[file]
    said: dict[str, list[Any]] = {}
    for row in rows:
        listed = {column for column in columns if column not in ONE_VALUE}
        # A list of strings in ``ambiguous`` says something of each of them, not of the others.
        marked = row.get("ambiguous", "").split("|") if listed else None
        told = {
            column: value
            for column, value in row.items()
            if column not in UNSAID | listed and not (listed and column == "ambiguous")
        }
        for column in columns:
            for text in row[column].split("|") if column in listed else (row[column],):
                if text:
                    says = [column, text, marked is not None and text in marked, told]
                    for form in (text, *other_forms(file, text)):
                        said.setdefault(fold(form), []).append(says)
    return {term: hash_of(says) for term, says in sorted(said.items())}


def other_forms(file: str, term: str) -> list[str]:
    """How a text may write a string of a list so that a component reads the string: ``Sgt`` for sergeant."""
    if file not in ("titles.csv", "occupations.csv"):
        return []
    from pipeline.components.standing import SHORT_RANKS

    return [short for short, long in SHORT_RANKS.items() if long == term.lower()]


def hash_of(value: Any) -> str:
    """Twelve hexadecimal digits over a value that JSON can say."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines(), strict=True))
