"""Strict YAML: a text into a tree of plain values of which each knows its line and column.

YAML here is small: mappings, lists, text and plain numbers. Whatever YAML 1.1 would read as something else than it
looks (`NO`, `12:30`, `010`), and whatever hides what a file says (anchors, tags, several documents, a key given
twice) is a `Problem` with a line and a column, never a surprise:

    load_yaml("country: NO", "x.yaml")[1]
    # x.yaml:1:10: country: NO without quotes is a truth value to YAML programs; if text is meant, write "NO"

Lines and columns count from 1, columns in characters. No other module imports PyYAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from routes.model import Problem, Severity

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Address", "Keys", "Tree", "Value", "load_yaml", "path_text"]

MAX_BYTES = 10_000_000
"""Larger YAML is refused unread; the whole example gazetteer is below 100 kB."""

MAX_DEPTH = 20
"""Deeper nesting is refused: PyYAML's own composers recurse and crash at a few thousand levels."""

Keys = tuple[str | int, ...]
"""The way to a value inside a tree: `("places", 7, "lon")`."""

Value = Any
"""What a tree holds: dict (keys are text), list, str, int, float, bool or None."""


class Address(NamedTuple):
    """Where something stands in a file; both count from 1."""

    line: int
    column: int


class Marks(NamedTuple):
    """Where each value and each key stands, by the way to it: PyYAML's marks, `line` and `column` from 0."""

    values: dict[Keys, Any]
    keys: dict[Keys, Any]


def _address(mark: Any) -> Address:  # noqa: ANN401 - two classes of PyYAML's, one of them in C
    return Address(mark.line + 1, mark.column + 1) if mark else Address(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A YAML document: its plain `value`, and `marks`, which finds where each value and each key of it stands.

    Few trees are ever asked for an address: the marks of a text without problems are made at the first question.
    """

    file: str
    value: Value
    marks: Callable[[], Marks] = field(repr=False, compare=False)

    def at(self, keys: Keys) -> Address:
        """Where the value stands; of the nearest value around it where it has none of its own (a missing field)."""
        marks = self.marks().values
        while keys and keys not in marks:
            keys = keys[:-1]
        return _address(marks.get(keys))

    def key_at(self, keys: Keys) -> Address:
        """Where the key itself stands, else its value."""
        marks = self.marks().keys
        return _address(marks[keys]) if keys in marks else self.at(keys)

    def problem(
        self, keys: Keys, what: str, mend: str = "", *, severity: Severity = "error", at: Address | None = None
    ) -> Problem:
        """A problem with the value at `keys`, its path before what is wrong: `places[7].lon: 999 is ...`."""
        line, column = at or self.at(keys)
        said = f"{path_text(keys)}: {what}" if keys else what
        return Problem(file=self.file, line=line, column=column, what=said, mend=mend, severity=severity)


def path_text(keys: Keys) -> str:
    """`("places", 7, "lon")` as `places[7].lon`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")


_Event = Any  # PyYAML's events have no common type with marks and values
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})(?:(\.\d{1,30})?([eE][-+]?\d{1,2})?)")
_WORDS: dict[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_TRAPS = (
    (re.compile(r"(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)"), "a truth value"),
    (re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?"), "a number to the base 60"),
    (re.compile(r"[-+]?0[0-7_]+"), "an octal number"),
    (re.compile(r"[-+]?0(?:x[\da-fA-F_]+|b[01_]+)"), "a hexadecimal or binary number"),
    (re.compile(r"[-+]?\d+(?:_\d*)+(?:\.[\d_]*)?"), "a number"),
    (re.compile(r"[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)"), "an infinite number or none"),
)
# Every trap begins like this, and few other words do: most text is never tried against the table.
_SUSPECT = re.compile(r"[-+.\d]|[yYnNoO]\w{1,2}\Z")


def _resolved(text: str) -> Value:
    """The value of a scalar without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    number = _SUSPECT.match(text) and _NUMBER.fullmatch(text)
    if not number:
        return text
    return float(text) if number[1] or number[2] else int(text)


def _trap(text: str) -> str:
    """What a scalar without quotes is to other YAML programs, where it does not look it; else empty."""
    if not _SUSPECT.match(text) or _NUMBER.fullmatch(text):
        return ""
    return next((reading for pattern, reading in _TRAPS if pattern.fullmatch(text)), "")


_TAB = re.compile(r"^[ ]*\t[ \t]*(?=\S)", re.MULTILINE)
_SYNTAX_MENDS = (
    ("mapping values are not allowed", 'put text that holds ": " in quotes, or mend the indentation'),
    ("could not find expected ':'", "write `key: value`, with a blank after the colon"),
    ("cannot start any token", "put text that begins with this character in quotes"),
    ("unexpected end of stream", "close the quote or bracket that was opened there"),
    ("escape", "use single quotes, or write \\\\ for a backslash"),
    ("block", "line it up with the lines above it, or put text that holds quotes in quotes"),
    ("flow", "close the bracket, put a comma between its parts, or put text that holds , [ ] { } in quotes"),
)


# libyaml has a limit of its own, which it comes upon first where it looks ahead.
_TOO_DEEP = f"is nested deeper than {MAX_DEPTH} levels", "mend the brackets or the indentation"

# Mistakes that the parser notices only lines later: their address is where the text that it was in began.
_SEEN_LATE = ("could not find expected ':'", "unexpected end of stream")


class _UnreadableError(Exception):
    """The text holds no tree; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def load_yaml(text: str | bytes, file: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    """The one document of a YAML text, and every problem with its form; `file` is the name for their addresses.

    The tree is None where the text cannot be read as one document at all, and holds None where it is empty. Plain
    numbers become int or float, `true` and `false` bool, an empty value or `null` None; all else stays text: dates
    too. Where a problem is reported the value is text (a trap), the first given (a key twice) or None (an alias).
    """
    try:
        clean = _clean(text, file)
        try:
            return Tree(file=file, value=_QuickReader(clean).value(), marks=cache(lambda: _marks(file, clean))), ()
        except _IrregularError:
            builder = _Builder(file, clean)
            return builder.tree(), tuple(builder.problems)
    except _UnreadableError as unreadable:
        return None, (unreadable.problem,)
    except yaml.MarkedYAMLError as error:
        return None, (_syntax_problem(error, file),)


def _clean(text: str | bytes, file: str) -> str:
    """The text without a mark of its encoding; raises _UnreadableError where no YAML parser may be given it."""
    if len(text) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES // 1_000_000} MB"
        raise _UnreadableError(Problem(file=file, what=what, mend="split it, or take out what is no place"))
    if isinstance(text, bytes):
        text = _utf8(text, file)
    text = text.removeprefix("\ufeff")
    if match := yaml.reader.Reader.NON_PRINTABLE.search(text):
        what = f"holds the control character U+{ord(match[0]):04X}"
        raise _UnreadableError(_at_offset(text, match.start(), file, what, "take it out, and save the file as UTF-8"))
    if match := _TAB.search(text):
        raise _UnreadableError(
            _at_offset(text, text.index("\t", match.start()), file, "is indented with a tab", "use blanks")
        )
    return text


def _utf8(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        what = f"is not UTF-8 (byte {content[error.start]:#04x})"
        raise _UnreadableError(_at_offset(before, len(before), file, what, "save it as UTF-8")) from error


def _at_offset(text: str, offset: int, file: str, what: str, mend: str) -> Problem:
    line_start = text.rfind("\n", 0, offset) + 1
    line = text.count("\n", 0, offset) + 1
    return Problem(file=file, line=line, column=offset - line_start + 1, what=what, mend=mend)


def _syntax_problem(error: yaml.MarkedYAMLError, file: str) -> Problem:
    begun = any(words in str(error.problem) for words in _SEEN_LATE)
    mark = (error.context_mark if begun else error.problem_mark) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    if "maximum nesting depth" in str(error.problem):
        return Problem(file=file, line=line, column=column, what=_TOO_DEEP[0], mend=_TOO_DEEP[1])
    what = " ".join(filter(None, ("is no YAML:", error.context, _opened(error), error.problem)))
    mend = next((mend for words, mend in _SYNTAX_MENDS if words in what), "mend the line, or put its text in quotes")
    return Problem(file=file, line=line, column=column, what=what, mend=mend)


def _opened(error: yaml.MarkedYAMLError) -> str:
    return f"(from line {error.context_mark.line + 1})" if error.context_mark else ""


class _IrregularError(Exception):
    """The text holds something that is left to `_Builder`, which says what."""


class _Plain(dict[str, Value]):
    """The values of plain scalars by their text; most are met many times."""

    def __missing__(self, text: str) -> Value:
        value = text
        if _SUSPECT.match(text):
            value = _resolved(text)
            if value is text and _trap(text):
                raise _IrregularError
        self[text] = value
        return value


class _PlainKeys(dict[str, str]):
    """Keys that are nothing else to any YAML program."""

    def __missing__(self, text: str) -> str:
        if text == "<<" or _trap(text):
            raise _IrregularError
        self[text] = text
        return text


class _QuickReader:
    """Makes the value of a text without problems, as `_Builder` does, but no marks, and so in half the time."""

    def __init__(self, text: str) -> None:
        self._next: Callable[[], _Event] = _Loader(text).get_event
        self._plain = _Plain(_WORDS)
        self._keys = _PlainKeys()

    def value(self) -> Value:
        """The one document. Raises _IrregularError."""
        self._next()  # the stream's start
        if type(self._next()) is not DocumentStartEvent:
            return None
        value = self._value(self._next(), MAX_DEPTH)
        self._next()  # the document's end
        if type(self._next()) is DocumentStartEvent:
            raise _IrregularError
        return value

    def _value(self, event: _Event, depth: int) -> Value:
        kind = type(event)
        if event.anchor or kind is AliasEvent or event.tag:
            raise _IrregularError
        if kind is ScalarEvent:
            return self._plain[event.value] if event.implicit[0] else event.value
        if not depth:
            raise _IrregularError
        return self._mapping(depth - 1) if kind is MappingStartEvent else self._sequence(depth - 1)

    def _sequence(self, depth: int) -> list[Value]:
        values: list[Value] = []
        while type(event := self._next()) is not SequenceEndEvent:
            values.append(self._value(event, depth))
        return values

    def _mapping(self, depth: int) -> dict[str, Value]:
        values: dict[str, Value] = {}
        following, key_of, plain = self._next, self._keys, self._plain
        while (kind := type(event := following())) is not MappingEndEvent:
            if kind is not ScalarEvent or event.anchor or event.tag:
                raise _IrregularError
            key = key_of[event.value]
            if key in values:
                raise _IrregularError
            event = following()
            if type(event) is ScalarEvent and event.implicit[0] and not event.anchor:
                values[key] = plain[event.value]
            else:
                values[key] = self._value(event, depth)
        return values


def _marks(file: str, text: str) -> Marks:
    builder = _Builder(file, text)
    builder.tree()
    return builder.marks


class _Builder:
    """Makes the tree of the parser's events, one pass, without PyYAML's resolver, composer or constructor."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.marks = Marks({}, {})
        self._next: Callable[[], _Event] = _Loader(text).get_event

    def tree(self) -> Tree:
        self._next()  # the stream's start
        event = self._next()
        value = None
        if isinstance(event, DocumentStartEvent):
            value = self._value(self._next(), ())
            self._next()  # the document's end
            self._refuse_second(self._next())
        return Tree(file=self.file, value=value, marks=lambda: self.marks)

    def _refuse_second(self, event: _Event) -> None:
        if isinstance(event, DocumentStartEvent):
            raise _UnreadableError(self._problem((), event, "holds a second document", "take out the line `---`"))

    def _value(self, event: _Event, keys: Keys) -> Value:
        self.marks.values[keys] = event.start_mark
        kind = type(event)
        if kind is AliasEvent:
            self._add(keys, event, f"*{event.anchor} is an alias", "write the value itself")
            return None
        if event.anchor or event.tag:
            self._refuse_marks(event, keys)
        if kind is ScalarEvent:
            return self._scalar(event, keys)
        if len(keys) >= MAX_DEPTH:
            raise _UnreadableError(self._problem((), event, *_TOO_DEEP))
        return self._mapping(keys) if kind is MappingStartEvent else self._sequence(keys)

    def _sequence(self, keys: Keys) -> list[Value]:
        values: list[Value] = []
        while type(event := self._next()) is not SequenceEndEvent:
            values.append(self._value(event, (*keys, len(values))))
        return values

    def _mapping(self, keys: Keys) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event, keys)
            if key is None:
                self._skip(self._next())
            elif key in values:
                first = self.marks.keys[(*keys, key)].line + 1
                self._add((*keys, key), event, f"is given twice (first on line {first})", "keep one of them")
                self._skip(self._next())
            else:
                here = (*keys, key)
                self.marks.keys[here] = event.start_mark
                values[key] = self._value(self._next(), here)
        return values

    def _key(self, event: _Event, keys: Keys) -> str | None:
        """The key's text; None, and a problem, where it is no text."""
        if type(event) is not ScalarEvent:
            self._add(keys, event, "a key is no plain text", "write `key: value`")
            self._skip(event)
            return None
        if event.anchor or event.tag:
            self._refuse_marks(event, keys)
        if event.value == "<<" and event.implicit[0]:
            self._add(keys, event, "<< merges another mapping into this one", "write its fields here")
            return None
        text: str = event.value
        if event.implicit[0]:
            self._refuse_trap(event, (*keys, text))
        return text

    def _scalar(self, event: _Event, keys: Keys) -> Value:
        text: str = event.value
        if not event.implicit[0]:
            return text
        self._refuse_trap(event, keys)
        return _resolved(text)

    def _refuse_trap(self, event: _Event, keys: Keys) -> None:
        text = event.value
        if reading := _trap(text):
            what = f"{text} without quotes is {reading} to YAML programs"
            self._add(keys, event, what, f'if text is meant, write "{text}"')

    def _refuse_marks(self, event: _Event, keys: Keys) -> None:
        if event.anchor:
            self._add(keys, event, f"&{event.anchor} is an anchor", "take it out, and write the value where it is used")
        if event.tag:
            self._add(keys, event, f"{event.tag} is a tag", "take it out; put text in quotes")

    def _skip(self, event: _Event) -> None:
        """Passes over the events of one value."""
        depth = 0
        while True:
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth == 0:
                return
            event = self._next()

    def _add(self, keys: Keys, event: _Event, what: str, mend: str) -> None:
        self.problems.append(self._problem(keys, event, what, mend))

    def _problem(self, keys: Keys, event: _Event, what: str, mend: str) -> Problem:
        said = f"{path_text(keys)}: {what}" if keys else what
        mark = event.start_mark
        return Problem(file=self.file, line=mark.line + 1, column=mark.column + 1, what=said, mend=mend)
