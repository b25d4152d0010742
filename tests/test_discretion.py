"""What the maps do not show: hidden places, the positions of coarse ones, and how far others are to be trusted."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

from projects import project
from routes.building import Built, build
from routes.gazetteer.geocoding import GeocoderSettings
from routes.project import open_project

ARTICLE = """\
---
title: Caravan rests at CASA TECOLOTE
published: 2018-10-25
---
The first caravan left San Pedro Sula, Honduras, on October 12. On October 19 it reached Tecún Umán, Guatemala. On
October 21 the caravan arrived at Casa Tecolote in Tapachula. From Casa Tecolote it went on to Huixtla, Mexico, where
it arrived on October 23. Police and migrants clashed at Casa Tecolote on October 22.
"""
SHELTER = """\
  - id: casa-tecolote
    name: Casa Tecolote
    class: S
    kind: shelter
    country: MX
    admin1: MX-CHP
    lat: 14.9273
    lon: -92.2681
    {fields}
"""


def built(folder: Path, fields: str) -> tuple[Built, dict[str, str]]:
    """The build of a project with one article and a shelter with these fields; all files of its maps."""
    project(folder, names=())
    (folder / "articles/a.md").write_text(ARTICLE, encoding="utf-8")
    gazetteer = folder / "gazetteer.yaml"
    gazetteer.write_text(gazetteer.read_text(encoding="utf-8") + SHELTER.format(fields=fields), encoding="utf-8")
    opened, _ = open_project(folder)
    made = build(opened, geocoder=GeocoderSettings(offline=True), today=date(2026, 11, 21), tell=lambda _: None)
    return made, {name: (folder / "maps" / name).read_text(encoding="utf-8") for name in made.files}


def shelter_of(files: dict[str, str]) -> dict[str, object]:
    """The shelter's waypoint in the GeoJSON."""
    features = json.loads(files["routes.geojson"])["features"]
    return next(one for one in features if one["properties"].get("place") == "casa-tecolote")


def test_a_hidden_place_is_in_no_output_and_its_reports_are_listed(tmp_path: Path) -> None:
    made, files = built(tmp_path / "p", "sensitivity: hidden")

    for name, text in files.items():
        assert "Tecolote" not in text, name
        assert "92.26" not in text, name
    assert "huixtla" in files["routes.csv"]
    left_out = [problem for problem in made.problems if "is left out of the maps" in problem.what]
    assert [str(problem) for problem in left_out] == [
        "articles/a.md: a report of Casa Tecolote is left out of the maps: its `sensitivity` is hidden",
        "articles/a.md: an event of Casa Tecolote is left out of the maps: its `sensitivity` is hidden",
    ]
    assert {problem.severity for problem in left_out} == {"warning"}


def test_a_coarse_place_has_a_tenth_of_a_degree_in_every_output(tmp_path: Path) -> None:
    _, files = built(tmp_path / "p", "sensitivity: coarse")

    for name, text in files.items():
        assert not re.search(r"14\.92|92\.26\b", text), name
    waypoint = shelter_of(files)
    assert waypoint["geometry"] == {"type": "Point", "coordinates": [-92.3, 14.9]}
    assert "shown only roughly, for the safety of people there" in str(waypoint["properties"])
    (row,) = (row for row in csv.DictReader(files["routes.csv"].splitlines()) if row["place_id"] == "casa-tecolote")
    assert (row["lat"], row["lon"]) == ("14.9", "-92.3")


@pytest.mark.parametrize(
    ("field", "doubt"),
    [
        ("certainty: doubtful", "it is doubtful where this place lies"),
        ("precision: region", "of this place no more is known than its region"),
        ("radius_km: 12.5", "this place may lie up to 12.5 km from here"),
    ],
)
def test_an_uncertain_place_is_drawn_hollow_and_says_why(tmp_path: Path, field: str, doubt: str) -> None:
    _, sure = built(tmp_path / "sure", "certainty: certain")
    _, files = built(tmp_path / "p", field)

    assert doubt in str(shelter_of(files)["properties"])
    assert doubt in files["index.html"]
    assert files["index.html"].count('"unsure":') == 2  # its stop and its event
    assert files["index.svg"].count('stroke-width="2"') > sure["index.svg"].count('stroke-width="2"')
    assert '"unsure":' not in sure["index.html"]


def test_a_report_from_when_the_place_was_not_there_is_doubted(tmp_path: Path) -> None:
    _, files = built(tmp_path / "p", "valid: 2019/2021")
    assert "on another day than the place was there (2019-01-01/2021-12-31)" in str(shelter_of(files)["properties"])

    _, files = built(tmp_path / "q", "valid: 2018")
    assert shelter_of(files)["properties"]["doubts"] == []  # type: ignore[index]
