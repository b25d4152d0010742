"""Lists of records in YAML: every record checked against a table of fields, every mistake with its address.

A `Form` says what a file such as `gazetteer.yaml` holds; `read_entries` gives the records that fit it, each with the
way back to its lines, and a `Problem` for everything that does not. The checking is done by pydantic's own core,
from plain tables: loading pydantic's classes too would cost more time than reading a thousand places.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from routes.files import Keys, Tree, Value, load_yaml
from routes.model import DateSpan, Problem, Severity

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails, SchemaValidator

__all__ = [
    "DAY",
    "INTERVAL",
    "TEXT",
    "Entry",
    "Form",
    "Mend",
    "Schema",
    "about",
    "list_of",
    "number",
    "one_of",
    "pattern",
    "read_entries",
    "record",
    "whole_number",
]

T = TypeVar("T")
Schema = dict[str, Any]
"""A schema of pydantic-core, as a plain table."""


# --- tables of fields --------------------------------------------------------------------------

TEXT: Schema = {"type": "str", "strict": True, "strip_whitespace": True, "min_length": 1}
"""Any text that is not empty."""


def about(schema: Schema, description: str) -> Schema:
    """The schema of a field with what the field is for, in words: `metadata.about`."""
    return {**schema, "metadata": {**schema.get("metadata", {}), "about": description}}


def pattern(regex: str, form: str, *, example: str) -> Schema:
    """Text that matches `regex`; `form` describes it in words."""
    return {**TEXT, "pattern": regex, "metadata": {"form": form, "example": example}}


def number(low: float, high: float) -> Schema:
    """A number, both ends included."""
    return {"type": "float", "strict": True, "allow_inf_nan": False, "ge": low, "le": high}


def whole_number(low: int, high: int) -> Schema:
    """A whole number, both ends included."""
    return {"type": "int", "strict": True, "ge": low, "le": high}


def one_of(*words: str) -> Schema:
    """One of these words."""
    return {"type": "literal", "expected": list(words)}


def list_of(schema: Schema) -> Schema:
    """A list of one or more."""
    return {"type": "list", "items_schema": schema, "min_length": 1}


def record(required: Mapping[str, Schema], optional: Mapping[str, Schema]) -> Schema:
    """A mapping with these fields and no others."""
    fields = {
        name: {"type": "typed-dict-field", "schema": schema, "required": name in required}
        for name, schema in {**required, **optional}.items()
    }
    return {"type": "typed-dict", "fields": fields, "extra_behavior": "forbid"}


DAY: Schema = {
    "type": "function-after",
    "function": {"type": "no-info", "function": date.fromisoformat},
    "schema": pattern(r"^(?:1[5-9]|2\d)\d\d-\d\d-\d\d$", "a day (year-month-day, 1500 to 2999)", example="2018-10-12"),
}
"""A day of the calendar, `2018-10-12`; gives a `datetime.date`."""


def _interval(text: str) -> DateSpan:
    first, _, last = text.partition("/")
    span = DateSpan(first=_first_day(first), last=_last_day(last or first))
    if span.last < span.first:
        raise ValueError(text)
    return span


def _first_day(text: str) -> date:
    return date(int(text), 1, 1) if len(text) == len("2018") else date.fromisoformat(text)


def _last_day(text: str) -> date:
    return date(int(text), 12, 31) if len(text) == len("2018") else date.fromisoformat(text)


_YEAR_OR_DAY = r"(?:1[5-9]|2\d)\d\d(?:-\d\d-\d\d)?"

INTERVAL: Schema = {
    "type": "function-after",
    "function": {"type": "no-info", "function": _interval},
    "schema": {
        **pattern(
            rf"^{_YEAR_OR_DAY}(?:/{_YEAR_OR_DAY})?$",
            "years or days, the earlier first",
            example="2018/2021 or 2018-10-19/2018-11-02",
        ),
        "strict": False,
        "coerce_numbers_to_str": True,
    },
}
"""Years or days from the first to the last, both of them too: `2018/2021`, `2018`; gives a `DateSpan`."""


# --- entries -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[T]):
    """A record of a file and the way back to its lines."""

    value: T
    tree: Tree
    keys: Keys

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.tree.at(self.keys).line

    @property
    def written(self) -> Mapping[str, Value]:
        """Its fields as they stand in the file."""
        fields: Mapping[str, Value] = self.tree.value[self.keys[0]][self.keys[1]]
        return fields

    def problem(self, fields: Keys, what: str, mend: str = "", *, severity: Severity = "error") -> Problem:
        """A problem with the value at `fields` of this record."""
        return self.tree.problem((*self.keys, *fields), what, mend, severity=severity)


class Mend(NamedTuple):
    """The field that is to blame, what is wrong with it, and how to mend it."""

    field: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form(Generic[T]):
    """What a file of records holds: a mapping with the one key `root`, below it a list.

    `noun` is the word for a record in messages. `make` makes the value of the checked fields. `mends` may know more of
    a wrong field, from the whole record as it was written; `whole` what is wrong with fields that are right one by one.
    `schema_of_whole` says the same as `whole` in a JSON Schema.
    """

    root: str
    noun: str
    schema: Schema
    make: Callable[[Mapping[str, Any]], T]
    identify: Callable[[T], str]
    mends: Mapping[str, Callable[[Mapping[str, Value]], Mend | None]] = field(default_factory=dict)
    whole: Callable[[Mapping[str, Value]], Mend | None] = lambda _: None
    schema_of_whole: Mapping[str, Any] = field(default_factory=dict)


def read_entries(text: str | bytes, file: str, form: Form[T]) -> tuple[tuple[Entry[T], ...], tuple[Problem, ...]]:
    """The records of a YAML text that are right, in the order of the file, and every problem of all others.

    Of two records with one id the first is kept.
    """
    tree, problems = load_yaml(text, file)
    found = list(problems)
    if tree is None:
        return (), problems
    entries: dict[str, Entry[T]] = {}
    for keys in _records(tree, form, found):
        entry = _entry(tree, keys, form, found)
        if entry is None:
            continue
        first = entries.setdefault(form.identify(entry.value), entry)
        if first is not entry:
            what = f"{form.identify(entry.value)} is the id of another {form.noun} (line {first.line})"
            found.append(entry.problem(("id",), what, "give this one an id of its own"))
    return tuple(entries.values()), tuple(sorted(dict.fromkeys(found), key=_address))


def _address(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0


def _records(tree: Tree, form: Form[T], found: list[Problem]) -> Iterator[Keys]:
    """The way to each record; a problem where the file has another form."""
    if tree.value is None:
        return
    if not isinstance(tree.value, dict):
        found.append(tree.problem((), "is no mapping", f"begin with a line `{form.root}:`"))
        return
    for key in tree.value.keys() - {form.root}:
        mend = f"the only key at the left margin is `{form.root}:`"
        found.append(tree.problem((key,), f"is no part of a list of {form.root}", mend, at=tree.key_at((key,))))
    records = tree.value.get(form.root)
    if records is not None and not isinstance(records, list):
        found.append(tree.problem((form.root,), "is no list", f"begin each {form.noun} with `- id: ...`"))
        return
    for i in range(len(records or ())):
        yield form.root, i


def _entry(tree: Tree, keys: Keys, form: Form[T], found: list[Problem]) -> Entry[T] | None:
    from pydantic_core import ValidationError

    written = tree.value[keys[0]][keys[1]]
    try:
        fields = _validator(form).validate_python(written)
    except ValidationError as error:
        found.extend(_problem(tree, keys, details, form) for details in error.errors(include_url=False))
        return None
    wrong = form.whole(written)
    if wrong:
        found.append(tree.problem((*keys, wrong.field), wrong.what, wrong.mend, at=tree.key_at((*keys, wrong.field))))
        return None
    return Entry(value=form.make(fields), tree=tree, keys=keys)


@cache
def _validator(form: Form[T]) -> SchemaValidator:
    """The form's validator, made at its first use; forms are few and live as long as the program."""
    from pydantic_core import SchemaValidator

    return SchemaValidator(form.schema)


# --- words for mistakes ------------------------------------------------------------------------


def _problem(tree: Tree, keys: Keys, error: ErrorDetails, form: Form[T]) -> Problem:
    """Pydantic's error as a problem in the user's words, at its place in the file."""
    written = tree.value[keys[0]][keys[1]]
    if error["type"] == "missing" and isinstance(error["loc"][-1], int):  # a list that is too short
        error = {**error, "type": "too_short", "loc": error["loc"][:-1], "input": written[error["loc"][0]]}
    if isinstance(written, dict) and error["loc"] and error["loc"][0] in form.mends:
        known = form.mends[str(error["loc"][0])](written)
        if known:
            return tree.problem((*keys, known.field), known.what, known.mend)
    path: Keys = (*keys, *error["loc"])
    what, mend = _words(error, _schema_at(form.schema, error["loc"]))
    at = tree.key_at(path) if error["type"] == "extra_forbidden" else tree.at(path)
    return tree.problem(path, what, mend, at=at)


def _schema_at(schema: Schema, loc: Iterable[str | int]) -> Schema:
    """The part of a schema that the way leads to; of an unknown field the mapping that it stands in."""
    for key in loc:
        if schema["type"] == "typed-dict":
            if key not in schema["fields"]:
                return schema
            schema = schema["fields"][key]["schema"]
        else:
            items = schema.get("items_schema") or schema.get("values_schema") or schema
            schema = items[int(key)] if isinstance(items, list) else items
    return schema.get("schema", schema) if schema["type"] == "function-after" else schema


def _words(error: ErrorDetails, schema: Schema) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    kind, value, name = error["type"], error["input"], str(error["loc"][-1]) if error["loc"] else ""
    if kind == "missing":
        return "is missing", f"add a line `{name}: ...`"
    if kind == "extra_forbidden":
        return _unknown_field(name, schema)
    if value is None:
        return "is empty", "give a value, in quotes if it begins with #, or take the line out"
    return _WORDS.get(schema["type"], _wrong_text)(value, schema)


def _unknown_field(name: str, schema: Schema) -> tuple[str, str]:
    known = sorted(schema["fields"])
    near = difflib.get_close_matches(name.lower(), known, n=1) or [
        field
        for field in known
        if name.lower().startswith(field)  # latitude, longitude
    ]
    return "is no field here", f"write `{near[0]}`" if near else f"take it out; there are {', '.join(known)}"


def _wrong_text(value: Value, schema: Schema) -> tuple[str, str]:
    metadata = schema.get("metadata", {})
    if isinstance(value, dict | list):
        return f"is {_shape(value)}, not text", "write text, in quotes if it holds : , [ ] { } or #"
    if not isinstance(value, str):
        return f"{_shown(value)} is {_shape(value)}, not text", f'write "{_shown(value)}"'
    if not value.strip():
        return "is empty", "give a value, or take the line out"
    return f"{value} is not {metadata.get('form', 'a day that exists')}", f"write it like {metadata.get('example')}"


def _wrong_number(value: Value, schema: Schema) -> tuple[str, str]:
    low, high = schema["ge"], schema["le"]
    if isinstance(value, str):
        return f"{value!r} is text, not a number", f"write a plain number between {low} and {high}, without quotes"
    if isinstance(value, bool | dict | list) or (schema["type"] == "int" and low <= value <= high):
        return f"is not a {'whole ' if schema['type'] == 'int' else ''}number", f"write one between {low} and {high}"
    return f"{value} is not between {low} and {high}", "look the number up again"


def _wrong_word(value: Value, schema: Schema) -> tuple[str, str]:
    known = schema["expected"]
    near = difflib.get_close_matches(str(value).lower(), [word.lower() for word in known], n=1)
    meant = next((word for word in known if near and word.lower() == near[0]), None)
    return f"{_shown(value)} is none of {', '.join(known)}", f"write {meant}" if meant else "write one of them"


def _wrong_list(value: Value, schema: Schema) -> tuple[str, str]:
    count = len(schema["items_schema"]) if schema["type"] == "tuple" else None
    if not isinstance(value, list):
        return f"is {_shape(value)}, not a list", "put it in brackets: [...]"
    if count:
        return f"has {len(value)} parts, not {count}", "write [west, south, east, north]"
    return "is empty", "give it a part, or take the line out"


def _wrong_mapping(value: Value, schema: Schema) -> tuple[str, str]:
    fields = schema.get("fields", {"key": None})
    return f"is {_shape(value)}, not a mapping", f"write {', '.join(f'{name}: ...' for name in list(fields)[:2])}"


_WORDS: dict[str, Callable[[Value, Schema], tuple[str, str]]] = {
    "str": _wrong_text,
    "float": _wrong_number,
    "int": _wrong_number,
    "literal": _wrong_word,
    "list": _wrong_list,
    "tuple": _wrong_list,
    "typed-dict": _wrong_mapping,
    "dict": _wrong_mapping,
}

_SHAPES = ((bool, "true or false"), (str, "text"), (int, "a number"), (float, "a number"), (list, "a list"))


def _shape(value: Value) -> str:
    return next((name for kind, name in _SHAPES if isinstance(value, kind)), "a mapping")


def _shown(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
