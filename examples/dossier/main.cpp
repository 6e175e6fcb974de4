// SPDX-License-Identifier: BSL-1.0
// dossier: who says what about a contested matter, through whom, and what stands behind it.
#include "names.hpp"
#include "options.hpp"
#include "print_json.hpp"
#include "print_text.hpp"
#include "sections.hpp"
#include <ascribe/interop/json_lines.hpp>
#include <ascribe/render/dot.hpp>

#include <algorithm>
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
        auto const report = read_json_lines(text, ledger);
        for (LineError const& error : report.errors) std::cerr << name << ": " << to_string(error) << '\n';
        good = good && report.ok();
    }
    return good;
}

class Unknown : public std::exception {
public:
    explicit Unknown(std::string message) : message_(std::move(message)) {}
    [[nodiscard]] char const* what() const noexcept override { return message_.c_str(); }

private:
    std::string message_;
};

std::vector<Node> find(Graph const& graph, std::string const& name, std::initializer_list<Category> categories) {
    auto found = dossier::find_named_records(graph, name, categories);
    if (!found) throw Unknown(to_string(found.error()));
    return *std::move(found);
}

constexpr auto anything = {Category::actor, Category::place, Category::document,
                           Category::event, Category::claim, Category::attribution};

dossier::Report make_report(Options const& options, Graph const& graph) {
    Scope scope;
    scope.admit = options.admit;
    dossier::Report report;
    std::string files;
    for (auto const& file : options.files) {
        auto const slash = file.rfind('/');
        files += (files.empty() ? "" : ", ") + (slash == std::string::npos ? file : file.substr(slash + 1));
    }
    report.facts.emplace_back("records", files);
    if (options.as_of) {
        scope.published_before = *options.as_of + 1;
        report.facts.emplace_back(
            "as of",
            to_string(*options.as_of) + (options.admit == Truth::possibly ? ", what may have been published by then"
                                                                          : ", what was certainly published by then"));
    }
    for (std::string const& name : options.without)
        for (Node node : find(graph, name, anything)) {
            scope.without.push_back(node);
            report.facts.emplace_back("without", dossier::describe(graph, node));
        }
    View const view(graph, scope);

    auto const append = [&](std::vector<dossier::Section> sections) {
        std::move(sections.begin(), sections.end(), std::back_inserter(report.sections));
    };
    bool one = false;
    if (options.event)
        for (Node node : find(graph, *options.event, {Category::event})) {
            report.title = "Event: " + dossier::describe(graph, node);
            append(dossier::about_event(view, node));
            one = true;
        }
    if (options.actor)
        for (Node node : find(graph, *options.actor, {Category::actor})) {
            report.title = "Actor: " + dossier::describe(graph, node);
            append(dossier::about_actor(view, node));
            one = true;
        }
    if (options.claim) {
        std::vector<ClaimId> done;
        for (Node node : find(graph, *options.claim, {Category::claim, Category::attribution})) {
            auto const claim =
                node.is(Category::claim) ? node.to<ClaimId>() : graph.innermost(node.to<AttributionId>()).first;
            if (std::find(done.begin(), done.end(), claim) != done.end()) continue;
            done.push_back(claim);
            report.title = "Claim: " + *options.claim;
            append(dossier::about_claim(view, node));
            one = true;
        }
    }
    if (options.document)
        for (Node node : find(graph, *options.document, {Category::document})) {
            report.title = "Document: " + dossier::describe(graph, node);
            append(dossier::about_document(view, node.to<DocumentId>()));
            one = true;
        }
    if (options.conflicts) {
        if (!one) report.title = "Disagreements";
        append({dossier::disagreements(view)});
        one = true;
    }
    if (one) return report;
    report.title = "Dossier";
    report.sections = {dossier::holdings_overview(view), dossier::texts(view),    dossier::contested(view),
                       dossier::most_repeated(view),     dossier::timeline(view), dossier::single_sources(view)};
    return report;
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
        auto const node = find(graph, *options.dot, anything).front();
        DotOptions dot;
        dot.label = [&](Node n) {
            return n.is(Category::claim) ? dossier::text_of(graph, n.to<ClaimId>()) : dossier::describe(graph, n);
        };
        write_dot(
            graph, node, options.radius, [](std::string_view text) { std::cout << text; }, dot);
        return 0;
    }
    auto const report = make_report(options, graph);
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
