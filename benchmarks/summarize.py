#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Makes a table and a picture of what the workload and its peers print, and checks that their answers are right.

    summarize.py --operations FIGURES...       the operations that have an answer, one a line, for the program answers
    summarize.py --answers ANSWERS [--tsv FILE] [--svg FILE] [--markdown FILE] FIGURES...

The second prints the table and fails if any checksum is not the right answer. Differences that are known are named
and do not fail.
"""
import argparse
import fnmatch
import math
import statistics
import sys
from collections import defaultdict

import operations
from drawing import COLOURS, Logarithmic, Picture
from operations import FLOOR, title, words

OURS = "ascribe"

# Of fewer runs a median is no figure to tell others.
RUNS_WANTED = 5

# ascribe's values that lie further apart than this part of their median are told with the table.
SPREAD_TO_TELL = 0.25

# Seconds are told in the largest of these of which there is one, from the left.
SMALLER = {"s": ((1, "s"), (1e3, "ms"), (1e6, "us"), (1e9, "ns"))}

# Program, operation, why.
KNOWN_DIFFERENCES = [
    ("boost_*", "5a.dominators", "Boost's lengauer_tarjan_dominator_tree is wrong where claims cite in circles"),
]


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


def differences(figures, answers):
    """Lines about wrong checksums: those that are faults, and those that are known, by program and operation."""
    faults, known = [], {}
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
            known[program, operation] = f"{line} ({why[0]})"
        else:
            faults.append(line)
    return faults, known


class Table:
    """Medians by operation and program. Ways of feeding ascribe other than by handles are rows of their own."""

    def __init__(self, figures, known=None):
        self.known = known or {}  # lines about known differences, by program and operation
        self.claims = figures.claims
        self.versions = figures.versions
        self.rows = []  # operation, unit, {program: (median, least, greatest, runs, operation with its questions)}
        cells, units = defaultdict(dict), {}
        for (program, operation), values in figures.values.items():
            name = name_of(operation)
            row, column = name, program
            if program.startswith(OURS + "_"):
                if not name.startswith("1."):
                    continue
                row, column = f"{name}, {program[len(OURS) + 1:]}", OURS
            elif program != OURS:
                others = operations.ROW_OF_OTHERS if program == FLOOR else operations.ROW_OF_PEERS
                row = others.get(name, name)
                if name.startswith("1.") and program in operations.FED_BY:
                    row = f"{name}, {operations.FED_BY[program]}"
            units[row] = figures.units[name]
            cells[row][column] = (statistics.median(values), min(values), max(values), len(values), operation)
        for row in sorted(cells):
            self.rows.append((row, units[row], cells[row]))
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
        ours = self._ours.get(operations.SAME_QUESTION.get(row, row))
        if program == OURS or not ours or row in operations.NOT_COMPARED:
            return None
        if row in operations.BY_HAND and program != FLOOR:
            return None
        return cell[0] / ours

    def pictured_ratio(self, row, program, cell):
        """The same for the picture: beside what ascribe's public interface does; None where that is nothing."""
        against = self._ours.get(operations.PICTURED_AGAINST.get(row))
        if row in operations.PICTURED_AGAINST:
            return cell[0] / against if against else None
        unpictured = operations.BY_HAND | operations.NOT_PICTURED
        return None if row in unpictured else self.ratio(row, program, cell)

    def notes(self):
        present = {row for row, _, _ in self.rows}
        notes = [note for rows, note in operations.NOTES if rows & present]
        return notes + [note for note in (self.fewer_questions(), self.spread()) if note]

    def fewer_questions(self):
        """Who was asked how many questions, where those are not the usual number."""
        asked = [f"{title(program)} {operation.replace('@', ' ')}" for _, _, of in self.rows
                 for program, (_, _, _, _, operation) in sorted(of.items()) if "@" in operation]
        return f"Asked less often than ascribe, as they take long: {'; '.join(asked)}." if asked else ""

    def spread(self):
        """Where ascribe's own values lie far apart."""
        far = []
        for row, unit, of in self.rows:
            median, least, greatest, _, _ = of.get(OURS, (0, 0, 0, 0, ""))
            if greatest - least > SPREAD_TO_TELL * median:
                times, small = next(((t, u) for t, u in SMALLER.get(unit, ()) if least * t >= 1), (1, unit))
                far.append(f"`{row}` {short(least * times)} to {short(greatest * times)} {small}")
        return ("ascribe's least and greatest values, where they lie more than a quarter of the median apart: "
                + "; ".join(far) + ".") if far else ""

    def head(self):
        return f"{self.claims:,} claims; medians of {self.runs_text()}; in brackets how many times ascribe's they are"

    def cells_text(self, row, unit, of, nothing):
        """Unit and cells of a row: of seconds so small a unit that the least figure has digits before the point."""
        least = min(cell[0] for cell in of.values())
        times, unit = next(((t, u) for t, u in SMALLER.get(unit, ()) if least * t >= 1), (1, unit))
        texts = [unit]
        for program in [OURS] + self.peers:
            ratio = self.ratio(row, program, of[program]) if program in of else None
            is_wrong = program in of and (program, of[program][4]) in self.known
            texts.append((short(of[program][0] * times) if program in of else nothing)
                         + (" wrong" if is_wrong else "") + (f" ({short(ratio)}x)" if ratio else ""))
        return texts

    def text(self):
        head = ["", "operation", "unit", OURS] + self.peers
        lines = [[title(column) for column in head]]
        for row, unit, of in self.rows:
            lines.append([words(row), row] + self.cells_text(row, unit, of, "-"))
        widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
        out = [self.head()]
        out += [f"with {', '.join(self.versions)}"] if self.versions else []
        for line in lines:
            cells = [c.ljust(w) if i < 3 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths))]
            out.append("  ".join(cells).rstrip())
        return "\n".join(out) + "\n" + "".join(f"\n{note}\n" for note in self.notes())

    def markdown(self):
        """The table for a document: what no program but ascribe has a figure for is in it, too."""
        programs = [OURS] + self.peers
        out = [self.head() + (f"; {', '.join(self.versions)}." if self.versions else "."), "",
               f"| | unit | {' | '.join(title(program) for program in programs)} |",
               "|---|---" + "|---:" * len(programs) + "|"]
        for row, unit, of in self.rows:
            cells = " | ".join(self.cells_text(row, unit, of, ""))
            out.append(f"| {words(row)} `{row.partition(',')[0]}` | {cells} |")
        notes = self.notes() + [f"Known to be wrong: {line}." for line in self.known.values()]
        return "\n".join(out) + "\n" + "".join(f"\n- {note}" for note in notes) + "\n"

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
        rows = [(row, [(p, self.pictured_ratio(row, p, of[p])) for p in self.peers if p in of])
                for row, _, of in self.rows]
        rows = [(row, [(p, r) for p, r in dots if r]) for row, dots in rows]
        rows = [(operations.PICTURED_AGAINST.get(row, row), dots) for row, dots in rows if dots]
        ratios = [r for _, dots in rows for _, r in dots]
        low = min(-1, math.floor(math.log10(min(ratios, default=1))))
        high = max(1, math.ceil(math.log10(max(ratios, default=1))))
        left, top, step, width = 270, 92, 26, 930
        right, bottom = width - 60, top + step * len(rows)
        x = Logarithmic(10.0 ** low, 10.0 ** high, left, right)

        picture = Picture(width, bottom + 44,
                          f"What others take, in multiples of what ascribe takes, {self.claims:,} claims")
        ring = "; the ring: plain arrays, no library" if FLOOR in self.peers else ""
        picture.text(16, 24, f"Time and memory in multiples of ascribe's, {self.claims:,} claims (logarithmic{ring})",
                     size=15)
        colour = {p: COLOURS[i % len(COLOURS)] for i, p in enumerate(p for p in self.peers if p != FLOOR)}

        def mark(peer):
            return 'fill="#ffffff" stroke="#222" stroke-width="2"' if peer == FLOOR else f'fill="{colour[peer]}"'

        at = 16.0
        for peer in self.peers:
            picture.dot(at + 5, 46, mark(peer))
            picture.text(at + 14, 50, title(peer))
            at += 30 + 7 * len(title(peer))
        for i in range(len(rows)):
            picture.line(left, top + step * i + step // 2, right, top + step * i + step // 2, "#eee")
        for power in range(low, high + 1):
            at_power = x(10.0 ** power)
            picture.line(at_power, top - 8, at_power, bottom, "#222" if power == 0 else "#ddd")
            picture.text(at_power, bottom + 16, f"{10 ** power:,}x" if power >= 0 else f"1/{10 ** -power:,}", "middle",
                         "#444")
        picture.text(x(1) + 6, top - 12, "ascribe takes less", colour="#444")
        picture.text(x(1) - 6, top - 12, "ascribe takes more", "end", "#444")
        for i, (row, dots) in enumerate(rows):
            y = top + step * i + step // 2
            picture.text(16, y + 4, words(row))
            for (peer, ratio), shift in zip(dots, shifts([x(ratio) for _, ratio in dots])):
                wrong = ", wrong" if (peer, row) in self.known else ""
                picture.dot(x(ratio), y + shift, mark(peer) + ' fill-opacity="0.85"',
                            f"{title(peer)}: {short(ratio)} times{wrong}")
        return picture.svg()


def shifts(places):
    """By how much to move dots up or down so that none hides another: those of a row, where they are from the left."""
    moved = [0.0] * len(places)
    done = []
    for i in sorted(range(len(places)), key=lambda i: places[i]):
        free = (s for s in (0, -7, 7) if all(abs(places[i] - p) >= 7 or s != other for p, other in done))
        moved[i] = next(free, 0)
        done.append((places[i], moved[i]))
    return moved


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
    parser.add_argument("--markdown")
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
    table = Table(figures, known)
    print(table.text())
    for path, content in ((options.tsv, table.tsv), (options.svg, table.svg), (options.markdown, table.markdown)):
        if path:
            with open(path, "w", encoding="utf-8") as file:
                file.write(content())
    for line in known.values():
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
