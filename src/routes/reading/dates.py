"""Dates: the day expressions of a text and the days that they mean.

An own grammar over the tables of a language. A plain weekday is the most recent such day, the day of publication
included, and turns to the future only where the verb that governs it plans; "two days later" counts from the last
day of the narrative; an interval stays an interval; what gives no day gives none.

    find_dates("It left on Friday.", english, Frame(published=date(2018, 10, 22)))[0].value  # 2018-10-19
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from routes.folding import plain
from routes.model import DatedFrom, DateSpan, Span, Timex
from routes.reading.date_grammar import DateGrammar, DateRule
from routes.reading.date_values import Frame, Slots, fits, value_of
from routes.reading.language import Language

__all__ = ["Frame", "find_dates"]

_REACH = 48
"""Characters on either side of a key word that an expression can cover; the longest pattern stays below it."""
_SCOPE = 100
"""Characters before or after an expression in which the verb that governs it is looked for."""
_NARRATED_DAYS = 2
"""A wider span than this is no day of the narrative to count from."""
_SENTENCE_END = re.compile(r"[.!?;](?=[\s\"'”’])|\n")
_CLAUSE_ENDS = frozenset(',;:("“«-–—')
_QUOTES = "(\"“«‘'¿¡"
_AHEAD = ("ahead", "present")
"""Ways to look ahead: by what is said to be to come, by a verb in the present ("sale el sábado")."""
_NOTHING = "none"
"""The kind of what looks like a date and is a name: "Avenida 20 de Noviembre"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    rule: DateRule
    start: int
    end: int
    slots: Slots


def find_dates(text: str, lang: Language, frame: Frame) -> tuple[Timex, ...]:
    """Every date expression of a text, in its order; `value` is None where it gives no day.

    The anchor moves along with the text: "two days later" counts from the expression before it. Without a day of
    publication the year moves along too.
    """
    found: list[Timex] = []
    unsaid = "ahead" if frame.future else ""
    way, reach = unsaid, 0
    for match in _matches(plain(text), lang.dates):
        if match.start < reach:
            continue
        if match.rule.kind == _NOTHING:
            reach = match.end
            continue
        scope = _Scope(text=text, since=found[-1].span.end if found else 0, start=match.start, end=match.end)
        way = _direction(scope, lang.dates, inherited=way, unsaid=unsaid)
        at = replace(frame, future=way in _AHEAD, present=way == "present", past=way == "past")
        if fits(match.rule.kind, match.slots, at):
            reach = match.end
            found.append(_timex(text, match, at))
            frame = _moved(at, found[-1].value, match)
    return tuple(found)


def _timex(text: str, match: _Match, frame: Frame) -> Timex:
    return Timex(
        span=Span(start=match.start, end=match.end),
        text=text[match.start : match.end],
        value=value_of(match.rule.kind, match.slots, frame),
        dated_from=_DATED_FROM.get(match.rule.kind, "date"),
    )


def _moved(frame: Frame, value: DateSpan | None, match: _Match) -> Frame:
    """The frame of what follows: counted from this day, if it is one, and in its year, if none was known."""
    if value is None or value.days > _NARRATED_DAYS:
        return frame
    return replace(frame, anchor=value, year=frame.year or match.slots.year())


_DATED_FROM: Mapping[str, DatedFrom] = {
    "weekday": "weekday",
    "weekdays": "weekday",
    "weekday-list": "weekday",
    "ago": "anchor",
    "ahead": "anchor",
    "ahead-if-planned": "anchor",
    "later": "anchor",
    "earlier": "anchor",
    "anchored": "anchor",
    "offset": "anchor",
    "week": "anchor",
    "weekday-week": "anchor",
    "weekend": "anchor",
    "which-month": "anchor",
    "which-year": "anchor",
}


# --- where expressions stand -------------------------------------------------------------------


def _matches(flat: str, grammar: DateGrammar) -> list[_Match]:
    """Matches of the rules: leftmost first, of one start the longest, then the earlier rule."""
    every: list[_Found] = [
        (match.start(), -match.end(), rule.order, match, rule)
        for key, windows in _windows(flat, grammar).items()
        for rule in grammar.rules.get(key, ())
        for start, end in windows
        for match in rule.pattern.finditer(flat, start, end)
    ]
    every += _further(flat, grammar, every)
    every.sort(key=lambda m: m[:3])
    return [
        _Match(rule=rule, start=start, end=-end, slots=Slots(match, grammar.tables))
        for start, end, _, match, rule in every
    ]


_Found = tuple[int, int, int, re.Match[str], DateRule]


def _further(flat: str, grammar: DateGrammar, every: list[_Found]) -> list[_Found]:
    """The days of a programme behind one that has a month: "saldrá el 9 de junio, el 10 estará en Morelia"."""
    more = grammar.more
    if more is None:
        return []
    found: dict[int, _Found] = {}
    for end in [-m[1] for m in every if m[4].kind in _WITH_MONTH]:
        stop = _SENTENCE_END.search(flat, end)
        for match in more.pattern.finditer(flat, end, stop.start() if stop else len(flat)):
            found[match.start()] = (match.start(), -match.end(), more.order, match, more)
    return list(found.values())


_WITH_MONTH = ("day", "days", "list", "day-alone", "weekday-day")


def _windows(flat: str, grammar: DateGrammar) -> Mapping[str, list[tuple[int, int]]]:
    """Where the rules of each key may match: around the words that can end its phrases, merged where they touch."""
    windows: dict[str, list[tuple[int, int]]] = {}
    for key, start, end in _hits(flat, grammar):
        merged = windows.setdefault(key, [])
        first, last = max(0, start - _REACH), min(len(flat), end + _REACH)
        if merged and first <= merged[-1][1]:
            first = merged.pop()[0]
        merged.append((first, last))
    return windows


def _hits(flat: str, grammar: DateGrammar) -> Iterator[tuple[str, int, int]]:
    for word in grammar.key_word.finditer(flat):
        for key in grammar.keys[word.group()]:
            yield key, word.start(), word.end()


# --- whether the words around an expression plan -----------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """An expression at `start` to `end` of a text, and where the one before it ended."""

    text: str
    since: int
    start: int
    end: int

    @property
    def before(self) -> tuple[int, bool]:
        """Where its part of the sentence begins, and whether an expression of the same sentence stands before."""
        begin = max(self.since, self.start - _SCOPE)
        ends = [stop.end() for stop in _SENTENCE_END.finditer(self.text, begin, self.start)]
        return (ends[-1], False) if ends else (begin, begin == self.since > 0)

    @property
    def after(self) -> int:
        """Where its sentence ends, as far as one looks."""
        stop = _SENTENCE_END.search(self.text, self.end, self.end + _SCOPE)
        return stop.start() if stop else min(len(self.text), self.end + _SCOPE)


def _direction(scope: _Scope, grammar: DateGrammar, *, inherited: str, unsaid: str) -> str:
    """Where the verb that governs an expression looks: `ahead`, `present`, `past`, `said` (neither), or nowhere ("").

    That is the first verb after it where it opens its clause, else the last one before it; with none, a plan that
    governs the expression before it in the sentence (`inherited`), or `unsaid` where there is no such expression.
    """
    begin, follows = scope.before
    before = scope.text[begin : scope.start].lower()
    if _opens_clause(before, grammar, follows=follows):
        after = next(_cues(grammar, scope.text[scope.end : scope.after].lower()), None)
        if after is not None:
            return after
    until = bool(grammar.until.search(before))
    cues = [cue for cue in _cues(grammar, before) if not (until and cue == "said")]
    if cues:
        return cues[-1]
    return "ahead" if until or (follows and inherited in _AHEAD) else "" if follows else unsaid


def _opens_clause(before: str, grammar: DateGrammar, *, follows: bool) -> bool:
    """Whether nothing but words that lead in stands between the start of a clause and what comes after `before`."""
    for word in reversed(before.split()):
        if word in grammar.openers or word[-1] in _CLAUSE_ENDS:
            return True
        if word.lstrip(_QUOTES) not in grammar.lead_in:
            return False
        if word[0] in _QUOTES:
            return True
    return not follows


def _cues(grammar: DateGrammar, words: str) -> Iterator[str]:
    return (str(cue.lastgroup) for cue in grammar.cues.finditer(words) if cue.lastgroup != "skip")
