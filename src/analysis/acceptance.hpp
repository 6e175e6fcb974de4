// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_ACCEPTANCE_HPP
#define ASCRIBE_SRC_ANALYSIS_ACCEPTANCE_HPP

#include <ascribe/graph/view.hpp>

namespace ascribe::detail {

/// Whether a relation among statements takes effect in the view's scope: a standing attribution holds it whose holder
/// the scope accepts, or the scope accepts or assumes the claim itself (rule R2). For relations that the view does not
/// read itself.
[[nodiscard]] bool accepts(View const& view, ClaimId claim);

}  // namespace ascribe::detail

#endif
