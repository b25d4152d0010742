import subprocess
import sys
from dataclasses import replace

import pytest
import shapely

from routes.model import BoundingBox, Place, Position
from routes.outlines import basemap, border_crossings, country_at, km_outside, known_country, unit_outline


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


SAN_PEDRO_SULA = at(15.5, -88.03)
GUATEMALA_CITY = at(14.63, -90.51)
TECUN_UMAN = at(14.678, -92.142)
CIUDAD_HIDALGO = at(14.681, -92.15)
TAPACHULA = at(14.9, -92.26)
TIJUANA = at(32.53, -117.03)


@pytest.mark.parametrize(
    ("position", "country"),
    [
        (SAN_PEDRO_SULA, "HN"),
        (GUATEMALA_CITY, "GT"),
        (TAPACHULA, "MX"),
        (TIJUANA, "MX"),
        (at(31.76, -106.42), "US"),  # El Paso
        (at(47.5, 19.04), "HU"),  # Budapest
        (at(19.2, -96.12), "MX"),  # Veracruz, on the pier
        (at(20, -95), None),  # the Gulf
    ],
)
def test_a_position_belongs_to_the_country_whose_outline_holds_it(position: Position, country: str | None) -> None:
    assert country_at(position) == country


def test_distance_to_a_country_is_nothing_inside_and_right_within_a_few_km_near_the_tolerance() -> None:
    assert km_outside(TAPACHULA, "MX") == 0
    # Agua Caliente, on the border of Honduras and Guatemala; 25 km into Guatemala along the parallel
    assert km_outside(at(14.55, -89.35 - 25 / 107.6), "HN") == pytest.approx(25, abs=6)
    assert km_outside(at(14.9, 92.26), "MX") > 5000  # a sign lost
    with pytest.raises(KeyError):
        km_outside(TAPACHULA, "XX")


@pytest.mark.parametrize(
    ("position", "country"),
    [
        (at(39.1, 26.55), "GR"),  # Mytilene, Lesbos
        (at(36.89, 27.29), "GR"),  # Kos
        (at(35.5, 12.6), "IT"),  # Lampedusa
        (at(28.1, -15.43), "ES"),  # Las Palmas
        (at(12.58, -81.7), "CO"),  # San Andrés
        (at(44.95, 34.1), "UA"),  # Simferopol
    ],
)
def test_islands_are_ground_though_they_are_too_small_to_be_drawn(position: Position, country: str) -> None:
    assert km_outside(position, country) < 3


def test_known_countries_are_those_that_have_an_outline() -> None:
    assert all(known_country(code) for code in ("HN", "GT", "SV", "MX", "US", "NI", "CR", "PA", "HT", "VE", "HU"))
    assert not known_country("XX")


def crossed(start: Position, end: Position, leaving: str, entering: str) -> list[tuple[str, str]]:
    return [(c.leaving, c.entering) for c in border_crossings(start, end, leaving=leaving, entering=entering)]


def test_a_line_crosses_each_border_between_its_ends_in_order() -> None:
    assert crossed(SAN_PEDRO_SULA, TAPACHULA, "HN", "MX") == [("HN", "GT"), ("GT", "MX")]
    assert crossed(TAPACHULA, SAN_PEDRO_SULA, "MX", "HN") == [("MX", "GT"), ("GT", "HN")]
    first, second = border_crossings(SAN_PEDRO_SULA, TAPACHULA, leaving="HN", entering="MX")
    assert country_at(at(first.position.lat, first.position.lon + 0.05)) == "HN"
    assert second.position.km_to(TECUN_UMAN) < 40


def test_a_place_lies_in_its_declared_country_whatever_the_outline_says() -> None:
    (crossing,) = border_crossings(TECUN_UMAN, CIUDAD_HIDALGO, leaving="GT", entering="MX")
    assert crossing.position.km_to(TECUN_UMAN) < 2
    (crossing,) = border_crossings(TIJUANA, at(32.54, -117.03), leaving="MX", entering="US")
    assert crossing.position.km_to(TIJUANA) < 2
    # Tecún Umán's point taken into Mexico, 5 km beyond the river
    assert crossed(at(14.70, -92.19), TAPACHULA, "GT", "MX") == [("GT", "MX")]


def test_one_country_at_both_ends_is_no_crossing_though_the_straight_line_leaves_it() -> None:
    nogales = at(31.33, -110.94)
    assert crossed(nogales, TIJUANA, "MX", "MX") == []


def test_the_corner_of_a_third_country_is_not_crossed() -> None:
    # Ocotepeque, Honduras to Esquipulas, Guatemala: the line runs along El Salvador's corner
    assert crossed(at(14.43, -89.18), at(14.56, -89.35), "HN", "GT") == [("HN", "GT")]


def test_the_basemap_can_be_drawn_as_it_is() -> None:
    drawn = basemap()
    for layer in (drawn.coarse, drawn.fine):
        assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in layer.land)
        assert all(len(line) > 1 for line in layer.borders + layer.states)
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for ring in layer.land for x, y in ring)
    assert {"MX", "GT", "HN", "SV", "US"} <= {label.country for label in drawn.labels}
    assert all(country_at(label.position) in (label.country, None) for label in drawn.labels)  # the Bahamas: sea


def test_a_border_is_one_line_for_both_neighbours() -> None:
    lines = [frozenset(line) for line in basemap().fine.borders]
    assert len(lines) == len(set(lines))


def test_the_basemap_needs_no_shapely() -> None:
    script = "import sys; from routes.outlines import basemap; basemap(); print('shapely' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.strip() == "False"


def test_the_mainland_is_land_and_the_gulf_is_not() -> None:
    shapely = pytest.importorskip("shapely")
    for layer in (basemap().coarse, basemap().fine):
        land = [shapely.Polygon(ring) for ring in layer.land]
        for x, y, held in ((-99.1, 19.4, 1), (-90.5, 14.6, 1), (-79.5, 22.0, 1), (19.0, 47.5, 1), (-93.0, 24.0, 0)):
            assert sum(ring.contains(shapely.Point(x, y)) for ring in land) % 2 == held


def state(country: str, lat: float, lon: float) -> Place:
    return Place(
        id="x", name="X", names=(), feature="A", kind="state", country=country, position=Position(lat=lat, lon=lon)
    )


@pytest.mark.parametrize(
    ("country", "lat", "lon", "inside", "outside"),
    [
        ("MX", 16.5, -92.5, (14.9, -92.26), (17.99, -92.93)),  # Chiapas: Tapachula, not Villahermosa
        ("MX", 19.5, -96.6, (18.0, -94.5), (18.08, -96.12)),  # Veracruz: its far end, not Tuxtepec in Oaxaca
        ("HN", 15.5, -87.9, (15.5, -88.03), (14.08, -87.2)),  # Cortés: San Pedro Sula, not Tegucigalpa
    ],
)
def test_a_state_has_the_outline_of_its_towns(
    country: str, lat: float, lon: float, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    unit = shapely.Polygon(unit_outline(state(country, lat, lon)))
    assert unit.is_valid
    assert shapely.contains_xy(unit, inside[1], inside[0])
    assert not shapely.contains_xy(unit, outside[1], outside[0])


def test_there_is_no_outline_for_another_box_another_country_or_a_town() -> None:
    chiapas = state("MX", 16.5, -92.5)
    elsewhere = BoundingBox(west=-93, south=16, east=-92, north=17)
    assert unit_outline(chiapas)
    for other in ({"bbox": elsewhere}, {"country": "XX"}, {"country": None}, {"kind": "town"}):
        assert unit_outline(replace(chiapas, **other)) == ()
