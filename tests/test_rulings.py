"""An editor's rulings: applied where they hold, found again in every output, told where they fit nothing."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from projects import contents
from routes.building import build
from routes.checking import check
from routes.cli import cli
from routes.corrections import move_place, rule, unrule
from routes.curation import undo
from routes.errors import FileError
from routes.gazetteer.edit import add_records, take_out
from routes.gazetteer.geocoding import GeocoderSettings
from routes.gazetteer.records import block
from routes.gazetteer.rulings import FORM, read_rulings, sound_rulings
from routes.load import load, read_all
from routes.model import Reading
from routes.project import Project, open_project

PLACES = """\
# the places of a test
places:
  - {id: mexico, name: Mexico, class: A, kind: country, country: MX, lat: 23.6, lon: -102.5}
  - {id: guatemala, name: Guatemala, class: A, kind: country, country: GT, lat: 15.7, lon: -90.2}
  - {id: chiapas, name: Chiapas, class: A, kind: state, country: MX, admin1: MX-CHP, lat: 16.5, lon: -92.5}
  - {id: tapachula, name: Tapachula, class: P, kind: city, country: MX, admin1: MX-CHP, lat: 14.9039, lon: -92.2575}
  - id: escuintla-chiapas   # in Mexico
    name: Escuintla
    class: P
    kind: town
    country: MX
    admin1: MX-CHP
    lat: 15.3170  # beside the church
    lon: -92.6500
    prefer_near: [tapachula]
  - {id: escuintla-guatemala, name: Escuintla, class: P, kind: city, country: GT, lat: 14.305, lon: -90.785,
     prefer_near: [guatemala]}
  - {id: pijijiapan, name: Pijijiapan, class: P, kind: town, country: MX, admin1: MX-CHP, lat: 15.6866, lon: -93.2092}
"""
CARAVANS = """\
caravans:
  - {id: 2018-10-first, name: first caravan, names: [{text: Caravana Migrante, lang: es}], ordinal: 1,
     departed: 2018-10-12, ended: 2018-12-01}
"""
ARTICLES = {
    "a.md": (
        "---\npublisher: The Example\npublished: 2018-10-27\n---\nThe first caravan left Tapachula, Mexico, on October "
        "24. It arrived in Escuintla on October 25. On October 26 the caravan reached Pijijiapan.\n"
    ),
    "b.md": (
        "---\npublisher: The Other\npublished: 2018-10-20\n---\nThe first caravan crossed Guatemala. It arrived in "
        "Escuintla on October 17.\n"
    ),
    "c.md": (
        "---\npublisher: The Other\npublished: 2019-04-02\n---\nA caravan of Salvadorans arrived in Tapachula, Mexico, "
        "on April 1.\n"
    ),
}


def ruled(folder: Path, *rulings: Mapping[str, Any], articles: Mapping[str, str] = ARTICLES) -> Project:
    """A project with these rulings; an id is given to each."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "gazetteer.yaml").write_text(PLACES, encoding="utf-8")
    (folder / "caravans.yaml").write_text(CARAVANS, encoding="utf-8")
    for name, text in articles.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    records = [{"id": f"r{number}", **told} for number, told in enumerate(rulings, start=1)]
    lines = ["rulings:", *(line for told in records for line in block(told, FORM)), ""]
    (folder / "corrections.yaml").write_text("\n".join(lines), encoding="utf-8")
    return open_project(folder)[0]


def built(project: Project) -> list[dict[str, str]]:
    """The rows of routes.csv after a build."""
    made = build(project, geocoder=GeocoderSettings(offline=True), today=date(2026, 1, 1), tell=lambda _: None)
    assert made.problems == ()
    with (project.maps / "routes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stops(project: Project) -> set[tuple[str, str, str]]:
    return {(row["caravan"], row["place_id"], row["date_from"]) for row in built(project)}


def meanings(project: Project) -> dict[str, str | None]:
    """What Escuintla means in each article."""
    return {
        reading.article.path: mention.place.id if mention.place else None
        for reading in readings(project)
        for mention in reading.mentions
        if mention.text == "Escuintla"
    }


def readings(project: Project) -> tuple[Reading, ...]:
    from routes.articles import read_folder

    return read_all(read_folder(project.articles, "articles")[0], load(project)[0], lambda _: ())


def told(project: Project) -> list[str]:
    return [f"{one} ({one.severity})" for one in check(project)]


# --- names -------------------------------------------------------------------------------------


def test_without_rulings_names_mean_what_stands_beside_them(tmp_path: Path) -> None:
    project = ruled(tmp_path)
    assert meanings(project) == {"articles/a.md": "escuintla-chiapas", "articles/b.md": "escuintla-guatemala"}
    assert told(project) == []


SCOPES: list[dict[str, Any]] = [
    {},
    {"publisher": "the example"},
    {"article": "articles/a.md"},
    {"article": "articles/a.md", "quote": "arrived in ESCUINTLA on October"},
]


@pytest.mark.parametrize("scope", SCOPES)
def test_a_name_means_the_place_that_an_editor_says(tmp_path: Path, scope: dict[str, Any]) -> None:
    project = ruled(tmp_path, {"mention": "Escuintla", "is": "escuintla-guatemala", **scope})
    assert meanings(project)["articles/a.md"] == "escuintla-guatemala"
    assert ("2018-10-first", "escuintla-guatemala", "2018-10-25") in stops(project)
    assert told(project) == []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_most_specific_ruling_goes_before_the_others(tmp_path: Path, number: int) -> None:
    wide = [{"mention": "Escuintla", "is": "tapachula", **scope} for scope in SCOPES[:number]]
    narrow = {"mention": "Escuintla", "is": "escuintla-guatemala", **SCOPES[number]}
    assert meanings(ruled(tmp_path, *wide, narrow))["articles/a.md"] == "escuintla-guatemala"


def test_of_a_name_that_stands_twice_the_quote_says_which(tmp_path: Path) -> None:
    text = "The first caravan left Escuintla, Mexico, on October 25. Escuintla is near. Escuintla is near.\n"
    ruling = {"mention": "Escuintla", "is": "pijijiapan", "article": "articles/d.md", "quote": "Escuintla is near"}
    project = ruled(tmp_path, {**ruling, "nth": 2}, articles={"d.md": text})
    (reading,) = readings(project)
    assert [m.place and m.place.id for m in reading.mentions if m.text == "Escuintla"] == [
        "escuintla-chiapas",
        "escuintla-chiapas",
        "pijijiapan",
    ]
    assert [m.rule for m in reading.mentions][-1] == "ruling:r1"


def test_a_name_that_is_no_place_makes_no_stop_and_is_no_name_without_a_place(tmp_path: Path) -> None:
    project = ruled(tmp_path, {"mention": "Escuintla", "is": "no place"})
    assert meanings(project) == {"articles/a.md": None, "articles/b.md": None}
    assert not [stop for stop in stops(project) if stop[1].startswith("escuintla")]
    features = json.loads((project.maps / "routes.geojson").read_text(encoding="utf-8"))["features"]
    assert "unplaced" not in json.dumps(features)
    assert (
        "Names that could not be placed" not in CliRunner().invoke(cli, ["gazetteer", "suggest", str(tmp_path)]).output
    )


def test_a_name_that_no_list_has_can_be_given_its_place(tmp_path: Path) -> None:
    text = "---\npublished: 2018-10-27\n---\nThe first caravan arrived in Pueblo Nuevo Comaltitlán on October 25.\n"
    project = ruled(tmp_path, {"mention": "Pueblo Nuevo Comaltitlan", "is": "pijijiapan"}, articles={"d.md": text})
    assert ("2018-10-first", "pijijiapan", "2018-10-25") in stops(project)


def test_a_ruling_on_a_short_name_leaves_longer_ones_alone(tmp_path: Path) -> None:
    text = "---\npublished: 2018-10-27\n---\nThe first caravan arrived in Tapachula on October 25. Tapa is hot.\n"
    project = ruled(tmp_path, {"mention": "Tapa", "is": "no place"}, articles={"d.md": text})
    assert [m.text for m in readings(project)[0].mentions] == ["Tapachula", "Tapa"]


def test_a_decomposed_text_is_ruled_on_as_any_other(tmp_path: Path) -> None:
    text = "---\npublished: 2018-10-27\n---\nThe caravan slept: in Me\u0301xico. It left Escuintla on October 25.\n"
    ruling = {"mention": "Escuintla", "is": "pijijiapan", "article": "articles/d.md"}
    project = ruled(
        tmp_path,
        {**ruling, "quote": "en México: it left Escuintla"},
        {**ruling, "quote": "in México. It left Escuintla"},
        articles={"d.md": text},
    )
    assert [m.place and m.place.id for m in readings(project)[0].mentions if m.text == "Escuintla"] == ["pijijiapan"]
    assert told(project) == [
        "corrections.yaml:2:5: rulings[0]: changes nothing: its quote does not stand in articles/d.md; "
        "quote the words that are there (warning)"
    ]


# --- reports and caravans ----------------------------------------------------------------------


def test_a_wrong_report_makes_no_stop(tmp_path: Path) -> None:
    quote = {"article": "articles/a.md", "quote": "It arrived in Escuintla on October 25"}
    project = ruled(tmp_path, {"report": "escuintla-chiapas", "ruling": "wrong", **quote})
    assert not [stop for stop in stops(project) if stop[1] == "escuintla-chiapas"]
    assert [(one.text, one.why) for one in readings(project)[0].left_out if "ruling" in one.why] == [
        ("Escuintla", "is wrong, an editor says (ruling:r1)")
    ]
    assert told(project) == []


def test_a_report_gets_the_day_the_status_and_the_caravan_that_an_editor_says(tmp_path: Path) -> None:
    project = ruled(
        tmp_path,
        {"report": "escuintla-chiapas", "date": "2018-10-24/2018-10-25"},
        {"report": "escuintla-chiapas", "status": "passed", "article": "articles/a.md"},
        {"report": "tapachula", "caravan": "2018-10-first", "belongs_to": "2018-11-other"},
        {"report": "pijijiapan", "belongs_to": "2018-10-first"},
    )
    with (tmp_path / "caravans.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: 2018-11-other, name: the other, departed: 2018-11-02}\n")
    rows = {(row["caravan"], row["place_id"]): row for row in built(project)}
    row = rows["2018-10-first", "escuintla-chiapas"]
    assert (row["date_from"], row["date_to"], row["status"]) == ("2018-10-24", "2018-10-25", "passed")
    assert row["sources"].endswith("(ruling r1) (ruling r2)")
    assert ("2018-11-other", "tapachula") in rows
    assert ("2018-10-first", "tapachula") not in rows


def test_the_more_specific_ruling_on_a_report_wins_even_over_wrong(tmp_path: Path) -> None:
    quote = {"article": "articles/a.md", "quote": "arrived in Escuintla"}
    project = ruled(
        tmp_path,
        {"report": "escuintla-chiapas", "ruling": "wrong"},
        {"report": "escuintla-chiapas", "date": "2018-10-20", "article": "articles/a.md"},
        {"report": "escuintla-chiapas", "date": "2018-10-22", **quote},
    )
    assert ("2018-10-first", "escuintla-chiapas", "2018-10-22") in stops(project)


def test_two_caravans_become_one(tmp_path: Path) -> None:
    (found,) = {row["caravan"] for row in built(ruled(tmp_path))} - {"2018-10-first"}
    project = ruled(tmp_path, {"merge": found, "into": "2018-10-first"})
    assert {row["caravan"] for row in built(project)} == {"2018-10-first"}
    assert not (project.maps / f"{found}.html").exists()
    assert "ruling r1" in (project.maps / "routes.csv").read_text(encoding="utf-8")
    assert told(project) == []


def test_a_ruling_is_traced_in_every_output(tmp_path: Path) -> None:
    project = ruled(tmp_path, {"id": "in-guatemala", "mention": "Escuintla", "is": "escuintla-guatemala"})
    assert any(row["sources"].endswith("(ruling in-guatemala)") for row in built(project))
    features = json.loads((project.maps / "routes.geojson").read_text(encoding="utf-8"))["features"]
    cited = [source for feature in features for source in feature["properties"]["sources"]]
    assert ["in-guatemala"] in [source.get("rulings") for source in cited]
    page = (project.maps / "index.html").read_text(encoding="utf-8")
    assert '"ruled":"in-guatemala"' in page
    assert "An editor ruled on this (in-guatemala)" in page
    explained = (
        CliRunner()
        .invoke(cli, ["read", "--explain", "--project", str(tmp_path), str(project.articles / "a.md")])
        .output
    )
    assert "(rule ruling:in-guatemala," in " ".join(explained.split())
    assert explained.count("ruling:in-guatemala") > 1


def test_rulings_hold_after_a_build_from_nothing(tmp_path: Path) -> None:
    project = ruled(
        tmp_path, {"mention": "Escuintla", "is": "escuintla-guatemala"}, {"report": "tapachula", "ruling": "wrong"}
    )
    first = stops(project)
    for path in (project.root / ".routes").iterdir():
        path.unlink()
    for path in project.maps.iterdir():
        path.unlink()
    assert stops(project) == first


# --- mistakes ----------------------------------------------------------------------------------

MISTAKES = {
    "{id: a, mention: X, is: somewhere}": (
        "rulings[0].is: somewhere is the id of no place; add it to gazetteer.yaml (error)"
    ),
    "{id: a, mention: X, is: tapachul}": "rulings[0].is: tapachul is the id of no place; write tapachula (error)",
    "{id: a, mention: X, is: NO PLACE}": (
        "rulings[0].is: NO PLACE is not the id of a place, nor `no place`; write it like escuintla-chiapas (error)"
    ),
    "{id: a, mention: X}": "rulings[0].is: is missing; add it (error)",
    "{id: a, notes: X}": "rulings[0].mention: is missing; write one of mention, report, merge (error)",
    "{id: a, mention: X, is: tapachula, merge: b}": (
        "rulings[0].merge: stands beside mention; write one of mention, report, merge (error)"
    ),
    "{id: a, report: tapachula}": (
        "rulings[0].ruling: is missing; a report has one of ruling, belongs_to, date, status (error)"
    ),
    "{id: a, report: tapachula, ruling: wrong, status: passed}": (
        "rulings[0].status: stands beside ruling; a report has one of ruling, belongs_to, date, status (error)"
    ),
    "{id: a, merge: b, into: c, article: x}": "rulings[0].article: has no meaning beside merge; take it out (error)",
    "{id: a, mention: X, is: tapachula, quote: y}": (
        "rulings[0].quote: needs the article that it stands in; add a line `article: ...` (error)"
    ),
    "{id: a, mention: X, is: tapachula, article: y, nth: 2}": (
        "rulings[0].nth: needs the quote that it counts; add a line `quote: ...` (error)"
    ),
    "{id: a, mention: X, is: tapachula, article: y, publisher: z}": (
        "rulings[0].publisher: stands beside article; take one of them out (error)"
    ),
    "{id: a, report: tapachula, belongs_to: 2018-10-frist}": (
        "rulings[0].belongs_to: 2018-10-frist is the id of no caravan; write 2018-10-first (error)"
    ),
    "{id: a, merge: 2018-10-first, into: zzz}": (
        "rulings[0].into: zzz is the id of no caravan; add it to caravans.yaml (error)"
    ),
    "{id: a, merge: zzz, into: 2018-10-first}": (
        "rulings[0]: changes nothing: no article tells of a caravan zzz; mend it, or take it out (warning)"
    ),
    "{id: a, mention: Tapachula, is: no place, article: articles/aa.md}": (
        "rulings[0]: changes nothing: there is no article articles/aa.md; write articles/a.md (warning)"
    ),
    "{id: a, mention: Tapachula, is: no place, publisher: Nobody}": (
        "rulings[0]: changes nothing: no article is of Nobody; mend it, or take it out (warning)"
    ),
    "{id: a, mention: Huixtla, is: no place}": (
        "rulings[0]: changes nothing: Huixtla is no name there, or another ruling goes before this; "
        "mend it, or take it out (warning)"
    ),
    "{id: a, report: huixtla, caravan: x, ruling: wrong}": (
        "rulings[0]: changes nothing: no report of x at huixtla is read there; mend it, or take it out (warning)"
    ),
}


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return ruled(tmp_path_factory.mktemp("rulings"))


@pytest.mark.parametrize("ruling", MISTAKES)
def test_a_ruling_that_is_wrong_or_fits_nothing_is_told_by_check_and_build(one: Project, ruling: str) -> None:
    one.corrections.write_text(f"# mine\nrulings:\n  - {ruling}\n", encoding="utf-8")
    (problem,) = check(one)
    assert f"{problem.what}; {problem.mend} ({problem.severity})" == MISTAKES[ruling]
    assert (problem.file, problem.line) == ("corrections.yaml", 3)
    made = build(one, geocoder=GeocoderSettings(offline=True), today=date(2026, 1, 1), tell=lambda _: None)
    assert made.problems == (problem,)


def test_rulings_that_contradict_each_other_are_told(one: Project) -> None:
    told = """\
rulings:
  - {id: a, mention: Escuintla, is: tapachula}
  - {id: b, mention: ESCUINTLA, is: no place}
  - {id: c, report: tapachula, status: passed}
  - {id: d, report: tapachula, date: 2018-10-20}
  - {id: e, report: tapachula, ruling: wrong}
  - {id: f, merge: x, into: y}
  - {id: g, merge: y, into: x}
"""
    entries, problems = read_rulings(told, "corrections.yaml")
    assert problems == ()
    assert [f"{one.line}: {one.what}" for one in sound_rulings(entries, {"tapachula"})[1]] == [
        "3: rulings[1]: contradicts a (line 2), which counts",
        "6: rulings[4]: contradicts c (line 4), which counts",
        "7: rulings[5].into: goes round in a circle",
        "8: rulings[6].into: goes round in a circle",
    ]
    one.corrections.write_text(told, encoding="utf-8")
    assert set(meanings(one).values()) == {"tapachula"}


# --- editing -----------------------------------------------------------------------------------


def test_a_ruling_is_added_and_taken_out_and_nothing_else_changes(tmp_path: Path) -> None:
    project = ruled(tmp_path, {"mention": "Escuintla", "is": "tapachula"})
    before = project.corrections.read_bytes()
    made = rule(project, {"report": "pijijiapan", "ruling": "wrong", "article": "articles/a.md"})
    assert made.blocks == (
        '  - id: pijijiapan-wrong\n    report: pijijiapan\n    ruling: wrong\n    article: "articles/a.md"',
    )
    again = rule(project, {"report": "pijijiapan", "ruling": "wrong", "article": "articles/b.md"})
    assert "id: pijijiapan-wrong-2" in again.blocks[0]
    assert unrule(project, "pijijiapan-wrong-2").blocks == again.blocks
    assert project.corrections.read_bytes() == made.after
    assert unrule(project, "pijijiapan-wrong", dry_run=True).blocks == made.blocks
    assert project.corrections.read_bytes() == made.after
    undo(made)
    assert project.corrections.read_bytes() == before


def test_the_first_ruling_makes_the_file_and_its_undo_takes_it_away(tmp_path: Path) -> None:
    project = ruled(tmp_path)
    project.corrections.unlink()
    made = rule(project, {"mention": "Escuintla", "is": "tapachula"})
    assert project.corrections.read_text(encoding="utf-8") == (
        "rulings:\n  - id: escuintla\n    mention: Escuintla\n    is: tapachula\n"
    )
    undo(made)
    assert not project.corrections.exists()


def test_nothing_is_undone_over_an_edit_made_since(tmp_path: Path) -> None:
    project = ruled(tmp_path)
    made = rule(project, {"mention": "Escuintla", "is": "tapachula"})
    project.corrections.write_bytes(project.corrections.read_bytes() + b"# mine\n")
    with pytest.raises(FileError, match="was changed by somebody else"):
        undo(made)
    assert project.corrections.read_bytes().endswith(b"# mine\n")
    assert unrule(project, "escuintla").problems == ()
    assert project.corrections.read_bytes() == b"rulings:\n# mine\n"


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({"mention": "Escuintla", "is": "nowhere"}, "nowhere is the id of no place"),
        ({"mention": "Escuintla", "is": "no place"}, "contradicts r1"),
        ({"mention": "Escuintla"}, "is missing"),
        ({"id": "r1", "mention": "Tapachula", "is": "no place"}, "r1 is here already"),
    ],
)
def test_a_ruling_that_would_be_wrong_is_not_written(tmp_path: Path, record: dict[str, str], why: str) -> None:
    project = ruled(tmp_path, {"mention": "Escuintla", "is": "tapachula"})
    before = contents(tmp_path)
    made = rule(project, record)
    assert why in made.problems[0].what
    assert contents(tmp_path) | {".routes/knowledge": b""} == before | {".routes/knowledge": b""}


def test_a_ruling_that_is_not_there_is_not_taken_out(tmp_path: Path) -> None:
    (problem,) = unrule(ruled(tmp_path), "x").problems
    assert str(problem) == "corrections.yaml: has no ruling x; nothing was written; look at the ids in it"


LAYOUTS = st.lists(
    st.sampled_from(["# mine", "", "  # of r2", "  - id: r{n}\n    mention: X{n}\n    is: no place"]), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(lines=LAYOUTS, new=st.sampled_from(["a", "r1-x", "z"]), end=st.sampled_from(["\n", "\r\n"]))
def test_what_is_added_and_taken_out_leaves_every_line_as_it_was(lines: list[str], new: str, end: str) -> None:
    text = "\n".join(["rulings:", *(line.replace("{n}", str(n)) for n, line in enumerate(lines))]) + "\n"
    content = text.replace("\n", end).encode()
    added, _ = add_records(content, "c", FORM, [{"id": new, "mention": "Y", "is": "no place"}])
    assert added is not None
    left, problems = take_out(added.content, "c", FORM, new)
    assert problems == ()
    assert left is not None
    assert left[0] == content


def test_a_place_is_moved_where_its_numbers_stand(tmp_path: Path) -> None:
    project = ruled(tmp_path)
    moved = move_place(project, "escuintla-chiapas", lat=15.33001, lon=-92.63)
    assert moved.blocks == ("lat: 15.33  # beside the church", "lon: -92.63")
    after = project.gazetteer.read_text(encoding="utf-8")
    assert after == PLACES.replace("15.3170", "15.33").replace("-92.6500", "-92.63")
    move_place(project, "tapachula", lat=14.9, lon=-92.26)
    assert "lat: 14.9, lon: -92.26}" in project.gazetteer.read_text(encoding="utf-8")
    with pytest.raises(FileError, match="was changed by somebody else"):
        undo(moved)
    project.gazetteer.write_text(after, encoding="utf-8")
    undo(moved)
    assert project.gazetteer.read_text(encoding="utf-8") == PLACES


def test_a_place_is_not_moved_to_where_check_finds_an_error(tmp_path: Path) -> None:
    project = ruled(tmp_path)
    (problem,) = move_place(project, "tapachula", lat=48.2, lon=16.4).problems
    assert "tapachula" in str(problem) or "places[3]" in str(problem)
    (unknown,) = move_place(project, "nowhere", lat=1, lon=1).problems
    assert "has no place nowhere" in unknown.what
    assert project.gazetteer.read_text(encoding="utf-8") == PLACES
