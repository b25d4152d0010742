"""`corrections.yaml`: an editor's rulings, which hold however often the articles are read again.

    rulings:
      - id: escuintla-1
        mention: Escuintla
        is: escuintla-chiapas
        article: articles/x.md
        quote: arrived in Escuintla on Friday
      - id: tapachula-wrong
        report: tapachula
        ruling: wrong
        publisher: The Example
      - id: one-caravan
        merge: 2018-11-found
        into: 2018-10-first

A ruling on one mention or report (`article` and `quote`) goes before one on an article, that before one on a publisher,
that before one that holds everywhere. Of two that say different things of one thing the first counts.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from routes.files import Value
from routes.folding import normalize_name
from routes.gazetteer.parse import ID
from routes.gazetteer.schema import (
    INTERVAL,
    TEXT,
    Entry,
    Form,
    Mend,
    Schema,
    about,
    one_of,
    pattern,
    read_entries,
    record,
    whole_number,
)
from routes.model import Merge, NameRuling, Problem, ReportRuling, Ruling, Scope, Status

__all__ = ["FORM", "NO_PLACE", "nearest", "read_rulings", "sound_rulings"]

RulingEntry = Entry[Ruling]

NO_PLACE = "no place"
"""What a name `is` that means no place."""

_WHAT: dict[str, Schema] = {
    "mention": about(TEXT, "A name as the article has it; `is` says what it means."),
    "is": about(
        pattern(r"^(?:[a-z0-9][a-z0-9-]*|no place)$", "the id of a place, nor `no place`", example="escuintla-chiapas"),
        "The id of the place that the name means, or `no place`.",
    ),
    "report": about(ID, "The id of a place: the report that a caravan was or will be there."),
    "caravan": about(ID, "The caravan of that report, as it was read; where it is left out, any."),
    "ruling": about(one_of("wrong"), "The report is wrong and left out."),
    "belongs_to": about(ID, "The id of the caravan whose report it is."),
    "date": about(INTERVAL, "The day of the report, or its first and last day."),
    "status": about(one_of(*get_args(Status)), "What the caravan did there."),
    "merge": about(ID, "The id of a caravan that is the same as another."),
    "into": about(ID, "The id of the caravan that stays."),
}
_WHERE: dict[str, Schema] = {
    "article": about(TEXT, "Only in this article: its path in the project."),
    "publisher": about(TEXT, "Only in this publisher's articles."),
    "quote": about(TEXT, "Words of the article around the one mention or report that is meant."),
    "nth": about(whole_number(1, 1000), "Which time the quote stands there, from 1."),
    "notes": about(TEXT, "For other editors."),
}
_VERDICTS = ("ruling", "belongs_to", "date", "status")
_KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "mention": (("is",), ("article", "publisher", "quote", "nth")),
    "report": (_VERDICTS, ("caravan", "article", "publisher", "quote", "nth")),
    "merge": (("into",), ()),
}
"""What a ruling may be about, with the fields of which it has exactly one, and those that it may have besides."""


def read_rulings(text: str | bytes, file: str) -> tuple[tuple[RulingEntry, ...], tuple[Problem, ...]]:
    """The rulings that are right, in the order of the file, and every problem with the others.

    `file` is the name for the problems' addresses. A ruling with a mistake is left out; it never stops the rest.
    """
    return read_entries(text, file, FORM)


def sound_rulings(
    entries: Sequence[RulingEntry], places: Collection[str]
) -> tuple[tuple[RulingEntry, ...], tuple[Problem, ...]]:
    """The rulings that can hold, and every problem with the others that is seen without the articles.

    These are places with no such id (`places` are all), and rulings against each other.
    """
    said: dict[Hashable, RulingEntry] = {}
    into = {one.value.caravan: one.value.into for one in reversed(entries) if isinstance(one.value, Merge)}
    sound: list[RulingEntry] = []
    problems: list[Problem] = []
    for entry in entries:
        wrong = [*_meaning(entry, places), *_against(entry, said), *_circle(entry, into)]
        problems += wrong
        if not wrong:
            sound.append(entry)
    return tuple(sound), tuple(problems)


def nearest(written: str, known: Collection[str], otherwise: str) -> str:
    """How to mend an id that is none."""
    near = get_close_matches(written, known, n=1)
    return f"write {near[0]}" if near else otherwise


# --- one by one --------------------------------------------------------------------------------


def _mend(written: Mapping[str, Value]) -> Mend | None:
    """What is wrong with the fields of a ruling together."""
    kinds = [kind for kind in _KINDS if kind in written]
    if len(kinds) != 1:
        what = "is missing" if not kinds else f"stands beside {kinds[0]}"
        return Mend((kinds or ["mention"])[-1], what, f"write one of {', '.join(_KINDS)}")
    says, may = _KINDS[kinds[0]]
    said = [name for name in says if name in written]
    if len(said) != 1:
        what = "is missing" if not said else f"stands beside {said[0]}"
        return Mend(
            said[-1] if said else says[0], what, f"a {kinds[0]} has one of {', '.join(says)}" if says[1:] else "add it"
        )
    strange = [name for name in written if name not in (kinds[0], *says, *may, "id", "notes")]
    if strange:
        return Mend(strange[0], f"has no meaning beside {kinds[0]}", "take it out")
    return _scope_mend(written)


def _scope_mend(written: Mapping[str, Value]) -> Mend | None:
    if "quote" in written and "article" not in written:
        return Mend("quote", "needs the article that it stands in", "add a line `article: ...`")
    if "nth" in written and "quote" not in written:
        return Mend("nth", "needs the quote that it counts", "add a line `quote: ...`")
    if "article" in written and "publisher" in written:
        return Mend("publisher", "stands beside article", "take one of them out")
    return None


def _meaning(entry: RulingEntry, places: Collection[str]) -> Iterator[Problem]:
    ruling = entry.value
    if isinstance(ruling, NameRuling) and ruling.place is not None and ruling.place not in places:
        mend = nearest(ruling.place, places, "add it to gazetteer.yaml")
        yield entry.problem(("is",), f"{ruling.place} is the id of no place", mend)


# --- against each other ------------------------------------------------------------------------


def _against(entry: RulingEntry, said: dict[Hashable, RulingEntry]) -> Iterator[Problem]:
    """That an earlier ruling says otherwise of the same thing."""
    first = said.setdefault(_about(entry.value), entry)
    if first is entry:
        return
    if _clash(_verdict(first.value), _verdict(entry.value)):
        what = f"contradicts {first.value.id} (line {first.line}), which counts"
        yield entry.problem((), what, "take one of them out, or give one less to rule on")


def _about(ruling: Ruling) -> Hashable:
    if isinstance(ruling, NameRuling):
        return "mention", normalize_name(ruling.name), ruling.scope
    if isinstance(ruling, ReportRuling):
        return "report", ruling.place, ruling.caravan, ruling.scope
    return "merge", ruling.caravan


def _verdict(ruling: Ruling) -> Mapping[str, Any]:
    if isinstance(ruling, NameRuling):
        return {"is": ruling.place}
    if isinstance(ruling, Merge):
        return {"into": ruling.into}
    told = {"wrong": ruling.is_wrong, "belongs_to": ruling.belongs_to, "date": ruling.date, "status": ruling.status}
    return {name: value for name, value in told.items() if value}


def _clash(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one == other:
        return False
    return "wrong" in one or "wrong" in other or bool(one.keys() & other.keys())


def _circle(entry: RulingEntry, into: Mapping[str, str]) -> Iterator[Problem]:
    if not isinstance(entry.value, Merge):
        return
    at, seen = entry.value.into, {entry.value.caravan}
    while at in into and at not in seen:
        seen.add(at)
        at = into[at]
    if at == entry.value.caravan:
        yield entry.problem(("into",), "goes round in a circle", "one of the caravans has to stay")


# --- the form ----------------------------------------------------------------------------------


def _ruling(fields: Mapping[str, Any]) -> Ruling:
    scope = Scope(**{name: fields[name] for name in ("article", "publisher", "quote", "nth") if name in fields})
    if "mention" in fields:
        meant = None if fields["is"] == NO_PLACE else fields["is"]
        return NameRuling(id=fields["id"], scope=scope, name=fields["mention"], place=meant)
    if "merge" in fields:
        return Merge(id=fields["id"], caravan=fields["merge"], into=fields["into"])
    given = {name: fields[name] for name in ("caravan", "belongs_to", "date", "status") if name in fields}
    return ReportRuling(id=fields["id"], scope=scope, place=fields["report"], is_wrong="ruling" in fields, **given)


FORM: Form[Ruling] = Form(
    root="rulings",
    noun="ruling",
    schema=record({"id": about(ID, "What the map's sources call it by.")}, {**_WHAT, **_WHERE}),
    make=_ruling,
    identify=lambda ruling: ruling.id,
    whole=_mend,
    schema_of_whole={
        "oneOf": [
            {"required": ["mention", "is"]},
            {"required": ["report"], "oneOf": [{"required": [name]} for name in _VERDICTS]},
            {"required": ["merge", "into"]},
        ],
        "dependentRequired": {"quote": ["article"], "nth": ["quote"]},
    },
)
"""The form of `corrections.yaml`: which fields a ruling has, and how they are checked."""
