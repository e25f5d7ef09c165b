# Everything a person does with this repository. `make` alone lists it.

STATE ?= state
PORT_BASE ?= 8080

# Options of every build: a release and a debug build live side by side in .build.
RELEASE = swift build -c release

.DEFAULT_GOAL := help
.PHONY: help run test check bench features format golden

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build, start an installation here, print how to try it (STATE=dir PORT_BASE=n)
	@scripts/packages run
	@scripts/run --check-only --state "$(STATE)" --port-base "$(PORT_BASE)"
	@test -x .build/release/hostwright-agent || echo 'run: building; the first time takes about 10 minutes on 2 cores, later seconds'
	@$(RELEASE) --product hostwright
	@$(RELEASE) --product hostwright-agent
	@exec scripts/run --state "$(STATE)" --port-base "$(PORT_BASE)"

test: ## build and run every test, the browser's too (ONLY=name of one suite)
	@scripts/packages test
	@exec scripts/test $(ONLY)

check: ## format, imports, layers, forbidden words, warnings
	@scripts/packages run
	@exec scripts/check

bench: ## measure against the committed peers and floors, print the table
	@scripts/packages bench
	@$(RELEASE) --product hostwright
	@$(RELEASE) --product hostwright-agent
	@exec scripts/bench

features: ## print what each row of the contract has as its proof; writes docs/features.md
	@exec scripts/features

format: ## let the formatter decide the spacing
	@swift format --in-place --parallel --recursive Sources Tests Package.swift

golden: ## write the golden files anew; read the difference before committing it
	@scripts/packages test
	@swift build --build-tests
	@HOSTWRIGHT_GOLDEN=write swift test --skip-build --filter 'ServiceConfigurationTests'
	@git --no-pager diff --stat -- Tests
