"""Knowledge: all that reading needs besides the article."""

from __future__ import annotations

from dataclasses import dataclass

from routes.gazetteer.index import GazetteerIndex
from routes.model import Caravan

__all__ = ["Knowledge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The places by name, and the caravans already known (`caravans.yaml`)."""

    index: GazetteerIndex
    caravans: tuple[Caravan, ...] = ()
