// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_PEERS_FLAT_ARRAYS_HPP
#define ASCRIBE_BENCHMARKS_PEERS_FLAT_ARRAYS_HPP

#include "driver.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <stdexcept>
#include <vector>

namespace peers {

/// Rows by the number of what they belong to, their key: compressed sparse rows, made by counting.
template <class Row>
class Compressed {
public:
    Compressed() = default;
    /// `count` rows of keys below `keys`; those of one key keep their order. `key_of(i)` says whose row i is, or none
    /// to leave it out, and `row_of(i)` what it is. Linear.
    template <class KeyOf, class RowOf>
    Compressed(std::uint32_t keys, std::uint32_t count, KeyOf key_of, RowOf row_of) : begin_(keys + std::size_t{2}) {
        // A key's count stands two places on: summed up, the place before it is where its rows begin, and when they
        // are placed it has moved on to where they end.
        for (std::uint32_t i = 0; i < count; ++i)
            if (std::uint32_t const key = key_of(i); key != none) ++begin_[key + std::size_t{2}];
        std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
        rows_ = std::make_unique_for_overwrite<Row[]>(begin_.back());
        for (std::uint32_t i = 0; i < count; ++i)
            if (std::uint32_t const key = key_of(i); key != none) rows_[begin_[key + std::size_t{1}]++] = row_of(i);
        begin_.pop_back();
    }

    [[nodiscard]] std::uint32_t keys() const { return static_cast<std::uint32_t>(begin_.size() - 1); }
    [[nodiscard]] std::uint32_t size() const { return begin_.back(); }
    [[nodiscard]] std::uint32_t begin(std::uint32_t key) const { return begin_[key]; }
    [[nodiscard]] Row const& row(std::uint32_t i) const { return rows_[i]; }
    [[nodiscard]] std::span<Row const> operator[](std::uint32_t key) const {
        return {rows_.get() + begin_[key], rows_.get() + begin_[key + std::size_t{1}]};
    }
    [[nodiscard]] std::span<Row> operator[](std::uint32_t key) {
        return {rows_.get() + begin_[key], rows_.get() + begin_[key + std::size_t{1}]};
    }
    /// Two steps of fetching a key's rows before they are asked for, the second some time after the first.
    void prefetch_key(std::uint32_t key) const { __builtin_prefetch(&begin_[key]); }
    void prefetch_rows(std::uint32_t key) const { __builtin_prefetch(rows_.get() + begin_[key]); }

private:
    std::vector<std::uint32_t> begin_;
    std::unique_ptr<Row[]> rows_;
};

/// The workload in plain arrays: numbers of 32 bits, columns of the claims, attributions in the order of their claims,
/// and what is needed to ask from the other ends.
///
/// Everything is made in one go from rows that are numbered already. Not there: any finding of what is equal to what,
/// keys, texts (a value is the text's number), documents as anything but numbers, spans, growing, taking back.
struct Arrays {
    /// `above` is a vertex: the source of an attribution that rests on nothing, or else `sources` plus the claim that
    /// it rests on.
    struct Attribution {
        std::uint32_t source;
        std::uint32_t document;
        std::uint32_t date;
        std::uint32_t above;
    };
    /// An attribution's place among all, and its claim.
    struct Place {
        std::uint32_t attribution;
        std::uint32_t claim;
    };

    /// What is above an attribution as a walk wants it, which then waits for memory once a claim: the source, or where
    /// the attributions begin of the claim that it rests on. That tells claims apart, since all have attributions. The
    /// last attribution of a claim is marked.
    struct Link {
        static constexpr std::uint32_t last = 1u << 31, source = 1u << 30;
    };

    std::uint32_t sources = 0;
    std::vector<std::uint32_t> event, date;
    std::vector<std::int32_t> low, high;
    std::vector<std::uint8_t> property, is_text;
    std::vector<std::int8_t> polarity;
    Compressed<Attribution> of_claim;
    std::vector<std::uint32_t> links;  ///< of all attributions: what a walk reads, see Link
    Compressed<Place> of_source;
    Compressed<Place> on_claim;          ///< the attributions that rest on a claim
    Compressed<std::uint32_t> of_event;  ///< claims, by property and value
    std::vector<std::uint32_t> first_said;

    /// Throws std::invalid_argument if a claim has no attribution, or if there are 2^30 of them.
    explicit Arrays(Newsroom const& room);

    [[nodiscard]] std::uint32_t claims() const { return static_cast<std::uint32_t>(event.size()); }
    [[nodiscard]] std::uint32_t vertices() const { return sources + claims(); }
    [[nodiscard]] bool is_source(std::uint32_t vertex) const { return vertex < sources; }

private:
    void sort_values();
};

inline Arrays::Arrays(Newsroom const& room)
    : sources(room.sources),
      of_claim(
          static_cast<std::uint32_t>(room.claims.size()), static_cast<std::uint32_t>(room.attributions.size()),
          [&](std::uint32_t i) { return room.attributions[i].claim; },
          [&](std::uint32_t i) {
              auto const& row = room.attributions[i];
              std::uint32_t const ground = room.ground(i);
              return Attribution{row.source, i / 2, row.date, ground == none ? row.source : room.sources + ground};
          }) {
    if (of_claim.size() >= Link::source) throw std::invalid_argument("too many attributions");
    auto const size = [&](std::size_t count, auto&... columns) { (columns.resize(count), ...); };
    size(room.claims.size(), event, date, low, high, property, is_text, polarity, first_said);
    for (std::uint32_t c = 0; c < claims(); ++c) {
        workload::Claim const& claim = room.claims[c];
        event[c] = claim.event;
        date[c] = claim.date;
        low[c] = claim.low;
        high[c] = claim.high;
        property[c] = claim.property;
        is_text[c] = claim.is_text ? 1 : 0;
        polarity[c] = claim.polarity;
    }

    // From here on the attributions are read in the order of their claims.
    std::vector<std::uint32_t> claim_of(of_claim.size());
    links.resize(of_claim.size());
    std::uint32_t at = 0;
    for (std::uint32_t c = 0; c < claims(); ++c) {
        if (of_claim[c].empty()) throw std::invalid_argument("a claim without attributions");
        std::uint32_t first = none;
        for (Attribution const& a : of_claim[c]) {
            claim_of[at] = c;
            links[at++] = is_source(a.above) ? Link::source | a.source : of_claim.begin(a.above - sources);
            first = (std::min)(first, a.date);
        }
        links[at - 1] |= Link::last;
        first_said[c] = first;
    }
    auto const place = [&](std::uint32_t i) { return Place{i, claim_of[i]}; };
    of_source = {sources, of_claim.size(), [&](std::uint32_t i) { return of_claim.row(i).source; }, place};
    on_claim = {
        claims(), of_claim.size(),
        [&](std::uint32_t i) { return is_source(of_claim.row(i).above) ? none : of_claim.row(i).above - sources; },
        place};
    of_event = {room.events, claims(), [&](std::uint32_t c) { return event[c]; }, [](std::uint32_t c) { return c; }};
    sort_values();
}

/// Puts the claims of each event in the order of property and value.
inline void Arrays::sort_values() {
    struct Value {
        std::uint64_t property_and_low;
        std::uint64_t high_and_claim;
    };
    auto const ordered = [](std::int32_t n) { return static_cast<std::uint32_t>(n) ^ 0x80000000u; };
    std::vector<Value> values;
    for (std::uint32_t e = 0; e < of_event.keys(); ++e) {
        std::span<std::uint32_t> const claims = of_event[e];
        values.clear();
        for (std::uint32_t c : claims)
            values.push_back(
                {std::uint64_t{property[c]} << 32 | ordered(low[c]), std::uint64_t{ordered(high[c])} << 32 | c});
        std::sort(values.begin(), values.end(), [](Value const& a, Value const& b) {
            return a.property_and_low != b.property_and_low ? a.property_and_low < b.property_and_low
                                                            : a.high_and_claim < b.high_and_claim;
        });
        for (std::size_t i = 0; i < claims.size(); ++i)
            claims[i] = static_cast<std::uint32_t>(values[i].high_and_claim);
    }
}

}  // namespace peers

#endif
