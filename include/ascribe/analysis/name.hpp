// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_NAME_HPP
#define ASCRIBE_ANALYSIS_NAME_HPP

#include <ascribe/graph/view.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace ascribe {

/// A name that somebody uses for something (rule N1). Names are claims, so every use has a source.
struct NameUse {
    ClaimId claim;
    std::string_view kind;  ///< name, abbreviation, title, description, metonym, designation, misspelling, label
    std::string_view text;  ///< as printed; lives as long as the graph
    AttributionId attribution;
    Source user;               ///< of an outlet's spelling inside a quotation: the outlet
    std::pair<Day, Day> when;  ///< first and last day on which it may have been used so

    friend bool operator==(NameUse const&, NameUse const&) = default;
};

/// All names of a thing, and of what accepted claims make one with it, by kind in order of use, then of recording.
/// Linear in the claims about it and the attributions of its names.
[[nodiscard]] std::vector<NameUse> names(View const& view, Node node);

}  // namespace ascribe

#endif
