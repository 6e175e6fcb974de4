#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# ascribe beside what one would pick instead, on the same made-up newsroom: compare.sh [claims [rounds]]
#
# On Debian 12 and 13 it installs what is missing: compiler, CMake and Boost (by cmake/setup.sh), Python, the peers'
# packages, and node with npm, from which DuckDB's library and Kuzu come. Elsewhere it takes what is there. Then it
# builds everything, makes the workload, runs all programs in turn, as often as there are rounds, and checks all answers;
# a wrong one fails. Figures want 5 rounds; that they are fewer is said at once, and in the table. The table goes to the
# output, and as compare-<claims>.{txt,md,tsv,svg} to the build directory: ASCRIBE_COMPARE, by default build/compare. A
# peer that cannot be had is left out, loudly, and so are those named in ASCRIBE_COMPARE_WITHOUT: sord wants 2.3 KB a
# claim, which few machines have for ten million. With ASCRIBE_COMPARE_INSTALL=no nothing is installed.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
claims=${1:-100000}
rounds=${2:-5}
case "$claims$rounds" in
    *[!0-9]*) rounds=0 ;;
esac
if [ "$rounds" -eq 0 ]; then
    echo "usage: compare.sh [claims [rounds]]" >&2
    exit 2
fi
if [ "$rounds" -lt 5 ]; then
    echo "compare.sh: FEWER rounds ($rounds) than the 5 that figures want" >&2
fi
build=${ASCRIBE_COMPARE:-$here/../build/compare}
install=${ASCRIBE_COMPARE_INSTALL:-yes}
mkdir -p "$build"
build=$(CDPATH='' cd -- "$build" && pwd)

# Boost.Graph is in the headers that ascribe needs itself. None of these wants another Boost.
if [ "$install" = yes ] && command -v apt-get >/dev/null; then
    sh "$here/../cmake/setup.sh"
    missing=
    for package in liblemon-dev libigraph-dev libsqlite3-dev libsord-dev; do
        dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
    done
    # From elsewhere they do as well.
    command -v python3 >/dev/null || missing="$missing python3"
    command -v node >/dev/null || missing="$missing nodejs"
    command -v npm >/dev/null || missing="$missing npm"
    if [ -n "$missing" ]; then
        echo "installing Debian's$missing"
        as_root=
        [ "$(id -u)" = 0 ] || as_root=sudo
        {
            $as_root apt-get update -q || echo "compare.sh: the lists of packages are not up to date" >&3
            # One after the other, so that a peer that cannot be had keeps away no other.
            for package in $missing; do
                $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$package" ||
                    echo "compare.sh: could not install $package, see $build/apt.log" >&3
            done
        } 3>&2 >"$build/apt.log" 2>&1
    fi
fi
npm=$build/npm
if [ "$install" = yes ] && command -v npm >/dev/null; then
    mkdir -p "$npm"
    cp "$here/peers/package.json" "$npm/"
    if [ ! -d "$npm/node_modules/@duckdb" ] || [ ! -d "$npm/node_modules/kuzu" ]; then
        echo "installing npm's @duckdb/node-api and kuzu"
        (cd "$npm" && npm install --silent --no-audit --no-fund) >"$build/npm.log" 2>&1 ||
            echo "compare.sh: could not install npm's peers, see $build/npm.log" >&2
    fi
fi
command -v python3 >/dev/null || {
    echo "compare.sh: python3 is wanted, which makes the tables" >&2
    exit 1
}
kuzu=
if command -v node >/dev/null && [ -d "$npm/node_modules/kuzu" ]; then
    kuzu=yes
else
    echo "compare.sh: Kuzu is NOT run: it wants node, and npm's kuzu in $npm" >&2
fi
duckdb=$(find "$npm/" -name libduckdb.so 2>/dev/null | head -n 1)

if [ ! -f "$build/CMakeCache.txt" ] && [ -z "${CMAKE_GENERATOR:-}" ] && command -v ninja >/dev/null; then
    export CMAKE_GENERATOR=Ninja
fi
cmake -S "$here/.." -B "$build" -DCMAKE_BUILD_TYPE=Release -DASCRIBE_BUILD_TESTS=OFF -DASCRIBE_BUILD_EXAMPLES=OFF \
    -DASCRIBE_BUILD_BENCHMARKS=ON -DASCRIBE_BUILD_PEERS=ON -DASCRIBE_DUCKDB="${duckdb%/*}" >"$build/configure.log" 2>&1 || {
    cat "$build/configure.log" >&2
    exit 1
}
grep 'is NOT built' "$build/configure.log" >&2 || true
# Of an earlier build there may be peers that are not built any more: only what is built now is run.
rm -f "$build"/benchmarks/peers/peer_*
for target in workload make_workload answers peers; do
    cmake --build "$build" --target "$target" --parallel 2 >"$build/build.log" 2>&1 || {
        cat "$build/build.log" >&2
        exit 1
    }
done

file=$build/newsroom-$claims
programs=$build/benchmarks
out=$build/compare-$claims
# Under its name when it is whole: one that was cut off is not taken for it the next time.
if [ ! -f "$file" ]; then
    "$programs/make_workload" "$claims" "$file.new"
    mv "$file.new" "$file"
fi
: >"$out.figures"
failed=
# Runs a program: its name, or what it is renamed to, and the command.
run() {
    name=$1
    shift
    case " ${ASCRIBE_COMPARE_WITHOUT:-} " in
        *" $name "*) echo "compare.sh: $name is NOT run, as told" >&2; return ;;
    esac
    if "$@" >"$out.run"; then
        sed "s/^ascribe	/$name	/" "$out.run" >>"$out.figures"
    else
        failed="$failed $name"
    fi
}
round=1
while [ "$round" -le "$rounds" ]; do
    echo "round $round of $rounds, $(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo '?') programs running" >&2
    for mode in handles strings batches; do
        name=ascribe_$mode
        [ "$mode" = handles ] && name=ascribe
        run "$name" "$programs/workload" "$file" "$mode"
    done
    for peer in "$programs"/peers/peer_*; do
        [ -x "$peer" ] && [ -f "$peer" ] && run "${peer##*/peer_}" "$peer" "$file"
    done
    [ -n "$kuzu" ] && run kuzu env NODE_PATH="$npm/node_modules" node "$here/peers/kuzu.js" "$file"
    round=$((round + 1))
done
rm -f "$out.run"

python3 "$here/summarize.py" --operations "$out.figures" | xargs "$programs/answers" "$file" >"$out.answers"
status=0
python3 "$here/summarize.py" --answers "$out.answers" --tsv "$out.tsv" --svg "$out.svg" --markdown "$out.md" \
    "$out.figures" >"$out.txt" || status=$?
cat "$out.txt"
echo "written: $out.txt, .md, .tsv and .svg"
if [ -n "$failed" ]; then
    echo "compare.sh: these runs failed:$failed" >&2
    status=1
fi
exit "$status"
