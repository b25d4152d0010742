"""The editor's page as an editor meets it: a real server, a real browser, and the project's files on disk."""

from __future__ import annotations

import difflib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from opened import unfold
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from routes.model import Atlas, Waypoint
from served import FILES, Served, built_anew, served

pytestmark = pytest.mark.browser

PATIENCE = 30_000
"""Milliseconds that a build may take on a busy machine."""


MAP = "const map = document.querySelector('#frames iframe').contentWindow.map_routes;"
PIXEL = f"(at) => {{ {MAP} const {{ x, y }} = map.latLngToContainerPoint(at); return [x, y]; }}"
CLOSER = f"() => {{ {MAP} map.setZoom(map.getZoom() + 1, {{ animate: false }}); }}"
LOOK = f"() => {{ {MAP} return [map.getZoom(), map.getCenter().lat.toFixed(3), map.getCenter().lng.toFixed(3)]; }}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("project")) as running:
        yield running


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def opened(browser: Browser, said: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce", locale="en-GB")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def page(opened: Page, server: Served, said: list[str]) -> Page:
    """The page of the project as it was made."""
    server.reset()
    wait_until(server.is_up_to_date)
    said.clear()
    opened.goto(server.address)
    expect(listed(opened, "names")).to_have_count(2, timeout=PATIENCE)
    expect(site(opened, "Tapachula")).to_have_count(1)
    expect(opened.locator("#broken")).to_be_hidden()
    expect(listed(opened, "rulings")).to_have_count(0)
    return opened


def chart(page: Page) -> FrameLocator:
    """The map that is shown; another may be behind it, not yet drawn."""
    return page.frame_locator("#frames iframe:not(.behind)")


def site(page: Page, name: str) -> Locator:
    return chart(page).locator(f".site[aria-label^='{name}:']")


def listed(page: Page, name: str) -> Locator:
    return page.locator(f"#list-{name} > ul > li")


def article(page: Page, title: str) -> None:
    value = page.locator("#articles option", has_text=title).get_attribute("value")
    page.locator("#articles").select_option(value)
    expect(page.locator("#article h2")).to_have_text(title)


def changed(server: Served, name: str) -> list[str]:
    """The lines that were taken out of a file, with `-`, and those that came, with `+`."""
    old, new = FILES.get(name, "").splitlines(), server.text(name).splitlines()
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def stop(atlas: Atlas, caravan: str, place: str) -> Waypoint | None:
    stops = [stop for route in atlas.routes for stop in route.waypoints]
    return next((one for one in stops if (one.caravan, one.place.id) == (caravan, place)), None)


@pytest.fixture
def anew(server: Served, tmp_path: Path) -> Callable[[], Atlas]:
    """The atlas of the project as it is now, built from nothing."""
    return lambda: built_anew(server.root, tmp_path / "anew").atlas


# --- names -------------------------------------------------------------------------------------


def test_a_name_is_placed_by_a_click_on_the_map(page: Page, server: Served, anew: Callable[[], Atlas]) -> None:
    listed(page, "names").filter(has_text="Villa Inventada").get_by_role("button", name="Place it").click()
    x, y = page.evaluate(PIXEL, [15.3, -92.7])
    chart(page).locator(".folium-map").click(position={"x": x, "y": y})
    lat = page.get_by_label("North").input_value()
    page.get_by_role("button", name="Save").click()
    expect(site(page, "Villa Inventada")).to_have_count(1, timeout=PATIENCE)
    lines = changed(server, "gazetteer.yaml")
    assert lines[:2] == ["+   - id: villa-inventada", "+     name: Villa Inventada"]
    assert f"+     lat: {float(lat):g}" in lines
    assert all(line.startswith("+") for line in lines)
    assert stop(anew(), "first", "villa-inventada")
    expect(listed(page, "names")).to_have_count(1, timeout=PATIENCE)


def test_a_proposal_is_accepted_and_that_is_undone(page: Page, server: Served, anew: Callable[[], Atlas]) -> None:
    listed(page, "names").filter(has_text="Villa Segunda").get_by_role("button", name="Accept").click()
    expect(site(page, "Villa Segunda")).to_have_count(1, timeout=PATIENCE)
    assert "+   - id: villa-segunda" in changed(server, "gazetteer.yaml")
    assert stop(anew(), "first", "villa-segunda")
    page.locator("#said").get_by_role("button", name="Undo").click()
    expect(site(page, "Villa Segunda")).to_have_count(0, timeout=PATIENCE)
    assert changed(server, "gazetteer.yaml") == []


def test_a_name_is_refused(page: Page, server: Served, anew: Callable[[], Atlas]) -> None:
    listed(page, "names").filter(has_text="Villa Inventada").get_by_role("button", name="Is no place").click()
    expect(listed(page, "names")).to_have_count(1, timeout=PATIENCE)
    assert server.text("refused.yaml") == "refused:\n  - id: villa-inventada\n    name: Villa Inventada\n"
    assert anew().unplaced == ()


# --- places ------------------------------------------------------------------------------------


def test_a_pin_that_is_dragged_mends_two_numbers_and_nothing_else(
    page: Page, server: Served, anew: Callable[[], Atlas]
) -> None:
    site(page, "Huixtla").locator(".badge:visible, .point:visible").first.click()
    page.get_by_role("button", name="Mend its position").click()
    pin = chart(page).locator(".pin i")
    pin.hover()  # waits until it stands still
    box = pin.bounding_box()
    assert box
    page.mouse.down()
    page.mouse.move(box["x"] + 32, box["y"] - 28, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Save").click()
    wait_until(lambda: len(changed(server, "gazetteer.yaml")) == 4)
    assert [line[:10] for line in changed(server, "gazetteer.yaml")] == [
        "-     lat:",
        "+     lat:",
        "-     lon:",
        "+     lon:",
    ]
    assert "   # by hand" in changed(server, "gazetteer.yaml")[1]
    moved = stop(anew(), "first", "huixtla")
    assert moved
    assert moved.place.position.lat > 15.1392
    expect(page.locator("#spot")).to_be_hidden()


def test_a_position_that_is_typed_with_the_keyboard_alone(page: Page, server: Served) -> None:
    article(page, "Into Chiapas")
    page.locator("button.name", has_text="Huixtla").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Mend the position of Huixtla").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("North")).to_be_focused()
    page.keyboard.type("15.2")
    page.keyboard.press("Enter")
    wait_until(lambda: "    lat: 15.2   # by hand" in server.text("gazetteer.yaml"))
    expect(page.locator("#spot")).to_be_hidden()


# --- rulings -----------------------------------------------------------------------------------


def save(page: Page, server: Served) -> str:
    """What stands in `corrections.yaml` after the dialog was saved."""
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(listed(page, "rulings")).to_have_count(1, timeout=PATIENCE)
    return server.text("corrections.yaml")


def test_this_mention_is_another_place(page: Page, server: Served, anew: Callable[[], Atlas]) -> None:
    article(page, "A second march")
    page.locator("button.name", has_text="Escuintla").click()
    page.get_by_label("Place", exact=True).fill("escuintla")
    written = save(page, server)
    assert "mention: Escuintla" in written
    assert "is: escuintla\n" in written
    assert 'article: "articles/b.md"' in written
    assert "quote: The second caravan reached Escuintla on October 28. The\n" in written
    assert stop(anew(), "second", "escuintla")
    page.locator("#list-rulings > summary").click()
    listed(page, "rulings").get_by_role("button", name="Take back").click()
    expect(listed(page, "rulings")).to_have_count(0, timeout=PATIENCE)
    assert "Escuintla" not in server.text("corrections.yaml")


def test_a_name_is_no_place_in_all_articles_of_a_publisher(
    page: Page, server: Served, anew: Callable[[], Atlas]
) -> None:
    article(page, "Into Chiapas")
    page.locator("button.name", has_text="Tapachula").click()
    page.get_by_role("radio", name="Is no place").check()
    page.get_by_label("in all articles of The Example").check()
    page.get_by_label("Note for other editors").fill("a street of that name")
    written = save(page, server)
    assert "is: no place" in written
    assert "publisher: The Example" in written
    assert "notes: a street of that name" in written
    expect(site(page, "Tapachula")).to_have_count(0)
    assert stop(anew(), "first", "tapachula") is None


def test_a_report_is_wrong(page: Page, server: Served, anew: Callable[[], Atlas]) -> None:
    article(page, "Into Chiapas")
    page.locator("button.chip", has_text="Tapachula").click()
    written = save(page, server)
    assert "report: tapachula" in written
    assert "ruling: wrong" in written
    assert stop(anew(), "first", "tapachula") is None
    expect(site(page, "Tapachula")).to_have_count(0)


def test_a_report_is_of_another_day(page: Page, server: Served, anew: Callable[[], Atlas]) -> None:
    article(page, "A second march")
    page.locator("button.chip", has_text="Huixtla").click()
    page.get_by_label("Day", exact=True).fill("2018-10-29")
    page.get_by_label("everywhere").check()
    written = save(page, server)
    assert "date: 2018-10-29" in written.replace('"', "")
    assert "article" not in written
    ruled = stop(anew(), "second", "huixtla")
    assert ruled
    assert str(ruled.date) == "2018-10-29"
    expect(page.locator("button.chip", has_text="29 Oct 2018")).to_have_count(1)
    expect(listed(page, "changes")).to_contain_text(["30 Oct 2018 → 29 Oct 2018"])


def test_a_report_belongs_to_another_caravan(page: Page, server: Served, anew: Callable[[], Atlas]) -> None:
    article(page, "A second march")
    page.locator("button.chip", has_text="Escuintla").click()
    page.get_by_label("belongs to").check()
    assert "belongs_to: first" in save(page, server)
    assert stop(anew(), "first", "escuintla-chiapas")


def test_two_caravans_are_one(page: Page, server: Served, anew: Callable[[], Atlas]) -> None:
    page.locator("#list-caravans > summary").click()
    page.get_by_role("button", name="Merge: The second caravan").click()
    written = save(page, server)
    assert "merge: second" in written
    assert "into: first" in written
    assert [route.caravan.id for route in anew().routes] == ["first"]
    expect(listed(page, "caravans")).to_have_count(1)


# --- edits made elsewhere ----------------------------------------------------------------------


def test_an_edit_elsewhere_is_shown_with_view_and_popup_kept(page: Page, server: Served) -> None:
    site(page, "Tapachula").locator(".badge:visible, .point:visible").first.click()
    page.evaluate(CLOSER)
    before = page.evaluate(LOOK)
    server.write("articles/b.md", FILES["articles/b.md"].replace("October 28", "October 27"))
    expect(site(page, "Escuintla")).to_have_attribute("aria-label", re.compile("27 October"), timeout=PATIENCE)
    expect(chart(page).locator(".leaflet-popup .told h2")).to_have_text("Tapachula")
    assert page.evaluate(LOOK) == before


def test_a_broken_file_is_told_with_its_line_while_the_last_good_map_stays(page: Page, server: Served) -> None:
    broken = FILES["gazetteer.yaml"].replace("lat: 14.9054", "lat: 149054")
    server.write("gazetteer.yaml", broken)
    line = broken.splitlines().index("    lat: 149054") + 1
    alert = page.get_by_role("alert").filter(has_text=f"gazetteer.yaml:{line}:")
    expect(alert).to_contain_text("149054 is not between -90 and 90", timeout=PATIENCE)
    page.get_by_role("button", name="Español").click()
    expect(alert).to_contain_text("Un archivo tiene un error.")
    page.get_by_role("button", name="English").click()
    expect(site(page, "Tapachula")).to_have_count(1)
    server.write("gazetteer.yaml", FILES["gazetteer.yaml"])
    expect(page.locator("#broken")).to_be_hidden(timeout=PATIENCE)


def test_a_file_that_was_changed_meanwhile_is_not_written(page: Page, server: Served) -> None:
    article(page, "Into Chiapas")
    page.locator("button.name", has_text="Tapachula").click()
    page.get_by_role("radio", name="Is no place").check()
    theirs = "rulings:\n  - id: theirs\n    mention: Villa Segunda\n    is: no place\n"
    server.write("corrections.yaml", theirs)
    expect(listed(page, "rulings")).to_have_count(1, timeout=PATIENCE)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("corrections.yaml was changed elsewhere")
    assert server.text("corrections.yaml") == theirs
    dialog.get_by_role("button", name="Save").click()  # once more, now that it was told
    expect(listed(page, "rulings")).to_have_count(2, timeout=PATIENCE)
    assert server.text("corrections.yaml").endswith(theirs.removeprefix("rulings:\n"))


def test_what_was_written_elsewhere_meanwhile_outlives_an_undo(page: Page, server: Served) -> None:
    listed(page, "names").filter(has_text="Villa Segunda").get_by_role("button", name="Accept").click()
    expect(site(page, "Villa Segunda")).to_have_count(1, timeout=PATIENCE)
    server.write("gazetteer.yaml", "# a word of theirs\n" + server.text("gazetteer.yaml"))
    expect(listed(page, "done").first).to_contain_text("Villa Segunda")
    page.locator("#list-done > summary").click()
    page.get_by_role("button", name="Undo: Villa Segunda accepted").click()
    wait_until(lambda: server.text("gazetteer.yaml") == "# a word of theirs\n" + FILES["gazetteer.yaml"])


# --- the page ----------------------------------------------------------------------------------


def test_a_quote_of_the_map_leads_to_its_words_in_the_article(page: Page) -> None:
    site(page, "Escuintla").locator(".badge:visible, .point:visible").first.click()
    chart(page).locator(".leaflet-popup .quote blockquote").first.click()
    expect(page.locator("#article h2")).to_have_text("A second march")
    chosen = "".join(page.locator("#article .chosen").all_text_contents())
    assert "reached" in chosen
    assert "Escuintla" in chosen


def test_names_dates_and_reports_stand_in_the_text(page: Page) -> None:
    article(page, "Into Chiapas")
    names = page.locator("#article button.name")
    expect(names.filter(has_text="Villa Inventada")).to_have_attribute("title", "a name that no list has")
    expect(names.filter(has_text="Huixtla")).to_have_attribute("title", "Huixtla, town, MX")
    expect(page.locator("#article mark.date").first).to_have_text("October 21 (21 Oct 2018)")
    expect(page.locator("#article button.chip").first).to_have_text("arrived · Tapachula · 21 Oct 2018")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_reader_finds_its_way(page: Page, said: list[str], scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    unfold(page)
    assert Axe().run(page).response["violations"] == []
    page.locator("button.chip").first.click()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Place it").first.click()
    assert Axe().run(page).response["violations"] == []
    assert said == []


def test_spanish(page: Page) -> None:
    page.get_by_role("button", name="Español").click()
    expect(page.locator("#list-names h2")).to_have_text("Nombres sin lugar")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.get_by_role("button", name="English").click()


@pytest.mark.parametrize("width", [1024, 390])
def test_nothing_is_wider_than_a_small_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1400, "height": 900})


# --- who may ask -------------------------------------------------------------------------------


def ask(server: Served, path: str, method: str = "GET", body: str | None = None, **headers: str) -> tuple[int, str]:
    """The status and text of an answer; headers are as given, with none added but the host."""
    parts = urlsplit(server.address)
    assert parts.hostname
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    told = {"host": parts.netloc, **headers}
    for name, value in told.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("content-length", str(len(body.encode())))
    connection.endheaders(body.encode() if body is not None else None)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_only_a_browser_with_the_whole_address_is_answered(server: Served) -> None:
    parts = urlsplit(server.address)
    state = f"{parts.path}state"
    assert parts.hostname == "127.0.0.1"
    assert ask(server, state)[0] == 200
    assert ask(server, "/")[0] == 403
    assert ask(server, "/state")[0] == 403
    assert ask(server, f"/{'x' * 32}/state")[0] == 403
    assert ask(server, state, host=f"evil.example:{parts.port}")[0] == 421
    assert ask(server, state, host=f"localhost:{parts.port}")[0] == 421
    assert ask(server, state, origin="http://evil.example")[0] == 403
    assert ask(server, state, origin="null")[0] == 403


def test_a_refusal_speaks_the_language_that_is_asked_for(server: Served) -> None:
    parts, spanish = urlsplit(server.address), {"accept-language": "es-MX,es;q=0.9,en;q=0.8"}
    assert ask(server, "/", **spanish)[1].startswith("la dirección lleva una clave")
    assert ask(server, f"{parts.path}map/none.html", **spanish) == (404, "no hay tal mapa")
    assert ask(server, f"{parts.path}none", **spanish) == (404, "no hay tal página")
    assert ask(server, f"{parts.path}none") == (404, "there is no such page")
    own = {"origin": f"http://{parts.netloc}", **spanish}
    status, told = ask(server, f"{parts.path}edit", "POST", '{"do": "undo", "number": 999}', **own)
    assert (status, json.loads(told)) == (400, {"why": "esto ya se deshizo"})


def test_no_other_page_can_write(server: Served) -> None:
    parts = urlsplit(server.address)
    body = json.dumps({"do": "refuse", "name": "Tapachula", "seen": {}})
    for headers in ({}, {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": f"https://{parts.netloc}"}):
        assert ask(server, f"{parts.path}edit", "POST", body, **headers)[0] == 403
    own = {"origin": f"http://{parts.netloc}"}
    assert ask(server, f"{parts.path}edit", "POST", body, **own)[0] == 409  # without having seen the file
    assert server.text("refused.yaml") == ""


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"do": 1}', '{"do": "rm"}', '{"do": "undo", "number": 999}', "[" * 9000]
)
def test_what_is_no_edit_is_refused(server: Served, body: str) -> None:
    parts = urlsplit(server.address)
    status, text = ask(server, f"{parts.path}edit", "POST", body, origin=f"http://{parts.netloc}")
    assert status == 400
    assert json.loads(text)["why"]


@pytest.mark.parametrize(
    "path",
    ["map/../gazetteer.yaml", "map/..%2fgazetteer.yaml", "map/%2e%2e/gazetteer.yaml", "map/.written-by-routes",
     "page/../app.py", "page/words/../../app.py", "page//etc/passwd", "article?path=../gazetteer.yaml",
     "article?path=gazetteer.yaml"],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_served(server: Served, path: str) -> None:
    assert ask(server, urlsplit(server.address).path + path)[0] == 404


def test_an_interrupt_ends_it_with_its_code(server: Served) -> None:
    with served(server.root.parent / "other") as other:
        other.process.send_signal(signal.SIGINT)
        assert other.process.wait(30) == 130
        assert other.process.stderr
        assert "Traceback" not in other.process.stderr.read()
        assert not [path for path in other.root.rglob(".*.yaml*") if path.is_file()]


def test_a_port_that_is_taken_is_told(server: Served) -> None:
    port = str(urlsplit(server.address).port)
    done = subprocess.run(
        [sys.executable, "-m", "routes", "serve", str(server.root), "--port", port, "--no-browser"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert f"port {port}:" in done.stderr
    assert "--port" in done.stderr


def test_without_the_libraries_it_says_how_to_get_them(server: Served, tmp_path: Path) -> None:
    (tmp_path / "starlette.py").write_text("raise ModuleNotFoundError('not here', name='starlette')", encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), os.environ["PYTHONPATH"]))
    command = [sys.executable, "-m", "routes", "serve", str(server.root)]
    env = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "`python -m pip install starlette uvicorn` brings what is missing" in done.stderr
