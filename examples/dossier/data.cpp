// SPDX-License-Identifier: BSL-1.0
#include "data.hpp"

#include "names.hpp"
#include <ascribe/quantity/quantity_text.hpp>

#include <charconv>
#include <optional>
#include <string_view>

namespace dossier {

using namespace ascribe;

namespace {

/// Claims are about claims, to any depth; beyond the third a record has `cut`, and programs follow its id.
constexpr int deepest = 3;

json::value record_at(Graph const& graph, Node node, int depth);

json::value number_of(Rational const& number) {
    if (number.denominator() == 1) return number.numerator();
    return static_cast<double>(number.numerator()) / static_cast<double>(number.denominator());
}

json::value bound_of(std::optional<Bound> const& bound) {
    if (!bound) return nullptr;
    return json::object{{"value", number_of(bound->value)}, {"included", !bound->open}};
}

json::object quantity_data(Quantity const& quantity) {
    json::array alternatives;
    for (Rational const& number : quantity.alternatives()) alternatives.push_back(number_of(number));
    return {{"kind", "quantity"},
            {"text", text_of(quantity)},
            {"canonical", to_text(quantity)},
            {"number", quantity.nominal() ? number_of(*quantity.nominal()) : json::value()},
            {"direction", std::string(to_string(quantity.direction()))},
            {"lower", bound_of(quantity.bounds().lower)},
            {"upper", bound_of(quantity.bounds().upper)},
            {"alternatives", std::move(alternatives)},
            {"of", std::string(to_string(quantity.kind()))},
            {"unit", quantity.unit()},
            {"thing", quantity.thing().empty() ? json::value() : json::value(quantity.thing())}};
}

/// Of one hop, with its source as `of`; of the innermost that is the stance on the claim.
json::object stance_data(Graph const& graph, AttributionId hop, char const* of) {
    return {{of, id_of(graph, graph.source(hop))},
            {"factuality", std::string(to_string(graph.factuality(hop)))},
            {"act", std::string(to_string(graph.act(hop)))}};
}

json::value value_at(Graph const& graph, Value const& value, int depth) {
    if (auto const* node = value.node())
        return json::object{{"kind", "record"}, {"record", record_at(graph, *node, depth)}};
    if (auto const* text = value.text()) return json::object{{"kind", "text"}, {"text", std::string(*text)}};
    if (auto const* quantity = value.quantity()) return quantity_data(*quantity);
    if (auto const* date = value.date()) return json::object{{"kind", "date"}, {"date", date->canonical()}};
    return json::object{{"kind", "true"}};
}

json::value record_at(Graph const& graph, Node node, int depth) {
    if (!node) return nullptr;
    json::object object{{"category", std::string(to_string(node.category()))}, {"id", id_of(graph, node)}};
    if (auto const entity = node.to<Entity>()) {
        object["key"] = std::string(graph.key(entity));
        object["name"] = name_of(graph, entity);
        if (auto const actor = node.to<ActorId>()) object["kind"] = std::string(to_string(graph.kind(actor)));
        return object;
    }
    json::array labels;
    for (Label const& label : graph.labels(node)) labels.emplace_back(std::string(label.text));
    object["labels"] = std::move(labels);
    if (depth == deepest) {
        object["cut"] = true;
        return object;
    }
    if (auto const id = node.to<ClaimId>()) {
        Claim const claim = graph.claim(id);
        object["subject"] = record_at(graph, claim.subject, depth + 1);
        object["property"] = std::string(graph.name(claim.property));
        object["value"] = value_at(graph, claim.value, depth + 1);
        object["valid"] = claim.valid ? json::value(claim.valid->canonical()) : json::value();
    } else if (auto const attribution = node.to<AttributionId>()) {
        object["source"] = record_at(graph, graph.source(attribution), depth + 1);
        object["document"] = record_at(graph, graph.document(attribution), depth + 1);
        object["claim"] = record_at(graph, graph.innermost(attribution).first, depth + 1);
        json::array reports;
        AttributionId says = attribution;
        for (; graph.content(says).is(Category::attribution); says = graph.content(says).to<AttributionId>())
            reports.push_back(stance_data(graph, says, "reporter"));
        for (auto const& member : stance_data(graph, says, "speaker")) object[member.key()] = member.value();
        object["reports"] = std::move(reports);
    }
    return object;
}

}  // namespace

std::string id_of(Graph const& graph, Node node) {
    std::string const category(to_string(node.category()));
    if (auto const entity = node.to<Entity>()) return category + ":" + std::string(graph.key(entity));
    return category + ":" + std::to_string(node.number());
}

json::value data_of(Graph const& graph, Node node) {
    return record_at(graph, node, 0);
}

json::value value_data(Graph const& graph, Value const& value) {
    return value_at(graph, value, 0);
}

json::value data_of(std::pair<Day, Day> window) {
    auto const end = [](Day day) { return day.is_finite() ? json::value(to_string(day)) : json::value(); };
    return json::object{{"from", end(window.first)}, {"to", end(window.second)}};
}

namespace {

/// By how much an offset in code points is less than this one in bytes; nothing if the data set does not say, or not so
/// that it can be read.
std::optional<std::uint32_t> bytes_more(Graph const& graph, DocumentId document, std::uint32_t byte) {
    if (!document) return std::nullopt;
    for (ClaimId claim : graph.claims_about(document, "code_point_offsets")) {
        Value const value = graph.value(claim);
        if (value.text() == nullptr) continue;
        std::string_view steps = *value.text();
        std::uint32_t more = 0;
        while (!steps.empty()) {
            std::uint32_t from = 0, difference = 0;
            char const* const end = steps.data() + steps.size();
            auto const first = std::from_chars(steps.data(), end, from);
            if (first.ec != std::errc() || first.ptr == end || *first.ptr != ':') return std::nullopt;
            auto const second = std::from_chars(first.ptr + 1, end, difference);
            if (second.ec != std::errc() || difference > from) return std::nullopt;
            if (from > byte) break;
            more = difference;
            steps.remove_prefix(static_cast<std::size_t>(second.ptr - steps.data()));
            while (!steps.empty() && steps.front() == ' ') steps.remove_prefix(1);
        }
        return more;
    }
    return std::nullopt;
}

}  // namespace

json::object span_data(Graph const& graph, DocumentId document, Span const& span) {
    auto const code_point = [&](std::uint32_t byte) {
        auto const more = bytes_more(graph, document, byte);
        return more ? json::value(static_cast<std::int64_t>(byte - *more)) : json::value();
    };
    return {{"document", data_of(graph, document)},
            {"begin", static_cast<std::int64_t>(span.begin)},
            {"end", static_cast<std::int64_t>(span.end)},
            {"begin_code_point", code_point(span.begin)},
            {"end_code_point", code_point(span.end)}};
}

std::vector<std::string> labels_or_id(Graph const& graph, Node node) {
    std::vector<std::string> found;
    for (Label const& label : graph.labels(node)) found.emplace_back(label.text);
    if (found.empty()) found.push_back(id_of(graph, node));
    return found;
}

}  // namespace dossier
