"""The project folder: which files it has, its settings, and how a new one is made.

Paths inside a project are told relative to it, with `/` between the parts, so that a map says the same on any machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any

from routes.errors import FileError
from routes.files import Tree, Value, load_yaml, read_text, write_atomic
from routes.model import BoundingBox, Problem

__all__ = [
    "WRITTEN",
    "Project",
    "Settings",
    "bare_project",
    "create_project",
    "find_project",
    "is_bare",
    "open_project",
    "shipped_project",
    "tile_address",
]

WRITTEN = ".written-by-routes"
"""Lists the files of a folder that routes wrote: it takes away its own and no others, and reads none of them."""

_GAZETTEER = "gazetteer.yaml"
_CARAVANS = "caravans.yaml"
_SETTINGS = "routes.yaml"
_STARTER = ("README.md", _SETTINGS, "corrections.yaml", "articles/2018-10-13-example.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `routes.yaml` may say; every field may be missing.

    `title` stands over the map. `contact` is the e-mail address or page that a public geocoder is told; without it none
    is asked. `provider` is `nominatim`, `photon` or `pelias`, `url` the address of a server of one's own or a hosted
    one, `api_key_variable` the variable of the environment that holds the key for that: the key itself stands in no
    file. `countries` (ISO alpha-2) and `box` (west, south, east, north in degrees) are where names are looked up.
    `tiles` is the address of a tile server with `{z}`, `{x}` and `{y}` in it, `tiles_attribution` whom it wants named;
    the pages ask it only where both are given. With `world` names are looked for in all of GeoNames too, for which the
    extra of that name has to be installed.
    """

    title: str = "Routes of the caravans"
    contact: str | None = None
    provider: str = "nominatim"
    url: str | None = None
    api_key_variable: str | None = None
    countries: tuple[str, ...] = ()
    box: BoundingBox | None = None
    tiles: str | None = None
    tiles_attribution: str | None = None
    world: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The files of a project. Those of the command line take the place of the folder's own.

    One that is `shipped` lies inside the package, and nothing is written into its folder.
    """

    root: Path
    articles: Path
    gazetteer: Path
    caravans: Path
    maps: Path
    settings: Settings = Settings()
    shipped: bool = False

    @property
    def corrections(self) -> Path:
        """The editor's rulings: this name is that place, this report is wrong, these caravans are one."""
        return self.root / "corrections.yaml"

    @property
    def candidates(self) -> Path:
        """What a geocoder found, for an editor to accept."""
        return self.root / "candidates.yaml"

    @property
    def refused(self) -> Path:
        """The names and proposals that an editor said no to."""
        return self.root / "refused.yaml"

    @property
    def answers(self) -> Path:
        """The geocoder's answers; may be deleted at any time."""
        return self.root / ".routes" / "answers.sqlite"

    @property
    def knowledge(self) -> Path | None:
        """The gazetteer and the caravans as they were last read; may be deleted at any time. None in the package."""
        return None if self.shipped else self.root / ".routes" / "knowledge"

    @property
    def leaves(self) -> Path | None:
        """What was read from each article; may be deleted at any time. None in the package."""
        return None if self.shipped else self.root / ".routes" / "leaves"

    @property
    def last_build(self) -> Path | None:
        """What the last build made, and of what; may be deleted at any time. None in the package."""
        return None if self.shipped else self.root / ".routes" / "last-build"

    @property
    def ground(self) -> Path | None:
        """What maps were drawn on; may be deleted at any time. None in the package."""
        return None if self.shipped else self.root / ".routes" / "ground"

    @property
    def edited(self) -> tuple[Path, ...]:
        """The files that people edit, beside the articles."""
        return (self.root / _SETTINGS, self.gazetteer, self.caravans, self.corrections, self.refused)

    def name(self, path: Path) -> str:
        """The path as it is told to people: relative to the project, else its last part alone."""
        path, root = path.resolve(), self.root.resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def open_project(
    root: str | Path = ".",
    *,
    articles: Path | None = None,
    gazetteer: Path | None = None,
    caravans: Path | None = None,
    maps: Path | None = None,
) -> tuple[Project, tuple[Problem, ...]]:
    """The project in the folder `root`, and what is wrong with its settings.

    Raises FileError where there is no such folder, or no gazetteer, or a file that was given is missing.
    """
    root = Path(root)
    if not root.is_dir():
        raise FileError(f"{root}: there is no such folder; `routes init {root}` makes a project there")
    for given in (gazetteer, caravans):
        if given and not given.is_file():
            raise FileError(f"{given}: there is no such file")
    settings, problems = _settings(root / _SETTINGS)
    project = Project(
        root=root,
        articles=articles or root / "articles",
        gazetteer=gazetteer or root / _GAZETTEER,
        caravans=caravans or root / _CARAVANS,
        maps=maps or root / "maps",
        settings=settings,
    )
    if not project.gazetteer.is_file():
        raise FileError(
            f"{project.gazetteer}: there is no gazetteer, so this is no project; "
            "`routes init DIR` makes a project, `routes build --gazetteer FILE` takes another gazetteer"
        )
    return project, problems


def is_bare(folder: Path) -> bool:
    """Whether a folder is no project, but holds something: articles, perhaps."""
    if not folder.is_dir() or (folder / _GAZETTEER).exists():
        return False
    return any(not one.name.startswith(".") for one in folder.iterdir())


def bare_project(folder: Path, *, articles: Path | None, caravans: Path | None, maps: Path | None) -> Project:
    """A folder of articles alone, with the places and caravans that come with routes. Its maps go below it."""
    own = folder / "articles"
    return Project(
        root=folder,
        articles=articles or (own if own.is_dir() else folder),
        gazetteer=_shipped(_GAZETTEER),
        caravans=caravans or _shipped(_CARAVANS),
        maps=maps or folder / "maps",
    )


def find_project(start: Path) -> Path | None:
    """The nearest folder at or above `start` that is a project; None where none is."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / _GAZETTEER).is_file()), None)


def shipped_project() -> Project:
    """The gazetteer and the caravans that come with routes, for articles that are in no project."""
    gazetteer = _shipped(_GAZETTEER)
    root = gazetteer.parent
    return Project(
        root=root,
        articles=root / "articles",
        gazetteer=gazetteer,
        caravans=_shipped(_CARAVANS),
        maps=root / "maps",
        shipped=True,
    )


def create_project(folder: Path) -> tuple[Path, ...]:
    """Makes a project with example files in `folder`, and tells which. Raises FileError where it is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileError(f"{folder}: is not empty; give the name of a new folder")
    made = []
    for name in (*_STARTER, _GAZETTEER, _CARAVANS):
        write_atomic(folder / name, _shipped(name).read_bytes())
        made.append(folder / name)
    return tuple(made)


def _shipped(name: str) -> Path:
    """A file of the package's `starter/`; in a checkout the gazetteer and caravans of the repository's own example."""
    package = Path(str(resources.files("routes")))
    starter, own = package / "starter" / name, package.parent.parent / name
    return starter if starter.exists() else own


def _settings(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    if not path.exists():
        return Settings(), ()
    text, problems = read_text(path)
    tree, more = load_yaml(text, _SETTINGS)
    if tree is None or tree.value is None:
        return Settings(), (*problems, *more)
    if not isinstance(tree.value, dict):
        return Settings(), (*problems, *more, tree.problem((), "holds no settings", "write `title: ...`"))
    values, wrong = _checked(tree)
    if "tiles" in values and not values.get("tiles_attribution"):
        del values["tiles"]
        wrong = (*wrong, tree.problem(("tiles",), "needs whom to name on the map", "write `tiles_attribution: ...`"))
    return Settings(**values), (*problems, *more, *wrong)


def _checked(tree: Tree) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The settings that are right, and a problem for each of the others."""
    known = [field.name for field in fields(Settings)]
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in tree.value.items():
        if key not in known:
            near = get_close_matches(key, known, n=1)
            mend = f"write {near[0]}" if near else f"known are {', '.join(known)}"
            problems.append(tree.problem((key,), "is no setting", mend, at=tree.key_at((key,))))
        elif value is not None:
            right, what, mend = _FORMS.get(key, _TEXT)
            values[key] = right(value)
            if values[key] is None:
                del values[key]
                problems.append(tree.problem((key,), what, mend))
    return values, tuple(problems)


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _variable(value: Value) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", value) else None


def _countries(value: Value) -> tuple[str, ...] | None:
    codes = value if isinstance(value, list) else [value]
    right = all(isinstance(code, str) and re.fullmatch(r"[A-Z]{2}", code) for code in codes)
    return tuple(codes) if right else None


def _box(value: Value) -> BoundingBox | None:
    sides = value if isinstance(value, list) else []
    if len(sides) != 4 or not all(isinstance(side, int | float) and not isinstance(side, bool) for side in sides):
        return None
    west, south, east, north = map(float, sides)
    right = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return BoundingBox(west=west, south=south, east=east, north=north) if right else None


def tile_address(value: Value) -> str | None:
    """The address of a tile server as it was given; None where it is none."""
    right = isinstance(value, str) and _TILES.fullmatch(value) and all(mark in value for mark in ("{z}", "{x}", "{y}"))
    return value if right else None


# Of what stands in braces, Leaflet fills in these; `{s}` is one of a, b, c. Nothing that could end a policy.
_TILES = re.compile(r"https?://(\{s\}\.)?[\w.-]+(:\d{1,5})?/([\w./?&=%@~:+!*-]|\{[xyzr]\})+", re.ASCII)


def _truth(value: Value) -> bool | None:
    return value if isinstance(value, bool) else None


_Form = tuple[Callable[[Value], Any], str, str]
_TEXT: _Form = (_text, "is no text", "put it in quotes")
_FORMS: dict[str, _Form] = {
    "api_key_variable": (_variable, "names no variable", "write the name of the variable that holds the key"),
    "countries": (_countries, "is no list of countries", "write their codes, like [GT, MX]"),
    "tiles": (tile_address, "is no address of tiles", "write one like https://tile.example.org/{z}/{x}/{y}.png"),
    "world": (_truth, "is neither true nor false", "write `world: true`, or take the line away"),
    "box": (_box, "is no box", "write [west, south, east, north] in degrees, like [-118, 7, -77, 33]"),
}
"""What gives a setting its value, None where it is wrong, and how that is told; the others are text."""
