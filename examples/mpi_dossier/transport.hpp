// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_MPI_DOSSIER_TRANSPORT_HPP
#define ASCRIBE_EXAMPLES_MPI_DOSSIER_TRANSPORT_HPP

#include "answers.hpp"
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/image.hpp>
#include <ascribe/ledger/merge.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <boost/mpi.hpp>
#include <boost/serialization/array.hpp>
#include <boost/serialization/map.hpp>
#include <boost/serialization/string.hpp>

/// How results and ledgers travel: results as values that Boost.Serialization takes apart, ledgers as images.
namespace boost::serialization {

template <class Archive>
void serialize(Archive& archive, ascribe::EntityKey& key, unsigned) {
    archive& key.category& key.key;
}
template <class Archive>
void serialize(Archive& archive, ascribe::SourceTally& counts, unsigned) {
    archive& counts.claims& counts.stances& counts.lost;
}
template <class Archive>
void serialize(Archive& archive, ascribe::OriginInterval& interval, unsigned) {
    archive& interval.certainly& interval.at_most;
}
template <class Archive>
void serialize(Archive& archive, ascribe::Tally& tally, unsigned) {
    archive& tally.claims& tally.supported& tally.possibly_supported& tally.sources& tally.origins& tally.disagreements;
}
template <class Archive>
void serialize(Archive& archive, ascribe::Digest& digest, unsigned) {
    archive& digest.upper& digest.lower;
}
template <class Archive>
void serialize(Archive& archive, mpi_dossier::Fingerprint& fingerprint, unsigned) {
    archive& fingerprint.sum& fingerprint.count;
}

}  // namespace boost::serialization

namespace mpi_dossier {

namespace mpi = boost::mpi;

/// Associative and commutative, so that ranks may be combined in any order.
struct Combine {
    Tally operator()(Tally const& a, Tally const& b) const { return combine(a, b); }
    Fingerprint operator()(Fingerprint a, Fingerprint const& b) const { return a += b; }
};

/// Of all ranks, on rank 0; elsewhere the rank's own.
template <class T>
[[nodiscard]] T combined(mpi::communicator const& world, T const& own) {
    T all = own;
    mpi::reduce(world, own, all, Combine(), 0);
    return all;
}

/// A message holds at most 2^31 - 1 items, an image may have more bytes.
inline constexpr std::size_t piece = std::size_t{1} << 30;

inline void send_bytes(mpi::communicator const& world, int to, std::span<std::byte const> bytes) {
    world.send(to, 0, bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        world.send(to, 1, reinterpret_cast<unsigned char const*>(bytes.data() + at),
                   static_cast<int>((std::min)(piece, bytes.size() - at)));
}

[[nodiscard]] inline std::vector<std::byte> receive_bytes(mpi::communicator const& world, int from) {
    std::size_t size = 0;
    world.recv(from, 0, size);
    std::vector<std::byte> bytes(size);
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        world.recv(from, 1, reinterpret_cast<unsigned char*>(bytes.data() + at),
                   static_cast<int>((std::min)(piece, bytes.size() - at)));
    return bytes;
}

/// Merges the ledgers of all ranks into that of rank 0, pair by pair.
inline void merge_all(mpi::communicator const& world, Ledger& ledger, Bars& bars) {
    for (int step = 1; step < world.size(); step *= 2) {
        if (world.rank() % (2 * step) != 0)
            return send_bytes(world, world.rank() - step, encode(ledger.graph(), {.progress = bars("encoding")}));
        if (world.rank() + step >= world.size()) continue;
        ImageOptions options;
        options.progress = bars("opening what was received");
        Ledger const other = open_image(receive_bytes(world, world.rank() + step), options);
        merge(ledger, other.graph(), {.progress = bars("merging")});
    }
}

}  // namespace mpi_dossier

namespace boost::mpi {

template <class T>
struct is_commutative<mpi_dossier::Combine, T> : boost::mpl::true_ {};

}  // namespace boost::mpi

#endif
