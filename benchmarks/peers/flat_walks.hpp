// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_PEERS_FLAT_WALKS_HPP
#define ASCRIBE_BENCHMARKS_PEERS_FLAT_WALKS_HPP

#include "flat_arrays.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

/// What is asked of one claim: who is behind it, and on how many independent lines.
namespace peers {

/// The vertices that a walk has met, numbered as it met them. A table small enough for the nearest cache, where marks
/// beside the vertices would be a load from memory each; it grows with the walk.
class Met {
public:
    void clear() {
        ++round_;
        vertices_.clear();
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(vertices_.size()); }
    [[nodiscard]] std::uint32_t operator[](std::uint32_t number) const { return vertices_[number]; }
    /// The number of a vertex.
    std::uint32_t enter(std::uint32_t vertex) {
        Slot& slot = find(vertex);
        if (slot.round == round_) return slot.number;
        std::uint32_t const number = size();
        slot = {vertex, round_, number};
        vertices_.push_back(vertex);
        if (2 * vertices_.size() > slots_.size()) grow();
        return number;
    }

private:
    struct Slot {
        std::uint32_t vertex = 0;
        std::uint32_t round = 0;
        std::uint32_t number = 0;
    };

    Slot& find(std::uint32_t vertex) {
        std::size_t const mask = slots_.size() - 1;
        std::size_t i = (vertex * std::uint64_t{0x9e3779b97f4a7c15u} >> 32) & mask;
        while (slots_[i].round == round_ && slots_[i].vertex != vertex) i = (i + 1) & mask;
        return slots_[i];
    }
    void grow() {
        slots_.assign(2 * slots_.size(), Slot());
        for (std::uint32_t i = 0; i < size(); ++i) find(vertices_[i]) = {vertices_[i], round_, i};
    }

    std::vector<Slot> slots_ = std::vector<Slot>(128);
    std::vector<std::uint32_t> vertices_;
    std::uint32_t round_ = 1;
};

/// The sources at the ends of what a claim rests on. What a walk has met is in a table as above, without numbers; there
/// is hardly a branch that depends on data, which would be guessed wrong half of the time.
class Trace {
public:
    explicit Trace(Arrays const& arrays) : arrays_(&arrays) {}

    std::uint64_t operator()(std::uint32_t claim) {
        start(claim);
        while (next_ < open_count_) enter_above();
        return origins_;
    }

    /// Many claims known beforehand: where the next ones begin is fetched ahead.
    std::uint64_t operator()(std::span<std::uint32_t const> claims) {
        constexpr std::size_t ahead = 4;
        std::uint64_t origins = 0;
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (i + 2 * ahead < claims.size()) arrays_->of_claim.prefetch_key(claims[i + 2 * ahead]);
            if (i + ahead < claims.size())
                __builtin_prefetch(&arrays_->links[arrays_->of_claim.begin(claims[i + ahead])]);
            origins += (*this)(claims[i]);
        }
        return origins;
    }

private:
    using Link = Arrays::Link;
    struct Slot {
        std::uint32_t link = 0;
        std::uint32_t round = 0;
    };

    void start(std::uint32_t claim) {
        ++round_;
        origins_ = met_ = next_ = 0;
        std::uint32_t const begin = arrays_->of_claim.begin(claim);
        meet(begin);
        open_[0] = begin;
        open_count_ = 1;
    }
    void enter_above() {
        std::uint32_t const* link = &arrays_->links[open_[next_++]];
        for (bool is_last = false; !is_last; ++link) {
            is_last = (*link & Link::last) != 0;
            std::uint32_t const to = *link & ~Link::last;
            bool const is_new = meet(to), is_source = (to & Link::source) != 0;
            origins_ += static_cast<std::uint32_t>(is_new & is_source);
            open_[open_count_] = to;
            open_count_ += static_cast<std::uint32_t>(is_new & !is_source);
            __builtin_prefetch(&arrays_->links[is_source ? 0 : to]);
        }
    }
    /// Whether it is met for the first time.
    bool meet(std::uint32_t link) {
        if (2 * met_ >= slots_.size()) grow();
        Slot& slot = find(link);
        bool const is_new = slot.round != round_;
        slot = {link, round_};
        met_ += static_cast<std::uint32_t>(is_new);
        return is_new;
    }
    Slot& find(std::uint32_t link) {
        std::size_t const mask = slots_.size() - 1;
        std::size_t i = (link * std::uint64_t{0x9e3779b97f4a7c15u} >> 32) & mask;
        while (slots_[i].round == round_ && slots_[i].link != link) i = (i + 1) & mask;
        return slots_[i];
    }
    void grow() {
        std::vector<Slot> const before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        for (Slot const& slot : before)
            if (slot.round == round_) find(slot.link) = slot;
        open_.resize(slots_.size());
    }

    Arrays const* arrays_;
    std::vector<Slot> slots_ = std::vector<Slot>(256);
    std::vector<std::uint32_t> open_ = std::vector<std::uint32_t>(256);  ///< where claims begin
    std::uint32_t round_ = 0, met_ = 0, origins_ = 0, open_count_ = 0, next_ = 0;
};

/// Vertex-disjoint chains from sources to a claim: one augmenting path after the other, from the claim upwards. Each
/// vertex has a lower side, 2v, and an upper side, 2v + 1, with room for one chain between them.
class Lines {
public:
    explicit Lines(Arrays const& arrays) : arrays_(arrays) {}

    std::uint64_t operator()(std::uint32_t claim) {
        collect(claim);
        below_.assign(met_.size(), none);
        std::uint64_t lines = 0, claims_above = 0;
        // What a source says of the claim itself is a line in some best set of lines.
        for (std::uint32_t i = begin_[0]; i < begin_[1]; ++i) {
            std::uint32_t const above = edges_[i];
            if (!is_source(above)) {
                ++claims_above;
            } else if (below_[above] == none) {
                below_[above] = 0;
                ++lines;
            }
        }
        for (; claims_above != 0 && augment(); --claims_above) ++lines;
        return lines;
    }

private:
    using Link = Arrays::Link;

    [[nodiscard]] bool is_source(std::uint32_t vertex) const { return (met_[vertex] & Link::source) != 0; }

    /// What is behind the claim, which is vertex 0, by numbers of its own.
    void collect(std::uint32_t claim) {
        met_.clear();
        edges_.clear();
        begin_.assign(1, 0);
        met_.enter(arrays_.of_claim.begin(claim));
        for (std::uint32_t i = 0; i < met_.size(); ++i) {
            bool is_last = is_source(i);
            for (std::uint32_t const* link = &arrays_.links[is_last ? 0 : met_[i]]; !is_last; ++link) {
                std::uint32_t const to = *link & ~Link::last;
                is_last = to != *link;
                __builtin_prefetch(&arrays_.links[(to & Link::source) != 0 ? 0 : to]);
                edges_.push_back(met_.enter(to));
            }
            begin_.push_back(static_cast<std::uint32_t>(edges_.size()));
        }
    }

    /// One more line, if there is a way to a free source; lines that are there may be led otherwise for it.
    bool augment() {
        from_.assign(2 * std::size_t{met_.size()}, none);
        from_[1] = 1;
        open_.assign(1, 1);
        auto const visit = [&](std::uint32_t side, std::uint32_t from) {
            if (from_[side] != none) return;
            from_[side] = from;
            open_.push_back(side);
        };
        for (std::size_t i = 0; i < open_.size(); ++i) {
            std::uint32_t const side = open_[i], vertex = side / 2;
            if (side % 2 == 0) {
                visit(below_[vertex] == none ? side + 1 : 2 * below_[vertex] + 1, side);
                continue;
            }
            for (std::uint32_t e = begin_[vertex]; e < begin_[vertex + 1]; ++e) {
                std::uint32_t const above = edges_[e];
                if (below_[above] == vertex) continue;
                if (below_[above] == none && is_source(above)) {
                    lead(above, side);
                    return true;
                }
                visit(2 * above, side);
            }
            if (vertex != 0 && below_[vertex] != none) visit(2 * vertex, side);
        }
        return false;
    }

    /// Changes the lines along the way that was found: where it goes from a vertex up to another, it leads; where it
    /// passes a vertex downwards, the line no longer does.
    void lead(std::uint32_t source, std::uint32_t side) {
        below_[source] = side / 2;
        while (side != 1) {
            std::uint32_t const lower = from_[side];
            if (lower % 2 != 0) {
                side = lower;
                continue;
            }
            std::uint32_t const upper = from_[lower];
            below_[lower / 2] = upper / 2 == lower / 2 ? none : upper / 2;
            side = upper;
        }
    }

    Arrays const& arrays_;
    Met met_;
    std::vector<std::uint32_t> edges_, begin_, below_, from_, open_;
};

}  // namespace peers

#endif
