import math
import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Literal, get_args

import pytest

from routes.assembly import assemble
from routes.colours import LIGHT_LAND, contrast
from routes.errors import RoutesError
from routes.model import (
    Article,
    Atlas,
    Caravan,
    DateSpan,
    Event,
    EventType,
    Place,
    PlaceName,
    Position,
    Reading,
    Report,
    Span,
    Status,
)
from routes.picture import DARK, LIGHT, check_printer, printed, svg
from routes.picture.sheet import key

SVG = "{http://www.w3.org/2000/svg}"


def place(name: str, country: str, lat: float, lon: float) -> Place:
    return Place(
        id=name,
        name=name,
        names=(PlaceName(text=name),),
        feature="P",
        kind="town",
        country=country,
        position=Position(lat=lat, lon=lon),
    )


WAY = (
    place("San Pedro Sula", "HN", 15.5, -88.03),
    place("Esquipulas", "GT", 14.57, -89.35),
    place("Guatemala City", "GT", 14.63, -90.51),
    place("Tecún Umán", "GT", 14.678, -92.142),
    place("Ciudad Hidalgo", "MX", 14.681, -92.15),
    place("Tapachula", "MX", 14.9, -92.26),
    place("Huixtla", "MX", 15.14, -92.46),
    place("Mapastepec", "MX", 15.44, -92.9),
    place("Pijijiapan", "MX", 15.69, -93.21),
    place("Mexico City", "MX", 19.43, -99.13),
)
TIJUANA = place("Tijuana", "MX", 32.53, -117.03)


def report(where: Place, day: int | None, status: Status, caravan: str) -> Report:
    return Report(
        caravan=caravan,
        place=where,
        place_source="gazetteer",
        date=DateSpan.day(date(2018, 10, day)) if day else None,
        dated_from="date" if day else None,
        status=status,
        span=Span(start=0, end=4),
        sentence=Span(start=0, end=16),
    )


def clash(where: Place, caravan: str) -> Event:
    return Event(
        type="clash",
        caravan=caravan,
        place=where,
        place_source="gazetteer",
        date=DateSpan.day(date(2018, 10, 19)),
        dated_from="date",
        span=Span(start=0, end=4),
        sentence=Span(start=0, end=16),
    )


def atlas(way: tuple[Place, ...] = WAY, name: str = "the first caravan", title: str = "A", **looks: str) -> Atlas:
    reports = [report(where, 12 + number, "present", "first") for number, where in enumerate(way)]
    reports += [report(where, 14 + number, "present", "second") for number, where in enumerate(way[3:6])]
    reports.append(report(TIJUANA, None, "planned", "first"))
    reading = Reading(
        article=Article(path="a", title=title, body="They were there."),
        reports=tuple(reports),
        events=(clash(way[3], "first"),),
    )
    return assemble([reading], [Caravan(id="first", name=name, **looks), Caravan(id="second", name="the second")], {})


def parsed(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - no untrusted text: what is under test wrote it


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in parsed(picture).iter(f"{SVG}text")]


def test_every_stop_and_every_caravan_is_on_the_sheet() -> None:
    written = texts(svg(atlas()))
    assert {where.name for where in WAY} <= set(written)
    assert {"The first caravan", "The second", "12 Oct 2018", "planned: no date"} <= set(written)
    assert any("not roads" in line for line in written)
    assert any("Natural Earth" in line for line in written)


def test_one_caravan_has_a_picture_of_its_own() -> None:
    written = texts(svg(atlas(), "second"))
    assert "The second" in written
    assert "San Pedro Sula" not in written
    with pytest.raises(KeyError):
        svg(atlas(), "third")


def test_the_picture_speaks_spanish() -> None:
    written = texts(svg(atlas(), lang="es"))
    assert {"Rutas de las caravanas", "12 oct 2018", "previsto: sin fecha"} <= set(written)


def test_the_same_atlas_is_the_same_picture_and_an_empty_one_is_a_map() -> None:
    assert svg(atlas()) == svg(atlas())
    assert "MEXICO" in texts(svg(Atlas()))
    assert svg(atlas(), theme=DARK) != svg(atlas())


HOSTILE = '"><script>alert(1)</script>&{{7*7}}{% x %}\x00\x0b\ud800]]>\u2028'


def test_text_from_data_is_never_markup() -> None:
    hostile = tuple(place(f"{number}{HOSTILE}", "MX", 15 + number, -92.0 - number) for number in range(6))
    picture = svg(atlas(hostile, name=HOSTILE, color='"/><script/>', dash="url(x)"))
    root = parsed(picture)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "g", "rect", "path", "circle", "text", "defs", "clipPath"),
    }
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)
    assert any("<script>" in (text or "") for text in texts(picture))


def test_nothing_comes_from_outside() -> None:
    assert set(re.findall(r"https?://[^\"]+", svg(atlas()))) == {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"url\(([^)]*)\)", svg(atlas()))) <= {"#map", "#inset"}


def test_crowded_stops_get_an_inset_and_no_two_discs_lie_on_each_other() -> None:
    picture = svg(atlas())
    assert 'id="inset"' in picture
    discs = [
        (float(circle.attrib["cx"]), float(circle.attrib["cy"]))
        for circle in parsed(picture).iter(f"{SVG}circle")
        if float(circle.attrib["r"]) >= 8
    ]
    assert len(discs) == 2 * (len(WAY) + 1 + 3)  # on the map, and in the list
    assert all(math.dist(one, other) > 16 for i, one in enumerate(discs) for other in discs[:i])


def test_a_single_stop_is_drawn_in_its_surroundings() -> None:
    lone = assemble(
        [
            Reading(
                article=Article(path="a", title="A", body="They were there."),
                reports=(report(WAY[5], 21, "present", "first"),),
            )
        ],
        [],
        {},
    )
    written = texts(svg(lone))
    assert {"Tapachula", "GUATEMALA"} <= set(written)


def test_a_picture_says_in_words_what_it_shows() -> None:
    root = parsed(svg(atlas()))
    assert root.attrib["role"] == "img"
    assert [root.findtext(f"{SVG}{name}") for name in root.attrib["aria-labelledby"].split()] == [
        "Routes of the caravans",
        "12 Oct 2018 – 21 Oct 2018; 2 caravans, 14 stops, 1 event, 1 article. "
        "Lines join reported places in the order of their dates. They are not roads.",
    ]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_key_of_two_lines_has_no_short_one(lang: str) -> None:
    signs = parsed(key((0, 0), list(get_args(EventType)), LIGHT, lang)).iter("text")
    lines = [[float(sign.get("x", 0)) for sign in same] for _, same in groupby(signs, lambda sign: sign.get("y"))]
    assert len(lines) == 2
    assert max(lines[1]) > 0.6 * max(lines[0])


def test_lines_can_be_seen_and_are_the_same_alone_and_among_others() -> None:
    def strokes(picture: str) -> set[tuple[str, str | None]]:
        drawn = [one for one in parsed(picture).iter(f"{SVG}path") if one.get("stroke-width") == "3.5"]
        return {(one.attrib["stroke"], one.get("stroke-dasharray")) for one in drawn}

    together = strokes(svg(atlas(color="#F0E442")))
    assert min(contrast(color, LIGHT_LAND) for color, _ in together) >= 4.5
    assert strokes(svg(atlas(), "second")) < strokes(svg(atlas()))


@pytest.mark.parametrize(("form", "start"), [("png", b"\x89PNG\r\n\x1a\n"), ("pdf", b"%PDF-1.")])
def test_a_picture_is_printed_and_every_time_the_same(form: Literal["png", "pdf"], start: bytes) -> None:
    picture = svg(atlas(name=HOSTILE, title='#panic("x")'))
    made = printed(picture, form)
    assert made.startswith(start)
    assert made == printed(picture, form)


def test_a_png_is_twice_as_wide_as_its_picture() -> None:
    assert int.from_bytes(printed(svg(atlas()), "png")[16:20]) == 2400


def test_without_typst_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)  # as Python has it for what cannot be imported
    with pytest.raises(RoutesError, match="python -m pip install typst"):
        check_printer()


def test_a_state_without_a_town_is_a_quiet_region_with_its_line_in_the_key(atlas: Atlas) -> None:
    assert "somewhere in this state" in svg(atlas)
    assert 'fill-opacity="0.1"' in svg(atlas)
    towns = replace(atlas, routes=tuple(replace(route, areas=()) for route in atlas.routes))
    assert "somewhere in this state" not in svg(towns)
    assert 'fill-opacity="0.1"' not in svg(towns)
