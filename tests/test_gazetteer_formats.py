"""The gazetteer in formats of others: valid by their specification, and back again without loss."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from routes.gazetteer.formats import FORMATS, Publication, format_of
from routes.gazetteer.parse import read_gazetteer
from routes.gazetteer.records import FIELDS, block
from routes.project import shipped_project

OUT = Publication(base="https://example.org/places/", year=2025)
RICH = {
    "id": "ciudad-hidalgo",
    "name": "Ciudad Hidalgo",
    "names": [{"text": "Ciudad Hidalgo, Chiapas", "lang": "es"}, {"text": "Suchiate", "lang": "es", "kind": "press"}],
    "aliases": ["Cd. Hidalgo", "a; b", "=1+1", "'quoted"],
    "class": "P",
    "kind": "town",
    "country": "MX",
    "countries": ["MX", "GT"],
    "admin1": "MX-CHP",
    "lat": 14.6792,
    "lon": -92.1497,
    "bbox": [-92.2, 14.6, -92.1, 14.7],
    "radius_km": 2,
    "part_of": "chiapas",
    "links": ["gn:3530517", "wd:Q1", "https://example.org/hidalgo"],
    "population": 14606,
    "verified": "2025-01-02",
    "valid": "1958/1999-12-31",
    "certainty": "certain",
    "not_when": ["Michoacán"],
    "prefer_near": ["tecun-uman"],
    "notes": "On the river\nand the railway",
    "source": "GeoNames",
}
BARE = {"id": "x", "name": "X", "class": "S", "kind": "shelter", "lat": 0, "lon": -1.5}

# --- Linked Places Format 1.3, as its specification describes a collection ----------------------

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
ISO_DATE = {"type": "string", "pattern": r"^-?\d{4}(-\d\d(-\d\d)?)?$"}
CERTAINTY = {"enum": ["certain", "less-certain", "uncertain"]}


def thing(required: list[str], **properties: Any) -> dict[str, Any]:  # noqa: ANN401 - schemas
    return {"type": "object", "required": required, "properties": properties}


def list_of(schema: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": schema, "minItems": least}


MOMENT = {"type": "object", "minProperties": 1, "propertyNames": {"enum": ["in", "earliest", "latest"]}} | {
    "additionalProperties": ISO_DATE
}
WHEN = thing(["timespans"], timespans=list_of(thing(["start"], start=MOMENT, end=MOMENT), 1), certainty=CERTAINTY)
CITATION = thing(["label"], label=TEXT, year={"type": "integer"})
FEATURE = thing(
    ["@id", "type", "properties", "names", "geometry"],
    **{
        "@id": {"type": "string", "pattern": r"^https?://"},
        "type": {"const": "Feature"},
        "properties": thing(
            ["title", "fclasses"],
            title=TEXT,
            fclasses=list_of({"enum": list("AHLPRST")}, 1),
            ccodes=list_of({"type": "string", "pattern": "^[A-Z]{2}$"}),
        ),
        "when": WHEN,
        "names": list_of(thing(["toponym"], toponym=TEXT, lang=TEXT, citations=list_of(CITATION, 1), when=WHEN), 1)
        | {"contains": {"required": ["citations"]}},
        "types": list_of(
            thing(
                ["identifier", "label"],
                identifier={"type": "string", "pattern": r"^aat:3\d{8}$"},
                label=TEXT,
                sourceLabels=list_of(thing(["label"], label=TEXT, lang=TEXT)),
            )
        ),
        "geometry": thing(
            ["type", "coordinates"],
            type={"const": "Point"},
            coordinates={
                "prefixItems": [{"minimum": -180, "maximum": 180}, {"minimum": -90, "maximum": 90}],
                "minItems": 2,
                "maxItems": 2,
            },
            certainty=CERTAINTY,
        ),
        "links": list_of(
            thing(
                ["type", "identifier"],
                type={"enum": ["exactMatch", "closeMatch", "primaryTopicOf", "subjectOf", "seeAlso"]},
                identifier={"type": "string", "pattern": "^(https?://|(bnf|dbp|gn|gnd|loc|pl|tgn|viaf|wd|wp):)"},
            )
        ),
        "relations": list_of(thing(["relationType", "relationTo"], relationType=TEXT, relationTo=TEXT)),
        "descriptions": list_of(thing(["value"], value=TEXT)),
    },
) | {"anyOf": [{"required": ["when"]}, {"properties": {"names": {"contains": {"required": ["citations"]}}}}]}
COLLECTION = thing(
    ["type", "@context", "features"],
    **{
        "type": {"const": "FeatureCollection"},
        "@context": {"type": "string", "pattern": "^https://"},
        "features": list_of(FEATURE),
    },
)


@pytest.mark.parametrize("place", [RICH, BARE], ids=["rich", "bare"])
def test_the_places_of_these_tests_have_the_form_of_the_gazetteer(place: dict[str, Any]) -> None:
    lines = "\n".join(block(place))
    assert read_gazetteer(f"places:\n{lines}\n", "x")[1] == ()


def shipped() -> list[dict[str, Any]]:
    entries, _ = read_gazetteer(shipped_project().gazetteer.read_bytes(), "gazetteer.yaml")
    return [dict(entry.written) for entry in entries]


def test_the_linked_places_of_the_shipped_gazetteer_are_valid_by_their_specification() -> None:
    Draft202012Validator.check_schema(COLLECTION)
    collection = json.loads(FORMATS["lpf"].write([*shipped(), RICH, BARE], OUT))
    assert list(Draft202012Validator(COLLECTION).iter_errors(collection)) == []


def test_a_linked_place_says_in_the_format_s_words_what_it_can() -> None:
    (feature,) = json.loads(FORMATS["lpf"].write([RICH], OUT))["features"]
    assert feature["@id"] == "https://example.org/places/ciudad-hidalgo"
    assert feature["when"] == {"timespans": [{"start": {"in": "1958"}, "end": {"in": "1999-12-31"}}]}
    assert feature["names"][0]["citations"] == [{"label": "GeoNames", "year": 2025}]
    assert feature["types"][0]["identifier"] == "aat:300008375"
    assert [one["identifier"] for one in feature["links"]] == RICH["links"]
    assert feature["relations"][0]["relationTo"] == "https://example.org/places/chiapas"
    assert feature["routes"].keys() == {
        "names", "admin1", "radius_km", "population", "verified", "valid", "not_when", "prefer_near",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["lpf", "csv", "geojson"])
def test_what_is_exported_is_imported_field_by_field(name: str) -> None:
    places = [RICH, BARE, *shipped()]
    assert FORMATS[name].read(FORMATS[name].write(places, OUT), "x") == (tuple(places), ())


def test_the_table_of_linked_places_loses_only_what_it_has_no_cell_for() -> None:
    ((back,), problems) = FORMATS["lp-tsv"].read(FORMATS["lp-tsv"].write([RICH], OUT), "x")
    assert problems == ()
    lost = {name for name in RICH if back.get(name) != RICH[name]}
    assert lost == {
        "names", "aliases", "admin1", "bbox", "radius_km", "population", "verified", "valid", "certainty", "not_when",
        "prefer_near", "notes",
    }  # fmt: skip
    assert back["names"] == [{"text": "Ciudad Hidalgo, Chiapas", "lang": "es"}, {"text": "Suchiate", "lang": "es"}]
    assert back["aliases"] == ["Cd. Hidalgo", "=1+1", "'quoted"]
    assert back["notes"] == "On the river and the railway"


def test_the_table_of_linked_places_has_no_quotes_and_as_many_cells_in_every_row() -> None:
    text = FORMATS["lp-tsv"].write([RICH, BARE], OUT)
    assert {line.count("\t") for line in text.splitlines()} == {14}
    assert '"' not in text


def test_no_cell_of_the_table_is_run_by_a_spreadsheet() -> None:
    place = {**BARE, "name": "=HYPERLINK(0)", "aliases": ["+1", "@x"], "notes": "-a"}
    rows = list(csv.reader(io.StringIO(FORMATS["csv"].write([place], OUT))))
    cells = dict(zip(*rows, strict=True))
    texts = [cells[name] for name in ("name", "aliases", "notes")]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]
    assert FORMATS["csv"].read(FORMATS["csv"].write([place], OUT), "x")[0] == (place,)


VALUES = {
    "names": st.lists(st.fixed_dictionaries({"text": st.text(min_size=1), "lang": st.just("es")}), min_size=1),
    "aliases": st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1),
    "notes": st.text(min_size=1),
    "population": st.integers(1, 10**10),
    "bbox": st.lists(st.floats(-90, 90), min_size=4, max_size=4),
    "links": st.lists(st.sampled_from(["wd:Q1", "osm:n1", "gn:7", "https://example.org/a;b"]) | st.text(), min_size=1),
    "valid": st.sampled_from(["1990/2000", "1990", "x"]),
    "certainty": st.sampled_from(["certain", "likely", "doubtful", "guess"]),
    "country": st.sampled_from(["MX", "NO"]),
    "countries": st.lists(st.sampled_from(["MX", "GT", "NO"]), min_size=1, max_size=3),
    "lat": st.floats(-90, 90),
    "lon": st.floats(-180, 180),
}


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({}, optional=VALUES), st.sampled_from(["lpf", "geojson"]))
def test_whatever_a_place_holds_comes_back_from_json(told: dict[str, Any], name: str) -> None:
    place = {**BARE, **told}
    assert FORMATS[name].read(FORMATS[name].write([place], OUT), "x") == ((place,), ())


def test_a_field_that_is_new_to_the_formats_is_exported_and_imported() -> None:
    place = {**BARE, "a_new_field": {"of": ["any", "form", 1]}}
    for name in ("lpf", "geojson", "csv"):
        assert "a_new_field" in FORMATS[name].write([place], OUT)
    assert FORMATS["lpf"].read(FORMATS["lpf"].write([place], OUT), "x") == ((place,), ())
    assert set(RICH) < set(FIELDS)


def test_places_of_another_gazetteer_get_an_id_and_a_kind() -> None:
    feature = {
        "@id": "http://mygaz.org/places/p_12345",
        "type": "Feature",
        "properties": {"title": "Abingdon (UK)", "ccodes": ["GB"], "fclasses": ["P"]},
        "names": [{"toponym": "Abingdon", "lang": "en", "citations": [{"label": "Ye Olde Gazetteer", "year": 1635}]}],
        "types": [{"identifier": "aat:300008375", "label": "town"}],
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Point", "coordinates": [-1.2879, 51.6708]}],
        },
        "links": [
            {"type": "exactMatch", "identifier": "wd:Q321381"},
            {"type": "closeMatch", "identifier": "tgn:7011944"},
            {"type": "seeAlso", "identifier": "wp:Berkshire"},
        ],
    }
    told = json.dumps({"type": "FeatureCollection", "@context": "x", "features": [feature]})
    ((place,), problems) = FORMATS["lpf"].read(told, "abingdon.json")
    assert problems == ()
    assert place == {
        "id": "p-12345",
        "name": "Abingdon (UK)",
        "names": [{"text": "Abingdon", "lang": "en"}],
        "class": "P",
        "kind": "town",
        "country": "GB",
        "lat": 51.6708,
        "lon": -1.2879,
        "links": ["wd:Q321381"],
        "source": "Ye Olde Gazetteer",
    }


def test_a_feature_without_a_point_and_a_broken_file_are_told() -> None:
    none = '{"features": [{"type": "Feature", "properties": {"name": "X"}, "geometry": null}]}'
    for name in ("lpf", "geojson"):
        assert str(FORMATS[name].read(none, "x.json")[1][0]).startswith("x.json: features[0]: has no point")
        assert str(FORMATS[name].read("{", "x.json")[1][0]).startswith("x.json:1:2: is no JSON")
        assert "holds no list of features" in str(FORMATS[name].read("[]", "x.json")[1][0])


def test_a_spreadsheet_s_own_table_is_read() -> None:
    text = "\ufeffname;lat;lon;country;aliases\r\nVilla;15.5;-92;MX;La Villa; \r\n"
    ((place,), _) = FORMATS["csv"].read(text, "x.csv")
    assert place == {
        "name": "Villa", "id": "villa", "class": "P", "kind": "town", "lat": 15.5, "lon": -92, "country": "MX",
        "aliases": ["La Villa"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        ("a.csv", "id", "csv"),
        ("a.TSV", "id", "lp-tsv"),
        ("a.json", '{"@context": "x", "features": []}', "lpf"),
        ("a.geojson", '{"features": []}', "geojson"),
        ("a.txt", "x", ""),
    ],
)
def test_the_format_is_told_from_the_name_or_the_text(name: str, text: str, known: str) -> None:
    assert format_of(name, text) == known
