// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_INTEROP_JSON_LINES_ORDER_HPP
#define ASCRIBE_SRC_INTEROP_JSON_LINES_ORDER_HPP

#include "../core/meter.hpp"
#include <ascribe/graph/graph.hpp>

#include <array>
#include <cstdint>
#include <vector>

/// The order in which a graph is written, so that a reader who records line by line gets every number and every list
/// as it was.
namespace ascribe::detail::json_lines {

/// Claims and attributions in an order in which each comes after what it is made of and, where that can be, after what
/// it rests on. Each category stays in order of its numbers.
class RecordOrder {
public:
    /// One step for each claim and attribution. Throws Cancelled.
    RecordOrder(Graph const& graph, Meter& meter);

    [[nodiscard]] std::vector<Node> const& records() const noexcept { return records_; }
    /// When a record is written, counted from the first; entities come before everything else.
    [[nodiscard]] std::uint64_t position(Node node) const noexcept {
        auto const category = static_cast<std::size_t>(node.category());
        if (node.category() < Category::claim) return before_[category] + node.number();
        return before_[category] + places_[category - static_cast<std::size_t>(Category::claim)][node.number()];
    }

private:
    std::array<std::uint64_t, category_count + 1> before_{};
    std::array<std::vector<std::uint32_t>, 2> places_;
    std::vector<Node> records_;
};

/// Links (grounds or labels), numbered in the order in which their records are written, and of one record in its order.
///
/// A link is in two lists, that of its record and that of its target (what it rests on, or what has that label). It is
/// written with its record if that keeps both lists in order, else later on a line of its own.
class LinkOrder {
public:
    static constexpr std::uint32_t none = 0xffffffff;

    /// The next link, of the record at this position.
    void add(std::uint64_t position, bool can_be_written_with_it) {
        positions_.push_back(position);
        late_.push_back(can_be_written_with_it ? 0 : 1);
    }
    [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(positions_.size()); }

    /// Of links in ascending order, the first whose record is at this position.
    [[nodiscard]] std::uint32_t find(std::vector<std::uint32_t> const& links, std::uint64_t position) const noexcept;
    /// Says that in the list of their target the one link comes right before the other.
    void follow(std::uint32_t before, std::uint32_t after);
    /// Settles what is late. Linear. Throws Cancelled.
    void settle(Meter& meter);

    [[nodiscard]] bool is_late(std::uint32_t link) const noexcept { return late_[link] != 0; }
    /// The late ones, in an order that keeps all lists.
    [[nodiscard]] std::vector<std::uint32_t> const& later() const noexcept { return later_; }

private:
    [[nodiscard]] bool has_previous_of_record(std::uint32_t link) const noexcept {
        return link > 0 && positions_[link - 1] == positions_[link];
    }

    std::vector<std::uint64_t> positions_;
    std::vector<std::uint8_t> late_;
    std::vector<std::uint32_t> previous_, next_;  // in the list of the target
    std::vector<std::uint32_t> later_;
};

/// The grounds of all attributions, in order of their numbers.
struct GroundOrder {
    /// One step for each attribution. Throws Cancelled.
    GroundOrder(Graph const& graph, RecordOrder const& records, Meter& meter);

    std::vector<Node> grounds;
    std::vector<AttributionId> attributions;  ///< of each ground
    std::vector<std::uint32_t> first;         ///< of each attribution, and one more
    LinkOrder order;
};

/// The labels of all records, in the order in which those are written.
struct LabelOrder {
    /// One step for each record of any category. Throws Cancelled.
    LabelOrder(Graph const& graph, RecordOrder const& records, Meter& meter);

    std::vector<Label> labels;
    std::vector<Node> nodes;  ///< of each label
    LinkOrder order;
};

}  // namespace ascribe::detail::json_lines

#endif
