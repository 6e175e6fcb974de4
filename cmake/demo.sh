#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# From a bare Debian 12 or 13 machine to the dossier of the reference corpus: sh cmake/demo.sh
# Installs what is missing (and says what), builds into build/, runs the dossier. Can be run again at any time.
set -eu
cd "$(dirname "$0")/.."

sh cmake/setup.sh
. cmake/build.sh
build_ascribe ascribe_examples

dossier=build/examples/dossier/dossier
if [ ! -x "$dossier" ]; then
    echo "$dossier was not built: this Boost has no Boost.JSON (1.75)." >&2
    exit 1
fi
exec "$dossier" examples/dossier/*.jsonl
