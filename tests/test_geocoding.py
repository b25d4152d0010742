"""Names that no list has: asked once, slowly, and never trusted silently."""

from __future__ import annotations

import re
import socket
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from nominatim import Nominatim, nominatim, result
from routes.gazetteer.geocoding import GeocoderSettings, geocode
from routes.gazetteer.services import Service
from routes.gazetteer.turns import Turns
from routes.model import BoundingBox, PlaceName, Position

TODAY = date(2026, 11, 21)
MEXICO = BoundingBox(west=-118.0, south=14.0, east=-86.0, north=33.0)


def settings(url: str, **changes: object) -> GeocoderSettings:
    return replace(GeocoderSettings(url=url, pause=0.0), **changes)  # type: ignore[arg-type]


def gaps(server: Nominatim) -> list[float]:
    """The seconds between one request and the next, as the server saw them."""
    return [later - earlier for earlier, later in pairwise(server.times)]


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


# --- how a server can misbehave ----------------------------------------------------------------

PAUSE = 0.03
WENT_WRONG = "2 names not asked: it failed 3 times; build again when the network is there"
REFUSED = "4 names not asked: the geocoder refused to answer; wait a day, or ask another with --url"
LEFT_ALONE = "4 names not asked: 127.0.0.1 asks to be left alone until THEN; build again after that"
NO_LIST = "the answer is no list of results"
NO_FORM = "the answer is not in the form of this geocoder"
NO_POSITION = "no position in the answer can be right"


@dataclass(frozen=True, kw_only=True)
class Way:
    """What is to be seen when five names are asked of a server that behaves like this for all of them."""

    behaviour: str
    requests: int
    outcome: str
    why: str = ""
    stop: str = ""
    kept: str = ""
    gap: float = PAUSE
    timeout: float = 10.0


def refused(behaviour: str, why: str, stop: str = REFUSED, requests: int = 1, gap: float = PAUSE) -> Way:
    return Way(behaviour=behaviour, requests=requests, outcome="refused", why=why, stop=stop, gap=gap)


def unavailable(behaviour: str, why: str, timeout: float = 10.0) -> Way:
    return Way(behaviour=behaviour, requests=3, outcome="unavailable", why=why, stop=WENT_WRONG, timeout=timeout)


def invalid(behaviour: str, why: str) -> Way:
    return Way(behaviour=behaviour, requests=3, outcome="invalid", why=why, stop=WENT_WRONG)


WAYS = [
    Way(behaviour="found", requests=5, outcome="found", kept="found"),
    Way(behaviour="slow", requests=5, outcome="found", kept="found", gap=0.1),
    Way(behaviour="empty", requests=5, outcome="not_found", kept="not_found"),
    refused("401", "HTTP 401"),
    refused("403", "HTTP 403"),
    refused("403, an hour", "HTTP 403, and asks to be left alone until THEN"),
    refused("429", "HTTP 429"),
    refused("429, soon", "HTTP 429"),
    refused("429, long ago", "HTTP 429, and asks to be left alone until THEN", requests=2),
    refused("429, a second", "HTTP 429, and asks to be left alone until THEN", requests=2, gap=1.0),
    refused("429, a second by the clock", "HTTP 429, and asks to be left alone until THEN", requests=2, gap=1.0),
    refused("429, an hour", "HTTP 429, and asks to be left alone until THEN", LEFT_ALONE),
    refused("429, a day of 9999", "HTTP 429, and asks to be left alone until THEN", LEFT_ALONE),
    refused("429, for ever", "HTTP 429, and asks to be left alone until THEN", LEFT_ALONE),
    Way(
        behaviour="503, a second",
        requests=2,
        outcome="unavailable",
        why="HTTP 503, and asks to be left alone until THEN",
        stop=LEFT_ALONE,
        gap=1.0,
    ),
    unavailable("404", "HTTP 404"),
    unavailable("500", "HTTP 500"),
    unavailable("503", "HTTP 503"),
    unavailable("redirect", "HTTP 302"),
    unavailable("hang", "no answer within 0.3 s", timeout=0.3),
    unavailable("drip", "no answer within 0.3 s", timeout=0.3),
    unavailable("drip header", "no answer within 0.3 s", timeout=0.3),
    unavailable("reset", "broke off: Connection reset by peer"),
    unavailable("cut off", "the answer broke off"),
    unavailable("no HTTP", "the answer is no HTTP"),
    invalid("400", "HTTP 400"),
    invalid("html", "the answer is no JSON"),
    invalid("truncated", "the answer is no JSON"),
    invalid("not utf-8", "the answer is not UTF-8"),
    invalid("huge", "the answer is too long"),
    invalid("null", NO_LIST),
    invalid("object", NO_LIST),
    invalid("error", "{'code': 400, 'message': ''}"),
    invalid("silent error", "it gave no reason"),
    invalid("list of text", NO_FORM),
    invalid("no position", NO_FORM),
    invalid("nan", NO_FORM),
    invalid("swapped", NO_FORM),
    invalid("swapped box", NO_POSITION),
    invalid("elsewhere", NO_POSITION),
    invalid("null island", NO_POSITION),
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.behaviour)
def test_a_server_that_misbehaves_is_asked_no_more_than_is_right(way: Way, cache: Path) -> None:
    with nominatim(way.behaviour) as server:
        asked = settings(server.url, pause=PAUSE, timeout=way.timeout, patience=1.5)
        answers, problems = geocode(list("ABCDE"), asked, cache=cache, today=TODAY)
    names = list(dict.fromkeys(server.requests))
    assert len(server.requests) == way.requests
    assert all(gap >= way.gap for gap in gaps(server))
    assert [(answer.name, answer.outcome) for answer in answers] == [(name, way.outcome) for name in names]
    assert rows(cache) == [(name.lower(), way.kept) for name in names if way.kept]
    failures = [f"geocoder: {name}: {way.outcome}: {way.why}" for name in names if way.why]
    assert [untimed(problem) for problem in problems] == [*failures, *([f"geocoder: {way.stop}"] if way.stop else [])]
    severity = "warning" if way.outcome == "invalid" else "network"
    assert [problem.severity for problem in problems] == [severity] * len(failures) + ["network"] * bool(way.stop)


def untimed(told: object) -> str:
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d", "THEN", str(told))


@pytest.mark.parametrize("behaviour", ["drip", "drip header"])
def test_who_sends_a_byte_now_and_then_is_left_when_the_time_is_over(behaviour: str, cache: Path) -> None:
    with nominatim(behaviour) as server:
        geocode(["Comalapa"], settings(server.url, timeout=0.3), cache=cache, today=TODAY)
        assert server.dripped < 60  # 6 in that time
        assert server.left.wait(10)


def test_not_found_is_believed_for_thirty_days(cache: Path) -> None:
    with nominatim("empty") as server:
        for days in (0, 1, 30, 31):
            day = TODAY + timedelta(days=days)
            (answer,), problems = geocode(["Nowhere"], settings(server.url), cache=cache, today=day)
            assert (answer.outcome, problems) == ("not_found", ())
    assert len(server.requests) == 2
    assert rows(cache) == [("nowhere", "not_found")]


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
    assert [problem.severity for problem in problems] == ["network", "network"]


def test_a_second_lies_between_two_requests_by_default() -> None:
    assert GeocoderSettings().pause >= 1.0
    assert GeocoderSettings().timeout == 10.0


PUBLIC = [
    None,
    "https://Nominatim.OpenStreetMap.org:443/",
    "https://nominatim.openstreetmap.org./",
    "https://maps.example.org",
    "http://8.8.8.8",
    "http://[2001:4860:4860::8888]",
]
OWN = [
    "http://127.0.0.1:8080",
    "http://localhost.",
    "http://[::1]",
    "http://10.1.2.3",
    "http://maps",
    "http://maps.local",
]


@pytest.mark.parametrize("contact", [None, "", " ", "ñ"])
@pytest.mark.parametrize("url", PUBLIC)
def test_without_a_contact_no_public_server_is_asked(url: str | None, contact: str | None, cache: Path) -> None:
    asked = GeocoderSettings(url=url, contact=contact)
    answers, (problem,) = geocode(["Comalapa"], asked, cache=cache, today=TODAY)
    assert answers == ()
    assert (problem.what, problem.severity) == (
        "1 name not asked: a public geocoder wants to know who asks",
        "warning",
    )
    assert "`contact:`" in problem.mend


def test_no_setting_makes_the_pause_at_a_public_server_shorter_than_a_second() -> None:
    assert {Service(GeocoderSettings(url=url, pause=0.1)).pause for url in PUBLIC} == {1.0}
    assert {Service(GeocoderSettings(url=url, pause=0.1)).pause for url in OWN} == {0.1}


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
    urls = "file:///etc/passwd", "localhost:8080", "http://[", "http://", "http://me:secret@localhost", "http://a b"
    others = settings("http://127.0.0.1:1", provider="oracle"), GeocoderSettings(provider="pelias", contact="me")
    for wrong in (*map(settings, urls), settings("http://localhost?key=secret"), *others):
        answers, (problem,) = geocode(["Comalapa"], wrong, cache=cache, today=TODAY)
        assert answers == ()
        assert problem.mend
        assert "secret" not in str(problem)


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


def test_pelias_is_understood_too(cache: Path) -> None:
    told = {"layer": "locality", "source": "whosonfirst", "source_id": "101", "country_code": "MX"}
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-92.1439, 15.6606]},
        "properties": {**told, "name": "Frontera Comalapa"},
        "bbox": [-92.18, 15.62, -92.10, 15.70],
    }
    with nominatim() as server:
        server.by_name["Comalapa"] = {"features": [feature]}
        server.by_name["Nowhere"] = {"features": []}
        pelias = settings(server.url, provider="pelias")
        answers, problems = geocode(["Comalapa", "Nowhere"], pelias, cache=cache, today=TODAY)
    (place,) = answers[0].places
    assert problems == ()
    assert (place.id, place.feature, place.kind, place.country) == ("frontera-comalapa-mx", "P", "town", "MX")
    assert place.position == Position(lat=15.6606, lon=-92.1439)
    assert place.bbox == BoundingBox(west=-92.18, south=15.62, east=-92.10, north=15.70)
    assert place.source == "geocoder: pelias, Who's On First 101"
    assert [answer.outcome for answer in answers] == ["found", "not_found"]


# --- where to look -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("provider", "told"),
    [
        ("nominatim", {"viewbox": "-118.0,14.0,-86.0,33.0", "bounded": "1", "countrycodes": "mx,gt"}),
        ("photon", {"bbox": "-118.0,14.0,-86.0,33.0"}),
        (
            "pelias",
            {
                "boundary.rect.min_lon": "-118.0",
                "boundary.rect.min_lat": "14.0",
                "boundary.rect.max_lon": "-86.0",
                "boundary.rect.max_lat": "33.0",
                "boundary.country": "MX,GT",
            },
        ),
    ],
)
def test_countries_and_box_are_told_to_the_server(provider: str, told: dict[str, str], cache: Path) -> None:
    with nominatim() as server:
        asked = settings(server.url, provider=provider, countries=("MX", "GT"), box=MEXICO)
        geocode(["Comalapa"], asked, cache=cache, today=TODAY)
    assert told.items() <= server.questions[0].items()


@pytest.mark.parametrize(
    ("bounds", "outcome"),
    [
        ({"countries": ("MX",), "box": MEXICO}, "found"),
        ({"countries": ("GT",)}, "not_found"),
        ({"box": replace(MEXICO, south=20.0)}, "not_found"),
    ],
)
def test_what_lies_elsewhere_is_left_out_where_a_server_does_not_heed_that(
    bounds: dict[str, object], outcome: str, cache: Path
) -> None:
    with nominatim() as server:
        for _ in range(2):
            (answer,), problems = geocode(["Comalapa"], settings(server.url, **bounds), cache=cache, today=TODAY)
            assert (answer.outcome, problems) == (outcome, ())
    assert len(server.requests) == 1
    assert rows(cache) == [("comalapa", outcome)]


# --- the key of a hosted server ----------------------------------------------------------------

KEY = "k3y-0f-the-desk"


@pytest.mark.parametrize("behaviour", ["401", "403", "429, a second", "redirect", "reset", "html", "error", "no HTTP"])
def test_the_key_goes_to_the_server_and_nowhere_else(
    behaviour: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_KEY", KEY)
    with nominatim(behaviour) as server:
        asked = settings(server.url, provider="pelias", api_key_variable="DESK_KEY", patience=0.0)
        answers, problems = geocode(["Comalapa"], asked, cache=cache, today=TODAY)
    assert [question["api_key"] for question in server.questions] == [KEY]
    assert problems
    assert KEY not in f"{asked} {answers} {problems}"
    assert KEY.encode() not in cache.read_bytes()


def test_only_a_geocoder_that_takes_a_key_is_told_it(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_KEY", KEY)
    with nominatim() as server:
        for provider in ("nominatim", "photon"):
            asked = settings(server.url, provider=provider, api_key_variable="DESK_KEY")
            geocode(["Comalapa"], asked, cache=cache, today=TODAY)
    assert [KEY in str(question) for question in server.questions] == [False, False]


def test_without_its_key_a_hosted_server_is_not_asked(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESK_KEY", raising=False)
    with nominatim() as server:
        asked = settings(server.url, provider="pelias", api_key_variable="DESK_KEY")
        answers, (problem,) = geocode(["Comalapa"], asked, cache=cache, today=TODAY)
    assert (answers, server.requests) == ((), [])
    assert "`api_key_variable:`" in problem.what
    assert "DESK_KEY" not in str(problem)  # someone may have written the key itself there


# --- whose turn it is --------------------------------------------------------------------------

ASK = """
import sys
from datetime import date
from pathlib import Path
from routes.gazetteer.geocoding import GeocoderSettings, geocode
url, cache, names = sys.argv[1:]
print("ready", flush=True)
settings = GeocoderSettings(url=url, pause=0.1, timeout=0.6)
geocode(list(names), settings, cache=Path(cache), today=date(2026, 11, 21))
"""


def asking(server: Nominatim, cache: Path, names: str) -> subprocess.Popen[bytes]:
    """A process of its own that asks for the names."""
    return subprocess.Popen([sys.executable, "-c", ASK, server.url, str(cache), names], stdout=subprocess.PIPE)


def killed(process: subprocess.Popen[bytes]) -> None:
    with process:
        process.kill()


def change(cache: Path, statement: str) -> None:
    connection = sqlite3.connect(cache, isolation_level=None)
    connection.execute(statement)
    connection.close()


def test_a_later_run_keeps_its_distance_from_an_earlier_one(cache: Path) -> None:
    with nominatim() as server:
        for names in ("AB", "C"):
            geocode(list(names), settings(server.url, pause=0.2), cache=cache, today=TODAY)
    assert server.requests == list("ABC")
    assert all(gap >= 0.2 for gap in gaps(server))


def test_four_processes_at_once_keep_their_distance_and_lose_no_answer(cache: Path) -> None:
    with nominatim() as server:
        processes = [asking(server, cache, names) for names in ("AB", "CD", "EF", "GH")]
        assert [process.wait(60) for process in processes] == [0, 0, 0, 0]
    for process in processes:
        process.communicate()
    assert sorted(server.requests) == list("ABCDEFGH")
    assert all(gap >= 0.1 for gap in gaps(server))
    assert rows(cache) == [(name, "found") for name in "abcdefgh"]


def test_a_process_that_dies_while_it_waits_leaves_nothing_behind(cache: Path) -> None:
    with nominatim() as server:
        turns = Turns(cache, "127.0.0.1", pause=0.0, longest=60.0, patience=0.0)
        assert turns.take() is None
        waiting = asking(server, cache, "A")
        assert waiting.stdout
        assert waiting.stdout.readline() == b"ready\n"
        time.sleep(0.5)
        killed(waiting)
        assert server.requests == []
        turns.give_back()
        (answer,), _ = geocode(["B"], settings(server.url), cache=cache, today=TODAY)
    assert (answer.outcome, server.requests) == ("found", ["B"])


def test_after_a_process_that_died_while_it_asked_the_distance_is_kept(cache: Path) -> None:
    with nominatim() as server:
        server.first = ["hang"]
        dying = asking(server, cache, "A")
        while not server.requests:
            time.sleep(0.01)
        killed(dying)
        (answer,), _ = geocode(["B"], settings(server.url, pause=0.2), cache=cache, today=TODAY)
    assert (answer.outcome, server.requests) == ("found", ["A", "B"])
    assert all(gap >= 0.2 for gap in gaps(server))


def test_a_machine_that_was_started_anew_waits_no_longer_than_a_pause(cache: Path) -> None:
    """Its monotonic clock begins again, so that what was written down lies days ahead."""
    with nominatim() as server:
        geocode(["A"], settings(server.url), cache=cache, today=TODAY)
        change(cache, "update hosts set seen = seen + 1e6, free = free + 1e6")
        (answer,), _ = geocode(["B"], settings(server.url, pause=0.2), cache=cache, today=TODAY)
    assert answer.outcome == "found"
    assert all(gap >= 0.2 for gap in gaps(server))


def test_turns_are_told_by_a_clock_that_nobody_can_set(cache: Path) -> None:
    with nominatim() as server:
        geocode(["A"], settings(server.url), cache=cache, today=TODAY)
    connection = sqlite3.connect(cache)
    ((seen, free),) = connection.execute("select seen, free from hosts")
    connection.close()
    assert seen == free <= time.monotonic()


# --- what a server wishes ----------------------------------------------------------------------


def test_after_the_wait_the_same_is_asked_once_more(cache: Path) -> None:
    with nominatim() as server:
        server.first = ["429, long ago"]
        answers, problems = geocode(list("AB"), settings(server.url), cache=cache, today=TODAY)
    assert server.requests == list("AAB")
    assert [answer.outcome for answer in answers] == ["found", "found"]
    assert problems == ()


def test_short_waits_end_where_they_add_up(cache: Path) -> None:
    with nominatim() as server:
        server.first = ["503, a second", "found", "503, a second"]
        answers, problems = geocode(list("ABC"), settings(server.url, patience=1.5), cache=cache, today=TODAY)
    assert server.requests == list("AAB")
    assert [answer.outcome for answer in answers] == ["found", "unavailable"]
    assert "1 name not asked: 127.0.0.1 asks to be left alone until THEN" in untimed(problems[-1])


def test_the_next_run_leaves_the_server_alone_until_it_may_ask_again(cache: Path) -> None:
    with nominatim() as server:
        server.first = ["found", "429, an hour"]
        geocode(list("AB"), settings(server.url), cache=cache, today=TODAY)
        (kept,), (problem,) = geocode(list("AC"), settings(server.url), cache=cache, today=TODAY)
        elsewhere = server.url.replace("127.0.0.1", "localhost")
        (other,), _ = geocode(["C"], settings(elsewhere), cache=cache, today=TODAY)
        change(cache, "update hosts set since = since - 3600, until = until - 3600")
        (late,), _ = geocode(["C"], settings(server.url), cache=cache, today=TODAY)
    assert server.requests == ["A", "B", "C", "C"]
    assert (kept.name, kept.outcome) == ("A", "found")
    assert (other.outcome, late.outcome) == ("found", "found")
    assert untimed(problem) == f"geocoder: {LEFT_ALONE.replace('4 names', '1 name')}"
    assert problem.severity == "network"


def test_a_clock_that_was_set_back_makes_no_wait_longer_than_the_server_wished(cache: Path) -> None:
    with nominatim() as server:
        server.first = ["429, a second"]
        geocode(["A"], settings(server.url, patience=0.0), cache=cache, today=TODAY)
        change(cache, "update hosts set since = since + 86400, until = until + 86400")
        (answer,), _ = geocode(["B"], settings(server.url, patience=1.5), cache=cache, today=TODAY)
    assert (answer.outcome, server.requests) == ("found", ["A", "B"])
    assert all(gap >= 1.0 for gap in gaps(server))


def test_answers_that_another_version_kept_are_asked_for_anew(cache: Path) -> None:
    with nominatim() as server:
        geocode(["A"], settings(server.url), cache=cache, today=TODAY)
        change(cache, """update answers set results = '[{"name": "A", "box": []}]'""")
        (answer,), problems = geocode(["A"], settings(server.url), cache=cache, today=TODAY)
    assert (answer.outcome, problems, server.requests) == ("found", (), ["A", "A"])
