"""The words of the calendar, folded (lower case, without accents): months, weekdays, seasons, counts of days; and the
pieces of patterns that stand for any of them.
"""

from __future__ import annotations

import re
import unicodedata

MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan enero janeiro janvier", "february feb febrero fevereiro fevrier", "march mar marzo marco mars",
        "april apr abril avril", "may mayo maio mai", "june jun junio junho juin", "july jul julio julho juillet",
        "august aug agosto aout", "september sept sep septiembre setiembre setembro septembre",
        "october oct octubre outubro octobre", "november nov noviembre novembro novembre",
        "december dec diciembre dezembro decembre",
    ),
    1,
):  # fmt: skip
    MONTHS |= dict.fromkeys(_names.split(), _number)
WEEKDAYS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "monday mon lunes", "tuesday tues tue martes", "wednesday wed miercoles", "thursday thurs thur thu jueves",
        "friday fri viernes", "saturday sat sabado", "sunday sun domingo",
    )
):  # fmt: skip
    WEEKDAYS |= dict.fromkeys(_names.split(), _number)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
ORDINAL = {word: number for number, word in enumerate(ORDINALS.split(), 1)}
COUNTS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
COUNT = {word: number for number, word in enumerate(COUNTS.split(), 1)}
COUNT |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
DECADE_WORDS = "twenties thirties forties fifties sixties seventies eighties nineties"
DECADES = {word: 10 * n for n, word in enumerate(DECADE_WORDS.split(), 2)}
# Season -> its first month in the north; each lasts three months.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

# Pieces of patterns

ANY_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
ANY_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
ANY_DAY = r"\d{1,2}(?:st|nd|rd|th)?|" + "|".join(sorted(ORDINAL, key=len, reverse=True))
ANY_YEAR = r"1[0-9]\d\d|2[01]\d\d|'\d\d|(?:this|last|next|that|the same|the previous|the following|the next) year"
ANY_COUNT = r"\d{1,4}|" + "|".join(sorted(COUNT, key=len, reverse=True))
ANY_UNIT = "(?P<unit>minute|hour|day|week|weekend|fortnight|month|year|decade|century)s?"
ANY_SIDE = "this|last|next|past|previous|preceding|coming|current|same|following|that"


def clean_date(text: str) -> str:
    """Lower case without accents, commas and the dots of abbreviations; one kind of dash and apostrophe."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
        text = re.sub("[‐-―−]", "-", text).replace("’", "'").replace("‘", "'")
    text = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", text.lower()).replace(",", " ")
    text = re.sub(r"(?<=[a-z])\.", "", text)
    return re.sub(r"'s$|^[\s\"]+|[\s\"]+$", "", " ".join(text.split()))
