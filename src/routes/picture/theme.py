"""Colours and words of a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from routes.colours import DARK_LAND, LIGHT_LAND
from routes.model import DateSpan

__all__ = ["DARK", "LIGHT", "Theme", "day_text", "span_text", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours as `#rrggbb`; whether the ground is dark."""

    paper: str
    sea: str
    land: str
    shore: str
    border: str
    state: str
    text: str
    muted: str
    is_dark: bool


LIGHT = Theme(
    paper="#ffffff",
    sea="#e6edf1",
    land=LIGHT_LAND,
    shore="#b4c0c7",
    border="#8d8a83",
    state="#e0dbd0",
    text="#1d1d1b",
    muted="#5f5d58",
    is_dark=False,
)
DARK = Theme(
    paper="#15181b",
    sea="#15191d",
    land=DARK_LAND,
    shore="#4b555c",
    border="#84888a",
    state="#383d40",
    text="#f1efe9",
    muted="#b3b1ab",
    is_dark=True,
)

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Routes of the caravans",
        "caution": "Lines join reported places in the order of their dates. They are not roads.",
        "credit": "Outlines: Natural Earth. Towns: GeoNames (CC BY 4.0). Dates and places: as the articles say.",
        "planned": "planned",
        "doubtful": "doubtful",
        "region": "somewhere in this state",
        "gone": "reported",
        "undated": "no date",
        "or": "or",
        "caravan": "caravan",
        "caravans": "caravans",
        "stop": "stop",
        "stops": "stops",
        "event": "event",
        "events": "events",
        "article": "article",
        "articles": "articles",
        "unreviewed": "place not reviewed",
        "clash": "clash",
        "detention": "detention",
        "death": "death",
        "crossing": "crossing",
        "blocked": "blocked",
        "border-closure": "border closed",
        "asylum": "asylum",
        "aid": "aid",
        "speech": "speech",
        "other": "other event",
    },
    "es": {
        "title": "Rutas de las caravanas",
        "caution": "Las líneas unen lugares mencionados, en el orden de sus fechas. No son caminos.",
        "credit": "Contornos: Natural Earth. Ciudades: GeoNames (CC BY 4.0). Fechas y lugares: según los artículos.",
        "planned": "previsto",
        "doubtful": "dudoso",
        "region": "en algún punto de este estado",
        "gone": "según informes",
        "undated": "sin fecha",
        "or": "o",
        "caravan": "caravana",
        "caravans": "caravanas",
        "stop": "parada",
        "stops": "paradas",
        "event": "suceso",
        "events": "sucesos",
        "article": "artículo",
        "articles": "artículos",
        "unreviewed": "lugar sin revisar",
        "clash": "enfrentamiento",
        "detention": "detención",
        "death": "muerte",
        "crossing": "cruce",
        "blocked": "bloqueo",
        "border-closure": "frontera cerrada",
        "asylum": "asilo",
        "aid": "ayuda",
        "speech": "discurso",
        "other": "otro suceso",
    },
}

MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}


def word(key: str, lang: str) -> str:
    """A word of the picture. Raises KeyError for a language that has no table."""
    return WORDS[lang][key]


def day_text(day: date, lang: str, *, year: bool = False) -> str:
    """`12 Oct`, or `12 Oct 2018`."""
    short = f"{day.day} {MONTHS[lang][day.month - 1]}"
    return f"{short} {day.year}" if year else short


def span_text(span: DateSpan, lang: str, *, year: bool = False) -> str:
    """`12 Oct`, `12\N{EN DASH}14 Oct`, `30 Oct\N{EN DASH}2 Nov`; the year once, where both days are of one."""
    if span.first == span.last:
        return day_text(span.last, lang, year=year)
    if span.first.year != span.last.year:
        return f"{day_text(span.first, lang, year=True)}\N{EN DASH}{day_text(span.last, lang, year=True)}"
    if span.first.month == span.last.month:
        return f"{span.first.day}\N{EN DASH}{day_text(span.last, lang, year=year)}"
    return f"{day_text(span.first, lang)}\N{EN DASH}{day_text(span.last, lang, year=year)}"
