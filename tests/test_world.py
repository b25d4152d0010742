from importlib.resources import files
from pathlib import Path

import pytest

from routes.folding import normalize_name
from routes.gazetteer.parse import parse_gazetteer
from routes.gazetteer.world import world_places
from routes.model import PlaceName
from routes.outlines.countries import ground

PLACES = {place.id: place for place in world_places()}


@pytest.mark.parametrize(
    ("place_id", "name", "kind", "country"),
    [
        ("honduras", "Honduras", "country", "HN"),
        ("hungary", "Hungary", "country", "HU"),
        ("palestine", "Palestine", "country", "PS"),
        ("wisconsin", "Wisconsin", "state", "US"),
        ("budapest", "Budapest", "city", "HU"),
        ("tijuana", "Tijuana", "city", "MX"),
        ("gaza", "Gaza", "region", "PS"),
        ("latin-america", "Latin America", "region", None),
    ],
)
def test_it_has_countries_states_cities_and_regions(place_id: str, name: str, kind: str, country: str | None) -> None:
    place = PLACES[place_id]

    assert (place.name, place.kind, place.country) == (name, kind, country)


def test_a_country_has_its_spanish_name() -> None:
    assert PlaceName(text="Hungría", lang="es") in PLACES["hungary"].names


def test_a_country_lies_in_its_box() -> None:
    for place in world_places():
        if place.kind == "country" and place.bbox:
            assert place.bbox.south <= place.position.lat <= place.bbox.north, place.id


def test_every_country_and_state_has_a_code() -> None:
    for place in world_places():
        assert place.feature != "A" or place.country, place.id
        assert place.country != "US" or place.kind != "state" or (place.admin1 or "").startswith("US-"), place.id


def test_all_countries_that_have_an_outline_and_all_states_of_the_us_are_there() -> None:
    """Lands without inhabitants of their own and small islands of other countries are not."""
    curated, _ = parse_gazetteer((Path(__file__).parents[1] / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")
    listed = (*world_places(), *curated)
    left_out = [
        "AQ",
        "AX",
        "BL",
        "BM",
        "GG",
        "GS",
        "HM",
        "IM",
        "IO",
        "JE",
        "MF",
        "NF",
        "NU",
        "PM",
        "PN",
        "TF",
        "UM",
        "WF",
    ]

    assert sorted(set(ground().codes) - {place.country for place in listed if place.kind == "country"}) == left_out
    assert len({place.admin1 for place in listed if place.kind == "state" and place.country == "US"}) == 50


@pytest.mark.parametrize("name", ["Reading", "Nice", "Mobile", "Most", "Victoria", "Lincoln", "Jackson", "Nada", "Ho"])
def test_words_and_surnames_are_no_cities(name: str) -> None:
    wanted = normalize_name(name)

    assert not [place.id for place in world_places() if normalize_name(place.name) == wanted]


def test_a_city_that_shares_the_name_of_its_country_is_left_out() -> None:
    assert PLACES["singapore"].kind == "country"
    assert "singapore-sg" not in PLACES


def test_ids_are_distinct_and_in_order() -> None:
    ids = [place.id for place in world_places()]

    assert ids == sorted(set(ids))


def test_the_list_names_its_sources_and_stays_small() -> None:
    text = files("routes.gazetteer").joinpath("data/world.tsv").read_bytes()

    assert b"Creative Commons Attribution 4.0" in text[:600]
    assert len(text) < 350_000
