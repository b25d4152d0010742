"""The page's own script and style, and Leaflet's, as text ready to stand inside a page.

They are read from the package; nothing of an atlas is ever put into them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from routes.errors import FileError

__all__ = ["digest", "leaflet_script", "leaflet_style", "script", "style"]

SCRIPTS = ("dom", "store", "ground", "boxes", "lines", "marks", "labels", "popups", "key", "lists", "start")
"""In the order in which they are put together: a part may use what stands before it."""
STYLES = ("base", "map", "side")


@cache
def script() -> str:
    """The page's own script, without its comments: it defines one function, `drawRoutes(map)`."""
    parts = "\n".join(_read("script", f"{name}.js") for name in SCRIPTS)
    code = re.sub(r"^ *//.*\n|^ +", "", parts, flags=re.MULTILINE)
    return f"(function () {{\n'use strict';\n{code}\n}})();"


@cache
def style() -> str:
    """The page's own style sheet."""
    return _terse("\n".join(_read("style", f"{name}.css") for name in STYLES))


@cache
def leaflet_script() -> str:
    """Leaflet, without the pointer to a source map that is not here."""
    return re.sub(r"\n//# sourceMappingURL=\S+", "", _read("vendor", "leaflet.js"))


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet, without the pictures that it points to: the page uses none of them."""
    return _terse(re.sub(r"url\([^)]*\)", "none", _read("vendor", "leaflet.css")))


def digest(text: str) -> str:
    """The hash by which a content security policy allows this inline text: `'sha256-...'`."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _terse(css: str) -> str:
    """The style sheet without comments, and with one space where there were several."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


def _read(*path: str) -> str:
    try:
        return files(__package__).joinpath(*path).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        mend = "install the package again, or run `python hatch_build.py` in its repository"
        raise FileError(f"{'/'.join(path)} is missing from the installed package; {mend}") from error
