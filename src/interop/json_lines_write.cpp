// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/meter.hpp"
#include "json_lines_instant.hpp"
#include "json_lines_order.hpp"
#include "json_lines_utf8.hpp"
#include <ascribe/interop/json_lines.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <optional>

namespace ascribe::detail {

namespace {

using namespace json_lines;

/// One line of JSON, member by member. Its memory is used again for the next.
class Line {
public:
    void begin(std::string_view kind) {
        text_ = "{\"record\":\"";
        (text_ += kind) += '"';
    }
    [[nodiscard]] std::string_view end() {
        text_ += "}\n";
        return text_;
    }

    /// Starts a member or, without a name, an element; the value has to follow.
    Line& item(std::string_view name = {}) {
        if (text_.back() != '{' && text_.back() != '[') text_ += ',';
        if (!name.empty()) ((text_ += '"') += name) += "\":";
        return *this;
    }
    void raw(std::string_view value) { text_ += value; }
    void number(std::uint64_t value) { text_ += std::to_string(value); }
    void quoted(std::string_view value) {
        text_ += '"';
        escaped(value);
        text_ += '"';
    }
    void member(std::string_view name, std::string_view value) { item(name).quoted(value); }
    void reference(Graph const& graph, Node node) {
        (text_ += '"') += to_string(node.category());
        text_ += ':';
        id(graph, node);
        text_ += '"';
    }
    void reference(std::string_view name, Graph const& graph, Node node) { item(name).reference(graph, node); }
    void own_id(std::string_view name, Graph const& graph, Node node) {
        item(name);
        text_ += '"';
        id(graph, node);
        text_ += '"';
    }

private:
    void id(Graph const& graph, Node node) {
        if (auto const entity = node.to<Entity>()) return escaped(graph.key(entity));
        text_ += node.is(Category::claim) ? 'c' : 'a';
        text_ += std::to_string(node.number());
    }

    void escaped(std::string_view value) {
        constexpr char const* digits = "0123456789abcdef";
        std::size_t done = 0;
        for (std::size_t at = 0; at < value.size(); ++at) {
            auto const byte = static_cast<unsigned char>(value[at]);
            if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
            text_ += value.substr(done, at - done);
            done = at + 1;
            text_ += '\\';
            switch (byte) {
            case '"':
            case '\\': text_ += static_cast<char>(byte); break;
            case '\n': text_ += 'n'; break;
            case '\r': text_ += 'r'; break;
            case '\t': text_ += 't'; break;
            default:
                text_ += "u00";
                text_ += digits[byte >> 4];
                text_ += digits[byte & 15];
            }
        }
        text_ += value.substr(done);
    }

    std::string text_;
};

class Writer {
public:
    /// Throws Cancelled, like all that follows.
    Writer(Graph const& graph, Meter& meter, WriteText to, void* sink)
        : graph_(graph),
          meter_(meter),
          write_(to),
          sink_(sink),
          records_(graph, meter),
          grounds_(graph, records_, meter),
          labels_(graph, records_, meter) {}

    /// How often records and properties are gone through, and one for the end. What else there is counts as work only.
    [[nodiscard]] static std::size_t steps(Graph const& graph) noexcept {
        auto const count = [&](Category category) { return std::size_t{graph.count(category)}; };
        std::size_t steps = 2 * std::size_t{graph.property_count()} + 4 * count(Category::claim);
        for (auto category : {Category::actor, Category::place, Category::document, Category::event})
            steps += 3 * count(category);
        return steps + 5 * count(Category::attribution) + 1;
    }

    /// The first text that no reader would take, if there is one.
    [[nodiscard]] std::optional<Error> find_bad_text() const;
    void write_all();

private:
    void property(PropertyId property);
    void entity(Entity entity);
    void claim(ClaimId id);
    void attribution(AttributionId id);
    void spans(std::span<Span const> spans, DocumentId document);
    void grounds(AttributionId attribution);
    void labels(Node node);
    void recordings(AttributionId attribution);
    void label(Label const& label);
    void later_links();
    void put() {
        std::string_view const line = line_.end();
        // To write a line takes longer than to read an attribution, in proportion to its length.
        meter_.work(line.size() / 32);
        write_(sink_, line);
    }
    void array_end(bool any) {
        if (any) line_.raw("]");
    }

    Graph const& graph_;
    Meter& meter_;
    WriteText write_;
    void* sink_;
    RecordOrder records_;
    GroundOrder grounds_;
    LabelOrder labels_;
    std::uint32_t label_ = 0;  // the next that has not been looked at
    Line line_;
};

std::optional<Error> Writer::find_bad_text() const {
    std::optional<Error> error;
    auto const check = [&](std::string_view record, std::string_view field, std::string_view text) {
        meter_.work(text.size() / 256);
        if (!error && !is_utf8(text))
            error = {.code = Errc::syntax, .record = record, .field = field, .expected = "UTF-8", .found = shown(text)};
    };
    auto const check_keys = [&](auto const& range) {
        for (Entity const entity : range) {
            check(to_string(entity.category()), "key", graph_.key(entity));
            meter_.step();
        }
    };
    check_keys(graph_.actors());
    check_keys(graph_.places());
    check_keys(graph_.documents());
    check_keys(graph_.events());
    for (std::uint32_t i = 0; i < graph_.property_count(); ++i) {
        check("property", "name", graph_.name(graph_.property_at(i)));
        meter_.step();
    }
    for (ClaimId const claim : graph_.claims()) {
        Value const value = graph_.value(claim);
        if (value.text() != nullptr) check("claim", "value", *value.text());
        if (value.quantity() != nullptr) {
            check("claim", "value", value.quantity()->thing());
            check("claim", "value", value.quantity()->unit());
        }
        meter_.step();
    }
    for (AttributionId const attribution : graph_.attributions()) {
        check("attribution", "wording", graph_.attribution(attribution).wording);
        meter_.step();
    }
    for (Label const& label : labels_.labels) {
        check("label", "text", label.text);
        meter_.work();
    }
    return error;
}

void Writer::write_all() {
    for (std::uint32_t i = 0; i < graph_.property_count(); ++i) property(graph_.property_at(i));
    for (ActorId const id : graph_.actors()) entity(id);
    for (PlaceId const id : graph_.places()) entity(id);
    for (DocumentId const id : graph_.documents()) entity(id);
    for (EventId const id : graph_.events()) entity(id);
    for (Node const node : records_.records()) {
        if (auto const id = node.to<ClaimId>())
            claim(id);
        else
            attribution(node.to<AttributionId>());
    }
    later_links();
}

void Writer::property(PropertyId property) {
    line_.begin("property");
    line_.member("name", graph_.name(property));
    Traits const traits = graph_.traits(property);
    bool any = false;
    for (Trait const trait : all_traits()) {
        if (!traits.has(trait)) continue;
        if (!any) line_.item("traits").raw("[");
        any = true;
        line_.item().quoted(to_string(trait));
    }
    array_end(any);
    put();
    meter_.step();
}

void Writer::entity(Entity entity) {
    line_.begin(to_string(entity.category()));
    line_.own_id("key", graph_, entity);
    if (auto const actor = entity.to<ActorId>()) line_.member("kind", to_string(graph_.kind(actor)));
    labels(entity);
    put();
    meter_.step();
}

void Writer::claim(ClaimId id) {
    Claim const claim = graph_.claim(id);
    line_.begin("claim");
    line_.own_id("id", graph_, id);
    line_.reference("subject", graph_, claim.subject);
    line_.member("property", graph_.name(claim.property));
    line_.item("value");
    if (claim.value.is_true()) {
        line_.raw("true");
    } else {
        line_.raw("{");
        if (auto const* node = claim.value.node()) line_.reference("node", graph_, *node);
        if (auto const* text = claim.value.text()) line_.member("text", *text);
        if (auto const* quantity = claim.value.quantity()) line_.member("quantity", to_text(*quantity));
        if (auto const* date = claim.value.date()) line_.member("date", date->canonical());
        line_.raw("}");
    }
    if (claim.valid) line_.member("valid", claim.valid->canonical());
    labels(id);
    put();
    meter_.step();
}

void Writer::attribution(AttributionId id) {
    Attribution const a = graph_.attribution(id);
    Attribution const usual;
    line_.begin("attribution");
    line_.own_id("id", graph_, id);
    line_.reference("source", graph_, a.source);
    line_.reference("content", graph_, a.content);
    if (a.factuality != usual.factuality) line_.member("factuality", to_string(a.factuality));
    if (a.act != usual.act) line_.member("act", to_string(a.act));
    if (a.role != usual.role) line_.member("role", to_string(a.role));
    if (a.implied) line_.item("implied").raw("true");
    if (a.basis != usual.basis) line_.member("basis", to_string(a.basis));
    if (a.quote_form != usual.quote_form) line_.member("quote_form", to_string(a.quote_form));
    if (a.distance != usual.distance) {
        line_.item("distance").raw("{");
        line_.member("marker", to_string(a.distance.marker));
        line_.member("target", to_string(a.distance.target));
        line_.raw("}");
    }
    if (a.document) line_.reference("document", graph_, a.document);
    if (a.said) line_.member("said", a.said->canonical());
    if (!a.wording.empty()) line_.member("wording", a.wording);
    if (!a.spans.empty()) spans(a.spans, a.document);
    grounds(id);
    labels(id);
    recordings(id);
    put();
    meter_.step();
}

void Writer::spans(std::span<Span const> spans, DocumentId document) {
    Span const usual;
    line_.item("spans").raw("[");
    for (Span const& span : spans) {
        line_.item().raw("{");
        if (span.document && span.document != document) line_.reference("document", graph_, span.document);
        line_.item("begin").number(span.begin);
        line_.item("end").number(span.end);
        if (span.role != usual.role) line_.member("role", to_string(span.role));
        if (span.depth != usual.depth) line_.item("depth").number(span.depth);
        if (span.open_begin) line_.item("open_begin").raw("true");
        if (span.open_end) line_.item("open_end").raw("true");
        line_.raw("}");
    }
    line_.raw("]");
}

void Writer::grounds(AttributionId attribution) {
    bool any = false;
    for (std::uint32_t i = grounds_.first[attribution.number()]; i < grounds_.first[attribution.number() + 1]; ++i) {
        if (grounds_.order.is_late(i)) continue;
        if (!any) line_.item("grounds").raw("[");
        any = true;
        line_.item().reference(graph_, grounds_.grounds[i]);
    }
    array_end(any);
}

/// Records are written in the order in which their labels are listed.
void Writer::labels(Node node) {
    bool any = false;
    for (; label_ < labels_.labels.size() && labels_.nodes[label_] == node; ++label_) {
        if (labels_.order.is_late(label_)) continue;
        if (!any) line_.item("labels").raw("[");
        any = true;
        line_.item();
        label(labels_.labels[label_]);
    }
    array_end(any);
}

void Writer::label(Label const& label) {
    if (!label.data_set) return line_.quoted(label.text);
    line_.raw("{");
    line_.member("text", label.text);
    line_.reference("data_set", graph_, label.data_set);
    line_.raw("}");
}

void Writer::recordings(AttributionId attribution) {
    bool any = false;
    for (Recording const& recording : graph_.recordings(attribution)) {
        if (!any) line_.item("recordings").raw("[");
        any = true;
        line_.item().raw("{");
        line_.reference("recorder", graph_, recording.recorder);
        line_.member("at", instant_text(recording.at));
        line_.raw("}");
    }
    array_end(any);
}

void Writer::later_links() {
    for (std::uint32_t const i : grounds_.order.later()) {
        line_.begin("ground");
        line_.reference("attribution", graph_, grounds_.attributions[i]);
        line_.reference("on", graph_, grounds_.grounds[i]);
        put();
    }
    for (std::uint32_t const i : labels_.order.later()) {
        line_.begin("label");
        line_.reference("node", graph_, labels_.nodes[i]);
        line_.member("text", labels_.labels[i].text);
        if (ActorId const data_set = labels_.labels[i].data_set) line_.reference("data_set", graph_, data_set);
        put();
    }
}

}  // namespace

Result<void> write_json_lines(Graph const& graph, JsonLinesWriteOptions const& options, WriteText write, void* sink) {
    std::size_t const steps = Writer::steps(graph);
    try {
        Meter meter(options.progress, steps);
        Writer writer(graph, meter, write, sink);
        if (auto error = writer.find_bad_text()) return *std::move(error);
        writer.write_all();
        if (!options.progress || options.progress(steps, steps)) return {};
    } catch (Cancelled const&) {  // told below
    }
    return cancelled("text");
}

}  // namespace ascribe::detail
