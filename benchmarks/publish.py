#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Puts figures into README.md beside this, and the pictures of them into docs.

    publish.py [--compare DIRECTORY] [--growth TABLE]

DIRECTORY is where compare.sh has built: each compare-<claims>.md there for which README.md has a place is put there,
and the picture of the first of these places becomes docs/benchmarks.svg. TABLE is what bench_scale has printed; from
it, or without it from the table that README.md has already, docs/growth.svg is drawn. What gate.tsv bounds is put into
README.md in any case. A place lies between two lines:

    <!-- figures: compare-1000000 -->
    <!-- end of figures -->
"""
import argparse
import os
import re
import sys

import growth

HERE = os.path.dirname(os.path.abspath(__file__))
PLACE = re.compile(r"(<!-- figures: (\S+) -->\n)(.*?)(<!-- end of figures -->)", re.DOTALL)


class Failure(Exception):
    pass


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, content):
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)
    print("written:", os.path.relpath(path))


def places(readme):
    return [match.group(2) for match in PLACE.finditer(readme)]


def put(readme, place, content):
    """The text with other content in a place."""
    if place not in places(readme):
        raise Failure(f"README.md has no place for {place}")
    return PLACE.sub(
        lambda at: f"{at[1]}{content.rstrip()}\n{at[4]}" if at[2] == place else at[0], readme)


def bounds(table):
    """What gate.tsv bounds, as Markdown."""
    lines = ["| operation | for each | instructions | why as many |", "|---|---|---:|---|"]
    for line in table.splitlines():
        if line and not line.startswith("#"):
            operation, each, count, why = line.split("\t")
            lines.append(f"| `{operation}` | {each} | {int(count):,} | {why} |")
    return "\n".join(lines)


def main(arguments, here=HERE):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compare")
    parser.add_argument("--growth")
    options = parser.parse_args(arguments)
    docs = os.path.join(here, "..", "docs")
    readme = read(os.path.join(here, "README.md"))
    if options.compare:
        wanted = [place for place in places(readme) if place.startswith("compare-")]
        found = [place for place in wanted if os.path.exists(os.path.join(options.compare, place + ".md"))]
        if not found:
            raise Failure(f"there is none of {', '.join(wanted)} in {options.compare}")
        for place in found:
            readme = put(readme, place, read(os.path.join(options.compare, place + ".md")))
        if found[0] == wanted[0]:
            write(os.path.join(docs, "benchmarks.svg"), read(os.path.join(options.compare, found[0] + ".svg")))
    if options.growth:
        table = read(options.growth)
        growth.read_rows(table)  # that it is one
        readme = put(readme, "growth", f"```\n{table.rstrip()}\n```")
    readme = put(readme, "gate", bounds(read(os.path.join(here, "gate.tsv"))))
    write(os.path.join(docs, "growth.svg"), growth.draw(readme))
    write(os.path.join(here, "README.md"), readme)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Failure, growth.Failure, OSError) as error:
        print("publish.py:", error, file=sys.stderr)
        sys.exit(2)
