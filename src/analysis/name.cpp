// SPDX-License-Identifier: BSL-1.0
#include <ascribe/analysis/name.hpp>
#include <ascribe/model/vocabulary.hpp>

namespace ascribe {

std::vector<NameUse> names(View const& view, Node node) {
    Graph const& graph = view.graph();
    std::vector<NameUse> found;
    for (auto const kind : {property::name, property::abbreviation, property::title, property::description,
                            property::metonym, property::designation, property::misspelling, property::label}) {
        auto const property = graph.find_property(kind);
        if (!property) continue;
        for (Node member : view.class_of(node))
            for (ClaimId claim : graph.claims_about(member, property)) {
                Value const value = graph.value(claim);
                if (value.text() == nullptr) continue;
                for (AttributionId a : graph.attributions_of(claim)) {
                    // Who denies that it is called so does not use the name.
                    if (view.attested(a) == Truth::never || polarity(graph.factuality(a)) == Polarity::negative)
                        continue;
                    found.push_back({.claim = claim,
                                     .kind = graph.name(property),
                                     .text = *value.text(),
                                     .attribution = a,
                                     .user = graph.source(a),
                                     .when = view.said(a)});
                }
            }
    }
    return found;
}

}  // namespace ascribe
