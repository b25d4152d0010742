"""The repository's own gazetteer.yaml and caravans.yaml hold what the example and the maps rely on."""

from pathlib import Path

import pytest

from routes.folding import normalize_name
from routes.gazetteer.caravans import check_caravans, read_caravans
from routes.gazetteer.check import check_gazetteer
from routes.gazetteer.parse import read_gazetteer

ROOT = Path(__file__).parents[1]
ENTRIES, PROBLEMS = read_gazetteer((ROOT / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")
CARAVANS, CARAVAN_PROBLEMS = read_caravans((ROOT / "caravans.yaml").read_bytes(), "caravans.yaml")
PLACES = {entry.value.id: entry.value for entry in ENTRIES}


def ids_of(name: str) -> set[str]:
    """The places with a name, however it is spelled."""
    wanted = normalize_name(name)
    return {place.id for place in PLACES.values() if any(normalize_name(form.text) == wanted for form in place.names)}


def test_no_mistakes() -> None:
    assert [str(problem) for problem in (*PROBLEMS, *check_gazetteer(ENTRIES))] == []
    assert [str(problem) for problem in (*CARAVAN_PROBLEMS, *check_caravans(CARAVANS, PLACES.keys()))] == []


def test_it_is_in_alphabetical_order() -> None:
    assert list(PLACES) == sorted(PLACES)
    assert len(PLACES) >= 300


def test_countries_and_first_level_units_have_a_box() -> None:
    assert [place.id for place in PLACES.values() if place.feature == "A" and place.bbox is None] == []


def test_all_states_of_mexico_are_there() -> None:
    assert len({p.admin1 for p in PLACES.values() if p.kind == "state" and p.country == "MX"}) == 31
    assert PLACES["mexico-city"].admin1 == "MX-CMX"


def test_crossings_and_bridges_know_both_sides() -> None:
    crossings = [place for place in PLACES.values() if place.kind in ("crossing", "bridge")]

    assert len(crossings) >= 45
    assert [place.id for place in crossings if len(place.countries) != 2] == []


def test_borders_are_found_by_their_two_countries() -> None:
    borders = {frozenset(place.countries): place.id for place in PLACES.values() if place.kind == "border"}

    assert borders[frozenset(("MX", "US"))] == "mexico-us-border"
    assert borders[frozenset(("GT", "MX"))] == "mexico-guatemala-border"


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("San Pedro de Sula", {"san-pedro-sula"}),
        ("Tecun Uman", {"tecun-uman"}),
        ("Puente Rodolfo Robles", {"rodolfo-robles-bridge"}),
        ("San Ysidro", {"san-ysidro"}),
        ("EE.UU.", {"united-states"}),
        ("D.F.", {"mexico-city"}),
        ("Estado de México", {"mexico-state"}),
        ("Río Bravo", {"rio-grande"}),
        ("Triángulo Norte", {"northern-triangle"}),
        ("Escuintla", {"escuintla", "escuintla-chiapas"}),
        ("departamento de Escuintla", {"escuintla-department"}),
        ("Ciudad Hidalgo", {"ciudad-hidalgo", "ciudad-hidalgo-michoacan"}),
        ("Hidalgo", {"hidalgo-state", "hidalgo-texas"}),
        ("Puebla", {"puebla-city", "puebla-state"}),
    ],
)
def test_names_of_the_press(name: str, ids: set[str]) -> None:
    assert ids_of(name) == ids


CAPITALS = (
    "Aguascalientes,Mexicali,La Paz,Campeche,Tuxtla Gutiérrez,Chihuahua,Saltillo,Colima,Durango,Guanajuato,"
    "Chilpancingo,Pachuca,Guadalajara,Toluca,Morelia,Cuernavaca,Tepic,Monterrey,Oaxaca,Puebla,Querétaro,"
    "Chetumal,San Luis Potosí,Culiacán,Hermosillo,Villahermosa,Ciudad Victoria,Tlaxcala,Xalapa,Mérida,"
    "Zacatecas"
)
DARIEN = "Bajo Chiquito,Metetí,Lajas Blancas,Canaan Membrillo,Yaviza,Puerto Obaldía,Necoclí,Capurganá,Acandí"
BALKANS_2015 = (
    "Mytilene,Kos,Leros,Samos,Chios,Victoria Square,Polykastro,Idomeni,Eidomeni,Evzoni,Gevgelija,Tabanovce,Presevo,"
    "Miratovac,Kanjiza,Horgos,Roszke,Kelebia,Sid,Berkasovo,Bapska,Tovarnik,Opatovac,Botovo,Zakany,Rigonce,Dobova,"
    "Brezice,Sentilj,Spielfeld,Nickelsdorf,Hegyeshalom,Bicske,Keleti,Traiskirchen,Freilassing,Passau,Calais"
)


@pytest.mark.parametrize("name", f"{CAPITALS},{DARIEN},{BALKANS_2015}".split(","))
def test_every_place_that_the_press_names_on_these_roads_is_there(name: str) -> None:
    assert ids_of(name)


def test_positions_that_no_list_has_are_marked_as_estimates_or_say_where_they_lie() -> None:
    towns = [place for place in PLACES.values() if place.feature == "P" and place.source != "GeoNames"]
    assert [place.id for place in towns if not (place.source and place.notes)] == []


@pytest.mark.parametrize("city", ["oaxaca", "puebla", "chihuahua", "queretaro", "zacatecas", "veracruz", "tlaxcala"])
def test_city_and_state_of_one_name_are_two_places(city: str) -> None:
    assert (PLACES[f"{city}-city"].name, PLACES[f"{city}-city"].feature) == (PLACES[f"{city}-state"].name, "P")


def test_the_caravans_of_the_example_are_known() -> None:
    known = {entry.value.id: entry.value for entry in CARAVANS}

    assert known["2018-10-first"].origin == "san-pedro-sula"
    assert known["2018-10-third-salvadoran"].people == "SV"
    assert {"2018-10-second", "2021-01", "2023-12-exodo-de-la-pobreza"} <= known.keys()
