// SPDX-License-Identifier: BSL-1.0
// Which voices are one because their passages are (rule L3).
#include "../core/make_set.hpp"
#include "backing.hpp"

#include <algorithm>
#include <map>

namespace ascribe::detail {

namespace {

std::vector<ClaimId> both(std::vector<ClaimId> a, std::vector<ClaimId> const& b) {
    a.insert(a.end(), b.begin(), b.end());
    make_set(a);
    return a;
}

}  // namespace

void BackingCounter::join_runs() {
    if (lineage_.runs.empty()) return;
    std::sort(passages_.begin(), passages_.end(), [](Passage const& a, Passage const& b) {
        if (a.document != b.document) return a.document < b.document;
        return a.by != b.by ? a.by < b.by : a.voice < b.voice;
    });
    auto const in = [&](std::uint32_t document) {
        auto const first = std::lower_bound(passages_.begin(), passages_.end(), document,
                                            [](Passage const& p, std::uint32_t word) { return p.document < word; });
        auto last = first;
        while (last != passages_.end() && last->document == document) ++last;
        return std::pair(first, last);
    };
    for (std::size_t i = 0; i < passages_.size(); ++i) {
        if (i > 0 && passages_[i].document == passages_[i - 1].document) continue;
        auto const runs = lineage_.runs_of.find(passages_[i].document);
        if (runs == lineage_.runs_of.end()) continue;
        for (std::uint32_t number : runs->second) {
            Run const& run = lineage_.runs[number];
            // Once, from its first side.
            if (run.documents[0] != passages_[i].document) continue;
            auto const [first, last] = in(run.documents[0]);
            auto const [other_first, other_last] = in(run.documents[1]);
            for (auto p = first; p != last; ++p)
                for (auto q = other_first; q != other_last; ++q) {
                    meter_.work();
                    if (p->voice == q->voice) continue;
                    Truth const joined = joins(graph_, run, *p, *q, covered_percent_);
                    if (joined == Truth::never) continue;
                    std::vector<AttributionId> attributions{p->by, q->by};
                    if (run.by) attributions.push_back(run.by);
                    suppose(JoinRule::shared_text, p->voice, q->voice, joined == Truth::always, {run.claim},
                            std::move(attributions));
                }
        }
    }
}

void BackingCounter::join_counterparts(std::vector<std::size_t> const& group, std::vector<ClaimId> const& claims,
                                       bool certain) {
    for (std::size_t i = 1; i < group.size(); ++i) {
        Passage const& a = passages_[group[0]];
        Passage const& b = passages_[group[i]];
        suppose(JoinRule::reprint, a.voice, b.voice, certain, claims, {a.by, b.by});
    }
}

void BackingCounter::join_reprints() {
    if (lineage_.reprints.empty()) return;
    // Passages by the original of the document that they are in.
    struct Copy {
        std::uint32_t passage;
        std::vector<ClaimId> by;
    };
    std::map<std::uint32_t, std::vector<Copy>> copies;
    for (std::size_t i = 0; i < passages_.size(); ++i) {
        if (!lineage_.reprints.knows(passages_[i].document)) continue;
        for (auto& original : lineage_.reprints.of(passages_[i].document))
            copies[original.word].push_back({static_cast<std::uint32_t>(i), std::move(original.by)});
    }
    for (auto const& [original, list] : copies) {
        std::map<std::uint64_t, std::vector<std::size_t>> kinds;
        std::vector<ClaimId> claims;
        for (Copy const& copy : list) {
            kinds[passages_[copy.passage].kind].push_back(copy.passage);
            claims = both(std::move(claims), copy.by);
        }
        std::vector<std::size_t> alone;
        for (auto& [kind, group] : kinds) {
            // Certain if there is one voice of the kind in each document.
            std::map<std::uint32_t, std::uint32_t> voice_in;
            bool is_unique = true;
            for (std::size_t p : group) {
                auto const at = voice_in.try_emplace(passages_[p].document, passages_[p].voice).first;
                is_unique = is_unique && at->second == passages_[p].voice;
            }
            if (voice_in.size() == 1)
                alone.insert(alone.end(), group.begin(), group.end());
            else
                join_counterparts(group, claims, is_unique);
        }
        // What has no counterpart may be one with what has none in another document.
        bool const is_in_one = std::all_of(alone.begin(), alone.end(), [&](std::size_t p) {
            return passages_[p].document == passages_[alone.front()].document;
        });
        if (!is_in_one) join_counterparts(alone, claims, false);
    }
}

}  // namespace ascribe::detail
