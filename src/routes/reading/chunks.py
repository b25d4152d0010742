"""Chunks: the words and phrases of a sentence, each with all that it can be.

Places, days and phrases of the lexicon are one chunk each; everything else is a word or a mark of punctuation. The
rules of groups, movement and events work on rows of them and never look at letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from routes.model import Mention, Place, PlaceSource, Span, Timex
from routes.reading.language import NONE, Entry, Mark, Senses
from routes.reading.sentences import Sentence

__all__ = ["Chunk", "Row"]


_DIGITS = 12
"""Digits of a number that are read: more count nothing that could travel."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chunk:
    """A word or phrase: its folded text and what it can be. Where it stands, its row knows: one chunk serves many.

    `place` is the place of a mention, or of a phrase that stands for one ("the border with Mexico", "the city").
    `mark` is a mark of punctuation; `quoted` says that it stands between quotation marks, `proper` that it is a
    capitalised word inside the sentence that the lexicon does not know: a person or an institution. `marks` are those
    of its entries; `number` is what its digits count.
    """

    text: str = ""
    entries: Senses = NONE
    mention: Mention | None = None
    place: Place | None = None
    source: PlaceSource | None = None
    timex: Timex | None = None
    mark: str = ""
    quoted: bool = False
    proper: bool = False
    marks: frozenset[Mark] = field(init=False)
    number: int | None = field(init=False)

    def __post_init__(self) -> None:
        """Finds what is asked of it most often."""
        digits = "" if self.text[-3:-2] == " " else self.text.replace(" ", "")  # "13:00", folded, counts nothing
        object.__setattr__(self, "marks", self.entries.marks)
        object.__setattr__(self, "number", int(digits[:_DIGITS]) if digits.isdecimal() else None)

    @property
    def plain(self) -> bool:
        """Whether it is a word of which nothing is known: no entry, no name, no day, no mark."""
        return not (self.entries or self.mark or self.proper or self.mention or self.timex)

    def get(self, kind: str) -> Entry | None:
        """The entry of a kind, if the chunk can be that."""
        if kind not in self.marks:
            return None
        return next(entry for entry in self.entries if entry.kind == kind)

    def can_be(self, kind: str, *values: str) -> bool:
        """Whether it can be of a kind (and of one of the values)."""
        if not values or kind not in self.marks:
            return kind in self.marks
        for value in values:  # noqa: SIM110 - asked more often than all else, and `any` takes three times as long
            if (kind, value) in self.marks:
                return True
        return False

    def can_be_any(self, marks: frozenset[Mark]) -> bool:
        """Whether it can be one of these."""
        return not marks.isdisjoint(self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The chunks of one sentence and where each begins and ends, in characters of the body.

    `marks` is all that they can be together, to tell quickly what a sentence has not; `names`, `places` and `days` are
    the indices of those that are mentions, have a place, are days.
    """

    sentence: Sentence
    chunks: tuple[Chunk, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marks: frozenset[Mark]
    names: tuple[int, ...]
    places: tuple[int, ...]
    days: tuple[int, ...]

    @classmethod
    def of(cls, sentence: Sentence, chunks: Sequence[Chunk], starts: Iterable[int], ends: Iterable[int]) -> Self:
        """The row of a sentence."""
        return cls(
            sentence=sentence,
            chunks=tuple(chunks),
            starts=tuple(starts),
            ends=tuple(ends),
            marks=frozenset[Mark]().union(*[chunk.marks for chunk in chunks if chunk.marks]),
            names=tuple([i for i, chunk in enumerate(chunks) if chunk.mention is not None]),
            places=tuple([i for i, chunk in enumerate(chunks) if chunk.place is not None]),
            days=tuple([i for i, chunk in enumerate(chunks) if chunk.timex is not None]),
        )

    def span(self, first: int, last: int) -> Span:
        """The characters from chunk `first` to chunk `last`, both included, in any order."""
        low, high = min(first, last), max(first, last)
        return Span(start=self.starts[low], end=self.ends[high])
