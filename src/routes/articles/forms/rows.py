"""Tables of articles, one to a row: JSON Lines, JSON, CSV, Parquet. Row 12 of `dump.jsonl` is called `dump.jsonl#12`.

Rows count from 1: lines of JSON Lines, records after the head of CSV, rows of Parquet, members of a list of JSON.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from routes.articles.facts import Facts
from routes.articles.file import File, Found, UnreadableError, found
from routes.articles.forms.plain import MAX_BYTES
from routes.articles.text import mended, plain, text_of
from routes.errors import RoutesError
from routes.model import Problem
from routes.parquet import group_sizes, read_groups

__all__ = ["COLUMNS", "read_csv", "read_json", "read_json_lines", "read_parquet"]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "body": ("body", "text", "content", "article", "maintext", "main_text", "articlebody", "article_text", "raw_text",
             "texto", "cuerpo", "contenido"),
    "html": ("html", "raw_html"),
    "title": ("title", "headline", "titulo", "título", "titular"),
    "url": ("url", "link", "canonical_url", "source_url", "enlace"),
    "publisher": ("publisher", "outlet", "source", "site_name", "sitename", "source_name", "medio", "source_domain",
                  "domain", "hostname"),
    "published": ("published", "date", "published_at", "publish_date", "date_publish", "publication_date",
                  "date_published", "datepublished", "pubdate", "fecha"),
    "lang": ("lang", "language", "idioma"),
}  # fmt: skip
"""What a column is, by its name in lower case; of several the first counts."""

_NAME_IT = "name the column of the articles' text `text`, or that of their pages `html`"
_MAX_JSON = 200_000_000
_DELIMITERS = ("\t", ";", "|", ",")
_Row = Mapping[str, Any]


def read_json_lines(file: File) -> Iterator[Found | File]:
    """The article of each line; a line that is no JSON is told, and the others are read."""
    for number, text, problems in _lines(file):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield _broken(file, number, f"is no JSON: {getattr(error, 'msg', 'nested too deeply')}", number)
            continue
        yield _article(file, number, row, problems, line=number)


def read_json(file: File) -> Iterator[Found | File]:
    """The articles of a list, or the one article of an object."""
    text, problems = text_of(file.content(_MAX_JSON), file.name)
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        if getattr(error, "msg", "") == "Extra data":  # a line for each article, whatever its name says
            yield from read_json_lines(file)
            return
        line = getattr(error, "lineno", None)
        told = f"is no JSON: {getattr(error, 'msg', 'nested too deeply')}" + (f" in line {line}" if line else "")
        raise UnreadableError(told, "mend it, or name it .jsonl where each line is an article") from None
    for number, row in enumerate(tree if isinstance(tree, list) else [tree], start=1):
        yield _article(file, number, row, problems)
        problems = ()


def read_csv(file: File) -> Iterator[Found | File]:
    """The article of each record; the first record names the columns."""
    csv.field_size_limit(MAX_BYTES)
    guesses: list[Problem] = []
    lines = (_noted(text, problems, guesses) for _, text, problems in _lines(file))
    head = next(lines, "")
    delimiter = max(_DELIMITERS, key=head.count)
    records = csv.reader(_again(head, lines), delimiter=delimiter)
    names: Sequence[str] = ()
    try:
        names = next(records, [])
        _check_columns(names)
        for number, record in enumerate(records, start=1):
            if any(record):
                row = dict(zip(names, record, strict=False))
                yield _article(file, number, row, tuple(guesses), line=records.line_num)
                guesses.clear()
    except csv.Error as error:
        what = f"is no CSV from line {records.line_num} on: {error}"
        raise UnreadableError(what, "look for a quotation mark that is not closed before it") from None


def read_parquet(file: File) -> Iterator[Found | File]:
    """The article of each row, read group by group."""
    number = 0
    try:
        groups = range(len(group_sizes(file.stream)))
        for columns in read_groups(file.stream, groups):
            _check_columns(columns)
            for values in zip(*columns.values(), strict=True):
                number += 1
                yield _article(file, number, dict(zip(columns, values, strict=True)))
    except ValueError:
        raise UnreadableError("is a Parquet file that was cut or damaged", "get it again") from None
    except UnreadableError:
        raise
    except RoutesError as error:  # pyarrow is missing
        raise ModuleNotFoundError(str(error), name="pyarrow") from error


# --- one row -----------------------------------------------------------------------------------


def _article(
    file: File, number: int, row: object, problems: tuple[Problem, ...] = (), line: int | None = None
) -> Found | File:
    """The article of a row, or the page in it."""
    name = f"{file.name}#{number}"
    known = _known(row) if isinstance(row, dict) else {}
    html, body = known.pop("html", ""), known.pop("body", "")
    values = {key: value for key, value in known.items() if value.strip()}
    facts = Facts(
        values=values, lines=dict.fromkeys(values, line) if line else {}, files=dict.fromkeys(values, file.name)
    )
    part = replace(file, name=name, facts=file.facts.over(facts), within=True)
    if html.strip() and not body.strip():
        return replace(part, stream=BytesIO(html.encode("utf-8", "replace")), ending=".html")
    if not body.strip():
        return _broken(file, number, "holds no text", line, _NAME_IT)
    if len(body) > MAX_BYTES:
        return _broken(file, number, f"is longer than {MAX_BYTES // 1_000_000} million characters", line)
    body, more = mended(plain(body), file.name)
    return found(part, body, problems=(*problems, *(replace(problem, line=line) for problem in more)))


def _known(row: Mapping[object, object]) -> dict[str, str]:
    """The values that COLUMNS names, as text."""
    lower = {str(key).strip().lower(): value for key, value in row.items()}
    chosen = {
        key: next((lower[name] for name in names if lower.get(name) not in (None, "")), None)
        for key, names in COLUMNS.items()
    }
    return {key: str(value) for key, value in chosen.items() if isinstance(value, str | int | float | date)}


def _check_columns(names: Iterable[str]) -> None:
    told = [str(name).strip() for name in names]
    if not {name.lower() for name in told}.intersection((*COLUMNS["body"], *COLUMNS["html"])):
        raise UnreadableError(
            f"has no column with the text; its columns are {', '.join(told)[:200] or 'none'}", _NAME_IT
        )


def _broken(file: File, number: int, what: str, line: int | None, mend: str = "mend it, or take it out") -> Found:
    """No article in this row; told by its line where it has one."""
    name = f"{file.name}#{number}"
    return Found(name, None, (Problem(file=file.name if line else name, line=line, what=what, mend=mend),))


# --- lines -------------------------------------------------------------------------------------


def _lines(file: File) -> Iterator[tuple[int, str, tuple[Problem, ...]]]:
    """Each line with its number and what had to be guessed of it, none longer than an article may be."""
    stream = file.stream
    stream.seek(0)
    if stream.read(2) in (b"\xff\xfe", b"\xfe\xff"):
        stream.seek(0)
        for number, text in enumerate(codecs.getreader("utf-16")(stream, "replace"), start=1):
            yield number, text, ()
        return
    stream.seek(0)
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            what = f"has more than {MAX_BYTES // 1_000_000} MB in line {number}"
            raise UnreadableError(what, "put each article into a line of its own")
        text, problems = text_of(line, file.name)
        yield number, text.removeprefix("\ufeff"), tuple(replace(problem, line=number) for problem in problems)


def _noted(text: str, problems: tuple[Problem, ...], into: list[Problem]) -> str:
    into += problems
    return text.replace("\0", " ")


def _again(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head
    yield from lines
