"""A map in the forms in which notebooks show values: the page, pictures, and a word.

Jupyter shows the page; what makes a document of a notebook (nbconvert, Quarto, pandoc) takes the picture that its kind
of document can hold.
"""

from __future__ import annotations

import base64
from html import escape
from importlib.util import find_spec

from routes.picture import printed

__all__ = ["bundle"]

HEIGHT = 640
"""Pixels of the page in a notebook."""


def bundle(page: str, picture: str, title: str) -> dict[str, str | bytes]:
    """The page, its picture as SVG, and its title; where typst is installed, PNG and PDF too.

    nbconvert makes PDF of the PDF, without which it asks for Inkscape; Word takes the PNG. The page stands in a frame
    that keeps it from the notebook. Where a notebook is not trusted its frames are taken away; the picture below the
    frame, which holds no script, stays.
    """
    shown: dict[str, str | bytes] = {
        "text/plain": title,
        "text/html": _framed(page, picture, title),
        "image/svg+xml": picture,
    }
    if find_spec("typst"):
        shown |= {"image/png": printed(picture, "png"), "application/pdf": printed(picture, "pdf")}
    return shown


def _framed(page: str, picture: str, title: str) -> str:
    source = base64.b64encode(picture.encode()).decode()
    return (
        f'<iframe srcdoc="{escape(page)}" title="{escape(title)}" sandbox="allow-scripts allow-popups" '
        f'width="100%" height="{HEIGHT}" style="border:0"></iframe>\n<details><summary>{escape(title)}</summary>'
        f'<img src="data:image/svg+xml;base64,{source}" alt="{escape(title)}"></details>'
    )
