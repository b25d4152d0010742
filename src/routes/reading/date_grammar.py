"""The date tables of a language, compiled: how a day is written and which words turn it to the future.

`dates:` of `lang/xx.yaml` holds tables of words (months, weekdays, ...) and patterns with slots: `{month} {day}` is a
word of the table of months, a blank and a number from 1 to 31. Accents do not count in patterns and tables; a word
also matches capitalised and in capitals. Every pattern is run only around the words that it cannot do without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from routes.folding import plain

__all__ = ["DateGrammar", "DateRule", "compile_dates", "date_words"]

_TABLES = {
    "named": "named",
    "feast": "feasts",
    "month": "months",
    "weekday": "weekdays",
    "offset": "offsets",
    "anchored": "anchored",
    "weekend": "weekends",
    "week": "weeks",
    "whichmonth": "whichmonths",
    "whichyear": "whichyears",
    "season": "seasons",
    "unit": "units",
    "third": "thirds",
    "number": "numbers",
    "direction": "directions",
}
"""Slots of the patterns, and the table that fills each; the first of them in a pattern is its key."""

_NO_HINT = ("number", "direction")
_NO_KEY = (*_NO_HINT, "third")
"""Slots whose words are too common to look for."""
_YEARS = tuple(str(year) for year in range(1900, 2100))
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """One way to write a day: what it is (`kind`), the pattern with its named slots, its place in the table."""

    kind: str
    written: str
    order: int

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first asks for it: most texts need few of them."""
        return _compiled(self.written)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateGrammar:
    """All date tables of a language.

    `tables` maps slot to word (plain, lower case) to value; `keys` a word, as written, to the slots that it may be
    the last long word of, and `key_word` finds such words; `rules` maps a key slot to the rules that need it. `cues`
    finds the words that plan or tell of the present or the past, by the name of the group; `openers` begin a clause,
    `lead_in` may stand between its start and its date; `until` finds the words that turn a date to the future when
    nothing else speaks. All four are for text in lower case. `more` is a further day of a programme, which has no
    month of its own; None where the language writes none so.
    """

    tables: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, tuple[str, ...]]
    key_word: re.Pattern[str]
    rules: Mapping[str, tuple[DateRule, ...]]
    cues: re.Pattern[str]
    openers: frozenset[str]
    lead_in: frozenset[str]
    until: re.Pattern[str]
    more: DateRule | None = None


def compile_dates(dates: Mapping[str, Any]) -> DateGrammar:
    """The grammar of the `dates:` part of a language's table. Raises KeyError, re.error where the table is wrong."""
    tables = {slot: _table(dates.get(name, {})) for slot, name in _TABLES.items()}
    keys = _keys(dates)
    direction = dates["direction_words"]
    cues = "|".join(
        f"(?P<{name}>{direction[name]})" for name in ("skip", "ahead", "present", "said", "past") if name in direction
    )
    return DateGrammar(
        tables=tables,
        keys=keys,
        key_word=re.compile(rf"\b(?:(?:19|20)[0-9][0-9]|{_any_of(sorted(keys.keys() - set(_YEARS)))})\b"),
        rules=_rules(dates, tables),
        cues=re.compile(rf"\b(?:{cues})"),
        openers=frozenset(direction["openers"]),
        lead_in=frozenset(direction["lead_in"]),
        until=re.compile(direction["until"]),
        more=_more(dates, tables),
    )


def _more(dates: Mapping[str, Any], tables: Mapping[str, Mapping[str, str]]) -> DateRule | None:
    if "more" not in dates:
        return None
    return DateRule(kind="more", written=_filled(plain(dates["more"]), dict(_slots(dates, tables))), order=-1)


def date_words(dates: Mapping[str, Any]) -> frozenset[str]:
    """The plain words and phrases of the tables that are about days and nothing else."""
    names = (name for slot, name in _TABLES.items() if slot not in _NO_HINT)
    return frozenset(plain(word) for name in names for word in dates.get(name, {}))


def _table(words: Mapping[str, object]) -> dict[str, str]:
    return {plain(word).lower(): str(value) for word, value in words.items()}


def _keys(dates: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {year: {"year": None} for year in _YEARS}
    for slot, name in _TABLES.items():
        for form in _forms(dates.get(name, {})) if slot not in _NO_KEY else ():
            found.setdefault(_last_long_word(form), {})[slot] = None
    return {word: tuple(slots) for word, slots in found.items()}


def _last_long_word(phrase: str) -> str:
    words: list[str] = re.findall(r"[^\W_]+", phrase)
    return next((word for word in reversed(words) if len(word) > 2), words[-1])


def _rules(dates: Mapping[str, Any], tables: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[DateRule, ...]]:
    slots = dict(_slots(dates, tables))
    found: dict[str, list[DateRule]] = {}
    for order, rule in enumerate(dates["patterns"]):
        made = DateRule(kind=rule["kind"], written=_filled(plain(rule["pattern"]), slots), order=order)
        found.setdefault(_key(rule["pattern"]), []).append(made)
    return {key: tuple(rules) for key, rules in found.items()}


def _key(pattern: str) -> str:
    """The slot whose words a text must have for the pattern to match: the first that stands in no brackets."""
    bare = re.sub(r"\\.|\[[^]]*\]", "", pattern)
    while bare != (bare := re.sub(r"\([^()]*\)", "", bare)):
        pass
    needed = re.findall(r"[{]([a-z]+)", bare)
    return next((slot for slot in _TABLES if slot in needed and slot not in _NO_KEY), "year")


def _slots(dates: Mapping[str, Any], tables: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The pattern of every slot; a day is no number that goes on ("12,500", "12:30", "12-year-old")."""
    for slot, name in _TABLES.items():
        yield slot, _alternatives(dates.get(name, {}))
    ordinal = dates.get("ordinal", "")
    yield "number", rf"{_alternatives(tables['number'])}|\d{{1,3}}"
    yield "day", rf"(?:3[01]|[12]\d|0?[1-9])(?!\d|[.:]\d|,\d(?!\d\d\d)|%|-[a-z])(?:{ordinal})?"
    yield "monthnumber", r"(?:1[0-2]|0?[1-9])"
    yield "year", rf"(?:19|20)\d\d(?!\w|[.,]\d|%)(?! (?:{plain(dates['counted'])})\b)"


def _forms(words: Iterable[str]) -> list[str]:
    """Longest first; capitalised words also in capitals, and lower-case ones also capitalised."""
    forms = {form for word in map(plain, words) for form in (word, word.upper(), word[:1].upper() + word[1:])}
    return sorted(forms, key=lambda form: (-len(form), form))


def _alternatives(words: Iterable[str]) -> str:
    return _any_of(_forms(words))


def _any_of(forms: Iterable[str]) -> str:
    """One pattern for all forms, by first letter: a text is compared only with the forms that begin like it."""
    by_first: dict[str, list[str]] = {}
    for form in forms:
        by_first.setdefault(form[0], []).append(re.escape(form[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()) or _NEVER


_compiled = cache(re.compile)


def _filled(pattern: str, slots: Mapping[str, str]) -> str:
    def group(match: re.Match[str]) -> str:
        name = match.group(1)
        return rf"(?P<{name}>{slots[name.rstrip('23')]})"

    return rf"(?<![\w$€£#])(?<!\d[.,:/])(?:{re.sub(r'[{]([a-z]+[23]?)[}]', group, pattern)})(?!\w)"
