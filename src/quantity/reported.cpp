// SPDX-License-Identifier: BSL-1.0
#include "clause.hpp"
#include <ascribe/quantity/reported.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ascribe {
namespace {

bool is_one_sided(Direction direction) {
    return direction == Direction::above || direction == Direction::below || direction == Direction::at_least ||
           direction == Direction::at_most;
}

// What the direction of one number entails, without the floor that custom puts under it.
Bounds entailed(Direction direction, Rational const& number) {
    switch (direction) {
    case Direction::above: return Bounds::above(number);
    case Direction::below: return Bounds::below(number);
    case Direction::at_least: return Bounds::at_least(number);
    case Direction::at_most: return Bounds::at_most(number);
    case Direction::exact: return Bounds::exactly(number);
    case Direction::about:
    case Direction::range:
    case Direction::set: break;
    }
    return {};
}

class Statement {
public:
    Statement(Phrase& phrase, Lexicon const& lexicon) : phrase_(phrase), lexicon_(lexicon) {}

    Result<ReportedQuantity> run() {
        if (phrase_.at_end()) return phrase_.error(Errc::empty, "a number");
        auto first = read_statement();
        if (!first) return std::move(first).error();
        ReportedQuantity reported{std::move(first).value(), std::nullopt};
        if (auto done = read_aside(reported); !done) return done.error();
        if (!phrase_.at_end()) return phrase_.not_understood("the end of the phrase");
        return reported;
    }

private:
    Error at(std::size_t position, Errc code, std::string_view expected) {
        phrase_.go_to(position);
        return phrase_.error(code, expected);
    }

    // "10 (revised from 14)", "14, later revised to 10".
    Result<void> read_aside(ReportedQuantity& reported) {
        std::size_t const start = phrase_.position();
        bool const bracket = phrase_.take_sign("(");
        if (!bracket) phrase_.take_sign(",");
        bool const earlier = phrase_.take(WordRole::earlier) != nullptr;
        if (!earlier && phrase_.take(WordRole::later) == nullptr) {
            phrase_.go_to(start);
            return {};
        }
        auto other = read_statement(&reported.quantity);
        if (!other) return other.error();
        if (bracket && !phrase_.take_sign(")")) return phrase_.not_understood("')'");
        reported.formerly = std::move(other).value();
        if (!earlier) std::swap(reported.quantity, *reported.formerly);
        return {};
    }

    // One clause or two that limit the same number. What `context` is about is lent to a bare number.
    Result<Quantity> read_statement(Quantity const* context = nullptr) {
        auto first = read_clause(phrase_, lexicon_);
        if (!first) return std::move(first).error();
        clauses_.clear();
        clauses_.push_back(std::move(first).value());
        std::size_t const behind_first = phrase_.position();
        phrase_.take_sign(",");
        if (!begins_second_clause(phrase_)) {
            phrase_.go_to(behind_first);
        } else {
            phrase_.take(WordRole::conjunction);
            auto second = read_clause(phrase_, lexicon_);
            if (!second) return std::move(second).error();
            clauses_.push_back(std::move(second).value());
        }
        std::size_t const end = phrase_.position();
        if (auto done = share_units(); !done) return done.error();
        auto quantity = build(context);
        if (quantity) phrase_.go_to(end);
        return quantity;
    }

    // "$2-3 billion", "30 to 40 percent": what is said once holds for all numbers.
    Result<void> share_units() {
        std::vector<Amount*> amounts;
        for (Clause& clause : clauses_) {
            for (Amount& amount : clause.amounts) amounts.push_back(&amount);
        }
        if (amounts.empty()) return {};
        Amount const last = *amounts.back();
        for (Amount* amount : amounts) {
            bool const smaller = amount->coefficient < last.coefficient;
            if (last.is_plain && last.has_scale && amount->is_plain && !amount->has_scale && smaller) {
                auto const value = try_multiply(amount->value, last.scale);
                if (!value) return at(amount->begin, Errc::out_of_range, "numbers that fit into 64-bit fractions");
                amount->value = *value;
            }
        }
        auto const named = std::find_if(amounts.rbegin(), amounts.rend(),
                                        [](Amount const* amount) { return amount->unit_kind != Amount::Unit::none; });
        if (named == amounts.rend()) return {};
        Amount const unit = **named;
        for (Amount* amount : amounts) {
            if (amount->unit_kind == Amount::Unit::none && !amount->is_fraction) {
                amount->unit_kind = unit.unit_kind;
                amount->unit = unit.unit;
                amount->factor = unit.factor;
            } else if (amount->unit_kind != unit.unit_kind &&
                       !(amount->is_fraction && unit.unit_kind == Amount::Unit::ratio)) {
                return at(amount->begin, Errc::not_allowed, "one unit for all numbers");
            } else if (amount->unit != unit.unit) {
                return at(amount->begin, Errc::not_allowed, "one unit for all numbers");
            }
        }
        return {};
    }

    // Kind, unit and thing, and the numbers in that unit.
    Result<void> settle_scope(QuantityParts& parts, Quantity const* context) {
        for (Clause const& clause : clauses_) {
            if (!parts.thing.empty() && !clause.thing.empty() && parts.thing != clause.thing) {
                return at(clause.begin, Errc::not_allowed, "one thing that is counted");
            }
            if (parts.thing.empty()) parts.thing = clause.thing;
        }
        std::optional<QuantityKind> kind;
        bool countable = true;
        for (Clause& clause : clauses_) {
            if (clause.form == Clause::Form::share) kind = QuantityKind::ratio;
            for (Amount& amount : clause.amounts) {
                auto const value = try_multiply(amount.value, amount.factor);
                if (!value) return at(amount.begin, Errc::out_of_range, "a number that fits into 64-bit fractions");
                amount.value = *value;
                countable = countable && value->is_integer() && value->sign() >= 0;
                auto const own = kind_of(amount);
                if (own && kind && *own != *kind) return at(amount.begin, Errc::not_allowed, "numbers of one kind");
                if (own) kind = own;
                parts.unit = amount.unit.empty() ? parts.unit : amount.unit;
            }
        }
        bool const is_bare = !kind && parts.thing.empty();
        if (is_bare && context != nullptr) {
            kind = context->kind();
            parts.unit = context->unit();
            if (*kind == QuantityKind::ratio) return at(clauses_[0].begin, Errc::not_allowed, "a share");
        }
        if (context != nullptr && parts.thing.empty()) parts.thing = context->thing();
        if (kind == QuantityKind::ratio && !are_shares()) {
            return at(clauses_[0].begin, Errc::not_allowed, "numbers of one kind");
        }
        if (!kind && !countable && !parts.thing.empty()) {
            return at(clauses_[0].begin, Errc::not_allowed, "a whole number of things");
        }
        parts.kind = kind.value_or(countable ? QuantityKind::count : QuantityKind::ratio);
        return {};
    }

    static std::optional<QuantityKind> kind_of(Amount const& amount) {
        switch (amount.unit_kind) {
        case Amount::Unit::measure: return QuantityKind::measure;
        case Amount::Unit::ratio: return QuantityKind::ratio;
        case Amount::Unit::money: return QuantityKind::money;
        case Amount::Unit::none: break;
        }
        if (amount.is_fraction) return QuantityKind::ratio;
        return std::nullopt;
    }

    // Every number is a share by its words.
    [[nodiscard]] bool are_shares() const {
        return std::all_of(clauses_.begin(), clauses_.end(), [](Clause const& clause) {
            return std::all_of(clause.amounts.begin(), clause.amounts.end(),
                               [](Amount const& amount) { return kind_of(amount) == QuantityKind::ratio; });
        });
    }

    Result<Quantity> build(Quantity const* context) {
        std::size_t const begin = clauses_[0].begin;
        QuantityParts parts;
        if (auto done = settle_scope(parts, context); !done) return done.error();
        Result<void> const filled = clauses_.size() == 2 ? fill_pair(parts) : fill(parts, clauses_[0]);
        if (!filled) return filled.error();
        auto quantity = Quantity::from(std::move(parts));
        if (quantity) return quantity;
        Error error = std::move(quantity).error();
        error.offset = phrase_.offset_of(begin);
        return error;
    }

    Result<void> fill(QuantityParts& parts, Clause const& clause) {
        switch (clause.form) {
        case Clause::Form::single: return fill_single(parts, clause);
        case Clause::Form::share: return fill_share(parts, clause);
        case Clause::Form::range: return fill_range(parts, clause);
        case Clause::Form::margin: return fill_margin(parts, clause);
        case Clause::Form::alternatives: return fill_alternatives(parts, clause);
        }
        return {};
    }

    Result<void> fill_single(QuantityParts& parts, Clause const& clause) {
        Amount const& amount = clause.amounts[0];
        if (amount.is_none && (clause.direction || parts.thing.empty())) {
            return at(clause.begin, Errc::syntax, "what there is none of");
        }
        if (amount.is_vague && clause.direction.value_or(Direction::about) != Direction::about) {
            return at(clause.begin, Errc::not_allowed, "a number for the hedge");
        }
        parts.direction = amount.is_vague ? Direction::about : clause.direction.value_or(Direction::exact);
        if (!amount.is_vague) parts.nominal = amount.value;
        parts.bounds = default_bounds(parts);
        if (amount.is_vague && amount.value.sign() > 0) parts.bounds = Bounds::at_least(amount.value);
        return {};
    }

    Result<void> fill_share(QuantityParts& parts, Clause const& clause) {
        bool const both = clause.direction && clause.share->direction != Direction::exact;
        if (both) return at(clause.begin, Errc::not_allowed, "one hedge on one number");
        parts.direction = clause.direction.value_or(clause.share->direction);
        parts.nominal = clause.share->value;
        parts.bounds = default_bounds(parts);
        return {};
    }

    // Ranges and alternatives need numbers, and no hedge but an approximation.
    Result<bool> is_about(Clause const& clause) {
        for (Amount const& amount : clause.amounts) {
            if (amount.is_vague || amount.is_none) return at(amount.begin, Errc::not_allowed, "a number");
        }
        if (clause.direction && *clause.direction != Direction::about) {
            return at(clause.begin, Errc::not_allowed, "a range without a bound of its own");
        }
        return clause.direction.has_value();
    }

    static void fill_about(QuantityParts& parts, Rational const& from, Rational const& to) {
        parts.direction = Direction::about;
        parts.nominal = from;
        parts.nominal_to = to;
        parts.bounds = default_bounds(parts);
    }

    Result<void> fill_range(QuantityParts& parts, Clause const& clause) {
        auto const about = is_about(clause);
        if (!about) return about.error();
        Rational const& from = clause.amounts[0].value;
        Rational const& to = clause.amounts[1].value;
        if (from >= to) {
            // "10 to 5" and "50-50" mean something else.
            return at(clause.begin, Errc::conflict, "a second end above the first");
        }
        if (*about) {
            fill_about(parts, from, to);
            return {};
        }
        parts.direction = Direction::range;
        parts.bounds = Bounds::closed(from, to);
        return {};
    }

    Result<void> fill_margin(QuantityParts& parts, Clause const& clause) {
        auto const about = is_about(clause);
        if (!about) return about.error();
        if (*about) return at(clause.begin, Errc::not_allowed, "a margin without a hedge");
        Rational const& number = clause.amounts[0].value;
        Rational const& margin = clause.amounts[1].value;
        auto const lower = try_subtract(number, margin);
        auto const upper = try_add(number, margin);
        if (!lower || !upper || margin.sign() < 0) {
            return at(clause.amounts[1].begin, Errc::out_of_range, "a margin that is not negative and fits");
        }
        parts.direction = Direction::range;
        parts.nominal = number;
        parts.bounds = Bounds::closed(*lower, *upper);
        return {};
    }

    Result<void> fill_alternatives(QuantityParts& parts, Clause const& clause) {
        auto const about = is_about(clause);
        if (!about) return about.error();
        for (Amount const& amount : clause.amounts) parts.alternatives.push_back(amount.value);
        if (*about) {
            auto const ends = std::minmax_element(parts.alternatives.begin(), parts.alternatives.end());
            Rational const from = *ends.first;
            Rational const to = *ends.second;
            parts.alternatives.clear();
            fill_about(parts, from, to);
            return {};
        }
        parts.direction = Direction::set;
        return {};
    }

    // "more than 100 but fewer than 200", "about 150 but no more than 200".
    Result<void> fill_pair(QuantityParts& parts) {
        Bounds bounds;
        std::optional<Rational> nominal;
        for (Clause const& clause : clauses_) {
            bool const single = clause.form == Clause::Form::single && clause.direction && !clause.amounts[0].is_vague;
            if (!single) return at(clause.begin, Errc::not_allowed, "two hedged numbers");
            Rational const& number = clause.amounts[0].value;
            if (*clause.direction == Direction::about && !nominal) {
                nominal = number;
            } else if (is_one_sided(*clause.direction)) {
                bounds = intersect(bounds, entailed(*clause.direction, number));
            } else {
                return at(clause.begin, Errc::not_allowed, "a bound");
            }
        }
        parts.nominal = nominal;
        parts.direction = nominal ? Direction::about : Direction::range;
        if (nominal) bounds = intersect(bounds, default_bounds(parts));
        if (!nominal && !(bounds.lower && bounds.upper)) {
            return at(clauses_[1].begin, Errc::not_allowed, "a bound on the other side");
        }
        parts.bounds = bounds;
        return {};
    }

    Phrase& phrase_;
    Lexicon const& lexicon_;
    std::vector<Clause> clauses_;
};

}  // namespace

Result<ReportedQuantity> parse_reported_quantity(std::string_view text, Lexicon const& lexicon) {
    auto phrase = Phrase::from(text, lexicon);
    if (!phrase) return std::move(phrase).error();
    return Statement(*phrase, lexicon).run();
}

}  // namespace ascribe
