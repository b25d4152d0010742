"""How long a build takes after one edit, as a whole process and in a process that watches, beside one from nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from benchmarks.project import ROOT
from benchmarks.synthetic import caravans_yaml, journeys, news
from benchmarks.table import ratio, show
from routes.gazetteer.parse import parse_gazetteer
from routes.model import Place

__all__ = ["main", "measure", "write_crowd", "write_journeys"]

_TELLING = (
    "The first caravan left {0} on {day}. About 1,200 people walked for nine hours under a hot sun before they rested.",
    "On {day} the first caravan arrived in {1}, where a church had cooked rice and beans for the families.",
    "Some of the group slept in the park of {1}. On {next} they reached {2}, tired but in good spirits.",
    "A nurse counted forty children with fever. A man who sells phone cards had never seen so many guests.",
    "They hope to reach {3} within a week. Nobody knows how the border will be by then.",
)
"""What each article says of four towns and two days, in our own words."""
_WATCHED = """\
import sys, time
from datetime import date
from pathlib import Path
from routes.building import Builder
from routes.gazetteer.geocoding import GeocoderSettings
from routes.project import open_project

folder = Path(sys.argv[1])
gazetteer, builder = folder / "gazetteer.yaml", Builder(open_project(folder)[0])

def build():
    start, cpu = time.perf_counter(), time.process_time()
    builder.build(geocoder=GeocoderSettings(offline=True), today=date(2026, 1, 1), tell=lambda _: None)
    print(time.perf_counter() - start, time.process_time() - cpu)
    builder.keep()

build()
for text in ("first", "moved"):
    gazetteer.write_bytes((folder / f"{text}.yaml").read_bytes())
    build()
build()
"""


def main(quick: bool) -> None:
    """Prints the tables: 1,000 articles (100 where it has to be quick), of many caravans and all of one."""
    count = 100 if quick else 1_000
    for what, write in (("20 caravans", write_journeys), ("one caravan that is everywhere", write_crowd)):
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder, "project")
            rows = measure(project, write(project, count))
        base = rows[0]
        head = (f"{count:,} articles of {what}", "seconds", "of the first", "cpu s", "of the first")
        cells = [(n, f"{wall:.2f}", ratio(wall, base[1]), f"{cpu:.2f}", ratio(cpu, base[2])) for n, wall, cpu in rows]
        show("Building after an edit", head, cells)


def measure(project: Path, place: str) -> list[tuple[str, float, float]]:
    """What was built after the place moved, by seconds on the wall and of the processor.

    A process of its own each, then one that stays.
    """
    gazetteer = project / "gazetteer.yaml"
    text = gazetteer.read_text(encoding="utf-8")
    old = re.search(rf"\n  - id: {place}\n(?:    .*\n)*?    (lat: [\d.]+)", text)
    if not old:
        raise ValueError(f"no place {place} with a latitude in {gazetteer}")
    moved = text[: old.start(1)] + f"lat: {float(old[1][5:]) + 0.005:.4f}" + text[old.end(1) :]
    rows = [("from nothing", *_built(project)), ("nothing edited", *_built(project))]
    gazetteer.write_text(moved, encoding="utf-8")
    rows.append(("one place moved", *_built(project)))
    (project / "moved.yaml").write_text(moved, encoding="utf-8")
    (project / "first.yaml").write_text(text, encoding="utf-8")
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", _WATCHED, str(project)], check=True, capture_output=True, text=True
    ).stdout.split()
    times = [(float(told[at]), float(told[at + 1])) for at in range(0, len(told), 2)]
    return [*rows, ("watched: one place moved", *min(times[1:3])), ("watched: nothing edited", *times[3])]


def write_journeys(project: Path, count: int) -> str:
    """A project of 20 caravans, each on its way, and so many articles on them; the place that most of them pass."""
    places = _begin(project)
    made = journeys(places, 20)
    (project / "caravans.yaml").write_text(caravans_yaml(made), encoding="utf-8")
    for number, one in enumerate(news(made, places, count)):
        _write(project, number, **one)
    return Counter(place.id for one in made for place, _ in one.stops).most_common(1)[0][0]


def write_crowd(project: Path, count: int) -> str:
    """A project of one caravan that every article has in other towns: the worst case, one route with 1,660 stops."""
    towns = [p for p in _begin(project) if p.kind == "town" and p.country == "MX"]
    shutil.copy(ROOT / "caravans.yaml", project)
    for number in range(count):
        day = date(2018, 10, 14) + timedelta(days=number % 40)
        chosen = [towns[(number * 7 + step * 3) % len(towns)].name for step in range(4)]
        days = {name: f"{when:%B} {when.day}" for name, when in (("day", day), ("next", day + timedelta(days=1)))}
        text = "\n\n".join(line.format(*chosen, **days) for line in _TELLING)
        told = {"title": f"Report {number}", "publisher": f"Paper {number % 9}", "published": day + timedelta(days=2)}
        _write(project, number, text=text, **told)
    return towns[0].id


def _write(project: Path, number: int, *, text: str, **told: object) -> None:
    """An article with a last sentence of its own, since routes reads the same text once only."""
    head = "".join(f"{key}: {value}\n" for key, value in told.items())
    file = project / "articles" / f"{number:04}.md"
    file.write_text(f"---\n{head}---\n{text}\n\nReport {number}.\n", encoding="utf-8")


def _begin(project: Path) -> list[Place]:
    """A folder with the example's places."""
    (project / "articles").mkdir(parents=True)
    shutil.copy(ROOT / "gazetteer.yaml", project)
    return list(parse_gazetteer((ROOT / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")[0])


def _as_installed(project: Path) -> dict[str, str]:
    """Modules are compiled once, as on any machine where routes is installed, even where this process does without."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(project.with_name("compiled"))}


def _built(project: Path) -> tuple[float, float]:
    command, start = [sys.executable, "-m", "routes", "build", "--offline", str(project)], time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=_as_installed(project), **quiet) as process:  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime
