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
/// In the words of the library's `to_words`, without the codes of tables: "1 option", "1st", "under 30 years".
[[nodiscard]] std::string text_of(ascribe::Quantity const& quantity);
/// A value for people: names, texts, quantities and dates; a text that is a code has spaces, "called for".
[[nodiscard]] std::string text_of(ascribe::Graph const& graph, ascribe::Value const& value);
/// "subject · property: value", with the valid time if there is one.
[[nodiscard]] std::string text_of(ascribe::Graph const& graph, ascribe::ClaimId claim);
/// How firmly, and by which act if it is no plain assertion: "CT-", "Uu demand".
[[nodiscard]] std::string stance_of(ascribe::Graph const& graph, ascribe::AttributionId attribution);
/// What an attribution says: the claim that it leads to, never without the stance of whoever says it, "CT- flood ·
/// occurred"; and "CT- that the mayor says: CT+ flood · occurred" of one that denies that somebody else says so.
[[nodiscard]] std::string words_of(ascribe::Graph const& graph, ascribe::AttributionId attribution);
/// An attribution by its labels, or its source and the labels of the passages that report it: "the mayor in c001.004".
[[nodiscard]] std::string passage_of(ascribe::Graph const& graph, ascribe::AttributionId attribution);
/// "subject · property: value" with attributions in it named as by `passage_of`, where what they say is shown
/// elsewhere.
[[nodiscard]] std::string short_text_of(ascribe::Graph const& graph, ascribe::ClaimId claim);
/// Any record in a few words: an entity by its name, a claim as "[subject · property: value]", an attribution as
/// "[the mayor in c001.004: CT- subject · property: value]".
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
