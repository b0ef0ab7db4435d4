# Every task of the project. `make` lists them; each sets up the environment it needs first.
# Recipes are POSIX sh; the environment in .venv is rebuilt only when the files that define it change.

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
UV_VENV := .venv-lock
UV_COMPILE := $(UV_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--no-strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate

PYTHON ?= python3
ADDR ?= 127.0.0.1:8000
# ARGS go to pytest (`make test ARGS="-k tags"`) or to the benchmark.
ARGS ?=
# The engines of `make test-engines`.
ENGINES ?= chromium,firefox,webkit
# NO_BROWSER=1 leaves out the tests that drive a real browser.
NO_BROWSER ?=

# A PYTHON that somebody chose is used or refused; only the default may be replaced by a newer one beside it.
PYTHONS := $(PYTHON) $(if $(filter file,$(origin PYTHON)),python3.14 python3.13 python3.12 python3.11)

# MkDocs writes the build date into the sitemap; the date of the last commit makes the same tree build to the same bytes.
ifndef SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null)
endif
ifneq ($(SOURCE_DATE_EPOCH),)
site serve dist: export SOURCE_DATE_EPOCH := $(SOURCE_DATE_EPOCH)
endif

# Material prints a page about MkDocs 2 before every command; requirements.txt keeps MkDocs below 2.
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: site
site: $(VENV)/.site-stamp ## build the site into site/
	@start=$$(date +%s) && \
	$(BIN)/mkdocs build --strict && \
	pages=$$(find site -name '*.html' | wc -l) && \
	size=$$(du -sk site | awk '{ printf "%.1f MB", $$1 / 1024 }') && \
	echo "site/index.html: $$((pages)) pages, $$size, $$(($$(date +%s) - start)) s"

.PHONY: serve
serve: $(VENV)/.site-stamp ## serve the site, at the URL that MkDocs prints, and rebuild it on each change (ADDR=127.0.0.1:8000)
	$(BIN)/mkdocs serve --livereload --dev-addr $(ADDR)

.PHONY: check
check: $(VENV)/.site-stamp ## report every problem in the data
	@$(BIN)/papershelf check

# With npm, the browser tests ask the current axe-core; without it, or without a network, the one of a Python package.
PAGE_CHECKS = bench/page_checks_cli/node_modules

.PHONY: test
test: lint ## lint, then run the tests (ARGS=..., NO_BROWSER=1)
	@if [ -n "$(NO_BROWSER)" ]; then \
	  warn='WARNING: NO_BROWSER is set, so the tests marked "browser" are NOT run'; \
	  echo "$$warn" >&2; \
	  $(PYTEST) -m "not browser" $(ARGS); status=$$?; \
	  echo "$$warn" >&2; exit $$status; \
	fi; \
	if command -v npm >/dev/null; then \
	  $(MAKE) --no-print-directory $(PAGE_CHECKS) || echo 'WARNING: axe-core is not the current one' >&2; \
	fi; \
	CHROMIUM=$$(scripts/find-browser) && export CHROMIUM && $(PYTEST) $(ARGS)

# Before Python 3.14, measuring makes code take nearly twice as long.
.PHONY: coverage
coverage: MEASURE = --cov --cov-report=term-missing:skip-covered
coverage: test ## run all tests, and hold their coverage to its limit

.PHONY: test-engines
test-engines: $(VENV)/.dev-stamp ## test what readers do most in Chromium, Firefox and WebKit (ENGINES=firefox,webkit, ARGS=...)
	export ENGINES=$(ENGINES) && engines=$$(scripts/find-engines) && \
	CHROMIUM=$$(scripts/find-browser) && export CHROMIUM && \
	env $$engines $(BIN)/python -m pytest --no-cov tests/browser/engines $(ARGS)

.PHONY: guide
guide: $(VENV)/.dev-stamp ## write the guide's pages of commands from their help
	$(BIN)/python scripts/command_pages.py

.PHONY: pictures
pictures: site ## take the pictures of README and guide from the site
	CHROMIUM=$$(scripts/find-browser) && export CHROMIUM && $(BIN)/python scripts/pictures.py

PYTEST = $(BIN)/python -m pytest -n auto --dist loadfile $(MEASURE)

.PHONY: lint
lint: $(VENV)/.dev-stamp ## check style, types and the direction of imports
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.PHONY: format
format: $(VENV)/.dev-stamp ## fix formatting
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format

.PHONY: bench
bench: $(VENV)/.dev-stamp ## measure builds, search and imports on large lists (ARGS=..., PAPERS=papers.yaml)
	CHROMIUM=$$(scripts/find-browser) && export CHROMIUM && $(BIN)/python -m bench $(PAPERS:%=--list %) $(ARGS)

.PHONY: fuzz
fuzz: $(VENV)/.dev-stamp ## feed each reader made-up bytes, guided by its branches (RUNS=20000; Linux)
	@targets=$$($(BIN)/python -m tests.fuzz.fuzz) && for target in $$targets; do \
	  echo "fuzz: $$target"; \
	  $(BIN)/python -m tests.fuzz.fuzz $$target -runs=$(or $(RUNS),20000) -timeout=10 -verbosity=0 || exit 1; \
	done
	@if command -v node >/dev/null; then \
	  echo "fuzz: reading file" && node tests/fuzz/reading_file.mjs $(or $(RUNS),20000); \
	else \
	  echo 'WARNING: without Node.js, the reader of files of marks is NOT fuzzed' >&2; \
	fi

.PHONY: mutants
mutants: $(VENV)/.dev-stamp ## change a room's code and see whether its tests notice (ROOM=identity, bibtex, text)
	@scripts/mutants $(ROOM)

.PHONY: lighthouse
lighthouse: $(VENV)/.dev-stamp bench/lighthouse_cli/node_modules ## audit the site with Lighthouse (needs Node.js)
	CHROMIUM=$$(scripts/find-browser) && export CHROMIUM && $(BIN)/python -m bench lighthouse

.PHONY: validate
validate: site $(PAGE_CHECKS) ## build the site and hold its pages to the HTML standard (needs Node.js)
	node bench/page_checks_cli/validate.mjs site

bench/%/node_modules: bench/%/package-lock.json
	npm ci --no-audit --no-fund --prefix bench/$*
	@touch $@

.PHONY: lock
lock: $(UV_VENV)/bin/uv ## re-resolve the versions in requirements*.txt (ARGS=--upgrade)
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(UV_COMPILE) $(ARGS) pyproject.toml requirements.in -o requirements.txt
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(UV_COMPILE) $(ARGS) pyproject.toml --group dev requirements-dev.in -o requirements-dev.txt

.PHONY: audit
audit: $(VENV)/.dev-stamp ## ask for known vulnerabilities of what is locked (needs Node.js and the network)
	$(BIN)/pip-audit --disable-pip --progress-spinner off -r requirements.txt -r requirements-dev.txt
	@for lock in bench/*/package-lock.json; do \
	  echo "npm audit: $$lock"; \
	  npm audit --package-lock-only --audit-level=high --prefix "$${lock%/*}" || exit 1; \
	done

.PHONY: sbom
sbom: $(VENV)/.dev-stamp ## write what the site is built with to sbom.cdx.json, in CycloneDX
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --short-PURLs --output-reproducible -o sbom.cdx.json requirements.txt

.PHONY: dist
dist: $(VENV)/.site-stamp ## build the packages of a release into dist/, the same bytes each time
	rm -rf dist
	$(BIN)/hatchling build -d dist

.PHONY: clean
clean: ## remove the site, the generated pages and the caches (the environment stays)
	rm -rf site docs/index.md docs/papers docs/tags docs/authors docs/venues docs/years docs/collections docs/map docs/statistics docs/reading docs/subscribe docs/new docs/by docs/api \
	  docs/exports docs/offline.md .cache .mutants sbom.cdx.json
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov $(UV_VENV)

# The environment of the site, of the tests, and of the lock file. Both stamps serve the editable install, which reads pyproject.toml.

# pip downloads all before it installs any, and says nothing that fits on a line.
say_install = echo "installing $$(grep -c == $(1)) packages from $(1) into $(VENV); this takes half a minute or more"

$(VENV)/.site-stamp: requirements.txt pyproject.toml $(BIN)/python
	@$(call say_install,requirements.txt)
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev-stamp: requirements-dev.txt $(VENV)/.site-stamp
	@$(call say_install,requirements-dev.txt)
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

# Debian ships Python without what makes environments: root gets it installed, anybody else is told the command.
define make_venv
	@for candidate in $(PYTHONS); do \
	  "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$$candidate && break; \
	done; \
	[ -n "$$python" ] || { echo 'Python 3.11 or newer is needed; tried: $(PYTHONS)' >&2; exit 1; }; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } >&2; \
	  else \
	    echo "$$python cannot make environments: run apt-get install python3-venv, then make again" >&2; exit 1; \
	  fi; \
	fi; \
	echo "making $(1) with $$("$$python" --version)"; \
	"$$python" -m venv --clear $(1)
endef

$(BIN)/python:
	$(call make_venv,$(VENV))

$(UV_VENV)/bin/uv:
	$(call make_venv,$(UV_VENV))
	@$(UV_VENV)/bin/python -m pip install -qq --disable-pip-version-check uv
