// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/meter.hpp"
#include <ascribe/graph/edge.hpp>
#include <ascribe/quantity/quantity_text.hpp>
#include <ascribe/render/dot.hpp>

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace ascribe {

namespace {

struct Look {
    std::string_view shape, fill;
};

/// Pale fills that keep apart in greyscale and for colour-blind eyes together with the shape.
Look look_of(Category category) noexcept {
    switch (category) {
    case Category::actor: return {"ellipse", "#fde9d0"};
    case Category::place: return {"house", "#e2f0d9"};
    case Category::document: return {"note", "#f2f2f2"};
    case Category::event: return {"octagon", "#d6e8f7"};
    case Category::claim: return {"box", "#ffffff"};
    case Category::attribution: break;
    }
    return {"cds", "#fff7c2"};
}

/// Bytes of the UTF-8 sequence at the start of `text`, 0 if there is none (RFC 3629: shortest form, no surrogates).
std::size_t sequence_length(std::string_view text) noexcept {
    auto const byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[i])) : 0U;
    };
    auto const follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    unsigned const lead = byte(0);
    if (lead < 0x80U) return 1;
    if (lead >= 0xC2U && lead <= 0xDFU) return follows(1) ? 2 : 0;
    if (lead >= 0xE0U && lead <= 0xEFU) {
        bool const shortest = lead != 0xE0U || byte(1) >= 0xA0U;
        bool const surrogate = lead == 0xEDU && byte(1) >= 0xA0U;
        return follows(1) && follows(2) && shortest && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0U && lead <= 0xF4U) {
        bool const in_range = (lead != 0xF0U || byte(1) >= 0x90U) && (lead != 0xF4U || byte(1) <= 0x8FU);
        return follows(1) && follows(2) && follows(3) && in_range ? 4 : 0;
    }
    return 0;
}

/// The text as the inside of a quoted DOT label. GraphViz reads backslashes, and ampersands as HTML entities.
void append_escaped(std::string& out, std::string_view text) {
    while (!text.empty()) {
        std::size_t const length = sequence_length(text);
        char const c = text.front();
        bool const control = static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
        if (length == 0 || (length == 1 && control && c != '\t'))
            out += "\xEF\xBF\xBD";
        else if (c == '\t')
            out += ' ';
        else if (c == '&')
            out += "&amp;";
        else {
            if (c == '"' || c == '\\') out += '\\';
            out += text.substr(0, length);
        }
        text.remove_prefix((std::max)(length, std::size_t{1}));
    }
}

std::size_t count_characters(std::string_view text) noexcept {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// One line of a label, broken at spaces into lines of at most `wrap` characters where words allow it.
void append_wrapped(std::string& out, std::string_view line, std::size_t wrap) {
    std::size_t used = 0;
    while (!line.empty()) {
        // The next word takes the spaces before it along, unless it starts a new line.
        std::size_t const word_at = line.find_first_not_of(' ');
        if (word_at == std::string_view::npos) return;
        std::size_t const end = (std::min)(line.find(' ', word_at), line.size());
        std::size_t const width = count_characters(line.substr(0, end));
        if (wrap != 0 && used != 0 && used + width > wrap) {
            out += "\\n";
            line.remove_prefix(word_at);
            used = 0;
            continue;
        }
        append_escaped(out, line.substr(0, end));
        used += width;
        line.remove_prefix(end);
    }
}

std::string quoted_label(std::string_view text, std::size_t wrap) {
    std::string out = "\"";
    for (;;) {
        std::size_t const end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        append_wrapped(out, line, wrap);
        if (end == std::string_view::npos) break;
        out += "\\n";
        text.remove_prefix(end + 1);
    }
    return out += '"';
}

std::string default_label(Graph const& graph, Node node) {
    if (auto const entity = node.to<Entity>()) {
        std::string label(graph.key(entity));
        if (auto const actor = node.to<ActorId>(); actor && !is_named(graph.kind(actor)))
            label.append("\n(").append(to_string(graph.kind(actor))) += ')';
        return label;
    }
    if (auto const id = node.to<ClaimId>()) {
        Claim const claim = graph.claim(id);
        std::string label(graph.name(claim.property));
        if (auto const* text = claim.value.text()) label.append("\n\"").append(*text) += '"';
        if (auto const* quantity = claim.value.quantity()) label.append("\n") += to_words(*quantity);
        if (auto const* date = claim.value.date()) label.append("\n") += date->as_said();
        if (claim.valid) label.append("\nvalid ") += claim.valid->as_said();
        return label;
    }
    auto const id = node.to<AttributionId>();
    std::string label(to_string(graph.act(id)));
    label.append(" ").append(to_string(graph.factuality(id)));
    if (graph.role(id) != Role::author) label.append("\nas ").append(to_string(graph.role(id)));
    return label;
}

std::string id_of(Node node) {
    return std::string(to_string(node.category())) + std::to_string(node.number());
}

std::size_t count_records(Graph const& graph) noexcept {
    std::size_t records = 0;
    for (std::size_t c = 1; c <= category_count; ++c) records += graph.count(static_cast<Category>(c));
    return records;
}

class Drawing {
public:
    /// What it asks of the meter throws Cancelled.
    Drawing(Graph const& graph, DotOptions const& options, detail::Meter& meter)
        : graph_(graph), options_(options), meter_(meter) {}

    /// To take records, to write them and to write their edges are at most as many steps each as there are records; and
    /// one for the end.
    [[nodiscard]] static std::size_t steps(Graph const& graph) noexcept { return 3 * count_records(graph) + 1; }

    void take_all() {
        auto const take_some = [&](auto const& records) {
            for (Node node : records) {
                if (included(node)) take(node);
                meter_.step();
            }
        };
        take_some(graph_.actors());
        take_some(graph_.places());
        take_some(graph_.documents());
        take_some(graph_.events());
        take_some(graph_.claims());
        take_some(graph_.attributions());
    }

    void take_around(Node around, std::uint32_t radius) {
        around_ = around;
        take(around);
        std::size_t border = 0;  // where those begin that were reached with the last step
        for (std::uint32_t step = 0; step < radius && border != shown_.size(); ++step) {
            std::size_t const end = shown_.size();
            for (; border != end; ++border) walk_on(shown_[border]);
        }
        std::sort(shown_.begin(), shown_.end(), [&](Node a, Node b) {
            meter_.work();
            return a < b;
        });
    }

    template <class Write>
    void write(Write const& write) const {
        write("digraph ascribe {\n");
        write("  graph [rankdir=LR, charset=\"UTF-8\"];\n");
        write("  node [fontname=\"Helvetica\", fontsize=11, style=filled];\n");
        write("  edge [fontname=\"Helvetica\", fontsize=9];\n");
        std::size_t const records = count_records(graph_);
        auto const put = [&](std::string_view line) {
            // To make a line takes longer than to read an attribution, in proportion to its length.
            meter_.work(line.size() / 32);
            write(line);
        };
        meter_.reach(records);
        for (Node node : shown_) {
            put(node_line(node));
            meter_.step();
        }
        meter_.reach(2 * records);
        for (Node node : shown_) {
            for (Edge const& edge : edges_from(graph_, node)) {
                if (is_shown(edge.to)) put(edge_line(edge));
                meter_.work();
            }
            meter_.step();
        }
        write("}\n");
    }

private:
    void walk_on(Node node) {
        if (node == around_ || !is_hub(node))
            for_each_neighbour(node, [&](Node other) {
                if (!is_shown(other) && included(other)) take(other);
                return true;
            });
        meter_.step();
    }
    void take(Node node) {
        if (is_taken_.insert(node).second) shown_.push_back(node);
    }
    [[nodiscard]] bool included(Node node) const { return !options_.include || options_.include(node); }
    [[nodiscard]] bool is_shown(Node node) const { return is_taken_.find(node) != is_taken_.end(); }

    /// Calls `visit(other)` for the other end of every edge until it returns false.
    template <class Visit>
    void for_each_neighbour(Node node, Visit visit) const {
        for (Edge const& edge : edges_from(graph_, node)) {
            meter_.work();
            if (!visit(edge.to)) return;
        }
        for (Edge const& edge : edges_to(graph_, node)) {
            meter_.work();
            if (!visit(edge.from)) return;
        }
    }
    [[nodiscard]] bool is_hub(Node node) const {
        std::size_t edges = 0;
        for_each_neighbour(node, [&](Node) { return ++edges <= options_.hub; });
        return edges > options_.hub;
    }
    /// Whether a record hangs here that is not shown, though it is not left out on purpose.
    [[nodiscard]] bool goes_on(Node node) const {
        bool more = false;
        for_each_neighbour(node, [&](Node other) {
            more = !is_shown(other) && included(other);
            return !more;
        });
        return more;
    }

    [[nodiscard]] std::string node_line(Node node) const {
        Look const look = look_of(node.category());
        std::string label = options_.label ? options_.label(node) : std::string();
        if (label.empty()) label = default_label(graph_, node);
        std::string line = "  " + id_of(node) + " [label=" + quoted_label(label, options_.wrap);
        line.append(", shape=").append(look.shape).append(", fillcolor=\"").append(look.fill) += '"';
        if (around_ && goes_on(node)) line += ", style=\"filled,dashed\"";
        if (node == around_) line += ", penwidth=3";
        return line += "];\n";
    }

    [[nodiscard]] std::string edge_line(Edge const& edge) const {
        std::string line = "  " + id_of(edge.from) + " -> " + id_of(edge.to) + " [label=\"";
        line.append(to_string(edge.field)) += '"';
        if (edge.field == EdgeField::content) {
            auto const stance = polarity(graph_.factuality(edge.from.to<AttributionId>()));
            if (stance != Polarity::positive)
                line += stance == Polarity::negative ? ", arrowhead=tee" : ", arrowhead=odot";
        }
        return line += "];\n";
    }

    Graph const& graph_;
    DotOptions const& options_;
    detail::Meter& meter_;
    Node around_;
    std::vector<Node> shown_;  // ascending when it is written
    std::unordered_set<Node> is_taken_;
};

}  // namespace

Result<void> detail::write_dot(Graph const& graph, Node around, std::uint32_t radius, WriteDot write, void* sink,
                               DotOptions const& options) {
    std::size_t const steps = Drawing::steps(graph);
    try {
        Meter meter(options.progress, steps);
        Drawing drawing(graph, options, meter);
        if (around)
            drawing.take_around(around, radius);
        else
            drawing.take_all();
        drawing.write([&](std::string_view line) { write(sink, line); });
        if (!options.progress || options.progress(steps, steps)) return {};
    } catch (Cancelled const&) {  // told below
    }
    return detail::cancelled("drawing");
}

namespace {

/// What `write(sink)` gives to the sink, if that succeeds.
template <class Write>
Result<std::string> collect(Write write) {
    std::string text;
    if (auto const written = write([&](std::string_view line) { text += line; }); !written) return written.error();
    return text;
}

}  // namespace

Result<std::string> try_to_dot(Graph const& graph, Node around, std::uint32_t radius, DotOptions const& options) {
    return collect([&](auto const& sink) { return try_write_dot(graph, around, radius, sink, options); });
}

Result<std::string> try_to_dot(Graph const& graph, DotOptions const& options) {
    return collect([&](auto const& sink) { return try_write_dot(graph, sink, options); });
}

std::string to_dot(Graph const& graph, Node around, std::uint32_t radius, DotOptions const& options) {
    return try_to_dot(graph, around, radius, options).value();
}

std::string to_dot(Graph const& graph, DotOptions const& options) {
    return try_to_dot(graph, options).value();
}

}  // namespace ascribe
