"""A table of fields as a JSON Schema (draft 2020-12), for editors that complete, explain and check while one types.

It says the same as `routes.gazetteer.schema`, from the same tables, as far as JSON Schema can: that an id is given
twice, lies in the sea or does not exist, only `routes check` finds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from routes.gazetteer import caravans, parse, rulings
from routes.gazetteer.schema import Form, Schema

__all__ = ["FORMS", "JsonSchema", "json_schema"]

JsonSchema = dict[str, Any]
"""A JSON Schema, ready for `json.dumps`."""

FORMS: Mapping[str, Form[Any]] = MappingProxyType(
    {"caravans": caravans.FORM, "corrections": rulings.FORM, "gazetteer": parse.FORM}
)
"""The files of a project that have a form, by name without `.yaml`."""


def json_schema(name: str) -> JsonSchema:
    """The JSON Schema of one of FORMS. A file without records is right too, and so is an empty one."""
    form = FORMS[name]
    records = {
        "type": ["array", "null"],
        "description": f"The {form.root}, each with an id of its own.",
        "items": {**_schema(form.schema), **form.schema_of_whole},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{name}.yaml of routes",
        "type": ["object", "null"],
        "properties": {form.root: records},
        "additionalProperties": False,
    }


def _schema(schema: Schema) -> JsonSchema:
    """One schema of pydantic-core, with what its field is for."""
    metadata = schema.get("metadata", {})
    said = {"description": metadata["about"]} if "about" in metadata else {}
    return said | _KINDS[schema["type"]](schema)


def _text(schema: Schema) -> JsonSchema:
    kind = ["string", "number"] if schema.get("coerce_numbers_to_str") else "string"
    if "pattern" not in schema:
        return {"type": kind, "pattern": r"\S"}
    return {"type": kind, "pattern": schema["pattern"], "examples": [schema["metadata"]["example"].strip('"')]}


def _number(schema: Schema) -> JsonSchema:
    return {"type": _NUMBERS[schema["type"]], "minimum": schema["ge"], "maximum": schema["le"]}


def _word(schema: Schema) -> JsonSchema:
    return {"enum": schema["expected"]}


def _list(schema: Schema) -> JsonSchema:
    return {"type": "array", "items": _schema(schema["items_schema"]), "minItems": schema["min_length"]}


def _tuple(schema: Schema) -> JsonSchema:
    parts = [_schema(part) for part in schema["items_schema"]]
    return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}


def _mapping(schema: Schema) -> JsonSchema:
    keys, values = _schema(schema["keys_schema"]), _schema(schema["values_schema"])
    return {"type": "object", "propertyNames": keys, "additionalProperties": values}


def _record(schema: Schema) -> JsonSchema:
    fields = schema["fields"]
    return {
        "type": "object",
        "properties": {name: _schema(field["schema"]) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field["required"]],
        "additionalProperties": False,
    }


_NUMBERS = {"float": "number", "int": "integer"}
_KINDS: dict[str, Callable[[Schema], JsonSchema]] = {
    "str": _text,
    "float": _number,
    "int": _number,
    "literal": _word,
    "list": _list,
    "tuple": _tuple,
    "dict": _mapping,
    "typed-dict": _record,
    "function-after": lambda schema: _schema(schema["schema"]),
}
