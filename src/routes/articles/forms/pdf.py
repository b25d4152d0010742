"""PDFs: their text in reading order, read by another process, which may take so much memory, time and no more.

pypdf is careful, but a PDF can be made to keep any reader busy; `pdf_text` is what runs there.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from routes.articles.file import File, Found, UnreadableError, found
from routes.articles.lines import is_sentence

__all__ = ["MAX_BYTES", "MAX_PAGES", "MAX_SECONDS", "joined", "read_pdf"]

MAX_BYTES = 50_000_000
MAX_PAGES = 100
"""A longer one is a report or a book, and no article."""
MAX_SECONDS = 60

_AS_TEXT = "save its text as a .txt file"
_REASONS = {
    "password": ("is a PDF that asks for a password", "save it without one"),
    "pages": (f"is a PDF of more than {MAX_PAGES} pages", "take the pages of the article out of it"),
    "memory": ("is a PDF that takes too much memory to read", _AS_TEXT),
    "damaged": ("is a PDF that was cut or damaged", "download it again, or print the page to a new PDF"),
}
_EDGE = 2
"""Running heads and feet stand within so many lines of a page's edge."""
_PAGE_NUMBER = re.compile(r"(?:p[áa]g(?:ina|e|\.)?\s*)?\d{1,4}(?:\s*(?:/|de|of)\s*\d{1,4})?", re.IGNORECASE)
_UNTITLED = re.compile(r"untitled|sin título|microsoft word|\.(?:docx?|pdf|indd|qxp)$|^\W*$", re.IGNORECASE)


def read_pdf(file: File) -> Iterator[Found]:
    """The one article of a PDF that holds text."""
    if find_spec("pypdf") is None:
        raise ModuleNotFoundError("no pypdf", name="pypdf")
    told = _extracted(file.content(MAX_BYTES))
    if "wrong" in told:
        raise UnreadableError(*_REASONS[told["wrong"]])
    body = joined([page.split("\n") for page in told["pages"]])
    if not body.strip():
        raise UnreadableError("is a PDF of pictures and holds no text", "have its text recognised, then " + _AS_TEXT)
    title = " ".join((told["title"] or "").split())
    yield found(file, body, replace(file.markup, title=None if _UNTITLED.search(title) else title))


def _extracted(content: bytes) -> dict[str, Any]:
    """What the other process tells: `pages` and `title`, or what is `wrong`."""
    command = [sys.executable, "-m", "routes.articles.forms.pdf_text", str(MAX_PAGES), str(MAX_SECONDS)]
    try:
        ended = subprocess.run(command, input=content, capture_output=True, timeout=2 * MAX_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise UnreadableError("is a PDF that takes too long to read", _AS_TEXT) from None
    try:
        told: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:  # it was stopped by its limits
        raise UnreadableError("is a PDF that takes too much time or memory to read", _AS_TEXT) from None
    return told


# --- lines to paragraphs -----------------------------------------------------------------------


def joined(pages: Sequence[Sequence[str]]) -> str:
    """The text of pages of lines, without running heads and feet, a blank line between paragraphs.

    A paragraph ends at a blank line, and where a sentence ends in a line that is shorter than the others.
    """
    running = _running(pages)
    lines = [line for page in pages for line in _inner(page, running)]
    lengths = sorted(len(line) for line in lines if line)
    full = 0.85 * lengths[len(lengths) * 3 // 4] if lengths else 0
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        if line and before and not _ends(paragraphs[-1], before, line, full):
            paragraphs[-1] = _continued(paragraphs[-1], line)
        elif line:
            paragraphs.append(line)
        before = line
    return "\n\n".join(paragraphs)


def _ends(paragraph: str, line: str, following: str, full: float) -> bool:
    """Whether the paragraph ends with this line of it; a headline does too, which is one short line."""
    if len(line) >= full:
        return False
    return is_sentence(paragraph) or (paragraph == line and not following[0].islower())


def _continued(text: str, line: str) -> str:
    """A word that was parted at the line's end is one again."""
    if re.search(r"[^\W\d_]-$", text) and line[:1].islower():
        return text[:-1] + line
    return text[:-1] + line if text.endswith("\u00ad") else f"{text} {line}"


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The lines, numbers apart, that stand at the edge of half of the pages, of two at least."""
    counts = Counter(key for page in pages for key in {_without_numbers(line) for line in _edges(page)})
    return frozenset(key for key, count in counts.items() if count >= max(2, len(pages) / 2))


def _edges(page: Sequence[str]) -> list[str]:
    lines = [line for line in page if line.strip()]
    return [*lines[:_EDGE], *lines[-_EDGE:]]


def _inner(page: Sequence[str], running: frozenset[str]) -> Iterable[str]:
    edges = set(_edges(page))
    for line in page:
        flat = " ".join(line.split())
        at_edge = line in edges and (_without_numbers(line) in running or _PAGE_NUMBER.fullmatch(flat))
        if not at_edge:
            yield flat


def _without_numbers(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))
