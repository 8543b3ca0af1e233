# `make run` starts the wizard from this folder, `make test` checks everything CI checks.
# Both set up .venv first: once, and again when pyproject.toml or a file of pins changes.

VENV ?= .venv
WORKERS ?= 2
ARGS ?=
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3.15 python3; do \
	$$p -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && echo $$p && break; done)

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
BIN := $(VENV)/bin
PY := $(BIN)/python
RUN := $(VENV)/.ready-to-run
DEV := $(VENV)/.ready-to-test
TOOLS := $(VENV)/acceptance
SUPPLY := $(VENV)/supply/.ready
SITE := $(VENV)/site/.ready
COMPILER := $(VENV)/onefile/.ready

.DEFAULT_GOAL := help
.PHONY: help ready run fonts test check docs site offline zipapp onefile onefile-check distributions release-check tools acceptance bench soak snapshots pictures words pins converters clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

ready: $(DEV) ## set up .venv for the tests

run: $(RUN) ## start the wizard; make run ARGS="draft.toml" opens a draft
	@$(BIN)/tuiwizard $(ARGS)

fonts: ## what the tests need of the system: a Chinese font, where there is none
	@tests/fonts.sh

test: check ## everything CI checks: check, then every test with its coverage
	$(PY) -m pytest -n $(WORKERS) --cov --cov-report=
	$(PY) -m coverage report --precision=1 --omit='*/tuiwizard/tui/*' --fail-under=98
	$(PY) -m coverage report --precision=1 --include='*/tuiwizard/tui/*' --fail-under=90

check: $(DEV) ## lint, format, types, import rules
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

offline: $(DEV) $(SUPPLY) ## dist/offline: a folder that installs the program without a network
	PYTHONPATH=packaging $(PY) -m offline.bundle

zipapp: offline ## dist/*.pyz: for each system one file that runs without being installed
	PYTHONPATH=packaging $(PY) -m offline.zipapp

distributions: $(DEV) $(SUPPLY) ## dist/*.whl, *.tar.gz: what a package index takes, built and held to its rules
	PYTHONPATH=packaging $(PY) -m release.distributions

onefile: $(DEV) $(COMPILER) $(SUPPLY) ## dist/tuiwizard-…: the program with its own Python, in one file and in one folder
	PYTHONPATH=packaging $(PY) -m onefile.build

onefile-check: onefile ## the one-file program in empty Debian systems without Python, as root; and its start
	tests/onefile/install.sh
	$(PY) -m pytest -n 0 tests/onefile
	$(PY) -m pytest -n 0 -s --timeout 0 tests/benchmarks/test_onefile.py

release-check: $(DEV) $(SUPPLY) ## all of a release that this machine can do, each build tried with a story
	PYTHONPATH=packaging $(PY) -m release.check

tools: $(DEV) $(SUPPLY) $(SITE) ## what acceptance runs on: a browser, LibreOffice, packages from npm
	tests/acceptance/install.sh $(TOOLS) $(PY)

acceptance: tools ## posted files elsewhere (browsers, LibreOffice …), and the program without a network
	ACCEPTANCE_TOOLS=$(abspath $(TOOLS)) $(PY) -m pytest -n $(WORKERS) --dist loadfile tests/acceptance

bench: $(DEV) ## measure speed against bare programs (tests/benchmarks)
	$(PY) -m pytest -n 0 -s --timeout 0 tests/benchmarks

soak: $(DEV) ## long runs that look for leaks and lost work (tests/soak)
	@test -d tests/soak || { echo 'There are no soak tests yet (tests/soak).' >&2; exit 1; }
	$(PY) -m pytest -n 0 -s --timeout 0 tests/soak

docs: $(DEV) ## make anew what is generated: references, manual page, completion
	$(PY) -m docs.generate

site: $(DEV) $(SITE) ## build/site: the documents as a site that needs no network
	$(PY) -m docs.site.build

converters: $(DEV) ## measure how texts of other programs are read, for docs/import.md
	$(PY) -m docs.converters

snapshots: $(DEV) ## take the pictures of the tests anew; look at them
	$(PY) -m pytest -n 0 -k snapshot --snapshot-update

pictures: $(DEV) ## take the pictures of every screen anew (docs/pictures); look at them
	$(PY) -m docs.pictures

words: $(DEV) ## bring the English catalogue up to date with the source; then translate what is new
	$(PY) -m tests.catalogue

pins: $(SUPPLY) ## bring the pins up to date with pyproject.toml; UPGRADE=1 takes the newest versions
	VIRTUAL_ENV= PYTHONPATH=packaging $(PY) -m offline.pins $(if $(UPGRADE),--upgrade)

clean: ## remove .venv, caches and build results; never a draft
	rm -rf .venv build dist .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis
	rm -f .coverage .coverage.* snapshot_report.html
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment that works, made from $(PYTHON) where there is none.
define environment
@test -n '$(PYTHON)' || { \
	echo 'No Python 3.11 or later was found; install one, or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
@$(PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null || { \
	echo '$(PYTHON) does not run, or is older than Python 3.11; name another: make PYTHON=/path/to/python3' >&2; exit 1; }
@test ! -e '$(VENV)' || test -f '$(VENV)/pyvenv.cfg' || { \
	echo '$(VENV) is there but is not a virtual environment; move it away, or name another: make VENV=...' >&2; exit 1; }
@$(PY) -m pip --version >/dev/null 2>&1 || { \
	echo 'Setting up $(VENV) with $(PYTHON); this happens once.'; \
	$(PYTHON) -m venv --clear '$(VENV)' >/dev/null 2>&1; } || { \
	echo 'Cannot create a virtual environment with $(PYTHON); on Debian or Ubuntu run: apt install python3-venv' >&2; exit 1; }
endef

# Nothing is installed whose digest is not in constraints.txt or pins/: what is built here is built with what is pinned.
define install
@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement pins/build.txt \
	&& $(PY) -m pip install --quiet --require-hashes --requirement $(1) \
	&& $(PY) -m pip install --quiet --no-index --no-deps --no-build-isolation --editable . || { \
	echo 'The packages could not be installed; the reason is above (is the network or the pip index reachable?).' >&2; exit 1; }
endef

$(RUN): pyproject.toml pins/build.txt pins/run.txt
	$(environment)
	$(call install,pins/run.txt)
	@touch $@

$(DEV): pyproject.toml pins/build.txt constraints.txt
	$(environment)
	$(call install,constraints.txt)
	@touch $(RUN) $@

# Tools that the program is not built of, each in an environment of its own.
$(SUPPLY) $(SITE) $(COMPILER): $(VENV)/%/.ready: pins/%.txt | $(DEV)
	@$(PY) -m venv --clear $(@D) && $(@D)/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --requirement $<
	@touch $@
