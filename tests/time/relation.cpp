// SPDX-License-Identifier: BSL-1.0
#include "../../examples/tables/tsv.hpp"
#include "support/random.hpp"
#include <ascribe/time/relation.hpp>

#include <array>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Random;

namespace {

// The definitions of the thirteen, written out one by one.
RelationSet naive_relation(int a, int a_end, int b, int b_end) {
    RelationSet set;
    if (a_end < b) set |= Relation::precedes;
    if (a_end == b) set |= Relation::meets;
    if (a < b && b < a_end && a_end < b_end) set |= Relation::overlaps;
    if (a < b && a_end == b_end) set |= Relation::finished_by;
    if (a < b && b_end < a_end) set |= Relation::contains;
    if (a == b && a_end < b_end) set |= Relation::starts;
    if (a == b && a_end == b_end) set |= Relation::equals;
    if (a == b && b_end < a_end) set |= Relation::started_by;
    if (b < a && a_end < b_end) set |= Relation::during;
    if (b < a && a_end == b_end) set |= Relation::finishes;
    if (b < a && a < b_end && b_end < a_end) set |= Relation::overlapped_by;
    if (b_end == a) set |= Relation::met_by;
    if (b_end < a) set |= Relation::preceded_by;
    return set;
}

struct Ends {
    int s_min, s_max, e_min, e_max;
};

UncertainInterval to_interval(Ends x) {
    return UncertainInterval::half_open(Day(x.s_min), Day(x.s_max), Day(x.e_min), Day(x.e_max));
}

template <class F>
void for_each_period(Ends x, F f) {
    for (int s = x.s_min; s <= x.s_max; ++s)
        for (int e = x.e_min; e <= x.e_max; ++e)
            if (s < e) f(s, e);
}

RelationSet naive_possible(Ends a, Ends b) {
    RelationSet set;
    for_each_period(
        a, [&](int as, int ae) { for_each_period(b, [&](int bs, int be) { set |= naive_relation(as, ae, bs, be); }); });
    return set;
}

Ends random_ends(Random& random, int limit) {
    for (;;) {
        auto const number = [&] { return static_cast<int>(random.between(0, limit)); };
        Ends x{number(), 0, number(), 0};
        x.s_max = x.s_min + (random.chance(40) ? 0 : static_cast<int>(random.between(0, limit / 2)));
        x.e_max = x.e_min + (random.chance(40) ? 0 : static_cast<int>(random.between(0, limit / 2)));
        if (x.s_min < x.e_max) return x;
    }
}

RelationSet random_set(Random& random) {
    return RelationSet::from_bits(static_cast<std::uint16_t>(random.below(1U << 13)));
}

Day bound(std::string_view text) {
    if (text == "-inf") return Day::minus_infinity();
    if (text == "+inf") return Day::plus_infinity();
    return Day(std::stoll(std::string(text)));
}

}  // namespace

TEST_CASE("the composition table follows from enumeration: 169 entries with 409 base relations") {
    std::array<std::array<RelationSet, 13>, 13> table;
    constexpr int points = 7;  // one more than the six that three periods need
    for_each_period({0, points, 0, points}, [&](int a, int a_end) {
        for_each_period({0, points, 0, points}, [&](int b, int b_end) {
            for_each_period({0, points, 0, points}, [&](int c, int c_end) {
                auto const index = [](RelationSet set) {
                    return static_cast<std::size_t>(std::countr_zero(set.bits()));
                };
                table[index(naive_relation(a, a_end, b, b_end))][index(naive_relation(b, b_end, c, c_end))] |=
                    naive_relation(a, a_end, c, c_end);
            });
        });
    });

    int members = 0;
    std::array<int, 14> of_size{};
    std::set<std::uint16_t> distinct;
    for (unsigned i = 0; i < 13; ++i)
        for (unsigned j = 0; j < 13; ++j) {
            RelationSet const entry = compose(static_cast<Relation>(i), static_cast<Relation>(j));
            CHECK(entry == table[i][j]);
            members += entry.size();
            ++of_size[static_cast<std::size_t>(entry.size())];
            distinct.insert(entry.bits());
        }
    CHECK(members == 409);
    CHECK(of_size == std::array<int, 14>{0, 97, 0, 42, 0, 24, 0, 0, 0, 3, 0, 0, 0, 3});
    CHECK(distinct.size() == 27);
}

TEST_CASE("composition goes with converse, union and the identity") {
    for (unsigned i = 0; i < 13; ++i)
        for (unsigned j = 0; j < 13; ++j) {
            auto const a = static_cast<Relation>(i);
            auto const b = static_cast<Relation>(j);
            CHECK(converse(compose(a, b)) == compose(converse(b), converse(a)));
        }
    Random random(1);
    for (int round = 0; round < 500; ++round) {
        RelationSet const a = random_set(random);
        RelationSet const b = random_set(random);
        RelationSet const c = random_set(random);
        CHECK(compose(a | b, c) == (compose(a, c) | compose(b, c)));
        CHECK(compose(compose(a, b), c) == compose(a, compose(b, c)));
        CHECK(compose(a, Relation::equals) == a);
        CHECK(compose(Relation::equals, a) == a);
        CHECK(converse(converse(a)) == a);
        CHECK(converse(a | b) == (converse(a) | converse(b)));
    }
}

TEST_CASE("exactly one relation holds between two known periods and its converse the other way") {
    for_each_period({0, 6, 0, 6}, [](int a, int a_end) {
        for_each_period({0, 6, 0, 6}, [&](int b, int b_end) {
            Relation const r = relation_between(Day(a), Day(a_end), Day(b), Day(b_end));
            CHECK(RelationSet(r) == naive_relation(a, a_end, b, b_end));
            CHECK(relation_between(Day(b), Day(b_end), Day(a), Day(a_end)) == converse(r));
            auto const known = [](int s, int e) {
                return UncertainInterval::half_open(Day(s), Day(s), Day(e), Day(e));
            };
            CHECK(possible_relations(known(a, a_end), known(b, b_end)) == r);
        });
    });
}

TEST_CASE("every row of the table of uncertain pairs is answered as brute force does") {
    std::ifstream file(ASCRIBE_TEST_DATA "/allen/uncertain.tsv");
    REQUIRE(file);
    tables::Reader row(file);
    int rows = 0;
    while (row.next()) {
        auto const a = UncertainInterval::half_open(bound(row["a_s_min"]), bound(row["a_s_max"]), bound(row["a_e_min"]),
                                                    bound(row["a_e_max"]));
        auto const b = UncertainInterval::half_open(bound(row["b_s_min"]), bound(row["b_s_max"]), bound(row["b_e_min"]),
                                                    bound(row["b_e_max"]));
        CAPTURE(to_string(a));
        CAPTURE(to_string(b));
        CHECK(to_string(possible_relations(a, b)) == row["possible"]);
        CHECK(to_string(ask(a, RelationSet::before(), b)) == row["before"]);
        CHECK(to_string(ask(a, RelationSet::after(), b)) == row["after"]);
        CHECK(to_string(ask(a, RelationSet::intersects(), b)) == row["intersects"]);
        CHECK(to_string(ask(a, RelationSet::within(), b)) == row["within"]);
        CHECK(to_string(ask(a, RelationSet::covers(), b)) == row["covers"]);
        CHECK(to_string(ask(a, RelationSet::disjoint(), b)) == row["disjoint"]);
        ++rows;
    }
    CHECK(rows == 600);
}

TEST_CASE("the possible relations are those that some choice of ends realises, no more and no fewer") {
    Random random(2);
    for (int round = 0; round < 20'000; ++round) {
        Ends const a = random_ends(random, 7);
        Ends const b = random_ends(random, 7);
        RelationSet const expected = naive_possible(a, b);
        RelationSet const found = possible_relations(to_interval(a), to_interval(b));
        REQUIRE(found == expected);
        REQUIRE(possible_relations(to_interval(b), to_interval(a)) == converse(expected));
        REQUIRE(!found.empty());
    }
}

TEST_CASE("a bound at infinity is a bound beyond all others") {
    Random random(3);
    for (int round = 0; round < 5'000; ++round) {
        Ends a = random_ends(random, 6);
        Ends b = random_ends(random, 6);
        // Ten steps beyond everything are as good as none at all, since a relation orders four ends.
        std::array<bool, 4> const unbounded = {random.chance(50), random.chance(50), random.chance(50),
                                               random.chance(50)};
        if (unbounded[0]) a.s_min = -10;
        if (unbounded[1]) a.e_max = 20;
        if (unbounded[2]) b.s_min = -10;
        if (unbounded[3]) b.e_max = 20;
        auto const widen = [](Ends x, bool low, bool high) {
            return UncertainInterval::half_open(low ? Day::minus_infinity() : Day(x.s_min), Day(x.s_max), Day(x.e_min),
                                                high ? Day::plus_infinity() : Day(x.e_max));
        };
        REQUIRE(possible_relations(widen(a, unbounded[0], unbounded[1]), widen(b, unbounded[2], unbounded[3])) ==
                naive_possible(a, b));
    }
    CHECK(possible_relations(UncertainInterval(), UncertainInterval()) == RelationSet::all());
}

TEST_CASE("relations are exact at both edges of the calendar") {
    auto const at_edge = [](std::int64_t s, std::int64_t e) {
        Day const edge = Day::max() - 8;
        return UncertainInterval::half_open(edge + s, edge + s, edge + e, edge + e);
    };
    for_each_period({0, 8, 0, 8}, [&](int a, int a_end) {
        for_each_period({0, 8, 0, 8}, [&](int b, int b_end) {
            CHECK(possible_relations(at_edge(a, a_end), at_edge(b, b_end)) == naive_relation(a, a_end, b, b_end));
        });
    });
    // Nothing finite lies after the last day, so nothing can follow a period that reaches it.
    auto const last = UncertainInterval::half_open(Day::max() - 1, Day::max() - 1, Day::max(), Day::max());
    CHECK(to_string(possible_relations(last, UncertainInterval())) == "efMP");
    auto const first = UncertainInterval::half_open(Day::min(), Day::min(), Day::min() + 1, Day::min() + 1);
    CHECK(to_string(possible_relations(first, UncertainInterval())) == "pmse");
}

TEST_CASE("alternatives are possible if one of them is") {
    auto const day = [](std::int64_t n) { return UncertainInterval::exactly(Day(n), Day(n)); };
    std::vector<UncertainInterval> const early_or_late = {day(1), day(9)};
    std::vector<UncertainInterval> const middle = {day(5)};
    CHECK(possible_relations(early_or_late, middle) == (RelationSet(Relation::precedes) | Relation::preceded_by));
    CHECK(ask(possible_relations(early_or_late, middle), RelationSet::disjoint()) == Truth::always);
    CHECK(possible_relations(std::vector<UncertainInterval>(), middle).empty());
}

TEST_CASE("adjacent months meet, and a question is answered by the relations that are possible") {
    auto const month = [](unsigned m) {
        return UncertainInterval::exactly(Day(2023, m, 1), Day(2023, m, days_in_month(2023, m)));
    };
    CHECK(possible_relations(month(1), month(2)) == Relation::meets);
    CHECK(ask(month(1), RelationSet::before(), month(2)) == Truth::always);
    auto const some_days = UncertainInterval::within(Day(2023, 1, 1), Day(2023, 3, 31));
    CHECK(ask(some_days, RelationSet::before(), month(2)) == Truth::possibly);
    CHECK(ask(some_days, RelationSet::covers(), month(4)) == Truth::never);
    CHECK(ask(some_days, RelationSet::all(), month(4)) == Truth::always);
    CHECK(ask(some_days, RelationSet(), month(4)) == Truth::never);
}

TEST_CASE("any and all of several dates are decided jointly") {
    auto const period = [](std::int64_t s, std::int64_t e) {
        return UncertainInterval::half_open(Day(s), Day(s), Day(e), Day(e));
    };
    std::vector<UncertainInterval> const from_one_or_two = {period(1, 3), period(2, 3)};
    auto const other = UncertainInterval::half_open(Day(1), Day(2), Day(5), Day(5));
    for (UncertainInterval const& member : from_one_or_two)
        CHECK(ask(member, Relation::starts, other) == Truth::possibly);
    CHECK(ask_any(from_one_or_two, Relation::starts, other) == Truth::always);
    CHECK(ask_all(from_one_or_two, Relation::starts, other) == Truth::never);
    CHECK(ask_all(from_one_or_two, RelationSet::intersects(), other) == Truth::always);

    CHECK(ask_any({}, RelationSet::all(), other) == Truth::never);
    CHECK(ask_all({}, RelationSet(), other) == Truth::always);
}

TEST_CASE("any and all of several dates agree with brute force over all choices") {
    Random random(4);
    int decided_only_jointly = 0;
    for (int round = 0; round < 6'000; ++round) {
        std::vector<Ends> members;
        std::vector<UncertainInterval> intervals;
        std::size_t const count = 1 + random.below(3);
        for (std::size_t i = 0; i < count; ++i) {
            members.push_back(random_ends(random, 5));
            intervals.push_back(to_interval(members.back()));
        }
        Ends const other = random_ends(random, 5);
        RelationSet const predicate = random_set(random);

        // With `other` fixed the members are free of each other.
        bool some_can_fail_all = false;
        bool some_can_hold = false;
        bool all_can_hold = false;
        bool some_can_fail = false;
        for_each_period(other, [&](int bs, int be) {
            bool everyone_can_fail = true;
            bool everyone_can_hold = true;
            for (Ends const& member : members) {
                RelationSet const possible = naive_possible(member, {bs, bs, be, be});
                everyone_can_fail &= possible.meets(~predicate);
                everyone_can_hold &= possible.meets(predicate);
                some_can_hold |= possible.meets(predicate);
                some_can_fail |= possible.meets(~predicate);
            }
            some_can_fail_all |= everyone_can_fail;
            all_can_hold |= everyone_can_hold;
        });
        Truth const any = !some_can_hold ? Truth::never : !some_can_fail_all ? Truth::always : Truth::possibly;
        Truth const all = !all_can_hold ? Truth::never : !some_can_fail ? Truth::always : Truth::possibly;
        REQUIRE(ask_any(intervals, predicate, to_interval(other)) == any);
        REQUIRE(ask_all(intervals, predicate, to_interval(other)) == all);

        bool alone = false;
        for (UncertainInterval const& member : intervals)
            alone |= ask(member, predicate, to_interval(other)) == Truth::always;
        decided_only_jointly += any == Truth::always && !alone;
    }
    CHECK(decided_only_jointly > 50);
}

TEST_CASE("unbounded dates are decided jointly as well") {
    auto const never = Day::minus_infinity();
    auto const for_ever = Day::plus_infinity();
    std::vector<UncertainInterval> const two = {UncertainInterval::half_open(never, Day(0), never, Day(1)),
                                                UncertainInterval::half_open(Day(5), for_ever, Day(6), for_ever)};
    CHECK(ask_all(two, RelationSet::intersects(), UncertainInterval()) == Truth::possibly);
    auto const between = UncertainInterval::half_open(Day(1), Day(4), Day(2), Day(5));
    CHECK(ask_any(two, RelationSet::intersects(), between) == Truth::never);
    CHECK(ask_all(two, RelationSet::disjoint(), between) == Truth::always);
    CHECK(ask_any(two, RelationSet::before(), between) == Truth::always);
    CHECK(ask_all(two, RelationSet::before(), between) == Truth::never);
}

TEST_CASE("the deciding ends are those of which one admitted day settles the question") {
    Random random(5);
    for (int round = 0; round < 4'000; ++round) {
        Ends const a = random_ends(random, 6);
        Ends const b = random_ends(random, 6);
        RelationSet const predicate = random_set(random);
        std::vector<End> expected;
        if (ask(naive_possible(a, b), predicate) == Truth::possibly) {
            auto const tries = [&](End end, int low, int high, auto fixed) {
                for (int value = low; value <= high; ++value) {
                    RelationSet const left = fixed(value);
                    if (!left.empty() && ask(left, predicate) != Truth::possibly) {
                        expected.push_back(end);
                        return;
                    }
                }
            };
            tries(End::a_start, a.s_min, a.s_max, [&](int v) { return naive_possible({v, v, a.e_min, a.e_max}, b); });
            tries(End::a_end, a.e_min, a.e_max, [&](int v) { return naive_possible({a.s_min, a.s_max, v, v}, b); });
            tries(End::b_start, b.s_min, b.s_max, [&](int v) { return naive_possible(a, {v, v, b.e_min, b.e_max}); });
            tries(End::b_end, b.e_min, b.e_max, [&](int v) { return naive_possible(a, {b.s_min, b.s_max, v, v}); });
        }
        REQUIRE(deciding_ends(to_interval(a), predicate, to_interval(b)) == expected);
    }
    auto const until_unknown = UncertainInterval::half_open(Day(0), Day(0), Day(1), Day::plus_infinity());
    auto const later = UncertainInterval::exactly(Day(10), Day(12));
    CHECK(deciding_ends(until_unknown, RelationSet::before(), later) == std::vector<End>{End::a_end});
    CHECK(deciding_ends(UncertainInterval(), Relation::precedes, UncertainInterval()).empty());
}

TEST_CASE("a set of relations is a list of orders of ends exactly if there is such a list") {
    // Every list: for each of four pairs of ends, nothing, <= or <, in either direction.
    struct Pair {
        End left, right;
    };
    constexpr Pair pairs[4] = {
        {End::a_start, End::b_start}, {End::a_start, End::b_end}, {End::a_end, End::b_start}, {End::a_end, End::b_end}};
    auto const example = [](unsigned r) {  // one pair of periods for each relation, as a_start, a_end, b_start, b_end
        std::array<int, 4> found{};
        for_each_period({0, 5, 0, 5}, [&](int a, int a_end) {
            for_each_period({0, 5, 0, 5}, [&](int b, int b_end) {
                if (naive_relation(a, a_end, b, b_end) == static_cast<Relation>(r)) found = {a, a_end, b, b_end};
            });
        });
        return found;
    };
    std::vector<std::array<int, 4>> examples;
    for (unsigned r = 0; r < 13; ++r) examples.push_back(example(r));
    auto const meaning = [&](std::vector<EndOrder> const& list) {
        RelationSet set;
        for (unsigned r = 0; r < 13; ++r) {
            bool holds = true;
            for (EndOrder const& order : list) {
                int const left = examples[r][static_cast<std::size_t>(order.left)];
                int const right = examples[r][static_cast<std::size_t>(order.right)];
                holds &= order.strict ? left < right : left <= right;
            }
            if (holds) set |= static_cast<Relation>(r);
        }
        return set;
    };
    std::set<std::uint16_t> expressible;
    for (int code = 0; code < 6'561; ++code) {
        std::vector<EndOrder> list;
        int rest = code;
        for (Pair const pair : pairs)
            for (int direction = 0; direction < 2; ++direction, rest /= 3)
                if (rest % 3 != 0)
                    list.push_back(direction == 0 ? EndOrder{pair.left, pair.right, rest % 3 == 2}
                                                  : EndOrder{pair.right, pair.left, rest % 3 == 2});
        expressible.insert(meaning(list).bits());
    }
    expressible.erase(0);
    for (unsigned bits = 0; bits < 1U << 13; ++bits) {
        RelationSet const set = RelationSet::from_bits(static_cast<std::uint16_t>(bits));
        auto const list = end_orders(set);
        REQUIRE(list.has_value() == expressible.contains(set.bits()));
        if (!list) continue;
        REQUIRE(meaning(*list) == set);
        for (std::size_t i = 0; i < list->size(); ++i) {
            auto fewer = *list;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            REQUIRE(meaning(fewer) != set);
        }
    }
    CHECK(end_orders(RelationSet::before()) == std::vector<EndOrder>{{End::a_end, End::b_start, false}});
    CHECK(end_orders(RelationSet::all()) == std::vector<EndOrder>{});
    CHECK_FALSE(end_orders(RelationSet::disjoint()));
    CHECK_FALSE(end_orders(RelationSet()));
}

TEST_CASE("relation sets are written and read as letters") {
    CHECK(to_string(RelationSet::all()) == "pmoFDseSdfOMP");
    CHECK(to_string(RelationSet()).empty());
    CHECK(*parse_relation_set("Mp") == (RelationSet(Relation::precedes) | Relation::met_by));
    CHECK(*parse_relation_set("") == RelationSet());
    for (unsigned bits = 0; bits < 1U << 13; ++bits) {
        RelationSet const set = RelationSet::from_bits(static_cast<std::uint16_t>(bits));
        REQUIRE(*parse_relation_set(to_string(set)) == set);
    }
    auto const unknown = parse_relation_set("pxm");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().code == Errc::unknown);
    CHECK(unknown.error().offset == 1);
    auto const twice = parse_relation_set("pmp");
    REQUIRE_FALSE(twice);
    CHECK(twice.error().code == Errc::syntax);
    CHECK(twice.error().offset == 2);
}

TEST_CASE("the named questions are the unions their names say") {
    CHECK(to_string(RelationSet::before()) == "pm");
    CHECK(to_string(RelationSet::after()) == "MP");
    CHECK(to_string(RelationSet::intersects()) == "oFDseSdfO");
    CHECK(to_string(RelationSet::within()) == "sedf");
    CHECK(to_string(RelationSet::covers()) == "FDeS");
    CHECK(to_string(RelationSet::disjoint()) == "pmMP");
    CHECK(converse(RelationSet::before()) == RelationSet::after());
    CHECK(converse(RelationSet::within()) == RelationSet::covers());
}
