# The words of daily work. "make" alone lists them.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run build test lint format clean

# What "make run" passes on; for example: make run ARGS="serve --port 8081"
ARGS ?= serve --demo

help: ## list these words
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

setup: ## install what is missing: libpq, pkg-config, PostgreSQL
	@scripts/setup

# A release build: the first one is quicker than a debug build of everything, and the server is what you will meet.
run: setup ## build and start a server with the demo and a database of its own
	swift build -c release --product koers-server
	swift build -c release --product koers
	@exec "$$(swift build -c release --show-bin-path)/koers-server" $(ARGS)

build: setup ## build everything for debugging, tests included; a warning is an error
	swift build --build-tests

test: setup lint ## every check: style, warnings, module arrows, all tests
	swift test

lint: ## check the style of all Swift files
	@scripts/lint

format: ## mend the style of all Swift files
	swift format --in-place --parallel --recursive Package.swift Sources Tests

clean: ## remove everything that was built
	rm -rf .build
