# Each target does its own set-up: a machine needs Python >= 3.11 with venv, and make.
# What is installed is what the two lock files say; a second call installs nothing.

# The first of these that is new enough; or say it yourself: make PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
# The locks are complete, so pip has nothing to resolve. langdetect comes as source only: without
# build isolation it builds with the setuptools of the lock, not with whatever is newest.
INSTALL := $(PY) -m pip --disable-pip-version-check --no-input install -qq --no-deps \
	--no-compile --no-build-isolation --use-pep517
LOCKED := $(INSTALL) --require-hashes --requirement

# A stamp bears a checksum of all that the set-up depends on, the folder included, since the
# scripts in .venv hold its path. It is written last: an interrupted set-up starts afresh.
checksum = $(shell { pwd; cat $(1); } 2>/dev/null | cksum | cut -d ' ' -f 1)
SET_UP := requirements.lock pyproject.toml cleaners/version.py
RUN_STAMP := .venv/stamps/run-$(call checksum,$(SET_UP))
DEV_STAMP := .venv/stamps/dev-$(call checksum,$(SET_UP) requirements-dev.lock)
BENCH_STAMP := .venv-bench/stamp-$(call checksum,requirements-bench.lock)
BUSY := .venv/stamps/busy

# Where the environment forbids to write compiled modules, each of the many processes of a test run
# would compile all that it imports: ten seconds a start.
export PYTHONDONTWRITEBYTECODE :=

CHECKS := check-format check-lint check-types check-imports check-shape check-needs check-docs

.PHONY: help run test check $(CHECKS) golden bench bench-peers lock clean
.DELETE_ON_ERROR:

help:
	@echo "make run      clean the samples of seeds/ into data/corpus"
	@echo "make test     run all tests; ARGS='-k dateline' goes to pytest"
	@echo "make check    format, lint, types, import rules, shape of the code, table of needs, docs"
	@echo "make golden   rewrite what the golden tests expect; review it with git diff"
	@echo "make bench    quality and speed beside the peers; ARGS=--quick for a first look"
	@echo "make lock     renew the lock files; make clean   remove .venv and all caches"

run: $(RUN_STAMP)
	.venv/bin/copydesk clean seeds/[0-9]*.* --output data/corpus

test: $(DEV_STAMP)
	$(PY) -m pytest $(ARGS)

check: $(CHECKS)

check-format: $(DEV_STAMP)
	$(PY) -m ruff format --check --quiet .

check-lint: $(DEV_STAMP)
	$(PY) -m ruff check --quiet .

check-types: $(DEV_STAMP)
	$(PY) -m mypy

check-imports: $(DEV_STAMP)
	.venv/bin/lint-imports --no-cache
	$(PY) -m tests.checks.circles
	$(PY) -m tests.checks.dependencies

check-shape: $(DEV_STAMP)
	$(PY) -m tests.checks.shape

check-needs: $(DEV_STAMP)
	$(PY) -m tests.checks.needs

check-docs: $(DEV_STAMP)
	$(PY) -m tests.checks.docs

golden: $(DEV_STAMP)
	$(PY) -m tests.golden.rewrite
	@git --no-pager diff --stat -- tests/golden seeds 2>/dev/null || true

bench: $(RUN_STAMP) bench-peers
	$(PY) -m benchmarks.quality $(ARGS)
	$(PY) -m benchmarks.sites $(ARGS)
	$(PY) -m benchmarks.speed $(ARGS)
	$(PY) -m benchmarks.floors

bench-peers: $(BENCH_STAMP)

$(BENCH_STAMP):
	@echo "Installing requirements-bench.lock into .venv-bench ..."
	@$(PYTHON) -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check --no-input install -qq --no-deps \
		--no-compile --require-hashes --requirement requirements-bench.lock
	@touch $@

$(RUN_STAMP):
	@echo "Installing requirements.lock into .venv ..."
	@test ! -L .venv || { echo ".venv is a link: what it leads to would be emptied; remove the link" >&2; exit 1; }
	@test -n "$(PYTHON)" || { echo "No Python >= 3.11 found: install one, or call make PYTHON=..." >&2; exit 1; }
	@test ! -e $(BUSY) && head -n 1 .venv/bin/pip 2>/dev/null | grep -qF "$(CURDIR)/.venv/bin/" \
		&& $(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| $(PYTHON) -m venv --clear .venv
	@mkdir -p .venv/stamps && rm -f .venv/stamps/* && touch $(BUSY)
	@sed -n '/^setuptools==/,/[^\\]$$/p' requirements.lock > .venv/build.lock
	@$(LOCKED) .venv/build.lock
	@$(LOCKED) requirements.lock
	@$(INSTALL) --editable .
	@touch $@ && rm $(BUSY)

$(DEV_STAMP): $(RUN_STAMP)
	@echo "Installing requirements-dev.lock into .venv ..."
	@touch $(BUSY)
	@$(LOCKED) requirements-dev.lock
	@touch $@ && rm $(BUSY)

# For maintainers: the newest releases that pyproject.toml admits, for every Python and platform,
# with the hashes of all their files. The development lock holds only what the first one lacks.
RESOLVE := .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	--generate-hashes --no-header --no-annotate --no-emit-index-url

lock: $(RUN_STAMP)
	test -x .venv-lock/bin/uv || { $(PY) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv; }
	echo setuptools | $(RESOLVE) pyproject.toml - --output-file .venv-lock/run.lock
	echo setuptools | $(RESOLVE) pyproject.toml - --extra dev --constraint .venv-lock/run.lock \
		--output-file .venv-lock/all.lock
	$(RESOLVE) --group bench --output-file .venv-lock/bench.lock
	{ echo '# Made by "make lock" from pyproject.toml: all that Copydesk runs with.'; \
		cat .venv-lock/run.lock; } > requirements.lock
	{ echo '# Made by "make lock": what tests and checks need on top of requirements.lock.'; \
		awk 'FNR == NR { if (/^[a-z0-9]/) have[$$0]; next } /^[a-z0-9]/ { new = !($$0 in have) } new' \
		.venv-lock/run.lock .venv-lock/all.lock; } > requirements-dev.lock
	{ echo '# Made by "make lock": the programs that benchmarks/ compares with, and what they need.'; \
		cat .venv-lock/bench.lock; } > requirements-bench.lock

clean:
	rm -rf .venv .venv-bench .venv-lock build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find cleaners flows tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
