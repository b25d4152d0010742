"""Why the server does not do what it was asked for, in the language that was asked for.

The sentences are `why-...` of the tables in `page/words`, a file for each language, which the page reads too.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from routes.errors import RoutesError
from routes.webmap.wording import LANGUAGES

__all__ = ["RefusedError", "language_of", "why"]


class RefusedError(RoutesError):
    """A wish from the page that is not done; `values` are put into the sentence of the `key`."""

    def __init__(self, key: str, /, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(why(key, "en", **values))


def why(key: str, lang: str, /, **values: object) -> str:
    """The sentence in a language, one of LANGUAGES, with the values put in; no value is read as a template."""
    parts = _table(lang)[f"why-{key}"].split("{")
    filled = (f"{values[name]}{rest}" for name, _, rest in (part.partition("}") for part in parts[1:]))
    return "".join((parts[0], *filled))


def language_of(accepted: str | None) -> str:
    """The one of LANGUAGES that an `Accept-Language` puts first; English where it has none of them."""
    wished = []
    for number, one in enumerate((accepted or "").split(",")):
        code, _, weight = one.partition(";q=")
        wished.append((-_number(weight), number, code.strip()[:2].lower()))
    return next((code for weight, _, code in sorted(wished) if weight and code in LANGUAGES), LANGUAGES[0])


def _number(weight: str) -> float:
    try:
        return float(weight or 1)
    except ValueError:
        return 0.0


@cache
def _table(lang: str) -> dict[str, str]:
    text = files(__package__).joinpath("page", "words", f"{lang}.json").read_text(encoding="utf-8")
    table: dict[str, str] = json.loads(text)
    return table
