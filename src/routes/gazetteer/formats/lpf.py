"""Linked Places Format 1.3 (GeoJSON-LD), the format of the World Historical Gazetteer and the Pelagios Network.

Facts from its specification, github.com/LinkedPasts/linked-places-format (README.md, 24 June 2024) and its list of
place types (Getty AAT). The format has its own words for id, name, class, country, kind, names, position, certainty,
source, notes, links, what a place is part of and since when it is one. Whatever of a record does not come back from
these stands under the key `routes`, so that nothing is lost; no other program reads it there. Of the links of others
those are read that a record can hold: addresses, and numbers of GeoNames and Wikidata.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from routes.gazetteer.formats.foreign import Publication, Read, completed, read_features
from routes.gazetteer.formats.geojson import point, position
from routes.gazetteer.records import Record, fields_in_order, slug

__all__ = ["AAT", "CONTEXT", "LINK", "identifier", "links_of", "place_type", "read", "write"]

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"

AAT = {
    "country": (300387506, "country"),
    "state": (300000776, "state"),
    "county": (300000771, "county"),
    "city": (300008389, "city"),
    "town": (300008375, "town"),
    "village": (300008372, "village"),
    "region": (300182722, "region (geographic)"),
    "border": (300387143, "borderland"),
    "river": (300008707, "river"),
    "sea": (300008694, "sea"),
    "lake": (300008680, "lake"),
    "bay": (300132316, "bay"),
    "bridge": (300007836, "bridge"),
    "square": (300008304, "square"),
    "road": (300008217, "road"),
    "railway": (300008591, "railroad"),
    "island": (300008791, "island"),
    "mountain": (300008795, "mountain"),
}
"""Kinds that the specification's list of place types has: identifier in the Getty AAT, and its term."""

_BROADER = {
    "A": (300232418, "administrative division"),
    "P": (300008347, "inhabited place"),
    "H": (300132312, "riverine bodies of water"),
    "L": (300182722, "region (geographic)"),
    "R": (300008217, "road"),
    "S": (300000809, "site"),
    "T": (300266560, "landform (terrestrial)"),
}
"""The type of a place whose kind that list has not, by its class."""

LINK = re.compile(r"https?://[^\s/]\S*|gn:\d+|wd:Q\d+")
"""A link that the format and a record write alike; its prefix for OpenStreetMap the specification has not."""

_CERTAINTY = {"certain": "certain", "likely": "less-certain", "doubtful": "uncertain"}
"""The format's words for our `certainty`."""

_DATE = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")


def write(records: Sequence[Record], publication: Publication) -> str:
    """A FeatureCollection, one feature a line; texts of any language stand as they are."""
    lines = ",\n".join(json.dumps(_feature(record, publication), ensure_ascii=False) for record in records)
    return f'{{"type": "FeatureCollection", "@context": {json.dumps(CONTEXT)}, "features": [\n{lines}\n]}}\n'


def read(text: str, file: str) -> Read:
    """The places of a collection that have a point; what stands under `routes` goes before the rest."""
    return read_features(text, file, _record)


# --- to the format -----------------------------------------------------------------------------


def _feature(record: Record, publication: Publication) -> dict[str, Any]:
    since, _, until = str(record.get("valid", "")).partition("/")
    feature: dict[str, Any] = {
        "@id": identifier(record["id"], publication),
        "type": "Feature",
        "properties": {"title": record["name"], "fclasses": [record["class"]]} | _countries(record),
        "when": {"timespans": [_timespan(since, until, publication)]},
        "names": list(_names(record, publication)),
        "types": [place_type(record)],
        "geometry": point(record) | _certainty(record),
        "links": [{"type": "closeMatch", "identifier": one} for one in links_of(record)],
        "relations": list(_relations(record, publication)),
        "descriptions": [{"value": record["notes"]}] if "notes" in record else [],
    }
    if "bbox" in record:
        feature["bbox"] = record["bbox"]
    feature = {key: value for key, value in feature.items() if value != []}
    rest = _rest(record, feature)
    return feature | {"routes": rest} if rest else feature


def _rest(record: Record, feature: Mapping[str, Any]) -> dict[str, Any]:
    """What does not come back from the format's own words; None where these would say more than the record."""
    back = _standard(feature)
    missing = {name: record[name] for name in fields_in_order(record) if back.get(name) != record[name]}
    return missing | {name: None for name in back if name not in record}


def identifier(name: str, publication: Publication) -> str:
    """The address of a place: its id behind the base."""
    return f"{publication.base}{name}"


def _countries(record: Record) -> dict[str, Any]:
    countries = list(dict.fromkeys(filter(None, (record.get("country"), *record.get("countries", ())))))
    return {"ccodes": countries} if countries else {}


def _timespan(since: str, until: str, publication: Publication) -> dict[str, Any]:
    """When the place is one: as the record says, else in the year in which this list holds it."""
    start = since if _DATE.fullmatch(since) else f"{publication.year:04}"
    return {"start": {"in": start}} | ({"end": {"in": until}} if _DATE.fullmatch(until) else {})


def _names(record: Record, publication: Publication) -> Sequence[dict[str, Any]]:
    """The name itself, with the source as its citation, then the forms with a language, then those of every one."""
    cited = {"citations": [{"label": record.get("source") or "routes gazetteer", "year": publication.year}]}
    forms: list[dict[str, Any]] = [{"toponym": record["name"]} | cited]
    forms += [{"toponym": form["text"], "lang": form["lang"]} for form in record.get("names", ()) if "lang" in form]
    return forms + [{"toponym": text} for text in record.get("aliases", ())]


def place_type(record: Record) -> dict[str, Any]:
    """The kind of a place as a term of the Getty AAT, with our own word."""
    number, label = AAT.get(record["kind"]) or _BROADER[record["class"]]
    return {"identifier": f"aat:{number}", "label": label, "sourceLabels": [{"label": record["kind"], "lang": "en"}]}


def _certainty(record: Record) -> dict[str, Any]:
    certainty = _CERTAINTY.get(record.get("certainty", ""))
    return {"certainty": certainty} if certainty else {}


def links_of(record: Record) -> Sequence[str]:
    """The links that the format can hold: addresses, and its short form, `wd:Q12345`."""
    return [one for one in record.get("links", ()) if LINK.fullmatch(one)]


def _relations(record: Record, publication: Publication) -> Sequence[dict[str, str]]:
    whole = record.get("part_of")
    if not whole:
        return []
    return [{"relationType": "gvp:broaderPartitive", "relationTo": identifier(whole, publication), "label": whole}]


# --- from the format ---------------------------------------------------------------------------


def _record(feature: Mapping[str, Any]) -> Record | None:
    if position(feature) is None:
        return None
    own = feature.get("routes")
    standard = _standard(feature)
    return completed(standard | own if isinstance(own, dict) else standard)


def _standard(feature: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a feature's own words give; a field of which they say nothing is missing."""
    told = feature.get("properties") or {}
    forms = [form for form in feature.get("names") or () if isinstance(form, dict) and form.get("toponym")]
    name = told.get("title") or (forms[0]["toponym"] if forms else None)
    countries = list(told.get("ccodes") or ())
    others = [form for form in forms if form["toponym"] != name]
    read_back = {
        "id": _id(str(feature.get("@id") or feature.get("id") or "")),
        "name": name,
        "names": [{"text": form["toponym"], "lang": form["lang"]} for form in others if form.get("lang")],
        "aliases": [form["toponym"] for form in others if not form.get("lang")],
        "class": next(iter(told.get("fclasses") or ()), None),
        "kind": _kind(feature),
        "country": countries[0] if countries else None,
        "countries": countries if len(countries) > 1 else None,
        **(position(feature) or {}),
        "bbox": feature.get("bbox"),
        "certainty": _OUR_CERTAINTY.get(str((feature.get("geometry") or {}).get("certainty"))),
        "links": _linked(feature),
        "part_of": _whole(feature),
        "notes": next((one.get("value") for one in feature.get("descriptions") or ()), None),
        "source": next((one.get("label") for form in forms for one in form.get("citations") or ()), None),
    }
    return {key: value for key, value in read_back.items() if value is not None and value not in ([], {})}


def _id(address: str) -> str | None:
    return slug(re.split(r"[/#]", address.rstrip("/"))[-1]) if address else None


_KIND_OF_TERM = {term: kind for kind, (_, term) in AAT.items()}


def _kind(feature: Mapping[str, Any]) -> str | None:
    """The contributor's own word for the type, else our word for the list's term."""
    for one in feature.get("types") or ():
        labels = [label.get("label") for label in one.get("sourceLabels") or ()]
        kind = next(filter(None, labels), None) or _KIND_OF_TERM.get(str(one.get("label")))
        if kind:
            return str(kind)
    return None


_OUR_CERTAINTY = {theirs: ours for ours, theirs in _CERTAINTY.items()}


def _linked(feature: Mapping[str, Any]) -> list[str]:
    same = [one for one in feature.get("links") or () if one.get("type") in ("closeMatch", "exactMatch")]
    told = [str(one.get("identifier", "")) for one in same]
    return [one for one in told if LINK.fullmatch(one)]


def _whole(feature: Mapping[str, Any]) -> str | None:
    wholes = [
        one for one in feature.get("relations") or () if str(one.get("relationType")).endswith("broaderPartitive")
    ]
    return _id(str(wholes[0].get("relationTo") or "")) if wholes else None
