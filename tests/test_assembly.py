import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.assembly import assemble
from routes.model import (
    Article,
    Atlas,
    Caravan,
    DatedFrom,
    DateSpan,
    Event,
    Mention,
    Place,
    PlaceName,
    Position,
    Reading,
    Report,
    Route,
    Span,
    Status,
)


def place(name: str, country: str, lat: float, lon: float, **more: object) -> Place:
    fields: dict[str, object] = {"feature": "P", "kind": "town", "countries": (country,), **more}
    return Place(
        id=name.lower().replace(" ", "-"),
        name=name,
        names=(PlaceName(text=name),),
        country=country,
        position=Position(lat=lat, lon=lon),
        **fields,  # type: ignore[arg-type]
    )


SAN_PEDRO_SULA = place("San Pedro Sula", "HN", 15.5, -88.03)
ESQUIPULAS = place("Esquipulas", "GT", 14.57, -89.35)
GUATEMALA_CITY = place("Guatemala City", "GT", 14.63, -90.51)
TECUN_UMAN = place("Tecun Uman", "GT", 14.678, -92.142)
CIUDAD_HIDALGO = place("Ciudad Hidalgo", "MX", 14.681, -92.15)
TAPACHULA = place("Tapachula", "MX", 14.9, -92.26)
HUIXTLA = place("Huixtla", "MX", 15.14, -92.46)
MEXICO_CITY = place("Mexico City", "MX", 19.43, -99.13)
TIJUANA = place("Tijuana", "MX", 32.53, -117.03)
MEXICO = place("Mexico", "MX", 23.6, -102.5, feature="A", kind="country")
BRIDGE = place("Rodolfo Robles", "MX", 14.677, -92.147, feature="S", kind="bridge", countries=("MX", "GT"))
AGUA_CALIENTE = place("Agua Caliente", "HN", 14.596, -89.27, feature="S", kind="crossing", countries=("HN", "GT"))
PLACES = {one.id: one for one in (BRIDGE, AGUA_CALIENTE, TAPACHULA)}

FIRST = Caravan(id="first", name="first caravan", registered=True, origin="san-pedro-sula", departed=date(2018, 10, 12))

BODY = "They were there, the reporters say, and nobody who saw it doubts it at all. " * 4


def report(
    where: Place,
    when: str | None,
    status: Status = "present",
    *,
    caravan: str = "first",
    dated_from: DatedFrom | None = "date",
    at: int = 0,
) -> Report:
    return Report(
        caravan=caravan,
        place=where,
        place_source="gazetteer",
        date=DateSpan.parse(when) if when else None,
        dated_from=dated_from if when else None,
        status=status,
        span=Span(start=at, end=at + 10),
        sentence=Span(start=at, end=at + 75),
    )


def reading(path: str, *reports: Report, published: str | None = "2018-11-20", publisher: str | None = None) -> Reading:
    article = Article(
        path=path,
        title=path.upper(),
        body=BODY,
        publisher=publisher or f"Paper {path}",
        published=date.fromisoformat(published) if published else None,
    )
    return Reading(article=article, reports=reports)


def route(*readings: Reading, caravans: tuple[Caravan, ...] = (FIRST,)) -> Route:
    return assemble(readings, caravans, PLACES).routes[0]


def stops(found: Route) -> list[tuple[str, str | None, str]]:
    return [(stop.place.name, str(stop.date) if stop.date else None, stop.status) for stop in found.waypoints]


# --- merging -----------------------------------------------------------------------------------


def test_two_articles_on_one_stop_are_one_waypoint_with_both_sources() -> None:
    found = route(
        reading("a", report(TAPACHULA, "2018-10-21", "arrived")), reading("b", report(TAPACHULA, "2018-10-21"))
    )
    assert stops(found) == [("Tapachula", "2018-10-21", "arrived")]
    assert [(c.status, c.source.article) for c in found.waypoints[0].claims] == [("arrived", "a"), ("present", "b")]


def test_what_one_sentence_says_twice_counts_once() -> None:
    again = report(TAPACHULA, "2018-10-21")
    (stop,) = route(reading("a", again, again)).waypoints
    assert len(stop.claims) == 1


def test_arrival_stay_and_departure_are_one_stop_with_a_span_of_days() -> None:
    found = route(
        reading(
            "a",
            report(TAPACHULA, "2018-10-21", "arrived"),
            report(TAPACHULA, "2018-10-22", "present"),
            report(TAPACHULA, "2018-10-24", "departed"),
        )
    )
    assert stops(found) == [("Tapachula", "2018-10-21/2018-10-24", "departed")]


def test_coming_back_after_a_stop_elsewhere_is_a_second_visit() -> None:
    found = route(
        reading(
            "a",
            report(TAPACHULA, "2018-10-21"),
            report(HUIXTLA, "2018-10-25"),
            report(TAPACHULA, "2018-10-29"),
        )
    )
    assert [name for name, _, _ in stops(found)] == ["Tapachula", "Huixtla", "Tapachula"]


def test_two_places_on_one_day_both_survive_in_the_order_of_the_way() -> None:
    found = route(
        reading("a", report(TECUN_UMAN, "2018-10-18"), report(TAPACHULA, "2018-10-20"), report(HUIXTLA, "2018-10-20"))
    )
    assert [name for name, _, _ in stops(found)] == ["Tecun Uman", "Tapachula", "Huixtla"]


def test_an_undated_report_joins_the_dated_stop_at_its_place() -> None:
    (stop,) = route(reading("a", report(TAPACHULA, "2018-10-21")), reading("b", report(TAPACHULA, None))).waypoints
    assert [str(claim.date) for claim in stop.claims] == ["2018-10-21", "None"]


def test_an_interval_is_made_finer_by_a_day_within_it() -> None:
    found = route(
        reading("a", report(TAPACHULA, "2018-10-20/2018-10-23")), reading("b", report(TAPACHULA, "2018-10-21"))
    )
    assert stops(found) == [("Tapachula", "2018-10-21", "present")]


def test_countries_are_areas_and_no_stops() -> None:
    found = route(reading("a", report(MEXICO, "2018-10-19"), report(TAPACHULA, "2018-10-21")))
    assert [stop.place.name for stop in found.waypoints] == ["Tapachula"]
    assert [(area.place.name, str(area.date)) for area in found.areas] == [("Mexico", "2018-10-19")]


# --- conflicts ---------------------------------------------------------------------------------


def departed(path: str, day: str, published: str = "2018-11-20", publisher: str | None = None) -> Reading:
    return reading(path, report(SAN_PEDRO_SULA, day, "departed"), published=published, publisher=publisher)


def test_two_dates_of_one_departure_are_one_stop_with_the_other_date_kept() -> None:
    found = route(departed("a", "2018-10-13", "2018-10-20"), departed("b", "2018-10-12", "2018-10-16"))
    (stop,) = found.waypoints
    assert str(stop.date) == "2018-10-12"  # published earlier
    assert [(str(c.date), [claim.source.article for claim in c.claims]) for c in stop.conflicts] == [
        ("2018-10-13", ["a"])
    ]
    assert [claim.source.article for claim in stop.claims] == ["b"]


def test_the_date_with_most_independent_sources_wins_and_one_publisher_counts_once() -> None:
    syndicated = [departed(path, "2018-10-13", "2018-10-14", publisher="Agency") for path in "abc"]
    independent = [departed(path, "2018-10-12") for path in "de"]
    (stop,) = route(*syndicated, *independent).waypoints
    assert str(stop.date) == "2018-10-12"
    assert len(stop.conflicts[0].claims) == 3


def test_the_finer_date_wins_among_equals_and_what_it_lies_within_is_no_conflict() -> None:
    (stop,) = route(departed("a", "2018-10-12/2018-10-14", "2018-10-15"), departed("b", "2018-10-13")).waypoints
    assert (str(stop.date), stop.conflicts) == ("2018-10-13", ())


def test_one_article_with_two_departures_tells_of_two_parts() -> None:
    (stop,) = route(
        reading(
            "a",
            report(SAN_PEDRO_SULA, "2018-10-12", "departed"),
            report(SAN_PEDRO_SULA, "2018-10-13", "departed", at=80),
        )
    ).waypoints
    assert (str(stop.date), stop.conflicts) == ("2018-10-12/2018-10-13", ())


def test_dates_farther_apart_than_an_error_are_two_departures() -> None:
    found = route(departed("a", "2018-10-12"), departed("b", "2018-10-19"))
    assert [str(stop.date) for stop in found.waypoints] == ["2018-10-12", "2018-10-19"]


# --- dates that the text does not give ---------------------------------------------------------


def test_the_day_of_publication_is_a_marked_fallback() -> None:
    (stop,) = route(reading("a", report(TAPACHULA, "2018-10-22", dated_from="publication"))).waypoints
    assert stop.dated_from == "publication"
    assert stop.doubts == ("no date in the text: this is the day of publication",)


def test_a_publication_date_does_not_move_what_the_text_of_another_dates() -> None:
    found = route(
        reading("a", report(TAPACHULA, "2018-10-21")),
        reading("b", report(TAPACHULA, "2018-10-27", dated_from="publication")),
    )
    assert stops(found) == [("Tapachula", "2018-10-21", "present")]


def test_an_undated_departure_from_the_origin_comes_first() -> None:
    found = route(reading("a", report(TAPACHULA, "2018-10-21"), report(SAN_PEDRO_SULA, None, "departed")))
    assert [name for name, _, _ in stops(found)] == ["San Pedro Sula", "Tapachula"]
    assert found.waypoints[0].doubts == ("no source gives a date",)


def test_an_undated_stop_is_put_between_the_stops_that_it_lies_between() -> None:
    found = route(
        reading("a", report(SAN_PEDRO_SULA, "2018-10-12"), report(HUIXTLA, "2018-10-24"), report(GUATEMALA_CITY, None))
    )
    assert [name for name, _, _ in stops(found)] == ["San Pedro Sula", "Guatemala City", "Huixtla"]
    assert len(found.legs) == 2


def test_an_undated_stop_that_lies_nowhere_on_the_way_is_listed_last_and_not_joined() -> None:
    found = route(
        reading("a", report(SAN_PEDRO_SULA, "2018-10-12"), report(TAPACHULA, "2018-10-21"), report(TIJUANA, None))
    )
    assert [name for name, _, _ in stops(found)] == ["San Pedro Sula", "Tapachula", "Tijuana"]
    assert [(leg.start, leg.end) for leg in found.legs] == [(1, 2)]


# --- plans -------------------------------------------------------------------------------------


def test_a_plan_comes_last_and_its_leg_starts_where_the_caravan_was_when_it_had_it() -> None:
    found = route(
        reading("a", report(CIUDAD_HIDALGO, "2018-10-20"), report(TAPACHULA, "2018-10-21", "planned")),
        reading("b", report(MEXICO_CITY, "2018-11-05")),
    )
    assert [name for name, _, _ in stops(found)] == ["Ciudad Hidalgo", "Mexico City", "Tapachula"]
    assert [(leg.start, leg.end, leg.planned) for leg in found.legs] == [(1, 2, False), (1, 3, True)]


def test_a_plan_that_came_true_supports_the_stop_that_it_led_to() -> None:
    found = route(
        reading("a", report(CIUDAD_HIDALGO, "2018-10-20"), report(TAPACHULA, "2018-10-21", "planned")),
        reading("b", report(TAPACHULA, "2018-10-22", "arrived")),
    )
    assert stops(found)[1:] == [("Tapachula", "2018-10-22", "arrived")]
    assert [claim.status for claim in found.waypoints[1].claims] == ["planned", "arrived"]


# --- legs and crossings ------------------------------------------------------------------------


def test_a_leg_has_its_great_circle_length_and_its_days() -> None:
    (leg,) = route(reading("a", report(TAPACHULA, "2018-10-21"), report(HUIXTLA, "2018-10-23"))).legs
    assert (leg.km, leg.days, leg.planned, leg.doubts) == (34.3, 2, False, ())


def test_a_leg_too_long_for_its_days_is_doubtful_and_an_impossible_one_is_not_drawn() -> None:
    fast = route(reading("a", report(TAPACHULA, "2018-10-21"), report(MEXICO_CITY, "2018-10-22"))).legs
    assert fast[0].doubts == ("887 km a day: no source tells of a vehicle",)
    found = route(
        reading("a", report(TAPACHULA, "2018-10-21"), report(TIJUANA, "2018-10-21"), report(HUIXTLA, "2018-10-22")),
        reading("b", report(TAPACHULA, "2018-10-21")),
    )
    assert [(leg.start, leg.end) for leg in found.legs] == [(1, 3)]
    (stray,) = [stop for stop in found.waypoints if stop.place is TIJUANA]
    assert "not joined" in stray.doubts[0]


def test_borders_are_crossed_at_the_nearest_crossing_point_between_the_days_of_both_ends() -> None:
    found = route(reading("a", report(SAN_PEDRO_SULA, "2018-10-12"), report(TAPACHULA, "2018-10-21")))
    crossed = [(c.countries, c.place and c.place.name, str(c.date)) for c in found.crossings]
    assert crossed[-1] == (("GT", "MX"), "Rodolfo Robles", "2018-10-12/2018-10-21")
    assert [countries for countries, _, _ in crossed] == [("HN", "GT"), ("GT", "MX")]


def test_a_bridge_over_the_border_is_crossed_once() -> None:
    found = route(
        reading(
            "a", report(TECUN_UMAN, "2018-10-18"), report(BRIDGE, "2018-10-19"), report(CIUDAD_HIDALGO, "2018-10-20")
        )
    )
    assert [(c.countries, c.place, c.leg_start) for c in found.crossings] == [(("GT", "MX"), BRIDGE, 2)]


# --- caravans ----------------------------------------------------------------------------------


def test_a_part_that_was_nowhere_but_with_the_whole_is_no_branch() -> None:
    part = Caravan(id="column", name="a first column", branch_of="first")
    both = [report(TAPACHULA, "2018-10-21"), report(TAPACHULA, "2018-10-21", caravan="column")]
    whole = Reading(article=Article(path="a", title="A", body="x" * 500), reports=tuple(both), caravans=(part,))
    ahead = Reading(
        article=Article(path="b", title="B", body="y" * 500),
        reports=(report(HUIXTLA, "2018-10-22", caravan="column"),),
        caravans=(part,),
    )
    assert [one.caravan.id for one in assemble([whole], [FIRST], PLACES).routes] == ["first"]
    assert [one.caravan.id for one in assemble([whole, ahead], [FIRST], PLACES).routes] == ["first", "column"]


def test_a_branch_starts_where_its_parent_was() -> None:
    branch = Caravan(id="branch", name="the eighty", registered=True, branch_of="first")
    atlas = assemble(
        [
            reading(
                "a",
                report(TECUN_UMAN, "2018-10-18"),
                report(TAPACHULA, "2018-10-21"),
                report(MEXICO_CITY, "2018-11-05"),
            ),
            reading("b", report(HUIXTLA, "2018-10-23", caravan="branch")),
        ],
        [FIRST, branch],
        PLACES,
    )
    found = atlas.routes[1]
    assert [(s.caravan, s.seq, s.place.name) for s in found.waypoints] == [
        ("branch", 1, "Tapachula"),
        ("branch", 2, "Huixtla"),
    ]
    assert "split off" in found.waypoints[0].doubts[-1]
    assert [(leg.start, leg.end) for leg in found.legs] == [(1, 2)]


def test_a_caravan_found_in_several_articles_is_one_and_every_caravan_has_its_own_look() -> None:
    found = Caravan(id="new", name="the new one")
    readings = [
        Reading(article=one.article, reports=one.reports, caravans=(found,))
        for one in (
            reading("a", report(TAPACHULA, "2019-01-21", caravan="new")),
            reading("b", report(TAPACHULA, "2018-10-21"), report(HUIXTLA, "2019-01-24", caravan="new")),
        )
    ]
    routes = assemble(readings, [FIRST], PLACES).routes
    assert [one.caravan.id for one in routes] == ["first", "new"]
    assert len(routes[1].waypoints) == 2
    assert len({(one.caravan.color, one.caravan.dash) for one in routes}) == 2


def test_a_report_of_a_caravan_that_nobody_listed_still_gets_a_route() -> None:
    assert route(reading("a", report(TAPACHULA, "2018-10-21", caravan="x")), caravans=()).caravan.name == "x"


# --- events, names, quotes ---------------------------------------------------------------------


def event(day: str | None, where: Place | None = BRIDGE) -> Event:
    return Event(
        type="clash",
        caravan="first",
        place=where,
        place_source="gazetteer" if where else None,
        date=DateSpan.parse(day) if day else None,
        dated_from="date" if day else None,
        span=Span(start=0, end=10),
        sentence=Span(start=0, end=75),
    )


def with_events(path: str, *events: Event) -> Reading:
    return Reading(article=reading(path).article, events=events)


def test_one_event_in_several_articles_is_one_with_all_sources() -> None:
    events = assemble(
        [
            with_events("a", event("2018-10-19")),
            with_events("b", event("2018-10-19/2018-10-20")),
            with_events("c", event(None)),
        ],
        [],
        {},
    ).events
    assert [(str(one.date), [source.article for source in one.sources]) for one in events] == [
        ("2018-10-19", ["a", "b", "c"])
    ]


def test_events_of_other_days_or_without_a_place_stay_apart() -> None:
    events = assemble(
        [with_events("a", event("2018-10-19"), event("2018-10-28")), with_events("b", event("2018-10-19", None))],
        [],
        {},
    ).events
    assert [(str(one.date), one.place and one.place.id) for one in events] == [
        ("2018-10-19", "rodolfo-robles"),
        ("2018-10-19", None),
        ("2018-10-28", "rodolfo-robles"),
    ]


def test_names_in_no_list_come_by_frequency_with_their_sentences() -> None:
    body = "They slept in Xolotla. Xolotla was cold. Nobody had heard of Abasolito."
    starts = [body.index("Xolotla"), body.rindex("Xolotla"), body.index("Abasolito")]
    mentions = tuple(
        Mention(span=Span(start=at, end=at + len(name)), text=name, place=None, literal=True, source=None, rule="shape")
        for at, name in zip(starts, ("Xolotla", "Xolotla", "Abasolito"), strict=True)
    )
    atlas = assemble([Reading(article=Article(path="a", title="A", body=body), mentions=mentions)], [], {})
    assert [one.text for one in atlas.unplaced] == ["Xolotla", "Abasolito"]
    assert "They slept in Xolotla." in atlas.unplaced[0].sources[0].quote


@pytest.mark.parametrize("length", [50, 200, 201, 900])
def test_a_quote_is_short_and_stands_in_the_body(length: int) -> None:
    body = ("word, and \n more " * 200)[:length]
    at = min(length - 10, 450)
    told = Report(
        caravan="first",
        place=TAPACHULA,
        place_source="gazetteer",
        date=None,
        dated_from=None,
        status="present",
        span=Span(start=at, end=at + 10),
        sentence=Span(start=0, end=length),
    )
    atlas = assemble([Reading(article=Article(path="a", title="A", body=body), reports=(told,))], [], {})
    source = atlas.routes[0].waypoints[0].claims[0].source
    assert len(source.quote) <= 200
    assert source.span.start <= at
    assert at + 10 <= source.span.end
    assert source.quote.strip("…") == " ".join(body[source.span.start : source.span.end].split())
    assert source.quote.startswith("…") == (source.span.start > 0)


def test_articles_are_kept_without_their_text() -> None:
    assert [(one.path, one.body) for one in assemble([reading("b"), reading("a")], [], {}).articles] == [
        ("a", ""),
        ("b", ""),
    ]


# --- the order of the articles changes nothing -------------------------------------------------

EVERYWHERE = (SAN_PEDRO_SULA, ESQUIPULAS, GUATEMALA_CITY, TECUN_UMAN, BRIDGE, TAPACHULA, MEXICO_CITY, TIJUANA, MEXICO)
DAYS = st.one_of(st.none(), st.integers(10, 30).map(lambda day: f"2018-10-{day}"))
REPORTS = st.builds(
    report,
    st.sampled_from(EVERYWHERE),
    DAYS,
    st.sampled_from(("departed", "arrived", "passed", "present", "planned", "blocked")),
    caravan=st.sampled_from(("first", "second")),
    dated_from=st.sampled_from(("date", "publication")),
    at=st.sampled_from((0, 76)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(REPORTS, max_size=4), max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_readings_changes_nothing(told: list[list[Report]], luck: random.Random) -> None:
    readings = [
        Reading(
            article=reading(f"{number}").article,
            reports=tuple(reports),
            events=(event("2018-10-19"),),
            caravans=(Caravan(id="second", name=f"second {number}"),),
        )
        for number, reports in enumerate(told)
    ]
    atlas = assemble(readings, [FIRST], PLACES)
    luck.shuffle(readings)
    assert assemble(readings, [FIRST], PLACES) == atlas
    check_consistent(atlas)


def check_consistent(atlas: Atlas) -> None:
    for one in atlas.routes:
        assert [stop.seq for stop in one.waypoints] == list(range(1, len(one.waypoints) + 1))
        assert all(stop.claims for stop in one.waypoints)
        seqs = {stop.seq for stop in one.waypoints}
        assert all(leg.start in seqs and leg.end in seqs for leg in one.legs)
        assert all(leg.days is None or leg.km / (leg.days + 1) <= 1200 * 31 for leg in one.legs)


def test_a_detour_that_one_article_tells_of_is_not_joined_when_it_would_need_two_doubtful_legs() -> None:
    mexicali = place("Mexicali", "MX", 32.63, -115.45)
    navojoa = place("Navojoa", "MX", 27.07, -109.44)
    told = reading("a", report(TIJUANA, "2018-11-14"), report(navojoa, "2018-11-15"), report(mexicali, "2018-11-16"))
    found = route(told)
    assert [stop.place.name for stop in found.waypoints] == ["Tijuana", "Navojoa", "Mexicali"]
    assert [(leg.start, leg.end) for leg in found.legs] == [(1, 3)]


def test_a_stop_alone_in_another_country_may_be_a_namesake() -> None:
    escuintla = place("Escuintla", "GT", 14.30, -90.79)
    found = route(
        reading("a", report(HUIXTLA, "2023-12-26"), report(escuintla, "2023-12-28"), report(TAPACHULA, "2023-12-30"))
    )
    assert any("same name" in doubt for doubt in found.waypoints[1].doubts)
    assert not any("same name" in doubt for stop in (found.waypoints[0], found.waypoints[2]) for doubt in stop.doubts)
