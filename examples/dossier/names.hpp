// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_NAMES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_NAMES_HPP

#include <ascribe/ascribe.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// How records are called in the output, and which record a name on the command line means.
namespace dossier {

/// An entity's label, or its key if the data has none.
[[nodiscard]] std::string name_of(ascribe::Graph const& graph, ascribe::Entity entity);
/// The ids by which the data set calls an attribution or claim; "-" if it has none.
[[nodiscard]] std::string ids_of(ascribe::Graph const& graph, ascribe::Node node);
/// A value for people: names, texts, quantities and dates.
[[nodiscard]] std::string text_of(ascribe::Graph const& graph, ascribe::Value const& value);
/// "subject · property: value", with the valid time if there is one.
[[nodiscard]] std::string text_of(ascribe::Graph const& graph, ascribe::ClaimId claim);
/// Any record in a few words.
[[nodiscard]] std::string describe(ascribe::Graph const& graph, ascribe::Node node);

/// With the letters of ASCII made small.
[[nodiscard]] std::string lower(std::string_view text);

/// With control characters (C0, DEL, C1) as escapes that can be read, "\\x1b": raw ones would steer a terminal.
[[nodiscard]] std::string printable(std::string_view text, bool keeps_lines = false);

/// The records of one of these categories that a name means: a key, a label, "category:key", "claim:88", or a name that
/// somebody uses for them. Error `unknown` lists the nearest keys and labels,
/// if any is near: by at most half of the letters.
[[nodiscard]] ascribe::Result<std::vector<ascribe::Node>> find_named_records(
    ascribe::Graph const& graph, std::string_view name, std::initializer_list<ascribe::Category> categories);

}  // namespace dossier

#endif
