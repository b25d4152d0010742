"""From a name that no list has to a dot on the map: what the commands of the gazetteer do to a project."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click import UsageError
from click.testing import CliRunner, Result

from nominatim import nominatim, result
from projects import project
from routes.building import build
from routes.cli import cli
from routes.curation import named
from routes.errors import FileError
from routes.gazetteer.geocoding import GeocoderSettings
from routes.gazetteer.parse import parse_gazetteer
from routes.project import Project, open_project

NAME = "Villa Inventada"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = project(tmp_path / "p")
    monkeypatch.chdir(made)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["gazetteer", *arguments], standalone_mode=False, catch_exceptions=False)


def code(done: Result) -> int:
    return int(done.return_value)


def opened(folder: Path) -> Project:
    return open_project(folder)[0]


def built(folder: Path, url: str | None = None) -> tuple[str, ...]:
    geocoder = GeocoderSettings(url=url, offline=url is None, pause=0.0, timeout=5.0)
    return build(opened(folder), geocoder=geocoder, today=date(2025, 1, 2), tell=lambda _: None).unplaced


def ids(folder: Path) -> list[str]:
    return [place.id for place in parse_gazetteer((folder / "gazetteer.yaml").read_bytes(), "g")[0]]


def test_a_name_is_suggested_added_and_drawn(folder: Path) -> None:
    told = run("suggest")
    assert told.stdout.startswith(f"{NAME} (1 time, 1 article)\n  articles/c-nowhere.md: The first caravan arrived in")
    assert 'routes gazetteer add "Villa Inventada" --lat LAT --lon LON' in told.stdout
    before = (folder / "gazetteer.yaml").read_text(encoding="utf-8")
    assert code(run("add", NAME, "--lat", "15.3", "--lon", "-92.6", "--alias", "La Inventada")) == 0
    block = (
        "  - id: villa-inventada\n    name: Villa Inventada\n    aliases: [La Inventada]\n    class: P\n"
        '    kind: town\n    country: MX\n    lat: 15.3\n    lon: -92.6\n    source: "editor\'s estimate"\n'
    )
    after = (folder / "gazetteer.yaml").read_text(encoding="utf-8")
    assert after.replace(block, "") == before
    assert built(folder) == ()
    assert ",villa-inventada,Villa Inventada,15.3,-92.6," in (folder / "maps" / "routes.csv").read_text(
        encoding="utf-8"
    )


def test_a_dry_run_prints_the_lines_and_writes_nothing(folder: Path) -> None:
    before = (folder / "gazetteer.yaml").read_bytes()
    done = run("add", NAME, "--lat", "15.3", "--lon", "-92.6", "--dry-run", "--set", "population=1200")
    assert "  - id: villa-inventada\n" in done.stdout
    assert "    population: 1200\n" in done.stdout
    assert (folder / "gazetteer.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["Tapachula", "--lat", "14.9", "--lon", "-92.26"],
            "Tapachula is here already, as tapachula; mend it by hand",
        ),
        (["Hid", "--lat", "14.9", "--lon", "-92.2", "--id", "tapachula"], "tapachula is here already; nothing was"),
        (
            [NAME, "--lat", "-15.3", "--lon", "-92.6", "--country", "MX"],
            "villa-inventada.lat: -15.3 looks as if it had",
        ),
        ([NAME, "--lat", "0", "--lon", "-30", "--class", "X"], "villa-inventada.class: X is none of A, P, H"),
        (
            [NAME, "--lat", "15", "--lon", "-92.6", "--set", "prefer_near=[x]"],
            "prefer_near[0]: x is the id of no place",
        ),
        (
            ["Huixtla", "--lat", "17", "--lon", "-92.6", "--id", "huixtla-two"],
            "Huixtla is also a name of huixtla",
        ),
    ],
)
def test_a_place_that_is_there_or_cannot_be_right_is_not_added(folder: Path, arguments: list[str], told: str) -> None:
    before = (folder / "gazetteer.yaml").read_bytes()
    done = run("add", *arguments)
    assert code(done) == 1
    assert told in done.stderr
    assert "Nothing was written" in done.stderr
    assert (folder / "gazetteer.yaml").read_bytes() == before


# --- what a geocoder proposed ------------------------------------------------------------------

NEAR = result(name=NAME, lat="15.3", lon="-92.6", boundingbox=["15.2", "15.4", "-92.7", "-92.5"])
FAR = result(name=NAME, lat="19.3", lon="-99.1", boundingbox=["19.2", "19.4", "-99.2", "-99.0"])


def test_an_accepted_proposal_leaves_the_candidates_at_the_next_build(folder: Path) -> None:
    with nominatim() as server:
        server.by_name[NAME] = [FAR, NEAR]
        built(folder, server.url)
        assert "villa-inventada-mx-2" in (folder / "candidates.yaml").read_text(encoding="utf-8")
        told = run("suggest", "--json")
        (line,) = [json.loads(line) for line in told.stdout.splitlines()]
        assert [(one["number"], one["list"], one["lat"]) for one in line["proposals"]] == [
            (1, "candidates", 15.3),
            (2, "candidates", 19.3),
        ]
        assert [stop["place"] for stop in line["stops"]] == ["tapachula", "huixtla"]
        assert [round(km) for km in line["proposals"][0]["km"]] == [57, 23]
        assert code(run("accept", NAME.lower(), "1")) == 0
        assert built(folder, server.url) == ()
    assert "villa-inventada" not in (folder / "candidates.yaml").read_text(encoding="utf-8")
    assert "villa-inventada-mx-2" in ids(folder)


def test_a_refused_proposal_is_not_drawn_nor_suggested_again(folder: Path) -> None:
    with nominatim() as server:
        server.by_name[NAME] = [FAR, NEAR]
        built(folder, server.url)
        assert ",19.3,-99.1," in (folder / "maps" / "routes.csv").read_text(encoding="utf-8")
        assert code(run("refuse", NAME, "2")) == 0
        assert (folder / "refused.yaml").read_text(encoding="utf-8") == (
            "refused:\n  - id: villa-inventada\n    name: Villa Inventada\n    lat: 19.3\n    lon: -99.1\n"
        )
        for _ in range(2):
            built(folder, server.url)
            drawn = (folder / "maps" / "routes.csv").read_text(encoding="utf-8")
            assert (",19.3,-99.1," in drawn, ",15.3,-92.6," in drawn) == (False, True)
            assert "19.3" not in (folder / "candidates.yaml").read_text(encoding="utf-8")
    (proposal,) = named(opened(folder), NAME).proposals
    assert proposal.meaning.place.position.lat == 15.3


def test_a_refused_name_is_neither_asked_for_nor_drawn_nor_listed(folder: Path) -> None:
    assert code(run("refuse", NAME)) == 0
    with nominatim() as server:
        server.by_name[NAME] = [NEAR]
        assert built(folder, server.url) == ()
        assert server.requests == []
    assert run("suggest").stdout == ""
    assert code(run("refuse", "Another Name")) == 0
    assert (folder / "refused.yaml").read_text(encoding="utf-8").count("- id:") == 2


def test_a_mistake_in_what_was_refused_is_told(folder: Path) -> None:
    (folder / "refused.yaml").write_text("refused:\n  - name: X\n", encoding="utf-8")
    told = CliRunner().invoke(cli, ["check"], standalone_mode=False)
    assert "refused.yaml:2:5: refused[0].id: is missing" in told.stdout


def test_who_names_no_number_is_told_that_there_are_others(folder: Path) -> None:
    told = run("accept", "Las Palmas", "--dry-run")
    assert told.stderr.startswith("Las Palmas has 5 proposals, this is the first; `routes gazetteer suggest --bundled`")
    assert "  - id: las-palmas-mx-" in told.stdout
    assert run("accept", "Las Palmas", "1", "--dry-run").stderr.startswith("Would be added")
    assert "las-palmas" not in (folder / "gazetteer.yaml").read_text(encoding="utf-8")


def test_a_number_that_no_proposal_has_is_wrong_usage(folder: Path) -> None:
    with pytest.raises(Exception, match="there is no proposal 2 for Villa Inventada: no list has it") as refused:
        run("accept", NAME, "2")
    assert getattr(refused.value, "exit_code", None) == 2
    assert folder.is_dir()


def test_a_name_that_the_bundled_lists_have_is_shown_when_asked_for(folder: Path) -> None:
    (folder / "articles" / "d.txt").write_text(
        "In 2018 the caravan slept in Aguacatenango, Mexico.\n", encoding="utf-8"
    )
    assert "Aguacatenango" not in run("suggest").stdout
    assert "  1. Aguacatenango, town, MX-CHP; 16.4740, -92.4090; " in run("suggest", "--bundled").stdout


# --- export and import -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lpf", "csv", "geojson"])
def test_an_export_fills_an_empty_gazetteer_with_the_same_places(folder: Path, tmp_path: Path, name: str) -> None:
    file, other = tmp_path / f"places.{name}", tmp_path / "other"
    assert code(run("export", "--format", name, "--out", str(file), "--year", "2025")) == 0
    other.mkdir()
    (other / "gazetteer.yaml").write_text("", encoding="utf-8")
    assert code(run("import", str(file), "--format", name, "--project", str(other))) == 0
    whole = parse_gazetteer((folder / "gazetteer.yaml").read_bytes(), "g")
    assert parse_gazetteer((other / "gazetteer.yaml").read_bytes(), "g") == whole
    again = run("import", str(file), "--format", name, "--project", str(other))
    assert f"Nothing was written: 0 new places, {len(whole[0])} the same, 0 different." in again.stderr


def test_an_export_says_no_more_of_a_place_than_the_maps(folder: Path) -> None:
    path = folder / "gazetteer.yaml"
    text = path.read_text(encoding="utf-8").replace("name: Huixtla\n", "name: Huixtla\n    sensitivity: hidden\n")
    coarse = "name: Arriaga\n    sensitivity: coarse\n    bbox: [-94.0, 16.1, -93.8, 16.3]\n"
    path.write_text(text.replace("name: Arriaga\n", coarse), encoding="utf-8")
    done = run("export", "--format", "csv")
    assert "Huixtla" not in done.stdout
    assert "sensitivity: is hidden, so the place is not exported (warning)" in done.stderr
    (row,) = [row for row in csv.DictReader(io.StringIO(done.stdout)) if row["id"] == "arriaga"]
    assert (row["lat"], row["lon"], row["bbox"]) == ("16.2", "-93.9", "")


def test_an_import_never_changes_a_place_that_is_there(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("id,name,class,kind,lat,lon,country\ntapachula,Tapachula,P,city,14.9,-92.2,MX\n", encoding="utf-8")
    before = (folder / "gazetteer.yaml").read_bytes()
    done = run("import", str(file))
    assert "tapachula is here already and differs: " in done.stderr
    assert (folder / "gazetteer.yaml").read_bytes() == before


def test_of_an_import_with_a_mistake_nothing_is_added(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("name,lat,lon,country\nVilla Uno,15.3,-92.6,MX\nVilla Dos,999,-92.6,MX\n", encoding="utf-8")
    done = run("import", str(file))
    assert code(done) == 1
    assert "mine.csv: villa-dos.lat: 999 is not between -90 and 90" in done.stderr
    assert "villa-uno" not in ids(folder)


def test_what_no_place_has_is_passed_over_at_an_import_and_told(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "osm.geojson"
    feature = {"id": "node/7", "properties": {"name": "Villa Uno", "osm_id": 7}} | {
        "geometry": {"type": "Point", "coordinates": [-92.6, 15.3]}
    }
    file.write_text(json.dumps({"features": [{**feature, "properties": {"country": "MX", **feature["properties"]}}]}))
    done = run("import", str(file))
    assert code(done) == 0
    assert "osm.geojson: holds what no place has: osm_id; nothing to do: it is passed over (warning)" in done.stderr
    assert "node-7" in ids(folder)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lpf", '{"features": [null]}'),
        ("lpf", '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}, "types": 3}]}'),
        ("geojson", '{"features": [{"geometry": [7]}]}'),
        ("geojson", '{"features": [{"geometry": {"type": "Point", "coordinates": 3}}]}'),
        ("geojson", '{"features": [{"id": [1], "properties": {"name": true}, "geometry": {"type": "Point", '
         '"coordinates": [[], {}]}}]}'),
        ("geojson", "[" * 100_000),
        ("csv", 'name,lat,lon\n"' + "x" * 200_000),
        ("lp-tsv", "title\tlat\nX\tnorth"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("folder")
def test_a_broken_file_of_another_program_is_told_with_its_name(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "theirs").write_text(text, encoding="utf-8")
    done = run("import", str(tmp_path / "theirs"), "--format", name)
    assert code(done) == 1
    assert done.stderr.startswith("theirs:")
    assert "Nothing was written" in done.stderr


@pytest.mark.parametrize("field", ["name=1", "name={a: b}", "class=[1]", "id=[1]", "lat=north"])
@pytest.mark.usefixtures("folder")
def test_a_field_of_another_kind_is_told(field: str) -> None:
    done = run("add", "Tapachula", "--lat", "14.9", "--lon", "-92.26", "--set", field)
    assert code(done) == 1
    assert field.split("=")[0] in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", NAME, "--lat", "nan", "--lon", "1"], "nan is no number of degrees"),
        (["add", " ", "--lat", "1", "--lon", "1"], "give a name"),
        (["accept", ""], "give a name"),
        (["refuse", ""], "give a name"),
        (["add", NAME, "--lat", "1", "--lon", "1", "--set", "=1"], "write FIELD=VALUE"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_no_name_or_position_is_wrong_usage(arguments: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        run(*arguments)


def test_what_suggest_was_told_is_in_the_commands_that_it_shows(folder: Path) -> None:
    (folder / "candidates.yaml").write_text(
        f"places:\n  - {{id: villa, name: {NAME}, class: P, kind: town, country: MX, lat: 15.3, lon: -92.6}}\n",
        encoding="utf-8",
    )
    assert f'  routes gazetteer accept "{NAME}" 1\n' in run("suggest").stdout
    elsewhere = run("suggest", str(folder), "--articles", "articles").stdout
    assert f'accept "{NAME}" 1 --project "{folder}" --articles "articles"\n' in elsewhere
    (folder / "candidates.yaml").unlink()
    by_hand = run("suggest", str(folder), "--articles", "articles").stdout
    assert f'add "{NAME}" --lat LAT --lon LON --project "{folder}"\n' in by_hand


def test_a_mistake_in_the_candidates_is_told(folder: Path) -> None:
    (folder / "candidates.yaml").write_text("places:\n  - id: x\n", encoding="utf-8")
    for command in (["gazetteer", "suggest"], ["check"]):
        done = CliRunner().invoke(cli, command, standalone_mode=False)
        assert code(done) == 1
        assert "candidates.yaml:2:5: places[0].name: is missing" in done.output


@pytest.mark.parametrize(
    "name", ["caravans.yaml", "candidates.yaml", "refused.yaml", "corrections.yaml", "routes.yaml"]
)
def test_a_folder_in_the_place_of_a_file_is_told(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()
    with pytest.raises(FileError, match=f"{name}: cannot be read"):
        CliRunner().invoke(cli, ["check"], catch_exceptions=False)


def test_a_file_of_no_known_format_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("?", encoding="utf-8")
    with pytest.raises(Exception, match="its format cannot be told from its name or text; say --format lpf or"):
        run("import", str(tmp_path / "x.txt"))
    assert folder.is_dir()


def test_data_goes_to_standard_output_alone(folder: Path) -> None:
    done = run("export", "--format", "geojson")
    assert len(json.loads(done.stdout)["features"]) == len(ids(folder))
    assert done.stderr == ""
