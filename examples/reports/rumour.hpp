// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_REPORTS_RUMOUR_HPP
#define ASCRIBE_EXAMPLES_REPORTS_RUMOUR_HPP

#include <ascribe/ledger/ledger.hpp>

#include <istream>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

/// Conversations about rumours: who supports one, denies it or asks about it, in answer to whom.
namespace reports {

struct RumourPost {
    std::string id, stance;
    ascribe::DocumentId document;
    ascribe::AttributionId said;  ///< what the post puts forward
};

struct RumourThread {
    std::string id, veracity;
    ascribe::EventId rumour;
    ascribe::ClaimId claim;         ///< that it is so
    std::vector<RumourPost> posts;  ///< in order of rows
};

struct Rumours {
    ascribe::Ledger ledger;
    std::vector<RumourThread> threads;  ///< in order of first posts
};

/// What threads.tsv says in the end became of each rumour: thread to veracity.
using Veracities = std::map<std::string, std::string>;
[[nodiscard]] ascribe::Result<Veracities> read_veracities(std::istream& in);

/// Records posts.tsv, each row so:
///
/// - A post is a document that speaks for itself, since the table has no names; its time is what it prints.
/// - Support asserts the rumour's claim (CT+), denial denies it (CT-), a query asks about it (Uu). A comment, and a
/// post
///   that nobody annotated, takes no stance on it (rule C1): it puts forward that there is talk of the rumour.
/// - A post below another responds to it: a claim on the two attributions, held by the later post.
///
/// Denying a rumour is about its claim and not about the saying: what the first post said stays said. The veracity is
/// kept out of the records, for no post knew it.
///
/// Errors: a missing column, a stance that is none of the four, a time that is no number, a post that comes twice, a
/// parent that is no post of its thread.
[[nodiscard]] ascribe::Result<Rumours> read_rumours(std::istream& posts, Veracities const& veracities);

/// For each veracity who supports, denies and queries, and how disputed the rumours are.
void print_rumours(std::ostream& out, Rumours const& rumours);

/// One thread as a tree of replies. Returns whether there is one of this id.
bool print_rumour_thread(std::ostream& out, Rumours const& rumours, std::string_view id);

}  // namespace reports

#endif
