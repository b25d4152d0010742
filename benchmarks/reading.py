"""How fast articles are read: megabytes of text (UTF-8) a second of one core, beside another tool and a floor.

Real articles are repeated up to the size of the corpus; each is read as an article of its own. The clock counts
the time of the process, not of the wall, so that busy neighbours count little.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import cycle

from benchmarks.project import ROOT, corpus_folder
from benchmarks.table import ratio, show
from routes.articles import read_folder
from routes.load import Known, load
from routes.model import Article
from routes.project import open_project
from routes.reading import Knowledge, read
from routes.reading.dates import Frame, find_dates
from routes.reading.language import language
from routes.reading.mentions import read_mentions
from routes.reading.sentences import split_sentences
from routes.reading.text import Text

__all__ = ["Task", "corpus", "main", "measure", "tasks"]

_TURN = 20
"""Articles that one task does before the next task's turn."""
Work = Callable[[Article], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that can be done with an article, and the least that issue 3 asks for, with its unit."""

    name: str
    work: Work
    goal: str = ""


def main(quick: bool) -> None:
    """Prints the table, for 20 MB of text, or for 1 MB where it has to be quick."""
    articles = corpus(1_000_000 if quick else 20_000_000)
    measured = measure(tasks(load(open_project(ROOT)[0])[0]), articles)
    other = next((speed for task, speed in measured if task.name.startswith("flashgeotext")), None)
    size = sum(map(_size, articles)) / 1e6
    sentences = sum(map(_sentences, articles)) / size
    rows = [
        (task.name, f"{speed:.3g}", f"{speed * sentences:,.0f}", ratio(speed, other), task.goal)
        for task, speed in measured
    ]
    columns = ("", "MB/s", "sentences/s", "of flashgeotext", "goal")
    show(f"Reading {size:.0f} MB, {len(articles)} articles", columns, rows)


def corpus(size: int) -> tuple[Article, ...]:
    """The articles again and again, until they have `size` bytes together."""
    articles: list[Article] = []
    for article in cycle(read_folder(corpus_folder(), "articles")[0]):
        if size <= 0:
            break
        articles.append(article)
        size -= _size(article)
    return tuple(articles)


def tasks(known: Known) -> tuple[Task, ...]:
    """What is measured; flashgeotext only where it is installed."""
    knowledge = known.knowledge()
    names = {name.text: place for place in (*known.places, *known.world) for name in place.names}
    return (
        Task(name="whole reading", work=lambda article: read(article, knowledge), goal=">= 1 MB/s"),
        Task(name="recognising and resolving", work=lambda article: _mentions(article, knowledge), goal=">= 5 MB/s"),
        Task(name="dates", work=lambda article: _dates(article, knowledge), goal=">= 3,000 sentences/s"),
        *_flashgeotext(),
        Task(name="every word looked up in a dict", work=lambda article: _looked_up(article.body, names)),
    )


def measure(tasks: Sequence[Task], articles: Sequence[Article]) -> list[tuple[Task, float]]:
    """For each task the megabytes that are worked through in a second of one core.

    Every task does one article of each language once before, which loads the language. They take turns, so that a busy
    moment of the machine strikes all alike and their ratios hold.
    """
    for task in tasks:
        for article in {article.lang: article for article in articles}.values():
            task.work(article)
    turns = [articles[start : start + _TURN] for start in range(0, len(articles), _TURN)]
    seconds = [
        sum(column) for column in zip(*([_seconds(task, turn) for task in tasks] for turn in turns), strict=True)
    ]
    size = sum(map(_size, articles)) / 1e6
    return [(task, size / taken) for task, taken in zip(tasks, seconds, strict=True)]


def _seconds(task: Task, articles: Sequence[Article]) -> float:
    start = time.process_time()
    for article in articles:
        task.work(article)
    return time.process_time() - start


def _size(article: Article) -> int:
    return len(article.body.encode())


def _sentences(article: Article) -> int:
    return len(split_sentences(article.body, language(article.lang), article.furniture))


def _mentions(article: Article, knowledge: Knowledge) -> object:
    lang = knowledge.language(article.lang)
    text = Text.of(article.body, lang, split_sentences(article.body, lang, article.furniture))
    return read_mentions(text, knowledge.index)


def _dates(article: Article, knowledge: Knowledge) -> object:
    return find_dates(article.body, knowledge.language(article.lang), Frame(published=article.published))


def _looked_up(body: str, names: Mapping[str, object]) -> object:
    return [names[word] for word in body.split() if word in names]


def _flashgeotext() -> Iterable[Task]:
    """The recognition of a well-known tool: cities above 15,000 inhabitants and countries, with their characters."""
    if find_spec("flashgeotext") is None:
        return
    from flashgeotext.geotext import GeoText  # type: ignore[import-untyped, import-not-found, unused-ignore]

    geotext = GeoText()
    yield Task(name="flashgeotext, recognition", work=lambda article: geotext.extract(article.body))
