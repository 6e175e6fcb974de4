#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Makes a table and a picture of what the workload and its peers print, and checks that their answers are right.

    summarize.py --operations FIGURES...       the operations that have an answer, one a line, for the program answers
    summarize.py --answers ANSWERS [--tsv FILE] [--svg FILE] FIGURES...

The second prints the table and fails if any checksum is not the right answer. Differences that are known are named
and do not fail.
"""
import argparse
import fnmatch
import math
import statistics
import sys
from collections import defaultdict

OURS = "ascribe"

# Of fewer runs a median is no figure to tell others.
RUNS_WANTED = 5

# No peer but what the machine allows: stands beside ascribe, and has a mark of its own in the picture.
FLOOR = "flat_arrays"
TITLES = {FLOOR: "flat arrays (floor)"}

# Program, operation, why.
KNOWN_DIFFERENCES = [
    ("boost_*", "5a.dominators", "Boost's lengauer_tarjan_dominator_tree is wrong where claims cite in circles"),
]

# What a program does in its own way is measured against our one way.
SAME_QUESTION = {"3.trace_by_hand": "3.trace", "3.trace_subcomponent": "3.trace"}

COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999933"]


class Failure(Exception):
    pass


class Figures:
    """Values and checksums by program and operation; the operation keeps its number of questions."""

    def __init__(self, lines):
        self.values = defaultdict(list)
        self.checksums = defaultdict(set)
        self.units = {}
        self.versions = []
        self.claims = None
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                if line[1:].strip() not in self.versions:
                    self.versions.append(line[1:].strip())
                continue
            fields = line.split("\t")
            if len(fields) != 6:
                raise Failure(f"no line of figures: {line!r}")
            program, claims, operation, value, unit, checksum = fields
            if self.claims not in (None, int(claims)):
                raise Failure(f"figures of {self.claims} and of {claims} claims cannot be compared")
            self.claims = int(claims)
            self.values[program, operation].append(float(value))
            self.checksums[program, operation].add(int(checksum))
            if self.units.setdefault(name_of(operation), unit) != unit:
                raise Failure(f"{operation}: {unit} here, {self.units[name_of(operation)]} there")
        if self.claims is None:
            raise Failure("there are no figures")

    def operations_with_answers(self):
        return sorted({operation for (_, operation), sums in self.checksums.items() if sums != {0}})


def name_of(operation):
    return operation.split("@")[0]


def title(program):
    return TITLES.get(program, program)


def differences(figures, answers):
    """Lines about wrong checksums: those that are faults, and those that are known."""
    faults, known = [], []
    for (program, operation), sums in sorted(figures.checksums.items()):
        if operation not in answers:
            if sums != {0}:
                faults.append(f"{program} {operation}: no answer is known")
            continue
        if sums == {answers[operation]}:
            continue
        line = f"{program} {operation}: {', '.join(map(str, sorted(sums)))} instead of {answers[operation]}"
        why = [w for p, o, w in KNOWN_DIFFERENCES if fnmatch.fnmatch(program, p) and o == name_of(operation)]
        if why:
            known.append(f"{line} ({why[0]})")
        else:
            faults.append(line)
    return faults, known


class Table:
    """Medians by operation and program. Ways of feeding ascribe other than by handles are rows of their own."""

    def __init__(self, figures):
        self.claims = figures.claims
        self.versions = figures.versions
        self.rows = []  # operation, unit, {program: (median, least, greatest, runs, operation with its questions)}
        cells = defaultdict(dict)
        for (program, operation), values in figures.values.items():
            name = name_of(operation)
            row, column = name, program
            if program.startswith(OURS + "_"):
                if not name.startswith("1."):
                    continue
                row, column = f"{name}, {program[len(OURS) + 1:]}", OURS
            cells[row][column] = (statistics.median(values), min(values), max(values), len(values), operation)
        for row in sorted(cells):
            self.rows.append((row, figures.units[row.split(",")[0]], cells[row]))
        programs = {program for _, _, of in self.rows for program in of} - {OURS}
        self.peers = sorted(programs, key=lambda program: (program != FLOOR, program))
        self._ours = {row: of[OURS][0] for row, _, of in self.rows if OURS in of}
        runs = {cell[3] for _, _, of in self.rows for cell in of.values()}
        self.runs = min(runs), max(runs)

    def runs_text(self):
        """Of how many runs the medians are, and whether those are too few."""
        least, most = self.runs
        text = f"{most} {'run' if most == 1 else 'runs'}" if least == most else f"{least} to {most} runs"
        return text + (f", fewer than the {RUNS_WANTED} that figures want" if least < RUNS_WANTED else "")

    def ratio(self, row, program, cell):
        """How much more a peer takes than ascribe; None for ascribe, and where there is nothing to compare."""
        ours = self._ours.get(SAME_QUESTION.get(row, row))
        return None if program == OURS or not ours else cell[0] / ours

    def text(self):
        head = ["operation", "unit", OURS] + self.peers
        lines = [[title(column) for column in head]]
        for row, unit, of in self.rows:
            line = [row, unit]
            for program in head[2:]:
                if program not in of:
                    line.append("-")
                    continue
                ratio = self.ratio(row, program, of[program])
                line.append(short(of[program][0]) + (f" ({short(ratio)}x)" if ratio else ""))
            lines.append(line)
        widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
        out = [f"{self.claims:,} claims; medians of {self.runs_text()}; in brackets how many times ascribe's they are"]
        out += [f"with {', '.join(self.versions)}"] if self.versions else []
        for line in lines:
            cells = [c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths))]
            out.append("  ".join(cells).rstrip())
        return "\n".join(out) + "\n"

    def tsv(self):
        out = ["claims\toperation\tunit\tprogram\tquestions\tmedian\tleast\tgreatest\truns\tratio"]
        for row, unit, of in self.rows:
            for program in sorted(of):
                median, least, greatest, runs, operation = of[program]
                questions = operation.partition("@")[2] or "usual"
                ratio = self.ratio(row, program, of[program])
                out.append("\t".join([str(self.claims), row, unit, program, questions, f"{median:.6g}", f"{least:.6g}",
                                      f"{greatest:.6g}", str(runs), f"{ratio:.4g}" if ratio else ""]))
        return "\n".join(out) + "\n"

    def svg(self):
        """One line an operation, one dot a peer: how many times what ascribe takes, on a scale of powers of ten."""
        rows = [(row, [(p, self.ratio(row, p, of[p])) for p in self.peers if p in of]) for row, _, of in self.rows]
        rows = [(row, [(p, r) for p, r in dots if r]) for row, dots in rows]
        rows = [(row, dots) for row, dots in rows if dots]
        ratios = [r for _, dots in rows for _, r in dots]
        low = min(-1, math.floor(math.log10(min(ratios, default=1))))
        high = max(1, math.ceil(math.log10(max(ratios, default=1))))
        left, top, step, width = 190, 92, 26, 860
        height = top + step * len(rows) + 44
        bottom = top + step * len(rows)

        def x(ratio):
            return left + (width - left - 30) * (math.log10(ratio) - low) / (high - low)

        out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
               f' height="{height}" font-family="sans-serif" font-size="12">',
               f'<title>What others take, in multiples of what ascribe takes, {self.claims:,} claims</title>',
               f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
               f'<text x="16" y="24" font-size="15" fill="#222">Time and memory in multiples of ascribe\'s,'
               f' {self.claims:,} claims (logarithmic)</text>']
        colour = {p: COLOURS[i % len(COLOURS)] for i, p in enumerate(p for p in self.peers if p != FLOOR)}

        def mark(peer):
            return 'fill="#ffffff" stroke="#222" stroke-width="2"' if peer == FLOOR else f'fill="{colour[peer]}"'

        at = 16.0
        for peer in self.peers:
            out.append(f'<circle cx="{at + 5:.1f}" cy="46" r="5" {mark(peer)}/>'
                       f'<text x="{at + 14:.1f}" y="50" fill="#222">{title(peer)}</text>')
            at += 30 + 6.6 * len(title(peer))
        for power in range(low, high + 1):
            at_power = x(10.0 ** power)
            stroke = "#222" if power == 0 else "#ddd"
            label = f"{10 ** power:,}x" if power >= 0 else f"1/{10 ** -power:,}"
            out.append(f'<line x1="{at_power:.1f}" y1="{top - 8}" x2="{at_power:.1f}" y2="{bottom}" stroke="{stroke}"/>'
                       f'<text x="{at_power:.1f}" y="{bottom + 16}" text-anchor="middle" fill="#444">{label}</text>')
        out.append(f'<text x="{x(1) + 6:.1f}" y="{top - 12}" fill="#444">ascribe takes less</text>'
                   f'<text x="{x(1) - 6:.1f}" y="{top - 12}" text-anchor="end" fill="#444">ascribe takes more</text>')
        for i, (row, dots) in enumerate(rows):
            y = top + step * i + step // 2
            out.append(f'<line x1="{left}" y1="{y}" x2="{width - 30}" y2="{y}" stroke="#eee"/>'
                       f'<text x="16" y="{y + 4}" fill="#222">{row}</text>')
            for peer, ratio in dots:
                out.append(f'<circle cx="{x(ratio):.1f}" cy="{y}" r="5" {mark(peer)} fill-opacity="0.85">'
                           f'<title>{title(peer)}: {short(ratio)} times</title></circle>')
        return "\n".join(out + ["</svg>"]) + "\n"


def short(value):
    """Three digits that count, without powers of ten."""
    if value == 0:
        return "0"
    digits = 2 - math.floor(math.log10(abs(value)))
    return f"{round(value, digits):,.{max(digits, 0)}f}"


def read_answers(lines):
    return {operation: int(checksum) for operation, checksum in (line.split("\t") for line in lines)}


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", action="store_true")
    parser.add_argument("--answers")
    parser.add_argument("--tsv")
    parser.add_argument("--svg")
    parser.add_argument("figures", nargs="+")
    options = parser.parse_args(arguments)
    if options.operations == bool(options.answers):
        parser.error("one of --operations and --answers is needed")
    lines = []
    for path in options.figures:
        with open(path, encoding="utf-8") as file:
            lines += file.readlines()
    figures = Figures(lines)
    if options.operations:
        print("\n".join(figures.operations_with_answers()))
        return 0
    with open(options.answers, encoding="utf-8") as file:
        faults, known = differences(figures, read_answers(file))
    table = Table(figures)
    print(table.text())
    for path, content in ((options.tsv, table.tsv), (options.svg, table.svg)):
        if path:
            with open(path, "w", encoding="utf-8") as file:
                file.write(content())
    for line in known:
        print("known difference:", line)
    for line in faults:
        print("WRONG ANSWER:", line)
    if not faults:
        right = sum(1 for sums in figures.checksums.values() if sums != {0}) - len(known)
        print(f"{right} answers of {len({program for program, _ in figures.values})} programs are right")
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Failure, OSError, ValueError) as error:
        print("summarize.py:", error, file=sys.stderr)
        sys.exit(2)
