"""A report as a document for Word (.docx); the door to python-docx, an extra. The same report is the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

from routes.errors import RoutesError
from routes.markup import printable
from routes.report.told import Block, Heading, Listed, Paragraph, Picture, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Written

__all__ = ["check_word", "word"]

_WIDTH = 15.0
"""Centimetres of the picture: as wide as the text of the page."""
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""What every part of the file is dated, so that nothing in it tells when it was made."""


def check_word() -> None:
    """Raises RoutesError where python-docx is not installed."""
    try:
        import docx  # noqa: F401 - only whether it is there
    except ImportError as error:
        mend = "`python -m pip install python-docx` brings it"
        raise RoutesError(
            f"documents for Word are made by the library python-docx, which is missing; {mend}"
        ) from error


def word(blocks: Iterable[Block], title: str, picture: bytes | None) -> bytes:
    """The file's bytes; `picture` is a PNG, without which it is said where the picture is. Raises RoutesError."""
    check_word()
    import docx

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = printable(title)[:255], "routes"
    document.core_properties.comments = ""
    for block in blocks:
        _write(document, block, picture)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _write(document: Document, block: Block, picture: bytes | None) -> None:
    from docx.shared import Cm

    match block:
        case Heading():
            document.add_heading(printable(block.text), level=block.level - 1)
        case Paragraph():
            document.add_paragraph(printable(block.text))
        case Picture() if picture:
            document.add_picture(io.BytesIO(picture), width=Cm(_WIDTH))
        case Picture():
            document.add_paragraph(printable(block.missing))
        case Table():
            _table(document, block)
        case Listed():
            line = document.add_paragraph(style="List Bullet")
            _link(line, printable(block.text), block.url) if block.url else line.add_run(printable(block.text))
            for below in block.below:
                document.add_paragraph(printable(below), style="List Bullet 2")


def _table(document: Document, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.head), style="Light Grid")
    for row in (block.head, *block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)


def _link(line: Written, text: str, url: str) -> None:
    """A run that leads to an address, which python-docx has no words for."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(printable(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = line.add_run(text)
    run.font.underline = True
    link.append(run._r)
    line._p.append(link)


def _undated(content: bytes) -> bytes:
    """The same file without the hour at which each of its parts was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, _OLDEST), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
