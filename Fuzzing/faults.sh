#!/bin/bash
# Every kind of fault (full disk, broken disk, quota, short write, kill -9, torn write) at every call that changes what is
# on disk, for each command that changes something; of writes to one file in a row the first two, the middle and the last.
# What must hold afterwards is in Tests/EndToEnd/Support/FaultTrial.swift; `make test` runs a sample of it.
#
#     Fuzzing/faults.sh [COUNT]     COUNT faults a command instead of all of them
#
# RESULTS.md has the last run.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=interactive=no LETHE_FAULTS="${1:-all}"
swift build --build-tests 2>&1 | tail -1
swift test --disable-xctest --skip-build --filter TheProgram.Faults 2>&1 | grep -v -E 'started\.$'
