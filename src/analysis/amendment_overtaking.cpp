// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/make_set.hpp"
#include "../core/meter.hpp"
#include "../graph/hops.hpp"
#include "commitment_threads.hpp"
#include "rule_subjects.hpp"
#include <ascribe/analysis/amendment.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace ascribe {

namespace {

using detail::is_later;
using detail::StatementReader;

class OvertakingFinder {
public:
    OvertakingFinder(View const& view, OvertakingOptions const& options, detail::Meter& meter)
        : view_(view), graph_(view.graph()), reader_(view, options.seasons) {
        reader_.count_for(&meter);
        kinds_[0] = {graph_.find_property(property::overtaken_by), OvertakingKind::overtaken};
        kinds_[1] = {graph_.find_property(property::realised_by), OvertakingKind::realised};
        kinds_[2] = {graph_.find_property(property::updated_by), OvertakingKind::updated};
        state_of_.resize(graph_.property_count(), none);
        for (auto const& names : options.one_state) {
            for (std::string const& name : names)
                if (auto const id = graph_.find_property(name)) state_of_[id.number()] = states_.size();
            states_.emplace_back();
        }
        for (std::uint32_t n = 0; n < graph_.property_count(); ++n) {
            Traits const traits = graph_.traits(graph_.property_at(n));
            if (state_of_[n] != none || !traits.has(Trait::functional) || !traits.has(Trait::temporal)) continue;
            state_of_[n] = states_.size();
            states_.emplace_back();
        }
        for (std::uint32_t n = 0; n < graph_.property_count(); ++n)
            if (state_of_[n] != none) states_[state_of_[n]].push_back(graph_.property_at(n));
    }

    std::vector<Overtaking> found;

    void add_declared(ClaimId claim) {
        PropertyId const property = graph_.property(claim);
        for (auto const& [id, kind] : kinds_) {
            if (!id || property != id) continue;
            auto const [holder, certain] = detail::firmest_holder(view_, claim);
            Node const value = graph_.value_node(claim);
            if (!holder || !value) return;
            AttributionId const later = overtaking(value);
            for (AttributionId earlier : overtaken(graph_.subject(claim)))
                found.push_back(
                    {.kind = kind,
                     .earlier = earlier,
                     .later = later,
                     .link = claim,
                     .after = later ? is_later(reader_.said(later), reader_.said(earlier)) : Truth::possibly,
                     .certain = certain});
        }
    }

    void add_computed(AttributionId a) {
        auto const content = graph_.content(a).to<ClaimId>();
        ActClass const c = act_class(graph_.act(a));
        if (!content || (c != ActClass::predictive && c != ActClass::commissive) || view_.attested(a) == Truth::never)
            return;
        ClaimId const claim = view_.read_as(detail::without_conditions(graph_, content));
        auto const [at, is_new] = told_.try_emplace(view_.representative(claim).word());
        if (is_new) at->second = detail::told_outcomes(reader_, claim);
        if (at->second.empty()) return;
        bool const is_negative =
            polarity(graph_.factuality(a)) == Polarity::negative || graph_.act(a) == SpeechAct::refuse;
        auto const when = reader_.said(a);
        for (detail::ToldOutcome const& told : at->second) {
            Truth const after = is_later(told.said, when);
            if (after == Truth::never) continue;
            found.push_back({.kind = told.is_so != is_negative ? OvertakingKind::came_true : OvertakingKind::came_false,
                             .earlier = a,
                             .later = told.attribution,
                             .link = {},
                             .after = after,
                             .certain = told.standing});
        }
    }

    /// Subjects of which a state is told, with the state.
    [[nodiscard]] std::vector<std::pair<Node, std::size_t>> states() const {
        std::vector<std::pair<Node, std::size_t>> list;
        if (states_.empty()) return list;
        for (ClaimGroup const& group : graph_.groups())
            if (std::size_t const state = state_of_[group.property.number()]; state != none)
                list.emplace_back(view_.representative(group.subject), state);
        detail::make_set(list);
        return list;
    }

    void add_newer(Node subject, std::size_t state) {
        struct Told {
            detail::Stand stand;
            ClaimId claim;
        };
        std::vector<Told> told;
        for (PropertyId property : states_[state])
            for (detail::Statement const& statement : reader_.read(subject, property))
                for (detail::Stand const& stand : statement.asserted) {
                    Told t{stand, statement.main};
                    // A host's state without the trait: at the time said.
                    if (!t.stand.timed) {
                        auto const [first, last] = reader_.said(stand.holding.attribution);
                        if (auto const when = UncertainInterval::try_from_days(first, last, first, last))
                            t.stand.when = *when;
                    }
                    told.push_back(std::move(t));
                }
        if (told.size() < 2) return;
        std::sort(told.begin(), told.end(), [](Told const& a, Told const& b) {
            return std::pair(a.stand.when.last_max(), a.stand.holding.attribution) <
                   std::pair(b.stand.when.last_max(), b.stand.holding.attribution);
        });
        std::vector<Day> begun;  // The latest first day of those so far.
        for (Told const& t : told)
            begun.push_back(begun.empty() ? t.stand.when.first_min()
                                          : (std::max)(begun.back(), t.stand.when.first_min()));
        for (Told const& later : told) {
            auto const end = std::lower_bound(told.begin(), told.end(), later.stand.when.first_min(),
                                              [](Told const& t, Day day) { return t.stand.when.last_max() < day; });
            if (end == told.begin()) continue;
            Day const latest = begun[static_cast<std::size_t>(end - told.begin()) - 1];
            for (auto at = end; at != told.begin() && (--at)->stand.when.last_max() >= latest;) {
                if (at->claim == later.claim || graph_.same_value(at->claim, later.claim)) continue;
                found.push_back({.kind = OvertakingKind::newer,
                                 .earlier = at->stand.holding.attribution,
                                 .later = later.stand.holding.attribution,
                                 .link = {},
                                 .after = Truth::always,
                                 .certain = at->stand.firm && later.stand.firm ? Truth::always : Truth::possibly});
            }
        }
    }

    void add_by(OvertakingRule const& rule) {
        detail::RuleProperties const properties{graph_.find_property(rule.earlier), graph_.find_property(rule.later),
                                                rule.earlier_shared, rule.later_shared};
        if (!properties.first || !properties.second || !rule.judge) return;
        for (auto const& [a, b] : detail::rule_subjects(reader_, properties)) {
            auto const earlier = standing(a, properties.first), later = standing(b, properties.second);
            for (auto const& [x, x_standing] : earlier)
                for (auto const& [y, y_standing] : later) {
                    reader_.work();
                    Truth const after = is_later(y.said, x.said);
                    if (x.attribution == y.attribution || after == Truth::never) continue;
                    Truth const certain = (std::min)(rule.judge(view_, x, y), (std::min)(x_standing, y_standing));
                    if (certain == Truth::never) continue;
                    found.push_back({.kind = OvertakingKind::rule,
                                     .earlier = x.attribution,
                                     .later = y.attribution,
                                     .link = {},
                                     .after = after,
                                     .certain = certain,
                                     .rule = rule.name});
                }
        }
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// The standing attributions of a subject's statements in a property, in order of these.
    [[nodiscard]] std::vector<std::pair<OvertakingStatement, Truth>> standing(Node subject, PropertyId property) {
        std::vector<std::pair<OvertakingStatement, Truth>> list;
        for (detail::Statement const& statement : reader_.read(subject, property))
            for (auto const* stands : {&statement.asserted, &statement.denied, &statement.other})
                for (detail::Stand const& stand : *stands)
                    list.emplace_back(OvertakingStatement{.attribution = stand.holding.attribution,
                                                          .claim = statement.main,
                                                          .subject = subject,
                                                          .said = reader_.said(stand.holding.attribution)},
                                      stand.holding.standing);
        return list;
    }

    [[nodiscard]] std::vector<AttributionId> overtaken(Node node) const {
        std::vector<AttributionId> list;
        auto const add_all = [&](ClaimId claim, bool only_acts) {
            for (AttributionId a : graph_.attributions_of(claim)) {
                ActClass const c = act_class(graph_.act(a));
                bool const is_act = c == ActClass::predictive || c == ActClass::directive || c == ActClass::commissive;
                if (view_.attested(a) != Truth::never && (is_act || !only_acts)) list.push_back(a);
            }
        };
        if (auto const a = node.to<AttributionId>()) {
            if (view_.attested(a) != Truth::never) list.push_back(a);
        } else if (auto const claim = node.to<ClaimId>()) {
            for (ClaimId counting : counting_for(view_, claim)) add_all(counting, false);
        } else if (node.is(Category::event)) {
            for (Node member : view_.class_of(node))
                for (ClaimId about : graph_.claims_about(member)) add_all(about, true);
        }
        return list;
    }

    /// The first recorded certain report, or else the first at all.
    [[nodiscard]] AttributionId overtaking(Node node) const {
        AttributionId certain, any;
        auto const consider = [&](ClaimId claim) {
            for (AttributionId a : graph_.attributions_of(claim)) {
                if (view_.standing(a) == Truth::never || !detail::asserts(graph_, a)) continue;
                AttributionId& first = graph_.factuality(a) == Factuality::ct_plus ? certain : any;
                if (!first || a < first) first = a;
            }
        };
        if (auto const a = node.to<AttributionId>()) return view_.attested(a) == Truth::never ? AttributionId() : a;
        if (auto const claim = node.to<ClaimId>()) {
            for (ClaimId counting : counting_for(view_, claim)) consider(counting);
        } else if (node.is(Category::event)) {
            for (Node member : view_.class_of(node))
                for (ClaimId about : graph_.claims_about(member))
                    if (graph_.property(about) == reader_.occurred ||
                        graph_.traits(graph_.property(about)).has(Trait::presupposes_occurrence))
                        consider(about);
        }
        return certain ? certain : any;
    }

    View const& view_;
    Graph const& graph_;
    StatementReader reader_;
    std::array<std::pair<PropertyId, OvertakingKind>, 3> kinds_;
    std::vector<std::size_t> state_of_;  // by property number
    std::vector<std::vector<PropertyId>> states_;
    std::unordered_map<std::uint32_t, std::vector<detail::ToldOutcome>> told_;
};

Error cancelled() {
    return detail::cancelled("overtakings");
}

}  // namespace

Result<std::vector<Overtaking>> try_overtakings(View const& view, OvertakingOptions const& options) {
    Graph const& graph = view.graph();
    // A state is about as much work as a claim; there are no more of them.
    detail::Meter meter(options.progress, 2 * std::size_t{graph.count(Category::claim)} +
                                              graph.count(Category::attribution) + options.rules.size());
    OvertakingFinder finder(view, options, meter);
    try {
        for (ClaimId claim : graph.claims()) {
            meter.step();
            finder.add_declared(claim);
        }
        for (AttributionId a : graph.attributions()) {
            meter.step();
            finder.add_computed(a);
        }
        for (auto const& [subject, state] : finder.states()) {
            meter.step();
            finder.add_newer(subject, state);
        }
        for (OvertakingRule const& rule : options.rules) {
            meter.step();
            finder.add_by(rule);
        }
    } catch (detail::Cancelled const&) {
        return cancelled();
    }
    std::sort(finder.found.begin(), finder.found.end(), [](Overtaking const& x, Overtaking const& y) {
        return std::tie(x.earlier, x.later, x.kind, x.link, x.rule) <
               std::tie(y.earlier, y.later, y.kind, y.link, y.rule);
    });
    return std::move(finder.found);
}

std::vector<Overtaking> overtakings(View const& view, OvertakingOptions const& options) {
    return try_overtakings(view, options).value();
}

}  // namespace ascribe
