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
from routes.lasting import lasting

__all__ = ["digest", "leaflet_script", "leaflet_style", "script", "style"]

BEFORE = "calm"
"""What has to be said before the map is made."""
SCRIPTS = (
    "dom", "store", "words", "ground", "areas", "boxes", "lanes", "lines", "marks", "arrange", "labels", "popups",
    "key", "lists", "printer", "search", "timeline", "address", "framed", "start",
)  # fmt: skip
"""In the order in which they are put together: a part may use what stands before it."""
FEW, MANY = ("few",), ("many/unpack", "many/rows", "many/overview", "many/near")
"""The same functions twice: where each stop has its elements, and where only what is near has."""
TILED = "tiles"
"""The part that only a page with tiles has."""
STYLES = ("base", "map", "side", "time", "print")
NEVER_MADE = (
    "Canvas", "Circle", "CircleMarker", "GeoJSON", "ImageOverlay", "Rectangle", "SVGOverlay", "VideoOverlay",
)  # fmt: skip
"""Leaflet's classes that no page makes one of: a page has them without what they would do, 14 kB of them."""
MADE_OF_TILES = ("GridLayer", "TileLayer")
"""Classes that only a page with tiles makes one of."""
UNUSED = re.compile(
    r"image-layer|layers|shadow|vml|oldie|zoom-?box|attribution|crosshair|div-icon|default-icon|draggable|:before"
)
"""What the page uses of Leaflet's style sheet is the rest."""
OLD = re.compile(r"(?<=[{;])-(?:moz|ms|webkit-trans)[^;}]*;")
"""Declarations for browsers that are gone; each stands before the one that all browsers know."""
# A text, a pattern, a comment, a word, spaces, any other sign. In the page's own scripts a space follows every slash
# that divides, and none the first slash of a pattern.
_TOKEN = re.compile(
    r"""(?P<text>`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*')|(?P<pattern>/(?![/ ])(?:\\.|\[[^]]*]|[^/\n])+/)"""
    r"""|(?P<comment>//[^\n]*)|(?P<word>[\w$]+)|(?P<space>[ ]+)|(?P<sign>.|\n)""",
    re.DOTALL,
)


@cache
@lasting
def script(*, many: bool = False, tiled: bool = False) -> str:
    """The page's own script, for few stops or for many: it defines one function, `drawRoutes(map)`."""
    names = (*(MANY if many else FEW), *SCRIPTS[:-1], *((TILED,) if tiled else ()), SCRIPTS[-1])
    parts = "\n".join(_read("script", f"{name}.js") for name in names)
    before, drawn = terse_script(_read("script", f"{BEFORE}.js")), terse_script(parts)
    return f"{{\n{before}\nwindow.drawRoutes=async(map)=>{{\n'use strict';\n{drawn}\ndraw(map);\n}};\n}}"


def terse_script(code: str) -> str:
    """The script without comments and without the spaces that mean nothing; texts and patterns stay as they are.

    A line stays a line, so that no statement runs into the next, but for lines that end with what wants more, and
    for the end of a block before a word that begins a statement.
    """
    out, gap = [""], False
    for token in _TOKEN.finditer(code):
        if token.lastgroup in ("space", "comment"):
            gap = True
            continue
        if token[0] == "}":
            _end_statement(out)
        sides = out[-1][-1:] + token[0][0]
        out += [" ", token[0]] if gap and re.fullmatch(r"[\w$]{2}|[+-]{2}", sides) else [token[0]]
        gap = False
    text = re.sub(r"(?<=[{(\[,;\n])\n+", "", "".join(out))
    return re.sub(r"}\n+(?=(?:async |function|const|let|for|if|return|class)\b)", "}", text)


def _end_statement(tokens: list[str]) -> None:
    """Takes away what need not stand before a closing brace: a semicolon, and the ends of lines after it."""
    end = len(tokens)
    while end > 1 and tokens[end - 1] == "\n":
        end -= 1
    if tokens[end - 1] == ";":
        del tokens[end - 1 :]


@cache
@lasting
def style() -> str:
    """The page's own style sheet."""
    return _terse("\n".join(_read("style", f"{name}.css") for name in STYLES))


@cache
@lasting
def leaflet_script(*, tiled: bool = False) -> str:
    """Leaflet, without the pointer to a source map that is not here, and without what the page never makes."""
    code = re.sub(r"\n//# sourceMappingURL=\S+", "", _read("vendor", "leaflet.js"))
    for name in (*NEVER_MADE, *(() if tiled else MADE_OF_TILES)):
        code = _emptied(code, name)
    return code


def _emptied(code: str, name: str) -> str:
    """The code with the class of this name empty, which all else can go on naming: `x=y.extend({...})` says `{}`."""
    made = re.search(rf"\bt\.{name}=(\w+),", code)
    begun = made and re.search(rf"\b{made[1]}=\w+\.extend\((?=\{{)", code)
    if not begun:
        return code
    depth = 0
    for token in re.finditer(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[{}]""", code[begun.end() :]):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if not depth:
            return code[: begun.end()] + "{}" + code[begun.end() + token.end() :]
    return code


@cache
@lasting
def leaflet_style(*, tiled: bool = False) -> str:
    """Leaflet's style sheet, without the pictures that it points to: the page uses none of them."""
    rules = re.findall(r"([^{}]+)(\{[^{}]*\})", _terse(_read("vendor", "leaflet.css")))
    used = ((_used(selectors, tiled), body) for selectors, body in rules)
    text = "".join(selectors + re.sub(r"url\([^)]*\)", "none", body) for selectors, body in used if selectors)
    return OLD.sub("", text)


def _used(selectors: str, tiled: bool) -> str:
    names = (name for name in selectors.split(",") if not UNUSED.search(name))
    return ",".join(name for name in names if tiled or "tile" not in name)


def digest(text: str) -> str:
    """The hash by which a content security policy allows this inline text: `'sha256-...'`."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _terse(css: str) -> str:
    """The style sheet without comments, and without the spaces that mean nothing."""
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(": ", ":").replace(";}", "}").strip()


def _read(*path: str) -> str:
    try:
        return files(__package__).joinpath(*path).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        mend = "install the package again, or run `python hatch_build.py` in its repository"
        raise FileError(f"{'/'.join(path)} is missing from the installed package; {mend}") from error
