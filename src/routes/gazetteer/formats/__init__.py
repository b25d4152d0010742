"""Gazetteers in the formats of others: one table, `FORMATS`, each a pair of pure functions between records and text.

    FORMATS["lpf"].write(records, Publication(base="https://example.org/", year=2025))
    FORMATS["csv"].read(text, "places.csv")

What a format cannot hold is said in its module. A new field of a place is written and read without a change here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from routes.gazetteer.formats import csv, geojson, lp_tsv, lpf
from routes.gazetteer.formats.foreign import Publication, Read

__all__ = ["FORMATS", "Format", "Publication", "Read", "format_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How records are written and read. `held` gives of a record the fields that come back."""

    write: Callable[..., str]
    read: Callable[[str, str], Read]
    held: Callable[[Mapping[str, Any]], Mapping[str, Any]]


FORMATS: Mapping[str, Format] = {
    "lpf": Format(write=lpf.write, read=lpf.read, held=dict),
    "lp-tsv": Format(write=lp_tsv.write, read=lp_tsv.read, held=lp_tsv.held),
    "csv": Format(write=csv.write, read=csv.read, held=dict),
    "geojson": Format(write=geojson.write, read=geojson.read, held=dict),
}

_BY_ENDING = {".csv": "csv", ".tsv": "lp-tsv", ".lpf": "lpf", ".jsonld": "lpf"}


def format_of(name: str, text: str) -> str:
    """The format of a file by its ending; of JSON by whether it says that it is linked data. "" where none is known."""
    known = _BY_ENDING.get(PurePath(name).suffix.lower())
    if known is not None or not text.lstrip("\ufeff \r\n\t").startswith("{"):
        return known or ""
    try:
        tree = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return "geojson"
    return "lpf" if "@context" in tree else "geojson"
