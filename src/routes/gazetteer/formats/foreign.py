"""What the formats share: what is read from them, and how a record is made of what others wrote."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from routes.gazetteer.records import Record, slug
from routes.model import Problem

__all__ = ["KINDS", "Publication", "Read", "completed", "read_features"]


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


def read_features(text: str, file: str, record_of: Callable[[Mapping[str, Any]], Record | None]) -> Read:
    """What `record_of` makes of each feature of a GeoJSON text; None: the feature has no point.

    What it raises where a feature is in another form than the format's is a problem with that feature.
    """
    found, problems = _features(text, file)
    records = []
    for number, feature in enumerate(found):
        try:
            record, what, mend = record_of(feature), "has no point", "give it one, or take it out"
        except (AttributeError, LookupError, TypeError, ValueError):
            record, what, mend = None, "is not in the form of the format", "export it again, or take it out"
        if record is None:
            problems = (*problems, Problem(file=file, what=f"features[{number}]: {what}", mend=mend))
        else:
            records.append(record)
    return tuple(records), problems


def _features(text: str, file: str) -> tuple[list[Mapping[str, Any]], tuple[Problem, ...]]:
    try:
        tree = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        at = error if isinstance(error, json.JSONDecodeError) else None
        line, column = (at.lineno, at.colno) if at else (None, None)
        return [], (Problem(file=file, line=line, column=column, what="is no JSON", mend="export it again"),)
    found = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(found, list):
        return [], (Problem(file=file, what="holds no list of features", mend="give a FeatureCollection"),)
    return found, ()
