"""The cells of docs/quarto.md, run once by Jupyter's kernel, made into the documents that people make of notebooks."""

import base64
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lxml import etree, html
from nbclient import NotebookClient
from nbconvert import HTMLExporter, LatexExporter

from projects import project
from routes.notebook import bundle

DOCUMENT = (Path(__file__).parent.parent / "docs" / "quarto.md").read_text(encoding="utf-8")
CELLS = re.findall(r"^```\{python\}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notebook")
    project(folder / "caravans")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
    nbformat.write(notebook, folder / "map.ipynb")
    return folder / "map.ipynb"


def shown(notebook: Path) -> dict[str, Any]:
    return result(notebook, 0)


def result(notebook: Path, cell: int) -> dict[str, Any]:
    """What the value of the cell is shown as, by its form."""
    outputs = json.loads(notebook.read_text(encoding="utf-8"))["cells"][cell]["outputs"]
    (output,) = [one for one in outputs if one["output_type"] == "execute_result"]
    return {kind: "".join(told) for kind, told in output["data"].items()}


def test_the_notebook_holds_the_page_the_pictures_and_a_word(executed: Path) -> None:
    told = shown(executed)
    assert told["text/plain"] == "Routes of the caravans"
    assert etree.fromstring(told["image/svg+xml"].encode()).tag.endswith("svg")
    assert base64.b64decode(told["image/png"]).startswith(b"\x89PNG")
    (frame,) = html.fragment_fromstring(told["text/html"], create_parent="div").iter("iframe")
    assert frame.get("sandbox") == "allow-scripts allow-popups"
    assert frame.get("srcdoc") == (executed.parent / "caravans" / "maps" / "index.html").read_text(encoding="utf-8")


def test_the_table_of_the_document_has_the_stops(executed: Path) -> None:
    assert "| 1 | 2018-10-12 | San Pedro Sula |" in result(executed, 1)["text/markdown"]


def test_where_frames_are_taken_away_the_picture_stays(executed: Path) -> None:
    (picture,) = html.fragment_fromstring(shown(executed)["text/html"], create_parent="div").iter("img")
    source = base64.b64decode(str(picture.get("src")).removeprefix("data:image/svg+xml;base64,"))
    assert source.decode() == shown(executed)["image/svg+xml"]
    assert b"<script" not in source


def test_nbconvert_shows_the_page_in_html(executed: Path) -> None:
    body, _ = HTMLExporter().from_filename(str(executed))
    assert len(list(html.document_fromstring(body).iter("iframe"))) == 1


def test_nbconvert_shows_the_picture_in_latex_from_which_it_makes_pdf(executed: Path) -> None:
    notebook = nbformat.read(executed, as_version=4)
    del notebook.cells[1:]  # what is Markdown needs pandoc
    body, resources = LatexExporter().from_notebook_node(notebook)
    (name,) = (name for name in resources["outputs"] if name in body)
    assert resources["outputs"][name].startswith(b"%PDF")


def test_no_title_is_markup() -> None:
    told = bundle("<p>page</p>", "<svg/>", '"><script>x</script>')["text/html"]
    assert not list(html.fragment_fromstring(str(told), create_parent="div").iter("script"))
