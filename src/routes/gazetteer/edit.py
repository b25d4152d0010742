"""Adding records to a YAML file that people write, without touching a line of theirs.

    added, problems = add_records(content, "gazetteer.yaml", FORM, [record])

Each record becomes a block of lines at its place in the order of the ids. Comments, blank lines, line ends,
indentation and the mark of the encoding stay as they are. What was made is read again and compared before it is given
out: every old record is the same, and the new ones are there; a file where that does not come out is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from routes.files import Tree, load_yaml
from routes.gazetteer.records import Record, block, number_text
from routes.gazetteer.schema import Entry, Form, read_entries
from routes.model import Problem

__all__ = ["Added", "add_records", "as_entries", "take_out", "unplaced", "with_numbers", "without_records"]

_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+\Z")
"""A line as YAML counts them, with its end."""
_FLOW = "write each entry as lines of its own that begin with `- `"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The new content of a file and the blocks that are new in it; the entries are those of the new file."""

    content: bytes
    blocks: tuple[str, ...]
    entries: tuple[Entry[Any], ...]


def add_records(
    content: bytes, file: str, form: Form[Any], records: Sequence[Record]
) -> tuple[Added | None, tuple[Problem, ...]]:
    """The file with these records, whose ids are not in it, or None and what stands in the way.

    `file` is the name for the problems. A file with a mistake, in another encoding than UTF-8, in flow style
    (`[{...}]`) or with an unusual layout is not edited.
    """
    text, problems = _decoded(content, file)
    if problems:
        return None, problems
    wanted, problems = as_entries(records, file, form)
    if problems:
        return None, problems
    entries, problems = read_entries(text, file, form)
    problems = problems or _taken(entries, wanted, form)
    if problems:
        return None, problems
    tree = entries[0].tree if entries else load_yaml(text, file)[0]
    assert tree is not None  # noqa: S101 - it has no problems
    lines = _LINE.findall(text.removeprefix(_MARK))
    layout, strange = _layout(lines, entries, tree, form)
    if layout is None:
        return None, strange
    blocks = {form.identify(entry.value): layout.block(entry.written) for entry in wanted}
    for spots in (layout.spots, layout.spots_of_last_resort):
        made = _with_blocks(layout, blocks, spots)
        found = _verified(made, entries, wanted, file, form)
        if found is not None:
            mark = _MARK if text.startswith(_MARK) else ""
            shown = tuple("\n".join(lines) for lines in blocks.values())
            return Added(content=(mark + made).encode(), blocks=shown, entries=found), ()
    return None, (_unusual(file),)


def as_entries(
    records: Sequence[Record], file: str, form: Form[Any]
) -> tuple[tuple[Entry[Any], ...], tuple[Problem, ...]]:
    """The records that are right as entries of a file of their own, by their ids; what is wrong has no line yet."""
    text = f"{form.root}:\n" + "".join(f"{line}\n" for told in records for line in block(told, form))
    entries, problems = read_entries(text if records else "", file, form)
    ordered = sorted(entries, key=lambda entry: form.identify(entry.value))
    ids = [str(told.get("id", "")) for told in records]
    return tuple(ordered), tuple(unplaced(problem, form, ids) for problem in problems)


def unplaced(problem: Problem, form: Form[Any], ids: Sequence[str]) -> Problem:
    """A problem with a record that is in no file yet, told by its id: `huixtla.lat: 999 is ...`; if it has one."""
    what = re.sub(rf"^{form.root}\[(\d+)\]", lambda found: ids[int(found[1])] or found[0], problem.what)
    return replace(problem, line=None, column=None, what=what)


def _taken(old: Sequence[Entry[Any]], wanted: Sequence[Entry[Any]], form: Form[Any]) -> tuple[Problem, ...]:
    known = {form.identify(entry.value): entry for entry in old}
    there = [name for name in (form.identify(entry.value) for entry in wanted) if name in known]
    mend = "give the new one an id of its own where it is another"
    return tuple(known[name].problem((), f"{name} is here already; nothing was written", mend) for name in there)


def _decoded(content: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return "", (Problem(file=file, what="is not UTF-8", mend="save it as UTF-8"),)


def _unusual(file: str) -> Problem:
    return Problem(file=file, what="has an unusual layout; nothing was written", mend=_FLOW)


# --- layout ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """The lines of a file and where its entries begin in them, from 0; `dash` and `gap` are blanks around a hyphen."""

    form: Form[Any]
    lines: tuple[str, ...]
    ids: tuple[str, ...]
    starts: tuple[int, ...]
    dash: int
    gap: int
    head: int | None

    def block(self, told: Record) -> tuple[str, ...]:
        """The lines of a record as this file writes them."""
        return block(told, self.form, dash=self.dash, gap=self.gap)

    @property
    def line_end(self) -> str:
        """The line end that most lines have."""
        ends = Counter(line[len(line.rstrip("\r\n\x85\u2028\u2029")) :] for line in self.lines)
        del ends[""]
        return ends.most_common(1)[0][0] if ends else "\n"

    @property
    def spaced(self) -> bool:
        """Whether most entries have a blank line before them."""
        above = [self._with_comments(start) for start in self.starts[1:]]
        return 2 * sum(not self.lines[at - 1].strip() for at in above) > len(above)

    def spots(self, number: int) -> int:
        """The line before which a block goes that comes before entry `number`, above the comments of that entry."""
        if number < len(self.starts):
            return self._with_comments(self.starts[number])
        if not self.starts:
            return len(self.lines) if self.head is None else self.head + 1
        inside = [i for i in range(self.starts[-1], len(self.lines)) if self.belongs(self.lines[i])]
        return max((self.starts[-1], *inside)) + 1

    def spots_of_last_resort(self, number: int) -> int:
        """The same where comments or indentation are not what they look like: right above the entry, or at the end."""
        return self.starts[number] if number < len(self.starts) else len(self.lines)

    def _with_comments(self, start: int) -> int:
        while start and self.lines[start - 1].lstrip(" ").startswith("#") and not self.belongs(self.lines[start - 1]):
            start -= 1
        return start

    def belongs(self, line: str) -> bool:
        """Whether a line is part of the entry above it: what is indented deeper than the hyphen."""
        return bool(line.strip()) and len(line) - len(line.lstrip(" ")) > self.dash


_HYPHEN = re.compile(r"( *)-( +)")


def _layout(
    lines: Sequence[str], entries: Sequence[Entry[Any]], tree: Tree, form: Form[Any]
) -> tuple[_Layout | None, tuple[Problem, ...]]:
    hyphens = []
    for entry in entries:
        line, column = tree.at(entry.keys)
        match = _HYPHEN.fullmatch(lines[line - 1][: column - 1])
        if match is None or lines[line - 1][column - 1 :].startswith("{"):
            what = f"{form.noun} {form.identify(entry.value)} does not begin with `- ` and its first field on one line"
            return None, (entry.problem((), what, _FLOW),)
        hyphens.append((len(match[1]), len(match[2])))
    if tree.value is not None and not entries and tree.value.get(form.root) is not None:
        return None, (tree.problem((form.root,), "is a list in brackets", f"write `{form.root}:` alone on its line"),)
    dash, gap = Counter(hyphens).most_common(1)[0][0] if hyphens else (2, 1)
    head = None if tree.value is None else tree.key_at((form.root,)).line - 1
    layout = _Layout(
        form=form,
        lines=tuple(lines),
        ids=tuple(form.identify(entry.value) for entry in entries),
        starts=tuple(entry.line - 1 for entry in entries),
        dash=dash,
        gap=gap,
        head=head,
    )
    return layout, ()


# --- writing -----------------------------------------------------------------------------------


def _place_in_order(ids: Sequence[str], new: str) -> int:
    """Before how many entries the new id goes so that the fewest stand on its wrong side; of equals the last."""
    wrong = sum(old < new for old in ids)
    best, place = wrong, 0
    for number, old in enumerate(ids, start=1):
        wrong += 1 if old > new else -1
        if wrong <= best:
            best, place = wrong, number
    return place


def _with_blocks(layout: _Layout, blocks: Mapping[str, Sequence[str]], spots: Callable[[int], int]) -> str:
    """The lines with the blocks, which come by id in order; blank lines between blocks where the file has them."""
    end, count, spaced = layout.line_end, len(layout.starts), layout.spaced
    in_order, spot = list(layout.ids) == sorted(layout.ids), cache(spots)
    put: dict[int, list[str]] = {}
    for name, written in blocks.items():
        number = bisect_right(layout.ids, name) if in_order else _place_in_order(layout.ids, name)
        if spaced and count:
            written = [*written, ""] if number < count else ["", *written]
        put.setdefault(spot(number), []).extend(f"{line}{end}" for line in written)
    if layout.head is None:
        put[len(layout.lines)].insert(0, f"{layout.form.root}:{end}")
    return "".join(_merged(layout.lines, put, end))


def _merged(lines: Sequence[str], blocks: dict[int, list[str]], end: str) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield from blocks.get(at, ())
        unended = at == len(lines) - 1 and not line.endswith(("\r", "\n", "\x85", "\u2028", "\u2029"))
        yield line + end if unended and len(lines) in blocks else line
    yield from blocks.get(len(lines), ())


def _verified(
    made: str, old: Sequence[Entry[Any]], wanted: Sequence[Entry[Any]], file: str, form: Form[Any]
) -> tuple[Entry[Any], ...] | None:
    """The entries of what was made; None unless they are all the old ones, in their order, and those that are new."""
    entries, problems = read_entries(made, file, form)
    ids = {form.identify(entry.value) for entry in wanted}
    kept = [entry for entry in entries if form.identify(entry.value) not in ids]
    new = sorted(
        (entry for entry in entries if form.identify(entry.value) in ids), key=lambda one: form.identify(one.value)
    )
    same = list(map(_written, kept)) == list(map(_written, old)) and list(map(_written, new)) == list(
        map(_written, wanted)
    )
    return entries if same and not problems else None


def _written(entry: Entry[Any]) -> tuple[Any, Any]:
    return entry.value, _stripped(entry.written)


def _stripped(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    """The value without blanks around texts, which mean nothing: a last line that gets its end may gain one."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return {key: _stripped(part) for key, part in value.items()}
    return list(map(_stripped, value)) if isinstance(value, list) else value


# --- taking away -------------------------------------------------------------------------------


def without_records(text: str, file: str, form: Form[Any], gone: Callable[[Entry[Any]], bool]) -> str:
    """The text without the blocks of some entries and the comments right above them; the same where it cannot be."""
    entries, _ = read_entries(text, file, form)
    leaving = [entry for entry in entries if gone(entry)]
    if not leaving:
        return text
    lines = _LINE.findall(text.removeprefix(_MARK))
    layout, _ = _layout(lines, entries, entries[0].tree, form)
    if layout is None:
        return text
    taken = {at for entry in leaving for at in _lines_of(layout, entry.line - 1)}
    made = "".join(line for at, line in enumerate(lines) if at not in taken)
    left, _ = read_entries(made, file, form)
    kept = [entry for entry in entries if not gone(entry)]
    return made if list(map(_written, left)) == list(map(_written, kept)) else text


def take_out(
    content: bytes, file: str, form: Form[Any], name: str
) -> tuple[tuple[bytes, str] | None, tuple[Problem, ...]]:
    """The file without the record of this id, and the block that is gone; or None and what stands in the way.

    No other line changes but a blank one that only kept the block from its neighbour; comments stay.
    """
    text, problems = _decoded(content, file)
    entries, wrong = read_entries(text, file, form)
    if problems or wrong:
        return None, problems or wrong
    entry = next((one for one in entries if form.identify(one.value) == name), None)
    if entry is None:
        what = f"has no {form.noun} {name}; nothing was written"
        return None, (Problem(file=file, what=what, mend="look at the ids in it"),)
    lines = _LINE.findall(text.removeprefix(_MARK))
    layout, strange = _layout(lines, entries, entry.tree, form)
    if layout is None:
        return None, strange
    gone = _block_of(layout, entry.line - 1)
    made = "".join(line for at, line in enumerate(lines) if at not in gone)
    left, wrong = read_entries(made, file, form)
    if wrong or list(map(_written, left)) != [_written(one) for one in entries if one is not entry]:
        return None, (_unusual(file),)
    mark = _MARK if text.startswith(_MARK) else ""
    return ((mark + made).encode(), "".join(lines[at] for at in gone).strip("\r\n")), ()


def _block_of(layout: _Layout, start: int) -> range:
    """The lines of an entry alone, with the blank line that parts it from the next, or the last from the one before."""
    number = layout.starts.index(start)
    is_last = number + 1 == len(layout.starts)
    following = len(layout.lines) if is_last else layout.starts[number + 1]
    end = max((start, *(at for at in range(start, following) if layout.belongs(layout.lines[at])))) + 1
    if not layout.spaced:
        return range(start, end)
    if is_last:
        return range(start - (not layout.lines[start - 1].strip()), end)
    return range(start, end + (end < len(layout.lines) and not layout.lines[end].strip()))


def _lines_of(layout: _Layout, start: int) -> range:
    """The lines of an entry that begins on line `start`: its comments, itself, and all that is indented below it."""
    number = layout.starts.index(start)
    following = layout.starts[number + 1] if number + 1 < len(layout.starts) else len(layout.lines)
    inside = [at for at in range(start, following) if layout.belongs(layout.lines[at])]
    return range(layout.spots(number), max((start, *inside)) + 1)


# --- numbers in place --------------------------------------------------------------------------

_NUMBER = re.compile(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?")


def with_numbers(
    content: bytes, file: str, form: Form[Any], name: str, numbers: Mapping[str, float]
) -> tuple[Added | None, tuple[Problem, ...]]:
    """The file with other numbers in these fields of the record of this id; no other character of it changes.

    The blocks are the lines with the new numbers. None, and what stands in the way, where that cannot be done.
    """
    text, problems = _decoded(content, file)
    entries, wrong = read_entries(text, file, form)
    entry = next((one for one in entries if form.identify(one.value) == name), None)
    if problems or entry is None or not all(field in entry.written for field in numbers):
        what = f"has no {form.noun} {name} with {' and '.join(numbers)}; nothing was written"
        return None, problems or (Problem(file=file, what=what, mend="add it first"),)
    mark = _MARK if text.startswith(_MARK) else ""
    lines = _LINE.findall(text.removeprefix(_MARK))
    spots = {field: entry.tree.at((*entry.keys, field)) for field in numbers}
    for field, at in sorted(spots.items(), key=lambda spot: spot[1], reverse=True):
        line = lines[at.line - 1]
        found = _NUMBER.match(line, at.column - 1)
        if found:
            lines[at.line - 1] = line[: found.start()] + number_text(numbers[field]) + line[found.end() :]
    made = "".join(lines)
    now, strange = read_entries(made, file, form)
    wanted = [{**one.written, **numbers} if one is entry else one.written for one in entries]
    if strange != wrong or [one.written for one in now] != wanted:
        return None, strange or (_unusual(file),)
    shown = tuple(lines[number - 1].strip() for number in sorted({at.line for at in spots.values()}))
    return Added(content=(mark + made).encode(), blocks=shown, entries=now), ()
