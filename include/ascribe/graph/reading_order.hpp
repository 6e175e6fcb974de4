// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_READING_ORDER_HPP
#define ASCRIBE_GRAPH_READING_ORDER_HPP

#include <ascribe/core/id.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ascribe {

/// Brings records of one ledger and category into the order in which they lie in memory, which is the order of
/// recording. Whoever will ask about many of them, and knows them all beforehand, asks two to five times faster in this
/// order.
///
/// By their numbers' digits, the lowest first (LSD radix sort: Knuth, The Art of Computer Programming 3, 5.2.5):
/// linear, a pass for each 11 bits of the largest number. Those that are there twice stay. Allocates as much again.
template <Category C>
void put_in_reading_order(std::vector<NodeOf<C>>& records) {
    constexpr std::uint32_t bits = 11;
    constexpr std::size_t digits = std::size_t{1} << bits;
    std::uint32_t largest = 0;
    for (NodeOf<C> const record : records) largest = record.number() > largest ? record.number() : largest;
    std::vector<NodeOf<C>> sorted(records.size());
    for (std::uint32_t shift = 0; shift < 32 && largest >> shift != 0; shift += bits) {
        auto const digit = [shift](NodeOf<C> record) { return record.number() >> shift & (digits - 1); };
        std::array<std::size_t, digits> places{};
        for (NodeOf<C> const record : records) ++places[digit(record)];
        std::size_t before = 0;
        for (std::size_t& place : places) before += std::exchange(place, before);
        for (NodeOf<C> const record : records) sorted[places[digit(record)]++] = record;
        records.swap(sorted);
    }
}

}  // namespace ascribe

#endif
