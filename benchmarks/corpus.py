"""How fast a corpus is read, on one worker and on two, how much memory a worker has, and whether the routes are found.

ROUTES_ARTICLES=1000000 adds a corpus of so many made-up articles, read by two workers, to the table.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import psutil

from benchmarks.project import ROOT
from benchmarks.synthetic import Journey, articles, caravans_yaml, journeys, write_corpus
from benchmarks.table import ratio, show
from routes.articles import articles_of
from routes.gazetteer.parse import parse_gazetteer
from routes.load import load
from routes.project import open_project
from routes.reading import read

__all__ = ["Run", "forms", "found", "main", "measure"]

_ARTICLES_A_CARAVAN = 500
"""As in the news: more articles are of more caravans, up to the names that there are."""
_MOST_CARAVANS = 400
_PART_MB = "4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: articles, workers, seconds of reading and of all, MB of the largest worker, F1 of the stops."""

    articles: int
    workers: int
    reading: float
    seconds: float
    memory: float
    f1: float


def main(quick: bool) -> None:
    """Prints both tables; a small corpus where it has to be quick."""
    counts = [1_000] if quick else [10_000, 100_000]
    runs = [run for count in counts for run in measure(count, (1, 2))]
    if "ROUTES_ARTICLES" in os.environ:
        runs += measure(int(os.environ["ROUTES_ARTICLES"]), (2,))
    head = (
        "routes corpus, made-up articles",
        "workers",
        "s, reading",
        "articles/s",
        "of one worker",
        "s, with maps",
        "of one worker",
        "MB, largest",
        "F1",
    )
    show("A corpus from nothing to its map", head, list(_rows(runs)))
    show("Reading on one core", ("form", "articles/s", "of text"), forms(50 if quick else 300))


def measure(count: int, workers: Sequence[int]) -> list[Run]:
    """A corpus of so many articles, read by so many workers each time."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copy(ROOT / "gazetteer.yaml", project)
        places = list(parse_gazetteer((ROOT / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")[0])
        made = journeys(places, max(4, min(_MOST_CARAVANS, count // _ARTICLES_A_CARAVAN)))
        (project / "caravans.yaml").write_text(caravans_yaml(made), encoding="utf-8")
        write_corpus(project / "news.jsonl", made, places, count)
        return [_run(project, made, count, number) for number in workers]


def found(made: Iterable[Journey], table: Path) -> float:
    """F1 of the stops in `routes.csv`: caravan, place and day."""
    right = {(one.id, place.id, day.isoformat()) for one in made for place, day in one.stops}
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    said = {(row["caravan"], row["place_id"], row["date_from"]) for row in rows}
    return 2 * len(right & said) / (len(right) + len(said))


def forms(count: int) -> list[tuple[str, ...]]:
    """Articles a second, from bytes to a reading, as text and as web pages."""
    project, _ = open_project(ROOT)
    knowledge = load(project)[0].knowledge()
    places = list(load(project)[0].places)
    texts = [one for one in articles(journeys(places, 4), places, count * 10) if "caravan" in one["title"]]
    files = {"text": [_plain(one).encode() for one in texts], "web page": [_page(one).encode() for one in texts]}
    speeds = {}
    for form, contents in files.items():
        start = time.process_time()
        for number, content in enumerate(contents):
            name = f"{number}.{'md' if form == 'text' else 'html'}"
            for one in articles_of(io.BytesIO(content), name):
                if one.article:
                    read(one.article, knowledge)
        speeds[form] = len(contents) / (time.process_time() - start)
    return [(form, f"{speed:.0f}", ratio(speed, speeds["text"])) for form, speed in speeds.items()]


def _run(project: Path, made: list[Journey], count: int, workers: int) -> Run:
    out, told = project / f"by-{workers}", project / f"told-{workers}"
    words = ["corpus", str(project / "news.jsonl"), "--out", str(out), "--project", str(project)]
    start, drawing, memory = time.perf_counter(), 0.0, 0.0
    with (
        told.open("w+", encoding="utf-8") as said,
        subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "routes", *words, "--jobs", str(workers), "--part-size", _PART_MB],
            stdout=subprocess.DEVNULL,
            stderr=said,
        ) as process,
    ):
        while process.poll() is None:
            memory = max([memory, *_sizes(process.pid)])
            if not drawing and "drawing the maps" in told.read_text(encoding="utf-8"):
                drawing = time.perf_counter()
            time.sleep(0.2)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    seconds = time.perf_counter() - start
    f1 = found(made, out / "maps" / "routes.csv")
    return Run(articles=count, workers=workers, reading=drawing - start, seconds=seconds, memory=memory, f1=f1)


def _sizes(of: int) -> Iterator[float]:
    """MB of memory of the process's own processes: the workers."""
    try:
        for child in psutil.Process(of).children(recursive=True):
            yield child.memory_info().rss / 1e6
    except psutil.Error:
        return


def _rows(runs: Sequence[Run]) -> Iterator[tuple[str, ...]]:
    alone = {run.articles: run for run in runs if run.workers == 1}
    for run in runs:
        one = alone.get(run.articles)
        yield (
            f"{run.articles:,}",
            str(run.workers),
            f"{run.reading:.1f}",
            f"{run.articles / run.reading:,.0f}",
            ratio(one.reading, run.reading) if one else "-",
            f"{run.seconds:.1f}",
            ratio(one.seconds, run.seconds) if one else "-",
            f"{run.memory:.0f}",
            f"{run.f1:.3f}",
        )


def _plain(told: dict[str, str]) -> str:
    front = "".join(f"{name}: {told[name]}\n" for name in told if name != "text")
    return f"---\n{front}---\n{told['text']}\n"


def _page(told: dict[str, str]) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in told["text"].split("\n\n"))
    links = "".join(f"<li><a href='/{number}'>News of another day {number}</a></li>" for number in range(30))
    return (
        f"<!doctype html><html lang=en><head><title>{escape(told['title'])}</title>"
        f"<meta property=article:published_time content={told['published']}></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{escape(told['title'])}</h1><time datetime={told['published']}></time>{paragraphs}</article>"
        "</body></html>"
    )
