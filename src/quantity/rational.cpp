// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/rational.hpp>

#include <array>
#include <optional>

namespace ascribe {
namespace {

using Word = std::uint64_t;

// An unsigned 128-bit number, only as far as fractions need it; written out because not every compiler has one.
struct Wide {
    Word high = 0;
    Word low = 0;

    friend constexpr auto operator<=>(Wide const&, Wide const&) = default;
};

constexpr Word low_half = 0xffff'ffffU;

constexpr Wide multiply(Word a, Word b) {
    Word const ll = (a & low_half) * (b & low_half);
    Word const lh = (a & low_half) * (b >> 32);
    Word const hl = (a >> 32) * (b & low_half);
    Word const middle = (ll >> 32) + (lh & low_half) + (hl & low_half);
    return {(a >> 32) * (b >> 32) + (lh >> 32) + (hl >> 32) + (middle >> 32), (middle << 32) | (ll & low_half)};
}

constexpr Wide add(Wide a, Wide b) {
    Word const low = a.low + b.low;
    return {a.high + b.high + (low < a.low ? 1U : 0U), low};
}

constexpr Wide subtract(Wide a, Wide b) {
    return {a.high - b.high - (a.low < b.low ? 1U : 0U), a.low - b.low};
}

struct Division {
    Wide quotient;
    Word remainder;
};

// Schoolbook division by one bit at a time; divisors here are below 2^63, so the shifted remainder never overflows.
constexpr Division divide(Wide dividend, Word divisor) {
    Division result{{dividend.high / divisor, 0}, dividend.high % divisor};
    for (int bit = 63; bit >= 0; --bit) {
        result.remainder = (result.remainder << 1) | ((dividend.low >> bit) & 1U);
        if (result.remainder >= divisor) {
            result.remainder -= divisor;
            result.quotient.low |= Word{1} << bit;
        }
    }
    return result;
}

constexpr Word magnitude(std::int64_t n) {
    return n < 0 ? Word{0} - static_cast<Word>(n) : static_cast<Word>(n);
}

constexpr bool is_small(Rational const& r) {
    constexpr std::int64_t bound = std::int64_t{1} << 31;
    return r.numerator() < bound && r.numerator() > -bound && r.denominator() < bound;
}

Error too_large() {
    return {Errc::out_of_range, "rational", {}, "numerator and denominator below 2^63", {}, Error::no_offset};
}

Error zero_denominator() {
    return {Errc::out_of_range, "rational", "denominator", "a denominator other than 0", "0", Error::no_offset};
}

// Both numbers coprime already.
Result<Rational> assemble(bool negative, Wide numerator, Wide denominator) {
    constexpr Word top = static_cast<Word>(Rational::limit);
    if (numerator.high != 0 || numerator.low > top || denominator.high != 0 || denominator.low > top)
        return too_large();
    auto const n = static_cast<std::int64_t>(numerator.low);
    return Rational(negative ? -n : n, static_cast<std::int64_t>(denominator.low));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

Error number_expected(std::size_t offset, std::string_view text) {
    return {
        Errc::syntax, "rational", {}, "a digit", offset < text.size() ? std::string(1, text[offset]) : std::string(),
        offset};
}

}  // namespace

std::strong_ordering Rational::compare_wide(Rational const& a, Rational const& b) noexcept {
    if (a.sign() != b.sign()) return a.sign() <=> b.sign();
    Wide const left = multiply(magnitude(a.numerator_), magnitude(b.denominator_));
    Wide const right = multiply(magnitude(b.numerator_), magnitude(a.denominator_));
    return a.sign() < 0 ? right <=> left : left <=> right;
}

Result<Rational> Rational::from(std::int64_t numerator, std::int64_t denominator) {
    if (denominator == 0) return zero_denominator();
    Word const n = magnitude(numerator);
    Word const d = magnitude(denominator);
    Word const common = std::gcd(n, d);
    return assemble((numerator < 0) != (denominator < 0), {0, n / common}, {0, d / common});
}

// Knuth, The Art of Computer Programming 4.5.1: with g the greatest common divisor of the denominators, only g can
// still be cancelled from the numerator, so that one division of a 128-bit number suffices.
Result<Rational> try_add(Rational const& a, Rational const& b) {
    if (is_small(a) && is_small(b)) {
        if (a.denominator() == b.denominator()) return Rational(a.numerator() + b.numerator(), a.denominator());
        std::int64_t const left = a.numerator() * b.denominator();
        std::int64_t const right = b.numerator() * a.denominator();
        return Rational(left + right, a.denominator() * b.denominator());
    }
    auto const da = static_cast<Word>(a.denominator());
    auto const db = static_cast<Word>(b.denominator());
    Word const common = std::gcd(da, db);
    Wide const left = multiply(magnitude(a.numerator()), db / common);
    Wide const right = multiply(magnitude(b.numerator()), da / common);
    bool negative = a.sign() < 0;
    Wide numerator;
    if ((a.sign() < 0) == (b.sign() < 0)) {
        numerator = add(left, right);
    } else if (left >= right) {
        numerator = subtract(left, right);
    } else {
        numerator = subtract(right, left);
        negative = !negative;
    }
    if (numerator == Wide{}) return Rational();
    Word const cancelled = std::gcd(divide(numerator, common).remainder, common);
    return assemble(negative, divide(numerator, cancelled).quotient, multiply(da / common, db / cancelled));
}

Result<Rational> try_subtract(Rational const& a, Rational const& b) {
    return try_add(a, -b);
}

Result<Rational> try_multiply(Rational const& a, Rational const& b) {
    if (is_small(a) && is_small(b)) {
        return Rational(a.numerator() * b.numerator(), a.denominator() * b.denominator());
    }
    if (a.sign() == 0 || b.sign() == 0) return Rational();
    Word const across = std::gcd(magnitude(a.numerator()), magnitude(b.denominator()));
    Word const back = std::gcd(magnitude(b.numerator()), magnitude(a.denominator()));
    return assemble((a.sign() < 0) != (b.sign() < 0),
                    multiply(magnitude(a.numerator()) / across, magnitude(b.numerator()) / back),
                    multiply(magnitude(a.denominator()) / back, magnitude(b.denominator()) / across));
}

Result<Rational> try_divide(Rational const& a, Rational const& b) {
    if (b.sign() == 0) return zero_denominator();
    return try_multiply(a, Rational(b.denominator(), b.numerator()));
}

Rational operator+(Rational const& a, Rational const& b) {
    return try_add(a, b).value();
}
Rational operator-(Rational const& a, Rational const& b) {
    return try_subtract(a, b).value();
}
Rational operator*(Rational const& a, Rational const& b) {
    return try_multiply(a, b).value();
}
Rational operator/(Rational const& a, Rational const& b) {
    return try_divide(a, b).value();
}

Rational percent(Rational const& hundredths) {
    return hundredths / Rational(100);
}

std::string to_text(Rational const& number) {
    std::string text = std::to_string(number.numerator());
    if (!number.is_integer()) text.append("/").append(std::to_string(number.denominator()));
    return text;
}

Result<Rational> parse_rational_prefix(std::string_view& text) {
    std::size_t at = 0;
    auto const here = [&] { return at < text.size() ? text[at] : '\0'; };
    // Reads digits into `number`; false if 64 bits do not hold it. Decimal places are counted through `scale`.
    auto const digits = [&](Word& number, Word* scale) {
        bool fits = true;
        for (; is_digit(here()); ++at) {
            Wide const shifted = add(multiply(number, 10), {0, static_cast<Word>(here() - '0')});
            if (scale != nullptr) {
                Wide const places = multiply(*scale, 10);
                fits = fits && places.high == 0;
                *scale = places.low;
            }
            fits = fits && shifted.high == 0;
            number = shifted.low;
        }
        return fits;
    };

    bool const negative = here() == '-';
    if (negative) ++at;
    if (!is_digit(here())) return number_expected(at, text);
    Word whole = 0;
    Word scale = 1;
    bool fits = digits(whole, nullptr);
    if (here() == '.' && at + 1 < text.size() && is_digit(text[at + 1])) {
        ++at;
        fits = digits(whole, &scale) && fits;
    }
    Word divisor = 1;
    if (here() == '/' && at + 1 < text.size() && is_digit(text[at + 1])) {
        ++at;
        divisor = 0;
        fits = digits(divisor, nullptr) && fits;
    }
    auto const failed = [&](Error error) {
        error.offset = 0;
        error.found = std::string(text.substr(0, at));
        return error;
    };
    if (divisor == 0 && fits) return failed(zero_denominator());
    if (!fits) return failed(too_large());
    // whole / scale / divisor, cancelled before the two denominators are multiplied.
    Word const by_scale = std::gcd(whole, scale);
    Word const by_divisor = std::gcd(whole / by_scale, divisor);
    auto number = assemble(negative && whole != 0, {0, whole / by_scale / by_divisor},
                           multiply(scale / by_scale, divisor / by_divisor));
    if (!number) return failed(number.error());
    text.remove_prefix(at);
    return number;
}

Result<Rational> parse_rational(std::string_view text) {
    std::string_view rest = text;
    auto number = parse_rational_prefix(rest);
    if (number && !rest.empty()) return number_expected(text.size() - rest.size(), text);
    return number;
}

}  // namespace ascribe
