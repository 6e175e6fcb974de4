#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Makes sure that this machine can build ascribe: looks for each tool and header, and installs what is missing with
# apt on Debian 12 and 13. If nothing is missing it does nothing and needs no network. Called by demo.sh and test.sh.
set -eu

has_tool() { command -v "$1" >/dev/null 2>&1; }
# Asks the compiler and not dpkg, so that a library from elsewhere counts too.
has_header() { has_tool g++ && echo "#include <$1>" | g++ -std=c++20 -x c++ -E - >/dev/null 2>&1; }

release=
if [ -r /etc/os-release ]; then
    # shellcheck disable=SC1091
    release=$(. /etc/os-release && echo "${ID:-}-${VERSION_ID:-}")
fi
case $release in
# Boost.JSON came with Boost 1.75; Debian 12 has it in a package of its own beside its default, 1.74.
debian-12) boost=libboost1.81-dev ;;
*) boost=libboost-dev ;;
esac

missing=
need() { missing="$missing $1"; }
has_tool g++ || need g++
has_tool cmake || need cmake
has_tool ninja || has_tool make || need ninja-build
has_tool pkg-config || need pkg-config
{ has_header boost/json/src.hpp && has_header boost/graph/adjacency_list.hpp; } || need "$boost"
has_header fmt/format.h || need libfmt-dev
has_header doctest/doctest.h || need doctest-dev

if [ -z "$missing" ]; then
    exit 0
fi
echo "ascribe needs these packages, which are missing here:$missing"

if ! has_tool apt-get; then
    echo "This is no Debian machine: install their like (g++ 12 or clang 14, CMake 3.23, Boost 1.75, fmt 9, doctest 2.4)." >&2
    exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! has_tool sudo; then
        echo "Neither root nor sudo here. As root, run: apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    as_root=sudo
fi
case "$missing " in
*" libboost1.81-dev "*)
    echo "(libboost1.81-dev replaces the development packages of Debian 12's Boost 1.74, if they are installed.)" ;;
esac

echo "Installing them with ${as_root:+sudo }apt-get:$missing"
$as_root apt-get update -q
# shellcheck disable=SC2086 # a list of packages
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
