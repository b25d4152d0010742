"""The project folder: its files, its settings, how it is found and made, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from projects import project
from routes.checking import check
from routes.errors import FileError
from routes.gazetteer.geocoding import GeocoderSettings
from routes.gazetteer.rulings import read_rulings
from routes.load import load
from routes.model import BoundingBox, Merge, NameRuling, ReportRuling
from routes.project import Settings, create_project, find_project, open_project, shipped_project


def test_a_new_project_has_its_files_and_no_mistakes(tmp_path: Path) -> None:
    made = create_project(tmp_path / "new")
    assert sorted(path.relative_to(tmp_path / "new").as_posix() for path in made) == [
        "README.md",
        "articles/2018-10-13-example.md",
        "caravans.yaml",
        "corrections.yaml",
        "gazetteer.yaml",
        "routes.yaml",
    ]
    opened, problems = open_project(tmp_path / "new")
    assert problems == ()
    assert check(opened) == ()
    assert opened.settings == Settings()


def test_a_project_is_not_made_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileError, match="is not empty"):
        create_project(tmp_path)
    with pytest.raises(FileError, match="is not empty"):
        create_project(tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_settings_are_read(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    settings = (
        "title: Autumn\ncontact: desk@example.org\nprovider: pelias\nurl: http://localhost:8080\n"
        "api_key_variable: DESK_KEY\ncountries: [GT, MX]\nbox: [-118, 7.5, -77, 33]\n"
        "tiles: https://{s}.tile.example.org/{z}/{x}/{y}{r}.png?key=a1\ntiles_attribution: © The map\n"
    )
    (folder / "routes.yaml").write_text(settings, encoding="utf-8")
    opened, problems = open_project(folder)
    assert problems == ()
    assert opened.settings == Settings(
        title="Autumn",
        contact="desk@example.org",
        provider="pelias",
        url="http://localhost:8080",
        api_key_variable="DESK_KEY",
        countries=("GT", "MX"),
        box=BoundingBox(west=-118.0, south=7.5, east=-77.0, north=33.0),
        tiles="https://{s}.tile.example.org/{z}/{x}/{y}{r}.png?key=a1",
        tiles_attribution="© The map",
    )


def test_the_settings_that_come_with_a_new_project_are_right_once_the_marks_are_gone(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    lines = (folder / "routes.yaml").read_text(encoding="utf-8").splitlines()
    settings = [re.sub(r"^# (?=[a-z_]+: )", "", line) for line in lines]
    (folder / "routes.yaml").write_text("\n".join(settings), encoding="utf-8")
    opened, problems = open_project(folder)
    assert problems == ()
    assert all(getattr(opened.settings, field.name) for field in fields(Settings))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("tittle: Autumn", "routes.yaml:1:1: tittle: is no setting; write title"),
        ("colour: red", "routes.yaml:1:1: colour: is no setting; known are title, contact, provider, url, "),
        ("api_key: s3cret", "routes.yaml:1:1: api_key: is no setting; write api_key_variable"),
        ("api_key_variable: ge-12cd", "routes.yaml:1:19: api_key_variable: names no variable; write the name of the"),
        ("countries: [Mexico]", "routes.yaml:1:12: countries: is no list of countries; write their codes, like [GT"),
        ("countries: {MX: 1}", "routes.yaml:1:12: countries: is no list of countries; "),
        ("box: [-118, 7, -77]", "routes.yaml:1:6: box: is no box; write [west, south, east, north] in degrees, like"),
        ("box: [-77, 7, -118, 33]", "routes.yaml:1:6: box: is no box; "),
        ("box: [-118, 7, -77, 95]", "routes.yaml:1:6: box: is no box; "),
        ("box: [true, 7, -77, 33]", "routes.yaml:1:6: box: is no box; "),
        ("tiles: tile.example.org/{z}/{x}/{y}", "routes.yaml:1:8: tiles: is no address of tiles; write one like http"),
        ("tiles: 'https://a.org/{z}/{x}/{y}; script-src *'", "routes.yaml:1:8: tiles: is no address of tiles; "),
        ("tiles: 'https://a.org/{z}/{x}.png'", "routes.yaml:1:8: tiles: is no address of tiles; "),
        (
            "tiles: 'https://a.org/{z}/{x}/{y}'",
            "routes.yaml:1:8: tiles: needs whom to name on the map; write `tiles",
        ),
        ("title: 2018", "routes.yaml:1:8: title: is no text; put it in quotes"),
        ("- title", "routes.yaml:1:1: holds no settings; write `title: ...`"),
        ("contact: NO", "routes.yaml:1:10: contact: NO without quotes is a truth value to YAML programs; "),
    ],
)
def test_a_wrong_setting_is_told_with_its_place_and_left_out(tmp_path: Path, settings: str, told: str) -> None:
    folder = project(tmp_path / "p")
    (folder / "routes.yaml").write_text(settings, encoding="utf-8")
    opened, problems = open_project(folder)
    assert len(problems) == 1
    assert str(problems[0]).startswith(told)
    assert opened.settings.title == Settings().title
    assert opened.settings.tiles is None


def test_files_of_the_command_line_take_the_place_of_the_folders(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    other = tmp_path / "places.yaml"
    other.write_text("places: []\n", encoding="utf-8")
    opened, _ = open_project(folder, gazetteer=other, articles=tmp_path / "texts", maps=tmp_path / "out")
    assert (opened.gazetteer, opened.articles, opened.maps) == (other, tmp_path / "texts", tmp_path / "out")
    assert opened.caravans == folder / "caravans.yaml"
    assert [opened.name(path) for path in (opened.gazetteer, opened.caravans)] == ["places.yaml", "caravans.yaml"]


def test_a_folder_without_a_gazetteer_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="`routes init DIR` makes a project"):
        open_project(tmp_path)
    with pytest.raises(FileError, match="there is no such folder; `routes init"):
        open_project(tmp_path / "none")
    with pytest.raises(FileError, match=r"none\.yaml: there is no such file"):
        open_project(project(tmp_path / "p"), gazetteer=tmp_path / "none.yaml")


def test_a_project_is_found_from_within(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    assert find_project(folder / "articles") == folder.resolve()
    assert find_project(tmp_path) is None


def test_the_shipped_project_has_places_and_caravans() -> None:
    known, problems = load(shipped_project())
    assert problems == ()
    assert len(known.places) >= 80
    assert "2018-10-first" in {caravan.id for caravan in known.caravans}
    assert known.knowledge().index.named("Tapachula")


def test_a_project_without_caravans_is_one(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    (folder / "caravans.yaml").unlink()
    opened, _ = open_project(folder)
    known, problems = load(opened)
    assert (known.caravans, problems, check(opened)) == ((), (), ())


def test_every_mistake_in_every_file_is_told_at_once_by_file_and_line(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    gazetteer = (folder / "gazetteer.yaml").read_text(encoding="utf-8")
    broken = gazetteer.replace("class: P", "class: Q", 1).replace("lat: ", "lat: 9", 1)
    (folder / "gazetteer.yaml").write_text(broken, encoding="utf-8")
    caravans = (folder / "caravans.yaml").read_text(encoding="utf-8")
    (folder / "caravans.yaml").write_text(caravans.replace("\n    origin: ", "\n    origin: x", 1), encoding="utf-8")
    (folder / "corrections.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    (folder / "articles" / "d.txt").write_text("---\npublished: May\n---\nText.\n", encoding="utf-8")
    found = check(open_project(folder)[0])
    files = [problem.file for problem in found]
    assert files == sorted(files)
    assert set(files) == {"articles/d.txt", "caravans.yaml", "corrections.yaml", "gazetteer.yaml"}
    assert all(problem.line for problem in found)


def test_the_rulings_that_a_new_project_shows_are_right(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    text = (folder / "corrections.yaml").read_text(encoding="utf-8")
    shown = "\n".join(line.removeprefix("# ") for line in text.splitlines() if line.startswith(("# rul", "#   ")))
    entries, problems = read_rulings(shown, "corrections.yaml")
    assert problems == ()
    assert {type(entry.value) for entry in entries} == {NameRuling, ReportRuling, Merge}


def test_nobody_is_asked_by_default() -> None:
    assert GeocoderSettings().contact is Settings().contact is None
