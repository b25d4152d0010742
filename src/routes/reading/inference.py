"""Inference: what the registry tells of the date of an article that has none.

An article that says that the caravan left San Pedro Sula ten days ago was written ten days after a registered
departure; one that gives the month and day of a registered departure was written in or after its year. Where several
departures fit, those before the last year that the text names drop out; what is still open stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from routes.model import Caravan, Mention, Problem
from routes.reading.dates import Frame, find_dates
from routes.reading.numbering import first_ordinal
from routes.reading.text import Text

__all__ = ["Inferred", "infer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """The day of publication or at least the year of the text, where either could be inferred, and why."""

    published: date | None = None
    year: int | None = None
    problem: Problem


def infer(path: str, text: Text, mentions: Sequence[Mention], caravans: Sequence[Caravan]) -> Inferred:
    """What can be said of the date of an article without one; always with a problem that tells the reader so."""
    fitting = _departures_told(text, mentions, caravans)
    past = max((int(year) for year in _years(text)), default=0)
    fitting = [f for f in fitting if f[0].departed and f[0].departed.year > past] or fitting
    fitting = [f for f in fitting if f[0].ordinal == first_ordinal(text)] or fitting
    if len({(caravan.departed and caravan.departed.year, ago) for caravan, ago in fitting}) != 1:
        what = "has no date of publication; its days stay open where they need one"
        return Inferred(problem=_problem(path, what))
    caravan, ago = fitting[0]
    departed = caravan.departed or date.min
    published = departed + timedelta(days=ago) if ago else None
    told = f"{published} is reckoned" if published else f"the year {departed.year} is taken"
    what = f"has no date of publication; {told} from the departure of {caravan.id} on {departed}"
    return Inferred(published=published, year=departed.year, problem=_problem(path, what))


def _problem(path: str, what: str) -> Problem:
    mend = "give `published: YYYY-MM-DD` in the article's front matter"
    return Problem(file=path, what=what, mend=mend, severity="warning")


def _years(text: Text) -> list[str]:
    return [y for s in text.sentences for y in re.findall(r"\b(?:19|20)\d\d\b", text.plain[s.start : s.end])]


def _departures_told(text: Text, mentions: Sequence[Mention], caravans: Sequence[Caravan]) -> list[tuple[Caravan, int]]:
    """Registered departures whose origin and day a sentence has, with how many days ago it says (0: none)."""
    found: list[tuple[Caravan, int]] = []
    for sentence in text.sentences:
        inside = [m for m in mentions if sentence.start <= m.span.start < sentence.end]
        places = {m.place.id for m in inside if m.place is not None}
        body = text.body[sentence.start : sentence.end]
        for caravan in caravans:
            if caravan.departed is not None and caravan.origin in places:
                found += [(caravan, ago) for ago in _fits(body, text, caravan.departed)]
    return found


def _fits(sentence: str, text: Text, departed: date) -> list[int]:
    """How many days before publication the sentence says that this departure was; 0 where it gives month and day."""
    in_year = find_dates(sentence, text.lang, Frame(year=departed.year))
    ago = find_dates(sentence, text.lang, Frame(published=departed))
    told = [0 for timex in in_year if timex.value is not None and timex.value.first == timex.value.last == departed]
    dated = {timex.span for timex in in_year if timex.value is not None}
    back = [
        (departed - timex.value.first).days
        for timex in ago
        if timex.value is not None
        and timex.value.days == 1
        and timex.span not in dated
        and timex.dated_from == "anchor"
    ]
    return told or [days for days in back if days > 1]
