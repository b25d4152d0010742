"""The bundled list of small towns: a look-up for names that the text itself says are places, never a scan.

    look_up("Roszke")[0].id == "roszke-hu"
    look_up("Jiménez", {"MX"})  # several; the largest first, each with its state

Most names in it are also words, surnames or saints, so they stay out of the automaton of names. `data/towns.tsv` is
made by `scripts/towns.py`: one town a line, sorted by normalised name, so that a name is found by halving the file
and nothing else of it is parsed. Its head says where the towns come from (GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from routes.folding import NormalizedName, normalize_name
from routes.model import Place, PlaceName, Position

__all__ = ["POPULATIONS", "SMALLEST_CITY", "UNITS", "ascii_key", "look_up", "title", "town_id"]

POPULATIONS = (0, *(n * 10**power for power in range(2, 8) for n in (1, 2, 5)))
"""Inhabitants at which the classes 0, 1, 2... begin; 0 also where they are not known."""
SMALLEST_CITY = 50_000
"""Inhabitants from which a town is called a city, as in the gazetteer."""
MARK_EVERY = 2048
"""Bytes between two marks of the file: half the steps of a search, for 2 ms at the first."""

UNITS = {
    "MX": "AGU BCN BCS CAM CHP CHH COA COL CMX DUR GUA GRO HID JAL MEX MIC MOR NAY NLE OAX PUE QUE ROO SLP SIN SON"
    " TAB TAM TLA VER YUC ZAC",
    "GT": "16 15 04 20 02 05 01 13 18 21 22 17 09 14 11 03 12 06 07 10 08 19",
    "HN": "AT CH CL CM CP CR EP FM GD IN IB LP LE OC OL SB VA YO",
    "SV": "AH CA CH CU LI PA UN MO SM SS SA SV SO US",
    "NI": "BO CA CI CO ES GR JI LE MD MN MS MT NS SJ RI - AN AS",
    "CR": "A C G H - L P SJ",
    "PA": "1 4 2 3 5 6 7 8 KY 9 EM NB 10",
}
"""The second halves of ISO 3166-2 codes in the order of GeoNames' numbers; `-` where there is no such number."""

# Letters that have no accent to be taken off, as they are written without them; then the Cyrillic ones of Macedonian.
_ASCII = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th"}
    | dict(zip("абвгдезијклмнопрстуфхц", "abvgdezijklmnoprstufhc", strict=True))
    | {"ж": "zh", "љ": "lj", "њ": "nj", "ч": "ch", "џ": "dzh", "ш": "sh", "ѕ": "dz"}
)
_SMALL_WORDS = frozenset("a am an da de del des di do du el en et im in la las le les los of".split())  # noqa: SIM905 - one line


def look_up(name: str, countries: Collection[str] | None = None) -> tuple[Place, ...]:
    """The towns of a name, the largest first; only those in these countries (ISO 3166-1) where given.

    Accents and case do not count, and ø, ł, ß may be written o, l, ss. `population` is the lower end of a class
    (`POPULATIONS`), 0 where it is not known. The file is read at the first call.
    """
    towns = _named(normalize_name(name))
    return towns if countries is None else tuple(town for town in towns if town.country in countries)


def ascii_key(key: NormalizedName) -> NormalizedName:
    """The key in letters of the English alphabet, as far as the table goes."""
    if key.isascii():
        return key
    return NormalizedName("".join(char for char in key.translate(_ASCII) if not unicodedata.combining(char)))


def title(key: NormalizedName) -> str:
    """A key as a name is mostly written: `villa de cos` is Villa de Cos."""
    first, *rest = key.split(" ")
    return " ".join([first.capitalize(), *(word if word in _SMALL_WORDS else word.capitalize() for word in rest)])


def town_id(key: NormalizedName, area: str, number: str = "") -> str:
    """`bicske-hu`, `jimenez-mx-coa`, `san-jose-mx-mex-2`. `area` is the code of a first-level unit or a country."""
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_key(key)) or key.split())
    return f"{slug}-{area.lower()}-{number}" if number else f"{slug}-{area.lower()}"


@lru_cache(maxsize=4096)
def _named(key: NormalizedName) -> tuple[Place, ...]:
    return tuple(_place(key, row) for row in _rows(key)) if key else ()


@cache
def _table() -> bytes:
    return files("routes.gazetteer").joinpath("data/towns.tsv").read_bytes()


def _key_from(offset: int) -> bytes:
    """The key, with its tab, of the first line that begins at the offset or behind it."""
    table = _table()
    start = table.find(b"\n", offset - 1) + 1
    return table[start : table.find(b"\t", start) + 1]


@cache
def _marks() -> tuple[range, tuple[bytes, ...]]:
    """Offsets from the end of the head to the last line, and their keys: between two of them a line is sought."""
    table = _table()
    head = re.match(rb"(?:#[^\n]*\n)*", table)
    offsets = range(head.end() if head else 0, table.rfind(b"\n", 0, -1) + 1, MARK_EVERY)
    return offsets, tuple(map(_key_from, offsets))


def _rows(key: NormalizedName) -> Iterator[list[str]]:
    """The lines of a key, split, without the key itself."""
    table, wanted = _table(), key.encode() + b"\t"
    offsets, marks = _marks()
    mark = bisect_left(marks, wanted)
    low, high = offsets[max(mark - 1, 0)], offsets[mark] if mark < len(marks) else offsets.stop
    start = table.find(b"\n", bisect_left(range(high), wanted, low, key=_key_from) - 1) + 1
    while table.startswith(wanted, start):
        end = table.index(b"\n", start)
        yield table[start + len(wanted) : end].decode().split("\t")
        start = end + 1


def _place(key: NormalizedName, row: list[str]) -> Place:
    """One line: name (empty: the key's title), area, lat and lon in thousandths, class of population, number of id."""
    name, area, lat, lon, size, *number = row
    form, country, population = title(key), area[:2], POPULATIONS[int(size)]
    name, own = name or form, normalize_name(name) if name else key
    further = (PlaceName(text=form),) if own != key else ()
    return Place(
        id=town_id(own, area, *number),
        name=name,
        names=(PlaceName(text=name), *further),
        feature="P",
        kind="city" if population >= SMALLEST_CITY else "town",
        country=country,
        countries=(country,),
        admin1=area if area != country else None,
        position=Position(lat=int(lat) / 1000, lon=int(lon) / 1000),
        population=population,
        source="GeoNames",
    )
