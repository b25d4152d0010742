"""A text, and what is known of it, to an `Article`: title, day of publication, language, furniture.

---
title: A caravan leaves San Pedro Sula
published: 2018-10-13
---
The body begins here, with character 0.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import NamedTuple

from routes.articles.dateline import dateline, is_date_line
from routes.articles.facts import NO_FACTS, NO_MARKUP, Facts, Markup, front_matter, iso_day
from routes.articles.furniture import furniture
from routes.articles.languages import detect_language, languages
from routes.articles.lines import body_lines
from routes.model import Article, Problem, PublishedFrom, Span

__all__ = ["article_of", "parse_article"]

_TITLE_LENGTH = 120
# No newspaper is older, and a later year is a slip; near the ends of the calendar no "last week" can be reckoned.
_YEARS = range(1500, 3000)
# A title stands near the top or nowhere.
_HEAD_LINES = 50
# UTF-8 that was read as Windows-1252 and saved so: "TecÃºn", "donâ€™t".
_MOJIBAKE = re.compile(
    r"Ã[\u0080-\u00bf\u0192\u2018-\u2022\u0152\u0153\u0160\u0161\u017d\u017e\u0178]|â€[™œ“”˜¦\u009d]"
)


class _Published(NamedTuple):
    """The day of publication, what gives it, and why it is weak."""

    day: date | None = None
    given_by: PublishedFrom | None = None
    doubt: str = ""


_Found = tuple[Article, tuple[Problem, ...]]


def parse_article(text: str, path: str, beside: Facts = NO_FACTS) -> _Found:
    """The article in `text`, and what is wrong with it; `path` is its name, with `/` between the parts.

    The body is what follows the front matter, character for character; only a carriage return or a NUL becomes a
    blank or a newline, so that every offset stays true. A mistake in the front matter never costs the body. `beside`
    are facts that stand elsewhere; the front matter goes before them.
    """
    clean = text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")
    facts, body, problems = front_matter(clean, path)
    article, more = article_of(body, path, facts.over(beside))
    return article, (*problems, *more, *_text_problems(text, path))


def article_of(body: str, path: str, facts: Facts, markup: Markup = NO_MARKUP) -> _Found:
    """The article of this body, by its facts, else its markup, else the text; and what is wrong with its facts."""
    lang, lang_problems = _language(facts, markup, body, path)
    title = facts.text("title") or markup.title
    spans = furniture(body)
    published, date_problems = _published(facts, markup, dateline(body, lang, spans, title or ""), path)
    url, url_problems = _url(facts, path)
    article = Article(
        path=path,
        title=title or _first_line(body, spans) or path.rpartition("/")[2],
        body=body,
        url=url or markup.url,
        publisher=facts.text("publisher") or markup.publisher,
        published=published.day,
        published_from=published.given_by,
        published_doubt=published.doubt,
        lang=lang,
        furniture=spans,
    )
    return article, (*lang_problems, *date_problems, *url_problems)


def _language(facts: Facts, markup: Markup, body: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """As given, else as the words of the text say; the markup counts for languages that have no table of words."""
    given = facts.text("lang")
    said = _code(given or "") or _code(markup.lang or "")
    found = said if said and (given or said not in languages()) else detect_language(body)
    if given is None or _code(given):
        return found, ()
    what = f"lang: {given} is no language code; taken as {found}"
    return found, (facts.problem("lang", path, what, "write `lang: en` or `lang: es`"),)


def _code(text: str) -> str | None:
    code = re.split(r"[-_]", text.lower())[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _published(
    facts: Facts, markup: Markup, by_dateline: date | None, path: str
) -> tuple[_Published, tuple[Problem, ...]]:
    """As given; else as the markup surely says, as a dateline says, as the markup weakly says."""
    given = facts.text("published")
    problems: tuple[Problem, ...] = ()
    if given is not None:
        day = iso_day(given)
        if day and day.year in _YEARS:
            return _Published(day, "front-matter"), ()
        why = f"in no year from {_YEARS[0]} to {_YEARS[-1]}" if day else "not a day"
        mend = "write it as year-month-day, `published: 2018-10-13`, or `unknown`"
        problems = (facts.problem("published", path, f"published: {given} is {why}", mend),)
    if markup.published and (not markup.doubt or markup.published == by_dateline):
        return _Published(markup.published, "markup"), problems
    if by_dateline:
        return _Published(by_dateline, "dateline"), problems
    if not markup.published:
        return _Published(), problems
    what = f"was published on {markup.published}, by {markup.doubt}"
    mend = "where it is another day, write `published:` into a file NAME.yaml beside it"
    weak = Problem(file=path, what=what, mend=mend, severity="warning")
    return _Published(markup.published, "markup", markup.doubt), (*problems, weak)


def _url(facts: Facts, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    given = facts.text("url")
    if given is None or re.match(r"https?://[^\s/]+", given, re.IGNORECASE):
        return given, ()
    what = f"url: {given[:80]} is no web address"
    return None, (facts.problem("url", path, what, "write it with https://, or leave it out"),)


def _first_line(body: str, spans: tuple[Span, ...]) -> str:
    """The first line that is no furniture and no date, without a heading's mark; cut where it is a paragraph."""
    own = (
        line.text
        for line in islice(body_lines(body), _HEAD_LINES)
        if not any(span.start <= line.start < span.end for span in spans) and not is_date_line(line.text)
    )
    title = next(own, "").strip("#*_ ")
    return title if len(title) <= _TITLE_LENGTH else title[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _text_problems(text: str, path: str) -> tuple[Problem, ...]:
    """Warnings about characters that no article has."""
    checks = (
        (re.search("\0", text), "holds NUL bytes, read as blanks", "save it again as plain text"),
        (match := _MOJIBAKE.search(text), f"was decoded wrongly: {_word_at(text, match)}", "save the page as UTF-8"),
    )
    return tuple(
        Problem(file=path, line=line, column=column, what=what, mend=mend, severity="warning")
        for found, what, mend in checks
        if found
        for line, column in (_address(text, found.start()),)
    )


def _word_at(text: str, match: re.Match[str] | None) -> str:
    """The word around the match, in quotes."""
    if match is None:
        return ""
    before = re.search(r"\S{0,20}\Z", text[: match.start()])
    after = re.match(r"\S{0,20}", text[match.start() :])
    return f'"{before[0] if before else ""}{after[0] if after else ""}"'


def _address(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
