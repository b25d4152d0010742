"""What a map is drawn on: shores, borders, first-level units, names. No shapely is needed.

All coordinates are x, y (longitude, latitude) pairs, as GeoJSON and drawing have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from routes.model import Position
from routes.outlines.topology import Coordinates, topology

__all__ = ["CREDIT", "Basemap", "Label", "Layer", "basemap"]

CREDIT = "Natural Earth"
"""Public domain; named all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A complete drawing of the world for a range of scales.

    `land` holds closed rings, to be filled by the even-odd rule (an inland sea is a ring of its own); `borders` and
    `states` are open lines, each shared border once.
    """

    land: tuple[Coordinates, ...]
    borders: tuple[Coordinates, ...]
    states: tuple[Coordinates, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A country's name, in English and Spanish, at a point where it can stand."""

    country: str
    en: str
    es: str
    position: Position


class Basemap:
    """`coarse` for the zoom levels 0 to 4 of a web map (a tile is 256 pixels), `fine` from 5 on; each read once."""

    @cached_property
    def coarse(self) -> Layer:
        """The whole world on a screen."""
        world = topology("world")
        return Layer(land=world.land_rings(), borders=world.lines())

    @cached_property
    def fine(self) -> Layer:
        """About 30 ms."""
        countries = topology("countries")
        return Layer(land=countries.land_rings(), borders=countries.lines(), states=topology("states").lines())

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The names of countries."""
        return tuple(
            Label(country=code, en=en, es=es, position=Position(lat=lat, lon=lon)) for code, en, es, lat, lon in LABELS
        )


@cache
def basemap() -> Basemap:
    """The one basemap."""
    return Basemap()


LABELS = (
    ("AL", "Albania", "Albania", 41.0, 20.0),
    ("AT", "Austria", "Austria", 47.5, 14.3),
    ("BA", "Bosnia and Herzegovina", "Bosnia y Herzegovina", 44.2, 17.8),
    ("BG", "Bulgaria", "Bulgaria", 42.7, 25.3),
    ("BO", "Bolivia", "Bolivia", -16.7, -64.7),
    ("BR", "Brazil", "Brasil", -9.5, -53.0),
    ("BS", "Bahamas", "Bahamas", 24.3, -76.0),
    ("BZ", "Belize", "Belice", 17.2, -88.7),
    ("CA", "Canada", "Canadá", 56.0, -104.0),
    ("CO", "Colombia", "Colombia", 4.2, -73.0),
    ("CR", "Costa Rica", "Costa Rica", 10.0, -84.1),
    ("CU", "Cuba", "Cuba", 21.6, -78.6),
    ("CZ", "Czechia", "Chequia", 49.8, 15.3),
    ("DE", "Germany", "Alemania", 51.0, 10.2),
    ("DO", "Dominican Republic", "República Dominicana", 18.8, -70.3),
    ("EC", "Ecuador", "Ecuador", -1.3, -78.4),
    ("GR", "Greece", "Grecia", 39.4, 22.0),
    ("GT", "Guatemala", "Guatemala", 15.9, -90.4),
    ("GY", "Guyana", "Guyana", 4.9, -58.9),
    ("HN", "Honduras", "Honduras", 14.8, -86.6),
    ("HR", "Croatia", "Croacia", 45.5, 16.3),
    ("HT", "Haiti", "Haití", 19.1, -72.6),
    ("HU", "Hungary", "Hungría", 47.1, 19.4),
    ("IT", "Italy", "Italia", 42.8, 12.8),
    ("JM", "Jamaica", "Jamaica", 18.15, -77.3),
    ("ME", "Montenegro", "Montenegro", 42.8, 19.2),
    ("MK", "North Macedonia", "Macedonia del Norte", 41.6, 21.7),
    ("MX", "Mexico", "México", 23.9, -102.4),
    ("NI", "Nicaragua", "Nicaragua", 12.9, -85.0),
    ("PA", "Panama", "Panamá", 8.5, -80.1),
    ("PE", "Peru", "Perú", -9.3, -75.5),
    ("PL", "Poland", "Polonia", 52.0, 19.3),
    ("PR", "Puerto Rico", "Puerto Rico", 18.2, -66.4),
    ("RO", "Romania", "Rumania", 45.9, 25.0),
    ("RS", "Serbia", "Serbia", 44.1, 20.9),
    ("SI", "Slovenia", "Eslovenia", 46.1, 14.8),
    ("SK", "Slovakia", "Eslovaquia", 48.7, 19.5),
    ("SV", "El Salvador", "El Salvador", 13.7, -88.9),
    ("SY", "Syria", "Siria", 35.0, 38.5),
    ("TR", "Türkiye", "Turquía", 39.0, 35.0),
    ("UA", "Ukraine", "Ucrania", 49.0, 31.4),
    ("US", "United States", "Estados Unidos", 36.2, -98.5),
    ("VE", "Venezuela", "Venezuela", 7.2, -66.0),
)
"""Country, name in English and Spanish, latitude and longitude: the middle of its land, set by eye."""
