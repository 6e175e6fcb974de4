// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_TRUNCATE_HPP
#define ASCRIBE_SRC_LEDGER_TRUNCATE_HPP

#include <ascribe/ledger/store.hpp>

#include <cstdint>

/// How records that were appended and not published are taken back.
namespace ascribe::detail {

/// In place of the attribution of a link that was taken back.
inline constexpr std::uint32_t no_attribution = 0xffffffff;

/// How far a store has got, for the writer: all that is appended by a mutation but interned parts.
struct Extent {
    explicit Extent(Store const& store) noexcept;

    PerCategory<std::uint32_t> nodes{};
    std::uint32_t properties;
    std::uint32_t groups;
    std::uint32_t links;
    std::uint32_t notes;
    std::uint32_t last_document;
    std::uint32_t last_in_document;
    bool has_source_grounds;

    [[nodiscard]] std::uint32_t of(Category category) const noexcept {
        return nodes[static_cast<std::size_t>(category)];
    }
};

/// Takes back all records from `before` on. Linear in these, in the lists that they are in, and in the indexes of
/// claims, groups and attributions; allocates nothing.
///
/// Readers in other threads go on: lists end where they ended before, and numbers of groups and links, which a reader
/// looks up before it compares them with its marks, are not used again. Entities, properties and labels must not have
/// been inserted into the indexes that readers search.
///
/// Requires: no graph has seen any of the records.
void truncate(Store& store, Extent const& before) noexcept;

}  // namespace ascribe::detail

#endif
