# The words of daily work. "make" alone lists them.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run build test unit contract fuzz soak sanitize bench count image lint format clean

# What "make run" passes on; for example: make run ARGS="serve --port 8081"
ARGS ?= serve --demo

# One after another, so that tests of time and load do not stand in each other's way.
UNIT_TESTS = DomainTests GovernanceTests ContractTests ServicesTests
DATABASE_TESTS = PostgresTests EmbeddedPostgresTests StorageTests HTTPAPITests CLITests ServerTests

# How long an answer takes, or a recovery, and what stays open is measured with no other test beside it.
TIMED_TESTS = PostgresTests.DescriptorTests PostgresTests.CancellationTests PostgresTests.FailoverTests \
	PostgresTests.RecoveryTests HTTPAPITests.DatabaseAwayTests HTTPAPITests.FailoverTests

# What "make fuzz" asks, and which faults "make soak" chooses: the same with the same seed. KOERS_SERVER names a server
# that was built already.
SEED ?= 1
EXAMPLES ?= 10

# How long faults strike in "make soak"; for example: make soak MINUTES=30
MINUTES ?= 5

# What "make bench" measures; for example: make bench ROWS=1000000, or beside the same in Go: make bench PEER=--peer
ROWS ?= 100000
ROUNDS ?= 3
DURATION ?= 10
PEER ?=
# A place of its own: the flag that the server ships with would make "make run" build everything again.
BENCH_BUILD = swift build -c release --static-swift-stdlib --scratch-path .build/bench

help: ## list these words
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-13s %s\n", $$1, $$2 }'

setup: ## install what is missing: libpq, pkg-config, openssl, PostgreSQL
	@scripts/setup

# A release build: the first one is quicker than a debug build of everything, and the server is what you will meet.
run: setup ## build and start a server with the demo and a database of its own
	swift build -c release --product koers-server
	swift build -c release --product koers
	@exec "$$(swift build -c release --show-bin-path)/koers-server" $(ARGS)

build: setup ## build everything for debugging, tests included; a warning is an error
	swift build --build-tests

test: setup lint build ## every check: style, warnings, module arrows, all tests
	@for tests in $(UNIT_TESTS) $(DATABASE_TESTS); do \
		swift test --skip-build --filter "^$$tests\\." $(TIMED_TESTS:%=--skip "^%/") || exit 1; done
	@for tests in $(TIMED_TESTS); do swift test --skip-build --filter "^$$tests/" || exit 1; done

unit: build ## the tests that need no database
	@for tests in $(UNIT_TESTS); do swift test --skip-build --filter "^$$tests\\." || exit 1; done

contract: ## hold openapi.yaml against OpenAPI 3.0.3 with a foreign validator, from PyPI
	@python3 -m venv .build/contract
	@.build/contract/bin/pip install --quiet --disable-pip-version-check openapi-spec-validator
	@.build/contract/bin/python -m openapi_spec_validator openapi.yaml

fuzz: setup ## hold a server against openapi.yaml with hostile requests: SEED, EXAMPLES, KOERS_SERVER
	@test -n "$$KOERS_SERVER" || swift build --product koers-server
	@python3 -m venv .build/fuzz
	@.build/fuzz/bin/pip install --quiet --disable-pip-version-check --requirement scripts/fuzz/requirements.txt
	@exec env KOERS_SERVER="$${KOERS_SERVER:-$$(swift build --show-bin-path)/koers-server}" \
		.build/fuzz/bin/python -B scripts/fuzz --seed $(SEED) --examples $(EXAMPLES)

soak: setup ## load a server while faults strike it, and count what was lost: MINUTES, SEED, KOERS_SERVER
	@test -n "$$KOERS_SERVER" || swift build -c release --product koers-server
	@exec env KOERS_SERVER="$${KOERS_SERVER:-$$(swift build -c release --show-bin-path)/koers-server}" \
		python3 -B scripts/soak --minutes $(MINUTES) --seed $(SEED)

sanitize: setup ## run the tests of the driver under the thread sanitizer
	@scripts/sanitize/run

bench: setup ## measure the server against pgbench with the same statements: ROWS, ROUNDS, DURATION in seconds, PEER
	@scripts/bench/setup $(PEER)
	$(BENCH_BUILD) --product koers-server
	$(BENCH_BUILD) --product BenchFloor
	@built="$$($(BENCH_BUILD) --show-bin-path)"; exec python3 -B scripts/bench/bench.py \
		--server "$$built/koers-server" --floor "$$built/BenchFloor" --rows $(ROWS) --rounds $(ROUNDS) --duration $(DURATION) $(PEER)

count: setup ## count the instructions and allocations of a request with callgrind: ROWS, DURATION
	@scripts/bench/setup --count
	$(BENCH_BUILD) --product koers-server
	@exec python3 -B scripts/bench/count.py --server "$$($(BENCH_BUILD) --show-bin-path)/koers-server" \
		--rows $(ROWS) --duration $(DURATION)

image: ## build the image of the server, with Docker; docs/container.md tells how to run it
	docker build -f docker/Dockerfile -t koers --build-arg VERSION="$$(sed -n 's/^  version: //p' openapi.yaml)" \
		--build-arg REVISION="$$(git rev-parse HEAD)" .

lint: ## check the style of all Swift files, and of the Dockerfile where hadolint is installed
	@scripts/lint

format: ## mend the style of all Swift files
	swift format --in-place --parallel --recursive Package.swift Sources Tests

clean: ## remove everything that was built
	rm -rf .build
