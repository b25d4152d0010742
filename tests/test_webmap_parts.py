"""The parts of the page that are figures: colours that can be seen, outlines cut to a box and packed."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.colours import DARK_LAND, LIGHT_LAND, contrast, inks, text_on
from routes.model import BoundingBox, Caravan
from routes.webmap.clipping import clipped_line, clipped_ring, thinned
from routes.webmap.ground import SCALE, around, encoded, ground

BOX = BoundingBox(west=0, south=0, east=10, north=10)


def decoded(text: str) -> list[tuple[float, float]]:
    """The way back, as the page's script goes it."""
    numbers, bits, shift = [], 0, 0
    for char in text:
        digit = ord(char) - 63
        bits |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            numbers.append(-((bits + 1) >> 1) if bits & 1 else bits >> 1)
            bits = shift = 0
    points, x, y = [], 0, 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / SCALE, y / SCALE))
    return points


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(st.from_regex(r"\A#[0-9a-f]{6}\Z"))
def test_any_colour_can_be_seen_on_both_grounds_and_written_on(color: str) -> None:
    (ink,) = inks([Caravan(id="a", name="A", color=color)])
    assert min(contrast(ink.light, LIGHT_LAND), contrast(ink.dark, DARK_LAND)) >= 4.5
    assert min(contrast(ink.light, ink.on_light), contrast(ink.dark, ink.on_dark)) >= 4.5
    assert contrast(text_on(color), color) >= 4.3


def test_fifty_caravans_are_told_apart() -> None:
    drawn = inks([Caravan(id=str(n), name=str(n)) for n in range(50)])
    assert len({(ink.light, ink.dash) for ink in drawn}) == 50


def test_a_dash_so_short_that_it_would_look_planned_is_made_longer() -> None:
    drawn = inks([Caravan(id=dash, name="A", dash=dash) for dash in ("5 4", "2 5", "12 3 2 3")])
    assert [ink.dash for ink in drawn] == ["9 7.2", "9 22.5", "12 3 2 3"]


def test_a_thinned_line_keeps_its_ends_and_strays_no_further_than_it_may() -> None:
    line = [(0.0, 0.0), (1.0, 0.05), (2.0, -0.05), (3.0, 2.0), (4.0, 0.0)]
    assert thinned(line, lambda *_: 0.1) == [(0.0, 0.0), (2.0, -0.05), (3.0, 2.0), (4.0, 0.0)]
    assert thinned(line, lambda *at: 0.01 if at[0] < 1.5 else 9.0) == [(0.0, 0.0), (1.0, 0.05), (4.0, 0.0)]


def test_a_ring_around_the_box_becomes_the_box() -> None:
    ring = [(-5.0, -5.0), (-5.0, 15.0), (15.0, 15.0), (15.0, -5.0), (-5.0, -5.0)]
    assert set(clipped_ring(ring, BOX)) == set(product((0.0, 10.0), repeat=2))


def test_a_ring_elsewhere_is_gone_and_one_inside_is_kept() -> None:
    assert clipped_ring([(20.0, 20.0), (21.0, 20.0), (21.0, 21.0), (20.0, 20.0)], BOX) == []
    inside = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)]
    assert set(clipped_ring(inside, BOX)) == set(inside)


def test_a_line_is_cut_into_the_runs_that_touch_the_box() -> None:
    line = [(-9.0, 5.0), (-5.0, 5.0), (5.0, 5.0), (15.0, 5.0), (20.0, 5.0), (20.0, 8.0), (5.0, 8.0)]
    assert list(clipped_line(line, BOX)) == [[(-5.0, 5.0), (5.0, 5.0), (15.0, 5.0)], [(20.0, 8.0), (5.0, 8.0)]]


@given(st.lists(st.tuples(st.integers(-36000, 36000), st.integers(-17000, 17000)), min_size=2, max_size=20))
def test_what_is_packed_can_be_unpacked(steps: list[tuple[int, int]]) -> None:
    apart = [steps[0], *(b for a, b in pairwise(steps) if a != b)]
    line = [(x / SCALE, y / SCALE) for x, y in steps]
    assert decoded(encoded(line)) == ([(x / SCALE, y / SCALE) for x, y in apart] if len(apart) > 1 else [])


def test_the_ground_holds_the_land_and_the_names_around_the_view() -> None:
    view = BoundingBox(west=-93, south=14, east=-88, north=16)
    made = ground(view)
    assert {"GT", "HN", "BZ"} <= {code for code, _, _ in made["countries"]}
    assert "Los Angeles" not in [name for name, _, _ in made["towns"]]
    box, points = around(view), [point for ring in made["land"] for point in decoded(ring)]
    assert all(box.west - 0.01 <= lon <= box.east + 0.01 for lon, _ in points)
    assert all(box.south - 0.01 <= lat <= box.north + 0.01 for _, lat in points)


@pytest.mark.parametrize(
    ("lat", "lon", "dry"), [(14.9, -92.0, True), (15.0, -90.0, True), (17.0, -90.0, True), (13.0, -93.0, False)]
)
def test_the_land_is_where_it_is(lat: float, lon: float, dry: bool) -> None:
    rings = [decoded(ring) for ring in ground(BoundingBox(west=-93, south=14, east=-88, north=16))["land"]]
    east = [
        (a, b)
        for ring in rings
        for a, b in pairwise([*ring, ring[0]])
        if (a[1] > lat) != (b[1] > lat) and lon < a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    ]
    assert len(east) % 2 == dry


def test_a_map_of_the_balkans_has_land_and_names_too() -> None:
    made = ground(BoundingBox(west=16, south=41, east=23, north=48))
    assert {"AT", "HR", "HU", "MK", "RS"} <= {code for code, _, _ in made["countries"]}
    assert {"Belgrade", "Vienna", "Skopje"} <= {name for name, _, _ in made["towns"]}
    assert sum(map(len, made["borders"])) > 200
