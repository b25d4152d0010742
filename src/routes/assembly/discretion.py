"""What no output may show of a place: nothing of hidden ones, of coarse ones only roughly where they lie.

It is done before anything is put together, so that no distance, crossing or quote gives away what is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from routes.folding import fold
from routes.model import Event, Mention, Place, Position, Problem, Reading, Report

__all__ = ["discreet", "is_hidden", "rough", "shown"]

DECIMALS = 1
"""Of a degree, of a coarse place's position: 11 km from one to the next, as large as a town."""
BAR = "\N{FULL BLOCK}"


def shown(places: Mapping[str, Place]) -> dict[str, Place]:
    """The places that may be shown, the coarse ones at their rough position."""
    return {place_id: rough(place) for place_id, place in places.items() if not is_hidden(place)}


def discreet(reading: Reading, hidden: Collection[Place]) -> Reading:
    """The reading without its hidden places, and a problem for each thing left out.

    They are barred where the text mentions them, and where the title has one of the names of all that are `hidden`.
    """
    told: tuple[Report | Event, ...] = (*reading.reports, *reading.events)
    withheld = [one for one in told if tells_of_hidden(one)]
    body = reading.article.body
    for mention in filter(tells_of_hidden, reading.mentions):
        start, end = mention.span.start, mention.span.end
        body = body[:start] + BAR * (end - start) + body[end:]
    return replace(
        reading,
        article=replace(reading.article, body=body, title=barred(reading.article.title, hidden)),
        mentions=tuple(one for one in reading.mentions if not tells_of_hidden(one)),
        reports=tuple(replace(one, place=rough(one.place)) for one in reading.reports if not tells_of_hidden(one)),
        events=tuple(
            replace(one, place=one.place and rough(one.place)) for one in reading.events if not tells_of_hidden(one)
        ),
        problems=(*reading.problems, *(left_out(reading, one) for one in withheld)),
    )


def is_hidden(place: Place) -> bool:
    """Whether no output may have it."""
    return place.sensitivity == "hidden"


def tells_of_hidden(told: Mention | Report | Event) -> bool:
    """Whether it tells of a place that no output may have."""
    return told.place is not None and is_hidden(told.place)


def barred(title: str, places: Collection[Place]) -> str:
    """The title with bars in the place of these places' names, whatever their case and accents."""
    for form in sorted({fold(name.text) for place in places for name in place.names}, key=len, reverse=True):
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", fold(title)):
            title = title[: found.start()] + BAR * len(form) + title[found.end() :]
    return title


def rough(place: Place) -> Place:
    """The place as it may be shown: without box and at a rounded position where it is coarse."""
    if place.sensitivity != "coarse":
        return place
    position = Position(lat=round(place.position.lat, DECIMALS), lon=round(place.position.lon, DECIMALS))
    return replace(place, position=position, bbox=None)


def left_out(reading: Reading, told: Report | Event) -> Problem:
    """That the report or event is on no map, and why."""
    kind = "a report" if isinstance(told, Report) else "an event"
    name = told.place.name if told.place else ""
    what = f"{kind} of {name} is left out of the maps: its `sensitivity` is hidden"
    return Problem(file=reading.article.path, what=what, severity="warning")
