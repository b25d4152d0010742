"""A project's folder becomes its maps: which files, how much is on them, and what is left alone."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from nominatim import FRONTERA, nominatim, result
from projects import ARTICLES, contents, project
from routes.building import Built, build
from routes.errors import FileError
from routes.gazetteer.geocoding import GeocoderSettings
from routes.load import look_up
from routes.project import open_project

TODAY = date(2026, 11, 21)
OFFLINE = GeocoderSettings(offline=True)


def built(folder: Path, geocoder: GeocoderSettings = OFFLINE) -> Built:
    return build(open_project(folder)[0], geocoder=geocoder, today=TODAY, tell=lambda _: None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("build") / "project")


@pytest.fixture(scope="module")
def first(folder: Path) -> Built:
    return built(folder)


def test_a_build_makes_a_map_of_all_and_one_of_each_caravan(folder: Path, first: Built) -> None:
    assert sorted(first.files) == [
        "2018-10-first.html",
        "2018-10-first.svg",
        "index.html",
        "index.svg",
        "routes.csv",
        "routes.geojson",
    ]
    assert sorted(contents(folder / "maps")) == sorted([".written-by-routes", *first.files])


def test_it_tells_what_is_on_the_map(folder: Path, first: Built) -> None:
    assert first.index == folder / "maps" / "index.html"
    assert (first.articles, first.caravans) == (3, 1)
    assert first.waypoints >= 5
    assert first.events >= 1
    assert first.unplaced == ("Villa Inventada",)
    assert first.problems == ()


def test_the_stops_lead_back_to_the_articles(folder: Path, first: Built) -> None:
    assert first.files
    with (folder / "maps" / "routes.csv").open(encoding="utf-8", newline="") as file:
        stops = {row["place_id"]: row for row in csv.DictReader(file)}
    assert stops["san-pedro-sula"]["date_from"] == "2018-10-12"
    assert stops["san-pedro-sula"]["sources"].startswith("articles/a-departure.md[")
    assert stops["tapachula"]["date_from"] == "2018-10-21"
    assert stops["tijuana"]["status"] == "planned"
    features = json.loads((folder / "maps" / "routes.geojson").read_text(encoding="utf-8"))["features"]
    assert {"waypoint", "leg", "event"} <= {feature["properties"]["kind"] for feature in features}


def test_the_same_articles_give_the_same_bytes_in_any_order_and_process(
    folder: Path, first: Built, tmp_path: Path
) -> None:
    assert first.files
    other = project(tmp_path / "elsewhere", reversed(ARTICLES))
    command = [sys.executable, "-m", "routes", "build", str(other), "--offline"]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    assert contents(other / "maps") == contents(folder / "maps")


def test_a_build_of_what_did_not_change_touches_no_file_of_the_maps(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    built(folder)
    made = contents(folder / "maps")
    (folder / "maps" / "routes.csv").write_text("another's\n", encoding="utf-8")
    for path in (folder / "maps").iterdir():
        os.utime(path, ns=(1, 1))
    built(folder)
    assert contents(folder / "maps") == made
    assert [path.name for path in (folder / "maps").iterdir() if path.stat().st_mtime_ns != 1] == ["routes.csv"]


def test_no_path_of_this_machine_is_in_a_map(folder: Path, first: Built) -> None:
    assert first.files
    assert not [name for name, content in contents(folder / "maps").items() if str(folder).encode() in content]


def test_the_map_of_a_caravan_that_is_gone_goes_too_and_no_other_file(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    built(folder)
    maps = folder / "maps"
    (maps / "notes.html").write_text("an editor's own", encoding="utf-8")
    manifest = maps / ".written-by-routes"
    manifest.write_text(manifest.read_text() + "../routes.yaml\n/etc/hosts\n")
    for article in (folder / "articles").iterdir():
        article.write_text("Nothing happened here today.\n", encoding="utf-8")
    assert built(folder).caravans == 0
    assert sorted(contents(maps)) == [
        ".written-by-routes",
        "index.html",
        "index.svg",
        "notes.html",
        "routes.csv",
        "routes.geojson",
    ]
    assert (folder / "routes.yaml").exists()


def test_mistakes_in_the_files_are_told_and_the_map_is_built(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    gazetteer = folder / "gazetteer.yaml"
    gazetteer.write_text(gazetteer.read_text(encoding="utf-8").replace("class: P", "class: Q", 1), encoding="utf-8")
    (folder / "articles" / "d.txt").write_bytes(b"%PDF-1.4")
    made = built(folder)
    assert {problem.file for problem in made.problems} == {"gazetteer.yaml", "articles/d.txt"}
    assert made.articles == 3


def test_a_caravan_called_index_gets_no_page_of_its_own(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    caravans = folder / "caravans.yaml"
    caravans.write_text(caravans.read_text(encoding="utf-8").replace("2018-10-first", "index"), encoding="utf-8")
    made = built(folder)
    assert ["index cannot be a caravan's id" in problem.what for problem in made.problems] == [True]


def test_without_a_folder_of_articles_there_is_no_build(tmp_path: Path) -> None:
    folder = project(tmp_path / "project", ())
    (folder / "articles").rmdir()
    with pytest.raises(FileError, match="articles: there is no such folder"):
        built(folder)


def test_an_empty_folder_gives_an_empty_map(tmp_path: Path) -> None:
    made = built(project(tmp_path / "project", ()))
    assert (made.articles, made.caravans, made.waypoints) == (0, 0, 0)
    assert made.index.exists()


def test_a_geocoder_is_asked_once_and_its_answer_waits_for_an_editor(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    with nominatim() as server:
        settings = GeocoderSettings(url=server.url, pause=0.0, timeout=5.0)
        made, again = built(folder, settings), built(folder, settings)
    assert server.requests == ["Villa Inventada"]
    assert made == again
    assert made.unplaced == ()
    assert "asked for: Villa Inventada" in (folder / "candidates.yaml").read_text(encoding="utf-8")
    assert "frontera-comalapa-mx" in (folder / "maps" / "routes.csv").read_text(encoding="utf-8")


def test_only_the_best_proposal_for_a_name_is_placed_and_an_editor_sees_all(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    lesser = result(name="Villa Inventada", lat="14.9", lon="-92.3", boundingbox=["14.8", "15.0", "-92.4", "-92.2"])
    with nominatim() as server:
        server.by_name["Villa Inventada"] = [FRONTERA, lesser]
        geocoder = GeocoderSettings(url=server.url, pause=0.0, timeout=5.0)
        opened, _ = open_project(folder)
        places, problems = look_up(opened, ["Villa Inventada"], geocoder, TODAY)
        built(folder, geocoder)
    assert problems == ()
    assert [place.id for place in places] == ["frontera-comalapa-mx"]
    candidates = (folder / "candidates.yaml").read_text(encoding="utf-8")
    assert re.findall(r"id: (\S+)", candidates) == ["frontera-comalapa-mx", "villa-inventada-mx"]
    stops = (folder / "maps" / "routes.csv").read_text(encoding="utf-8")
    assert "frontera-comalapa-mx" in stops
    assert "villa-inventada-mx" not in stops


def test_a_geocoder_that_cannot_be_reached_is_no_error(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    made = built(folder, GeocoderSettings(url="http://127.0.0.1:9", pause=0.0, timeout=1.0))
    assert made.unplaced == ("Villa Inventada",)
    assert {problem.severity for problem in made.problems} == {"network"}
    assert not (folder / "candidates.yaml").exists()


def stops(folder: Path) -> dict[str, bool]:
    """The names of the stops on the map, and whether each is drawn hollow."""
    page = (folder / "maps" / "index.html").read_text(encoding="utf-8")
    content = json.loads(re.findall(r'<script[^>]* type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)[0])
    return {
        content["places"][stop["place"]]["name"]: stop.get("hollow", False)
        for route in content["routes"]
        for stop in route["stops"]
    }


def test_a_candidate_is_hollow_and_not_reviewed_until_an_editor_accepts_it(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    with nominatim() as server:
        geocoder = GeocoderSettings(url=server.url, pause=0.0)
        for _ in range(2):  # the second time from what is kept
            built(folder, geocoder)
            assert [name for name, hollow in stops(folder).items() if hollow] == ["Frontera Comalapa"]
            assert "place found by a geocoder and not reviewed" in (folder / "maps" / "routes.geojson").read_text()
        candidates = (folder / "candidates.yaml").read_text(encoding="utf-8")
        accepted = candidates.split("places:\n")[1]
        gazetteer = folder / "gazetteer.yaml"
        gazetteer.write_text(gazetteer.read_text(encoding="utf-8") + accepted, encoding="utf-8")
        made = built(folder, geocoder)
    assert made.problems == ()
    assert stops(folder)["Frontera Comalapa"] is False
    assert "not reviewed" not in (folder / "maps" / "routes.geojson").read_text()
    assert server.requests == ["Villa Inventada"]


def test_the_key_of_a_hosted_geocoder_is_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_KEY", "k3y-0f-the-desk")
    folder = project(tmp_path / "project")
    told = {"name": "Villa Inventada", "layer": "locality", "country_code": "MX"}
    feature = {"geometry": {"coordinates": [-92.1439, 15.6606]}, "properties": told}
    with nominatim() as server:
        server.by_name["Villa Inventada"] = {"features": [feature], "geocoding": {"query": "k3y-0f-the-desk"}}
        made = built(folder, GeocoderSettings(provider="pelias", url=server.url, api_key_variable="DESK_KEY"))
    assert (made.problems, made.unplaced) == ((), ())
    assert server.questions[0]["api_key"] == "k3y-0f-the-desk"
    assert not [name for name, content in contents(folder).items() if b"k3y-0f-the-desk" in content]


def test_a_folder_of_saved_pages_alone_is_drawn_by_what_comes_with_routes(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_text(
        "<html lang=en><head><title>The caravan rests</title><meta property=article:published_time content=2018-10-24>"
        "</head><body><article><h1>The caravan rests</h1><time datetime=2018-10-24></time><p>The first caravan arrived "
        "in Huixtla, in the state of Chiapas, on Monday, and rested there on Tuesday, the mayor of the town said.</p>"
        "</article></body></html>"
    )
    command = [sys.executable, "-m", "routes", "build", "pages", "--offline"]
    first = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "is no project" in first.stderr
    assert "Found 1 article," in first.stderr
    assert "huixtla" in (pages / "maps" / "routes.csv").read_text()
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "Found 1 article," in again.stderr  # and none of its own maps
