"""The wide list (extra `world`): all towns of GeoNames, the first-level units of the world and the counties of the US.

    wide = wide_list()        # compiled at the first call on a machine, opened in milliseconds from then on
    wide.named({"london"})    # {"london": (London in England, in Ontario, in Kentucky, ...)}

A quarter of a million names are too many to look for in a text, and half of them are words, surnames and saints: this
list is asked for the capitalised names of a text (`routes.gazetteer.index`), and `routes.reading.worldwide` decides
which of them are places. The compiled file is one of SQLite in the user's folder of caches, named by what it was made
of, so that it is never stale: a new release of GeoNames or of routes makes another one.
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from routes.cache import cache_folder
from routes.files import content_hash
from routes.folding import NormalizedName
from routes.gazetteer.geonames import towns, version
from routes.gazetteer.wide_rows import Row, rows, units_table
from routes.gazetteer.world import world_table
from routes.model import Place, PlaceName, Position

__all__ = ["WideList", "kept_list", "wide_list"]

_TABLE = """
create table places (
    key text, name text, forms text, kind text, country text, unit text, lat real, lon real, population integer, id text
);
"""
_INDEX = "create index by_key on places (key)"
_SELECT = "select * from places where key in ({}) order by key, population desc, id"
_AT_ONCE = 500
"""Names that are asked for in one statement."""


class WideList:
    """The list, opened; each name is asked for once. `made_of` says which release of it this is.

    Another process that is sent it opens its own.
    """

    def __init__(self, connection: sqlite3.Connection, made_of: str) -> None:
        self.made_of = made_of
        self._connection = connection
        self._known: dict[NormalizedName, tuple[Place, ...]] = {}

    def __reduce__(self) -> tuple[Callable[[], WideList | None], tuple[()]]:
        return wide_list, ()

    def named(self, keys: Collection[NormalizedName]) -> Mapping[NormalizedName, tuple[Place, ...]]:
        """The places of each name, the largest first; names that the list has not are left out."""
        self._ask(sorted(key for key in set(keys) if key not in self._known))
        return {key: self._known[key] for key in keys if self._known[key]}

    def _ask(self, keys: list[NormalizedName]) -> None:
        found: dict[str, list[Place]] = defaultdict(list)
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            for row in self._connection.execute(_SELECT.format(",".join("?" * len(some))), some):
                found[row[0]].append(_place(row))
        self._known.update((key, tuple(found[key])) for key in keys)


def wide_list() -> WideList | None:
    """The list of the whole world; None where the extra `world` is not installed."""
    if version() is None:
        return None
    return kept_list(cache_folder() / f"world-{_made_of()[:16]}.sqlite", lambda: rows(towns()))


def kept_list(path: Path, made: Callable[[], Iterable[Row]]) -> WideList:
    """The list at `path`, compiled of the rows where it was not yet.

    A damaged file is set aside. Where nothing can be kept, the list is made in memory.
    """
    try:
        connection = _opened(path) or _compiled(path, made)
    except OSError:
        connection = _filled(":memory:", made())
    return WideList(connection, path.stem)


def _made_of() -> str:
    sources = [Path(str(files("routes").joinpath(name))) for name in _SOURCES]
    code = [source.read_bytes() if source.exists() else b"" for source in sources]
    versions = f"{version()} {unicodedata.unidata_version}".encode()
    return content_hash(units_table(), world_table(), versions, *code)


_SOURCES = ("folding.py", "gazetteer/geonames.py", "gazetteer/towns.py", "gazetteer/wide.py", "gazetteer/wide_rows.py")
"""The modules that say what the file holds."""


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file, to be read only; None where there is none, or a damaged one, which is set aside."""
    if not path.is_file():
        return None
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    with contextlib.suppress(sqlite3.DatabaseError):
        ((size,),) = connection.execute("select page_count * page_size from pragma_page_count, pragma_page_size")
        connection.execute(_SELECT.format("?"), ("london",)).fetchone()
        if size == path.stat().st_size:
            return connection
    connection.close()
    path.replace(path.with_name(f"{path.name}.damaged"))
    return None


def _compiled(path: Path, made: Callable[[], Iterable[Row]]) -> sqlite3.Connection:
    """Makes the file beside its place and moves it there in one step: of two processes at once the last one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".world-") as folder:
        new = Path(folder, path.name)
        _filled(str(new), made()).close()
        new.replace(path)
    return _opened(path) or _filled(":memory:", made())


def _filled(where: str, rows: Iterable[Row]) -> sqlite3.Connection:
    connection = sqlite3.connect(where, check_same_thread=False)
    with connection:
        connection.executescript(f"pragma journal_mode = off; pragma synchronous = off; {_TABLE}")
        connection.executemany("insert into places values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute(_INDEX)
    return connection


def _place(row: Any) -> Place:  # noqa: ANN401 - as SQLite gives it
    _, name, forms, kind, country, unit, lat, lon, population, place_id = row
    return Place(
        id=place_id,
        name=name,
        names=tuple(PlaceName(text=text) for text in dict.fromkeys((name, *filter(None, forms.split("|"))))),
        feature="P" if kind in ("city", "town") else "A",
        kind=kind,
        country=country,
        countries=(country,),
        admin1=unit or None,
        position=Position(lat=lat, lon=lon),
        population=population,
        source="GeoNames (CC BY 4.0)",
    )
