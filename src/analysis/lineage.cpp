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
        if (span.document && span.document != document) continue;
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

namespace {

bool is_content(Span const& span) noexcept {
    return span.role == SpanRole::content || span.role == SpanRole::content_possible;
}

/// How surely one side of a run covers a passage.
Truth covers(Graph const& graph, std::vector<Span> const& spans, Passage const& passage, std::uint32_t percent) {
    if (!passage.has_spans || spans.empty()) return Truth::possibly;
    Truth best = Truth::never;
    for (Span const& span : spans) {
        // An open end reaches at least as far as it says.
        for (bool const open : {false, true}) {
            std::uint64_t const begin = open && span.open_begin ? 0 : span.begin;
            std::uint64_t const end = open && span.open_end ? ~std::uint32_t{0} : span.end;
            std::uint64_t covered = 0, whole = 0;
            for (Span const& content : graph.spans(passage.by)) {
                if (!is_content(content) || (content.document && content.document != graph.document(passage.by)))
                    continue;
                whole += content.end - content.begin;
                std::uint64_t const from = (std::max)(begin, std::uint64_t{content.begin});
                std::uint64_t const to = (std::min)(end, std::uint64_t{content.end});
                if (from < to) covered += to - from;
            }
            if (covered == 0 || covered * 100 < whole * percent) continue;
            best = (std::max)(best, open ? Truth::possibly : Truth::always);
        }
    }
    return best == Truth::always && (spans.size() > 1 || passage.is_open) ? Truth::possibly : best;
}

/// Whether the two passages have words of the run in common, going by how far they are into it.
bool correspond(Span const& x, Passage const& a, Span const& y, Passage const& b) noexcept {
    if (x.open_begin || x.open_end || y.open_begin || y.open_end || x.end <= x.begin || y.end <= y.begin) return true;
    // Ends of the passages within the run, each times the length of the other side.
    auto const into = [](std::uint32_t at, Span const& run, Span const& other) {
        std::uint64_t const inside = (std::min)((std::max)(at, run.begin), run.end) - run.begin;
        return inside * (other.end - other.begin);
    };
    return into(a.begin, x, y) < into(b.end, y, x) && into(b.begin, y, x) < into(a.end, x, y);
}

}  // namespace

Truth joins(Graph const& graph, Run const& run, Passage const& a, Passage const& b, std::uint32_t percent) {
    Truth const covered = (std::min)(covers(graph, run.spans[0], a, percent), covers(graph, run.spans[1], b, percent));
    if (covered == Truth::never) return covered;
    if (run.spans[0].size() == 1 && run.spans[1].size() == 1 && a.has_spans && b.has_spans &&
        !correspond(run.spans[0][0], a, run.spans[1][0], b))
        return Truth::never;
    return run.certain ? covered : Truth::possibly;
}

namespace {

/// What accepted claims are used for.
enum class Use : std::uint8_t { none, reprints, speaks_for, text, alternatives, same_as, held_by, read_as };

}  // namespace

Lineage::Lineage(View const& view, Meter& meter)
    : view_(view),
      published_by_(view.graph().find_property(property::published_by)),
      authored_by_(view.graph().find_property(property::authored_by)) {
    Graph const& graph = view.graph();
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
        meter.work();
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
