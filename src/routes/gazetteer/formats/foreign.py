"""What the formats share: what is read from them, and how a record is made of what others wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from routes.gazetteer.records import Record, slug
from routes.model import Problem

__all__ = ["KINDS", "Publication", "Read", "completed", "features", "unread"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a format wants to know of the publishing of a list.

    `base` is the address that an id is put behind to make a link, `year` the year in which the list held the places.
    """

    base: str = "#"
    year: int


Read = tuple[tuple[Record, ...], tuple[Problem, ...]]
"""The records of a file, and what is wrong with it. Their fields are not checked yet."""

KINDS = {"A": "district", "P": "town", "H": "river", "L": "region", "R": "road", "S": "spot", "T": "mountain"}
"""The kind of a place of which only the feature class is known."""


def completed(told: Mapping[str, Any]) -> Record:
    """A record of what another gazetteer says, with an id and a kind where it says none; empty fields are left out."""
    filled = {key: value for key, value in told.items() if value is not None and value not in ("", [], {})}
    if "name" in filled:
        filled.setdefault("id", slug(str(filled["name"])))
    filled.setdefault("class", "P")
    filled.setdefault("kind", KINDS.get(str(filled["class"]), "spot"))
    return filled


def features(text: str, file: str) -> tuple[tuple[Mapping[str, Any], ...], tuple[Problem, ...]]:
    """The features of a GeoJSON text, or of lines that are one each."""
    try:
        tree = json.loads(text.removeprefix("\ufeff"))
    except ValueError as error:
        at = error if isinstance(error, json.JSONDecodeError) else None
        line, column = (at.lineno, at.colno) if at else (None, None)
        return (), (Problem(file=file, line=line, column=column, what="is no JSON", mend="export it again"),)
    found = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(found, list):
        return (), (unread(file, "", "holds no list of features", "give a FeatureCollection"),)
    return tuple(one for one in found if isinstance(one, dict)), ()


def unread(file: str, where: str, what: str, mend: str) -> Problem:
    """A problem with one part of a file: `features[3]: has no point`."""
    return Problem(file=file, what=f"{where}: {what}" if where else what, mend=mend)
