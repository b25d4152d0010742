# make map    set up, and build the example: articles/ -> maps/
# make test   set up, and run every check
# make clean  take away what these made
# Each sets up only what is missing or out of date; the second time neither needs a network.

# The newest Python from 3.11 on; another by `make PYTHON=/path/to/python map`.
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import sys, venv; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$name && break; \
	done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
INSTALLED_BENCH := $(VENV)/.installed-bench

.DELETE_ON_ERROR:
.PHONY: map test lint types layers tests bench clean

map: $(INSTALLED)
	$(BIN)/routes build --offline

test: lint types layers tests

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(INSTALLED_DEV)
	$(BIN)/mypy

layers: $(INSTALLED_DEV)
	$(BIN)/lint-imports

# The browser tests belong to them: Chromium is looked for first, and installed where there is none.
tests: $(INSTALLED_DEV)
	ROUTES_CHROMIUM="$$(scripts/browser.sh $(BIN)/python)" && export ROUTES_CHROMIUM && \
		$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed (python.org/downloads)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		echo "make: $(PYTHON) cannot make virtual environments; on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml hatch_build.py | $(BIN)/python
	@echo "setting up $(VENV), which takes a minute" >&2
	$(PIP) install --editable '.[html,pdf]'
	@touch $@

$(INSTALLED_DEV): $(INSTALLED)
	$(PIP) install --editable '.[dev]'
	@touch $@

$(INSTALLED_BENCH): $(INSTALLED)
	$(PIP) install --editable '.[bench]'
	@touch $@

# How fast it is; `make bench BENCH=--quick` in half a minute. Nothing is asserted.
bench: $(INSTALLED_BENCH)
	$(BIN)/python -m benchmarks $(BENCH)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .routes
