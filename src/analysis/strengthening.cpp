// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../graph/acceptance.hpp"
#include "statements.hpp"
#include <ascribe/analysis/strengthening.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ascribe {

namespace {

using detail::StatementReader;

class StrengtheningFinder {
public:
    explicit StrengtheningFinder(View const& view)
        : view_(view),
          graph_(view.graph()),
          reader_(view, {}),
          strengthens_(graph_.find_property(property::strengthens)),
          speaks_for_(graph_.find_property(property::speaks_for)) {}

    Strengthenings found;

    void add_declared(ClaimId claim) {
        if (!strengthens_ || graph_.property(claim) != strengthens_) return;
        Node const weaker = graph_.value_node(claim);
        for (AttributionId a : graph_.attributions_of(claim))
            if (view_.attested(a) != Truth::never)
                found.declared.push_back({.stronger = graph_.subject(claim),
                                          .weaker = weaker,
                                          .claim = claim,
                                          .holder = a,
                                          .factuality = graph_.factuality(a),
                                          .standing = view_.standing(a)});
    }

    /// What an attribution rests on.
    void add_grounds(AttributionId a) {
        if (!is_statement(a)) return;
        for (Node ground : view_.grounds_of(a)) compare(a, ground);
        compare_endorsed(a);
    }

    /// Whose word a claim is, where one speaks for another: of all claims that count as one, asked of the first.
    void add_sources(ClaimId claim) {
        if (!speaks_for_ && !reader_.part_of) return;
        // A claim that one attribution alone puts forward, and that is joined with no other, has nothing to compare.
        if (view_.read_as(claim) == claim && view_.read_into(claim).empty() && view_.class_of(claim).size() == 1) {
            auto at = graph_.attributions_of(claim).begin();
            if (at == std::default_sentinel || ++at == std::default_sentinel) return;
        }
        auto const counting = counting_for(view_, claim);
        if (counting.front() != claim) return;
        std::map<Node, std::vector<AttributionId>> by_source;
        for (ClaimId c : counting)
            for (AttributionId a : graph_.attributions_of(c))
                if (is_statement(a) && graph_.source(a).is(Category::actor))
                    by_source[view_.representative(graph_.source(a))].push_back(a);
        if (by_source.size() < 2) return;
        for (auto const& [source, weaker] : by_source)
            for (auto const& [superior, path] : superiors(source)) {
                auto const at = by_source.find(superior);
                if (at != by_source.end()) compare_sources(at->second, weaker, path);
            }
    }

    [[nodiscard]] Strengthenings take() {
        auto const rank = [](ComputedStrengthening const& c) { return std::tuple(c.stronger, c.kind, c.weaker); };
        std::sort(found.computed.begin(), found.computed.end(),
                  [&](auto const& x, auto const& y) { return rank(x) < rank(y); });
        found.computed.erase(std::unique(found.computed.begin(), found.computed.end(),
                                         [&](auto const& x, auto const& y) { return rank(x) == rank(y); }),
                             found.computed.end());
        return std::move(found);
    }

private:
    /// An assertion or a denial of a claim: what can be stronger or weaker.
    [[nodiscard]] bool is_statement(AttributionId a) const {
        return graph_.content(a).is(Category::claim) && view_.attested(a) != Truth::never &&
               act_class(graph_.act(a)) == ActClass::assertive && polarity(graph_.factuality(a)) != Polarity::unknown;
    }
    [[nodiscard]] Node meaning(ClaimId claim) const { return view_.representative(view_.read_as(claim)); }
    [[nodiscard]] bool say_the_same(AttributionId a, AttributionId b) const {
        return polarity(graph_.factuality(a)) == polarity(graph_.factuality(b)) &&
               meaning(graph_.content(a).to<ClaimId>()) == meaning(graph_.content(b).to<ClaimId>());
    }

    void put(StrengtheningKind kind, AttributionId stronger, AttributionId weaker, std::vector<ClaimId> by = {}) {
        found.computed.push_back({.kind = kind,
                                  .stronger = stronger,
                                  .weaker = weaker,
                                  .by = std::move(by),
                                  .certain = (std::min)(view_.attested(stronger), view_.attested(weaker))});
    }

    /// The most certain of those who support a claim, the first recorded of several; `except` does not count.
    [[nodiscard]] AttributionId firmest_supporter(ClaimId claim, AttributionId except) {
        auto const [at, is_new] = firmest_.try_emplace(meaning(claim).word());
        auto& [first, second] = at->second;
        if (is_new) {
            auto const is_firmer = [&](AttributionId x, AttributionId y) {
                return !y ||
                       std::pair(certainty(graph_.factuality(x)), x) < std::pair(certainty(graph_.factuality(y)), y);
            };
            for (ClaimId counting : counting_for(view_, claim))
                for (AttributionId a : graph_.attributions_of(counting)) {
                    if (!is_statement(a) || view_.standing(a) == Truth::never ||
                        polarity(graph_.factuality(a)) != Polarity::positive)
                        continue;
                    if (is_firmer(a, first))
                        second = std::exchange(first, a);
                    else if (is_firmer(a, second))
                        second = a;
                }
        }
        return first == except ? second : first;
    }

    void compare(AttributionId a, Node ground) {
        if (auto const claim = ground.to<ClaimId>()) {
            if (AttributionId const supporter = firmest_supporter(claim, a)) compare_statements(a, supporter);
            return;
        }
        auto const weaker = ground.to<AttributionId>();
        if (!weaker || view_.attested(weaker) == Truth::never) return;
        if (graph_.content(weaker).is(Category::claim)) {
            if (is_statement(weaker)) compare_statements(a, weaker);
            // What is left open is no certainty at all.
            else if (act_class(graph_.act(weaker)) == ActClass::assertive)
                put(StrengtheningKind::certainty, a, weaker);
            return;
        }
        // A report of a saying: the ground is what was said, if it was, and else that it was not.
        Factuality const f = graph_.factuality(weaker);
        AttributionId inner = weaker;
        while (auto const next = graph_.content(inner).to<AttributionId>()) inner = next;
        if (polarity(f) == Polarity::positive) {
            if (is_statement(inner)) compare_statements(a, inner);
        } else if (polarity(f) == Polarity::negative && polarity(graph_.factuality(a)) == Polarity::negative &&
                   meaning(graph_.content(a).to<ClaimId>()) == meaning(graph_.content(inner).to<ClaimId>())) {
            put(StrengtheningKind::absence, a, weaker);
        }
    }

    void compare_statements(AttributionId a, AttributionId ground) {
        if (certainty(graph_.factuality(a)) < certainty(graph_.factuality(ground)))
            put(StrengtheningKind::certainty, a, ground);
        if (say_the_same(a, ground)) {
            if (reader_.speaker(a) != reader_.speaker(ground)) put(own_voice(a, ground), a, ground);
            return;
        }
        auto const claim = graph_.content(a).to<ClaimId>(), of_ground = graph_.content(ground).to<ClaimId>();
        if (graph_.property(claim) != graph_.property(of_ground) || !graph_.same_value(claim, of_ground) ||
            polarity(graph_.factuality(a)) != polarity(graph_.factuality(ground)))
            return;
        Node const part = view_.representative(graph_.subject(of_ground));
        Node const whole = view_.representative(graph_.subject(claim));
        if (part == whole) return;
        if (auto path = reader_.part_path(part, whole)) put(StrengtheningKind::scope, a, ground, std::move(*path));
    }

    /// Whether the document in which it is said also says whose word it is.
    [[nodiscard]] StrengtheningKind own_voice(AttributionId a, AttributionId ground) {
        Source const source = graph_.source(a);
        for (AttributionId passage : reader_.passages(ground))
            if (graph_.document(passage) == graph_.document(a) && graph_.document(a) &&
                (graph_.source(passage) == source) && passage != ground)
                return StrengtheningKind::endorsement;
        return StrengtheningKind::own_voice;
    }

    void compare_endorsed(AttributionId a) {
        AttributionId firmest;
        for (AttributionId report : view_.endorsed(a)) {
            if (!is_statement(report) || !say_the_same(a, report)) continue;
            if (!firmest || certainty(graph_.factuality(report)) < certainty(graph_.factuality(firmest)))
                firmest = report;
        }
        if (!firmest) return;
        put(StrengtheningKind::endorsement, a, firmest);
        if (certainty(graph_.factuality(a)) < certainty(graph_.factuality(firmest)))
            put(StrengtheningKind::certainty, a, firmest);
    }

    using Superiors = std::vector<std::pair<Node, std::vector<ClaimId>>>;

    /// Those for whom an actor speaks or of whom it is part, nearest first, with the claims that lead there.
    [[nodiscard]] Superiors const& superiors(Node actor) {
        auto const [at, is_new] = superiors_.try_emplace(actor.word());
        Superiors& list = at->second;
        if (!is_new) return list;
        std::unordered_set<std::uint32_t> seen{actor.word()};
        auto const expand = [&](Node from, std::vector<ClaimId> const& path) {
            for (Node member : reader_.members(from))
                for (PropertyId property : {speaks_for_, reader_.part_of}) {
                    if (!property) continue;
                    for (ClaimId claim : graph_.claims_about(member, property)) {
                        auto const superior = graph_.value_node(claim).to<ActorId>();
                        if (!superior || !detail::accepts(view_, claim)) continue;
                        Node const leader = view_.representative(superior);
                        if (!seen.insert(leader.word()).second) continue;
                        auto longer = path;
                        longer.push_back(claim);
                        list.emplace_back(leader, std::move(longer));
                    }
                }
        };
        expand(actor, {});
        for (std::size_t i = 0; i < list.size(); ++i) {
            auto const next = list[i];
            expand(next.first, next.second);
        }
        return list;
    }

    void compare_sources(std::vector<AttributionId> const& stronger, std::vector<AttributionId> const& weaker,
                         std::vector<ClaimId> const& path) {
        std::unordered_map<std::uint32_t, std::vector<AttributionId>> in_document, at;
        for (AttributionId w : weaker) {
            at[w.word()].push_back(w);
            for (AttributionId passage : reader_.passages(w)) {
                at[passage.word()].push_back(w);
                in_document[graph_.document(passage).word()].push_back(w);
            }
        }
        auto const join = [&](AttributionId s, std::vector<AttributionId> const& list) {
            for (AttributionId w : list)
                if (say_the_same(s, w)) put(StrengtheningKind::source, s, w, path);
        };
        for (AttributionId s : stronger) {
            auto passages = reader_.passages(s);
            for (AttributionId passage : passages)
                if (auto const found_at = in_document.find(graph_.document(passage).word());
                    found_at != in_document.end())
                    join(s, found_at->second);
            if (std::find(passages.begin(), passages.end(), s) == passages.end()) passages.push_back(s);
            for (AttributionId passage : passages) {
                for (Node ground : view_.grounds_of(passage))
                    if (auto const found_at = at.find(ground.word()); found_at != at.end()) join(s, found_at->second);
            }
        }
    }

    View const& view_;
    Graph const& graph_;
    StatementReader reader_;
    PropertyId strengthens_, speaks_for_;
    std::unordered_map<std::uint32_t, Superiors> superiors_;
    std::unordered_map<std::uint32_t, std::pair<AttributionId, AttributionId>> firmest_;  // of a claim, with the next
};

}  // namespace

Result<Strengthenings> try_strengthenings(View const& view, StrengtheningOptions const& options) {
    Graph const& graph = view.graph();
    StrengtheningFinder finder(view);
    std::size_t const total = graph.count(Category::claim) + graph.count(Category::attribution);
    constexpr std::size_t step = 4096;
    std::size_t done = 0;
    auto const goes_on = [&] {
        bool const is_due = options.progress && done % step == 0;
        return (!is_due || options.progress(done, total)) && ++done != 0;
    };
    Error const cancelled = detail::cancelled("strengthenings");
    for (ClaimId claim : graph.claims()) {
        if (!goes_on()) return cancelled;
        finder.add_declared(claim);
        finder.add_sources(claim);
    }
    for (AttributionId a : graph.attributions()) {
        if (!goes_on()) return cancelled;
        finder.add_grounds(a);
    }
    return finder.take();
}

Strengthenings strengthenings(View const& view, StrengtheningOptions const& options) {
    return try_strengthenings(view, options).value();
}

}  // namespace ascribe
