"""The error tree: an exception here means that the run cannot go on.

A user's mistake that the run can survive is no exception but a `routes.model.Problem`.
"""

from __future__ import annotations

__all__ = ["FileError", "RoutesError"]


class RoutesError(Exception):
    """Base of every error that routes raises on purpose; its text is fit for a user to read."""


class FileError(RoutesError):
    """A file that the run cannot do without is missing, unreadable or not writable."""
