r"""Folding: the same text without case, accents and typographic variants, so that names can be compared.

`fold` and `plain` keep the length: character i of the result stands for character i of the text, so offsets stay
true. `fold` makes one space of what is no letter or digit; `plain` keeps case and punctuation and only takes off
accents and straightens quotes, dashes and spaces. `normalize_name` gives the form under which an index holds a name.

    fold("Tecún-Umán.") == "tecun uman "
    plain("“Tecún—Umán.”") == '"Tecun-Uman."'
    normalize_name("  San Pedro\u00a0Sula ") == "san pedro sula"
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NewType

__all__ = ["NormalizedName", "fold", "normalize_name", "plain"]

NormalizedName = NewType("NormalizedName", str)


def _folded(char: str) -> str:
    """One character for one: the base letter in lower case, a digit, or a space."""
    if unicodedata.combining(char):
        return char
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base[0] if base[0].isalnum() else " "


_STRAIGHT = (
    dict.fromkeys("“”„‟«»″\x93\x94", '"')  # the last two: of Windows-1252, where a page mixed up its encodings
    | dict.fromkeys("‘’‚‛′`´\x91\x92", "'")
    | dict.fromkeys("‐‑‒–—―−\x96\x97", "-")
)


def _plain(char: str) -> str:
    """One character for one: without its accent, quotes and dashes straight, white space a space."""
    if char in _STRAIGHT or _kept(char):
        return _STRAIGHT.get(char, char)
    if char.isspace():
        return " "
    return unicodedata.normalize("NFKD", char)[0]


def _kept(char: str) -> bool:
    """Whether the character is left as it is by `plain`."""
    return char == "\n" or bool(unicodedata.combining(char))


class _Table(dict[int, str]):
    """A translation table that fills itself with the characters that it meets."""

    def __init__(self, translated: Callable[[str], str]) -> None:
        self._translated = translated

    def __missing__(self, code: int) -> str:
        self[code] = char = self._translated(chr(code))
        return char


_FOLDED = _Table(_folded)
_PLAIN = _Table(_plain)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _translated(text: str, table: _Table) -> str:
    """The text through a table: the few characters beyond ASCII first, since `translate` is quick only without them."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda found: table[ord(found[0])], text)
    return text.translate(table)


def fold(text: str) -> str:
    """The text of the same length with base letters in lower case, digits, and spaces for all else.

    A combining mark stays as it is; `routes.gazetteer.index` composes such text before it folds.
    """
    return _translated(text, _FOLDED)


def plain(text: str) -> str:
    """The text of the same length without accents; quotes and dashes straight, newlines and case kept."""
    return _translated(text, _PLAIN)


@lru_cache(maxsize=50_000)
def normalize_name(text: str) -> NormalizedName:
    """A name as an index holds it: composed, folded, with single spaces."""
    return NormalizedName(sys.intern(" ".join(fold(unicodedata.normalize("NFC", text)).split())))
