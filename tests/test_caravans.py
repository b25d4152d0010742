"""`caravans.yaml` into caravans, as strict as the gazetteer."""

from __future__ import annotations

from datetime import date

import pytest

from routes.gazetteer.caravans import check_caravans, parse_caravans, read_caravans
from routes.model import Caravan, PlaceName

FIRST = """\
caravans:
  - id: 2018-10-first
    name: first caravan of October 2018
    names: [{text: Caravana Migrante, lang: es}]
    origin: san-pedro-sula
    people: HN
    ordinal: 1
    departed: 2018-10-12
    ended: 2018-12-05
    color: "#0072B2"
    dash: "8 4"
    source: press reports
"""


def test_an_entry_becomes_a_registered_caravan() -> None:
    assert parse_caravans(FIRST, "c.yaml") == (
        (
            Caravan(
                id="2018-10-first",
                name="first caravan of October 2018",
                names=(PlaceName(text="Caravana Migrante", lang="es"),),
                registered=True,
                origin="san-pedro-sula",
                people="HN",
                ordinal=1,
                departed=date(2018, 10, 12),
                ended=date(2018, 12, 5),
                color="#0072B2",
                dash="8 4",
                source="press reports",
            ),
        ),
        (),
    )


def test_id_and_name_are_enough() -> None:
    caravans, problems = parse_caravans("caravans: [{id: a, name: A}]", "c.yaml")
    assert (caravans, problems) == ((Caravan(id="a", name="A", registered=True),), ())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("name: first", "nam: first", "3:5: caravans[0].nam: is no field here; write `name`"),
        ('"#0072B2"', "#0072B2", "10:11: caravans[0].color: is empty; give a value, in quotes if it begins with #"),
        ('"#0072B2"', "blue", "10:12: caravans[0].color: blue is not a colour; write it like \"#0072B2\""),
        ('"8 4"', "8", '11:11: caravans[0].dash: 8 is a number, not text; write "8"'),
        ("2018-10-12", "12 October 2018", "8:15: caravans[0].departed: 12 October 2018 is not a day"),
        ("2018-10-12", "2018-13-12", "8:15: caravans[0].departed: 2018-13-12 is not a day"),
        ("ordinal: 1", "ordinal: first", "7:14: caravans[0].ordinal: 'first' is text, not a number"),
        ("ordinal: 1", "ordinal: 0", "7:14: caravans[0].ordinal: 0 is not between 1 and 99"),
        ("people: HN", "people: NO", "6:13: caravans[0].people: NO without quotes is a truth value"),
        ("ordinal: 1", "people: SV", "7:5: caravans[0].people: is given twice (first on line 6); keep one of them"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_a_problem_at_its_place(old: str, new: str, problem: str) -> None:
    said = [str(problem) for problem in parse_caravans(FIRST.replace(old, new), "c.yaml")[1]]
    assert any(text.startswith(f"c.yaml:{problem}") for text in said), said


def checked(text: str, places: set[str] | None = None) -> list[str]:
    entries, problems = read_caravans(text, "c.yaml")
    assert problems == ()
    return [str(problem) for problem in check_caravans(entries, places)]


def test_what_it_refers_to_is_looked_up() -> None:
    assert checked(FIRST) == []
    assert checked(FIRST, {"san-pedro-sula"}) == []
    assert checked(FIRST, {"san-pedro-sulu"}) == [
        "c.yaml:5:13: caravans[0].origin: san-pedro-sula is the id of no place; write san-pedro-sulu"
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("2018-12-05", "2018-10-05", "9:12: caravans[0].ended: 2018-10-05 is before it departed; "),
        ("people: HN", "people: XX", "6:13: caravans[0].people: XX is no country; "),
        ("ordinal: 1", "branch_of: other", "7:16: caravans[0].branch_of: other is the id of no caravan; "),
        ("ordinal: 1", "branch_of: 2018-10-first", "7:16: caravans[0].branch_of: goes round in a circle; "),
    ],
)
def test_what_does_not_fit_is_told(old: str, new: str, problem: str) -> None:
    (said,) = checked(FIRST.replace(old, new))
    assert said.startswith(f"c.yaml:{problem}")


def test_two_caravans_that_look_alike_are_told_with_both_lines() -> None:
    text = "caravans:\n- {id: a, name: A, color: '#0072B2'}\n- {id: b, name: B, color: '#0072b2'}\n"
    assert checked(text) == [
        "c.yaml:3:27: caravans[1].color: #0072b2 is also the colour of a (line 2); "
        "give one of them another color or dash"
    ]
    assert checked(text.replace("'#0072b2'", "'#0072b2', dash: '8 4'")) == []


def test_an_id_given_twice_is_an_error() -> None:
    _, (problem,) = parse_caravans(FIRST + FIRST.removeprefix("caravans:\n"), "c.yaml")
    assert "2018-10-first is the id of another caravan (line 2)" in problem.what
