// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_AMENDMENT_FOOTING_HPP
#define ASCRIBE_SRC_ANALYSIS_AMENDMENT_FOOTING_HPP

#include <ascribe/graph/view.hpp>

#include <unordered_set>

namespace ascribe::detail {

/// The records by whose withdrawal something may come to stand that does not: what amendments and claims of grounds
/// that may take effect hang on, and the dates that the scope filters by.
class AmendmentFooting {
public:
    explicit AmendmentFooting(View const& view);

    /// Whether it makes amendments, claims a ground, or carries such, so that these may fall with it.
    [[nodiscard]] bool amends(AttributionId a) const { return !amending_.empty() && amending_.count(a.number()) != 0; }
    /// Whether it tells who may amend, or when something was said.
    [[nodiscard]] bool tells(Node node) const { return !telling_.empty() && telling_.count(node.word()) != 0; }

private:
    void find_amendments(View const& view);
    void find_grounds(View const& view);
    void find_dates(View const& view);
    void add_tellers(View const& view, DocumentId document);

    std::unordered_set<std::uint32_t> amending_;  ///< attribution numbers
    std::unordered_set<std::uint32_t> telling_;   ///< node words
};

}  // namespace ascribe::detail

#endif
