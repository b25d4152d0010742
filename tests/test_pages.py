"""Web pages in the manner of outlets, in our own words: what is the article, what is not, and of which day."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from string import Template
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from routes.articles import articles_in, articles_of, read_folder
from routes.cli import cli
from routes.model import Article
from test_assembly import TAPACHULA, departed, report, route

PAGES = Path(__file__).parent / "pages"
STORIES: dict[str, list[str]] = yaml.safe_load((PAGES / "stories.yaml").read_text("utf-8"))
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((PAGES / "pages.yaml").read_text("utf-8"))
TITLE = "“No vamos a parar”: los migrantes siguen al norte"


def rendered(name: str) -> bytes:
    """The page with its story, in its encoding."""
    expected = EXPECTED[name]
    story = STORIES[expected["story"]]
    told = {f"p{number}": text for number, text in enumerate(story, start=1)}
    text = Template((PAGES / f"{name}.html").read_text("utf-8")).substitute(
        told, title=TITLE, body="\\n".join(text.replace('"', '\\"') for text in story), data="iVBORw0KGgo" * 500
    )
    return text.encode(expected.get("encoding", "utf-8"), errors="xmlcharrefreplace")


def read(folder: Path, name: str) -> tuple[Article, list[str]]:
    path = folder / f"{name}.html"
    path.write_bytes(rendered(name))
    ((_, article, problems),) = articles_in(path, path.name)
    assert article is not None, problems
    return article, [problem.what for problem in problems]


def own_text(article: Article) -> str:
    """The body without what is marked as furniture."""
    body, at, parts = article.body, 0, []
    for span in article.furniture:
        parts.append(body[at : span.start])
        at = span.end
    return "".join((*parts, body[at:]))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_of_an_outlet_gives_its_article_and_no_furniture(name: str, tmp_path: Path) -> None:
    expected, story = EXPECTED[name], STORIES[EXPECTED[name]["story"]]
    article, _ = read(tmp_path, name)
    text = own_text(article)
    assert "MUEBLE" not in text
    assert [part for part in story if part not in text] == []
    assert text.strip().endswith(story[-1] + expected.get("initials", ""))
    assert (article.title, article.lang, article.publisher) == (
        TITLE,
        expected.get("lang", "es"),
        expected["publisher"],
    )
    assert (str(article.published or ""), article.published_doubt) == (
        str(expected["published"] or ""),
        expected.get("doubt", ""),
    )


def test_the_same_page_is_read_the_same_on_any_day(tmp_path: Path) -> None:
    assert read(tmp_path, "bbc") == read(tmp_path, "bbc")
    article, _ = read(tmp_path, "undated")
    assert article.published is None  # the year beside the copyright sign and today are no days of publication


def test_a_day_that_only_one_thing_gives_is_told_to_be_weak(tmp_path: Path) -> None:
    article, problems = read(tmp_path, "address")
    assert (article.published_from, article.url) == ("markup", "https://www.laestrella.example/2018/11/02/istmo.php")
    assert problems == ["was published on 2018-11-02, by its address alone"]
    shown = CliRunner().invoke(cli, ["read", "--offline", str(tmp_path / "address.html")])
    assert "laestrella.example, 2018-11-02 (markup, weak: its address alone), es" in shown.stdout


def test_a_stop_that_hangs_on_a_weak_day_carries_a_doubt() -> None:
    weak = replace(departed("a", "2018-10-13"), reports=(report(TAPACHULA, "2018-10-20", dated_from="weekday"),))
    weak = replace(weak, article=replace(weak.article, published_doubt="its address alone"))
    doubt = "reckoned from a day of publication that one hint alone gives"
    assert doubt in route(weak).waypoints[0].doubts
    sure = replace(weak, article=replace(weak.article, path="b", publisher="B", published_doubt=""))
    assert doubt not in route(weak, sure).waypoints[0].doubts


def test_a_page_nested_without_end_is_told_and_no_fault() -> None:
    page = b"<html><body>" + b"<div>" * 100_000 + STORIES["istmo"][0].encode()
    ((_, article, problems),) = articles_of(io.BytesIO(page), "a.html")
    assert (article, problems[0].severity) == (None, "error")


@pytest.mark.parametrize("beside", ["address.yaml", "address.html.yaml"])
def test_what_stands_beside_a_page_goes_before_what_the_page_says(tmp_path: Path, beside: str) -> None:
    (tmp_path / beside).write_text("published: 2018-11-03\npublisher: La Estrella\n")
    article, problems = read(tmp_path, "address")
    assert (str(article.published), article.published_from) == ("2018-11-03", "front-matter")
    assert (article.publisher, article.title, problems) == ("La Estrella", TITLE, [])
    articles, problems = read_folder(tmp_path, "articles")
    assert ([one.path for one in articles], problems) == (["articles/address.html"], ())


def test_a_mistake_in_what_stands_beside_a_page_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "address.yaml").write_text("publisher: La Estrella\npublished: ayer\n")
    path = tmp_path / "address.html"
    path.write_bytes(rendered("address"))
    ((_, article, problems),) = articles_in(path, "articles/address.html")
    assert article is not None
    assert str(problems[0]).startswith("articles/address.yaml:2: published: ayer is not a day; write it as")


def test_a_page_may_have_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"---\npublished: 2018-11-04\n---\n" + rendered("address"))
    ((_, article, problems),) = articles_in(path, "a.html")
    assert article is not None
    assert (str(article.published), problems) == ("2018-11-04", ())


def test_a_folder_of_pages_as_a_browser_saves_them(tmp_path: Path) -> None:
    for name in ("bbc", "efe"):
        (tmp_path / f"{name}.html").write_bytes(rendered(name))
        (tmp_path / f"{name}_files").mkdir()
        (tmp_path / f"{name}_files" / "saved_resource.html").write_text("<html><body>MUEBLE</body></html>")
    (tmp_path / "sin_nombre").write_bytes(rendered("arc"))
    (tmp_path / "suelto.yaml").write_text("title: T\n")
    articles, problems = read_folder(tmp_path, "articles")
    assert [one.path for one in articles] == ["articles/bbc.html", "articles/efe.html", "articles/sin_nombre"]
    assert [str(problem) for problem in problems] == [
        "articles/sin_nombre: is a web page, whatever its name says, and read as one; "
        "give it a name that ends in .html",
        "articles/suelto.yaml: stands beside no article; name it as the article's file, with .yaml behind",
    ]


WALL = """<!DOCTYPE html><html lang="es"><head><title>Diario - Acceso</title></head><body><h1>Contenido exclusivo</h1>
<p>Para seguir leyendo este artículo y todo nuestro archivo, inicia sesión o suscríbete por un peso el primer mes.</p>
<form><input name="correo"></form></body></html>"""


def test_a_page_to_log_in_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "muro.html").write_text(WALL, encoding="utf-8")
    ((_, article, problems),) = articles_in(tmp_path / "muro.html", "muro.html")
    assert article is None
    assert str(problems[0]).startswith("muro.html: is a web page without an article: to log in,")


def test_without_the_extra_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "routes.articles.forms.page", raising=False)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_bytes(rendered("bbc"))
    (tmp_path / "b.txt").write_text(STORIES["puente"][0])
    articles, problems = read_folder(tmp_path, "articles")
    assert [one.path for one in articles] == ["articles/b.txt"]
    assert [str(problem) for problem in problems] == [
        "articles/a.html: is a web page, which needs more than is installed (trafilatura); "
        "python -m pip install trafilatura htmldate lxml_html_clean"
    ]
