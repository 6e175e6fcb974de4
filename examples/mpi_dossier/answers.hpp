// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_MPI_DOSSIER_ANSWERS_HPP
#define ASCRIBE_EXAMPLES_MPI_DOSSIER_ANSWERS_HPP

#include "bars.hpp"
#include <ascribe/analysis/conflict.hpp>
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/analysis/tally.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What every process finds out about its part. All of it adds up: to what one process would find out about the whole.
namespace mpi_dossier {

using namespace ascribe;

/// A sum of hashes of all answers, each of which is spelled out by keys: equal if, chance aside, the answers are.
struct Fingerprint {
    std::uint64_t sum = 0;
    std::uint64_t count = 0;

    void add(std::uint64_t hash) noexcept {
        sum += hash;
        ++count;
    }
    Fingerprint& operator+=(Fingerprint const& other) noexcept {
        sum += other.sum;
        count += other.count;
        return *this;
    }
    friend bool operator==(Fingerprint const&, Fingerprint const&) = default;
};

[[nodiscard]] inline std::uint64_t mixed(std::uint64_t x) noexcept {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}
[[nodiscard]] inline std::uint64_t hash_of(std::string_view text) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return mixed(hash);
}
/// Depends on the order of the two.
[[nodiscard]] inline std::uint64_t then(std::uint64_t a, std::uint64_t b) noexcept {
    return mixed(a * 0x9e3779b97f4a7c15u + b + 1);
}

/// Records by their keys and content, whatever their numbers in this process.
class Speller {
public:
    explicit Speller(Graph const& graph)
        : graph_(graph), claims_(graph.count(Category::claim)), attributions_(graph.count(Category::attribution)) {}

    [[nodiscard]] std::uint64_t operator()(Node node) {
        if (!node) return 0;
        // What a record is made of first: sentences may nest as deep as they like.
        for (open_.push_back(node); !open_.empty();) {
            Node const at = open_.back();
            std::size_t const before = open_.size();
            if (auto const claim = at.to<ClaimId>(); claim && claims_[claim.number()] == 0)
                spell(claim);
            else if (auto const attribution = at.to<AttributionId>();
                     attribution && attributions_[attribution.number()] == 0)
                spell(attribution);
            if (open_.size() == before) open_.pop_back();
        }
        return *known(node);
    }
    template <class Id>
    [[nodiscard]] std::uint64_t operator()(std::vector<Id> const& nodes) {
        std::uint64_t sum = nodes.size();
        for (Id node : nodes) sum += mixed((*this)(Node(node)));
        return sum;
    }

private:
    [[nodiscard]] std::optional<std::uint64_t> known(Node node) const {
        if (!node) return 0;
        std::uint64_t hash = 0;
        if (node.is(Category::claim))
            hash = claims_[node.number()];
        else if (node.is(Category::attribution))
            hash = attributions_[node.number()];
        else
            hash = then(static_cast<std::uint64_t>(node.category()), hash_of(graph_.key(node.to<Entity>())));
        return hash == 0 ? std::nullopt : std::optional(hash);
    }
    /// Or puts it before what needs it.
    [[nodiscard]] std::optional<std::uint64_t> known_first(Node node) {
        auto const hash = known(node);
        if (!hash) open_.push_back(node);
        return hash;
    }

    void spell(ClaimId id) {
        Claim const claim = graph_.claim(id);
        auto const subject = known_first(claim.subject);
        auto const node = known_first(graph_.value_node(id));
        if (!subject || !node) return;
        std::uint64_t value = *node;
        if (claim.value.text() != nullptr) value = hash_of(*claim.value.text());
        if (claim.value.date() != nullptr) value = hash_of(claim.value.date()->canonical());
        if (claim.value.quantity() != nullptr) value = hash_of(to_text(*claim.value.quantity()));
        std::uint64_t const valid = claim.valid ? hash_of(claim.valid->canonical()) : 0;
        bool const is_symmetric = graph_.traits(claim.property).has(Trait::symmetric);
        std::uint64_t const ends = is_symmetric ? *subject + value : then(*subject, value);
        claims_[id.number()] = then(then(ends, hash_of(graph_.name(claim.property))), valid) | 1;
    }
    void spell(AttributionId id) {
        auto const content = known_first(graph_.content(id));
        if (!content) return;
        std::uint64_t const by = then(*known(graph_.source(id)), *known(graph_.document(id)));
        attributions_[id.number()] = then(then(by, *content), static_cast<std::uint64_t>(graph_.factuality(id))) | 1;
    }

    Graph const& graph_;
    std::vector<std::uint64_t> claims_, attributions_;  ///< by number; 0 for what is not known yet
    std::vector<Node> open_;
};

/// A view of one part, and what it owns.
struct Part {
    Part(Graph const& graph, PartitionRule const& rule, std::uint32_t n, Bars& bars)
        : view(graph, {}, bars("view")), ownership(graph, rule), number(n) {}
    [[nodiscard]] bool owns(Node node) const { return ownership.owner(node) == number; }

    View view;
    Ownership ownership;
    std::uint32_t number;
};

[[nodiscard]] inline Fingerprint find_conflicts(Part const& part, Bars& bars) {
    Fingerprint found;
    Speller spell(part.view.graph());
    for (Disagreement const& d : conflicts(part.view, {.progress = bars("conflicts")})) {
        if (!part.owns(d.subject)) continue;
        std::uint64_t sides = 0;
        for (DisagreementSide const& side : d.sides) {
            std::uint64_t hash = then(spell(side.claims), static_cast<std::uint64_t>(side.polarity));
            for (Holding const& holding : side.holdings) hash += mixed(spell(holding.attribution));
            sides += mixed(hash);
        }
        auto const verdict = static_cast<std::uint64_t>(d.verdict) * 256 + static_cast<std::uint64_t>(d.reason);
        std::uint64_t const about = then(spell(d.subject), hash_of(part.view.graph().name(d.property)));
        found.add(then(then(about, sides), then(verdict, static_cast<std::uint64_t>(d.kind))));
    }
    return found;
}

[[nodiscard]] inline Fingerprint corroborate(Part const& part, Bars& bars) {
    Fingerprint found;
    Graph const& graph = part.view.graph();
    Speller spell(graph);
    Corroborator corroborator(part.view);
    SinglePoints const points(part.view, {.progress = bars("single points")});
    Progress const progress = bars("corroboration");
    for (ClaimId claim : graph.claims()) {
        if (progress) (void)progress(claim.number(), graph.count(Category::claim));
        if (!part.owns(claim)) continue;
        Corroboration const c = corroborator(claim);
        std::uint64_t hash = spell(claim);
        for (Backing const* backing : {&c.support, &c.opposition}) {
            hash = then(hash, then(backing->certainly, backing->at_most));
            hash = then(hash, spell(backing->attributions) + spell(backing->documents));
        }
        hash = then(hash, then(c.lines.lines, spell(c.lines.single_points)));
        found.add(then(hash, spell(points.of(claim))));
    }
    return found;
}

/// What each source says, and what would be lost without it.
[[nodiscard]] inline Tally withdraw(Part const& part, Bars& bars) {
    return tally(part.view, part.ownership, part.number,
                 {.document_losses = false, .origins = false, .disagreements = false, .progress = bars("withdrawal")});
}

}  // namespace mpi_dossier

#endif
