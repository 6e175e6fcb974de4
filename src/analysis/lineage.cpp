// SPDX-License-Identifier: BSL-1.0
#include "lineage.hpp"

#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>

namespace ascribe::detail {

std::vector<Ancestry::Ancestor> Ancestry::of(std::uint32_t word) const {
    std::vector<Ancestor> found;
    // Once along certain ways only, then along all.
    for (bool const certain : {true, false}) {
        if (certain) found.push_back({word});
        for (std::size_t i = 0; i < found.size(); ++i) {
            auto const at = parents_.find(found[i].word);
            if (at == parents_.end()) continue;
            for (Ancestor const& parent : at->second) {
                if (certain && !parent.certain) continue;
                auto const is_parent = [&](Ancestor const& a) { return a.word == parent.word; };
                if (std::any_of(found.begin(), found.end(), is_parent)) continue;
                Ancestor next = found[i];
                next.word = parent.word;
                next.certain = next.certain && parent.certain;
                next.by.push_back(parent.by.front());
                found.push_back(std::move(next));
            }
        }
    }
    return found;
}

Passage passage_of(View const& view, AttributionId outermost, std::uint32_t voice) {
    Graph const& graph = view.graph();
    Passage passage{.voice = voice, .by = outermost};
    DocumentId const document = graph.document(outermost);
    passage.document = view.representative(document).word();
    for (Span const& span : graph.spans(outermost)) {
        if (span.role != SpanRole::content && span.role != SpanRole::content_possible) continue;
        if (span.document && !view.same(span.document, document)) continue;
        passage.begin = passage.has_spans ? (std::min)(passage.begin, span.begin) : span.begin;
        passage.end = passage.has_spans ? (std::max)(passage.end, span.end) : span.end;
        passage.is_open = passage.is_open || span.open_begin || span.open_end;
        passage.has_spans = true;
    }
    auto const [claim, hops] = graph.innermost(outermost);
    passage.kind = std::uint64_t{view.representative(claim).number()} << 32 |
                   (std::uint64_t{(std::min)(hops, std::uint32_t{0xffffff})} << 8) |
                   static_cast<std::uint64_t>(graph.role(outermost));
    return passage;
}

Truth covers(Run const& run, std::size_t side, Passage const& passage) {
    auto const& spans = run.spans[side];
    if (!passage.has_spans || spans.empty()) return Truth::possibly;
    bool const covered = std::any_of(spans.begin(), spans.end(), [&](Span const& span) {
        return (span.begin <= passage.begin || span.open_begin) && (span.end >= passage.end || span.open_end);
    });
    if (!covered) return Truth::never;
    bool const is_closed = spans.size() == 1 && spans[0].begin <= passage.begin && spans[0].end >= passage.end;
    return is_closed && !passage.is_open ? Truth::always : Truth::possibly;
}

Lineage::Lineage(View const& view)
    : view_(view),
      published_by_(view.graph().find_property(property::published_by)),
      authored_by_(view.graph().find_property(property::authored_by)) {
    Graph const& graph = view.graph();
    enum class Use : std::uint8_t { none, reprints, speaks_for, text, alternatives, same_as, held_by, read_as };
    std::vector<Use> uses(graph.property_count(), Use::none);
    auto const use = [&](std::string_view name, Use as) {
        if (auto const id = graph.find_property(name)) uses[id.number()] = as;
    };
    use(property::reprints, Use::reprints);
    use(property::speaks_for, Use::speaks_for);
    use(property::copies, Use::text);
    use(property::shares_text_with, Use::text);
    use(property::translates, Use::text);
    use(property::alternative_to, Use::alternatives);
    use(property::same_as, Use::same_as);
    use(property::held_by, Use::held_by);
    use(property::read_as, Use::read_as);

    std::vector<ClaimId> alternative;
    for (ClaimId claim : view.accepted()) {
        Use const as = uses[graph.property(claim).number()];
        if (as == Use::none) continue;
        Node const subject = view.representative(graph.subject(claim));
        Node value = graph.value_node(claim);
        if (!value) continue;
        value = view.representative(value);
        switch (as) {
        case Use::reprints:
            if (subject.is(Category::document) && value.is(Category::document) && subject != value)
                reprints.add(subject.word(), value.word(), claim, true);
            break;
        case Use::speaks_for:
            if (subject != value && subject.to<Source>() && value.to<Source>())
                speaks_for.add(subject.word(), value.word(), claim, !graph.valid(claim));
            break;
        case Use::text: add_runs(claim); break;
        case Use::alternatives: alternative.push_back(claim); break;
        case Use::same_as:
            if (subject == value) same_as[subject.word()].push_back(claim);
            break;
        case Use::held_by: held_by[value.word()].push_back(claim); break;
        case Use::read_as: read_as[graph.subject(claim).word()].push_back(claim); break;
        case Use::none: break;
        }
    }
    find_alternatives(alternative);
}

void Lineage::add_runs(ClaimId claim) {
    Graph const& graph = view_.graph();
    auto const x = view_.representative(graph.subject(claim)).to<DocumentId>();
    auto const y = view_.representative(graph.value_node(claim)).to<DocumentId>();
    if (!x || !y || x == y) return;
    auto const add = [&](Run run) {
        auto const number = static_cast<std::uint32_t>(runs.size());
        for (std::uint32_t document : run.documents) runs_of[document].push_back(number);
        runs.push_back(std::move(run));
    };
    bool is_held = false;
    for (AttributionId by : graph.attributions_of(claim)) {
        if (!view_.accepts(by)) continue;
        is_held = true;
        Run run{.claim = claim, .by = by, .documents = {x.word(), y.word()}, .spans = {}};
        run.certain = view_.standing(by) == Truth::always;
        for (Span const& span : graph.spans(by)) {
            DocumentId const in = span.document ? span.document : graph.document(by);
            if (!in) continue;
            for (std::size_t side = 0; side < 2; ++side)
                if (view_.representative(in).word() == run.documents[side]) run.spans[side].push_back(span);
        }
        add(std::move(run));
    }
    if (!is_held) add(Run{.claim = claim, .by = {}, .documents = {x.word(), y.word()}, .spans = {}});
}

void Lineage::find_alternatives(std::vector<ClaimId> const& claims) {
    Graph const& graph = view_.graph();
    std::map<Node, Node> above;
    auto const leader = [&](Node node) {
        above.try_emplace(node, node);
        while (above[node] != node) node = above[node] = above[above[node]];
        return node;
    };
    for (ClaimId claim : claims) {
        Node const a = leader(graph.subject(claim));
        Node const b = leader(graph.value_node(claim));
        above[(std::max)(a, b)] = (std::min)(a, b);
    }
    std::map<Node, std::uint32_t> set_of;
    for (auto const& [node, up] : above) {
        auto const number = set_of.try_emplace(leader(node), static_cast<std::uint32_t>(set_of.size())).first->second;
        if (number == alternatives.size()) alternatives.emplace_back();
        auto& set = alternatives[number];
        if (auto const attribution = node.to<AttributionId>()) {
            set.members.push_back(attribution);
            alternative_set[attribution.word()] = number;
        } else if (auto const claim = node.to<ClaimId>()) {
            set.of_claims = true;
            for (AttributionId a : graph.attributions_of(claim)) alternative_set.try_emplace(a.word(), number);
        }
    }
    for (ClaimId claim : claims) alternatives[set_of.at(leader(graph.subject(claim)))].claims.push_back(claim);
}

std::vector<ClaimId> Lineage::ownership(DocumentId document, Node actor) const {
    Graph const& graph = view_.graph();
    auto const accepted = view_.accepted();
    std::vector<ClaimId> found;
    for (PropertyId property : {authored_by_, published_by_}) {
        if (!property) continue;
        for (ClaimId claim : graph.claims_about(document, property)) {
            Node const value = graph.value_node(claim);
            if (value && view_.same(value, actor) && std::binary_search(accepted.begin(), accepted.end(), claim))
                found.push_back(claim);
        }
    }
    return found;
}

}  // namespace ascribe::detail
