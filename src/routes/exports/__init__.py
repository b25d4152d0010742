"""An atlas in the forms of other programs: the same atlas is always the same text, byte for byte.

    from routes.exports.formats import EXPORTS

    EXPORTS["gpx"].write(atlas)

What a format cannot hold is said in its module, and in docs/formats.md. The two that stand beside every map are here.
"""

from routes.exports.geojson import geojson
from routes.exports.table import csv

__all__ = ["csv", "geojson"]
