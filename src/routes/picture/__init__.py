"""An atlas as a picture: one SVG without scripts, links or anything from outside, for print and where no map can run.

`svg` is a pure function. In the order of the work: `frame` (Web Mercator to pixels), `space` (what is still free),
`panel` (the map and its inset), `ground` (land, borders, names), `tracks` (lines), `stops` (discs, labels, events),
`sheet` (title, key, list of stops), `drawing` (all of it). `printed` makes a PNG or PDF of it (`printing`).
"""

from routes.picture.drawing import svg
from routes.picture.printing import Form, check_printer, printed
from routes.picture.theme import DARK, LIGHT, Theme

__all__ = ["DARK", "LIGHT", "Form", "Theme", "check_printer", "printed", "svg"]
