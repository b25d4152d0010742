"""Documents of word processors: Word's .docx and OpenDocument's .odt, both a zip with one file of XML.

The parser refuses every declaration of a document type, so that no entity is expanded and nothing is fetched.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from routes.articles.file import File, Found, UnreadableError, found

__all__ = ["MAX_BYTES", "read_document"]

MAX_BYTES = 30_000_000
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_TEXT_FILES = ("word/document.xml", "content.xml")
_PARAGRAPHS = frozenset((f"{_WORD}p", f"{_OPEN}p", f"{_OPEN}h"))
_BLANKS = {f"{_WORD}tab": " ", f"{_WORD}br": " ", f"{_OPEN}s": " ", f"{_OPEN}tab": " ", f"{_OPEN}line-break": " "}
# What a reader does not see: deleted text, codes of fields, notes of the margin.
_UNSEEN = frozenset((f"{_WORD}delText", f"{_WORD}instrText", f"{_OPEN}tracked-changes", f"{_OPEN}note-citation"))


def read_document(file: File) -> Iterator[Found]:
    """The one article of a document."""
    paragraphs = _Paragraphs()
    try:
        paragraphs.read(_xml(file))
    except expat.ExpatError:
        raise UnreadableError("is a document that was damaged", "open it, and save it again") from None
    yield found(file, "\n\n".join(paragraphs.texts))


def _xml(file: File) -> bytes:
    file.content(MAX_BYTES)
    file.stream.seek(0)
    try:
        with zipfile.ZipFile(file.stream) as archive:
            name = next((name for name in _TEXT_FILES if name in archive.namelist()), None)
            if name is None:
                raise UnreadableError("is no document with text", "save its text as a .txt file")
            with archive.open(name) as stream:
                content = stream.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        what = "is a document that was cut, damaged or locked by a password"
        raise UnreadableError(what, "open it, and save it again") from None
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"holds more than {MAX_BYTES // 1_000_000} MB", "split it into its articles")
    return content


class _Paragraphs:
    """The texts of the paragraphs, as the parser comes by them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._unseen = 0

    def read(self, content: bytes) -> None:
        """Raises ExpatError where the content is no XML, UnreadableError where it declares a type."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(content, True)

    def _refuse(self, *_: object) -> None:
        raise UnreadableError("is a document with a declaration that no word processor writes", "take it out")

    def _start(self, name: str, _: object) -> None:
        self._unseen += name in _UNSEEN
        self._parts.append(_BLANKS.get(name, ""))

    def _end(self, name: str) -> None:
        self._unseen -= name in _UNSEEN
        if name in _PARAGRAPHS:
            text = " ".join("".join(self._parts).split())
            self._parts.clear()
            self.texts += [text] if text else []

    def _characters(self, text: str) -> None:
        if not self._unseen:
            self._parts.append(text)
