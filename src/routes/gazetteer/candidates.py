"""`candidates.yaml`: what a geocoder found, as blocks that an editor can move into `gazetteer.yaml` as they are.

The file belongs to the editor: blocks are only added, and a block whose id stands anywhere in the file, even behind a
`#`, is not added again. Only what an editor has settled is taken out: names that the gazetteer has by now, and what
`refused.yaml` refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from routes.folding import normalize_name
from routes.gazetteer.edit import without_records
from routes.gazetteer.geocoding import Answer
from routes.gazetteer.parse import FORM
from routes.gazetteer.records import block, printable, record_of
from routes.gazetteer.refused import Refusals
from routes.gazetteer.schema import Entry
from routes.model import Place

__all__ = ["candidates_yaml", "place_block", "without_settled"]

_HEADER = """\
# Places that a geocoder found for names that no list has. Nobody has looked at them: on the map they are hollow.
# `routes gazetteer suggest` shows them with the articles' sentences; look them up on a map, then
# `routes gazetteer accept NAME N` moves one into gazetteer.yaml, `routes gazetteer refuse NAME N` says no for good.
# By hand: move its block into gazetteer.yaml, below `places:`, or put # before its lines. New proposals are added.
places:
"""

_ID = re.compile(r"""^[ \t#]*(?:-[ \t]+)?\{?[ \t]*id:[ \t]*["']?([a-z0-9-]+)""", re.MULTILINE)
_ROOT = re.compile(r"^places:[ \t]*(?:#.*)?$", re.MULTILINE)
_NEXT_KEY = re.compile(r"^[^\s#-]", re.MULTILINE)


def candidates_yaml(found: Iterable[Answer], existing: str = "") -> str:
    """The text of `candidates.yaml`: all that `existing` holds, and below it a block for every new proposal.

    The blocks stand in the order of the names asked for; the same answers give the same text, twice the same too.
    """
    known = set(_ID.findall(existing))
    blocks = []
    for answer in sorted(found, key=lambda answer: (normalize_name(answer.name), answer.name)):
        new = [(i, place) for i, place in enumerate(answer.places, start=1) if place.id not in known]
        known |= {place.id for _, place in new}
        blocks += [_heading(answer, i) + place_block(place) for i, place in new]
    return _with_blocks(existing, "".join(blocks)) if blocks else existing


def without_settled(text: str, places: Sequence[Place], refused: Refusals) -> str:
    """The text without the proposals for names that the gazetteer has by now, and without those that are refused."""
    names = {normalize_name(form.text) for place in places for form in place.names}
    ids = {place.id for place in places}

    def settled(entry: Entry[Place]) -> bool:
        place = entry.value
        asked = [form.text for form in place.names if form.text != place.name] or [place.name]
        return place.id in ids or all(normalize_name(form) in names or refused.place(place, form) for form in asked)

    return without_records(text, "candidates.yaml", FORM, settled) if text else text


def _heading(answer: Answer, number: int) -> str:
    of = f" (proposal {number} of {len(answer.places)})" if len(answer.places) > 1 else ""
    return f"  # asked for: {printable(answer.name)}{of}\n"


def _with_blocks(existing: str, blocks: str) -> str:
    """The blocks at the end of the list below `places:`, which is made where there is none."""
    if not existing.strip():
        return _HEADER + blocks
    text = existing if existing.endswith("\n") else existing + "\n"
    root = _ROOT.search(text)
    if root is None:
        return text + "places:\n" + blocks
    following = _NEXT_KEY.search(text, root.end())
    end = following.start() if following else len(text)
    return text[:end] + blocks + text[end:]


def place_block(place: Place) -> str:
    """The place as a block of `gazetteer.yaml`, two blanks in, with a line end."""
    return "".join(f"{line}\n" for line in block(record_of(place)))
