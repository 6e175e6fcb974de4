// SPDX-License-Identifier: BSL-1.0
// copied_feeds: which sources of a table are likely to copy from each other, told from the errors that they share.
#include "copying.hpp"

#include <exception>
#include <fstream>
#include <iostream>

namespace {

constexpr std::string_view usage = "usage: copied_feeds claims.tsv [pairs.tsv]\n";

int run(int count, char** arguments) {
    if (count == 2 && std::string(arguments[1]) == "--help") return std::cout << usage, 0;
    if (count < 2 || count > 3) return std::cerr << usage, 2;
    for (int i = 1; i < count; ++i)
        if (!std::ifstream(arguments[i])) return std::cerr << "copied_feeds: cannot read " << arguments[i] << '\n', 1;
    std::ifstream claims(arguments[1], std::ios::binary), labels;
    if (count == 3) labels.open(arguments[2], std::ios::binary);
    ascribe::Ledger const ledger = reports::read_feeds(claims).value();
    auto const pairs = reports::find_copying(ledger.graph());
    bool const printed =
        reports::print_copying(std::cout, ledger.graph(), pairs, count == 3 ? &labels : nullptr).value();
    return printed && std::cout.flush() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (std::exception const& error) {
        std::cerr << "copied_feeds: " << error.what() << '\n';
        return 1;
    }
}
