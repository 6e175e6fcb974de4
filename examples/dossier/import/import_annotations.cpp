// SPDX-License-Identifier: BSL-1.0
//
// import_annotations DIRECTORY > karabakh-2023.jsonl
//
// Reads the annotation tables in a directory and prints them as records, one JSON object a line.

#include "importer.hpp"
#include <ascribe/interop/json_lines.hpp>

#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <string>

namespace {

std::string read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) import_annotations::fail(path, "cannot be opened");
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (file.bad()) import_annotations::fail(path, "cannot be read");
    return text;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2 || std::string(arguments[1]) == "--help") {
        bool const asked = count == 2;
        std::fputs("usage: import_annotations DIRECTORY > karabakh-2023.jsonl\n", asked ? stdout : stderr);
        return asked ? 0 : 2;
    }
    try {
        std::string const directory = arguments[1];
        import_annotations::Tables const tables(
            [&](std::string const& name) { return read_file(directory + "/" + name); });
        ascribe::Ledger const ledger = import_annotations::import_tables(tables);
        bool written = true;
        ascribe::write_json_lines(ledger.graph(), [&](std::string_view line) {
            written = written && std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
        });
        if (!written || std::fflush(stdout) != 0) import_annotations::fail("standard output", "cannot be written");
    } catch (std::exception const& error) {
        std::fprintf(stderr, "import_annotations: %s\n", error.what());
        return 1;
    }
    return 0;
}
