"""An atlas into files for others: `routes export` and `routes report`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from routes.assembly.excerpt import only
from routes.exports.formats import EXPORTS
from routes.files import write_atomic
from routes.model import Atlas
from routes.picture import printed, svg
from routes.project import Settings
from routes.report import check_word, markdown, report, word
from routes.webmap.wording import say

__all__ = ["exported", "reported", "written"]


def exported(atlas: Atlas, formats: Sequence[str], *, caravan: str | None = None) -> dict[str, bytes]:
    """The files by their names: `routes.gpx`, or `2018-10-first.gpx` of one caravan.

    Raises RoutesError where there is no such caravan, or the library for a format is missing.
    """
    chosen = only(atlas, caravan) if caravan else atlas
    made = {f"{caravan or 'routes'}.{EXPORTS[name].ending}": EXPORTS[name].write(chosen) for name in formats}
    return {name: content if isinstance(content, bytes) else _utf8(content) for name, content in made.items()}


def reported(atlas: Atlas, *, title: str, caravan: str | None = None, lang: str = "en") -> dict[str, bytes]:
    """The report as Markdown and for Word, and its picture: PNG where typst is installed, else SVG.

    Their name is the id of the caravan, or `report`. A title that nobody chose is told in the language. Raises
    RoutesError as `exported` does.
    """
    check_word()
    chosen, name = (only(atlas, caravan), caravan) if caravan else (atlas, "report")
    title = chosen.routes[0].caravan.name if caravan else say("title", lang) if title == Settings().title else title
    drawn = svg(atlas, caravan=caravan, lang=lang)
    png = printed(drawn, "png") if find_spec("typst") else None
    picture = f"{name}.png" if png else f"{name}.svg"
    blocks = report(chosen, title, picture, lang)
    return {
        f"{name}.md": _utf8(markdown(blocks, picture)),
        f"{name}.docx": word(blocks, title, png),
        picture: png or _utf8(drawn),
    }


def _utf8(text: str) -> bytes:
    """Without the halves of characters that a broken text may hold."""
    return text.encode("utf-8", "replace")


def written(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes the files and tells where they are. Raises FileError."""
    for name, content in files.items():
        write_atomic(folder / name, content)
    return tuple(folder / name for name in files)
