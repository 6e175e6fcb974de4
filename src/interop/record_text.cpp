// SPDX-License-Identifier: BSL-1.0
#include <ascribe/core/names.hpp>
#include <ascribe/interop/record_text.hpp>
#include <ascribe/quantity/quantity_text.hpp>
#include <ascribe/time/day.hpp>
#include <ascribe/time/edtf.hpp>

#include <utility>
#include <vector>

namespace ascribe::detail {

namespace {

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (char c : text) {
        if (c == '\n') {
            result += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result += '"';
}

/// Entities by key, others as handles: so that claims about claims need no nesting.
std::string reference(Graph const& graph, Node node) {
    auto const entity = node.to<Entity>();
    return entity ? std::string(graph.key(entity)) : text_of(node);
}

template <class NodeText>
std::string value_text(Value const& value, NodeText node_text) {
    if (auto const* node = value.node()) return node_text(*node);
    if (auto const* text = value.text()) return quoted(*text);
    if (auto const* quantity = value.quantity()) return to_text(*quantity);
    if (auto const* date = value.date()) return date->as_said();
    return "true";
}

void append_two_digits(std::string& text, char before, std::int64_t number) {
    text += before;
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
}

void append_manner(std::string& text, Graph const& graph, AttributionId id) {
    Attribution const a = graph.attribution(id);
    Attribution const usual;
    text += ' ';
    text += to_string(a.factuality);
    auto const add = [&](std::string_view before, std::string_view word) { text.append(", ").append(before) += word; };
    if (a.act != usual.act) add("", to_string(a.act));
    if (a.role != usual.role) add("as ", to_string(a.role));
    if (a.implied) add("", "implied");
    if (a.distance.marker != DistanceMarker::none) {
        add("distance ", to_string(a.distance.marker));
        if (a.distance.target == DistanceTarget::term) text += " of term";
    }
    if (a.said) add("said ", a.said->as_said());
    if (a.document) text.append(" in ") += graph.key(a.document);
}

std::string attribution_text(Graph const& graph, AttributionId outermost) {
    std::vector<AttributionId> hops{outermost};
    while (auto const inner = graph.content(hops.back()).to<AttributionId>()) hops.push_back(inner);
    std::string text;
    for (AttributionId hop : hops) {
        if (hop != outermost) text += '(';
        text.append(graph.key(graph.source(hop))) += " : ";
    }
    text += text_in(graph, Node(graph.content(hops.back())));
    for (std::size_t i = hops.size(); i-- > 0;) {
        append_manner(text, graph, hops[i]);
        if (i != 0) text += ')';
    }
    return text;
}

}  // namespace

std::string text_of(Node node) {
    if (!node) return "none";
    return std::string(to_string(node.category())) + '#' + std::to_string(node.number());
}

std::string text_of(Instant instant) {
    constexpr std::int64_t day_length = 86'400;
    std::int64_t const second = (instant.seconds % day_length + day_length) % day_length;
    std::string text = to_string(Day(instant.seconds / day_length - (instant.seconds % day_length < 0 ? 1 : 0)));
    append_two_digits(text, 'T', second / 3600);
    append_two_digits(text, ':', second / 60 % 60);
    append_two_digits(text, ':', second % 60);
    return text += 'Z';
}

std::string text_of(Traits traits) {
    std::string text;
    for (Trait trait : all_traits())
        if (traits.has(trait)) (text += text.empty() ? "" : "|") += to_string(trait);
    return text.empty() ? "none" : text;
}

std::string text_of(Value const& value) {
    return value_text(value, [](Node node) { return text_of(node); });
}

std::string text_in(Graph const& graph, Node node) {
    if (auto const claim = node.to<ClaimId>()) return text_in(graph, graph.claim(claim));
    if (auto const attribution = node.to<AttributionId>()) return attribution_text(graph, attribution);
    return reference(graph, node);
}

std::string text_in(Graph const& graph, Value const& value) {
    return value_text(value, [&](Node node) { return reference(graph, node); });
}

std::string text_in(Graph const& graph, Claim const& claim) {
    std::string text = '(' + reference(graph, claim.subject) + ", " + text_in(graph, claim.property) + ", " +
                       text_in(graph, claim.value);
    if (claim.valid) text += ", valid " + claim.valid->as_said();
    return text += ')';
}

}  // namespace ascribe::detail
