"""The bundled world list: countries, states of the US, capitals, larger cities, regions and seas.

    world_places()[0].source == "GeoNames (CC BY 4.0)"

It stands behind the curated gazetteer, which decides alone on every name that it has. Official names only, and no
first names, surnames or everyday words: this list is read without context rules of its own. `data/world.tsv` is made
by `scripts/world.py`; its head says where each line comes from.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

from routes.model import BoundingBox, Feature, Place, PlaceName, Position

__all__ = ["world_places", "world_table"]


@cache
def world_places() -> tuple[Place, ...]:
    """All places of the list, by id; read once, in 40 to 70 ms: three quarters go into making 3,400 places."""
    return tuple(_place(line.split("\t")) for line in world_table().decode().splitlines() if not line.startswith("#"))


def world_table() -> bytes:
    """The list as it is written."""
    return files("routes.gazetteer").joinpath("data/world.tsv").read_bytes()


def _place(fields: list[str]) -> Place:
    """One line: id, name, feature, kind, country, admin1, lat, lon; then population, box, further forms where known."""
    place_id, name, feature, kind, country, admin1, lat, lon, *rest = fields
    population, box, forms = (*rest, "", "", "")[:3]
    return Place(
        id=place_id,
        name=name,
        names=(PlaceName(text=name), *map(_form, forms.split("|"))) if forms else (PlaceName(text=name),),
        feature=cast(Feature, feature),
        kind=kind,
        country=country or None,
        countries=(country,) if country else (),
        admin1=admin1 or None,
        position=Position(lat=float(lat), lon=float(lon)),
        bbox=_box(box) if box else None,
        population=int(population or 0),
        source=_SOURCES[feature],
    )


_SOURCES = {"P": "GeoNames (CC BY 4.0)", "A": "Natural Earth, CLDR", "L": "routes", "H": "routes", "T": "routes"}


def _form(written: str) -> PlaceName:
    """`es:Londres`, or `:UK` for a form of every language."""
    lang, _, text = written.partition(":")
    return PlaceName(text=text, lang=lang or None)


def _box(written: str) -> BoundingBox:
    west, south, east, north = map(float, written.split(","))
    return BoundingBox(west=west, south=south, east=east, north=north)
