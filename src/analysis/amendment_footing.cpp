// SPDX-License-Identifier: BSL-1.0
#include "amendment_footing.hpp"

#include "../graph/hops.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <vector>

namespace ascribe::detail {

AmendmentFooting::AmendmentFooting(View const& view) {
    find_amendments(view);
    find_grounds(view);
    find_dates(view);
}

/// With a claim of a ground that takes effect goes the ground, and what rests on it may stand.
void AmendmentFooting::find_grounds(View const& view) {
    if (!view.has_claimed_grounds()) return;
    Graph const& graph = view.graph();
    PropertyId const rests_on = graph.find_property(property::rests_on);
    std::vector<AttributionId> open;
    auto const hold = [&](AttributionId by) {
        if (amending_.insert(by.number()).second) open.push_back(by);
    };
    for (ClaimId claim : graph.claims()) {
        if (graph.property(claim) != rests_on) continue;
        telling_.insert(Node(claim).word());
        for (AttributionId by : graph.attributions_of(claim))
            if (view.attested(by) != Truth::never) hold(by);
    }
    for (std::size_t i = 0; i < open.size(); ++i)
        for (AttributionId carrier : graph.attributions_of(open[i])) hold(carrier);
}

void AmendmentFooting::find_amendments(View const& view) {
    Graph const& graph = view.graph();
    PropertyId const retracted = graph.find_property(property::retracted);
    PropertyId const corrected = graph.find_property(property::corrected_by);
    if (!retracted && !corrected) return;
    std::vector<AttributionId> open;
    std::unordered_set<std::uint32_t> documents;
    auto const amend = [&](AttributionId by) {
        if (amending_.insert(by.number()).second) open.push_back(by);
    };
    auto const tell = [&](AttributionId of) {
        DocumentId const document = graph.document(of);
        if (document && documents.insert(document.number()).second) add_tellers(view, document);
    };
    for (ClaimId claim : graph.claims()) {
        PropertyId const property = graph.property(claim);
        auto const of = graph.subject(claim).to<AttributionId>();
        if (!of || (property != retracted && property != corrected)) continue;
        for (AttributionId by : graph.attributions_of(claim)) {
            // What is not attested in every reading now will not be with less.
            if (view.attested(by) != Truth::always || graph.factuality(by) != Factuality::ct_plus) continue;
            amend(by);
            tell(by);
            tell(of);
        }
    }
    for (std::size_t i = 0; i < open.size(); ++i)
        for (AttributionId carrier : graph.attributions_of(open[i])) amend(carrier);
}

/// Whoever tells who published or wrote a document, or when.
void AmendmentFooting::add_tellers(View const& view, DocumentId document) {
    Graph const& graph = view.graph();
    for (std::string_view name :
         {property::published_by, property::authored_by, property::published, property::captured})
        for (ClaimId claim : graph.claims_about(document, name))
            for (AttributionId a : graph.attributions_of(claim)) {
                telling_.insert(Node(a).word());
                telling_.insert(graph.source(a).word());
                if (graph.document(a)) telling_.insert(graph.document(a).word());
            }
}

void AmendmentFooting::find_dates(View const& view) {
    Graph const& graph = view.graph();
    Scope const& scope = view.scope();
    if (!scope.published_before && !scope.said_before) return;
    auto const has_apparatus = [&](DocumentId document) {
        for (AttributionId a : graph.attributions_in(document))
            if (stands_by_itself(graph, a)) return true;
        return false;
    };
    PropertyId const published = graph.find_property(property::published);
    PropertyId const captured = graph.find_property(property::captured);
    for (ClaimId claim : graph.claims()) {
        PropertyId const property = graph.property(claim);
        auto const document = graph.subject(claim).to<DocumentId>();
        if (!document || (property != published && property != captured)) continue;
        for (AttributionId a : graph.attributions_of(claim)) {
            // With the document goes all that its own word dates, but for what stands by itself in it; and what it
            // carries is said no later than it is published, even if it is withdrawn.
            bool const own = graph.source(a) == document;
            if (!own && !stands_by_itself(graph, a)) continue;
            if (!own || scope.said_before || has_apparatus(document)) telling_.insert(graph.source(a).word());
        }
    }
}

}  // namespace ascribe::detail
