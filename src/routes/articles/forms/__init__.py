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


_ZIP, _GZIP = rb"PK\x03\x04", rb"\x1f\x8b"
# How the zip of a word processor begins.
_OFFICE = rb".{26}(?:\[Content_Types\]|_rels/|word/|docProps/|mimetypeapplication/vnd\.oasis)"
_PAGE = rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*(?:<!doctype html|<html)"
_MESSAGE = rb"(?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*)*(?:MIME-Version|Message-ID|Snapshot-Content-Location): "

FORMS = (
    Form(what="text", endings=(".txt", ".md"), read=read_plain),
    Form(
        what="a web page",
        endings=(".html", ".htm", ".xhtml"),
        sign=re.compile(_PAGE, re.IGNORECASE | re.DOTALL),
        read=_of("page", "read_page"),
        needs="trafilatura htmldate lxml_html_clean",
    ),
    Form(what="a PDF", endings=(".pdf",), sign=re.compile(rb"%PDF"), read=_of("pdf", "read_pdf"), needs="pypdf"),
    Form(
        what="a zip",
        endings=(".zip",),
        sign=re.compile(_ZIP + rb"(?!" + _OFFICE + rb")", re.DOTALL),
        read=_of("archives", "read_zip"),
        gathers=True,
    ),
    Form(
        what="a document",
        endings=(".docx", ".odt"),
        sign=re.compile(_ZIP),
        read=_of("document", "read_document"),
    ),
    Form(
        what="a message",
        endings=(".eml", ".mhtml", ".mht"),
        sign=re.compile(_MESSAGE, re.IGNORECASE),
        read=_of("mail", "read_mail"),
    ),
    Form(
        what="JSON Lines",
        endings=(".jsonl", ".ndjson"),
        sign=re.compile(rb'\s*\{\s*"'),
        read=_of("rows", "read_json_lines"),
    ),
    Form(what="JSON", endings=(".json",), sign=re.compile(rb'\s*[\[{]\s*[{"]'), read=_of("rows", "read_json")),
    Form(what="a table", endings=(".csv", ".tsv"), read=_of("rows", "read_csv")),
    Form(
        what="a Parquet file",
        endings=(".parquet",),
        sign=re.compile(rb"PAR1"),
        read=_of("rows", "read_parquet"),
        needs="pyarrow",
    ),
    Form(
        what="a compressed file",
        endings=(".gz",),
        sign=re.compile(_GZIP),
        read=_of("archives", "read_gzip"),
        gathers=True,
    ),
    Form(
        what="an archive of the web",
        endings=(".warc.gz", ".warc"),
        sign=re.compile(rb"WARC/\d|" + _GZIP),
        read=_of("archives", "read_warc"),
        needs="warcio",
        gathers=True,
    ),
)
"""Every form that is read. Where an ending or the first bytes of a file are in two rows, the first counts."""

NO_FORMS = (
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word file", "save it as .docx or as text"),
    (re.compile(rb"\{\\rtf"), "a rich-text file", "save it as .docx or as text"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", re.DOTALL), "a picture", "save its text as a .txt file"),
)
"""What is in no form of an article, and what to do with it."""


def form_of(ending: str) -> Form | None:
    """The form of files with this ending (lower-case, with its dot); None where there is none."""
    return next((form for form in FORMS if ending in form.endings), None)


def sniffed(head: bytes) -> Form | None:
    """The form that the first bytes of a file speak for; None where they speak for none."""
    return next((form for form in FORMS if form.sign and form.sign.match(head)), None)
