"""How long it takes until reading can begin: seconds in fresh processes, median of five."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping

from benchmarks.project import ROOT
from benchmarks.table import ratio, show

__all__ = ["main", "rows"]

_IMPORTS = {
    "import routes": "import routes",
    "import routes.cli (every command)": "import routes.cli",
    "import routes.reading": "import routes.reading",
    "import routes.build": "import routes.build",
}
_GOALS = {"import routes, above it": "<= 0.1", "the example's knowledge": "<= 0.15"}
_LOAD = """
import sys, time
from pathlib import Path
from routes.load import load
from routes.project import open_project
from routes.reading.language import language
start = time.perf_counter()
load(open_project(Path(sys.argv[1]))[0])[0].knowledge()
known = time.perf_counter()
language("en"), language("es")
print(known - start, time.perf_counter() - known)
"""


def main(quick: bool) -> None:
    """Prints the table; one process of each kind where it has to be quick."""
    rounds = 1 if quick else 5
    show(f"Loading, median of {rounds}", ("", "seconds", "of a bare interpreter", "goal, s"), rows(rounds, _IMPORTS))


def rows(rounds: int, imports: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Imports (lines of code by their name) above a bare interpreter; knowledge once all is imported."""
    turns = [(_seconds("pass"), *map(_seconds, imports.values()), *_loading()) for _ in range(rounds)]
    bare, *took, knowledge, tables = (statistics.median(turn) for turn in zip(*turns, strict=True))
    above = [max(0.0, seconds - bare) for seconds in took]
    return [
        ("bare interpreter", f"{bare:.3f}", "1 x", ""),
        *(_row(f"{name}, above it", seconds, bare) for name, seconds in zip(imports, above, strict=True)),
        _row("the example's knowledge", knowledge, bare),
        _row("the tables of English and Spanish", tables, bare),
    ]


def _row(name: str, seconds: float, bare: float) -> tuple[str, ...]:
    return name, f"{seconds:.3f}", ratio(seconds, bare), _GOALS.get(name, "")


def _seconds(code: str) -> float:
    """How long a fresh interpreter runs for a line of code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
    return time.perf_counter() - start


def _loading() -> list[float]:
    """Seconds until the example's files are knowledge, and then the languages are there; imports apart."""
    command = [sys.executable, "-c", _LOAD, str(ROOT)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own code
    return [float(seconds) for seconds in done.stdout.split()]
