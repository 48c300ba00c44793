# `make help` lists the targets. A fresh clone needs git, make and Python 3.12 or newer; the rest is fetched by lock.
# Finished steps leave a stamp in .cache/make, keyed by the files they depend on, so second runs start at once.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON := $(shell for p in python3.13 python3; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
STAMPS := .cache/make
CHECKED := src tests
ORDERS ?= 100000
DAYS ?= 3
SEED ?= 1

.PHONY: help demo dev check test bench assets lock clean browser
help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

demo: $(STAMPS)/built ## open a living company in the browser's reach
	$(BIN)/zhanggui demo

dev: $(STAMPS)/built ## the house for developers: reloads when a source file changes
	ZHANGGUI_DEBUG=1 $(BIN)/zhanggui serve --reload

check: $(STAMPS)/built ## what is decided without running: format, lint, types, contracts, migrations, Chinese
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/ruff check $(CHECKED)
	SECRET_KEY=unused ZHANGGUI_DATA_KEY=unused $(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.database start
	PYTHONPATH=. DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/django-admin makemigrations --check --dry-run
	$(BIN)/python -m zhanggui.config.catalogue check

test: $(STAMPS)/built browser ## all tests, those that click in a browser among them
	$(BIN)/pytest -n 2 --dist loadfile

bench: $(STAMPS)/built ## one trading day of ORDERS orders, measured
	$(BIN)/zhanggui bench trading-day --orders $(ORDERS) --json

assets: $(STAMPS)/assets ## front-end files and fonts, by lock

lock: $(STAMPS)/python ## choose versions anew (nothing else does)
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    --all-extras --python-version 3.12 pyproject.toml --output-file requirements.lock
	rm -f package-lock.json
	$(call npm,install)
	$(BIN)/python .ci/strip_addresses.py package-lock.json

clean: ## remove what was built and stop the tests' database
	-$(BIN)/python -m tests.database stop
	rm -rf .venv .cache node_modules src/zhanggui/foundation/static/vendor src/zhanggui/fulfilment/fonts
	find src -name '*.mo' -delete

# The machine's npm when it works, else the one of the environment.
npm = if command -v npm >/dev/null && npm --version >/dev/null 2>&1; then npm $(1); else PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm $(1); fi

$(STAMPS)/python: requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "Python 3.12 or newer is needed"; exit 1; }
	@mkdir -p $(STAMPS)
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/packages: package.json package-lock.json .npmrc | $(STAMPS)/python
	$(call npm,ci --loglevel=error)
	@touch $@

$(STAMPS)/assets: $(STAMPS)/packages src/zhanggui/config/assets.py
	$(BIN)/python -m zhanggui.config.assets
	@touch $@

$(STAMPS)/chinese: $(wildcard src/zhanggui/*/locale/zh_Hans/LC_MESSAGES/django.po) | $(STAMPS)/python
	$(BIN)/python -m zhanggui.config.catalogue compile
	@touch $@

$(STAMPS)/built: $(STAMPS)/python $(STAMPS)/assets $(STAMPS)/chinese
	@touch $@

browser: # Chromium and a Chinese font for the browser tests
	@.ci/browser
