# Both of these need only python3 (3.11 or newer) and make. `make help` lists the rest.
#
#   make start   from a fresh clone to a running Hearth: http://localhost:8000
#   make test    the same set-up, then every test there is

PYTHON ?= python3
BIN = .venv/bin
SET_UP = @$(PYTHON) -m hearth.config.setup
ifdef DEMO
export HEARTH_DEMO = $(DEMO)
endif
ifdef TOUR
export HEARTH_TOUR = $(TOUR)
endif

.DEFAULT_GOAL := help

start:  ## open Hearth at http://localhost:8000, with three networks to try it on
	$(SET_UP) run --to-start
	@$(BIN)/python -m hearth.config.start

test:  ## run every test: Python, database (two PostgreSQLs), journeys in a browser
	$(SET_UP) test
	@$(BIN)/python -m hearth.config.quality.testing

check:  ## read the code: style, types, walls between rooms, migrations, locks
	$(SET_UP) test
	@$(BIN)/python -m hearth.config.quality.checking

fix:  ## put right what a program can: imports, layout
	$(SET_UP) test
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

texts:  ## gather what the public's pages say, for translators
	$(SET_UP) test
	@$(BIN)/python -m hearth.config.texts

bench:  ## measure, and write bench/results.json
	$(SET_UP) test
	@$(BIN)/python -m hearth.config.quality.measuring

requirements:  ## lock the requirements again after a change in pyproject.toml; needs uv
	uv pip compile --universal --generate-hashes --no-header --no-annotate --quiet \
		pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --no-header --no-annotate --quiet \
		-c requirements.txt --group test -o requirements-test.txt

help:  ## list these
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 22
	@echo
	@echo "  HEARTH_PORT=9000 make start     another port"
	@echo "  make start DEMO=0               for real: no demonstration"
	@echo "  make test TOUR=1                take the README's pictures anew"
	@echo "  HEARTH_HOME=FOLDER make start   data somewhere other than var/hearth"
	@echo "  DATABASE_URL, DATABASE_OWNER_URL   a PostgreSQL of your own, as hearth_web and hearth_owner"

.PHONY: start test check fix texts bench requirements help
