// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_CANCELLED_HPP
#define ASCRIBE_TESTS_SUPPORT_CANCELLED_HPP

#include <ascribe/core/error.hpp>
#include <ascribe/core/progress.hpp>

#include <cstddef>
#include <string_view>

#include <doctest/doctest.h>

namespace ascribe_tests {

/// Checks what a linear call tells of its progress, and that it can be cancelled at its first, some middle and its last
/// call. `ask(progress)` gives a Result of something that can be compared; `afterwards(stop)` is called after each
/// cancellation. Gives the number of calls of one run.
///
/// No two calls may be more than 3100 steps apart, nor the last one but one and the end: so steps are neither missed
/// nor, since `done` reaches `total` at the very last call only, counted twice.
template <class Ask, class Afterwards>
std::size_t cancel_here_and_there(std::string_view record, Ask ask, Afterwards afterwards) {
    using namespace ascribe;
    auto const whole = ask(Progress());
    REQUIRE(whole);
    std::size_t calls = 0, at_end = 0, last = 0, widest = 0, total = 0;
    bool is_ascending = true, is_one_total = true;
    auto const watched = ask([&](std::size_t done, std::size_t of) {
        is_one_total = is_one_total && (calls == 0 || of == total);
        total = of;
        is_ascending = is_ascending && done >= last && done <= of;
        widest = done > last && done - last > widest ? done - last : widest;
        last = done;
        if (done == of) ++at_end;
        ++calls;
        return true;
    });
    REQUIRE(watched);
    CHECK(*watched == *whole);
    CHECK(is_one_total);
    CHECK(is_ascending);
    CHECK(last == total);
    CHECK(widest <= 3100);
    REQUIRE(calls > 0);
    CHECK(at_end == 1);
    for (std::size_t const stop : {std::size_t{1}, calls / 3, calls / 2, calls - 1, calls}) {
        if (stop == 0) continue;
        CAPTURE(stop);
        std::size_t n = 0;
        auto const stopped = ask([&](std::size_t, std::size_t) { return ++n != stop; });
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().code == Errc::cancelled);
        CHECK(stopped.error().record == record);
        CHECK(n == stop);
        afterwards(stop);
        auto const again = ask(Progress());
        REQUIRE(again);
        CHECK(*again == *whole);
    }
    CHECK_THROWS_AS((void)ask([](std::size_t, std::size_t) -> bool { throw 7; }), int);
    return calls;
}

}  // namespace ascribe_tests

#endif
