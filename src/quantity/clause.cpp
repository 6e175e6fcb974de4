// SPDX-License-Identifier: BSL-1.0
#include "clause.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ascribe {
namespace {

class ClauseReader {
public:
    ClauseReader(Phrase& phrase, Lexicon const& lexicon) : phrase_(phrase), lexicon_(lexicon) {}

    Result<Clause> run() {
        clause_.begin = phrase_.position();
        if (auto done = read_prefix(); !done) return done.error();
        if (auto done = read_numbers(); !done) return done.error();
        for (Amount const& amount : clause_.amounts) {
            if (!amount.hedge) continue;
            bool const last = &amount == &clause_.amounts.back();
            bool const spans = clause_.form != Clause::Form::single && *amount.hedge != Direction::about;
            if (!last || spans) return at(amount.begin, "one hedge for the whole range");
            if (auto done = set_direction(*amount.hedge, amount.begin); !done) return done.error();
        }
        if (auto done = read_suffix(); !done) return done.error();
        if (auto done = read_thing(); !done) return done.error();
        if (is_rate_here()) read_rate(phrase_, clause_.amounts.back());
        if (auto done = read_suffix(); !done) return done.error();
        return std::move(clause_);
    }

private:
    Error at(std::size_t position, std::string_view expected) {
        phrase_.go_to(position);
        return phrase_.error(Errc::not_allowed, expected);
    }

    Result<void> set_direction(Direction direction, std::size_t position) {
        if (clause_.direction && *clause_.direction != direction) return at(position, "one hedge on one number");
        clause_.direction = direction;
        return {};
    }

    Result<void> read_prefix() {
        for (;;) {
            std::size_t const start = phrase_.position();
            std::size_t const hedge = phrase_.length(WordRole::hedge_before);
            std::size_t const filler = phrase_.length(WordRole::filler);
            std::size_t const intensifier = phrase_.length(WordRole::intensifier);
            std::size_t const share = phrase_.length(WordRole::share);
            if (hedge > 0 && hedge >= filler && hedge >= intensifier && hedge >= share) {
                if (auto done = set_direction(phrase_.take(WordRole::hedge_before)->direction, start); !done)
                    return done;
                continue;
            }
            if (intensifier > 0) {
                phrase_.take(WordRole::intensifier);
                if (phrase_.is_any({WordRole::hedge_before, WordRole::intensifier})) continue;
                phrase_.go_to(start);
            }
            // "all 15" is 15, "all" a share.
            if (share > 0) {
                auto const* whole = phrase_.take(WordRole::share);
                bool const is_all = whole->direction == Direction::exact && whole->value == Rational(1);
                if (is_all && (phrase_.is_number() || phrase_.is(WordRole::number))) continue;
                phrase_.go_to(start);
                return {};
            }
            if (filler == 0) return {};
            phrase_.take(WordRole::filler);
        }
    }

    Result<void> read_numbers() {
        if (auto const* share = phrase_.take(WordRole::share)) {
            clause_.form = Clause::Form::share;
            clause_.share = share;
            return {};
        }
        if (phrase_.take(WordRole::between) != nullptr) return read_range(WordRole::conjunction);
        if (phrase_.take(WordRole::from) != nullptr) return read_range(WordRole::to);
        if (auto done = add_amount(true); !done) return done;
        if (phrase_.take(WordRole::plus_minus) != nullptr) {
            clause_.form = Clause::Form::margin;
            return add_amount(true);
        }
        if (phrase_.take(WordRole::to) != nullptr) {
            clause_.form = Clause::Form::range;
            return add_amount(true);
        }
        return read_alternatives();
    }

    Result<void> add_amount(bool joins_parts) {
        bool const after_money = !clause_.amounts.empty() && clause_.amounts.back().unit_kind == Amount::Unit::money;
        auto amount = read_amount(phrase_, {joins_parts, after_money});
        if (!amount) return std::move(amount).error();
        clause_.amounts.push_back(std::move(amount).value());
        return {};
    }

    Result<void> read_range(WordRole joint) {
        clause_.form = Clause::Form::range;
        if (auto done = add_amount(joint != WordRole::conjunction); !done) return done;
        if (phrase_.take(joint) == nullptr) {
            return phrase_.not_understood(joint == WordRole::to ? "the second end of the range, after 'to'"
                                                                : "the second end of the range, after 'and'");
        }
        return add_amount(true);
    }

    // "two or three", "two, three or four".
    Result<void> read_alternatives() {
        std::size_t const start = phrase_.position();
        std::vector<Amount> more;
        bool closed = false;
        while (!closed) {
            bool const comma = phrase_.take_sign(",");
            closed = phrase_.take(WordRole::disjunction) != nullptr;
            if (!(comma || closed) || !begins_amount(phrase_)) break;
            bool const after_money = clause_.amounts[0].unit_kind == Amount::Unit::money;
            auto amount = read_amount(phrase_, {true, after_money});
            if (!amount) {
                if (!closed) break;
                return std::move(amount).error();
            }
            more.push_back(std::move(amount).value());
            if (!closed) continue;
            clause_.form = Clause::Form::alternatives;
            std::move(more.begin(), more.end(), std::back_inserter(clause_.amounts));
            return {};
        }
        phrase_.go_to(start);
        return {};
    }

    Result<void> read_suffix() {
        for (;;) {
            std::size_t const start = phrase_.position();
            if (phrase_.take(WordRole::filler_after) != nullptr) continue;
            if (clause_.form != Clause::Form::single || !is_suffix_here()) return {};
            auto const* hedge = phrase_.take(WordRole::hedge_after);
            if (auto done = set_direction(hedge->direction, start); !done) return done;
        }
    }

    // A hedge that nothing but the end of the clause follows.
    bool is_suffix_here() {
        if (!phrase_.is(WordRole::hedge_after)) return false;
        std::size_t const start = phrase_.position();
        phrase_.take(WordRole::hedge_after);
        bool const ends = ends_clause();
        phrase_.go_to(start);
        return ends;
    }

    bool ends_clause() const {
        return phrase_.at_end() || phrase_.is_sign("(") || phrase_.is_sign(")") || phrase_.is_sign(",") ||
               phrase_.is_any({WordRole::earlier, WordRole::later, WordRole::filler_after}) ||
               begins_second_clause(phrase_);
    }

    // How the thing may follow: behind "of", behind "the", or at once.
    Result<bool> take_link() {
        Amount const* const last = clause_.amounts.empty() ? nullptr : &clause_.amounts.back();
        bool const is_money = last != nullptr && last->unit_kind == Amount::Unit::money;
        bool const worth = is_money && phrase_.take(WordRole::worth) != nullptr;
        bool const of = worth || phrase_.take(WordRole::of) != nullptr;
        bool the = false;
        while (phrase_.take(WordRole::determiner) != nullptr) the = true;
        if (of || last == nullptr) return of;
        bool const is_share = last->is_fraction && !last->takes_any_thing;
        if (last->unit_kind != Amount::Unit::none || (is_share && !the)) {
            return phrase_.not_understood("'of' before what is counted");
        }
        return false;
    }

    Result<void> read_thing() {
        if (ends_clause()) return {};
        if (!clause_.amounts.empty() && clause_.amounts.back().unit_kind == Amount::Unit::measure) {
            if (auto const* extent = phrase_.take(WordRole::extent)) {
                clause_.thing = extent->text;
                return {};
            }
        }
        auto const of = take_link();
        if (!of) return of.error();
        if (!*of && !phrase_.at_end() && (!phrase_.token().after_blank || phrase_.token().after_hyphen)) {
            return phrase_.not_understood("a blank before what is counted");
        }
        return read_words();
    }

    // "tonnes of wheat per year"
    [[nodiscard]] bool is_rate_here() const {
        bool const is_measure = !clause_.amounts.empty() && clause_.amounts.back().unit_kind == Amount::Unit::measure;
        return is_measure && (phrase_.is_followed(WordRole::per, {WordRole::unit}) ||
                              phrase_.is_followed(WordRole::article, {WordRole::unit}));
    }

    // "women and children", "dead or missing": words that are counted together.
    [[nodiscard]] bool joins_words() const {
        static constexpr std::initializer_list<WordRole> other = {
            WordRole::number,   WordRole::scale,   WordRole::indefinite_scale, WordRole::vague,
            WordRole::share,    WordRole::article, WordRole::determiner,       WordRole::stop,
            WordRole::fraction, WordRole::none,    WordRole::filler,
        };
        for (WordRole const joint : {WordRole::conjunction, WordRole::disjunction}) {
            if (phrase_.length(joint) == 1) return !phrase_.is_followed(joint, other);
        }
        return false;
    }

    struct Word {
        std::string text;
        bool after_hyphen;
        bool is_joint;
    };

    Result<void> read_words() {
        static constexpr std::initializer_list<WordRole> never = {
            WordRole::stop,        WordRole::number,     WordRole::scale,       WordRole::indefinite_scale,
            WordRole::vague,       WordRole::fraction,   WordRole::none,        WordRole::hedge_before,
            WordRole::hedge_after, WordRole::ratio_unit, WordRole::conjunction, WordRole::disjunction,
            WordRole::per,         WordRole::plus_minus, WordRole::between,     WordRole::to,
        };
        std::vector<Word> words;
        std::size_t head = 0;  // the words before the first preposition
        bool needs_word = true;
        bool after_link = false;
        while (!ends_clause() && !is_suffix_here() && !is_rate_here()) {
            bool const is_word = phrase_.token().kind == Token::Kind::word;
            bool const is_link = phrase_.is_any({WordRole::link, WordRole::of});
            bool const is_joint = is_word && joins_words();
            bool const is_inner = is_link || is_joint;
            if (!is_word || (!is_inner && phrase_.is_any(never)) || (is_inner && needs_word) ||
                (!after_link && phrase_.is(WordRole::article))) {
                return phrase_.not_understood("what is counted, or the end");
            }
            if (is_link && head == 0) head = words.size();
            after_link = is_link;
            needs_word = is_inner;
            words.push_back({phrase_.token().text, phrase_.token().after_hyphen, is_joint});
            phrase_.skip();
        }
        if (needs_word) return phrase_.not_understood("what is counted");
        clause_.thing = singular(words, head == 0 ? words.size() : head);
        return {};
    }

    static std::string joined(std::vector<Word> const& words) {
        std::string text;
        for (Word const& word : words) {
            if (!text.empty()) text += word.after_hyphen ? '-' : ' ';
            text += word.text;
        }
        return text;
    }

    [[nodiscard]] std::string singular(std::vector<Word> words, std::size_t head) const {
        if (auto const* whole = lexicon_.find_singular(joined(words))) return *whole;
        for (std::size_t i = 0; i < head; ++i) {
            bool const is_noun = i + 1 == head || words[i + 1].is_joint;
            if (is_noun) {
                words[i].text = lexicon_.singular(words[i].text);
            } else if (auto const* known = lexicon_.find_singular(words[i].text)) {
                words[i].text = *known;
            }
        }
        return joined(words);
    }

    Phrase& phrase_;
    Lexicon const& lexicon_;
    Clause clause_;
};

}  // namespace

Result<Clause> read_clause(Phrase& phrase, Lexicon const& lexicon) {
    return ClauseReader(phrase, lexicon).run();
}

bool begins_second_clause(Phrase const& phrase) {
    return phrase.is_followed(WordRole::conjunction, {WordRole::hedge_before, WordRole::intensifier});
}

}  // namespace ascribe
