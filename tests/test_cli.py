"""The command: what it prints where, its exit codes, and that no user ever sees a traceback."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from nominatim import nominatim
from projects import ARTICLES, all_commands, project
from routes import __version__
from routes.cli import cli
from routes.gazetteer.services import PROVIDERS

COMMANDS = [[], *all_commands()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("cli") / "project")


def routes(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    command = [sys.executable, "-m", "routes", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, cwd=cwd, env=os.environ | environment, timeout=60
    )


def inside(folder: Path, arguments: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> Result:
    """The command within this process, as if called in `folder`."""
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli, arguments, standalone_mode=False, catch_exceptions=False)


# --- help --------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "routes")
def test_every_command_has_help_with_an_example(command: list[str]) -> None:
    told = CliRunner().invoke(cli, [*command, "--help"])
    assert told.exit_code == 0
    assert "Example:\n    routes " in told.output


def test_build_offers_every_geocoder() -> None:
    (provider,) = [option for option in cli.commands["build"].params if option.name == "provider"]
    assert isinstance(provider.type, click.Choice)
    assert set(provider.type.choices) == set(PROVIDERS)


def test_no_command_is_a_stub() -> None:
    commands = ["build", "check", "corpus", "embed", "export", "gazetteer", "init", "read", "report", "schema", "serve"]
    assert sorted(cli.commands) == commands


def test_the_version_is_told() -> None:
    assert routes("--version").stdout == f"routes, version {__version__}\n"


WRONG = (
    ["fly"],
    ["read"],
    ["read", "none.txt"],
    ["init"],
    ["build", "--provider", "x"],
    ["build", "--format", "svg,gif"],
    ["build", "--format", ""],
    ["build", "--tiles", "https://example.org/"],
    ["build", "--tiles", "https://example.org/{z}/{x}/{y}.png"],
)


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_ends_with_2(arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(click.UsageError) as refused:
        inside(folder, arguments, monkeypatch)
    assert refused.value.exit_code == 2


# --- build -------------------------------------------------------------------------------------


def test_build_prints_the_map_to_open_and_tells_what_was_found(folder: Path) -> None:
    done = routes("build", "--offline", cwd=folder)
    assert (done.returncode, done.stdout) == (0, str(Path("maps", "index.html")) + "\n")
    assert "reading 3 articles" in done.stderr
    assert "In no list: Villa Inventada. `routes gazetteer suggest` says what they may be." in done.stderr
    assert "Found 3 articles, 1 caravan, " in done.stderr
    assert ", 1 name without a place." in done.stderr
    assert done.stderr.endswith(f"Open {Path('maps', 'index.html')} in a browser.\n")


def test_build_makes_the_pictures_that_it_is_told(tmp_path: Path) -> None:
    done = routes("build", "--offline", "--format", "png,PDF", "--out", tmp_path / "maps", project(tmp_path / "p"))
    assert done.returncode == 0
    made = {path.name: path.read_bytes()[:4] for path in (tmp_path / "maps").glob("index.*")}
    assert made == {"index.html": b"<!DO", "index.png": b"\x89PNG", "index.pdf": b"%PDF"}


def test_build_without_typst_says_how_to_get_it_before_it_begins(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError('not here')", encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), os.environ["PYTHONPATH"]))
    done = routes("build", "--offline", "--format", "svg,pdf", folder, PYTHONPATH=path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "`python -m pip install typst` brings it" in done.stderr


def test_build_with_tiles_opens_the_page_for_that_server_alone(tmp_path: Path) -> None:
    tiles = ("--tiles", "https://{s}.tile.example.org:8443/{z}/{x}/{y}.png", "--tiles-attribution", "© <b>Tiles</b>")
    done = routes("build", "--offline", *tiles, project(tmp_path / "p"))
    html = Path(done.stdout.strip()).read_text(encoding="utf-8")
    assert "img-src data: https://*.tile.example.org:8443;" in html
    assert "© <b>Tiles" not in html
    routes("build", "--offline", tmp_path / "p")
    assert "tile.example.org" not in Path(done.stdout.strip()).read_text(encoding="utf-8")


def test_build_with_mistakes_builds_and_ends_with_1(tmp_path: Path) -> None:
    made = project(tmp_path / "p")
    (made / "routes.yaml").write_text("tittle: Autumn\n", encoding="utf-8")
    done = routes("build", made, "--offline", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "routes.yaml:1:1: tittle: is no setting; write title\n" in done.stderr
    assert (tmp_path / "out" / "index.html").exists()


def test_build_where_there_is_no_project_ends_with_2_and_says_how_to_make_one(tmp_path: Path) -> None:
    done = routes("build", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "routes init" in done.stderr


def test_build_asks_the_geocoder_that_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(tmp_path / "p")
    with nominatim("empty") as server:
        inside(made, ["build", "--url", server.url], monkeypatch)
        inside(made, ["build", "--url", server.url, "--max-lookups", "0"], monkeypatch)
    assert server.requests == ["Villa Inventada"]


NOWHERE = "http://127.0.0.1:9"


def test_build_without_a_network_draws_the_map_and_ends_with_3(tmp_path: Path) -> None:
    made = project(tmp_path / "p")
    done = routes("build", made, "--url", NOWHERE)
    assert (done.returncode, done.stdout) == (3, f"{made / 'maps' / 'index.html'}\n")
    told = "geocoder: Villa Inventada: unavailable: not reachable: Connection refused (network)"
    assert told in done.stderr.splitlines()
    assert "In no list: Villa Inventada." in done.stderr
    assert (made / "maps" / "index.html").exists()


@pytest.mark.parametrize(
    ("settings", "arguments", "code"),
    [
        (f"url: {NOWHERE}", [], 3),
        (f"url: {NOWHERE}", ["--max-lookups", "5"], 3),
        (f"url: {NOWHERE}", ["--max-lookups", "0"], 0),
        (f"url: {NOWHERE}", ["--offline"], 0),
        (f"url: {NOWHERE}\ntittle: Autumn", [], 1),
        ("title: No contact", [], 0),
    ],
)
def test_build_ends_with_3_where_the_network_kept_names_unasked_and_nothing_graver_is_wrong(
    settings: str, arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project(tmp_path / "p")
    (made / "routes.yaml").write_text(f"{settings}\n", encoding="utf-8")
    assert inside(made, ["build", *arguments], monkeypatch).return_value == code
    assert (made / "maps" / "index.html").exists()


def test_read_ends_with_3_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(tmp_path / "p")
    (made / "routes.yaml").write_text(f"url: {NOWHERE}\n", encoding="utf-8")
    done = inside(made, ["read", "articles/c-nowhere.md"], monkeypatch)
    assert done.return_value == 3
    assert "places\tHuixtla" in done.stdout
    assert inside(made, ["read", "--offline", "articles/c-nowhere.md"], monkeypatch).return_value == 0


def test_a_server_that_refuses_is_asked_again_only_when_it_allows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project(tmp_path / "p")
    with nominatim("429, an hour") as server:
        done = [inside(made, ["build", "--url", server.url], monkeypatch) for _ in range(2)]
    assert server.requests == ["Villa Inventada"]
    assert [one.return_value for one in done] == [3, 3]
    assert "1 name not asked: 127.0.0.1 asks to be left alone until 20" in done[1].output


def test_build_heeds_where_the_settings_say_to_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(tmp_path / "p")
    (made / "routes.yaml").write_text("countries: [MX]\nbox: [-118, 14, -86, 33]\n", encoding="utf-8")
    with nominatim() as server:
        inside(made, ["build", "--url", server.url], monkeypatch)
    assert server.questions[0]["viewbox"] == "-118.0,14.0,-86.0,33.0"
    assert server.questions[0]["countrycodes"] == "mx"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("command", [["check"], ["build", "--offline"], ["read", "articles/d.md"]])
def test_an_absurd_day_of_publication_is_a_warning(
    command: list[str], day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project(tmp_path / "p", ())
    text = f"---\npublished: {day}\n---\nThe caravan left Tapachula on Tuesday, after a week there.\n"
    (made / "articles" / "d.md").write_text(text, encoding="utf-8")
    done = inside(made, command, monkeypatch)
    assert done.return_value == 0
    assert f"articles/d.md:2: published: {day} is in no year from 1500 to 2999; " in done.output


# --- read --------------------------------------------------------------------------------------

KEYS = {
    "article": {"path", "title", "published", "published_from", "lang"},
    "mentions": {
        *("start", "end", "text", "place", "name", "country", "feature", "kind", "lat", "lon"),
        *("literal", "source", "rule"),
    },
    "dates": {"start", "end", "text", "value"},
    "caravans": {"id", "name", "registered"},
    "reports": {
        *("caravan", "place", "name", "country", "feature", "kind", "lat", "lon"),
        *("date", "dated_from", "status", "start", "end"),
    },
    "events": {
        *("caravan", "place", "name", "country", "feature", "kind", "lat", "lon", "date", "type", "start", "end"),
    },
}


def test_read_json_gives_a_line_for_each_article_in_the_agreed_form(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"articles/{name}" for name in ARTICLES]
    done = inside(folder, ["read", "--json", "--offline", *names], monkeypatch)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.return_value == 0
    assert [line["article"]["path"] for line in lines] == names
    assert lines[1]["article"] == {
        "path": "articles/b-arrival.txt",
        "title": "The caravan comes to Chiapas",
        "published": "2018-10-22",
        "published_from": "dateline",
        "lang": "en",
    }
    for line in lines:
        assert list(line) == [*KEYS, "problems"]
        assert set(line["article"]) == KEYS["article"]
        for kind in ("mentions", "dates", "caravans", "reports", "events"):
            assert all(set(one) == KEYS[kind] for one in line[kind])


def test_offsets_point_at_the_body(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = inside(folder, ["read", "--json", "--offline", "articles/a-departure.md"], monkeypatch)
    body = ARTICLES["a-departure.md"].split("---\n")[2]
    line = json.loads(done.stdout)
    assert [one["text"] for one in line["mentions"]][:2] == ["San Pedro Sula", "Honduras"]
    assert all(body[one["start"] : one["end"]] == one["text"] for one in (*line["mentions"], *line["dates"]))


def test_a_name_in_no_list_keeps_its_line_without_a_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = inside(folder, ["read", "--json", "--offline", "articles/c-nowhere.md"], monkeypatch)
    (lost,) = [one for one in json.loads(done.stdout)["mentions"] if one["text"] == "Villa Inventada"]
    assert (lost["place"], lost["lat"], lost["lon"], lost["source"]) == (None, None, None, None)


def test_read_for_people_shows_reports_events_places_dates_and_caravans(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = inside(folder, ["read", "--offline", "articles/b-arrival.txt"], monkeypatch)
    kinds = {line.split("\t")[0] for line in done.stdout.splitlines() if "\t" in line}
    assert kinds == {"reports", "events", "places", "dates", "caravans"}
    assert "reports\t2018-10-21\tarrived\tTapachula\t2018-10-first\t" in done.stdout


def test_on_a_terminal_the_tables_are_drawn(folder: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "routes", "read", "--offline", "articles/b-arrival.txt"]
    with subprocess.Popen(command, cwd=folder, stdout=theirs, env=os.environ | {"COLUMNS": "120"}) as running:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # how a terminal says that its other end was closed
            while part := os.read(ours, 65536):
                said += part
    os.close(ours)
    assert running.returncode == 0
    assert "│ Tapachula" in said.decode()


def test_an_article_that_cannot_be_read_has_its_line_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4")
    done = inside(tmp_path, ["read", "--json", "a.txt"], monkeypatch)
    line = json.loads(done.stdout)
    assert done.return_value == 1
    assert line["article"]["path"] == "a.txt"
    assert line["mentions"] == []
    assert [problem["severity"] for problem in line["problems"]] == ["warning", "error"]  # a PDF, and a damaged one


def test_outside_a_project_the_shipped_places_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(ARTICLES["a-departure.md"], encoding="utf-8")
    done = inside(tmp_path, ["read", "--json", "a.txt"], monkeypatch)
    assert json.loads(done.stdout)["reports"][0]["place"] == "san-pedro-sula"


def test_a_gazetteer_can_be_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "places.yaml").write_text(
        "places:\n  - {id: inventada, name: Villa Inventada, class: P, kind: town, country: MX, admin1: MX-CHP,"
        " lat: 15.1, lon: -92.3, source: invented}\n",
        encoding="utf-8",
    )
    named = ["--gazetteer", str(tmp_path / "places.yaml"), "--project", str(folder)]
    done = inside(folder, ["read", "--json", "--offline", *named, "articles/c-nowhere.md"], monkeypatch)
    assert "inventada" in {one["place"] for one in json.loads(done.stdout)["mentions"]}


def test_a_terminal_is_never_steered_by_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('---\ntitle: "\\e[31mred\\e]0;x\\a"\n---\nThey left Tapachula.\n', encoding="utf-8")
    done = routes("read", "a.txt", cwd=tmp_path)
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr


# --- check and init ----------------------------------------------------------------------------


def test_check_is_silent_where_all_is_well(folder: Path) -> None:
    done = routes("check", folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_prints_every_mistake_and_ends_with_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(tmp_path / "p")
    text = (made / "gazetteer.yaml").read_text(encoding="utf-8")
    (made / "gazetteer.yaml").write_text(text.replace("kind: town", "kinds: town", 1), encoding="utf-8")
    done = inside(made, ["check"], monkeypatch)
    assert done.return_value == 1
    line, _, column = done.stdout.splitlines()[0].removeprefix("gazetteer.yaml:").split(" ")[0].partition(":")
    assert line.isdigit()
    assert column.rstrip(":").isdigit()


def test_warnings_alone_are_no_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(tmp_path / "p")
    (made / "articles" / "d.txt").write_text("---\npublished: May\n---\nText.\n", encoding="utf-8")
    done = inside(made, ["check"], monkeypatch)
    assert done.return_value == 0
    assert done.stdout.startswith("articles/d.txt:2: published: May is not a day; ")
    assert done.stdout.endswith(" (warning)\n")


def test_init_tells_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = inside(tmp_path, ["init", "new"], monkeypatch)
    assert str(Path("new", "gazetteer.yaml")) in done.stdout.splitlines()
    assert "routes build new" in done.stderr


def test_init_leaves_a_folder_with_files_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    done = routes("init", tmp_path)
    assert done.returncode == 2
    assert "is not empty" in done.stderr


# --- the process -------------------------------------------------------------------------------


def test_a_reader_that_stops_reading_is_no_error(folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "routes",
        "read",
        "--json",
        "--offline",
        *sorted(map(str, folder.glob("articles/*"))),
    ]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    told = running.stderr.read()
    running.stderr.close()
    assert (running.wait(timeout=60), told) == (0, "")


def test_an_interrupted_command_ends_with_130(tmp_path: Path) -> None:
    made = project(tmp_path / "p")
    with nominatim("hang") as server:
        running = subprocess.Popen(
            [sys.executable, "-m", "routes", "build", str(made), "--url", server.url],
            stderr=subprocess.PIPE,
            text=True,
        )
        while not server.requests and running.poll() is None:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=10)
    assert running.returncode == 130
    assert told.endswith("interrupted\n")
    assert "Traceback" not in told


def test_a_fault_of_routes_itself_is_one_line_not_a_traceback() -> None:
    program = "from routes import cli; cli.cli.invoke = lambda _: 1 / 0; cli.main()"
    done = subprocess.run([sys.executable, "-c", program, "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("routes: a fault of routes itself, not of your files: ZeroDivisionError")
    assert "Traceback" not in done.stderr


def test_the_traceback_is_there_for_who_asks() -> None:
    program = "from routes import cli; cli.cli.invoke = lambda _: 1 / 0; cli.main()"
    environment = os.environ | {"ROUTES_DEBUG": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program, "check"], capture_output=True, text=True, check=False, env=environment
    )
    assert "Traceback" in done.stderr


def test_output_is_utf8_in_any_locale(folder: Path) -> None:
    done = routes("read", "--json", "--offline", "articles/b-arrival.txt", cwd=folder, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Ciudad Hidalgo" in done.stdout


def test_help_needs_no_heavy_library() -> None:
    program = "import sys, routes.cli; print(sorted({'folium', 'shapely', 'yaml', 'rich', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
