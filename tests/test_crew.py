"""Reading on several processes gives what reading on one gives, also where workers die."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from projects import project
from routes.articles import read_folder
from routes.crew import read_with
from routes.load import Known, load
from routes.model import Article
from routes.project import open_project
from routes.reading import read


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
    readings = read_with(2, (*articles[:37], deadly, *articles[38:]), known, (), lambda _: None)
    knowledge = known.knowledge()
    assert readings[:37] == tuple(read(one, knowledge) for one in articles[:37])
    assert readings[38:] == tuple(read(one, knowledge) for one in articles[38:])
    (problem,) = readings[37].problems
    assert str(problem).startswith("articles/37.md: could not be read")


def test_a_worker_that_dies_once_loses_nothing(known: Known, articles: tuple[Article, ...], tmp_path: Path) -> None:
    body = Deadly(articles[5].body)
    body.flag = str(tmp_path / "has died")
    readings = read_with(2, (*articles[:5], replace(articles[5], body=body), *articles[6:]), known, (), lambda _: None)
    assert Path(body.flag).exists()
    assert readings == tuple(read(one, known.knowledge()) for one in articles)
