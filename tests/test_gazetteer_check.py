"""Where places lie, what they refer to, and names that they share."""

from __future__ import annotations

from pathlib import Path

import pytest

from routes.gazetteer.caravans import check_caravans, read_caravans
from routes.gazetteer.check import check_gazetteer
from routes.gazetteer.parse import read_gazetteer


def checked(*entries: str) -> list[str]:
    """The problems with entries in short form; each stands on a line of its own, from line 2."""
    text = "places:\n" + "".join(f"- {{{entry}}}\n" for entry in entries)
    read, problems = read_gazetteer(text, "g.yaml")
    assert problems == ()
    return [f"{problem.severity} {problem}" for problem in check_gazetteer(read)]


def place(
    id_: str, more: str = "", *, name: str = "", at: str = "lat: 14.9039, lon: -92.2575", country: str = "MX"
) -> str:
    fields = f"id: {id_}, name: {name or id_}, {at}, country: {country}, verified: 2018-10-12"
    return ", ".join(filter(None, (fields, "" if "class:" in more else "class: P, kind: city", more)))


def test_a_right_place_is_no_problem() -> None:
    assert checked(place("tapachula", "admin1: MX-CHP, bbox: [-92.4, 14.8, -92.1, 15.0]")) == []


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("lat: -14.9039, lon: -92.2575", "lat: -14.9039 looks as if it had lost its sign"),
        ("lat: 14.9039, lon: 92.2575", "lon: 92.2575 looks as if it had lost its sign"),
        ("lat: -14.9039, lon: 92.2575", "lat: -14.9039 looks as if both had lost their signs"),
    ],
)
def test_a_lost_sign_is_seen(at: str, said: str) -> None:
    (problem,) = checked(place("tapachula", at=at))
    assert problem.startswith("error g.yaml:2:")
    assert problem.endswith(f"places[0].{said}; lat: 14.9039, lon: -92.2575?")


def test_swapped_numbers_are_seen_and_proposed_the_other_way_round() -> None:
    (problem,) = checked(place("san-salvador", at="lat: -89.2182, lon: 13.6929", country="SV"))
    assert problem == ("error g.yaml:2:62: places[0].lon: 13.6929 looks swapped with lat; lat: 13.6929, lon: -89.2182?")


def test_swapped_and_without_sign_is_seen() -> None:
    (problem,) = checked(place("san-salvador", at="lat: 89.2182, lon: 13.6929", country="SV"))
    assert problem.endswith("looks swapped with lat, and a sign lost; lat: 13.6929, lon: -89.2182?")


def test_a_place_in_another_country_is_an_error() -> None:
    (problem,) = checked(place("guatemala-city", at="lat: 14.6349, lon: -90.5069"))
    assert problem.startswith("error g.yaml:2:")
    assert "km outside MX, in GT; mend lat and lon, or the country" in problem


def test_a_place_a_little_over_the_border_is_a_warning() -> None:
    (problem,) = checked(place("tapachula", at="lat: 14.90, lon: -92.08"))
    assert problem.startswith("warning g.yaml:2:")
    assert "km outside MX, in GT" in problem


def test_a_town_on_the_border_is_in_either_country() -> None:
    river = "lat: 14.6797, lon: -92.1467"
    assert checked(place("ciudad-hidalgo", at=river), place("tecun-uman", at=river, country="GT")) == []


def test_far_from_the_corridor_outlines_are_believed_less() -> None:
    assert checked(place("belem", at="lat: -1.4558, lon: -48.5044", country="BR")) == []


def test_a_river_may_leave_its_country() -> None:
    assert checked(place("rio", "class: H, kind: river", at="lat: 15.5, lon: -91.5")) == []


def test_zero_zero_is_no_place() -> None:
    (problem,) = checked(place("tapachula", at="lat: 0, lon: 0.0"))
    assert problem.endswith("places[0].lat: lat: 0, lon: 0 is a point in the sea; look the place up")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (place("a", country="XX"), "places[0].country: XX is no country; write its ISO 3166-1 code"),
        (place("a", "countries: [MX, XX]"), "places[0].countries[1]: XX is no country; write its ISO 3166-1 code"),
        (place("a", "admin1: GT-SM"), "places[0].admin1: GT-SM is not in MX; mend admin1 or the country"),
        (place("a", "class: P, kind: state"), "places[0].class: P is not the class of a state; write A"),
        (place("a", "class: A, kind: city"), "places[0].class: A is not the class of a city; write P"),
        (place("a", "bbox: [-93, 16, -92, 17]"), "places[0].bbox: does not contain the place's lat and lon; "),
        (place("a", "bbox: [-93, 15, -92, 14]"), "places[0].bbox: its south is north of its north; "),
        (place("a", "part_of: b"), "places[0].part_of: b is the id of no place; add that place"),
        (place("a", "part_of: a"), "places[0].part_of: a is the place itself; take it out"),
        (place("a", "prefer_near: [zz]"), "places[0].prefer_near[0]: zz is the id of no place; add that place"),
        ("id: a, name: A, class: P, kind: city, lat: 14.9, lon: -92.3", "is missing; add a line `country: MX`, or "),
        (
            "id: a, name: A, class: P, kind: city, lat: 14.9, lon: 92.3",
            "is missing, and no country lies at 14.9, 92.3; ",
        ),
    ],
)
def test_what_does_not_fit_is_told(entry: str, said: str) -> None:
    (problem,) = checked(entry)
    assert f" {said}" in problem
    assert problem.startswith("error g.yaml:2:")


def test_a_box_over_the_antimeridian_is_right() -> None:
    assert checked(place("fiji", "class: A, kind: country, bbox: [177, -20, -178, -12]", at="lat: -17.8, lon: 178", country="FJ")) == []  # fmt: skip  # noqa: E501


def test_an_id_almost_right_is_proposed() -> None:
    problems = checked(place("ciudad-hidalgo"), place("b", "part_of: cuidad-hidalgo"))
    assert problems[0].endswith("cuidad-hidalgo is the id of no place; write ciudad-hidalgo")


def test_an_entry_that_is_wrong_itself_is_not_called_unknown() -> None:
    text = f"places:\n- {{{place('a', 'part_of: b')}}}\n- {{{place('b', 'population: x')}}}\n"
    entries, problems = read_gazetteer(text, "g.yaml")
    assert (len(problems), check_gazetteer(entries)) == (1, ())


def test_parts_that_go_in_a_circle_are_told() -> None:
    problems = checked(place("a", "part_of: b"), place("b", "part_of: a"))
    assert all(
        problem.endswith("part_of: goes round in a circle; a place is part of a larger one") for problem in problems
    )
    assert len(problems) == 2


def test_a_name_that_two_places_share_is_an_error_with_both_lines() -> None:
    (problem,) = checked(place("escuintla-gt", name="Escuintla"), place("escuintla", "aliases: [ESCUÍNTLA]"))
    assert problem.startswith("error g.yaml:3:")
    assert "escuintla" in problem
    assert problem.endswith(
        "is also a name of escuintla-gt (line 2); take it out of one, or give both a `prefer_near` or `not_when`"
    )


def test_an_alias_that_is_another_places_name_is_told_where_it_stands() -> None:
    (problem,) = checked(place("a", name="Tecún Umán"), place("b", "aliases: [x, Tecun  Uman]"))
    assert " places[1].aliases[1]: Tecun  Uman is also a name of a (line 2)" in problem


@pytest.mark.parametrize(
    "other",
    [
        place("puebla-state", "class: A, kind: state", name="Puebla"),
        place("b", "not_when: [street]", name="Puebla"),
        place("b", "prefer_near: [puebla]", name="Puebla"),
        place("b", "part_of: puebla", name="Puebla"),
    ],
    ids=["level", "not_when", "prefer_near", "part_of"],
)
def test_a_rule_lets_two_places_share_a_name(other: str) -> None:
    assert checked(place("puebla", name="Puebla"), other) == []


def test_an_alias_that_has_nothing_of_its_places_name_needs_a_rule_on_both_sides() -> None:
    real = place("arriaga", "prefer_near: [tonala]", name="Arriaga")
    lone, ruled = (
        place("tonala", f"aliases: [Arriaga]{rule}", name="Tonalá") for rule in ("", ", not_when: [junction]")
    )
    assert len(checked(real, lone)) == 1
    assert checked(real, ruled) == []


def test_a_country_and_a_state_may_share_a_name_but_two_states_may_not() -> None:
    country = place("mexico", "class: A, kind: country", name="Mexico")
    state = place("mexico-state", "class: A, kind: state", name="Mexico")
    assert checked(country, state) == []
    assert len(checked(state, place("other", "class: A, kind: state", name="México"))) == 1


def test_the_shipped_files_are_right() -> None:
    root = Path(__file__).parent.parent
    places, place_problems = read_gazetteer((root / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")
    caravans, caravan_problems = read_caravans((root / "caravans.yaml").read_bytes(), "caravans.yaml")
    ids = {entry.value.id for entry in places}
    assert (*place_problems, *check_gazetteer(places)) == ()
    assert (*caravan_problems, *check_caravans(caravans, ids)) == ()
