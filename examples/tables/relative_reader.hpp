// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_TABLES_RELATIVE_READER_HPP
#define ASCRIBE_EXAMPLES_TABLES_RELATIVE_READER_HPP

#include <ascribe/time/relative_date.hpp>
#include <ascribe/time/resolve.hpp>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reads relative dates from the small language of the table of relative and vague dates: `(part late (unit month
/// -1))`. Words are separated by spaces; what is not an operator in brackets is a date in EDTF or an argument. `ws=sun`
/// among the arguments of any operator sets the first day of the week for the whole expression.
namespace tables {

struct RelativeExpression {
    ascribe::RelativeDate date;
    ascribe::ResolvePolicy policy;
};

class RelativeReader {
public:
    /// Errors have record "expression" and the offset of the operator that cannot be read.
    [[nodiscard]] static ascribe::Result<RelativeExpression> read(std::string_view text) {
        return RelativeReader(text).run();
    }

private:
    struct Argument {
        std::string word;                           // empty if it is an expression
        std::optional<ascribe::RelativeDate> date;  // of an operator in brackets
        std::size_t offset = 0;
    };
    struct Open {
        std::size_t offset;
        std::vector<Argument> arguments;  // the first is the name of the operator
    };

    explicit RelativeReader(std::string_view text) : text_(text) {}

    ascribe::Result<RelativeExpression> run();
    ascribe::Result<ascribe::RelativeDate> build(Open const& open);

    [[nodiscard]] ascribe::Error bad(std::string_view expected, std::size_t offset) const {
        return {.code = ascribe::Errc::syntax,
                .record = "expression",
                .field = {},
                .expected = expected,
                .found = std::string(text_.substr((std::min)(offset, text_.size()), 40)),
                .offset = offset};
    }

    std::string_view text_;
    ascribe::ResolvePolicy policy_;
};

namespace detail {

inline std::optional<std::int64_t> to_number(std::string_view word) {
    std::int64_t number = 0;
    if (word.starts_with('+')) word.remove_prefix(1);
    auto const [end, code] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (word.empty() || code != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return number;
}

inline std::optional<ascribe::Weekday> to_weekday(std::string_view word) {
    constexpr std::string_view names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (std::size_t i = 0; i < 7; ++i)
        if (names[i] == word) return static_cast<ascribe::Weekday>(i);
    return std::nullopt;
}

/// The arguments of one operator, taken from left to right; what is missing or of another kind is remembered.
class Arguments {
public:
    template <class List>
    Arguments(List const& list, std::size_t from) {
        for (std::size_t i = from; i < list.size(); ++i) items_.push_back({list[i].word, list[i].date});
    }

    [[nodiscard]] bool good() const { return good_ && next_ == items_.size(); }

    std::int64_t number() {
        if (auto const n = optional_number()) return *n;
        return fail(), 0;
    }
    std::optional<std::int64_t> optional_number() {
        auto const n = next_ < items_.size() ? to_number(items_[next_].word) : std::nullopt;
        if (n) ++next_;
        return n;
    }
    template <class Enum>
    Enum named() {
        if (auto const e = optional_named<Enum>()) return *e;
        return fail(), Enum{};
    }
    template <class Enum>
    std::optional<Enum> optional_named() {
        auto const e = next_ < items_.size() ? ascribe::find_named<Enum>(items_[next_].word) : std::nullopt;
        if (e) ++next_;
        return e;
    }
    ascribe::Weekday weekday() {
        auto const day = next_ < items_.size() ? to_weekday(items_[next_].word) : std::nullopt;
        if (!day) return fail(), ascribe::Weekday::monday;
        ++next_;
        return *day;
    }
    bool word(std::string_view expected) {
        bool const found = next_ < items_.size() && items_[next_].word == expected;
        if (found) ++next_;
        return found;
    }
    /// An operator in brackets or a date in EDTF.
    ascribe::RelativeDate date() {
        if (next_ < items_.size()) {
            Item const& item = items_[next_++];
            if (item.date) return *item.date;
            if (auto const edtf = ascribe::parse_edtf(item.word)) return ascribe::RelativeDate::date(*edtf);
        }
        return fail(), ascribe::RelativeDate();
    }
    ascribe::Reading reading() {
        if (word("within")) return ascribe::Reading::sometime_within;
        if (word("span")) return ascribe::Reading::throughout;
        return fail(), ascribe::Reading::throughout;
    }
    std::optional<ascribe::TimeUnit> grain() {
        constexpr std::string_view prefix = "grain=";
        if (next_ == items_.size() || !items_[next_].word.starts_with(prefix)) return std::nullopt;
        auto const unit =
            ascribe::find_named<ascribe::TimeUnit>(std::string_view(items_[next_].word).substr(prefix.size()));
        ++next_;
        if (!unit) fail();
        return unit;
    }
    [[nodiscard]] bool at_end() const { return next_ == items_.size(); }
    void fail() { good_ = false; }

private:
    struct Item {
        std::string word;
        std::optional<ascribe::RelativeDate> date;
    };
    std::vector<Item> items_;
    std::size_t next_ = 0;
    bool good_ = true;
};

}  // namespace detail

inline ascribe::Result<ascribe::RelativeDate> RelativeReader::build(Open const& open) {
    using ascribe::AnchorDay;
    using ascribe::DurationHedge;
    using ascribe::EdtfQualifier;
    using ascribe::PeriodPart;
    using ascribe::RelativeDate;
    using ascribe::SeasonName;
    using ascribe::TimeDirection;
    using ascribe::TimeUnit;

    if (open.arguments.empty() || open.arguments.front().date) return bad("the name of an operator", open.offset);
    std::string_view const op = open.arguments.front().word;
    detail::Arguments in(open.arguments, 1);
    auto const direction = [&] { return in.optional_named<TimeDirection>(); };
    auto const result = [&]() -> std::optional<RelativeDate> {
        if (op == "day") return RelativeDate::day(in.number());
        if (op == "unit") {
            auto const unit = in.named<TimeUnit>();
            return RelativeDate::unit(unit, in.number());
        }
        if (op == "ago" || op == "ahead") {
            std::int64_t const n = in.number();
            auto const unit = in.named<TimeUnit>();
            return op == "ago" ? RelativeDate::ago(n, unit, in.grain()) : RelativeDate::ahead(n, unit, in.grain());
        }
        if (op == "weekday") {
            auto const day = in.weekday();
            auto const way = direction();
            std::optional<AnchorDay> anchor;
            if (in.word("incl"))
                anchor = AnchorDay::counted;
            else if (in.word("excl"))
                anchor = AnchorDay::skipped;
            return RelativeDate::weekday(day, way, anchor);
        }
        if (op == "weekday-of") {
            auto const day = in.weekday();
            return RelativeDate::weekday_of(day, in.number());
        }
        if (op == "nth-weekday") {
            std::int64_t const n = in.number();
            auto const day = in.weekday();
            return RelativeDate::nth_weekday(n, day, direction());
        }
        if (op == "month") {
            std::int64_t const m = in.number();
            return RelativeDate::month(m, direction());
        }
        if (op == "month-of") {
            std::int64_t const m = in.number();
            if (!in.word("year")) in.fail();
            return RelativeDate::month_of(m, in.number());
        }
        if (op == "monthday") {
            std::int64_t const m = in.number();
            std::int64_t const d = in.number();
            return RelativeDate::month_day(m, d, direction());
        }
        if (op == "dom") {
            std::int64_t const d = in.number();
            return RelativeDate::day_of_month(d, direction());
        }
        if (op == "part") {
            auto const part = in.named<PeriodPart>();
            return RelativeDate::part(part, in.date());
        }
        if (op == "window") {
            std::int64_t const n = in.number();
            auto const unit = in.named<TimeUnit>();
            return RelativeDate::window(n, unit, in.reading());
        }
        if (op == "earlier-in") return RelativeDate::earlier_in(in.named<TimeUnit>());
        if (op == "later-in") return RelativeDate::later_in(in.named<TimeUnit>());
        if (op == "nth-dow") {
            std::int64_t const n = in.number();
            auto const day = in.weekday();
            return RelativeDate::nth_weekday_of(n, day, in.date());
        }
        if (op == "range") {
            RelativeDate x = in.date();
            RelativeDate y = in.date();
            auto const way = direction();
            return RelativeDate::range(std::move(x), std::move(y), in.reading(), way);
        }
        if (op == "before") return RelativeDate::before(in.date());
        if (op == "after") return RelativeDate::after(in.date());
        if (op == "by") return RelativeDate::by(in.date());
        if (op == "no-later-than") return RelativeDate::no_later_than(in.date());
        if (op == "on-or-after" || op == "not-before") return RelativeDate::not_before(in.date());
        if (op == "after-upto-anchor") return RelativeDate::after_up_to_anchor(in.date());
        if (op == "since") return RelativeDate::since(in.date());
        if (op == "until") return RelativeDate::until(in.date());
        if (op == "from-unknown-end") return RelativeDate::from_then_unknown(in.date());
        if (op == "until-unknown-start") return RelativeDate::unknown_until(in.date());
        if (op == "for") {
            std::int64_t const n = in.number();
            auto const unit = in.named<TimeUnit>();
            return RelativeDate::held_for(n, unit, in.named<DurationHedge>());
        }
        if (op == "season" || op == "quarter") {
            bool const season = op == "season";
            auto const name = season ? in.named<SeasonName>() : SeasonName{};
            std::int64_t const q = season ? 0 : in.number();
            if (auto const year = in.optional_number())
                return season ? RelativeDate::season(name, *year) : RelativeDate::quarter(q, *year);
            auto const way = direction();
            if (way || in.at_end()) return season ? RelativeDate::season(name, way) : RelativeDate::quarter(q, way);
            return season ? RelativeDate::season(name, in.date()) : RelativeDate::quarter(q, in.date());
        }
        if (op == "century") return RelativeDate::century(in.number());
        if (op == "approx") {
            RelativeDate x = in.date();
            if (in.word("?")) return RelativeDate::qualified(std::move(x), EdtfQualifier::uncertain);
            if (in.word("~")) return RelativeDate::qualified(std::move(x), EdtfQualifier::approximate);
            if (in.word("%")) return RelativeDate::qualified(std::move(x), EdtfQualifier::both);
            // The name of the component that is in doubt: then the date has the mark already.
            if (!in.word("year") && !in.word("month") && !in.word("day")) in.fail();
            return x;
        }
        if (op == "as-said") return RelativeDate::as_said(in.date());
        if (op == "one-of") {
            RelativeDate x = in.date();
            return RelativeDate::one_of(std::move(x), in.date());
        }
        return std::nullopt;
    }();
    if (!result) return bad("the name of an operator", open.offset);
    if (!in.good()) return bad("the arguments of the operator", open.offset);
    return *result;
}

inline ascribe::Result<RelativeExpression> RelativeReader::run() {
    std::vector<Open> open{{0, {}}};  // the outermost level has one argument at the end
    for (std::size_t i = 0; i < text_.size();) {
        char const c = text_[i];
        if (c == ' ') {
            ++i;
        } else if (c == '(') {
            open.push_back({i++, {}});
        } else if (c == ')') {
            if (open.size() == 1) return bad("an opening bracket before the closing one", i);
            auto date = build(open.back());
            if (!date) return date.error();
            std::size_t const offset = open.back().offset;
            open.pop_back();
            open.back().arguments.push_back({{}, *std::move(date), offset});
            ++i;
        } else {
            std::size_t const end = (std::min)(text_.find_first_of(" ()", i), text_.size());
            std::string_view const word = text_.substr(i, end - i);
            if (word.starts_with("ws=")) {
                auto const day = detail::to_weekday(word.substr(3));
                if (!day) return bad("a weekday after ws=", i);
                policy_.week_start = *day;
            } else {
                open.back().arguments.push_back({std::string(word), {}, i});
            }
            i = end;
        }
    }
    if (open.size() != 1) return bad("a closing bracket", text_.size());
    if (open.front().arguments.size() != 1) return bad("one expression", 0);
    Argument const& only = open.front().arguments.front();
    if (only.date) return RelativeExpression{*only.date, policy_};
    auto const edtf = ascribe::parse_edtf(only.word);
    if (!edtf) return bad("an operator in brackets or a date in EDTF", 0);
    return RelativeExpression{ascribe::RelativeDate::date(*edtf), policy_};
}

}  // namespace tables

#endif
