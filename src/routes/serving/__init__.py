"""The map in the browser, rebuilt at every edit, and the editor's page around it.

The main thread builds, and is what Ctrl-C ends; a second one answers the browser, a third looks at the files. What
they share is one `Desk`.
"""

from .serve import serve
from .work import Plan

__all__ = ["Plan", "serve"]
