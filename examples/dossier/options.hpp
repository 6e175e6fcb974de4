// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_OPTIONS_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_OPTIONS_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/core/truth.hpp>
#include <ascribe/time/day.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dossier {

enum class Colour { automatic, always, never };

/// The command line.
struct Options {
    std::vector<std::string> files;
    std::vector<std::string> event, actor, place, claim, document;
    std::optional<std::string> dot, find;
    std::optional<std::string> commitments, stances, relations;  ///< a name, or "all"
    std::optional<ascribe::Day> as_of;
    ascribe::Truth admit = ascribe::Truth::always;
    std::vector<std::string> without;
    std::vector<std::string> what_if;
    std::optional<std::pair<ascribe::Day, ascribe::Day>> diff;
    std::optional<unsigned> radius = {};  ///< 2 if none is given
    unsigned width = 0;                   ///< 0: that of the terminal, or 140
    unsigned max_errors = 20;
    bool keep_going = false;
    bool conflicts = false;
    bool independence = false;
    bool circular = false;
    bool timeline = false;
    bool amendments = false;
    bool overtakings = false;
    bool strengthenings = false;
    bool statements = false;
    bool numbers = false;
    bool reuse = false;
    bool json = false;
    bool help = false;
    Colour colour = Colour::automatic;
    /// The last argument and the option that took it for its value, if one did.
    std::optional<std::pair<std::string, std::string>> last_value;
};

[[nodiscard]] ascribe::Result<Options> parse_options(std::vector<std::string> const& arguments);
/// "--width: expected a whole number of columns, at least 40, found 'wide'".
[[nodiscard]] std::string to_message(ascribe::Error const& error);
[[nodiscard]] std::string_view usage();

}  // namespace dossier

#endif
