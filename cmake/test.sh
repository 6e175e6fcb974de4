#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# From a bare Debian 12 or 13 machine to the passed tests: sh cmake/test.sh [arguments for ctest]
# Installs what is missing (and says what), builds everything into build/, runs the tests. Can be run again at any time.
set -eu
cd "$(dirname "$0")/.."

sh cmake/setup.sh
. cmake/build.sh
build_ascribe all
exec ctest --test-dir build --output-on-failure --no-tests=error -j "$jobs" "$@"
