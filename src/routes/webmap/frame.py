"""The map's frame: what folium makes, and the only module that knows folium.

folium hands everything it is given to a template engine, twice. So it is given numbers and fixed text only: the
place of the map, never a word from an article or a project's file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from routes.lasting import lasting
from routes.model import Position

__all__ = ["Frame", "frame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The map's element, as HTML, and the script that makes the Leaflet map in it and starts the page's own script."""

    html: str
    script: str


def frame(centre: Position, *, zoom: int) -> Frame:
    """A map without tiles that opens at `centre`."""
    html, script = _made(round(centre.lat, 3), round(centre.lon, 3), zoom)
    return Frame(html=html, script=script)


@lasting
def _made(lat: float, lon: float, zoom: int) -> list[str]:
    """HTML and script: to make them takes longer than to draw a small map."""
    import folium
    from branca.element import Figure, MacroElement
    from jinja2 import Template

    class Map(folium.Map):
        """A folium map without links to files elsewhere."""

        default_js: list[tuple[str, str]] = []  # noqa: RUF012 - as folium declares them
        default_css: list[tuple[str, str]] = []  # noqa: RUF012

    class Start(MacroElement):
        """Calls the page's own script, with the map that folium made."""

        _template = Template("{% macro script(this, kwargs) %}drawRoutes({{ this._parent.get_name() }});{% endmacro %}")

    chart: Any = Map(
        location=(lat, lon),
        zoom_start=zoom,
        tiles=None,
        zoom_snap=0.25,
        zoom_delta=1,
        wheel_px_per_zoom_level=110,
        attribution_control=False,
    )
    start: Any = Start()  # type: ignore[no-untyped-call] # branca has few types
    chart._id, start._id = "routes", "start"  # else random, and no two builds would be the same
    chart.add_child(start)
    figure = chart.get_root()
    if not isinstance(figure, Figure):
        raise TypeError("folium made a map without a figure")
    figure.render()
    return [figure.html.render().strip(), figure.script.render().strip()]
