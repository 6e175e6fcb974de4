// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_INTEROP_JSON_LINES_PLAN_HPP
#define ASCRIBE_SRC_INTEROP_JSON_LINES_PLAN_HPP

#include "json_lines_stage.hpp"

#include <cstdint>
#include <vector>

/// Which of the lines that were read can be recorded, and in which order. Everything is linear in the text.
namespace ascribe::detail::json_lines {

/// Reports lines that refer to what neither a line nor the ledger has: the first one, or all.
void find_undefined(Stage& stage, Graph const& ledger, bool all);

/// The lines of claims, attributions and links that are not bad: each as soon as the claims and attributions that it
/// is made of are there, the line that waited least first, else in order of the text.
///
/// Lines that can never be recorded because they contain themselves are left out and reported: the first cycle, or
/// all.
[[nodiscard]] std::vector<std::uint32_t> recording_order(Stage& stage, bool all);

/// Reports all lines that refer to records which only bad lines define.
void find_dependent(Stage& stage);

}  // namespace ascribe::detail::json_lines

#endif
