// SPDX-License-Identifier: BSL-1.0
// What the program says when it cannot answer: which file, which argument, and why. And that data cannot steer the
// terminal on which it is shown.
#include "dossier/program_run.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

using namespace dossier_test;

namespace {

bool says(Run const& result, std::string const& text) {
    return result.err.find(text) != std::string::npos;
}

bool is_short(Run const& result) {
    return std::count(result.err.begin(), result.err.end(), '\n') <= 2;
}

/// A file of records for one test.
class File {
public:
    explicit File(std::string const& text)
        : path_(std::string(ASCRIBE_TEST_SCRATCH) + "/errors_" + std::to_string(getpid()) + ".jsonl") {
        std::ofstream(path_, std::ios::binary) << text;
    }
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    ~File() { std::remove(path_.c_str()); }

    [[nodiscard]] std::string quoted() const { return "'" + path_ + "'"; }

private:
    std::string path_;
};

std::string const flood = R"({"record":"actor","key":"gazette","kind":"media"}
{"record":"document","key":"g1"}
{"record":"event","key":"flood"}
{"record":"claim","id":"c1","subject":"event:flood","property":"cause","value":{"text":"rain\u001b[31m\u0007\u007f\u009b2J"}}
{"record":"attribution","id":"a","source":"actor:gazette","content":"claim:c1","document":"document:g1"}
)";

}  // namespace

TEST_CASE("A file that cannot be read is named, with the reason") {
    Run const directory = run("'" ASCRIBE_TEST_SCRATCH "'");
    CHECK(directory.status == 1);
    CHECK(says(directory, "cannot read " ASCRIBE_TEST_SCRATCH ": it is a directory"));
    Run const missing = run("/no/such/file");
    CHECK(missing.status == 1);
    CHECK(says(missing, "cannot read /no/such/file: No such file"));
}

TEST_CASE("All bad lines are told, up to a number that can be set, and how many more there are") {
    std::string text = flood;
    for (int i = 0; i < 30; ++i) text += "{\"record\":\"event\",\"key\":\"\"}\n";
    File const file(text);
    auto const told = [](Run const& result) {
        std::size_t lines = 0;
        for (auto at = result.err.find(".jsonl: line "); at != std::string::npos;
             at = result.err.find(".jsonl: line ", at + 1))
            ++lines;
        return lines;
    };
    Run const some = run(file.quoted());
    CHECK(some.status == 1);
    CHECK(some.out == "");
    CHECK(told(some) == 20);
    CHECK(says(some, ".jsonl: line 6, column "));
    CHECK(says(some, ".jsonl: line 25, column "));
    CHECK(says(some, ".jsonl: 10 more lines are bad (--max-errors 30 shows all)"));
    CHECK(says(some, "no answer because of 30 bad lines (--keep-going leaves bad lines out)"));
    Run const all = run("--max-errors 30 " + file.quoted());
    CHECK(told(all) == 30);
    CHECK_FALSE(says(all, "more line"));
    CHECK(says(run("--max-errors 29 " + file.quoted()), ".jsonl: 1 more line is bad"));
    Run const none = run("--max-errors=0 " + file.quoted());
    CHECK(told(none) == 0);
    CHECK(says(none, ".jsonl: 30 lines are bad"));
    CHECK(run("--max-errors many " + file.quoted()).status == 2);
}

TEST_CASE("Bad lines can be left out, which the page, JSON, DOT and the exit status say") {
    File const file(
        flood + "no record\n" + R"({"record":"event","key":"drought"})" + "\n" +
        R"({"record":"claim","id":"c2","subject":"event:strike","property":"cause","value":{"text":"pay"}})" + "\n" +
        R"({"record":"attribution","id":"a2","source":"actor:gazette","content":"claim:c2"})" + "\n");
    CHECK(run(file.quoted()).status == 1);
    CHECK(run(file.quoted()).out == "");

    Run const page = run("--keep-going --event drought " + file.quoted());
    CHECK(page.status == 3);
    CHECK(page.out.find("left out  3 lines, which are bad") != std::string::npos);
    CHECK(says(page, "line 6, column "));
    CHECK(says(page, "line 8, column "));  // names what no line declares
    CHECK(says(page, "line 9, column "));  // rests on line 8
    CHECK_FALSE(says(page, "no answer"));

    Run const object = run("--json --keep-going --max-errors 0 " + file.quoted());
    CHECK(object.status == 3);
    CHECK(object.out.find("\"left_out\": 3") != std::string::npos);
    CHECK(says(object, ".jsonl: 3 lines are bad"));

    Run const dot = run("--dot flood --keep-going " + file.quoted());
    CHECK(dot.status == 3);
    CHECK(dot.out.find("// left out: bad lines, 3\n") == 0);

    CHECK(run("--keep-going " + file.quoted() + " /no/such/file").status == 1);
}

TEST_CASE("Without bad lines nothing is left out, whether asked for or not") {
    File const file(flood);
    Run const plain = run("--json " + file.quoted());
    CHECK(plain.status == 0);
    CHECK(plain.out.find("\"left_out\": 0") != std::string::npos);
    Run const kept = run("--json --keep-going " + file.quoted());
    CHECK(kept.status == 0);
    CHECK(kept.out == plain.out);
    CHECK(run("--width 140 " + file.quoted()).out.find("left out") == std::string::npos);
}

TEST_CASE("A file without a record is told, and no page of zeros is made of it") {
    for (std::string const text : {"", "\n\n"}) {
        File const file(text);
        Run const result = run(file.quoted());
        CHECK(result.status == 1);
        CHECK(result.out == "");
        CHECK(says(result, "no record in "));
        CHECK(says(result, "nothing to tell"));
        Run const beside = run("--json " + file.quoted() + " " + data);
        CHECK(beside.status == 0);
        CHECK(says(beside, "no record in "));
        CHECK_FALSE(beside.out.empty());
    }
    File const all_bad("{}\n");
    Run const result = run("--keep-going " + all_bad.quoted());
    CHECK(result.status == 1);
    CHECK(result.out == "");
    CHECK(says(result, "nothing to tell"));
}

TEST_CASE("After -- all is files") {
    std::string const name = std::string(ASCRIBE_TEST_SCRATCH) + "/--json_" + std::to_string(getpid());
    std::ofstream(name, std::ios::binary) << flood;
    std::string const base = name.substr(name.rfind('/') + 1);
    std::string const command = "cd '" ASCRIBE_TEST_SCRATCH "' && '" ASCRIBE_DOSSIER_PROGRAM "' ";
    auto const status = [](std::string const& line) {
        int const result = std::system((line + " >/dev/null 2>&1").c_str());
        return WIFEXITED(result) ? WEXITSTATUS(result) : -1;
    };
    CHECK(status(command + "--width 140 -- " + base) == 0);
    CHECK(status(command + "--width 140 " + base) == 2);
    std::remove(name.c_str());
    CHECK(says(run("--event flood -- --json"), "cannot read --json"));
    CHECK(says(run("--"), "no file of records"));
}

TEST_CASE("Output that cannot be written is an error") {
    if (!std::ofstream("/dev/full")) return;  // not everywhere
    for (std::string const question : {"--help", "--json", "--numbers", "--dot c004.034"}) {
        CAPTURE(question);
        std::string const command =
            "'" ASCRIBE_DOSSIER_PROGRAM "' " + question + " " + data + " >/dev/full 2>/dev/null";
        int const status = std::system(command.c_str());
        CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 1));
    }
}

TEST_CASE("Two days are given in order, and without a third") {
    Run const reversed = run("--diff 2023-09-08 2023-06-15 " + data);
    CHECK(reversed.status == 2);
    CHECK(says(reversed, "the earlier day first"));
    CHECK(run("--diff 2023-09-08 2023-09-08 " + data).status == 0);
    Run const third = run("--diff 2023-06-15 2023-09-08 --as-of 2023-09-08 " + data);
    CHECK(third.status == 2);
    CHECK(says(third, "no --diff beside it"));
}

TEST_CASE("A radius without a picture is refused and not ignored") {
    CHECK(says(run("--radius 3 " + data), "--radius"));
    CHECK(run("--radius 3 " + data).status == 2);
}

TEST_CASE("An option that took the name of the file for its value is named") {
    for (std::string const option : {"--actor", "--claim", "--dot"}) {
        CAPTURE(option);
        Run const result = run(option + " some.jsonl");
        CHECK(result.status == 2);
        CHECK(says(result, "no file of records ('some.jsonl' was taken as the value of " + option + ")"));
        CHECK(is_short(result));
    }
    CHECK(says(run("--json"), "usage: dossier"));
    CHECK(says(run("--actor=gazette --json"), "usage: dossier"));
}

TEST_CASE("A value that an option cannot take is told in one way: the option, what was expected, what was found") {
    struct Bad {
        std::string option, value, expected;
    };
    std::string const day = "a day such as 2023-06-30, without a time";
    std::string const days = "two days such as 2023-06-30 2023-09-30, without times";
    for (Bad const& bad :
         {Bad{"--width", "abc", "a whole number of columns, at least 40"},
          Bad{"--width", "39", "a whole number of columns, at least 40"},
          Bad{"--max-errors", "x", "a whole number of lines"}, Bad{"--max-errors", "-1", "a whole number of lines"},
          Bad{"--radius", "1.5", "a whole number of steps"}, Bad{"--color", "red", "auto, always or never"},
          Bad{"--as-of", "yesterday", day}, Bad{"--as-of", "2023-06-30T12:00:00Z", day},
          Bad{"--diff", "2023-06-15/soon", days}, Bad{"--diff", "2023-09-08/2023-06-15", "the earlier day first"},
          Bad{"--actor", "", "a name"}, Bad{"--find", "", "a name"}, Bad{"--json", "yes", "no value"}}) {
        CAPTURE(bad.option);
        CAPTURE(bad.value);
        Run const result = run(bad.option + "='" + bad.value + "' " + data);
        CHECK(result.status == 2);
        CHECK(result.out == "");
        std::string found = bad.value.empty() ? "nothing" : "'" + bad.value + "'";
        std::replace(found.begin(), found.end(), '/', ' ');
        CHECK(result.err == "dossier: " + bad.option + ": expected " + bad.expected + ", found " + found +
                                "\n(dossier --help lists the options)\n");
        if (bad.option != "--json") CHECK(says(run(bad.option), "dossier: " + bad.option + ": expected "));
    }
    CHECK(says(run("--nonsense " + data), "expected one of the options that --help lists, found '--nonsense'"));
    for (std::string const option : {"--actor", "--what-if", "--without", "--dot", "--commitments", "--relations"})
        CHECK(says(run(option + " no-such-thing " + data), "dossier: " + option + ": "));
}

TEST_CASE("- is standard input, as --help says") {
    File const file(flood);
    Run const named = run("--json --event flood " + file.quoted());
    Run const piped = run("--json --event flood - <" + file.quoted());
    CHECK(piped.status == 0);
    CHECK(piped.out.substr(piped.out.find("sections")) == named.out.substr(named.out.find("sections")));
    CHECK(run("--help").out.find("(- for standard input)") != std::string::npos);
}

TEST_CASE("A record of another kind is told with both kinds") {
    Run const result = run("--actor d001 " + data);
    CHECK(result.status == 2);
    CHECK(says(result, "'d001' is of another kind: expected actor, found document:d001"));
}

TEST_CASE("Names that are far from the one asked for are not called nearest") {
    Run const far = run("--actor 'qqqqqqqqqqqqqqqqqqqqqqqq' " + data);
    CHECK(far.status == 2);
    CHECK_FALSE(says(far, "nearest"));
    CHECK(says(far, "--find looks within names"));
    CHECK(says(run("--actor ac_pashinian " + data), "nearest: ac_pashinyan"));
}

TEST_CASE("The nearest names are also those that somebody uses, whole or by one word of them") {
    CHECK(says(run("--actor Aliyef " + data), "Aliyev"));
    CHECK(says(run("--actor Alijev " + data), "Aliyev"));
    CHECK(says(run("--actor aremnia " + data), "Armenia"));
}

TEST_CASE("Records without a label go by number, and are so offered") {
    File const file(flood);
    Run const result = run("--claim c1 " + file.quoted());
    CHECK(result.status == 2);
    CHECK(says(result, "records without a label go by number (claim:0)"));
    CHECK(run("--claim claim:0 " + file.quoted()).status == 0);
    CHECK_FALSE(says(run("--actor nobody " + file.quoted()), "by number"));
}

TEST_CASE("Values of another kind than the program's rules of conflict expect are no fault of the data") {
    File const file(
        R"({"record":"actor","key":"ada","kind":"person"}
{"record":"document","key":"g"}
{"record":"place","key":"town"}
{"record":"event","key":"res"}
{"record":"event","key":"dep"}
{"record":"claim","id":"c0","subject":"event:res","property":"residents","value":{"text":"very few"}}
{"record":"claim","id":"c1","subject":"event:dep","property":"persons_left","value":{"text":"everybody"}}
{"record":"claim","id":"c2","subject":"event:res","property":"told_place","value":{"node":"place:town"}}
{"record":"claim","id":"c3","subject":"event:dep","property":"told_place","value":{"node":"place:town"}}
{"record":"claim","id":"c4","subject":"event:res","property":"options_count","value":{"text":"a few"}}
{"record":"claim","id":"c5","subject":"event:res","property":"options","value":{"quantity":"2 {options}"}}
{"record":"attribution","id":"a0","source":"actor:ada","content":"claim:c0","document":"document:g"}
{"record":"attribution","id":"a1","source":"actor:ada","content":"claim:c1","document":"document:g"}
{"record":"attribution","id":"a2","source":"actor:ada","content":"claim:c2","document":"document:g"}
{"record":"attribution","id":"a3","source":"actor:ada","content":"claim:c3","document":"document:g"}
{"record":"attribution","id":"a4","source":"actor:ada","content":"claim:c4","document":"document:g"}
{"record":"attribution","id":"a5","source":"actor:ada","content":"claim:c5","document":"document:g"}
)");
    for (std::string const option : {"", "--conflicts ", "--claim claim:0 "})
        CHECK(run(option + file.quoted()).status == 0);
}

TEST_CASE("Control characters of the data and of arguments are shown as escapes") {
    File const file(flood);
    Run const page = run("--event flood " + file.quoted());
    REQUIRE(page.status == 0);
    CHECK(page.out.find("rain\\x1b[31m\\x07\\x7f\\x9b2J") != std::string::npos);
    for (Run const& result :
         {page, run("--claim claim:0 " + file.quoted()), run("--dot flood " + file.quoted()),
          run("--actor \"$(printf 'x\\033[2J\\177')\" " + file.quoted()), run("\"$(printf '/no/\\033[2J')\"")}) {
        std::string const all = result.out + result.err;
        CHECK_FALSE(all.empty());
        CHECK(all.find("\\x1b[") != std::string::npos);
        CHECK(std::none_of(all.begin(), all.end(),
                           [](char c) { return (c >= 0 && c < 0x20 && c != '\n') || c == 0x7f; }));
        CHECK(all.find("\xc2\x9b") == std::string::npos);
    }
}
