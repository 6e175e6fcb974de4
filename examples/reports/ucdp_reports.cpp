// SPDX-License-Identifier: BSL-1.0
// ucdp_reports: which outlets report the events of UCDP GED, and on how many originals they rest.
#include "ucdp.hpp"

#include <exception>
#include <fstream>
#include <iostream>
#include <optional>

namespace {

constexpr std::string_view usage =
    R"(usage: ucdp_reports [--split semicolons|commas|ands] [--event ID] events.tsv

  --split HOW  what parts the names of originals: ";" alone, "," too (this is the default), or " and " as well
  --event ID   everything about one event instead
)";

int run(int count, char** arguments) {
    std::optional<std::string> file, event;
    auto split = reports::SplitOriginals::commas;
    for (int i = 1; i < count; ++i) {
        std::string const argument = arguments[i];
        bool const takes_value = argument == "--event" || argument == "--split";
        std::string const value = takes_value && i + 1 < count ? arguments[++i] : "";
        if (argument == "--help") return std::cout << usage, 0;
        if (argument == "--event" && !value.empty())
            event = value;
        else if (argument == "--split" && value == "semicolons")
            split = reports::SplitOriginals::semicolons;
        else if (argument == "--split" && value == "commas")
            split = reports::SplitOriginals::commas;
        else if (argument == "--split" && value == "ands")
            split = reports::SplitOriginals::ands;
        else if (!file && !argument.starts_with("--"))
            file = argument;
        else
            return std::cerr << usage, 2;
    }
    if (!file) return std::cerr << usage, 2;
    std::ifstream in(*file, std::ios::binary);
    if (!in) return std::cerr << "ucdp_reports: cannot read " << *file << '\n', 1;
    reports::Ucdp const ucdp = reports::read_ucdp(in, split).value();
    if (!event)
        reports::print_ucdp(std::cout, ucdp);
    else if (!reports::print_ucdp_event(std::cout, ucdp, *event))
        return std::cerr << "ucdp_reports: no event has the id " << *event << '\n', 1;
    std::cout.flush();
    return std::cout ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (std::exception const& error) {
        std::cerr << "ucdp_reports: " << error.what() << '\n';
        return 1;
    }
}
