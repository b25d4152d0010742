"""routes: from news articles to dated, sourced maps of the routes of people on the move.

The names of `__all__` are what programs may rely on; docs/python.md has an example of each. They are loaded when they
are first used, so that `import routes` costs nothing.
"""

TYPE_CHECKING = False  # as `typing` has it, which alone takes as long to load as all that stands here
if TYPE_CHECKING:
    from routes.errors import RoutesError
    from routes.interface import Gazetteer, Map, assemble, build, export, read
    from routes.model import Article, Atlas, Problem, Reading
    from routes.picture import svg
    from routes.project import Project, open_project
    from routes.webmap import page

__all__ = [
    "Article",
    "Atlas",
    "Gazetteer",
    "Map",
    "Problem",
    "Project",
    "Reading",
    "RoutesError",
    "assemble",
    "build",
    "export",
    "open_project",
    "page",
    "read",
    "svg",
]

__version__ = "0.1.0"

_HOME = {
    **dict.fromkeys(("Gazetteer", "Map", "assemble", "build", "export", "read"), "interface"),
    **dict.fromkeys(("Article", "Atlas", "Problem", "Reading"), "model"),
    **dict.fromkeys(("Project", "open_project"), "project"),
    "RoutesError": "errors",
    "page": "webmap",
    "svg": "picture",
}
"""The module that each name is loaded from."""


if not TYPE_CHECKING:  # to a type checker a name that is not above is a mistake

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module 'routes' has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"routes.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted((*globals(), *__all__))
