// SPDX-License-Identifier: BSL-1.0
#include "number_words.hpp"

#include <algorithm>

namespace ascribe {

Result<void> NumberReader::run() {
    if (phrase_.is_number()) return read_number();
    if (phrase_.is(WordRole::vague)) return read_vague();
    if (phrase_.is(WordRole::indefinite_scale)) return read_indefinite(2);
    if (phrase_.is(WordRole::fraction)) return read_fraction(1);
    if (phrase_.is(WordRole::fraction_sign)) {
        amount_.value = phrase_.take(WordRole::fraction_sign)->value;
        amount_.is_fraction = !continues_with_scale();
        return {};
    }
    if (phrase_.is(WordRole::number)) return read_number();
    if (phrase_.take(WordRole::none) != nullptr) {
        amount_.is_none = true;
        return {};
    }
    if (phrase_.take(WordRole::article) != nullptr) {
        if (phrase_.is(WordRole::fraction)) return read_fraction(1);
        if (phrase_.is(WordRole::scale)) return read_scaled(Rational(1));
        if (phrase_.is_any({WordRole::unit, WordRole::ratio_unit})) {
            amount_.value = 1;
            return {};
        }
    }
    return phrase_.not_understood("a number");
}

Result<void> NumberReader::read_vague() {
    amount_.is_vague = true;
    amount_.value = phrase_.take(WordRole::vague)->value;
    if (phrase_.is(WordRole::indefinite_scale)) return read_indefinite((std::max)(amount_.value, Rational(2)));
    while (auto const* scale = phrase_.take(WordRole::scale)) {
        amount_.value = exact_.multiply((std::max)(amount_.value, Rational(2)), scale->value);
    }
    return {};
}

// "hundreds", "tens of thousands".
Result<void> NumberReader::read_indefinite(Rational const& times) {
    amount_.is_vague = true;
    amount_.value = times;
    for (;;) {
        amount_.value = exact_.multiply(amount_.value, phrase_.take(WordRole::indefinite_scale)->value);
        std::size_t const start = phrase_.position();
        phrase_.take(WordRole::of);
        if (phrase_.is(WordRole::indefinite_scale)) continue;
        phrase_.go_to(start);
        return {};
    }
}

bool NumberReader::continues_with_scale() {
    bool found = false;
    while (auto const* scale = phrase_.take(WordRole::scale)) {
        amount_.value = exact_.multiply(amount_.value, scale->value);
        found = true;
    }
    return found;
}

// "half", "two thirds", "half a million", "three quarters of an hour", "half a percent".
Result<void> NumberReader::read_fraction(Rational const& numerator) {
    amount_.value = exact_.multiply(numerator, phrase_.take(WordRole::fraction)->value);
    amount_.is_plain = false;
    std::size_t const start = phrase_.position();
    bool const has_of = phrase_.take(WordRole::of) != nullptr;
    bool const has_article = phrase_.take(WordRole::article) != nullptr;
    if ((has_article || !has_of) && continues_with_scale()) return {};
    if ((has_article || !has_of) && phrase_.is_any({WordRole::unit, WordRole::ratio_unit})) return {};
    phrase_.go_to(start);
    amount_.is_fraction = true;
    return {};
}

Result<void> NumberReader::read_number() {
    if (phrase_.is_number()) {
        Rational const number = phrase_.token().number;
        phrase_.skip();
        return read_digits(number);
    }
    Rational value = phrase_.take(WordRole::number)->value;
    value = add_units_to_tens(value);
    return read_counted(value);
}

// What may follow digits at once: "2 1/2", "1/5", "2½".
Result<void> NumberReader::read_digits(Rational const& number) {
    std::size_t const start = phrase_.position();
    if (phrase_.is(WordRole::fraction_sign)) {
        return read_scaled(exact_.add(number, phrase_.take(WordRole::fraction_sign)->value));
    }
    if (auto const quotient = read_quotient(number)) {
        amount_.value = *quotient;
        amount_.is_fraction = true;
        return {};
    }
    if (phrase_.is_number() && number.is_integer()) {
        Rational const numerator = phrase_.token().number;
        phrase_.skip();
        auto const quotient = read_quotient(numerator);
        if (quotient) return read_scaled(exact_.add(number, *quotient));
        phrase_.go_to(start);
        return phrase_.not_understood("one number");
    }
    return read_counted(number);
}

// "/5" behind a smaller whole number, without blanks; "24/7" is no number.
std::optional<Rational> NumberReader::read_quotient(Rational const& numerator) {
    std::size_t const start = phrase_.position();
    if (numerator.is_integer() && phrase_.is_sign("/") && !phrase_.token().after_blank) {
        phrase_.skip();
        if (phrase_.is_number() && !phrase_.token().after_blank && phrase_.token().number.is_integer() &&
            phrase_.token().number.sign() > 0) {
            auto const quotient = try_divide(numerator, phrase_.token().number);
            phrase_.skip();
            if (quotient && *quotient < Rational(1)) return *quotient;
        }
    }
    phrase_.go_to(start);
    return std::nullopt;
}

// A number, perhaps the numerator of a fraction or of "in five".
Result<void> NumberReader::read_counted(Rational const& number) {
    if (phrase_.is(WordRole::fraction) && number.is_integer()) return read_fraction(number);
    if (auto done = read_scaled(number); !done) return done;
    for (WordRole const role : {WordRole::in_every, WordRole::per}) {
        std::size_t const start = phrase_.position();
        if (amount_.is_fraction || phrase_.is_sign("/") || phrase_.take(role) == nullptr) continue;
        phrase_.take(WordRole::article);
        if (auto const whole = read_whole()) {
            auto const share = try_divide(amount_.value, *whole);
            if (share) {
                amount_.value = *share;
                amount_.is_fraction = true;
                amount_.is_plain = false;
                amount_.takes_any_thing = true;
                return {};
            }
        }
        phrase_.go_to(start);
    }
    return {};
}

// The positive whole number behind "in every".
std::optional<Rational> NumberReader::read_whole() {
    std::optional<Rational> number;
    if (phrase_.is_number()) {
        number = phrase_.token().number;
        // "15 in 2019" is more likely a year.
        bool const four_digits = phrase_.token().size == 4 && number->is_integer();
        if (four_digits && number->numerator() % 1000 != 0) return std::nullopt;
        phrase_.skip();
    } else if (auto const* word = phrase_.take(WordRole::number)) {
        number = add_units_to_tens(word->value);
    } else if (phrase_.is(WordRole::scale)) {
        number = 1;
    }
    if (!number) return std::nullopt;
    while (auto const* scale = phrase_.take(WordRole::scale)) number = exact_.multiply(*number, scale->value);
    if (number->sign() <= 0 || !number->is_integer()) return std::nullopt;
    return number;
}

// "twenty" and "one".
Rational NumberReader::add_units_to_tens(Rational const& tens) {
    bool const is_tens =
        tens.is_integer() && tens.numerator() >= 20 && tens.numerator() < 100 && tens.numerator() % 10 == 0;
    if (!is_tens || !phrase_.is(WordRole::number)) return tens;
    std::size_t const start = phrase_.position();
    Rational const unit = phrase_.take(WordRole::number)->value;
    if (unit.is_integer() && unit.sign() > 0 && unit < Rational(10)) return exact_.add(tens, unit);
    phrase_.go_to(start);
    return tens;
}

std::optional<Rational> NumberReader::read_joined_fraction() {
    std::size_t const start = phrase_.position();
    if (phrase_.take(WordRole::conjunction) != nullptr) {
        if (phrase_.take(WordRole::article) != nullptr || phrase_.is(WordRole::fraction)) {
            if (auto const* fraction = phrase_.take(WordRole::fraction)) return fraction->value;
        } else if (context_.joins_parts) {
            auto const* numerator = phrase_.take(WordRole::number);
            auto const* fraction = numerator == nullptr ? nullptr : phrase_.take(WordRole::fraction);
            if (fraction != nullptr) return exact_.multiply(numerator->value, fraction->value);
        }
    }
    phrase_.go_to(start);
    return std::nullopt;
}

// The next part of a number below `limit`: "five" of "one hundred and five".
std::optional<Rational> NumberReader::read_part(Rational const& limit) {
    std::size_t const start = phrase_.position();
    bool const joined = phrase_.take(WordRole::conjunction) != nullptr;
    std::optional<Rational> part;
    if (!joined || context_.joins_parts) {
        if (auto const* word = phrase_.take(WordRole::number)) {
            part = add_units_to_tens(word->value);
        } else if (!joined && phrase_.is_number() && phrase_.token().number.is_integer()) {
            part = phrase_.token().number;
            phrase_.skip();
        }
    }
    if (part && *part < limit && part->sign() > 0) return part;
    phrase_.go_to(start);
    return std::nullopt;
}

// "two thousands" and "$5m" count as scales too.
WordMeaning const* NumberReader::take_scale() {
    if (auto const* scale = phrase_.take(WordRole::scale)) return scale;
    if (auto const* scale = phrase_.take(WordRole::indefinite_scale)) return scale;
    bool const is_money = context_.after_money || amount_.unit_kind == Amount::Unit::money ||
                          phrase_.is_followed(WordRole::money_scale, {WordRole::currency});
    return is_money ? phrase_.take(WordRole::money_scale) : nullptr;
}

// Small scales multiply the group, large ones close it: 2 hundred 5 thousand 30.
Result<void> NumberReader::read_scaled(Rational group) {
    static constexpr std::int64_t large = 1000;
    if (auto const more = read_joined_fraction()) group = exact_.add(group, *more);
    Rational total;
    Rational last_large;
    Rational last_small;
    amount_.coefficient = group;
    amount_.is_plain = true;
    bool in_group = true;
    for (;;) {
        bool const is_indefinite = !phrase_.is(WordRole::scale) && phrase_.is(WordRole::indefinite_scale);
        auto const* scale = take_scale();
        if (scale == nullptr) break;
        amount_.has_scale = true;
        amount_.scale = exact_.multiply(amount_.scale, scale->value);
        Rational const limit = scale->value;
        if (limit < Rational(large)) {
            // "two hundred thousand", but not "two hundred hundred".
            if (!in_group || limit == last_small) return phrase_.not_understood("a number before the scale");
            last_small = limit;
            group = exact_.multiply(group, limit);
        } else {
            bool const closes = in_group && (last_large == Rational() || limit < last_large);
            total = closes ? exact_.add(total, exact_.multiply(group, limit))
                           : exact_.multiply(exact_.add(total, in_group ? group : Rational()), limit);
            group = 0;
            in_group = false;
            last_large = limit;
            last_small = 0;
        }
        if (is_indefinite) break;
        if (phrase_.is_any({WordRole::scale, WordRole::money_scale})) continue;
        if (auto const more = read_joined_fraction()) {
            amount_.is_plain = false;
            group = exact_.add(group, exact_.multiply(*more, limit));
            in_group = true;
            break;
        }
        auto const part = read_part(in_group ? Rational(100) : last_large);
        if (!part) break;
        if (in_group && limit < Rational(100)) return phrase_.not_understood("one number");
        amount_.is_plain = false;
        group = exact_.add(group, *part);
        in_group = true;
    }
    amount_.value = exact_.add(total, group);
    return {};
}

}  // namespace ascribe
