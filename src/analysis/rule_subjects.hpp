// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_RULE_SUBJECTS_HPP
#define ASCRIBE_SRC_ANALYSIS_RULE_SUBJECTS_HPP

#include "statements.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// The properties of a rule of the host: of its statements, and those in which two subjects have a value in common.
struct RuleProperties {
    PropertyId first, second;
    std::string_view first_shared, second_shared;  ///< both empty, or neither

    /// Whether it is the same to ask of (a, b) and of (b, a).
    [[nodiscard]] bool is_symmetric() const noexcept { return first == second && first_shared == second_shared; }
};

/// Pairs of subjects of which a rule has something to judge, in order; `only` the pairs with this subject, unless it is
/// empty. Linear in the groups of claims, in what is read of the shared properties, and in the pairs.
[[nodiscard]] std::vector<std::pair<Node, Node>> rule_subjects(StatementReader& reader, RuleProperties const& rule,
                                                               Node only = {});

}  // namespace ascribe::detail

#endif
