// SPDX-License-Identifier: BSL-1.0
#include "english.hpp"
#include "numbers.hpp"
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {
namespace {

std::string_view sign_of(Direction direction) {
    switch (direction) {
    case Direction::about: return "~";
    case Direction::above: return ">";
    case Direction::below: return "<";
    case Direction::at_least: return ">=";
    case Direction::at_most: return "<=";
    case Direction::exact:
    case Direction::range:
    case Direction::set: break;
    }
    return "";
}

std::string head_of(QuantityParts const& parts) {
    std::string text(sign_of(parts.direction));
    if (parts.direction == Direction::range) return to_text(parts.bounds);
    if (parts.direction == Direction::set) {
        for (auto const& alternative : parts.alternatives) {
            text.append(text.empty() ? "" : "|").append(to_text(alternative));
        }
        return text;
    }
    text += parts.nominal ? to_text(*parts.nominal) : "?";
    if (parts.nominal_to) text.append("..").append(to_text(*parts.nominal_to));
    return text;
}

// A position in the text; every step either takes something whole or leaves the position alone.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    [[nodiscard]] std::size_t offset() const { return at_; }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }

    void skip_blanks() {
        while (!at_end() && text_[at_] == ' ') ++at_;
    }
    bool take(std::string_view token) {
        bool const found = rest().substr(0, token.size()) == token;
        if (found) at_ += token.size();
        return found;
    }
    // A word that ends at a blank, a brace or the end of the text.
    bool take_word(std::string_view word) {
        bool const found = next_word() == word;
        if (found) at_ += word.size();
        return found;
    }
    [[nodiscard]] std::string_view next_word() const {
        return rest().substr(0, (std::min)(rest().find_first_of(" {}"), rest().size()));
    }
    void skip(std::size_t bytes) { at_ += bytes; }

    template <class Parse>
    auto read(Parse parse) -> decltype(parse(std::declval<std::string_view&>())) {
        std::string_view remaining = rest();
        auto result = parse(remaining);
        if (result) {
            at_ = text_.size() - remaining.size();
            return result;
        }
        Error error = std::move(result).error();
        error.offset = at_ + (error.offset == Error::no_offset ? 0 : error.offset);
        return error;
    }
    Result<Rational> number() { return read(parse_rational_prefix); }
    Result<Bounds> bounds() { return read(parse_bounds_prefix); }

    [[nodiscard]] Error expected(std::string_view what) const {
        return {Errc::syntax, "quantity", {}, what, std::string(rest().substr(0, 1)), at_};
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

Result<void> read_signed_head(Reader& reader, QuantityParts& parts) {
    reader.skip_blanks();
    if (parts.direction == Direction::about && reader.take("?")) return {};
    auto nominal = reader.number();
    if (!nominal) return std::move(nominal).error();
    parts.nominal = *nominal;
    if (parts.direction == Direction::about && reader.take("..")) {
        auto second = reader.number();
        if (!second) return std::move(second).error();
        parts.nominal_to = *second;
    }
    return {};
}

Result<void> read_head(Reader& reader, QuantityParts& parts) {
    static constexpr std::pair<std::string_view, Direction> signs[] = {
        {">=", Direction::at_least}, {"<=", Direction::at_most}, {">", Direction::above},
        {"<", Direction::below},     {"~", Direction::about},
    };
    for (auto const& [sign, direction] : signs) {
        if (reader.take(sign)) {
            parts.direction = direction;
            return read_signed_head(reader, parts);
        }
    }
    Reader const start = reader;
    auto first = reader.number();
    if (!first) return std::move(first).error();
    if (reader.rest().substr(0, 2) == ".." || reader.rest().substr(0, 1) == "<") {
        reader = start;
        auto bounds = reader.bounds();
        if (!bounds) return std::move(bounds).error();
        parts.direction = Direction::range;
        parts.bounds = *bounds;
        return {};
    }
    if (reader.rest().substr(0, 1) != "|") {
        parts.nominal = *first;
        return {};
    }
    parts.direction = Direction::set;
    parts.alternatives.push_back(*first);
    while (reader.take("|")) {
        auto next = reader.number();
        if (!next) return std::move(next).error();
        parts.alternatives.push_back(*next);
    }
    return {};
}

// The number by which all numbers are to be divided.
std::int64_t read_kind(Reader& reader, QuantityParts& parts) {
    reader.skip_blanks();
    std::string_view const word = reader.next_word();
    if (word.empty() || word == "in" || word == "best") return 1;
    reader.skip(word.size());
    if (word == "of" || word == "%" || word == "[ppth]") {
        parts.kind = QuantityKind::ratio;
        return word == "of" ? 1 : word == "%" ? 100 : 1000;
    }
    bool money = word.size() % 4 == 3;
    for (std::size_t i = 0; i < word.size(); ++i) {
        money = money && (i % 4 == 3 ? word[i] == '|' : word[i] >= 'A' && word[i] <= 'Z');
    }
    parts.kind = money ? QuantityKind::money : QuantityKind::measure;
    parts.unit = std::string(word);
    return 1;
}

Result<void> read_thing(Reader& reader, QuantityParts& parts) {
    reader.skip_blanks();
    if (!reader.take("{")) return {};
    while (!reader.take("}")) {
        bool const escaped = reader.take("\\");
        if (reader.at_end()) return reader.expected("'}'");
        char const c = reader.rest().front();
        if (escaped ? c != '{' && c != '}' && c != '\\' : c == '{') {
            return reader.expected("'{', '}' and '\\' only behind a backslash");
        }
        parts.thing += c;
        reader.skip(1);
    }
    return {};
}

Error at_offset(Error error, std::size_t offset) {
    if (error.offset == Error::no_offset) error.offset = offset;
    return error;
}

}  // namespace

std::string to_text(Quantity const& quantity) {
    QuantityParts const& parts = quantity.parts();
    std::string text = head_of(parts);
    if (parts.kind == QuantityKind::ratio) {
        text += " of";
    } else if (parts.kind != QuantityKind::count) {
        text.append(" ").append(parts.unit);
    }
    if (!parts.thing.empty()) {
        text += " {";
        for (char const c : parts.thing) {
            if (c == '{' || c == '}' || c == '\\') text += '\\';
            text += c;
        }
        text += '}';
    }
    bool const shown =
        parts.direction == Direction::exact || parts.direction == Direction::range || parts.direction == Direction::set;
    if (!shown && parts.bounds != default_bounds(parts)) text.append(" in ").append(to_text(parts.bounds));
    if (parts.direction == Direction::range && parts.nominal) text.append(" best ").append(to_text(*parts.nominal));
    return text;
}

namespace {

/// A number with its unit: "20 %", "40 tonnes", "3890".
std::string number_in_words(Quantity const& quantity, Rational const& number) {
    if (quantity.kind() == QuantityKind::ratio) {
        auto const percent = try_multiply(number, 100);
        return percent ? to_text(*percent) + " %" : to_text(number);
    }
    std::string text = to_text(number);
    if (quantity.kind() == QuantityKind::count || quantity.unit() == "1") return text;
    for (std::string_view const unit : quantity.units()) {
        text += quantity.units().front() == unit ? " " : " or ";
        text += unit == "a" ? "years" : unit == "t" ? "tonnes" : unit;
    }
    return text;
}

}  // namespace

std::string to_words(Quantity const& quantity) {
    auto const number = [&](Rational const& n) { return number_in_words(quantity, n); };
    auto const& bounds = quantity.bounds();
    std::string text = quantity.nominal() ? number(*quantity.nominal()) : "";
    switch (quantity.direction()) {
    case Direction::exact: break;
    case Direction::about: {
        bool const has_lower = bounds.lower && !(bounds.lower->value == Rational(0));
        std::string limits;
        if (bounds.upper) limits = "at most " + number(bounds.upper->value);
        if (has_lower) limits += (limits.empty() ? "at least " : ", at least ") + number(bounds.lower->value);
        if (text.empty()) {
            text = limits.empty() ? "some" : limits;
            break;
        }
        text = "about " + text;
        if (quantity.nominal_to()) text += " to " + number(*quantity.nominal_to());
        if (!limits.empty()) text += " (" + limits + ")";
        break;
    }
    case Direction::above: text = "more than " + text; break;
    case Direction::below: text = "under " + text; break;
    case Direction::at_least: text = "at least " + text; break;
    case Direction::at_most: text = "at most " + text; break;
    case Direction::range:
        if (!text.empty()) text = " (probably " + text + ")";
        text = number(bounds.lower->value) + " to " + number(bounds.upper->value) + text;
        break;
    case Direction::set:
        for (Rational const& n : quantity.alternatives()) text += (text.empty() ? "" : " or ") + number(n);
        break;
    }
    if (quantity.thing().empty()) return text;
    if (quantity.kind() != QuantityKind::count) return text + " of " + quantity.thing();
    bool const is_one = quantity.direction() != Direction::range && !quantity.nominal_to() && quantity.nominal() &&
                        *quantity.nominal() == Rational(1);
    return text + ' ' + (is_one ? singular_of(quantity.thing()) : plural_of(quantity.thing()));
}

Result<Quantity> parse_quantity(std::string_view text) {
    Reader reader(text);
    QuantityParts parts;
    reader.skip_blanks();
    if (reader.at_end()) return Error{Errc::empty, "quantity", {}, "a number", {}, reader.offset()};
    if (auto head = read_head(reader, parts); !head) return head.error();
    std::int64_t const divisor = read_kind(reader, parts);
    if (auto thing = read_thing(reader, parts); !thing) return thing.error();
    reader.skip_blanks();
    bool const has_bounds = reader.take_word("in");
    if (has_bounds) {
        if (parts.direction == Direction::range) return reader.expected("no second pair of bounds");
        reader.skip_blanks();
        auto bounds = reader.bounds();
        if (!bounds) return std::move(bounds).error();
        parts.bounds = *bounds;
        reader.skip_blanks();
    }
    if (reader.take_word("best")) {
        if (parts.direction != Direction::range) return reader.expected("a range before 'best'");
        reader.skip_blanks();
        auto best = reader.number();
        if (!best) return std::move(best).error();
        parts.nominal = *best;
        reader.skip_blanks();
    }
    if (!reader.at_end()) return reader.expected("the end of the quantity");
    if (divisor != 1) {
        auto const divide = [&](Rational const& number) { return try_divide(number, divisor); };
        if (auto divided = map_numbers(parts, divide); !divided) return at_offset(divided.error(), 0);
    }
    if (!has_bounds) parts.bounds = default_bounds(parts);
    auto quantity = Quantity::from(std::move(parts));
    if (!quantity) return at_offset(quantity.error(), 0);
    return quantity;
}

}  // namespace ascribe
