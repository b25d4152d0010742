"""A corpus of made-up articles becomes the map that a build of the same articles makes, whatever happens on the way."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from benchmarks.project import write_places
from benchmarks.synthetic import Journey, articles, caravans_yaml, journeys

from projects import contents
from routes.corpus.gathering import MOST_SOURCES
from routes.corpus.partitions import partitions, records
from routes.corpus.tables import COLUMNS
from routes.errors import FileError
from routes.gazetteer.parse import parse_gazetteer
from routes.parquet import group_sizes, read_groups, write_table

COUNT = 600


@dataclass(frozen=True)
class News:
    """A project with a corpus beside it, and the routes that the corpus tells of."""

    project: Path
    file: Path
    made: list[Journey]

    @property
    def lines(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> News:
    project = tmp_path_factory.mktemp("corpus") / "project"
    write_places(project)
    places = list(parse_gazetteer((project / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")[0])
    made = journeys(places, 4)
    (project / "caravans.yaml").write_text(caravans_yaml(made), encoding="utf-8")
    file = project / "news.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in articles(made, places, COUNT)), encoding="utf-8")
    return News(project=project, file=file, made=made)


@pytest.fixture(scope="module")
def mapped(news: News, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The maps of the corpus, made without any trouble."""
    out = tmp_path_factory.mktemp("mapped")
    run(news, out)
    return out


def command(news: News, out: Path, *more: str) -> list[str]:
    options = ["--out", str(out), "--project", str(news.project), "--part-size", "0.05", "--jobs", "2", *more]
    return [sys.executable, "-m", "routes", "corpus", str(news.file), *options]


def run(news: News, out: Path, *more: str) -> str:
    done = subprocess.run(command(news, out, *more), check=True, capture_output=True, text=True)
    return done.stderr


def stops(file: Path) -> set[tuple[str, str, str]]:
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {(row["caravan"], row["place_id"], row["date_from"]) for row in rows}


# --- the whole ---------------------------------------------------------------------------------


def test_the_routes_that_were_made_up_are_found(news: News, mapped: Path) -> None:
    made = {(one.id, place.id, day.isoformat()) for one in news.made for place, day in one.stops}
    found = stops(mapped / "maps" / "routes.csv")
    right = len(made & found)
    assert right / len(made) > 0.9
    assert right / len(found) > 0.95


def test_a_build_of_the_same_articles_has_the_same_stops(news: News, mapped: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, one in enumerate(news.lines):
        front = "".join(f"{name}: {json.dumps(one[name])}\n" for name in one if name != "text")
        if number % 10 == 0:
            (folder / f"{number:05}.md").write_text(f"---\n{front}---\n{one['text']}\n", encoding="utf-8")
    build = [
        "routes",
        "build",
        str(news.project),
        "--offline",
        "--articles",
        str(folder),
        "--out",
        str(tmp_path / "maps"),
    ]
    subprocess.run([sys.executable, "-m", *build], check=True, capture_output=True)
    assert stops(tmp_path / "maps" / "routes.csv") == stops(mapped / "maps" / "routes.csv")


def test_only_the_part_that_is_missing_is_read_again(news: News, mapped: Path) -> None:
    before = contents(mapped)
    parts = sorted((mapped / "readings").iterdir())
    parts[0].unlink()
    assert f"{len(parts)} parts, {len(parts) - 1} of them read before" in run(news, mapped)
    assert contents(mapped) == before


def test_two_workers_that_are_killed_change_no_byte(news: News, mapped: Path, tmp_path: Path) -> None:
    with subprocess.Popen(command(news, tmp_path), stderr=subprocess.PIPE, text=True) as process:
        killed = 0
        parts = tmp_path / "readings"
        while killed < 2 and process.poll() is None:
            if parts.is_dir() and sum(1 for one in parts.iterdir() if not one.name.startswith(".")) > killed * 2:
                killed += kill_one(workers(process.pid))
        process.communicate(timeout=180)
    assert killed == 2
    assert process.returncode == 0
    assert contents(tmp_path) == contents(mapped)


def workers(of: int) -> Iterator[psutil.Process]:
    """The processes that do the reading: those that multiprocessing spawned."""
    for child in psutil.Process(of).children(recursive=True):
        try:
            if "spawn_main" in " ".join(child.cmdline()):
                yield child
        except psutil.Error:
            continue


def kill_one(processes: Iterator[psutil.Process]) -> int:
    for one in processes:
        os.kill(one.pid, signal.SIGKILL)
        return 1
    return 0


# --- what goes in ------------------------------------------------------------------------------


def test_lines_are_read_once_wherever_the_file_is_cut(news: News) -> None:
    whole = [record.fields for record in records(next(partitions([str(news.file)], 10**9)))]
    assert len(whole) == COUNT
    for size in (1_000, 33_333, 100_000):
        cut = [record.fields for part in partitions([str(news.file)], size) for record in records(part)]
        assert cut == whole


def test_rows_of_parquet_are_read_once_wherever_the_file_is_cut(news: News, tmp_path: Path) -> None:
    groups = [
        {name: [one[name] for one in news.lines[at : at + 100]] for name in news.lines[0]}
        for at in range(0, COUNT, 100)
    ]
    with (tmp_path / "news.parquet").open("wb") as file:
        write_table(file, groups, dict.fromkeys(news.lines[0], "text"), {})
    for size in (1_000, 10**9):
        cut = [record.fields for part in partitions([str(tmp_path)], size) for record in records(part)]
        assert cut == news.lines


def test_a_line_that_is_no_json_is_none_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n{"text": \n[1]\n{"text": "y"}', encoding="utf-8")
    (part,) = partitions([str(tmp_path / "*.jsonl")], 10**6)
    assert [(one.name, one.fields) for one in records(part)] == [
        ("a.jsonl@0", {"text": "x"}),
        ("a.jsonl@14", None),
        ("a.jsonl@24", None),
        ("a.jsonl@28", {"text": "y"}),
    ]


@pytest.mark.parametrize("name", ["nothing.jsonl", "empty", "broken.parquet"])
def test_an_input_that_cannot_be_read_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(FileError, match=name):
        list(partitions([str(tmp_path / name)], 10**6))


# --- what is kept ------------------------------------------------------------------------------


def test_a_part_is_a_table_that_any_program_can_read(mapped: Path) -> None:
    part = max((mapped / "readings").iterdir(), key=lambda file: file.stat().st_size)
    with part.open("rb") as file:
        rows = [
            row
            for columns in read_groups(file, range(len(group_sizes(file))))
            for row in zip(*columns.values(), strict=True)
        ]
    reports = [dict(zip(COLUMNS, row, strict=True)) for row in rows if row[0] == "report"]
    assert reports
    assert all(one["place"] and one["lat"] and one["quote"] and one["rules"] for one in reports)


def test_a_stop_of_many_articles_names_a_dozen_of_them(mapped: Path) -> None:
    features = json.loads((mapped / "maps" / "routes.geojson").read_text(encoding="utf-8"))["features"]
    counts = [len(one["properties"]["sources"]) for one in features if one["properties"]["kind"] == "waypoint"]
    assert max(counts) <= MOST_SOURCES
