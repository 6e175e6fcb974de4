// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_ANSWER_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_ANSWER_HPP

#include "options.hpp"
#include "report.hpp"
#include <ascribe/ascribe.hpp>

#include <cstddef>
#include <exception>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

/// From the command line and the records to a report.
namespace dossier {

/// A name on the command line that no record has; the message names the nearest ones.
class Unknown : public std::exception {
public:
    explicit Unknown(std::string message) : message_(std::move(message)) {}
    [[nodiscard]] char const* what() const noexcept override { return message_.c_str(); }

private:
    std::string message_;
};

inline constexpr auto any_record = {ascribe::Category::actor, ascribe::Category::place, ascribe::Category::document,
                                    ascribe::Category::event, ascribe::Category::claim, ascribe::Category::attribution};

/// The records that a name, the value of this option, means. Throws Unknown if there is none.
[[nodiscard]] std::vector<ascribe::Node> find(std::string const& option, ascribe::Graph const& graph,
                                              std::string const& name,
                                              std::initializer_list<ascribe::Category> categories);

/// What the options ask for; the whole dossier if they ask for nothing in particular. `left_out` is the number of lines
/// of the files that are not in the graph, because they are bad.
[[nodiscard]] Report answer(Options const& options, ascribe::Graph const& graph, std::size_t left_out = 0);

}  // namespace dossier

#endif
