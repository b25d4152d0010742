"""What the page can write: each wish is one block of lines in one file of the project, or one line changed in place.

A file that is no longer what the page has shown is not written: somebody changed it elsewhere, and has to be read
first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from routes.corrections import move_place, rule, unrule
from routes.curation import Change, accepted, add, refuse, written
from routes.errors import RoutesError
from routes.files import content_hash, read_bytes
from routes.folding import normalize_name
from routes.gazetteer.records import record_of
from routes.model import RULED, Reading, Span
from routes.project import Project
from routes.suggest import Proposal

from .desk import Desk
from .quotes import quote_of
from .shown import drawn
from .wording import RefusedError
from .work import Work

__all__ = ["ChangedElsewhereError", "edit"]

_SOURCE = "editor's estimate"
"""Where a position is from that was given on the map."""

Asked = Mapping[str, Any]
Edit = Callable[[Work, Asked], Change]


class ChangedElsewhereError(RefusedError):
    """A file was changed elsewhere since the page showed it."""


def edit(desk: Desk, asked: object) -> dict[str, Any]:
    """Does what the page asks for; tells the hashes of the files as they are now, and the number to undo it by.

    Raises ChangedElsewhereError, RoutesError where nothing is written.
    """
    work = desk.now.work
    if not isinstance(asked, dict) or work is None:
        raise RefusedError("noEdit")
    with desk.writing:
        number, path = _undone(desk, asked) if asked.get("do") == "undo" else _done(desk, work, asked)
        desk.wrote(work.project.name(path), read_bytes(path) if path.exists() else b"")
    return {"hashes": desk.seen(), "number": number}


def _undone(desk: Desk, asked: Asked) -> tuple[int, Path]:
    return 0, desk.history.undo(_number(asked, "number"))


def _done(desk: Desk, work: Work, asked: Asked) -> tuple[int, Path]:
    chosen = _EDITS.get(_text(asked, "do"))
    if chosen is None:
        raise RefusedError("noEdit")
    file, act = chosen
    path = file(work.project)
    _check_seen(work.project, path, asked)
    change = act(work, asked)
    if change.after is None:
        raise RoutesError("; ".join(map(str, change.problems))) if change.problems else RefusedError("nothing")
    words = {key: value for key, value in asked.items() if key != "seen"}
    return desk.history.add(words, change), path


def _check_seen(project: Project, path: Path, asked: Asked) -> None:
    seen = asked.get("seen")
    now = content_hash(read_bytes(path) if path.exists() else b"")
    if not isinstance(seen, dict) or seen.get(project.name(path)) != now:
        raise ChangedElsewhereError("elsewhere", file=project.name(path))


# --- names and places --------------------------------------------------------------------------


def _accept(work: Work, asked: Asked) -> Change:
    """A proposal for a name becomes a place of the gazetteer."""
    name = _text(asked, "name")
    return add(work.project, [accepted(name, _proposal(work, asked).meaning)], dry_run=False)


def _place(work: Work, asked: Asked) -> Change:
    """A name becomes a place where the editor says."""
    told: dict[str, Any] = {"country": None, "place_id": None, "aliases": (), "source": _SOURCE}
    lat, lon = _degrees(asked, "lat"), _degrees(asked, "lon")
    record = written(_text(asked, "name"), lat=lat, lon=lon, feature=None, **told)
    return add(work.project, [record], dry_run=False)


def _refuse(work: Work, asked: Asked) -> Change:
    """A name is no place; with a proposal, it is only not that one."""
    place = _proposal(work, asked).meaning.place if asked.get("number") else None
    return refuse(work.project, _text(asked, "name"), place, dry_run=False)


def _proposal(work: Work, asked: Asked) -> Proposal:
    name, number = _text(asked, "name"), _number(asked, "number")
    found = (one for suggestion in work.names if suggestion.name == name for one in suggestion.proposals)
    wanted = next((one for one in found if one.number == number), None)
    if wanted is None:
        raise RefusedError("noProposal", number=number, name=name)
    return wanted


def _move(work: Work, asked: Asked) -> Change:
    """A place lies elsewhere; one that only a bundled list or a geocoder has becomes one of the gazetteer."""
    name, lat, lon = _text(asked, "place"), _degrees(asked, "lat"), _degrees(asked, "lon")
    if any(place.id == name for place in work.known.places):
        return move_place(work.project, name, lat=lat, lon=lon)
    place = next((one for one in drawn(work.built.atlas) if one.id == name), None)
    if place is None:
        raise RefusedError("offMap", name=name)
    return add(work.project, [{**record_of(place), "lat": lat, "lon": lon, "source": _SOURCE}], dry_run=False)


# --- rulings -----------------------------------------------------------------------------------


def _mention(work: Work, asked: Asked) -> Change:
    """A name is a place or none, here or wherever the scope says."""
    reading, span = _read(work, asked), _span(asked)
    name = _text(asked, "mention")
    others = [
        one.span for one in reading.mentions if one.span != span and normalize_name(one.text) == normalize_name(name)
    ]
    record = {"mention": name, "is": _text(asked, "is"), **_scope(asked, reading, span, others)}
    return rule(work.project, record)


def _report(work: Work, asked: Asked) -> Change:
    """A report is wrong, or its caravan, day or status is another."""
    reading, span, place = _read(work, asked), _span(asked), _text(asked, "report")
    about = [one for one in reading.reports if one.place.id == place]
    others = [one.span for one in about if one.span != span]
    told = {"report": place, _text(asked, "verdict"): _text(asked, "value")}
    as_read = [one for one in about if one.span == span and not any(name.startswith(RULED) for name in one.rules)]
    if asked.get("scope") != "this" and as_read:
        told["caravan"] = as_read[0].caravan
    return rule(work.project, {**told, **_scope(asked, reading, span, others)})


def _merge(work: Work, asked: Asked) -> Change:
    """Two caravans are one."""
    told = {"merge": _text(asked, "merge"), "into": _text(asked, "into")}
    return rule(work.project, told | _notes(asked))


def _unrule(work: Work, asked: Asked) -> Change:
    """A ruling is taken back."""
    return unrule(work.project, _text(asked, "ruling"))


def _scope(asked: Asked, reading: Reading, span: Span, others: Iterable[Span]) -> dict[str, Any]:
    """Where the ruling holds."""
    scopes: Mapping[str, Callable[[], dict[str, Any]]] = {
        "this": lambda: {"article": reading.article.path, **quote_of(reading.article.body, span, others)},
        "article": lambda: {"article": reading.article.path},
        "publisher": lambda: {"publisher": reading.article.publisher or ""},
        "everywhere": dict,
    }
    chosen = scopes.get(_text(asked, "scope"))
    if chosen is None:
        raise RefusedError("scope")
    return chosen() | _notes(asked)


def _notes(asked: Asked) -> dict[str, Any]:
    return {"notes": _text(asked, "notes")} if asked.get("notes") else {}


def _read(work: Work, asked: Asked) -> Reading:
    reading = work.reading(_text(asked, "article"))
    if reading is None:
        raise RefusedError("noArticle")
    return reading


def _span(asked: Asked) -> Span:
    return Span(start=_number(asked, "start"), end=_number(asked, "end"))


_EDITS: Mapping[str, tuple[Callable[[Project], Path], Edit]] = {
    "accept": (lambda project: project.gazetteer, _accept),
    "place": (lambda project: project.gazetteer, _place),
    "move": (lambda project: project.gazetteer, _move),
    "refuse": (lambda project: project.refused, _refuse),
    "mention": (lambda project: project.corrections, _mention),
    "report": (lambda project: project.corrections, _report),
    "merge": (lambda project: project.corrections, _merge),
    "unrule": (lambda project: project.corrections, _unrule),
}
"""By the word of the wish: the file that is written, and who writes it."""


# --- what was asked ----------------------------------------------------------------------------


def _text(asked: Asked, key: str) -> str:
    value = asked.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RefusedError("missing", key=key)
    return value.strip()


def _number(asked: Asked, key: str) -> int:
    value = asked.get(key)
    if type(value) is not int:
        raise RefusedError("noNumber", key=key)
    return value


def _degrees(asked: Asked, key: str) -> float:
    value = asked.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise RefusedError("noDegrees", key=key)
    return round(float(value), 4)
