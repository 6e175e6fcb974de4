// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_REUSE_REPORT_HPP
#define ASCRIBE_EXAMPLES_REUSE_REPORT_HPP

#include "text_reuse.hpp"
#include <ascribe/ledger/ledger.hpp>

#include <ostream>
#include <string>
#include <vector>

/// What find_reuse prints of the runs that it found.
namespace text_reuse {

/// A text by the key of its document.
struct NamedText {
    std::string key;
    std::vector<Word> words;
};

/// Which runs there are, aligned, and how much of each text they cover.
void print_runs(std::ostream& out, std::vector<NamedText> const& texts, std::vector<Run> const& runs);

/// The same as a table: id, the two documents, words, begin and end in code points and in bytes.
void print_table(std::ostream& out, std::vector<NamedText> const& texts, std::vector<Run> const& runs);

/// The same as records: see record_run.hpp. The ids of the table are the labels. Requires: no run within one text.
/// Errors: two texts of one key.
[[nodiscard]] ascribe::Result<ascribe::Ledger> to_ledger(std::vector<NamedText> const& texts,
                                                         std::vector<Run> const& runs);

}  // namespace text_reuse

#endif
