"""What is printed: text that cannot steer a terminal, drawn in colours on a real one, plain lines elsewhere."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from routes.show import Line, Table

__all__ = ["line_width", "print_line", "print_table", "printable"]

_WIDTH = 100
"""The longest line of running text, in characters; longer ones are hard to read."""
_STYLES = {
    "title": "bold",
    "sentence": "bold",
    "report": "green",
    "event": "green",
    "left out": "yellow",
    "problem": "red",
}
_MARKS = {r"\[[^]]*\]": "cyan", r"\{[^}]*\}": "magenta"}
"""How names and dates look in a sentence."""


def printable(text: str) -> str:
    """The text without what would steer the terminal; an article can hold anything."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def line_width() -> int:
    """The characters of a line of running text: what the terminal has, at most 100."""
    return min(get_terminal_size().columns, _WIDTH) if sys.stdout.isatty() else _WIDTH


def print_table(table: Table) -> None:
    """A drawn table on a terminal; elsewhere a line per row, its cells parted by tabs."""
    if not sys.stdout.isatty():
        for row in table.rows:
            click.echo("\t".join((table.title.lower(), *map(printable, row))))
        return
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(*table.columns, title=table.title, title_justify="left", show_edge=False)
    for row in table.rows:
        drawn.add_row(*(Text(printable(cell)) for cell in row))
    Console().print(drawn)


def print_line(line: Line) -> None:
    """One statement of an explanation, already wrapped; in colours on a terminal."""
    text = printable(line.text)
    if not sys.stdout.isatty():
        click.echo(text)
        return
    from rich.console import Console
    from rich.text import Text

    drawn = Text(text, style=_STYLES.get(line.kind, ""))
    for pattern, style in _MARKS.items() if line.kind == "sentence" else ():
        drawn.highlight_regex(pattern, style)
    Console(highlight=False).print(drawn, soft_wrap=True)
