# `make` lists the targets. Everything happens in .venv, which is made once; PYTHON=… chooses another interpreter.
PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p))))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH ?= ../shared/bench
SAMPLES := data/articles
BUILD := build
# Python keeps what it has compiled, whatever the machine's settings: each command of the tests starts sooner.
export PYTHONDONTWRITEBYTECODE :=
EXTERNAL := ner:ner_sequoia_train dates:dates_frtimebank_dev coref:coref_democrat_dev

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench perf graphs docs explorer soak pictures clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 10

setup: $(READY)  ## make .venv and install kgextract with everything it needs

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; give it as PYTHON=…"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q kgextract
	@touch $@

demo: $(READY)  ## read two sample articles and ask who spoke where
	$(BIN)/kgextract run $(SAMPLES)/onu-intelligence-artificielle.txt --published 2024-07-02 -o $(BUILD)/demo/
	$(BIN)/kgextract run $(SAMPLES)/banque-centrale-taux.txt --published 2023-09-14 -o $(BUILD)/demo/
	@ls $(BUILD)/demo/*.ttl
	$(BIN)/kgextract query $(BUILD)/demo/ who-spoke-where

test: $(READY)  ## run the tests, two files at a time
	$(BIN)/python -m pytest -q --numprocesses 2 --dist loadfile --no-loadscope-reorder

lint: $(READY)  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)  ## precision, recall and F1 against gold, with the causes of mistakes
	@$(BIN)/kgextract evaluate $(if $(wildcard $(BENCH)/dev),$(BENCH)/dev,data/gold) --reliability --causes
	@if test -f $(BENCH)/check.py; then echo; echo "check articles"; $(BIN)/python $(BENCH)/check.py $(BIN)/kgextract; fi
	@mkdir -p $(BUILD)/bench; for task in $(EXTERNAL); do \
	  gold=$(BENCH)/external/$${task#*:}.jsonl; test -f $$gold || continue; echo; echo $${task#*:}; \
	  $(BIN)/kgextract run $$gold --quiet -f jsonl -o $(BUILD)/bench/$${task#*:}.jsonl; \
	  $(BIN)/python $(BENCH)/score_external.py $${task%:*} $$gold $(BUILD)/bench/$${task#*:}.jsonl; done

perf: $(READY)  ## cold run, and throughput beside bare spaCy
	$(BIN)/python tests/performance.py

graphs: $(READY)  ## every article's graph against shapes and parsers, and 200,000 triples timed
	$(BIN)/python tests/graph_acceptance.py $(BENCH)
	$(BIN)/python tests/graph_performance.py

explorer: $(READY)  ## pages of the explorer over a million triples, timed
	$(BIN)/python tests/explorer_performance.py

soak: $(READY)  ## try the promises at length: kills, faults, bad inputs, hostile queries (half an hour)
	PYTHONPATH=tests $(BIN)/python tests/soak.py $(TRIALS)

docs: $(READY)  ## write the reference pages anew
	$(BIN)/kgextract docs docs
	@mkdir -p $(BUILD)
	$(BIN)/kgextract ontology -f context > $(BUILD)/context && mv $(BUILD)/context ontologies/context.jsonld

pictures: $(READY)  ## make the pictures of the README anew (needs a Chromium)
	$(BIN)/python tests/pictures.py docs/pictures

clean:  ## remove what was built, keep .venv
	rm -rf $(BUILD) dist .pytest_cache .mypy_cache .ruff_cache
