// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_REPORTS_COPYING_HPP
#define ASCRIBE_EXAMPLES_REPORTS_COPYING_HPP

#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <istream>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

/// Which sources copy from each other, told from the errors that they share.
namespace reports {

/// Records a table with the columns source, flight, attr, value: the source, a document, asserts (flight, attr, value).
/// Errors: a missing column, an empty cell.
[[nodiscard]] ascribe::Result<ascribe::Ledger> read_feeds(std::istream& in);

struct CopyOptions {
    double copied = 0.8;  ///< share of its values that a copier is taken to have copied, between 0 and 1
    double prior = 0.2;   ///< how likely two sources are to be related before anything is known of them
    int wrong_values = 20;
    int rounds = 3;
};

/// What two sources have in common.
struct SharedErrors {
    ascribe::Source a, b;     ///< in order of recording
    double log_odds = 0;      ///< natural logarithm; above 0: rather related than not
    double shared_right = 0;  ///< expected number of values in common that are right
    double shared_wrong = 0;  ///< ... that are wrong
    std::size_t differ = 0;   ///< values in which they differ
};

/// Whether two sources are rather related than not, and have an error in common to show for it.
[[nodiscard]] inline bool is_likely(SharedErrors const& pair) noexcept {
    return pair.log_odds > 0 && pair.shared_wrong >= 1;
}

/// All pairs of sources that have a value in common or could have, the likeliest first.
///
/// To agree on what is right shows nothing, to agree on a rare error much. After Dong, Berti-Equille, Srivastava
/// (Integrating conflicting data: the role of source dependence, PVLDB 2009), with errors weighed by how common they
/// are (Dong, Saha, Srivastava, Less is more, PVLDB 2012): in turns the values are weighed by the accuracy of those who
/// hold them, a copier counting less; accuracy follows from the values; relatedness from both. Time is that of the
/// values times the sources, each round. Not modelled: direction, copying of one kind of value only, formats.
/// Where copiers outvote all others, their errors are taken for what is right, and those
/// who are right together for copiers.
[[nodiscard]] std::vector<SharedErrors> find_copying(ascribe::Graph const& graph, CopyOptions const& options = {});

/// Lets the software `find_copying` hold, as probable and on computation, that the likely pairs share text. Being no
/// more than probable it is a hypothesis (rule R2), which a scope accepts or not. Returns how many.
std::size_t record_copying(ascribe::Ledger& ledger, std::vector<SharedErrors> const& pairs);

/// The likely pairs; with labels (columns a, b, label) how many of each label are among them.
[[nodiscard]] ascribe::Result<bool> print_copying(std::ostream& out, ascribe::Graph const& graph,
                                                  std::vector<SharedErrors> const& pairs, std::istream* labels);

}  // namespace reports

#endif
