"""How long it takes until reading can begin: seconds in fresh processes, median of five."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.project import ROOT, write_places
from benchmarks.table import ratio, show

__all__ = ["PLACES", "main", "rows"]

PLACES = {"the example": None, "1,000 places": 1_000, "10,000 places": 10_000}
"""Gazetteers by what the table calls them: how many places, None for the example's own."""

_IMPORTS = {
    "import routes": "import routes",
    "import routes.cli (every command)": "import routes.cli",
    "import routes.reading": "import routes.reading",
    "import routes.building": "import routes.building",
}
_GOALS = {
    "import routes, above it": "<= 0.1",
    "the example: knowledge, kept": "<= 0.15",
    "1,000 places: gazetteer.yaml to places": "<= 0.15",
    "10,000 places: places and names, kept": "<= 0.1",
}
_WORK = {
    "gazetteer.yaml to places": "parse_gazetteer(project.gazetteer.read_bytes(), '')",
    "the same YAML, libyaml alone": "yaml.CSafeLoader(project.gazetteer.read_bytes()).raw_parse()",
    "the same YAML, PyYAML's events": "deque(yaml.parse(project.gazetteer.read_bytes(), yaml.CSafeLoader), maxlen=0)",
    "knowledge, from nothing": "load(project)[0].knowledge()",
    "places and names, kept": "load(project)",
    "knowledge, kept": "load(project)[0].knowledge()",
}
"""What is done with each gazetteer, in this order: the first that is not kept is, from then on."""
_LANGUAGES = "language('en'), language('es')"
_MEASURE = """
import pydantic_core, sys, time, yaml
from collections import deque
from pathlib import Path
from routes.gazetteer.parse import parse_gazetteer
from routes.load import load
from routes.project import open_project
from routes.reading.language import language
project = open_project(Path(sys.argv[1]))[0]
start = time.perf_counter()
{work}
print(time.perf_counter() - start)
"""


def main(quick: bool) -> None:
    """Prints the table; one process of each kind where it has to be quick."""
    rounds = 1 if quick else 5
    head = ("", "seconds", "of a bare interpreter", "goal, s")
    show(f"Loading, median of {rounds}", head, rows(rounds, _IMPORTS, PLACES))


def rows(rounds: int, imports: Mapping[str, str], places: Mapping[str, int | None]) -> list[tuple[str, ...]]:
    """Imports (lines of code by their name) above a bare interpreter; then from files to knowledge, imports apart."""
    with tempfile.TemporaryDirectory() as folder:
        for name, count in places.items():
            write_places(Path(folder, name), count)
        turns = [_turn(imports, [Path(folder, name) for name in places]) for _ in range(rounds)]
    took = {name: statistics.median(turn[name] for turn in turns) for name in turns[0]}
    bare = took["bare interpreter"]
    return [(name, f"{value:.3f}", ratio(value, bare), _GOALS.get(name, "")) for name, value in took.items()]


def _turn(imports: Mapping[str, str], projects: list[Path]) -> dict[str, float]:
    bare = _seconds("pass")
    took = {"bare interpreter": bare}
    took |= {f"{name}, above it": max(0.0, _seconds(code) - bare) for name, code in imports.items()}
    took["the tables of English and Spanish"] = _working(_LANGUAGES, ROOT)
    for project in projects:
        shutil.rmtree(project / ".routes", ignore_errors=True)
        took |= {f"{project.name}: {name}": _working(work, project) for name, work in _WORK.items()}
    return took


def _seconds(code: str) -> float:
    """How long a fresh interpreter runs for a line of code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
    return time.perf_counter() - start


def _working(work: str, project: Path) -> float:
    """How long a fresh interpreter works on a project once all is imported."""
    command = [sys.executable, "-c", _MEASURE.format(work=work), str(project)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)  # noqa: S603 - as above
