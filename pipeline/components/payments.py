"""In whose money a sum is where the mention alone does not say: by the places and gangs of the article, and its day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Span

from pipeline.components.currencies import (
    DOLLAR_PREFIXES,
    REPLACED,
    SIGNS,
    ambiguous_codes,
    country_names,
    currency_of,
    names_currency,
    own_currency,
)
from pipeline.components.number_bounds import NumberForm
from pipeline.components.number_surroundings import Surroundings
from pipeline.components.number_words import clean_number
from pipeline.knowledge import Agency, Gang, agency_index, fold, gang_index

# A bare ``$`` is the local dollar in an article that names one of these countries more often than the United States.
DOLLAR_PLACES: dict[str, str] = {}
for _code, _places in (
    (
        "CA",
        "canada canadian canadians ottawa toronto montreal vancouver winnipeg calgary edmonton halifax quebec ontario "
        "manitoba saskatchewan alberta saskatoon mississauga brampton moncton fredericton kelowna lethbridge laval gatineau "
        "nova-scotia british-columbia new-brunswick prince-edward quebecers rcmp mounties mountie surete",
    ),
    ("JM", "jamaica jamaican jamaicans spanish-town montego-bay"),
    (
        "US",
        "u.s. us united-states america american americans washington new-york los-angeles chicago houston miami boston "
        "philadelphia detroit brooklyn queens manhattan dallas phoenix atlanta baltimore seattle denver memphis orleans "
        "california texas florida arizona illinois pennsylvania ohio georgia michigan virginia massachusetts tennessee "
        "missouri maryland colorado minnesota wisconsin alabama louisiana kentucky oregon oklahoma connecticut "
        "iowa mississippi arkansas utah nevada kansas nebraska idaho maine montana vermont wyoming delaware hawaii "
        "alaska indiana new-jersey new-mexico north-carolina south-carolina fbi dea",
    ),
):
    DOLLAR_PLACES |= dict.fromkeys(_places.split(), _code)


class Payments:
    """In whose money the sums of one Doc are."""

    def __init__(self, around: Surroundings) -> None:
        self.doc, self.mentions, self.at = around.doc, around.mentions, around.at
        self.bounds, self.label_at = around.bounds, around.label_at
        self._places: list[tuple[int, str]] | None = None
        self._homes: list[tuple[int, str]] | None = None
        self.paid: str | None = None  # the currency that was named last

    def money(self, ent: Span, form: NumberForm) -> NumberForm:
        """The sum in the currency named before where it names none, and in the one that was valid when it was written."""
        if not names_currency(clean_number(ent.text)):
            return form if self.paid is None else replace(form, unit=self.paid)
        published = self.doc._.published
        first_day, before = REPLACED.get(form.unit, ("", form.unit))
        if published and published < first_day:
            form = replace(form, unit=before)
        if self.at(ent.start - 1) != "(":  # a sum in brackets is converted for the reader
            self.paid = form.unit
        return form

    def country(self, ent: Span) -> str | None:
        """The country whose currency an ambiguous amount is in: the nearest one whose currency the word can mean."""
        codes = ambiguous_codes(ent.text) if ent.label_ == "MONEY" else ()
        if not codes:
            return None
        if codes is SIGNS["$"] or codes[0] == "USD":
            return self.local_dollar
        fitting = [(i, code) for i, code in self.places() if own_currency(code, codes)]
        first, last = self.bounds[ent.start]
        near = [place for place in fitting if first <= place[0] < last]
        if near:
            return min(near, key=lambda place: abs(place[0] - ent.start))[1]
        fitting += [(i, code) for i, code in self.homes() if own_currency(code, codes)]
        return Counter(code for _, code in fitting).most_common(1)[0][0] if fitting else None

    def homes(self) -> list[tuple[int, str]]:
        """(token, alpha-2 code) of the home country of every known gang and agency that the text names."""
        if self._homes is None:
            indexes: dict[str, Mapping[str, Gang | Agency]] = {"GANG": gang_index(), "ORG": agency_index()}
            self._homes = []
            for ent in self.doc.ents:
                known = indexes[ent.label_].get(fold(ent.text)) if ent.label_ in indexes else None
                if known is not None and known.country:
                    self._homes.append((ent.start, known.country))
        return self._homes

    @cached_property
    def local_dollar(self) -> str | None:
        """The country whose own dollars a bare ``$`` means, or None for the United States."""
        return self.marked_dollar() or self.home_dollar()

    def home_dollar(self) -> str | None:
        """The country that an article is plainly from: its places stand there more often than those of the States."""
        folded = [clean_number(token.text) if token.text[:1].isupper() else "" for token in self.doc]
        counted: Counter[str] = Counter()
        for i, (word, after) in enumerate(zip(folded, [*folded[1:], ""], strict=True)):
            code = DOLLAR_PLACES.get(word) or DOLLAR_PLACES.get(f"{word}-{after}")
            if code is not None and self.label_at.get(i) != "PERSON":
                counted[code] += 1
        american = counted.pop("US", 0)
        code, count = counted.most_common(1)[0] if counted else ("", 0)
        foreign = Counter(place for _, place in self.places() if place != code)
        most = max([1, american, *foreign.values()])
        return code if count > most else None

    def marked_dollar(self) -> str | None:
        """The country of the dollars where the text writes ``US$`` or ``J$`` elsewhere."""
        texts = [ent.text for ent in self.mentions if ent.label_ == "MONEY"]
        prefixes = {match[1].lower() for text in texts if (match := re.match(r".*?([A-Za-z.]+) ?\$", text))}
        codes = {DOLLAR_PREFIXES[prefix] for prefix in prefixes if prefix in DOLLAR_PREFIXES}
        if not codes:
            return None
        fitting = [code for _, code in self.places() if code != "US" and currency_of().get(code) in SIGNS["$"]]
        counted = Counter(code for code in fitting if codes == {"USD"} or currency_of()[code] in codes)
        return counted.most_common(1)[0][0] if counted else None

    def places(self) -> list[tuple[int, str]]:
        """(token, alpha-2 code) of every country, nationality or capital that the text names."""
        if self._places is None:
            names = country_names()
            self._places = []
            for i, token in enumerate(self.doc):
                if not token.text[:1].isupper() or self.label_at.get(i) == "PERSON":
                    continue
                folded = clean_number(token.text)
                after = clean_number(self.doc[i + 1].text) if i + 1 < len(self.doc) else ""
                if code := names.get(f"{folded} {after}") or (names.get(folded) if len(folded) > 2 else None):
                    self._places.append((i, code))
        return self._places
