"""A small project for the editor's page, and `routes serve` in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.request import urlopen

from routes.atlas import geocoder_of
from routes.building import Built, build
from routes.files import content_hash
from routes.project import open_project

__all__ = ["FILES", "Served", "built_anew", "put", "served"]

_PLACES = """\
# The places of this project.
places:
  - id: chiapas
    name: Chiapas
    class: A
    kind: state
    country: MX
    lat: 16.5
    lon: -92.5
    source: GeoNames
  # the one in Guatemala
  - id: escuintla
    name: Escuintla
    class: P
    kind: city
    country: GT
    lat: 14.305
    lon: -90.785
    source: GeoNames
  - id: escuintla-chiapas
    name: Escuintla
    class: P
    kind: town
    country: MX
    lat: 15.3195
    lon: -92.6585
    source: GeoNames
  - id: guatemala
    name: Guatemala
    class: A
    kind: country
    country: GT
    lat: 15.5
    lon: -90.25
    source: GeoNames
  - id: huixtla
    name: Huixtla
    class: P
    kind: town
    country: MX
    lat: 15.1392   # by hand
    lon: -92.4646
    source: GeoNames
  - id: mexico
    name: Mexico
    class: A
    kind: country
    country: MX
    lat: 23
    lon: -102
    source: GeoNames
  - id: tapachula
    name: Tapachula
    class: P
    kind: city
    country: MX
    lat: 14.9054
    lon: -92.2589
    source: GeoNames
"""
_CARAVANS = """\
caravans:
  - {id: first, name: The first caravan, ordinal: 1, people: HN, departed: 2018-10-12, color: "#0072B2"}
  - {id: second, name: The second caravan, ordinal: 2, people: HN, departed: 2018-10-18, color: "#D55E00"}
"""
_CANDIDATES = """\
places:
  - id: villa-segunda
    name: Villa Segunda
    class: P
    kind: hamlet
    country: MX
    lat: 15.45
    lon: -92.9
    source: Nominatim
"""
_FRONT = "---\ntitle: {title}\npublisher: {publisher}\npublished: {published}\nlang: en\n---\n"
FILES = {
    "gazetteer.yaml": _PLACES,
    "caravans.yaml": _CARAVANS,
    "candidates.yaml": _CANDIDATES,
    "articles/a.md": _FRONT.format(title="Into Chiapas", publisher="The Example", published="2018-10-25")
    + "The first caravan arrived in Tapachula, Mexico, on October 21. On October 22 it reached Huixtla. On October 23 "
    "it arrived in Villa Inventada, Mexico.\n\nOn October 24 the first caravan reached Villa Segunda, Mexico.\n",
    "articles/b.md": _FRONT.format(title="A second march", publisher="Other Paper", published="2018-10-31")
    + "The second caravan reached Escuintla on October 28. The second caravan arrived in Huixtla on October 30.\n",
}
"""What the project holds before a test: nothing else does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A project, and the server with its page at `address`."""

    root: Path
    address: str
    process: subprocess.Popen[str]

    def text(self, name: str) -> str:
        """What a file of the project holds; nothing where there is none."""
        path = self.root / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def write(self, name: str, text: str) -> None:
        """As an editor elsewhere would: the whole file at once."""
        put(self.root / name, text)

    def is_up_to_date(self) -> bool:
        """Whether the page knows the files as they are."""
        with urlopen(f"{self.address}state") as answer:  # noqa: S310 - of the server above
            known = json.load(answer)["hashes"]
        return all(known[name] == content_hash(self.text(name).encode()) for name in known)

    def reset(self) -> None:
        """Puts every file of the project back."""
        for name, text in FILES.items():
            if self.text(name) != text:
                self.write(name, text)
        for name in ("corrections.yaml", "refused.yaml"):
            (self.root / name).unlink(missing_ok=True)


def put(path: Path, text: str) -> None:
    """Writes a file in one step, and the folder that it is in."""
    path.parent.mkdir(exist_ok=True)
    other = path.with_name(f".{path.name}.new")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """`routes serve` on the project, which is made in the folder `root`."""
    for name, text in FILES.items():
        put(root / name, text)
    command = [sys.executable, "-m", "routes", "serve", str(root), "--offline", "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdout is not None
        try:
            yield Served(root=root, address=process.stdout.readline().strip(), process=process)
        finally:
            process.kill()


def built_anew(root: Path, folder: Path) -> Built:
    """The project built in another folder, from its own files alone."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(".routes", "maps"))
    project, problems = open_project(folder)
    assert problems == ()
    geocoder = geocoder_of(project.settings, offline=True)
    return build(project, geocoder=geocoder, today=date(2026, 1, 1), tell=lambda _: None)
