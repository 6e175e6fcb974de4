// SPDX-License-Identifier: BSL-1.0
#include "json_lines_decode.hpp"

#include "json_lines_instant.hpp"
#include "json_lines_utf8.hpp"
#include <ascribe/core/names.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <limits>

namespace ascribe::detail::json_lines {

// What the parts of a line have in common. The lines themselves are in json_lines_decode_records.cpp.

bool LineDecoder::fail(std::size_t token, Errc code, std::string_view field, std::string_view expected,
                       std::string found) {
    error_ = {.code = code, .record = record_, .field = field, .expected = expected, .found = std::move(found)};
    token_ = token;
    within_ = Error::no_offset;
    return false;
}

bool LineDecoder::fail_type(std::size_t token, std::string_view field, std::string_view expected) {
    return fail(token, Errc::syntax, field, expected, described(token));
}

std::string LineDecoder::described(std::size_t token) const {
    Token const& t = tokens_[token];
    switch (t.type) {
    case TokenType::object: return "an object";
    case TokenType::array: return "an array";
    case TokenType::boolean: return t.flag ? "true" : "false";
    case TokenType::null: return "null";
    default: return shown(t.text);
    }
}

std::size_t LineDecoder::end_of(std::size_t token) const noexcept {
    Token const& t = tokens_[token];
    bool const nested = t.type == TokenType::object || t.type == TokenType::array;
    return nested ? static_cast<std::size_t>(t.number) : token;
}

bool LineDecoder::text(std::size_t token, std::string_view field, std::string_view expected, std::string_view& out) {
    if (tokens_[token].type != TokenType::text) return fail_type(token, field, expected);
    out = tokens_[token].text;
    return out.empty() ? fail(token, Errc::empty, field, expected, {}) : true;
}

bool LineDecoder::flag(std::size_t token, std::string_view field, bool& out) {
    if (tokens_[token].type != TokenType::boolean) return fail_type(token, field, "true or false");
    out = tokens_[token].flag;
    return true;
}

bool LineDecoder::natural(std::size_t token, std::string_view field, std::uint32_t limit, std::string_view expected,
                          std::uint32_t& out) {
    Token const& t = tokens_[token];
    if (t.type == TokenType::number) return fail(token, Errc::out_of_range, field, expected, shown(t.text));
    if (t.type != TokenType::natural) return fail_type(token, field, expected);
    if (t.number > limit) return fail(token, Errc::out_of_range, field, expected, shown(t.text));
    out = static_cast<std::uint32_t>(t.number);
    return true;
}

bool LineDecoder::reference(std::size_t token, std::string_view field, RefForm const& form, Ref& out) {
    if (tokens_[token].type != TokenType::text) return fail_type(token, field, form.expected);
    std::string_view const whole = tokens_[token].text;
    std::size_t const colon = whole.find(':');
    if (colon == std::string_view::npos) return fail(token, Errc::syntax, field, form.expected, shown(whole));
    auto const kind = find_named<Kind>(whole.substr(0, colon));
    if (!kind || !is_node(*kind)) return fail(token, Errc::unknown, field, form.expected, shown(whole));
    if ((form.categories >> static_cast<unsigned>(category(*kind)) & 1u) == 0)
        return fail(token, Errc::not_allowed, field, form.expected, shown(whole));
    if (colon + 1 == whole.size()) return fail(token, Errc::empty, field, form.expected, shown(whole));
    out = stage_.intern(category(*kind), whole.substr(colon + 1));
    return true;
}

bool LineDecoder::grammar(std::size_t token, std::string_view field, Error const& error, std::string_view expected) {
    fail(token, error.code, field, error.expected.empty() ? expected : error.expected, shown(tokens_[token].text));
    within_ = error.offset;
    return false;
}

template <class T, class Parse>
bool LineDecoder::pooled(std::size_t token, std::string_view field, std::string_view expected, Pool<T>& pool,
                         Parse parse, std::uint32_t& out) {
    std::string_view written;
    if (!text(token, field, expected, written)) return false;
    auto const text_of = [&](std::uint32_t i) { return pool.texts[i]; };
    out = pool.index.find_or_add(written, pool.values.size(), text_of, [&] {
        Result<T> parsed = parse(written);
        if (!parsed) return grammar(token, field, parsed.error(), expected);
        pool.texts.push_back(written);
        pool.values.push_back(*std::move(parsed));
        return true;
    });
    return out != none;
}

bool LineDecoder::date(std::size_t token, std::string_view field, std::uint32_t& out) {
    auto const parse = [](std::string_view written) { return parse_edtf(written); };
    return pooled(token, field, "a date as EDTF, such as 2023-05-28 or 2023?", stage_.dates, parse, out);
}

bool LineDecoder::quantity(std::size_t token, std::string_view field, std::uint32_t& out) {
    auto const parse = [](std::string_view written) { return parse_quantity(written); };
    return pooled(token, field, "a quantity, such as \"<25000 {person}\"", stage_.quantities, parse, out);
}

bool LineDecoder::instant(std::size_t token, std::string_view field, Instant& out) {
    constexpr std::string_view expected = "a moment in UTC such as 2024-01-31T12:00:00Z";
    std::string_view written;
    if (!text(token, field, expected, written)) return false;
    auto parsed = parse_instant(written);
    if (!parsed) return grammar(token, field, parsed.error(), expected);
    out = *parsed;
    return true;
}

}  // namespace ascribe::detail::json_lines
