"""Frozen values become columns of plain values, and the same values again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.columns import pack, unpack
from routes.model import BoundingBox, Caravan, DateSpan, Doubt, Place, PlaceName, Position

CLASSES = (Place, PlaceName, Position, BoundingBox, Caravan, DateSpan)
HERE = Position(lat=14.9, lon=-92.3)


def again(value: object) -> object:
    return unpack(json.loads(json.dumps(pack(value))), CLASSES)


@settings(deadline=None)
@given(st.from_type(tuple[Place, ...]), st.from_type(tuple[Caravan, ...]))
def test_places_and_caravans_are_the_same_again_whatever_fields_they_have(
    places: tuple[Place, ...], caravans: tuple[Caravan, ...]
) -> None:
    assert repr(again((places, caravans))) == repr((places, caravans))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.builds(Position, lat=st.floats(-90, 90)),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@settings(deadline=None)
@given(_VALUES)
def test_values_of_any_mixture_are_the_same_again(value: object) -> None:
    assert repr(again(value)) == repr(value)


def test_a_table_is_one_column_for_each_field() -> None:
    assert pack((Position(lat=1.0, lon=2.0), Position(lat=3.0, lon=4.0))) == {
        "tuple": [2],
        "of": {"class": "Position", "fields": [[1.0, 3.0], [2.0, 4.0]]},
    }


def test_what_stands_in_several_places_is_one_value_again() -> None:
    ((one, other), third) = again(((HERE, HERE), HERE))  # type: ignore[misc]
    assert one == HERE
    assert one is other is third


def test_a_set_is_a_set_again() -> None:
    assert again((frozenset("ab"), frozenset())) == (frozenset("ab"), frozenset())


@dataclass(frozen=True)
class Nested:
    inside: object


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([1], "a list stands in no column"),
        (datetime(2018, 10, 12), "a datetime stands in no column"),
        (Nested(Nested(1)), "a Nested stands inside another"),
    ],
)
def test_what_has_no_columns_is_refused(value: object, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        pack((value, date(2018, 10, 12)))


@pytest.mark.parametrize(
    "plain",
    [
        {"class": "Problem", "fields": []},
        {"class": "Position", "fields": [[1.0], [1.0, 2.0]]},
        {"class": "Position", "fields": [[1.0]]},
        {"class": "Position", "fields": [[1.0], [2.0]], "numbers": [7]},
        {"tuple": [2], "of": [1]},
        {"tuple": "ab", "of": [1]},
        {"day": [0]},
        {"mixed": [1], "of": [[1]]},
        {"floats": "AAAA"},
        {"ints": "AAAA"},
        {"from": "a", "to": "b"},
        {"day": [10**30]},
        [1, 2],
        {},
        None,
        "tuple",
    ],
)
def test_columns_that_nobody_packed_are_an_error(plain: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - that of any step
        unpack(plain, CLASSES)


def test_many_texts_and_few_values_are_one_text_each_for_json() -> None:
    names = tuple(f"name {number}" for number in range(200))

    (packed,) = pack(names)["of"].values()
    assert packed == "\n".join(names)
    assert unpack(pack(names), ()) == names
    assert unpack(pack((*names, "two\nlines")), ()) == (*names, "two\nlines")
    assert unpack(pack(("a", "b", None, "a") * 50), ()) == ("a", "b", None, "a") * 50


def test_many_numbers_are_one_text_or_said_in_a_word() -> None:
    counted, few, many = tuple(range(7, 207)), (1, 1, 2, 1) * 50, tuple(number * number for number in range(200))
    positions = (0.1, -0.0, 1e300, float("inf")) * 50

    assert pack(counted)["of"] == {"from": 7, "to": 207}
    assert [pack(numbers)["of"].keys() for numbers in (few, positions)] == [{"few", "at"}, {"floats"}]
    assert pack(many)["of"].keys() == {"ints"}
    assert pack((*many, 2**31))["of"] == [*many, 2**31]
    for numbers in (counted, few, many, positions, (True, 1, 1.0) * 100):
        assert repr(again(numbers)) == repr(numbers)


@pytest.mark.parametrize("plain", [{"same": 10**15, "of": ["a"]}, {"from": -(10**15), "to": 0}])
def test_a_column_that_would_fill_the_memory_is_not_believed(plain: object) -> None:
    with pytest.raises(ValueError, match="too long"):
        unpack(plain, ())


def test_a_doubt_keeps_its_code_and_what_is_put_in() -> None:
    doubts = (Doubt.of("split", name="A"), Doubt.of("no-date"), "in words")
    again = unpack(json.loads(json.dumps(pack(doubts))), (Doubt,))
    assert again == doubts
    assert [(one.code, one.values) for one in again[:2]] == [("split", {"name": "A"}), ("no-date", {})]
