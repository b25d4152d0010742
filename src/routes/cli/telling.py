"""What every command shares: exit codes, what is said on standard error, examples of a help text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from routes.terminal import printable

if TYPE_CHECKING:
    from routes.model import Problem

__all__ = [
    "DONE",
    "FINDINGS",
    "INTERRUPTED",
    "NETWORK",
    "WRONG_USAGE",
    "example",
    "findings",
    "plural",
    "say",
    "say_all",
    "today",
    "told",
]

DONE, FINDINGS, WRONG_USAGE, NETWORK, INTERRUPTED = 0, 1, 2, 3, 130


def example(*lines: str) -> str:
    """What every command's help ends with; the mark keeps click from joining its lines."""
    return "\n  ".join(("\b\nExample:", *lines))


def today() -> date:
    """The day here."""
    return datetime.now().astimezone().date()


def say(line: str) -> None:
    """One line for people."""
    click.echo(printable(line), err=True)


def say_all(problems: Iterable[Problem]) -> None:
    """Every problem on a line."""
    for problem in problems:
        say(told(problem))


def told(problem: Problem) -> str:
    """A problem on one line."""
    return printable(str(problem) if problem.severity == "error" else f"{problem} ({problem.severity})")


def findings(problems: Iterable[Problem]) -> int:
    """The exit code for the gravest of the problems: warnings alone leave it 0."""
    found = {problem.severity for problem in problems}
    return FINDINGS if "error" in found else NETWORK if "network" in found else DONE


def plural(word: str, count: int) -> str:
    """The word for so many: `name without a place` is `names without a place`."""
    first, _, rest = word.partition(" ")
    return word if count == 1 else f"{first}s {rest}".strip()
