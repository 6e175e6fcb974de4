#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# Runs commands on a bare Debian machine: a minimal chroot made for the purpose, with a copy of this source tree in
# /src, removed afterwards. Shows what no machine that has been used can show: that no install step is missing.
#   cmake/fresh.sh <suite> '<commands>'      for example: cmake/fresh.sh trixie 'sh cmake/demo.sh'
# Needs root, debootstrap and unshare. With FRESH_CACHE=<directory> the downloaded base system is kept there.
set -euo pipefail

if [ $# -ne 2 ]; then
    sed -n 's/^#   //p' "$0" >&2
    exit 2
fi
suite=$1 commands=$2
source=$(cd "$(dirname "$0")/.." && pwd)

root=$(mktemp -d "${TMPDIR:-/tmp}/fresh.XXXXXX")
chmod 755 "$root"
trap 'rm -rf --one-file-system "$root"' EXIT

# This machine's own mirror.
mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
if [ -z "$mirror" ]; then
    mirror=$(awk '$1 == "deb" { for (i = 2; i <= NF; ++i) if ($i ~ /^http/) { print $i; exit } }' /etc/apt/sources.list)
fi

options=(--variant=minbase)
if [ -n "${FRESH_CACHE:-}" ]; then
    mkdir -p "$FRESH_CACHE"
    options+=("--cache-dir=$(realpath "$FRESH_CACHE")")
fi
echo "fresh: a minimal $suite from $mirror"
debootstrap "${options[@]}" "$suite" "$root" "$mirror" >/dev/null
echo "deb $mirror $suite main" >"$root/etc/apt/sources.list"
if [ -e /etc/apt/apt.conf ] || ls /etc/apt/apt.conf.d/*proxy* >/dev/null 2>&1; then
    cp /etc/apt/apt.conf /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
fi

mkdir "$root/src"
tar -C "$source" --exclude='./build' --exclude='./build-*' --exclude=./.git -cf - . | tar -C "$root/src" -xf -

echo "fresh: $commands"
# shellcheck disable=SC2016 # the inner shell expands $1 and $2
unshare --mount --pid --fork --kill-child bash -euc '
    mount --make-rprivate /
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    cp /etc/resolv.conf "$1/etc/resolv.conf"
    exec chroot "$1" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 TERM=dumb \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash -euc "cd /src; $2"' _ "$root" "$commands"
