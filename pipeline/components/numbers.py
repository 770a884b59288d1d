"""Give every number mention its normal form: bounds, unit, whether it is approximate, what it measures.

``normalise_number`` (``number_forms.py``) reads one mention (``some 1.2 tons`` is 1200 kg, approximate); the component
adds what only the context tells: whose pesos (``payments.py``), whether ``27`` is an age (``ages.py``), and a first
guess at ``measures`` by named rules (``count_rules.py``).

Fills ``doc._.numbers``, one dict for each MONEY, PERCENT, QUANTITY and CARDINAL of ``doc.ents`` that can be read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.ages import Ages
from pipeline.components.count_rules import CountRules
from pipeline.components.currencies import WORD
from pipeline.components.measured_figures import PRECIOUS, UNITS
from pipeline.components.number_forms import normalise_number
from pipeline.components.number_surroundings import Surroundings
from pipeline.components.number_words import WORDS, clean_number
from pipeline.components.payments import Payments
from pipeline.scheme import NUMBER_LABELS, declare_doc_extensions

declare_doc_extensions()


@Language.factory("blotter_numbers", requires=["doc.ents"], assigns=["doc._.numbers"])
def make_numbers(nlp: Language, name: str) -> Numbers:
    return Numbers()


class Numbers:
    """The component; it holds no state."""

    def __call__(self, doc: Doc) -> Doc:
        mentions = [ent for ent in doc.ents if ent.label_ in NUMBER_LABELS]
        if not mentions:
            doc._.numbers = []
            return doc
        read = _Mentions(doc, mentions)
        doc._.numbers = [number for ent in mentions if (number := read.number(ent)) is not None]
        return doc


class _Mentions:
    """The numbers of one Doc in reading order."""

    def __init__(self, doc: Doc, mentions: list[Span]) -> None:
        self.around = Surroundings(doc, mentions)
        self.payments = Payments(self.around)
        self.ages = Ages(self.around)
        self.rules = CountRules(self.around)
        self.measured = ""  # the unit that was named last: a bare number goes on with it

    def number(self, ent: Span) -> dict[str, Any] | None:
        """The dict of one mention, or None where it cannot be read."""
        form = normalise_number(self.spelt(ent), ent.label_, country=self.payments.country(ent))
        if form is None:
            return None
        if ent.label_ == "MONEY":
            form = self.payments.money(ent, form)
        elif ent.label_ == "QUANTITY" and self.around.lower[ent.end : ent.end + 2] == ["to", "life"]:
            form = replace(form, high=None)
        holder = next((span for span in self.around.people if span.start <= ent.start and ent.end <= span.end), None)
        if ent.label_ == "CARDINAL" and holder is None and form.unit == "count":
            form = self.ages.age(ent, form)
        return {
            "span": [ent.start, ent.end, ent.label_],
            "low": form.low,
            "high": form.high,
            "unit": form.unit,
            "approximate": form.approximate,
            "measures": self.rules.measures(ent, form, holder),
            "about": None,
        }

    def spelt(self, ent: Span) -> str:
        """The mention with the unit that it leaves to the one before (``2.5 km up and 2.5 back``); gold in troy ounces."""
        text = ent.text
        if ent.label_ != "QUANTITY":
            return text
        words = WORD.findall(clean_number(text))
        units = [word for word in words if word in UNITS]
        if units:
            self.measured = units[-1]
        elif self.measured and (not words or words[-1] in WORDS or text[-1].isdecimal()):
            return f"{text} {self.measured}"
        ounces = units and UNITS[units[-1]] == UNITS["ounce"]
        if (
            ounces
            and self.around.at(ent.end) == "of"
            and PRECIOUS.intersection(self.around.lower[ent.end + 1 : ent.end + 3])
        ):
            return re.sub(r"\b(?=(?:oz|ounces?)\b)", "troy ", text.lower())
        return text
