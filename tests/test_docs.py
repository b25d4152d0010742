"""What the documents say is what happens: the README's commands run, its tables and the help texts agree."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from projects import all_commands, contents, project
from routes.cli import DONE, FINDINGS, INTERRUPTED, NETWORK, WRONG_USAGE, cli
from routes.embedding import Shown, embedded
from routes.files import load_yaml
from routes.gazetteer.check import check_gazetteer
from routes.gazetteer.parse import read_gazetteer
from routes.project import open_project

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "src/routes/starter/README.md",
    *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").glob("*.md"))),
)


def blocks(language: str) -> list[str]:
    """The README's blocks of code in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the README's commands were run, one after another, as a user would."""
    folder = tmp_path_factory.mktemp("tour")
    commands = [line for block in blocks("sh") for line in block.splitlines() if not line.startswith("make ")]
    for command in commands:
        words = shlex.split(command)
        if words[0] == "cd":
            folder = folder / words[1]
            continue
        assert words[0] == "routes", command
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False, env=os.environ
        )
        assert done.returncode == 0, (command, done.stderr)
    return folder


def test_the_tour_ends_with_the_files_of_the_table(tour: Path) -> None:
    made = set(contents(tour / "maps"))
    table = README.split("## What comes out")[1].split("## How it works")[0]
    names = {name for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE) for name in re.findall(r"`(.*?)`", row)}
    assert {name.replace("<caravan id>", "2018-10-first") for name in names if "maps/" not in name} <= made


def test_the_frame_of_the_readme_is_what_is_printed(tour: Path) -> None:
    (frame,) = blocks("html")
    assert embedded(tour / "maps" / "index.html", "maps/index.html", Shown()).startswith(f"{frame}<script>")


def test_the_place_of_the_readme_is_a_right_one() -> None:
    (entry,) = [block for block in blocks("yaml") if block.startswith("  - id")]
    entries, problems = read_gazetteer(f"places:\n{entry}", "README.md")
    assert problems == ()
    assert len(entries) == 1
    assert check_gazetteer(entries) == ()


def test_the_front_matter_of_the_readme_is_yaml() -> None:
    (block,) = [block for block in blocks("yaml") if block.startswith("---")]
    tree, problems = load_yaml(block.split("---\n")[1], "README.md")
    assert problems == ()
    assert tree is not None
    assert set(tree.value) == {"title", "url", "publisher", "published", "lang"}


def test_make_knows_the_targets_of_the_readme() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake (map|test|layers)\b", README + CONTRIBUTING)) <= set(targets)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    built = {"maps/index.svg"}  # by `make map`
    folder = (ROOT / name).parent
    assert not [target for target in targets if not (folder / target).exists() and target not in built]


def test_contributing_names_files_that_exist() -> None:
    paths = re.findall(r"`((?:src|tests|articles|scripts)/[\w./]+)`", CONTRIBUTING.replace("xx.yaml", "en.yaml"))
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_every_folder_and_file_of_the_table_exists() -> None:
    table = CONTRIBUTING.split("## Where things are")[1].split("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    names = [name for cell in cells for name in re.findall(r"`([\w./]+)`", cell)]
    assert len(names) >= 15
    assert not [name for name in names if name != "src/routes/" and not (ROOT / "src" / "routes" / name).exists()]


def test_every_checklist_has_five_steps() -> None:
    lists = re.findall(r"^## (Adding .*?)\n(.*?)(?=^## )", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    assert [name for name, _ in lists] == [
        "Adding a place",
        "Adding a form of article",
        "Adding a language",
        "Adding a map layer",
        "Adding a format of the gazetteer",
        "Adding a caravan",
        "Adding a kind of ruling",
        "Adding an output",
    ]
    assert all(re.findall(r"^(\d)\.", steps, re.MULTILINE) == list("12345") for _, steps in lists)


def test_commands_and_options_in_the_documents_exist() -> None:
    said = {name: (ROOT / name).read_text(encoding="utf-8") for name in DOCUMENTS}
    for name, text in said.items():
        for rest in re.findall(r"`?routes (\w[^\n`]*)", "\n".join(_code(text))):
            command = _command(rest.split())
            assert command, (name, rest)
            assert set(re.findall(r"(?<!\S)--[\w-]+", rest)) <= _options(command), (name, rest)


def _command(words: list[str]) -> click.Command | None:
    """The command that the words name; of a group the one within it where the words go on."""
    command = cli.commands.get(words[0])
    if isinstance(command, click.Group) and words[1:] and words[1].isalpha():
        return command.commands.get(words[1])
    return command


def _options(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


def _code(text: str) -> list[str]:
    return re.findall(r"`(routes \w+[^`\n]*)`", text) + re.findall(r"^(?:    )?(routes \w+.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("command", all_commands(), ids=" ".join)
def test_the_examples_of_the_help_are_right_usage(command: list[str]) -> None:
    told = CliRunner().invoke(cli, [*command, "--help"]).output
    for line in re.findall(r"^    routes (.*)$", told.split("Example:")[1], re.MULTILINE):
        words = shlex.split(line.partition(">")[0])
        named = _command(words)
        assert named
        assert {word for word in words if word.startswith("--")} <= _options(named)


def test_exit_codes_of_the_readme_are_those_of_the_command() -> None:
    told = " ".join(README.split())
    assert "0 done, 1 mistakes found in your files, 2 wrong usage, 130 interrupted; 3 done, but a geocoder" in told
    assert (DONE, FINDINGS, WRONG_USAGE, NETWORK, INTERRUPTED) == (0, 1, 2, 3, 130)


def test_the_settings_of_the_readme_are_right(tmp_path: Path) -> None:
    (block,) = [block for block in blocks("yaml") if block.startswith("contact:")]
    folder = project(tmp_path / "p")
    (folder / "routes.yaml").write_text(block, encoding="utf-8")
    opened, problems = open_project(folder)
    assert problems == ()
    assert opened.settings.contact
    assert opened.settings.countries
    assert opened.settings.box


def test_the_pictures_of_the_readme_are_small() -> None:
    pictures = re.findall(r"\]\((docs/[\w-]+\.png)\)", README)
    assert len(pictures) == 5
    assert max((ROOT / name).stat().st_size for name in pictures) <= 150_000
