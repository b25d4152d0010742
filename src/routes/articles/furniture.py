"""What of a body is no part of the article: share bars, credits, polls, and headlines of other articles at the foot.

Judged by the shape of lines and by the tables of the languages, never by outlet. Where it is not clear, a line is left
to the article: a headline too many is a doubt, a paragraph too few is a loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice

from routes.articles.dateline import is_date_line
from routes.articles.languages import languages
from routes.articles.lines import Line, body_lines, is_paragraph, is_sentence, paragraphs
from routes.model import Span

__all__ = ["furniture"]

_AGENCY = (
    r"(?:AFP|AP|EFE|EPA|Reuters|Getty(?: Images)?|Landov|NPR|Cuartoscuro|Notimex|Xinhua|Bloomberg|Shutterstock|Alamy)"
)
# Furniture in any language: a photographer's credit, Markdown's pictures and link lists, a bare address, a rule.
_LINES = (
    rf"(?:[^\W\d_][\w'’.-]*(?:[ ][\w'’.-]+){{0,4}}/)?{_AGENCY}(?:[ ]?/[ ]?{_AGENCY})*",
    r"!\[[^\]]*\]\([^)]*\)?",
    r"\)",
    r"\[[^\]]{0,200}\]\[\d*\]",
    r"\[\d+\]:\s*\S+.*",
    r"\W*(?:\[[^\]]*\]\()?(?:https?://|www\.)\S+",
    r"\W*(?:\[[\w./-]+\]\()?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|mx|es|gt|hn|sv)(?:/\S*)?",
    r"[-_*=~•·| ]{3,}",
    r"(?:[^|•·\n]{1,30}\s[|•·]\s){2,}[^|•·\n]{1,30}",
)
# A passage with a beginning and an end is looked for in so many lines; it holds no long paragraph.
_PASSAGE_LINES = 20
# An article has no more lines; beyond them nothing is looked for.
_MOST_LINES = 20_000
# A longer line is running text; only its beginning can be furniture.
_LONG = 400
# So many sentences in a row are an article again, not teasers.
_ARTICLE_RUN = 3


@dataclass(frozen=True, slots=True)
class _Patterns:
    lines: re.Pattern[str]
    starts: re.Pattern[str]
    tails: re.Pattern[str]
    passages: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    buttons: frozenset[str]


def furniture(body: str) -> tuple[Span, ...]:
    """The spans of `body` that are no part of the article, in order and apart from one another."""
    lines = list(islice(body_lines(body), _MOST_LINES))
    return _merged(body, [*_single(lines), *_passages(lines), *_teasers(paragraphs(body, lines))])


def _single(lines: list[Line]) -> Iterator[Span]:
    """Whole lines, and the beginnings of lines that go on as a caption."""
    patterns = _patterns()
    for line in lines:
        if len(line.text) > _LONG and not patterns.starts.match(line.text[:_LONG]):
            continue
        if _is_button_bar(line.text) or patterns.lines.fullmatch(line.text):
            yield Span(start=line.start, end=line.end)
        elif start := patterns.starts.match(line.text):
            rest = line.text[start.end() :].strip()
            end = line.end if _is_credit(rest) else line.start + start.end()
            yield Span(start=line.start, end=end)


def _is_button_bar(text: str) -> bool:
    words = re.findall(r"[\w'’-]+", text.lower())
    return 0 < len(words) <= 15 and len(text) < 150 and all(word in _patterns().buttons for word in words)


def _is_credit(text: str) -> bool:
    """Names and agencies alone, as beneath a photograph, often twice: "A. Name/AFP/Getty Images A. Name/AFP"."""
    words = [word for word in re.split(r"[\s/]+", text) if word]
    return bool(re.search(_AGENCY, text)) and len(words) <= 16 and all(not word[0].islower() for word in words)


def _passages(lines: list[Line]) -> Iterator[Span]:
    """Polls and forms: from the line that opens one to the line that closes it."""
    for number, line in enumerate(lines):
        for first, last in _patterns().passages:
            if first.fullmatch(line.text):
                within = lines[number : number + _PASSAGE_LINES]
                ends = [other.end for other in within if last.fullmatch(other.text)]
                yield Span(start=line.start, end=ends[0] if ends else line.end)


def _teasers(lines: list[Line]) -> Iterator[Span]:
    """Headlines of other articles: after "Related", "Most recent", or after the last share bar."""
    marks = {number: named for number, line in enumerate(lines) if (named := _mark(line.text)) is not None}
    counts = _Counts.of(lines) if marks else None
    done = 0
    for number, named in marks.items():
        end = _block_end(lines, counts, number, named=named) if counts and number >= done else number
        if end > number:
            yield Span(start=lines[number].start, end=lines[end - 1].end)
            done = end


def _mark(text: str) -> bool | None:
    """True for "Related" and its like, False for a share bar, None for any other line."""
    if len(text) > _LONG:
        return None
    if _patterns().tails.fullmatch(text.strip("#*_: ")):
        return True
    return False if _is_button_bar(text) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """How many paragraphs, sentences and date lines stand before each line, and where the article goes on after it.

    Each list has one more entry than there are lines, for the end.
    """

    paragraphs: list[int]
    sentences: list[int]
    days: list[int]
    resumes: list[int]

    @classmethod
    def of(cls, lines: list[Line]) -> _Counts:
        sentences = [is_sentence(line.text) for line in lines]
        return cls(
            paragraphs=_before(is_paragraph(line.text) for line in lines),
            sentences=_before(sentences),
            days=_before(is_date_line(line.text) for line in lines),
            resumes=_resumes(sentences),
        )


def _before(flags: Iterable[bool]) -> list[int]:
    return list(accumulate(flags, initial=0))


def _resumes(sentences: list[bool]) -> list[int]:
    """Where, at or after each line, a run of sentences begins, which is the article again; else the end."""
    resumes, run = [len(sentences)], 0
    for number in range(len(sentences) - 1, -1, -1):
        run = run + 1 if sentences[number] else 0
        resumes.append(number if run >= _ARTICLE_RUN else resumes[-1])
    return resumes[::-1]


def _block_end(lines: list[Line], counts: _Counts, number: int, *, named: bool) -> int:
    """One past the last line of the teasers after the mark at `number`; `number` itself where there are none.

    Teasers are mostly headlines and names, with days of their own; where the mark says so, one such day is enough.
    Without, only the lines up to the first sentence are taken, and only after a mark that says so.
    """
    first, end = number + 1, counts.resumes[number + 1]
    days = counts.days[end] - counts.days[first]
    headlines = end - first - (counts.sentences[end] - counts.sentences[first])
    if counts.paragraphs[number] >= 2 and days >= (1 if named else 2) and headlines * 2 >= end - first:
        return end
    if not named:
        return number
    return next((n for n in range(first, len(lines)) if counts.sentences[n + 1] > counts.sentences[n]), len(lines))


def _merged(body: str, spans: list[Span]) -> tuple[Span, ...]:
    """In order; spans with nothing but blanks between them become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not body[merged[-1].end : span.start].strip():
            last = merged.pop()
            merged.append(Span(start=last.start, end=max(last.end, span.end)))
        else:
            merged.append(span)
    return tuple(merged)


@cache
def _patterns() -> _Patterns:
    """The tables of all languages together: a Spanish page has English buttons."""
    tables = [table.furniture for table in languages().values()]
    return _Patterns(
        lines=_any_of((*_LINES, *(line for table in tables for line in table.lines))),
        starts=_any_of(start for table in tables for start in table.starts),
        tails=_any_of(tail for table in tables for tail in table.tails),
        passages=tuple((_any_of([first]), _any_of([last])) for table in tables for first, last in table.passages),
        buttons=frozenset(word for table in tables for word in table.buttons),
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
