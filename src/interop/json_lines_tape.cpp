// SPDX-License-Identifier: BSL-1.0
#include "json_lines_tape.hpp"

#include "json_lines_utf8.hpp"

#include <cstring>
#include <functional>
#include <memory_resource>
#include <string>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/system/error_code.hpp>

namespace ascribe::detail::json_lines {

namespace json = boost::json;

namespace {

/// Takes the parser's events.
struct Handler {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    std::string_view line;
    std::vector<Token> tokens;
    std::vector<std::size_t> open;  // indices of the objects and arrays that are not closed yet
    std::string part;
    std::pmr::monotonic_buffer_resource kept;

    void start(std::string_view text) {
        line = text;
        tokens.clear();
        open.clear();
        part.clear();
    }

    bool on_document_begin(boost::system::error_code&) { return true; }
    bool on_document_end(boost::system::error_code&) { return true; }
    bool on_object_begin(boost::system::error_code&) { return begin(TokenType::object); }
    bool on_object_end(std::size_t, boost::system::error_code&) { return end(TokenType::object_end); }
    bool on_array_begin(boost::system::error_code&) { return begin(TokenType::array); }
    bool on_array_end(std::size_t, boost::system::error_code&) { return end(TokenType::array_end); }
    bool on_key_part(json::string_view s, std::size_t, boost::system::error_code&) { return more(s); }
    bool on_key(json::string_view s, std::size_t n, boost::system::error_code&) { return text(TokenType::key, s, n); }
    bool on_string_part(json::string_view s, std::size_t, boost::system::error_code&) { return more(s); }
    bool on_string(json::string_view s, std::size_t n, boost::system::error_code&) {
        return text(TokenType::text, s, n);
    }
    bool on_number_part(json::string_view, boost::system::error_code&) { return true; }
    bool on_int64(std::int64_t i, json::string_view s, boost::system::error_code&) {
        return i < 0 ? number(TokenType::number, 0, s) : number(TokenType::natural, static_cast<std::uint64_t>(i), s);
    }
    bool on_uint64(std::uint64_t u, json::string_view s, boost::system::error_code&) {
        return number(TokenType::natural, u, s);
    }
    bool on_double(double, json::string_view s, boost::system::error_code&) { return number(TokenType::number, 0, s); }
    bool on_bool(bool b, boost::system::error_code&) {
        tokens.push_back({.type = TokenType::boolean, .flag = b, .number = 0, .text = {}});
        return true;
    }
    bool on_null(boost::system::error_code&) {
        tokens.push_back({});
        return true;
    }
    bool on_comment_part(json::string_view, boost::system::error_code&) { return true; }
    bool on_comment(json::string_view, boost::system::error_code&) { return true; }

private:
    bool begin(TokenType type) {
        open.push_back(tokens.size());
        tokens.push_back({.type = type, .flag = false, .number = 0, .text = {}});
        return true;
    }
    bool end(TokenType type) {
        tokens[open.back()].number = tokens.size();
        open.pop_back();
        tokens.push_back({.type = type, .flag = false, .number = 0, .text = {}});
        return true;
    }
    bool more(json::string_view s) {
        part.append(s.data(), s.size());
        return true;
    }
    bool text(TokenType type, json::string_view s, std::size_t total) {
        std::string_view whole(s.data(), s.size());
        if (total == 0) {
            whole = {};
        } else if (total != s.size() || !in_line(s.data())) {
            part.append(s.data(), s.size());
            auto* at = static_cast<char*>(kept.allocate(part.size(), 1));
            std::memcpy(at, part.data(), part.size());
            whole = {at, part.size()};
        }
        part.clear();
        tokens.push_back({.type = type, .flag = false, .number = 0, .text = whole});
        return true;
    }
    bool number(TokenType type, std::uint64_t value, json::string_view s) {
        tokens.push_back({.type = type, .flag = false, .number = value, .text = {s.data(), s.size()}});
        return true;
    }
    [[nodiscard]] bool in_line(char const* at) const noexcept {
        // The order of std::less is total, also for pointers into other memory.
        return std::less_equal<>()(line.data(), at) && std::less<>()(at, line.data() + line.size());
    }
};

bool is_escape(json::error error) noexcept {
    return error == json::error::illegal_leading_surrogate || error == json::error::illegal_trailing_surrogate ||
           error == json::error::expected_hex_digit || error == json::error::expected_utf16_escape;
}

std::string_view expected_instead(json::error error, std::string_view line, std::size_t at) noexcept {
    if (is_escape(error)) return "an escape for one Unicode character, as in \\u00e9";
    switch (error) {
    case json::error::incomplete: return "more text, because the JSON object is not complete";
    case json::error::extra_data: return "nothing more after the JSON object";
    case json::error::too_deep: return "no more than 16 levels of nesting";
    case json::error::exponent_overflow: return "a number with a smaller exponent";
    default: break;
    }
    if (at < line.size()) {
        auto const byte = static_cast<unsigned char>(line[at]);
        if (byte >= 0x80) return "JSON, with other than ASCII characters as UTF-8 and between quotes";
        if (byte < 0x20) return "JSON, with control characters written as escapes";
    }
    return "JSON";
}

}  // namespace

static_assert(Tape::max_depth == 16, "a message in expected_instead says so");

struct Tape::Parser {
    static json::parse_options options() noexcept {
        json::parse_options opt;
        opt.max_depth = max_depth;
        return opt;
    }
    json::basic_parser<Handler> json{options()};
};

Tape::Tape() : parser_(std::make_unique<Parser>()) {}
Tape::~Tape() = default;

std::vector<Token> const& Tape::tokens() const noexcept {
    return parser_->json.handler().tokens;
}

bool Tape::read(std::string_view line) {
    auto& parser = parser_->json;
    parser.reset();
    parser.handler().start(line);
    boost::system::error_code code;
    std::size_t at = parser.write_some(false, line.data(), line.size(), code);
    if (!code && at < line.size()) code = json::error::extra_data;
    if (!code) {
        if (tokens().front().type == TokenType::object) return true;
        at = token_offset(line, 0);
        error_ = {.code = Errc::syntax,
                  .record = "line",
                  .field = {},
                  .expected = "a JSON object",
                  .found = shown(line.substr(at)),
                  .offset = at};
        return false;
    }
    auto const what = static_cast<json::error>(code.value());
    // The parser's position within an escape is not exact.
    if (is_escape(what)) at = line.rfind('\\', at);
    bool const is_told = what == json::error::syntax || what == json::error::extra_data || is_escape(what);
    error_ = {.code = Errc::syntax,
              .record = "JSON",
              .field = {},
              .expected = expected_instead(what, line, at),
              .found = is_told && at < line.size() ? shown(line.substr(at, 20)) : std::string(),
              .offset = at};
    return false;
}

std::size_t token_offset(std::string_view line, std::size_t token) noexcept {
    std::size_t at = 0;
    for (std::size_t index = 0; at < line.size(); ++index) {
        at = line.find_first_not_of(" \t\r\n,:", at);
        if (at == std::string_view::npos || index == token) break;
        if (line[at] == '"') {
            for (++at; at < line.size() && line[at] != '"'; ++at)
                if (line[at] == '\\') ++at;
            ++at;
        } else if (std::string_view("{}[]").find(line[at]) != std::string_view::npos) {
            ++at;
        } else {
            at = line.find_first_of(" \t\r\n,:{}[]\"", at);
        }
    }
    return at < line.size() ? at : line.size();
}

}  // namespace ascribe::detail::json_lines
