"""The editor's server without a server: who is let in, how an edit is undone, which words a ruling remembers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from routes.model import Scope, Span
from routes.reading.rulings import quoted_at
from routes.serving.desk import Desk
from routes.serving.guard import Guard
from routes.serving.history import reverted
from routes.serving.quotes import quote_of
from routes.serving.wording import RefusedError, language_of, why
from routes.serving.work import Plan, make
from served import FILES, put

PAGE = Path(str(files("routes.serving").joinpath("page")))
CONFIG = Path(__file__).parent.parent / ".oxlintrc.json"
GUARD = Guard(port=8000, token="secret")  # noqa: S106 - no password
OWN = {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"}


def refused(method: str = "GET", path: str = "/secret/state", **headers: str) -> int | None:
    refusal = GUARD.refusal(method, path, headers)
    return refusal.status if refusal else None


def test_the_page_itself_is_let_in() -> None:
    assert GUARD.address == "http://127.0.0.1:8000/secret/"
    assert refused(**OWN) is None
    assert refused("POST", "/secret/edit", **OWN) is None
    assert refused(host=OWN["host"]) is None  # typed into the address bar, a browser tells no origin


@pytest.mark.parametrize("path", ["/", "/state", "/secre/state", "/secret", "/secret2/", "//secret/state", "/SECRET/"])
def test_without_the_token_nothing_is_told(path: str) -> None:
    assert refused(path=path, **OWN) == 403


@pytest.mark.parametrize("host", ["", "localhost:8000", "127.0.0.1", "127.0.0.1:8001", "evil.example:8000"])
def test_a_name_that_was_pointed_here_is_refused(host: str) -> None:
    assert refused(**{**OWN, "host": host}) == 421


@pytest.mark.parametrize("origin", ["null", "http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:80000"])
def test_a_page_from_elsewhere_is_refused(origin: str) -> None:
    assert refused(host=OWN["host"], origin=origin) == 403
    assert refused("POST", host=OWN["host"], origin=origin) == 403


def test_who_writes_has_to_tell_its_origin() -> None:
    assert refused("POST", host=OWN["host"]) == 403


def test_every_server_has_a_token_of_its_own() -> None:
    assert len({Guard(port=1).token for _ in range(100)}) == 100
    assert len(Guard(port=1).token) >= 32


# --- undo --------------------------------------------------------------------------------------

BEFORE = b"a\nb\nc\nd\n"


@pytest.mark.parametrize(
    ("after", "now", "undone"),
    [
        (b"a\nX\nb\nc\nd\n", b"a\nX\nb\nc\nd\n", BEFORE),
        (b"a\nX\nb\nc\nd\n", b"0\na\nX\nb\nc\nd\n9\n", b"0\na\nb\nc\nd\n9\n"),
        (b"a\nX\nb\nc\nd\n", b"a\nX\nY\nb\nc\nd\n", b"a\nY\nb\nc\nd\n"),
        (b"a\nX\nb\nc\nd\n", b"a\nX\nb\nC\nd\n", b"a\nb\nC\nd\n"),
        (b"a\nB\nc\nd\n", b"a\nB\nc\nd\ne\n", b"a\nb\nc\nd\ne\n"),
        (b"a\nc\nd\n", b"0\na\nc\nd\n", b"0\na\nb\nc\nd\n"),
        (b"a\nb\nc\nd\nX", b"0\na\nb\nc\nd\nX", b"0\na\nb\nc\nd\n"),
    ],
)
def test_an_undo_puts_back_its_own_lines_alone(after: bytes, now: bytes, undone: bytes) -> None:
    assert reverted(BEFORE, after, now) == undone


@pytest.mark.parametrize("now", [b"", b"a\nb\nc\nd\n", b"a\nZ\nb\nc\nd\n", b"X\nX\n"])
def test_lines_that_are_others_now_are_left_alone(now: bytes) -> None:
    assert reverted(BEFORE, b"a\nX\nb\nc\nd\n", now) is None


# --- quotes ------------------------------------------------------------------------------------

BODY = (
    "MAIN (Wire) - They left Escuintla, Guatemala, on Monday; others came to Escuintla later.\n\n"
    "“Escuintla’s park” was full. They left Escuintla, Guatemala, on Monday; others came to Escuintla later."
)
SPOTS = [Span(start=m.start(), end=m.end()) for m in re.finditer("Escuintla", BODY)]


@pytest.mark.parametrize("spot", SPOTS)
def test_the_words_of_a_ruling_find_the_one_mention_again(spot: Span) -> None:
    told = quote_of(BODY, spot, [other for other in SPOTS if other != spot])
    found = quoted_at(Scope(article="a.md", **told), BODY)
    assert found
    inside = [one for one in SPOTS if found.start <= one.start and one.end <= found.end]
    assert inside == [spot]


def test_the_words_are_whole_ones_of_one_paragraph() -> None:
    assert quote_of(BODY, SPOTS[0], []) == {"quote": "(Wire) - They left Escuintla, Guatemala, on Monday; others"}
    assert quote_of(BODY, SPOTS[2], SPOTS[3:]) == {"quote": "“Escuintla’s park” was full. They"}


# --- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("fr,en;q=0.5,es;q=0.9", "es"),
        ("en-GB, es", "en"),
        ("es;q=0, de", "en"),
        ("es;q=much", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_who_asks_is_answered_in_the_first_language_that_there_is(accepted: str | None, lang: str) -> None:
    assert language_of(accepted) == lang


def test_every_language_says_the_same_with_the_same_values() -> None:
    tables = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(PAGE.joinpath("words").iterdir())]
    holes = [{key: sorted(re.findall(r"{\w+}", str(form))) for key, form in table.items()} for table in tables]
    assert len(tables) == 2
    assert holes[0] == holes[1]


def test_a_refusal_is_told_in_either_language_and_a_value_is_no_template() -> None:
    refusal = RefusedError("elsewhere", file="{file}.yaml")
    assert str(refusal) == "{file}.yaml was changed elsewhere since this page showed it; nothing was written"
    assert why(refusal.key, "es", **refusal.values).startswith("{file}.yaml se cambió en otra parte")


def test_what_is_broken_from_the_start_is_left_out_of_the_map_and_said_so(tmp_path: Path) -> None:
    for name, text in FILES.items():
        put(tmp_path / name, text.replace("lat: 14.9054", "lat: 149054"))
    plan, desk = Plan(root=tmp_path, offline=True, today=lambda: date(2026, 1, 1), tell=lambda _: None), Desk()
    desk.publish(*make(plan, None, 0))
    assert (len(desk.now.broken), desk.now.left_out) == (1, True)
    desk.publish(*make(plan, desk.now.work, 0))
    assert (len(desk.now.broken), desk.now.left_out) == (1, True)
    put(tmp_path / "gazetteer.yaml", FILES["gazetteer.yaml"])
    desk.publish(*make(plan, desk.now.work, 0))
    assert (desk.now.broken, desk.now.left_out) == ((), False)


# --- the page ----------------------------------------------------------------------------------


def test_a_linter_finds_nothing_in_the_scripts() -> None:
    command = [str(Path(sys.executable).with_name("oxlint")), "--config", str(CONFIG), str(PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_script_makes_markup_from_text() -> None:
    scripts = list(PAGE.glob("*.js"))
    assert len(scripts) > 5
    for file in scripts:
        text = file.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert word not in text, file.name


def test_every_language_says_the_same() -> None:
    tables = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(PAGE.joinpath("words").glob("*.json"))]
    assert len(tables) == 2
    for one, other in pairwise(tables):
        assert list(one) == list(other)
        assert [slots(form) for form in one.values()] == [slots(form) for form in other.values()]


def slots(form: str | list[str]) -> list[str]:
    return re.findall(r"{\w+}", form if isinstance(form, str) else form[1])


def test_every_word_that_is_asked_for_is_there() -> None:
    words = json.loads(PAGE.joinpath("words", "en.json").read_text(encoding="utf-8"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in (*PAGE.glob("*.js"), PAGE / "editor.html"))
    asked = re.findall(r"say\('([\w-]+)'", text) + re.findall(r'data-say="([\w-]+)"', text)
    assert len(asked) > 40
    assert set(asked) <= set(words)
