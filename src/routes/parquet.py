"""Parquet files: tables of named columns, read and written group by group; the only door to pyarrow.

Columns hold text, whole numbers, numbers, days, bytes, truth values or lists of text; None where a value is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, Literal

from routes.errors import RoutesError

if TYPE_CHECKING:
    import pyarrow

__all__ = ["Columns", "Kind", "group_sizes", "note", "read_groups", "write_table"]

Kind = Literal["text", "whole", "number", "day", "bytes", "truth", "texts"]
Columns = Mapping[str, Sequence[Any]]
"""Columns of one length by their name."""


def write_table(
    file: IO[bytes], groups: Iterable[Columns], kinds: Mapping[str, Kind], notes: Mapping[str, str]
) -> None:
    """Writes a file of these groups, which may be empty, one after the other; the same values give the same bytes.

    `kinds` names the columns in order; `notes` are kept with the table. Raises RoutesError where pyarrow is missing.
    """
    arrow, parquet = _pyarrow()
    types = _types(arrow)
    schema = arrow.schema([(name, types[kind]) for name, kind in kinds.items()], metadata=dict(notes))
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for columns in groups:
            arrays = [arrow.array(columns[name], types[kind]) for name, kind in kinds.items()]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema), row_group_size=2**31 - 1)


def group_sizes(file: IO[bytes]) -> tuple[int, ...]:
    """How many rows each group of the file has. Raises ValueError where it is no Parquet."""
    metadata = _opened(file).metadata
    return tuple(metadata.row_group(number).num_rows for number in range(metadata.num_row_groups))


def note(file: IO[bytes], name: str) -> str:
    """What was noted with the table under this name; empty where nothing was. Raises ValueError."""
    notes = _opened(file).schema_arrow.metadata or {}
    return str(notes.get(name.encode(), b"").decode())


def read_groups(file: IO[bytes], groups: Iterable[int], wanted: Sequence[str] | None = None) -> Iterator[Columns]:
    """The groups of these numbers, of the wanted columns those that there are. Raises ValueError."""
    opened = _opened(file)
    names = opened.schema_arrow.names
    chosen = names if wanted is None else [name for name in wanted if name in names]
    arrow, _ = _pyarrow()
    for number in groups:
        try:
            yield opened.read_row_group(number, columns=chosen, use_threads=False).to_pydict()
        except (arrow.ArrowException, OSError) as error:
            raise ValueError(str(error)) from error


def _opened(file: IO[bytes]) -> pyarrow.parquet.ParquetFile:
    arrow, parquet = _pyarrow()
    try:
        return parquet.ParquetFile(file)
    except (arrow.ArrowException, OSError) as error:
        raise ValueError(str(error)) from error


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise RoutesError("Parquet needs the library pyarrow: python -m pip install pyarrow") from error
    return arrow, parquet


def _types(arrow: Any) -> Mapping[Kind, Any]:  # noqa: ANN401 - the module
    return {
        "text": arrow.string(),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "day": arrow.date32(),
        "bytes": arrow.binary(),
        "truth": arrow.bool_(),
        "texts": arrow.list_(arrow.string()),
    }
