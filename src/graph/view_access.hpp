// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_VIEW_ACCESS_HPP
#define ASCRIBE_SRC_GRAPH_VIEW_ACCESS_HPP

#include "view_state.hpp"

namespace ascribe::detail {

/// For analyses that go by the same times as the filters of a view do.
struct ViewAccess {
    using State = View::State;
    [[nodiscard]] static State const& state(View const& view) noexcept { return *view.state_; }
};

}  // namespace ascribe::detail

#endif
