# Two commands are enough: `make demo` to see it, `make test` to trust it.
# Needs make and Python 3.11, 3.12 or 3.13; everything else comes from the lock files.
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN     := .venv/bin
# Stamps: what the desk needs is installed; what tests and checks need as well.
RUN     := .venv/.runtime
DEV     := .venv/.develop
PIP     := $(BIN)/python -m pip install -qq --disable-pip-version-check
PYTEST  := $(BIN)/python -m pytest -q
CORES   ?= auto

# Settings for commands that load the desk without serving it.
DESK    := DJANGO_SETTINGS_MODULE=serentak.desk.settings SERENTAK_DATA_DIR=build/check \
           SERENTAK_SECRET_KEY=only-for-checks DATABASE_URL=sqlite://:memory:

.PHONY: help demo test check bench docs lock translations clean
help:
	@echo 'make demo          the desk with its data, at http://127.0.0.1:8000'
	@echo 'make test          every test: rules, desk on both databases, browser, coverage'
	@echo 'make check         form, types, contracts, law, templates, translations, locks'
	@echo 'make bench         how fast and how big'
	@echo 'make docs          what is generated from the law and the tables'
	@echo 'make lock          write the lock files anew (UPGRADE=1 takes newer releases)'
	@echo 'make translations  add missing sentences to the English catalogue, compile it'
	@echo 'make clean         remove build/ and caches, keep .venv and var/'

demo: $(RUN)
	@$(BIN)/serentak demo

# ---------------------------------------------------------------- the environment, made once

SUITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))

$(BIN)/python:
	@for name in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if $$name -c '$(SUITS)' >/dev/null 2>&1; then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo 'Python 3.11, 3.12 atau 3.13 dengan venv tidak ditemukan. Pasang (Debian, Ubuntu: apt install python3 python3-venv) atau tunjuk: make demo PYTHON=/jalur/python3.13' >&2; \
	  echo 'No Python 3.11, 3.12 or 3.13 with venv found. Install one (Debian, Ubuntu: apt install python3 python3-venv) or point to it: make demo PYTHON=/path/to/python3.13' >&2; \
	  exit 1; \
	fi; \
	echo "Making .venv with $$($$found --version) ..."; \
	$$found -m venv .venv

$(RUN): $(BIN)/python requirements.lock pyproject.toml
	@echo 'Installing what the desk needs (requirements.lock) ...'
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUN) requirements-dev.lock
	@echo 'Installing what tests and checks need (requirements-dev.lock) ...'
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# ---------------------------------------------------------------- tests, one target a tier

TIERS := test-rules test-desk test-desk-postgres test-browser
.PHONY: $(TIERS) coverage
test: $(DEV)
	@rm -rf build/coverage
	@$(MAKE) --keep-going $(TIERS)
	@$(MAKE) coverage

# Tests of loops that are compiled; coverage sees them only as plain Python.
LOOPS := tests/unit/test_match_pairs.py tests/unit/test_match_loops.py \
         tests/unit/test_match_generic.py tests/property/test_match.py \
         tests/unit/test_stations_plans.py tests/unit/test_stations_loops.py
RULES := $(wildcard tests/unit tests/law tests/property tests/cli)
# Not pytest-cov: in the workers it starts after Django, and would miss every import.
COVER := COVERAGE_FILE=build/coverage/data $(BIN)/coverage run -m pytest -q

test-rules: $(DEV)
	@echo '== rules: $(RULES)'
	@$(COVER) $(RULES)
	@echo '== the loops among them, not compiled'
	@NUMBA_DISABLE_JIT=1 $(COVER) $(LOOPS)

test-desk: $(DEV)
	@echo '== desk on SQLite'
	@SERENTAK_TEST_DB=sqlite $(COVER) -n $(CORES) tests/desk

test-desk-postgres: $(DEV)
	@echo '== desk on PostgreSQL'
	@SERENTAK_TEST_DB=postgres $(PYTEST) -n $(CORES) tests/desk

test-browser: $(DEV)
	@echo '== journeys in a browser'
	@SERENTAK_TEST_DB=sqlite $(PYTEST) tests/browser

# Without Java nothing reaches the cluster; its tests say so when they are skipped.
UNREACHED := $(if $(shell command -v java),,--omit='*/store/cluster.py')
# All of the engine, the actions and the facts; fail_under of pyproject.toml for the whole.
coverage: export COVERAGE_FILE := build/coverage/data
coverage:
	@$(BIN)/coverage combine --quiet
	@echo '== coverage of all'
	@$(BIN)/coverage report
	@echo '== coverage of what decides and writes'
	@$(BIN)/coverage report --fail-under=100 $(UNREACHED) --include='*/serentak/engine/*,*/actions.py,*/facts.py'

bench: $(DEV)
	@$(BIN)/python benchmarks/matrix.py
	@$(BIN)/python benchmarks/synth.py
	@$(BIN)/python -m benchmarks.register
	@$(BIN)/python -m benchmarks.match
	@$(BIN)/python -m benchmarks.febrl
	@$(BIN)/python -m benchmarks.needs
	@$(BIN)/python -m benchmarks.stations $(if $(INSTANCES),--instances $(INSTANCES))

# ---------------------------------------------------------------- checks, one target a question

CHECKS := format lint types contracts law yaml templates migrations translations docs locks
.PHONY: $(CHECKS:%=check-%)
check: $(DEV)
	@$(MAKE) --keep-going $(CHECKS:%=check-%)

# Quiet when well; the whole output when not.
define ask
@if said=$$($(1) 2>&1); then echo 'ok    $(@:check-%=%)'; \
else echo 'FAIL  $(@:check-%=%)'; printf '%s\n' "$$said"; exit 1; fi
endef

check-format: $(DEV)
	$(call ask,$(BIN)/ruff format --check --output-format concise .)
check-lint: $(DEV)
	$(call ask,$(BIN)/ruff check --output-format concise .)
check-types: $(DEV)
	$(call ask,$(DESK) $(BIN)/mypy)
check-contracts: $(DEV)
	$(call ask,$(BIN)/lint-imports --no-logo)
check-law: $(DEV)
	$(call ask,$(BIN)/serentak law check)
check-yaml: $(DEV)
	$(call ask,$(BIN)/yamllint --strict $(wildcard src/serentak/law tests/law) .yamllint.yaml)
check-templates: $(DEV)
	$(call ask,$(BIN)/djlint --lint --quiet src)
check-migrations: $(DEV)
	$(call ask,$(DESK) $(BIN)/python -m django makemigrations --check --dry-run)
check-translations: $(DEV)
	$(call ask,$(BIN)/python tools/translations.py)
check-docs: $(DEV)
	$(call ask,$(DESK) $(BIN)/python -m tools.docs --check)
check-locks: $(DEV)
	$(call ask,$(BIN)/python tools/locks.py)

# ---------------------------------------------------------------- what is made from what runs

docs: $(DEV)
	@$(DESK) $(BIN)/python -m tools.docs

translations: $(DEV)
	@$(BIN)/python tools/translations.py --write

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
           --no-emit-index-url --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) \
           pyproject.toml --group build

lock: $(DEV)
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(BIN)/python tools/locks.py

clean:
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
