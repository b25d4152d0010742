"""An atlas as a picture: one SVG without scripts, links or anything from outside, for print and where no map can run.

`svg` is a pure function. In the order of the work: `frame` (Web Mercator to pixels), `space` (what is still free),
`ground` (land, borders, names), `tracks` (routes, stops, events), `sheet` (title, list of stops, key), `drawing`.
"""

from routes.picture.drawing import svg
from routes.picture.theme import DARK, LIGHT, Theme

__all__ = ["DARK", "LIGHT", "Theme", "svg"]
