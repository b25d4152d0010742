"""Outlines of the countries: whose ground a position is, where a leg crosses a border, and the basemap to draw on.

The one door to shapely, which is imported only when a question needs it; `basemap()` does without. The outlines are
Natural Earth's (public domain, 1:10m), made by `scripts/outlines.py`. Between the Canadian border and Colombia and in
Europe nearly every town of GeoNames lies within 5 km of its country's outline, in the rest of the Old World within 10,
elsewhere within `doubt_km`. The source itself puts one border town in four on the wrong side, so all questions about
borders take a place's declared country and `TOLERANCE_KM` into account.
"""

from routes.outlines.basemap import Basemap, Label, Layer, basemap
from routes.outlines.borders import TOLERANCE_KM, BorderCrossing, border_crossings
from routes.outlines.countries import country_at, doubt_km, km_outside, known_country
from routes.outlines.units import unit_outline

__all__ = [
    "TOLERANCE_KM",
    "Basemap",
    "BorderCrossing",
    "Label",
    "Layer",
    "basemap",
    "border_crossings",
    "country_at",
    "doubt_km",
    "km_outside",
    "known_country",
    "unit_outline",
]
