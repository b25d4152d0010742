"""How long a build takes after one edit, as a whole process and in a process that watches, beside one from nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from benchmarks.project import ROOT
from benchmarks.table import ratio, show

__all__ = ["main", "measure", "write_articles"]

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

build()
text = gazetteer.read_text(encoding="utf-8")
for moved in (text.replace(sys.argv[2], sys.argv[3]), text):
    gazetteer.write_text(moved, encoding="utf-8")
    build()
build()
"""


def main(quick: bool) -> None:
    """Prints the table: 1,000 articles (100 where it has to be quick)."""
    count = 100 if quick else 1_000
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder, "project"), count)
    base = rows[0]
    head = (f"{count:,} articles", "seconds", "of the first", "cpu s", "of the first")
    cells = [(name, f"{wall:.2f}", ratio(wall, base[1]), f"{cpu:.2f}", ratio(cpu, base[2])) for name, wall, cpu in rows]
    show("Building after an edit", head, cells)


def measure(project: Path, articles: int) -> list[tuple[str, float, float]]:
    """What was built, seconds on the wall, seconds of the processor; a process of its own each, then one that stays."""
    write_articles(project, articles)
    old, new = "lat: 16.2356", "lat: 16.2411"
    rows = [("from nothing", *_built(project)), ("nothing edited", *_built(project))]
    gazetteer = project / "gazetteer.yaml"
    text = gazetteer.read_text(encoding="utf-8")
    gazetteer.write_text(text.replace(old, new), encoding="utf-8")
    rows.append(("one place moved", *_built(project)))
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", _WATCHED, str(project), new, old], check=True, capture_output=True, text=True
    ).stdout.split()
    times = [(float(told[at]), float(told[at + 1])) for at in range(0, len(told), 2)]
    return [*rows, ("watched: one place moved", *min(times[1:3])), ("watched: nothing edited", *times[3])]


def write_articles(project: Path, count: int) -> None:
    """A project with the example's places and so many articles, each on a few towns of them."""
    (project / "articles").mkdir(parents=True)
    for name in ("gazetteer.yaml", "caravans.yaml"):
        shutil.copy(ROOT / name, project)
    listed = (ROOT / "gazetteer.yaml").read_text(encoding="utf-8")
    towns = re.findall(r"\n    name: (\w[\w ]+)\n(?:    .*\n)*?    kind: town\n(?:    .*\n)*?    country: MX", listed)
    for number in range(count):
        day = date(2018, 10, 14) + timedelta(days=number % 40)
        chosen = [towns[(number * 7 + step * 3) % len(towns)] for step in range(4)]
        days = {name: f"{when:%B} {when.day}" for name, when in (("day", day), ("next", day + timedelta(days=1)))}
        text = "\n\n".join(line.format(*chosen, **days) for line in _TELLING)
        head = (
            f"---\ntitle: Report {number}\npublisher: Paper {number % 9}\npublished: {day + timedelta(days=2)}\n---\n"
        )
        (project / "articles" / f"{number:04}.md").write_text(f"{head}{text}\n\nReport {number}.\n", encoding="utf-8")


def _built(project: Path) -> tuple[float, float]:
    command, start = [sys.executable, "-m", "routes", "build", "--offline", str(project)], time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime
