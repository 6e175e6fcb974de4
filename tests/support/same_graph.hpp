// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_SAME_GRAPH_HPP
#define ASCRIBE_TESTS_SUPPORT_SAME_GRAPH_HPP

#include <ascribe/graph/graph.hpp>

#include <string>

namespace ascribe_tests {

/// Compares graphs of two ledgers record by record and list by list: equal numbers must stand for equal things.
/// `difference()` is empty if they are the same in everything that can be asked.
class SameGraph {
public:
    SameGraph(ascribe::Graph const& a, ascribe::Graph const& b) : a_(a), b_(b) { compare(); }
    [[nodiscard]] std::string const& difference() const noexcept { return difference_; }

private:
    static bool same(ascribe::Node a, ascribe::Node b) noexcept { return a.word() == b.word(); }
    static bool same_value(ascribe::Value const& a, ascribe::Value const& b) {
        if (a.node() != nullptr && b.node() != nullptr) return same(*a.node(), *b.node());
        return a == b;
    }
    static bool same(ascribe::Label const& a, ascribe::Label const& b) {
        return a.text == b.text && same(a.data_set, b.data_set);
    }
    static bool same(ascribe::Recording const& a, ascribe::Recording const& b) {
        return a.at == b.at && same(a.recorder, b.recorder);
    }
    static bool same(ascribe::Attribution const& a, ascribe::Attribution const& b) {
        if (a.spans.size() != b.spans.size()) return false;
        for (std::size_t i = 0; i < a.spans.size(); ++i) {
            ascribe::Span s = a.spans[i];
            if (!same(s.document, b.spans[i].document)) return false;
            s.document = b.spans[i].document;
            if (s != b.spans[i]) return false;
        }
        return same(a.source, b.source) && same(a.content, b.content) && same(a.document, b.document) &&
               a.factuality == b.factuality && a.act == b.act && a.role == b.role && a.implied == b.implied &&
               a.basis == b.basis && a.quote_form == b.quote_form && a.distance == b.distance && a.said == b.said &&
               a.wording == b.wording;
    }
    template <class A, class B>
    static bool same_list(A const& a, B const& b) {
        auto i = a.begin();
        auto j = b.begin();
        for (; !(i == a.end()) && !(j == b.end()); ++i, ++j)
            if (!same(*i, *j)) return false;
        return i == a.end() && j == b.end();
    }

    void differ(std::string what) {
        if (difference_.empty()) difference_ = std::move(what);
    }
    void expect(bool is_same, char const* what, ascribe::Node node) {
        if (!is_same)
            differ(std::string(what) + " of " + std::string(to_string(node.category())) + ' ' +
                   std::to_string(node.number()));
    }

    template <class Range>
    void nodes(Range const& of_a, Range const& of_b) {
        auto j = of_b.begin();
        for (auto i = of_a.begin(); !(i == of_a.end()); ++i, ++j) {
            ascribe::Node const a = *i;
            ascribe::Node const b = *j;
            if (auto const entity = a.to<ascribe::Entity>())
                expect(a_.key(entity) == b_.key(b.to<ascribe::Entity>()), "key", a);
            if (auto const actor = a.to<ascribe::ActorId>())
                expect(a_.kind(actor) == b_.kind(b.to<ascribe::ActorId>()), "kind", a);
            if (auto const claim = a.to<ascribe::ClaimId>()) claims(claim, b.to<ascribe::ClaimId>());
            if (auto const id = a.to<ascribe::AttributionId>()) attributions(id, b.to<ascribe::AttributionId>());
            expect(same_list(a_.labels(a), b_.labels(b)), "labels", a);
            expect(same_list(a_.resting_on(a), b_.resting_on(b)), "attributions resting on it", a);
            expect(same_list(a_.claims_about(a), b_.claims_about(b)), "claims about it", a);
        }
    }
    void claims(ascribe::ClaimId a, ascribe::ClaimId b) {
        auto const x = a_.claim(a);
        auto const y = b_.claim(b);
        expect(same(x.subject, y.subject), "subject", a);
        expect(x.property.number() == y.property.number(), "property", a);
        expect(same_value(x.value, y.value), "value", a);
        expect(x.valid == y.valid, "valid time", a);
    }
    void attributions(ascribe::AttributionId a, ascribe::AttributionId b) {
        expect(same(a_.attribution(a), b_.attribution(b)), "fields", a);
        expect(same_list(a_.grounds_of(a), b_.grounds_of(b)), "grounds", a);
        expect(same_list(a_.recordings(a), b_.recordings(b)), "recordings", a);
    }

    void compare() {
        for (unsigned c = 1; c <= ascribe::category_count; ++c) {
            auto const category = static_cast<ascribe::Category>(c);
            if (a_.count(category) != b_.count(category))
                return differ("number of " + std::string(to_string(category)));
        }
        if (a_.property_count() != b_.property_count()) return differ("number of properties");
        for (std::uint32_t i = 0; i < a_.property_count(); ++i)
            if (a_.name(a_.property_at(i)) != b_.name(b_.property_at(i)) ||
                a_.traits(a_.property_at(i)) != b_.traits(b_.property_at(i)))
                differ("property " + std::to_string(i));
        nodes(a_.actors(), b_.actors());
        nodes(a_.places(), b_.places());
        nodes(a_.documents(), b_.documents());
        nodes(a_.events(), b_.events());
        nodes(a_.claims(), b_.claims());
        nodes(a_.attributions(), b_.attributions());
        if (a_.all_labels() != b_.all_labels()) differ("all labels");
        for (auto const text : a_.all_labels())
            if (!same_list(a_.find_labelled(text), b_.find_labelled(text)))
                differ("records labelled " + std::string(text));
    }

    ascribe::Graph const& a_;
    ascribe::Graph const& b_;
    std::string difference_;
};

}  // namespace ascribe_tests

#endif
