"""What reads a PDF, as a process of its own: bytes on standard input, JSON on standard output. The only door to pypdf.

python -m routes.articles.forms.pdf_text PAGES SECONDS
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

__all__ = ["main"]

_MEMORY = 1_500_000_000


def main() -> None:
    """Writes `pages` (their texts) and `title`, or what is `wrong`: password, pages, memory, damaged."""
    most_pages, seconds = map(int, sys.argv[1:])
    _limit(seconds)
    logging.disable(logging.CRITICAL)
    try:
        told = _text(sys.stdin.buffer.read(), most_pages)
    except (MemoryError, pypdf.errors.LimitReachedError):
        told = {"wrong": "memory"}
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError):
        told = {"wrong": "damaged"}
    json.dump(told, sys.stdout)


def _limit(seconds: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # no such limits on this system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _text(content: bytes, most_pages: int) -> dict[str, Any]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"wrong": "password"}
    if len(reader.pages) > most_pages:
        return {"wrong": "pages"}
    title = reader.metadata.title if reader.metadata else None
    return {"pages": [page.extract_text() for page in reader.pages], "title": title}


if __name__ == "__main__":
    main()
