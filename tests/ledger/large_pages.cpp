// SPDX-License-Identifier: BSL-1.0
#include <ascribe/ledger/large_pages.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

using ascribe::detail::prefer_large_pages;

namespace {

constexpr std::size_t large_page = std::size_t{1} << 21;

/// The flags that Linux keeps of the memory around an address; empty where it does not tell.
std::string flags_at(void const* address) {
    auto const at = reinterpret_cast<std::uintptr_t>(address);
    std::ifstream maps("/proc/self/smaps");
    std::string line;
    bool is_here = false;
    while (std::getline(maps, line)) {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        char dash = 0;
        std::istringstream words(line);
        if (words >> std::hex >> begin >> dash >> end && dash == '-') is_here = begin <= at && at < end;
        if (is_here && line.rfind("VmFlags:", 0) == 0) return line.substr(8) + ' ';
    }
    return {};
}

bool knows_large_pages() {
    return std::ifstream("/sys/kernel/mm/transparent_hugepage/enabled").good();
}

}  // namespace

TEST_CASE("large pages are asked for within the memory, and not for what lies before or after it") {
    constexpr std::size_t size = 5 * large_page;
    auto const memory = std::make_unique_for_overwrite<unsigned char[]>(size);
    auto const first = reinterpret_cast<std::uintptr_t>(memory.get()) % large_page;
    unsigned char* const page = memory.get() + (first == 0 ? 0 : large_page - first);
    if (flags_at(page).empty() || !knows_large_pages()) {
        MESSAGE("skipped: this system does not tell whether large pages were asked for");
        return;
    }
    // From the middle of one page to the middle of the third after it: two are whole.
    prefer_large_pages(page + large_page / 2, 3 * large_page);
    CHECK(flags_at(page + large_page / 2).find(" hg ") == std::string::npos);
    CHECK(flags_at(page + large_page).find(" hg ") != std::string::npos);
    CHECK(flags_at(page + 3 * large_page - 1).find(" hg ") != std::string::npos);
    CHECK(flags_at(page + 3 * large_page).find(" hg ") == std::string::npos);
}

TEST_CASE("memory reads and writes as before when large pages were asked for, however little it is") {
    for (std::size_t size : {std::size_t{0}, std::size_t{1}, large_page - 1, large_page, 2 * large_page + 5}) {
        auto const memory = std::make_unique<unsigned char[]>(size + 1);
        prefer_large_pages(memory.get(), size);
        std::fill_n(memory.get(), size, static_cast<unsigned char>(7));
        CHECK(std::count(memory.get(), memory.get() + size, 7) == static_cast<std::ptrdiff_t>(size));
        CHECK(memory[size] == 0);
    }
}

TEST_CASE("what the host has in errno stays when the system declines") {
    // Nothing lies there, so that a system which knows of large pages declines.
    auto* const nowhere = reinterpret_cast<void*>(large_page);
    errno = 0;
    prefer_large_pages(nowhere, 4 * large_page);
    CHECK(errno == 0);
    errno = ERANGE;
    prefer_large_pages(nowhere, 4 * large_page);
    CHECK(errno == ERANGE);
}
