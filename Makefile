# Everything a developer or an operator does from a clone. `make` alone lists it.
#
# `make run` and `make test` set up all they need by themselves: Python 3.11 or newer, make and git
# are enough. The stamp files in .venv make a second run instant while nothing has changed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint format messages lock clean

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# Which Python makes the environment; by default the newest of those the bot is tested with.
PYTHON ?=
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3 python)

# Arguments for pytest, such as `make test TESTS=tests/domain` or `make test PYTEST="-n 0 -x"`.
# By default the tests of the storage and of the use cases run on both databases and the others on
# SQLite; `make test DATABASE=postgresql` (or sqlite) runs all that use a database on one. The tests
# bring a PostgreSQL along, unless TEST_DATABASE_URL names a server, and a superuser there.
# Coverage is judged only when all tests ran.
TESTS ?=
DATABASE ?=
PYTEST ?= -n 2

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

help: ## list what can be done
	@echo "make <target>, where <target> is one of:"
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{ printf "  %-8s %s\n", $$1, $$2 }'

run: $(VENV)/.run ## start the bot: in the sandbox, or in Slack once .env holds tokens
	@trap : INT; $(BIN)/unsit run || [ $$? -eq 130 ] # which only says that Ctrl-C ended it

test: $(VENV)/.dev ## run all tests and hold their coverage against its aims
	@$(BIN)/python -c 'import sys; from tests.browser.chromium import find_chromium; \
		sys.exit(find_chromium() is None)' || echo \
		"There is no Chromium here: the browser tests will be skipped. Install one to run them."
	@$(BIN)/python -m pytest $(PYTEST) -rsfE $(if $(DATABASE),--database $(DATABASE)) \
		$(if $(TESTS)$(DATABASE),$(TESTS),--cov --cov-report=term)
ifeq ($(TESTS)$(DATABASE),)
	@$(BIN)/python -m coverage report --include='bot/domain/*,bot/services/*' --fail-under=100 \
		> $(VENV)/.core-coverage || { cat $(VENV)/.core-coverage; \
		echo "The domain and the services are to be covered in full."; exit 1; }
endif

lint: $(VENV)/.dev ## check style, types and the layers
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev ## rewrite the code in the house style
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

messages: $(VENV)/.dev ## bring the catalogues of all languages up to date with the code
	@$(BIN)/python -m tools.messages

# The lock is made for every system and every Python that the bot runs on, with the hash of each
# file, and says nothing of where the files come from: that is the reader's pip configuration.
# `make lock UPGRADE=1` takes newer versions.
COMPILE = $(BIN)/python -m uv --quiet pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: $(BIN)/python ## work out requirements/*.txt anew from pyproject.toml
	@$(PIP) install 'uv>=0.13,<0.14'
	@$(COMPILE) --group build --output-file requirements/run.txt
	@$(COMPILE) --group dev --constraints requirements/run.txt --output-file requirements/dev.txt

clean: ## remove the environment and all that tools left behind; .env and databases stay
	rm -rf $(VENV) build dist htmlcov test-results .coverage .coverage.* coverage.xml
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@python=; for candidate in $(CANDIDATES); do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then python=$$candidate; break; fi; done; \
	if [ -z "$$python" ]; then \
		echo "Unsit needs Python 3.11 or newer, and none of these is one: $(CANDIDATES)." >&2; \
		echo "Install it, or name it: make PYTHON=/path/to/python3.13 $(MAKECMDGOALS)" >&2; exit 1; fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python cannot make virtual environments: its venv module is missing." >&2; \
		echo "On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; fi; \
	echo "Making $(VENV) with $$($$python --version)"; \
	"$$python" -m venv --clear $(VENV)

$(VENV)/.%: requirements/%.txt pyproject.toml | $(BIN)/python
	@echo "Installing requirements/$*.txt (a minute the first time)"
	@$(PIP) install --require-hashes --requirement requirements/$*.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.PRECIOUS: $(VENV)/.%
