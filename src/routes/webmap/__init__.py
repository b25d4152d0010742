"""From an atlas to one HTML file: a map that opens from disk, without a network."""

from .frame import Frame, Frames
from .page import page
from .tiles import Tiles

__all__ = ["Frame", "Frames", "Tiles", "page"]
