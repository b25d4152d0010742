"""A project whose every file was written by somebody who means harm: it is built, and shown as what it is, text."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from opened import unfold
from playwright.sync_api import Browser

from projects import project
from routes.building import build
from routes.gazetteer.geocoding import GeocoderSettings
from routes.project import open_project
from routes.strict_yaml import load_yaml

pytestmark = pytest.mark.browser

EVIL = (
    "<img src=x onerror=window.hit=1></script></title></style><script>window.hit=1</script>"
    "${window.hit=1}`'\"\\ {{7*7}} {% raise %} {# x #} javascript:window.hit=1 \u2028\u2029 \u202eevil\u2066 "
    "&amp; ]]> -->"
)
LONG = "walked on and on " * 6_000


def article(quote: str, **fields: str) -> str:
    """An article with front matter, whose one report stands in a sentence with the quote in it."""
    front = {
        "title": EVIL,
        "publisher": EVIL,
        "url": f"javascript:{EVIL}",
        "published": date(2018, 10, 22),
        "lang": "en",
    }
    return f"---\n{yaml.safe_dump(front | fields, allow_unicode=True)}---\n{quote}\n"


def hostile_project(folder: Path) -> Path:
    """The starter's places and caravans with EVIL in every text that may hold it, and five articles of that sort."""
    project(folder, ())
    for name, changed in (("gazetteer.yaml", ("notes", "source")), ("caravans.yaml", ("name", "source"))):
        path = folder / name
        tree, _ = load_yaml(path.read_text(encoding="utf-8"), name)
        assert tree
        (entries,) = tree.value.values()
        for entry in entries:
            entry.update({key: entry[key] + EVIL for key in changed if key in entry})
            if entry["id"] == "tapachula":
                entry["aliases"] = [*entry.get("aliases", []), entry["name"]]
                entry["name"] += EVIL
        path.write_text(yaml.safe_dump(tree.value, allow_unicode=True), encoding="utf-8")
    settings = {"title": EVIL, "tiles_attribution": EVIL}
    (folder / "routes.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    told = "The first caravan reached Tapachula, Mexico, on October 21, and"
    for name, text in {
        "a.md": article(f"{told} said: {EVIL}."),
        "b.md": article(f"{told} {LONG}."),
        "c.md": article(f"{told} rested.", title=LONG, url="https://example.org/\"onmouseover=window.hit=1 x='"),
        "d.md": article(f"Police clashed with the first caravan in Huixtla, Mexico, on October 22; {EVIL}."),
        "e.txt": f"{told} rested.",
    }.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = hostile_project(tmp_path_factory.mktemp("hostile") / "p")
    opened, problems = open_project(folder)
    assert problems == ()
    built = build(
        opened,
        geocoder=GeocoderSettings(offline=True),
        today=date(2026, 11, 21),
        tell=lambda _: None,
        pictures=("svg", "png", "pdf"),
    )
    assert [problem for problem in built.problems if problem.severity == "error"] == []
    assert built.waypoints >= 1
    assert built.events >= 1
    return folder / "maps"


@pytest.mark.parametrize(("name", "scripts"), [("index", True), ("index", False), ("2018-10-first", True)])
def test_nothing_of_it_runs_and_all_of_it_is_shown(browser: Browser, maps: Path, name: str, scripts: bool) -> None:
    context = browser.new_context(offline=True, java_script_enabled=scripts, viewport={"width": 1300, "height": 900})
    page = context.new_page()
    said: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((maps / f"{name}.html").as_uri())
    if scripts:
        unfold(page)
        for mark in page.locator(".site").all():
            mark.dispatch_event("click")
        page.get_by_role("button", name="Timeline").click()
        page.get_by_role("button", name="Español").click()
        page.get_by_role("button", name="English").click()
    assert page.evaluate("window.hit") is None
    assert said == []
    assert len(requests) == 1
    assert page.locator("img").count() == 0
    assert "<img src=x onerror=window.hit=1></script></title>" in page.title() + page.locator("h1").inner_text()
    shown = page.locator("body").inner_text()
    for words in ("{{7*7}} {% raise %} {# x #} javascript:window.hit=1", "${window.hit=1}`'\"\\", "&amp; ]]> -->"):
        assert words in shown
    links = page.locator("a[href]").evaluate_all("all => all.map((a) => a.protocol + a.hash)")
    assert {link.split(":")[0] for link in links} <= {"https", "file"}
    context.close()


def test_the_pictures_and_the_data_hold_it_as_text(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    page.goto((maps / "index.svg").as_uri())
    assert page.evaluate("window.hit") is None
    assert page.locator("script, img, a").count() == 0
    page.close()
    features = json.loads((maps / "routes.geojson").read_text(encoding="utf-8"))["features"]
    assert any(EVIL in (feature["properties"].get("name") or "") for feature in features)
    assert not re.search(rb"/(?:JavaScript|JS|URI)\b", (maps / "index.pdf").read_bytes())


def test_a_mark_that_turns_the_text_around_ends_with_its_words(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    page.goto((maps / "index.html").as_uri())
    isolated = page.locator("#side .what b, #side .name, #side blockquote, h1").evaluate_all(
        "all => all.map((element) => getComputedStyle(element).unicodeBidi)"
    )
    assert set(isolated) == {"isolate"}
    page.close()
