// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/make_set.hpp"
#include "statements.hpp"
#include <ascribe/analysis/stance_map.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ascribe {

namespace {

/// Gathers the regards, claim by claim.
class StanceFinder {
public:
    explicit StanceFinder(View const& view) : view_(view), graph_(view.graph()), reader_(view, {}) {}

    /// Those that concern a claim, once for all that count as one.
    void add(ClaimId claim) {
        bool is_reported = false;
        for (AttributionId a : graph_.attributions_of(claim))
            is_reported = is_reported || !graph_.attributions_of(a).empty();
        if (!is_reported) return;
        OwnWords const& own = own_words(claim);
        for (AttributionId reported : graph_.attributions_of(claim)) add_reports(claim, reported, own);
    }

    [[nodiscard]] std::vector<Stance> take() {
        std::vector<Stance> list;
        list.reserve(found_.size());
        auto const rank = [](Regard const& r) { return std::tuple(r.reporting, r.reported, r.kind, r.own); };
        for (auto& [pair, stance] : found_) {
            std::sort(stance.regards.begin(), stance.regards.end(),
                      [&](Regard const& x, Regard const& y) { return rank(x) < rank(y); });
            for (Regard const& regard : stance.regards) ++stance.counts[static_cast<std::size_t>(regard.kind)];
            list.push_back(std::move(stance));
        }
        return list;
    }

private:
    /// A speaker in a document; analysts who speak without one have a place of their own.
    using Place = std::pair<Node, DocumentId>;
    /// A word on the claim, and a passage in which it reaches the reader.
    struct OwnWord {
        AttributionId word, passage;
    };
    using OwnWords = std::map<Place, std::vector<OwnWord>>;

    /// Where an attribution reaches the reader.
    [[nodiscard]] std::vector<AttributionId> const& places(AttributionId a) {
        auto const [at, is_new] = places_.try_emplace(a.word());
        if (is_new) at->second = detail::places(view_, a);
        return at->second;
    }

    /// Who asserts or denies the claim where, kept for all claims that count as one.
    [[nodiscard]] OwnWords const& own_words(ClaimId claim) {
        auto const counting = counting_for(view_, claim);
        auto const [at, is_new] = own_words_.try_emplace(counting.front().word());
        if (!is_new) return at->second;
        for (ClaimId c : counting)
            for (AttributionId a : graph_.attributions_of(c)) {
                if (view_.attested(a) == Truth::never || act_class(graph_.act(a)) != ActClass::assertive) continue;
                for (AttributionId passage : places(a))
                    at->second[{reader_.speaker(a), graph_.document(passage)}].push_back({a, passage});
            }
        return at->second;
    }

    void add_reports(ClaimId claim, AttributionId reported, OwnWords const& own) {
        // Whoever passes it on, at whatever remove. What is passed on has one content, so nothing comes up twice.
        std::vector<AttributionId> open{reported};
        for (std::size_t i = 0; i < open.size(); ++i)
            for (AttributionId reporting : graph_.attributions_of(open[i])) {
                if (view_.attested(reporting) == Truth::never) continue;
                open.push_back(reporting);
                // Who passes on his own report, as a document does that of its author, takes no other stance by it.
                bool const is_own = i != 0 && reader_.speaker(reporting) == reader_.speaker(open[i]);
                bool const has_own = !is_own && add_own(claim, reporting, reported, own);
                add_saying(claim, reporting, open[i], has_own && i == 0);
            }
    }

    /// The holder's own words in the passage of his report, one for each side that he takes there: the first of those
    /// that are the surest.
    bool add_own(ClaimId claim, AttributionId reporting, AttributionId reported, OwnWords const& own) {
        // Of a claim that the other neither asserts nor denies, an own word is neither for him nor against him.
        Polarity const theirs = polarity(graph_.factuality(reported));
        if (theirs == Polarity::unknown) return false;
        Node const holder = reader_.speaker(reporting);
        std::map<RegardKind, Regard> found;
        for (AttributionId report : places(reporting)) {
            auto const at = own.find({holder, graph_.document(report)});
            if (at == own.end()) continue;
            for (OwnWord const& o : at->second) {
                if (o.word == reported || !detail::is_taken_up(graph_, o.passage, report)) continue;
                Factuality const f = graph_.factuality(o.word);
                Polarity const p = polarity(f);
                bool const is_sure = view_.attested(o.word) == Truth::always &&
                                     view_.attested(reporting) == Truth::always && certainty(f) == Certainty::certain;
                Regard const regard{.kind = p == Polarity::unknown ? RegardKind::withholds
                                            : p == theirs          ? RegardKind::endorses
                                                                   : RegardKind::rejects,
                                    .reporting = reporting,
                                    .reported = reported,
                                    .own = o.word,
                                    .claim = claim,
                                    .certain = is_sure ? Truth::always : Truth::possibly};
                auto const [known, is_new] = found.try_emplace(regard.kind, regard);
                auto const rank = [](Regard const& r) { return std::tuple(r.certain != Truth::always, r.own); };
                if (!is_new && rank(regard) < rank(known->second)) known->second = regard;
            }
        }
        for (auto const& [kind, regard] : found) put(holder, reader_.speaker(reported), regard);
        return !found.empty();
    }

    void add_saying(ClaimId claim, AttributionId reporting, AttributionId reported, bool has_own) {
        Factuality const f = graph_.factuality(reporting);
        Distance const distance = graph_.distance(reporting);
        RegardKind kind = RegardKind::reports;
        if (polarity(f) == Polarity::negative)
            kind = RegardKind::denies_saying;
        else if (polarity(f) == Polarity::unknown)
            kind = RegardKind::withholds;
        else if (distance.marker != DistanceMarker::none && distance.target == DistanceTarget::content)
            kind = RegardKind::keeps_distance;
        if (has_own && (kind == RegardKind::reports || kind == RegardKind::keeps_distance)) return;
        put(reader_.speaker(reporting), reader_.speaker(reported),
            {.kind = kind,
             .reporting = reporting,
             .reported = reported,
             .own = {},
             .claim = claim,
             .certain = view_.attested(reporting)});
    }

    void put(Node holder, Node source, Regard const& regard) {
        Stance& stance = found_[{holder, source}];
        stance.holder = holder;
        stance.source = source;
        stance.regards.push_back(regard);
    }

    View const& view_;
    Graph const& graph_;
    detail::StatementReader reader_;
    std::unordered_map<std::uint32_t, std::vector<AttributionId>> places_;
    std::map<std::pair<Node, Node>, Stance> found_;
    std::unordered_map<std::uint32_t, OwnWords> own_words_;
};

/// The claims to which anything leads that an actor may have said: what is recorded of him and of those that count as
/// him, of documents that he is said to have written and of offices that he is said to have held.
std::vector<ClaimId> claims_of(View const& view, ActorId actor) {
    Graph const& graph = view.graph();
    PropertyId const authored_by = graph.find_property(property::authored_by);
    PropertyId const held_by = graph.find_property(property::held_by);
    std::vector<Node> sources = view.class_of(actor);
    std::unordered_set<std::uint32_t> seen;
    for (Node source : sources) seen.insert(source.word());
    for (std::size_t i = 0; i < sources.size(); ++i) {
        Node const at = sources[i];
        for (ClaimId claim : graph.claims_naming(at)) {
            PropertyId const property = graph.property(claim);
            if (property != authored_by && property != held_by) continue;
            for (Node member : view.class_of(graph.subject(claim)))
                if (seen.insert(member.word()).second) sources.push_back(member);
        }
    }
    std::vector<ClaimId> claims;
    for (Node node : sources) {
        auto const source = node.to<Source>();
        if (!source) continue;
        for (AttributionId a : graph.attributions_by(source)) {
            Content at = graph.content(a);
            while (auto const inner = at.to<AttributionId>()) at = graph.content(inner);
            claims.push_back(at.to<ClaimId>());
        }
    }
    detail::make_set(claims);
    return claims;
}

/// False if the caller asks to stop.
template <class Claims>
bool add_all(StanceFinder& finder, Claims const& claims, std::size_t total, StanceOptions const& options) {
    constexpr std::size_t step = 4096;
    std::size_t done = 0;
    for (ClaimId claim : claims) {
        if (options.progress && done % step == 0 && !options.progress(done, total)) return false;
        ++done;
        finder.add(claim);
    }
    return true;
}

Error cancelled() {
    return detail::cancelled("stance map");
}

}  // namespace

Result<std::vector<Stance>> try_stance_map(View const& view, StanceOptions const& options) {
    StanceFinder finder(view);
    if (!add_all(finder, view.graph().claims(), view.graph().count(Category::claim), options)) return cancelled();
    return finder.take();
}

Result<ActorStances> try_stance_map(View const& view, ActorId actor, StanceOptions const& options) {
    StanceFinder finder(view);
    std::vector<ClaimId> const claims = claims_of(view, actor);
    if (!add_all(finder, claims, claims.size(), options)) return cancelled();
    Node const who = view.representative(actor);
    ActorStances found;
    for (Stance& stance : finder.take()) {
        bool const is_source = stance.source == who;
        if (stance.holder == who && is_source) found.towards.push_back(stance);
        if (is_source)
            found.from.push_back(std::move(stance));
        else if (stance.holder == who)
            found.towards.push_back(std::move(stance));
    }
    return found;
}

std::vector<Stance> stance_map(View const& view, StanceOptions const& options) {
    return try_stance_map(view, options).value();
}

ActorStances stance_map(View const& view, ActorId actor, StanceOptions const& options) {
    return try_stance_map(view, actor, options).value();
}

}  // namespace ascribe
