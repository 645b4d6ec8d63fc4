# Two commands do all set-up: `make site` and `make test`. README.md says what must be installed before.

# The first Python that was built with optimisations, as a distribution's own or python.org's is; else any: with one
# that was not, as pyenv's is unless told, a build takes a tenth longer. Looked for once, where it is needed;
# `make PYTHON=… setup` takes another.
found = $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 /usr/bin/python3,\
	$(shell $(name) -c 'import ensurepip, sys, sysconfig; args = str(sysconfig.get_config_var("CONFIG_ARGS")); \
	sys.version_info >= (3, 11) and ($(1)) and print(sys.executable)' 2>/dev/null)))
PYTHON = $(eval PYTHON := $(or $(call found,"--enable-optimizations" in args or sys.prefix == "/usr"),$(call found,True)))$(PYTHON)
BIN := .venv/bin
SHELL := /bin/bash

.PHONY: setup site test serve lint bench golden screenshots audit stress fuzz browser lock clean

# The virtual environment with all dependencies; the other targets make it too.
setup: .venv/ready

# Builds even where a seed failed, says where the site is, and then ends with the failure.
site: .venv/ready
	@imported=0; $(BIN)/tongdu import || imported=1; \
	$(BIN)/tongdu build || exit 1; \
	echo; echo "The site is in $(CURDIR)/_site/"; \
	echo "To read it: make serve, then open http://127.0.0.1:8000/ (or open _site/index.html in a browser)."; \
	[ $$imported = 0 ] || echo "Some seeds were not imported: see above."; \
	exit $$imported

test: lint browser
	$(BIN)/pytest -n auto --dist loadfile

serve: .venv/ready
	$(BIN)/tongdu serve

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Speed and size, as ratios; each part is a file of tests/bench/.
bench: .venv/ready
	$(BIN)/python -m tests.bench

# What changed since the last commit over all seeds, then the expected halves of tests/golden/ anew: read both.
golden: .venv/ready
	$(BIN)/python -m tests.golden_diff
	GOLDEN=write $(BIN)/pytest -n auto -k golden

# Pictures of the pages in .screenshots/, to look at.
screenshots: .venv/ready browser
	$(BIN)/python -m tests.screenshots

# The long forms of the tests that kill commands, and of those that feed them garbage.
stress: .venv/ready
	$(BIN)/pytest -m stress

fuzz: .venv/ready
	$(BIN)/pytest -m fuzz

audit: .venv/ready browser
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock
	npm install --silent --no-save --prefix .cache/node vnu-jar@26 lighthouse@12
	$(BIN)/pytest tests/test_nu.py
	AXE=all $(BIN)/pytest -n auto tests/browser/test_access.py
	$(BIN)/python -m tests.lighthouse

# A Chromium and a font with Chinese characters, for the tests of pages.
browser: .venv/ready
	@tests/browser.sh $(BIN)/python

# Done anew whenever the lock changes. No network is needed once it is done.
.venv/ready: requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer, with venv, is needed (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python)"; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

# Pins everything, with hashes, for every platform and every Python from 3.11 on.
lock:
	$(PYTHON) -m venv .cache/uv
	.cache/uv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9'
	.cache/uv/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --python-version 3.11 \
		--extra dev --no-emit-index-url --no-emit-find-links --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv .cache _site dist .bench .screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis
