// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_PRINT_TEXT_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_PRINT_TEXT_HPP

#include "report.hpp"

#include <string>

namespace dossier {

/// The report as aligned text of at most `width` columns where the tables allow it; with `colour`, in ANSI colours.
[[nodiscard]] std::string print_text(Report const& report, unsigned width, bool colour);

}  // namespace dossier

#endif
