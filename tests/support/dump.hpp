// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_DUMP_HPP
#define ASCRIBE_TESTS_SUPPORT_DUMP_HPP

#include <ascribe/graph/graph.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <string>

namespace ascribe_tests {

/// Everything that a graph can be asked, as text: two graphs with one dump cannot be told apart by their users.
/// Handles appear as category and number, so graphs of different ledgers can be compared.
class Dump {
public:
    explicit Dump(ascribe::Graph const& graph) : graph_(graph) {
        vocabulary();
        for (auto actor : graph.actors()) entity("actor", actor, ascribe::to_string(graph.kind(actor)));
        for (auto place : graph.places()) entity("place", place, {});
        for (auto document : graph.documents()) {
            entity("document", document, {});
            list(" holds", graph.attributions_in(document));
        }
        for (auto event : graph.events()) entity("event", event, {});
        for (auto claim : graph.claims()) one(claim);
        for (auto attribution : graph.attributions()) one(attribution);
        for (auto label : graph.all_labels()) {
            text_ += "label ";
            quoted(label);
            list(" of", graph.find_labelled(label));
        }
    }

    [[nodiscard]] std::string const& text() const noexcept { return text_; }

    [[nodiscard]] static std::string name(ascribe::Node node) {
        if (!node) return "nothing";
        return std::string(ascribe::to_string(node.category())) + std::to_string(node.number());
    }

private:
    void quoted(std::string_view text) { text_.append("'").append(text).append("'"); }
    void word(std::string_view text) { text_.append(" ").append(text); }
    void line() { text_ += '\n'; }

    template <class Range>
    void list(std::string_view what, Range const& range) {
        text_.append(what).append(":");
        for (auto id : range) word(name(id));
        line();
    }

    void vocabulary() {
        for (std::uint32_t i = 0; i < graph_.property_count(); ++i) {
            auto const property = graph_.property_at(i);
            quoted(graph_.name(property));
            word(std::to_string(graph_.traits(property).bits()));
            word(graph_.find_property(graph_.name(property)) == property ? "found" : "LOST");
            line();
        }
    }

    /// What every record can have.
    void links(ascribe::Node node) {
        list(" about it", graph_.claims_about(node));
        list(" naming it", graph_.claims_naming(node));
        list(" resting on it", graph_.resting_on(node));
        for (auto const& label : graph_.labels(node)) {
            text_ += " labelled ";
            quoted(label.text);
            word(name(label.data_set));
            line();
        }
    }

    void entity(std::string_view kind, ascribe::Entity entity, std::string_view more) {
        text_.append(kind).append(" ").append(name(entity)).append(" ");
        quoted(graph_.key(entity));
        word(more);
        word(graph_.find(entity.category(), graph_.key(entity)) == entity ? "found" : "LOST");
        line();
        if (auto const source = entity.to<ascribe::Source>()) list(" says", graph_.attributions_by(source));
        links(entity);
    }

    void one(ascribe::ClaimId id) {
        auto const claim = graph_.claim(id);
        text_ += name(id) + ": " + name(claim.subject);
        word(graph_.name(claim.property));
        if (claim.value.is_true()) word("true");
        if (auto const* node = claim.value.node()) word(name(*node));
        if (auto const* quantity = claim.value.quantity()) word(to_text(*quantity));
        if (auto const* date = claim.value.date()) word(date->canonical());
        if (auto const* text = claim.value.text()) quoted(*text);
        if (claim.valid) word("valid " + claim.valid->canonical());
        line();
        list(" put forward", graph_.attributions_of(id));
        for (auto const& support : graph_.supports_of(id)) {
            text_ += " " + name(support.attribution) + " rests on " + name(support.by);
            text_.append(support.has_ground ? ", a ground" : ", its source")
                .append(support.has_others ? ", one of many" : "");
            line();
        }
        links(id);
    }

    void one(ascribe::AttributionId id) {
        auto const a = graph_.attribution(id);
        text_ += name(id) + ": " + name(a.source);
        word(name(a.content));
        word(ascribe::to_string(a.factuality));
        word(ascribe::to_string(a.act));
        word(ascribe::to_string(a.role));
        if (a.implied) word("implied");
        word(ascribe::to_string(a.basis));
        word(ascribe::to_string(a.quote_form));
        word(ascribe::to_string(a.distance.marker));
        word(ascribe::to_string(a.distance.target));
        word(name(a.document));
        if (a.said) word("said " + a.said->canonical());
        quoted(a.wording);
        for (auto const& span : a.spans) {
            word(name(span.document) + "[" + std::to_string(span.begin) + "," + std::to_string(span.end) + ")");
            word(ascribe::to_string(span.role));
            word(std::to_string(span.depth) + (span.open_begin ? "<" : "") + (span.open_end ? ">" : ""));
        }
        line();
        list(" reported by", graph_.attributions_of(id));
        list(" rests on", graph_.grounds_of(id));
        for (auto const& recording : graph_.recordings(id)) {
            text_ += " recorded by " + name(recording.recorder);
            word(std::to_string(recording.at.seconds));
            line();
        }
        links(id);
    }

    ascribe::Graph const& graph_;
    std::string text_;
};

[[nodiscard]] inline std::string dump(ascribe::Graph const& graph) {
    return Dump(graph).text();
}

}  // namespace ascribe_tests

#endif
