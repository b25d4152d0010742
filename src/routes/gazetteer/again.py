"""A gazetteer that is edited again and again in one process: only the records that changed are parsed anew.

No record depends on another but by its id (YAML's anchors are mistakes), so a record that reads as before is the
place that it was. Whatever is not quite in order is parsed as a whole, for the addresses of its problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from routes.model import Place

__all__ = ["Remembered"]

_RECORD = re.compile(r"^(?=  - id: )", re.MULTILINE)


@dataclass(slots=True)
class Remembered:
    """The last gazetteer without mistakes: what stands before its records, and the place of each."""

    _head: str = ""
    _places: dict[str, Place] = field(default_factory=dict)

    def remember(self, text: str, places: Sequence[Place]) -> None:
        """Instead of the one before; nothing of one that is not written record by record."""
        head, *records = _RECORD.split(text)
        fits = len(records) == len(places)
        self._head, self._places = head, dict(zip(records, places, strict=True)) if fits else {}

    def places(self, text: str, parse: Callable[[str], Sequence[Place] | None]) -> tuple[Place, ...] | None:
        """The places of a gazetteer of which most records are remembered; None where it has to be parsed whole.

        `parse` gives the places of a gazetteer without mistakes, and None of any other.
        """
        head, *records = _RECORD.split(text)
        new = [record for record in records if record not in self._places]
        if head != self._head or len(new) * 2 >= len(records) or not records[-1].endswith("\n"):
            return None
        made = parse(head + "".join(new)) if new else ()
        if made is None or len(made) != len(new):
            return None
        known = self._places | dict(zip(new, made, strict=True))
        places = tuple(known[record] for record in records)
        return places if len({place.id for place in places}) == len(places) else None
