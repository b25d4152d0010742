"""Files become articles: front matter, day of publication, language, furniture, and what is no article at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.articles import articles_below, articles_in, parse_article, read_folder
from routes.articles.furniture import furniture
from routes.articles.languages import Language, detect_language, languages
from routes.errors import FileError
from routes.model import Article, Problem

PARAGRAPH = (
    "Several hundred people walked along the coast road on Tuesday morning, and the mayor said that the school would "
    "stay open for them until they went on."
)
PARRAFO = (
    "Varios cientos de personas caminaron el martes por la carretera de la costa, y el alcalde dijo que la escuela "
    "quedaría abierta para ellas hasta que siguieran."
)


def read_article(path: Path, name: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """The one article of a file."""
    ((_, article, problems),) = articles_in(path, name)
    return article, problems


def marked(body: str) -> list[str]:
    return [body[span.start : span.end] for span in furniture(body)]


# --- front matter ------------------------------------------------------------------------------


def test_front_matter_tells_of_the_article_and_the_body_begins_after_it() -> None:
    text = (
        "---\ntitle: 'A caravan: day one'\nurl: https://example.org/a\npublisher: The Example\n"
        "published: 2018-10-13\nlang: es-MX\ndesk: metro\n---\nThe body.\n"
    )
    article, problems = parse_article(text, "articles/a.md")
    assert problems == ()
    assert (article.path, article.title, article.url) == (
        "articles/a.md",
        "A caravan: day one",
        "https://example.org/a",
    )
    assert (article.publisher, article.lang, article.body) == ("The Example", "es", "The body.\n")
    assert (article.published, article.published_from) == (date(2018, 10, 13), "front-matter")


def test_unknown_means_none() -> None:
    article, problems = parse_article("---\npublished: unknown\nurl: unknown\npublisher:\n---\nText.", "a.txt")
    assert (article.published, article.published_from, article.url, article.publisher) == (None, None, None, None)
    assert problems == ()


@pytest.mark.parametrize("written", ["2018-10", "2018-02-30", "13 October 2018", "last week", "2018"])
def test_what_is_not_a_day_is_a_problem_with_its_line_and_no_date(written: str) -> None:
    article, problems = parse_article(f"---\ntitle: T\npublished: {written}\n---\nBody.", "a.txt")
    assert article.published is None
    assert article.body == "Body."
    assert [(problem.line, problem.severity) for problem in problems] == [(3, "warning")]
    assert "is not a day" in problems[0].what


@pytest.mark.parametrize("written", ["0001-01-01", "1499-12-31", "3000-01-01", "9999-12-31", "0018-10-13T09:30"])
def test_a_day_in_an_absurd_year_is_a_problem_with_its_line_and_no_date(written: str) -> None:
    article, problems = parse_article(f"---\ntitle: T\npublished: {written}\n---\nBody.", "a.txt")
    assert (article.published, article.published_from) == (None, None)
    assert [str(problem) for problem in problems] == [
        f"a.txt:3: published: {written} is in no year from 1500 to 2999; "
        "write it as year-month-day, `published: 2018-10-13`, or `unknown`"
    ]
    assert problems[0].severity == "warning"


@pytest.mark.parametrize("written", ["1500-01-01", "2999-12-31"])
def test_the_first_and_last_days_that_can_be_one(written: str) -> None:
    article, problems = parse_article(f"---\npublished: {written}\n---\nBody.", "a.txt")
    assert (article.published, problems) == (date.fromisoformat(written), ())


def test_where_the_year_is_absurd_the_dateline_counts() -> None:
    text = f"---\npublished: 0018-11-15\n---\nTIJUANA, Mexico, Nov. 15, 2018 (Wire) - {PARAGRAPH}"
    article, problems = parse_article(text, "a.txt")
    assert (article.published, article.published_from, len(problems)) == (date(2018, 11, 15), "dateline", 1)


def test_a_time_after_the_day_is_no_harm() -> None:
    assert parse_article("---\npublished: 2018-10-13T09:30:00Z\n---\n", "a.txt")[0].published == date(2018, 10, 13)


def test_front_matter_that_is_no_yaml_is_said_and_read_line_by_line() -> None:
    article, problems = parse_article("---\ntitle: Day one: they leave\npublished: 2018-10-13\n---\nBody.", "a.txt")
    assert [problem.line for problem in problems] == [2]
    assert (article.title, article.published, article.body) == ("Day one: they leave", date(2018, 10, 13), "Body.")


def test_front_matter_that_is_a_list_is_said() -> None:
    article, problems = parse_article("---\n- one\n- two\n---\nBody.", "a.txt")
    assert article.body == "Body."
    assert "no list of `key: value`" in problems[0].what


def test_front_matter_that_is_not_closed_is_said() -> None:
    _, problems = parse_article("---\ntitle: T\n\nThe body.", "a.txt")
    assert "is not closed" in problems[0].what


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    article, problems = parse_article("---\nThe body begins with a rule.\n", "a.md")
    assert article.body.startswith("---\n")
    assert problems == ()


def test_an_address_that_is_none_is_dropped_with_a_warning() -> None:
    article, problems = parse_article("---\nurl: javascript:alert(1)\n---\nBody.", "a.txt")
    assert article.url is None
    assert problems[0].line == 2


def test_a_language_that_is_none_is_found_from_the_text() -> None:
    article, problems = parse_article(f"---\nlang: Spanish language\n---\n{PARRAFO}", "a.txt")
    assert article.lang == "es"
    assert problems[0].line == 2


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# A heading\n\nText.", "A heading"),
        ("Facebook Twitter Share\n\nThe first line\n\nText.", "The first line"),
        ("23 October 2018\n\nThe headline\n", "The headline"),
        ("", "a.txt"),
    ],
)
def test_without_a_title_the_first_line_is_one(body: str, title: str) -> None:
    assert parse_article(body, "articles/a.txt")[0].title == title


def test_a_paragraph_makes_a_short_title() -> None:
    title = parse_article(PARAGRAPH, "a.txt")[0].title
    assert title.endswith(" …")
    assert len(title) <= 122


def test_line_ends_and_nul_bytes_keep_every_offset() -> None:
    article, problems = parse_article("---\r\ntitle: T\r\n---\r\nOne\r\ntwo\0three\rfour", "a.txt")
    assert article.title == "T"
    assert article.body == "One \ntwo three\nfour"
    assert len(article.body) == len("One\r\ntwo\0three\rfour")
    assert ["NUL" in problem.what for problem in problems] == [True]


def test_text_that_was_decoded_wrongly_is_told_with_its_place() -> None:
    _, problems = parse_article("They came to\nthe town of TecÃºn UmÃ¡n.", "a.txt")
    assert [(problem.line, problem.column) for problem in problems] == [(2, 16)]
    assert '"TecÃºn"' in problems[0].what


# --- the day of publication --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Andrea Ruiz 17 November 2018", date(2018, 11, 17)),
        ("By Ana Ruiz | Nov. 15, 2018 3:35 p.m. ET", date(2018, 11, 15)),
        ("23 October 2018", date(2018, 10, 23)),
        ("Thursday, 15 November, 2018", date(2018, 11, 15)),
        ("November 15th, 2018 • 4 min read", date(2018, 11, 15)),
        ("2018-11-15", date(2018, 11, 15)),
        ("15.11.2018", date(2018, 11, 15)),
        ("By A Ruiz | 12/10/2018", date(2018, 12, 10)),
        ("By A Ruiz | 25/10/2018", date(2018, 10, 25)),
        ("Published: 3 May 2019", date(2019, 5, 3)),
        ("Updated: 5 May 2019\nPublished: 3 May 2019", date(2019, 5, 3)),
        (
            "Published 8:15 AM EST, Thu November 15, 2018 | Updated 9:00 AM EST, Fri November 16, 2018",
            date(2018, 11, 15),
        ),
        ("Updated at 3:35 p.m. ET", None),
        ("Updated 5 May 2019", None),
        ("October 2018", None),
        ("31 June 2018", None),
        ("October 12", None),
        ("Migrants walk along the road in Arriaga, Mexico April 4, 2018", None),
        ("Related\n\nAnother story altogether\n\nMay 2, 2024", None),
    ],
)
def test_the_head_of_an_english_article_gives_its_day(head: str, day: date | None) -> None:
    article, _ = parse_article(f"The headline of it\n\n{head}\n\n{PARAGRAPH}\n", "a.txt")
    assert article.published == day
    assert article.published_from == ("dateline" if day else None)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Por Ana Ruiz | 12/10/2018", date(2018, 10, 12)),
        ("Publicado el 3 de mayo del 2019 - 10:30 hrs", date(2019, 5, 3)),
        ("Redacción, viernes 16 de noviembre de 2018", date(2018, 11, 16)),
        ("Tapachula, Chiapas, 22 de octubre de 2018", date(2018, 10, 22)),
        ("Actualizado el 3 de mayo de 2019", None),
    ],
)
def test_the_head_of_a_spanish_article_gives_its_day(head: str, day: date | None) -> None:
    assert parse_article(f"El título\n\n{head}\n\n{PARRAFO}\n", "a.txt")[0].published == day


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("TIJUANA, Mexico, Nov. 15, 2018 (Wire) — ", date(2018, 11, 15)),
        ("Ciudad de México, 4 de noviembre de 2018.- ", date(2018, 11, 4)),
        ("TAPACHULA, Chis., 22 oct 2018 (Agencia).- ", date(2018, 10, 22)),
        ("TIJUANA, Mexico, Nov. 15 (Wire) — ", None),
        ("On October 12, 2018 the first of them had left. ", None),
        ("The group that set out on October 12, 2018 - nobody knows who led it - has come. ", None),
    ],
)
def test_an_agencys_dateline_opens_the_first_paragraph(opening: str, day: date | None) -> None:
    assert parse_article(f"The headline\n\n{opening}{PARAGRAPH}", "a.txt")[0].published == day


def test_days_at_the_foot_and_in_the_text_are_none_of_publication() -> None:
    body = f"The headline\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\nMay 2, 2024\n\nAna Ruiz 3 May 2024\n"
    assert parse_article(body, "a.txt")[0].published is None


def test_front_matter_goes_before_the_dateline() -> None:
    article, _ = parse_article(f"---\npublished: 2018-10-13\n---\nAna Ruiz 17 November 2018\n\n{PARAGRAPH}", "a.txt")
    assert article.published == date(2018, 10, 13)


# --- language ----------------------------------------------------------------------------------


def test_the_language_is_that_of_the_frequent_words() -> None:
    assert detect_language(PARAGRAPH) == "en"
    assert detect_language(PARRAFO) == "es"
    assert detect_language("12345") == "en"


@pytest.mark.parametrize("table", languages().values(), ids=list(languages()))
def test_every_language_has_twelve_months_and_seven_days(table: Language) -> None:
    assert set(table.months.values()) == set(range(1, 13))
    assert len(table.weekdays) >= 7


# --- furniture ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Facebook Twitter Share",
        "Compartir Facebook WhatsApp",
        "Slideshow (17 Images)",
        "Loading",
        "English",
        "Enlarge this image toggle caption Ana Ruiz/AFP/Getty Images Ana Ruiz/AFP/Getty Images",
        "Pedro Ruiz/AFP/Getty Images",
        "Ana Ruiz/Reuters",
        "Updated at 3:35 p.m. ET",
        "Interested in Politics? Add Politics as an interest to stay up to date on it. Add Interest",
        "Sign up for our morning newsletter",
        "© 2018 The Example. All rights reserved.",
        "Read more: Thousands wait in Tijuana",
        "Lee también: Miles esperan en Tijuana",
        "Home | News | World | Sports",
        "![](https://example.org/a.jpg)",
        "[1]: index.php?option=com_content&id=1",
        "https://youtu.be/abc",
        "example.org/contact",
        "Suscríbete a nuestro boletín",
    ],
)
def test_a_line_of_the_page_is_no_part_of_the_article(line: str) -> None:
    assert marked(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Migrants walk along the road in Arriaga, Mexico April 4, 2018",
        "What is this caravan?",
        "War on Migrants",
        "Share of those who asked for asylum: a third",
        "They shared the story on Facebook and Twitter.",
        "Print shops in Huixtla made the banner.",
        "- Safe passage for all who walk",
        "Related to him she was not, she said.",
        "Constitution.",
        "Lunes 9: Saltillo",
        "Follow the river, they were told.",
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    assert marked(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}") == []


@pytest.mark.parametrize(
    ("line", "furniture_of_it"),
    [
        ("Image copyright EPA Image caption Hundreds of them came to Tijuana", "Image copyright EPA Image caption"),
        (
            "Media playback is unsupported on your device Media caption The first have come",
            "Media playback is unsupported on your device Media caption",
        ),
        ("Enlarge this image toggle caption A girl waits in Tapachula.", "Enlarge this image toggle caption"),
    ],
)
def test_of_a_caption_only_its_frame_is_furniture(line: str, furniture_of_it: str) -> None:
    assert marked(line) == [furniture_of_it]


def test_a_poll_is_furniture_to_its_last_line() -> None:
    poll = (
        "take our poll - story continues below Who wins?\nWho wins?\n* The one\nEmail *\nYou agree to the Terms of Use."
    )
    assert marked(f"{PARAGRAPH}\n{poll}\n{PARAGRAPH}") == [poll]


TEASERS = (
    "The Example\n\nNews of the town.\n\nLatin America\n\nWorkers in Argentina Go on Strike\n\n"
    "Tens of thousands stopped their work on Thursday in the whole country.\n\nAna Ruiz\n\nApril 5, 2024\n"
    "A square that is full of people\n\nA Declaration on Haiti\n\nLuis Paz\n\nMarch 25, 2024"
)


def test_teasers_after_the_last_share_bar_are_furniture() -> None:
    body = f"Facebook Twitter Share\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\nFacebook Twitter Share\n\n{TEASERS}\n"
    assert marked(body) == ["Facebook Twitter Share", f"Facebook Twitter Share\n\n{TEASERS}"]


@pytest.mark.parametrize("mark", ["MOST RECENT", "Related articles", "Lo más leído", "## More stories"])
def test_teasers_after_a_mark_are_furniture(mark: str) -> None:
    assert marked(f"{PARAGRAPH}\n\n{PARAGRAPH}\n\n{mark}\n\n{TEASERS}") == [f"{mark}\n\n{TEASERS}"]


def test_a_box_of_headlines_in_the_middle_ends_where_the_article_goes_on() -> None:
    box = "Related\n\nThousands wait at the bridge\n\nTroops sent to the border"
    assert marked(f"{PARAGRAPH}\n\n{box}\n\n{PARAGRAPH}\n\n{PARAGRAPH}") == [box]


def test_an_article_after_a_share_bar_is_an_article() -> None:
    head = "Headline\n\nOct. 12, 2018\n\nFacebook Twitter Share\n\nOct. 13, 2018"
    assert marked(f"{head}\n\n{PARAGRAPH}\n\nA subhead\n\n{PARAGRAPH}") == ["Facebook Twitter Share"]


def test_paragraphs_that_were_wrapped_by_hand_are_not_taken_for_headlines() -> None:
    wrapped = "Several hundred people walked along the coast road\non Tuesday, and the mayor said that\nthey may stay."
    assert marked(f"{wrapped}\n\nRelated\n\n{wrapped}") == ["Related"]


@given(st.text(alphabet=st.sampled_from("aA .\n|/-Share Related 2018"), max_size=300))
def test_furniture_lies_in_the_body_in_order(body: str) -> None:
    spans = furniture(body)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(body) for edge in edges)


@given(st.text(max_size=200))
def test_any_text_is_an_article_with_an_unshifted_body(text: str) -> None:
    article, _ = parse_article(f"---\ntitle: T\n---\n{text}", "a.txt")
    assert len(article.body) == len(text)
    assert article.body.replace("\n", " ") == text.replace("\0", " ").replace("\r", " ").replace("\n", " ")


# --- files -------------------------------------------------------------------------------------

TEXT = "La caravana salió de Tecún Umán. “Adelante”, dijo.\n"


def stored(folder: Path, content: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("cp1252", True),
    ],
)
def test_text_of_many_encodings_is_read(tmp_path: Path, encoding: str, warned: bool) -> None:
    article, problems = read_article(stored(tmp_path, TEXT.encode(encoding)), "articles/a.txt")
    assert article is not None
    assert article.body == TEXT
    assert [(problem.file, problem.severity) for problem in problems] == [("articles/a.txt", "warning")] * warned


def test_utf8_that_was_cut_stays_utf8(tmp_path: Path) -> None:
    article, problems = read_article(stored(tmp_path, (TEXT + "é").encode()[:-1]), "a.txt")
    assert article is not None
    assert article.body == TEXT + "\ufffd"
    assert "damaged" in problems[0].what


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (b"", "a.txt", "holds no text"),
        (b" \n\n", "a.txt", "holds no text"),
        (b"---\ntitle: T\n---\n", "a.txt", "holds no text"),
        (b"%PDF-1.4 ...", "a.txt", "is a PDF"),
        (b"{\\rtf1 ...", "a.txt", "is a rich-text file"),
        (b"<!DOCTYPE html><html>", "a.txt", "is a web page"),
        (b"\x89PNG...", "a.md", "is a picture"),
        (b"text", "a.wpd", ".wpd is not read"),
        (b"x" * 10_000_001, "a.txt", "is larger than 10 MB"),
    ],
)
def test_what_is_no_article_is_said_so(tmp_path: Path, content: bytes, name: str, what: str) -> None:
    article, problems = read_article(stored(tmp_path, content, name), name)
    assert article is None
    assert problems[0].file == name
    assert what in problems[0].what
    assert problems[0].mend


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    article, problems = read_article(tmp_path / "none.txt", "articles/none.txt")
    assert article is None
    assert str(problems[0]).startswith("articles/none.txt: cannot be read: No such file")


def test_a_folder_is_read_in_the_order_of_the_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "sub/c.md", "a.md", "README.md", ".hidden.txt"):
        stored(tmp_path, f"The text of {name}.".encode(), name)
    articles, problems = read_folder(tmp_path, "articles")
    assert [article.path for article in articles] == ["articles/a.md", "articles/b.txt", "articles/sub/c.md"]
    assert problems == ()


def test_a_folder_is_walked_in_the_order_of_its_paths(tmp_path: Path) -> None:
    names = ["a/z.txt", "a.txt", "a-b.txt", "B.txt", "a/b/c.txt", "a/b.txt", "a/b-.txt", "z.txt", "é/a.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"The story of {name}.", encoding="utf-8")
    read = [one.name for one in articles_below(tmp_path, "articles")]
    assert read == [f"articles/{path}" for path in sorted(map(PurePosixPath, names))]


def test_the_same_text_twice_is_read_once_and_said(tmp_path: Path) -> None:
    stored(tmp_path, b"---\ntitle: One\n---\nThe same text.\n", "a.txt")
    stored(tmp_path, b"---\ntitle: Two\n---\nThe  same text.", "b.txt")
    articles, problems = read_folder(tmp_path, "articles")
    assert [article.title for article in articles] == ["One"]
    assert [str(problem).split(";")[0] for problem in problems] == [
        "articles/b.txt: has the same text as articles/a.txt"
    ]
    assert problems[0].severity == "warning"


def test_a_file_of_another_kind_is_said(tmp_path: Path) -> None:
    stored(tmp_path, b"ID3", "a.mp3")
    assert [problem.file for problem in read_folder(tmp_path, "articles")[1]] == ["articles/a.mp3"]


def test_a_missing_folder_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="articles: there is no such folder"):
        read_folder(tmp_path / "none", "articles")
