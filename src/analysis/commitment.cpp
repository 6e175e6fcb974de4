// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "commitment_threads.hpp"
#include "statements.hpp"
#include <ascribe/analysis/commitment.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ascribe {

namespace {

using detail::firmest_holder;
using detail::is_later;
using detail::StatementReader;
using detail::Threads;

/// An assertion or a refusal of a claim, kept apart from the commitments that it may bear on.
struct Bearing {
    AttributionId attribution;
    ClaimId claim;
    OutcomeKind kind;
    Node speaker;  ///< of a refusal
    std::pair<Day, Day> said;
    Truth certain;
};

bool is_commitment(Graph const& graph, AttributionId a) {
    if (!graph.content(a).is(Category::claim)) return false;
    SpeechAct const act = graph.act(a);
    ActClass const c = act_class(act);
    return c == ActClass::directive || c == ActClass::commissive || act == SpeechAct::decline;
}

bool is_refusal(SpeechAct act) {
    return act == SpeechAct::refuse || act == SpeechAct::decline;
}

class CommitmentFinder {
public:
    CommitmentFinder(View const& view, CommitmentOptions const& options)
        : view_(view), graph_(view.graph()), reader_(view, {}), threads_(view, options) {
        for (auto const name : {property::condition_if, property::only_if, property::unless, property::or_else})
            conditions_.push_back(graph_.find_property(name));
        for (std::string const& name : options.addressee)
            if (auto const id = graph_.find_property(name)) addressee_.push_back(id);
        realised_by_ = graph_.find_property(property::realised_by);
        overtaken_by_ = graph_.find_property(property::overtaken_by);
    }

    [[nodiscard]] Node speaker(AttributionId a) { return reader_.speaker(a); }

    [[nodiscard]] std::vector<Node> addressees(AttributionId a, std::vector<EventId> const& occasions) {
        std::vector<std::pair<ClaimId, Node>> found;
        std::vector<Node> at{a};
        at.insert(at.end(), occasions.begin(), occasions.end());
        at.push_back(view_.representative(graph_.subject(wanted(a))));
        for (Node node : at)
            for (Node member : reader_.members(node))
                for (PropertyId property : addressee_)
                    for (ClaimId claim : graph_.claims_about(member, property))
                        if (Node const whom = graph_.value_node(claim); whom && firmest_holder(view_, claim).first)
                            found.emplace_back(claim, view_.representative(whom));
        std::sort(found.begin(), found.end());
        std::vector<Node> nodes;
        for (auto const& [claim, node] : found)
            if (std::find(nodes.begin(), nodes.end(), node) == nodes.end()) nodes.push_back(node);
        return nodes;
    }
    [[nodiscard]] std::vector<EventId> occasions(AttributionId a) const { return threads_.occasions(a); }

    [[nodiscard]] Commitment make(AttributionId a) {
        Commitment made;
        made.attribution = a;
        made.source = graph_.source(a);
        made.speaker = reader_.speaker(a);
        made.act = graph_.act(a);
        made.factuality = graph_.factuality(a);
        made.claim = wanted(a);
        made.conditions = conditions(a, made.claim, made.speaker);
        made.occasions = occasions(a);
        made.addressees = addressees(a, made.occasions);
        made.said = reader_.said(a);
        made.standing = view_.standing(a);
        made.answers = threads_.answers(a);
        made.answering = threads_.answering(a);
        add_relations(made);
        add_bearings(made);
        add_refusing_answers(made);
        auto const rank = [](Outcome const& o) { return std::tuple(o.kind, o.attribution, o.claim); };
        // Who refuses the same claim in direct answer comes up twice; the surer is kept.
        std::sort(made.outcomes.begin(), made.outcomes.end(), [&](Outcome const& x, Outcome const& y) {
            return std::tuple(rank(x), y.later, y.certain) < std::tuple(rank(y), x.later, x.certain);
        });
        made.outcomes.erase(std::unique(made.outcomes.begin(), made.outcomes.end(),
                                        [&](Outcome const& x, Outcome const& y) { return rank(x) == rank(y); }),
                            made.outcomes.end());
        made.state = state_of(made);
        return made;
    }

private:
    [[nodiscard]] ClaimId wanted(AttributionId a) const {
        return detail::without_conditions(graph_, graph_.content(a).to<ClaimId>());
    }

    [[nodiscard]] std::vector<Condition> conditions(AttributionId a, ClaimId claim, Node speaker) {
        std::map<ClaimId, AttributionId> made;
        for (auto at = graph_.content(a).to<ClaimId>(); at && at != claim; at = graph_.subject(at).to<ClaimId>())
            made[at] = a;
        for (ClaimId counting : counting_for(view_, claim))
            for (PropertyId property : conditions_)
                if (property)
                    for (ClaimId condition : graph_.claims_about(counting, property))
                        for (AttributionId held : graph_.attributions_of(condition))
                            if (view_.attested(held) != Truth::never &&
                                polarity(graph_.factuality(held)) != Polarity::negative &&
                                reader_.speaker(held) == speaker) {
                                made.try_emplace(condition, held);
                                break;
                            }
        std::vector<Condition> list;
        for (auto const& [condition, by] : made)
            list.push_back({.claim = condition,
                            .kind = graph_.name(graph_.property(condition)),
                            .on = graph_.value_node(condition),
                            .attribution = by});
        return list;
    }

    void add_relations(Commitment& made) {
        std::vector<Node> about{made.attribution};
        // What carries it, nearest first, each once.
        std::unordered_set<std::uint32_t> seen;
        for (std::size_t i = 0; i < about.size(); ++i)
            for (AttributionId carrier : graph_.attributions_of(about[i].to<AttributionId>()))
                if (view_.attested(carrier) != Truth::never && seen.insert(carrier.word()).second)
                    about.push_back(carrier);
        for (ClaimId counting : counting_for(view_, made.claim)) about.push_back(counting);
        for (Node member : reader_.members(view_.representative(graph_.subject(made.claim)))) about.push_back(member);
        for (EventId occasion : made.occasions)
            for (Node member : reader_.members(occasion)) about.push_back(member);
        for (auto const& [property, kind] :
             {std::pair(realised_by_, OutcomeKind::realised), std::pair(overtaken_by_, OutcomeKind::overtaken)}) {
            if (!property) continue;
            for (Node node : about)
                for (ClaimId claim : graph_.claims_about(node, property)) {
                    auto const [by, certain] = firmest_holder(view_, claim);
                    if (!by) continue;
                    made.outcomes.push_back({.kind = kind,
                                             .attribution = by,
                                             .claim = claim,
                                             .by = graph_.value_node(claim),
                                             .later = Truth::always,
                                             .certain = certain});
                }
        }
    }

    /// Who says that the claim is so or not, and who refuses it. Kept, for a claim may be demanded again and again.
    [[nodiscard]] std::vector<Bearing> const& bearings(ClaimId claim) {
        ClaimId const meant = view_.read_as(claim);
        auto const [at, is_new] = bearings_.try_emplace(view_.representative(meant).word());
        std::vector<Bearing>& list = at->second;
        if (!is_new) return list;
        for (detail::ToldOutcome const& told : detail::told_outcomes(reader_, meant))
            list.push_back({.attribution = told.attribution,
                            .claim = told.claim,
                            .kind = told.is_so ? OutcomeKind::reported : OutcomeKind::reported_not,
                            .speaker = {},
                            .said = told.said,
                            .certain = told.standing});
        for (ClaimId c : counting_for(view_, meant))
            for (AttributionId a : graph_.attributions_of(c)) {
                Truth const standing = view_.standing(a);
                if (standing == Truth::never || !is_refusal(graph_.act(a)) ||
                    polarity(graph_.factuality(a)) == Polarity::positive)
                    continue;
                list.push_back({.attribution = a,
                                .claim = c,
                                .kind = OutcomeKind::refused,
                                .speaker = reader_.speaker(a),
                                .said = reader_.said(a),
                                .certain = standing});
            }
        return list;
    }

    void add_bearings(Commitment& made) {
        for (Bearing const& bearing : bearings(made.claim)) {
            bool const is_refused = bearing.kind == OutcomeKind::refused;
            // A refusal does not refuse itself, nor does another of the same thing.
            if (is_refused && (bearing.speaker == made.speaker || is_refusal(made.act))) continue;
            Truth const later = is_later(bearing.said, made.said);
            if (later == Truth::never) continue;
            made.outcomes.push_back({.kind = bearing.kind,
                                     .attribution = bearing.attribution,
                                     .claim = bearing.claim,
                                     .by = {},
                                     .later = later,
                                     .certain = bearing.certain});
        }
    }

    void add_refusing_answers(Commitment& made) {
        for (ThreadStep const& step : made.answers) {
            if (step.distance != 1) break;
            for (AttributionId act : threads_.acts(step.node)) {
                Truth const standing = view_.standing(act);
                if (!is_refusal(graph_.act(act)) || standing == Truth::never || reader_.speaker(act) == made.speaker)
                    continue;
                made.outcomes.push_back({.kind = OutcomeKind::refused,
                                         .attribution = act,
                                         .claim = graph_.content(act).to<ClaimId>(),
                                         .by = {},
                                         .later = Truth::always,
                                         .certain = (std::min)(standing, step.certain)});
            }
        }
    }

    [[nodiscard]] CommitmentState state_of(Commitment const& made) const {
        if (made.standing == Truth::never) return CommitmentState::withdrawn;
        bool const is_negative = polarity(made.factuality) == Polarity::negative || is_refusal(made.act);
        bool is_so = false, is_not_so = false, is_overtaken = false, is_refused = false;
        for (Outcome const& outcome : made.outcomes) {
            switch (outcome.kind) {
            case OutcomeKind::realised: (is_negative && !comes_about(made, outcome) ? is_not_so : is_so) = true; break;
            case OutcomeKind::reported: is_so = true; break;
            case OutcomeKind::reported_not: is_not_so = true; break;
            case OutcomeKind::overtaken: is_overtaken = true; break;
            case OutcomeKind::refused: is_refused = true; break;
            }
        }
        if (is_so && is_not_so) return CommitmentState::contested;
        if (is_so || is_not_so) return is_so != is_negative ? CommitmentState::fulfilled : CommitmentState::failed;
        if (is_overtaken) return CommitmentState::overtaken;
        return is_refused ? CommitmentState::refused : CommitmentState::open;
    }
    /// Of what is realised, whether it is what the act is about; else it is the act, so that a refusal is kept.
    [[nodiscard]] bool comes_about(Commitment const& made, Outcome const& outcome) const {
        Node const subject = graph_.subject(outcome.claim);
        return !subject.is(Category::attribution) &&
               std::none_of(made.occasions.begin(), made.occasions.end(),
                            [&](EventId occasion) { return view_.same(occasion, subject); });
    }

    View const& view_;
    Graph const& graph_;
    StatementReader reader_;
    Threads threads_;
    std::vector<PropertyId> conditions_, addressee_;
    PropertyId realised_by_, overtaken_by_;
    std::unordered_map<std::uint32_t, std::vector<Bearing>> bearings_;
};

Error cancelled() {
    return detail::cancelled("commitments");
}

/// Calls `use` for every commitment, with progress; returns whether nobody cancelled.
template <class Use>
bool for_each_commitment(View const& view, CommitmentOptions const& options, Use use) {
    Graph const& graph = view.graph();
    std::size_t const total = graph.count(Category::attribution);
    constexpr std::size_t step = 4096;
    std::size_t done = 0;
    for (AttributionId a : graph.attributions()) {
        if (options.progress && done % step == 0 && !options.progress(done, total)) return false;
        ++done;
        if (is_commitment(graph, a) && view.attested(a) != Truth::never) use(a);
    }
    return true;
}

void add(Commitments& to, Commitment made) {
    (made.state == CommitmentState::open ? to.open : to.settled).push_back(std::move(made));
}

}  // namespace

Result<Commitments> try_commitments(View const& view, CommitmentOptions const& options) {
    CommitmentFinder finder(view, options);
    Commitments found;
    if (!for_each_commitment(view, options, [&](AttributionId a) { add(found, finder.make(a)); })) return cancelled();
    return found;
}

Result<ActorCommitments> try_commitments(View const& view, ActorId actor, CommitmentOptions const& options) {
    CommitmentFinder finder(view, options);
    ActorCommitments found;
    Node const who = view.representative(actor);
    auto const consider = [&](AttributionId a) {
        bool const is_maker = view.representative(view.graph().source(a)) == who || finder.speaker(a) == who;
        auto const addressees = finder.addressees(a, finder.occasions(a));
        bool const is_addressee = std::find(addressees.begin(), addressees.end(), who) != addressees.end();
        if (!is_maker && !is_addressee) return;
        Commitment made = finder.make(a);
        if (is_maker && is_addressee) add(found.made, made);
        add(is_addressee ? found.addressed : found.made, std::move(made));
    };
    if (!for_each_commitment(view, options, consider)) return cancelled();
    return found;
}

Commitments commitments(View const& view, CommitmentOptions const& options) {
    return try_commitments(view, options).value();
}

ActorCommitments commitments(View const& view, ActorId actor, CommitmentOptions const& options) {
    return try_commitments(view, actor, options).value();
}

}  // namespace ascribe
