"""LP-TSV 0.5, the table of the Linked Places format: tabs, no quotes, several values of a cell with `;` between.

Facts from its specification, github.com/LinkedPasts/linked-places-format (tsv_0.5.md, 25 June 2024). It holds id,
name, other forms of the name with their languages, class, kind, countries, position, links (addresses, and numbers of
GeoNames and Wikidata), notes and source, and what a place is part of where it is published at an address. It has no
cell for anything else, tabs and line ends become blanks, and a form that holds `;` or `@` is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from routes.gazetteer.formats.foreign import Publication, Read, completed
from routes.gazetteer.formats.lpf import AAT, LINK, identifier, links_of
from routes.gazetteer.records import Record, number_text, slug

__all__ = ["COLUMNS", "held", "read", "write"]

COLUMNS = (
    "id", "title", "title_source", "fclasses", "aat_types", "attestation_year", "ccodes", "matches", "variants",
    "types", "parent_name", "parent_id", "lon", "lat", "description",
)  # fmt: skip


def write(records: Sequence[Record], publication: Publication) -> str:
    """The table with its header; lines end with a line feed."""
    rows = [COLUMNS, *([cells.get(name, "") for name in COLUMNS] for cells in (_row(r, publication) for r in records))]
    return "".join("\t".join(row) + "\n" for row in rows)


def read(text: str, file: str) -> Read:
    """The rows of a table; columns that are not in the list above are passed over."""
    del file  # a table has no form that could be wrong
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    head = lines[0].split("\t") if lines else []
    rows = [dict(zip(head, line.split("\t"), strict=False)) for line in lines[1:]]
    return tuple(completed(_record({name: cell.strip() for name, cell in row.items()})) for row in rows), ()


def held(record: Record) -> Mapping[str, Any]:
    """What of a record comes back."""
    records, _ = read(write([record], Publication(year=2000)), "")
    return records[0]


def _row(record: Record, publication: Publication) -> dict[str, str]:
    number, _ = AAT.get(record["kind"], ("", ""))
    countries = dict.fromkeys(filter(None, (record.get("country"), *record.get("countries", ()))))
    whole = record.get("part_of") if publication.base.startswith(("http://", "https://")) else None
    cells = {
        "id": record["id"],
        "title": record["name"],
        "title_source": record.get("source") or "routes gazetteer",
        "fclasses": record["class"],
        "aat_types": str(number),
        "attestation_year": str(publication.year),
        "ccodes": ";".join(countries),
        "matches": ";".join(one for one in links_of(record) if ";" not in one),
        "variants": ";".join(_variants(record)),
        "types": record["kind"],
        "parent_name": whole or "",
        "parent_id": identifier(whole, publication) if whole else "",
        "lon": number_text(record["lon"]),
        "lat": number_text(record["lat"]),
        "description": record.get("notes", ""),
    }
    return {name: " ".join(cell.split()) for name, cell in cells.items()}


def _variants(record: Record) -> Sequence[str]:
    forms = [(form["text"], form.get("lang", "")) for form in record.get("names", ())]
    forms += [(text, "") for text in record.get("aliases", ())]
    return [f"{text}@{lang}" if lang else text for text, lang in forms if not {";", "@"} & set(text)]


def _record(row: Mapping[str, str]) -> dict[str, Any]:
    variants = [form.strip().rpartition("@") for form in _parts(row, "variants")]
    countries = _parts(row, "ccodes")
    return {
        "id": slug(row.get("id", "")) if row.get("id") else None,
        "name": row.get("title"),
        "names": [{"text": text, "lang": lang} for text, mark, lang in variants if mark],
        "aliases": [lang for _, mark, lang in variants if not mark],
        "class": next(iter(_parts(row, "fclasses")), None),
        "kind": next(iter(_parts(row, "types")), None),
        "country": countries[0] if countries else None,
        "countries": countries if len(countries) > 1 else None,
        "lat": _number(row.get("lat", "")),
        "lon": _number(row.get("lon", "")),
        "links": [match for match in _parts(row, "matches") if LINK.fullmatch(match)],
        "part_of": slug(row["parent_id"].rstrip("/").split("/")[-1]) if row.get("parent_id") else None,
        "notes": row.get("description"),
        "source": row.get("title_source"),
    }


def _parts(row: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in row.get(name, "").strip('[]"').split(";") if part.strip()]


def _number(cell: str) -> float | int | str | None:
    """The number of a cell; a cell that is none stays text, for the check to tell."""
    try:
        return int(cell) if cell.lstrip("-").isdigit() else float(cell)
    except ValueError:
        return cell or None
