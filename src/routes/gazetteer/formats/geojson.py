"""GeoJSON (RFC 7946): a point with every field of the record in its properties, `bbox` as GeoJSON has it.

It holds all that a record holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from routes.gazetteer.formats.foreign import Publication, Read, completed, read_features
from routes.gazetteer.parse import ID
from routes.gazetteer.records import Record, fields_in_order, slug

__all__ = ["point", "position", "read", "write"]

_NAMES = ("name", "title", "Name", "NAME", "label")


def write(records: Sequence[Record], publication: Publication) -> str:
    """A FeatureCollection, one feature a line."""
    del publication  # a point needs none
    lines = ",\n".join(json.dumps(_feature(record), ensure_ascii=False) for record in records)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def read(text: str, file: str) -> Read:
    """The places of a FeatureCollection of points; of another's features what the properties call as we do."""
    return read_features(text, file, _record)


def point(record: Record) -> dict[str, Any]:
    """Where a place lies, as a geometry."""
    return {"type": "Point", "coordinates": [record["lon"], record["lat"]]}


def position(feature: Mapping[str, Any]) -> dict[str, Any] | None:
    """`lat` and `lon` of a feature; of several geometries those of the first point."""
    geometry = feature.get("geometry") or {}
    for one in (geometry, *geometry.get("geometries", ())):
        if one.get("type") == "Point" and len(one.get("coordinates", ())) >= 2:
            lon, lat = one["coordinates"][:2]
            return {"lat": lat, "lon": lon}
    return None


def _feature(record: Record) -> dict[str, Any]:
    held = ("id", "lat", "lon", "bbox")
    feature: dict[str, Any] = {"type": "Feature", "id": record["id"]}
    if "bbox" in record:
        feature["bbox"] = record["bbox"]
    rest = {name: record[name] for name in fields_in_order(record) if name not in held}
    return feature | {"geometry": point(record), "properties": rest}


def _record(feature: Mapping[str, Any]) -> Record | None:
    at = position(feature)
    if at is None:
        return None
    told = dict(feature.get("properties") or {})
    name = next((told[key] for key in _NAMES if told.get(key)), None)
    extra = {"id": _id(feature.get("id")), "bbox": feature.get("bbox")}
    return completed({**told, "name": name, **{key: value for key, value in extra.items() if value}, **at})


def _id(told: object) -> str | None:
    """An id of ours as it is; another program's, `node/33`, as one."""
    if told is None:
        return None
    return str(told) if re.search(ID["pattern"], str(told)) else slug(str(told))
