"""Every benchmark, each in a process of its own, so that none warms or swells another.

python -m benchmarks [--quick] [--date 2026-11-21] [reading loading building editing drawing geoparsing corpus]
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from benchmarks.project import ROOT
from benchmarks.table import machine

NAMES = ("reading", "loading", "building", "editing", "drawing", "geoparsing", "corpus")


def main() -> int:
    """Runs the benchmarks that were asked for; 1 where one of them failed."""
    asked = _parser().parse_args()
    print(machine(asked.date), end="\n\n", flush=True)
    failed = [name for name in asked.names or NAMES if _run(name, quick=asked.quick)]
    return int(bool(failed))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Prints how fast routes is.")
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME", help=" ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="smaller inputs, in about half a minute")
    parser.add_argument("--date", help="the day to print beside the machine")
    return parser


def _run(name: str, *, quick: bool) -> int:
    code = f"from benchmarks.{name} import main; main(quick={quick})"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode  # noqa: S603 - our own code


if __name__ == "__main__":
    raise SystemExit(main())
