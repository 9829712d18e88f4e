# The things one does with Septet. `make help` lists them.

.DEFAULT_GOAL := help
# With the Swift libraries in it, the command starts in half the time and runs without a toolchain. Its symbols are a
# third of it, and valgrind cannot read its debug information.
BUILD := swift build -c release --static-swift-stdlib -Xlinker -s
BENCHMARKS := swift build --package-path Benchmarks -c release
# Tests run against optimised sources. Debug builds are for the sanitizers, and for nights.
TESTS := -c release -Xswiftc -enable-testing --scratch-path .build/tests
# What `make check` runs, two at a time, because none keeps two processors busy; the longest come first.
LANES := tests-lane tool-lane costs-lane quick-lane kernels-lane
PREFIX ?= /usr/local
.PHONY: help setup build tool library install install-tool install-library wheel package page docs run test check nightly bench peers fuzz faults mutate format clean $(LANES)

## help: list the targets
help:
	@sed -n 's/^## \([a-z-]*\): \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 10

## setup: install what is missing (Debian packages); silent when all is there
setup:
	@Scripts/setup

## build: build everything in release mode
build: setup
	$(BUILD)

## tool: build the command only, as .build/release/septet
tool: setup
	$(BUILD) --product septet

## library: build libseptet with septet.h and septet.pc, in .build/library
library: setup
	Scripts/lib/library/build

## install: put the command with manual pages and completions, and the library with its header, below DESTDIR and PREFIX (/usr/local)
install: install-tool install-library

install-tool: tool
	DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" Scripts/install

install-library: setup
	Scripts/lib/library/build "$(PREFIX)" "$(DESTDIR)"

## wheel: build the Python package, .build/wheel/septet-*.whl
wheel: library
	Scripts/lib/library/wheel

## package: build a Debian package of the command, in .build/package
package: tool
	Scripts/package

## docs: build the documentation of each product for the web, in .build/site
docs: setup
	Scripts/docs

## page: build the page, .build/page/septet.html, and the module for JavaScript beside it
page: setup
	Scripts/lib/page/build

## run: build, then price the sample campaign; the report also as .build/sample-campaign.html
run: tool
	.build/release/septet estimate Vectors/samples/recipients.csv \
		--template Vectors/samples/template.txt --prices Vectors/samples/prices.csv \
		--html .build/sample-campaign.html

## test: run all tests (a minute or two after the build)
test: setup
	swift test $(TESTS)

## check: everything CI runs (a quarter of an hour)
check: setup
	Scripts/setup checks
	$(MAKE) --keep-going --jobs=2 --output-sync=line $(LANES)

quick-lane:
	Scripts/check

kernels-lane:
	Scripts/check kernels
	Scripts/check embedded
	Scripts/lib/page/build
	Scripts/check page

tests-lane:
	swift test $(TESTS)
	Scripts/check safety --calls .build/tests/release
	Scripts/check api .build/tests/release

tool-lane:
	$(BUILD) --product septet
	Scripts/check campaign --rows 20000
	Scripts/check shell --tool .build/release/septet
	Scripts/check cells
	Scripts/check json
	Scripts/faults
	Scripts/check workbooks --fetch --rows 20000
	Scripts/check numbers --fetch
	Scripts/check loopback
	Scripts/check growth
	Scripts/check abi
	Scripts/check doors
	Scripts/check package

costs-lane:
	Scripts/check costs
	$(BENCHMARKS) --product bench
	Benchmarks/.build/release/bench --prove

## nightly: all of check, and what takes longer: debug tests, data races, fuzzing, every growth case
nightly: check
	Scripts/check sanitizers address
	swift test
	Scripts/check loopback --self-test
	Scripts/setup doors
	Scripts/check doors --all
	Scripts/check consumers
	Scripts/check package --bare
	Scripts/docs
	Scripts/check numbers --fetch --count 1000000
	Scripts/check tshark
	Scripts/check growth --all
	Scripts/check sanitizers thread
	Scripts/fuzz --short
	Benchmarks/.build/release/bench --short

## bench: measure every item beside memcpy, the plain kernel, the naive loop and ICU, and record the run
bench: tool
	$(BENCHMARKS) --product bench
	Benchmarks/.build/release/bench
	Scripts/generate performance --record

## peers: measure Septet head to head with other libraries, which are installed first
peers: setup
	Benchmarks/Peers/install
	$(BENCHMARKS) --product peers
	Benchmarks/.build/release/peers

## fuzz: run each fuzz target for FUZZ_SECONDS (30) under AddressSanitizer
fuzz: setup
	Scripts/fuzz

## faults: try full disks, closed pipes, signals, missing files and more on the command
faults: tool
	Scripts/faults

## mutate: change the sources in small ways, and see that the tests notice (takes an hour)
mutate: setup
	Scripts/mutate

## format: format every Swift file in place
format: setup
	swift format -i $(wildcard $(shell git ls-files -co --exclude-standard '*.swift'))

## clean: remove what was built
clean:
	rm -rf .build Benchmarks/.build
