"""From a project's files to its atlas: what maps, exports and reports are all made of.

load -> read -> (ask a geocoder for the names that no list has, read again) -> assemble
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from routes.model import Atlas, Problem
from routes.project import Project, Settings

if TYPE_CHECKING:
    from routes.gazetteer.geocoding import GeocoderSettings
    from routes.progress import Tell

__all__ = ["atlas_of", "geocoder_of"]


def atlas_of(
    project: Project, *, geocoder: GeocoderSettings, today: date, tell: Tell
) -> tuple[Atlas, tuple[Problem, ...]]:
    """The project's atlas, and every mistake in its files; see `Workshop.atlas`, of which this is the first."""
    from routes.workshop import Workshop

    return Workshop(project).atlas(geocoder=geocoder, today=today, tell=tell)


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
