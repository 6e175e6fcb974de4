// SPDX-License-Identifier: BSL-1.0
// dossier: who says what about a contested matter, through whom, and what stands behind it.
#include "../progress_bar.hpp"
#include "answer.hpp"
#include "names.hpp"
#include "options.hpp"
#include "print_json.hpp"
#include "print_text.hpp"
#include <ascribe/interop/json_lines.hpp>
#include <ascribe/render/dot.hpp>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
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

/// The exit status after all output.
int finish_output() {
    errno = 0;
    std::cout.flush();
    if (std::cout) return 0;
    complain("cannot write the output" + (errno != 0 ? ": " + std::generic_category().message(errno) : std::string()));
    return exit_bad_data;
}

/// Reads every file into the ledger; says what is wrong with which line.
bool read_files(std::vector<std::string> const& files, Ledger& ledger) {
    bool good = true;
    for (std::string const& name : files) {
        std::string text;
        if (auto const reason = read_file(name, text)) {
            complain("cannot read " + name + ": " + *reason);
            good = false;
            continue;
        }
        ProgressBar bar(dossier::printable(name));
        auto const report = read_json_lines(text, ledger, {.progress = bar.callback()});
        bar.clear();
        for (LineError const& error : report.errors)
            std::cerr << dossier::printable(name + ": " + to_string(error)) << '\n';
        good = good && report.ok();
    }
    return good;
}

int run(std::vector<std::string> const& arguments) {
    auto const parsed = dossier::parse_options(arguments);
    if (!parsed) {
        complain(to_string(parsed.error()));
        std::cerr << "(dossier --help lists the options)\n";
        return exit_bad_usage;
    }
    Options const& options = *parsed;
    if (options.help) {
        std::cout << dossier::usage();
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
    if (!read_files(options.files, ledger)) return exit_bad_data;
    Graph const graph = ledger.graph();

    if (options.dot) {
        auto const node = dossier::find(graph, *options.dot, dossier::any_record).front();
        DotOptions dot;
        dot.label = [&](Node n) {
            return dossier::printable(
                n.is(Category::claim) ? dossier::text_of(graph, n.to<ClaimId>()) : dossier::describe(graph, n), true);
        };
        write_dot(
            graph, node, options.radius, [](std::string_view text) { std::cout << text; }, dot);
        return finish_output();
    }
    auto const report = dossier::answer(options, graph);
    if (options.json) {
        std::cout << dossier::print_json(report);
    } else {
        bool const colour = options.colour == dossier::Colour::always ||
                            (options.colour == dossier::Colour::automatic && on_a_terminal());
        std::cout << dossier::print_text(report, options.width != 0 ? options.width : terminal_width(), colour);
    }
    return finish_output();
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
