"""Tells of edits to a project's files; the only module that knows watchfiles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from watchfiles import watch

__all__ = ["watching"]

_STEP_MS = 50
"""How long edits are gathered before they are told as one."""


def watching(root: Path, changed: Callable[[], None], stop: Event) -> None:
    """Calls `changed` after every edit of what a project is made of, from threads of its own, until `stop` is set.

    That is its YAML files and all of its articles. Other folders below `root` are not even looked into.
    """
    for folder, whole in ((root, False), (root / "articles", True)):
        if folder.is_dir():
            Thread(target=_watch, args=(folder, whole, changed, stop), daemon=True).start()


def _watch(folder: Path, whole: bool, changed: Callable[[], None], stop: Event) -> None:
    def matters(_: object, name: str) -> bool:
        return whole or Path(name).suffix == ".yaml"

    for _ in watch(
        folder, recursive=whole, watch_filter=matters, step=_STEP_MS, stop_event=stop, raise_interrupt=False
    ):
        changed()
