"""The tables of the languages: one YAML file each under `lang/`, named by its ISO 639-1 code.

A language is added by writing a file there; no code names one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from routes.files import load_yaml

__all__ = ["Furniture", "Language", "detect_language", "languages"]

_DEFAULT = "en"
# Enough to tell languages apart; the head of an article of any length gives it.
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """How one language's pages word what is no part of an article; see `lang/en.yaml` for each field."""

    buttons: frozenset[str]
    lines: tuple[str, ...]
    starts: tuple[str, ...]
    tails: tuple[str, ...]
    passages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language's table. `months` and `weekdays` are lower-case; labels are alternatives of a regular expression."""

    code: str
    stop_words: frozenset[str]
    months: dict[str, int]
    weekdays: frozenset[str]
    day_first: bool
    date_words: frozenset[str]
    published_labels: str
    updated_labels: str
    byline_words: frozenset[str]
    furniture: Furniture


@cache
def languages() -> dict[str, Language]:
    """All tables by language code, in the order of the codes."""
    folder = resources.files("routes.articles").joinpath("lang")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return {file.name.removesuffix(".yaml"): _language(file.name, file.read_text(encoding="utf-8")) for file in files}


def detect_language(text: str) -> str:
    """The code of the language whose frequent words the text has most of; `en` where it has none."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower()))
    hits = {code: sum(words[word] for word in table.stop_words) for code, table in languages().items()}
    best = max(hits, key=lambda code: (hits[code], code == _DEFAULT))
    return best if hits[best] else _DEFAULT


def _language(name: str, text: str) -> Language:
    loaded, problems = load_yaml(text, f"articles/lang/{name}")
    if loaded is None or problems:
        raise ValueError("; ".join(str(problem) for problem in problems))
    tree = loaded.value
    return Language(
        code=name.removesuffix(".yaml"),
        stop_words=frozenset(tree["stop_words"].split()),
        months={form: number for number, forms in enumerate(tree["months"], start=1) for form in forms.split()},
        weekdays=frozenset(tree["weekdays"].split()),
        day_first=tree["day_first"],
        date_words=frozenset(tree["date_words"].split()),
        published_labels=tree["published_labels"],
        updated_labels=tree["updated_labels"],
        byline_words=frozenset(tree["byline_words"].split()),
        furniture=_furniture(tree["furniture"]),
    )


def _furniture(tree: dict[str, Any]) -> Furniture:
    return Furniture(
        buttons=frozenset(tree["buttons"].split()),
        lines=tuple(tree["lines"]),
        starts=tuple(tree["starts"]),
        tails=tuple(tree["tails"]),
        passages=tuple((passage["first"], passage["last"]) for passage in tree["passages"]),
    )
