"""Watching a project: what its files look like, and when somebody saved one.

The files are looked at again and again, which needs no library and works on every disk; of a thousand articles it
takes a few milliseconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from routes.files import load_yaml, looks, read_text
from routes.model import Problem
from routes.project import Project

__all__ = ["Seen", "saved", "seen", "unreadable"]

_EVERY = 0.05
"""Seconds from one look to the next."""

Seen = Mapping[str, tuple[int, ...]]
"""What each file looks like."""


def seen(project: Project) -> Seen:
    """What the files look like that people edit."""
    return {str(path): looks(path) for path in (*project.edited, *_below(project.articles))}


def _below(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        yield from (Path(root, name) for name in names)


def saved(project: Project, before: Seen) -> Seen:
    """Waits until the files look otherwise than `before`, and the same twice: editors write in several steps."""
    now = seen(project)
    while now == before:
        time.sleep(_EVERY)
        now = seen(project)
    time.sleep(_EVERY)
    while now != (later := seen(project)):
        now = later
        time.sleep(_EVERY)
    return now


def unreadable(project: Project) -> tuple[Problem, ...]:
    """The mistakes for which a file is no YAML at all, so that nothing of it could be built."""
    problems: list[Problem] = []
    for path in project.edited:
        if path.is_file():
            tree, wrong = load_yaml(read_text(path)[0], project.name(path))
            problems += wrong if tree is None else ()
    return tuple(problems)
