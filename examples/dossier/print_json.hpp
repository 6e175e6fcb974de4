// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_PRINT_JSON_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_PRINT_JSON_HPP

#include "report.hpp"

#include <string>

namespace dossier {

/// The report as one JSON object: "title", "facts", and a member for each section by its id: {"title", "rows": [{column
/// id: string, number or list of strings}], "parts": [...]}.
[[nodiscard]] std::string print_json(Report const& report);

}  // namespace dossier

#endif
