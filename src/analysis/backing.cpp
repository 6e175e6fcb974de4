// SPDX-License-Identifier: BSL-1.0
#include "backing.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

namespace ascribe::detail {

namespace {

/// Whether they were two.
bool unite(std::vector<std::uint32_t>& above, std::size_t a, std::size_t b) {
    std::uint32_t const x = leader(above, static_cast<std::uint32_t>(a));
    std::uint32_t const y = leader(above, static_cast<std::uint32_t>(b));
    above[(std::max)(x, y)] = (std::min)(x, y);
    return x != y;
}

constexpr std::uint64_t add(std::uint64_t a, std::uint64_t b) noexcept {
    return a > (std::numeric_limits<std::uint64_t>::max)() - b ? (std::numeric_limits<std::uint64_t>::max)() : a + b;
}

}  // namespace

Backing BackingCounter::count(VoiceWalk const& walk, std::vector<CountingClaim> const& counting,
                              std::vector<ClaimId>& relies_on) {
    Backing backing;
    class_of_attribution_.clear();
    supposed_.clear();
    ways_.clear();
    passages_.clear();
    if (walk.supporters.empty()) return backing;
    backing.attributions = walk.supporters;
    find_carriers(backing);
    find_voices(walk, backing);
    find_ways();
    join_equal(backing);
    if (!lineage_.speaks_for.empty()) join_speakers(backing);
    join_authors(backing);
    cite_themselves(backing);
    if (!lineage_.runs.empty() || !lineage_.reprints.empty()) {
        for (Way const& way : ways_)
            if (meter_.work(); graph_.document(way.outermost))
                passages_.push_back(passage_of(view_, way.outermost, way.voice));
        join_runs();
        join_reprints();
    }
    apply_joins(backing, relies_on);
    find_alternatives(backing, counting);
    for (AlternativeOrigins const& set : backing.alternatives)
        relies_on.insert(relies_on.end(), set.claims.begin(), set.claims.end());
    count_classes(backing);
    return backing;
}

void BackingCounter::find_carriers(Backing& backing) {
    // Everything that carries a supporter, itself included; whatever carries comes later than what it carries, so that
    // the ways outwards can be counted from the last one back.
    outwards_ = backing.attributions;
    bool is_carried = false;
    for (AttributionId a : backing.attributions) is_carried = is_carried || !graph_.attributions_of(a).empty();
    if (is_carried) {
        seen_.clear();
        for (std::size_t i = 0; i < outwards_.size(); ++i) seen_.add(outwards_[i].number());
        for (std::size_t i = 0; i < outwards_.size(); ++i)
            for (AttributionId carrier : graph_.attributions_of(outwards_[i])) {
                meter_.work();
                if (asserts(graph_, carrier) && view_.standing(carrier) != Truth::never && seen_.add(carrier.number()))
                    outwards_.push_back(carrier);
            }
        std::sort(outwards_.begin(), outwards_.end());
        ways_out_.assign(outwards_.size(), 0);
        for (std::size_t i = outwards_.size(); i-- > 0;) {
            std::uint64_t count = is_outermost(graph_, outwards_[i]) ? 1 : 0;
            for (AttributionId carrier : graph_.attributions_of(outwards_[i])) {
                auto const at = std::lower_bound(outwards_.begin(), outwards_.end(), carrier);
                if (at != outwards_.end() && *at == carrier)
                    count = add(count, ways_out_[static_cast<std::size_t>(at - outwards_.begin())]);
            }
            ways_out_[i] = count;
        }
        for (AttributionId a : backing.attributions) {
            auto const at = std::lower_bound(outwards_.begin(), outwards_.end(), a);
            backing.chains = add(backing.chains, ways_out_[static_cast<std::size_t>(at - outwards_.begin())]);
        }
    } else {
        backing.chains = outwards_.size();
    }
    for (AttributionId a : outwards_) {
        meter_.work();
        if (auto const document = graph_.document(a); document && view_.stands(document) != Truth::never)
            backing.documents.push_back(document);
    }
    make_set(backing.documents);
    for (DocumentId document : backing.documents) {
        auto const publishers = view_.publishers(document);
        if (publishers.empty()) backing.outlets.push_back(view_.representative(document).to<Source>());
        for (ActorId publisher : publishers) backing.outlets.push_back(view_.representative(publisher).to<Source>());
    }
    make_set(backing.outlets);
}

void BackingCounter::find_voices(VoiceWalk const& walk, Backing& backing) {
    speaking_ = walk.speaking;
    std::sort(speaking_.begin(), speaking_.end(), [](Speaking const& a, Speaking const& b) {
        if (a.voice.as != b.voice.as) return a.voice.as < b.voice.as;
        return a.voice.source != b.voice.source ? a.voice.source < b.voice.source : a.by < b.by;
    });
    auto const is_same = [](VoiceName const& a, VoiceName const& b) { return a.source == b.source && a.as == b.as; };
    std::size_t voices = speaking_.empty() ? 0 : 1;
    for (std::size_t i = 1; i < speaking_.size(); ++i)
        if (!is_same(speaking_[i].voice, speaking_[i - 1].voice)) ++voices;
    backing.voices.reserve(voices);
    for (std::size_t i = 0; i < speaking_.size(); ++i) {
        Speaking const& s = speaking_[i];
        meter_.work();
        if (i == 0 || !is_same(s.voice, speaking_[i - 1].voice)) {
            backing.voices.push_back({.source = s.voice.source, .as = s.voice.as, .attributions = {}});
            backing.voices.back().read = true;
        }
        Voice& voice = backing.voices.back();
        if (voice.attributions.empty() || voice.attributions.back() != s.by) voice.attributions.push_back(s.by);
        bool const certain = view_.standing(s.by) == Truth::always;
        voice.named = voice.named || s.voice.named;
        voice.first_hand = voice.first_hand || s.first_hand;
        voice.certain = voice.certain || certain;
        voice.read = voice.read && s.read;
        voice.is_witness = voice.is_witness || (s.voice.named && s.first_hand && certain);
    }
    std::sort(backing.voices.begin(), backing.voices.end(), [](Voice const& a, Voice const& b) {
        if (a.attributions.front() != b.attributions.front()) return a.attributions.front() < b.attributions.front();
        return a.source < b.source;
    });
    std::size_t const count = backing.voices.size();
    by_as_.resize(count);
    std::iota(by_as_.begin(), by_as_.end(), 0u);
    std::sort(by_as_.begin(), by_as_.end(), [&](std::uint32_t a, std::uint32_t b) {
        Source const as_a = backing.voices[a].as;
        Source const as_b = backing.voices[b].as;
        return as_a != as_b ? as_a < as_b : a < b;
    });
    as_.resize(count);
    for (std::size_t i = 0; i < count; ++i) as_[i] = backing.voices[by_as_[i]].as.word();
    voice_of_attribution_.clear();
    for (std::uint32_t v = 0; v < count; ++v)
        for (AttributionId a : backing.voices[v].attributions) voice_of_attribution_.emplace_back(a, v);
    std::sort(voice_of_attribution_.begin(), voice_of_attribution_.end());
}

std::pair<std::size_t, std::size_t> BackingCounter::voices_as(Node as) const {
    auto const [first, last] = std::equal_range(as_.begin(), as_.end(), as.word());
    return {static_cast<std::size_t>(first - as_.begin()), static_cast<std::size_t>(last - as_.begin())};
}

void BackingCounter::find_ways() {
    for (auto const& [a, voice] : voice_of_attribution_) {
        meter_.work();
        if (graph_.attributions_of(a).empty()) {
            ways_.push_back({voice, a, a});
            continue;
        }
        outwards_.assign(1, a);
        seen_.clear();
        seen_.add(a.number());
        for (std::size_t i = 0; i < outwards_.size(); ++i) {
            if (is_outermost(graph_, outwards_[i])) ways_.push_back({voice, a, outwards_[i]});
            for (AttributionId carrier : graph_.attributions_of(outwards_[i])) {
                meter_.work();
                if (asserts(graph_, carrier) && view_.standing(carrier) != Truth::never && seen_.add(carrier.number()))
                    outwards_.push_back(carrier);
            }
        }
    }
}

void BackingCounter::suppose(JoinRule rule, std::size_t a, std::size_t b, bool certain, std::vector<ClaimId> claims,
                             std::vector<AttributionId> attributions) {
    if (a == b) return;
    supposed_.push_back({.rule = rule,
                         .first = (std::min)(a, b),
                         .second = (std::max)(a, b),
                         .certain = certain,
                         .claims = std::move(claims),
                         .attributions = std::move(attributions)});
}

void BackingCounter::join_equal(Backing const& backing) {
    for (std::size_t i = 1; i < as_.size(); ++i) {
        if (as_[i] != as_[i - 1]) continue;
        Voice const& a = backing.voices[by_as_[i - 1]];
        Voice const& b = backing.voices[by_as_[i]];
        JoinRule rule = JoinRule::same_as;
        std::vector<ClaimId> claims;
        for (Voice const* voice : {&a, &b}) {
            Node const person = view_.representative(voice->source);
            if (auto const at = lineage_.same_as.find(person.word()); at != lineage_.same_as.end())
                claims.insert(claims.end(), at->second.begin(), at->second.end());
            if (person == Node(voice->as)) continue;
            rule = JoinRule::office;
            auto const at = lineage_.held_by.find(voice->as.word());
            if (at == lineage_.held_by.end()) continue;
            for (ClaimId held : at->second)
                if (view_.same(graph_.subject(held), person)) claims.push_back(held);
        }
        make_set(claims);
        suppose(rule, by_as_[i - 1], by_as_[i], true, std::move(claims));
    }
}

void BackingCounter::join_authors(Backing const& backing) {
    // A document of several authors adds no voice to theirs. It is joined with one of them only: that they wrote it
    // together does not make them one where they speak apart.
    for (std::size_t v = 0; v < backing.voices.size(); ++v) {
        auto const document = backing.voices[v].source.to<DocumentId>();
        if (!document) continue;
        for (ActorId author : view_.authors(document)) {
            Node const as = view_.representative(author);
            auto const [first, last] = voices_as(as);
            if (first == last) continue;
            suppose(JoinRule::authorship, v, by_as_[first], true, lineage_.ownership(document, as));
            break;
        }
    }
}

void BackingCounter::join_speakers(Backing const& backing) {
    struct Spokesman {
        std::uint32_t principal;
        std::size_t voice;
        bool certain;
        std::vector<ClaimId> by;
    };
    std::vector<Spokesman> all;
    for (std::size_t v = 0; v < backing.voices.size(); ++v) {
        if (!lineage_.speaks_for.knows(backing.voices[v].as.word())) continue;
        for (auto& principal : lineage_.speaks_for.of(backing.voices[v].as.word()))
            all.push_back({principal.word, v, principal.certain, std::move(principal.by)});
    }
    // Whoever speaks for it certainly first, so that one who only may is joined with one who does.
    std::stable_sort(all.begin(), all.end(), [](Spokesman const& a, Spokesman const& b) {
        return a.principal != b.principal ? a.principal < b.principal : a.certain > b.certain;
    });
    for (std::size_t i = 1, first = 0; i < all.size(); ++i) {
        if (all[i].principal != all[first].principal) first = i;
        if (first == i) continue;
        std::vector<ClaimId> by = all[first].by;
        by.insert(by.end(), all[i].by.begin(), all[i].by.end());
        make_set(by);
        suppose(JoinRule::speaks_for, all[first].voice, all[i].voice, all[first].certain && all[i].certain,
                std::move(by));
    }
}

void BackingCounter::cite_themselves(Backing& backing) {
    for (Way const& way : ways_) {
        meter_.work();
        DocumentId const document = graph_.document(way.outermost);
        if (!document || way.by == way.outermost) continue;
        Voice const& voice = backing.voices[way.voice];
        Node const source = view_.representative(graph_.source(way.by));
        std::vector<ClaimId> claims;
        bool is_own = source == view_.representative(document);
        auto const authors = view_.authors(document);
        auto const publishers = view_.publishers(document);
        for (auto const* owners : {&authors, &publishers})
            for (ActorId owner : *owners) {
                Node const as = view_.representative(owner);
                if (as != source && as != Node(voice.as)) continue;
                is_own = true;
                for (ClaimId claim : lineage_.ownership(document, as)) claims.push_back(claim);
                if (auto const at = lineage_.same_as.find(as.word()); at != lineage_.same_as.end())
                    claims.insert(claims.end(), at->second.begin(), at->second.end());
            }
        // A cited document of unknown author, from the same publisher.
        auto const cited = graph_.source(way.by).to<DocumentId>();
        if (!is_own && cited && Node(voice.source) == Node(cited) && view_.authors(cited).empty())
            for (ActorId publisher : view_.publishers(cited))
                for (ActorId own : publishers)
                    if (view_.same(own, publisher)) {
                        is_own = true;
                        for (DocumentId each : {document, cited})
                            for (ClaimId claim : lineage_.ownership(each, publisher)) claims.push_back(claim);
                    }
        if (!is_own) continue;
        make_set(claims);
        bool const certain = view_.standing(way.outermost) == Truth::always;
        // The document's authorial voice: its own, that of its author, and of whoever writes there as author.
        std::vector<Node> authorial{view_.representative(document)};
        for (ActorId author : authors) authorial.push_back(view_.representative(author));
        if (graph_.role(way.outermost) == Role::author) authorial.push_back(voice_of(view_, way.outermost).as);
        for (Node as : authorial) {
            auto const [first, last] = voices_as(as);
            for (std::size_t i = first; i < last; ++i)
                suppose(JoinRule::self_citation, way.voice, by_as_[i], certain, claims, {way.by, way.outermost});
        }
        backing.own_citations.push_back(
            {.voice = way.voice, .reported = way.by, .by = way.outermost, .claims = std::move(claims)});
    }
}

void BackingCounter::apply_joins(Backing& backing, std::vector<ClaimId>& relies_on) {
    std::size_t const count = backing.voices.size();
    certain_.resize(count);
    std::iota(certain_.begin(), certain_.end(), 0u);
    for (bool const certain : {true, false}) {
        if (!certain) possible_ = certain_;
        for (VoiceJoin& join : supposed_) {
            if (join.certain != certain) continue;
            if (!unite(certain ? certain_ : possible_, join.first, join.second)) continue;
            relies_on.insert(relies_on.end(), join.claims.begin(), join.claims.end());
            backing.joins.push_back(std::move(join));
        }
    }
    for (OwnCitation const& own : backing.own_citations)
        relies_on.insert(relies_on.end(), own.claims.begin(), own.claims.end());

    std::size_t classes = 0;
    for (std::uint32_t v = 0; v < count; ++v) classes += certain_[v] == v ? 1u : 0u;
    backing.classes.reserve(classes);
    class_of_.resize(count);
    for (std::uint32_t v = 0; v < count; ++v) {
        std::uint32_t const first = leader(certain_, v);
        if (first == v) {
            class_of_[v] = static_cast<std::uint32_t>(backing.classes.size());
            backing.classes.emplace_back();
        }
        class_of_[v] = class_of_[first];
        backing.classes[class_of_[v]].push_back(v);
    }
    for (auto const& [a, voice] : voice_of_attribution_) class_of_attribution_.emplace_back(a, class_of_[voice]);
    make_set(class_of_attribution_);
}

}  // namespace ascribe::detail
