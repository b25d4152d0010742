"""Web pages that a browser saved. The only door to trafilatura and htmldate; neither asks the network or a clock.

The day of publication is strong where two of three agree on it: the page's address, its markup, and what can be seen
(htmldate, which is not shown the address). One alone is weak.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

import htmldate
import trafilatura

from routes.articles.dateline import dateline
from routes.articles.facts import Markup, front_matter
from routes.articles.file import File, Found, UnreadableError, found
from routes.articles.forms.markup import Page, address_day, declared_encoding, open_page
from routes.articles.forms.trimming import text_lines, trimmed
from routes.articles.furniture import furniture
from routes.articles.languages import detect_language
from routes.articles.lines import body_lines, is_paragraph
from routes.articles.text import plain, text_of

__all__ = ["MAX_BYTES", "read_page"]

MAX_BYTES = 30_000_000
"""A larger file is no page, whatever pictures it holds."""

_LAST_DAY = "2999-12-31"
"""Given to htmldate, which else takes today."""
_HEAD_LINES = 12
_TRIPPED = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What the two raise where a page is not as they expect; then they have found nothing."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_page(file: File) -> Iterator[Found]:
    """The one article of a page. Raises UnreadableError where there is none in it."""
    content = file.content(MAX_BYTES)
    text, problems = text_of(content, file.name, declared_encoding(content))
    facts, text, more = front_matter(plain(text), file.name)
    page = open_page(text)
    body = _body(page) if page else ""
    if page is None or not _has_paragraph(body):
        raise UnreadableError(
            "is a web page without an article: to log in, to choose cookies, of headlines, or one that scripts fill",
            "save it again where the article can be read, as a complete page; or save its text as a .txt file",
        )
    file = replace(file, facts=facts.over(file.facts))
    yield found(file, body, _markup(page, body, file), (*problems, *more))


def _body(page: Page) -> str:
    """The main text, a blank line between its paragraphs."""
    tree = trimmed(page.copy())
    all_lines = "\n".join(text_lines(tree))
    try:
        document = trafilatura.bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    except _TRIPPED:
        document = None
    texts = (getattr(document, "text", None) or "", page.text or "", all_lines)
    text = next(filter(_has_paragraph, texts), "")
    return "\n\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))


def _has_paragraph(body: str) -> bool:
    spans = furniture(body)
    return any(
        is_paragraph(line.text) and not any(span.start <= line.start < span.end for span in spans)
        for line in body_lines(body)
    )


# --- the day of publication --------------------------------------------------------------------


def _markup(page: Page, body: str, file: File) -> Markup:
    """What the page says; what the file around it says of its address goes before."""
    url = file.facts.text("url") or file.markup.url or page.url
    day, doubt = _published(address_day(url), page.days, _seen(page, body))
    return Markup(
        title=page.title or file.markup.title,
        url=url,
        publisher=page.publisher or file.markup.publisher,
        lang=page.lang,
        published=day,
        doubt=doubt,
    )


def _published(by_address: date | None, by_markup: tuple[date, ...], seen: tuple[date, ...]) -> tuple[date | None, str]:
    """The day that two agree on; else that of one of them, and which one."""
    told = (("its markup", by_markup), ("its address", (by_address,) if by_address else ()), ("its visible text", seen))
    for (_, one), (_, other) in combinations(told, 2):
        if common := [day for day in one if day in other]:
            return common[0], ""
    return next(((days[0], f"{what} alone") for what, days in told if days), (None, ""))


def _seen(page: Page, body: str) -> tuple[date, ...]:
    """What htmldate finds, and the day on the lines above the article."""
    tree = page.copy(without_address=True)
    try:
        found = htmldate.find_date(tree, extensive_search=False, original_date=True, max_date=_LAST_DAY)
    except _TRIPPED:
        found = None
    above = _above(page, body)
    visible = dateline("\n\n".join(above), detect_language(body), title=page.title or "") if above else None
    days = (date.fromisoformat(found) if found else None, visible)
    return tuple(dict.fromkeys(day for day in days if day))


def _above(page: Page, body: str) -> list[str]:
    """The lines that stand just above the first paragraph."""
    opening = next((line.text for line in body_lines(body) if is_paragraph(line.text)), "")[:40]
    lines = text_lines(page.tree)
    at = next((number for number, line in enumerate(lines) if opening and line.startswith(opening)), 0)
    return [line for line in lines[max(0, at - _HEAD_LINES) : at] if len(line) < 200]
