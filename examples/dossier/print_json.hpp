// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_PRINT_JSON_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_PRINT_JSON_HPP

#include "report.hpp"

#include <string>

namespace dossier {

/// Counts up when a member is renamed or removed, or changes its meaning; not when one is added.
inline constexpr int json_version = 1;

/// The report as one JSON object: "format", "version", "title", "scope" (the facts), and "sections": an array of
/// {"id", "kind", "title", the section's facts, "rows": [{column id: value}], "parts": [sections]}. An id is the path
/// from the top, unique in the report. README.md describes the values.
[[nodiscard]] std::string print_json(Report const& report);

}  // namespace dossier

#endif
