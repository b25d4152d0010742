"""What a web page says of itself: JSON-LD, meta elements, time elements, its address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from routes.articles.facts import iso_day, split_address

__all__ = ["Page", "address_day", "declared_encoding", "open_page"]

_ENCODING = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Firefox, Chrome and Internet Explorer; SingleFile.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+)|^\s*url:\s*(https?://\S+)", re.I | re.M)
_DAY_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
)
# Pages of Central America and Mexico give times in UTC; their own clocks are five to eight hours behind.
_BEHIND_UTC = timedelta(hours=6)
_UTC = re.compile(r"(?:Z|[+-]00:?00)$")
# Whose names meta elements give a day of publication, the likeliest first.
_DAY_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "article.published", "date.created",
    "dc.date", "dc:date", "date", "fecha",
)  # fmt: skip
_PUBLISHER_NAMES = ("og:site_name", "dc.publisher", "publisher", "article:publisher_name", "application-name")
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "title")
_ARTICLE_TYPES = re.compile(r"article|posting|report", re.IGNORECASE)
# Characters that no markup may hold, as they are or by their numbers.
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#0*(?:[12]?\d|3[01])(?!\d);?|&#x0*1?[0-9a-f](?![0-9a-f]);?", re.I
)
_DATA = re.compile(r"data:[\w/+.;=-]+,[A-Za-z0-9+/=%]{1000,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page as a tree, and what its markup says.

    `days`: the day of publication as written, then as it was on the clocks of the place, where that is told in UTC.
    """

    tree: HtmlElement
    title: str | None
    url: str | None
    publisher: str | None
    lang: str | None
    days: tuple[date, ...]
    text: str | None

    def copy(self, *, without_address: bool = False) -> HtmlElement:
        """The tree for who changes it."""
        tree = deepcopy(self.tree)
        if without_address:
            for link in tree.xpath("//link[@rel='canonical'] | //meta[@property='og:url']"):
                link.getparent().remove(link)
        return tree


def open_page(text: str) -> Page | None:
    """The page; None where there is no markup in the text."""
    parser = html.HTMLParser(encoding="utf-8")
    content = _NO_TEXT.sub(" ", _DATA.sub("data:,", text)).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(content, parser=parser)
    except etree.ParserError:  # an empty file
        return None
    meta, linked = _meta(tree), list(_linked(tree))
    article = next((one for one in linked if _ARTICLE_TYPES.search(str(one.get("@type", "")))), {})
    addresses = (*_links(tree), meta.get("og:url"), _text(article.get("url")), _saved_from(text), *_bases(tree))
    url = _first(addresses, _is_address)
    title = _first(
        [_text(article.get("headline")), *(meta.get(name) for name in _TITLE_NAMES), *_headings(tree, "h1", "title")]
    )
    names = (_name(article.get("publisher")), *(meta.get(name) for name in _PUBLISHER_NAMES))
    publisher = _first([*names, _outlet(tree, title), _host(url)])
    return Page(
        tree=tree,
        title=_without_outlet(title, publisher),
        url=url,
        publisher=publisher,
        lang=tree.get("lang") or meta.get("og:locale") or meta.get("content-language"),
        days=_days(article, linked, meta, tree),
        text=_text(article.get("articleBody")),
    )


def declared_encoding(content: bytes) -> str | None:
    """The encoding that the page names."""
    match = _ENCODING.search(content[:4096])
    return match[1].decode("ascii", "replace") if match else None


def address_day(url: str | None) -> date | None:
    """The day in an address: `/2018/10/20/`, `-20181020`; None where it has none, or no more than a month."""
    days = (_day(match) for match in _DAY_IN_ADDRESS.finditer(split_address(url).path))
    return next((day for day in days if day), None)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


# --- meta, links, headings ---------------------------------------------------------------------


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The first value of each name, property or itemprop, names in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and (value := _text(element.get("content"))):
            found.setdefault(name.lower(), value)
    return found


def _links(tree: HtmlElement) -> Iterator[str | None]:
    return (element.get("href") for element in tree.iter("link") if element.get("rel") == "canonical")


def _bases(tree: HtmlElement) -> Iterator[str]:
    """What relative links are relative to, where that is a page and no whole site."""
    addresses = (element.get("href") or "" for element in tree.iter("base"))
    return (address for address in addresses if split_address(address).path.strip("/"))


def _saved_from(text: str) -> str | None:
    match = _SAVED_FROM.search(text[:4096])
    return (match[1] or match[2]) if match else None


def _is_address(text: str) -> bool:
    return bool(re.match(r"https?://[^\s/]+", text) and split_address(text).netloc)


def _host(url: str | None) -> str | None:
    return (split_address(url).hostname or "").removeprefix("www.") or None


def _headings(tree: HtmlElement, *tags: str) -> Iterator[str]:
    for tag in tags:
        yield from (" ".join(element.text_content().split()) for element in tree.iter(tag))


def _outlet(tree: HtmlElement, title: str | None) -> str | None:
    """What stands behind the headline in the page's title: "They leave | The Example"."""
    whole = next(_headings(tree, "title"), "")
    match = re.match(r"\s+[-–—|:·]+\s+(?:.* [-–—|:·]+ )?([^|]{2,40})$", whole.removeprefix(title or whole))
    return match[1].strip() if match else None


def _without_outlet(title: str | None, publisher: str | None) -> str | None:
    """The title without the outlet's name behind it: "They leave - The Example"."""
    if title and publisher:
        title = re.sub(rf"\s+[-–—|:·]\s+{re.escape(publisher)}\s*$", "", title, flags=re.IGNORECASE)
    return title


def _first(values: Iterable[str | None], right: Any = bool) -> str | None:  # noqa: ANN401 - a test of a text
    return next((text for value in values if value and (text := value.strip()) and right(text)), None)


# --- JSON-LD -----------------------------------------------------------------------------------


def _linked(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every thing that the page's JSON-LD describes; a block that is no JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                yield from _things(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue


def _things(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _things(one)
    elif isinstance(value, dict):
        yield value
        yield from _things([value.get("@graph"), value.get("mainEntity")])


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next((name for one in value if (name := _name(one))), None)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    """The text, its entities resolved: JSON and attributes often hold what was escaped twice."""
    return (" ".join(unescape(value).split()) or None) if isinstance(value, str) else None


# --- days --------------------------------------------------------------------------------------


def _days(
    article: dict[str, Any], linked: list[dict[str, Any]], meta: dict[str, str], tree: HtmlElement
) -> tuple[date, ...]:
    """The day of the first markup that gives one."""
    written = (
        article.get("datePublished"),
        *(one.get("datePublished") for one in linked),
        *(meta.get(name) for name in _DAY_NAMES),
        *(one.get("datetime") or one.get("content") for one in tree.xpath("//*[@itemprop='datePublished']")),
        *(one.get("title") for one in tree.xpath("//abbr[@itemprop='datePublished' or contains(@class, 'published')]")),
        *(one.get("datetime") for one in tree.xpath("//time[@pubdate] | //h1/following::time | //article//time")),
    )
    return next((days for one in written if (days := _days_of(_text(one) or ""))), ())


def _days_of(text: str) -> tuple[date, ...]:
    day = iso_day(text)
    if day is None or not _UTC.search(text):
        return (day,) if day else ()
    try:
        local = (datetime.fromisoformat(text) - _BEHIND_UTC).date()
    except ValueError:
        return (day,)
    return (day,) if local == day else (day, local)
