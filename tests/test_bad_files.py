"""Files that are broken, lie or do harm: each is told by name with what to do, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from projects import project
from routes.articles import articles_of, read_folder
from routes.articles.forms import pdf as pdf_form
from routes.cli import FINDINGS, cli
from test_forms import ROWS, STORY, as_lines, as_parquet, docx, message, pdf, warc_record, zipped
from test_pages import WALL, rendered

BODY = "\n\n".join(STORY).encode()
PDF = pdf()


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(PDF))
    writer.encrypt("secreto", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb() -> bytes:
    """A small zip that says it unpacks to many gigabytes."""
    content = bytearray(zipped({"a.txt": b"0" * 10_000_000, "b.txt": BODY}))
    size = (10_000_000).to_bytes(4, "little")
    return bytes(content.replace(size, (4_000_000_000).to_bytes(4, "little")))


def parcel(content: bytes, cut: int) -> bytes:
    """The first part of it."""
    return content[: len(content) * cut // 100]


BROKEN: dict[str, tuple[bytes | Callable[[], bytes], str, str]] = {
    "empty.txt": (b"", "holds no text", "take it out"),
    "empty.html": (b"", "is a web page without an article", "save it again"),
    "cut.html": (parcel(rendered("arc"), 30), "is a web page without an article", "save it again"),
    "wall.html": (WALL.encode(), "is a web page without an article: to log in", "save it again"),
    "cut.pdf": (parcel(PDF, 40), "is a PDF that was cut or damaged", "download it again"),
    "locked.pdf": (locked_pdf, "is a PDF that asks for a password", "save it without one"),
    "cut.docx": (parcel(docx(STORY), 60), "is a document that was cut, damaged", "open it, and save it again"),
    "entities.docx": (
        zipped({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "is a document with a declaration that no word processor writes",
        "take it out",
    ),
    "cut.zip": (parcel(zipped({"a.txt": BODY}), 60), "is a zip that was cut or damaged", "get it again"),
    "bomb.zip": (bomb, "that unpacks to 4,000,000,", "take it out"),
    "nested.zip": (zipped({"inner.zip": zipped({"a.txt": BODY})}), "is a zip within another file", "unpack it"),
    "cut.parquet": (parcel(as_parquet(ROWS), 70), "is a Parquet file that was cut or damaged", "get it again"),
    "binary.txt": (bytes(range(256)) * 40, "is no text, whatever its name says", "take it out"),
    "large.txt": (b"x" * 100_000_000, "is larger than 10 MB", "split it into its articles"),
    "columns.csv": (b"id,autor\n1,Ana\n", "has no column with the text; its columns are id, autor", "name the column"),
    "quotes.csv": (b'text\n"' + (b"x" * 1_000_000 + b"\n") * 11, "is no CSV from line", "quotation mark"),
    "line.jsonl": (b"x" * 10_000_001, "has more than 10 MB in line 1", "line of its own"),
    "deep.jsonl": (b"[" * 100_000, "is no JSON", "mend it"),
    "notes.rtf": (b"{\\rtf1 x}", "is not read: .rtf is no form of article", "save its text"),
    "photo.html": (b"\x89PNG\r\n\x1a\n", "is a picture, whatever its name says", "save its text"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    content, what, mend = BROKEN[name]
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content())
    (tmp_path / "z.txt").write_bytes(BODY)
    articles, problems = read_folder(tmp_path, "articles")
    assert [article.path for article in articles] == ["articles/z.txt"]
    (problem,) = problems
    assert problem.file.startswith(f"articles/{name}")
    assert what in problem.what
    assert mend in problem.mend


# --- read all the same, and said ---------------------------------------------------------------

LATIN = "La caravana salió de Tecún Umán el viernes por la mañana, según contó un vecino que la vio pasar.\n"
MISREAD = LATIN.encode().decode("cp1252")
READ: dict[str, tuple[bytes, str]] = {
    "page.md": (rendered("bbc"), "is a web page, whatever its name says, and read as one"),
    "paper.txt": (PDF, "is a PDF, whatever its name says, and read as one"),
    "word.txt": (docx(STORY), "is a document, whatever its name says, and read as one"),
    "rows.json": (as_lines(ROWS), ""),
    "mojibake.txt": (MISREAD.encode(), 'was decoded wrongly before it was saved: "saliÃ³" is read as "salió"'),
    "nul.txt": (LATIN.replace("viernes ", "viernes\0").encode(), "holds NUL bytes, read as blanks"),
    "latin.txt": (LATIN.encode("cp1252"), "is not UTF-8; read as Windows-1252"),
    "wide.txt": (LATIN.encode("utf-16-le"), "is UTF-16-LE without a mark"),
    "lying.html": (
        rendered("undated").decode().encode("cp1252", "xmlcharrefreplace"),
        "is not UTF-8; read as Windows-1252",
    ),
}


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_all_the_same_is_read_and_said(name: str, tmp_path: Path) -> None:
    content, what = READ[name]
    (tmp_path / name).write_bytes(content)
    articles, problems = read_folder(tmp_path, "articles")
    assert articles
    assert [problem.severity for problem in problems] == ["warning"] * bool(what)
    assert what in "".join(problem.what for problem in problems)
    assert not any("Ã" in article.body or "�" in article.body for article in articles)


@pytest.mark.parametrize("text", ["São Tomé, NÃO", "Ã la carte", "Â"])
def test_what_may_be_meant_so_is_left_alone(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    articles, problems = read_folder(tmp_path, "articles")
    assert ([one.body for one in articles], problems) == ([text], ())


def test_a_broken_line_costs_no_other(tmp_path: Path) -> None:
    lines = [json.dumps(ROWS[0]), '{"text": "cortad', "[1]", json.dumps(ROWS[1])]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    articles, problems = read_folder(tmp_path, "articles")
    assert [one.path for one in articles] == ["articles/a.jsonl#1", "articles/a.jsonl#4"]
    assert [str(problem).split(":")[:3] for problem in problems] == [
        ["articles/a.jsonl", "2", " is no JSON"],
        [
            "articles/a.jsonl",
            "3",
            " holds no text; name the column of the articles' text `text`, or that of their pages `html`",
        ],
    ]


def test_what_was_decoded_wrongly_is_mended_in_a_table_too(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n" + json.dumps({"text": MISREAD}))
    ((article,), (problem,)) = read_folder(tmp_path, "articles")
    assert article.body == LATIN
    assert str(problem).startswith('articles/a.jsonl:2: was decoded wrongly before it was saved: "saliÃ³" is read as')


def test_what_stood_before_a_cut_is_read(tmp_path: Path) -> None:
    rows = [dict(ROWS[0], text=f"{number} {STORY[number % 4]}") for number in range(2000)]
    (tmp_path / "a.jsonl.gz").write_bytes(parcel(gzip.compress(as_lines(rows)), 50))
    articles, problems = read_folder(tmp_path, "articles")
    assert len(articles) > 100
    assert [str(problem) for problem in problems] == [
        "articles/a.jsonl.gz: was cut or damaged; what stood before that is read; get it again"
    ]


def test_one_locked_file_in_a_zip_costs_no_other(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": BODY, "b.txt": LATIN.encode()}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1  # the flag of encryption, of the first file
    (tmp_path / "a.zip").write_bytes(content)
    articles, problems = read_folder(tmp_path, "articles")
    assert [one.path for one in articles] == ["articles/a.zip#b.txt"]
    assert [str(problem) for problem in problems] == [
        "articles/a.zip#a.txt: is locked by a password; unpack it, and put the files here"
    ]


DAMAGED = {
    "a.html": rendered("wordpress"),
    "a.docx": docx(STORY),
    "a.eml": message(plain=BODY.decode()),
    "a.jsonl": as_lines(ROWS),
    "a.parquet": as_parquet(ROWS),
    "a.zip": zipped({"a.txt": BODY, "b.html": rendered("bbc")}),
    "a.warc.gz": gzip.compress(warc_record("https://a.example/", "200 OK", "text/html", rendered("bbc"))),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_no_damage_is_a_fault_of_routes(name: str) -> None:
    for seed in range(30):
        chance, content = random.Random(seed), bytearray(DAMAGED[name])  # noqa: S311 - no secret
        for _ in range(chance.choice((1, 5, 50))):
            at = chance.randrange(len(content))
            content[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        found = list(articles_of(io.BytesIO(bytes(content)), name))
        assert all(one.article or one.problems for one in found)


def test_a_folder_that_leads_into_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_bytes(BODY)
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    articles, problems = read_folder(tmp_path, "articles")
    assert [one.path for one in articles] == ["articles/a/b.txt"]
    assert [str(problem) for problem in problems] == [
        "articles/a/loop: is a link to a folder, which is not followed; copy the folder here",
        "articles/gone.txt: cannot be read: No such file or directory; check its name and its permissions",
    ]


def test_a_pdf_of_too_many_pages_is_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_form, "MAX_PAGES", 1)
    (tmp_path / "a.pdf").write_bytes(PDF)
    ((problem,),) = [read_folder(tmp_path, "articles")[1]]
    assert problem.what.startswith("is a PDF of more than")


def test_the_map_is_built_of_what_can_be_read(tmp_path: Path) -> None:
    folder = project(tmp_path / "project", ["a-departure.md"])
    (folder / "articles" / "cut.zip").write_bytes(parcel(zipped({"a.txt": BODY}), 60))
    ended = CliRunner().invoke(cli, ["build", "--offline", str(folder)], standalone_mode=False)
    assert (ended.exception, ended.return_value) == (None, FINDINGS)
    assert "articles/cut.zip: is a zip that was cut or damaged; get it again" in ended.stderr
    assert "San Pedro Sula" in (folder / "maps" / "index.html").read_text("utf-8")
