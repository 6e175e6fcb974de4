// SPDX-License-Identifier: BSL-1.0
#include "support/random_ledger.hpp"
#include <ascribe/interop/json_lines.hpp>

#include <cstdlib>
#include <limits>
#include <new>
#include <string>

#include <doctest/doctest.h>

namespace {

// Allocations that still succeed.
long left = (std::numeric_limits<long>::max)();

void* allocate(std::size_t size, std::size_t alignment) {
    if (left <= 0) throw std::bad_alloc();
    --left;
    std::size_t const rounded = (size + alignment - 1) / alignment * alignment;
    void* const at = alignment <= alignof(std::max_align_t) ? std::malloc(size == 0 ? 1 : size)
                                                            : std::aligned_alloc(alignment, rounded);
    if (at == nullptr) throw std::bad_alloc();
    return at;
}

}  // namespace

void* operator new(std::size_t size) {
    return allocate(size, alignof(std::max_align_t));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* at) noexcept {
    std::free(at);
}
void operator delete(void* at, std::size_t) noexcept {
    std::free(at);
}
void operator delete(void* at, std::align_val_t) noexcept {
    std::free(at);
}
void operator delete(void* at, std::size_t, std::align_val_t) noexcept {
    std::free(at);
}

using namespace ascribe;

namespace {

std::string written(Graph const& graph) {
    std::string text;
    write_json_lines(graph, [&](std::string_view s) { text += s; });
    return text;
}

}  // namespace

TEST_CASE("when memory runs out while a text is read the ledger is as it was, wherever it runs out") {
    ascribe_tests::RandomLedger const random(11, 40);
    std::string const text = written(random.ledger.graph());
    std::size_t failed = 0;
    for (long allowed = 0;; ++allowed) {
        Ledger ledger;
        ledger.place("one that is there already");
        Graph const before = ledger.graph();
        bool thrown = false;
        left = allowed;
        try {
            auto const report = read_json_lines(text, ledger);
            left = (std::numeric_limits<long>::max)();
            REQUIRE(report.ok());
        } catch (std::bad_alloc const&) {
            thrown = true;
        }
        left = (std::numeric_limits<long>::max)();
        if (thrown) {
            ++failed;
            REQUIRE(ledger.graph() == before);
            REQUIRE(read_json_lines(text, ledger).ok());
        }
        Graph const after = ledger.graph();
        for (unsigned c = 1; c <= category_count; ++c) {
            auto const category = static_cast<Category>(c);
            CHECK(after.count(category) ==
                  random.ledger.graph().count(category) + (category == Category::place ? 1u : 0u));
        }
        if (!thrown) break;
    }
    CHECK(failed > 100);
}

TEST_CASE("when memory runs out while a graph is written the graph is as it was") {
    ascribe_tests::RandomLedger const random(12, 60);
    Graph const graph = random.ledger.graph();
    std::string const text = written(graph);
    for (long allowed = 0;; ++allowed) {
        bool thrown = false;
        left = allowed;
        try {
            write_json_lines(graph, [](std::string_view) {});
        } catch (std::bad_alloc const&) {
            thrown = true;
        }
        left = (std::numeric_limits<long>::max)();
        CHECK(written(graph) == text);
        if (!thrown) break;
        REQUIRE(allowed < 100'000);
    }
}
