"""Records: a place as it is written, field by field, and back to the lines of `gazetteer.yaml`.

    record_of(place) == {"id": "huixtla", "name": "Huixtla", "class": "P", ...}

A record holds what the file holds, in plain values. What works on records needs no change when a place gets a new
field: the table of fields in `routes.gazetteer.parse` is the only one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from routes.files import load_yaml
from routes.gazetteer.parse import FORM
from routes.gazetteer.schema import Form
from routes.model import Place

__all__ = ["FIELDS", "Record", "block", "fields_in_order", "number_text", "printable", "record_of", "slug"]

Record = Mapping[str, Any]
"""The fields of one place by name, as YAML and JSON hold them."""

_FIRST = ("id", "name", "names", "aliases", "class", "kind", "country", "countries", "admin1", "lat", "lon", "bbox")
_LAST = ("notes", "source")


def _in_order(known: Iterable[str]) -> tuple[str, ...]:
    rest = [name for name in known if name not in (*_FIRST, *_LAST)]
    return tuple(name for name in (*_FIRST, *rest, *_LAST) if name in set(known))


FIELDS = _in_order(FORM.schema["fields"])
"""The fields of a place in the order in which they are written."""


def record_of(place: Place) -> Record:
    """A place of a bundled list or a geocoder as a record; positions to 4 decimals, about 10 m."""
    forms = [form for form in place.names if form.text != place.name]
    box = place.bbox
    told = {
        "id": place.id,
        "name": printable(place.name),
        "names": [{"text": printable(form.text), "lang": form.lang} for form in forms if form.lang],
        "aliases": [printable(form.text) for form in forms if not form.lang],
        "class": place.feature,
        "kind": place.kind,
        "country": place.country,
        "countries": list(place.countries) if len(place.countries) > 1 else None,
        "admin1": place.admin1,
        "lat": _degrees(place.position.lat),
        "lon": _degrees(place.position.lon),
        "bbox": [_degrees(side) for side in (box.west, box.south, box.east, box.north)] if box else None,
        "population": place.population,
        "source": place.source,
    }
    return {name: value for name, value in told.items() if value or (value == 0 and name in ("lat", "lon"))}


def slug(name: str) -> str:
    """An id from a name: "Tecún Umán" is `tecun-uman`."""
    from routes.folding import normalize_name
    from routes.gazetteer.towns import ascii_key

    return "-".join(re.findall(r"[a-z0-9]+", ascii_key(normalize_name(name)))) or "place"


def _degrees(value: float) -> float | int:
    rounded = round(value, 4) + 0.0
    return int(rounded) if rounded == int(rounded) else rounded


def printable(text: str) -> str:
    """The text with a blank in the place of each character that is none to be seen."""
    return "".join(char if char.isprintable() else " " for char in text)


# --- as YAML -----------------------------------------------------------------------------------


def block(told: Record, form: Form[Any] = FORM, *, dash: int = 2, gap: int = 1) -> tuple[str, ...]:
    """The lines of a record, one for each field, without line ends.

    `dash` blanks stand before the hyphen, `gap` behind it.
    """
    lines = [f"{_scalar(name)}: {_value(told[name])}" for name in fields_in_order(told, form)]
    indent = " " * (dash + 1 + gap)
    return (f"{' ' * dash}-{' ' * gap}{lines[0]}", *(indent + line for line in lines[1:]))


def fields_in_order(told: Iterable[str], form: Form[Any] = FORM) -> tuple[str, ...]:
    """The names of a record's fields as they are written; those that no table has come last."""
    told = list(told)
    known = [name for name in _in_order(form.schema["fields"]) if name in told]
    return (*known, *(name for name in told if name not in known))


def _value(value: Any) -> str:  # noqa: ANN401 - whatever YAML holds
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_value(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    return number_text(value) if isinstance(value, int | float) else _scalar(str(value))


def number_text(value: float) -> str:
    """A number with all its digits and no exponent."""
    return str(value) if isinstance(value, int) else f"{Decimal(repr(value)):f}"


_PLAIN = re.compile(r"[^\W\d_](?:[\w .()-]*[\w.)])?")


def _scalar(text: str) -> str:
    """The text as YAML reads it back: bare where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.isprintable() and _reads_back(text):
        return text
    return "".join(map(_escaped, json.dumps(text, ensure_ascii=False)))


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"


@lru_cache(maxsize=100_000)
def _reads_back(text: str) -> bool:
    """Whether a parser makes this text of it; asked once, since names of fields and kinds come back in every record."""
    tree, problems = load_yaml(text, "")
    return tree is not None and not problems and bool(tree.value == text)
