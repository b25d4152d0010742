"""A report read back: the Markdown by a parser of Markdown, the document by python-docx."""

import io
import re
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from projects import project
from routes.cli import cli
from routes.errors import RoutesError
from routes.markup import markdown as escaped
from routes.model import Atlas, Waypoint
from routes.picture import printed, svg
from routes.project import Settings
from routes.publish import reported
from routes.report import markdown, report, word

PARSER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")


def stops(atlas: Atlas) -> list[Waypoint]:
    return [stop for route in atlas.routes for stop in route.waypoints]


def rows(text: str) -> list[list[str]]:
    """The cells of every row of every table, as text."""
    found: list[list[str]] = []
    in_table = False
    for token in PARSER.parse(text):
        in_table = token.type == "table_open" or (in_table and token.type != "table_close")
        if token.type == "tr_open":
            found.append([])
        elif token.type == "inline" and in_table:
            found[-1].append(words([token]))
    return found


def words(tokens: list[Token]) -> str:
    return "".join(
        one.content for token in tokens for one in token.children or () if one.type in ("text", "text_special")
    )


def document(atlas: Atlas, picture: bytes | None = None) -> Document:
    return docx.Document(io.BytesIO(word(report(atlas, "The caravans", "report.png"), "The caravans", picture)))


def told(document: Document) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def test_both_have_every_stop_with_its_day_and_its_sources(atlas: Atlas) -> None:
    listed = rows(markdown(report(atlas, "The caravans", "report.png"), "report.png"))
    tables = [[cell.text for cell in row.cells] for table in document(atlas).tables for row in table.rows]
    assert listed == tables
    assert ["6", "22–23 Oct 2018", "Huixtla, Chiapas, Mexico", "Was here", "[4]"] in listed
    assert [row[2].split(",")[0] for row in listed if re.fullmatch(r"\d+", row[0])] == [
        s.place.name for s in stops(atlas)
    ]


def test_both_have_every_quote_the_conflicts_the_doubts_and_the_caution(atlas: Atlas) -> None:
    text = markdown(report(atlas, "The caravans", "report.png"), "report.png")
    plain = "\n".join(words([token]) for token in PARSER.parse(text))
    for found in (plain, told(document(atlas))):
        assert all(f"“{claim.source.quote}”" in found for stop in stops(atlas) for claim in stop.claims)
        assert (
            "1. San Pedro Sula: Sources differ: 12 Oct 2018 says The Courier [1]; 13 Oct 2018 says El Correo [2]."
            in found
        )
        assert "No article gives a day for this." in found
        assert "do not use it to find people who are on the move" in found
        assert "Rancho El Ocotillo" in found


def test_a_report_in_spanish_has_the_words_of_the_spanish_page(atlas: Atlas) -> None:
    text = markdown(report(atlas, "Las caravanas", "report.png", "es"), "report.png")
    assert "## Contradicciones y dudas" in text
    assert "| N.º | Fecha | Lugar | Estado | Fuentes |" in text
    assert "Huixtla, Chiapas, México" in text
    assert "Las fuentes difieren: 12 oct 2018 según The Courier" in text


def test_sources_lead_to_their_articles(atlas: Atlas) -> None:
    text = markdown(report(atlas, "The caravans", "report.png"), "report.png")
    links = {
        str(one.attrs["href"])
        for token in PARSER.parse(text)
        for one in token.children or ()
        if one.type == "link_open"
    }
    urls = {claim.source.url for stop in stops(atlas) for claim in stop.claims if claim.source.url}
    assert links >= urls
    made = document(atlas)
    assert {one.target_ref for one in made.part.rels.values() if one.is_external} >= urls
    assert {link.address for paragraph in made.paragraphs for link in paragraph.hyperlinks} >= urls


def test_hostile_text_stays_text_in_both(hostile_atlas: Atlas) -> None:
    blocks = report(hostile_atlas, "# <b>*x*</b>", "report.png")
    tokens = PARSER.parse(markdown(blocks, "report.png"))
    kinds = {one.type for token in tokens for one in (token, *(token.children or ()))}
    assert kinds.isdisjoint({"html_block", "html_inline", "code_inline", "em_open", "strong_open", "fence", "s_open"})
    assert sum(token.tag == "h1" for token in tokens if token.type == "heading_open") == 1
    assert "window.hit=1" in told(docx.Document(io.BytesIO(word(blocks, "\0<b>", None))))


@given(st.text(alphabet=st.sampled_from(list("ab1 .)-+=#*_`[]<>()!|\\~&:/@w{}$^\"'\n")) | st.characters(codec="utf-8")))
def test_any_text_is_the_same_text_in_markdown(text: str) -> None:
    shown = PARSER.parse(f"{escaped(text)}\n")
    as_text = " ".join(re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text).split())
    assert [token.type for token in shown] == (["paragraph_open", "inline", "paragraph_close"] if as_text else [])
    assert words(shown) == as_text


def test_the_picture_is_in_the_document_and_the_same_report_is_the_same_bytes(atlas: Atlas) -> None:
    picture = printed(svg(atlas), "png")
    made = document(atlas, picture)
    assert len(made.inline_shapes) == 1
    assert [one.target_part.blob for one in made.part.rels.values() if "image" in one.reltype] == [picture]
    blocks = report(atlas, "The caravans", "report.png")
    assert word(blocks, "The caravans", picture) == word(blocks, "The caravans", picture)


def test_without_typst_the_picture_is_svg_and_without_python_docx_it_is_said(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routes.publish.find_spec", lambda _: None)  # as Python has it for what is not installed
    files = reported(atlas, title="The caravans")
    assert list(files) == ["report.md", "report.docx", "report.svg"]
    assert b"](<report.svg>)" in files["report.md"]
    assert "The picture: report.svg" in told(docx.Document(io.BytesIO(files["report.docx"])))
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(RoutesError, match="python -m pip install python-docx"):
        reported(atlas, title="The caravans")


def test_the_command_writes_a_report_of_one_caravan(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    done = CliRunner().invoke(cli, ["report", str(folder), "--offline", "--caravan", "2018-10-first", "--lang", "es"])
    names = ["2018-10-first.md", "2018-10-first.docx", "2018-10-first.png"]
    assert done.stdout.split() == [str(folder / "reports" / name) for name in names]
    assert (folder / "reports" / names[0]).read_text(encoding="utf-8").startswith("# First caravan")


def test_a_title_that_nobody_chose_is_told_in_the_language(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routes.publish.find_spec", lambda _: None)  # the picture need not be printed for this
    assert reported(atlas, title=Settings().title, lang="es")["report.md"].startswith(b"# Rutas de las caravanas\n")
    assert reported(atlas, title="The march", lang="es")["report.md"].startswith(b"# The march\n")


def test_an_empty_atlas_is_a_report_too() -> None:
    assert "None." in markdown(report(Atlas(), "Nothing", "x.png"), "x.png")
    assert document(Atlas()).paragraphs
