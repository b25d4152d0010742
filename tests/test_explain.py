"""`routes read --explain`: every sentence with what was read from it and why, and why a place was left out."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reading.facts import article, knowledge
from routes.cli import cli
from routes.model import Problem, Reading, Span
from routes.reading import read
from routes.reading.language import compile_language
from routes.show import explain

TEXT = (
    "The first caravan left San Pedro Sula, Honduras, on October 12. Nothing else is known. They hope to reach "
    "Tijuana.\n\nPolice clashed with migrants on the Rodolfo Robles bridge on Friday. The mayor of Tapachula spoke "
    "for an hour. The migrants slept in Villa Inventada, Mexico.\n"
)
PORTUGUESE = Path(__file__).parent / "languages" / "pt.yaml"
ARTICLE = f"---\ntitle: They leave\npublisher: The Example\npublished: 2018-10-26\n---\n{TEXT}"


def explained(reading: Reading, *problems: Problem, width: int = 200) -> list[str]:
    return [line.text for line in explain(reading, problems, width=width)]


def below(sentence: str, lines: list[str]) -> list[str]:
    """The lines below the sentence that begins so."""
    (at,) = [number for number, line in enumerate(lines) if line.startswith(sentence)]
    return lines[at + 1 : lines.index("", at) if "" in lines[at:] else None]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return explained(read(article(TEXT), knowledge()))


def test_the_head_says_when_it_was_published_who_says_so_and_which_caravans_are_in_it(lines: list[str]) -> None:
    assert lines[:5] == [
        "a.txt",
        "published 2018-10-26 (from front-matter); publisher unknown",
        "language en",
        "caravans: First caravan, October 2018 (2018-10-first, in caravans.yaml)",
        "",
    ]


def test_a_sentence_has_its_names_and_dates_marked_and_what_was_read_below(lines: list[str]) -> None:
    sentence = "The first caravan left [San Pedro Sula], [Honduras], on {October 12}."
    assert sentence in lines
    told = below(sentence, lines)
    assert (
        "  name:     San Pedro Sula -> San Pedro Sula, city, HN (san-pedro-sula), from gazetteer "
        "(rule qualified, literal)" in told
    )
    assert "  date:     October 12 -> 2018-10-12 (from date)" in told
    assert (
        "  report:   2018-10-first departed San Pedro Sula 2018-10-12 (from date); "
        "rules: depart:object, mode:happened, word:left" in told
    )
    assert [line for line in told if line.startswith("  left out: Honduras - ")]


def test_a_plan_has_its_mode_and_no_day(lines: list[str]) -> None:
    (report,) = [line for line in below("They hope", lines) if line.startswith("  report:")]
    assert report.startswith(
        "  report:   2018-10-first planned Tijuana on no day; rules: arrive:object, mode:planned, "
    )


def test_an_event_has_its_word(lines: list[str]) -> None:
    (event,) = [line for line in below("Police clashed", lines) if line.startswith("  event:")]
    assert event == (
        "  event:    clash, 2018-10-first, Rodolfo Robles bridge, 2018-10-26 (from weekday); "
        "rules: event:clash, word:clashed"
    )


def test_a_place_left_out_has_its_reason(lines: list[str]) -> None:
    assert "  left out: Tapachula - no word of motion in its sentence" in lines


def test_a_name_in_no_list_is_said_to_be_in_none(lines: list[str]) -> None:
    (name,) = [line for line in lines if line.startswith("  name:     Villa Inventada")]
    assert name.startswith("  name:     Villa Inventada -> in no list (rule ")


def test_a_sentence_that_nothing_was_read_from_is_not_shown(lines: list[str]) -> None:
    assert not [line for line in lines if "Nothing else" in line]


def test_nothing_that_was_read_is_dropped() -> None:
    reading = read(article(TEXT), knowledge())
    kinds = [line.kind for line in explain(reading)]
    read_from_it = {
        "name": reading.mentions,
        "date": reading.dates,
        "report": reading.reports,
        "event": reading.events,
        "left out": reading.left_out,
    }
    assert {kind: kinds.count(kind) for kind in read_from_it} == {
        kind: len(all_) for kind, all_ in read_from_it.items()
    }


def test_a_date_of_the_page_around_the_article_is_told_apart() -> None:
    text = "Monday, October 15\n\nThe caravan left Tapachula."
    lines = explained(read(article(text, furniture=(Span(start=0, end=18),)), knowledge()))
    assert below("outside the sentences of the article:", lines) == [
        "  date:     Monday, October 15 -> 2018-10-15 (from date)"
    ]


def test_the_foot_has_the_problems_of_the_file_and_of_the_reading() -> None:
    reading = read(article("They left.", published=None), knowledge())
    wrong = Problem(file="a.txt", line=2, what="published: May is not a day", severity="warning")
    told = [line for line in explain(reading, [wrong]) if line.kind == "problem"]
    assert told[0].text == "  problem:  a.txt:2: published: May is not a day (warning)"
    assert len(told) == 1 + len(reading.problems)


@pytest.mark.parametrize("width", [40, 72, 100])
def test_lines_are_no_longer_than_asked(width: int) -> None:
    lines = "\n".join(explained(read(article(TEXT), knowledge()), width=width)).split("\n")
    assert max(map(len, lines)) <= width


def test_sentences_end_where_the_language_that_was_read_ends_them() -> None:
    portuguese = compile_language(PORTUGUESE.read_text(encoding="utf-8"), "pt.yaml")
    knowing = replace(knowledge(), languages={"pt": portuguese})
    reading = read(article("A primeira caravana chegou ontem a Tapachula com a Dra. Silva.", lang="pt"), knowing)
    told = explain(reading, languages=knowing.language)
    assert [line.text for line in told if line.kind == "sentence"] == [
        "A primeira caravana chegou {ontem} a [Tapachula] com a Dra. Silva."
    ]


def test_the_words_of_a_sentence_stay_as_they_are() -> None:
    reading = read(article("They left [Tapachula] {on  Friday},\nand slept in Huixtla."), knowledge())
    (sentence,) = [line.text for line in explain(reading) if line.kind == "sentence"]
    assert sentence == "They left [[Tapachula]] {on {Friday}}, and slept in [Huixtla]."


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def inside(folder: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli, ["read", "--offline", *arguments], standalone_mode=False, catch_exceptions=False)


def test_several_articles_are_explained_one_after_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = inside(folder, ["--explain", "a.md", "b.md"], monkeypatch)
    assert done.return_value == 0
    assert [line for line in done.stdout.splitlines() if "They leave" in line] == [
        "a.md: They leave",
        "b.md: They leave",
    ]
    assert done.stdout.count("  left out: Tapachula - ") == 2
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_an_article_that_cannot_be_read_leaves_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.md").write_bytes(b"%PDF-1.4")
    done = inside(folder, ["--explain", "a.md", "b.md"], monkeypatch)
    assert done.return_value == 1
    assert done.stderr.startswith("a.md")
    assert done.stdout.startswith("b.md: They leave\n")


def test_json_is_the_same_with_and_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = inside(folder, ["--json", "a.md"], monkeypatch).stdout
    assert inside(folder, ["--json", "--explain", "a.md"], monkeypatch).stdout == plain


def test_on_a_terminal_it_has_colours_and_an_article_still_steers_nothing(folder: Path) -> None:
    (folder / "a.md").write_text('---\ntitle: "\\e]0;x\\a"\n---\nThey left Tapachula.\n', encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "routes", "read", "--offline", "--explain", "a.md"]
    environment = os.environ | {"COLUMNS": "60", "TERM": "xterm-256color"}
    with subprocess.Popen(command, cwd=folder, stdout=theirs, env=environment) as running:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # how a terminal says that its other end was closed
            while part := os.read(ours, 65536):
                said += part
    os.close(ours)
    assert running.returncode == 0
    assert b"\x1b[1" in said
    assert b"\x1b]" not in said
    assert b"\x07" not in said


def test_the_readme_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).parents[1]
    (shown,) = re.findall(
        r"^```\n(The first caravan .*?)^```", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    done = inside(root, ["--explain", "src/routes/starter/articles/2018-10-13-example.md"], monkeypatch)
    assert set(shown.splitlines()) <= set(done.stdout.splitlines())
