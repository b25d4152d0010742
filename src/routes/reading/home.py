"""Home: where a paper is published, as its name and its address say.

home_of(Article(..., url="https://www.parisbeacon.com/"), index, lang).places  # every Paris
home_of(Article(..., url="https://www.lfpress.ca/"), index, lang).country      # "CA"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from routes.folding import NormalizedName, normalize_name
from routes.gazetteer.index import GazetteerIndex
from routes.model import Article, Place
from routes.reading.language import Language

__all__ = ["NOWHERE", "Home", "home_of"]

HOME_KM = 120.0
"""What lies as near to a paper's town is its region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """All places that a paper may be named after, and the country of its address (ISO 3166-1)."""

    places: tuple[Place, ...] = ()
    country: str | None = None

    def is_near(self, place: Place) -> bool:
        """Whether a place may lie in the paper's region."""
        return any(_is_region(own, place) for own in self.places)


NOWHERE = Home()


def _is_region(own: Place, place: Place) -> bool:
    if own.feature == "A" and own.kind != "county":
        return own.country == place.country and (own.kind == "country" or own.admin1 == place.admin1)
    return own.country == place.country and own.position.km_to(place.position) <= HOME_KM


def home_of(article: Article, index: GazetteerIndex, lang: Language) -> Home:
    """The home of an article's paper; nowhere where neither its name nor its address says one."""
    host = _host(article.url or "")
    hits = index.find(article.publisher or "")
    named = [c.place for hit in hits for c in hit.candidates if not c.qualified]
    named += [c.place for key in _names(host, lang) for c in index.named(key) if not c.qualified]
    return Home(places=tuple({place.id: place for place in named}.values()), country=_country(host))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[broken"
        return ""


def _country(host: str) -> str | None:
    code = host.rpartition(".")[2].upper()
    return {"UK": "GB"}.get(code, code) if re.fullmatch(r"[A-Z]{2}", code) and code not in _GENERIC else None


_GENERIC = frozenset({"TV", "CO", "IO", "ME", "AI", "FM", "EU", "LY", "GL", "TO"})
"""Countries whose domain is used by everybody."""
_SHORTEST = 4


def _names(host: str, lang: Language) -> Iterator[NormalizedName]:
    """What is left of an address without the words of papers: paris of parisbeacon.com."""
    for label in host.split(".")[:-1]:
        for part in re.split(r"[-_]", label):
            rest = _without_words(part, lang)
            if len(rest) >= _SHORTEST:
                yield normalize_name(rest)


def _without_words(label: str, lang: Language) -> str:
    words = lang.names["paper_words"] | lang.names["institution_words"]
    for word in sorted(words, key=lambda word: (-len(word), word)):
        shorter = label.removeprefix(word)
        shorter = shorter if shorter != label else label.removesuffix(word)
        if shorter != label:
            return _without_words(shorter, lang)
    return label
