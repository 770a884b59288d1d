"""Number mentions in their normal form: every way news writes them, and what each measures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.components.number_bounds import NumberForm
from pipeline.components.number_forms import normalise_number
from pipeline.components.numbers import Numbers
from pipeline.scheme import NUMBER_LABELS

CARDINALS: list[tuple[str, float | None, float | None]] = [
    # figures, grouped in every style
    ("11,000", 11000, 11000), ("1 000", 1000, 1000), ("1.000.000", 1e6, 1e6), ("1.5 million", 1.5e6, 1.5e6),
    ("1,5 million", 1.5e6, 1.5e6), ("2.5m", 2.5e6, 2.5e6), ("10k", 10000, 10000), ("13 hundred", 1300, 1300),
    # words
    ("Twenty-two", 22, 22), ("one hundred and twenty", 120, 120), ("three hundred thousand", 3e5, 3e5),
    ("two million two hundred thousand", 2.2e6, 2.2e6), ("two and a half million", 2.5e6, 2.5e6), ("a hundred", 100, 100),
    ("half a million", 5e5, 5e5), ("a quarter of a million", 250000, 250000), ("two dozen", 24, 24),
    ("half a dozen", 6, 6), ("treinta y dos", 32, 32),
    # plurals without a number are open upwards (annotation.md §6)
    ("dozens", 24, None), ("hundreds", 200, None), ("tens of thousands", 20000, None), ("several hundred", 200, None),
    ("a few thousand", 2000, None), ("hundreds of thousands", 2e5, None),
    # ranges; the scale of the second goes to the first, unless the first is larger
    ("20-30", 20, 30), ("20–30", 20, 30), ("between 20 and 30", 20, 30), ("two or three", 2, 3),
    ("5 to 7 thousand", 5000, 7000), ("900,000 to 1.2 million", 9e5, 1.2e6),
    # bounds, and their negations that mean the opposite
    ("at least 12", 12, None), ("more than a dozen", 12, None), ("no fewer than 12", 12, None), ("30+", 30, None),
    ("up to 500", None, 500), ("no more than 12", None, 12), ("as many as 300", None, 300), ("500 or more", 500, None),
    # a score of a match is no range
    ("2-1", 2, 2),
]  # fmt: skip
FRACTIONS = [
    ("a third", 33.3), ("two-thirds", 66.7), ("three in ten", 30), ("nine out of 10", 90), ("four of every five", 80),
    ("half", 50), ("three quarters", 75), ("one-fifth", 20), ("one in a hundred", 1),
]  # fmt: skip
MONEY: list[tuple[str, float | None, float | None, str]] = [
    ("$10m", 1e7, 1e7, "USD"), ("US$ 5 million", 5e6, 5e6, "USD"), ("€3.5m", 3.5e6, 3.5e6, "EUR"),
    ("R$2 million", 2e6, 2e6, "BRL"), ("Mex$1,500", 1500, 1500, "MXN"), ("S/ 20,000", 20000, 20000, "PEN"),
    ("Q50,000", 50000, 50000, "GTQ"), ("TT$600,000", 6e5, 6e5, "TTD"), ("Rs 5 crore", 5e7, 5e7, "INR"),
    ("9,600 lempiras", 9600, 9600, "HNL"), ("20 bolívares", 20, 20, "VES"), ("3 million yen", 3e6, 3e6, "JPY"),
    ("2 billion Colombian pesos", 2e9, 2e9, "COP"), ("500 Jamaican dollars", 500, 500, "JMD"),
    ("10 million pounds", 1e7, 1e7, "GBP"), ("50 cents", 0.5, 0.5, "USD"), ("$103.05", 103.05, 103.05, "USD"),
    ("$10 million to $15 million", 1e7, 1.5e7, "USD"), ("$1-2 billion", 1e9, 2e9, "USD"),
    ("between $10 and $20 million", 1e7, 2e7, "USD"), ("20 to 50 million pesos", 2e7, 5e7, "MXN"),
    ("tens of millions of dollars", 2e7, None, "USD"), ("multimillion-dollar", 2e6, None, "USD"),
    ("FJ$500", 500, 500, "FJD"), ("between R2,000 and R5,000", 2000, 5000, "ZAR"), ("500 drams", 500, 500, "AMD"),
    ("40,000 French francs", 40000, 40000, "FRF"), ("7 million marks", 7e6, 7e6, "DEM"), ("50 million CFA francs", 5e7, 5e7, "XOF"),
    ("five-million dollars", 5e6, 5e6, "USD"), ("as much as $1 million", None, 1e6, "USD"),
]  # fmt: skip
QUANTITIES: list[tuple[str, float | None, float | None, str]] = [
    # weights in kg, a ton is 1000
    ("1.2 tons", 1200, 1200, "kg"), ("a metric ton", 1000, 1000, "kg"), ("tons", 2000, None, "kg"),
    ("half a kilo", 0.5, 0.5, "kg"), ("500g", 0.5, 0.5, "kg"), ("a ton and a half", 1500, 1500, "kg"),
    ("100 pounds", 45.4, 45.4, "kg"), ("200 yards", 0.183, 0.183, "km"), ("an ounce", 0.0283, 0.0283, "kg"),
    ("a troy ounce", 0.0311, 0.0311, "kg"), ("4,311 square miles", 1116544, 1116544, "ha"), ("two to three tonnes", 2000, 3000, "kg"),
    # distances in km, areas in ha, volumes in l
    ("80-meter", 0.08, 0.08, "km"), ("50 miles", 80.5, 80.5, "km"), ("24,000 acres", 9712.5, 9712.5, "ha"),
    ("42,000 square kilometres", 4.2e6, 4.2e6, "ha"), ("300 litres", 300, 300, "l"),
    # ages and terms
    ("16-year-old", 16, 16, "year"), ("27 años", 27, 27, "year"), ("nine-and-a-half years", 9.5, 9.5, "year"),
    ("12 years and six months", 12.5, 12.5, "year"), ("11 years and one day", 11, 11, "year"),
    ("12 to 16 months", 12, 16, "month"), ("25 years to life", 25, None, "year"), ("15- to 20-year", 15, 20, "year"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high"), CARDINALS)
def test_counts(text: str, low: float | None, high: float | None) -> None:
    form = normalise_number(text, "CARDINAL")
    assert form is not None and (form.low, form.high, form.unit) == (low, high, "count")


@pytest.mark.parametrize(("text", "percent"), FRACTIONS)
def test_a_fraction_is_a_percentage(text: str, percent: float) -> None:
    assert normalise_number(text, "CARDINAL") == NumberForm(percent, percent, "percent")


@pytest.mark.parametrize(("text", "low", "high", "unit"), MONEY)
def test_money(text: str, low: float | None, high: float | None, unit: str) -> None:
    form = normalise_number(text, "MONEY")
    assert form is not None and (form.low, form.high, form.unit) == (low, high, unit)


@pytest.mark.parametrize(("text", "low", "high", "unit"), QUANTITIES)
def test_quantities(text: str, low: float | None, high: float | None, unit: str) -> None:
    form = normalise_number(text, "QUANTITY")
    assert form is not None and (form.low, form.high, form.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("40 percent", 40, 40),
        ("12%", 12, 12),
        ("20-30%", 20, 30),
        ("32 per cent", 32, 32),
        ("over 90 percent", 90, None),
    ],
)
def test_percent(text: str, low: float, high: float | None) -> None:
    assert normalise_number(text, "PERCENT") == NumberForm(low, high, "percent")


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("about 20", True), ("an estimated 5,000", True), ("nearly 30", True), ("20-odd", True), ("dozens", True),
        # a bound is not an approximation
        ("at least 20", False), ("up to 20", False), ("20", False),
    ],
)  # fmt: skip
def test_approximate(text: str, approximate: bool) -> None:
    form = normalise_number(text, "CARDINAL")
    assert form is not None and form.approximate is approximate


def test_the_country_decides_whose_currency() -> None:
    units = {
        country: normalise_number("10,000 pesos", "MONEY", country=country) for country in ("CO", "CL", "US", None)
    }
    assert [form.unit for form in units.values() if form] == ["COP", "CLP", "MXN", "MXN"]


@pytest.mark.parametrize(
    ("text", "label"), [("", "CARDINAL"), ("many", "CARDINAL"), ("the", "MONEY"), ("-", "PERCENT")]
)
def test_no_number_is_none(text: str, label: str) -> None:
    assert normalise_number(text, label) is None


PIECES = (
    "a an half third two twenty hundred thousand million dozens of and to - between at least up $ € pesos kg tons % "
    "1,000 1.5 3/0 999999999999999999999 ½ in ten years"
)


@given(
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join)),
    st.sampled_from(NUMBER_LABELS),
)
def test_never_raises_and_low_is_not_above_high(text: str, label: str) -> None:
    form = normalise_number(text, label)
    if form is not None and form.low is not None and form.high is not None:
        assert form.low <= form.high


MEASURED = [
    # people: what happened to them
    ("Gunmen killed [[12|CARDINAL#n] men|PEOPLE#x] in a bar.", "count", "killed"),
    ("[[Three|CARDINAL#n] farmers|PEOPLE#x] were wounded by gunfire.", "count", "injured"),
    ("Police arrested [[two|CARDINAL#n] suspects|PEOPLE#x].", "count", "arrested"),
    ("The rebels kidnapped [[four|CARDINAL#n] engineers|PEOPLE#x].", "count", "missing"),
    ("The army deployed [[600|CARDINAL#n] soldiers|PEOPLE#x].", "count", "deployed"),
    ("The gang, [some 40|CARDINAL#n] strong, left.", "count", "members"),
    # things
    ("Agents found [nine|CARDINAL#n] pistols.", "count", "weapons"),
    ("He is accused of [six|CARDINAL#n] murders.", "count", "killed"),
    ("She faces [21|CARDINAL#n] federal charges.", "count", "cases"),
    ("They set fire to [six|CARDINAL#n] buses.", "count", "other"),
    # money
    ("There is a [$5 million|MONEY#n] reward for him.", "USD", "reward"),
    ("They asked for a ransom of [$70,000|MONEY#n].", "USD", "payment"),
    ("Its yearly turnover is [$100 million|MONEY#n].", "USD", "revenue"),
    ("They take [$12 million|MONEY#n] a year in protection fees.", "USD", "revenue"),
    ("Each stall pays [$900|MONEY#n] a year for protection.", "USD", "payment"),
    ("The haul was worth [$2 million|MONEY#n].", "USD", "value"),
    # ages, and near-misses that are none
    ("[Ana Paz|PERSON#p], [27|CARDINAL#n], was shot.", "year", "age"),
    ("[A schoolgirl|PEOPLE#p], [15|CARDINAL#n], was hit.", "year", "age"),
    ("Children under the age of [15|CARDINAL#n] fought.", "year", "age"),
    ("He got [11 years|QUANTITY#n] in prison.", "year", "term"),
    ("Of the dead, [27|CARDINAL#n] were killed by the police.", "count", "killed"),
    ("Police seized [2 tons|QUANTITY#n] of cocaine.", "kg", "weight"),
    ("Pirates took a [20,000 ton|QUANTITY#n] vessel.", "kg", "other"),
]


# A bare number is an age where a clause says so of a person; the near-misses count something.
AGES = [
    # after a verb of being, whoever the subject
    "He was [23|CARDINAL#n] when he was taken.", "She was [66|CARDINAL#n].", "The driver, who is [81|CARDINAL#n] and deaf, left.",
    "I am [74|CARDINAL#n].", "Its explosives man is [81|CARDINAL#n].", "Some of the lookouts are [13|CARDINAL#n].",
    # beside a name or a noun for a person
    "His daughter, [three|CARDINAL#n], is safe.", "[Goro Abe|PERSON#p], now [72|CARDINAL#n], is accused of it.",
    "The climber, [28|CARDINAL#n], rode alone.", "A runner, usually [16 to 20|CARDINAL#n], is paid.",
    # of somebody
    "She let a deckhand of [17|CARDINAL#n] go.", "Boys of [nine|CARDINAL#n] work there.", "A [Pole|NORP#p] … one a [Pole|NORP#q] of [35|CARDINAL#n], left.",
    # bounds without a noun
    "Anyone under [40|CARDINAL#n] pays.", "All of them were over the age of [65|CARDINAL#n].", "A quarter are thought to be [under 18|CARDINAL#n].",
    "They recruit children, most of them [between 15 and 25|CARDINAL#n].", "Girls as young as [13|CARDINAL#n] were sold.",
    # at a turn of a life
    "She died in her sleep at [57|CARDINAL#n].", "He left school at [eleven|CARDINAL#n], and sold tickets.",
]  # fmt: skip
COUNTS = [
    "He was one of [23|CARDINAL#n].", "The dead were [23|CARDINAL#n].", "A group of [17|CARDINAL#n] fled.",
    "She is the mother of [three|CARDINAL#n].", "The driver of [two|CARDINAL#n] buses fled.", "The toll stood at [57|CARDINAL#n].",
    "He is [12|CARDINAL#n] votes short.", "The number, [23|CARDINAL#n], is a record.", "They raided [14|CARDINAL#n] bars, [23|CARDINAL#m] in all.",
    "Police shot under [40|CARDINAL#n] people.", "There were between [15 and 25|CARDINAL#n] trucks.", "He was arrested at [14|CARDINAL#n] Elm Street.",
    "The officer, [two|CARDINAL#n] from Lima, fled.", "A winner of [three|CARDINAL#n] cups left.",
]  # fmt: skip


@pytest.mark.parametrize("marked", AGES)
def test_a_bare_age_is_in_years(marked_doc: Callable[..., Doc], marked: str) -> None:
    doc = Numbers()(marked_doc(marked))
    assert [(number["unit"], number["measures"]) for number in doc._.numbers] == [("year", "age")]


@pytest.mark.parametrize("marked", COUNTS)
def test_a_count_is_no_age(marked_doc: Callable[..., Doc], marked: str) -> None:
    doc = Numbers()(marked_doc(marked))
    assert {number["unit"] for number in doc._.numbers} == {"count"}


def test_each_number_of_a_list_is_an_age(marked_doc: Callable[..., Doc]) -> None:
    doc = Numbers()(
        marked_doc("The suspects, who are [21|CARDINAL#a], [24|CARDINAL#b] and [40|CARDINAL#c], were held.")
    )
    assert [number["unit"] for number in doc._.numbers] == ["year", "year", "year"]


@pytest.mark.parametrize(("marked", "unit", "measures"), MEASURED)
def test_measures(marked_doc: Callable[..., Doc], marked: str, unit: str, measures: str) -> None:
    doc = Numbers()(marked_doc(marked))
    assert [(number["unit"], number["measures"]) for number in doc._.numbers] == [(unit, measures)]


def test_pesos_are_of_the_country_in_the_text(marked_doc: Callable[..., Doc]) -> None:
    doc = Numbers()(marked_doc("In [Colombia|GPE#l] they paid [20,000 pesos|MONEY#n]."))
    assert [number["unit"] for number in doc._.numbers] == ["COP"]


def test_pesos_are_of_the_gang_s_country_where_the_text_names_none(marked_doc: Callable[..., Doc]) -> None:
    doc = Numbers()(marked_doc("The [Abu Sayyaf|GANG#g] asked for [3 million pesos|MONEY#n]."))
    assert [number["unit"] for number in doc._.numbers] == ["PHP"]


CURRENCIES = [
    # bolívares were replaced on 20 August 2018
    ("They pay [200 bolívares|MONEY#n].", "2018-08-19", ["VEF"]),
    ("They pay [200 bolívares|MONEY#n].", "2018-08-20", ["VES"]),
    # dollars in an article that is plainly Canadian, and in one that is not
    ("[Winnipeg|GPE#a] and [Toronto|GPE#b] police seized [$500|MONEY#n].", "2020-01-01", ["CAD"]),
    ("Police in [Toronto|GPE#a] and [Buffalo|GPE#b], [New York|GPE#c] seized [$500|MONEY#n].", "2020-01-01", ["USD"]),
    # a bare sum goes on in the currency before, but not in that of a conversion
    ("They asked for [180,000 pesos|MONEY#n] ([$9,000|MONEY#m]) and got [95,000|MONEY#o].", "2020-01-01", ["MXN", "USD", "MXN"]),
    # the old francs and marks of a country
    ("In [France|GPE#a] he won [40,000 francs|MONEY#n].", "1999-06-25", ["FRF"]),
    ("In [Bosnia|GPE#a] they offer [50,000 marks|MONEY#n].", "2023-04-18", ["BAM"]),
    ("In [Cameroon|GPE#a] he paid [5 million CFA francs|MONEY#n].", "2023-04-18", ["XAF"]),
    ("The [Dominican|NORP#a] prosecutor offered [two million pesos|MONEY#n].", "2021-09-15", ["DOP"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "published", "units"), CURRENCIES)
def test_the_article_decides_whose_currency(
    marked_doc: Callable[..., Doc], marked: str, published: str, units: list[str]
) -> None:
    doc = Numbers()(marked_doc(marked, published=published))
    assert [number["unit"] for number in doc._.numbers] == units


QUANTITIES_IN_CONTEXT = [
    # a bare measurement is in the unit before; gold is weighed in troy ounces, drugs are not
    ("They walk [2.5 kilometres|QUANTITY#n] up and [2.5|QUANTITY#m] back.", [(2.5, 2.5, "km"), (2.5, 2.5, "km")]),
    ("They dug up [1,000 ounces|QUANTITY#n] of gold.", [(31.1, 31.1, "kg")]),
    ("They seized [1,000 ounces|QUANTITY#n] of crack.", [(28.3, 28.3, "kg")]),
    ("They expect [38 degrees|QUANTITY#n].", [(38, 38, "count")]),
    ("Each faces [10 years|QUANTITY#n] to life.", [(10, None, "year")]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "forms"), QUANTITIES_IN_CONTEXT)
def test_quantities_in_context(
    marked_doc: Callable[..., Doc], marked: str, forms: list[tuple[float, float | None, str]]
) -> None:
    doc = Numbers()(marked_doc(marked))
    assert [(number["low"], number["high"], number["unit"]) for number in doc._.numbers] == forms


def test_numbers_survive_bytes(marked_doc: Callable[..., Doc]) -> None:
    doc = Numbers()(marked_doc("Gunmen killed [at least 12|CARDINAL#n] people and took [$500|MONEY#m]."))
    assert len(doc._.numbers) == 2
    assert Doc(doc.vocab).from_bytes(doc.to_bytes())._.numbers == doc._.numbers
