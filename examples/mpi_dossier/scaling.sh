#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Strong and weak scaling of mpi_dossier as tables, in seconds: the same newsroom on 1, 2 and 4 ranks, and as many claims
# for each. The last run of every kind also compares all answers with those of one process.
#   sh scaling.sh <mpi_dossier> [claims] [claims for each rank]
set -eu
program=$1
strong=${2:-200000}
weak=${3:-100000}
export OMPI_MCA_rmaps_base_oversubscribe=1
if [ "$(id -u)" = 0 ]; then
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi

# table <title> <input>
table() {
    echo "$1"
    for ranks in 1 2 4; do
        check=--no-check
        test $ranks != 4 || check=
        # shellcheck disable=SC2086
        mpirun -n $ranks "$program" $check "$2" | awk -F '\t' -v first=$((ranks == 1)) '
            NF > 2 && ($1 != "seconds" || first) { for (i = 1; i <= NF; ++i) printf i < NF ? "%-14s" : "%s\n", $i }
            /^(equal|NOT)/ { checks[++n] = $0 }
            END { for (i = 1; i <= n; ++i) print "  " checks[i] }'
    done
}
echo "$(nproc) processors, load $(cut -d ' ' -f 1 /proc/loadavg)"
table "strong: $strong claims" "$strong"
table "weak: $weak claims for each rank" "weak:$weak"
