"""An atlas in the forms of other programs: the same atlas is always the same text, byte for byte."""

from routes.exports.geojson import geojson
from routes.exports.table import csv

__all__ = ["csv", "geojson"]
