// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_EVERY_ANALYSIS_HPP
#define ASCRIBE_TESTS_SUPPORT_EVERY_ANALYSIS_HPP

#include <ascribe/ascribe.hpp>
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/image.hpp>
#include <ascribe/render/dot.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ascribe_tests {

/// Runs every analysis of the library on a graph and makes one number of each answer, in which handles count by
/// category and number: equal for equal records, in whatever ledger they are.
class EveryAnalysis {
public:
    struct Answer {
        std::string_view analysis;
        std::uint64_t code;

        friend bool operator==(Answer const&, Answer const&) = default;
    };

    /// At most `most` records of a kind are asked about one by one.
    explicit EveryAnalysis(ascribe::Graph const& graph, ascribe::Scope scope = {}, std::uint32_t most = 12)
        : view_(graph, std::move(scope)), most_(most) {
        run();
    }

    [[nodiscard]] std::vector<Answer> const& answers() const noexcept { return answers_; }
    friend bool operator==(EveryAnalysis const& a, EveryAnalysis const& b) { return a.answers_ == b.answers_; }

    /// The first analysis that answers otherwise; empty if none does.
    [[nodiscard]] std::string_view difference(EveryAnalysis const& other) const {
        for (std::size_t i = 0; i < answers_.size(); ++i)
            if (i >= other.answers_.size() || !(answers_[i] == other.answers_[i])) return answers_[i].analysis;
        return answers_.size() == other.answers_.size() ? "" : "number of answers";
    }

private:
    void add(std::uint64_t x) { code_ = ascribe::detail::hash_words(code_, x); }

    template <class T>
    void see(T const& x) {
        if constexpr (requires { x.word(); })
            add(x.word());
        else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
            add(static_cast<std::uint64_t>(x));
        else
            fields(x);
    }
    template <class... Ts>
    void all(Ts const&... xs) {
        (see(xs), ...);
    }
    void see(ascribe::PropertyId property) { add(property.number()); }
    void see(std::string_view text) { add(ascribe::detail::hash_bytes(text)); }
    void see(std::string const& text) { see(std::string_view(text)); }
    void see(ascribe::Day day) { add(static_cast<std::uint64_t>(day.number())); }
    void see(ascribe::UncertainInterval const& i) { all(i.start_min(), i.start_max(), i.end_min(), i.end_max()); }
    template <class A, class B>
    void see(std::pair<A, B> const& pair) {
        all(pair.first, pair.second);
    }
    template <class T>
    void see(std::optional<T> const& optional) {
        see(optional.has_value());
        if (optional) see(*optional);
    }
    template <class T>
    void see(std::vector<T> const& list) {
        see(std::span<T const>(list));
    }
    template <class T>
    void see(std::span<T const> list) {
        add(list.size());
        for (T const& x : list) see(x);
    }
    template <class T>
    void see(ascribe::Result<T> const& result) {
        if (result)
            see(*result);
        else
            all(result.error().code, std::string_view(result.error().record));
    }

    // Results
    void fields(ascribe::Chain const& x) { all(x.claim, x.document, x.publishers, x.reprinted, x.hops); }
    void fields(ascribe::Origin const& x) { all(x.voice, x.attributions, x.certain, x.read); }
    void fields(ascribe::Holding const& x) { all(x.attribution, x.source, x.factuality, x.act, x.standing, x.read); }
    void fields(ascribe::Position const& x) { all(x.claim, x.also, x.conditions, x.holdings); }
    void fields(ascribe::PositionAt const& x) { all(x.claim, x.holds, x.holdings); }
    void fields(ascribe::NameUse const& x) { all(x.claim, x.kind, x.text, x.attribution, x.user, x.when); }
    void fields(ascribe::Repetition const& x) { all(x.attribution, x.kind, x.later, x.standing); }
    void fields(ascribe::Amendment const& x) {
        all(x.of, x.by, x.claim, x.kind, x.replacement, x.effect, x.is_circular, x.repetitions);
    }
    void fields(ascribe::Overtaking const& x) { all(x.kind, x.earlier, x.later, x.link, x.after, x.certain, x.rule); }
    void fields(ascribe::SelfCitation const& x) { all(x.reported, x.by, x.document, x.owner, x.conditions); }
    void fields(ascribe::Circle const& x) { all(x.kind, x.claim, x.members, x.attributions, x.certain, x.conditions); }
    void fields(ascribe::Circularity const& x) { all(x.self_citations, x.circles); }
    void fields(ascribe::ThreadStep const& x) { all(x.node, x.from, x.link, x.distance, x.certain); }
    void fields(ascribe::Outcome const& x) { all(x.kind, x.attribution, x.claim, x.by, x.later, x.certain); }
    void fields(ascribe::Condition const& x) { all(x.claim, x.kind, x.on, x.attribution); }
    void fields(ascribe::Commitment const& x) {
        all(x.attribution, x.source, x.speaker, x.act, x.factuality, x.claim, x.conditions, x.addressees, x.occasions,
            x.said, x.standing, x.answers, x.answering, x.outcomes, x.state);
    }
    void fields(ascribe::Commitments const& x) { all(x.open, x.settled); }
    void fields(ascribe::ActorCommitments const& x) { all(x.made, x.addressed); }
    void fields(ascribe::DisagreementSide const& x) { all(x.claims, x.polarity, x.implied, x.holdings); }
    void fields(ascribe::OwnContradiction const& x) { all(x.source, x.first, x.second, x.verdict, x.reason); }
    void fields(ascribe::Disagreement const& x) {
        all(x.kind, x.verdict, x.reason, x.subject, x.property, x.sides, x.decisive, x.own, x.relies_on, x.conditional);
    }
    void fields(ascribe::Dispute const& x) {
        all(x.state, x.verdict, x.supporters, x.opponents, x.fallen, x.disagreements);
    }
    void fields(ascribe::CountingClaim const& x) { all(x.claim, x.read, x.implied); }
    void fields(ascribe::Voice const& x) {
        all(x.source, x.as, x.attributions, x.named, x.first_hand, x.certain, x.read, x.is_witness);
    }
    void fields(ascribe::VoiceJoin const& x) { all(x.rule, x.first, x.second, x.certain, x.claims, x.attributions); }
    void fields(ascribe::OwnCitation const& x) { all(x.voice, x.reported, x.by, x.claims); }
    void fields(ascribe::AlternativeOrigins const& x) { all(x.claims, x.voices, x.all_support); }
    void fields(ascribe::Backing const& x) {
        all(x.attributions, x.documents, x.outlets, x.chains, x.voices, x.joins, x.own_citations, x.alternatives,
            x.classes, x.at_most, x.certainly);
    }
    void fields(ascribe::SupportLines const& x) {
        all(x.lines, x.bottleneck, x.bottleneck_classes, x.single_points, x.exact);
    }
    void fields(ascribe::Corroboration const& x) {
        all(x.claim, x.counting, x.support, x.opposition, x.lines, x.relies_on, x.conditional);
    }
    void fields(ascribe::SupportLevel const& x) { all(x.supported, x.certainty); }
    void fields(ascribe::ClaimDifference const& x) { all(x.claim, x.change, x.before, x.after); }
    void fields(ascribe::AttributionDifference const& x) { all(x.attribution, x.change); }
    void fields(ascribe::IdentityDifference const& x) { all(x.members, x.joined); }
    void fields(ascribe::ReadingDifference const& x) { all(x.claim, x.before, x.after); }
    void fields(ascribe::DateDifference const& x) { all(x.node, x.before, x.after); }
    void fields(ascribe::PositionDifference const& x) { all(x.subject, x.property, x.before, x.after); }
    void fields(ascribe::Difference const& x) {
        all(x.claims, x.attributions, x.identities, x.readings, x.dates, x.positions);
    }
    void fields(ascribe::Regard const& x) { all(x.kind, x.reporting, x.reported, x.own, x.claim, x.certain); }
    void fields(ascribe::Stance const& x) {
        all(x.holder, x.source, x.regards);
        for (std::size_t count : x.counts) see(count);
    }
    void fields(ascribe::ActorStances const& x) { all(x.towards, x.from); }
    void fields(ascribe::DeclaredStrengthening const& x) {
        all(x.stronger, x.weaker, x.claim, x.holder, x.factuality, x.standing);
    }
    void fields(ascribe::ComputedStrengthening const& x) { all(x.kind, x.stronger, x.weaker, x.by, x.certain); }
    void fields(ascribe::Strengthenings const& x) { all(x.declared, x.computed); }
    void fields(ascribe::TimeStatement const& x) {
        all(x.basis, x.claims, x.holdings, x.certainty, x.event, x.other, x.by);
    }
    void fields(ascribe::TimeConflict const& x) { all(x.statements, x.days); }
    void fields(ascribe::OmittedTime const& x) { all(x.statement, x.reason); }
    void fields(ascribe::EventTime const& x) { all(x.event, x.when, x.contested); }
    void fields(ascribe::Effect const& x) { all(x.kind, x.claim, x.records); }
    void fields(ascribe::ReducedSupport const& x) { all(x.claim, x.before, x.after, x.lost, x.less_certain); }
    void fields(ascribe::LostPremise const& x) { all(x.inference, x.premises, x.stands); }
    void fields(ascribe::Withdrawal const& x) {
        all(x.nodes, x.lost, x.reduced, x.fallen, x.doubtful, x.inferences, x.effects_lost, x.restored,
            x.claims_restored, x.effects_gained);
    }
    void fields(ascribe::Loss const& x) { all(x.lost, x.weakened, x.fallen, x.doubtful); }
    void fields(ascribe::LossCount const& x) { all(x.node, x.lost); }
    void fields(ascribe::IdentityConflict const& x) { all(x.members, x.same, x.different); }

    /// What was seen from now on, up to the next call, is the answer of this analysis.
    void is(std::string_view analysis) {
        if (!analysis_.empty()) answers_.push_back({analysis_, code_});
        analysis_ = analysis;
        code_ = 0;
    }
    /// Calls `ask` for some records, spread over all.
    template <class Range, class Ask>
    void some(Range const& ids, std::uint32_t count, Ask ask) {
        std::uint32_t const step = count / most_ + 1;
        std::uint32_t at = 0;
        for (auto id : ids)
            if (at++ % step == 0) ask(id);
    }
    template <class Ask>
    void some_claims(Ask ask) {
        some(view_.graph().claims(), view_.graph().count(ascribe::Category::claim), ask);
    }
    template <class Ask>
    void some_attributions(Ask ask) {
        some(view_.graph().attributions(), view_.graph().count(ascribe::Category::attribution), ask);
    }

    void run() {
        using namespace ascribe;
        Graph const& graph = view_.graph();
        is("view");
        for (ClaimId claim : graph.claims()) all(view_.supported(claim), view_.read_as(claim));
        for (AttributionId a : graph.attributions())
            all(view_.attested(a), view_.standing(a), view_.taken_back(a), view_.said(a));
        for (DocumentId document : graph.documents())
            all(view_.publishers(document), view_.authors(document), view_.published(document));
        for (ActorId actor : graph.actors()) see(view_.representative(actor));
        all(view_.accepted(), view_.identity_conflicts());
        is("trace");
        some_claims([&](ClaimId claim) {
            for (AttributionId a : graph.attributions_of(claim)) {
                std::uint32_t left = 20;
                for_each_chain(view_, a, [&](Chain const& chain) {
                    see(chain);
                    return --left != 0;
                });
            }
            all(origins(view_, claim), counting_for(view_, claim));
        });
        is("positions");
        some(graph.events(), graph.count(Category::event), [&](EventId event) {
            for (std::uint32_t p = 0; p < graph.property_count(); ++p) {
                all(positions(view_, event, graph.property_at(p)),
                    positions_at(view_, event, graph.property_at(p), Day(2024, 3, 5)));
            }
            see(names(view_, event));
        });
        is("attitude");
        for (AttributionId a : graph.attributions())
            if (graph.content(a).is(Category::attribution)) see(attitude(view_, a));
        is("conflicts");
        see(try_conflicts(view_));
        is("dispute");
        some_claims([&](ClaimId claim) { see(dispute_state(view_, claim)); });
        is("corroboration");
        Corroborator corroborate(view_);
        some_claims([&](ClaimId claim) { see(corroborate(claim)); });
        is("amendments");
        see(try_amendments(view_));
        is("overtakings");
        see(try_overtakings(view_));
        is("circularity");
        see(try_circularity(view_));
        is("commitments");
        see(try_commitments(view_));
        is("strengthenings");
        see(try_strengthenings(view_));
        is("stance map");
        see(try_stance_map(view_));
        is("timeline");
        Timeline const times = timeline(view_);
        all(times.events(), times.conflicts(), times.omitted());
        is("derivation");
        auto const chains = derive_all(view_, ChainCount());
        auto const dates = derive_all(view_, EarliestDate());
        for (ClaimId claim : graph.claims()) all(chains.of(claim), dates.of(claim));
        some_claims([&](ClaimId claim) { see(try_minimal_sources(view_, claim, 50)); });
        is("single points");
        SinglePoints const points = single_points(view_);
        for (ClaimId claim : graph.claims()) all(points.of(claim), points.immediate(claim));
        see(chain_dominators(view_));
        is("withdrawal");
        see(try_loss_counts_by_source(view_));
        Withdrawals what_if(view_);
        some(graph.actors(), graph.count(Category::actor), [&](ActorId actor) { see(what_if.loss({actor})); });
        some_attributions([&](AttributionId a) { see(what_if.lost(a)); });
        some(graph.documents(), graph.count(Category::document) * 4,
             [&](DocumentId document) { see(withdrawal(view_, {document})); });
        is("difference");
        see(try_difference(View(graph, as_of(TimeAxis::said, Day(2024, 3, 1))), view_));
        is("first reports");
        for (TimeAxis const axis : {TimeAxis::published, TimeAxis::said, TimeAxis::recorded}) {
            FirstReports const reports(view_, axis);
            for (ClaimId claim : graph.claims())
                all(reports.first_day(claim), reports.first_day(claim, Truth::possibly));
            for (std::uint32_t p = 0; p < graph.property_count(); ++p)
                see(reports.claims_until(graph.property_at(p), Day(2024, 3, 1)).to_vector());
        }
        is("picture");
        if (graph.count(Category::event) != 0) see(to_dot(graph, Node(graph.events().front()), 2));
        is("digest");
        see(to_string(digest(graph)));
        is("image");
        encode(graph, [&](std::span<std::byte const> piece) {
            see(std::string_view(reinterpret_cast<char const*>(piece.data()), piece.size()));
        });
        is("frozen graph");
        freeze(graph, [&](std::span<std::byte const> piece) {
            see(std::string_view(reinterpret_cast<char const*>(piece.data()), piece.size()));
        });
        is("");
    }

    ascribe::View view_;
    std::uint32_t most_;
    std::string_view analysis_;
    std::uint64_t code_ = 0;
    std::vector<Answer> answers_;
};

}  // namespace ascribe_tests

#endif
