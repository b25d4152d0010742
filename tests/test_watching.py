"""A project that is watched, builds that are killed, interrupted or run at once: what stays, and what is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from projects import contents
from routes.building import Builder, Built
from routes.errors import FileError
from routes.files import locked, write_atomic
from routes.gazetteer.geocoding import GeocoderSettings
from routes.project import Project, open_project

PLACES = """\
places:
  - {id: tapachula, name: Tapachula, class: P, kind: city, country: MX, lat: 14.9, lon: -92.26}
  - {id: huixtla, name: Huixtla, class: P, kind: town, country: MX, lat: 15.14, lon: -92.46}
  - {id: arriaga, name: Arriaga, class: P, kind: town, country: MX, lat: 16.23, lon: -93.9}
"""
CARAVANS = """\
caravans:
  - {id: first-caravan, name: first caravan, ordinal: 1, departed: 2018-10-12}
  - {id: second-caravan, name: second caravan, ordinal: 2, departed: 2018-10-20}
"""
ARTICLES = {
    "a.md": "The first caravan left Tapachula, Mexico, on October 21. It arrived in Huixtla on October 22.",
    "b.md": "The first caravan arrived in Arriaga on October 25. Police and migrants clashed in Arriaga on October 26.",
    "c.md": "The second caravan arrived in Tapachula on October 30.",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "project"
    (folder / "articles").mkdir(parents=True)
    (folder / "gazetteer.yaml").write_text(PLACES, encoding="utf-8")
    (folder / "caravans.yaml").write_text(CARAVANS, encoding="utf-8")
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(f"---\npublished: 2018-10-31\n---\n{text}\n", encoding="utf-8")
    return open_project(folder)[0]


def built(builder: Builder) -> Built:
    made = builder.build(geocoder=GeocoderSettings(offline=True), today=date(2026, 1, 1), tell=lambda _: None)
    builder.keep()
    return made


MOVED = "changed: first-caravan: stop Huixtla: moved 6.7 km, now at 15.2000, -92.4600"


def edited(project: Project, old: str, new: str, file: str = "gazetteer.yaml") -> None:
    path = project.root / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


# --- what changed ------------------------------------------------------------------------------


def told(project: Project) -> list[str]:
    """What changed, told by a process that knows the build before only from what was kept."""
    return [str(change) for change in built(Builder(project)).changes]


def test_what_changed_is_told_stop_by_stop(project: Project) -> None:
    assert told(project) == []
    assert told(project) == []
    edited(project, "lat: 15.14", "lat: 15.20")
    assert told(project) == ["first-caravan: stop Huixtla: moved 6.7 km, now at 15.2000, -92.4600"]
    edited(project, "October 22", "October 23", "articles/a.md")
    assert told(project) == ["first-caravan: stop Huixtla: was dated 2018-10-22, now 2018-10-23"]
    edited(project, "It arrived in", "It passed through", "articles/a.md")
    assert told(project) == ["first-caravan: stop Huixtla: was arrived, now passed"]
    (project.articles / "b.md").unlink()
    assert told(project) == [
        "first-caravan: stop Arriaga, 2018-10-25/2018-10-26: removed",
        "first-caravan: clash Arriaga, 2018-10-26: removed",
    ]
    edited(project, "name: Huixtla", "name: Elsewhere")
    assert told(project) == ["first-caravan: stop Huixtla, 2018-10-23: removed"]


# --- what is done again ------------------------------------------------------------------------


def test_only_what_changed_is_written_again_and_all_is_as_if_built_from_nothing(project: Project) -> None:
    builder = Builder(project)
    first = built(builder)
    written = {path.name: path.stat().st_mtime_ns for path in project.maps.iterdir()}
    assert built(builder).files == first.files
    edited(project, "lat: 15.14", "lat: 15.20")
    built(builder)
    again = {path.name for path in project.maps.iterdir() if written[path.name] != path.stat().st_mtime_ns}
    assert again == {f"{name}.{ending}" for name in ("index", "first-caravan") for ending in ("html", "svg")} | {
        "routes.csv",
        "routes.geojson",
    }
    incremental = contents(project.maps)
    for folder in (project.maps, project.root / ".routes"):
        for path in folder.iterdir():
            path.unlink()
    built(Builder(project))
    assert contents(project.maps) == incremental


def test_a_file_of_the_maps_that_somebody_changed_is_made_again(project: Project) -> None:
    built(Builder(project))
    made = contents(project.maps)
    for name in ("index.html", "first-caravan.svg", "routes.csv"):
        (project.maps / name).write_text("changed", encoding="utf-8")
    (project.maps / "first-caravan.html").unlink()
    built(Builder(project))
    assert contents(project.maps) == made


@pytest.mark.parametrize("name", ["leaves", "last-build", "knowledge", "ground"])
def test_what_is_kept_and_damaged_is_set_aside_with_a_warning(project: Project, name: str) -> None:
    first = built(Builder(project))
    path = project.root / ".routes" / name
    path.write_bytes(path.read_bytes()[:-20])
    if name != "last-build":
        (project.root / ".routes" / "last-build").unlink()
    made = contents(project.maps)
    again = built(Builder(project))
    assert [problem.file for problem in again.problems if problem not in first.problems] == [f".routes/{name}"]
    assert (project.root / ".routes" / f"{name}.damaged").exists()
    assert contents(project.maps) == made
    assert built(Builder(project)).problems == first.problems


# --- killed, interrupted, at once --------------------------------------------------------------

KILLED = """\
import os, random, signal, sys, time
from pathlib import Path
from routes.building import _write

maps, sizes = Path(sys.argv[1]), {"index.html": 400_000, "index.svg": 20_000, "routes.csv": 100}
versions = [{name: bytes([number]) * size for name, size in sizes.items()} for number in (65, 66)]
_write(maps, versions[0])
chance, left = random.Random(7), 0
for _ in range(200):
    child = os.fork()
    if not child:
        while True:
            for files in (versions[1], versions[0]):
                _write(maps, files)
    time.sleep(chance.random() * 0.004)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for name in sizes:
        content = (maps / name).read_bytes()
        assert content in (versions[0][name], versions[1][name]), (name, len(content), set(content))
    left += sum(path.name not in (*sizes, ".written-by-routes") for path in maps.iterdir())
_write(maps, versions[0])
print(left > 0, sorted(path.name for path in maps.iterdir()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_killed_at_two_hundred_moments_each_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], check=True, capture_output=True, text=True, timeout=120
    )
    assert done.stdout == "True ['.written-by-routes', 'index.html', 'index.svg', 'routes.csv']\n"


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "routes", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1) as process:
        try:
            yield process
        finally:
            process.kill()


def heard(process: subprocess.Popen[str], words: str) -> list[str]:
    """What the process tells until it says these words."""
    assert process.stderr is not None
    lines: list[str] = []
    for line in process.stderr:
        lines.append(line.rstrip("\n"))
        if words in line:
            return lines
    raise AssertionError(lines)


def until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("waited for half a minute")


def test_an_interrupted_build_leaves_a_clean_folder(project: Project) -> None:
    with running("build", str(project.root), "--offline") as process:
        heard(process, "reading the gazetteer")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
    left = {path.name for path in project.maps.iterdir()} if project.maps.exists() else set()
    assert not [name for name in left if name.startswith(".") and name != ".written-by-routes"]
    assert built(Builder(project)).problems == ()


def test_of_two_builds_at_once_one_waits_for_the_other(project: Project) -> None:
    build = ("build", str(project.root), "--offline")
    with locked(project.root / ".routes" / "lock", lambda: None), running(*build) as one:
        heard(one, "waiting for another build of this project")
        assert not project.maps.exists()
    with running(*build) as one, running(*build) as two:
        assert [process.wait(timeout=60) for process in (one, two)] == [0, 0]
    made = contents(project.maps)
    for path in (project.root / ".routes").iterdir():
        path.unlink()
    built(Builder(project))
    assert contents(project.maps) == made


def test_a_file_that_cannot_be_written_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(FileError, match="cannot be written"):
        write_atomic(tmp_path / "there", b"x")
    assert os.listdir(tmp_path) == ["there"]  # noqa: PTH208 - hidden files too


# --- watched -----------------------------------------------------------------------------------


def test_a_watched_project_is_built_at_every_edit_and_the_last_good_map_stays(project: Project) -> None:
    with running("build", str(project.root), "--offline", "--watch", "--diff") as process:
        heard(process, "Watching for edits")
        first = contents(project.maps)
        edited(project, "lat: 15.14", "lat: 15.20")
        assert MOVED in heard(process, "Watching")
        second = contents(project.maps)
        assert second != first
        edited(project, "places:\n", 'places: "\n')
        broken = heard(process, "Watching")
        assert broken[0].startswith("gazetteer.yaml:1:9: is no YAML: ")
        assert broken[1] == "The maps stay as they are until that is mended."
        assert contents(project.maps) == second
        edited(project, 'places: "\n', "places:\n")
        edited(project, "lat: 15.20", "lat: 15.14")
        heard(process, "Watching")
        until(lambda: contents(project.maps) == first)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
