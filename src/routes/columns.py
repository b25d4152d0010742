"""Frozen values as columns of plain values, and back: a form that JSON holds and that is read fast.

    pack((Position(lat=1.0, lon=2.0), Position(lat=3.0, lon=4.0)))
    # {"tuple": [2], "of": {"class": "Position", "fields": [[1.0, 3.0], [2.0, 4.0]]}}, without the outermost list

A table of dataclasses becomes one column for each field, since ten thousand values are made from columns without a
line of Python for each. No field is named here: a column is described by the values in it. Values are dataclasses,
tuples, frozen sets, dicts, days, text, numbers, truth values and None. Many texts or numbers are one text, since JSON
reads that far quicker. What stands in several places is kept once, and is one value again afterwards.
"""

from __future__ import annotations

import string
import struct
from base64 import b64decode, b64encode
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import accumulate, chain, repeat
from operator import attrgetter
from typing import Any

__all__ = ["Plain", "pack", "unpack"]

Plain = Any
"""What JSON holds."""

Column = Sequence[Any]


def pack(value: object) -> Plain:
    """The value as columns. Raises TypeError where it holds a value of another type, or a class inside itself."""
    return _Packer().column([value])


def unpack(plain: Plain, classes: Iterable[type]) -> Any:  # noqa: ANN401 - whatever was packed
    """The value that was packed. Only these classes are made, and no code of theirs runs.

    Raises ValueError where `plain` is not what `pack` makes of them.
    """
    try:
        (value,) = _Unpacker(classes).column(plain)
    except _BROKEN as error:
        raise ValueError("these are no columns") from error
    return value


_BROKEN = TypeError, LookupError, AttributeError, ArithmeticError, StopIteration, RecursionError, struct.error
_WORDS = frozenset((str, type(None)))
_PLAIN = _WORDS | {int, float, bool}


class _Packer:
    def __init__(self) -> None:
        self._numbers: dict[type, dict[int, int]] = defaultdict(dict)
        self._open: set[type] = set()

    def column(self, values: list[Any]) -> Plain:
        """The values of a column, described by what they are."""
        kinds = set(map(type, values))
        if kinds <= _WORDS:
            return self._few(values) or _joined(values)
        if kinds == {int}:
            return self._whole(values)
        if kinds == {float} and len(values) >= _MANY:
            return {"floats": _bytes("d", values)}
        if kinds <= _PLAIN:
            return values
        if len(kinds) == 1:
            return self._of(kinds.pop(), values)
        return self._mixed(values)

    def _mixed(self, values: list[Any]) -> Plain:
        """One column for the values of each type, and in which of them the next one stands."""
        kinds = [object if type(value) in _PLAIN else type(value) for value in values]
        numbers = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
        parts = [
            self.column([value for value, other in zip(values, kinds, strict=True) if other is kind])
            for kind in numbers
        ]
        return {"mixed": self._whole([numbers[kind] for kind in kinds]), "of": parts}

    def _whole(self, values: list[int]) -> Plain:
        """Whole numbers: many that count on by one as where they begin and end, a few as each of them once."""
        run = range(values[0], values[0] + len(values)) if len(values) >= _MANY else range(0)
        if run and values == list(run):
            return {"from": run.start, "to": run.stop}
        return self._few(values) or _numbers(values)

    def _few(self, values: list[Any]) -> Plain:
        """Each value once, and which stands where; None where most stand once. Of one type only: True equals 1."""
        numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
        if len(numbers) * 4 >= len(values):
            return None
        if len(numbers) == 1:
            return {"same": len(values), "of": self.column(list(numbers))}
        at = list(map(numbers.__getitem__, values))
        return {
            "few": self.column(list(numbers)),
            "at": _lettered(at) if len(numbers) <= len(_LETTERS) else _numbers(at),
        }

    def _of(self, kind: type, values: list[Any]) -> Plain:
        if kind in (tuple, frozenset):
            held = list(chain.from_iterable(values))
            few = self._few(values) if set(map(type, held)) <= _WORDS else None
            return few or {kind.__name__: self._whole(list(map(len, values))), "of": self.column(held)}
        if kind is dict:
            keys = list(chain.from_iterable(values))
            held = list(chain.from_iterable(value.values() for value in values))
            return {"dict": self._whole(list(map(len, values))), "keys": self.column(keys), "of": self.column(held)}
        if kind is date:
            return {"day": [value.toordinal() for value in values]}
        if issubclass(kind, str):
            names: tuple[str, ...] = kind.__slots__  # type: ignore[attr-defined]
            held = [self.column([getattr(value, name) for value in values]) for name in names]
            return {"words": kind.__name__, "of": list(map(str, values)), "held": held}
        if is_dataclass(kind):
            return self._table(kind, values)
        raise TypeError(f"a {kind.__name__} stands in no column")

    def _table(self, kind: type, values: list[Any]) -> Plain:
        """Those that were not met before with a column for each field; `numbers` says which stands where."""
        if kind in self._open:
            raise TypeError(f"a {kind.__name__} stands inside another")
        known = self._numbers[kind]
        new = list({id(value): value for value in values if id(value) not in known}.values())
        known.update(zip(map(id, new), range(len(known), len(known) + len(new)), strict=True))
        self._open.add(kind)
        columns = [self.column(list(map(attrgetter(field.name), new))) for field in fields(kind)]
        self._open.remove(kind)
        table = {"class": kind.__name__, "fields": columns}
        if len(new) == len(values):
            return table
        return {**table, "numbers": self._whole([known[id(value)] for value in values])}


_LETTERS = string.ascii_letters + string.digits + "!#$%&()*+,-./:;<=>?@[]^_`{|}~"
"""Stand for the numbers of a few values."""


def _lettered(numbers: Iterable[int]) -> str:
    return "".join(map(_LETTERS.__getitem__, numbers))


def _numbers(values: list[int]) -> Plain:
    """Many whole numbers as one text; as they are where one of them is too large for that."""
    if len(values) < _MANY or min(values) < -_LARGE or max(values) >= _LARGE:
        return values
    return {"ints": _bytes("i", values)}


def _bytes(letter: str, values: Sequence[Any]) -> str:
    return b64encode(struct.pack(f"<{len(values)}{letter}", *values)).decode()


def _joined(values: list[Any]) -> Plain:
    """Many texts as one; as they are where one of them is none, or has several lines."""
    if len(values) < _MANY or None in values or any("\n" in value for value in values):
        return values
    return {"lines": "\n".join(values)}


_MANY = 64
_LARGE = 2**31
_LONGEST = 10_000_000
"""Values of the longest column of one value that is believed: a file may lie."""


class _Unpacker:
    def __init__(self, classes: Iterable[type]) -> None:
        self._classes = {one.__name__: one for one in classes}
        self._made: dict[str, list[Any]] = {name: [] for name in self._classes}

    def column(self, plain: Plain) -> Column:
        if isinstance(plain, list):
            return plain
        make = next(make for name, make in _MAKERS.items() if name in plain)
        return make(self, plain)

    def mixed(self, plain: Plain) -> Column:
        parts = [iter(self.column(part)) for part in plain["of"]]
        return [next(parts[number]) for number in self.column(plain["mixed"])]

    def few(self, plain: Plain) -> Column:
        few, at = self.column(plain["few"]), plain["at"]
        if isinstance(at, str):
            return list(map(dict(zip(_LETTERS, few, strict=False)).__getitem__, at))
        return list(map(few.__getitem__, self.column(at)))

    def floats(self, plain: Plain) -> Column:
        packed = b64decode(plain["floats"])
        return struct.unpack(f"<{len(packed) // 8}d", packed)

    def ints(self, plain: Plain) -> Column:
        packed = b64decode(plain["ints"])
        return struct.unpack(f"<{len(packed) // 4}i", packed)

    def run(self, plain: Plain) -> Column:
        first, end = plain["from"], plain["to"]
        if end - first > _LONGEST:
            raise ValueError("a column is too long")
        return range(first, end)

    def same(self, plain: Plain) -> Column:
        (value,), times = self.column(plain["of"]), plain["same"]
        if not 0 < times <= _LONGEST:
            raise ValueError("a column is too long")
        return [value] * times

    def lines(self, plain: Plain) -> Column:
        text: str = plain["lines"]
        return text.split("\n")

    def days(self, plain: Plain) -> Column:
        return list(map(date.fromordinal, plain["day"]))

    def tuples(self, plain: Plain) -> Column:
        return list(_cut(self.column(plain["of"]), self.column(plain["tuple"])))

    def sets(self, plain: Plain) -> Column:
        return list(map(frozenset, _cut(self.column(plain["of"]), self.column(plain["frozenset"]))))

    def dicts(self, plain: Plain) -> Column:
        pairs = list(zip(self.column(plain["keys"]), self.column(plain["of"]), strict=True))
        return list(map(dict, _cut(pairs, self.column(plain["dict"]))))

    def words(self, plain: Plain) -> Column:
        kind = self._classes[plain["words"]]
        made = list(map(kind, plain["of"]))
        for name, column in zip(kind.__slots__, plain["held"], strict=True):  # type: ignore[attr-defined]
            deque(map(setattr, made, repeat(name), self.column(column)), maxlen=0)
        return made

    def table(self, plain: Plain) -> Column:
        kind, made = self._classes[plain["class"]], self._made[plain["class"]]
        names = [field.name for field in fields(kind)]
        columns = [self.column(column) for column in plain["fields"]]
        if len(names) != len(columns) or len(set(map(len, columns))) > 1:
            raise ValueError(f"{plain['class']} has other fields")
        new: list[Any] = list(map(object.__new__, repeat(kind, len(columns[0]))))
        for name, column in zip(names, columns, strict=True):
            deque(map(vars(kind)[name].__set__, new, column), maxlen=0)  # its slot; frozen only to others
        made += new
        return list(map(made.__getitem__, self.column(plain["numbers"]))) if "numbers" in plain else new


def _cut(values: Column, lengths: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """The values in pieces of these lengths."""
    ends = list(accumulate(lengths))
    if (ends[-1] if ends else 0) != len(values):
        raise ValueError("a column has another length")
    return map(tuple(values).__getitem__, map(slice, chain((0,), ends), ends))


_MAKERS: Mapping[str, Callable[[_Unpacker, Plain], Column]] = {
    "class": _Unpacker.table,
    "words": _Unpacker.words,
    "few": _Unpacker.few,
    "same": _Unpacker.same,
    "lines": _Unpacker.lines,
    "floats": _Unpacker.floats,
    "ints": _Unpacker.ints,
    "from": _Unpacker.run,
    "mixed": _Unpacker.mixed,
    "tuple": _Unpacker.tuples,
    "frozenset": _Unpacker.sets,
    "dict": _Unpacker.dicts,
    "day": _Unpacker.days,
}
