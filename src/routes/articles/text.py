"""Bytes to text, whatever they say of themselves: UTF-8 wherever they are UTF-8, else as declared, else Windows-1252.

Text that was decoded wrongly before it came here ("TecÃºn") is mended where it surely is that.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from pathlib import Path

from routes.files import decoded
from routes.model import Problem

__all__ = ["mended", "plain", "text_of"]

# Of all bytes of UTF-16 that holds western text nearly half are NUL; text with a few stray ones is something else.
_NUL_SHARE = 0.35
_NOT_UTF8 = re.compile("\ufffd")
_AS_UTF8 = "save it as UTF-8"

# The characters that Windows-1252 makes of the bytes 80 to BF, which follow the first one of a character in UTF-8.
_FOLLOWING = f"[{re.escape(bytes(range(0x80, 0xC0)).decode('cp1252', errors='ignore'))}\u0080-\u009f]"
# What no language writes: proof that the text is such, and then every other pair in it is mended too.
_SURELY = re.compile("Ã[\u00a0-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|â€[™œž“”˜¦\u009d\u0153]|Â[¡¿«»°º]")
_PAIRS = re.compile(f"[ÂÃ]{_FOLLOWING}|â€{_FOLLOWING}")


def text_of(content: bytes, name: str, declared: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """The text in `content`, and a warning about all that had to be guessed or mended; `name` is its file's.

    `declared` is the encoding that the file itself names, where it names one.
    """
    text, problems = _decoded(content, name, declared)
    text, more = mended(text, name)
    return text, (*problems, *more)


def mended(text: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The text, what was decoded wrongly before it was saved made good, and a warning of that with its line."""
    first = _PAIRS.search(text) if _SURELY.search(text) else None
    if first is None:
        return text, ()
    word = _word_at(text, first)
    what = f'was decoded wrongly before it was saved: "{word}" is read as "{_PAIRS.sub(_as_utf8, word)}"'
    line = text.count("\n", 0, first.start()) + 1
    told = Problem(file=name, line=line, what=what, mend="look at it, and save the page again", severity="warning")
    return _PAIRS.sub(_as_utf8, text), (told,)


def plain(text: str) -> str:
    """The text with LF for every line end and blanks for NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")


def _decoded(content: bytes, name: str, declared: str | None) -> tuple[str, tuple[Problem, ...]]:
    encoding = _bare_utf16(content)
    if encoding:
        return content.decode(encoding, errors="replace"), (_guess(name, f"is {encoding.upper()} without a mark"),)
    lenient = content.decode("utf-8", errors="replace")
    damaged = len(_NOT_UTF8.findall(lenient))
    if damaged and damaged * 2 <= sum(char > "\x7f" for char in lenient if char != "\ufffd"):
        return lenient, (_guess(name, f"is UTF-8 with {damaged} damaged characters"),)
    if damaged and declared and (text := _as_declared(content, declared)) is not None:
        return text, ()
    text, problems = decoded(content, Path(name))
    return text, tuple(replace(problem, file=name) for problem in problems)


def _as_declared(content: bytes, declared: str) -> str | None:
    """As its own word has it; None where that is a lie. What calls itself Latin-1 is Windows-1252 on the web."""
    try:
        codec = codecs.lookup(declared)
        return content.decode("cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name)
    except (LookupError, UnicodeError):
        return None


def _guess(name: str, what: str) -> Problem:
    return Problem(file=name, what=what, mend=_AS_UTF8, severity="warning")


def _bare_utf16(content: bytes) -> str | None:
    """UTF-16 of western text has a NUL in every second byte; which one says the order."""
    sample = content[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or max(even, odd) < max(1, len(sample) * _NUL_SHARE):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _as_utf8(pair: re.Match[str]) -> str:
    """The character that the bytes of these make; these themselves where they make none."""
    try:
        return b"".join(_byte(char) for char in pair[0]).decode("utf-8")
    except UnicodeDecodeError:
        return pair[0]


def _byte(char: str) -> bytes:
    return char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode("cp1252")


def _word_at(text: str, match: re.Match[str]) -> str:
    """The word around the match."""
    before = re.search(r"\S{0,20}\Z", text[: match.start()])
    after = re.match(r"\S{0,20}", text[match.start() :])
    return f"{before[0] if before else ''}{after[0] if after else ''}"
