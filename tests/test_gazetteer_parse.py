"""`gazetteer.yaml` into places: what is right becomes a place, what is wrong a problem with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.gazetteer.again import Records, places_again
from routes.gazetteer.parse import FORM, parse_again, parse_gazetteer, read_gazetteer
from routes.model import BoundingBox, DateSpan, Place, PlaceName, Position

TAPACHULA = """\
places:
  - id: tapachula
    name: Tapachula
    names:
      - {text: Tapachula de Córdova y Ordóñez, lang: es, kind: official}
    aliases: [Tapachula City]
    class: P
    kind: city
    country: MX
    admin1: MX-CHP
    lat: 14.9039
    lon: -92.2575
    bbox: [-92.4, 14.8, -92.1, 15]
    radius_km: 5
    population: 320451
    source: GeoNames
    verified: 2026-11-21
    links: [wd:Q1012904, gn:3516109, https://example.org/tapachula]
    not_when: [airport]
    prefer_near: [ciudad-hidalgo]
    notes: the first large town
"""


def parsed(text: str) -> tuple[Place, ...]:
    places, problems = parse_gazetteer(text, "gazetteer.yaml")
    assert problems == ()
    return places


def problems_of(text: str) -> list[str]:
    return [str(problem) for problem in parse_gazetteer(text, "gazetteer.yaml")[1]]


def changed(line: str, to: str) -> str:
    """The entry above with one line replaced; the line begins with `line`."""
    lines = TAPACHULA.splitlines()
    return "\n".join(to if text.strip().startswith(line) else text for text in lines)


def test_an_entry_becomes_a_place() -> None:
    assert parsed(TAPACHULA) == (
        Place(
            id="tapachula",
            name="Tapachula",
            names=(
                PlaceName(text="Tapachula"),
                PlaceName(text="Tapachula de Córdova y Ordóñez", lang="es"),
                PlaceName(text="Tapachula City"),
            ),
            feature="P",
            kind="city",
            country="MX",
            countries=("MX",),
            admin1="MX-CHP",
            position=Position(lat=14.9039, lon=-92.2575),
            bbox=BoundingBox(west=-92.4, south=14.8, east=-92.1, north=15),
            radius_km=5,
            population=320451,
            not_when=("airport",),
            prefer_near=("ciudad-hidalgo",),
            source="GeoNames",
            notes="the first large town",
        ),
    )


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018/2021", "2018-01-01", "2021-12-31"),
        ("2018-10-19", "2018-10-19", "2018-10-19"),
        ("2018-10-19/2018-11-02", "2018-10-19", "2018-11-02"),
        ("2018/2018-11-02", "2018-01-01", "2018-11-02"),
    ],
)
def test_a_validity_holds_its_first_and_its_last_day(written: str, first: str, last: str) -> None:
    (place,) = parsed(changed("notes:", f"    valid: {written}"))
    assert place.valid == DateSpan.parse(f"{first}/{last}")


@pytest.mark.parametrize(
    ("line", "is_uncertain"),
    [
        ("certainty: doubtful", True),
        ("certainty: likely", False),
        ("precision: region", True),
        ("precision: town", False),
        ("notes: x", False),
    ],
)
def test_what_is_only_roughly_known_is_uncertain(line: str, is_uncertain: bool) -> None:
    assert parsed(changed("notes:", f"    {line}"))[0].is_uncertain is is_uncertain
    assert parsed(changed("radius_km:", "    radius_km: 10"))[0].is_uncertain


def test_every_field_says_what_it_is_for() -> None:
    for field in FORM.schema["fields"].values():
        assert field["schema"]["metadata"]["about"].endswith(".")


def test_what_lies_on_a_border_has_two_countries_and_the_first_is_its_country() -> None:
    text = "places: [{id: b, name: B, class: S, kind: bridge, countries: [GT, MX], lat: 14.6, lon: -92.1}]"
    assert (parsed(text)[0].country, parsed(text)[0].countries) == ("GT", ("GT", "MX"))


@pytest.mark.parametrize("text", ["", "places:\n", "# none yet\nplaces: []\n"])
def test_a_file_without_places_is_right(text: str) -> None:
    assert parsed(text) == ()


def test_an_entry_knows_its_lines() -> None:
    ((entry,), _) = read_gazetteer(TAPACHULA, "g.yaml")
    assert entry.line == 2
    assert str(entry.problem(("names", 0, "lang"), "x", "y")) == "g.yaml:5:54: places[0].names[0].lang: x; y"


@pytest.mark.parametrize(
    ("line", "to", "problem"),
    [
        ("- id:", "  - id: Tapachula", "2:9: places[0].id: Tapachula is not an id (small letters a-z, digits"),
        ("name:", "    name: 2018", '3:11: places[0].name: 2018 is a number, not text; write "2018"'),
        ("name:", "    name: [a]", "3:11: places[0].name: is a list, not text; "),
        ("name:", "    name: true", '3:11: places[0].name: true is true or false, not text; write "true"'),
        ("name:", "    name: ' '", "3:11: places[0].name: is empty; "),
        ("name:", "    name: #1", "3:10: places[0].name: is empty; give a value, in quotes if it begins with #"),
        ("class:", "    class: p", "7:12: places[0].class: p is none of A, P, H, L, R, S, T; write P"),
        ("class:", "    class: X", "7:12: places[0].class: X is none of A, P, H, L, R, S, T; write one of them"),
        ("kind:", "", "2:5: places[0].kind: is missing; add a line `kind: ...`"),
        ("lat:", "", "2:5: places[0].lat: is missing; add a line `lat: ...`"),
        ("kind:", "    kind: city\n    lattitude: 3", "9:5: places[0].lattitude: is no field here; write `lat`"),
        ("kind:", "    kind: city\n    zzz: 3", "9:5: places[0].zzz: is no field here; take it out; there are admin1,"),
        ("country:", "    country: Mexico", "9:14: places[0].country: Mexico is not a country code (ISO 3166-1"),
        ("admin1:", "    admin1: Chiapas", "10:13: places[0].admin1: Chiapas is not the code of a state or department"),
        ("lat:", "    lat: 999", "11:10: places[0].lat: 999 is not between -90 and 90; "),
        ("lon:", "    lon: 999", "12:10: places[0].lon: 999 is not between -180 and 180; look the number up again"),
        ("lat:", "    lat: '14.9'", "11:10: places[0].lat: '14.9' is text, not a number; "),
        ("lat:", "    lat: 14,9", "11:10: places[0].lat: '14,9' is text, not a number; "),
        ("lat:", "    lat: 14°54'", "11:10: places[0].lat: \"14°54'\" is text, not a number; "),
        ("lat:", "    lat: true", "11:10: places[0].lat: is not a number; "),
        ("bbox:", "    bbox: [1, 2, 3]", "13:11: places[0].bbox: has 3 parts, not 4; write [west, south, east, north]"),
        ("bbox:", "    bbox: [1, 2, 3, 4, 5]", "13:11: places[0].bbox: has 5 parts, not 4; "),
        ("bbox:", "    bbox: [-92, 14, -91, 150]", "13:26: places[0].bbox[3]: 150 is not between -90 and 90; "),
        ("bbox:", "    bbox: 3", "13:11: places[0].bbox: is a number, not a list; put it in brackets: [...]"),
        ("population:", "    population: 1.5", "15:17: places[0].population: is not a whole number; "),
        ("population:", "    population: -1", "15:17: places[0].population: -1 is not between 0 and "),
        ("verified:", "    verified: 2026-02-30", "17:15: places[0].verified: 2026-02-30 is not a day"),
        ("verified:", "    verified: 21.11.2026", "17:15: places[0].verified: 21.11.2026 is not a day"),
        ("verified:", "    verified: 2026", '17:15: places[0].verified: 2026 is a number, not text; write "2026"'),
        ("aliases:", "    aliases: Tapa", "6:14: places[0].aliases: is text, not a list; put it in brackets: [...]"),
        ("aliases:", "    aliases: []", "6:14: places[0].aliases: is empty; "),
        ("aliases:", "    aliases: [a, 3]", '6:18: places[0].aliases[1]: 3 is a number, not text; write "3"'),
        ("- {text:", "      - {text: a}", "5:9: places[0].names[0].lang: is missing; "),
        ("- {text:", "      - {text: a, lan: es, lang: es}", "5:19: places[0].names[0].lan: is no field here; "),
        ("- {text:", "      - Tapa", "5:9: places[0].names[0]: is text, not a mapping; write text: ..., lang: ..."),
        ("links:", "    links: {wd: Q1}", "18:12: places[0].links: is a mapping, not a list; put it in brackets"),
        ("links:", "    links: [Q1]", "18:13: places[0].links[0]: Q1 is not an address of the web, nor a number of"),
        ("links:", "    links: [ftp://a.org/]", "18:13: places[0].links[0]: ftp://a.org/ is not an address of the web"),
        ("notes:", "    valid: 2021/2018", "21:12: places[0].valid: 2021/2018 is not years or days, the earlier "),
        ("notes:", "    valid: 2018/", "21:12: places[0].valid: 2018/ is not years or days, the earlier "),
        ("notes:", "    valid: 2018-10-32", "21:12: places[0].valid: 2018-10-32 is not years or days, the earlier "),
        ("notes:", "    certainty: sure", "21:16: places[0].certainty: sure is none of certain, likely, doubtful; "),
        ("notes:", "    precision: towm", "21:16: places[0].precision: towm is none of exact, town, region, "),
        ("notes:", "    sensitivity: Hidden", "21:18: places[0].sensitivity: Hidden is none of public, coarse, "),
    ],
)  # fmt: skip
def test_a_wrong_field_is_a_problem_at_its_place(line: str, to: str, problem: str) -> None:
    (said,) = problems_of(changed(line, to))
    assert said.startswith(f"gazetteer.yaml:{problem}")
    assert "; " in said


def test_swapped_numbers_that_leave_the_range_are_proposed_the_other_way_round() -> None:
    text = changed("lat:", "    lat: -92.2575").replace("lon: -92.2575", "lon: 14.9039")
    assert problems_of(text) == [
        "gazetteer.yaml:12:10: places[0].lon: 14.9039 looks swapped with lat; lat: 14.9039, lon: -92.2575?"
    ]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = changed("lat:", "    lat: 999").replace("class: P", "class: Q").replace("name: T", "nam: T")
    assert [problem.split(": ")[1] for problem in problems_of(text)] == [
        "places[0].name",
        "places[0].nam",
        "places[0].class",
        "places[0].lat",
    ]


def test_a_wrong_entry_does_not_stop_the_others() -> None:
    second = TAPACHULA.removeprefix("places:\n").replace("id: tapachula", "id: other")
    places, problems = parse_gazetteer(changed("lat:", "    lat: 999") + "\n" + second, "g.yaml")
    assert [place.id for place in places] == ["other"]
    assert len(problems) == 1


def test_an_id_given_twice_is_an_error_with_both_lines() -> None:
    assert problems_of(TAPACHULA + TAPACHULA.removeprefix("places:\n")) == [
        "gazetteer.yaml:22:9: places[1].id: tapachula is the id of another place (line 2); "
        "give this one an id of its own"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- id: a", "1:1: is no mapping; begin with a line `places:`"),
        ("just text", "1:1: is no mapping; begin with a line `places:`"),
        ("places: {a: 1}", "1:9: places: is no list; begin each place with `- id: ...`"),
        ("places: 3", "1:9: places: is no list; begin each place with `- id: ...`"),
        ("place: []", "1:1: place: is no part of a list of places; the only key at the left margin is `places:`"),
        ("places:\n  - Tapachula", "2:5: places[0]: is text, not a mapping; write id: ..., name: ..."),
        ("places:\n  -\n", "2:4: places[0]: is empty; "),
    ],
)
def test_a_file_of_another_form_is_told(text: str, problem: str) -> None:
    (said,) = problems_of(text)
    assert said.startswith(f"gazetteer.yaml:{problem}")


def test_a_trap_of_yaml_is_told_with_the_rest() -> None:
    first, second = problems_of(changed("country:", "    country: NO").replace("lat: 14", "lat: 914"))
    assert first.startswith("gazetteer.yaml:9:14: places[0].country: NO without quotes is a truth value")
    assert second.startswith("gazetteer.yaml:11:10: places[0].lat: 914.9039 is not between")


# --- edited again and again --------------------------------------------------------------------

_LINES = "".join(
    f"  - id: p{number}\n    name: Place {number}\n    class: P\n    kind: town\n    lat: 15\n    lon: -9{number}\n"
    for number in range(8)
)
_PUT = ["", "\n", " ", "x", "5", ": ", "#", '"', "|", "[", "\n  - id: p3\n", "\n  - id: q", "---\n", "&a ", "\n\n"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 620), st.integers(0, 40), st.sampled_from(_PUT)), min_size=1, max_size=4))
def test_a_gazetteer_that_is_edited_gives_what_it_gives_as_a_whole(edits: list[tuple[int, int, str]]) -> None:
    text = "places:\n" + _LINES
    places, last = parsed(text), Records.of(text)
    for start, length, put in edits:
        text = text[:start] + put + text[start + length :]
        whole = parse_gazetteer(text, "g")
        assert parse_again(text, "g", last, places) == whole
        if not whole[1]:
            places, last = whole[0], Records.of(text)


def test_only_the_records_that_changed_are_parsed_again() -> None:
    seen: list[str] = []

    def parse(text: str) -> tuple[Place, ...] | None:
        seen.append(text)
        return parsed(text)

    text = "places:\n" + _LINES
    moved = text.replace("lon: -94", "lon: -84")
    assert places_again(moved, Records.of(text), parsed(text), parse) == parsed(moved)
    assert [one.count("- id:") for one in seen] == [1]
