"""One dispatch in ten papers is one source with ten outlets; what is told in other words is another source."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from projects import project
from routes.articles import read_folder
from routes.assembly import assemble
from routes.assembly.sketches import resemblance, sketch
from routes.cli import cli
from routes.model import Article, Atlas, Event, Reading, Span, Waypoint
from test_assembly import FIRST, PLACES, TAPACHULA, departed, report
from test_pages import STORIES

WIRE = "\n\n".join((*STORIES["tapachula"], *STORIES["puente"]))
OWN_WORDS = "\n\n".join((*STORIES["istmo"], *STORIES["frontera"]))
CUT = "\n\n".join((*STORIES["tapachula"], *STORIES["puente"][:1]))
"""As a paper prints it that has room for five of eight paragraphs."""


def printed(path: str, body: str = WIRE, published: str = "2018-10-22", arrived: str = "2018-10-21") -> Reading:
    article = Article(
        path=path, title=path, body=body, publisher=f"Paper {path}", published=date.fromisoformat(published)
    )
    return Reading(article=article, reports=(report(TAPACHULA, arrived, "arrived"),))


def stop(atlas: Atlas) -> Waypoint:
    ((found,),) = [route.waypoints for route in atlas.routes]
    return found


def assembled(*readings: Reading) -> Atlas:
    return assemble(readings, (FIRST,), PLACES)


def test_ten_papers_that_print_a_dispatch_are_one_source_with_ten_outlets() -> None:
    papers = [printed(f"{number}", CUT if number % 2 else WIRE, f"2018-10-{21 + number}") for number in range(10)]
    atlas = assembled(*papers)
    (claim,) = stop(atlas).claims
    assert (claim.source.publisher, claim.source.outlets) == ("Paper 0", tuple(f"Paper {n}" for n in range(1, 10)))
    assert [article.path for article in atlas.articles] == [f"{number}" for number in range(10)]
    assert atlas == assembled(*papers[::-1])


def test_two_papers_in_their_own_words_outweigh_a_dispatch_in_ten() -> None:
    papers = [printed(f"{number}", arrived="2018-10-20") for number in range(10)]
    others = [printed("x", OWN_WORDS), printed("y", "\n\n".join(STORIES["salida"] * 2))]
    found = stop(assembled(*papers, *others))
    assert str(found.date) == "2018-10-21"
    assert [(str(one.date), len(one.claims)) for one in found.conflicts] == [("2018-10-20", 1)]


def test_what_was_yesterday_is_no_other_day_in_the_paper_that_printed_it_late() -> None:
    found = stop(assembled(printed("a"), printed("b", published="2018-10-23", arrived="2018-10-22")))
    assert (str(found.date), len(found.claims), found.conflicts) == ("2018-10-21", 1, ())


def test_what_a_paper_adds_stays_and_is_no_further_source() -> None:
    adds = printed("b", f"{WIRE}\n\n{STORIES['salida'][0]}", "2018-10-23")
    start = adds.article.body.index(STORIES["salida"][0])
    more = replace(report(TAPACHULA, "2018-10-25", "departed"), span=Span(start=start, end=start + 9))
    adds = replace(adds, reports=(*adds.reports, replace(more, sentence=Span(start=start, end=start + 60))))
    found = stop(assembled(printed("a"), adds))
    assert [(str(claim.date), claim.source.article) for claim in found.claims] == [
        ("2018-10-21", "a"),
        ("2018-10-25", "b"),
    ]
    assert {claim.source.voice for claim in found.claims} == {"Paper a"}


def test_an_event_of_a_dispatch_is_told_once() -> None:
    clash = Event(
        type="clash", caravan="first", place=TAPACHULA, place_source="gazetteer", date=None, dated_from=None,
        span=Span(start=0, end=9), sentence=Span(start=0, end=60),
    )  # fmt: skip
    (event,) = assembled(*(replace(printed(path), events=(clash,)) for path in "abc")).events
    assert [(source.article, source.outlets) for source in event.sources] == [("a", ("Paper b", "Paper c"))]


def test_reports_without_a_common_text_stay_apart() -> None:
    (claim, other) = stop(assembled(departed("a", "2018-10-13"), departed("b", "2018-10-13"))).claims
    assert (claim.source.outlets, other.source.outlets) == ((), ())


def test_a_sketch_tells_how_much_two_texts_share() -> None:
    def sketched(body: str) -> tuple[int, ...]:
        return sketch(Article(path="a", title="", body=body))

    assert resemblance(sketched(WIRE), sketched(WIRE.upper().replace(",", " "))) == 1
    assert 0.5 <= resemblance(sketched(WIRE), sketched(CUT)) <= 0.8
    assert resemblance(sketched(WIRE), sketched(OWN_WORDS)) < 0.1
    assert sketched("Una nota breve de pocas palabras.") == ()


def test_the_articles_of_the_example_are_told_in_their_own_words() -> None:
    articles, _ = read_folder(Path(__file__).parents[1] / "articles", "articles")
    sketches = [sketch(article) for article in articles]
    alike = [resemblance(one, other) for n, one in enumerate(sketches) for other in sketches[:n] if one and other]
    assert max(alike) < 0.1


def test_the_map_and_its_tables_name_the_outlets(tmp_path: Path) -> None:
    folder = project(tmp_path / "project", ["b-arrival.txt"])
    text = (
        "The first caravan arrived in Tapachula, Mexico, on Sunday, after two days on the road. "
        "The mayor opened the park for them, and neighbours from the whole town brought water, clothes and bread until "
        "late at night. A man of thirty said that he had walked with his sister since the first day, and would go on."
    )
    for name, publisher in (("x", "El Jornal"), ("y", "La Estrella"), ("z", "Radio Istmo")):
        head = f"---\npublisher: {publisher}\npublished: 2018-10-22\n---\n"
        (folder / "articles" / f"{name}.md").write_text(head + text, encoding="utf-8")
    ended = CliRunner().invoke(cli, ["build", "--offline", str(folder)], standalone_mode=False)
    assert ended.exception is None
    assert "same text" not in ended.stderr
    features = json.loads((folder / "maps" / "routes.geojson").read_text("utf-8"))["features"]
    cited = [
        source for one in features for source in one["properties"]["sources"] if source["article"] == "articles/x.md"
    ]
    assert {tuple(source["outlets"]) for source in cited} == {("La Estrella", "Radio Istmo")}
    rows = csv.DictReader(io.StringIO((folder / "maps" / "routes.csv").read_text("utf-8")))
    assert any("(also La Estrella, Radio Istmo)" in row["sources"] for row in rows)
    assert "El Jornal, La Estrella, Radio Istmo" in (folder / "maps" / "index.html").read_text("utf-8")
