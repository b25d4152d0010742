"""A picture as PNG or PDF, and the only module that knows Typst.

Typst is one wheel without a system library: it draws SVG with resvg, and its PDF keeps the lines, the text and the
description. The picture, its title and its description are handed over as values, never as a part of the source.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Literal

from routes.errors import RoutesError

__all__ = ["Form", "check_printer", "printed"]

Form = Literal["svg", "png", "pdf"]

PPI = 192
"""Of a PNG: twice the 96 that CSS and SVG have."""

_SOURCE = b"""#set document(title: sys.inputs.title, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", alt: sys.inputs.told)
"""


def check_printer() -> None:
    """Raises RoutesError where Typst is not installed."""
    try:
        import typst  # noqa: F401 - only whether it is there
    except ImportError as error:
        mend = "`python -m pip install typst` brings it"
        raise RoutesError(f"PNG and PDF are made by the library typst, which is not installed; {mend}") from error


def printed(picture: str, form: Literal["png", "pdf"]) -> bytes:
    """The SVG in that form: the same picture gives the same bytes where the same fonts are. Raises RoutesError."""
    check_printer()
    import typst

    root = ET.fromstring(picture)  # noqa: S314 - this package wrote it
    title, told = (root.findtext(f"{{http://www.w3.org/2000/svg}}{name}") or "" for name in ("title", "desc"))
    values = {"picture": picture, "title": title, "told": told}
    try:
        return typst.compile(_SOURCE, format=form, ppi=PPI, sys_inputs=values)
    except RuntimeError as error:
        raise RoutesError(f"typst could not make a {form.upper()} of the picture {title!r}: {error}") from error
