// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_TIME_RESOLVER_HPP
#define ASCRIBE_SRC_TIME_RESOLVER_HPP

#include "relative_access.hpp"
#include "resolve_region.hpp"
#include <ascribe/time/resolve.hpp>

#include <limits>
#include <span>
#include <utility>

namespace ascribe::detail {

inline constexpr std::int64_t max_count = (std::numeric_limits<std::int64_t>::max)();
inline constexpr std::int64_t min_count = (std::numeric_limits<std::int64_t>::min)();

/// The value of an operator, for the earliest and for the latest anchor. All operators move to later days when the
// anchor does, so the days for any anchor between lie between.
struct Cell {
    ResolvedShape shape = ResolvedShape::within;
    std::array<Region, 2> start;
    std::array<Region, 2> end;  // of a span; otherwise not used
    EndKind start_kind = EndKind::known;
    EndKind end_kind = EndKind::known;
    std::string text;  // of a span: how it was written
};

/// One call of try_resolve: goes through the operators, operands first, and keeps a value for each.
class Resolver {
public:
    Resolver(RelativeDate const& date, Anchor const& anchor, ResolvePolicy const& policy)
        : nodes_(RelativeAccess::nodes(date)),
          dates_(RelativeAccess::dates(date)),
          anchor_(anchor),
          policy_(policy),
          cells_(nodes_.size()),
          contexts_(nodes_.size()) {}

    Result<Resolved> run();

private:
    // What a range says for the dates in it that have no direction of their own.
    struct Context {
        std::optional<TimeDirection> direction;
        std::uint32_t anchor = RelativeNode::none;  // an operator that takes the place of the anchor
    };
    using Days = std::array<Day, 2>;  // for the earliest and the latest anchor

    [[nodiscard]] RelativeNode const& node() const { return nodes_[at_]; }
    [[nodiscard]] Cell const& operand() const { return cells_[node().first]; }
    [[nodiscard]] Cell const& second_operand() const { return cells_[node().second]; }
    [[nodiscard]] Error refuse(Errc code, std::string_view expected, std::string found = {}) const {
        return {.code = code,
                .record = "relative date",
                .field = relative_op_names[static_cast<std::size_t>(node().op)],
                .expected = expected,
                .found = std::move(found),
                .offset = Error::no_offset};
    }
    void use(ResolveDefault convention, std::string text);
    void use_week_start() {
        use(ResolveDefault::week_start, "weeks start on " + std::string(to_string(policy_.week_start)));
    }
    void use_clamping(bool clamped) {
        if (clamped) use(ResolveDefault::clamped_day, "a month that lacks the day is taken at its last day");
    }

    void pass_down_contexts();
    [[nodiscard]] Days anchors();
    [[nodiscard]] Days nearest_anchors();
    [[nodiscard]] TimeDirection direction();
    [[nodiscard]] Result<void> check_policy() const;

    [[nodiscard]] Region unit_region(Day day, TimeUnit unit, std::int64_t k);
    [[nodiscard]] Region sub_year(std::int64_t year, unsigned code) const;
    template <class F>
    Cell regions(Days const& days, ResolvedShape shape, F f) {
        Cell cell;
        cell.shape = shape;
        for (std::size_t side = 0; side < 2; ++side)
            cell.start[side] = days[side].is_finite() ? f(days[side]) : Region(days[side], days[side]);
        return cell;
    }
    [[nodiscard]] Region of_date(EdtfDate const& date) const;
    void use_seasons();
    static Region a_day(Day day) { return Region(day, day, Form::day); }

    Result<Cell> evaluate();
    Result<Cell> written_date();
    Result<Cell> written_interval(Edtf const& date);
    Result<Cell> shifted();
    Result<Cell> nearest_month_day();
    Result<Cell> rest_of_unit();
    Result<Cell> part();
    Result<Region> part_of(Region const& period);
    [[nodiscard]] Region months_from(Region const& period, std::int64_t from, std::int64_t count) const;
    Result<Cell> nth_weekday_of();
    Result<Cell> range();
    Result<Cell> half_open();
    Result<Cell> since();
    Result<Cell> until();
    Result<Cell> held_for();
    Result<Cell> sub_year_of();
    Result<Cell> qualified();
    Result<Cell> one_of();
    Result<Resolved> finish();

    std::span<RelativeNode const> nodes_;
    std::span<Edtf const> dates_;
    Anchor anchor_;
    ResolvePolicy policy_;
    std::vector<Cell> cells_;
    std::vector<Context> contexts_;
    std::uint32_t at_ = 0;
    bool anchor_used_ = false;
    Resolved result_;
};

}  // namespace ascribe::detail

#endif
