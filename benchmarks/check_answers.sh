#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Whether the workload gives the right answers, fed in each of its ways: check_answers.sh <directory of the programs>
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
programs=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$programs/make_workload" 10000 "$scratch/newsroom"
for mode in handles strings batches; do
    "$programs/workload" "$scratch/newsroom" "$mode" >"$scratch/$mode"
    sed "s/^ascribe	/ascribe_$mode	/" "$scratch/$mode" >>"$scratch/figures"
done
python3 "$here/summarize.py" --operations "$scratch/figures" |
    xargs "$programs/answers" "$scratch/newsroom" >"$scratch/answers"
python3 "$here/summarize.py" --answers "$scratch/answers" "$scratch/figures"

# The same from outside: what several programs agreed on when the workload was made.
"$programs/answers" "$scratch/newsroom" >"$scratch/answers"
sort "$scratch/answers" >"$scratch/sorted"
grep -v '^#' "$here/answers_10000.tsv" | sort | comm -23 - "$scratch/sorted" >"$scratch/missing"
if [ -s "$scratch/missing" ]; then
    echo "check_answers.sh: these answers have changed:" >&2
    cat "$scratch/missing" >&2
    exit 1
fi
