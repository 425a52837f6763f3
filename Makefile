# make demo and make test need Python 3.11 or newer with pip, and nothing else.
# Each makes what it needs in $(VENV), and can be run again at any time.

VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	{ echo $$p; break; }; done)
BIN = $(VENV)/bin
OUT ?= out
FORMATS = docx pdf html tei txt json
SAMPLES = $(sort $(wildcard samples/*.txt samples/*.html samples/*.pdf samples/*.xml samples/*.docx))
WORKERS ?= 2
SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help demo test check tools validate docs refresh bench schema fuzz corpus corpus-report format clean

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "cableconv needs Python 3.11 or newer, and found none." >&2; \
		echo "Install it, or say where it is: make $(firstword $(MAKECMDGOALS)) PYTHON=/path/to/python3.11" >&2; \
		exit 1; }
	@echo "==> make a virtual environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { \
		echo "Python's venv module does not work. On Debian: apt-get install python3-venv" >&2; \
		exit 1; }

# A stamp is newer than pyproject.toml exactly if what it names is installed.
$(VENV)/.installed: $(BIN)/python pyproject.toml
	@echo "==> install cableconv into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml
	@echo "==> install cableconv and the tools of its developers into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@echo "==> install pandoc (PyPI pypandoc_binary) for the comparison"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

$(VENV)/.installed-fuzz: $(VENV)/.installed-dev
	@echo "==> install atheris for fuzzing (it needs Linux or macOS)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	@touch $@

demo: $(VENV)/.installed ## convert all samples to all formats into out/
	@echo "==> convert $(words $(SAMPLES)) samples to $(words $(FORMATS)) formats ($(FORMATS))"
	@$(BIN)/cableconv convert $(SAMPLES) $(FORMATS:%=-t %) -o $(OUT)/ --force
	@for format in $(FORMATS); do \
		suffix=$$format; test $$format = tei && suffix=tei.xml; \
		printf '    %s\t%s files\n' $$format $$(ls $(OUT)/*.$$suffix | wc -l); done
	@echo "==> $$(ls $(OUT) | wc -l) files are in $(abspath $(OUT))"

test: check docs ## run every check that needs Python only
	@echo "==> all checks passed"

check: $(VENV)/.installed-dev ## run ruff, mypy, import-linter and pytest with coverage
	@echo "==> ruff check"
	@$(BIN)/ruff check
	@echo "==> ruff format --check"
	@$(BIN)/ruff format --check
	@echo "==> mypy --strict"
	@$(BIN)/mypy
	@echo "==> import contracts"
	@$(BIN)/lint-imports
	@echo "==> pytest, with branch coverage (the tests marked tools are run by: make tools)"
	@$(BIN)/pytest -n $(WORKERS) -m "not tools and not chaos" --cov --cov-report=term

tools: $(VENV)/.installed-dev ## run the tests that need poppler, LibreOffice, Java or Chromium
	@echo "==> pytest -m tools"
	@$(BIN)/pytest -m tools

validate: $(VENV)/.installed-dev ## prove all outputs by foreign validators; LIMIT=30 for so many files of the corpus
	@PYTHONPATH=tests $(BIN)/python -m validate --limit $(or $(LIMIT),0)

docs: $(VENV)/.installed-dev ## build the documentation into docs/_build/html
	@echo "==> sphinx-build, warnings are errors"
	@$(BIN)/sphinx-build -W -n --keep-going -q -b html docs docs/_build/html
	@echo "    docs/_build/html/index.html"

refresh: $(VENV)/.installed-dev ## write the real output under each command of the docs
	@$(BIN)/python tests/console.py

bench: $(VENV)/.installed-bench ## print milliseconds a step beside other libraries, and growth
	@PYTHONPATH=tests $(BIN)/python -m bench.bench
	@PYTHONPATH=tests $(BIN)/python -m bench.reading
	@$(BIN)/python tests/bench/linear.py
	@$(BIN)/python tests/bench/memory.py

corpus: $(VENV)/.installed-dev ## make N (1000) notional cables from SEED (1): OUT is a .csv or .zip file, or a folder
	@$(BIN)/python tests/generate/corpus.py $(if $(filter file,$(origin OUT)),out/corpus.csv,$(OUT)) \
		--number $(or $(N),1000) --seed $(or $(SEED),1) --form $(or $(FORM),telegrams)

chaos: $(VENV)/.installed-dev ## kill, crash and resume runs over corpora, for some minutes
	@$(BIN)/pytest -m chaos --durations=0 -s

corpus-report: $(VENV)/.installed-dev ## print what is read from the real cables, and what agrees
	@$(BIN)/python tests/corpus_report.py

schema: $(VENV)/.installed-dev ## build the strict TEI schema from its ODD and tei_all
	@$(BIN)/python tests/tei_odd.py

fuzz: $(VENV)/.installed-fuzz ## fuzz each reader for SECONDS (60) with atheris
	@$(BIN)/python tests/fuzz/fuzz_readers.py --seconds $(SECONDS)

format: $(VENV)/.installed-dev ## format the code and mend what ruff can mend
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

clean: ## remove outputs and caches, and keep the virtual environment
	@rm -rf $(OUT) docs/_build build dist htmlcov .coverage .coverage.* \
		.mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
