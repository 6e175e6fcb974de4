// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_TIME_NETWORK_QUEUE_HPP
#define ASCRIBE_SRC_TIME_NETWORK_QUEUE_HPP

#include <ascribe/time/network.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// The distance of points that no list of edges leads to.
inline constexpr std::int64_t unreachable = (std::numeric_limits<std::int64_t>::max)();

constexpr std::uint32_t index(TimePoint point) noexcept {
    return static_cast<std::uint32_t>(point);
}

/// A binary heap of (key, point), least key first; entries that were overtaken stay and are recognised by their key.
class NetworkQueue {
public:
    using Entry = std::pair<std::int64_t, std::uint32_t>;

    explicit NetworkQueue(std::vector<Entry>& entries) noexcept : entries_(entries) {}
    void push(std::int64_t key, std::uint32_t point) {
        entries_.emplace_back(key, point);
        std::push_heap(entries_.begin(), entries_.end(), std::greater<>());
    }
    Entry pop() noexcept {
        std::pop_heap(entries_.begin(), entries_.end(), std::greater<>());
        Entry const entry = entries_.back();
        entries_.pop_back();
        return entry;
    }
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

private:
    std::vector<Entry>& entries_;
};

}  // namespace ascribe::detail

#endif
