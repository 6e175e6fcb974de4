// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_NETWORK_HPP
#define ASCRIBE_TIME_NETWORK_HPP

#include <ascribe/time/relation.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ascribe {

/// A point in time of one TimeNetwork, numbered in order of adding; its place is what the network is about.
enum class TimePoint : std::uint32_t {};

/// Names an accepted constraint of one TimeNetwork. An id is not used again after its constraint was removed.
struct ConstraintId {
    std::uint32_t slot = 0;
    std::uint32_t generation = 0;

    friend constexpr auto operator<=>(ConstraintId const&, ConstraintId const&) noexcept = default;
};

/// The statement that `to` is at most `at_most` days after `from`: t(to) - t(from) <= at_most. A negative number says
/// that `to` is earlier, by at least so many days.
struct Constraint {
    /// Of constraints that nobody stated, because they hold by definition (a period starts before it ends).
    static constexpr std::uint32_t no_label = 0xffff'ffff;

    TimePoint from{};
    TimePoint to{};
    std::int64_t at_most = 0;
    std::uint32_t label = no_label;  ///< the caller's name of who or what says so; several constraints may share one

    friend constexpr bool operator==(Constraint const&, Constraint const&) noexcept = default;
};

/// Statements that cannot all be right, but could if any one of them fell.
///
/// Irreducible twice over: without any one of `constraints` the others are consistent with each other, and without all
/// that any one of `labels` says, everything that the others say is (together with the constraints without label).
struct NetworkConflict {
    /// A cycle, each from where the one before goes to, beginning with the refused constraint. No irreducible cycle
    /// with these labels has fewer.
    std::vector<Constraint> constraints;
    std::vector<std::uint32_t> labels;  ///< of `constraints`, ascending, each once, no_label left out
    std::int64_t excess = 0;            ///< by how many days they miss: minus the sum of the cycle, at least 1

    friend bool operator==(NetworkConflict const&, NetworkConflict const&) = default;
};

/// What became of constraints that were to be added: all accepted, or none because of a conflict.
struct AddOutcome {
    std::vector<ConstraintId> ids;            ///< of the accepted ones, in the order given
    std::optional<NetworkConflict> conflict;  ///< why none was accepted

    [[nodiscard]] explicit operator bool() const noexcept { return !conflict.has_value(); }
};

/// The smallest and the largest number of days from one point to another; nothing where there is no limit.
struct Gap {
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;

    friend constexpr bool operator==(Gap const&, Gap const&) noexcept = default;
};

/// The two points of a period [start, end); the end is the day after its last.
struct PeriodPoints {
    TimePoint start{};
    TimePoint end{};

    friend constexpr bool operator==(PeriodPoints const&, PeriodPoints const&) noexcept = default;
};

/// What statements about days and distances in days imply together, and who is to blame when they cannot all be right:
/// a simple temporal network (Dechter, Meiri, Pearl, AIJ 49, 1991) that is consistent at all times.
///
/// Every accepted constraint carries the caller's label; an inconsistent one is refused with an irreducible conflict in
/// terms of labels. All answers are exact for whole days and complete: what is not excluded is possible. They do not
/// depend on the order of adding, nor on what was added and removed in between.
///
/// Adding keeps a solution up to date by two Dijkstra searches that take turns, over what would have to be earlier
/// (Cotton, Maler, SAT 2006) and over what would have to be later; the one that ends first decides, so that no more
/// than twice the smaller change is looked at. A conflict costs a search around it, and what it names. Removing costs
/// nothing, and questions are one or two Dijkstra searches, with n points and m constraints O(m + n log n); there is no
/// all-pairs matrix.
///
/// A regular value without equality; all memory is its own. Members that add have the strong guarantee; const members
/// may run in several threads. Points cannot be removed. Not modelled: "or" (a or else b), conditional or
/// uncontrollable durations, anything finer than days, and which of the statements in a conflict is wrong.
class TimeNetwork {
public:
    /// The sum of the absolute days of all constraints may not exceed this; it keeps all sums within 64 bits.
    static constexpr std::int64_t max_total_days = std::int64_t{1} << 60;

    /// Only the origin.
    TimeNetwork();

    /// The fixed point that days are counted from, 1970-01-01; it has number 0.
    [[nodiscard]] static constexpr TimePoint origin() noexcept { return TimePoint{0}; }

    /// A new point, at any time at all.
    TimePoint add_point();
    /// Two new points with start < end.
    PeriodPoints add_period();

    /// Where a solution for the period is looked for first: with its start on this day. No answer depends on it, only
    /// the work of adding, which is least if there is room on both sides. Constant time. Requires: a period of this
    /// network that no constraint but its own concerns yet; a day not beyond max_total_days of the origin.
    void start_near(PeriodPoints period, Day day) noexcept;

    /// Points, the origin included, and accepted constraints.
    [[nodiscard]] std::size_t point_count() const noexcept { return points_.size(); }
    [[nodiscard]] std::size_t constraint_count() const noexcept { return constraint_count_; }

    /// Adds the constraints in order if they are consistent with the network and each other; otherwise leaves it as it
    /// was and says why. Error of code out_of_range: days beyond max_total_days in sum. Requires: points of this
    /// network.
    [[nodiscard]] Result<AddOutcome> try_add(std::span<Constraint const> constraints);
    [[nodiscard]] AddOutcome add(std::span<Constraint const> constraints) { return try_add(constraints).value(); }
    /// The same for one.
    [[nodiscard]] Result<AddOutcome> try_add(Constraint const& constraint) { return try_add({&constraint, 1}); }
    [[nodiscard]] AddOutcome add(Constraint const& constraint) { return try_add(constraint).value(); }

    /// Adds that the point lies on one of these days, both included; infinite bounds say nothing.
    /// Errors: out_of_range as for try_add. Requires: first <= last, first < +inf, last > -inf.
    [[nodiscard]] Result<AddOutcome> try_add_window(TimePoint point, DayRange days, std::uint32_t label);
    [[nodiscard]] AddOutcome add_window(TimePoint point, DayRange days, std::uint32_t label) {
        return try_add_window(point, days, label).value();
    }
    /// Adds the bounds of both ends, as far as they are finite; out_of_range as for try_add.
    [[nodiscard]] Result<AddOutcome> try_add_extent(PeriodPoints period, UncertainInterval const& extent,
                                                    std::uint32_t label);
    [[nodiscard]] AddOutcome add_extent(PeriodPoints period, UncertainInterval const& extent, std::uint32_t label) {
        return try_add_extent(period, extent, label).value();
    }
    /// Adds that a stands to b in one of `relations`. Error of code not_allowed: a set that is not a list of orders of
    /// ends (see end_orders), such as "disjoint", which says that one or the other is before.
    [[nodiscard]] Result<AddOutcome> try_add_relation(PeriodPoints a, RelationSet relations, PeriodPoints b,
                                                      std::uint32_t label);
    [[nodiscard]] AddOutcome add_relation(PeriodPoints a, RelationSet relations, PeriodPoints b, std::uint32_t label) {
        return try_add_relation(a, relations, b, label).value();
    }

    /// Takes an accepted constraint back; false if the id names none (any more). Constant time, no allocation.
    bool remove(ConstraintId id) noexcept;
    /// Takes back all that a label says; how many constraints that were. Linear in that number. Requires: not no_label.
    std::size_t remove_label(std::uint32_t label) noexcept;

    /// The accepted constraint; nothing if the id names none (any more).
    [[nodiscard]] std::optional<Constraint> find(ConstraintId id) const noexcept;

    /// The first and the last day on which the point can lie; infinite where nothing limits it.
    [[nodiscard]] DayRange window(TimePoint point) const;
    /// The windows of all points by number; two searches in all.
    [[nodiscard]] std::vector<DayRange> windows() const;
    /// What is known of the ends of a period. Ends without outer bound are of unknown kind.
    [[nodiscard]] UncertainInterval extent(PeriodPoints period) const;

    /// The days from `from` to `to`: t(to) - t(from), negative where `to` can be earlier. Both bounds are attained.
    [[nodiscard]] Gap gap(TimePoint from, TimePoint to) const;
    /// The same to every point by number; two searches in all.
    [[nodiscard]] std::vector<Gap> gaps_from(TimePoint from) const;

    /// Whether a is on an earlier day than b.
    [[nodiscard]] Truth before(TimePoint a, TimePoint b) const;

    /// The relations in which a can stand to b. Exact, like possible_relations for intervals, with everything that
    /// links the two periods taken into account. Four searches.
    [[nodiscard]] RelationSet possible_relations(PeriodPoints a, PeriodPoints b) const;
    [[nodiscard]] Truth ask(PeriodPoints a, RelationSet predicate, PeriodPoints b) const {
        return ascribe::ask(possible_relations(a, b), predicate);
    }

private:
    static constexpr std::uint32_t none = 0xffff'ffff;

    enum class Direction : std::uint8_t { forward, backward };

    struct Edge {
        std::int64_t days;
        std::uint32_t point;  // the other end
        std::uint32_t slot;   // of the constraint
    };
    /// Edges in order of adding, but those without label come first.
    struct Edges {
        std::vector<Edge> all;
        std::uint32_t unlabelled = 0;
    };
    struct Point {
        std::int64_t potential = 0;  // a solution: for each edge u -> v, potential(v) <= potential(u) + days
        Edges out;
        Edges in;
    };
    struct Slot {
        Constraint constraint;
        std::uint32_t generation = 0;
        bool used = false;
        std::uint32_t out_index = 0;  // where its edges are
        std::uint32_t in_index = 0;
        std::uint32_t next = none;  // of the same label if used, else of the free list
        std::uint32_t previous = none;
    };
    /// Working memory of one search of improve(), kept to save allocations; empty in between.
    struct Shift {
        std::vector<std::int64_t> need;  // by how much a point must move at least; 0 if untouched
        std::vector<std::pair<std::int64_t, std::uint32_t>> queue;
        std::vector<std::uint32_t> touched;
        std::size_t work = 0;  // edges and points looked at
    };
    class ShiftSearch;
    /// Working memory of one of the two searches for the shortest cycle, likewise.
    struct Step {
        std::int64_t days;
        std::uint32_t point;
        std::uint32_t slot;
        std::uint32_t before;
    };
    struct Wave {
        std::vector<std::int64_t> best;
        std::vector<std::uint32_t> last_step;
        std::vector<Step> steps;
        std::uint32_t front = 0;  // where the steps of the last layer begin
        std::size_t work = 0;     // edges of that layer
    };
    class WaveSearch;
    struct Part;

    [[nodiscard]] Result<void> check_all(std::span<Constraint const> constraints) const;
    [[nodiscard]] bool improve(Constraint const& constraint);
    ConstraintId insert(Constraint const& constraint);
    void erase(std::uint32_t slot) noexcept;
    void add_edge(Edges& edges, Edge const& edge, std::uint32_t Slot::*index_of) noexcept;
    void erase_edge(Edges& edges, std::uint32_t at, std::uint32_t Slot::*index_of) noexcept;
    void renormalise();
    [[nodiscard]] std::vector<std::int64_t> search(std::uint32_t source, Direction direction,
                                                   std::uint32_t target) const;
    [[nodiscard]] std::vector<std::int64_t> distances(std::uint32_t source, Direction direction) const;
    [[nodiscard]] std::int64_t distance(TimePoint from, TimePoint to) const;
    [[nodiscard]] NetworkConflict explain(Constraint const& refused);
    [[nodiscard]] std::vector<Constraint> shortest_cycle(std::vector<Point> const& points, std::uint32_t from,
                                                         std::uint32_t to, Constraint const& refused);
    [[nodiscard]] Part part_of(std::vector<std::uint32_t> const& labels, Constraint const& refused) const;

    std::vector<Point> points_;
    std::vector<Slot> slots_;
    std::unordered_map<std::uint32_t, std::uint32_t> first_of_label_;  // looked up, never walked through
    std::uint32_t free_ = none;
    std::size_t constraint_count_ = 0;
    std::uint64_t total_days_ = 0;
    bool drifted_ = false;  // some potential is so low that renormalise() has to come before the next fall

    Shift fall_, rise_;  // of improve()
    Wave ahead_, back_;  // of shortest_cycle()
};

}  // namespace ascribe

#endif
