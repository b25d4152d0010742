"""Text for files of markup: whatever stands in an article, nothing of it is markup there."""

from __future__ import annotations

import re

__all__ = ["markdown", "printable", "web_address"]

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids."""
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$^@!])|(?<=www)(\.)|(:)(?=//)", re.IGNORECASE)
_FIRST = re.compile(r"^([-+=]|\d+(?=[.)]))")
"""What begins a list or a heading where it stands first."""
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


def printable(content: str) -> str:
    """Without what XML cannot hold."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", content)


def markdown(content: str) -> str:
    """The text on one line of Markdown (CommonMark, GitHub's, pandoc's), where all of it is text."""
    line = _MARKS.sub(r"\\\g<0>", " ".join(printable(content).split()))
    return _FIRST.sub(lambda first: first[1] + "\\" if first[1].isdigit() else "\\" + first[1], line)


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web, and no script or file; None else."""
    return url if url and _WEB.fullmatch(url) else None
