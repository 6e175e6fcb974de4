// SPDX-License-Identifier: BSL-1.0
#include "amount.hpp"

#include "number_words.hpp"

#include <algorithm>
#include <utility>

namespace ascribe {
namespace {

std::vector<std::string_view> codes_of(std::string_view text) {
    std::vector<std::string_view> codes;
    for (;;) {
        codes.push_back(text.substr(0, text.find('|')));
        if (codes.back().size() == text.size()) return codes;
        text.remove_prefix(codes.back().size() + 1);
    }
}

std::string quotient(std::string_view above, std::string_view below) {
    std::string all;
    for (auto first : codes_of(above)) {
        for (auto second : codes_of(below)) {
            all.append(all.empty() ? "" : "|").append(first).append("/").append(second);
        }
    }
    return all;
}

class AmountReader {
public:
    AmountReader(Phrase& phrase, NumberContext context) : phrase_(phrase), number_(phrase, amount_, exact_, context) {}

    Result<Amount> run() {
        amount_.begin = phrase_.position();
        read_currency();
        bool const negative = phrase_.take(WordRole::minus) != nullptr;
        read_currency();
        if (auto done = number_.run(); !done) return done.error();
        if (negative) {
            if (amount_.is_vague || amount_.is_none) return phrase_.not_understood("a number after the minus");
            amount_.value = -amount_.value;
            amount_.coefficient = -amount_.coefficient;
        }
        read_hedge();
        if (auto done = read_unit(); !done) return done.error();
        read_hedge();
        if (!exact_.fits()) {
            phrase_.go_to(amount_.begin);
            return phrase_.error(Errc::out_of_range, "a number that fits into 64-bit fractions");
        }
        return std::move(amount_);
    }

private:
    void read_currency() {
        if (amount_.unit_kind != Amount::Unit::none) return;
        if (auto const* currency = phrase_.take(WordRole::currency)) {
            amount_.unit_kind = Amount::Unit::money;
            amount_.unit = currency->text;
            amount_.factor = currency->value;
        }
    }

    // The words of "and less than".
    [[nodiscard]] std::size_t second_hedge_length() const {
        return phrase_.length_of_pair(WordRole::conjunction, WordRole::hedge_before);
    }

    // A hedge behind a number is one only if no number follows: "10 and under", but "over 10 and under 20".
    void read_hedge() {
        std::size_t const length = phrase_.length(WordRole::hedge_after);
        std::size_t const other = (std::max)(phrase_.length(WordRole::plus_minus), second_hedge_length());
        if (length == 0 || amount_.hedge || other > length) return;
        std::size_t const start = phrase_.position();
        auto const* hedge = phrase_.take(WordRole::hedge_after);
        if (begins_amount(phrase_)) {
            phrase_.go_to(start);
        } else {
            amount_.hedge = hedge->direction;
        }
    }

    Result<void> read_unit() {
        if (amount_.unit_kind != Amount::Unit::none || amount_.is_none) return {};
        if (amount_.is_vague && phrase_.is_followed(WordRole::of, {WordRole::unit, WordRole::currency})) {
            phrase_.take(WordRole::of);  // "tens of thousands of tons"
        }
        if (auto const* ratio = phrase_.take(WordRole::ratio_unit)) {
            amount_.unit_kind = Amount::Unit::ratio;
            amount_.factor = ratio->value;
            amount_.is_fraction = false;
            return {};
        }
        std::size_t const as_unit = phrase_.length(WordRole::unit);
        std::size_t const as_money = phrase_.length(WordRole::currency);
        if (as_unit > 0 && as_unit == as_money) {
            std::size_t const start = phrase_.position();
            phrase_.take(WordRole::unit);
            bool const is_of = phrase_.is(WordRole::of);
            phrase_.go_to(start);
            if (!is_of) return phrase_.error(Errc::not_allowed, "a word that means either a unit or a currency");
        } else if (as_money > as_unit) {
            read_currency();
            return {};
        }
        if (as_unit > 0) read_measure();
        return {};
    }

    void read_measure() {
        auto const* unit = phrase_.take(WordRole::unit);
        amount_.unit_kind = Amount::Unit::measure;
        amount_.unit = unit->text;
        amount_.factor = unit->value;
        amount_.is_fraction = false;
        if (!amount_.is_vague) {
            if (auto const more = number_.read_joined_fraction()) amount_.value = exact_.add(amount_.value, *more);
        }
        read_rate(phrase_, amount_);
    }

    Phrase& phrase_;
    Amount amount_;
    Exact exact_;
    NumberReader number_;
};

}  // namespace

Result<Amount> read_amount(Phrase& phrase, NumberContext context) {
    return AmountReader(phrase, context).run();
}

void read_rate(Phrase& phrase, Amount& amount) {
    std::size_t const start = phrase.position();
    if (phrase.take(WordRole::per) != nullptr || phrase.take(WordRole::article) != nullptr) {
        auto const* below = phrase.take(WordRole::unit);
        if (below != nullptr && below->value == Rational(1)) {
            amount.unit = quotient(amount.unit, below->text);
            return;
        }
    }
    phrase.go_to(start);
}

bool begins_amount(Phrase const& phrase) {
    return phrase.is_number() || phrase.is_any({WordRole::number, WordRole::scale, WordRole::fraction,
                                                WordRole::fraction_sign, WordRole::currency, WordRole::vague,
                                                WordRole::indefinite_scale, WordRole::article, WordRole::minus});
}

}  // namespace ascribe
