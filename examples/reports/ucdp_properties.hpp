// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_REPORTS_UCDP_PROPERTIES_HPP
#define ASCRIBE_EXAMPLES_REPORTS_UCDP_PROPERTIES_HPP

#include <array>
#include <string_view>

/// What ucdp.cpp records and ucdp_print.cpp reads again.
namespace reports {

/// How many people died, and the free text of rows from before outlets were coded.
inline constexpr std::string_view deaths = "deaths", legacy = "source_text";

/// How precise a date is, by its code.
inline constexpr std::array<std::string_view, 6> precision_words = {"unknown", "a day",   "2 to 6 days",
                                                                    "a week",  "a month", "more than a month"};

}  // namespace reports

#endif
