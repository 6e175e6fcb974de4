// SPDX-License-Identifier: BSL-1.0
#include "names.hpp"

#include <ascribe/model/vocabulary.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <numeric>
#include <set>
#include <utility>

namespace dossier {

using namespace ascribe;

std::string name_of(Graph const& graph, Entity entity) {
    auto const labels = graph.labels(entity);
    return std::string(labels.empty() ? graph.key(entity) : labels.front().text);
}

std::string ids_of(Graph const& graph, Node node) {
    std::string ids;
    for (Label const& label : graph.labels(node)) ids.append(ids.empty() ? "" : " ").append(label.text);
    return ids.empty() ? "-" : ids;
}

namespace {

/// Labels of the nearest attributions around one that have any: of the passages in which it is reported.
std::string labels_of_carriers(Graph const& graph, AttributionId attribution) {
    std::vector<AttributionId> around{attribution};
    std::set<std::string> labels;
    for (std::size_t i = 0; i < around.size(); ++i)
        for (AttributionId const carrier : graph.attributions_of(Content(around[i]))) {
            if (auto ids = ids_of(graph, carrier); ids != "-")
                labels.insert(std::move(ids));
            else if (std::find(around.begin(), around.end(), carrier) == around.end())
                around.push_back(carrier);
        }
    std::string text;
    for (std::string const& label : labels) text.append(text.empty() ? "" : " and ").append(label);
    return text;
}

/// Claims are about claims, to any depth; a few levels of that are enough for a reader.
constexpr int deepest = 3;

std::string describe_at(Graph const& graph, Node node, int depth);

/// Words of tables are joined by underscores.
std::string spaced(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

/// "high_treason": a word from a list, no text that somebody wrote.
bool is_code(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::string text_at(Graph const& graph, Value const& value, int depth) {
    if (auto const* node = value.node()) return describe_at(graph, *node, depth);
    if (auto const* text = value.text()) return is_code(*text) ? spaced(*text) : std::string(*text);
    if (auto const* quantity = value.quantity()) return text_of(*quantity);
    if (auto const* date = value.date()) return date->canonical();
    return "true";
}

std::string text_at(Graph const& graph, ClaimId id, int depth) {
    Claim const claim = graph.claim(id);
    std::string text = describe_at(graph, claim.subject, depth) + " · " + std::string(graph.name(claim.property));
    if (!claim.value.is_true()) text += ": " + text_at(graph, claim.value, depth);
    if (claim.valid) text += " (" + claim.valid->canonical() + ")";
    return text;
}

std::string words_at(Graph const& graph, AttributionId attribution, int depth) {
    std::string text;
    for (;;) {
        Content const content = graph.content(attribution);
        auto const reported = content.to<AttributionId>();
        if (!reported) break;
        // That it is said goes without saying of a report; but not that it is denied, or left open.
        if (std::string const stance = stance_of(graph, attribution); stance != "CT+")
            text += stance + " that " + name_of(graph, graph.source(reported)) + " says: ";
        attribution = reported;
    }
    std::string const stance = stance_of(graph, attribution);
    bool const has_act = stance.find(' ') != std::string::npos;
    return text + stance + (has_act ? ": " : " ") + text_at(graph, graph.innermost(attribution).first, depth);
}

/// Whose words they are: of a report the source that is reported, unless the reporter doubts the report itself.
Source voice_of(Graph const& graph, AttributionId attribution) {
    while (auto const reported = graph.content(attribution).to<AttributionId>()) {
        if (stance_of(graph, attribution) != "CT+") break;
        attribution = reported;
    }
    return graph.source(attribution);
}

std::string describe_at(Graph const& graph, Node node, int depth) {
    if (auto const entity = node.to<Entity>()) return name_of(graph, entity);
    if (auto const claim = node.to<ClaimId>()) {
        if (depth < deepest) return "[" + text_at(graph, claim, depth + 1) + "]";
        return std::string(to_string(node.category())) + " " + std::to_string(node.number());
    }
    auto const attribution = node.to<AttributionId>();
    if (depth + 1 >= deepest) return passage_of(graph, attribution);
    auto const own = ids_of(graph, attribution);
    auto const labels = own != "-" ? own : labels_of_carriers(graph, attribution);
    return "[" + name_of(graph, voice_of(graph, attribution)) + (labels.empty() ? "" : " in " + labels) + ": " +
           words_at(graph, attribution, depth + 1) + "]";
}

}  // namespace

std::string text_of(Quantity const& quantity) {
    if (quantity.thing() == "ordinal" && quantity.direction() == Direction::exact && quantity.nominal()) {
        std::string const number = to_text(*quantity.nominal());
        bool const is_teen = number.size() > 1 && number[number.size() - 2] == '1';
        char const last = number.back();
        return number + (is_teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th");
    }
    // Time is not of anything.
    bool const is_time = quantity.kind() == QuantityKind::measure && quantity.unit() == "a";
    if (is_time || quantity.thing() == "ordinal") return to_words(quantity.of(""));
    return to_words(quantity.of(spaced(quantity.thing())));
}

std::string text_of(Graph const& graph, Value const& value) {
    return text_at(graph, value, 0);
}

std::string stance_of(Graph const& graph, AttributionId attribution) {
    std::string text(to_string(graph.factuality(attribution)));
    if (graph.act(attribution) != SpeechAct::assert) text += " " + std::string(to_string(graph.act(attribution)));
    return text;
}

std::string words_of(Graph const& graph, AttributionId attribution) {
    return words_at(graph, attribution, 0);
}

std::string passage_of(Graph const& graph, AttributionId attribution) {
    if (auto own = ids_of(graph, attribution); own != "-") return own;
    auto const labels = labels_of_carriers(graph, attribution);
    return name_of(graph, graph.source(attribution)) + (labels.empty() ? "" : " in " + labels);
}

std::string short_text_of(Graph const& graph, ClaimId claim) {
    return text_at(graph, claim, deepest - 1);
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

std::string printable(std::string_view text, bool keeps_lines) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = static_cast<unsigned char>(text[i]);
        auto const next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        bool const is_c1 = byte == 0xc2 && next >= 0x80 && next < 0xa0;  // in UTF-8
        bool const is_c0 = byte < 0x20 || byte == 0x7f;
        if ((!is_c0 && !is_c1) || (byte == '\n' && keeps_lines)) {
            out += text[i];
            continue;
        }
        unsigned const code = is_c1 ? next : byte;
        out += "\\x";
        out += digits[code >> 4U];
        out += digits[code & 0xfU];
        if (is_c1) ++i;
    }
    return out;
}

std::string text_of(Graph const& graph, ClaimId id) {
    return text_at(graph, id, 0);
}

std::string describe(Graph const& graph, Node node) {
    return describe_at(graph, node, 0);
}

namespace {

/// "claim:88": a record by number, as id_of gives it for what has no key.
Node record_numbered(Graph const& graph, std::string_view name) {
    for (Category category : {Category::claim, Category::attribution}) {
        auto const prefix = std::string(to_string(category)) + ":";
        if (name.substr(0, prefix.size()) != prefix) continue;
        auto const digits = name.substr(prefix.size());
        std::uint32_t number = 0;
        auto const result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (result.ec == std::errc() && result.ptr == digits.data() + digits.size() && number < graph.count(category))
            return {category, number, graph.ledger()};
    }
    return {};
}

/// Edits that lead from one text to the other (Levenshtein); a text that contains the other is near as well.
std::size_t distance(std::string const& a, std::string const& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const cost = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, cost});
        }
    }
    if (a.size() >= 3 && b.find(a) != std::string::npos) return 1;
    return row.back();
}

bool allowed(std::initializer_list<Category> categories, Node node) {
    return std::find(categories.begin(), categories.end(), node.category()) != categories.end();
}

/// Calls `f(record, text)` for what somebody calls a record.
template <class F>
void for_each_name(Graph const& graph, F f) {
    for (ClaimId claim : graph.claims()) {
        auto const property = graph.name(graph.property(claim));
        if (property != property::name && property != property::abbreviation && property != property::title) continue;
        Value const value = graph.value(claim);
        if (value.text() != nullptr) f(graph.subject(claim), *value.text());
    }
}

/// How far a name is from one of several words, which is a bit more than from the whole: people know surnames.
std::size_t distance_to_word(std::string const& wanted, std::string const& words) {
    std::size_t least = std::string::npos;
    for (std::size_t begin = 0; begin < words.size();) {
        auto const end = (std::min)(words.find(' ', begin), words.size());
        if (end - begin >= 3) least = (std::min)(least, distance(wanted, words.substr(begin, end - begin)) + 1);
        begin = end + 1;
    }
    return least;
}

std::vector<Node> records_named(Graph const& graph, std::string_view name, std::initializer_list<Category> categories) {
    std::vector<Node> found;
    auto const add = [&](Node node) {
        if (node && allowed(categories, node) && std::find(found.begin(), found.end(), node) == found.end())
            found.push_back(node);
    };
    for (Category category : categories) {
        if (!Entity::allows(category)) continue;
        add(graph.find(category, name));
        auto const prefix = std::string(to_string(category)) + ":";
        if (name.substr(0, prefix.size()) == prefix) add(graph.find(category, name.substr(prefix.size())));
    }
    if (!found.empty()) return found;
    add(record_numbered(graph, name));
    for (Node node : graph.find_labelled(name)) add(node);
    if (!found.empty()) return found;
    for_each_name(graph, [&](Node node, std::string_view text) {
        if (text == name) add(node);
    });
    return found;
}

}  // namespace

Result<std::vector<Node>> find_named_records(Graph const& graph, std::string_view name,
                                             std::initializer_list<Category> categories) {
    auto found = records_named(graph, name, categories);
    if (!found.empty()) return found;

    std::vector<std::pair<std::size_t, std::string>> near;
    auto const wanted = lower(name);
    auto const consider = [&](std::string_view candidate) {
        std::string const text = lower(candidate);
        near.emplace_back((std::min)(distance(wanted, text), distance_to_word(wanted, text)), std::string(candidate));
    };
    for (Category category : categories) {
        if (!Entity::allows(category)) continue;
        for (std::uint32_t n = 0; n < graph.count(category); ++n) {
            Entity const entity(category, n, graph.ledger());
            consider(graph.key(entity));
            for (Label const& label : graph.labels(entity)) consider(label.text);
        }
    }
    for (std::string_view label : graph.all_labels()) {
        auto const nodes = graph.find_labelled(label);
        if (std::any_of(nodes.begin(), nodes.end(), [&](Node node) { return allowed(categories, node); }))
            consider(label);
    }
    for_each_name(graph, [&](Node node, std::string_view text) {
        if (allowed(categories, node)) consider(text);
    });
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    std::string nearest;
    auto const far = (std::max)(std::size_t{1}, (wanted.size() + 1) / 2);
    for (std::size_t i = 0; i < near.size() && i < 5 && near[i].first <= far; ++i)
        nearest += (nearest.empty() ? "" : ", ") + near[i].second;
    std::string kinds;
    for (Category category : categories) kinds += (kinds.empty() ? "" : " or ") + std::string(to_string(category));
    // Ids of the file bind its lines only; claims and attributions go by label.
    bool const has_keys = std::any_of(categories.begin(), categories.end(), Entity::allows);
    std::string by_number;
    for (Category category : categories) {
        if (has_keys || !by_number.empty()) break;
        for (std::uint32_t n = 0; n < graph.count(category) && by_number.empty(); ++n)
            if (graph.labels(Node(category, n, graph.ledger())).empty())
                by_number = "; records without a label go by number (" + std::string(to_string(category)) + ":" +
                            std::to_string(n) + ")";
    }
    Error error{.code = Errc::unknown, .record = "name", .expected = "the key, label or name of a record"};
    error.found = "no " + kinds + " is called '" + std::string(name) + "'" +
                  (nearest.empty() ? "; --find looks within names" : "; nearest: " + nearest) + by_number;
    return error;
}

}  // namespace dossier
