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
        # who speaks does not name himself
        ("The gardener won. “[George|PERSON#a] has green hands,” said the governor, [George Mora|PERSON#b].", [["George"], ["George Mora"]]),
        ("The governor is [George Mora|PERSON#b]. “[George|PERSON#a] has green hands,” said [George Mora|PERSON#b].", [["George Mora", "George Mora"], ["George"]]),
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
        # a short form of the only given name that it fits, or after an epithet the name itself
        ("[António Tavares|PERSON#a] rang the police. “[Tó|PERSON#a] is too honest,” said a neighbour.", [["António Tavares", "Tó"]]),
        ("[Chota Salim|PERSON#a] was shot. From hospital [Saleem Sheikh|PERSON#a] blamed the big one.", [["Chota Salim", "Saleem Sheikh"]]),
        ("[Karimi|PERSON#a] heard his sentence. “A carpet has two sides,” said [Gholamreza K.|PERSON#a] to the judge.", [["Karimi", "Gholamreza K."]]),
        ("[Jhon Riascos|PERSON#a] won. [Riascos Mina|PERSON#a] thanked them.", [["Jhon Riascos", "Riascos Mina"]]),
        ("[Robert Mora|PERSON#a] won. [Bob Mora|PERSON#a] thanked them.", [["Robert Mora", "Bob Mora"]]),
        ("[Baltazar Mora|PERSON#a] fled. His wife said that [Balta|PERSON#a] was ill.", [["Baltazar Mora", "Balta"]]),
        ("[Luis \"Shaggy\" Mora|PERSON#a] fled. [Shaggy Mora|PERSON#a] is 30. [Luis Mora|PERSON#a] is rich.", [['Luis "Shaggy" Mora', "Shaggy Mora", "Luis Mora"]]),
        # near-misses: another spelling may be another's; who is presented by a short name; whom the speaker speaks of
        ("[Mohammed Mora|PERSON#a] fled. [Mohammad Mora|PERSON#b] thanked them.", [["Mohammed Mora"], ["Mohammad Mora"]]),
        ("[Karim Mora|PERSON#a] fled. The bar is of a cousin of [Krimo|PERSON#b], who is in prison.", [["Karim Mora"], ["Krimo"]]),
        ("[Andre Mora|PERSON#a] led the band. “[Dre|PERSON#b] would have left,” [Mora|PERSON#a] said.", [["Andre Mora", "Mora"], ["Dre"]]),
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


@pytest.mark.parametrize(
    ("marked", "groups"),
    [
        # an alias wherever the sentence or the next one says it
        ("[Luis Mora|PERSON#a], 36, sought for a murder in Lima and known as [Shaggy|PERSON#a], fled.", [["Luis Mora", "Shaggy"]]),
        ("[Luis Mora|PERSON#a], who performs drill as [Lil Drax|PERSON#a], fled.", [["Luis Mora", "Lil Drax"]]),
        ("[Ana Mora|PERSON#a], who as [Ana Paz|PERSON#a] led the inquiry, came.", [["Ana Mora", "Ana Paz"]]),
        ("[Luis Mora|PERSON#a], whose street name is [Shaggy|PERSON#a], fled.", [["Luis Mora", "Shaggy"]]),
        ("[Shaggy|PERSON#a], as [Luis Mora|PERSON#a] is known, fled.", [["Shaggy", "Luis Mora"]]),
        ("Police named [Shaggy|PERSON#a] as [Luis Mora|PERSON#a], 34.", [["Shaggy", "Luis Mora"]]),
        ("[Shaggy|PERSON#a] is the nickname of [Luis Mora|PERSON#a].", [["Shaggy", "Luis Mora"]]),
        ("[Ana Paz|PERSON#a] married in May and is now [Ana Mora|PERSON#a].", [["Ana Paz", "Ana Mora"]]),
        ("[Luis Mora|PERSON#a] died at 82. He was [Santu|PERSON#a] to the whole valley.", [["Luis Mora", "Santu"]]),
        ("[Luis Mora|PERSON#a], [Shaggy|PERSON#a] to his friends, fled.", [["Luis Mora", "Shaggy"]]),
        ("[Luis Mora|PERSON#a] fled. Known in the port as [Goldie|PERSON#a], he is 30.", [["Luis Mora", "Goldie"]]),
        ("[Luis Mora|PERSON#a] fled. His real name is [Juan Paz|PERSON#a].", [["Luis Mora", "Juan Paz"]]),
        ("Drivers pay a man they call [El Gocho|PERSON#a]. Police believe he is [Luis Mora|PERSON#a], a butcher.", [["El Gocho", "Luis Mora"]]),
        # near-misses: of somebody beside him, of nobody named before, asked where he is now
        ("[Luis Mora|PERSON#a], the brother of a boss known as [Shaggy|PERSON#b], fled.", [["Luis Mora"], ["Shaggy"]]),
        ("[Luis Mora|PERSON#a], who led it after its founder, known as [Shaggy|PERSON#b], had died, fled.", [["Luis Mora"], ["Shaggy"]]),
        ("A guest was held. Police say that he is [Luis Mora|PERSON#a], wanted in Lima. [Shaggy|PERSON#b] laughed.", [["Luis Mora"], ["Shaggy"]]),
        ("Asked where [Milson|PERSON#a] is now, [Luis Mora|PERSON#b] pointed at the river.", [["Milson"], ["Luis Mora"]]),
        ("[Luis Mora|PERSON#a] spoke. A general, [Juan Paz|PERSON#b], called [Mora|PERSON#a]'s words rash.", [["Luis Mora", "Mora"], ["Juan Paz"]]),
        # two of one nickname; an alias that is another's surname
        ("[Luis Mora|PERSON#a], alias [Shaggy|PERSON#a], fled. [Juan Paz|PERSON#b], alias [Shaggy|PERSON#b], did not.", [["Luis Mora", "Shaggy"], ["Juan Paz", "Shaggy"]]),
        ("[Ana Wilk|PERSON#b], a prosecutor, charged [Luis Mora|PERSON#a], alias [Wilk|PERSON#a]. Ms [Wilk|PERSON#b] was brief.", [["Ana Wilk", "Wilk"], ["Luis Mora", "Wilk"]]),
    ],
)  # fmt: skip
def test_other_names_further_off(marked_doc: Callable[..., Doc], marked: str, groups: list[list[str]]) -> None:
    assert grouped(marked_doc(marked)) == groups


@pytest.mark.parametrize(
    ("marked", "groups"),
    [
        # a relative whose name is part of another's; near-misses: her husband's given name, an aide who is only spoken of
        ("Her father is [José Santos Mora|PERSON#a]. My brother [Santos|PERSON#b] sends money.", [["José Santos Mora"], ["Santos"]]),
        ("[Luis Mora|PERSON#a] fled. They seek her cousin [Mora|PERSON#b].", [["Luis Mora"], ["Mora"]]),
        ("[Luis Mora|PERSON#a] fled. [Mora|PERSON#b], his cousin, did not.", [["Luis Mora"], ["Mora"]]),
        ("[Luis Mora|PERSON#a] fled. Her husband [Luis|PERSON#a] is ill.", [["Luis Mora", "Luis"]]),
        ("[Luis Mora|PERSON#a] fled. Through his aide [Mora|PERSON#a] denied it.", [["Luis Mora", "Mora"]]),
        ("[Ana Mora|PERSON#a] is free. He told [Mora|PERSON#a], her mother and her aunt.", [["Ana Mora", "Mora"]]),
        # whoever belongs to somebody is not he
        ("The director, [Joseph Pierre-Richard|PERSON#a], praised his deputy, [Joseph Pierre|PERSON#b], who smiled.", [["Joseph Pierre-Richard"], ["Joseph Pierre"]]),
        ("[Joseph Pierre-Richard|PERSON#a] spoke on Monday. His deputy, [Joseph Pierre|PERSON#b], smiled.", [["Joseph Pierre-Richard"], ["Joseph Pierre"]]),
        ("[Joseph Pierre-Richard|PERSON#a] spoke on Monday. The deputy, [Joseph Pierre|PERSON#a], smiled.", [["Joseph Pierre-Richard", "Joseph Pierre"]]),
        # a surname goes rather to whom the article does not call by his given name, and to whom it is no relative's
        ("[Zaza Mora|PERSON#a] and [Gela Mora|PERSON#b] fled. [Zaza|PERSON#a] was caught. [Mora|PERSON#b] was not.", [["Zaza Mora", "Zaza"], ["Gela Mora", "Mora"]]),
        ("[Luis Mora|PERSON#a] spoke. The leader's son, [Juan Mora|PERSON#b], wept. [Mora|PERSON#a] will go.", [["Luis Mora", "Mora"], ["Juan Mora"]]),
        ("President [Luis Mora|PERSON#a] spoke. Its advice that President [Mora|PERSON#a] stay is new.", [["Luis Mora", "Mora"]]),
        # Mr and Ms; a father called after the word for it; ``Junior``
        ("[Thomas Mora|PERSON#a] is held. He pointed at Ms [Mora|PERSON#b] of the police.", [["Thomas Mora"], ["Mora"]]),
        ("[Thomas Mora|PERSON#a] met [Ana Mora|PERSON#b]. Mrs [Mora|PERSON#b] wept.", [["Thomas Mora"], ["Ana Mora", "Mora"]]),
        ("[Luis Mora|PERSON#a] and [Ana Mora|PERSON#b] are held. The widow [Mora|PERSON#b] wept.", [["Luis Mora"], ["Ana Mora", "Mora"]]),
        ("[Andrea Mora|PERSON#a] is held. Ms [Mora|PERSON#a] wept.", [["Andrea Mora", "Mora"]]),
        ("[Ahmad bin Yusof|PERSON#a] is held. [Yusof|PERSON#b] is not.", [["Ahmad bin Yusof"], ["Yusof"]]),
        ("[Luis Mora Jr.|PERSON#a] scored. [Juan Paz|PERSON#b] led. “[Junior|PERSON#a] shoots well,” he said.", [["Luis Mora Jr.", "Junior"], ["Juan Paz"]]),
        # the word before the full stop is no rank of who comes after it
        ("[Luis Mora|PERSON#a] was in tears, he told the judge. [Mora|PERSON#a] got nine years.", [["Luis Mora", "Mora"]]),
        # an officer's rank written otherwise; a detective is not the accused
        ("DCI [Ana Mora|PERSON#a] spoke. Detective Chief Inspector [Mora|PERSON#a] left.", [["Ana Mora", "Mora"]]),
        ("Detective [Luis Mora|PERSON#a] spoke. The defendant [Mora|PERSON#b] was silent.", [["Luis Mora"], ["Mora"]]),
        ("Minister [Luis Mora|PERSON#a] spoke. Police suspect [Mora|PERSON#a] of fraud.", [["Luis Mora", "Mora"]]),
        # another title makes it likely
        ("Father [Luis Mora|PERSON#a] thanked [Juan Mora|PERSON#b]. Father [Mora|PERSON#a] smiled.", [["Luis Mora", "Mora"], ["Juan Mora"]]),
        # Chinese given names are not cut short; surnames first, in capitals or in the east
        ("Police held [Chen Wei-ting|PERSON#a] on Monday. On Friday they held [Chen Ting|PERSON#b] in Taipei.", [["Chen Wei-ting"], ["Chen Ting"]]),
        ("[Lee Harvey Mora|PERSON#a] is held. On Friday [Lee Mora|PERSON#a] wept.", [["Lee Harvey Mora", "Lee Mora"]]),
        ("[Kenji Tanaka|PERSON#a] paid. [Tanaka-san|PERSON#a] is 40. [TANAKA Kenji|PERSON#a] left.", [["Kenji Tanaka", "Tanaka-san", "TANAKA Kenji"]]),
    ],
)  # fmt: skip
def test_whose_it_is_among_relatives(marked_doc: Callable[..., Doc], marked: str, groups: list[list[str]]) -> None:
    assert grouped(marked_doc(marked)) == groups


@pytest.mark.parametrize(
    ("marked", "groups"),
    [
        # two of one full name: what is said of the second, or that he is presented again
        ("[Luis Mora|PERSON#a] was jailed. “No relation,” said PC [Luis Mora|PERSON#b].", [["Luis Mora"], ["Luis Mora"]]),
        ("[Luis Mora|PERSON#a] is not related to the mayor, [Luis Mora|PERSON#b].", [["Luis Mora"], ["Luis Mora"]]),
        ("[Luis Mora|PERSON#a] leads them. Not to be confused with him is [Luis Mora|PERSON#b] of the customs.", [["Luis Mora"], ["Luis Mora"]]),
        ("[Luis Mora|PERSON#a] fled. Nobody knows the [Luis Mora|PERSON#b] who was in the paper.", [["Luis Mora"], ["Luis Mora"]]),
        ("[Luis Mora|PERSON#a] spoke. A gang boss of the same name, [Luis Mora|PERSON#b], was shot.", [["Luis Mora"], ["Luis Mora"]]),
        ("[Luis Mora|PERSON#a], the baker, came. It rained. [Luis Mora|PERSON#b], the mayor, did not.", [["Luis Mora"], ["Luis Mora"]]),
        ("[Luis Mora|PERSON#a], of [Lima|GPE#l], came. [Luis Mora|PERSON#b], of [Cali|GPE#c], did not.", [["Luis Mora"], ["Lima"], ["Luis Mora"], ["Cali"]]),
        ("[Luis Mora|PERSON#a] the elder came. [Luis Mora|PERSON#b] the younger did not.", [["Luis Mora"], ["Luis Mora"]]),
        ("[Luis Mora|PERSON#a] was arrested by Sergeant [Luis Mora|PERSON#b].", [["Luis Mora"], ["Luis Mora"]]),
        # near-misses: the same said again, or more of him
        ("[Luis Mora|PERSON#a], the baker, came. It rained. [Luis Mora|PERSON#a], a baker of 40, did not stay.", [["Luis Mora", "Luis Mora"]]),
        ("[Luis Mora|PERSON#a], of [Lima|GPE#l], came. It rained. [Luis Mora|PERSON#a] won.", [["Luis Mora", "Luis Mora"], ["Lima"]]),
        ("[Luis Mora|PERSON#a] After the vote the cabinet led by Minister [Luis Mora|PERSON#a] came.", [["Luis Mora", "Luis Mora"]]),
        ("They follow the [Dalai Lama|PERSON#a]. China accuses the [Dalai Lama|PERSON#a] of it.", [["Dalai Lama", "Dalai Lama"]]),
        # of one name alone: no relation of the last, a man called so
        ("[Luis Mora|PERSON#a] objected to a note signed “[Mora|PERSON#b]”, no relation of the accused.", [["Luis Mora"], ["Mora"]]),
        ("[Luis Mora|PERSON#a] fled. A neighbour, [Mora|PERSON#b], wept.", [["Luis Mora"], ["Mora"]]),
        ("[Luis Mora|PERSON#a] fled. A former neighbour, [Mora|PERSON#a] was known to all.", [["Luis Mora", "Mora"]]),
        ("Councillor [Luis Mora|PERSON#a] spoke. The court jailed a man called [Luis Mora|PERSON#b].", [["Luis Mora"], ["Luis Mora"]]),
        ("[Luis Mora|PERSON#a] is on a stamp. It shows a character called [Luis Mora|PERSON#a].", [["Luis Mora", "Luis Mora"]]),
        ("[Ana Wilk|PERSON#a] read calls in which a man addressed as [Wilk|PERSON#b] laughs.", [["Ana Wilk"], ["Wilk"]]),
    ],
)  # fmt: skip
def test_two_of_one_name(marked_doc: Callable[..., Doc], marked: str, groups: list[list[str]]) -> None:
    assert grouped(marked_doc(marked)) == groups
