"""The benchmarks run, on inputs so small that their figures mean nothing."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import building, corpus, drawing, editing, loading, reading
from benchmarks.browser import Browser
from benchmarks.project import ROOT, copy_project, write_places
from benchmarks.synthetic import journeys
from benchmarks.table import machine, ratio, table

from routes.articles import read_folder
from routes.gazetteer.parse import parse_gazetteer
from routes.load import load
from routes.project import open_project


def test_reading_is_measured_in_megabytes_a_second() -> None:
    articles = reading.corpus(1)
    assert len(articles) == 1
    tasks = reading.tasks(load(open_project(ROOT)[0])[0])
    assert all(speed > 0 for _, speed in reading.measure(tasks, articles))
    names = [task.name for task in tasks]
    assert names[:3] == ["whole reading", "recognising and resolving", "dates"]
    assert names[-1] == "every word looked up in a dict"


def test_a_corpus_repeats_the_articles_up_to_a_size() -> None:
    articles = reading.corpus(300_000)
    size = sum(len(article.body.encode()) for article in articles)
    assert 300_000 <= size < 400_000
    assert articles == reading.corpus(300_000)


def test_loading_is_measured_in_fresh_processes() -> None:
    rows = loading.rows(1, {"import routes": "import routes"}, {"20 places": 20})
    names = [row[0] for row in rows]
    assert names[:2] == ["bare interpreter", "import routes, above it"]
    assert names[-1] == "20 places: knowledge, kept"
    assert all(float(row[1]) >= 0 for row in rows)


def test_a_gazetteer_of_any_size_has_no_mistakes(tmp_path: Path) -> None:
    write_places(tmp_path / "many", 1500)
    known, problems = load(open_project(tmp_path / "many")[0])
    assert (len(known.places), problems) == (1500, ())


def test_a_build_says_what_it_took() -> None:
    built = building.measure(1, most=1)
    assert built.articles == 1
    assert built.seconds > 0
    assert built.memory > 10
    assert built.page > 0.1


def test_copies_of_an_article_are_articles_of_their_own(tmp_path: Path) -> None:
    count = copy_project(tmp_path / "project", 2)
    articles, problems = read_folder(tmp_path / "project" / "articles", "articles")
    assert (len(articles), problems) == (count, ())


def test_pages_are_drawn_from_as_many_waypoints_as_asked() -> None:
    atlas = drawing.atlas(130)
    assert [len(route.waypoints) for route in atlas.routes] == [100, 30]
    rows = drawing.rows((10, 20), Browser(patience=1))
    assert [row[0] for row in rows] == [
        "routes, 10 waypoints",
        "routes, 20 waypoints",
        "plain folium, 10 waypoints",
        "plain folium, 20 waypoints",
    ]
    assert {row[6] for row in rows} == {"-"}  # no browser was started


def test_tables_line_up() -> None:
    assert table("Title", ("", "MB/s"), [("reading", "1.5"), ("a", "20")]) == (
        "Title\n\n         MB/s\n-------  ----\nreading   1.5\na          20\n"
    )
    assert ratio(3.0, 2.0) == "1.5 x"
    assert ratio(3.0, None) == "-"
    assert machine("2026-11-21").endswith(", 2026-11-21")


def test_an_edit_is_measured_as_a_process_and_watched(tmp_path: Path) -> None:
    project = tmp_path / "project"
    rows = editing.measure(project, editing.write_journeys(project, 3))
    assert [name for name, *_ in rows] == [
        "from nothing",
        "nothing edited",
        "one place moved",
        "watched: one place moved",
        "watched: nothing edited",
    ]
    assert all(wall > 0 and cpu > 0 for _, wall, cpu in rows)


def test_forms_of_articles_are_compared_on_one_core() -> None:
    text, page = corpus.forms(2)
    assert (text[0], text[2], page[0]) == ("text", "1 x", "web page")
    assert float(page[1]) > 0


def test_the_stops_that_were_made_up_are_looked_for(tmp_path: Path) -> None:
    (made,) = journeys(list(parse_gazetteer((ROOT / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")[0]), 1)
    place, day = made.stops[0]
    table = tmp_path / "routes.csv"
    table.write_text(f"caravan,place_id,date_from\n{made.id},{place.id},{day}\nother,tijuana,2018-11-14\n")
    assert corpus.found([made], table) == 2 / (len(made.stops) + 2)
