"""Every format opened by a reader that is not ours: what goes in comes out there, as far as the format can hold it."""

import csv as csv_format
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import duckdb
import fastkml
import fastkml.validator
import gpxpy
import pytest
import shapely
import shapely.geometry
from click.testing import CliRunner, Result
from lxml import etree

from projects import project
from routes.cli import cli, publishing
from routes.errors import RoutesError
from routes.exports.formats import EXPORTS
from routes.exports.geojson import geojson
from routes.exports.geoparquet import geoparquet
from routes.exports.gpx import gpx
from routes.exports.kml import kml
from routes.exports.linked_places import linked_places
from routes.exports.mf_json import mf_json
from routes.exports.table import csv_with_credit
from routes.exports.told import instants
from routes.model import Atlas, Waypoint

DOCUMENT = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
KML = {"k": "http://www.opengis.net/kml/2.2"}


def stops(atlas: Atlas) -> list[Waypoint]:
    return [stop for route in atlas.routes for stop in route.waypoints]


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_atlas_is_the_same_bytes_and_an_empty_one_is_no_mistake(name: str, atlas: Atlas) -> None:
    assert EXPORTS[name].write(atlas) == EXPORTS[name].write(atlas)
    assert EXPORTS[name].write(Atlas())


@pytest.mark.parametrize("name", EXPORTS)
def test_the_docs_say_what_the_format_cannot_hold(name: str) -> None:
    assert re.search(rf"^\| `{name}` \| `routes\.{re.escape(EXPORTS[name].ending)}` \|", DOCUMENT, re.MULTILINE)


CREDIT = "Towns: GeoNames (CC BY 4.0), https://www.geonames.org/"


def test_every_format_names_geonames_where_a_place_is_theirs(atlas: Atlas, tmp_path: Path) -> None:
    route, *others = atlas.routes
    stop, *later = route.waypoints
    first = replace(stop, place=replace(stop.place, source="GeoNames"))
    theirs = replace(atlas, routes=(replace(route, waypoints=(first, *later)), *others))

    assert credits_in(theirs, tmp_path) == {
        "geojson": CREDIT,
        "csv": "GeoNames (CC BY 4.0)",
        "gpx": CREDIT,
        "kml": CREDIT,
        "mf-json": CREDIT,
        "lpf": "GeoNames (CC BY 4.0)",
        "geoparquet": CREDIT,
    }
    assert all("GeoNames" not in str(told) for told in credits_in(atlas, tmp_path).values())


def credits_in(atlas: Atlas, folder: Path) -> dict[str, str | None]:
    """Whom each format says that its positions are owed to; in those that tell of each place, that of the first."""
    first = atlas.routes[0].waypoints[0].place
    places = {one["properties"]["title"]: one for one in features(linked_places(atlas))}
    cited = places[first.name]["geometry"].get("citations", [{}])[0]
    (folder / "routes.parquet").write_bytes(geoparquet(atlas))
    noted = duckdb.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(folder / "routes.parquet")]).fetchall()
    return {
        "geojson": json.loads(geojson(atlas)).get("attribution"),
        "csv": next(csv_format.DictReader(StringIO(csv_with_credit(atlas))))["credit"],
        "gpx": gpxpy.parse(gpx(atlas)).description,
        "kml": fastkml.KML.from_string(kml(atlas)).features[0].description,
        "mf-json": json.loads(mf_json(atlas)).get("attribution"),
        "lpf": cited.get("label"),
        "geoparquet": dict(noted).get(b"attribution", b"").decode(),
    }


# --- GeoJSON -----------------------------------------------------------------------------------


def test_shapely_reads_the_geojson(atlas: Atlas) -> None:
    shapes = [one["geometry"] and shapely.geometry.shape(one["geometry"]) for one in features(geojson(atlas))]
    drawn = [shape for shape in shapes if shape]
    assert all(shape.is_valid for shape in drawn)
    assert {shape.geom_type for shape in drawn} == {"Point", "LineString"}
    assert (drawn[0].x, drawn[0].y) == (-88.03, 15.5)


def features(text: str) -> list[dict[str, Any]]:
    return json.loads(text)["features"]


# --- GPX ---------------------------------------------------------------------------------------


def test_gpxpy_finds_every_stop_with_its_status_day_and_sources(atlas: Atlas) -> None:
    read = gpxpy.parse(gpx(atlas))
    found = [point for point in read.waypoints if ", stop " in point.description]
    assert [(one.name, one.type) for one in found] == [(stop.place.name, stop.status) for stop in stops(atlas)]
    for one, stop in zip(found, stops(atlas), strict=True):
        assert one.time == (datetime(*stop.date.first.timetuple()[:3], tzinfo=UTC) if stop.date else None)
        assert str(stop.date or "not given") in one.description
        assert all(claim.source.quote in one.comment for claim in stop.claims)
        assert one.link == stop.claims[0].source.url


def test_gpxpy_finds_a_track_for_each_caravan_that_goes_forward_in_time(atlas: Atlas) -> None:
    tracks = gpxpy.parse(gpx(atlas)).tracks
    assert [track.type for track in tracks] == [route.caravan.id for route in atlas.routes]
    times = [point.time for segment in tracks[0].segments for point in segment.points if point.time]
    assert times == sorted(set(times))
    names = [point.name for segment in tracks[0].segments for point in segment.points]
    assert names.count("Huixtla") == 2, "a stop of two days has two points"
    planned = {stop.place.name for stop in atlas.routes[0].waypoints if stop.status == "planned"}
    assert planned.isdisjoint(names)


def test_the_elements_of_gpx_stand_in_the_order_of_its_schema(atlas: Atlas) -> None:
    order = ["time", "name", "cmt", "desc", "src", "link", "type"]
    root = etree.fromstring(gpx(atlas).encode())
    assert [*dict.fromkeys(etree.QName(one).localname for one in root)] == ["wpt", "trk"]
    for point in root.iter("{*}wpt", "{*}trkpt"):
        tags = [etree.QName(child).localname for child in point]
        assert tags == sorted(tags, key=order.index)


# --- KML ---------------------------------------------------------------------------------------


def test_the_kml_is_valid_by_the_schema_of_the_ogc(atlas: Atlas, hostile_atlas: Atlas) -> None:
    for drawn in (atlas, hostile_atlas, Atlas()):
        fastkml.validator.validate(element=etree.fromstring(kml(drawn).encode()))
    broken = etree.fromstring(kml(atlas).replace("<begin>", "<begun>").replace("</begin>", "</begun>").encode())
    with pytest.raises(AssertionError):
        fastkml.validator.validate(element=broken)


def test_fastkml_finds_the_days_the_status_and_the_sources(atlas: Atlas) -> None:
    document = fastkml.KML.from_string(kml(atlas)).features[0]
    assert [folder.name for folder in document.features] == [*(r.caravan.name for r in atlas.routes), "events"]
    mark = next(one for one in document.features[0].features if one.name == "Huixtla")
    told = {field.name: field.value for field in mark.extended_data.elements}
    assert (mark.times.begin.dt, mark.times.end.dt) == (date(2018, 10, 22), date(2018, 10, 23))
    assert (told["status"], told["date"], told["country"]) == ("present", "2018-10-22/2018-10-23", "MX")
    assert "For two days Huixtla fed them." in told["sources"]
    assert mark.geometry.coords[0][:2] == (-92.46, 15.14)


def test_no_text_is_markup_in_a_globe(hostile_atlas: Atlas) -> None:
    root = etree.fromstring(kml(hostile_atlas).encode())
    for description in root.iterfind(".//k:description", KML):
        shown = etree.fromstring(f"<div>{description.text}</div>")
        assert {child.tag for child in shown.iter()} <= {"div", "h3", "p"}
    assert {text.text for text in root.iterfind(".//k:BalloonStyle/k:text", KML)} == {"$[description]"}
    assert gpxpy.parse(gpx(hostile_atlas)).waypoints


# --- MF-JSON -----------------------------------------------------------------------------------


def moving(atlas: Atlas) -> list[dict[str, Any]]:
    """The features, each held against the requirements of OGC 19-045r3 for a MovingPoint and what changes with it."""
    found = json.loads(mf_json(atlas))
    assert found["type"] == "FeatureCollection"
    for one in found["features"]:
        assert one["type"] == "Feature"
        path = one["temporalGeometry"]
        assert path["type"] == "MovingPoint"
        assert path["interpolation"] in {"Discrete", "Step", "Linear", "Quadratic", "Cubic"}
        times = [datetime.fromisoformat(moment) for moment in path["datetimes"]]
        assert len(times) == len(path["coordinates"]) >= 1
        assert times == sorted(set(times)), "instants are in order, each once"
        for group in one.get("temporalProperties", ()):
            values = {key: told for key, told in group.items() if key != "datetimes"}
            assert group["datetimes"] == path["datetimes"]
            assert all(told["type"] == "Text" and len(told["values"]) == len(times) for told in values.values())
    return found["features"]


def test_mf_json_holds_a_moving_point_for_each_caravan(atlas: Atlas) -> None:
    caravans = [one for one in moving(atlas) if one["properties"]["kind"] == "caravan"]
    assert [one["id"] for one in caravans] == [route.caravan.id for route in atlas.routes]
    first = caravans[0]
    told = first["temporalProperties"][0]
    at = told["name"]["values"].index("Huixtla")
    assert first["temporalGeometry"]["datetimes"][at : at + 2] == ["2018-10-22T00:00:00Z", "2018-10-23T00:00:00Z"]
    assert first["temporalGeometry"]["coordinates"][at] == [-92.46, 15.14]
    assert told["date"]["values"][at] == "2018-10-22/2018-10-23"
    assert told["status"]["values"][at] == "present"
    assert "For two days Huixtla fed them." in told["sources"]["values"][at]
    unmoved = {stop["name"] for stop in first["properties"]["unmoved"]}
    assert "Nuevo Ranchito" in unmoved, "what has no day is kept apart"
    assert moving(Atlas()) == []


def test_stops_of_one_day_keep_their_order_and_stops_that_overlap_go_forward(atlas: Atlas) -> None:
    found = instants(stop for stop in stops(atlas) if stop.caravan == atlas.routes[0].caravan.id)
    assert [stop.seq for _, stop in found] == sorted(stop.seq for _, stop in found)
    times = [moment for moment, _ in found]
    assert times == sorted(set(times))


# --- Linked Places -----------------------------------------------------------------------------


def test_linked_places_have_what_the_specification_asks_for(atlas: Atlas) -> None:
    found = features(linked_places(atlas))
    for one in found:
        assert {"@id", "type", "properties", "names", "types", "geometry"} <= one.keys()
        assert one["properties"]["title"]
        assert set(one["properties"]["fclasses"]) <= set("APHLRST")
        assert all(form["toponym"] for form in one["names"])
        assert one["names"][0]["citations"][0]["label"]
        assert all(re.fullmatch(r"aat:3\d{8}", kind["identifier"]) for kind in one["types"])
        assert shapely.geometry.shape(one["geometry"]).is_valid
        for when in nested(one, "when"):
            assert when["timespans"]
            for span in when["timespans"]:
                assert date.fromisoformat(span["start"]["in"])
        assert set(nested(one, "certainty")) <= {"certain", "less-certain", "uncertain"}
    ids = {one["@id"] for one in found}
    assert {relation["relationTo"] for one in found for relation in one.get("relations", ())} <= ids


def nested(tree: object, key: str) -> list[Any]:
    """What stands under the key, at any depth."""
    if isinstance(tree, list):
        return [found for one in tree for found in nested(one, key)]
    if not isinstance(tree, dict):
        return []
    return [*([tree[key]] if key in tree else []), *(found for one in tree.values() for found in nested(one, key))]


def test_a_route_of_linked_places_keeps_days_statuses_and_sources(atlas: Atlas) -> None:
    route = features(linked_places(atlas))[0]
    at = next(one for one in route["relations"] if "Huixtla" in one["label"])
    assert at["label"].endswith("present: Huixtla")
    assert at["when"] == {"timespans": [{"start": {"in": "2018-10-22"}, "end": {"in": "2018-10-23"}}]}
    assert at["citations"][0] == {
        "label": "Across Chiapas on foot, Border Gazette",
        "year": 2018,
        "@id": "https://example.org/chiapas",
    }
    told = {one["value"] for one in route["descriptions"]}
    assert told >= {claim.source.quote for stop in atlas.routes[0].waypoints for claim in stop.claims}


# --- GeoParquet --------------------------------------------------------------------------------


def test_duckdb_reads_the_geoparquet(atlas: Atlas, tmp_path: Path) -> None:
    file = tmp_path / "routes.parquet"
    file.write_bytes(geoparquet(atlas))
    with duckdb.connect() as base:
        rows = base.execute(
            "select name, status, date_from, date_to, quotes, published, geometry from read_parquet(?)"
            " where kind = 'waypoint'",
            [str(file)],
        ).fetchall()
        (counted,) = base.execute("select count(*) from read_parquet(?)", [str(file)]).fetchone() or (0,)
    assert counted == len(features(geojson(atlas)))
    assert [row[:2] for row in rows] == [(stop.place.name, stop.status) for stop in stops(atlas)]
    for (_, _, first, last, told, published, geometry), stop in zip(rows, stops(atlas), strict=True):
        assert (first, last) == ((stop.date.first, stop.date.last) if stop.date else (None, None))
        assert told == [claim.source.quote for claim in stop.claims]
        assert date.fromisoformat(published[0]) == stop.claims[0].source.published
        point = shapely.from_wkb(bytes(geometry)) if isinstance(geometry, bytes) else shapely.from_wkt(str(geometry))
        assert (point.x, point.y) == (stop.place.position.lon, stop.place.position.lat)


def test_the_geoparquet_says_where_its_geometry_is(atlas: Atlas) -> None:
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(BytesIO(geoparquet(atlas)))
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"][geo["primary_column"]] == {"encoding": "WKB", "geometry_types": ["LineString", "Point"]}
    shapes = {shapely.from_wkb(one).geom_type for one in table["geometry"].to_pylist() if one}
    assert shapes == {"LineString", "Point"}


# --- the command -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("formats") / "p")


def export(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["export", str(folder), "--offline", *words])


def test_the_command_writes_the_formats_that_it_is_asked_for(folder: Path) -> None:
    done = export(folder, "--format", "gpx,CSV,gpx")
    assert done.stdout.split() == [str(folder / "exports" / name) for name in ("routes.gpx", "routes.csv")]
    assert gpxpy.parse((folder / "exports" / "routes.gpx").read_text(encoding="utf-8")).waypoints


def test_the_command_writes_one_caravan_where_it_is_told(folder: Path, tmp_path: Path) -> None:
    done = export(folder, "--format", "kml", "--caravan", "2018-10-first", "--out", str(tmp_path))
    assert done.stdout.split() == [str(tmp_path / "2018-10-first.kml")]
    with pytest.raises(RoutesError, match="the atlas has no caravan '2030-01'; it has 2018-10-first"):
        raise export(folder, "--format", "kml", "--caravan", "2030-01").exception or AssertionError
    assert "'dwg' is none of geojson, csv, gpx" in export(folder, "--format", "dwg").stderr


def test_the_formats_of_the_command_are_all_that_there_are() -> None:
    assert tuple(EXPORTS) == publishing.FORMATS
