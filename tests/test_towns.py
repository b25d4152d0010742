from importlib.resources import files
from pathlib import Path

import pytest

from routes.gazetteer.parse import parse_gazetteer
from routes.gazetteer.towns import look_up
from routes.gazetteer.world import world_places
from routes.model import Position

CURATED, _ = parse_gazetteer((Path(__file__).parents[1] / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")
LINES = files("routes.gazetteer").joinpath("data/towns.tsv").read_bytes().splitlines()
TOWNS = [line.split(b"\t") for line in LINES if not line.startswith(b"#")]


@pytest.mark.parametrize(
    ("name", "place_id", "lat", "lon"),
    [
        ("Bicske", "bicske-hu", 47.49, 18.63),
        ("Röszke", "roszke-hu", 46.19, 20.04),
        ("Roszke", "roszke-hu", 46.19, 20.04),
        ("HEGYESHALOM", "hegyeshalom-hu", 47.91, 17.16),
        ("Gevgelija", "gevgelija-mk", 41.14, 22.50),
        ("Spielfeld", "spielfeld-at", 46.71, 15.64),
        ("Sid", "sid-rs", 45.13, 19.23),
        ("Lampedusa", "lampedusa-it", 35.50, 12.61),
        ("Villa de Cos", "villa-de-cos-mx-zac", 23.29, -102.34),
        ("Quimistan", "quimistan-hn-sb", 15.35, -88.41),
        ("Malacatán", "malacatan-gt-12", 14.91, -92.06),
        ("Tromso", "tromso-no", 69.65, 18.96),
        ("Tromsø", "tromso-no", 69.65, 18.96),
    ],
)
def test_a_name_finds_its_town(name: str, place_id: str, lat: float, lon: float) -> None:
    town = look_up(name)[0]

    assert town.id == place_id
    assert town.position.km_to(Position(lat=lat, lon=lon)) < 5
    assert (town.feature, town.source) == ("P", "GeoNames")


@pytest.mark.parametrize(("name", "admin1"), [("Jiménez", "MX-CHH"), ("Camargo", "MX-CHH"), ("Papantla", "MX-VER")])
def test_a_town_of_mexico_is_found_by_the_name_of_the_press(name: str, admin1: str) -> None:
    town = look_up(name, {"MX"})[0]

    assert (town.admin1, town.country) == (admin1, "MX")
    assert name in [form.text for form in town.names] or name == "Jiménez"


def test_its_own_name_stands_first() -> None:
    assert look_up("Camargo", {"MX"})[0].name == "Santa Rosalía de Camargo"


def test_namesakes_come_largest_first_and_only_of_the_countries_asked_for() -> None:
    everywhere = look_up("San José")

    assert [town.population for town in everywhere] == sorted((town.population for town in everywhere), reverse=True)
    assert {town.country for town in look_up("San José", {"HN", "GT"})} == {"HN", "GT"}
    assert len({town.id for town in everywhere}) == len(everywhere)


def test_larger_towns_are_cities() -> None:
    assert (look_up("Subotica")[0].kind, look_up("Bicske")[0].kind) == ("city", "town")


@pytest.mark.parametrize("name", ["", " ", "#", "\t", "Nowhere at all", "Bicsk", "bicske hu", "zzz", "\uffff"])
def test_what_is_no_town_finds_nothing(name: str) -> None:
    assert look_up(name) == ()


def test_the_first_and_the_last_line_are_found() -> None:
    for row in (TOWNS[0], TOWNS[-1]):
        assert look_up(row[0].decode())


def test_the_towns_of_the_gazetteer_that_it_has_lie_in_the_same_state() -> None:
    both = [
        (place, town)
        for place in CURATED
        if place.feature == "P" and place.country in {"MX", "GT", "HN", "SV", "NI", "CR", "PA", "US"} and place.admin1
        for town in look_up(place.name, {place.country})[:1]
        if town.position.km_to(place.position) < 5
    ]

    assert len(both) > 250
    assert [(place.id, town.admin1) for place, town in both if town.admin1 != place.admin1] == []


def test_an_id_that_another_list_has_is_the_same_place() -> None:
    listed = (*world_places(), *CURATED)
    towns = {town.id: town for place in listed for town in look_up(place.name)}

    assert [p.id for p in listed if p.id in towns and towns[p.id].position.km_to(p.position) > 20] == []


def test_the_file_is_sorted_small_and_names_its_source() -> None:
    keys = [row[0] for row in TOWNS]

    assert keys == sorted(keys, key=lambda key: key + b"\t")
    assert b"Creative Commons Attribution 4.0" in b"".join(LINES[:4])
    assert sum(map(len, LINES)) + len(LINES) <= 2_500_000
