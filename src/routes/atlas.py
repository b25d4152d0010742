"""From a project's files to its atlas: what maps, exports and reports are all made of.

load -> read -> (ask a geocoder for the names that no list has, read again) -> assemble
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from routes.articles import read_folder
from routes.load import load, look_up, read_all, refusals, tidy_candidates, unfit_rulings
from routes.model import Atlas, Place, Problem
from routes.project import Project, Settings

if TYPE_CHECKING:
    from routes.gazetteer.geocoding import GeocoderSettings

__all__ = ["Tell", "atlas_of", "geocoder_of"]

Tell = Callable[[str], None]
"""Takes one line of progress."""


def atlas_of(
    project: Project, *, geocoder: GeocoderSettings, today: date, tell: Tell
) -> tuple[Atlas, tuple[Problem, ...]]:
    """The project's atlas, and every mistake in its files; none of them stops the reading.

    With `geocoder.offline` nobody is asked, and answers of earlier builds are left alone. What a geocoder proposes is
    written to `candidates.yaml`; nothing else is written but what is kept in `.routes/`. Raises FileError.
    """
    tell("reading the gazetteer")
    known, problems = load(project)
    tidy_candidates(project, known)
    refused, wrong = refusals(project)
    articles, more = read_folder(project.articles, project.name(project.articles))
    asked: list[Problem] = []

    def propose(names: Sequence[str]) -> Sequence[Place]:
        if geocoder.offline:
            return ()
        tell(f"looking up {len(names)} names that are in no list")
        places, hindered = look_up(project, names, geocoder, today)
        asked.extend(hindered)
        return places

    tell(f"reading {len(articles)} articles")
    readings = read_all(articles, known, propose)
    unfit = unfit_rulings(project, known, readings)
    tell("putting the routes together")
    atlas = known.assembled(readings)
    atlas = replace(atlas, unplaced=tuple(name for name in atlas.unplaced if not refused.name(name.text)))
    return atlas, tuple(dict.fromkeys((*problems, *wrong, *more, *unfit, *asked, *atlas.problems)))


def geocoder_of(settings: Settings, *, offline: bool) -> GeocoderSettings:
    """The geocoder that the settings of a project name."""
    from routes.gazetteer.geocoding import GeocoderSettings

    return GeocoderSettings(
        provider=settings.provider,
        url=settings.url,
        contact=settings.contact,
        countries=settings.countries,
        box=settings.box,
        api_key_variable=settings.api_key_variable,
        offline=offline,
    )
