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

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
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

bool read_file(std::string const& name, std::string& text) {
    std::ifstream file;
    if (name != "-") file.open(name, std::ios::binary);
    std::istream& in = name == "-" ? std::cin : file;
    if (!in) return false;
    text.assign(std::istreambuf_iterator<char>(in), {});
    return !in.bad();
}

/// Reads every file into the ledger; says what is wrong with which line.
bool read_files(std::vector<std::string> const& files, Ledger& ledger) {
    bool good = true;
    for (std::string const& name : files) {
        std::string text;
        if (!read_file(name, text)) {
            std::cerr << "dossier: cannot read " << name << '\n';
            good = false;
            continue;
        }
        ProgressBar bar(name);
        auto const report = read_json_lines(text, ledger, {.progress = bar.callback()});
        bar.clear();
        for (LineError const& error : report.errors) std::cerr << name << ": " << to_string(error) << '\n';
        good = good && report.ok();
    }
    return good;
}

int run(std::vector<std::string> const& arguments) {
    auto const parsed = dossier::parse_options(arguments);
    if (!parsed) {
        std::cerr << "dossier: " << to_string(parsed.error()) << "\n(dossier --help lists the options)\n";
        return exit_bad_usage;
    }
    Options const& options = *parsed;
    if (options.help) {
        std::cout << dossier::usage();
        return 0;
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
            return n.is(Category::claim) ? dossier::text_of(graph, n.to<ClaimId>()) : dossier::describe(graph, n);
        };
        write_dot(
            graph, node, options.radius, [](std::string_view text) { std::cout << text; }, dot);
        return 0;
    }
    auto const report = dossier::answer(options, graph);
    if (options.json) {
        std::cout << dossier::print_json(report);
    } else {
        bool const colour = options.colour == dossier::Colour::always ||
                            (options.colour == dossier::Colour::automatic && on_a_terminal());
        std::cout << dossier::print_text(report, options.width != 0 ? options.width : terminal_width(), colour);
    }
    std::cout.flush();
    return std::cout ? 0 : exit_bad_data;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run({argv + 1, argv + argc});
    } catch (Unknown const& unknown) {
        std::cerr << "dossier: " << unknown.what() << '\n';
        return exit_bad_usage;
    } catch (std::exception const& error) {
        std::cerr << "dossier: " << error.what() << '\n';
        return exit_bad_data;
    }
}
