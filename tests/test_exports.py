import csv as csv_format
import io
import json
from datetime import date

from routes.assembly import assemble
from routes.exports import csv, geojson
from routes.model import (
    Article,
    Atlas,
    Caravan,
    DateSpan,
    Event,
    Place,
    PlaceName,
    Position,
    Reading,
    Report,
    Span,
    Status,
)


def place(name: str, country: str, lat: float, lon: float) -> Place:
    return Place(
        id=name.lower(),
        name=name,
        names=(PlaceName(text=name),),
        feature="P",
        kind="town",
        country=country,
        position=Position(lat=lat, lon=lon),
    )


TECUN = place("Tecun", "GT", 14.678, -92.142)
TAPACHULA = place("Tapachula", "MX", 14.9, -92.26)
TIJUANA = place("Tijuana", "MX", 32.53, -117.03)


def report(where: Place, day: str | None, status: Status) -> Report:
    return Report(
        caravan="first",
        place=where,
        place_source="gazetteer",
        date=DateSpan.parse(day) if day else None,
        dated_from="date" if day else None,
        status=status,
        span=Span(start=0, end=4),
        sentence=Span(start=0, end=16),
    )


def atlas(path: str = "articles/a.txt", name: str = "Tecun") -> Atlas:
    clash = Event(
        type="clash",
        caravan=None,
        place=None,
        place_source=None,
        date=DateSpan.parse("2018-10-19"),
        dated_from="date",
        span=Span(start=0, end=4),
        sentence=Span(start=0, end=16),
    )
    start = place(name, "GT", 14.678, -92.142)
    reading = Reading(
        article=Article(path=path, title="A", body="They were there.", published=date(2018, 11, 1)),
        reports=(
            report(start, "2018-10-18", "arrived"),
            report(TAPACHULA, "2018-10-21/2018-10-22", "present"),
            report(TIJUANA, None, "planned"),
        ),
        events=(clash,),
    )
    return assemble([reading], [Caravan(id="first", name="first caravan")], {})


def test_geojson_has_all_kinds_each_with_its_sources() -> None:
    text = geojson(atlas())
    features = json.loads(text)["features"]
    assert [one["properties"]["kind"] for one in features] == [
        "waypoint",
        "waypoint",
        "waypoint",
        "leg",
        "leg",
        "crossing",
        "event",
    ]
    source = {"article": "articles/a.txt", "quote": "They were there.", "start": 0, "end": 16}
    for one in features:
        properties = one["properties"]
        assert {"caravan", "date", "sources"} <= properties.keys()
        assert ("status" in properties) != ("type" in properties)
        assert properties["sources"] == [source]


def test_geojson_puts_longitude_first_and_an_event_without_a_place_nowhere() -> None:
    features = json.loads(geojson(atlas()))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [-92.142, 14.678]}
    assert features[3]["geometry"]["coordinates"] == [[-92.142, 14.678], [-92.26, 14.9]]
    assert features[-1]["geometry"] is None


def test_geojson_dates_are_days_intervals_or_null() -> None:
    features = json.loads(geojson(atlas()))["features"]
    assert [one["properties"]["date"] for one in features[:4]] == [
        "2018-10-18",
        "2018-10-21/2018-10-22",
        None,
        "2018-10-18/2018-10-21",
    ]


def test_exports_are_the_same_bytes_every_time_and_end_with_a_line_end() -> None:
    for export in (geojson, csv):
        assert export(atlas()) == export(atlas())
        assert export(atlas()).endswith("\n")
        assert export(Atlas()).endswith("\n")
    assert json.loads(geojson(Atlas())) == {"type": "FeatureCollection", "features": []}


def test_csv_has_one_row_for_each_waypoint() -> None:
    assert csv(atlas()).splitlines() == [
        "caravan,seq,date_from,date_to,place_id,name,lat,lon,status,sources",
        "first,1,2018-10-18,2018-10-18,tecun,Tecun,14.678,-92.142,arrived,articles/a.txt[0:16]",
        "first,2,2018-10-21,2018-10-22,tapachula,Tapachula,14.9,-92.26,present,articles/a.txt[0:16]",
        "first,3,,,tijuana,Tijuana,32.53,-117.03,planned,articles/a.txt[0:16]",
    ]


def test_csv_runs_no_formula_in_a_spreadsheet() -> None:
    hostile = atlas(path="@SUM(1).txt", name='=HYPERLINK("x"), "y"')
    row = next(csv_format.DictReader(io.StringIO(csv(hostile))))
    assert row["name"] == '\'=HYPERLINK("x"), "y"'
    assert row["sources"].startswith("'@SUM")
    assert row["lon"] == "-92.142"
