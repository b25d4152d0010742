"""Places: the curated list, the bundled world list, and the geocoder for what neither has."""

from routes.gazetteer.index import Candidate, GazetteerIndex, NameHit

__all__ = ["Candidate", "GazetteerIndex", "NameHit"]
