// SPDX-License-Identifier: BSL-1.0
// Writes the made-up newsroom to a file: make_workload <claims> <file>
#include "workload_file.hpp"

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string_view>

int main(int argc, char** argv) try {
    std::uint32_t claims = 0;
    std::string_view const number = argc == 3 ? argv[1] : "";
    auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), claims);
    if (error != std::errc() || end != number.data() + number.size() || claims < 1000) {
        std::fputs("usage: make_workload <claims, 1000 or more> <file>\n", stderr);
        return 2;
    }
    workload::Newsroom const room = workload::make(claims);
    workload::write_file(room, argv[2]);
    std::printf("%u claims, %zu attributions, %u sources, %u events\n", claims, room.attributions.size(), room.sources,
                room.events);
    return 0;
} catch (std::exception const& e) {
    std::fprintf(stderr, "make_workload: %s\n", e.what());
    return 1;
}
