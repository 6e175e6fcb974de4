// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_CONFLICT_RULES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_CONFLICT_RULES_HPP

#include <ascribe/analysis/conflict.hpp>
#include <ascribe/analysis/trace.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

/// The rules that link properties of the data set: which figures of different kinds are about the same thing.
namespace dossier {

/// The days on which a statement was made, as far as any hop on the way to the reader dates it.
inline std::pair<ascribe::Day, ascribe::Day> made_between(ascribe::View const& view, ascribe::ClaimId claim) {
    using ascribe::Day;
    std::pair made(Day::plus_infinity(), Day::minus_infinity());
    for (ascribe::Chain const& chain : ascribe::chains(view, claim)) {
        std::pair<Day, Day> said(Day::minus_infinity(), Day::plus_infinity());
        for (ascribe::AttributionId const hop : chain.hops) {
            auto const [first, last] = view.said(hop);
            said = {(std::max)(said.first, first), (std::min)(said.second, last)};
        }
        made = {(std::min)(made.first, said.first), (std::max)(made.second, said.second)};
    }
    return made;
}

inline std::vector<ascribe::ConflictRule> conflict_rules() {
    using namespace ascribe;
    using Opinion = std::optional<RuleOpinion>;
    static constexpr RuleOpinion another_scope{Verdict::difference, DifferenceReason::scope};
    return {
        // More people left a place than are said to have lived there.
        {.name = "departures against residents",
         .first = "residents",
         .second = "persons_left",
         .first_shared = "told_place",
         .second_shared = "told_place",
         .judge = [](View const&, RuleStatement const& a, RuleStatement const& b) -> Opinion {
             Quantity const* const residents = a.value.quantity();
             Quantity const* const left = b.value.quantity();
             if (residents == nullptr || left == nullptr) return std::nullopt;  // said in words, not in numbers
             if (residents->thing() != left->thing() || is_less(residents->bounds(), left->bounds()) != Truth::always)
                 return std::nullopt;
             // Between the two statements others may have come to live there.
             return RuleOpinion{Verdict::possible};
         }},
        // The share of those who left and the number of those who stayed are of one day, or else they differ in that.
        {.name = "share that left against those who remain",
         .first = "share_left",
         .second = "residents_remaining",
         .first_shared = "told_place",
         .second_shared = "told_place",
         .judge = [](View const& view, RuleStatement const& a, RuleStatement const& b) -> Opinion {
             auto const share = made_between(view, a.claim);
             if (b.when && (share.second < b.when->first_min() || b.when->last_max() < share.first))
                 return RuleOpinion{Verdict::difference, DifferenceReason::as_of};
             return another_scope;
         }},
        // How many a country offers to take in is not how many came.
        {.name = "capacity against departures",
         .first = "capacity",
         .second = "persons_left",
         .first_shared = "told_beneficiary",
         .second_shared = "told_agent",
         .judge = [](View const&, RuleStatement const&, RuleStatement const&) -> Opinion { return another_scope; }},
        // Two meetings, each called the first: of another series.
        {.name = "two first ones",
         .first = "ordinal",
         .second = "ordinal",
         .first_shared = "told_category",
         .second_shared = "told_category",
         .judge = [](View const&, RuleStatement const& a, RuleStatement const& b) -> Opinion {
             if (a.subject == b.subject || a.value != b.value) return std::nullopt;
             return another_scope;
         }},
        // A number of options beside options that another source names: other ones are counted.
        {.name = "number of options against those named",
         .first = "options_count",
         .second = "options",
         .judge = [](View const& view, RuleStatement const& a, RuleStatement const& b) -> Opinion {
             std::string_view const* const options = b.value.text();
             if (options == nullptr || options->find("; or ") == std::string_view::npos) return std::nullopt;
             for (AttributionId const x : view.graph().attributions_of(a.claim))
                 for (AttributionId const y : view.graph().attributions_of(b.claim))
                     if (view.same(view.graph().source(x), view.graph().source(y))) return std::nullopt;
             return another_scope;
         }},
    };
}

}  // namespace dossier

#endif
