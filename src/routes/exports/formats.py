"""Every form that an atlas can be exported in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from routes.exports.geojson import geojson
from routes.exports.geoparquet import geoparquet
from routes.exports.gpx import gpx
from routes.exports.kml import kml
from routes.exports.linked_places import linked_places
from routes.exports.mf_json import mf_json
from routes.exports.table import csv_with_credit
from routes.model import Atlas

__all__ = ["EXPORTS", "Export"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """How an atlas is written, and how the name of its file ends."""

    write: Callable[[Atlas], str | bytes]
    ending: str


EXPORTS: Mapping[str, Export] = {
    "geojson": Export(write=geojson, ending="geojson"),
    "csv": Export(write=csv_with_credit, ending="csv"),
    "gpx": Export(write=gpx, ending="gpx"),
    "kml": Export(write=kml, ending="kml"),
    "mf-json": Export(write=mf_json, ending="mf.json"),
    "lpf": Export(write=linked_places, ending="lpf.json"),
    "geoparquet": Export(write=geoparquet, ending="parquet"),
}
