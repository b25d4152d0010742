"""The JSON Schema that editors use says of a file what `routes check` says, as far as a JSON Schema can."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from routes.cli import cli
from routes.files import load_yaml
from routes.gazetteer.caravans import parse_caravans
from routes.gazetteer.json_schema import FORMS, json_schema
from routes.gazetteer.parse import parse_gazetteer
from routes.gazetteer.rulings import read_rulings

ROOT = Path(__file__).parent.parent
PLACE = {"id": "a", "name": "A", "class": "P", "kind": "town", "country": "MX", "lat": 14.5, "lon": -92}
CARAVAN = {"id": "2018-10-first", "name": "first caravan"}
PARSE: dict[str, Callable[[str, str], tuple[object, object]]] = {
    "gazetteer": parse_gazetteer,
    "caravans": parse_caravans,
    "corrections": read_rulings,
}
RULINGS: list[dict[str, object]] = [
    {"id": "a", "mention": "X", "is": "no place"},
    {"id": "a", "mention": "X", "is": "x", "article": "articles/x.md", "quote": "in X", "nth": 2},
    {"id": "a", "report": "x", "ruling": "wrong", "publisher": "The Example"},
    {"id": "a", "report": "x", "date": "2018-10-12/2018-10-13", "caravan": "2018-10-first"},
    {"id": "a", "merge": "x", "into": "y", "notes": "as both say"},
]


def wrong(name: str, value: object) -> list[str]:
    """Where the schema finds mistakes in what a file holds."""
    validator = Draft202012Validator(json_schema(name))
    return sorted({error.json_path for error in validator.iter_errors(value)})


def fields_of(schema: dict[str, Any], way: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, field in schema.get("properties", {}).items():
        yield f"{way}.{name}", field
        yield from fields_of(field, f"{way}.{name}")
    if isinstance(schema.get("items"), dict):
        yield from fields_of(schema["items"], way)


@pytest.mark.parametrize("name", FORMS)
def test_the_command_prints_a_right_json_schema(name: str) -> None:
    printed = json.loads(CliRunner().invoke(cli, ["schema", name]).output)
    assert printed == json_schema(name)
    Draft202012Validator.check_schema(printed)


def test_every_form_has_its_command() -> None:
    (argument,) = cli.commands["schema"].params
    assert set(argument.type.choices) == set(FORMS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", FORMS)
def test_every_field_is_explained(name: str) -> None:
    assert [way for way, field in fields_of(json_schema(name)) if not field.get("description")] == []


@pytest.mark.parametrize("name", FORMS)
def test_the_files_of_the_example_are_right(name: str) -> None:
    folder = ROOT if (ROOT / f"{name}.yaml").exists() else ROOT / "src" / "routes" / "starter"
    tree, problems = load_yaml((folder / f"{name}.yaml").read_text(encoding="utf-8"), name)
    assert problems == ()
    assert tree is not None
    assert wrong(name, tree.value) == []


@pytest.mark.parametrize("value", [None, {}, {"places": None}, {"places": []}])
def test_a_file_without_places_is_right(value: object) -> None:
    assert wrong("gazetteer", value) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Not An Id"),
        ("id", None),
        ("name", 2018),
        ("name", " "),
        ("class", "X"),
        ("country", "Mexico"),
        ("countries", []),
        ("admin1", "Chiapas"),
        ("lat", 999),
        ("lat", "14.9"),
        ("lon", True),
        ("bbox", [1, 2, 3]),
        ("bbox", [1, 2, 3, 4, 5]),
        ("bbox", [-92, 14, -91, 150]),
        ("population", 1.5),
        ("population", -1),
        ("verified", "21.11.2026"),
        ("aliases", "Tapa"),
        ("aliases", ["a", 3]),
        ("names", [{"text": "a"}]),
        ("names", [{"text": "a", "lang": "es", "kind": "nice"}]),
        ("names", ["a"]),
        ("latitude", 14.5),
    ],
)
def test_what_is_wrong_with_a_place_is_wrong_by_the_schema_too(field: str, value: object) -> None:
    assert wrong("gazetteer", {"places": [PLACE]}) == []
    broken = {"places": [{**PLACE, field: value}]}
    assert parse_gazetteer(json.dumps(broken), "g.yaml")[1]
    (where,) = wrong("gazetteer", broken)
    assert where.startswith("$.places[0]")


@pytest.mark.parametrize(
    ("field", "value"),
    [("departed", "2018-10"), ("ordinal", 0), ("ordinal", "1"), ("color", "blue"), ("dash", "a b"), ("colour", "x")],
)
def test_what_is_wrong_with_a_caravan_is_wrong_by_the_schema_too(field: str, value: object) -> None:
    assert wrong("caravans", {"caravans": [CARAVAN]}) == []
    broken = {"caravans": [{**CARAVAN, field: value}]}
    assert parse_caravans(json.dumps(broken), "c.yaml")[1]
    (where,) = wrong("caravans", broken)
    assert where.startswith("$.caravans[0]")


@pytest.mark.parametrize("ruling", RULINGS)
def test_a_ruling_is_right_with_its_fields_and_wrong_without_one(ruling: dict[str, object]) -> None:
    assert wrong("corrections", {"rulings": [ruling]}) == []
    assert read_rulings(json.dumps({"rulings": [ruling]}), "c.yaml")[1] == ()
    for needed in [name for name in ruling if name in ("mention", "is", "report", "merge", "into", "article")]:
        less = {"rulings": [{key: value for key, value in ruling.items() if key != needed}]}
        assert wrong("corrections", less) == ["$.rulings[0]"]
        assert read_rulings(json.dumps(less), "c.yaml")[1]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("value", [[], "text", {"other": []}])
def test_a_file_of_another_form_is_wrong(name: str, value: object) -> None:
    assert wrong(name, value) == ["$"]
    assert PARSE[name](json.dumps(value), "x.yaml")[1]


@pytest.mark.parametrize("field", ["id", "name", "class", "kind", "lat", "lon"])
def test_a_place_needs_its_fields(field: str) -> None:
    assert wrong("gazetteer", {"places": [{key: PLACE[key] for key in PLACE if key != field}]}) == ["$.places[0]"]
