"""What is known of an article beside its text: front matter, a file beside it, the columns of a table, markup.

What a person wrote goes before what a page says of itself: `Facts` before `Markup`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from routes.files import Tree, load_yaml
from routes.model import Problem

__all__ = [
    "KEYS",
    "NO_FACTS",
    "NO_MARKUP",
    "Facts",
    "Markup",
    "facts_of",
    "front_matter",
    "iso_day",
    "sidecar",
    "split_address",
]

Kind = TypeVar("Kind")

KEYS = ("title", "url", "publisher", "published", "lang")

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_UNCLOSED = re.compile(r"\ufeff?---[ \t]*\n\s*[A-Za-z_]+:")
_PAIR = re.compile(r"(?P<key>[A-Za-z_]\w*):[ \t]+(?P<value>\S.*)")
_NOTHING = frozenset({"", "unknown", "none", "null", "nan", "n/a", "-", "desconocido", "desconocida"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Text values by key, and where each stands: its line, and its file where that is not the article's own."""

    values: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str | None:
        """The value; None where there is none or it says that nobody knows."""
        value = self.values.get(key, "").strip()
        return None if value.lower() in _NOTHING else value

    def over(self, other: Facts) -> Facts:
        """These, and of the other what is not said here."""
        own = {key for key in self.values if self.text(key) is not None}
        rest = {key for key in other.values if key not in own}
        return Facts(
            values={**_only(other.values, rest), **_only(self.values, own)},
            lines={**_only(other.lines, rest), **_only(self.lines, own)},
            files={**_only(other.files, rest), **_only(self.files, own)},
        )

    def problem(self, key: str, path: str, what: str, mend: str) -> Problem:
        """A warning about a value, at its line."""
        file = self.files.get(key, path)
        return Problem(file=file, line=self.lines.get(key), what=what, mend=mend, severity="warning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a file's own form says of the article.

    `doubt`: what alone gives its day of publication, where that is weak.
    """

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    lang: str | None = None
    published: date | None = None
    doubt: str = ""


NO_FACTS, NO_MARKUP = Facts(), Markup()


def front_matter(text: str, path: str) -> tuple[Facts, str, tuple[Problem, ...]]:
    """The front matter's facts, the text after it, and what is wrong with it; no mistake costs any of the text.

    Lines end at LF.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return Facts(), text.removeprefix("\ufeff"), _unclosed(text, path)
    facts, problems = facts_of("\n" + match["yaml"], path)  # the first line is the `---`
    return facts, text[match.end() :], problems


def sidecar(text: str, path: str) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts in the file `path`, which stands beside an article, and what is wrong with it."""
    facts, problems = facts_of(text, path)
    return Facts(values=facts.values, lines=facts.lines, files=dict.fromkeys(facts.values, path)), problems


def facts_of(yaml: str, path: str) -> tuple[Facts, tuple[Problem, ...]]:
    """The values of a YAML mapping. Where it is no YAML its lines are taken as `key: value`, and that is said."""
    tree, problems = load_yaml(yaml, path)
    if tree is not None and isinstance(tree.value, dict):
        return _values(tree), problems
    if tree is not None and tree.value is None:
        return Facts(), problems
    pairs = [(number, match) for number, line in enumerate(yaml.split("\n"), 1) if (match := _PAIR.fullmatch(line))]
    values = {match["key"]: match["value"].strip().strip("\"'") for _, match in pairs}
    what = "what is known of the article is no list of `key: value`"
    wrong = problems or (Problem(file=path, line=2, what=what, mend="write `title: ...`, `published: 2018-10-13`"),)
    return Facts(values=values, lines={match["key"]: number for number, match in pairs}), wrong


def split_address(url: str | None) -> SplitResult:
    """The parts of an address; empty ones for what is none."""
    try:
        return urlsplit(url or "")
    except ValueError:  # brackets that hold no IPv6
        return urlsplit("")


def iso_day(text: str) -> date | None:
    """`2018-10-13`, also with a time after it; None for a month or year alone, and all else."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?", text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:  # 30 February
        return None


def _values(tree: Tree) -> Facts:
    values = {key: str(value) for key, value in tree.value.items() if isinstance(value, str | int | float)}
    return Facts(values=values, lines={key: tree.at((key,)).line for key in values})


def _unclosed(text: str, path: str) -> tuple[Problem, ...]:
    if not _UNCLOSED.match(text):
        return ()
    what = "the front matter is not closed, so it was taken for the article"
    return (Problem(file=path, line=1, what=what, mend="put a line `---` after it"),)


def _only(values: Mapping[str, Kind], keys: set[str]) -> dict[str, Kind]:
    return {key: value for key, value in values.items() if key in keys}
