# `make` lists what there is. What is missing is announced, then installed (scripts/require).

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
# A crash in a test ends at once, without a prompt of thirty seconds.
export SWIFT_BACKTRACE ?= interactive=no

# Every target imports only what Package.swift says it may.
CHECKED := --explicit-target-dependency-import-check error
# Through a pipe always: on a terminal the compiler is called with other (colour) flags, and all would be built anew.
PLAIN := 2>&1 | cat
SOURCES := Package.swift Sources Tests fixtures/generator/Package.swift fixtures/generator/Sources Benchmarks/Package.swift \
	Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources
DATA := decisions.csv decisions.truth.csv comments.csv comments.truth.csv
GENERATE := swift run -c release --package-path fixtures/generator generate
# Which bundled data the demo opens: decisions or comments.
DEMO ?=
# How many inputs the sanitised readers are given.
MUTATIONS := 6000
# Of the first optimised build, on two cores.
MINUTES := 4

.PHONY: help demo build test quick lint format fixtures fixtures-check tests benchmarks sanitized require require-tests

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## the dashboard on bundled data (DEMO=comments for the other set); headless where there is no terminal
	@.build/release/lethe demo $(DEMO)

build: require ## the optimised program, .build/release/lethe
	@[ -x .build/release/lethe ] || echo "building optimised: the first time takes about $(MINUTES) minutes" >&2
	@swift build -c release --product lethe $(CHECKED) $(PLAIN) >&2

test: require-tests lint tests fixtures-check benchmarks sanitized ## everything continuous integration runs

quick: require ## the unit tests, without the end-to-end ones: about a minute once built
	@scripts/tests $(CHECKED) --skip EndToEnd

lint: require ## formatting and shell scripts, changing nothing
	@swift format lint --strict --parallel --recursive $(SOURCES)
	@sh -n scripts/require && bash -n scripts/tests && bash -n .ci/run

format: require ## format every Swift file in place
	@swift format --in-place --parallel --recursive $(SOURCES)

fixtures: require ## make the bundled data anew
	@$(GENERATE) fixtures

# The end-to-end tests drive the debug program that this builds.
tests:
	@echo "building the program and its tests: the first time takes about $(MINUTES) minutes" >&2
	@swift build --build-tests $(CHECKED) $(PLAIN)
	@scripts/tests $(CHECKED) --skip-build

benchmarks: require ## build the benchmarks, unoptimised: that they still compile
	@swift build --package-path Benchmarks $(PLAIN)

# What reads bytes of strangers, every format and the C loops under it, with addresses checked: over the hostile files and
# some thousand mutations of them, the same ones each time. Leaks are not looked for: Foundation's Process has some of its own.
sanitized: require ## the readers under the address sanitizer, over hostile files and their mutations
	@swift build --package-path Fuzzing --sanitize=address --sanitize=fuzzer $(PLAIN)
	@corpus=$$(mktemp -d); trap 'rm -rf "$$corpus"' EXIT; \
	ASAN_OPTIONS=detect_leaks=0 Fuzzing/.build/debug/fuzz-tables -seed=1 -runs=$(MUTATIONS) -max_len=65536 -detect_leaks=0 \
	    -rss_limit_mb=4096 -timeout=60 -verbosity=0 -artifact_prefix="$$corpus/" "$$corpus" fixtures/hostile
	@echo "sanitized: $(MUTATIONS) runs over fixtures/hostile, no address out of place"

fixtures-check:
	@fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; $(GENERATE) "$$fresh"; \
	for file in $(DATA); do \
	    cmp "$$fresh/$$file" "fixtures/$$file" || { \
	        echo "fixtures/$$file is not what its generator makes: run \`make fixtures\`" >&2; exit 1; }; \
	done; echo "fixtures: as their generator makes them, byte for byte"

require:
	@scripts/require

require-tests:
	@scripts/require tests
