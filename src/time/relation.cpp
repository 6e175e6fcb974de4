// SPDX-License-Identifier: BSL-1.0
#include "../core/make_set.hpp"
#include <ascribe/time/relation.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace ascribe {

namespace {

constexpr std::int64_t highest = (std::numeric_limits<std::int64_t>::max)();
constexpr std::int64_t lowest = (std::numeric_limits<std::int64_t>::min)();

constexpr std::int64_t next(std::int64_t day) noexcept {
    return day + (day < highest ? 1 : 0);
}

// The bounds of a period's ends as finite day numbers, since the ends themselves are finite.
struct Bounds {
    std::int64_t s0, s1, e0, e1;

    explicit Bounds(UncertainInterval const& x) noexcept
        : s0((std::max)(x.start_min().number(), lowest + 1)),
          s1((std::min)(x.start_max().number(), highest - 2)),
          e0((std::max)(x.end_min().number(), lowest + 2)),
          e1((std::min)(x.end_max().number(), highest - 1)) {}
};

constexpr Relation relate(std::int64_t a, std::int64_t a_end, std::int64_t b, std::int64_t b_end) noexcept {
    if (a_end <= b) return a_end < b ? Relation::precedes : Relation::meets;
    if (b_end <= a) return b_end < a ? Relation::preceded_by : Relation::met_by;
    if (a < b) return a_end < b_end ? Relation::overlaps : a_end == b_end ? Relation::finished_by : Relation::contains;
    if (a == b) return a_end < b_end ? Relation::starts : a_end == b_end ? Relation::equals : Relation::started_by;
    return a_end < b_end ? Relation::during : a_end == b_end ? Relation::finishes : Relation::overlapped_by;
}

// Three periods have at most six ends, so every configuration occurs on six points.
constexpr std::array<std::uint16_t, relation_count * relation_count> compose_all() noexcept {
    constexpr int points = 6;
    std::array<std::uint16_t, relation_count * relation_count> table{};
    for (int a = 0; a < points; ++a)
        for (int a_end = a + 1; a_end < points; ++a_end)
            for (int b = 0; b < points; ++b)
                for (int b_end = b + 1; b_end < points; ++b_end)
                    for (int c = 0; c < points; ++c)
                        for (int c_end = c + 1; c_end < points; ++c_end) {
                            auto const ab = static_cast<unsigned>(relate(a, a_end, b, b_end));
                            auto const bc = static_cast<unsigned>(relate(b, b_end, c, c_end));
                            auto const ac = static_cast<unsigned>(relate(a, a_end, c, c_end));
                            auto& entry = table[ab * relation_count + bc];
                            entry = static_cast<std::uint16_t>(entry | 1U << ac);
                        }
    return table;
}

constexpr auto composition = compose_all();

// How the ends of a stand to the ends of b in each relation, in the order a_start to b_start, a_end to b_start, a_start
// to b_end, a_end to b_end.
constexpr std::string_view orders[relation_count] = {
    "<<<<", "<=<<", "<><<", "<><=", "<><>", "=><<", "=><=", "=><>", ">><<", ">><=", ">><>", ">>=>", ">>>>",
};

// Whole numbers from low to high; none if low > high.
struct Range {
    std::int64_t low, high;

    // Keeps the x with `x order value`.
    void keep(char order, std::int64_t value) noexcept {
        if (order == '<')
            high = (std::min)(high, value - 1);
        else if (order == '>')
            low = (std::max)(low, next(value));
        else
            low = (std::max)(low, value), high = (std::min)(high, value);
    }
    // Keeps the x that some value of `other` stands in `order` to.
    void keep_against(Range other, char order) noexcept {
        if (order != '>') low = (std::max)(low, order == '<' ? next(other.low) : other.low);
        if (order != '<') high = (std::min)(high, order == '>' ? other.high - 1 : other.high);
    }
    [[nodiscard]] bool empty() const noexcept { return low > high; }
};

// The ends among `ends` for which some period admitted by `a` stands in `r` to [b, end). With b given, the orders to b
// narrow the ends of a; no relation then lets both ends of a bound the end of b from the same side with an equality, so
// the two remaining orders can be applied one after the other.
Range ends_for(Bounds const& a, Relation r, std::int64_t b, Range ends) noexcept {
    std::string_view const order = orders[static_cast<int>(r)];
    Range start{a.s0, a.s1};
    Range end{a.e0, a.e1};
    start.keep(order[0], b);
    end.keep(order[1], b);
    start.high = (std::min)(start.high, end.high - 1);
    end.low = (std::max)(end.low, next(start.low));
    if (start.empty() || end.empty()) return {1, 0};
    ends.keep('>', b);
    ends.keep_against(start, order[2]);
    ends.keep_against(end, order[3]);
    return ends;
}

// Whether `other` can be placed so that every member can stand in one of `allowed` to it. For a chosen start of `other`
// each member leaves a union of ranges for its end; the starts worth trying are the latest one and those that some
// upper bound touches through a chain of at most five strict orders (two ends of each of two members, and the end).
bool all_can(std::span<UncertainInterval const> members, RelationSet allowed, UncertainInterval const& other) {
    Bounds const b(other);
    std::vector<std::int64_t> starts{b.s1};
    auto const touch = [&](std::int64_t bound) {
        for (std::int64_t k = 0; k <= 5; ++k)
            if (bound - k >= b.s0 && bound - k <= b.s1) starts.push_back(bound - k);
    };
    touch(b.e1);
    for (UncertainInterval const& member : members) {
        Bounds const m(member);
        touch(m.s1);
        touch(m.e1);
    }
    detail::make_set(starts);

    std::vector<std::pair<std::int64_t, std::int64_t>> changes;  // where the number of satisfied members changes
    for (std::int64_t const start : starts) {
        changes.clear();
        for (UncertainInterval const& member : members) {
            Bounds const m(member);
            std::array<Range, relation_count> ranges;
            std::size_t count = 0;
            for (unsigned i = 0; i < relation_count; ++i) {
                if (!allowed.contains(static_cast<Relation>(i))) continue;
                Range const range = ends_for(m, static_cast<Relation>(i), start, {b.e0, b.e1});
                if (!range.empty()) ranges[count++] = range;
            }
            std::sort(ranges.begin(), ranges.begin() + static_cast<std::ptrdiff_t>(count),
                      [](Range x, Range y) { return x.low < y.low; });
            for (std::size_t i = 0; i < count;) {
                Range joined = ranges[i++];
                while (i < count && ranges[i].low <= joined.high + 1)
                    joined.high = (std::max)(joined.high, ranges[i++].high);
                changes.emplace_back(joined.low, 1);
                changes.emplace_back(joined.high + 1, -1);
            }
        }
        std::sort(changes.begin(), changes.end());
        std::int64_t satisfied = 0;
        for (auto const& [day, change] : changes) {
            satisfied += change;
            if (satisfied == static_cast<std::int64_t>(members.size())) return true;
        }
    }
    return members.empty();
}

std::optional<UncertainInterval> with_end(UncertainInterval const& x, bool start, Day value) {
    auto result = start ? UncertainInterval::try_half_open(value, value, x.end_min(), x.end_max())
                        : UncertainInterval::try_half_open(x.start_min(), x.start_max(), value, value);
    if (!result) return std::nullopt;
    return *result;
}

}  // namespace

std::string to_string(RelationSet set) {
    std::string text;
    for (unsigned i = 0; i < relation_count; ++i)
        if (set.contains(static_cast<Relation>(i))) text += to_symbol(static_cast<Relation>(i));
    return text;
}

Result<RelationSet> parse_relation_set(std::string_view text) {
    constexpr std::string_view symbols = "pmoFDseSdfOMP";
    RelationSet set;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t const index = symbols.find(text[i]);
        bool const known = index != std::string_view::npos;
        if (!known || set.contains(static_cast<Relation>(index)))
            return Error{.code = known ? Errc::syntax : Errc::unknown,
                         .record = "relation set",
                         .field = "symbol",
                         .expected = "each of the letters pmoFDseSdfOMP at most once",
                         .found = std::string(text.substr(i, 1)),
                         .offset = i};
        set |= static_cast<Relation>(index);
    }
    return set;
}

RelationSet compose(Relation ab, Relation bc) noexcept {
    return RelationSet::from_bits(
        composition[static_cast<std::size_t>(ab) * relation_count + static_cast<std::size_t>(bc)]);
}

RelationSet compose(RelationSet ab, RelationSet bc) noexcept {
    RelationSet ac;
    for (unsigned rest = ab.bits(); rest != 0; rest &= rest - 1)
        for (unsigned inner = bc.bits(); inner != 0; inner &= inner - 1)
            ac |=
                compose(static_cast<Relation>(std::countr_zero(rest)), static_cast<Relation>(std::countr_zero(inner)));
    return ac;
}

Relation relation_between(Day a_start, Day a_end, Day b_start, Day b_end) noexcept {
    ASCRIBE_ASSERT(a_start < a_end && b_start < b_end);
    return relate(a_start.number(), a_end.number(), b_start.number(), b_end.number());
}

RelationSet possible_relations(UncertainInterval const& first, UncertainInterval const& second) noexcept {
    Bounds const a(first);
    Bounds const b(second);
    unsigned bits = 0;
    auto const put = [&bits](Relation r, bool holds) {
        bits |= static_cast<unsigned>(holds) << static_cast<unsigned>(r);
    };
    // Each relation is a chain of orders and equalities of ends. Going up the chain with the least admitted value at
    // each step decides it: the bounds are in normal form, so an end that the chain leaves out always has room.
    auto const up = [](std::int64_t at_least, std::int64_t after) { return (std::max)(at_least, next(after)); };
    auto const chain = [&](std::int64_t v0, std::int64_t l1, std::int64_t h1, std::int64_t l2, std::int64_t h2,
                           std::int64_t l3, std::int64_t h3) {
        std::int64_t const v1 = up(l1, v0);
        std::int64_t const v2 = up(l2, v1);
        std::int64_t const v3 = up(l3, v2);
        return (v1 <= h1) & (v2 <= h2) & (v3 <= h3);
    };

    put(Relation::precedes, a.e0 < b.s1);
    put(Relation::meets, (std::max)(a.e0, b.s0) <= (std::min)(a.e1, b.s1));
    put(Relation::overlaps, chain(a.s0, b.s0, b.s1, a.e0, a.e1, b.e0, b.e1));
    put(Relation::contains, chain(a.s0, b.s0, b.s1, b.e0, b.e1, a.e0, a.e1));
    put(Relation::during, chain(b.s0, a.s0, a.s1, a.e0, a.e1, b.e0, b.e1));
    put(Relation::overlapped_by, chain(b.s0, a.s0, a.s1, b.e0, b.e1, a.e0, a.e1));
    put(Relation::met_by, (std::max)(b.e0, a.s0) <= (std::min)(b.e1, a.s1));
    put(Relation::preceded_by, b.e0 < a.s1);

    std::int64_t const same_end_low = (std::max)(a.e0, b.e0);
    std::int64_t const same_end_high = (std::min)(a.e1, b.e1);
    std::int64_t const b_later = up(b.s0, a.s0);
    std::int64_t const a_later = up(a.s0, b.s0);
    put(Relation::finished_by, (b_later <= b.s1) & (up(same_end_low, b_later) <= same_end_high));
    put(Relation::finishes, (a_later <= a.s1) & (up(same_end_low, a_later) <= same_end_high));

    std::int64_t const same_start = (std::max)(a.s0, b.s0);
    bool const can_start_together = same_start <= (std::min)(a.s1, b.s1);
    std::int64_t const a_end = up(a.e0, same_start);
    std::int64_t const b_end = up(b.e0, same_start);
    put(Relation::starts, can_start_together & (a_end <= a.e1) & (up(b.e0, a_end) <= b.e1));
    put(Relation::equals, can_start_together & (up(same_end_low, same_start) <= same_end_high));
    put(Relation::started_by, can_start_together & (b_end <= b.e1) & (up(a.e0, b_end) <= a.e1));
    return RelationSet::from_bits(static_cast<std::uint16_t>(bits));
}

RelationSet possible_relations(std::span<UncertainInterval const> a, std::span<UncertainInterval const> b) noexcept {
    RelationSet set;
    for (UncertainInterval const& x : a)
        for (UncertainInterval const& y : b) set |= possible_relations(x, y);
    return set;
}

Truth ask_any(std::span<UncertainInterval const> members, RelationSet predicate, UncertainInterval const& other) {
    bool possible = false;
    for (UncertainInterval const& member : members) {
        Truth const truth = ask(member, predicate, other);
        if (truth == Truth::always) return Truth::always;
        possible |= truth == Truth::possibly;
    }
    if (!possible) return Truth::never;
    return all_can(members, ~predicate, other) ? Truth::possibly : Truth::always;
}

Truth ask_all(std::span<UncertainInterval const> members, RelationSet predicate, UncertainInterval const& other) {
    return !ask_any(members, ~predicate, other);
}

std::vector<End> deciding_ends(UncertainInterval const& a, RelationSet predicate, UncertainInterval const& b) {
    std::vector<End> ends;
    if (ask(a, predicate, b) != Truth::possibly) return ends;
    Day const bounds[] = {a.start_min(), a.start_max(), a.end_min(), a.end_max(),
                          b.start_min(), b.start_max(), b.end_min(), b.end_max()};
    // The admitted values of one end that leave a relation possible form a range whose limits are bounds of ends, moved
    // by at most three strict orders; so the answer can change only near a bound, or beyond all of them.
    std::vector<Day> values;
    for (Day const bound : bounds) {
        if (!bound.is_finite()) continue;
        for (std::int64_t k = -5; k <= 5; ++k) values.push_back(bound + k);
    }
    if (values.empty()) values.push_back(Day());
    std::sort(values.begin(), values.end());

    for (End const end : {End::a_start, End::a_end, End::b_start, End::b_end}) {
        bool const of_a = end == End::a_start || end == End::a_end;
        bool const start = end == End::a_start || end == End::b_start;
        UncertainInterval const& x = of_a ? a : b;
        Day const low = start ? x.start_min() : x.end_min();
        Day const high = start ? x.start_max() : x.end_max();
        for (Day const value : values) {
            if (value < low || value > high || !value.is_finite()) continue;
            auto const fixed = with_end(x, start, value);
            if (!fixed) continue;
            if ((of_a ? ask(*fixed, predicate, b) : ask(a, predicate, *fixed)) != Truth::possibly) {
                ends.push_back(end);
                break;
            }
        }
    }
    return ends;
}

std::optional<std::vector<EndOrder>> end_orders(RelationSet set) {
    if (set.empty()) return std::nullopt;
    constexpr End pairs[4][2] = {
        {End::a_start, End::b_start}, {End::a_end, End::b_start}, {End::a_start, End::b_end}, {End::a_end, End::b_end}};
    struct Statement {
        unsigned pair;
        char excluded;  // the order between the pair that it rules out, with equality too if strict
        bool strict;
    };
    auto const holds = [](Statement const& s, unsigned r) {
        char const order = orders[r][s.pair];
        return order != s.excluded && !(s.strict && order == '=');
    };
    auto const meaning = [&holds](std::vector<Statement> const& statements) {
        RelationSet relations;
        for (unsigned r = 0; r < relation_count; ++r)
            if (std::all_of(statements.begin(), statements.end(), [&](Statement const& s) { return holds(s, r); }))
                relations |= static_cast<Relation>(r);
        return relations;
    };
    auto const follows = [&](Statement const& s) { return meaning({s}).contains(set); };

    std::vector<Statement> statements;
    for (unsigned pair = 0; pair < 4; ++pair)
        for (char const excluded : {'>', '<'}) {
            if (Statement const strict{pair, excluded, true}; follows(strict))
                statements.push_back(strict);
            else if (Statement const weak{pair, excluded, false}; follows(weak))
                statements.push_back(weak);
        }
    if (meaning(statements) != set) return std::nullopt;
    for (std::size_t i = 0; i < statements.size();) {
        std::vector<Statement> fewer = statements;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        if (meaning(fewer) == set)
            statements = std::move(fewer);
        else
            ++i;
    }

    std::vector<EndOrder> result;
    for (Statement const& s : statements) {
        End const a_end = pairs[s.pair][0];
        End const b_end = pairs[s.pair][1];
        result.push_back(s.excluded == '>' ? EndOrder{a_end, b_end, s.strict} : EndOrder{b_end, a_end, s.strict});
    }
    return result;
}

}  // namespace ascribe
