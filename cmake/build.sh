# shellcheck shell=sh
# SPDX-License-Identifier: BSL-1.0
# Sourced by demo.sh and test.sh in the project's root: one build tree for both, build/, Release with g++.

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

# build_ascribe <target>
build_ascribe() {
    if [ ! -f build/CMakeCache.txt ]; then
        generator="Unix Makefiles"
        if command -v ninja >/dev/null 2>&1; then
            generator=Ninja
        fi
        set -- "$1" -G "$generator" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER=g++ -DASCRIBE_JSON_LINES=ON
    fi
    target=$1
    shift
    cmake -S . -B build "$@"
    cmake --build build --parallel "$jobs" --target "$target"
}
