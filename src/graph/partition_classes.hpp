// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_PARTITION_CLASSES_HPP
#define ASCRIBE_SRC_GRAPH_PARTITION_CLASSES_HPP

#include <ascribe/graph/graph.hpp>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace ascribe::detail {

/// Disjoint sets of node words, of which the least leads: what may ever be joined, in whatever scope.
class PossibleClasses {
public:
    [[nodiscard]] std::uint32_t leader(std::uint32_t word) const noexcept {
        auto at = above_.find(word);
        if (at == above_.end()) return word;
        while (at->second != at->first) at = above_.find(at->second);
        return at->first;
    }

    void join(std::uint32_t a, std::uint32_t b) {
        a = halve(a);
        b = halve(b);
        if (a != b) above_[a < b ? b : a] = a < b ? a : b;
    }

    [[nodiscard]] bool is_joined(std::uint32_t word) const noexcept { return above_.find(word) != above_.end(); }

    /// Makes every leader known at once; for the end of a run of joins, of which long chains may be left.
    void flatten();
    /// Members by leader, ascending.
    [[nodiscard]] std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> members() const;

private:
    std::uint32_t halve(std::uint32_t word) {
        auto at = above_.try_emplace(word, word).first;
        while (at->second != at->first) {
            at->second = above_.find(at->second)->second;
            at = above_.find(at->second);
        }
        return at->first;
    }

    std::unordered_map<std::uint32_t, std::uint32_t> above_;
};

/// The record with this word in the graph's ledger.
[[nodiscard]] inline Node node_at(Graph const& graph, std::uint32_t word) noexcept {
    return {static_cast<Category>(word >> 29), word & Node::max_number, graph.ledger()};
}

/// The subject of the innermost claim; of an entity itself.
[[nodiscard]] Entity innermost_subject(Graph const& graph, Node node) noexcept;

/// Which claims are in every part: of some properties those about entities, of what keeps subjects together all.
class Replicated {
public:
    Replicated(Graph const& graph, std::vector<std::string> const& together);
    [[nodiscard]] bool operator()(Node subject, PropertyId property) const noexcept {
        return always_[property.number()] || (of_entities_[property.number()] && subject.to<Entity>());
    }

private:
    std::vector<bool> of_entities_, always_;  ///< by number of the property
};

}  // namespace ascribe::detail

#endif
