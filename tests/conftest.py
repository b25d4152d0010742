"""Fixtures that several folders of tests share, and the guard that keeps every test on this machine."""

from __future__ import annotations

import os
import runpy
import signal
import sys
from pathlib import Path

import pytest

from atlases import hostile, sample
from routes.model import Atlas

GUARD = Path(__file__).parent / "guard"
runpy.run_path(str(GUARD / "sitecustomize.py"))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(GUARD), os.environ.get("PYTHONPATH"))))
os.environ["no_proxy"] = "127.0.0.1"
if sys.platform == "linux":  # where Playwright keeps its browsers in the folder that is another from here on
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(caches / "ms-playwright"))
os.environ["XDG_CACHE_HOME"] = str(Path(__file__).parents[1] / ".pytest_cache" / "user")  # nothing outside the project
# Where the tests run in a shell's background an interrupt is ignored, and would be by every command that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Three caravans of autumn 2018, with events, a conflict, a doubtful leg, a place from a geocoder."""
    return sample()


@pytest.fixture(scope="session")
def hostile_atlas() -> Atlas:
    """The same with markup, templates and scripts in every text."""
    return hostile()
