"""Which mentions of an article are one entity: hits beside near-misses."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.components import wording
from pipeline.components.entities import Entities, slug

# marked text -> groups of surfaces that are one entity each, in order of first mention
CASES = [
    # a surname, a given name and a double surname after the full name
    (
        "[Héctor Guerrero Flores|PERSON#a] fled. [Guerrero|PERSON#b] is 40. [Guerrero Flores|PERSON#c] led it.",
        [["Héctor Guerrero Flores", "Guerrero", "Guerrero Flores"]],
    ),
    # a surname in the headline before the full name
    ("[Soto|PERSON#a] held. Police said [Luis Soto|PERSON#b] was 30.", [["Soto", "Luis Soto"]]),
    # two people who share a surname stay two; the surname alone is neither's where the text does not tell whose
    (
        "[Ana Paz|PERSON#a] met [Luis Paz|PERSON#b]. [Paz|PERSON#c] smiled.",
        [["Ana Paz"], ["Luis Paz"], ["Paz"]],
    ),
    # it tells by who was named so far, by sex, by rank
    ("[Ana Paz|PERSON#a] came. [Paz|PERSON#a] smiled at [Luis Paz|PERSON#b].", [["Ana Paz", "Paz"], ["Luis Paz"]]),
    ("[Luis Paz|PERSON#a] met his wife, [Ana Paz|PERSON#b]. Mr [Paz|PERSON#a] smiled.", [["Luis Paz", "Paz"], ["Ana Paz"]]),
    ("Judge [Luis Paz|PERSON#a] met [Ana Paz|PERSON#b]. Judge [Paz|PERSON#a] smiled.", [["Luis Paz", "Paz"], ["Ana Paz"]]),
    # what the text says: alias, nickname, brackets
    (
        "[Juan Mora|PERSON#a], alias “[El Gordo|PERSON#b]”, fled. [El Gordo|PERSON#c] hid.",
        [["Juan Mora", "El Gordo", "El Gordo"]],
    ),
    ("[Ana Ruiz|PERSON#a], also known as [La Reina|PERSON#b], fled.", [["Ana Ruiz", "La Reina"]]),
    # acronyms: in brackets, or from the initials
    (
        "The [Drug Enforcement Administration|ORG#a] ([DEA|ORG#b]) came. The [DEA|ORG#c] left.",
        [["Drug Enforcement Administration", "DEA", "DEA"]],
    ),
    ("The [United Clans of Xanadu|GANG#a] fell. [UCX|GANG#b] denied it.", [["United Clans of Xanadu", "UCX"]]),
    # knowledge: every alias of a known gang, every name of a country
    ("[Mara Salvatrucha|GANG#a] and [MS-13|GANG#b] in the [U.S.|GPE#c] and [United States|GPE#d]",
     [["Mara Salvatrucha", "MS-13"], ["U.S.", "United States"]]),
    # a name with and without its head word
    ("[Sinaloa Cartel|GANG#a] rose. [Sinaloa|GANG#b] fell.", [["Sinaloa Cartel", "Sinaloa"]]),
    # near-misses: a place in brackets, two gangs side by side, a list of people
    ("[Maipú|GPE#a] ([Chile|GPE#b])", [["Maipú"], ["Chile"]]),
    ("[Los Lobos|GANG#a], [Los Choneros|GANG#b]", [["Los Lobos"], ["Los Choneros"]]),
    ("[Ana Paz|PERSON#a], [Luis Mora|PERSON#b]", [["Ana Paz"], ["Luis Mora"]]),
    # what was taken for a name and has no word
    ("[Ana Paz|PERSON#a] met [+0|PERSON#b], [-|PERSON#c] and [+0|PERSON#d].", [["Ana Paz"], ["+0", "+0"], ["-"]]),
    # the same words with another label are another entity
    ("[Sinaloa|GPE#a] and the [Sinaloa Cartel|GANG#b]", [["Sinaloa"], ["Sinaloa Cartel"]]),
    # an alias after an age, with words between, the other way round
    (
        "[Juan Mora|PERSON#a], 27, alias [El Mocho|PERSON#b], fled. [Ramón Paz|PERSON#c], known all over Rosario as [El Gordo|PERSON#d], did not.",
        [["Juan Mora", "El Mocho"], ["Ramón Paz", "El Gordo"]],
    ),
    ("[5 Seconds|GANG#a], as foreign papers call the [5 Segond|GANG#b] gang", [["5 Seconds", "5 Segond"]]),
    # two people of one name: age, kinship, generation, side, what the text says
    ("[Rocco Serra|PERSON#a], 78, fell. His grandson, [Rocco Serra|PERSON#b], 25, slept.", [["Rocco Serra"], ["Rocco Serra"]]),
    ("Chief [Ramon Cruz|PERSON#a] said that [Ramon Cruz Jr.|PERSON#b], his son, fled. [Cruz Jr.|PERSON#c] wept.", [["Ramon Cruz"], ["Ramon Cruz Jr.", "Cruz Jr."]]),
    ("[Wang Wei|PERSON#a], a broker, fled. A detective who is also called [Wang Wei|PERSON#b] laughed.", [["Wang Wei"], ["Wang Wei"]]),
    ("[Omar Said|PERSON#a], a judge, sentenced the smuggler [Omar Said|PERSON#b].", [["Omar Said"], ["Omar Said"]]),
    ("[Luis Paz|PERSON#a] is no relation of [Luis Paz Brenes|PERSON#b].", [["Luis Paz"], ["Luis Paz Brenes"]]),
    # near-misses of that: one man twice, and his brother named twice
    ("[Rocco Serra|PERSON#a], 78, fell. [Rocco Serra|PERSON#b] died.", [["Rocco Serra", "Rocco Serra"]]),
    ("His brother, [Ciro Serra|PERSON#a], came. [Ciro Serra|PERSON#b] wept.", [["Ciro Serra", "Ciro Serra"]]),
    ("[Luis Santiago Paz|PERSON#a], or [Luis S. Paz|PERSON#b], sang.", [["Luis Santiago Paz", "Luis S. Paz"]]),
    # an initial that two could have is neither's; initials of three words are no acronym of a person
    ("[M. Ali|PERSON#a] met [Mohammed Ali|PERSON#b] and [Mahmoud Ali|PERSON#c].", [["M. Ali"], ["Mohammed Ali"], ["Mahmoud Ali"]]),
    ("[Juan Bautista Rosales|PERSON#a] met [Juan Bernal Rosario|PERSON#b].", [["Juan Bautista Rosales"], ["Juan Bernal Rosario"]]),
    # two long forms with the same initials; two bodies and two towns of one name
    ("The [Seventh Circuit|ORG#a] and the [Supreme Court|ORG#b] met.", [["Seventh Circuit"], ["Supreme Court"]]),
    ("The [Supreme Court|ORG#a] of [Chile|GPE#b] wrote to the [Supreme Court|ORG#c] of [Peru|GPE#d].", [["Supreme Court"], ["Chile"], ["Supreme Court"], ["Peru"]]),
    ("He left [Lagos|GPE#a], in the [Algarve|LOC#b], for [Lagos|GPE#c], [Nigeria|GPE#d].", [["Lagos"], ["Algarve"], ["Lagos"], ["Nigeria"]]),
    # a faction beside its gang; the same name cut short later on
    ("[Los Cuervos del Sur|GANG#a] shot at [Los Cuervos|GANG#b].", [["Los Cuervos del Sur"], ["Los Cuervos"]]),
    ("[Los Cuervos del Sur|GANG#a] fell. [Los Cuervos|GANG#b] rose.", [["Los Cuervos del Sur", "Los Cuervos"]]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "groups"), CASES)
def test_mentions_are_grouped(marked_doc: Callable[..., Doc], marked: str, groups: list[list[str]]) -> None:
    doc = Entities()(marked_doc(marked))
    found: dict[str, list[str]] = {}
    for ent in doc.ents:
        found.setdefault(ent.kb_id_, []).append(ent.text)
    assert list(found.values()) == groups
    assert [entity["id"] for entity in doc._.entities] == list(found)


def test_a_known_gang_has_its_name_and_id(marked_doc: Callable[..., Doc]) -> None:
    doc = Entities()(marked_doc("[TdA|GANG#a] grew."))
    (entity,) = doc._.entities
    assert (entity["id"], entity["name"], entity["country"]) == ("gang:tren-de-aragua", "Tren de Aragua", "VE")


def test_it_survives_bytes(marked_doc: Callable[..., Doc]) -> None:
    doc = Entities()(marked_doc("[Ana Paz|PERSON#a] spoke."))
    back = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [ent.kb_id_ for ent in back.ents] == ["person:ana-paz"]
    assert back._.entities == doc._.entities


@pytest.mark.parametrize(
    ("name", "expected"), [("Niño Guerrero", "nino-guerrero"), ("Барс", "барс"), ("…", "unnamed"), ("MS-13", "ms-13")]
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("marked", "groups"),
    [
        # whoever is short in the text before a full name is somebody else; a relative's given name is not
        ("It has rained for a week in the hills. [Musso|PERSON#a] told the judges who was paid. The honest mayor, [Rocco Musso|PERSON#b], was not.", [["Musso"], ["Rocco Musso"]]),
        ("The old man wept in the court all day. His son [Rocco|PERSON#a] did not come. [Rocco Musso|PERSON#a] is ill.", [["Rocco", "Rocco Musso"]]),
        # whom a sentence has named it does not name in full again
        ("The packer [Luis Mora|PERSON#a] beat the baker [J. Luis Mora|PERSON#b].", [["Luis Mora"], ["J. Luis Mora"]]),
        ("[Luis Mora|PERSON#a], born [Luis Mora Paz|PERSON#a], left.", [["Luis Mora", "Luis Mora Paz"]]),
        # the other one, the younger one, one of another age
        ("[Luis Mora|PERSON#a], 60, wept. [Mora|PERSON#b], 31, did not.", [["Luis Mora"], ["Mora"]]),
        ("[Luis Mora|PERSON#a] wept for his son, [Luis Mora Jr.|PERSON#b], in court. The younger [Mora|PERSON#b] laughed.", [["Luis Mora"], ["Luis Mora Jr.", "Mora"]]),
        ("[Mora|PERSON#a], a baker, came. [Mora|PERSON#b], a judge, did not.", [["Mora"], ["Mora"]]),
        # ranks written short
        ("Superintendent [Paul Mora|PERSON#a] said that [Luis Mora|PERSON#b] fled. Supt [Mora|PERSON#a] sighed.", [["Paul Mora", "Mora"], ["Luis Mora"]]),
        # how they call him; by telephone
        ("[Luis Mora|PERSON#a] leads them. His men call him [El Chino|PERSON#a].", [["Luis Mora", "El Chino"]]),
        ("[Luis Mora|PERSON#a] met [Ana Paz|PERSON#b]. His men call him [El Chino|PERSON#c].", [["Luis Mora"], ["Ana Paz"], ["El Chino"]]),
        ("[Li Wei|PERSON#a] called [Wang Wei|PERSON#b].", [["Li Wei"], ["Wang Wei"]]),
        # somebody else of a name that the text has used: a longer one, ``a X``, ``the real X``, ``old X``, a rank that the first has not
        ("Captain [Luis Mora|PERSON#a] led them. The owner is [Luis Mora Paz|PERSON#b].", [["Luis Mora"], ["Luis Mora Paz"]]),
        ("[L. Mora|PERSON#a] is a baker. He is not a [Luis Mora|PERSON#b] of Lima whom they seek. On Monday [Luis|PERSON#c] wept.", [["L. Mora"], ["Luis Mora"], ["Luis"]]),
        ("[Luis Mora|PERSON#a] sells fish. The real [Luis Mora|PERSON#b] has fled.", [["Luis Mora"], ["Luis Mora"]]),
        ("His daughter is [Ana Mora|PERSON#a], 20. Old [Mora|PERSON#b] wept.", [["Ana Mora"], ["Mora"]]),
        ("[Juan \"Chino\" Mora|PERSON#a] came in. The boat of Captain [Chino|PERSON#b] sounded its horn.", [['Juan "Chino" Mora'], ["Chino"]]),
        ("[Luis Mora|PERSON#a] met a captain. “We shook hands,” said [Mora|PERSON#b] of the [Coast Guard|ORG#o].", [["Luis Mora"], ["Mora"], ["Coast Guard"]]),
        # who speaks does not name himself; who shares a name is not short for it
        ("The gardener won. “[George|PERSON#a] has green hands,” said the governor, [George Mora|PERSON#b].", [["George"], ["George Mora"]]),
        ("The governor is [George Mora|PERSON#b]. “[George|PERSON#a] has green hands,” said [George Mora|PERSON#b].", [["George Mora", "George Mora"], ["George"]]),
        ("[Luis Mora|PERSON#a], 31, is a barber. His sole crime was to share his name. [Luis|PERSON#b] fled.", [["Luis Mora"], ["Luis"]]),
        # one set against the other of his name, where nobody is called in full
        ("The case of [Mora|PERSON#a] against [Mora|PERSON#b] is a quarrel about a wall.", [["Mora"], ["Mora"]]),
        # a name that somebody gave is not what he is called; half a given name is another's
        ("A man who gave his name as [Luis Mora|PERSON#a] fled. The barber, [Luis|PERSON#b], saw him.", [["Luis Mora"], ["Luis"]]),
        ("[Juan-Luis Mora|PERSON#a] is held. The barber, [Luis|PERSON#b], saw him.", [["Juan-Luis Mora"], ["Luis"]]),
        # near-misses of these: one man all along
        ("The case of [Mora|PERSON#a] is a quarrel. Nobody was against [Mora|PERSON#a].", [["Mora", "Mora"]]),
        ("[Luis Mora|PERSON#a] against the town: [Mora|PERSON#a] won.", [["Luis Mora", "Mora"]]),
        ("A man who gave his name as [Luis Mora|PERSON#a] fled. [Mora|PERSON#a] is 30.", [["Luis Mora", "Mora"]]),
        ("A man whose name is [Luis Mora|PERSON#a] fled. [Luis|PERSON#a] is 30.", [["Luis Mora", "Luis"]]),
        ("[Juan-Luis Mora|PERSON#a] is held. [Juan-Luis|PERSON#a] is 30.", [["Juan-Luis Mora", "Juan-Luis"]]),
        ("Captain [Luis Mora|PERSON#a] led them. Captain [Mora|PERSON#a] is 50.", [["Luis Mora", "Mora"]]),
        ("[Luis Mora|PERSON#a], 70, came. Old [Mora|PERSON#a] wept. “[Luis|PERSON#a] is tired,” said a neighbour.", [["Luis Mora", "Mora", "Luis"]]),
        ("The brothers, [Luis|PERSON#a] and [Juan Mora|PERSON#b], are held. [Luis Mora|PERSON#a] is 30.", [["Luis", "Luis Mora"], ["Juan Mora"]]),
        # a faction that our list does not have
        ("[Bandidos|GANG#a] rode. The [Bandidos MC Oderbruch|GANG#b] is banned.", [["Bandidos"], ["Bandidos MC Oderbruch"]]),
    ],
)  # fmt: skip
def test_people_of_like_names(marked_doc: Callable[..., Doc], marked: str, groups: list[list[str]]) -> None:
    doc = Entities()(marked_doc(marked))
    found: dict[str, list[str]] = {}
    for ent in doc.ents:
        found.setdefault(ent.kb_id_, []).append(ent.text)
    assert list(found.values()) == groups


@pytest.mark.parametrize(
    ("marked", "groups"),
    [
        # what stands between two names: an apposition before the alias, quotes, a call-sign, a nickname after a comma
        ("[Jorge Zambrano|PERSON#a], the Chonero chief known as [Rasquiña|PERSON#a], is dead.", [["Jorge Zambrano", "Rasquiña"]]),
        ("[Yorman Anselmo Carrizales|PERSON#a], alias [Dientes de Lata|PERSON#a], fled.", [["Yorman Anselmo Carrizales", "Dientes de Lata"]]),
        ("[Oleg Terekhin|PERSON#a], 47, of the [Lobos|GANG#g] gang, whom neighbours call [El Ruso|PERSON#a].", [["Oleg Terekhin", "El Ruso"], ["Lobos"]]),
        ("[Joaquín Mora|PERSON#a], “[El Chapo|PERSON#a]” of the north, fled.", [["Joaquín Mora", "El Chapo"]]),
        ("[Teodoro García|PERSON#a], [El Teo|PERSON#a], who fled, and [Miguel Paz|PERSON#b], [Z-40|PERSON#b].", [["Teodoro García", "El Teo"], ["Miguel Paz", "Z-40"]]),
        ("The driver, [Sleepy|PERSON#a], a boy of the [Lobos|GANG#g] gang named [Ruben Cano|PERSON#a], hid.", [["Sleepy", "Ruben Cano"], ["Lobos"]]),
        ("Police found [Xosé Lamas|PERSON#a] in Lisbon under the name [José Vidal|PERSON#a].", [["Xosé Lamas", "José Vidal"]]),
        ("Everyone in the quarter calls [Uçar|PERSON#a] [Reis|PERSON#a].", [["Uçar", "Reis"]]),
        ("The cook called [Roberto Maes|PERSON#a] in a casino was [Robert Arellanes|PERSON#a], 21.", [["Roberto Maes", "Robert Arellanes"]]),
        ("[Kwok Wong|PERSON#a], also [Peter|PERSON#a], was held. A third man, [Hosseini|PERSON#b], [Alireza|PERSON#b] by name, was not.", [["Kwok Wong", "Peter"], ["Hosseini", "Alireza"]]),
        # near-misses: another's alias, a list, whom a paper names, a widow
        ("[Luis Mora|PERSON#a], the brother of the boss known as [Rasquiña|PERSON#b], fled.", [["Luis Mora"], ["Rasquiña"]]),
        ("[Luis Mora|PERSON#a], “[El Mayo|PERSON#b]” and “[El Azul|PERSON#c]” fled.", [["Luis Mora"], ["El Mayo"], ["El Azul"]]),
        ("[Luis Mora|PERSON#a], [El Teo|PERSON#b] and [Ana Paz|PERSON#c] fled.", [["Luis Mora"], ["El Teo"], ["Ana Paz"]]),
        ("[Rene Preval|PERSON#a] named [Ericq Pierre|PERSON#b].", [["Rene Preval"], ["Ericq Pierre"]]),
        # what a sentence says that he is called, of whom the sentences before are about
        ("[Ana Mora|PERSON#a] came. She is 30. It rained. [La Güera|PERSON#a], as all call her, sang.", [["Ana Mora", "La Güera"]]),
        ("[José Rosado|PERSON#a] opened a gym. [Papo Rosado|PERSON#a], as fans know him, gives lessons.", [["José Rosado", "Papo Rosado"]]),
        ("[Jose L. Rosado|PERSON#a] is held. On the block he is [Papito|PERSON#a].", [["Jose L. Rosado", "Papito"]]),
        ("Pilots called him the [Freshwater Crab|PERSON#a]. [Naw Kham|PERSON#a] had served a lord.", [["Freshwater Crab", "Naw Kham"]]),
        ("[Xosé Lamas|PERSON#a] and [Xoán Mora|PERSON#b] steer. All know them as [O Mudo|PERSON#a] and [O Xordo|PERSON#b].", [["Xosé Lamas", "O Mudo"], ["Xoán Mora", "O Xordo"]]),
        ("[Dwight Mora|PERSON#a] met a woman, [Ionie Paz|PERSON#b]. Officers call him [Biggs|PERSON#a].", [["Dwight Mora", "Biggs"], ["Ionie Paz"]]),
        # near-misses: a brother, somebody whom no name was given
        ("[Amir Hoseini|PERSON#a] left. [Omid Hoseini|PERSON#b], as the warrant spells him, was in Dubai.", [["Amir Hoseini"], ["Omid Hoseini"]]),
        ("A public defender, [Ana Paz|PERSON#a], knows the boy. He is called [Wesley|PERSON#b].", [["Ana Paz"], ["Wesley"]]),
    ],
)  # fmt: skip
def test_what_the_text_calls_them(marked_doc: Callable[..., Doc], marked: str, groups: list[list[str]]) -> None:
    assert grouped(marked_doc(marked)) == groups


@pytest.mark.parametrize(
    ("marked", "groups"),
    [
        # a short form of the only given name that it fits, or after an epithet the name itself; an initial
        ("[António Tavares|PERSON#a] rang the police. “[Tó|PERSON#a] is too honest,” said a neighbour.", [["António Tavares", "Tó"]]),
        ("[Chota Salim|PERSON#a] was shot. From hospital [Saleem Sheikh|PERSON#a] blamed the big one.", [["Chota Salim", "Saleem Sheikh"]]),
        ("[G. Marku|PERSON#a] won. “[George|PERSON#a] has green hands,” said the governor, [George Ellis|PERSON#b].", [["G. Marku", "George"], ["George Ellis"]]),
        ("[Karimi|PERSON#a] heard his sentence. “A carpet has two sides,” said [Gholamreza K.|PERSON#a] to the judge.", [["Karimi", "Gholamreza K."]]),
        ("[Lakhi Singh|PERSON#a] wrote a fair hand. [Lakhbir Singh|PERSON#a] was moved.", [["Lakhi Singh", "Lakhbir Singh"]]),
        ("[Jhon Riascos|PERSON#a] won. [Riascos Mina|PERSON#a] thanked them.", [["Jhon Riascos", "Riascos Mina"]]),
        ("[Peter K. K. Wong|PERSON#a] paid. On his card stands [Wong, Kwok Keung|PERSON#a].", [["Peter K. K. Wong", "Wong, Kwok Keung"]]),
        ("Police held [Angie Valenica|PERSON#a]. [Valencia|PERSON#a] is a model.", [["Angie Valenica", "Valencia"]]),
        ("[Sleepy|PERSON#a], who helped to found the gang, was held. [Ruben Canto|PERSON#a], 48, hates it.", [["Sleepy", "Ruben Canto"]]),
        # near-misses: of whom he speaks himself, another surname
        ("[Johan Lindkvist|PERSON#a] sold boats. “[Lindqvist|PERSON#b] with a q came to ask,” he said.", [["Johan Lindkvist"], ["Lindqvist"]]),
        ("Police held [Angie Valencia|PERSON#a]. [Valentín|PERSON#b] is free.", [["Angie Valencia"], ["Valentín"]]),
        # near-misses: two whom it fits, his son, one taken for the other, one who is introduced later
        ("[António Tavares|PERSON#a] met [António Moreira|PERSON#b]. “[Tó|PERSON#c] is honest,” she said.", [["António Tavares"], ["António Moreira"], ["Tó"]]),
        ("[António Tavares|PERSON#a] wept for his son, [Tó|PERSON#b], in court.", [["António Tavares"], ["Tó"]]),
        ("[António Tavares|PERSON#a] was taken by mistake. [Tó|PERSON#b] had fled.", [["António Tavares"], ["Tó"]]),
        ("The gang of [Cadu|PERSON#a] lost a man. The alderman [Carlos Mora|PERSON#b] moved out.", [["Cadu"], ["Carlos Mora"]]),
        ("[Dessie Mora|PERSON#a] was buried. Sergeant [Desmond Mora|PERSON#b] counted the guests.", [["Dessie Mora"], ["Desmond Mora"]]),
        # a nickname in an article about one man, beside whom there are officials and relatives
        ("Police looked for [Luis Mora|PERSON#a] and found his aunt, [Ana Mora|PERSON#b]. “[El Gordo|PERSON#a] does not visit,” she said.", [["Luis Mora", "El Gordo"], ["Ana Mora"]]),
        ("The court heard the complaint of [El Gordo|PERSON#a], the dealer. [Luis Mora|PERSON#a] says that he has lost weight.", [["El Gordo", "Luis Mora"]]),
        # near-misses: about two, beside a boss, of another man
        ("[Luis Mora|PERSON#a] met [Juan Paz|PERSON#b]. [El Gordo|PERSON#c] laughed.", [["Luis Mora"], ["Juan Paz"], ["El Gordo"]]),
        ("Police held [Luis Mora|PERSON#a]. He was a driver of [El Gordo|PERSON#b].", [["Luis Mora"], ["El Gordo"]]),
        ("Police held [Luis Mora|PERSON#a]. [El Gordo|PERSON#b] sent him a lawyer.", [["Luis Mora"], ["El Gordo"]]),
        ("Police held [Luis Mora|PERSON#a]. [La Gorda|PERSON#b], a singer, laughed.", [["Luis Mora"], ["La Gorda"]]),
    ],
)  # fmt: skip
def test_names_alone(marked_doc: Callable[..., Doc], marked: str, groups: list[list[str]]) -> None:
    assert grouped(marked_doc(marked)) == groups


@pytest.mark.parametrize(
    ("marked", "groups"),
    [
        # a General who is President too; a captain who is not the baker
        ("President [Luis Mora|PERSON#a] spoke. General [Mora|PERSON#a] left.", [["Luis Mora", "Mora"]]),
        ("The baker [Luis Mora|PERSON#a] spoke. General [Mora|PERSON#b] left.", [["Luis Mora"], ["Mora"]]),
        # his age is no word for the elder; a caption has no full stop; an aide of his is not another of the name
        ("[Luis Mora|PERSON#a] won. The 31-year-old [Mora|PERSON#a] wept.", [["Luis Mora", "Mora"]]),
        ("[Luis Mora|PERSON#a] Russian officials say that minister [Luis Mora|PERSON#a] will not come.", [["Luis Mora", "Luis Mora"]]),
        ("[Luis Mora|PERSON#a] is held. The money came from a [Mora|PERSON#a] associate.", [["Luis Mora", "Mora"]]),
        ("[Luis Mora|PERSON#a] is held. The [Mora|PERSON#b] family is not.", [["Luis Mora"], ["Mora"]]),
        # whom the article has called so, who is more than a relative, who bears the name whole
        ("[Luis Mora|PERSON#a] came. [Mora|PERSON#a] met [Ana Mora|PERSON#b]. [Mora|PERSON#a] left.", [["Luis Mora", "Mora", "Mora"], ["Ana Mora"]]),
        ("[Luis Mora|PERSON#a] came with his wife, [Ana Mora|PERSON#b]. [Mora|PERSON#a] left.", [["Luis Mora", "Mora"], ["Ana Mora"]]),
        ("[Luis Mora|PERSON#a] thanked [Ana Mora-Paz|PERSON#b]. [Mora|PERSON#a] left.", [["Luis Mora", "Mora"], ["Ana Mora-Paz"]]),
        ("[Paul|PERSON#a] and [Rachel Mora|PERSON#b] sailed. [Mora|PERSON#c] wept.", [["Paul"], ["Rachel Mora"], ["Mora"]]),
        # somebody short in the text who is named in full as one who was told of before; whom he met, he is not
        ("In the hills the chief, [Dogo|PERSON#a], signed a peace with the state. On Friday [Musa Dogo|PERSON#a] was back.", [["Dogo", "Musa Dogo"]]),
        ("[Musa Ibrahim|PERSON#a] runs a school. He has met Alhaji [Musa|PERSON#b] once.", [["Musa Ibrahim"], ["Musa"]]),
        ("[Musa Ibrahim|PERSON#a] runs a school. Many have met [Musa|PERSON#a] there.", [["Musa Ibrahim", "Musa"]]),
    ],
)  # fmt: skip
def test_whose_surname_it_is(marked_doc: Callable[..., Doc], marked: str, groups: list[list[str]]) -> None:
    assert grouped(marked_doc(marked)) == groups


def grouped(doc: Doc) -> list[list[str]]:
    """The surfaces of each entity, in order of first mention."""
    found: dict[str, list[str]] = {}
    for ent in Entities()(doc).ents:
        found.setdefault(ent.kb_id_, []).append(ent.text)
    return list(found.values())


def test_words_around_a_mention_are_those_of_the_doc(marked_doc: Callable[..., Doc]) -> None:
    doc = marked_doc("“[Ana Paz|PERSON#a]” met\n\n[Luis|PERSON#b] (the [DEA|ORG#c]) in [Lima|GPE#d], [Peru|GPE#e].")
    with wording.read_once(doc):
        for ent in doc.ents:
            for tokens in range(12):
                left, right = doc[max(0, ent.start - tokens) : ent.start], doc[ent.end : ent.end + tokens]
                both = doc[max(0, ent.start - tokens) : ent.end + tokens]
                assert wording.before(ent, tokens) == left.text_with_ws
                assert wording.words_after(ent, tokens) == right.text_with_ws
                assert wording.around(ent, tokens) == both.text_with_ws
                assert list(wording.mentions_after(ent, tokens)) == list(right.ents)
            assert wording.name_of(ent) == ent.text
            assert wording.after(ent, 9) == doc.text[ent.end_char : ent.end_char + 9]
        for first, last in itertools.combinations(doc.ents, 2):
            assert wording.words_between(first, last) == doc[first.end : last.start].text_with_ws
            assert wording.between(first, last) == doc.text[first.end_char : last.start_char]
    with pytest.raises(KeyError):  # what was read once is not kept
        wording.text_of(doc.ents[0])
