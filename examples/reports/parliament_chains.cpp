// SPDX-License-Identifier: BSL-1.0
// parliament_chains: who quotes whom in speeches before a parliament, nested as deep as it goes, checked row by row.
#include "spkatt.hpp"

#include <exception>
#include <fstream>
#include <iostream>
#include <vector>

namespace {

constexpr std::string_view usage =
    R"(usage: parliament_chains chains.tsv [docs.tsv] [--chain SPEECH ANNOTATION]

  --chain   the chain of one annotation instead, from the speaker inwards

Ends with 1 if a parent, depth or root that the graph gives is not that of the table.
)";

int run(int count, char** arguments) {
    std::vector<std::string> files, chain;
    for (int i = 1; i < count; ++i) {
        std::string const argument = arguments[i];
        if (argument == "--help") return std::cout << usage, 0;
        if (argument == "--chain" && i + 2 < count) {
            chain = {arguments[i + 1], arguments[i + 2]};
            i += 2;
        } else if (argument.starts_with("--")) {
            return std::cerr << usage, 2;
        } else {
            files.push_back(argument);
        }
    }
    if (files.empty() || files.size() > 2) return std::cerr << usage, 2;
    reports::SpkattSpeakers speakers;
    for (std::size_t i = files.size(); i-- > 0;) {
        std::ifstream in(files[i], std::ios::binary);
        if (!in) return std::cerr << "parliament_chains: cannot read " << files[i] << '\n', 1;
        if (i == 1) {
            speakers = reports::read_spkatt_speakers(in).value();
            continue;
        }
        reports::Spkatt const spkatt = reports::read_spkatt(in, speakers).value();
        if (chain.empty()) return reports::check_spkatt(std::cout, spkatt) == 0 && std::cout.flush() ? 0 : 1;
        if (!reports::print_spkatt_chain(std::cout, spkatt, chain[0], chain[1]))
            return std::cerr << "parliament_chains: no annotation " << chain[1] << " of speech " << chain[0] << '\n', 1;
    }
    std::cout.flush();
    return std::cout ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (std::exception const& error) {
        std::cerr << "parliament_chains: " << error.what() << '\n';
        return 1;
    }
}
