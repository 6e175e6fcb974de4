// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "circles.hpp"
#include "hypotheses.hpp"
#include "voices.hpp"
#include <ascribe/analysis/circularity.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {

namespace {

using detail::Hypotheses;

/// Asks now and then whether to go on.
class Teller {
public:
    Teller(CircularityOptions const& options, std::size_t total) : options_(options), total_(total) {}
    [[nodiscard]] bool step() {
        if (options_.progress && done_ % 4096 == 0 && !options_.progress(done_, total_)) return false;
        ++done_;
        return true;
    }

private:
    CircularityOptions const& options_;
    std::size_t total_;
    std::size_t done_ = 0;
};

/// Compares the sources that a document cites with its author and publisher.
class OwnCitations {
public:
    OwnCitations(View const& view, Hypotheses const& hypotheses) : view_(view), hypotheses_(hypotheses) {}

    void enter(AttributionId by) {
        by_ = by;
        document_ = view_.graph().document(by);
        publishers_ = view_.publishers(document_);
        owners_.assign(1, view_.representative(document_));
        for (ActorId author : view_.authors(document_)) owners_.push_back(view_.representative(author));
        for (ActorId& publisher : publishers_) {
            publisher = view_.representative(publisher).to<ActorId>();
            owners_.push_back(publisher);
        }
    }

    /// Whether the hop is one, for certain or by hypotheses; `found` says how.
    [[nodiscard]] bool find(AttributionId reported, SelfCitation& found) const {
        found = {.reported = reported, .by = by_, .document = document_, .owner = {}, .conditions = {}};
        Source const source = view_.graph().source(reported);
        std::vector<std::pair<Node, Node>> pairs;
        for (Node name : {view_.representative(source), Node(detail::voice_of(view_, reported).as)})
            for (Node owner : owners_) pairs.emplace_back(name, owner);
        // A cited document of unknown author, from the same publisher.
        auto const cited = source.to<DocumentId>();
        if (cited && view_.authors(cited).empty())
            for (ActorId publisher : view_.publishers(cited))
                for (ActorId owner : publishers_) pairs.emplace_back(view_.representative(publisher), owner);
        for (auto const& [name, owner] : pairs)
            if (name == owner) {
                found.owner = owner;
                return true;
            }
        for (auto const& [name, owner] : pairs) {
            auto conditions = hypotheses_.between(name, owner);
            if (conditions.empty() || (found.owner && conditions.size() >= found.conditions.size())) continue;
            found.owner = owner;
            found.conditions = std::move(conditions);
        }
        return !!found.owner;
    }

private:
    View const& view_;
    Hypotheses const& hypotheses_;
    AttributionId by_;
    DocumentId document_;
    std::vector<Node> owners_;
    std::vector<ActorId> publishers_;
};

}  // namespace

Result<Circularity> try_circularity(View const& view, CircularityOptions const& options) {
    Graph const& graph = view.graph();
    Circularity result;
    Hypotheses const hypotheses(view, options.hypotheses);
    OwnCitations own(view, hypotheses);
    detail::CitationCircles citations(view, hypotheses);
    Teller progress(options, graph.count(Category::attribution));
    for (AttributionId by : graph.attributions()) {
        if (!progress.step()) return detail::cancelled("circularity");
        if (!graph.document(by) || view.attested(by) == Truth::never || graph.content(by).is(Category::claim)) continue;
        own.enter(by);
        citations.enter(by);
        // From the outside inwards, as far as each hop carries the next.
        for (AttributionId at = by; detail::asserts(graph, at);) {
            auto const inner = graph.content(at).to<AttributionId>();
            if (!inner || view.attested(inner) == Truth::never) break;
            SelfCitation found;
            bool const is_own = own.find(inner, found);
            citations.cite(at, inner,
                           !is_own              ? detail::OwnHop::no
                           : found.is_certain() ? detail::OwnHop::certain
                                                : detail::OwnHop::by_hypothesis);
            if (is_own) result.self_citations.push_back(std::move(found));
            at = inner;
        }
    }
    result.circles = detail::ground_circles(view);
    auto const of_citation = citations.find();
    result.circles.insert(result.circles.end(), of_citation.begin(), of_citation.end());
    return result;
}

Circularity circularity(View const& view, CircularityOptions const& options) {
    return try_circularity(view, options).value();
}

}  // namespace ascribe
