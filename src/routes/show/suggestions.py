"""A name that no list has, for programs: one line of JSON."""

from __future__ import annotations

import json
from typing import Any

from routes.model import Source
from routes.suggest import Proposal, Suggestion

__all__ = ["suggestion_line"]


def suggestion_line(one: Suggestion) -> str:
    """The name, how often it is met, its sentences and its proposals; `km` are the distances to the `stops`."""
    told = {
        "name": one.name,
        "times": one.times,
        "articles": one.articles,
        "sentences": [_sentence(source) for source in one.sources],
        "stops": [{"caravan": stop.caravan, "place": stop.place.id, "name": stop.place.name} for stop in one.stops],
        "proposals": [_proposal(proposal) for proposal in one.proposals],
    }
    return json.dumps(told, ensure_ascii=False)


def _sentence(source: Source) -> dict[str, Any]:
    return {"article": source.article, "quote": source.quote, "start": source.span.start, "end": source.span.end}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    meaning = proposal.meaning
    km = [round(one, 1) for one in proposal.km]
    return {"number": proposal.number, "list": meaning.found_in, **meaning.record, "km": km}
