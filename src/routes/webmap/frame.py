"""The map's frame: what folium makes, and the only module that knows folium.

folium hands everything it is given to a template engine, twice. So it is given numbers and fixed text only: the
place of the map, never a word from an article or a project's file.
"""

from __future__ import annotations

from dataclasses import dataclass

import folium
from branca.element import MacroElement
from jinja2 import Template

from routes.model import Position

__all__ = ["Frame", "frame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The map's element, as HTML, and the script that makes the Leaflet map in it and starts the page's own script."""

    html: str
    script: str


class _Map(folium.Map):  # type: ignore[misc] # folium has no types
    """A folium map without links to files elsewhere, with an id that is always the same."""

    default_js = ()
    default_css = ()


class _Start(MacroElement):  # type: ignore[misc] # branca has no types
    """Calls the page's own script, with the map that folium made."""

    _template = Template("{% macro script(this, kwargs) %}drawRoutes({{ this._parent.get_name() }});{% endmacro %}")


def frame(centre: Position, *, zoom: int) -> Frame:
    """A map without tiles that opens at `centre`."""
    chart = _Map(
        location=(round(centre.lat, 3), round(centre.lon, 3)),
        zoom_start=zoom,
        tiles=None,
        zoom_snap=0.25,
        zoom_delta=1,
        wheel_px_per_zoom_level=110,
        attribution_control=False,
    )
    chart._id = "routes"  # else random, and no two builds would be the same
    start = _Start()
    start._id = "start"
    chart.add_child(start)
    figure = chart.get_root()
    figure.render()
    return Frame(html=figure.html.render().strip(), script=figure.script.render().strip())
