"""A report as Markdown: tables as GitHub and pandoc read them, all else CommonMark. Nothing of an article is markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from routes.markup import markdown as escaped
from routes.report.told import Block, Heading, Listed, Paragraph, Picture, Row, Table

__all__ = ["markdown"]

_IN_ADDRESSES = "%/:=&?~#+!$,;'@*"


def markdown(blocks: Iterable[Block], picture: str) -> str:
    """The text; `picture` is the address of the picture, seen from the file."""
    parts: list[str] = []
    in_list = False
    for block in blocks:
        is_listed = isinstance(block, Listed)
        parts.append(("" if in_list and is_listed else "\n" if parts else "") + _written(block, picture))
        in_list = is_listed
    return "".join(parts)


def _written(block: Block, picture: str) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {escaped(block.text)}\n"
        case Paragraph():
            return f"{escaped(block.text)}\n"
        case Picture():
            return f"![{escaped(block.text)}](<{_address(picture)}>)\n"
        case Table():
            return _table(block.head, block.rows)
        case Listed():
            return _line(block)


def _table(head: Row, rows: Sequence[Row]) -> str:
    cells = (head, ("---",) * len(head), *(tuple(map(escaped, row)) for row in rows))
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def _line(block: Listed) -> str:
    text = escaped(block.text)
    first = f"[{text}](<{_address(block.url)}>)" if block.url else text
    return f"- {first}\n" + "".join(f"  - {escaped(line)}\n" for line in block.below)


def _address(url: str) -> str:
    return quote(url.encode("utf-8", "replace"), safe=_IN_ADDRESSES)
