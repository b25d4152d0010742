"""Reading on several processes gives what reading on one gives, also where workers die."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from projects import project
from routes.articles import read_folder
from routes.crew import Crew
from routes.errors import FileError
from routes.journal import Journal
from routes.load import Known, load, read_here
from routes.model import Article, Place, Reading
from routes.progress import Progress
from routes.project import open_project
from routes.reading import read

CREW = Crew(jobs=2, tell=lambda _: None)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    return load(open_project(project(tmp_path_factory.mktemp("crew") / "p"))[0])[0]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Article, ...]:
    """Eighty articles, so that there are five chunks."""
    folder = project(tmp_path_factory.mktemp("articles") / "p") / "articles"
    own, _ = read_folder(folder, "articles")
    return tuple(replace(own[number % len(own)], path=f"articles/{number}.md") for number in range(80))


class Deadly(str):
    """A text that ends the process that unpacks it: each of them, or with a `flag`, a file's name, only the first."""

    flag = ""

    def __reduce__(self) -> tuple[object, ...]:
        return unpacked, (str(self), self.flag)


def unpacked(text: str, flag: str) -> str:
    if flag and Path(flag).exists():
        return text
    if flag:
        Path(flag).touch()
    os._exit(1)


def test_an_article_that_ends_its_readers_is_told_and_no_other_is_lost(
    known: Known, articles: tuple[Article, ...]
) -> None:
    deadly = replace(articles[37], body=Deadly(articles[37].body))
    readings = tuple(CREW.read((*articles[:37], deadly, *articles[38:]), known, ()))
    knowledge = known.knowledge()
    assert readings[:37] == tuple(read(one, knowledge) for one in articles[:37])
    assert readings[38:] == tuple(read(one, knowledge) for one in articles[38:])
    (problem,) = readings[37].problems
    assert str(problem).startswith("articles/37.md: could not be read")


def test_a_worker_that_dies_once_loses_nothing(known: Known, articles: tuple[Article, ...], tmp_path: Path) -> None:
    body = Deadly(articles[5].body)
    body.flag = str(tmp_path / "has died")
    readings = tuple(CREW.read((*articles[:5], replace(articles[5], body=body), *articles[6:]), known, ()))
    assert Path(body.flag).exists()
    assert readings == tuple(read(one, known.knowledge()) for one in articles)


def test_articles_are_taken_as_they_are_needed(known: Known, articles: tuple[Article, ...]) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        for article in cycle(articles):
            taken += 1
            yield article

    read_on = CREW.read(endless(), known, ())
    readings = [next(read_on) for _ in range(2_000)]
    assert readings[:80] == readings[1_920:]
    assert taken < 3_000


def test_how_far_it_is_is_told_at_the_end_and_not_at_every_step() -> None:
    said: list[str] = []
    progress = Progress(said.append, 3, "parts")
    for done in range(4):
        progress(done, done * 1_000)
    (line,) = said
    assert re.fullmatch(r"3 of 3 parts, 3,000 articles, [\d,]+ a second, about 0 seconds left", line)


# --- the journal -------------------------------------------------------------------------------


def test_a_run_that_was_stopped_goes_on_where_it_was(
    known: Known, articles: tuple[Article, ...], tmp_path: Path
) -> None:
    journal, read_now = Journal(path=tmp_path / "journal"), []

    def readers(missing: Iterable[Article], known: Known, geocoded: Sequence[Place]) -> Iterator[Reading]:
        todo = tuple(missing)
        read_now.append(len(todo))
        readings = tuple(read_here(todo, known, geocoded))
        journal.add(todo[:50], readings[:50])
        return iter(readings)

    first = tuple(journal.reading(readers)(articles, known, ()))
    with journal.path.open("a") as file:
        file.write('0123 {"cut sho')
    again = tuple(journal.reading(readers)(articles, known, ()))
    assert read_now == [80, 30]
    assert first == again == tuple(read_here(articles, known, ()))


def test_what_other_knowledge_has_read_is_read_again(
    known: Known, articles: tuple[Article, ...], tmp_path: Path
) -> None:
    journal = Journal(path=tmp_path / "journal")
    tuple(journal.reading(read_here)(articles[:3], known, ()))
    journal.add(articles[:3], [Reading(article=one) for one in articles[:3]])
    fewer = replace(known, caravans=())
    assert [*journal.reading(read_here)(articles[:3], fewer, ())] == [*read_here(articles[:3], fewer, ())]


def test_a_file_of_somebody_else_is_no_journal(known: Known, articles: tuple[Article, ...], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("my notes\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"notes\.txt: is no journal of routes"):
        tuple(Journal(path=tmp_path / "notes.txt").reading(read_here)(articles, known, ()))
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "my notes\n"


def test_the_command_reads_alike_on_two_processes_and_on_from_a_journal(tmp_path: Path) -> None:
    root = project(tmp_path / "p")
    plain = [
        sys.executable,
        "-m",
        "routes",
        "read",
        "--json",
        "--offline",
        "--project",
        str(root),
        str(root / "articles"),
    ]
    one = subprocess.run(plain, capture_output=True, check=True).stdout
    journal = ["--journal", str(tmp_path / "journal")]
    assert subprocess.run([*plain, "--jobs", "2", *journal], capture_output=True, check=True).stdout == one
    assert subprocess.run([*plain, *journal], capture_output=True, check=True).stdout == one
