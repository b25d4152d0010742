"""Articles in other forms than text and web pages: documents, messages, tables, archives, standard input."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import typst

from routes.articles import Found, articles_in, articles_of, read_folder
from routes.articles.forms.pdf import joined
from routes.parquet import write_table
from test_pages import STORIES, TITLE, rendered

STORY = STORIES["puente"]
ALL = [paragraph for story in STORIES.values() for paragraph in story]
BODY = "\n\n".join(STORY)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def stored(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def read(folder: Path, name: str, content: bytes) -> list[Found]:
    return list(articles_in(stored(folder, name, content), f"articles/{name}"))


def one(found: list[Found]) -> Any:  # noqa: ANN401 - an article, which a test may take for granted
    """The only article of a file that has no problem."""
    ((_, article, problems),) = found
    assert problems == ()
    return article


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(paragraphs: list[str]) -> bytes:
    """As Word writes it, with what nobody sees."""
    runs = "".join(
        f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t>{text[:9]}</w:t></w:r><w:r><w:delText>MUEBLE</w:delText>'
        f'<w:t xml:space="preserve">{text[9:]}</w:t></w:r></w:p>'
        for text in paragraphs
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"><w:body>{runs}</w:body></w:document>'
    )
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def pdf(columns: int = 1) -> bytes:
    """Several pages, justified and with words parted, a running head and a page number."""
    text = "\n\n".join(ALL)
    return typst.compile(
        f"""#set document(title: [{TITLE}])
#set page(width: 12cm, height: 14cm, columns: {columns}, header: [El Jornal #h(1fr) octubre], numbering: "1 / 1")
#set par(justify: true)
#set text(lang: "es", hyphenate: true, size: 10pt)
{text}
""".encode()
    )


# --- PDF ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_gives_its_paragraphs_with_words_and_lines_joined(tmp_path: Path, columns: int) -> None:
    article = one(read(tmp_path, "a.pdf", pdf(columns)))
    assert (article.title, article.lang) == (TITLE, "es")
    assert "El Jornal" not in article.body
    assert [part for part in ALL if part not in article.body] == []


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([["A caravan left on Mon-", "day for the border."]], "A caravan left on Monday for the border."),
        ([["The group of Ana-", "María went on."]], "The group of Ana- María went on."),
        ([["Head 1", "The group went", "1"], ["Head 2", "on to Huixtla.", "2"]], "The group went on to Huixtla."),
        ([["First.", "", "Second."]], "First.\n\nSecond."),
        ([[]], ""),
    ],
)
def test_lines_of_pages_become_paragraphs(pages: list[list[str]], text: str) -> None:
    assert joined(pages) == text


# --- documents and messages --------------------------------------------------------------------


def test_a_word_document_gives_its_paragraphs(tmp_path: Path) -> None:
    assert one(read(tmp_path, "a.docx", docx(STORY))).body == BODY


def test_an_opendocument_text_gives_its_paragraphs(tmp_path: Path) -> None:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    parts = "".join(f"<t:p>{paragraph}</t:p>" for paragraph in STORY)
    content = f'<o:d xmlns:o="urn:o" xmlns:t="{text}"><t:h>El puente</t:h>{parts}</o:d>'
    article = one(
        read(tmp_path, "a.odt", zipped({"mimetype": b"application/vnd.oasis", "content.xml": content.encode()}))
    )
    assert (article.title, article.body) == ("El puente", f"El puente\n\n{BODY}")


def message(**parts: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "El Jornal <noticias@eljornal.example>", TITLE
    mail["Date"] = "Sat, 20 Oct 2018 23:10:00 -0500"
    mail.set_content(parts["plain"], cte="quoted-printable")
    if "html" in parts:
        mail.add_alternative(parts["html"], subtype="html")
    return mail.as_bytes()


def test_a_message_gives_its_text_day_and_sender(tmp_path: Path) -> None:
    article = one(read(tmp_path, "a.eml", message(plain=BODY, html="<p>MUEBLE</p>")))
    assert article.body.strip() == BODY
    assert (article.title, article.publisher) == (TITLE, "El Jornal")
    assert (str(article.published), article.published_from) == ("2018-10-20", "markup")


def test_a_page_that_was_saved_as_one_file(tmp_path: Path) -> None:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://elnacional.example/2018/11/02/la-caravana\r\n"
        "Subject: x\r\nDate: Wed, 7 Feb 2024 11:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B----"\r\n\r\n'
    )
    page = rendered("arc").decode().encode("ascii", "xmlcharrefreplace").decode()
    part = (
        f"------B----\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n------B------\r\n"
    )
    article = one(read(tmp_path, "a.mhtml", (head + part).encode()))
    assert (article.title, str(article.published)) == (TITLE, "2018-11-02")
    assert article.url == "https://elnacional.example/2018/11/02/la-caravana"


# --- tables ------------------------------------------------------------------------------------

ROWS = [
    {"title": "Uno", "text": STORY[0], "date": "2018-10-19", "source": "El Jornal", "url": "https://a.example/1"},
    {"title": "Dos", "text": STORY[1], "date": "2018-10-20T08:00:00Z", "source": "", "url": ""},
]


def as_csv(rows: list[dict[str, str]], delimiter: str) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def as_parquet(rows: list[dict[str, str]]) -> bytes:
    stream = io.BytesIO()
    groups = [{key: [row[key]] for key in row} for row in rows]
    write_table(stream, groups, dict.fromkeys(rows[0], "text"), {})
    return stream.getvalue()


def as_lines(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("dump.jsonl", as_lines),
        ("dump.jsonl.gz", lambda rows: gzip.compress(as_lines(rows))),
        ("dump.json", lambda rows: json.dumps(rows, indent=1).encode()),
        ("dump.csv", lambda rows: as_csv(rows, ",")),
        ("excel.csv", lambda rows: as_csv(rows, ";")),
        ("excel.tsv", lambda rows: as_csv(rows, "\t").decode("utf-8-sig").encode("utf-16")),
        ("dump.parquet", as_parquet),
    ],
)
def test_each_row_of_a_table_is_an_article_with_a_name_of_its_own(
    tmp_path: Path, name: str, write: Callable[[list[dict[str, str]]], bytes]
) -> None:
    found = read(tmp_path, name, write(ROWS))
    assert [problem for row in found for problem in row.problems] == []
    assert [row.name for row in found] == [f"articles/{name}#1", f"articles/{name}#2"]
    first, second = (row.article for row in found)
    assert first is not None
    assert second is not None
    assert (first.title, first.body, first.publisher, first.url) == (
        "Uno",
        STORY[0],
        "El Jornal",
        "https://a.example/1",
    )
    assert (str(first.published), str(second.published)) == ("2018-10-19", "2018-10-20")
    assert (second.path, second.publisher, second.url) == (f"articles/{name}#2", None, None)


def test_pages_stand_in_a_column_too(tmp_path: Path) -> None:
    content = as_lines([{"html": rendered("bbc").decode(), "url": "https://b.example/1"}])
    article = one(read(tmp_path, "a.jsonl", content))
    assert (article.title, article.url, article.path) == (TITLE, "https://b.example/1", "articles/a.jsonl#1")


def test_a_mistake_in_a_row_is_told_with_its_line(tmp_path: Path) -> None:
    rows = [{"text": STORY[0], "published": "ayer"}, {"text": ""}]
    found = read(tmp_path, "a.jsonl", as_lines(rows))  # type: ignore[arg-type]
    assert [str(problem).split(";")[0] for row in found for problem in row.problems] == [
        "articles/a.jsonl:1: published: ayer is not a day",
        "articles/a.jsonl:2: holds no text",
    ]


# --- archives and standard input ---------------------------------------------------------------


def test_a_zip_of_pages_is_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    files = {
        "nota/bbc_files/ad.html": b"MUEBLE",
        "nota/bbc.html": rendered("bbc"),
        "a.txt": BODY.encode(),
        "a.yaml": b"published: 2018-10-19",
        "__MACOSX/a.txt": b"MUEBLE",
        "foto.jpg": b"\xff\xd8\xff",
    }
    found = read(tmp_path, "pages.zip", zipped(files))
    names = [f"articles/pages.zip#{name}" for name in ("a.txt", "foto.jpg", "nota/bbc.html")]
    assert [row.name for row in found] == names
    assert [row.article.title if row.article else None for row in found] == [
        STORY[0][:117].rsplit(" ", 1)[0] + " …",
        None,
        TITLE,
    ]
    assert [str(row.article.published) for row in found if row.article] == ["2018-10-19", "2018-10-21"]


def warc_record(url: str, status: str, kind: str, content: bytes) -> bytes:
    """As crawlers write it."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2024-02-07T11:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def test_an_archive_of_the_web_gives_the_pages_that_were_answered(tmp_path: Path) -> None:
    url = "https://www.laestrella.example/2018/11/02/otra.php"
    answers = (
        ("200 OK", "image/png", b"\x89PNG"),
        ("404 Not Found", "text/html", rendered("bbc")),
        ("200 OK", "text/html; charset=utf-8", rendered("undated")),
    )
    crawl = b"".join(gzip.compress(warc_record(url, *answer)) for answer in answers)
    ((name, article, _),) = read(tmp_path, "crawl.warc.gz", crawl)
    assert article is not None
    assert (name, article.title, article.url) == ("articles/crawl.warc.gz#3", TITLE, url)
    assert (str(article.published), article.published_doubt) == ("2018-11-02", "its address alone")


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (BODY.encode(), 1),
        (rendered("efe"), 1),
        (as_lines(ROWS), 2),
        (gzip.compress(as_lines(ROWS)), 2),
        (docx(STORY), 1),
        (zipped({"a.txt": BODY.encode(), "b.html": rendered("bbc")}), 2),
        (message(plain=BODY), 1),
        (as_parquet(ROWS), 2),
    ],
    ids=["text", "page", "lines", "gzip", "docx", "zip", "message", "parquet"],
)
def test_standard_input_is_known_by_its_first_bytes(content: bytes, count: int) -> None:
    found = list(articles_of(io.BytesIO(content), "-"))
    assert [row.problems for row in found] == [()] * count
    assert all(row.article for row in found)


def test_what_comes_through_a_pipe_is_read() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "routes", "read", "--json", "--offline", "-"],
        input=zipped({"a.txt": BODY.encode()}),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["article"]["path"] == "-#a.txt"


def test_a_folder_of_all_forms_is_read_in_one_order(tmp_path: Path) -> None:
    for name, content in (
        ("c.docx", docx(STORY)),
        ("b.txt", b"Uno.\n"),
        ("a.jsonl", as_lines(ROWS)),
        ("d/e.md", b"Dos.\n"),
    ):
        stored(tmp_path, name, content)
    articles, problems = read_folder(tmp_path, "articles")
    assert problems == ()
    assert [one.path for one in articles] == [
        "articles/a.jsonl#1",
        "articles/a.jsonl#2",
        "articles/b.txt",
        "articles/c.docx",
        "articles/d/e.md",
    ]
