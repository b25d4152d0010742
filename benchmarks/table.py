"""What every benchmark prints: the machine, and tables whose columns line up."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

__all__ = ["machine", "ratio", "show", "table"]


def machine(date: str | None = None) -> str:
    """`2 cores, Python 3.11.7, Linux x86_64, 2026-11-21`; without a date where none is given."""
    cores = f"{os.cpu_count()} cores"
    python = f"Python {platform.python_version()}"
    system = f"{platform.system()} {platform.machine()}"
    return ", ".join(filter(None, (cores, python, system, date)))


def ratio(value: float, base: float | None) -> str:
    """`2.4 x`: how many times `base` a value is; `-` where there is no base."""
    return f"{value / base:.3g} x" if base else "-"


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The title, and below it the rows; the first column stands left, the others right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = ["  ".join(_cells(row, widths)).rstrip() for row in (head, ["-" * width for width in widths], *rows)]
    return "\n".join((title, "", *lines, ""))


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints a table at once, so that a long run shows how far it is."""
    print(table(title, head, rows), flush=True)


def _cells(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *others = zip(row, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
