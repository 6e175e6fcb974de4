// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_CANONICAL_HPP
#define ASCRIBE_TESTS_SUPPORT_CANONICAL_HPP

#include "random.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ascribe_tests {

/// A graph as lines of text without any number: what a record refers to stands there by its key, or by a hash of its
/// own line. Graphs have the same sorted lines if they hold the same.
class Canonical {
public:
    explicit Canonical(ascribe::Graph const& graph) : graph_(graph) {
        for (std::uint32_t p = 0; p < graph.property_count(); ++p) {
            auto const property = graph.property_at(p);
            lines_.push_back("property " + std::string(graph.name(property)) + " " +
                             std::to_string(graph.traits(property).bits()));
        }
        for (auto actor : graph.actors()) entity(actor, " " + std::string(ascribe::to_string(graph.kind(actor))));
        for (auto place : graph.places()) entity(place);
        for (auto document : graph.documents()) entity(document);
        for (auto event : graph.events()) entity(event);
        // Whatever is found first waits for what it is made of.
        std::uint32_t claims = 0;
        std::uint32_t attributions = 0;
        while (claims < graph.count(ascribe::Category::claim) ||
               attributions < graph.count(ascribe::Category::attribution)) {
            while (claims < graph.count(ascribe::Category::claim) && claim(graph.claim_at(claims))) ++claims;
            while (attributions < graph.count(ascribe::Category::attribution) &&
                   attribution(graph.attribution_at(attributions)))
                ++attributions;
        }
        for (auto id : graph.attributions()) {
            for (auto ground : graph.grounds_of(id)) lines_.push_back(name(id) + " rests on " + name(ground));
            for (auto const& r : graph.recordings(id))
                lines_.push_back(name(id) + " recorded by " + name(r.recorder) + " " + std::to_string(r.at.seconds));
            labels(id);
        }
        for (auto id : graph.claims()) labels(id);
    }

    /// In order of number within each kind.
    [[nodiscard]] std::vector<std::string> const& lines() const noexcept { return lines_; }
    [[nodiscard]] std::vector<std::string> sorted() const {
        auto lines = lines_;
        std::sort(lines.begin(), lines.end());
        return lines;
    }

private:
    [[nodiscard]] std::string name(ascribe::Node node) const { return node ? names_.at(node) : "nothing"; }

    static std::string hash(std::string const& text) {
        std::uint64_t h = 0xcbf29ce484222325u;
        for (char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
        return "#" + std::to_string(h);
    }

    void entity(ascribe::Entity id, std::string const& more = {}) {
        names_[id] = std::string(ascribe::to_string(id.category())) + " '" + std::string(graph_.key(id)) + "'";
        lines_.push_back(names_[id] + more);
        labels(id);
    }

    bool keep(ascribe::Node node, std::string line) {
        names_[node] = hash(line);
        lines_.push_back(std::move(line));
        return true;
    }

    bool claim(ascribe::ClaimId id) {
        auto const claim = graph_.claim(id);
        auto const* end = claim.value.node();
        if (names_.count(claim.subject) == 0 || (end != nullptr && names_.count(*end) == 0)) return false;
        std::string subject = name(claim.subject);
        std::string value = "true";
        if (end != nullptr) value = name(*end);
        if (graph_.traits(claim.property).has(ascribe::Trait::symmetric) && value < subject) std::swap(subject, value);
        if (auto const* text = claim.value.text()) value = "text '" + std::string(*text) + "'";
        if (auto const* quantity = claim.value.quantity()) value = "quantity " + to_text(*quantity);
        if (auto const* date = claim.value.date()) value = "date " + date->canonical();
        return keep(id, "claim " + subject + " " + std::string(graph_.name(claim.property)) + " " + value + " valid " +
                            (claim.valid ? claim.valid->canonical() : ""));
    }

    bool attribution(ascribe::AttributionId id) {
        using ascribe::to_string;
        auto const a = graph_.attribution(id);
        if (names_.count(a.content) == 0) return false;
        std::string line = "attribution " + name(a.source) + ": " + name(a.content) + " " +
                           std::string(to_string(a.factuality)) + " " + std::string(to_string(a.act)) + " " +
                           std::string(to_string(a.role)) + (a.implied ? " implied " : " ") +
                           std::string(to_string(a.basis)) + " " + std::string(to_string(a.quote_form)) + " " +
                           std::string(to_string(a.distance.marker)) + " " + std::string(to_string(a.distance.target)) +
                           " in " + name(a.document) + " said " + (a.said ? a.said->canonical() : "") + " '" +
                           std::string(a.wording) + "'";
        for (auto const& s : a.spans)
            line += " [" + name(s.document) + " " + std::to_string(s.begin) + " " + std::to_string(s.end) + " " +
                    std::string(to_string(s.role)) + " " + std::to_string(s.depth) + (s.open_begin ? "<" : "") +
                    (s.open_end ? ">" : "") + "]";
        return keep(id, std::move(line));
    }

    void labels(ascribe::Node node) {
        for (auto const& label : graph_.labels(node)) {
            std::string const set =
                label.data_set ? std::string(graph_.key(ascribe::Entity(label.data_set))) : std::string("nobody");
            lines_.push_back(name(node) + " labelled '" + std::string(label.text) + "' by " + set);
        }
    }

    ascribe::Graph const& graph_;
    std::map<ascribe::Node, std::string> names_;
    std::vector<std::string> lines_;
};

[[nodiscard]] inline std::vector<std::string> canonical(ascribe::Graph const& graph) {
    return Canonical(graph).sorted();
}

/// Deals the records and links of a graph out to several ledgers, each to one or more of them, together with whatever
/// they are made of. Each ledger gets them in another order.
class Shards {
public:
    Shards(ascribe::Graph const& graph, std::size_t count, Random& random)
        : ledgers(count), graph_(graph), known_(count), random_(random) {
        using namespace ascribe;
        struct Task {
            Node node;
            int what = 0;
            std::size_t index = 0;
        };
        std::vector<Task> tasks;
        auto const all_of = [&](auto const& range) {
            for (auto id : range) {
                tasks.push_back({id});
                for (std::size_t i = 0; i < graph.labels(id).size(); ++i) tasks.push_back({id, 1, i});
            }
        };
        all_of(graph.actors());
        all_of(graph.places());
        all_of(graph.documents());
        all_of(graph.events());
        all_of(graph.claims());
        all_of(graph.attributions());
        for (auto id : graph.attributions()) {
            for (std::size_t i = 0; i < graph.grounds_of(id).size(); ++i) tasks.push_back({id, 2, i});
            for (std::size_t i = 0; i < graph.recordings(id).size(); ++i) tasks.push_back({id, 3, i});
        }
        for (std::uint32_t p = 0; p < graph.property_count(); ++p) tasks.push_back({Node(), 4, p});
        random.shuffle(tasks);
        for (Task const& task : tasks) {
            auto const first = random.below(count);
            for (std::size_t shard = 0; shard < count; ++shard) {
                if (shard != first && !random.chance(20)) continue;
                Ledger& to = ledgers[shard];
                switch (task.what) {
                case 0: copy(shard, task.node); break;
                case 1: {
                    auto const label = graph.labels(task.node)[task.index];
                    auto const set = copy(shard, label.data_set).to<ActorId>();
                    to.label(copy(shard, task.node), label.text, set);
                    break;
                }
                case 2: {
                    auto const ground = copy(shard, graph.grounds_of(task.node.to<AttributionId>())[task.index]);
                    to.ground(copy(shard, task.node).to<AttributionId>(), ground);
                    break;
                }
                case 3: {
                    auto const recording = graph.recordings(task.node.to<AttributionId>())[task.index];
                    auto const recorder = copy(shard, recording.recorder).to<ActorId>();
                    to.recording(copy(shard, task.node).to<AttributionId>(), recorder, recording.at);
                    break;
                }
                default: property(shard, graph.property_at(static_cast<std::uint32_t>(task.index))); break;
                }
            }
        }
    }

    std::vector<ascribe::Ledger> ledgers;

private:
    ascribe::PropertyId property(std::size_t shard, ascribe::PropertyId property) {
        return ledgers[shard].property(graph_.name(property), graph_.traits(property));
    }

    ascribe::Node copy(std::size_t shard, ascribe::Node node) {
        using namespace ascribe;
        if (!node) return {};
        auto const known = known_[shard].find(node);
        if (known != known_[shard].end()) return known->second;
        Ledger& to = ledgers[shard];
        Node made;
        switch (node.category()) {
        case Category::actor: {
            auto const actor = node.to<ActorId>();
            made = to.actor(graph_.key(actor), graph_.kind(actor)).id;
            break;
        }
        case Category::place: made = to.place(graph_.key(node.to<PlaceId>())).id; break;
        case Category::document: made = to.document(graph_.key(node.to<DocumentId>())).id; break;
        case Category::event: made = to.event(graph_.key(node.to<EventId>())).id; break;
        case Category::claim: {
            auto claim = graph_.claim(node.to<ClaimId>());
            claim.subject = copy(shard, claim.subject);
            if (auto const* end = claim.value.node()) claim.value = copy(shard, *end);
            claim.property = property(shard, claim.property);
            made = to.claim(claim).id;
            break;
        }
        case Category::attribution: {
            auto a = graph_.attribution(node.to<AttributionId>());
            a.source = copy(shard, a.source).to<Source>();
            a.content = copy(shard, a.content).to<Content>();
            a.document = copy(shard, a.document).to<DocumentId>();
            std::vector<Span> spans(a.spans.begin(), a.spans.end());
            for (Span& span : spans) span.document = copy(shard, span.document).to<DocumentId>();
            a.spans = spans;
            auto const grounds = graph_.grounds_of(node.to<AttributionId>());
            // Sometimes a ground comes with the attribution, if it can.
            Node ground;
            if (!grounds.empty() && grounds[0].category() < Category::claim && random_.chance(50))
                ground = copy(shard, grounds[0]);
            made = to.attribution(a, ground).id;
            break;
        }
        }
        known_[shard][node] = made;
        return made;
    }

    ascribe::Graph const& graph_;
    std::vector<std::map<ascribe::Node, ascribe::Node>> known_;
    Random& random_;
};

}  // namespace ascribe_tests

#endif
