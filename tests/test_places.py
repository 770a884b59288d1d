"""Where places are: crime news with names that many places bear, and what is done with names that none bears.

A mark says what must come out: ``[Valencia|GPE#VE/Carabobo/Valencia]`` the town, ``#VE/Carabobo`` the region,
``#VE`` the country, ``#area:caribbean-sea`` an id, ``#-`` no place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.geo import cities
from pipeline.geo.atlas import candidates, distance_km, lies_in
from pipeline.geo.cities import name_key, open_cities
from pipeline.geo.places import Place, PlaceMention, Places
from pipeline.geo.score import judge, main, score

MARK = re.compile(r"\[([^|\]]+)\|(GPE|LOC|FAC)#([^\]]+)\]")

CASES = [
    # Santiago
    "Police in [Santiago|GPE#CL/Santiago Metropolitan/Santiago] arrested two Venezuelans. [Chile|GPE#CL]'s prosecutors charged them.",
    "[Santiago de Cuba|GPE#CU/Santiago de Cuba/Santiago de Cuba] has no gangs, [Cuba|GPE#CU] says.",
    "The cocaine reached [Santiago de Compostela|GPE#ES/Galicia/Santiago de Compostela] by truck from [Vigo|GPE#ES/Galicia/Vigo].",
    "A Galician clan hid the drugs near [Santiago|GPE#ES/Galicia/Santiago de Compostela], [Spain|GPE#ES]. Spanish police found 300 kilos.",
    "Cuban police held two men in [Santiago|GPE#CU/Santiago de Cuba/Santiago de Cuba], [Cuba|GPE#CU].",
    "The Dominican drug agency seized a boat near [Puerto Plata|GPE#DO/Puerto Plata/Puerto Plata] and raided homes in "
    "[Santiago|GPE#DO/Santiago/Santiago de los Caballeros], [Dominican Republic|GPE#DO].",
    # Maipú is in Argentina twice
    "Two men were held after a kidnapping in [Maipú|GPE#CL/Santiago Metropolitan/Maipú], [Chile|GPE#CL].",
    "The Tren de Aragua cell kept its victim in [Maipú|GPE#CL/Santiago Metropolitan/Maipú], said the Chilean PDI.",
    "A raid in [Maipú|GPE#AR/Mendoza/Maipú], in the province of [Mendoza|GPE#AR/Mendoza], ended with three arrests. [Argentina|GPE#AR] sent police.",
    # Valencia
    "The Tocuyito prison stands near [Valencia|GPE#VE/Carabobo/Valencia], [Venezuela|GPE#VE].",
    "The Venezuelan city of [Valencia|GPE#VE/Carabobo/Valencia] saw ten killings.",
    "Spanish police seized a tonne in the port of [Valencia|GPE#ES/Valencia/Valencia].",
    "He flew from [Valencia|GPE#ES/Valencia/Valencia], [Spain|GPE#ES], to [Caracas|GPE#VE/Distrito Capital/Caracas] and drove to "
    "[Valencia|GPE#VE/Carabobo/Valencia], [Carabobo|GPE#VE/Carabobo].",
    # San José, San Pedro Sula, La Paz, Trinidad, Georgetown
    "Costa Rican police arrested the hitman in [San José|GPE#CR/San José/San José].",
    "The MS-13 clique of [San Jose|GPE#US/California/San Jose], [California|GPE#US/California], was indicted.",
    "A bus was burned in [San Pedro Sula|GPE#HN/Cortés/San Pedro Sula].",
    "[Bolivia|GPE#BO] moved the prisoners to [La Paz|GPE#BO/La Paz/La Paz].",
    "Gunmen killed a police chief in [La Paz|GPE#MX/Baja California Sur/La Paz], [Baja California Sur|GPE#MX/Baja California Sur], [Mexico|GPE#MX].",
    "Honduran police found the bodies in [La Paz|GPE#HN/La Paz/La Paz], west of [Comayagua|GPE#HN/Comayagua/Comayagua].",
    "The Bolivian anti-drug force raided ranches near [Trinidad|GPE#BO/Beni/Trinidad], in [Beni|GPE#BO/Beni].",
    "Gang killings in [Trinidad and Tobago|GPE#TT] rose; [Port of Spain|GPE#TT/Port of Spain/Port of Spain] declared an emergency.",
    "A boat from [Trinidad|GPE#TT/Trinidad] took the weapons to [Venezuela|GPE#VE], the Trinidadian police said.",
    "Guyana's police held two Brazilians in [Georgetown|GPE#GY/Demerara-Mahaica/Georgetown], [Guyana|GPE#GY].",
    "Detectives in [Georgetown|GPE#US/Texas/Georgetown], [Texas|GPE#US/Texas], found the body.",
    # English-speaking twins
    "Two gangs shot at each other in [Birmingham|GPE#GB/England/Birmingham], West Midlands Police said.",
    "Three were killed in [Birmingham|GPE#US/Alabama/Birmingham], [Alabama|GPE#US/Alabama]. Police in [Birmingham|GPE#US/Alabama/Birmingham] arrested no one.",
    "A gang took over flats in [Aurora|GPE#US/Colorado/Aurora], [Colorado|GPE#US/Colorado].",
    "A man was shot in [Aurora|GPE#US/Illinois/Aurora], Ill., near [Chicago|GPE#US/Illinois/Chicago].",
    "A judge in [Springfield|GPE#US/Illinois/Springfield], [Illinois|GPE#US/Illinois], sentenced him.",
    "[Springfield|GPE#US/Missouri/Springfield], MO police arrested four.",
    "He was held in [Paris|GPE#US/Texas/Paris], [Texas|GPE#US/Texas].",
    "French police arrested him in [Paris|GPE#FR/Île-de-France/Paris].",
    "The gang sold fentanyl in [London|GPE#CA/Ontario/London], [Ontario|GPE#CA/Ontario].",
    "The Albanian gang ran cannabis farms in [London|GPE#GB/England/London] and [Manchester|GPE#GB/England/Manchester].",
    "Prosecutors in [Cook County|GPE#US/Illinois/Cook County], [Illinois|GPE#US/Illinois], charged five.",
    "The Illinois town of [Springfield|GPE#US/Illinois/Springfield] mourned.",
    # Córdoba, Cartagena, Guadalajara, León, Mérida
    "Three were killed in [Córdoba|GPE#AR/Córdoba/Córdoba], the Argentine police said.",
    "The Clan del Golfo controls rivers in [Córdoba|GPE#CO/Córdoba], [Sucre|GPE#CO/Sucre] and [Antioquia|GPE#CO/Antioquia], in northern [Colombia|GPE#CO].",
    "Gunmen attacked a bar in [Córdoba|GPE#MX/Veracruz/Córdoba], [Veracruz|GPE#MX/Veracruz].",
    "The Guardia Civil found the money in [Córdoba|GPE#ES/Andalusia/Córdoba] and [Sevilla|GPE#ES/Andalusia/Sevilla], [Spain|GPE#ES].",
    "Colombia's navy seized a submarine off [Cartagena|GPE#CO/Bolívar/Cartagena].",
    "Spanish customs seized a submarine in [Cartagena|GPE#ES/Murcia/Cartagena], [Murcia|GPE#ES/Murcia].",
    "The Jalisco cartel burned buses in [Guadalajara|GPE#MX/Jalisco/Guadalajara].",
    "A court in [Guadalajara|GPE#ES/Castilla-La Mancha/Guadalajara], [Spain|GPE#ES], jailed him.",
    "The Santa Rosa de Lima cartel operates in [León|GPE#MX/Guanajuato/León de los Aldama], [Celaya|GPE#MX/Guanajuato/Celaya] and [Irapuato|GPE#MX/Guanajuato/Irapuato].",
    "Nicaraguan police beat students in [León|GPE#NI/León/León].",
    "The Yucatán police arrested two in [Mérida|GPE#MX/Yucatán/Mérida].",
    "ELN fighters moved through [Táchira|GPE#VE/Táchira] and [Mérida|GPE#VE/Mérida], in western [Venezuela|GPE#VE].",
    # Tripoli, Georgia
    "Militias clashed in [Tripoli|GPE#LY/Tripoli/Tripoli], [Libya|GPE#LY].",
    "Lebanese soldiers died in [Tripoli|GPE#LB/North Lebanon/Tripoli], north of [Beirut|GPE#LB/Beirut/Beirut].",
    "The thieves-in-law were born in [Georgia|GPE#GE]. Police in [Tbilisi|GPE#GE/Tbilisi/Tbilisi] arrested six, the Georgian minister said.",
    "The FBI arrested gang members in [Georgia|GPE#US/Georgia], [Florida|GPE#US/Florida] and [Alabama|GPE#US/Alabama].",
    "A prisoner was killed near [Atlanta|GPE#US/Georgia/Atlanta], [Georgia|GPE#US/Georgia].",
    # a state, or the city of its name
    "Officers in [Buffalo|GPE#US/New York/Buffalo], [New York|GPE#US/New York], found the guns.",
    "The trial in [New York|GPE#US/New York/New York City] of a Mexican drug lord begins.",
    "Gangs were found in [Texas|GPE#US/Texas], [New York|GPE#US/New York], [Ohio|GPE#US/Ohio] and [Washington|GPE#US/Washington].",
    "The United States offered a reward, [Washington|GPE#US/Washington, D.C./Washington] said.",
    "The state of [Mexico|GPE#MX/México] and the city of [Puebla|GPE#MX/Puebla/Puebla] sent police.",
    "[Mexico|GPE#MX] extradited him; he was caught in [Mexico City|GPE#MX/Mexico City/Mexico City].",
    "The department of [La Libertad|GPE#SV/La Libertad], in [El Salvador|GPE#SV], is under siege.",
    "Extortion grew in [Trujillo|GPE#PE/La Libertad/Trujillo], in [La Libertad|GPE#PE/La Libertad], [Peru|GPE#PE].",
    # a country's name is no town of another country in a list
    "The gang spread to [Peru|GPE#PE], [Colombia|GPE#CO] and [Chile|GPE#CL].",
    "[Panama|GPE#PA], [Mexico|GPE#MX] and [Cuba|GPE#CU] signed.",
    "He was held in [Peru|GPE#US/Indiana/Peru], [Indiana|GPE#US/Indiana].",
    # directions and borders
    "Drug planes land in northern [Mexico|GPE#MX] and [southern Chile|LOC#CL].",
    "He was shot in [downtown Caracas|LOC#VE/Distrito Capital/Caracas].",
    "Migrants wait at [the US-Mexico border|LOC#area:border-MX-US].",
    "Traffickers use [East Africa|LOC#area:east-africa] and the [Caribbean Sea|LOC#area:caribbean-sea].",
    # built places: a known prison, a town in the name, or nothing
    "Soldiers stormed [Tocorón Prison|FAC#prison:VE-tocoron-prison] in [Aragua|GPE#VE/Aragua].",
    "Cocaine left the [port of Guayaquil|FAC#EC/Guayas/Guayaquil] in [Ecuador|GPE#EC].",
    "He landed at [Simón Bolívar International Airport|FAC#-], the Venezuelan police said.",
    "They met at the [Hotel Paradiso|FAC#-].",
    # a neighbourhood that is not known stands in its city; an unknown town nowhere
    "Shots were heard in [Villa Inventada|LOC#CO/Valle del Cauca/Cali], [Cali|GPE#CO/Valle del Cauca/Cali], [Colombia|GPE#CO].",
    "Shots were heard in [Villa Inventada|LOC#-].",
    "Nobody has heard of [Xyzzyville|GPE#-], [Colombia|GPE#CO].",
    # a town is not in another country than the text says
    "The bodies lay in [Stroud|GPE#-], [Ontario|GPE#CA/Ontario].",
    # a world city keeps its name in news of another country, a town of the country's own gets it there
    "Audiences in [Bogotá|GPE#CO/Bogotá D.C./Bogotá] and [Madrid|GPE#ES/Madrid/Madrid] will see it before [Caracas|GPE#VE/Distrito Capital/Caracas].",
    "Mexican growers were extorted; buyers in [Dallas|GPE#US/Texas/Dallas] and [Rotterdam|GPE#NL/South Holland/Rotterdam] paid.",
    "The Venezuelan CICPC killed a gang leader in [Barcelona|GPE#VE/Anzoátegui/Barcelona]. [Venezuela|GPE#VE] said so.",
    "Honduran soldiers found coca in [Colón|GPE#HN/Colón]. [Honduras|GPE#HN] burned it.",
    "Panamanian police seized a container in [Colón|GPE#PA/Colón/Colón], bound for [Guayaquil|GPE#EC/Guayas/Guayaquil].",
    "Peruvian police caught two in [Trujillo|GPE#PE/La Libertad/Trujillo]. [Peru|GPE#PE] deported them.",
    "Chilean police arrested six in [Concepción|GPE#CL/Biobío/Concepción].",
    "Paraguayan police arrested six PCC men in [Concepción|GPE#PY/Concepción/Concepción].",
    "The Colombian army sent soldiers to [Florencia|GPE#CO/Caquetá/Florencia] and [Armenia|GPE#CO/Quindío/Armenia]. [Colombia|GPE#CO] has few.",
    "Salvadoran police arrested him in [Santa Ana|GPE#SV/Santa Ana/Santa Ana].",
    "The clique of [Santa Ana|GPE#US/California/Santa Ana] was indicted in [Los Angeles|GPE#US/California/Los Angeles].",
    "[Melbourne|GPE#AU/Victoria/Melbourne] police shot a biker; the [Victoria|GPE#AU/Victoria] premier spoke. [Australia|GPE#AU] listened.",
    "Police in [Melbourne|GPE#US/Florida/Melbourne] and [Orlando|GPE#US/Florida/Orlando], [Florida|GPE#US/Florida], arrested ten.",
    "Police in [Naples|GPE#US/Florida/Naples], [Florida|GPE#US/Florida], held a man. The [Naples|GPE#US/Florida/Naples] jail is full.",
    # a small place of a country that the article does not speak of is not taken
    "Shots were fired in the [Naco|LOC#-] district of the Dominican capital, the Dominican police said; [United States|GPE#US] agents helped.",
    # the last words of a town's name left out, which only a large one's are
    "The Dominican police took him to [San Pedro|GPE#DO/San Pedro de Macorís/San Pedro de Macorís], where the sugar was loaded.",
    "The clan of [Reggio|GPE#IT/Calabria/Reggio Calabria], in [Calabria|GPE#IT/Calabria], is [Italy|GPE#IT]'s oldest.",
    "Police in [Pedro Juan|GPE#PY/Amambay/Pedro Juan Caballero] held a Brazilian. [Paraguay|GPE#PY] sent him back.",
    # a district of Lima is not the district called Lima; a town that is called like a country only for short is not meant
    "He hid in San Isidro, a district of [Lima|GPE#PE/-/Lima], [Peru|GPE#PE].",
    "The mechanic was held in [Benin|GPE#BJ] and put over the border. [Nigeria|GPE#NG] wants him; [Nigeria|GPE#NG] tried him before.",
    # accents, abbreviations, other languages
    "La policía detuvo a dos hombres en [Bogota|GPE#CO/Bogotá D.C./Bogotá], [Colombia|GPE#CO].",
    "Cayó en [Nueva York|GPE#US/New York/New York City], [Estados Unidos|GPE#US].",
    "La banda operaba en [Sao Paulo|GPE#BR/São Paulo/São Paulo], [Brasil|GPE#BR], y en [Londres|GPE#GB/England/London].",
    "Gunmen fled to [St. Marc|GPE#HT/Artibonite/Saint-Marc], [Haiti|GPE#HT].",
    "He hid in [Valencia (Carabobo)|GPE#VE/Carabobo/Valencia].",
    "El capo cayó en [Maipú|GPE#CL/Santiago Metropolitan/Maipú] ([Chile|GPE#CL]).",
    # a dateline that no mention covers, a people after a name, and what only looks like a people
    "COLOMBO - A gunman fired at a kiosk in [Galle|GPE#LK/Southern/Galle].",
    "Five were shot dead in a bar north of [Durban|GPE#ZA/Kwazulu-Natal/Durban], South African police said.",
    "A note for Germán Ibarlucea lay in [Villa Gobernador Gálvez|GPE#AR/Santa Fe/Gobernador Gálvez], under a pole.",
    # one of many towns, of which the article tells nothing; nor is it told of what stands in it
    "[Waterloo|GPE#-] was quiet.",
    "They met in the [Lumpa mosque|FAC#-] in [Waterloo|GPE#-].",
    "They met in the [Lumpa mosque|FAC#SL/Western Area/Waterloo] in [Waterloo|GPE#SL/Western Area/Waterloo], Sierra Leone police said.",
    # a region abroad is not meant where the article speaks of another country's town
    "Colombian police found the car in [Miranda|GPE#CO/Cauca/Miranda].",
    "Venezuelan police found the car in [Miranda|GPE#VE/Miranda].",
    # part of a town, and what is built in it
    "A bomb went off in [Rotterdam-Zuid|GPE#NL/South Holland/Rotterdam], not in [Guinea-Bissau|GPE#GW].",
    "He fled from the [Giurgiu police station|FAC#RO/Giurgiu/Giurgiu].",
]  # fmt: skip


def read(marked: str) -> tuple[str, list[PlaceMention], list[str]]:
    """The text without its marks, the mentions, and what is expected of each."""
    text, mentions, expected, last = "", [], [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        mentions.append(PlaceMention(mark[1], mark[2], len(text), len(text) + len(mark[1])))
        text += mark[1]
        expected.append(mark[3])
        last = mark.end()
    return text + marked[last:], mentions, expected


def path(place: Place | None) -> str:
    """A place as the marks write it."""
    if place is None:
        return "-"
    if place.precision in ("area", "site"):
        return place.id
    if place.precision == "country":
        return str(place.country)
    if place.precision == "region" and place.region in (None, place.name):
        return f"{place.country}/{place.name}"
    return f"{place.country}/{place.region or '-'}/{place.name}"


@pytest.fixture(scope="module")
def places() -> Places:
    return Places()


@pytest.mark.parametrize("marked", CASES)
def test_places_of_crime_news(places: Places, marked: str) -> None:
    text, mentions, expected = read(marked)
    assert [path(place) for place in places.resolve(mentions, text)] == expected


def test_a_place_says_where_it_is_how_sure_and_why(places: Places) -> None:
    text, mentions, _ = read("Two men were held in [Maipú|GPE#x], [Chile|GPE#x].")
    town, country = places.resolve(mentions, text)
    assert town == Place(
        id="geonames:3880980",
        name="Maipú",
        label="GPE",
        country="CL",
        region="Santiago Metropolitan",
        latitude=-33.51421,
        longitude=-70.7651,
        precision="city",
        score=town.score if town else 0,
        reason="the text places it in Chile",
    )
    assert town is not None and town.score > 0.9
    assert country is not None and (country.id, country.precision, country.region) == ("country:CL", "country", None)


def test_resolving_again_gives_the_same(places: Places) -> None:
    text, mentions, _ = read(" ".join(CASES))
    assert places.resolve(mentions, text) == Places().resolve(mentions, text)
    assert places.resolve([], text) == []


def test_hints_decide_where_the_text_does_not(places: Places) -> None:
    text, mentions, _ = read("Police arrested two in [Valencia|GPE#x].")
    found = [places.resolve(mentions, text, hints={code: 1.0})[0] for code in ("ES", "VE")]
    assert [path(place) for place in found] == ["ES/Valencia/Valencia", "VE/Carabobo/Valencia"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("St. Louis", "saint louis"),
        ("Mt. Vernon", "mount vernon"),
        ("The Hague", "hague"),
        ("D.C.", "dc"),
        ("O’Higgins", "ohiggins"),
        ("San José", "san jose"),
        ("Port-au-Prince", "port au prince"),
        # the end of a street is no saint
        ("Main St", "main st"),
    ],
)
def test_names_are_compared_by_key(written: str, key: str) -> None:
    assert name_key(written) == key


@pytest.mark.parametrize(
    ("name", "best"),
    [
        # exonyms in English and Spanish, abbreviations, Arabic articles
        ("Londres", "London"), ("Nueva York", "New York City"), ("Cataluña", "Catalonia"), ("Calif.", "California"),
        ("EE.UU.", "United States"), ("Kiev", "Kyiv"), ("Al-Minya", "Minya"), ("CDMX", "Mexico City"),
    ],
)  # fmt: skip
def test_names_have_other_spellings(name: str, best: str) -> None:
    assert candidates(name)[0].name == best


@pytest.mark.parametrize("name", ["", "Xyzzyville", "El Xyzzy"])
def test_unknown_names_have_no_candidates(name: str) -> None:
    assert candidates(name) == ()


def test_containment_and_distance() -> None:
    chile, region = candidates("Chile")[0], candidates("Región Metropolitana")[0]
    maipu = next(place for place in candidates("Maipú") if place.country == "CL")
    assert lies_in(maipu, chile) and lies_in(maipu, region) and lies_in(region, chile)
    assert not lies_in(chile, maipu) and not lies_in(maipu, maipu) and not lies_in(maipu, candidates("Mendoza")[0])
    assert distance_km((0, 0), (0, 180)) == pytest.approx(20015, abs=1)


def test_towns_are_all_there() -> None:
    assert [city.name for city in open_cities().named("san pedro sula")] == ["San Pedro Sula"]
    assert open_cities().named("maybw") == [], "a machine's transliteration"
    assert len(open_cities().named("springfield")) > 30


TOWNS: list[dict[str, Any]] = [
    {
        "geonameid": 1, "name": "Villa Uno", "countrycode": "CL", "admin1code": "12", "latitude": -33.0, "longitude": -70.0,
        "population": 900, "alternatenames": ["Town One", "viyauno", "VUN", "Вилья"],
    }
]  # fmt: skip


@pytest.fixture
def few_towns(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(cities, "_records", lambda: iter(TOWNS))
    open_cities.cache_clear()
    yield
    monkeypatch.undo()
    open_cities.cache_clear()


def pack(folder: str) -> list[str]:
    """What another process finds in the packed file that it makes or is being made."""
    cities._records = lambda: iter(TOWNS)
    cities._pack_into(Path(folder) / "towns.sqlite")
    return [city.name for city in cities.Cities(Path(folder) / "towns.sqlite").named("town one")]


def test_two_processes_may_pack_at_once(tmp_path: Path) -> None:
    with get_context("fork").Pool(2) as pool:
        assert pool.map(pack, [str(tmp_path)] * 4) == [["Villa Uno"]] * 4
    assert [file.name for file in tmp_path.iterdir()] == ["towns.sqlite"]


def test_towns_are_packed_once(few_towns: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLOTTER_CACHE", str(tmp_path / "new"))
    assert [city.own for city in open_cities().named("villa uno")] == [True]
    assert [city.own for city in open_cities().named("town one")] == [False]
    assert open_cities().named("vun") == open_cities().named("viyauno") == []
    monkeypatch.setattr(cities, "_records", lambda: pytest.fail("packed again"))
    open_cities.cache_clear()
    assert len(open_cities().named("villa uno")) == 1


def test_without_a_folder_the_towns_stay_in_memory(
    few_towns: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("BLOTTER_CACHE", str(tmp_path / "file"))
    assert [city.name for city in open_cities().named("town one")] == ["Villa Uno"]


def test_a_broken_file_is_passed_over(few_towns: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLOTTER_CACHE", str(tmp_path))
    monkeypatch.setattr(cities, "_pack_into", lambda path: path.write_bytes(b"broken" * 999))
    assert [city.name for city in open_cities().named("town one")] == ["Villa Uno"]


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    text = "Police in Maipú, Chile. Nobody knows Xyzzyville."
    known = [[10, 15, -33.5, -70.8, None], [17, 22, -30.0, -71.0, None]]
    unknown = [text.index("Xyzzyville"), len(text) - 1, 1.0, 1.0, None]
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"id": "d1", "text": text, "places": [*known, unknown]}) + "\n", encoding="utf-8")
    return file


def test_score_counts_the_unresolved_as_wrong(places: Places, gold_file: Path) -> None:
    figures = score(list(judge([gold_file], places)))
    assert (figures.mentions, figures.accuracy_161km, figures.resolved) == (3, 0.6667, 0.6667)
    assert figures.verdicts == {"right": 2, "name not known": 1}
    assert figures.median_error_km < 161
    with pytest.raises(ValueError, match="no gold mention"):
        score([])


def test_score_on_the_command_line(gold_file: Path) -> None:
    told = CliRunner().invoke(main, [str(gold_file), "--errors", "5"])
    assert told.exit_code == 0 and "within 161 km" in told.output and "Xyzzyville" in told.output
    as_json = CliRunner().invoke(main, [str(gold_file), "--json"])
    assert json.loads(as_json.output)["mentions"] == 3
