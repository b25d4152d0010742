"""How long the example takes from nothing to its maps, as a whole process, and how much memory it has at its peak."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.project import copy_project
from benchmarks.table import ratio, show

__all__ = ["Build", "main", "measure"]

# getrusage counts kibibytes, on macOS bytes.
_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build took: seconds on the wall, seconds of the processor, peak of memory and `index.html` in MB."""

    articles: int
    seconds: float
    cpu: float
    memory: float
    page: float


def main(quick: bool) -> None:
    """Prints the table: the example, and the example with ten times its articles (three where it has to be quick)."""
    one, many = measure(1), measure(3 if quick else 10)
    head = (
        "routes build --offline",
        "seconds",
        "cpu s",
        "of the first",
        "MB at peak",
        "of the first",
        "index.html, MB",
    )
    show("Building from nothing", head, [_row(build, one) for build in (one, many)])


def measure(copies: int, most: int | None = None) -> Build:
    """One build of the example with every article (the first `most`) `copies` times, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        articles = copy_project(project, copies, most)
        start = time.perf_counter()
        usage = _run([sys.executable, "-m", "routes", "build", "--offline", str(project)])
        return Build(
            articles=articles,
            seconds=time.perf_counter() - start,
            cpu=usage.ru_utime + usage.ru_stime,
            memory=usage.ru_maxrss * _UNIT / 1e6,
            page=(project / "maps" / "index.html").stat().st_size / 1e6,
        )


def _row(build: Build, base: Build) -> tuple[str, ...]:
    return (
        f"{build.articles} articles",
        f"{build.seconds:.2f}",
        f"{build.cpu:.2f}",
        ratio(build.cpu, base.cpu),
        f"{build.memory:.0f}",
        ratio(build.memory, base.memory),
        f"{build.page:.2f}",
    )


def _run(command: list[str]) -> resource.struct_rusage:
    """What one process used. This process must be small: a child's peak begins with that of its parent."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage
