"""Fixtures that several folders of tests share."""

from __future__ import annotations

import pytest

from atlases import hostile, sample
from routes.model import Atlas


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Three caravans of autumn 2018, with events, a conflict, a doubtful leg, a place from a geocoder."""
    return sample()


@pytest.fixture(scope="session")
def hostile_atlas() -> Atlas:
    """The same with markup, templates and scripts in every text."""
    return hostile()
