// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_DIGEST_HPP
#define ASCRIBE_LEDGER_DIGEST_HPP

#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>

#include <compare>
#include <cstdint>
#include <string>

namespace ascribe {

class Graph;

/// 128 bits that tell graphs of different content apart.
///
/// Not modelled: protection against an adversary. It is no cryptographic hash; whoever chooses the records can make two
/// graphs with one digest. By chance two graphs have one digest with a probability of about 2^-128.
struct Digest {
    std::uint64_t upper = 0;
    std::uint64_t lower = 0;

    friend constexpr auto operator<=>(Digest const&, Digest const&) noexcept = default;
};

struct DigestOptions {
    /// Called now and then with how many steps are done, of how many. If it returns false, there is no digest but
    /// Errc::cancelled. What it throws comes through.
    Progress progress = {};
};

/// 32 hexadecimal digits.
[[nodiscard]] std::string to_string(Digest const& digest);

/// The digest of everything in a graph: keys and kinds, properties and their traits, claims, attributions with all that
/// their records store, grounds, labels and recordings.
///
/// It depends on the content alone: not on numbers, not on the order of recording or merging, not on the platform. So
/// equal digests of two ledgers say that nothing was lost between them. The same content has the same digest in every
/// release of one major version.
///
/// Linear, with 16 bytes of memory for each record of the graph while it runs. Errors: cancelled (record "digest").
[[nodiscard]] Result<Digest> try_digest(Graph const& graph, DigestOptions const& options = {});
/// try_digest(graph, options).value().
[[nodiscard]] Digest digest(Graph const& graph, DigestOptions const& options = {});

}  // namespace ascribe

#endif
