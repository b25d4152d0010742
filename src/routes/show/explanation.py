"""A reading for people, in full: sentence by sentence what was read, by which rules, and what was left out and why.

In a sentence the names of places stand in [brackets], dates in {braces}; below it a line for each thing read.
"""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from routes.model import RULED, Article, Caravan, Event, LeftOut, Mention, Problem, Reading, Report, Span, Timex
from routes.reading.language import Language
from routes.reading.language import language as shipped_language
from routes.reading.sentences import split_sentences

__all__ = ["Line", "LineKind", "explain"]

LineKind = Literal["title", "about", "sentence", "name", "date", "report", "event", "left out", "problem", "blank"]
Thing = TypeVar("Thing")
Languages = Callable[[str], Language]
"""The tables of a language by its code."""
Mark = tuple[Span, str, str]
"""What is marked, and the two characters that it stands between."""

_LABEL = 10
"""Characters of the column that says what a line tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement of the explanation: what it is about, and the words, wrapped, with line ends between."""

    kind: LineKind
    text: str = ""


def explain(
    reading: Reading, problems: Sequence[Problem] = (), *, width: int = 100, languages: Languages = shipped_language
) -> tuple[Line, ...]:
    """The head, every sentence that something was read from with its reasons, and the problems.

    `problems` are those of the file itself; `width` is the most characters in a line, words longer than it excepted.
    `languages` has to be the one that the article was read with: `Knowledge.language`.
    """
    article = reading.article
    sentences = [one.span for one in split_sentences(article.body, languages(article.lang), article.furniture)]
    lines = (*_head(reading), *_sentences(reading, sentences), *_foot((*problems, *reading.problems)))
    return tuple(Line(kind=line.kind, text=_wrapped(line, width)) for line in lines)


# --- head --------------------------------------------------------------------------------------


def _head(reading: Reading) -> Iterator[Line]:
    article = reading.article
    yield Line(kind="title", text=": ".join(filter(None, (article.path, article.title))))
    yield Line(kind="about", text=f"published {_published(article)}; {article.publisher or 'publisher unknown'}")
    yield Line(kind="about", text=f"language {article.lang}")
    yield Line(kind="about", text=f"caravans: {'; '.join(map(_caravan, reading.caravans)) or 'none'}")


def _published(article: Article) -> str:
    weak = f", weak: {article.published_doubt}" if article.published_doubt else ""
    day = f"{article.published} (from {article.published_from}{weak})"
    return day if article.published else "on no day that is known"


def _caravan(caravan: Caravan) -> str:
    return f"{caravan.name} ({caravan.id}, {'in caravans.yaml' if caravan.registered else 'found in the article'})"


# --- sentences ---------------------------------------------------------------------------------


def _sentences(reading: Reading, sentences: Sequence[Span]) -> Iterator[Line]:
    """Each sentence and what stands in it; what stands outside all of them (in page furniture) is told last."""
    lines, marks = _by_sentence(_found(reading), sentences), _by_sentence(_marks(reading), sentences)
    for sentence in sentences:
        if sentence in lines:
            yield Line(kind="blank")
            yield Line(kind="sentence", text=_marked(reading.article.body, sentence, marks.get(sentence, ())))
            yield from lines[sentence]
    if None in lines:
        yield Line(kind="blank")
        yield Line(kind="about", text="outside the sentences of the article:")
        yield from lines[None]


def _by_sentence(things: Iterable[tuple[Span, Thing]], sentences: Sequence[Span]) -> dict[Span | None, list[Thing]]:
    """The things of each sentence in their order, by where they begin; under None those that stand in none."""
    found: dict[Span | None, list[Thing]] = {}
    for span, thing in things:
        at = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        inside = at >= 0 and span.start < sentences[at].end
        found.setdefault(sentences[at] if inside else None, []).append(thing)
    return found


def _found(reading: Reading) -> Iterator[tuple[Span, Line]]:
    """All that was read, with its place in the text: names, dates, reports, events, what was left out."""
    yield from ((one.span, _name(one)) for one in reading.mentions)
    yield from ((one.span, _date(one)) for one in reading.dates)
    yield from ((one.span, _report(one)) for one in reading.reports)
    yield from ((one.span, _event(one)) for one in reading.events)
    yield from ((one.span, _left_out(one)) for one in reading.left_out)


def _marks(reading: Reading) -> Iterator[tuple[Span, Mark]]:
    yield from ((one.span, (one.span, "[", "]")) for one in reading.mentions)
    yield from ((one.span, (one.span, "{", "}")) for one in reading.dates)


def _marked(body: str, sentence: Span, marks: Iterable[Mark]) -> str:
    """The sentence in one line, its names and dates in their marks."""
    at, parts = sentence.start, list[str]()
    for span, opening, closing in sorted(marks):
        if at <= span.start and span.end <= sentence.end:
            parts += (body[at : span.start], opening, body[span.start : span.end], closing)
            at = span.end
    return _flat("".join((*parts, body[at : sentence.end])))


# --- what was read -----------------------------------------------------------------------------


def _name(one: Mention) -> Line:
    literal = "literal" if one.literal else "not literal"
    if one.place is None:
        what = "no place" if one.rule.startswith(RULED) else "in no list"
        return Line(kind="name", text=f"{_flat(one.text)} -> {what} (rule {one.rule}, {literal})")
    place = one.place
    said = f"{place.name}, {place.kind}, {place.country or 'no country'} ({place.id})"
    return Line(kind="name", text=f"{_flat(one.text)} -> {said}, from {one.source} (rule {one.rule}, {literal})")


def _date(one: Timex) -> Line:
    return Line(kind="date", text=f"{_flat(one.text)} -> {one.value or 'no day'} (from {one.dated_from})")


def _report(one: Report) -> Line:
    said = f"{one.caravan} {one.status} {one.place.name} {_day(one)}"
    return Line(kind="report", text=f"{said}; rules: {_rules(one)}")


def _event(one: Event) -> Line:
    place = one.place.name if one.place else "no place"
    said = f"{one.type}, {one.caravan or 'no caravan'}, {place}, {_day(one)}"
    return Line(kind="event", text=f"{said}; rules: {_rules(one)}")


def _left_out(one: LeftOut) -> Line:
    return Line(kind="left out", text=f"{_flat(one.text)} - {one.why}")


def _day(one: Report | Event) -> str:
    return f"{one.date} (from {one.dated_from})" if one.date else "on no day"


def _rules(one: Report | Event) -> str:
    return ", ".join(map(_flat, one.rules)) or "no rule"


def _flat(text: str) -> str:
    return " ".join(text.split())


# --- foot --------------------------------------------------------------------------------------


def _foot(problems: Sequence[Problem]) -> Iterator[Line]:
    if problems:
        yield Line(kind="blank")
    for problem in problems:
        yield Line(kind="problem", text=f"{problem} (warning)" if problem.severity == "warning" else str(problem))


# --- layout ------------------------------------------------------------------------------------


def _wrapped(line: Line, width: int) -> str:
    first, further = _indents(line.kind)
    wrapped = textwrap.wrap(
        line.text,
        max(width, len(further) + 20),
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(wrapped)


def _indents(kind: LineKind) -> tuple[str, str]:
    if kind in ("title", "about", "sentence", "blank"):
        return "", ""
    return f"  {kind + ':':<{_LABEL}}", " " * (_LABEL + 2)
