"""The parts of the page's script by themselves, in a blank page, and all of it before a linter."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from routes.model import BoundingBox
from routes.webmap import assets
from routes.webmap.ground import SCALE, ground

pytestmark = pytest.mark.browser

SCRIPTS = Path(assets.__file__).parent / "script"
CONFIG = Path(__file__).parent.parent.parent / ".oxlintrc.json"
TILES = "drawTiles"
"""What only a page with tiles has; another never calls it."""
PACKED = ("unpacked",)
"""What only a page of many stops has; another never calls it."""
WHOLE = ("drawLines",)
"""What a page of many stops has and never calls."""
EMPTY = """() => {
    const any = ['toGeoJSON', ...Object.keys(L.Class.extend({ options: {} }).prototype)]; // what all are given
    const isEmpty = (made) => made.__super__ && Object.keys(made.prototype).every((key) => any.includes(key));
    return Object.keys(L).filter((name) => isEmpty(L[name]));
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=assets.leaflet_script())
    yield page
    page.close()


def run(page: Page, parts: str, code: str, argument: object = None) -> Any:  # noqa: ANN401 - whatever the code returns
    """What the code returns that follows these parts of the script."""
    text = "\n".join((SCRIPTS / f"{part}.js").read_text(encoding="utf-8") for part in parts.split())
    return page.evaluate(f"(argument) => {{ {text}\n{code} }}", argument)


@pytest.mark.parametrize("tiled", [False, True])
def test_of_leaflet_a_page_has_what_it_makes_and_no_more(browser: Browser, tiled: bool) -> None:
    page = browser.new_page()
    page.add_script_tag(content=assets.leaflet_script(tiled=tiled))
    empty = set(page.evaluate(EMPTY))
    page.close()
    assert empty == {*assets.NEVER_MADE, *(() if tiled else assets.MADE_OF_TILES)}


def test_a_box_is_free_until_another_meets_it(blank: Page) -> None:
    code = """
        const taken = new Boxes();
        const own = boxAt(100, 100, 20, 10);
        taken.add(own);
        return [taken.isFree(boxAt(110, 100, 20, 10)), taken.isFree(boxAt(130, 100, 20, 10)), taken.isFree(own, own)];
    """
    assert run(blank, "boxes", code) == [False, True, True]


def test_a_box_across_many_cells_is_found_from_each(blank: Page) -> None:
    code = "const taken = new Boxes(); taken.add([-200, -5, 200, 5]); return taken.isFree([150, 0, 151, 1]);"
    assert run(blank, "boxes", code) is False


def test_how_much_of_a_line_lies_under_a_box(blank: Page) -> None:
    code = """
        const lines = new Traces();
        for (let x = 0; x < 60; x += 3) lines.add(L.point(x, 1));
        return [lines.under([0, 0, 59, 5]), lines.under([0, 20, 59, 30])];
    """
    assert run(blank, "boxes", code) == [10, 0]


def test_the_name_of_a_dot_stands_where_few_lines_run_or_nowhere(blank: Page) -> None:
    code = """
        const [taken, lines] = [new Boxes(), new Traces()];
        const view = L.bounds([0, 0], [400, 400]);
        for (const y of [100, 106]) for (let x = 0; x < 400; x += 3) lines.add(L.point(x, y));
        const spots = [boxAt(100, 103, 60, 12), boxAt(100, 140, 60, 12)];
        const room = { taken, lines, view };
        const [both, first] = [spots, spots.slice(0, 1)].map((some) => best(some, room, null, CROSSED));
        return [both === spots[1], first, best(spots.slice(0, 1), room) === spots[0]];
    """
    assert run(blank, "boxes labels", code) == [True, None, True]


def test_a_stop_without_a_place_or_quotes_has_the_next(blank: Page) -> None:
    code = """
        const stops = [{}, { place: 0 }, { quotes: [0, { quote: 1 }] }, {}];
        const { routes } = counted({ routes: [{ stops }, { areas: [{}] }] });
        return [...routes[0].stops, ...routes[1].areas].map(({ place, quotes }) => [place, quotes]);
    """
    told = run(blank, "many/unpack", code)
    assert told == [[0, [0]], [0, [1]], [1, [0, {"quote": 1}]], [2, [2]], [3, [3]]]


def test_outlines_are_unpacked_to_what_was_packed(blank: Page) -> None:
    packed = ground(BoundingBox(west=-93, south=14, east=-88, north=16))["land"]
    code = "const atlas = { ground: { scale: argument[0] } }; return argument[1].map(decoded);"
    points = [point for ring in run(blank, "ground", code, [SCALE, packed]) for point in ring]
    assert all(-5 < lat < 40 and -110 < lon < -70 for lat, lon in points)
    assert len(points) > 50


def test_only_web_pages_become_links_and_no_word_becomes_markup(blank: Page) -> None:
    code = """
        const all = ['https://example.org/a', 'javascript:alert(1)', 'data:text/html,x', ' https://x', null];
        return all.map((address) => link(address, '<b>x</b>', {})).map((made) => [made.tagName, made.children.length]);
    """
    assert run(blank, "dom", code) == [["A", 0], ["SPAN", 0], ["SPAN", 0], ["SPAN", 0], ["SPAN", 0]]


def test_a_lane_lies_beside_the_straight_way(blank: Page) -> None:
    code = """
        const [a, b] = [L.point(0, 0), L.point(100, 0)];
        const lane = laneAt([a, a, b], 5);
        return [lane.x, lane.y, control(a, b).y !== 0, onCurve(a, control(a, b), b, 1).x];
    """
    blank.evaluate("window.atlas = { routes: [] }")
    assert run(blank, "lanes", code) == [0, 5, True, 100]


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("tiled", [False, True])
def test_a_linter_finds_nothing(tmp_path: Path, tiled: bool, many: bool) -> None:
    first = assets.MANY if many else assets.FEW
    names = [assets.BEFORE, *first, *assets.SCRIPTS[:-1], *([assets.TILED] if tiled else []), assets.SCRIPTS[-1]]
    text = "\n".join((SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in names)
    file = tmp_path / "script.js"
    elsewhere = [*([] if tiled else [TILES]), *([] if many else PACKED)]
    given = "".join(f"const {name} = null;\n" for name in elsewhere)
    used = "".join(f"{name}();\n" for name in ("draw", *(WHOLE if many else ())))
    file.write_text(given + text + used, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("oxlint")), "--config", str(CONFIG), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_part_of_the_script_makes_markup_from_text() -> None:
    for file in SCRIPTS.rglob("*.js"):
        text = file.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert word not in text, file.name
