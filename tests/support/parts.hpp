// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_PARTS_HPP
#define ASCRIBE_TESTS_SUPPORT_PARTS_HPP

#include <ascribe/analysis/conflict.hpp>
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/position.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/graph/scope.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <unordered_map>
#include <vector>

namespace ascribe_tests {

/// Which record of the whole each record of a part is. Found by content: what the part has is recorded again on top of
/// the whole, where nothing of it may be new.
class InWhole {
public:
    InWhole(ascribe::Graph const& whole, ascribe::Graph const& part) : whole_(whole), part_(part) {
        using namespace ascribe;
        Ledger joined;
        merge(joined, whole);
        joined_ = joined.graph().ledger();
        for (auto category : {Category::actor, Category::place, Category::document, Category::event})
            for (std::uint32_t n = 0; n < part.count(category); ++n) {
                Entity const entity(category, n, part.ledger());
                keep(entity, joined.graph().find(category, part.key(entity)));
            }
        // Claims and attributions as early as what they are made of allows.
        std::uint32_t a = 0;
        auto const attributions_up_to = [&](Node node) {
            if (auto const last = node.to<AttributionId>())
                for (; a <= last.number(); ++a) attribution(joined, part.attribution_at(a));
        };
        for (ClaimId id : part.claims()) {
            Claim claim = part.claim(id);
            attributions_up_to(claim.subject);
            if (claim.value.node() != nullptr) {
                attributions_up_to(*claim.value.node());
                claim.value = in_joined(*claim.value.node());
            }
            keep(id,
                 known(joined.claim(in_joined(claim.subject), part.name(claim.property), claim.value, claim.valid)));
        }
        for (; a < part.count(Category::attribution); ++a) attribution(joined, part.attribution_at(a));
    }

    [[nodiscard]] ascribe::Graph const& whole() const { return whole_; }
    [[nodiscard]] ascribe::Graph const& part() const { return part_; }

    /// The same record in the whole.
    template <class Id>
    [[nodiscard]] Id operator()(Id id) const {
        return id ? with_ledger(id, whole_.ledger()) : Id();
    }
    [[nodiscard]] ascribe::PropertyId operator()(ascribe::PropertyId property) const {
        return property ? whole_.find_property(part_.name(property)) : property;
    }
    /// The same record in the part, or none.
    template <class Id>
    [[nodiscard]] Id in_part(Id id) const {
        auto const at = back_.find(id.word());
        return at == back_.end() ? Id() : Id(id.category(), at->second & ascribe::Node::max_number, part_.ledger());
    }
    /// The scope as far as the part has what it names.
    [[nodiscard]] ascribe::Scope in_part(ascribe::Scope scope) const {
        auto const each = [&](auto& list) {
            for (auto& id : list) id = in_part(id);
            std::erase_if(list, [](auto id) { return !id; });
        };
        each(scope.without);
        each(scope.accept_claims);
        each(scope.assume);
        each(scope.accept_holders);  // A document that says nothing anywhere may be missing.
        for (ascribe::Source& source : scope.only_sources) {
            source = in_part(source);
            if (!source) throw std::logic_error("a source is not in the part");
        }
        return scope;
    }

    template <class T>
    [[nodiscard]] std::vector<T> operator()(std::vector<T> list) const {
        for (T& each : list) each = (*this)(std::move(each));
        return list;
    }

    [[nodiscard]] std::size_t operator()(std::size_t number) const { return number; }
    [[nodiscard]] ascribe::Origin operator()(ascribe::Origin origin) const {
        change(origin.voice, origin.attributions);
        return origin;
    }
    [[nodiscard]] ascribe::Holding operator()(ascribe::Holding holding) const {
        change(holding.attribution, holding.source);
        return holding;
    }
    [[nodiscard]] ascribe::Position operator()(ascribe::Position position) const {
        change(position.claim, position.also, position.conditions, position.holdings);
        return position;
    }
    [[nodiscard]] ascribe::Chain operator()(ascribe::Chain chain) const {
        change(chain.claim, chain.document, chain.publishers, chain.reprinted, chain.hops);
        return chain;
    }
    [[nodiscard]] ascribe::Voice operator()(ascribe::Voice voice) const {
        change(voice.source, voice.as, voice.attributions);
        return voice;
    }
    [[nodiscard]] ascribe::VoiceJoin operator()(ascribe::VoiceJoin join) const {
        change(join.claims, join.attributions);
        return join;
    }
    [[nodiscard]] ascribe::AlternativeOrigins operator()(ascribe::AlternativeOrigins alternatives) const {
        change(alternatives.claims);
        return alternatives;
    }
    [[nodiscard]] ascribe::OwnCitation operator()(ascribe::OwnCitation citation) const {
        change(citation.reported, citation.by, citation.claims);
        return citation;
    }
    [[nodiscard]] ascribe::CountingClaim operator()(ascribe::CountingClaim counting) const {
        change(counting.claim);
        return counting;
    }
    [[nodiscard]] ascribe::Backing operator()(ascribe::Backing b) const {
        change(b.attributions, b.documents, b.outlets, b.voices, b.joins, b.own_citations, b.alternatives);
        return b;
    }
    [[nodiscard]] ascribe::Corroboration operator()(ascribe::Corroboration c) const {
        change(c.claim, c.counting, c.support, c.opposition, c.lines.bottleneck, c.lines.single_points, c.relies_on);
        return c;
    }
    [[nodiscard]] ascribe::DisagreementSide operator()(ascribe::DisagreementSide side) const {
        change(side.claims, side.holdings);
        return side;
    }
    [[nodiscard]] ascribe::OwnContradiction operator()(ascribe::OwnContradiction own) const {
        change(own.source, own.first, own.second);
        return own;
    }
    [[nodiscard]] ascribe::Disagreement operator()(ascribe::Disagreement d) const {
        change(d.subject, d.property, d.sides, d.decisive, d.own, d.relies_on);
        return d;
    }

private:
    template <class... Fields>
    void change(Fields&... fields) const {
        ((fields = (*this)(std::move(fields))), ...);
    }

    template <class Id>
    static Id known(ascribe::Recorded<Id> const& recorded) {
        if (recorded.is_new) throw std::logic_error("the part has a record that the whole has not");
        return recorded.id;
    }

    template <class Id>
    [[nodiscard]] Id with_ledger(Id id, std::uint32_t ledger) const {
        auto const& list = words_[static_cast<std::size_t>(id.category())];
        return Id(id.category(), list[id.number()] & ascribe::Node::max_number, ledger);
    }
    template <class Id>
    [[nodiscard]] Id in_joined(Id id) const {
        return id ? with_ledger(id, joined_) : Id();
    }
    /// Merging into an empty ledger keeps numbers, so that they are those of the whole.
    void keep(ascribe::Node node, ascribe::Node found) {
        if (!found) throw std::logic_error("the part has an entity that the whole has not");
        words_[static_cast<std::size_t>(node.category())].push_back(found.word());
        back_.emplace(found.word(), node.word());
    }

    void attribution(ascribe::Ledger& joined, ascribe::AttributionId id) {
        ascribe::Attribution record = part_.attribution(id);
        record.source = in_joined(record.source);
        record.content = in_joined(record.content);
        record.document = in_joined(record.document);
        std::vector<ascribe::Span> spans(record.spans.begin(), record.spans.end());
        for (ascribe::Span& span : spans) span.document = in_joined(span.document);
        record.spans = spans;
        keep(id, known(joined.attribution(record)));
    }

    ascribe::Graph whole_, part_;
    std::uint32_t joined_ = 0;
    std::array<std::vector<std::uint32_t>, ascribe::category_count + 1> words_;
    std::unordered_map<std::uint32_t, std::uint32_t> back_;
};

}  // namespace ascribe_tests

#endif
