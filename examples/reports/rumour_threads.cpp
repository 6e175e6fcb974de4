// SPDX-License-Identifier: BSL-1.0
// rumour_threads: who supports, denies and queries rumours, and in answer to whom.
#include "rumour.hpp"

#include <exception>
#include <fstream>
#include <iostream>
#include <optional>

namespace {

constexpr std::string_view usage =
    R"(usage: rumour_threads posts.tsv [threads.tsv] [--thread ID]

  --thread ID  one conversation as a tree instead
)";

int run(int count, char** arguments) {
    std::vector<std::string> files;
    std::optional<std::string> thread;
    for (int i = 1; i < count; ++i) {
        std::string const argument = arguments[i];
        if (argument == "--help") return std::cout << usage, 0;
        if (argument == "--thread" && i + 1 < count)
            thread = arguments[++i];
        else if (argument.starts_with("--"))
            return std::cerr << usage, 2;
        else
            files.push_back(argument);
    }
    if (files.empty() || files.size() > 2) return std::cerr << usage, 2;
    for (std::string const& file : files)
        if (!std::ifstream(file)) return std::cerr << "rumour_threads: cannot read " << file << '\n', 1;
    reports::Veracities veracities;
    if (files.size() == 2) {
        std::ifstream in(files[1], std::ios::binary);
        veracities = reports::read_veracities(in).value();
    }
    std::ifstream in(files[0], std::ios::binary);
    reports::Rumours const rumours = reports::read_rumours(in, veracities).value();
    if (!thread)
        reports::print_rumours(std::cout, rumours);
    else if (!reports::print_rumour_thread(std::cout, rumours, *thread))
        return std::cerr << "rumour_threads: no thread has the id " << *thread << '\n', 1;
    std::cout.flush();
    return std::cout ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (std::exception const& error) {
        std::cerr << "rumour_threads: " << error.what() << '\n';
        return 1;
    }
}
