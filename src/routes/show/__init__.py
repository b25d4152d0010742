"""A reading as others see it: a line of JSON for programs; tables, or every sentence with its reasons, for people."""

from routes.show.explanation import Line, LineKind, explain
from routes.show.json_line import json_line, unread_line
from routes.show.suggestions import suggestion_line
from routes.show.tables import Table, tables

__all__ = ["Line", "LineKind", "Table", "explain", "json_line", "suggestion_line", "tables", "unread_line"]
