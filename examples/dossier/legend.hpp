// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_LEGEND_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_LEGEND_HPP

#include "report.hpp"

/// What the codes and short words of the pages mean, in plain words.
namespace dossier {

/// All of them, for --help.
[[nodiscard]] Section legend();
/// Those that the text of a report uses; without rows if it uses none.
[[nodiscard]] Section legend(Report const& report);

}  // namespace dossier

#endif
