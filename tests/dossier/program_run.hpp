// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_DOSSIER_PROGRAM_RUN_HPP
#define ASCRIBE_TESTS_DOSSIER_PROGRAM_RUN_HPP

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

/// The dossier program as a user runs it.
namespace dossier_test {

struct Run {
    std::string out;
    std::string err;
    int status = -1;
};

inline std::string read_whole(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Tests run side by side, so the files of one carry its process id. Arguments are words of the test's own; they need
/// no quoting beyond single quotes.
inline Run run(std::string const& arguments) {
    static int runs = 0;
    std::string const base =
        std::string(ASCRIBE_TEST_SCRATCH) + "/dossier_" + std::to_string(getpid()) + "_" + std::to_string(++runs);
    std::string const command =
        "'" ASCRIBE_DOSSIER_PROGRAM "' " + arguments + " >'" + base + ".out' 2>'" + base + ".err'";
    int const status = std::system(command.c_str());
    Run const result{read_whole(base + ".out"), read_whole(base + ".err"),
                     WIFEXITED(status) ? WEXITSTATUS(status) : -1};
    std::remove((base + ".out").c_str());
    std::remove((base + ".err").c_str());
    return result;
}

inline std::string const data = "'" ASCRIBE_EXAMPLES "/dossier/karabakh-2023.jsonl'";

}  // namespace dossier_test

#endif
