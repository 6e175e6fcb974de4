// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_COMPARE_HPP
#define ASCRIBE_TESTS_SUPPORT_COMPARE_HPP

#include "dump.hpp"
#include "naive_ledger.hpp"
#include <ascribe/graph/graph.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ascribe_tests {

/// Asks a graph every question about every record and compares the answers with those of the naive ledger.
class Comparison {
public:
    Comparison(ascribe::Graph const& graph, NaiveLedger const& naive) : graph_(graph), naive_(naive) {
        records();
        for (auto category : {Category::actor, Category::place, Category::document, Category::event})
            for (std::size_t n = 0; n < naive.count(category); ++n) entity(category, n);
        vocabulary();
        gather();
        for (std::size_t n = 0; n < naive.claims.size(); ++n) claim(n);
        for (std::size_t n = 0; n < naive.attributions.size(); ++n) attribution(n);
        for (auto category : {Category::actor, Category::place, Category::document, Category::event, Category::claim,
                              Category::attribution})
            for (std::size_t n = 0; n < naive.count(category); ++n) adjacency(naive.id(category, n));
        labels();
    }

    /// The first answers that differ, one a line; empty if all agree.
    [[nodiscard]] std::string const& differences() const noexcept { return differences_; }
    [[nodiscard]] std::size_t questions() const noexcept { return questions_; }

private:
    using Category = ascribe::Category;
    using Node = ascribe::Node;
    using Nodes = std::vector<Node>;

    void same(bool agree, std::string_view question, Node node) {
        ++questions_;
        if (!agree && ++wrong_ <= 5) differences_.append(question).append(" of ").append(Dump::name(node)).append("\n");
    }
    template <class Range>
    void same_list(Range const& range, Nodes const& expected, std::string_view question, Node node) {
        Nodes found;
        for (auto id : range) found.push_back(id);
        bool const agree = found == expected && range.empty() == expected.empty() && range.size() == expected.size() &&
                           (expected.empty() || Node(range.front()) == expected.front());
        same(agree, question, node);
    }

    template <class Range>
    void same_records(Range const& range, Category category) {
        Nodes expected;
        for (std::size_t n = 0; n < naive_.count(category); ++n) expected.push_back(naive_.id(category, n));
        same_list(range, expected, "records", {});
        same(graph_.count(category) == expected.size(), "count", {});
        for (Node node : expected) same(graph_.contains(node), "contains", node);
        same(!graph_.contains(naive_.id(category, expected.size())), "contains the next", {});
    }
    void records() {
        same_records(graph_.actors(), Category::actor);
        same_records(graph_.places(), Category::place);
        same_records(graph_.documents(), Category::document);
        same_records(graph_.events(), Category::event);
        same_records(graph_.claims(), Category::claim);
        same_records(graph_.attributions(), Category::attribution);
        same(!graph_.contains({}), "contains nothing", {});
    }

    void entity(Category category, std::size_t number) {
        auto const id = naive_.id<ascribe::Entity>(category, number);
        auto const& [key, kind] = naive_.entities.at(category)[number];
        same(graph_.key(id) == key, "key", id);
        same(graph_.find(category, key) == id, "find", id);
        same(!graph_.find(category, key + "?"), "find another key", id);
        same(graph_.find_actor(key) == (category == Category::actor ? Node(id) : named(Category::actor, key)),
             "find_actor", id);
        same(graph_.find_place(key) == (category == Category::place ? Node(id) : named(Category::place, key)),
             "find_place", id);
        same(graph_.find_document(key) == (category == Category::document ? Node(id) : named(Category::document, key)),
             "find_document", id);
        same(graph_.find_event(key) == (category == Category::event ? Node(id) : named(Category::event, key)),
             "find_event", id);
        if (auto const actor = id.to<ascribe::ActorId>()) same(graph_.kind(actor) == kind, "kind", id);
    }
    [[nodiscard]] Node named(Category category, std::string const& key) {
        auto& keys = keys_[category];
        auto const found = naive_.entities.find(category);
        if (keys.empty() && found != naive_.entities.end())
            for (std::size_t n = 0; n < found->second.size(); ++n) keys[found->second[n].key] = naive_.id(category, n);
        auto const at = keys.find(key);
        return at == keys.end() ? Node() : at->second;
    }

    void vocabulary() {
        same(graph_.property_count() == naive_.properties.size(), "property_count", {});
        for (std::uint32_t n = 0; n < naive_.properties.size(); ++n) {
            ascribe::PropertyId const id(n, naive_.serial());
            same(graph_.property_at(n) == id, "property_at", {});
            same(graph_.name(id) == naive_.properties[n].name, "name of a property", {});
            same(graph_.traits(id) == naive_.properties[n].traits, "traits", {});
            same(graph_.find_property(naive_.properties[n].name) == id, "find_property", {});
        }
        same(!graph_.find_property("no such property"), "find_property of none", {});
    }

    void gather() {
        // By subject, properties in order of first use and within each the claims.
        std::map<Node, std::vector<std::pair<std::uint32_t, Nodes>>> groups;
        for (std::size_t n = 0; n < naive_.claims.size(); ++n) {
            auto const& claim = naive_.claims[n];
            auto const id = naive_.id(Category::claim, n);
            auto& of_subject = groups[claim.subject];
            auto group = std::find_if(of_subject.begin(), of_subject.end(),
                                      [&](auto const& g) { return g.first == claim.property; });
            if (group == of_subject.end()) group = of_subject.insert(of_subject.end(), {claim.property, {}});
            group->second.push_back(id);
            if (auto const* end = std::get_if<Node>(&claim.value)) naming_[*end].push_back(id);
        }
        for (auto const& [subject, of_subject] : groups) {
            for (auto const& [property, claims] : of_subject) {
                auto& all = about_[subject];
                all.insert(all.end(), claims.begin(), claims.end());
                about_property_[subject][property] = claims;
            }
        }
        for (std::size_t n = 0; n < naive_.attributions.size(); ++n) {
            auto const& fields = naive_.attributions[n].fields;
            auto const id = naive_.id(Category::attribution, n);
            of_content_[fields.content].push_back(id);
            by_source_[fields.source].push_back(id);
            if (fields.document) in_document_[fields.document].push_back(id);
        }
        for (auto const& ground : naive_.grounds) {
            grounds_[ground.attribution].push_back(ground.on);
            resting_[ground.on].push_back(ground.attribution);
        }
        for (auto const& label : naive_.labels) labels_[label.node].push_back({label.text, label.data_set});
        for (auto const& recording : naive_.recordings)
            recordings_[recording.attribution].push_back({recording.recorder, recording.at});
    }

    void claim(std::size_t number) {
        auto const id = naive_.id<ascribe::ClaimId>(Category::claim, number);
        auto const& expected = naive_.claims[number];
        auto const value = view(expected.value);
        ascribe::Claim const record = graph_.claim(id);
        same(record == ascribe::Claim{.subject = expected.subject,
                                      .property = ascribe::PropertyId(expected.property, naive_.serial()),
                                      .value = value,
                                      .valid = expected.valid},
             "claim", id);
        same(graph_.subject(id) == expected.subject, "subject", id);
        same(graph_.property(id) == ascribe::PropertyId(expected.property, naive_.serial()), "property", id);
        same(graph_.value(id) == value, "value", id);
        same(graph_.value_node(id) == (value.node() == nullptr ? Node() : *value.node()), "value_node", id);
        // Some other claims, near and far.
        for (std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{61}}) {
            auto const other = (number + step) % naive_.claims.size();
            same(graph_.same_value(id, naive_.id<ascribe::ClaimId>(Category::claim, other)) ==
                     (NaiveLedger::spell(expected.value) == NaiveLedger::spell(naive_.claims[other].value)),
                 "same_value", id);
        }
    }

    void attribution(std::size_t number) {
        auto const id = naive_.id<ascribe::AttributionId>(Category::attribution, number);
        ascribe::Attribution const expected = naive_.attributions[number].view();
        same(graph_.attribution(id) == expected, "attribution", id);
        same(graph_.source(id) == expected.source, "source", id);
        same(graph_.content(id) == expected.content, "content", id);
        same(graph_.document(id) == expected.document, "document", id);
        same(graph_.factuality(id) == expected.factuality, "factuality", id);
        same(graph_.act(id) == expected.act, "act", id);
        same(graph_.role(id) == expected.role, "role", id);
        same(graph_.basis(id) == expected.basis, "basis", id);
        same(graph_.distance(id) == expected.distance, "distance", id);
        auto const spans = graph_.spans(id);
        same(std::equal(spans.begin(), spans.end(), expected.spans.begin(), expected.spans.end()), "spans", id);
        auto const between = graph_.said_between(id);
        same(between.has_value() == expected.said.has_value(), "said_between", id);
        if (between)
            same(between->first == expected.said->earliest() && between->second == expected.said->latest(),
                 "said_between", id);
        ascribe::Content inner = expected.content;
        std::uint32_t hops = 1;
        for (; inner.is(Category::attribution); ++hops) inner = naive_.attributions[inner.number()].fields.content;
        same(graph_.innermost(id) == std::pair(inner.to<ascribe::ClaimId>(), hops), "innermost", id);

        auto const& grounds = grounds_[id];
        same(graph_.grounds_of(id) == grounds, "grounds_of", id);
        same(graph_.has_grounds(id) == !grounds.empty(), "has_grounds", id);
        same(graph_.recordings(id) == recordings_[id], "recordings", id);
    }

    void adjacency(Node id) {
        same_list(graph_.claims_about(id), about_[id], "claims_about", id);
        same_list(graph_.claims_naming(id), naming_[id], "claims_naming", id);
        same_list(graph_.resting_on(id), resting_[id], "resting_on", id);
        auto const& of_property = about_property_[id];
        for (auto const& [property, expected] : of_property) with_property(id, property, expected);
        // And a few that it has no claims of.
        for (std::uint32_t step = 0; step < 3 && !naive_.properties.empty(); ++step) {
            auto const property = static_cast<std::uint32_t>((id.number() + step * 5) % naive_.properties.size());
            if (!of_property.contains(property)) with_property(id, property, {});
        }
        same(graph_.claims_about(id, "no such property").empty(), "claims_about with an unknown name", id);
        if (auto const content = id.to<ascribe::Content>())
            same_list(graph_.attributions_of(content), of_content_[id], "attributions_of", id);
        if (auto const source = id.to<ascribe::Source>())
            same_list(graph_.attributions_by(source), by_source_[id], "attributions_by", id);
        if (auto const document = id.to<ascribe::DocumentId>())
            same_list(graph_.attributions_in(document), in_document_[id], "attributions_in", id);
        auto const& expected = labels_[id];
        auto const found = graph_.labels(id);
        same(std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
                        [](auto const& a, auto const& b) { return a.text == b.first && a.data_set == b.second; }),
             "labels", id);
    }

    void with_property(Node id, std::uint32_t property, Nodes const& expected) {
        same_list(graph_.claims_about(id, ascribe::PropertyId(property, naive_.serial())), expected,
                  "claims_about with property", id);
        same_list(graph_.claims_about(id, naive_.properties[property].name), expected, "claims_about with name", id);
    }

    void labels() {
        std::map<std::string, Nodes> labelled;
        for (auto const& label : naive_.labels) {
            auto& nodes = labelled[label.text];
            if (std::find(nodes.begin(), nodes.end(), label.node) == nodes.end()) nodes.push_back(label.node);
        }
        std::vector<std::string> all;
        for (auto const& [text, nodes] : labelled) {
            all.push_back(text);
            same(graph_.find_labelled(text) == nodes, "find_labelled", nodes.front());
        }
        auto const found = graph_.all_labels();
        same(std::equal(found.begin(), found.end(), all.begin(), all.end()), "all_labels", {});
        same(graph_.find_labelled("no such label").empty(), "find_labelled of none", {});
        same(graph_.find_labelled("").empty(), "find_labelled of nothing", {});
    }

    ascribe::Graph const& graph_;
    NaiveLedger const& naive_;
    std::map<Category, std::map<std::string, Node>> keys_;
    std::map<Node, Nodes> about_, naming_, of_content_, by_source_, in_document_, grounds_, resting_;
    std::map<Node, std::map<std::uint32_t, Nodes>> about_property_;
    std::map<Node, std::vector<std::pair<std::string, ascribe::ActorId>>> labels_;
    std::map<Node, std::vector<ascribe::Recording>> recordings_;
    std::string differences_;
    std::size_t questions_ = 0;
    std::size_t wrong_ = 0;
};

/// Where graph and naive ledger differ; empty if nowhere.
[[nodiscard]] inline std::string difference(ascribe::Graph const& graph, NaiveLedger const& naive) {
    return Comparison(graph, naive).differences();
}

}  // namespace ascribe_tests

#endif
