// SPDX-License-Identifier: BSL-1.0
// Parses and bounds a second on the valid rows of the conformance table: edtf <cases.tsv> [seconds]
//
// Prints one line for people, or with --plain one for benchmarks/edtf.sh: rows, hash of the rows, rows read, parses and
// bounds a second. A bound is the first or the last day of a value; a round asks every value for both.

#include <ascribe/time/edtf.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ascribe;
using Clock = std::chrono::steady_clock;

std::vector<std::string> split(std::string const& line) {
    std::vector<std::string> cells(1);
    for (char const c : line) {
        if (c == '\t')
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    }
    return cells;
}

std::vector<std::string> valid_rows(char const* path) {
    std::ifstream file(path);
    std::vector<std::string> texts;
    std::string line;
    std::getline(file, line);
    std::vector<std::string> const names = split(line);
    std::size_t text = names.size(), valid = names.size();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == "edtf") text = i;
        if (names[i] == "valid") valid = i;
    }
    while (std::getline(file, line)) {
        std::vector<std::string> cells = split(line);
        if (cells.size() <= text || cells.size() <= valid || cells[valid] != "1") continue;
        std::string& cell = cells[text];
        for (std::size_t at = cell.find("\\s"); at != std::string::npos; at = cell.find("\\s", at + 1)) {
            cell[at] = ' ';
            cell.erase(at + 1, 1);
        }
        texts.push_back(cell);
    }
    return texts;
}

/// FNV-1a over all rows, each with a line feed after it: two programs that print the same number saw the same rows.
std::uint32_t hash_of(std::vector<std::string> const& texts) {
    std::uint32_t hash = 2166136261U;
    for (std::string const& text : texts)
        for (char const c : text + '\n') hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

/// Rounds a second, over at least this time; the clock is asked after every 16 rounds.
template <class Round>
double rounds_a_second(double seconds, Round&& round) {
    auto const start = Clock::now();
    for (std::uint64_t rounds = 0;;) {
        for (int i = 0; i < 16; ++i) round();
        rounds += 16;
        double const passed = std::chrono::duration<double>(Clock::now() - start).count();
        if (passed >= seconds) return static_cast<double>(rounds) / passed;
    }
}

}  // namespace

int main(int argc, char** argv) {
    bool const is_plain = argc > 1 && std::strcmp(argv[argc - 1], "--plain") == 0;
    int const given = is_plain ? argc - 1 : argc;
    double const seconds = given > 2 ? std::atof(argv[2]) : 1.0;
    if (given < 2 || given > 3 || !(seconds > 0)) {
        std::fputs("usage: edtf <cases.tsv> [seconds] [--plain]\n", stderr);
        return 2;
    }
    std::vector<std::string> const texts = valid_rows(argv[1]);
    std::vector<Edtf> values;
    for (std::string const& text : texts)
        if (auto value = parse_edtf(text)) values.push_back(*std::move(value));
    if (values.empty()) {
        std::fprintf(stderr, "edtf: no valid rows in %s\n", argv[1]);
        return 1;
    }

    // What is computed is used, so that no part of it can be left out.
    std::uint64_t sum = 0;
    double const parses = rounds_a_second(seconds, [&] {
        for (std::string const& text : texts) sum += parse_edtf(text).has_value() ? 1U : 0U;
    });
    double const bounds = rounds_a_second(seconds, [&] {
        for (Edtf const& value : values)
            sum += static_cast<std::uint64_t>(value.earliest().number()) ^
                   static_cast<std::uint64_t>(value.latest().number());
    });
    double const parses_a_second = parses * static_cast<double>(texts.size());
    double const bounds_a_second = bounds * 2 * static_cast<double>(values.size());
    if (is_plain)
        std::printf("%zu %08x %zu %.0f %.0f\n", texts.size(), static_cast<unsigned>(hash_of(texts)), values.size(),
                    parses_a_second, bounds_a_second);
    else
        std::printf("%zu of %zu rows read: %.2f M parses/s, %.2f M bounds/s\n", values.size(), texts.size(),
                    parses_a_second / 1e6, bounds_a_second / 1e6);
    std::fprintf(stderr, "%s", sum == 0 ? "edtf: nothing was computed\n" : "");
    return sum == 0 ? 1 : 0;
}
