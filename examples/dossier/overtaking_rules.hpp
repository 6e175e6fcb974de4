// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_OVERTAKING_RULES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_OVERTAKING_RULES_HPP

#include "conflict_rules.hpp"
#include <ascribe/analysis/amendment.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// What in the data set overtakes what, besides what its relations and the traits of its properties tell.
namespace dossier {

/// The records that somebody says to be this of a subject.
inline std::vector<ascribe::Node> told(ascribe::View const& view, ascribe::Node subject, std::string_view property) {
    using namespace ascribe;
    Graph const& graph = view.graph();
    std::vector<Node> values;
    for (ClaimId const claim : graph.claims_about(subject, property))
        if (view.supported(claim) != Truth::never) values.push_back(view.representative(graph.value_node(claim)));
    return values;
}

inline bool have_in_common(std::vector<ascribe::Node> const& a, std::vector<ascribe::Node> const& b) {
    return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

/// Whether some event that the one is a prospect of comes after one that the other is a prospect of.
inline bool is_prospect_of_a_later_one(ascribe::View const& view, ascribe::Node later, ascribe::Node earlier) {
    using namespace ascribe;
    for (Node const occasion : told(view, later, "prospect_of"))
        if (have_in_common(told(view, occasion, property::after), told(view, earlier, "prospect_of"))) return true;
    return false;
}

inline ascribe::OvertakingOptions overtaking_options() {
    using namespace ascribe;
    using Statement = OvertakingStatement;
    // Whoever has to leave is no resident any more.
    OvertakingOptions options{.one_state = {{"residents", "residents_remaining"}}};
    // What is offered under a condition, and later promised; a line in a list does not tell whether without it.
    options.rules.push_back({.name = "a promise after a conditional offer",
                             .earlier = "condition",
                             .later = "gist",
                             .judge = [](View const& view, Statement const& earlier, Statement const& later) {
                                 Graph const& graph = view.graph();
                                 bool const is_offer = graph.act(earlier.attribution) == SpeechAct::offer;
                                 bool const is_promise = graph.act(later.attribution) == SpeechAct::promise &&
                                                         graph.factuality(later.attribution) == Factuality::ct_plus;
                                 return is_offer && is_promise ? Truth::possibly : Truth::never;
                             }});
    // What the same ones delivered to the same people, as published on a later day. A headline names no figures, so the
    // later ones may count what it counted, or only what came since.
    for (std::string const figure : {"food_hygiene", "flour", "fuel", "water"})
        options.rules.push_back({.name = "later figures of aid",
                                 .earlier = "gist",
                                 .later = figure,
                                 .earlier_shared = "told_beneficiary",
                                 .later_shared = "told_beneficiary",
                                 .judge = [](View const& view, Statement const& earlier, Statement const& later) {
                                     bool const is_later = made_between(view, earlier.claim).second <
                                                           made_between(view, later.claim).first;
                                     bool const is_theirs = have_in_common(told(view, earlier.subject, "told_agent"),
                                                                           told(view, later.subject, "told_agent"));
                                     return is_later && is_theirs ? Truth::possibly : Truth::never;
                                 }});
    // The next invitation of the same people to the same talks.
    for (std::string const first : {"topic", "date"})
        for (std::string const second : {"topic", "date"})
            options.rules.push_back({.name = "the next invitation",
                                     .earlier = first,
                                     .later = second,
                                     .earlier_shared = "told_party",
                                     .later_shared = "told_party",
                                     .judge = [](View const& view, Statement const& earlier, Statement const& later) {
                                         Graph const& graph = view.graph();
                                         bool const is_next =
                                             graph.act(earlier.attribution) == SpeechAct::offer &&
                                             graph.act(later.attribution) == SpeechAct::offer &&
                                             view.same(graph.source(earlier.attribution),
                                                       graph.source(later.attribution)) &&
                                             is_prospect_of_a_later_one(view, later.subject, earlier.subject);
                                         return is_next ? Truth::always : Truth::never;
                                     }});
    return options;
}

}  // namespace dossier

#endif
