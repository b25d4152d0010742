"""Messages: a newsletter saved as .eml, and pages that a browser saved as one file (.mhtml), which is a message too."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from io import BytesIO

from routes.articles.facts import Markup
from routes.articles.file import File, Found, UnreadableError, found
from routes.articles.text import plain, text_of

__all__ = ["MAX_BYTES", "read_mail"]

MAX_BYTES = 50_000_000
_SAVED_PAGE = "Snapshot-Content-Location"


def read_mail(file: File) -> Iterator[Found | File]:
    """The one article of a message, or the page that it holds."""
    message = email.message_from_bytes(file.content(MAX_BYTES), policy=email.policy.default)
    is_page = message.get_content_type() == "multipart/related" and (
        _SAVED_PAGE in message or "Saved" in _header(message, "From")
    )
    part = message.get_body(("html", "plain") if is_page else ("plain", "html"))
    content = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise UnreadableError("is a message without text", "save the text of the article as a .txt file")
    markup = _page_markup(message, part) if is_page else _markup(message)
    if part.get_content_subtype() == "html":
        stream = BytesIO(content)
        yield File(name=file.name, stream=stream, ending=".html", facts=file.facts, markup=markup, within=True)
        return
    text, problems = text_of(content, file.name, part.get_content_charset())
    yield found(file, plain(text), markup, problems)


def _page_markup(message: EmailMessage, part: MIMEPart) -> Markup:
    """The address of a page; the day of such a message is that of its saving."""
    return Markup(url=_header(message, _SAVED_PAGE) or _header(part, "Content-Location") or None)


def _markup(message: EmailMessage) -> Markup:
    name, address = parseaddr(_header(message, "From"))
    publisher = name or address.rpartition("@")[2] or None
    return Markup(title=_header(message, "Subject") or None, publisher=publisher, published=_sent(message))


def _header(part: MIMEPart, name: str) -> str:
    """What the header says; empty where there is none, or one that Python's own parser trips over."""
    try:
        return str(part.get(name, ""))
    except (AttributeError, LookupError, TypeError, ValueError):
        return ""


def _sent(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except ValueError:
        return None
