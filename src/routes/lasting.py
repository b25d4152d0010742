"""Answers that last: what a pure function gave is kept, for who draws the same ground again and again.

    @lasting
    def ground(view): ...

    with held_in(answers):
        ground(view)  # the second time from `answers`

What is held is JSON, so that it can stand in a file for the next process.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar, cast

__all__ = ["Answers", "held_in", "lasting"]

P = ParamSpec("P")
T = TypeVar("T")

Answers = dict[str, str]
"""What functions answered, as JSON, by what they were asked; what was asked last stands last."""

_held: ContextVar[Answers | None] = ContextVar("held", default=None)


@contextmanager
def held_in(answers: Answers) -> Iterator[None]:
    """Answers are taken from there, and put there."""
    before = _held.set(answers)
    try:
        yield
    finally:
        _held.reset(before)


def lasting(function: Callable[P, T]) -> Callable[P, T]:
    """The function, which looks among the answers first; what it is given must tell in its `repr` all that it is.

    It must give what JSON gives back: a list, no tuple. Where no answers are held it works each time.
    """

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        answers = _held.get()
        if answers is None:
            return function(*args, **kwargs)
        question = f"{function.__module__}.{function.__qualname__} {args!r} {kwargs!r}"
        answer = answers.pop(question, None)
        if answer is None:
            answer = json.dumps(function(*args, **kwargs), ensure_ascii=False)
        answers[question] = answer
        return cast(T, json.loads(answer))

    return asked
