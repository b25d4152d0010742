#!/bin/sh
# Makes sure that a Chromium is there for the browser tests, and prints its path on standard output.
#
#   scripts/browser.sh [PYTHON]     PYTHON is an interpreter that has playwright; default .venv/bin/python
#
# In this order: $ROUTES_CHROMIUM, one that is installed, Debian's package (as root or with sudo that asks for
# nothing), Playwright's own download. Does nothing, quickly, where one of the first two is there.
set -eu

python=${1:-.venv/bin/python}

say() { echo "browser: $*" >&2; }

playwrights_own() {
    "$python" -c 'from playwright.sync_api import sync_playwright as start
with start() as p: print(p.chromium.executable_path)' 2>/dev/null
}

found() {
    if [ -n "${ROUTES_CHROMIUM:-}" ] && [ -x "$ROUTES_CHROMIUM" ]; then
        echo "$ROUTES_CHROMIUM"
        return
    fi
    command -v chromium && return
    own=$(playwrights_own) && [ -x "$own" ] && echo "$own"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

from_debian() {
    command -v apt-get >/dev/null || return 1
    say "installing Debian's chromium"
    as_root apt-get update -qq >&2 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            chromium fonts-dejavu-core fonts-liberation >&2
}

from_playwright() {
    say "installing Chromium through Playwright"
    "$python" -m playwright install chromium >&2
}

found && exit 0
from_debian || from_playwright || true
found && exit 0
say "no Chromium could be installed; install one, or set ROUTES_CHROMIUM to its executable"
exit 1
