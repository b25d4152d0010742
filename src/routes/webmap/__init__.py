"""From an atlas to one HTML file: a map that opens from disk, without a network."""

from .page import page
from .tiles import Tiles

__all__ = ["Tiles", "page"]
