// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_PEERS_FLAT_MERGE_HPP
#define ASCRIBE_BENCHMARKS_PEERS_FLAT_MERGE_HPP

#include "flat_arrays.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <tuple>
#include <vector>

/// Shards that number their claims each in its own way, into one.
namespace peers {

/// Claims, known between shards by a key of 63 bits that each makes of the content, and their attributions.
struct Shard {
    struct Claim {
        std::uint64_t key;
        std::uint32_t event;
        std::uint32_t property;
        std::int32_t low;
        std::int32_t high;
        std::uint32_t date;
    };
    struct Attribution {
        std::uint32_t source;
        std::uint32_t document;
        std::uint32_t date;
        std::uint32_t ground;  ///< the number of a claim, or none

        [[nodiscard]] bool operator<(Attribution const& other) const {
            return std::tie(document, source, date) < std::tie(other.document, other.source, other.date);
        }
        [[nodiscard]] bool operator==(Attribution const& other) const {
            return std::tie(document, source, date) == std::tie(other.document, other.source, other.date);
        }
    };

    std::vector<Claim> claims;
    std::vector<std::uint64_t> cited;  ///< keys of claims elsewhere, numbered on from those here
    std::vector<std::uint32_t> begin;  ///< of each claim's attributions, and the end
    std::vector<Attribution> attributions;

    Shard() = default;
    Shard(Newsroom const& room, Arrays const& arrays, std::uint32_t shard);
};

inline Shard::Shard(Newsroom const& room, Arrays const& arrays, std::uint32_t shard) {
    std::vector<std::uint32_t> number(arrays.claims(), none);
    for (std::uint32_t c = 0; c < arrays.claims(); ++c) {
        if (!is_in_shard(c, shard)) continue;
        auto const& claim = room.claims[c];
        number[c] = static_cast<std::uint32_t>(claims.size());
        claims.push_back({static_cast<std::uint64_t>(content_key(c)), claim.event, claim.property, claim.low,
                          claim.high, claim.date});
    }
    for (std::uint32_t c = 0; c < arrays.claims(); ++c) {
        if (!is_in_shard(c, shard)) continue;
        begin.push_back(static_cast<std::uint32_t>(attributions.size()));
        for (Arrays::Attribution const& a : arrays.of_claim[c]) {
            std::uint32_t ground = none;
            if (!arrays.is_source(a.above)) {
                std::uint32_t& numbered = number[a.above - arrays.sources];
                if (numbered == none) {
                    numbered = static_cast<std::uint32_t>(claims.size() + cited.size());
                    cited.push_back(static_cast<std::uint64_t>(content_key(a.above - arrays.sources)));
                }
                ground = numbered;
            }
            attributions.push_back({a.source, a.document, a.date, ground});
        }
    }
    begin.push_back(static_cast<std::uint32_t>(attributions.size()));
}

/// Numbers of claims by key: open addressing, with half of the key beside the number so that the key itself is seldom
/// looked at in vain.
class Keys {
public:
    explicit Keys(std::size_t most) : slots_(std::bit_ceil(2 * most)) {}

    void prefetch(std::uint64_t key) const { __builtin_prefetch(&slots_[key & (slots_.size() - 1)]); }
    /// The number of a key, of a new one `next`; `key_of(number)` is the key of one that is there.
    template <class KeyOf>
    std::uint32_t enter(std::uint64_t key, std::uint32_t next, KeyOf key_of) {
        Slot& slot = find(key, key_of);
        if (slot.number == none) slot = {half(key), next};
        return slot.number;
    }
    /// None if it is not there.
    template <class KeyOf>
    [[nodiscard]] std::uint32_t number(std::uint64_t key, KeyOf key_of) {
        return find(key, key_of).number;
    }

private:
    struct Slot {
        std::uint32_t half = 0;
        std::uint32_t number = none;
    };
    [[nodiscard]] static std::uint32_t half(std::uint64_t key) { return static_cast<std::uint32_t>(key >> 32); }
    template <class KeyOf>
    Slot& find(std::uint64_t key, KeyOf key_of) {
        for (std::size_t i = key;; ++i) {
            Slot& slot = slots_[i & (slots_.size() - 1)];
            if (slot.number == none || (slot.half == half(key) && key_of(slot.number) == key)) return slot;
        }
    }

    std::vector<Slot> slots_;
};

/// All claims of the shards once, each with its attributions once, and what these rest on by the new numbers. Of
/// attributions with one claim, source, document and day the first is kept.
[[nodiscard]] inline Shard merge(std::span<Shard const> shards) {
    constexpr std::size_t ahead = 8;
    Shard merged;
    std::size_t most = 0, rows = 0;
    for (Shard const& shard : shards) {
        most += shard.claims.size();
        rows += shard.attributions.size();
    }
    Keys keys(most);
    merged.claims.reserve(most);
    auto const key_of = [&](std::uint32_t number) { return merged.claims[number].key; };
    std::vector<std::vector<std::uint32_t>> numbers(shards.size());
    merged.begin.assign(most + 2, 0);
    for (std::size_t s = 0; s < shards.size(); ++s) {
        auto const& claims = shards[s].claims;
        numbers[s].reserve(claims.size() + shards[s].cited.size());
        for (std::size_t c = 0; c < claims.size(); ++c) {
            if (c + ahead < claims.size()) keys.prefetch(claims[c + ahead].key);
            auto const next = static_cast<std::uint32_t>(merged.claims.size());
            std::uint32_t const number = keys.enter(claims[c].key, next, key_of);
            if (number == next) merged.claims.push_back(claims[c]);
            numbers[s].push_back(number);
            merged.begin[number + std::size_t{2}] += shards[s].begin[c + 1] - shards[s].begin[c];
        }
    }
    for (std::size_t s = 0; s < shards.size(); ++s) {
        auto const& cited = shards[s].cited;
        for (std::size_t c = 0; c < cited.size(); ++c) {
            if (c + ahead < cited.size()) keys.prefetch(cited[c + ahead]);
            numbers[s].push_back(keys.number(cited[c], key_of));
        }
    }

    // Rows go behind the others of their claim as in Compressed; then each claim's are sorted and moved together.
    merged.begin.resize(merged.claims.size() + 2);
    std::partial_sum(merged.begin.begin(), merged.begin.end(), merged.begin.begin());
    merged.attributions.resize(rows);
    for (std::size_t s = 0; s < shards.size(); ++s)
        for (std::size_t c = 0; c < shards[s].claims.size(); ++c) {
            std::uint32_t& end = merged.begin[numbers[s][c] + std::size_t{1}];
            for (std::uint32_t i = shards[s].begin[c]; i < shards[s].begin[c + 1]; ++i) {
                Shard::Attribution a = shards[s].attributions[i];
                if (a.ground != none) a.ground = numbers[s][a.ground];
                merged.attributions[end++] = a;
            }
        }
    merged.begin.pop_back();
    auto const first = merged.attributions.begin();
    auto out = first;
    for (std::size_t c = 0; c + 1 < merged.begin.size(); ++c) {
        auto const from = first + merged.begin[c], to = first + merged.begin[c + 1];
        merged.begin[c] = static_cast<std::uint32_t>(out - first);
        std::sort(from, to);
        out = std::move(from, std::unique(from, to), out);
    }
    merged.begin.back() = static_cast<std::uint32_t>(out - first);
    merged.attributions.erase(out, merged.attributions.end());
    return merged;
}

}  // namespace peers

#endif
