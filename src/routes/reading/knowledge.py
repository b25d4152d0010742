"""Knowledge: all that reading needs besides the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from routes.gazetteer.index import GazetteerIndex
from routes.model import Caravan, NameRuling
from routes.reading.language import Language, language

__all__ = ["Knowledge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The places by name, the caravans already known (`caravans.yaml`), and tables for further languages by code.

    `rulings` are an editor's on what names mean (`corrections.yaml`).
    """

    index: GazetteerIndex
    caravans: tuple[Caravan, ...] = ()
    rulings: tuple[NameRuling, ...] = ()
    languages: Mapping[str, Language] = field(default_factory=dict)

    def language(self, code: str) -> Language:
        """The tables of a language: those given here, else those that ship with routes, else English."""
        return self.languages.get(code) or language(code)
