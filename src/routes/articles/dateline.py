"""The day of publication, where only the text gives it.

Looked for in the head of an article alone: in its lines before the first real paragraph, and in the dateline that this
paragraph opens with. What a page shows at its foot or side has dates of its own. A date without a year is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from routes.articles.languages import Language, languages
from routes.articles.lines import Line, body_lines, is_paragraph
from routes.model import Span

__all__ = ["dateline", "full_date", "is_date_line"]

# How far into an article a dateline may stand: lines that are not blank.
_HEAD_LINES = 12
# A by-line has a name or two, a paper and a town; more words are a headline or a caption.
_BYLINE_WORDS = 8
_BYLINE_LENGTH = 160
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|º|°|o)?"
_CLOCK = re.compile(
    r"(?:\b(?:at|a las)\s+)?\b\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:hrs|h|[ap]\.?\s?m\.?(?!\w))?"
    r"\s*(?:\b(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST)\b|Z\b|[+-]\d\d:?\d\d\b)?"
    r"|\b\d+\s*min(?:ute)?s?\s+(?:read|de lectura)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    day: date
    start: int
    end: int


def dateline(text: str, lang: str, furniture: tuple[Span, ...] = (), title: str = "") -> date | None:
    """The day of publication that the head of `text` gives; None where it gives none or not one of them clearly.

    A labelled day ("Published: 3 May 2019") goes before a day beside a by-line or alone on its line, that before the
    dateline of the first paragraph. "Updated ..." counts as none. `lang` decides on day or month first.
    """
    table = languages().get(lang) or languages()["en"]
    head = _head(text, furniture, title)
    return _labelled(head, table) or _beside_byline(head, table) or _opening_dateline(head, table)


def is_date_line(line: str) -> bool:
    """Whether a line says a day and who wrote, and no more: "May 2, 2024", "Andrea Lobo 17 November 2018"."""
    return any(_byline_day(line, table) is not None for table in languages().values())


def full_date(text: str, table: Language) -> date | None:
    """The first day, month and year in `text`; None where there is none."""
    found = next(_dates(text, table), None)
    return found.day if found else None


def _head(text: str, furniture: tuple[Span, ...], title: str) -> list[str]:
    """The short lines at the top, without title and furniture, and the first paragraph as the last of them."""
    lines = (line for line in body_lines(text) if not _inside(line, furniture))
    head: list[str] = []
    for line in islice(lines, _HEAD_LINES):
        if line.text.lstrip("# ").strip("* ") != title and not line.text.startswith("#"):
            head.append(line.text.strip("*_ "))
        if is_paragraph(line.text):
            break
    return head


def _inside(line: Line, spans: tuple[Span, ...]) -> bool:
    return any(span.start <= line.start and line.end <= span.end for span in spans)


def _labelled(head: list[str], table: Language) -> date | None:
    label = _label_pattern()
    for line in head:
        match = label.match(line)
        day = full_date(line[match.end() : _BYLINE_LENGTH], table) if match else None
        if day:
            return day
    return None


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = "|".join(table.published_labels for table in languages().values())
    return re.compile(rf"\W*(?:{labels})\b\s*[:：]?\s*", re.IGNORECASE)


def _beside_byline(head: list[str], table: Language) -> date | None:
    days = (_byline_day(line, table) for line in head)
    return next((day for day in days if day), None)


def _byline_day(line: str, table: Language) -> date | None:
    """The one day of a line that holds nothing beside it but names."""
    if len(line) > _BYLINE_LENGTH or not _HAS_YEAR.search(line):
        return None
    line = re.split(rf"\b(?:{table.updated_labels})\b", line, maxsplit=1, flags=re.IGNORECASE)[0]
    found = list(_dates(line, table))
    if len(found) != 1:
        return None
    rest = _CLOCK.sub(" ", f"{line[: found[0].start]} {line[found[0].end :]}")
    words = re.findall(r"[^\W\d_][\w'’.-]*", rest)
    return found[0].day if len(words) <= _BYLINE_WORDS and all(_is_byline_word(word, table) for word in words) else None


def _is_byline_word(word: str, table: Language) -> bool:
    lower = word.lower().rstrip(".")
    return word[0].isupper() or lower in table.byline_words or lower in table.weekdays


def _opening_dateline(head: list[str], table: Language) -> date | None:
    days = (_agency_day(line[:120], table) for line in head)
    return next((day for day in days if day), None)


def _agency_day(opening: str, table: Language) -> date | None:
    """The day of "TIJUANA, Mexico, Nov. 15, 2018 (Wire) - ..." or "Ciudad de México, 4 de noviembre de 2018.- ..."."""
    found = next(_dates(opening, table), None)
    if found is None or not re.match(
        r"\s*[.,]?\s*(?:[(/][^()/]{2,40}[)/])?\s*(?:\.-|[-–—:.](?=\s|$))", opening[found.end :]
    ):
        return None
    town = opening[: found.start].rstrip()
    names = re.findall(r"[^\W\d_][\w'’.-]*", town)
    named = all(_is_byline_word(name, table) for name in names) and len(names) <= _BYLINE_WORDS
    return found.day if not town or (named and town[-1] in ",.(-–—/") else None


def _dates(text: str, table: Language) -> Iterator[_Found]:
    """All full dates of `text` in order; none overlaps another."""
    for match in _date_pattern().finditer(text):
        day = _day_of({key: value for key, value in match.groupdict().items() if value}, table)
        if day:
            yield _Found(day=day, start=match.start(), end=match.end())


@cache
def _date_pattern() -> re.Pattern[str]:
    """One pattern for every form and language: an English page template stands around many a Spanish article."""
    month = _longest_first(form for table in languages().values() for form in table.months)
    weekday = _longest_first(day for table in languages().values() for day in table.weekdays)
    between = _longest_first(word for table in languages().values() for word in table.date_words)
    forms = (
        rf"{_DAY}[\s.-]+(?:(?:{between})\s+)*(?P<month>{month})\.?[\s,.-]+(?:(?:{between})\s+)*{_YEAR}",
        rf"(?P<month>{month})\.?\s+{_DAY}\s*,?\s+{_YEAR}",
        rf"{_YEAR}-(?P<number>0[1-9]|1[0-2])-{_DAY}",
        rf"(?P<one>\d{{1,2}})(?P<mark>[/.])(?P<two>\d{{1,2}})(?P=mark){_YEAR}",
    )
    numbered = (re.sub(r"\(\?P(<|=)(\w+)", rf"(?P\1\2_{number}", form) for number, form in enumerate(forms))
    return re.compile(rf"(?:\b(?:{weekday})\b\.?,?\s+)?\b(?:{'|'.join(numbered)})(?!\d)", re.IGNORECASE)


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


def _day_of(parts: dict[str, str], table: Language) -> date | None:
    named = {key.rpartition("_")[0]: value for key, value in parts.items()}
    try:
        return date(int(named["year"]), *_month_and_day(named, table))
    except ValueError:  # the 31st of a month that has 30 days
        return None


def _month_and_day(named: dict[str, str], table: Language) -> tuple[int, int]:
    if "month" in named:
        form = named["month"].lower()
        numbers = (other.months[form] for other in languages().values() if form in other.months)
        return next(numbers), int(named["day"])
    if "number" in named:
        return int(named["number"]), int(named["day"])
    one, two = int(named["one"]), int(named["two"])
    day_first = (table.day_first or named["mark"] == "." or one > 12) and two <= 12
    return (two, one) if day_first else (one, two)
