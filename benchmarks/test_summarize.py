#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
import contextlib
import io
import os
import tempfile
import unittest
import xml.etree.ElementTree

import growth
import operations
import publish
import summarize

FIGURES = """\
ascribe\t1000\t3.trace\t10\tns\t500
ascribe\t1000\t3.trace\t30\tns\t500
ascribe\t1000\t3.trace\t11\tns\t500
slow\t1000\t3.trace@20\t110\tns\t7
slow\t1000\t3.trace_by_hand@20\t55\tns\t7
ascribe_strings\t1000\t1.ingest_per_attr\t600\tns\t0
ascribe_strings\t1000\t3.trace\t99\tns\t500
ascribe\t1000\t1.ingest_per_attr\t200\tns\t0
slow\t1000\t1.ingest_per_attr\t100\tns\t0
ascribe\t1000\t5a.dominators\t0.5\ts\t42
boost_csr\t1000\t5a.dominators\t1\ts\t42
# slow 1.0
"""
ANSWERS = {"3.trace": 500, "3.trace@20": 7, "3.trace_by_hand@20": 7, "5a.dominators": 42}


def figures(text=FIGURES):
    return summarize.Figures(text.splitlines(keepends=True))


class Summarize(unittest.TestCase):
    def cell(self, table, row, program):
        return next(of[program] for name, _, of in table.rows if name == row)

    def test_right_answers_are_found_right(self):
        self.assertEqual(summarize.differences(figures(), ANSWERS), ([], {}))

    def test_a_wrong_answer_in_any_run_is_a_fault(self):
        text = FIGURES + "ascribe\t1000\t3.trace\t10\tns\t501\n"
        faults, known = summarize.differences(figures(text), ANSWERS)
        self.assertEqual((faults, known), (["ascribe 3.trace: 500, 501 instead of 500"], {}))

    def test_a_missing_checksum_is_a_fault(self):
        faults, _ = summarize.differences(figures(FIGURES.replace("@20\t110\tns\t7", "@20\t110\tns\t0")), ANSWERS)
        self.assertEqual(faults, ["slow 3.trace@20: 0 instead of 7"])

    def test_ways_of_feeding_are_checked_though_their_times_are_not_shown(self):
        faults, _ = summarize.differences(figures(FIGURES.replace("99\tns\t500", "99\tns\t1")), ANSWERS)
        self.assertEqual(faults, ["ascribe_strings 3.trace: 1 instead of 500"])

    def test_an_answer_nobody_can_check_is_a_fault(self):
        faults, _ = summarize.differences(figures("ascribe\t10\t9.new\t1\ts\t3\n"), ANSWERS)
        self.assertEqual(faults, ["ascribe 9.new: no answer is known"])

    def test_a_known_difference_is_named_of_that_program_alone(self):
        text = FIGURES.replace("5a.dominators\t1\ts\t42", "5a.dominators\t1\ts\t41")
        faults, known = summarize.differences(figures(text), ANSWERS)
        self.assertEqual(faults, [])
        line = known["boost_csr", "5a.dominators"]
        self.assertTrue(line.startswith("boost_csr 5a.dominators: 41 instead of 42 ("))
        table = summarize.Table(figures(text), known)
        self.assertIn("`5a.dominators` | ms | 500 | 1,000 wrong (2.00x) |", table.markdown())
        self.assertIn(f"- Known to be wrong: {line}.", table.markdown())
        self.assertIn("Boost CSR: 2.00 times, wrong<", table.svg())
        faults, known = summarize.differences(figures(FIGURES.replace("0.5\ts\t42", "0.5\ts\t41")), ANSWERS)
        self.assertEqual((len(faults), known), (1, {}))

    def test_medians_and_ratios(self):
        table = summarize.Table(figures())
        self.assertEqual(self.cell(table, "3.trace", "ascribe")[:4], (11, 10, 30, 3))
        self.assertEqual(table.ratio("3.trace", "slow", self.cell(table, "3.trace", "slow")), 10)
        self.assertEqual(table.ratio("3.trace_by_hand", "slow", self.cell(table, "3.trace_by_hand", "slow")), 5)
        self.assertEqual(table.ratio("1.ingest_per_attr", "slow", self.cell(table, "1.ingest_per_attr", "slow")), 0.5)
        self.assertEqual(self.cell(table, "1.ingest_per_attr, strings", "ascribe")[0], 600)
        self.assertEqual(table.peers, ["boost_csr", "slow"])

    def test_the_table_tells_of_how_many_runs_it_is_and_whether_those_are_too_few(self):
        def head(*runs):
            lines = [f"{program}\t1000\t2.lookup\t1\tns\t0\n" for program, n in zip("ab", runs) for _ in range(n)]
            return summarize.Table(summarize.Figures(lines)).text().splitlines()[0]

        self.assertIn("; medians of 5 runs; ", head(5, 5))
        self.assertIn("; medians of 5 to 7 runs; ", head(7, 5))
        self.assertIn("; medians of 4 runs, fewer than the 5 that figures want; ", head(4, 4))
        self.assertIn("; medians of 1 run, fewer than the 5 that figures want; ", head(1))
        self.assertIn("; medians of 4 to 5 runs, fewer than the 5 that figures want; ", head(5, 4))

    def test_table_picture_and_columns_hold_every_program(self):
        table = summarize.Table(figures())
        self.assertIn("1,000 claims", table.text())
        self.assertIn("110 (10.0x)", table.text())
        self.assertIn("1000\t3.trace\tns\tslow\t20\t110\t110\t110\t1\t10\n", table.tsv())
        circles = [e for e in xml.etree.ElementTree.fromstring(table.svg()).iter() if e.tag.endswith("circle")]
        self.assertEqual(len(circles), 2 + 4)  # the legend, and the ratios

    def test_the_floor_stands_beside_ascribe_and_has_a_mark_of_its_own(self):
        table = summarize.Table(figures(FIGURES + "flat_arrays\t1000\t3.trace\t5.5\tns\t500\n"))
        self.assertEqual(table.peers, ["flat_arrays", "boost_csr", "slow"])
        head, trace = (next(line for line in table.text().splitlines() if first in line)
                       for first in ("  operation ", "  3.trace "))
        self.assertRegex(head, r"ascribe +flat arrays \(floor\) +Boost CSR +slow$")
        self.assertIn("5.50 (0.500x)", trace)
        self.assertIn("3.trace\tns\tflat_arrays\tusual\t5.5\t", table.tsv())
        plain = summarize.Table(figures())
        marks = [[e.get("fill") for e in xml.etree.ElementTree.fromstring(t.svg()).iter() if e.tag.endswith("circle")]
                 for t in (table, plain)]
        self.assertEqual(marks[0].count("#ffffff"), 2)  # the legend, and the ratio
        self.assertEqual([fill for fill in marks[0] if fill != "#ffffff"], marks[1])

    def test_operations_stand_in_words_and_by_name(self):
        table = summarize.Table(figures())
        self.assertRegex(table.text(), r"\ntracing a claim to its origins +3\.trace +ns +11\.0 ")
        self.assertIn("| recording, from string keys `1.ingest_per_attr` | ns | 600 |  |  |\n", table.markdown())
        pictured = [e.text for e in xml.etree.ElementTree.fromstring(table.svg()).iter() if e.tag.endswith("text")]
        self.assertIn("tracing a claim to its origins", pictured)
        self.assertFalse([words for words in pictured if "3.trace" in words])
        self.assertEqual(operations.words("2.lookup_batch_compacted"),
                         "attributions of claims known beforehand, in reading order")

    def test_seconds_are_told_in_a_unit_in_which_the_least_figure_is_at_least_one(self):
        table = summarize.Table(figures(FIGURES + "ascribe\t1000\t8.merge4\t0.0000042\ts\t0\n"
                                        "slow\t1000\t8.merge4\t3\ts\t0\n"))
        self.assertIn("`8.merge4` | us | 4.20 |  | 3,000,000 (714,000x) |", table.markdown())
        self.assertIn("`5a.dominators` | ms | 500 | 1,000 (2.00x) |", table.markdown())
        self.assertIn("1000\t8.merge4\ts\tascribe\tusual\t4.2e-06\t", table.tsv())

    def test_columns_of_the_host_are_beside_the_floor_alone_and_not_in_the_picture(self):
        table = summarize.Table(figures(FIGURES + "".join(
            f"{program}\t1000\t6.{operation}\t{value}\ts\t0\n" for program, operation, value in (
                ("ascribe", "asof_100", 1), ("flat_arrays", "asof_100", 2), ("slow", "asof_100", 600),
                ("ascribe", "asof_100_graph", 300), ("ascribe", "asof_100_indexed", 1), ("ascribe", "asof_index", 3)
            ))))
        row = {operation: {p: table.ratio(operation, p, of[p]) for p in of} for operation, _, of in table.rows}
        self.assertEqual(row["6.asof_100"], {"ascribe": None, "flat_arrays": 2})
        self.assertEqual(row["6.asof_100_graph"], {"ascribe": None, "slow": 2})
        self.assertEqual(row["6.asof_100_indexed"], {"ascribe": None})
        self.assertEqual(row["6.asof_index"], {"ascribe": None})
        self.assertIn(operations.words("6.asof_100_graph"), table.svg())
        self.assertNotIn(operations.words("6.asof_100") + "<", table.svg())
        self.assertNotIn(operations.words("6.asof_100_indexed"), table.svg())
        self.assertIn("count in vectors of days", table.text())

    def test_what_others_make_beforehand_is_beside_what_the_library_makes_for_that(self):
        table = summarize.Table(figures(FIGURES + "".join(
            f"{program}\t1000\t6.{operation}\t{value}\ts\t0\n" for program, operation, value in (
                ("ascribe", "asof_100_reports", 10), ("ascribe", "asof_reports", 100),
                ("ascribe", "asof_100_indexed", 1), ("ascribe", "asof_index", 1),
                ("flat_arrays", "asof_100_indexed", 5), ("flat_arrays", "asof_index", 20),
                ("slow", "asof_100_indexed", 600), ("slow", "asof_index", 300)))))
        row = {operation: {p: table.ratio(operation, p, of[p]) for p in of} for operation, _, of in table.rows}
        self.assertEqual(row["6.asof_100_reports"], {"ascribe": None, "flat_arrays": 0.5, "slow": 60})
        self.assertEqual(row["6.asof_reports"], {"ascribe": None, "flat_arrays": 0.2, "slow": 3})
        self.assertEqual(row["6.asof_100_indexed"], {"ascribe": None})
        self.assertNotIn(operations.words("6.asof_100_reports"), table.svg())
        self.assertNotIn(operations.words("6.asof_reports"), table.svg())
        self.assertIn("FirstReports::claims_until", table.text())

    def test_who_is_fed_strings_is_beside_ascribe_from_strings(self):
        table = summarize.Table(figures(FIGURES + "sord\t1000\t1.ingest_per_attr\t6000\tns\t0\n"))
        self.assertIn("from string keys `1.ingest_per_attr` | ns | 600 |  |  | 6,000 (10.0x) |", table.markdown())
        self.assertIn("| recording `1.ingest_per_attr` | ns | 200 |  | 100 (0.500x) |  |", table.markdown())
        self.assertIn("sord: 10.0 times<", table.svg())

    def test_opening_on_trust_is_set_against_nothing(self):
        table = summarize.Table(figures(FIGURES + "ascribe\t1000\t9.image_open_trusted\t1\ts\t0\n"
                                        "slow\t1000\t9.image_open_trusted\t3\ts\t0\n"))
        self.assertIn("`9.image_open_trusted` | s | 1.00 |  | 3.00 |", table.markdown())
        self.assertNotIn(operations.words("9.image_open_trusted"), table.svg())

    def test_who_was_asked_less_and_what_lies_far_apart_is_told(self):
        markdown = summarize.Table(figures()).markdown()
        self.assertIn("Asked less often than ascribe, as they take long: slow 3.trace 20; slow 3.trace_by_hand 20.",
                      markdown)
        self.assertIn("a quarter of the median apart: `3.trace` 10.0 to 30.0 ns.", markdown)
        self.assertNotIn("apart:", summarize.Table(figures(FIGURES.replace("\t30\t", "\t12\t"))).markdown())

    def test_no_dot_hides_another(self):
        self.assertEqual(summarize.shifts([100, 300]), [0, 0])
        self.assertEqual(summarize.shifts([101, 100]), [-7, 0])
        self.assertEqual(summarize.shifts([100, 101, 102]), [0, -7, 7])
        self.assertEqual(summarize.shifts([100, 106, 107]), [0, -7, 0])

    def test_the_picture_is_of_the_public_interface(self):
        lines = "".join(f"{program}\t1000\t7.{operation}\t{value}\tns\t0\n" for program, operation, value in (
            ("ascribe", "independent_origins", 10), ("slow", "independent_origins", 20),
            ("ascribe", "corroboration", 80)))
        table = summarize.Table(figures(FIGURES + lines))
        cell = self.cell(table, "7.independent_origins", "slow")
        self.assertEqual(table.ratio("7.independent_origins", "slow", cell), 2)
        self.assertEqual(table.pictured_ratio("7.independent_origins", "slow", cell), 0.25)
        self.assertIn("independent lines of a claim<", table.svg())
        self.assertIn("ascribe::detail", table.markdown())

    def test_figures_of_two_sizes_or_units_and_broken_lines_are_refused(self):
        for text in ("a\t10\t2.lookup\t1\tns\t0\nb\t20\t2.lookup\t1\tns\t0\n", "a\t10\t2.lookup\t1\n", "",
                     "a\t10\t2.lookup\t1\tns\t0\nb\t10\t2.lookup@5\t1\ts\t0\n"):
            with self.assertRaises(summarize.Failure):
                figures(text)

    def test_the_program_fails_on_a_wrong_answer_only(self):
        with tempfile.TemporaryDirectory() as directory:
            paths = [os.path.join(directory, name) for name in ("figures", "answers", "out.tsv")]
            for trace, status in ((500, 0), (499, 1)):
                with open(paths[0], "w", encoding="utf-8") as file:
                    file.write(FIGURES)
                with open(paths[1], "w", encoding="utf-8") as file:
                    file.writelines(f"{o}\t{c}\n" for o, c in (ANSWERS | {"3.trace": trace}).items())
                with contextlib.redirect_stdout(io.StringIO()):
                    self.assertEqual(summarize.main(["--answers", paths[1], "--tsv", paths[2], paths[0]]), status)
            self.assertTrue(os.path.getsize(paths[2]) > 0)

    def test_numbers_keep_three_digits(self):
        self.assertEqual([summarize.short(v) for v in (0, 1234567, 12.345, 0.00123456, 9.999)],
                         ["0", "1,230,000", "12.3", "0.00123", "10.00"])


def circles(picture):
    return [e for e in xml.etree.ElementTree.fromstring(picture).iter() if e.tag.endswith("circle")]


class Growth(unittest.TestCase):
    HEAD = "             |  record  memory\n"
    ROW = "{:12} | {:7} 80.1 15.0 40 {:7} 9.2 | 275 70.2 18 93 5.2 | 319 60.3 10.5 49 21{}\n"

    def test_a_curve_has_a_dot_for_each_size_and_rises_with_the_cost(self):
        text = "words\n" + self.HEAD + self.ROW.format(10069, 255, 100, "") + self.ROW.format(100060, 2550, 400, "")
        rows = growth.read_rows(text)
        self.assertEqual([(row[0], row[1], row[2], row[5], row[8], row[13]) for row in rows],
                         [(10069, 255, 80.1, 100, 70.2, 60.3), (100060, 2550, 80.1, 400, 70.2, 60.3)])
        picture = growth.draw(text)
        self.assertEqual(len(circles(picture)), 2 * (len(growth.TIMES) + len(growth.BYTES)))
        low, high = (float(c.get("cy")) for c in circles(picture)[:2])
        self.assertGreater(low, high)  # downwards on a screen
        self.assertIn("10 thousand to 100 thousand attributions", picture)

    def test_further_columns_do_no_harm_and_missing_ones_are_refused(self):
        more = " |    72.3   171.8"
        self.assertEqual(len(growth.read_rows(self.ROW.format(10, 1, 1, more) + self.ROW.format(20, 1, 1, more))), 2)
        for text in (self.ROW.format(10, 1, 1, ""), "", "10 | 1 2 3\n20 | 1 2 3\n"):
            with self.assertRaises(growth.Failure):
                growth.read_rows(text)

    def test_sizes_are_called_what_was_asked_for(self):
        self.assertEqual([growth.size_text(n) for n in (10069, 1000368, 99993977)],
                         ["10 thousand", "1 million", "100 million"])


class Publish(unittest.TestCase):
    def test_the_picture_of_growth_is_of_the_table_in_the_readme(self):
        docs = os.path.join(publish.HERE, "..", "docs")
        self.assertEqual(growth.draw(publish.read(os.path.join(publish.HERE, "README.md"))),
                         publish.read(os.path.join(docs, "growth.svg")))

    def test_the_bounds_in_the_readme_are_those_of_the_gate(self):
        self.assertIn(publish.bounds(publish.read(os.path.join(publish.HERE, "gate.tsv"))),
                      publish.read(os.path.join(publish.HERE, "README.md")))

    def test_figures_come_into_their_places_and_change_nothing_else(self):
        table = Growth.HEAD + Growth.ROW.format(10000, 1, 1, "") + Growth.ROW.format(20000, 2, 2, "")
        readme = "A\n" + "".join(f"<!-- figures: {p} -->\nold {p}\n<!-- end of figures -->\nB {p}\n"
                                 for p in ("compare-10", "compare-20", "growth", "gate"))
        with tempfile.TemporaryDirectory() as root:
            here, build, docs = (os.path.join(root, name) for name in ("benchmarks", "build", "docs"))
            for directory in (here, build, docs):
                os.mkdir(directory)
            files = {(here, "README.md"): readme, (here, "gate.tsv"): "# so\nlookup\tclaim\t1490\tit looks\n",
                     (build, "compare-10.md"): "new\n\n- a note\n",
                     (build, "compare-10.svg"): "picture", (build, "growth.txt"): table}
            for path, content in files.items():
                with open(os.path.join(*path), "w", encoding="utf-8") as file:
                    file.write(content)
            with contextlib.redirect_stdout(io.StringIO()):
                publish.main(["--compare", build, "--growth", os.path.join(build, "growth.txt")], here)
            self.assertEqual(publish.read(os.path.join(here, "README.md")),
                             readme.replace("old compare-10\n", "new\n\n- a note\n")
                             .replace("old gate\n", "| operation | for each | instructions | why as many |\n"
                                      "|---|---|---:|---|\n| `lookup` | claim | 1,490 | it looks |\n")
                             .replace("old growth", f"```\n{table.rstrip()}\n```"))
            self.assertEqual(publish.read(os.path.join(docs, "benchmarks.svg")), "picture")
            self.assertEqual(publish.read(os.path.join(docs, "growth.svg")), growth.draw(table))
            os.remove(os.path.join(build, "compare-10.md"))
            with self.assertRaises(publish.Failure):
                publish.main(["--compare", build], here)


if __name__ == "__main__":
    unittest.main()
