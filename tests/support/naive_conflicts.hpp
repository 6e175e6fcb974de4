// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_NAIVE_CONFLICTS_HPP
#define ASCRIBE_TESTS_SUPPORT_NAIVE_CONFLICTS_HPP

#include <ascribe/analysis/disagreement.hpp>
#include <ascribe/graph/view.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace ascribe_tests {

/// The table of part 11, read off pair by pair: every holding of a graph against every other. Numbers are compared by
/// trying whole numbers up to `most`, dates and times by trying the days from `first_day` to `last_day`; so a graph has
/// to keep within those. Knows nothing of rules, wholes, orders and options.
class NaiveConflicts {
public:
    static constexpr std::int64_t most = 40;
    static constexpr ascribe::Day first_day{2023, 5, 1};
    static constexpr ascribe::Day last_day{2023, 5, 20};

    using Claims = std::vector<ascribe::ClaimId>;
    /// Kind, claims of the two sides, whether the first is implied: verdict and reason.
    using Key = std::tuple<ascribe::DisagreementKind, Claims, Claims, bool>;
    using Found = std::map<Key, std::pair<ascribe::Verdict, ascribe::DifferenceReason>>;

    explicit NaiveConflicts(ascribe::View const& view) : view_(view), graph_(view.graph()) {
        make_statements();
        auto const all = holdings();
        for (auto const& [meant, a] : all)
            for (auto const& [other, b] : all) compare(meant, a, other, b);
        compare_orders();
        settle();
    }

    [[nodiscard]] Found const& found() const noexcept { return found_; }

private:
    using Verdict = ascribe::Verdict;
    using Reason = ascribe::DifferenceReason;
    using Kind = ascribe::DisagreementKind;
    using ClaimId = ascribe::ClaimId;
    using AttributionId = ascribe::AttributionId;
    using Node = ascribe::Node;
    using Polarity = ascribe::Polarity;
    using Outcome = std::pair<Verdict, Reason>;

    // What counts as one

    [[nodiscard]] Node subject(ClaimId claim) const { return view_.representative(graph_.subject(claim)); }

    [[nodiscard]] bool equal_values(ClaimId a, ClaimId b) const {
        Node const x = graph_.value_node(a), y = graph_.value_node(b);
        return x && y ? view_.same(x, y) : graph_.value(a) == graph_.value(b);
    }

    void make_statements() {
        std::vector<ClaimId> meant;
        for (ClaimId claim : graph_.claims())
            if (view_.read_as(claim) == claim) meant.push_back(claim);
        for (ClaimId claim : meant) statement_[claim] = claim;
        for (bool is_changed = true; is_changed;) {
            is_changed = false;
            for (ClaimId a : meant)
                for (ClaimId b : meant) {
                    bool const is_one =
                        view_.same(a, b) || (subject(a) == subject(b) && graph_.property(a) == graph_.property(b) &&
                                             equal_values(a, b) && graph_.claim(a).valid == graph_.claim(b).valid);
                    if (!is_one || statement_[a] == statement_[b]) continue;
                    statement_[a] = statement_[b] = (std::min)(statement_[a], statement_[b]);
                    is_changed = true;
                }
        }
        for (ClaimId claim : graph_.claims()) claims_[statement_[view_.read_as(claim)]].push_back(claim);
    }

    [[nodiscard]] std::vector<std::pair<ClaimId, AttributionId>> holdings() const {
        std::vector<std::pair<ClaimId, AttributionId>> all;
        for (ClaimId claim : graph_.claims())
            for (AttributionId a : graph_.attributions_of(claim))
                if (view_.standing(a) != ascribe::Truth::never) all.emplace_back(view_.read_as(claim), a);
        return all;
    }

    // Stances

    [[nodiscard]] Polarity stance(AttributionId a) const {
        return act_class(graph_.act(a)) == ascribe::ActClass::assertive ? polarity(graph_.factuality(a))
                                                                        : Polarity::unknown;
    }
    [[nodiscard]] bool is_certain(AttributionId a) const {
        return certainty(graph_.factuality(a)) == ascribe::Certainty::certain;
    }
    [[nodiscard]] bool is_firm(AttributionId a) const {
        return is_certain(a) && view_.standing(a) == ascribe::Truth::always;
    }

    // Times

    struct When {
        bool timed = false;
        bool is_exact = false;  // The whole of it, else one day of it.
        std::set<ascribe::Day> days;
    };
    [[nodiscard]] When when(ClaimId of, AttributionId a) const {
        When w;
        ClaimId const claim = graph_.content(a).to<ClaimId>();
        if (auto const valid = graph_.claim(claim).valid) {
            w.timed = w.is_exact = true;
            add_days(w.days, valid->earliest(), valid->latest());
        } else if (graph_.traits(graph_.property(of)).has(ascribe::Trait::temporal)) {
            w.timed = true;
            auto const said = this->said(a);
            add_days(w.days, said.first, said.second);
            w.is_exact = w.days.size() == 1;
        }
        return w;
    }
    [[nodiscard]] std::pair<ascribe::Day, ascribe::Day> said(AttributionId a) const {
        auto const window = view_.said(a);
        return window.second < window.first ? *graph_.said_between(a) : window;
    }
    static void add_days(std::set<ascribe::Day>& days, ascribe::Day first, ascribe::Day last) {
        for (ascribe::Day day = first_day; day <= last_day; ++day)
            if (first <= day && day <= last) days.insert(day);
    }
    [[nodiscard]] static ascribe::Truth meet(When const& a, When const& b) {
        if (!a.timed && !b.timed) return ascribe::Truth::always;
        if (!a.timed || !b.timed) return ascribe::Truth::possibly;
        if (!share(a.days, b.days)) return ascribe::Truth::never;
        bool const always = (a.is_exact && b.is_exact) || (a.is_exact && within(b.days, a.days)) ||
                            (b.is_exact && within(a.days, b.days));
        return always ? ascribe::Truth::always : ascribe::Truth::possibly;
    }

    // One source

    [[nodiscard]] Node speaker(AttributionId a) const { return view_.representative(graph_.source(a)); }

    [[nodiscard]] std::set<AttributionId> outermost(AttributionId a) const {
        std::set<AttributionId> found;
        if (graph_.document(a)) found.insert(a);
        for (AttributionId carrier : graph_.attributions_of(a))
            if (view_.attested(carrier) != ascribe::Truth::never)
                for (AttributionId outer : outermost(carrier)) found.insert(outer);
        return found;
    }
    [[nodiscard]] bool are_rivals(AttributionId a, AttributionId b) const {
        if (a == b || graph_.document(a) != graph_.document(b) || graph_.spans(a).empty()) return false;
        auto const x = graph_.spans(a), y = graph_.spans(b);
        return std::equal(x.begin(), x.end(), y.begin(), y.end());
    }
    [[nodiscard]] bool are_read_differently(std::set<AttributionId> const& a, std::set<AttributionId> const& b) const {
        auto const has_rival = [&](AttributionId x, std::set<AttributionId> const& others) {
            return std::any_of(others.begin(), others.end(), [&](AttributionId y) { return are_rivals(x, y); });
        };
        return !a.empty() && !b.empty() &&
               std::all_of(a.begin(), a.end(), [&](AttributionId x) { return has_rival(x, b); }) &&
               std::all_of(b.begin(), b.end(), [&](AttributionId y) { return has_rival(y, a); });
    }
    [[nodiscard]] bool is_updated(AttributionId a, AttributionId b) const {
        for (ClaimId claim : graph_.claims_about(a, "updated_by"))
            if (graph_.value_node(claim) == b)
                for (AttributionId by : graph_.attributions_of(claim))
                    if (graph_.factuality(by) == ascribe::Factuality::ct_plus &&
                        view_.standing(by) == ascribe::Truth::always &&
                        (graph_.source(by) == graph_.source(a) || graph_.source(by) == graph_.document(a) ||
                         is_analyst(graph_.source(by))))
                        return true;
        return false;
    }
    [[nodiscard]] bool is_analyst(Node node) const {
        auto const actor = node.to<ascribe::ActorId>();
        return actor && graph_.kind(actor) == ascribe::ActorKind::analyst;
    }

    // One pair

    [[nodiscard]] std::optional<Outcome> weigh(ClaimId x, AttributionId a, ClaimId y, AttributionId b, Verdict cap,
                                               bool timed) const {
        auto const times = timed ? meet(when(x, a), when(y, b)) : ascribe::Truth::always;
        bool const is_sure = cap == Verdict::certain && is_firm(a) && is_firm(b) && times == ascribe::Truth::always;
        bool const is_one = speaker(a) == speaker(b);
        if (is_one && (is_updated(a, b) || is_updated(b, a))) return std::nullopt;
        if (times == ascribe::Truth::never) return Outcome(Verdict::difference, Reason::as_of);
        if (!is_certain(a) && !is_certain(b)) return Outcome(Verdict::difference, Reason::degree);
        if (!is_one) return Outcome(is_sure ? Verdict::certain : Verdict::possible, Reason::none);
        auto const said_a = said(a), said_b = said(b);
        if (said_a.second < said_b.first || said_b.second < said_a.first)
            return Outcome(Verdict::difference, Reason::changed_position);
        auto const in_a = outermost(a), in_b = outermost(b);
        if (are_read_differently(in_a, in_b)) return Outcome(Verdict::difference, Reason::rival_readings);
        for (AttributionId p : in_a)
            for (AttributionId q : in_b)
                if (graph_.document(p) == graph_.document(q) && is_sure) return Outcome(Verdict::certain, Reason::none);
        return Outcome(Verdict::possible, Reason::none);
    }

    [[nodiscard]] static int rank(Outcome const& outcome) {
        static constexpr Reason order[] = {Reason::none, Reason::degree, Reason::as_of, Reason::changed_position,
                                           Reason::rival_readings};
        if (outcome.first != Verdict::difference) return static_cast<int>(outcome.first);
        return 2 + static_cast<int>(std::find(std::begin(order), std::end(order), outcome.second) - std::begin(order));
    }
    void keep(Key const& key, std::optional<Outcome> const& outcome) {
        if (!outcome) return;
        auto const [at, is_new] = found_.try_emplace(key, *outcome);
        if (!is_new && rank(*outcome) < rank(at->second)) at->second = *outcome;
    }

    // Values

    struct Relation {
        bool is_same = false;
        std::optional<Verdict> cap;  // They exclude each other, this far.
        Reason reason = Reason::none;
        bool first_entails = false;
    };
    [[nodiscard]] static std::set<std::int64_t> numbers(ascribe::Quantity const& q, bool with_the_number_named) {
        std::set<std::int64_t> set;
        for (std::int64_t n = 0; n <= most; ++n)
            if (q.admits(ascribe::Rational(n)) || (with_the_number_named && q.nominal() == ascribe::Rational(n) &&
                                                   q.direction() != ascribe::Direction::set))
                set.insert(n);
        return set;
    }
    template <class T>
    [[nodiscard]] static bool share(std::set<T> const& a, std::set<T> const& b) {
        return std::any_of(a.begin(), a.end(), [&](T const& x) { return b.count(x) != 0; });
    }
    template <class T>
    [[nodiscard]] static bool within(std::set<T> const& a, std::set<T> const& b) {
        return std::includes(b.begin(), b.end(), a.begin(), a.end());
    }
    [[nodiscard]] static bool is_about(ascribe::Quantity const& q) {
        return q.direction() == ascribe::Direction::about;
    }

    [[nodiscard]] Relation relate_numbers(ascribe::Quantity const& a, ascribe::Quantity const& b) const {
        Relation r;
        if (a == b) return {.is_same = true, .cap = {}};
        if (a.thing() != b.thing()) return {.cap = {}, .reason = Reason::scope};
        auto const x = numbers(a, false), y = numbers(b, false);
        if (share(x, y)) {
            if (x == y && is_about(a) == is_about(b) && (!is_about(a) || a.nominal() == b.nominal()))
                return {.is_same = true, .cap = {}};
            r.reason = is_about(a) || is_about(b) ? Reason::hedge : Reason::nested;
            r.first_entails = !is_about(b) && within(x, y);
        } else if (share(numbers(a, true), numbers(b, true)) && a.direction() != ascribe::Direction::set &&
                   b.direction() != ascribe::Direction::set) {
            r.reason = Reason::hedge;
        } else {
            r.cap = Verdict::certain;
        }
        return r;
    }
    [[nodiscard]] static std::set<ascribe::Day> days(ascribe::Edtf const& date) {
        std::set<ascribe::Day> set;
        date.for_each_day([&](ascribe::Day day) { set.insert(day); }, {first_day, last_day});
        return set;
    }
    [[nodiscard]] Relation relate_dates(ascribe::Edtf const& a, ascribe::Edtf const& b) const {
        auto const x = days(a), y = days(b);
        auto const marked = [&](char mark) { return (a.canonical() + b.canonical()).find(mark) != std::string::npos; };
        if (x == y) return {.is_same = true, .cap = {}};
        if (share(x, y)) return {.cap = {}, .reason = Reason::imprecise, .first_entails = !marked('~') && within(x, y)};
        if (marked('~')) return {.cap = {}, .reason = Reason::imprecise};
        return {.cap = marked('?') ? Verdict::possible : Verdict::certain};
    }
    [[nodiscard]] bool is_part(Node part, Node whole) const {
        std::set<Node> found{view_.representative(part)};
        for (std::size_t before = 0; before != found.size();) {
            before = found.size();
            for (ClaimId claim : view_.accepted())
                if (graph_.name(graph_.property(claim)) == "part_of" && found.count(subject(claim)) != 0)
                    found.insert(view_.representative(graph_.value_node(claim)));
        }
        return found.count(view_.representative(whole)) != 0;
    }
    [[nodiscard]] Relation relate(ClaimId a, ClaimId b) const {
        ascribe::Value const x = graph_.value(a), y = graph_.value(b);
        auto const traits = graph_.traits(graph_.property(a));
        if (equal_values(a, b)) return {.is_same = true, .cap = {}};
        if (x.quantity() != nullptr) return relate_numbers(*x.quantity(), *y.quantity());
        if (x.date() != nullptr) return relate_dates(*x.date(), *y.date());
        Verdict const unlike = traits.has(ascribe::Trait::exclusive) ? Verdict::certain : Verdict::possible;
        if (x.text() != nullptr) return {.cap = unlike};
        if (is_part(*x.node(), *y.node())) return {.cap = {}, .reason = Reason::coarser, .first_entails = true};
        if (is_part(*y.node(), *x.node())) return {.cap = {}, .reason = Reason::coarser};
        return {.cap = unlike};
    }
    [[nodiscard]] Kind kind(ClaimId a, ClaimId b) const {
        ascribe::Value const x = graph_.value(a), y = graph_.value(b);
        if (x.date() != nullptr && y.date() != nullptr) return Kind::time;
        auto const are = [&](ascribe::Category c) {
            return x.node() != nullptr && y.node() != nullptr && x.node()->is(c) && y.node()->is(c);
        };
        return are(ascribe::Category::place) ? Kind::place : are(ascribe::Category::actor) ? Kind::role : Kind::value;
    }

    // Orders and dates

    struct Period {
        ascribe::Day first, last;
    };
    [[nodiscard]] static std::vector<Period> periods(ascribe::Edtf const& date) {
        std::vector<Period> all;
        for (ascribe::Day a = first_day; a <= last_day; ++a)
            for (ascribe::Day b = a; b <= last_day; ++b)
                if (date.earliest() <= a && b <= date.latest()) all.push_back({a, b});
        return all;
    }
    /// Whether it holds of these days; two events of one day may be in either order.
    [[nodiscard]] static ascribe::Truth holds(std::string_view order, Period const& a, Period const& b) {
        auto const truth = [](bool always, bool possibly) {
            return always ? ascribe::Truth::always : possibly ? ascribe::Truth::possibly : ascribe::Truth::never;
        };
        if (order == "before") return truth(a.last < b.first, a.last <= b.first);
        if (order == "after") return truth(b.last < a.first, b.last <= a.first);
        bool const within = b.first <= a.first && a.last <= b.last;
        return truth(within, within);
    }

    /// An order against each pair of dates of its events, holding by holding.
    void compare_orders() {
        auto const all = holdings();
        auto const is_asserted = [&](AttributionId a) { return stance(a) == Polarity::positive; };
        for (auto const& [order, o] : all) {
            auto const name = graph_.name(graph_.property(order));
            if ((name != "before" && name != "after" && name != "during") || !is_asserted(o)) continue;
            Node const events[2] = {subject(order), view_.representative(graph_.value_node(order))};
            if (events[0] == events[1]) continue;
            for (auto const& [date_x, x] : all)
                for (auto const& [date_y, y] : all) {
                    if (!is_asserted(x) || !is_asserted(y) || subject(date_x) != events[0] ||
                        subject(date_y) != events[1] || graph_.name(graph_.property(date_x)) != "date" ||
                        graph_.name(graph_.property(date_y)) != "date")
                        continue;
                    bool const swapped = events[1] < events[0];
                    Claims dates = claims_[statement_[swapped ? date_y : date_x]];
                    Claims const& second = claims_[statement_[swapped ? date_x : date_y]];
                    dates.push_back({});  // Between the claims of the one and of the other.
                    dates.insert(dates.end(), second.begin(), second.end());
                    keep({Kind::order, claims_[statement_[order]], dates, false},
                         weigh_order(name, order, o, statement_[date_x], x, statement_[date_y], y));
                }
        }
    }
    [[nodiscard]] std::optional<Outcome> weigh_order(std::string_view name, ClaimId order, AttributionId o,
                                                     ClaimId date_x, AttributionId x, ClaimId date_y,
                                                     AttributionId y) const {
        auto const a = *graph_.value(date_x).date(), b = *graph_.value(date_y).date();
        bool never = true, always = true;
        for (Period const& p : periods(a))
            for (Period const& q : periods(b)) {
                auto const truth = holds(name, p, q);
                never = never && truth == ascribe::Truth::never;
                always = always && truth == ascribe::Truth::always;
            }
        if (always) return std::nullopt;
        auto const marked = [&](char mark) { return (a.canonical() + b.canonical()).find(mark) != std::string::npos; };
        if (!never || marked('~')) return Outcome(Verdict::difference, Reason::imprecise);
        Verdict const cap = marked('?') ? Verdict::possible : Verdict::certain;
        if (speaker(o) == speaker(x) && speaker(o) == speaker(y)) {
            auto const with_x = weigh(order, o, date_x, x, cap, false), with_y = weigh(order, o, date_y, y, cap, false);
            if (!with_x || !with_y) return std::nullopt;
            return rank(*with_x) >= rank(*with_y) ? with_x : with_y;
        }
        if (cap == Verdict::certain && is_firm(o) && is_firm(x) && is_firm(y))
            return Outcome(Verdict::certain, Reason::none);
        if (is_certain(o) || (is_certain(x) && is_certain(y))) return Outcome(Verdict::possible, Reason::none);
        return Outcome(Verdict::difference, Reason::degree);
    }

    // Two holdings

    void compare(ClaimId meant_a, AttributionId a, ClaimId meant_b, AttributionId b) {
        ClaimId const x = statement_[meant_a], y = statement_[meant_b];
        if (subject(x) != subject(y)) return;
        bool const is_asserted = stance(a) == Polarity::positive && stance(b) == Polarity::positive;
        bool const is_denied = stance(a) == Polarity::positive && stance(b) == Polarity::negative;
        auto const name = [&](ClaimId claim) { return graph_.name(graph_.property(claim)); };
        if (is_denied && name(y) == "occurred" && x != y &&
            graph_.traits(graph_.property(x)).has(ascribe::Trait::presupposes_occurrence))
            implied_[{y, subject(x)}].push_back({x, a, b});
        if (graph_.property(x) != graph_.property(y)) return;
        if (is_denied && x == y) {
            Kind const of = name(x) == "same_as" ? Kind::identity : Kind::polarity;
            keep({of, claims_[x], claims_[y], false}, weigh(x, a, y, b, Verdict::certain, true));
        }
        if (x == y) return;
        auto const traits = graph_.traits(graph_.property(x));
        bool const one_value = traits.has(ascribe::Trait::functional) || traits.has(ascribe::Trait::exclusive);
        if (!one_value) {
            bool const is_link = traits.has(ascribe::Trait::structural) || traits.has(ascribe::Trait::transitive);
            if (is_asserted && !is_link) several_[{subject(x), name(x)}].insert({x, y});
            return;
        }
        Relation const relation = relate(x, y);
        if (is_denied && relation.first_entails)
            keep({Kind::polarity, claims_[x], claims_[y], false}, weigh(x, a, y, b, Verdict::certain, true));
        if (y < x || relation.is_same) return;
        Key const key{kind(x, y), claims_[x], claims_[y], false};
        if (is_asserted && relation.cap) keep(key, weigh(x, a, y, b, *relation.cap, true));
        if (is_asserted && !relation.cap) {
            differing_[key].first = relation.reason;
            differing_[key].second = differing_[key].second || meet(when(x, a), when(y, b)) != ascribe::Truth::never;
        }
        if (relation.cap && !is_asserted && polarity_of(a) != Polarity::negative &&
            polarity_of(b) != Polarity::negative &&
            (stance(a) == Polarity::positive || stance(b) == Polarity::positive))
            wanted_.insert(key);
    }
    [[nodiscard]] Polarity polarity_of(AttributionId a) const { return polarity(graph_.factuality(a)); }

    /// What only all pairs together tell.
    void settle() {
        for (auto const& [key, what] : differing_) {
            bool const is_about_the_same = what.first != Reason::scope;
            found_[key] = {Verdict::difference, is_about_the_same && !what.second ? Reason::as_of : what.first};
        }
        // Not asserted: only where one of them is not asserted by anybody.
        for (Key const& key : wanted_) {
            auto const asserted = [&](Claims const& claims) {
                return std::any_of(claims.begin(), claims.end(), [&](ClaimId claim) {
                    for (AttributionId a : graph_.attributions_of(claim))
                        if (view_.standing(a) != ascribe::Truth::never && stance(a) == Polarity::positive) return true;
                    return false;
                });
            };
            if (asserted(std::get<1>(key)) && asserted(std::get<2>(key))) continue;
            found_[key] = {Verdict::difference, Reason::not_asserted};
        }
        for (auto const& [about, statements] : several_) {
            // The first two sides name it; how many there are is another test's matter.
            auto const first = statements.begin();
            Claims const& a = claims_[*first];
            Claims const& b = claims_[*std::next(first)];
            found_[{kind(*first, *std::next(first)), a, b, false}] = {Verdict::difference, Reason::other_value};
        }
        for (auto const& [about, entries] : implied_) {
            std::set<ClaimId> claims;
            for (auto const& entry : entries)
                for (ClaimId claim : claims_[std::get<0>(entry)]) claims.insert(claim);
            Key const key{Kind::polarity, Claims(claims.begin(), claims.end()), claims_[about.first], true};
            for (auto const& [x, a, b] : entries) keep(key, weigh(x, a, about.first, b, Verdict::certain, false));
        }
    }

    ascribe::View const& view_;
    ascribe::Graph const graph_;
    std::map<ClaimId, ClaimId> statement_;
    std::map<ClaimId, Claims> claims_;
    Found found_;
    std::map<Key, std::pair<Reason, bool>> differing_;
    std::set<Key> wanted_;
    std::map<std::pair<Node, std::string_view>, std::set<ClaimId>> several_;
    std::map<std::pair<ClaimId, Node>, std::vector<std::tuple<ClaimId, AttributionId, AttributionId>>> implied_;
};

}  // namespace ascribe_tests

#endif
