#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Draws what a record costs as their number grows, from the table that bench_scale prints.

    growth.py TABLE [--svg FILE]     TABLE is its output, or any text in which that stands
"""
import argparse
import re
import sys

from drawing import COLOURS, Linear, Logarithmic, Picture

# Columns of bench_scale by their place, the bars aside.
ATTRIBUTIONS = 0
TIMES = [  # words, column, colour, whether of the compacted ledger
    ("recording, an attribution", 1, 0, False),
    ("tracing a claim to its origins", 5, 1, False),
    ("the same, compacted", 10, 1, True),
    ("attributions of a claim", 4, 2, False),
    ("the same, compacted", 9, 2, True),
    ("scanning for groups that disagree, a claim", 6, 3, False),
    ("freezing into a file, an attribution", 12, 4, True),
    ("opening that with checksums, an attribution", 14, 5, True),
]
BYTES = [
    ("as recorded, keys included", 2, 0, False),
    ("compacted", 8, 0, True),
    ("the frozen image", 13, 4, False),
]
LEAST_COLUMNS = 17


class Failure(Exception):
    pass


def read_rows(text):
    """Lines of numbers with bars between them."""
    rows = []
    for line in text.splitlines():
        if not re.fullmatch(r" *\d+ \|[ \d.|]+", line):
            continue
        row = [float(number) for number in line.replace("|", " ").split()]
        if len(row) < LEAST_COLUMNS:
            raise Failure(f"{len(row)} columns where bench_scale prints {LEAST_COLUMNS}: {line}")
        rows.append(row)
    if len(rows) < 2:
        raise Failure("a curve wants two sizes or more")
    return sorted(rows)


def size_text(count):
    """The size that was asked for: counts of attributions are a few parts in a thousand more or less."""
    million = count / 1e6
    return f"{million:,.0f} million" if million >= 0.95 else f"{count / 1e3:,.0f} thousand"


class Panel:
    def __init__(self, picture, left, right, top, bottom, rows, y):
        self._picture, self._rows = picture, rows
        self._left, self._right, self._top, self._bottom = left, right, top, bottom
        self._x = Logarithmic(rows[0][ATTRIBUTIONS], rows[-1][ATTRIBUTIONS], left, right)
        self._y = y

    def frame(self, heading, marks):
        self._picture.text(self._left, self._top - 14, heading, size=13)
        for mark in marks:
            self._picture.line(self._left, self._y(mark), self._right, self._y(mark))
            self._picture.text(self._left - 6, self._y(mark) + 4, f"{mark:,}", "end", "#444")
        for i, row in enumerate(self._rows):
            at = self._x(row[ATTRIBUTIONS])
            self._picture.line(at, self._top, at, self._bottom, "#eee")
            number, unit = size_text(row[ATTRIBUTIONS]).split()
            self._picture.text(at, self._bottom + 18, number, "middle", "#444")
            self._picture.text(at, self._bottom + 32, unit, "middle", "#444")

    def curves(self, series):
        for words, column, colour, compacted in series:
            points = [(self._x(row[ATTRIBUTIONS]), self._y(row[column])) for row in self._rows]
            self._picture.curve(points, COLOURS[colour], compacted)
            for (x, y), row in zip(points, self._rows):
                self._picture.dot(x, y, f'fill="{COLOURS[colour]}"', f"{words}: {row[column]:g}", 3)

    def legend(self, series):
        for i, (words, _, colour, compacted) in enumerate(series):
            y = self._bottom + 58 + 18 * i
            self._picture.curve([(self._left, y - 4), (self._left + 28, y - 4)], COLOURS[colour], compacted)
            self._picture.text(self._left + 36, y, words)


def draw(text):
    rows = read_rows(text)
    width, top, bottom = 900, 76, 330
    picture = Picture(width, bottom + 58 + 18 * len(TIMES), "What a record costs as their number grows")
    largest = size_text(rows[-1][ATTRIBUTIONS])
    picture.text(16, 24, f"Cost against size, {size_text(rows[0][ATTRIBUTIONS])} to {largest} attributions"
                         " (dashed: compacted)", size=15)
    times = [row[column] for row in rows for _, column, _, _ in TIMES]
    marks = [m for power in range(7) for m in (10 ** power, 3 * 10 ** power)]
    least = max(m for m in marks if m <= max(min(times), 1))
    greatest = min(m for m in marks if m >= max(times))
    left = Panel(picture, 60, 500, top, bottom, rows, Logarithmic(least, greatest, bottom, top))
    left.frame("nanoseconds (logarithmic)", [m for m in marks if least <= m <= greatest])
    left.curves(TIMES)
    left.legend(TIMES)
    most = max(row[column] for row in rows for _, column, _, _ in BYTES)
    step = 25 if most <= 200 else 100
    greatest = step * -int(-most // step)
    right = Panel(picture, 590, 870, top, bottom, rows, Linear(0, greatest, bottom, top))
    right.frame("bytes an attribution", range(0, greatest + 1, step))
    right.curves(BYTES)
    right.legend(BYTES)
    return picture.svg()


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("--svg", default="growth.svg")
    options = parser.parse_args(arguments)
    with open(options.table, encoding="utf-8") as file:
        picture = draw(file.read())
    with open(options.svg, "w", encoding="utf-8") as file:
        file.write(picture)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Failure, OSError, ValueError) as error:
        print("growth.py:", error, file=sys.stderr)
        sys.exit(2)
