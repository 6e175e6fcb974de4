// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_REPORTS_UCDP_HPP
#define ASCRIBE_EXAMPLES_REPORTS_UCDP_HPP

#include <ascribe/ledger/ledger.hpp>

#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

/// Events of UCDP GED with the articles that they are coded from and the sources whom those quote.
namespace reports {

/// What parts the names in the column source_original. A comma may also stand within one name, and "and" may join two,
/// so neither answer is exact; semicolons alone leave most lists together.
enum class SplitOriginals { semicolons, commas, ands };

struct UcdpEvent {
    std::string id;
    ascribe::EventId event;
    ascribe::ClaimId occurred;

    friend bool operator==(UcdpEvent const&, UcdpEvent const&) = default;
};

struct Ucdp {
    ascribe::Ledger ledger;
    std::vector<UcdpEvent> events;  ///< in order of rows
};

/// Records a table, each row so:
///
/// - An article is a document that prints its outlet and date. It reports that each original says that the event
///   occurred; without an original the article says so itself. Which of several articles quotes which of several
///   originals the table does not tell: then the evidence is of unknown reach and the chain only possible (rule H7).
/// - An original that is also an outlet is that outlet; words that name nobody ("police", "officials") are an unnamed
///   source of this event (rule H9); others are one source within a country.
/// - What UCDP codes itself (sides, place, date, deaths) is held by the analyst `ucdp`, on the ground that the event
///   occurred, whoever says so. Low, best and high are one quantity: about the best estimate, within hard bounds. Where
///   they contradict each other, they are three claims.
///
/// Errors: a column that is missing, a cell that is no number or date, an id that comes twice.
[[nodiscard]] ascribe::Result<Ucdp> read_ucdp(std::istream& in, SplitOriginals split = SplitOriginals::commas);

/// Outlets against originals, ranges of deaths, precision of dates.
void print_ucdp(std::ostream& out, Ucdp const& ucdp);

/// Everything about one event, with all chains. Returns whether there is one of this id.
bool print_ucdp_event(std::ostream& out, Ucdp const& ucdp, std::string_view id);

}  // namespace reports

#endif
