# Everything there is to do with Hallmark, one word each. `make` alone lists the words.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Several clones may build into one folder, which spares each of them the dependencies.
SCRATCH := $(or $(HALLMARK_SCRATCH),.build)
FLAGS := --scratch-path "$(SCRATCH)" --disable-automatic-resolution
export HALLMARK_BIN := $(SCRATCH)/release

SWIFT_FILES := Sources Tests Package.swift

# Debug and release are two builds in one folder. What is there already is what makes the next one short.
announce = if [[ -e "$(SCRATCH)/$(1)" ]]; then echo "$(2) …"; else echo "$(2) (first time: about $(3) minutes on two cores) …"; fi

.PHONY: help setup resolve run build test check format imports golden bench crash clean

help:
	@echo "make run      install what is missing, build, and judge a sample inventory in ./data"
	@echo "make test     install what is missing, and run every test"
	@echo
	@echo "make setup    only install what is missing"
	@echo "make build    build the program: .build/release/hallmark"
	@echo "make check    what must hold before a change goes in: format, imports, tests, house rules, documents"
	@echo "make golden   write the golden files anew; then read the difference"
	@echo "make bench    measure, each figure beside its budget and beside what the machine can do"
	@echo "make crash    kill the program 200 times under load and look for lost entries"
	@echo "make clean    remove what was built; ./data stays"

setup:
	@scripts/setup

resolve: setup
	@scripts/resolve "$(SCRATCH)"

build: resolve
	@$(call announce,release/hallmark,Building Hallmark,6)
	@swift build $(FLAGS) --configuration release --product hallmark

run: build
	@scripts/run-sample

test: resolve
	@$(call announce,debug/hallmark,Building Hallmark and its tests,5)
	@swift build $(FLAGS) --build-tests
	@echo "Running every test …"
	@swift test $(FLAGS) --skip-build

# The house rules and the tests of the documents are Swift tests (Tests/TidyTests): `test` runs them with the others.
check: format imports test
	@echo "Everything that must hold, holds."

format: setup
	@echo "Checking the format …"
	@swift format lint --strict --parallel --recursive $(SWIFT_FILES)

imports: setup
	@echo "Checking who imports whom …"
	@swift package --scratch-path "$(SCRATCH)" dump-package | scripts/check-imports -

golden: resolve
	@swift build $(FLAGS) --build-tests
	@scripts/run-named-tests Golden "$(SCRATCH)" HALLMARK_GOLDEN=rewrite
	@git status --short -- Tests
	@echo "Golden files are written. Read the difference (git diff -- Tests) before you keep it."

crash: resolve
	@$(call announce,debug/hallmark,Building Hallmark and its tests,5)
	@swift build $(FLAGS) --build-tests
	@echo "Killing the program 200 times while it writes …"
	@scripts/run-named-tests Crash "$(SCRATCH)" HALLMARK_CRASH_KILLS=200

bench:
	@scripts/setup --bench
	@scripts/resolve "$(SCRATCH)"
	@$(call announce,release/hallmark-bench,Building the benchmarks,6)
	@swift build $(FLAGS) --configuration release --product hallmark-bench
	@"$(HALLMARK_BIN)/hallmark-bench"

clean:
	@rm -rf -- .build .build-*
