// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_NAIVE_CORROBORATION_HPP
#define ASCRIBE_TESTS_SUPPORT_NAIVE_CORROBORATION_HPP

#include <ascribe/graph/view.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe_tests {

/// The interval of origins straight from rules O1 to O5: every pair of ways is compared with every rule, and every
/// choice among alternatives is tried. For graphs without reprints, offices, documents of several authors and E5.
class NaiveCorroboration {
public:
    NaiveCorroboration(ascribe::View const& view, ascribe::ClaimId claim) : view_(view), graph_(view.graph()) {
        for (auto a : graph_.attributions_of(claim))
            if (supports(a)) {
                is_certain_ = is_certain_ || view.standing(a) == ascribe::Truth::always;
                reach(a);
            }
        count(claim);
    }

    std::size_t at_most = 0, certainly = 0;

private:
    using Node = ascribe::Node;
    using AttributionId = ascribe::AttributionId;
    using Span = ascribe::Span;

    struct Way {
        Node voice;
        AttributionId by, outermost;
        bool is_witness;
        int alternative;  ///< number of the claim that makes it one, -1: none; sets are pairs
    };

    [[nodiscard]] bool supports(AttributionId a) const {
        return view_.standing(a) != ascribe::Truth::never &&
               ascribe::act_class(graph_.act(a)) == ascribe::ActClass::assertive &&
               ascribe::polarity(graph_.factuality(a)) == ascribe::Polarity::positive;
    }
    [[nodiscard]] std::vector<Node> related(Node subject, std::string_view property) const {
        std::vector<Node> values;
        for (auto claim : graph_.claims_about(subject, property)) {
            auto const accepted = view_.accepted();
            if (std::find(accepted.begin(), accepted.end(), claim) != accepted.end())
                values.push_back(view_.representative(graph_.value_node(claim)));
        }
        return values;
    }
    [[nodiscard]] std::pair<Node, bool> voice(AttributionId a) const {
        Node source = graph_.source(a);
        bool named = true;
        if (source.is(ascribe::Category::document)) {
            auto const authors = related(source, ascribe::property::authored_by);
            if (authors.size() == 1) source = authors[0];
        } else {
            named = false;
            for (Node same : view_.class_of(source))
                named = named || ascribe::is_named(graph_.kind(same.to<ascribe::ActorId>()));
            if (!named && graph_.role(a) == ascribe::Role::author && graph_.document(a)) source = graph_.document(a);
        }
        return {view_.representative(source), named};
    }
    void reach(AttributionId a) {
        if (!seen_.insert(a).second) return;
        std::vector<Node> grounds = view_.grounds_of(a);
        for (auto report : view_.endorsed(a)) grounds.push_back(report);
        for (Node ground : grounds) {
            if (auto const claim = ground.to<ascribe::ClaimId>()) {
                for (auto b : graph_.attributions_of(claim))
                    if (supports(b)) reach(b);
            } else if (auto const b = ground.to<AttributionId>(); b && view_.standing(b) != ascribe::Truth::never) {
                reach(b);
            }
        }
        bool const saw = graph_.basis(a) == ascribe::Basis::witness;
        if (!grounds.empty() && !saw) return;
        auto const [who, named] = voice(a);
        bool const first_hand = saw || graph_.basis(a) == ascribe::Basis::own_act;
        outwards(a, a, {who, a, a, named && first_hand && view_.standing(a) == ascribe::Truth::always, -1});
    }
    void outwards(AttributionId at, AttributionId by, Way way) {
        for (auto claim : view_.accepted())
            if (graph_.name(graph_.property(claim)) == ascribe::property::alternative_to)
                for (Node end : {graph_.subject(claim), graph_.value_node(claim)})
                    if (end == Node(at)) way.alternative = static_cast<int>(claim.number());
        if (graph_.document(at)) {
            way.outermost = at;
            ways_.push_back(way);
        }
        for (auto carrier : graph_.attributions_of(at))
            if (supports(carrier)) outwards(carrier, by, way);
    }
    [[nodiscard]] std::set<Node> principals(Node who) const {
        std::set<Node> all{who};
        std::vector<Node> open{who};
        while (!open.empty()) {
            Node const at = open.back();
            open.pop_back();
            for (Node member : view_.class_of(at))
                for (Node next : related(member, ascribe::property::speaks_for))
                    if (all.insert(next).second) open.push_back(next);
        }
        return all;
    }
    [[nodiscard]] bool is_self_citation(Way const& a, Way const& b) const {
        auto const document = graph_.document(a.outermost);
        if (a.by == a.outermost) return false;
        std::vector<Node> owners = related(document, ascribe::property::authored_by);
        std::set<Node> authorial(owners.begin(), owners.end());
        authorial.insert(document);
        if (graph_.role(a.outermost) == ascribe::Role::author) authorial.insert(voice(a.outermost).first);
        for (Node publisher : related(document, ascribe::property::published_by)) owners.push_back(publisher);
        owners.push_back(document);
        bool own = false;
        for (Node owner : owners) own = own || owner == a.voice || owner == view_.representative(graph_.source(a.by));
        // A cited document of unknown author from the same publisher.
        if (Node const cited = graph_.source(a.by); cited.is(ascribe::Category::document))
            if (related(cited, ascribe::property::authored_by).empty())
                for (Node x : related(cited, ascribe::property::published_by))
                    for (Node y : related(document, ascribe::property::published_by)) own = own || x == y;
        return own && authorial.count(b.voice) != 0;
    }
    /// A document speaks with the voice of its author, also where it has an unsigned one besides.
    [[nodiscard]] bool is_author(Way const& a, Way const& b) const {
        auto const authors = related(a.voice, ascribe::property::authored_by);
        return std::find(authors.begin(), authors.end(), b.voice) != authors.end();
    }
    /// 0: not, 1: possibly, 2: certainly.
    [[nodiscard]] int shares_words(Way const& a, Way const& b) const {
        int best = 0;
        for (auto claim : view_.accepted()) {
            if (graph_.name(graph_.property(claim)) != ascribe::property::copies) continue;
            if (graph_.subject(claim) != Node(graph_.document(a.outermost)) ||
                graph_.value_node(claim) != Node(graph_.document(b.outermost)))
                continue;
            for (auto held : graph_.attributions_of(claim)) {
                auto const spans = graph_.spans(held);
                auto const of_a = graph_.spans(a.outermost), of_b = graph_.spans(b.outermost);
                if (spans.empty() || of_a.empty() || of_b.empty()) {
                    bool const misses = (!spans.empty() && !of_a.empty() && !within(of_a[0], spans[0])) ||
                                        (!spans.empty() && !of_b.empty() && !within(of_b[0], spans[1]));
                    if (!misses) best = (std::max)(best, 1);
                    continue;
                }
                // Runs are of one length, so that words in common are at the same distance from their begin.
                auto const first = of_a[0].begin - spans[0].begin, last = of_a[0].end - spans[0].begin;
                auto const other = of_b[0].begin - spans[1].begin, end = of_b[0].end - spans[1].begin;
                if (within(of_a[0], spans[0]) && within(of_b[0], spans[1]) && first < end && other < last) best = 2;
            }
        }
        return best;
    }
    static bool within(Span const& inner, Span const& outer) {
        return inner.begin >= outer.begin && inner.end <= outer.end;
    }

    void count(ascribe::ClaimId claim) {
        std::map<Node, Node> certain, possible;
        auto const leader = [](std::map<Node, Node>& above, Node at) {
            while (above.at(at) != at) at = above.at(at);
            return at;
        };
        for (Way const& way : ways_) certain[way.voice] = possible[way.voice] = way.voice;
        auto const unite = [&](std::map<Node, Node>& above, Way const& a, Way const& b) {
            above[leader(above, a.voice)] = leader(above, b.voice);
        };
        for (Way const& a : ways_)
            for (Way const& b : ways_) {
                auto const x = principals(a.voice), y = principals(b.voice);
                bool const cites = is_self_citation(a, b);
                bool const same = is_author(a, b) || (cites && view_.standing(a.outermost) == ascribe::Truth::always);
                bool const speak = std::any_of(x.begin(), x.end(), [&](Node node) { return y.count(node) != 0; });
                int const words = shares_words(a, b);
                if (speak || same || words == 2) unite(certain, a, b);
                if (speak || same || cites || words >= 1) unite(possible, a, b);
            }
        // Every choice of one from each pair of alternatives.
        std::vector<std::pair<int, std::vector<AttributionId>>> sets;
        for (auto c : view_.accepted())
            if (graph_.name(graph_.property(c)) == ascribe::property::alternative_to)
                sets.push_back({static_cast<int>(c.number()),
                                {graph_.subject(c).to<AttributionId>(), graph_.value_node(c).to<AttributionId>()}});
        for (std::size_t choice = 0; choice < (std::size_t{1} << sets.size()); ++choice) {
            std::set<Node> classes;
            for (Way const& way : ways_) {
                bool meant = true;
                for (std::size_t s = 0; s < sets.size(); ++s)
                    if (way.alternative == sets[s].first) meant = is_via(way, sets[s].second[(choice >> s) & 1]);
                if (meant) classes.insert(leader(certain, way.voice));
            }
            at_most = (std::max)(at_most, classes.size());
        }
        for (auto const& [number, members] : sets) {
            bool all = true;
            for (AttributionId member : members) {
                auto const inner = graph_.content(member).to<AttributionId>();
                all = all && inner && supports(member) && supports(inner) && graph_.content(inner) == Node(claim) &&
                      graph_.factuality(member) == ascribe::Factuality::ct_plus && !view_.has_grounds(inner);
            }
            is_certain_ = is_certain_ || all;
        }
        std::set<Node> witnesses;
        for (Way const& way : ways_)
            if (way.is_witness) witnesses.insert(leader(possible, way.voice));
        certainly = (std::max)(witnesses.size(), std::size_t{is_certain_ ? 1u : 0u});
    }
    [[nodiscard]] bool is_via(Way const& way, AttributionId member) const {
        for (auto at = way.outermost; at; at = graph_.content(at).to<AttributionId>()) {
            if (at == member) return true;
            if (at == way.by) break;
        }
        return false;
    }

    ascribe::View const& view_;
    ascribe::Graph const& graph_;
    std::set<AttributionId> seen_;
    std::vector<Way> ways_;
    bool is_certain_ = false;
};

}  // namespace ascribe_tests

#endif
