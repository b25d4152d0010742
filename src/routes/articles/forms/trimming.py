"""A page's tree without what is told by its markup to be no part of the article, narrowed to where its paragraphs are.

By the words in classes and ids that many outlets share, never by outlet. What may be the article is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement

from routes.articles.lines import is_paragraph

__all__ = ["text_lines", "trimmed"]

_BLOCKS = frozenset(
    ("p", "div", "section", "article", "header", "h1", "h2", "h3", "h4", "li", "td", "tr", "time", "br")
)
_UNSEEN = frozenset(("script", "style", "noscript", "title", "template"))
_NEVER_ARTICLE = (
    "//figcaption | //aside | //nav | //footer | //amp-consent | //amp-sidebar | //amp-ad | //marquee | //form"
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:caption|pie(?:-?foto)?|copyright|credit\w*|share|sharing|social|compartir|related\w*|relacionad\w*"
    r"|recommend\w*|recomend\w*|te-?puede|lo-?mas|most-?read|trending|newsletter\w*|boletin|suscri\w*|subscri\w*|paywall"
    r"|muro|cookie\w*|consent\w*|comment\w*|comentarios?|twitter-tweet|instagram-media|tags?|etiquetas|breadcrumbs?|migas"
    r"|sidebar|lateral|widget-area|widget_\w+|banner\w*|publicidad|ad|ads|advert\w*|promo\w*|autor-caja|author-?(?:box|bio)|post-footer"
    r"|entry-meta|article-info|byline|sumario\w*|slide\w*|player|pager|pagination|links|popup|modal\w*|sf-hidden)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_MARKS = ("class", "id", "data-e2e", "data-testid", "role")
# So much of all paragraphs is no piece of furniture, whatever its class says: a theme calls its body "ad-free sidebar".
_MOST = 0.25
_LINK_LENGTH = 200


def trimmed(tree: HtmlElement) -> HtmlElement:
    """The tree, changed: without furniture, and only the element that holds all that is left of its paragraphs."""
    body = tree.find("body")
    if body is None:
        return tree
    _remove(body.xpath(_NEVER_ARTICLE))
    most = _MOST * _paragraphs(body)
    marked = [one for one in body.iterdescendants() if isinstance(one.tag, str) and _is_marked(one)]
    _remove(one for one in marked if _paragraphs(one) <= most)
    _remove(one for one in body.xpath(".//p | .//li | .//h2 | .//h3 | .//h4") if _is_link(one))
    narrow = _narrowed(body)
    if narrow is not body:
        for child in list(body):
            body.remove(child)
        body.text = None
        body.append(narrow)
    return tree


def text_lines(element: HtmlElement) -> list[str]:
    """What a reader sees before scripts run, a line for each block."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, one in walk:
        end = "\n" if one.tag in _BLOCKS else ""
        if event == "start" and one.tag in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            parts += [end, one.text or ""]
        else:
            parts += [end, (one.tail or "") if one is not element else ""]
    return [line for part in "".join(parts).split("\n") if (line := " ".join(part.split()))]


def _is_marked(element: HtmlElement) -> bool:
    return any(_FURNITURE.search(element.get(mark) or "") for mark in _MARKS)


def _is_link(element: HtmlElement) -> bool:
    """Whether a line is a link and little beside it: "Read also: ..."."""
    text = " ".join(element.text_content().split())
    linked = sum(len(" ".join(link.text_content().split())) for link in element.iter("a"))
    return 0 < len(text) < _LINK_LENGTH and linked >= 0.6 * len(text)


def _remove(elements: Iterable[HtmlElement]) -> None:
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()


def _paragraphs(element: HtmlElement) -> int:
    """The length of the paragraphs in it."""
    return sum(len(line) for line in text_lines(element) if is_paragraph(line))


def _narrowed(element: HtmlElement) -> HtmlElement:
    """The smallest element that holds all paragraphs of this one."""
    whole = _paragraphs(element)
    while whole:
        inner = (child for child in element if isinstance(child.tag, str) and child.tag not in ("p", "br", *_UNSEEN))
        within = next((child for child in inner if _paragraphs(child) == whole), None)
        if within is None:
            break
        element = within
    return element
