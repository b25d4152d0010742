"""Sentences and words of a body, with their characters.

A blank line ends a paragraph; a single newline ends a sentence unless the text plainly runs on (hard-wrapped lines).
Furniture is cut out: it has no sentences.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.model import Span
from routes.reading.language import Language

__all__ = ["Sentence", "split_sentences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Half-open range of characters of one sentence, and the number of its paragraph (from 0)."""

    start: int
    end: int
    paragraph: int

    @property
    def span(self) -> Span:
        """The range as a span of the body."""
        return Span(start=self.start, end=self.end)


_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?=[ \t]*[^\s])(?:[^\n]+))*")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$|[A-ZÁÉÍÓÚÑ¿¡])")
_NEWLINE = re.compile(r"\n[ \t]*")
_NO_LETTER = re.compile(r"[^\w.]+")
_NEXT_WORD = re.compile(r"[\s\"“‘'«(\[¿¡*_-]*(\w+)")
_RUNS_ON = re.compile(r"[\w,;]\n[ \t]*[a-zà-ÿ]")


def split_sentences(body: str, lang: Language, furniture: Sequence[Span] = ()) -> tuple[Sentence, ...]:
    """The sentences of a body outside its furniture, in order."""
    found: list[Sentence] = []
    for number, match in enumerate(_PARAGRAPH.finditer(body)):
        cuts = {at for f in furniture for at in (f.start, f.end) if match.start() < at < match.end()}
        for start, end in _sentences_of(body, match.start(), match.end(), cuts, lang):
            start, end = _trimmed(body, start, end)
            if start < end and not any(f.start <= start and end <= f.end for f in furniture):
                found.append(Sentence(start=start, end=end, paragraph=number))
    return tuple(found)


def _sentences_of(body: str, start: int, end: int, cuts: set[int], lang: Language) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph; `cuts` are the ends of furniture inside it, which end a sentence too."""
    wrapped = _is_hard_wrapped(body[start:end])
    ends = sorted(
        {match.end() for match in _STOP.finditer(body, start, end) if _ends_sentence(body, match, lang)}
        | {
            match.end()
            for match in _NEWLINE.finditer(body, start, end)
            if not (wrapped or _RUNS_ON.match(body, match.start() - 1))
        }
        | cuts
        | {end}
    )
    for stop in ends:
        yield start, stop
        start = stop


def _is_hard_wrapped(paragraph: str) -> bool:
    """Whether every line of a paragraph but the last is about as long as the others, so that its ends mean nothing."""
    lines = [line.rstrip() for line in paragraph.split("\n")][:-1]
    return (
        len(lines) > 1
        and all(_SHORTEST <= len(line) <= _WIDEST for line in lines)
        and not any(
            line.endswith((".", ":")) and other.startswith(("-", "*")) for line, other in itertools.pairwise(lines)
        )
    )


_SHORTEST, _WIDEST = 50, 100
"""Characters of a line of hard-wrapped text."""


def _ends_sentence(body: str, stop: re.Match[str], lang: Language) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation or initial, unless an opener follows."""
    following = _NEXT_WORD.match(body, stop.end())
    if following is None:
        return True
    if following.group(1)[0].islower():
        return False
    if not stop.group().startswith(".") or (len(stop.group()) > 1 and stop.group()[1] == "."):
        return True
    word = _NO_LETTER.split(body[max(0, stop.start() - 20) : stop.start()])[-1]
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False
    if word.lower() in lang.abbreviations:
        return "." in word and following.group(1) in lang.openers
    return True


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    while start < end and body[start].isspace():
        start += 1
    while start < end and body[end - 1].isspace():
        end -= 1
    return start, end
