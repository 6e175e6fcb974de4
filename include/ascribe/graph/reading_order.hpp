// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_READING_ORDER_HPP
#define ASCRIBE_GRAPH_READING_ORDER_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ascribe {

struct ReadingOrderOptions {
    /// Called now and then with how many steps are done, of how many; at last with both equal. If it returns false,
    /// sorting ends with Errc::cancelled. What it throws comes through. Either way the records are in the order in
    /// which they were: so they are copied first, which nobody needs who does not ask.
    Progress progress = {};
};

/// Brings records of one ledger and category into the order in which they lie in memory, which is the order of
/// recording. Whoever will ask about many of them, and knows them all beforehand, asks faster in this order, with
/// Graph::prefetch some records ahead: with 100,000 to ten million claims, two to four times for their attributions and
/// 1.4 to 2.2 times for traces (benchmarks/README.md).
///
/// By their numbers' digits, the lowest first (LSD radix sort: Knuth, The Art of Computer Programming 3, 5.2.5):
/// linear, a pass for each 11 bits of the largest number. Those that are there twice stay. Allocates as much again, and
/// once more with a progress callback. Strong guarantee. Errors: cancelled (record "records").
template <Category C>
Result<void> try_put_in_reading_order(std::vector<NodeOf<C>>& records, ReadingOrderOptions const& options = {}) {
    constexpr std::uint32_t bits = 11;
    constexpr std::size_t digits = std::size_t{1} << bits;
    constexpr std::size_t piece = 2048;  // records between two calls
    std::uint32_t largest = 0;
    for (NodeOf<C> const record : records) largest = (std::max)(largest, record.number());
    std::size_t steps = 0, done = 0;
    for (std::uint32_t rest = largest; rest != 0; rest >>= bits) steps += 2 * records.size();

    std::vector<NodeOf<C>> to(records.size());
    std::vector<NodeOf<C>> from = options.progress ? records : std::exchange(records, {});
    auto const each = [&](auto visit) {
        for (std::size_t i = 0; i < from.size();) {
            std::size_t const end = i + (std::min)(piece, from.size() - i);
            done += end - i;
            for (; i < end; ++i) visit(from[i]);
            if (options.progress && !options.progress(done, steps)) return false;
        }
        return true;
    };
    for (std::uint32_t shift = 0; shift < 32 && largest >> shift != 0; shift += bits) {
        auto const digit = [shift](NodeOf<C> record) { return record.number() >> shift & (digits - 1); };
        std::array<std::size_t, digits> places{};
        bool goes_on = each([&](NodeOf<C> record) { ++places[digit(record)]; });
        std::size_t before = 0;
        for (std::size_t& place : places) before += std::exchange(place, before);
        goes_on = goes_on && each([&](NodeOf<C> record) { to[places[digit(record)]++] = record; });
        if (!goes_on) return Error{.code = Errc::cancelled, .record = "records", .expected = "to be continued"};
        from.swap(to);
    }
    records = std::move(from);
    return {};
}
/// try_put_in_reading_order(records, options).value().
template <Category C>
void put_in_reading_order(std::vector<NodeOf<C>>& records, ReadingOrderOptions const& options = {}) {
    try_put_in_reading_order(records, options).value();
}

}  // namespace ascribe

#endif
