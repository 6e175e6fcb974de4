// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_REPORTS_SPKATT_HPP
#define ASCRIBE_EXAMPLES_REPORTS_SPKATT_HPP

#include <ascribe/ledger/ledger.hpp>

#include <istream>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

/// Who is quoted by whom in speeches before a parliament: nested attributions, rebuilt from the parent of each.
namespace reports {

/// A row of chains.tsv: an annotation of a speech, within whose message others may lie.
struct SpkattRow {
    std::string doc, ann, parent, root;  ///< parent is empty for what the speaker reports himself
    std::int64_t depth = 0;
    ascribe::AttributionId outermost;  ///< the speaker's report
};

struct Spkatt {
    ascribe::Ledger ledger;
    std::vector<SpkattRow> rows;  ///< in order of the table
    std::size_t speeches = 0;
    std::size_t repeated = 0;  ///< rows that record nothing new
};

/// What docs.tsv says of the speeches: key to "party: speaker".
using SpkattSpeakers = std::map<std::string, std::string>;
[[nodiscard]] ascribe::Result<SpkattSpeakers> read_spkatt_speakers(std::istream& in);

/// Records chains.tsv, each row so: the speaker of the speech reports that the source of the outermost annotation says
/// ... that the source of this one says something, a claim on an event of its own. The columns depth and root are only
/// kept for the comparison; the nesting follows from the parents. A source is a node for each annotation, unnamed, or
/// unspecified where the text has none (rule H9): who "she" is the table does not tell. The cue is the wording of the
/// speaker's report (rule I6).
///
/// Errors: a missing column, a depth that is no number, a parent that is no row of its speech, parents in a circle, one
/// annotation with two different rows.
[[nodiscard]] ascribe::Result<Spkatt> read_spkatt(std::istream& chains, SpkattSpeakers const& speakers = {});

/// Compares parent, depth and root of every row with the chain that the graph gives; says what differs, and prints how
/// many annotations there are at each depth. Returns how many rows differ.
std::size_t check_spkatt(std::ostream& out, Spkatt const& spkatt);

/// The chain of one annotation, from the speaker inwards. Returns whether there is such an annotation.
bool print_spkatt_chain(std::ostream& out, Spkatt const& spkatt, std::string_view doc, std::string_view ann);

}  // namespace reports

#endif
