"""Many maps drawn by several processes are those that one process draws, also where one of these dies."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from routes.drawing import drawn, drawn_beside
from routes.model import Atlas, Route
from routes.project import Settings
from test_corpus import workers

ALL = Settings()
NAMES = [f"caravan-{number:02}" for number in range(24)]


def named(route: Route, name: str) -> Route:
    """The route as that of another caravan."""
    return replace(
        route,
        caravan=replace(route.caravan, id=name, name=name),
        waypoints=tuple(replace(stop, caravan=name) for stop in route.waypoints[:3]),
        legs=(),
        crossings=(),
    )


@pytest.fixture(scope="module")
def many(atlas: Atlas) -> Atlas:
    return replace(atlas, routes=tuple(named(atlas.routes[0], name) for name in NAMES), events=())


@pytest.fixture(scope="module")
def files(many: Atlas) -> dict[str, bytes]:
    return drawn(many, ALL, ("svg",))[0]


def test_two_processes_draw_what_one_draws(many: Atlas, files: dict[str, bytes]) -> None:
    with drawn_beside(many, ALL, ("svg",), 2) as known:
        beside = {name: known(name) for name in NAMES}
        assert drawn(many, ALL, ("svg",), known)[0] == files
    assert [name for name in NAMES if beside[name]] == NAMES[12:]


def test_what_a_process_that_died_has_not_drawn_is_drawn_here(many: Atlas, files: dict[str, bytes]) -> None:
    with drawn_beside(many, ALL, ("svg",), 2) as known:
        for child in workers(os.getpid()):
            child.kill()
        assert drawn(many, ALL, ("svg",), known)[0] == files
