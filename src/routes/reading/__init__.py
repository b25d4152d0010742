"""Stage two: what one article says. `read(article, knowledge)` is pure, so it can be kept, repeated and spread out."""

from routes.reading.knowledge import Knowledge
from routes.reading.reader import read

__all__ = ["Knowledge", "read"]
