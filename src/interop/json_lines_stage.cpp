// SPDX-License-Identifier: BSL-1.0
#include "json_lines_stage.hpp"

#include "json_lines_decode.hpp"
#include "json_lines_utf8.hpp"

#include <functional>

namespace ascribe::detail::json_lines {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_blank(std::string_view line) noexcept {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// Index of the value of this member among the tokens from `at` on, which are inside of an object; 0 if there is none.
std::size_t find_member(std::vector<Token> const& tokens, std::size_t at, std::string_view name) noexcept {
    while (at + 1 < tokens.size() && tokens[at].type == TokenType::key) {
        if (tokens[at].text == name) return at + 1;
        Token const& value = tokens[at + 1];
        bool const nested = value.type == TokenType::object || value.type == TokenType::array;
        at = (nested ? static_cast<std::size_t>(value.number) : at + 1) + 1;
    }
    return 0;
}

/// Index of the token of a place; that of the whole line if there is no such place.
std::size_t find_place(std::vector<Token> const& tokens, Place const& place) noexcept {
    std::size_t at = find_member(tokens, 1, place.member);
    if (at == 0 || place.element == Place::whole || tokens[at].type != TokenType::array) return at;
    ++at;
    for (std::size_t i = 0; i < place.element && tokens[at].type != TokenType::array_end; ++i) {
        bool const nested = tokens[at].type == TokenType::object || tokens[at].type == TokenType::array;
        at = (nested ? static_cast<std::size_t>(tokens[at].number) : at) + 1;
    }
    if (place.inner.empty() || tokens[at].type != TokenType::object) return at;
    std::size_t const inner = find_member(tokens, at + 1, place.inner);
    return inner == 0 ? at : inner;
}

}  // namespace

Stage::Stage(std::string_view text, JsonLinesOptions const& options) : text_(text), options_(options) {}

bool Stage::go_on(std::size_t done) {
    if (!options_.progress || asked_++ % 1024 != 0) return true;
    return options_.progress(done, text_.size());
}

bool Stage::read() {
    if (text_.size() > longest) {
        report({.code = Errc::capacity,
                .record = "text",
                .field = {},
                .expected = "at most 2^34 bytes",
                .found = std::to_string(text_.size())});
        return true;
    }
    std::size_t at = text_.substr(0, byte_order_mark.size()) == byte_order_mark ? byte_order_mark.size() : 0;
    while (at < text_.size()) {
        if (!go_on(at)) return false;
        std::string_view const line = line_at(at);
        ++lines;
        if (!is_blank(line)) read_line(line, at);
        if (!errors.empty() && !options_.keep_going) return true;
        at += line.size() + 1;
    }
    return true;
}

std::string_view Stage::line_at(std::size_t offset) const noexcept {
    std::string_view const rest = text_.substr(offset);
    return rest.substr(0, rest.find('\n'));
}

void Stage::read_line(std::string_view line, std::size_t offset) {
    if (!tape_.read(line)) {
        Error error = tape_.error();
        std::size_t const column = error.offset + 1;
        error.offset += offset;
        errors.push_back({lines, column, std::move(error)});
        return salvage(offset);
    }
    std::size_t const old_spans = spans.size();
    std::size_t const old_links = links.size();
    LineDecoder decoder(*this);
    if (!decoder.line()) {
        spans.resize(old_spans);
        links.resize(old_links);
        std::size_t at = token_offset(line, decoder.token());
        // Within a text without escapes the byte can be told, else only the text.
        std::string_view const text = tape_.tokens()[decoder.token()].text;
        bool const as_written =
            std::less_equal<>()(line.data(), text.data()) && std::less<>()(text.data(), line.data() + line.size());
        if (decoder.within() != Error::no_offset && as_written) at += 1 + decoder.within();
        Error error = std::move(decoder.error());
        error.offset = offset + at;
        errors.push_back({lines, at + 1, std::move(error)});
        return salvage(offset);
    }
    Item& item = items.back();
    item.line = lines;
    item.offset = offset;
    if (!is_node(item.kind)) return;
    Symbol& own = symbol(item.node);
    if (own.item == none) own.item = static_cast<std::uint32_t>(items.size() - 1);
    ++own.good;
}

/// Keeps the key or id of a bad line, so that lines that refer to it can be told why they cannot be read either.
void Stage::salvage(std::size_t offset) {
    auto const& tokens = tape_.tokens();
    if (tokens.size() < 3 || tokens[1].type != TokenType::key || tokens[1].text != "record") return;
    auto const kind = tokens[2].type == TokenType::text ? find_named<Kind>(tokens[2].text) : std::nullopt;
    if (!kind || !is_node(*kind)) return;
    std::string_view const member = is_entity(*kind) ? "key" : "id";
    std::size_t depth = 0;
    for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
        TokenType const type = tokens[at].type;
        if (type == TokenType::object || type == TokenType::array) ++depth;
        if (type == TokenType::object_end || type == TokenType::array_end) --depth;
        if (depth != 1 || type != TokenType::key || tokens[at].text != member) continue;
        if (tokens[at + 1].type != TokenType::text || tokens[at + 1].text.empty()) return;
        Ref const node = intern(category(*kind), tokens[at + 1].text);
        if (symbol(node).item != none) return;
        symbol(node).item = static_cast<std::uint32_t>(items.size());
        items.push_back({.kind = *kind,
                         .actor_kind = {},
                         .bad = true,
                         .node = node,
                         .index = none,
                         .links = 0,
                         .link_count = 0,
                         .line = lines,
                         .offset = offset});
        ++bad;
        return;
    }
}

std::string Stage::shown(Ref ref) {
    return json_lines::shown(std::string(to_string(ref.category)) + ':' + std::string(symbol(ref).name));
}

void Stage::report(std::uint32_t index, Place const& place, Error error) {
    Item& item = items[index];
    if (!item.bad) {
        item.bad = true;
        ++bad;
        if (is_node(item.kind)) --symbol(item.node).good;
    }
    std::string_view const line = line_at(item.offset);
    bool const read = tape_.read(line);
    ASCRIBE_ASSERT(read && "the line was read before");
    std::size_t const at = read ? token_offset(line, find_place(tape_.tokens(), place)) : 0;
    error.offset = item.offset + at;
    errors.push_back({item.line, at + 1, std::move(error)});
}

Ref Stage::intern(Category category, std::string_view name) {
    auto& table = symbols[index(category)];
    auto const add = [&] {
        table.push_back({.name = name, .item = none, .good = 0, .in_ledger = false, .node = {}});
        return true;
    };
    auto const name_of = [&](std::uint32_t i) { return table[i].name; };
    return {category, names_[index(category)].find_or_add(name, table.size(), name_of, add)};
}

Ref Stage::anonymous(Category category) {
    auto& table = symbols[index(category)];
    table.push_back({});
    return {category, static_cast<std::uint32_t>(table.size() - 1)};
}

std::uint32_t Stage::intern_property(std::string_view name) {
    auto const add = [&] {
        properties.push_back({name, {}});
        return true;
    };
    auto const name_of = [&](std::uint32_t i) { return properties[i].name; };
    return property_names_.find_or_add(name, properties.size(), name_of, add);
}

}  // namespace ascribe::detail::json_lines
