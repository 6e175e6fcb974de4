// SPDX-License-Identifier: BSL-1.0
// The last steps of a view: what counts as the same, what is read as something else, and what took effect (part 7).
#include "view_state.hpp"

#include <algorithm>
#include <map>

namespace ascribe {

namespace {

/// Disjoint sets of node words with path halving; the least word leads, which is the record made first.
class Classes {
public:
    std::uint32_t find(std::uint32_t word) {
        auto at = parent_.find(word);
        if (at == parent_.end()) return word;
        while (at->second != at->first) {
            auto const above = parent_.find(at->second);
            at->second = above->second;
            at = parent_.find(at->second);
        }
        return at->first;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        parent_.try_emplace(a, a);
        parent_.try_emplace(b, b);
        a = find(a);
        b = find(b);
        if (a != b) parent_[(std::max)(a, b)] = (std::min)(a, b);
    }
    [[nodiscard]] std::map<std::uint32_t, std::vector<std::uint32_t>> classes() {
        std::vector<std::uint32_t> words;
        for (auto const& [word, parent] : parent_) words.push_back(word);
        std::sort(words.begin(), words.end());
        std::map<std::uint32_t, std::vector<std::uint32_t>> result;
        for (std::uint32_t word : words) result[find(word)].push_back(word);
        return result;
    }

private:
    std::unordered_map<std::uint32_t, std::uint32_t> parent_;
};

}  // namespace

void View::State::find_identity() {
    auto const stands = [&](AttributionId a) { return standing[a.number()] >= scope.admit; };
    auto const node = [&](std::uint32_t word) {
        return Node(static_cast<Category>(word >> 29), word & Node::max_number, graph.ledger());
    };
    // Entities and attributions first: whether two claims can be one depends on their subjects (rule S3).
    for (bool const of_claims : {false, true}) {
        Classes classes;
        std::vector<ClaimId> same, different;
        for (ClaimId claim : structural.same_as) {
            meter->work();
            Node const a = graph.subject(claim);
            Node const b = graph.value_node(claim);
            if (a.is(Category::claim) != of_claims) continue;
            if (of_claims) {
                auto const x = a.to<ClaimId>();
                auto const y = b.to<ClaimId>();
                auto const leader = [&](Node subject) {
                    auto const at = class_of.find(subject.word());
                    return at == class_of.end() ? subject.word() : at->second;
                };
                if (graph.property(x) != graph.property(y) || leader(graph.subject(x)) != leader(graph.subject(y)))
                    continue;
            }
            if (takes_effect(claim, false, stands)) {
                same.push_back(claim);
                classes.join(a.word(), b.word());
            }
            if (takes_effect(claim, true, stands)) different.push_back(claim);
        }
        std::map<std::uint32_t, std::vector<ClaimId>> kept_apart;
        for (ClaimId claim : different) {
            auto const a = classes.find(graph.subject(claim).word());
            if (a == classes.find(graph.value_node(claim).word())) kept_apart[a].push_back(claim);
        }
        for (auto& [leader, words] : classes.classes()) {
            auto const conflict = kept_apart.find(leader);
            if (conflict == kept_apart.end()) {
                for (std::uint32_t word : words) class_of[word] = leader;
                members[leader] = std::move(words);
                continue;
            }
            IdentityConflict found;
            for (std::uint32_t word : words) found.members.push_back(node(word));
            for (ClaimId claim : same)
                if (classes.find(graph.subject(claim).word()) == leader) found.same.push_back(claim);
            found.different = conflict->second;
            identity_conflicts.push_back(std::move(found));
        }
    }
}

void View::State::find_readings() {
    auto const stands = [&](AttributionId a) { return standing[a.number()] >= scope.admit; };
    for (ClaimId claim : structural.read_as) {
        auto const printed = graph.subject(claim).to<ClaimId>();
        auto const meant = graph.value_node(claim).to<ClaimId>();
        if (printed && meant && printed != meant && takes_effect(claim, false, stands))
            reading.try_emplace(printed.number(), meant.number());
    }
    // Follow chains of readings to their end; those that come back to themselves read nothing.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    for (auto const& [printed, meant] : reading) {
        std::uint32_t end = meant;
        std::size_t steps = 0;
        for (auto next = reading.find(end); next != reading.end() && steps <= reading.size(); ++steps) {
            end = next->second;
            next = reading.find(end);
        }
        ends.emplace_back(printed, steps > reading.size() ? printed : end);
    }
    std::sort(ends.begin(), ends.end());
    reading.clear();
    for (auto const& [printed, end] : ends) {
        if (printed == end) continue;
        reading[printed] = end;
        readings_into[end].push_back(printed);
    }
}

void View::State::find_holders() {
    auto const stands = [&](AttributionId a) { return standing[a.number()] >= scope.admit; };
    for (ClaimId claim : structural.held_by)
        if (auto const office = graph.subject(claim).to<ActorId>())
            if (graph.value_node(claim).is(Category::actor) && takes_effect(claim, false, stands))
                held_by[office.number()].push_back(claim);
}

void View::State::list_accepted() {
    auto const stands = [&](AttributionId a) { return standing[a.number()] >= scope.admit; };
    bool const any = std::find(structural.is_structural.begin(), structural.is_structural.end(), true) !=
                     structural.is_structural.end();
    if (!any) return;
    for (ClaimId claim : graph.claims()) {
        meter->step();
        if (structural.is_structural[graph.property(claim).number()] &&
            (takes_effect(claim, false, stands) || grounding.count(claim.number()) != 0))
            accepted.push_back(claim);
    }
}

}  // namespace ascribe
