"""Elements of XML, in the order and on the lines in which they are given; no text from data is markup."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, indent, tostring

from routes.markup import printable

__all__ = ["document", "element"]


def element(tag: str, content: str | Iterable[Element | None] = (), /, **attributes: str) -> Element:
    """An element with a text, or with those of the children that are there."""
    made = Element(tag, {name: printable(value) for name, value in attributes.items()})
    if isinstance(content, str):
        made.text = printable(content)
    else:
        made.extend(child for child in content if child is not None)
    return made


def document(root: Element) -> str:
    """The whole document, an element to a line. Where it names no encoding, XML is UTF-8."""
    indent(root, "")
    return f'<?xml version="1.0"?>\n{tostring(root, encoding="unicode")}\n'
