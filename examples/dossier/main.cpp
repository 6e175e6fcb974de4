// SPDX-License-Identifier: BSL-1.0
// dossier: who says what about a contested matter, through whom, and what stands behind it.
#include "../progress_bar.hpp"
#include "answer.hpp"
#include "legend.hpp"
#include "names.hpp"
#include "options.hpp"
#include "print_json.hpp"
#include "print_text.hpp"
#include <ascribe/interop/json_lines.hpp>
#include <ascribe/render/dot.hpp>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace {

using namespace ascribe;
using dossier::Options;
using dossier::Unknown;

constexpr int exit_bad_data = 1;
constexpr int exit_bad_usage = 2;
constexpr int exit_left_out = 3;

bool on_a_terminal() {
#if defined(__unix__) || defined(__APPLE__)
    return isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
#else
    return false;
#endif
}

unsigned terminal_width() {
#if defined(__unix__) || defined(__APPLE__)
    winsize size{};
    if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return size.ws_col;
#endif
    return 140;
}

/// What data and command line say is quoted without what would steer a terminal.
void complain(std::string_view what) {
    std::cerr << "dossier: " << dossier::printable(what) << '\n';
}

/// Why the file cannot be read; nothing if it was.
std::optional<std::string> read_file(std::string const& name, std::string& text) {
    std::ifstream file;
    if (name != "-") {
        std::error_code ignored;  // what is wrong with the file is told when it is opened
        if (std::filesystem::is_directory(name, ignored)) return "it is a directory";
        errno = 0;
        file.open(name, std::ios::binary);
    }
    std::istream& in = name == "-" ? std::cin : file;
    auto const reason = [] {
        return errno != 0 ? std::generic_category().message(errno) : std::string("the reason is unknown");
    };
    if (!in) return reason();
    try {
        errno = 0;
        text.assign(std::istreambuf_iterator<char>(in), {});
    } catch (std::ios_base::failure const&) {
        return reason();
    }
    if (in.bad()) return reason();
    return std::nullopt;
}

/// The exit status after all output: this one, if it could be written.
int finish_output(int status = 0) {
    errno = 0;
    std::cout.flush();
    if (std::cout) return status;
    complain("cannot write the output" + (errno != 0 ? ": " + std::generic_category().message(errno) : std::string()));
    return exit_bad_data;
}

/// What came of reading the files.
struct Input {
    bool is_read = true;  ///< every file, but for bad lines
    std::size_t bad_lines = 0;
};

/// Shows what is wrong with the first `most` bad lines of a file, and says how many there are beside them. Returns the
/// number of bad lines; a line may have several errors, in the order of the lines.
std::size_t show_errors(std::string const& file, std::vector<LineError> const& errors, std::size_t most) {
    std::size_t lines = 0;
    for (std::size_t i = 0; i < errors.size(); ++i) {
        bool const is_of_a_line = errors[i].line != 0;
        if (is_of_a_line && (i == 0 || errors[i].line != errors[i - 1].line)) ++lines;
        if (lines <= most || !is_of_a_line) std::cerr << dossier::printable(file + ": " + to_string(errors[i])) << '\n';
    }
    if (lines > most) {
        std::string const more = most == 0 ? "" : " more";
        std::cerr << dossier::printable(file) << ": " << lines - most << more
                  << (lines - most == 1 ? " line is" : " lines are") << " bad (--max-errors " << lines
                  << " shows all)\n";
    }
    return lines;
}

/// Whether a text that was read without an error says nothing at all.
bool says_nothing(JsonLinesReport const& report) {
    std::size_t records = report.properties.read + report.grounds + report.labels + report.recordings;
    for (auto const& count : report.records) records += count.read;
    return records == 0 && report.ok();
}

/// Reads every file into the ledger; says what is wrong with which line, and which file is empty. Bad lines are left
/// out, so that all of them are found.
Input read_files(Options const& options, Ledger& ledger) {
    Input input;
    for (std::string const& name : options.files) {
        std::string text;
        if (auto const reason = read_file(name, text)) {
            complain("cannot read " + name + ": " + *reason);
            input.is_read = false;
            continue;
        }
        ProgressBar bar(dossier::printable(name));
        auto const report = read_json_lines(text, ledger, {.keep_going = true, .progress = bar.callback()});
        bar.clear();
        if (says_nothing(report)) complain("no record in " + name);
        for (LineError const& error : report.errors)
            if (error.line == 0) input.is_read = false;  // of the text as a whole: nothing of it is recorded
        input.bad_lines += show_errors(name, report.errors, options.max_errors);
    }
    return input;
}

bool has_no_record(Graph const& graph) {
    return std::all_of(dossier::any_record.begin(), dossier::any_record.end(),
                       [&](Category category) { return graph.count(category) == 0; });
}

int run(std::vector<std::string> const& arguments) {
    auto const parsed = dossier::parse_options(arguments);
    if (!parsed) {
        complain(dossier::to_message(parsed.error()));
        std::cerr << "(dossier --help lists the options)\n";
        return exit_bad_usage;
    }
    Options const& options = *parsed;
    if (options.help) {
        std::cout << dossier::usage() << dossier::print_text({.sections = {dossier::legend()}}, 120, false);
        return finish_output();
    }
    if (options.files.empty() && options.last_value) {
        auto const& [option, value] = *options.last_value;
        complain("no file of records ('" + value + "' was taken as the value of " + option + ")");
        return exit_bad_usage;
    }
    if (options.files.empty()) {
        std::cerr << "dossier: no file of records\n\n" << dossier::usage();
        return exit_bad_usage;
    }
    Ledger ledger;
    Input const input = read_files(options, ledger);
    if (!input.is_read) return exit_bad_data;
    if (input.bad_lines != 0 && !options.keep_going) {
        complain("no answer because of " +
                 (input.bad_lines == 1 ? "1 bad line" : std::to_string(input.bad_lines) + " bad lines") +
                 " (--keep-going leaves bad lines out)");
        return exit_bad_data;
    }
    Graph const graph = ledger.graph();
    if (has_no_record(graph)) {
        complain("no record, so there is nothing to tell");
        return exit_bad_data;
    }
    int const done = input.bad_lines == 0 ? 0 : exit_left_out;

    if (options.dot) {
        if (input.bad_lines != 0) std::cout << "// left out: bad lines, " << input.bad_lines << '\n';
        auto const node = dossier::find("--dot", graph, *options.dot, dossier::any_record).front();
        DotOptions dot;
        dot.label = [&](Node n) {
            std::string text;
            if (auto const attribution = n.to<AttributionId>()) {
                bool const is_report = graph.content(attribution).is(Category::attribution);
                text = dossier::passage_of(graph, attribution) + (is_report ? "\nreports, " : "\n") +
                       dossier::stance_of(graph, attribution);
            } else {
                text = n.is(Category::claim) ? dossier::short_text_of(graph, n.to<ClaimId>())
                                             : dossier::describe(graph, n);
            }
            return dossier::printable(text, true);
        };
        write_dot(
            graph, node, options.radius.value_or(2), [](std::string_view text) { std::cout << text; }, dot);
        return finish_output(done);
    }
    auto report = dossier::answer(options, graph, input.bad_lines);
    if (options.json) {
        std::cout << dossier::print_json(report);
    } else {
        if (auto codes = dossier::legend(report); !codes.rows.empty()) report.sections.push_back(std::move(codes));
        bool const colour = options.colour == dossier::Colour::always ||
                            (options.colour == dossier::Colour::automatic && on_a_terminal());
        std::cout << dossier::print_text(report, options.width != 0 ? options.width : terminal_width(), colour);
    }
    return finish_output(done);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run({argv + 1, argv + argc});
    } catch (Unknown const& unknown) {
        complain(unknown.what());
        return exit_bad_usage;
    } catch (std::exception const& error) {
        complain(error.what());
        return exit_bad_data;
    }
}
