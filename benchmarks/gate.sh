#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Whether an operation has come to take more instructions than gate.tsv allows: gate.sh <build directory>
#
# The build is of type Release with ASCRIBE_BUILD_BENCHMARKS=ON, by the compiler that gate.tsv names: with another the
# counts mean nothing, and the gate says so and ends with 77. Instructions are counted by valgrind on 10,000 claims, so
# they are the same whatever else the machine does. More than 5 % above a bound fails; more than 5 % below is said, for
# the bound to be lowered. With --print the counts are printed as lines of gate.tsv instead.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if [ $# -lt 1 ] || [ ! -x "$1/benchmarks/bench_instructions" ]; then
    echo "usage: gate.sh <build directory with bench_instructions and make_workload> [--print]" >&2
    exit 2
fi
programs=$1/benchmarks
print=${2:-}
bounds=$here/gate.tsv
compiler=$("$programs/bench_instructions" --compiler)
wanted=$(sed -n 's/^# compiler: //p' "$bounds")
type=$(sed -n 's/^CMAKE_BUILD_TYPE:[^=]*=//p' "$1/CMakeCache.txt")
if [ "$compiler" != "$wanted" ] || [ "$type" != Release ]; then
    echo "gate.sh: NOT checked: bounds are kept for a build by $wanted of type Release," \
        "this one is by $compiler of type ${type:-none}" >&2
    exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$programs/make_workload" 10000 "$scratch/newsroom" >"$scratch/made"

# count <operation> <times>: instructions of a whole run; its first figure goes to $scratch/things.
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$programs/bench_instructions" "$scratch/newsroom" "$1" "$2" \
        >"$scratch/out" 2>"$scratch/valgrind" || {
        cat "$scratch/valgrind" >&2
        return 1
    }
    cut -f 1 "$scratch/out" >"$scratch/things"
    collected=$(sed -n 's/^==[0-9]*== Collected : \([0-9][0-9]*\)$/\1/p' "$scratch/valgrind")
    [ -n "$collected" ] || {
        echo "gate.sh: valgrind counted nothing" >&2
        return 1
    }
    echo "$collected"
}

tab=$(printf '\t')
grep -v '^#' "$bounds" >"$scratch/bounds"
status=0
while IFS="$tab" read -r operation each bound why; do
    once=$(count "$operation" 1)
    thrice=$(count "$operation" 3)
    things=$(cat "$scratch/things")
    counted=$(((thrice - once) / 2 / things))
    if [ "$print" = --print ]; then
        printf '%s\t%s\t%s\t%s\n' "$operation" "$each" "$counted" "$why"
        continue
    fi
    verdict=passed
    note=
    if [ $((counted * 100)) -gt $((bound * 105)) ]; then
        verdict=failed
        status=1
        note=" - $why"
    elif [ $((counted * 100)) -lt $((bound * 95)) ]; then
        note=" - lower the bound"
    fi
    echo "check $verdict: $operation takes $counted instructions per $each, the bound is $bound$note"
done <"$scratch/bounds"
exit "$status"
