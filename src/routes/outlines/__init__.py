"""Outlines of the countries: whose ground a position is, where a leg crosses a border, and the basemap to draw on.

The one door to shapely, which is imported only when a question needs it; `basemap()` does without. The outlines are
Natural Earth's (public domain), made by `scripts/outlines.py`: within about 2 km of the source from the Canadian
border to Colombia, within about 45 km elsewhere. The source itself puts one border town in four on the wrong side,
so all questions about borders take a place's declared country and `TOLERANCE_KM` into account.
"""

from routes.outlines.basemap import Basemap, Label, Layer, basemap
from routes.outlines.borders import TOLERANCE_KM, BorderCrossing, border_crossings
from routes.outlines.countries import country_at, km_outside, known_country

__all__ = [
    "TOLERANCE_KM",
    "Basemap",
    "BorderCrossing",
    "Label",
    "Layer",
    "basemap",
    "border_crossings",
    "country_at",
    "km_outside",
    "known_country",
]
