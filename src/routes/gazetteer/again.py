"""A gazetteer that is edited again and again: only the records that changed are parsed anew.

No record depends on another but by its id (YAML's anchors are mistakes), so a record that reads as before is the
place that it was. Whatever is not quite in order is parsed as a whole, for the addresses of its problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from routes.files import content_hash
from routes.model import Place

__all__ = ["Records", "places_again"]

_RECORD = re.compile(r"^(?=  - id: )", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """How a gazetteer without mistakes was written: hashes of what stands before its records, and of each of them."""

    head: str = ""
    records: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> Records:
        """The records that a gazetteer seems to have; another way of writing it gives fewer than it has."""
        head, *records = map(_hash, _RECORD.split(text))
        return cls(head=head, records=tuple(records))


def places_again(
    text: str, last: Records, places: Sequence[Place], parse: Callable[[str], Sequence[Place] | None]
) -> tuple[Place, ...] | None:
    """The places of a gazetteer of which most records are the `last` ones; None where it has to be parsed whole.

    `places` are those of the last records. `parse` gives the places of a gazetteer without mistakes, None of others.
    """
    head, *records = _RECORD.split(text)
    if len(places) != len(last.records) or _hash(head) != last.head or not (records and records[-1].endswith("\n")):
        return None
    known = dict(zip(last.records, places, strict=True))
    hashes = list(map(_hash, records))
    new = {made: record for made, record in zip(hashes, records, strict=True) if made not in known}
    made = parse(head + "".join(new.values())) if new else ()
    if made is None or len(made) != len(new):
        return None
    known.update(zip(new, made, strict=True))
    found = tuple(known[one] for one in hashes)
    return found if len({place.id for place in found}) == len(found) else None


def _hash(text: str) -> str:
    return content_hash(text.encode("utf-8", "surrogatepass"))
