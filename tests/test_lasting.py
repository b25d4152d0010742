"""What a pure function answered is not worked out twice, where answers are held."""

from __future__ import annotations

from routes.lasting import Answers, held_in, lasting
from routes.model import Position

asked: list[Position] = []


@lasting
def told(position: Position, *, times: int = 1) -> list[float]:
    asked.append(position)
    return [position.lat * times, position.lon * times]


def test_an_answer_is_taken_from_where_it_is_held() -> None:
    asked.clear()
    answers: Answers = {}
    one, other = Position(lat=1.0, lon=2.0), Position(lat=1.0, lon=2.1)
    with held_in(answers):
        assert [told(one), told(other), told(one), told(one, times=2)] == [[1, 2], [1, 2.1], [1, 2], [2, 4]]
    assert asked == [one, other, one]
    assert told(one) == [1, 2]
    assert asked == [one, other, one, one]


def test_what_was_asked_last_stands_last() -> None:
    answers: Answers = {}
    with held_in(answers):
        for lat in (1.0, 2.0, 1.0):
            told(Position(lat=lat, lon=0.0))
    assert list(answers.values()) == ["[2.0, 0.0]", "[1.0, 0.0]"]


def test_nobody_can_spoil_an_answer() -> None:
    answers: Answers = {}
    with held_in(answers):
        told(Position(lat=1.0, lon=0.0)).append(9)
        assert told(Position(lat=1.0, lon=0.0)) == [1, 0]
