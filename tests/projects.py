"""A small project on disk: some of the shipped places, the shipped caravans, and three articles in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click

from routes.cli import cli
from routes.project import create_project

ARTICLES = {
    "a-departure.md": (
        "---\ntitle: They leave\npublisher: The Example\nurl: https://example.org/leave\npublished: 2018-10-13\n---\n"
        "The first caravan left San Pedro Sula, Honduras, on October 12. On Saturday the caravan crossed into "
        "Guatemala at Agua Caliente. They hope to reach Tijuana.\n"
    ),
    "b-arrival.txt": (
        "The caravan comes to Chiapas\n\nAna Ruiz 22 October 2018\n\nThe first caravan arrived in Ciudad Hidalgo, "
        "Mexico, on Saturday. On Sunday it reached Tapachula, in the state of Chiapas. Police and migrants clashed on "
        "the Rodolfo Robles bridge on Friday.\n"
    ),
    "c-nowhere.md": (
        "---\npublished: 2018-10-24\n---\nThe first caravan arrived in Villa Inventada, Mexico, on Tuesday, "
        "and slept in Huixtla.\n"
    ),
}
PLACES = """
    honduras guatemala mexico el-salvador united-states chiapas baja-california san-pedro-sula agua-caliente
    nueva-ocotepeque chiquimula esquipulas tecun-uman ciudad-hidalgo rodolfo-robles-bridge suchiate-river metapa
    tapachula huixtla mapastepec pijijiapan tonala arriaga chahuites san-pedro-tapanatepec tijuana san-salvador
"""
"""The ids that articles and caravans need, and these places: each test with a project would read all 900 anew."""


def project(folder: Path, names: Iterable[str] = ARTICLES) -> Path:
    """Makes the project in `folder`, its articles written in the order of `names`."""
    create_project(folder)
    gazetteer = folder / "gazetteer.yaml"
    head, *places = re.split(r"^(?=  - id: )", gazetteer.read_text(encoding="utf-8"), flags=re.MULTILINE)
    few = [place for place in places if place.split()[2] in PLACES.split()]
    gazetteer.write_text(head + "".join(few), encoding="utf-8")
    for example in (folder / "articles").iterdir():
        example.unlink()
    for name in names:
        (folder / "articles" / name).write_text(ARTICLES[name], encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its name there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def all_commands() -> list[list[str]]:
    """The words of every command, those within a group too."""
    groups = {name: command for name, command in cli.commands.items() if isinstance(command, click.Group)}
    return sorted([[name] for name in cli.commands] + [[name, one] for name in groups for one in groups[name].commands])
