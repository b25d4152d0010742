"""SVG elements. Every text and every attribute goes through `escape`: nothing from data is markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from routes.markup import printable
from routes.picture.frame import Pixel

__all__ = ["Value", "element", "group", "number", "path", "plain", "text"]

Value = str | float


def element(tag: str, content: str = "", /, **attributes: Value | None) -> str:
    """An element whose content is markup already; `_` in an attribute's name stands for `-`."""
    given = "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoted(value)}"
        for name, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{tag}{given}>{content}</{tag}>" if content else f"<{tag}{given}/>"


def quoted(value: Value) -> str:
    """An attribute's value; in a number there is nothing to escape."""
    return f'"{escape(printable(value)) if isinstance(value, str) else number(value)}"'


def text(content: str, x: float, y: float, **attributes: Value | None) -> str:
    """A line of text that starts (or is anchored) at the point."""
    return element("text", escape(printable(content), quote=False), x=x, y=y, **attributes)


def plain(tag: str, content: str) -> str:
    """An element that holds nothing but text, with its own name as its id."""
    return element(tag, escape(printable(content), quote=False), id=tag)


def group(parts: Iterable[str], /, **attributes: Value | None) -> str:
    """The parts, one to a line."""
    content = "\n".join(part for part in parts if part)
    return element("g", f"\n{content}\n", **attributes) if content else ""


def path(lines: Iterable[Sequence[Pixel]], *, closed: bool = False) -> str:
    """Path data of all the lines, in tenths of a pixel."""
    return "".join(
        "M" + "L".join(f"{number(x)} {number(y)}" for x, y in thinned(line)) + ("Z" if closed else "")
        for line in lines
        if len(line) > 1
    )


def thinned(line: Sequence[Pixel]) -> list[Pixel]:
    """The line without points that lie on the one before."""
    result = [line[0]]
    for x, y in line[1:-1]:
        if abs(x - result[-1][0]) + abs(y - result[-1][1]) >= 1:
            result.append((x, y))
    return [*result, line[-1]]


def number(value: Value) -> str:
    """A number with one decimal at most; a text as it is."""
    if isinstance(value, str):
        return value
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
