"""Numbering: by which numbers a text calls its caravans ("the second caravan")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import takewhile

from routes.reading.language import Language
from routes.reading.text import Text

__all__ = ["first_ordinal", "numbers_of", "words_for_caravans"]

_LATE = 3
"""A caravan that is first numbered after so many plain ones is another one than theirs."""


def first_ordinal(text: Text) -> int | None:
    """The number by which a text first calls a caravan ("the second caravan"); None where it gives none in time."""
    caravans = words_for_caravans(text.lang)
    for i, number in numbers_of(text):
        late = sum(other in caravans for other in text.words[:i]) > _LATE
        return None if late else number
    return None


def numbers_of(text: Text) -> Iterator[tuple[int, int]]:
    """The numbers by which a text calls caravans, each with the place of its word."""
    words, ordinals, caravans = text.words, _ordinals(text.lang), words_for_caravans(text.lang)
    for i in [i for i, word in enumerate(words[:-2]) if word in ordinals]:
        reach = takewhile(lambda other: other not in ordinals, words[i + 1 : i + 6])
        if not caravans.isdisjoint(reach):
            yield i, ordinals[words[i]]


@cache
def _ordinals(lang: Language) -> Mapping[str, int]:
    """The words that number a caravan, with their numbers."""
    found = {word: next((e for e in senses if e.kind == "ordinal"), None) for word, senses in lang.senses.items()}
    return {word: int(entry.value) for word, entry in found.items() if entry is not None}


@cache
def words_for_caravans(lang: Language) -> frozenset[str]:
    """The words that mean first of all a caravan, of all groups."""
    groups = {word: next((e for e in senses if e.kind == "group"), None) for word, senses in lang.senses.items()}
    return frozenset(word for word, group in groups.items() if group is not None and group.value == "caravan")
