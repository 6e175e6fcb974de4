// SPDX-License-Identifier: BSL-1.0
// find_reuse [options] [KEY=]FILE...: which runs of words texts have in common, as text, table or records.
#include "report.hpp"
#include <ascribe/interop/json_lines.hpp>

#include <charconv>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view usage =
    R"(usage: find_reuse [options] [KEY=]FILE...

Reads texts in UTF-8 and prints the maximal runs of words that two of them have in common. KEY names the document of
a text; without it, that is the last part of the file's name.

  --words N   runs of at least so many words (8)
  --within    runs that a text repeats within itself, too
  --table     a table instead, tab-separated
  --records   records of ascribe instead, one JSON object a line; not with --within
  --help      this text
)";

struct CommandLine {
    std::vector<std::pair<std::string, std::string>> files;  // key, name
    text_reuse::Options options;
    bool table = false, records = false, help = false;
};

std::optional<CommandLine> parse(std::vector<std::string> const& arguments) {
    CommandLine line;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string const& argument = arguments[i];
        if (argument == "--help") {
            line.help = true;
        } else if (argument == "--within") {
            line.options.within = true;
        } else if (argument == "--table") {
            line.table = true;
        } else if (argument == "--records") {
            line.records = true;
        } else if (argument == "--words") {
            if (++i == arguments.size()) return std::nullopt;
            std::string const& n = arguments[i];
            auto const [end, error] = std::from_chars(n.data(), n.data() + n.size(), line.options.least_words);
            if (error != std::errc() || end != n.data() + n.size() || line.options.least_words == 0)
                return std::nullopt;
        } else if (argument.starts_with("--")) {
            return std::nullopt;
        } else {
            auto const equals = argument.find('=');
            std::string const name = equals == std::string::npos ? argument : argument.substr(equals + 1);
            std::string const key =
                equals == std::string::npos ? name.substr(name.rfind('/') + 1) : argument.substr(0, equals);
            line.files.emplace_back(key, name);
        }
    }
    bool const is_contradictory = line.records && (line.table || line.options.within);
    if (is_contradictory || (line.files.empty() && !line.help)) return std::nullopt;
    return line;
}

int run(CommandLine const& line) {
    std::vector<text_reuse::NamedText> texts;
    for (auto const& [key, name] : line.files) {
        std::ifstream file(name, std::ios::binary);
        std::string const text{std::istreambuf_iterator<char>(file), {}};
        if (!file) {
            std::cerr << "find_reuse: cannot read " << name << '\n';
            return 1;
        }
        auto words = text_reuse::split_words(text);
        if (!words) {
            std::cerr << "find_reuse: " << name << ": " << to_string(words.error()) << '\n';
            return 1;
        }
        texts.push_back({key, *std::move(words)});
    }
    std::vector<std::vector<text_reuse::Word>> words;
    for (text_reuse::NamedText const& text : texts) words.push_back(text.words);
    auto const runs = text_reuse::find_runs(words, line.options);

    if (line.records) {
        auto const ledger = text_reuse::to_ledger(texts, runs).value();
        ascribe::write_json_lines(ledger.graph(), [](std::string_view text) { std::cout << text; });
    } else if (line.table) {
        text_reuse::print_table(std::cout, texts, runs);
    } else {
        text_reuse::print_runs(std::cout, texts, runs);
    }
    std::cout.flush();
    return std::cout ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    auto const line = parse({arguments + 1, arguments + count});
    if (!line || line->help) {
        (line ? std::cout : std::cerr) << usage;
        return line ? 0 : 2;
    }
    try {
        return run(*line);
    } catch (std::exception const& error) {
        std::cerr << "find_reuse: " << error.what() << '\n';
        return 1;
    }
}
