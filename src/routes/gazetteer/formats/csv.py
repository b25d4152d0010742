"""A table for spreadsheets: one column for each field that some place has, comma-separated, UTF-8.

It holds all that a record holds. A list of texts is written `one; two`, other lists and mappings as JSON. A text that
a spreadsheet would run as a formula, or that begins as one of these does, gets an apostrophe in front.
"""

from __future__ import annotations

import csv as csv_format
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from routes.gazetteer.formats.foreign import Publication, Read, completed
from routes.gazetteer.parse import FORM
from routes.gazetteer.records import Record, fields_in_order, number_text
from routes.model import Problem

__all__ = ["read", "write"]

_ESCAPED = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "[", "{")


def write(records: Sequence[Record], publication: Publication) -> str:
    """The table with its header; lines end with a line feed."""
    del publication  # a table needs none
    columns = fields_in_order(dict.fromkeys(name for record in records for name in record))
    out = io.StringIO()
    writer = csv_format.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(record[name]) if name in record else "" for name in columns] for record in records)
    return out.getvalue()


def read(text: str, file: str) -> Read:
    """The rows of a table whose columns are called as our fields; separated by commas, semicolons or tabs."""
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    rows = csv_format.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return tuple(completed(_record(row)) for row in rows), ()
    except csv_format.Error as error:  # a cell without an end
        mend = "close the quotes of a cell there"
        return (), (Problem(file=file, line=rows.line_num, what=f"is no table: {error}", mend=mend),)


def _record(row: Mapping[str | None, Any]) -> dict[str, Any]:
    filled = {str(name).strip(): cell for name, cell in row.items() if name and isinstance(cell, str) and cell.strip()}
    return {name: _parsed(cell, _type(name)) for name, cell in filled.items()}


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a record holds
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_ESCAPED) else value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _list(value)
    return number_text(value)


def _list(value: Any) -> str:  # noqa: ANN401 - as above
    joined = isinstance(value, list) and all(isinstance(part, str) and _joins(part) for part in value)
    return "; ".join(value) if joined else json.dumps(value, ensure_ascii=False)


def _joins(text: str) -> bool:
    return ";" not in text and text == text.strip() and not text.startswith(_ESCAPED)


def _type(name: str) -> str:
    field = FORM.schema["fields"].get(name)
    return str(field["schema"]["type"]) if field else "str"


def _parsed(cell: str, kind: str) -> Any:  # noqa: ANN401 - as above
    """The value of a cell; a cell that is not of its kind stays text, for the check to tell."""
    if cell.startswith("'") and kind not in ("list", "dict", "tuple", "float", "int"):
        return cell[1:]
    try:
        if kind in ("float", "int"):
            return int(cell) if cell.strip().lstrip("-").isdigit() else float(cell)
        if cell.startswith(("[", "{")):
            return json.loads(cell)
    except ValueError:
        return cell
    return [part.strip() for part in cell.split(";") if part.strip()] if kind == "list" else cell
