// SPDX-License-Identifier: BSL-1.0
#include "../../examples/tables/tsv.hpp"
#include "support/random.hpp"
#include <ascribe/time/network.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <new>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Random;

namespace {

// Allocations that are still allowed; negative for no limit.
long allocations_left = -1;

}  // namespace

[[gnu::noinline]] void* operator new(std::size_t size) {
    if (allocations_left == 0) throw std::bad_alloc();
    if (allocations_left > 0) --allocations_left;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

constexpr std::int64_t infinite = (std::numeric_limits<std::int64_t>::max)() / 4;

TimePoint point(std::size_t number) {
    return TimePoint{static_cast<std::uint32_t>(number)};
}
std::size_t number(TimePoint p) {
    return static_cast<std::size_t>(p);
}

// The naive twin: all constraints in a list, every question by Floyd and Warshall over all points.
using Matrix = std::vector<std::vector<std::int64_t>>;

Matrix tightest(std::size_t points, std::vector<Constraint> const& constraints) {
    Matrix d(points, std::vector<std::int64_t>(points, infinite));
    for (std::size_t i = 0; i < points; ++i) d[i][i] = 0;
    for (Constraint const& c : constraints) {
        auto& days = d[number(c.from)][number(c.to)];
        days = (std::min)(days, c.at_most);
    }
    for (std::size_t k = 0; k < points; ++k)
        for (std::size_t i = 0; i < points; ++i)
            for (std::size_t j = 0; j < points; ++j)
                if (d[i][k] < infinite && d[k][j] < infinite)
                    d[i][j] = (std::max)((std::min)(d[i][j], d[i][k] + d[k][j]), -infinite);
    return d;
}

bool is_consistent(std::size_t points, std::vector<Constraint> const& constraints) {
    Matrix const d = tightest(points, constraints);
    for (std::size_t i = 0; i < points; ++i)
        if (d[i][i] < 0) return false;
    return true;
}

Matrix tightest(TimeNetwork const& network) {
    Matrix d;
    for (std::size_t i = 0; i < network.point_count(); ++i) {
        d.emplace_back();
        for (Gap const& gap : network.gaps_from(point(i))) d.back().push_back(gap.max.value_or(infinite));
    }
    return d;
}

// The fewest edges of a walk from `from` to `to` that is shorter than `limit` days.
std::size_t fewest_edges(std::size_t points, std::vector<Constraint> const& constraints, TimePoint from, TimePoint to,
                         std::int64_t limit) {
    std::vector<std::int64_t> days(points, infinite);
    days[number(from)] = 0;
    for (std::size_t edges = 0; edges <= points; ++edges) {
        if (days[number(to)] < limit) return edges;
        auto next = days;
        for (Constraint const& c : constraints)
            if (days[number(c.from)] < infinite)
                next[number(c.to)] = (std::min)(next[number(c.to)], days[number(c.from)] + c.at_most);
        days = next;
    }
    return points + 1;
}

// What the class promises of every conflict.
void check_conflict(std::size_t points, std::vector<Constraint> const& accepted, Constraint const& refused,
                    NetworkConflict const& conflict) {
    REQUIRE(!conflict.constraints.empty());
    CHECK(conflict.constraints.front() == refused);
    std::int64_t sum = 0;
    std::set<std::uint32_t> labels;
    for (std::size_t i = 0; i < conflict.constraints.size(); ++i) {
        Constraint const& c = conflict.constraints[i];
        sum += c.at_most;
        if (c.label != Constraint::no_label) labels.insert(c.label);
        CHECK(c.to == conflict.constraints[(i + 1) % conflict.constraints.size()].from);
        CHECK((i == 0 || std::find(accepted.begin(), accepted.end(), c) != accepted.end()));
        std::vector<Constraint> others = conflict.constraints;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(is_consistent(points, others));
    }
    CHECK(conflict.excess == -sum);
    CHECK(conflict.excess > 0);
    CHECK_FALSE(is_consistent(points, conflict.constraints));
    CHECK(conflict.labels == std::vector<std::uint32_t>(labels.begin(), labels.end()));

    std::vector<Constraint> said;  // by any label of the conflict
    for (Constraint const& c : accepted)
        if (c.label == Constraint::no_label || labels.contains(c.label)) said.push_back(c);
    CHECK(conflict.constraints.size() == fewest_edges(points, said, refused.to, refused.from, -refused.at_most) + 1);
    said.push_back(refused);
    for (std::uint32_t const label : labels) {
        std::vector<Constraint> others;
        for (Constraint const& c : said)
            if (c.label != label) others.push_back(c);
        CHECK(is_consistent(points, others));
    }
}

struct Row {
    std::string id;
    std::size_t points = 0;
    std::vector<Constraint> constraints;  // labelled by position
    bool consistent = false;
    std::string min_conflict_size;
    std::string tightest;
};

std::int64_t to_number(std::string_view text) {
    std::int64_t n = 0;
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), n);
    REQUIRE(code == std::errc());
    REQUIRE(end == text.data() + text.size());
    return n;
}

std::vector<Row> const& rows() {
    static std::vector<Row> const all = [] {
        std::ifstream file(ASCRIBE_TEST_DATA "/stn/networks.tsv");
        REQUIRE(file);
        tables::Reader reader(file);
        std::vector<Row> result;
        while (reader.next()) {
            Row row;
            row.id = reader["id"];
            row.points = static_cast<std::size_t>(to_number(reader["n"]));
            row.consistent = reader["consistent"] == "1";
            row.min_conflict_size = reader["min_conflict_size"];
            row.tightest = reader["tightest"];
            std::string_view rest = reader["constraints"];
            while (!rest.empty()) {
                std::string_view const item = rest.substr(0, rest.find(' '));
                rest.remove_prefix((std::min)(rest.size(), item.size() + 1));
                std::size_t const arrow = item.find('>');
                std::size_t const colon = item.find(':');
                row.constraints.push_back(
                    {point(static_cast<std::size_t>(to_number(item.substr(0, arrow)))),
                     point(static_cast<std::size_t>(to_number(item.substr(arrow + 1, colon - arrow - 1)))),
                     to_number(item.substr(colon + 1)), static_cast<std::uint32_t>(row.constraints.size())});
            }
            result.push_back(std::move(row));
        }
        return result;
    }();
    return all;
}

std::string text_of(Matrix const& matrix) {
    std::string text;
    for (auto const& line : matrix) {
        if (!text.empty()) text += ';';
        for (std::size_t j = 0; j < line.size(); ++j) {
            if (j != 0) text += ',';
            text += line[j] == infinite ? "inf" : std::to_string(line[j]);
        }
    }
    return text;
}

TimeNetwork with_points(std::size_t count) {
    TimeNetwork network;
    while (network.point_count() < count) network.add_point();
    return network;
}

}  // namespace

TEST_CASE("every network of the table gets its verdict and its matrix, and every conflict is irreducible") {
    REQUIRE(rows().size() == 300);
    int conflicts = 0;
    for (Row const& row : rows()) {
        CAPTURE(row.id);
        TimeNetwork network = with_points(row.points);
        std::vector<Constraint> accepted;
        std::size_t refused = 0;
        std::size_t smallest = row.constraints.size();
        for (Constraint const& constraint : row.constraints) {
            AddOutcome const outcome = network.add(constraint);
            if (outcome) {
                accepted.push_back(constraint);
                continue;
            }
            ++refused;
            check_conflict(row.points, accepted, constraint, *outcome.conflict);
            smallest = (std::min)(smallest, outcome.conflict->constraints.size());
        }
        CHECK((refused == 0) == row.consistent);
        if (row.consistent)
            CHECK(text_of(tightest(network)) == row.tightest);
        else
            CHECK(smallest >= static_cast<std::size_t>(to_number(row.min_conflict_size)));
        CHECK(tightest(network) == tightest(row.points, accepted));
        conflicts += refused != 0;
    }
    CHECK(conflicts == std::count_if(rows().begin(), rows().end(), [](Row const& row) { return !row.consistent; }));
}

TEST_CASE("the verdict and the matrix are the same in every order of adding and after removing and adding again") {
    Random random(1);
    for (Row const& row : rows()) {
        CAPTURE(row.id);
        std::vector<Constraint> order = row.constraints;
        for (int round = 0; round < 6; ++round) {
            if (round == 0)
                std::reverse(order.begin(), order.end());
            else
                random.shuffle(order);
            TimeNetwork network = with_points(row.points);
            std::vector<ConstraintId> ids;
            std::vector<Constraint> taken_out;
            std::size_t refused = 0;
            for (Constraint const& constraint : order) {
                AddOutcome const outcome = network.add(constraint);
                if (outcome)
                    ids.push_back(outcome.ids.front());
                else
                    ++refused;
                // Now and then something accepted is taken back, to be added again at the end.
                if (round >= 3 && !ids.empty() && random.chance(30)) {
                    std::size_t const i = random.below(ids.size());
                    auto const removed = network.find(ids[i]);
                    REQUIRE(removed);
                    taken_out.push_back(*removed);
                    if (random.chance(50))
                        CHECK(network.remove(ids[i]));
                    else
                        CHECK(network.remove_label(removed->label) == 1);
                    ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(i));
                }
            }
            // What was refused while others were in stays out; what was taken back is tried again.
            for (Constraint const& constraint : taken_out) refused += !network.add(constraint);
            if (row.consistent) {
                CHECK(refused == 0);
                CHECK(text_of(tightest(network)) == row.tightest);
            } else {
                CHECK(refused > 0);
            }
        }
    }
}

TEST_CASE("a network of shared labels behaves like a list of constraints through random changes") {
    Random random(2);
    int conflicts = 0;
    int several_labels = 0;
    for (int round = 0; round < 150; ++round) {
        std::size_t const points = 2 + random.below(6);
        TimeNetwork network = with_points(points);
        struct Entry {
            ConstraintId id;
            Constraint constraint;
        };
        std::vector<Entry> entries;
        auto const plain = [&] {
            std::vector<Constraint> list;
            for (Entry const& entry : entries) list.push_back(entry.constraint);
            return list;
        };
        for (int step = 0; step < 40; ++step) {
            unsigned const what = static_cast<unsigned>(random.below(10));
            if (what < 7) {
                std::vector<Constraint> batch;
                std::size_t const count = random.chance(70) ? 1 : random.below(4);
                bool const axiom = random.chance(20);
                for (std::size_t i = 0; i < count; ++i)
                    batch.push_back({point(random.below(points)), point(random.below(points)), random.between(-12, 20),
                                     axiom ? Constraint::no_label : static_cast<std::uint32_t>(random.below(5))});
                Matrix const before = tightest(network);
                AddOutcome const outcome = network.add(batch);
                std::vector<Constraint> wanted = plain();
                wanted.insert(wanted.end(), batch.begin(), batch.end());
                REQUIRE(static_cast<bool>(outcome) == is_consistent(points, wanted));
                if (outcome) {
                    REQUIRE(outcome.ids.size() == batch.size());
                    for (std::size_t i = 0; i < batch.size(); ++i) entries.push_back({outcome.ids[i], batch[i]});
                } else {
                    ++conflicts;
                    CHECK(outcome.ids.empty());
                    REQUIRE(tightest(network) == before);
                    // The conflict is about the first of the batch that does not fit to those before it.
                    std::vector<Constraint> accepted = plain();
                    for (Constraint const& constraint : batch) {
                        accepted.push_back(constraint);
                        if (is_consistent(points, accepted)) continue;
                        accepted.pop_back();
                        check_conflict(points, accepted, constraint, *outcome.conflict);
                        break;
                    }
                    several_labels += outcome.conflict->labels.size() > 1;
                }
            } else if (what < 9 && !entries.empty()) {
                std::size_t const i = random.below(entries.size());
                CHECK(network.find(entries[i].id) == entries[i].constraint);
                CHECK(network.remove(entries[i].id));
                CHECK_FALSE(network.remove(entries[i].id));
                CHECK_FALSE(network.find(entries[i].id));
                entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(i));
            } else {
                auto const label = static_cast<std::uint32_t>(random.below(5));
                auto const removed =
                    std::erase_if(entries, [&](Entry const& entry) { return entry.constraint.label == label; });
                CHECK(network.remove_label(label) == removed);
            }
            REQUIRE(network.constraint_count() == entries.size());
            Matrix const expected = tightest(points, plain());
            REQUIRE(tightest(network) == expected);
            TimePoint const a = point(random.below(points));
            TimePoint const b = point(random.below(points));
            auto const there = expected[number(a)][number(b)];
            auto const back = expected[number(b)][number(a)];
            CHECK(network.gap(a, b).max.value_or(infinite) == there);
            CHECK(network.gap(a, b).min.value_or(-infinite) == -back);
            CHECK(network.before(a, b) == (back < 0 ? Truth::always : there <= 0 ? Truth::never : Truth::possibly));
            auto const windows = network.windows();
            for (std::size_t p = 0; p < points; ++p) {
                CHECK(windows[p] == network.window(point(p)));
                CHECK(windows[p].last == (expected[0][p] == infinite ? Day::plus_infinity() : Day(expected[0][p])));
                CHECK(windows[p].first == (expected[p][0] == infinite ? Day::minus_infinity() : Day(-expected[p][0])));
            }
        }
    }
    CHECK(conflicts > 300);
    CHECK(several_labels > 100);
}

TEST_CASE("three statements that cannot all be right are named with the days they miss by") {
    TimeNetwork network;
    TimePoint const flood = network.add_point();
    TimePoint const meeting = network.add_point();
    enum : std::uint32_t { gazette = 10, courier = 20, mayor = 30, port = 40 };
    CHECK(network.add_window(flood, {Day(2023, 5, 1), Day(2023, 5, 3)}, gazette));
    CHECK(network.add_window(meeting, {Day(2023, 4, 1), Day(2023, 5, 4)}, courier));
    CHECK(network.add_window(meeting, {Day(2023, 1, 1), Day::plus_infinity()}, port));
    AddOutcome const outcome =
        network.add({meeting, flood, -5, mayor});  // the meeting was at least five days after the flood
    REQUIRE_FALSE(outcome);
    CHECK(outcome.conflict->labels == std::vector<std::uint32_t>{gazette, courier, mayor});
    CHECK(outcome.conflict->excess == 2);
    CHECK(outcome.conflict->constraints.size() == 3);
    CHECK(network.window(meeting) == DayRange{Day(2023, 4, 1), Day(2023, 5, 4)});

    CHECK(network.remove_label(courier) == 2);
    CHECK(network.add({meeting, flood, -5, mayor}));
    CHECK(network.window(meeting) == DayRange{Day(2023, 5, 6), Day::plus_infinity()});
    CHECK(network.before(flood, meeting) == Truth::always);
    CHECK(network.before(meeting, flood) == Truth::never);
    CHECK(network.gap(flood, meeting) == Gap{5, std::nullopt});
}

TEST_CASE("a label that says several things is blamed only if it is needed") {
    // Label 1 says both b >= a + 1 and b >= a + 10; together with label 2 (b <= c, c <= a + 5) only the latter fails.
    TimeNetwork network = with_points(4);
    TimePoint const a = point(1);
    TimePoint const b = point(2);
    TimePoint const c = point(3);
    CHECK(network.add({c, b, 0, 2}));
    CHECK(network.add({a, c, 5, 2}));
    CHECK(network.add({a, b, 4, 3}));  // closes a shorter cycle, but with a third label
    std::vector<Constraint> const both = {{b, a, -1, 1}, {b, a, -10, 1}};
    AddOutcome const outcome = network.add(both);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.conflict->labels == std::vector<std::uint32_t>{1, 3});
    CHECK(outcome.conflict->excess == 6);
    CHECK(network.constraint_count() == 3);
}

TEST_CASE("constraints without label are never blamed") {
    TimeNetwork network;
    PeriodPoints const siege = network.add_period();
    CHECK(network.add_window(siege.end, {Day::minus_infinity(), Day(10)}, 1));
    AddOutcome const outcome = network.add_window(siege.start, {Day(10), Day::plus_infinity()}, 2);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.conflict->labels == std::vector<std::uint32_t>{1, 2});
    CHECK(outcome.conflict->constraints.size() == 3);
    CHECK(outcome.conflict->excess == 1);
}

TEST_CASE("a statement that contradicts itself is a conflict of its own") {
    TimeNetwork network = with_points(2);
    AddOutcome const outcome = network.add({point(1), point(1), -1, 7});
    REQUIRE_FALSE(outcome);
    CHECK(outcome.conflict->constraints == std::vector<Constraint>{{point(1), point(1), -1, 7}});
    CHECK(outcome.conflict->excess == 1);
    CHECK(network.add({point(1), point(1), 0, 7}));
    CHECK(network.constraint_count() == 1);
    CHECK(network.remove_label(7) == 1);
    CHECK(network.add(std::span<Constraint const>()));
}

TEST_CASE("periods get what is known of both ends and the relations that are left") {
    TimeNetwork network;
    PeriodPoints const strike = network.add_period();
    PeriodPoints const talks = network.add_period();
    CHECK(network.extent(strike) == UncertainInterval());
    CHECK(network.add_extent(strike, extent(Edtf("2023-03/2023-05-02"), Reading::throughout), 1));
    CHECK(network.add_relation(strike, RelationSet::before(), talks, 2));
    CHECK(network.extent(talks).first_min() == Day(2023, 5, 3));
    CHECK(network.extent(strike) ==
          UncertainInterval::from_days(Day(2023, 3, 1), Day(2023, 3, 31), Day(2023, 5, 2), Day(2023, 5, 2)));
    CHECK(network.possible_relations(strike, talks) == RelationSet::before());
    CHECK(network.ask(talks, RelationSet::after(), strike) == Truth::always);

    AddOutcome const outcome = network.add_extent(talks, extent(Edtf("2023-04"), Reading::sometime_within), 3);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.conflict->labels == std::vector<std::uint32_t>{1, 2, 3});
    CHECK(outcome.conflict->excess == 3);  // the talks would have to end by 30 April, and cannot before 3 May

    auto const either = network.try_add_relation(strike, RelationSet::disjoint(), talks, 4);
    REQUIRE_FALSE(either);
    CHECK(either.error().code == Errc::not_allowed);
    CHECK(either.error().found == "pmMP");
    CHECK(network.try_add_relation(strike, RelationSet::all(), talks, 4)->ids.empty());
}

TEST_CASE("the relations of two periods are exactly those of the solutions of the network") {
    Random random(3);
    for (int round = 0; round < 120; ++round) {
        TimeNetwork network;
        PeriodPoints const a = network.add_period();
        PeriodPoints const b = network.add_period();
        TimePoint const other = network.add_point();
        constexpr int top = 5;
        std::vector<Constraint> constraints;
        auto const add = [&](Constraint const& constraint) {
            if (network.add(constraint)) constraints.push_back(constraint);
        };
        for (std::uint32_t p = 1; p < 6; ++p) {
            add({TimePoint{0}, TimePoint{p}, top, p});
            add({TimePoint{p}, TimePoint{0}, 0, p});
        }
        std::size_t const count = random.below(6);
        for (std::size_t i = 0; i < count; ++i)
            add({point(random.below(6)), point(random.below(6)), random.between(-4, 4), 9});

        RelationSet expected;
        std::array<int, 6> t{};
        for (int code = 0; code < 7776; ++code) {
            int rest = code;
            for (std::size_t p = 1; p < 6; ++p, rest /= 6) t[p] = rest % 6;
            if (t[number(a.start)] >= t[number(a.end)] || t[number(b.start)] >= t[number(b.end)]) continue;
            bool const holds = std::all_of(constraints.begin(), constraints.end(), [&](Constraint const& c) {
                return t[number(c.to)] - t[number(c.from)] <= c.at_most;
            });
            if (holds)
                expected |= relation_between(Day(t[number(a.start)]), Day(t[number(a.end)]), Day(t[number(b.start)]),
                                             Day(t[number(b.end)]));
        }
        REQUIRE(network.possible_relations(a, b) == expected);
        REQUIRE(network.possible_relations(b, a) == converse(expected));
        CHECK(network.possible_relations(a, a) == Relation::equals);
        (void)other;
    }
}

TEST_CASE("every relation set that is a list of orders can be a constraint and leaves just its relations") {
    int sets = 0;
    for (unsigned bits = 1; bits < 1U << 13; ++bits) {
        RelationSet const set = RelationSet::from_bits(static_cast<std::uint16_t>(bits));
        if (!end_orders(set)) continue;
        TimeNetwork network;
        PeriodPoints const a = network.add_period();
        PeriodPoints const b = network.add_period();
        REQUIRE(network.add_relation(a, set, b, 1));
        REQUIRE(network.possible_relations(a, b) == set);
        ++sets;
    }
    CHECK(sets > 50);
}

TEST_CASE("days that would leave 64 bits in sum are refused and change nothing") {
    TimeNetwork network = with_points(3);
    constexpr std::int64_t most = TimeNetwork::max_total_days;
    CHECK(network.add({point(1), point(2), most - 10, 1}));
    auto const too_far = network.try_add({point(2), point(1), -11, 2});
    REQUIRE_FALSE(too_far);
    CHECK(too_far.error().code == Errc::out_of_range);
    CHECK(too_far.error().found == "-11");
    for (std::int64_t const days :
         {(std::numeric_limits<std::int64_t>::min)(), (std::numeric_limits<std::int64_t>::max)(), most + 1})
        CHECK_FALSE(network.try_add({point(2), point(1), days, 2}));
    CHECK(network.try_add({point(2), point(1), -10, 2}).has_value());
    CHECK(network.constraint_count() == 2);
    CHECK(network.gap(point(1), point(2)) == Gap{10, most - 10});
    CHECK(network.remove_label(1) == 1);
    CHECK(network.try_add({point(2), point(1), -11, 3}).has_value());
    CHECK_THROWS_AS((void)network.add({point(2), point(1), most, 3}), Exception);
}

TEST_CASE("adding and removing far constraints for ever does not wear the network out") {
    constexpr std::int64_t far = TimeNetwork::max_total_days / 2 - 10;
    TimeNetwork network = with_points(4);
    for (std::uint32_t p = 1; p < 4; ++p) REQUIRE(network.add({point(p), point(0), 5, 100 + p}));
    for (int round = 0; round < 200; ++round) {
        TimePoint const a = point(1 + static_cast<std::size_t>(round) % 3);
        TimePoint const b = point(1 + static_cast<std::size_t>(round + 1) % 3);
        REQUIRE(network.add({a, b, -far, 1}));
        CHECK(network.gap(b, a).min == far);
        AddOutcome const outcome = network.add({b, a, far - 1, 2});
        REQUIRE_FALSE(outcome);
        CHECK(outcome.conflict->excess == 1);
        CHECK(network.window(b).first == Day(-5));
        CHECK(network.window(a).first == Day(far - 5));
        CHECK(network.remove_label(1) == 1);
    }
}

TEST_CASE("when memory runs out while adding, the network is as before and goes on working") {
    Random random(4);
    for (int round = 0; round < 40; ++round) {
        TimeNetwork network = with_points(5);
        std::vector<Constraint> accepted;
        for (std::uint32_t i = 0; i < 12; ++i) {
            Constraint const first{point(random.below(5)), point(random.below(5)), random.between(-5, 20), i};
            Constraint const second{point(random.below(5)), point(random.below(5)), random.between(-5, 20), i};
            std::vector<Constraint> const batch = {first, second};
            Matrix const before = tightest(network);
            std::size_t const count = network.constraint_count();
            bool done = false;
            for (long limit = 0; !done; ++limit) {
                REQUIRE(limit < 1'000);
                allocations_left = limit;
                try {
                    AddOutcome const outcome = network.add(batch);
                    allocations_left = -1;
                    done = true;
                    if (outcome) accepted.insert(accepted.end(), batch.begin(), batch.end());
                } catch (std::bad_alloc const&) {
                    allocations_left = -1;
                    REQUIRE(tightest(network) == before);
                    REQUIRE(network.constraint_count() == count);
                }
            }
            REQUIRE(tightest(network) == tightest(5, accepted));
        }
        bool done = false;
        for (long limit = 0; !done; ++limit) {
            std::size_t const points = network.point_count();
            allocations_left = limit;
            try {
                PeriodPoints const period = network.add_period();
                allocations_left = -1;
                done = true;
                CHECK(network.before(period.start, period.end) == Truth::always);
            } catch (std::bad_alloc const&) {
                allocations_left = -1;
                REQUIRE(network.point_count() == points);
            }
        }
    }
}

TEST_CASE("long cycles, parallel ways, hubs and shared labels are explained as a list of constraints would") {
    Random random(5);
    std::size_t conflicts = 0, longest = 0, several = 0;
    for (int round = 0; round < 80; ++round) {
        TimeNetwork network;
        std::vector<Constraint> accepted;
        std::vector<PeriodPoints> periods;
        std::size_t const count = 4 + random.below(9);
        for (std::size_t i = 0; i < count; ++i) {
            periods.push_back(network.add_period());
            if (random.chance(50)) network.start_near(periods[i], Day(random.between(-20, 20)));
            accepted.push_back({periods[i].end, periods[i].start, -1, Constraint::no_label});
        }
        std::size_t const points = network.point_count();
        bool const has_hub = random.chance(50);
        std::vector<std::size_t> order(count - 1);
        for (std::size_t i = 0; i + 1 < count; ++i) order[i] = i;
        if (random.chance(50)) random.shuffle(order);
        std::vector<std::vector<Constraint>> statements;
        auto const label = [&] { return static_cast<std::uint32_t>(random.chance(80) ? statements.size() : 1000); };
        for (std::size_t const i : order) {
            PeriodPoints const a = periods[i], b = periods[i + 1];
            std::uint32_t const by = label();
            // Before; or both ends not later, so that two ways run beside each other; or within.
            if (random.chance(50))
                statements.push_back({{b.start, a.end, 0, by}});
            else
                statements.push_back({{b.start, a.start, 0, by}, {b.end, a.end, 0, by}});
            if (!has_hub) continue;
            std::int64_t const day = static_cast<std::int64_t>(i) + random.between(-2, 4);
            statements.push_back({{a.start, TimeNetwork::origin(), -day, label()},
                                  {TimeNetwork::origin(), a.end, day + random.between(1, 9), label()}});
        }
        for (int i = 0; i < 12; ++i) {
            PeriodPoints const a = periods[random.below(count)], b = periods[random.below(count)];
            std::uint32_t const by = label();
            if (random.chance(60))
                statements.push_back({{b.start, a.end, random.between(-2, 2), by}});
            else
                statements.push_back({{b.start, a.start, random.between(-2, 2), by}, {b.end, a.end, 0, by}});
        }
        for (auto const& statement : statements) {
            AddOutcome const outcome = network.add(statement);
            std::vector<Constraint> with = accepted;
            for (Constraint const& constraint : statement) {
                with.push_back(constraint);
                if (is_consistent(points, with)) continue;
                REQUIRE_FALSE(outcome);
                with.pop_back();
                check_conflict(points, with, constraint, *outcome.conflict);
                ++conflicts;
                longest = (std::max)(longest, outcome.conflict->labels.size());
                several += outcome.conflict->constraints.size() > outcome.conflict->labels.size() + 2;
                with.clear();
                break;
            }
            if (with.empty()) continue;
            REQUIRE(outcome);
            accepted = with;
        }
        REQUIRE(tightest(network) == tightest(points, accepted));
    }
    CHECK(conflicts > 400);
    CHECK(longest >= 8);
    CHECK(several > 50);
}

TEST_CASE("a long chain is added from either end and in any order, and what closes it names all of it") {
    Random random(6);
    constexpr std::size_t count = 40'000;  // With work for each that grows with the chain this would take minutes.
    for (int kind = 0; kind < 3; ++kind) {
        CAPTURE(kind);
        TimeNetwork network;
        std::vector<PeriodPoints> periods;
        for (std::size_t i = 0; i < count; ++i) periods.push_back(network.add_period());
        std::vector<std::size_t> order(count - 1);
        for (std::size_t i = 0; i + 1 < count; ++i) order[i] = i;
        if (kind == 1) std::reverse(order.begin(), order.end());
        if (kind == 2) random.shuffle(order);
        for (std::size_t const i : order)
            REQUIRE(network.add({periods[i + 1].start, periods[i].end, 0, static_cast<std::uint32_t>(i)}));
        REQUIRE(network.before(periods.front().end, periods.back().start) == Truth::always);
        for (std::size_t span = 1; span < count; span *= 3) {
            std::size_t const first = random.below(count - span), last = first + span;
            AddOutcome const outcome = network.add({periods[first].start, periods[last].end, 0, 999'999});
            REQUIRE_FALSE(outcome);
            // Each order, each period with both ends, and what is refused.
            REQUIRE(outcome.conflict->labels.size() == span + 1);
            REQUIRE(outcome.conflict->constraints.size() == 2 * span + 2);
            REQUIRE(outcome.conflict->excess == static_cast<std::int64_t>(span) + 1);
        }
    }
}

TEST_CASE("a copied network goes its own way") {
    TimeNetwork network = with_points(3);
    ConstraintId const id = network.add({point(1), point(2), 5, 1}).ids.front();
    TimeNetwork copy = network;
    CHECK(copy.remove(id));
    CHECK(copy.gap(point(1), point(2)) == Gap{});
    CHECK(network.gap(point(1), point(2)) == Gap{std::nullopt, 5});
    // An id names its constraint only; the slot may hold another one by now.
    ConstraintId const later = copy.add({point(2), point(1), 7, 2}).ids.front();
    CHECK(later != id);
    CHECK_FALSE(copy.remove(id));
    CHECK(copy.find(later)->at_most == 7);
    CHECK_FALSE(copy.find(ConstraintId{99, 0}));
}
