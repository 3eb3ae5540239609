# `make site` and `make test` need nothing but Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: help site serve test test-fast test-browser stress check bench bench-import profile messages clean

help:
	@echo 'make site        set up, build content/ into output/, say where to look'
	@echo 'make serve       the same, in a browser that reloads itself'
	@echo 'make test        every test, linter and type check (a quarter of an hour)'
	@echo 'make test-fast   the tests to run all the time (under a minute)'
	@echo 'make test-browser only those of the published site in Chromium, Firefox and WebKit; fetches them where they are missing'
	@echo 'make stress      thousands of killed builds, a minute of saves, larger digests (over an hour)'
	@echo 'make check       ruff, mypy and the layer contract'
	@echo 'make bench       how fast it is, beside Hugo and Pelican (a quarter of an hour)'
	@echo 'make bench-import how much the import gets right, beside trafilatura (ten minutes; needs its data)'
	@echo 'make profile     where the time of a build goes'
	@echo 'make messages    the catalogues of all languages, brought up to date and compiled'
	@echo 'make clean       remove the output and all that can be made again'

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "setting up $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[import]'
	@touch $@

$(READY_DEV): $(READY)
	@echo "setting up the tools for tests …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

site: $(READY)
	@$(BIN)/site-builder build
	@echo "The site is in output/. To look at it: make serve"

serve: $(READY)
	@$(BIN)/site-builder serve

check: $(READY_DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_architecture.py

test-fast: $(READY_DEV)
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m 'not slow and not browser'

test: check
	@tests/browser/install-browser.sh
	@PROPERTY_STEPS=2000 $(BIN)/python -m pytest -q -n 2 --dist worksteal -m 'not alone'
	@$(BIN)/python -m pytest -q -m alone

test-browser: $(READY_DEV)
	@tests/browser/install-browser.sh
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m 'not alone' tests/browser
	@$(BIN)/python -m pytest -q -m alone tests/browser

stress: $(READY_DEV)
	@STRESS=1 $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/faults

bench: $(READY_DEV)
	@$(BIN)/python tests/bench/bench.py $(BENCH)

bench-import: $(READY_DEV)
	@$(BIN)/python tests/bench/import_bench.py $(IMPORT)

profile: $(READY_DEV)
	@$(BIN)/python tests/bench/profile_build.py $(PROFILE)

messages: $(READY_DEV)
	@$(BIN)/python tests/language/messages.py

clean:
	@rm -rf output .site-cache build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
