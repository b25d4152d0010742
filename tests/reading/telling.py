"""Prints a reading as text, for a process of its own: `python telling.py` reads a text from standard input."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from reading.facts import article, knowledge
from routes.reading import read

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print(repr(read(article(sys.stdin.buffer.read().decode()), knowledge())))
