#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# ascribe beside edtf.js on the valid rows of the conformance table: edtf.sh <bench_edtf> [rounds [seconds]]
#
# Both run in turn, so that whatever else the machine does meets both; the best of all rounds counts. Needs node, and
# npm where benchmarks/edtf_js has not been copied and installed yet: edtf.js goes into EDTF_JS, by default a
# directory beside the program, never into the sources.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if [ $# -lt 1 ] || [ ! -x "$1" ]; then
    echo "usage: edtf.sh <bench_edtf> [rounds [seconds]]" >&2
    exit 2
fi
program=$1
rounds=${2:-5}
seconds=${3:-1}
cases=$here/../tests/data/edtf/cases.tsv
peer=${EDTF_JS:-$(dirname -- "$program")/edtf_js}

mkdir -p "$peer"
cp "$here/edtf_js/package.json" "$here/edtf_js/edtf.js" "$peer/"
if [ ! -d "$peer/node_modules/edtf" ]; then
    (cd "$peer" && npm install --silent --no-audit --no-fund)
fi

figures=$peer/figures
: >"$figures"
round=0
while [ "$round" -lt "$rounds" ]; do
    ours=$("$program" "$cases" "$seconds" --plain)
    theirs=$(node "$peer/edtf.js" "$cases" "$seconds")
    echo "ascribe $ours" >>"$figures"
    echo "edtf.js $theirs" >>"$figures"
    round=$((round + 1))
done

version=$(node -p "require('$peer/node_modules/edtf/package.json').version")
awk -v version="$version" '
    { if (rows == "") rows = $2 " " $3
      if ($2 " " $3 != rows) { print "edtf.sh: the two programs saw different rows: " $0 > "/dev/stderr"; bad = 1; exit }
      name = $1; read[name] = $4; all = $2
      if ($5 > parses[name]) parses[name] = $5
      if ($6 > bounds[name]) bounds[name] = $6 }
    END {
      if (bad || all == "") exit 1
      printf "%d valid rows, edtf.js %s, best of %d rounds\n", all, version, NR / 2
      printf "%-10s %10s %14s %14s\n", "", "rows read", "parses/s", "bounds/s"
      for (i = 1; i <= 2; ++i) {
        name = i == 1 ? "ascribe" : "edtf.js"
        printf "%-10s %10d %14.0f %14.0f\n", name, read[name], parses[name], bounds[name]
      }
      printf "%-10s %10s %14.1f %14.1f\n", "ratio", "", parses["ascribe"] / parses["edtf.js"],
             bounds["ascribe"] / bounds["edtf.js"]
    }' "$figures"
