"""The page's own words, a table for each language, and the few that are written without the browser's help.

A language is a file `words/<code>.json`: the same keys as `en.json`, `{name}` where a value is put in, a pair where
one and many differ. `names` turns English names of places into the language's own, `report-countries` codes of
countries, which the page has from the browser. The English of `doubt-*` is that of the exports, in `model.DOUBTS`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from routes.model import DOUBTS, DateSpan

__all__ = ["LANGUAGES", "counted", "period", "say", "span", "spoken", "words"]

LANGUAGES = ("en", "es")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@cache
def words(lang: str) -> dict[str, Any]:
    """The table of a language, one of LANGUAGES."""
    text = files(__package__).joinpath("words", f"{lang}.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    doubts = {f"doubt-{code}": form for code, form in DOUBTS.items()} if lang == "en" else {}
    return table | doubts


def spoken(lang: str) -> dict[str, Any]:
    """The table without what only the page for readers without scripts says, and what only a report says."""
    return {key: form for key, form in words(lang).items() if not key.startswith(("head-", "plain-", "report-"))}


def say(key: str, lang: str = "en", /, **values: str) -> str:
    """A sentence of a language's table with the values put in; no value is read as a template."""
    parts = words(lang)[key].split("{")
    filled = (values[name] + rest for name, _, rest in (part.partition("}") for part in parts[1:]))
    return "".join((parts[0], *filled))


def counted(number: int, what: str, lang: str = "en") -> str:
    """`1 stop`, `12 stops`, `1,204 stops`; `what` is a key of the table."""
    form: str = words(lang)[what][number != 1]
    return form.replace("{n}", f"{number:,}")


def span(value: DateSpan | None) -> str:
    """`12 October 2018`, `27–29 October 2018`, `30 October – 2 November 2018`; `no date given` for None."""
    if value is None:
        return say("noDate")
    first, last = value.first, value.last
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def period(values: Iterable[DateSpan | None]) -> str:
    """The months from the first to the last day: `October – November 2018`; "" where there is no day."""
    dated = [value for value in values if value]
    if not dated:
        return ""
    first, last = min(v.first for v in dated), max(v.last for v in dated)
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = MONTHS[first.month - 1] if first.year == last.year else f"{MONTHS[first.month - 1]} {first.year}"
    return f"{start} – {end}"


def _day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
