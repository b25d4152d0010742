"""Names that no list has: asked once, slowly, and never trusted silently."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from nominatim import nominatim, result
from routes.gazetteer.geocoding import GeocoderSettings, geocode
from routes.model import BoundingBox, PlaceName, Position

TODAY = date(2026, 11, 21)


def settings(url: str, **changes: object) -> GeocoderSettings:
    return replace(GeocoderSettings(url=url, pause=0.0, timeout=0.4), **changes)  # type: ignore[arg-type]


def rows(cache: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(cache)
    try:
        return connection.execute("select query, outcome from answers order by query").fetchall()
    finally:
        connection.close()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / ".routes" / "answers.sqlite"


def test_what_is_found_becomes_a_place_that_names_its_source(cache: Path) -> None:
    with nominatim() as server:
        (answer,), problems = geocode(["Frontera Comalapa"], settings(server.url), cache=cache, today=TODAY)
    (place,) = answer.places
    assert answer.outcome == "found"
    assert problems == ()
    assert (place.id, place.name) == ("frontera-comalapa-mx", "Frontera Comalapa")
    assert (place.feature, place.kind, place.country) == ("P", "town", "MX")
    assert place.position == Position(lat=15.6606, lon=-92.1439)
    assert place.bbox == BoundingBox(west=-92.18, south=15.62, east=-92.10, north=15.70)
    assert place.source == "geocoder: nominatim, OpenStreetMap node 316"


def test_the_name_asked_for_is_a_name_of_what_was_found(cache: Path) -> None:
    with nominatim() as server:
        (answer,), _ = geocode(["Comalapa Border"], settings(server.url), cache=cache, today=TODAY)
    assert answer.places[0].names == (PlaceName(text="Frontera Comalapa"), PlaceName(text="Comalapa Border"))


def test_a_name_is_asked_for_once_whatever_its_case_and_accents(cache: Path) -> None:
    names = ["Tecún Umán", "Tecun Uman", "TECUN  UMAN", "Pijijiapan"]
    with nominatim() as server:
        geocode(names, settings(server.url), cache=cache, today=TODAY)
        geocode(names, settings(server.url), cache=cache, today=TODAY)
    assert server.requests == ["Tecún Umán", "Pijijiapan"]
    assert rows(cache) == [("pijijiapan", "found"), ("tecun uman", "found")]


def test_an_answer_from_the_cache_is_the_answer_of_the_server(cache: Path) -> None:
    with nominatim() as server:
        fresh = geocode(["Comalapa"], settings(server.url), cache=cache, today=TODAY)
        assert geocode(["Comalapa"], settings(server.url), cache=cache, today=TODAY) == fresh


def test_other_constraints_are_another_question(cache: Path) -> None:
    with nominatim() as server:
        geocode(["Comalapa"], settings(server.url), cache=cache, today=TODAY)
        geocode(["Comalapa"], settings(server.url, countries=("MX",)), cache=cache, today=TODAY)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("behaviour", "outcome"),
    [
        ("400", "invalid"),
        ("401", "refused"),
        ("403", "refused"),
        ("404", "unavailable"),
        ("429", "refused"),
        ("429 retry", "refused"),
        ("500", "unavailable"),
        ("503", "unavailable"),
        ("redirect", "unavailable"),
        ("hang", "unavailable"),
        ("drip", "unavailable"),
        ("reset", "unavailable"),
        ("cut off", "unavailable"),
        ("html", "invalid"),
        ("truncated", "invalid"),
        ("not utf-8", "invalid"),
        ("null", "invalid"),
        ("object", "invalid"),
        ("list of text", "invalid"),
        ("huge", "invalid"),
        ("nan", "invalid"),
        ("swapped", "invalid"),
        ("swapped box", "invalid"),
        ("elsewhere", "invalid"),
        ("null island", "invalid"),
        ("no position", "invalid"),
    ],
)
def test_a_failure_is_told_and_never_kept(behaviour: str, outcome: str, cache: Path) -> None:
    with nominatim(behaviour) as server:
        (answer,), problems = geocode(["Comalapa"], settings(server.url), cache=cache, today=TODAY)
    assert answer.outcome == outcome
    assert answer.places == ()
    assert len(server.requests) == 1
    assert rows(cache) == []
    assert [problem.severity for problem in problems] == ["warning"]
    assert str(problems[0]).startswith(f"geocoder: Comalapa: {outcome}: ")


def test_not_found_is_believed_for_thirty_days(cache: Path) -> None:
    with nominatim("empty") as server:
        for days in (0, 1, 30, 31):
            day = TODAY + timedelta(days=days)
            (answer,), problems = geocode(["Nowhere"], settings(server.url), cache=cache, today=day)
            assert (answer.outcome, problems) == ("not_found", ())
    assert len(server.requests) == 2
    assert rows(cache) == [("nowhere", "not_found")]


@pytest.mark.parametrize("behaviour", ["403", "429", "429 retry"])
def test_the_first_refusal_ends_the_asking(behaviour: str, cache: Path) -> None:
    with nominatim(behaviour) as server:
        server.by_name["A"] = "found"
        answers, problems = geocode(list("ABCDE"), settings(server.url), cache=cache, today=TODAY)
    assert server.requests == ["A", "B"]
    assert [answer.outcome for answer in answers] == ["found", "refused"]
    assert "3 names not asked: the geocoder refused to answer" in str(problems[-1])


@pytest.mark.parametrize("behaviour", ["500", "html", "reset"])
def test_the_third_failure_ends_the_asking(behaviour: str, cache: Path) -> None:
    with nominatim(behaviour) as server:
        server.by_name["B"] = "found"
        answers, problems = geocode(list("ABCDEF"), settings(server.url), cache=cache, today=TODAY)
    assert server.requests == list("ABCD")
    assert [answer.name for answer in answers if answer.outcome == "found"] == ["B"]
    assert "2 names not asked: it failed 3 times" in str(problems[-1])


def test_what_is_kept_is_answered_when_the_server_is_gone(cache: Path) -> None:
    with nominatim() as server:
        geocode(["B"], settings(server.url), cache=cache, today=TODAY)
    answers, problems = geocode(list("ABC"), settings(server.url), cache=cache, today=TODAY)
    assert [(answer.name, answer.outcome) for answer in answers] == [
        ("A", "unavailable"),
        ("B", "found"),
        ("C", "unavailable"),
    ]
    assert all(problem.severity == "warning" for problem in problems)


def test_requests_keep_their_distance(cache: Path) -> None:
    with nominatim() as server:
        geocode(list("ABC"), settings(server.url, pause=0.2), cache=cache, today=TODAY)
        geocode(["D"], settings(server.url, pause=0.2), cache=cache, today=TODAY)
    assert len(server.times) == 4
    assert all(later - earlier > 0.12 for earlier, later in zip(server.times, server.times[1:], strict=False))


def test_a_second_lies_between_two_requests_by_default() -> None:
    assert GeocoderSettings().pause >= 1.0
    assert GeocoderSettings().timeout == 10.0


def test_without_a_contact_no_public_server_is_asked(cache: Path) -> None:
    for url in (None, "https://Nominatim.OpenStreetMap.org:443/"):
        answers, (problem,) = geocode(["Comalapa"], GeocoderSettings(url=url), cache=cache, today=TODAY)
        assert answers == ()
        assert "1 name not asked" in problem.what
        assert "`contact:`" in problem.mend


def test_the_contact_is_told_to_the_server(cache: Path) -> None:
    with nominatim() as server:
        geocode(["Comalapa"], settings(server.url, contact="ñ desk@example.org\r\nX: y"), cache=cache, today=TODAY)
    (agent,) = server.agents
    assert agent.startswith("routes/")
    assert "desk@example.org" in agent


def test_offline_nothing_is_asked(cache: Path) -> None:
    with nominatim() as server:
        answers, problems = geocode(["Comalapa"], settings(server.url, offline=True), cache=cache, today=TODAY)
    assert (answers, server.requests) == ((), [])
    assert "offline" in str(problems[0])


def test_the_limit_of_look_ups_holds(cache: Path) -> None:
    with nominatim() as server:
        answers, problems = geocode(list("ABC"), settings(server.url, max_lookups=2), cache=cache, today=TODAY)
    assert [answer.name for answer in answers] == ["A", "B"]
    assert "1 name not asked: the limit of 2 look-ups was reached" in str(problems[0])


def test_wrong_settings_are_told(cache: Path) -> None:
    urls = "file:///etc/passwd", "localhost:8080", "http://[", "http://"
    for wrong in (*map(settings, urls), settings("http://127.0.0.1:1", provider="oracle")):
        answers, (problem,) = geocode(["Comalapa"], wrong, cache=cache, today=TODAY)
        assert answers == ()
        assert problem.mend


def test_a_broken_cache_is_told(cache: Path) -> None:
    cache.parent.mkdir()
    cache.write_bytes(b"no database at all" * 100)
    answers, (problem,) = geocode(["Comalapa"], settings("http://127.0.0.1:1"), cache=cache, today=TODAY)
    assert answers == ()
    assert "delete the file" in problem.what


def test_an_unreachable_server_is_no_error(cache: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        (answer,), _ = geocode(["Comalapa"], settings(url), cache=cache, today=TODAY)
    assert answer.outcome == "unavailable"


def test_of_several_results_those_that_can_be_right_are_proposed_in_order(cache: Path) -> None:
    wrong, second = result(lat="95"), result(lat="15.61", name="San Pedro", osm_id=2, boundingbox=[])
    with nominatim() as server:
        server.by_name["San Pedro"] = [second, result(lat="15.66", name="San Pedro"), wrong]
        server.by_name["Comalapa"] = [second, result(lat="15.66", name="San Pedro")]
        answers, _ = geocode(["San Pedro", "Comalapa"], settings(server.url), cache=cache, today=TODAY)
    assert answers[0].outcome == "invalid"  # geopy refuses a whole answer with a latitude of 95
    assert [place.id for place in answers[1].places] == ["san-pedro-mx", "san-pedro-mx-2"]


@pytest.mark.parametrize(
    ("told", "feature", "kind"),
    [
        ({"class": "boundary", "type": "administrative", "addresstype": "state"}, "A", "state"),
        ({"class": "boundary", "type": "administrative", "addresstype": "city"}, "P", "city"),
        ({"class": "boundary", "type": "administrative", "addresstype": "country"}, "A", "country"),
        ({"class": "waterway", "type": "river", "addresstype": "river"}, "H", "river"),
        ({"class": "highway", "type": "primary", "addresstype": "road"}, "R", "road"),
        ({"class": "man_made", "type": "bridge", "addresstype": "man_made"}, "S", "spot"),
        ({"class": "barrier", "type": "border_control", "addresstype": "border_control"}, "S", "crossing"),
        ({"class": "amenity", "type": "shelter", "addresstype": "amenity"}, "S", "spot"),
    ],
)
def test_the_level_of_a_result_is_kept(told: dict[str, str], feature: str, kind: str, cache: Path) -> None:
    with nominatim() as server:
        server.by_name["Comalapa"] = [result(**told)]
        (answer,), _ = geocode(["Comalapa"], settings(server.url), cache=cache, today=TODAY)
    assert (answer.places[0].feature, answer.places[0].kind) == (feature, kind)


def test_photon_is_understood_too(cache: Path) -> None:
    told = {"osm_type": "N", "osm_id": 316, "osm_key": "place", "osm_value": "town", "countrycode": "MX"}
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-92.1439, 15.6606]},
        "properties": {**told, "name": "Frontera Comalapa", "extent": [-92.18, 15.70, -92.10, 15.62]},
    }
    with nominatim() as server:
        server.by_name["Comalapa"] = {"features": [feature]}
        server.by_name["Nowhere"] = {"features": []}
        photon = settings(server.url, provider="photon")
        answers, _ = geocode(["Comalapa", "Nowhere"], photon, cache=cache, today=TODAY)
    (place,) = answers[0].places
    assert (place.id, place.kind, place.position) == (
        "frontera-comalapa-mx",
        "town",
        Position(lat=15.6606, lon=-92.1439),
    )
    assert place.bbox == BoundingBox(west=-92.18, south=15.62, east=-92.10, north=15.70)
    assert place.source == "geocoder: photon, OpenStreetMap node 316"
    assert [answer.outcome for answer in answers] == ["found", "not_found"]


def test_processes_that_share_a_cache_share_the_distance(cache: Path) -> None:
    script = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from routes.gazetteer.geocoding import GeocoderSettings, geocode\n"
        "url, cache, names = sys.argv[1:]\n"
        "geocode(list(names), GeocoderSettings(url=url, pause=0.2), cache=Path(cache), today=date(2026, 11, 21))\n"
    )
    with nominatim() as server:
        processes = [
            subprocess.Popen([sys.executable, "-c", script, server.url, str(cache), names]) for names in ("AB", "CD")
        ]
        assert [process.wait(60) for process in processes] == [0, 0]
    assert sorted(server.requests) == list("ABCD")
    assert all(later - earlier > 0.12 for earlier, later in zip(server.times, server.times[1:], strict=False))
