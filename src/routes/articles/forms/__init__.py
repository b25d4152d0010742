"""The forms of articles: one table, a row for each. A form's libraries are imported when its first file is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

from routes.articles.file import File, Form, Found, Read
from routes.articles.forms.plain import read_plain

__all__ = ["FORMS", "NO_FORMS", "form_of", "sniffed"]


def _of(module: str, reader: str) -> Read:
    """The reader, imported when it is first asked for a file."""

    def read(file: File) -> Iterator[Found | File]:
        reading: Read = getattr(import_module(f"routes.articles.forms.{module}"), reader)
        yield from reading(file)

    return read


FORMS = (
    Form(what="text", endings=(".txt", ".md"), read=read_plain),
    Form(what="a web page", endings=(".html", ".htm", ".xhtml"), read=_of("page", "read_page"), extra="html"),
)
"""Every form that is read. Where an ending is in two rows, the first counts."""

# What the first bytes of a file say that it is: an ending of `FORMS`, whatever its name says.
_SIGNS = (
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*(?:<!doctype html|<html)", re.I | re.S), ".html"),
)
NO_FORMS = (
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word file", "save it as .docx or as text"),
    (re.compile(rb"\{\\rtf"), "a rich-text file", "save it as .docx or as text"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", re.DOTALL), "a picture", "save its text as a .txt file"),
    (re.compile(rb"%PDF"), "a PDF", "save its text as a .txt file"),
    (re.compile(rb"PK\x03\x04"), "a zip, Word or OpenDocument file", "save its text as a .txt file"),
    (re.compile(rb"\x1f\x8b"), "a compressed file", "unpack it"),
)
"""What is in no form of an article, and what to do with it."""


def form_of(ending: str) -> Form | None:
    """The form of files with this ending (lower-case, with its dot); None where there is none."""
    return next((form for form in FORMS if ending in form.endings), None)


def sniffed(head: bytes) -> str | None:
    """The ending that the first bytes of a file speak for; None where they speak for none."""
    return next((ending for sign, ending in _SIGNS if sign.match(head)), None)
