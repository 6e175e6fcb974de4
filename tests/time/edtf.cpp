// SPDX-License-Identifier: BSL-1.0
#include <ascribe/time/edtf.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <set>
#include <string>
#include <string_view>
#include <support/edtf_cases.hpp>
#include <support/random.hpp>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using ascribe::Day;
using ascribe::DayRange;
using ascribe::Edtf;
using ascribe::EdtfComponent;
using ascribe::EdtfDate;
using ascribe::EdtfEnd;
using ascribe::EdtfKind;
using ascribe::EdtfMember;
using ascribe::EdtfPrecision;
using ascribe::EdtfQualifier;
using ascribe::Errc;
using ascribe::parse_edtf;
using ascribe_tests::check_anything;
using ascribe_tests::Random;
using ascribe_tests::valid_texts;

static_assert(sizeof(Edtf) <= 96);
static_assert(std::is_nothrow_move_constructible_v<Edtf> && std::is_nothrow_move_assignable_v<Edtf>);

namespace {

std::size_t allocations = 0;

}  // namespace

// Not inlined, or g++ 12 takes the pair of replaced functions for a mismatch of new and free.
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

std::vector<Day> walked(Edtf const& value, DayRange window = {}) {
    std::vector<Day> days;
    value.for_each_day([&](Day day) { days.push_back(day); }, window);
    return days;
}

}  // namespace

TEST_CASE("reading, bounds and writing allocate nothing, except for sets") {
    std::vector<std::string> texts;
    for (std::string const& text : valid_texts()) {
        if (text.front() != '[' && text.front() != '{') texts.push_back(text);
    }
    texts.push_back("?-1985-?04?-?12?/%9999-%12%-%31%");
    texts.push_back("?Y-9223372036854775807E255S274?/%Y9223372036854775807E255S274%");
    std::size_t const before = allocations;
    std::size_t length = 0;
    std::int64_t sum = 0;
    bool same = true;
    for (std::string const& text : texts) {
        auto read = parse_edtf(text);
        Edtf const value = std::move(read).value();
        Edtf const copy = value;
        char buffer[Edtf::max_size];
        length += copy.canonical_to(buffer);
        length = std::max(length, value.as_said_to(buffer));
        same = same && std::string_view(buffer, value.as_said_to(buffer)) == text && copy == value;
        sum ^= copy.earliest().number() ^ copy.latest().number() ^ copy.count_days().value_or(1);
        sum ^= static_cast<std::int64_t>(copy.hash());
        if (auto const run = copy.next_days(Day(2000, 1, 1))) sum ^= run->first.number();
    }
    CHECK(allocations == before);
    CHECK(same);
    CHECK(length > 0);
    CHECK(sum != 0);

    std::size_t const before_set = allocations;
    Edtf const set("[1667,1668..1670]");
    CHECK(allocations > before_set);
    char buffer[64];
    std::size_t const before_writing = allocations;
    CHECK(set.canonical_to(buffer) == 17);
    CHECK(allocations == before_writing);
}

TEST_CASE("writing into a buffer that is too small says the length and leaves a prefix at most") {
    Edtf const value("2004-06-11?/..");
    char buffer[32];
    std::fill(std::begin(buffer), std::end(buffer), '#');
    CHECK(value.canonical_to({buffer, 4}) == 14);
    CHECK(std::string_view(buffer + 4, 4) == "####");
    CHECK(value.canonical_to({buffer, 14}) == 14);
    CHECK(std::string_view(buffer, 15) == "2004-06-11?/..#");
    CHECK(value.canonical_to({}) == 14);
}

TEST_CASE("the ends of an interval tell open from unknown from bounded") {
    struct Row {
        char const* text;
        EdtfEnd start;
        EdtfEnd end;
        char const* earliest;
        char const* latest;
    };
    for (Row const& row : {Row{"1985/1990", EdtfEnd::date, EdtfEnd::date, "1985-01-01", "1990-12-31"},
                           Row{"1985/..", EdtfEnd::date, EdtfEnd::open, "1985-01-01", "+inf"},
                           Row{"1985/", EdtfEnd::date, EdtfEnd::unknown, "1985-01-01", "+inf"},
                           Row{"../1985", EdtfEnd::open, EdtfEnd::date, "-inf", "1985-12-31"},
                           Row{"/1985", EdtfEnd::unknown, EdtfEnd::date, "-inf", "1985-12-31"},
                           Row{"..2004-06-01/2004-06-~20", EdtfEnd::on_or_before, EdtfEnd::date, "-inf", "2004-06-20"},
                           Row{"2004-06-01~/2004-06-20..", EdtfEnd::date, EdtfEnd::on_or_after, "2004-06-01", "+inf"},
                           Row{"..1985/1980..", EdtfEnd::on_or_before, EdtfEnd::on_or_after, "-inf", "+inf"}}) {
        CAPTURE(row.text);
        Edtf const value(row.text);
        CHECK(value.is_interval());
        CHECK(value.start_kind() == row.start);
        CHECK(value.end_kind() == row.end);
        CHECK(to_string(value.earliest()) == row.earliest);
        CHECK(to_string(value.latest()) == row.latest);
        check_anything(row.text);
    }
    CHECK(Edtf("..1985/1990").level() == 2);
    CHECK(Edtf("..1985/1990").start().latest() == Day(1985, 12, 31));
    CHECK(Edtf("1985").start() == Edtf("1985").end());
    CHECK_FALSE(parse_edtf("1985../1990").has_value());
    CHECK_FALSE(parse_edtf("1985/..1990").has_value());
    CHECK_FALSE(Edtf("1985/..") == Edtf("1985/"));
}

TEST_CASE("errors name the place, the rule and what was expected") {
    struct Row {
        char const* text;
        Errc code;
        char const* rule;
        std::size_t offset;
        char const* found;
    };
    for (Row const& row : {
             Row{"", Errc::empty, "text", 0, ""},
             Row{"circa 1985", Errc::syntax, "year", 0, "circa 1985"},
             Row{"198", Errc::syntax, "year", 3, ""},
             Row{"19850", Errc::syntax, "year", 4, "0"},
             Row{"-0000", Errc::out_of_range, "year", 0, "-0000"},
             Row{"Y1985", Errc::not_allowed, "year", 1, "1985"},
             Row{"Y012345", Errc::syntax, "year", 1, "012345"},
             Row{"Y9223372036854775808", Errc::out_of_range, "year", 1, "922337203685"},
             Row{"Y17E0", Errc::syntax, "exponent", 4, "0"},
             Row{"Y17E256", Errc::out_of_range, "exponent", 4, "256"},
             Row{"1950S5", Errc::out_of_range, "significant digits", 5, "5"},
             Row{"201XS2", Errc::syntax, "significant digits", 4, "S2"},
             Row{"1985-13", Errc::out_of_range, "month", 5, "13"},
             Row{"1985-2X", Errc::out_of_range, "mask", 5, "2X"},
             Row{"2023-02-29", Errc::out_of_range, "day", 8, "29"},
             Row{"19X1-02-29", Errc::out_of_range, "mask", 8, "29"},
             Row{"2001-21-03", Errc::syntax, "season", 7, "-03"},
             Row{"1984?~", Errc::syntax, "qualifier", 5, "~"},
             Row{"2004-??06", Errc::syntax, "qualifier", 6, "?06"},
             Row{"1985-04-12 ", Errc::syntax, "text", 10, " "},
             Row{"1985\xe2\x80\x93"
                 "1990",
                 Errc::syntax, "text", 4,
                 "\xe2\x80\x93"
                 "1990"},
             Row{"1985aaaaaaaaaaa\xe2\x80\x93", Errc::syntax, "text", 4, "aaaaaaaaaaa"},
             Row{"1985-04-12T25:00:00", Errc::out_of_range, "time", 11, "25:00:00"},
             Row{"1985-04-12T23:60:00", Errc::out_of_range, "time", 14, "60:00"},
             Row{"1985-04-12T23:20", Errc::syntax, "time", 16, ""},
             Row{"1985-04T23:20:30", Errc::syntax, "time", 7, "T23:20:30"},
             Row{"1985-04-12?T23:20:30", Errc::not_allowed, "time", 11, "T23:20:30"},
             Row{"1985-04-12T23:20:30+14:01", Errc::out_of_range, "shift", 19, "+14:01"},
             Row{"1985-04-12T23:20:30-00", Errc::not_allowed, "shift", 19, "-00"},
             Row{"2004/2003", Errc::not_allowed, "interval", 5, "2003"},
             Row{"/", Errc::not_allowed, "interval", 1, ""},
             Row{"..1984", Errc::syntax, "interval", 6, ""},
             Row{"1985-04-12/1985-04-12T12:00:00Z", Errc::not_allowed, "interval", 21, "T12:00:00Z"},
             Row{"[]", Errc::syntax, "set", 1, "]"},
             Row{"[1667,1668", Errc::syntax, "set", 10, ""},
             Row{"{1667,1668]", Errc::syntax, "set", 10, "]"},
             Row{"[1667, 1668]", Errc::syntax, "year", 6, " 1668]"},
             Row{"[1672..1670]", Errc::not_allowed, "range", 7, "1670]"},
             Row{"[1667..1668-12]", Errc::not_allowed, "range", 7, "1668-12]"},
             Row{"[166X..1670]", Errc::not_allowed, "range", 1, "166X..1670]"},
             Row{"[1667..1670?]", Errc::not_allowed, "range", 7, "1670?]"},
             Row{"[..]", Errc::syntax, "range", 3, "]"},
         }) {
        CAPTURE(row.text);
        auto const read = parse_edtf(row.text);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == row.code);
        CHECK(read.error().record == "EDTF");
        CHECK(read.error().field == row.rule);
        CHECK(read.error().offset == row.offset);
        CHECK(read.error().found == row.found);
        CHECK_FALSE(read.error().expected.empty());
    }
}

TEST_CASE("the constructor throws exactly the error that parsing returns") {
    try {
        Edtf const value("1985-02-30");
        FAIL("1985-02-30 was read as " << value.canonical());
    } catch (ascribe::Exception const& exception) {
        CHECK(exception.error() == parse_edtf("1985-02-30").error());
    }
    CHECK(Edtf("1985-02-28") == *parse_edtf("1985-02-28"));
}

TEST_CASE("days become dates within the years that EDTF can write") {
    CHECK(Edtf::from(Day(2023, 10, 7)).canonical() == "2023-10-07");
    CHECK(Edtf::from(Day(-44, 3, 15)) == Edtf("-0044-03-15"));
    CHECK(Edtf::from(Day(-9999, 1, 1)).canonical() == "-9999-01-01");
    Random random(21);
    for (int i = 0; i < 1'000; ++i) {
        Day const day(random.between(Day(-9999, 1, 1).number(), Day(9999, 12, 31).number()));
        REQUIRE(Edtf::from(day).is_day() == day);
        Edtf const made = Edtf::from(day);
        Edtf const read(made.canonical());
        REQUIRE(read == made);
        REQUIRE(made == read);
        REQUIRE(made.hash() == read.hash());
        REQUIRE(made.as_said() == read.as_said());
        REQUIRE(made.level() == read.level());
        REQUIRE(made.precision() == read.precision());
        REQUIRE(made.earliest() == day);
        REQUIRE(made.latest() == day);
        REQUIRE(made.count_days() == 1);
        REQUIRE(made.next_days(day - 3) == ascribe::DayRange{day, day});
        REQUIRE_FALSE(made.next_days(day + 1));
        EdtfDate const& date = made.date();
        REQUIRE(date == read.date());
        REQUIRE(date.kind() == EdtfKind::date);
        REQUIRE(date.precision() == EdtfPrecision::day);
        REQUIRE(date.year() == day.year());
        REQUIRE(date.month() == day.month());
        REQUIRE(date.day() == day.day());
        REQUIRE(date.is_negative() == (day.year() < 0));
        REQUIRE(date.components() == 3);
        REQUIRE(date.qualifier(EdtfComponent::day) == EdtfQualifier::none);
        REQUIRE(date.mask(EdtfComponent::year) == 0);
        REQUIRE_FALSE(date.shift_minutes());
        REQUIRE_FALSE(date.utc_day());
    }
    for (Day day : {Day(10'000, 1, 1), Day(-9999, 1, 1) - 1, Day::plus_infinity(), Day::minus_infinity()}) {
        auto const refused = Edtf::try_from(day);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == Errc::out_of_range);
        CHECK(refused.error().found == to_string(day));
        CHECK_THROWS_AS((void)Edtf::from(day), ascribe::Exception);
    }
}

TEST_CASE("an interval of two days is what reading it gives") {
    Day const first(2023, 9, 19);
    Day const last(2023, 10, 3);
    CHECK(Edtf::between(first, last) == Edtf("2023-09-19/2023-10-03"));
    CHECK(Edtf::between(first, last).as_said() == "2023-09-19/2023-10-03");
    CHECK(Edtf::between(first, last).hash() == Edtf("2023-09-19/2023-10-03").hash());
    CHECK(Edtf::between(first, last).start().month() == 9);
    CHECK(Edtf::between(first, last).end().day() == 3);
    CHECK(Edtf::between(first, first) == Edtf("2023-09-19/2023-09-19"));
    CHECK(Edtf::between(Day(-9999, 1, 1), Day(9999, 12, 31)).is_interval());
    auto const backwards = Edtf::try_between(last, first);
    REQUIRE_FALSE(backwards);
    CHECK(backwards.error().code == ascribe::Errc::not_allowed);
    CHECK(backwards.error().field == "interval");
    CHECK(backwards.error().found == "2023-10-03/2023-09-19");
    CHECK_FALSE(Edtf::try_between(first, Day(10'000, 1, 1)));
    CHECK_FALSE(Edtf::try_between(Day::minus_infinity(), last));
}

TEST_CASE("a set has neither order nor repetition, and its wording is kept") {
    Edtf const a("[1670..1672,1667,1668]");
    Edtf const b("[1668,1667,1670..1672,1667]");
    CHECK(a == b);
    CHECK(a.hash() == b.hash());
    CHECK(a.canonical() == "[1667,1668,1670..1672]");
    CHECK(b.canonical() == a.canonical());
    CHECK(a.as_said() == "[1670..1672,1667,1668]");
    CHECK(b.as_said() == "[1668,1667,1670..1672,1667]");
    CHECK_FALSE(a == Edtf("{1667,1668,1670..1672}"));
    CHECK_FALSE(a == Edtf("[1667,1668,1670..1673]"));
    CHECK_FALSE(Edtf("[1667..]") == Edtf("[..1667]"));
    CHECK(Edtf("[?1984,1667..,..1600]").canonical() == "[..1600,1984?,1667..]");
    std::unordered_set<Edtf> const known{a, Edtf("1984?")};
    CHECK(known.contains(b));
    CHECK(known.contains(Edtf("?1984")));
    CHECK_FALSE(known.contains(Edtf("1984")));
    char buffer[64];
    CHECK(std::string_view(buffer, b.canonical_to(buffer)) == a.canonical());
}

TEST_CASE("members of a set are given in the order of the text") {
    Edtf const set("{..1600,1667-12,1670..1672,1984~..}");
    REQUIRE(set.members().size() == 4);
    CHECK(set.members()[0].shape == EdtfMember::Shape::up_to);
    CHECK(set.members()[0].last == Edtf("1600").date());
    CHECK(set.members()[1].shape == EdtfMember::Shape::one);
    CHECK(set.members()[1].first == Edtf("1667-12").date());
    CHECK(set.members()[2].shape == EdtfMember::Shape::range);
    CHECK(set.members()[2].first == Edtf("1670").date());
    CHECK(set.members()[2].last == Edtf("1672").date());
    CHECK(set.members()[3].shape == EdtfMember::Shape::from_then);
    CHECK(set.members()[3].first == Edtf("1984~").date());
    CHECK(set.kind() == EdtfKind::all_of);
    CHECK_FALSE(set.precision().has_value());
    CHECK(Edtf("[1667,1670..1672]").precision() == EdtfPrecision::year);
    CHECK(Edtf("2004-06/2006-08").precision() == EdtfPrecision::month);
    CHECK_FALSE(Edtf("2004-06/2006").precision().has_value());
    CHECK(Edtf("../2006").precision() == EdtfPrecision::year);
}

TEST_CASE("the days of a set are those of its members, each once") {
    Random random(22);
    char const* const members[] = {"2001-05-1X",
                                   "2001-05",
                                   "2001-05-03..2001-05-12",
                                   "2001-XX-07",
                                   "2000",
                                   "2000-02-29",
                                   "2001-22",
                                   "1999-11..2000-01",
                                   "200X-05-05",
                                   "2001-05-X5",
                                   "1999",
                                   "1999-12-31..2000-01-01"};
    for (int i = 0; i < 200; ++i) {
        std::string text = "{";
        std::set<Day> expected_days;
        for (std::size_t n = 1 + random.below(4); n > 0; --n) {
            std::string const member = members[random.below(std::size(members))];
            text += member + (n > 1 ? "," : "}");
            std::size_t const dots = member.find("..");
            if (dots == std::string::npos) {
                for (Day day : walked(Edtf(member))) expected_days.insert(day);
            } else {
                Day const last = Edtf(member.substr(dots + 2)).latest();
                for (Day day = Edtf(member.substr(0, dots)).earliest(); day <= last; ++day) expected_days.insert(day);
            }
        }
        CAPTURE(text);
        Edtf const set(text);
        REQUIRE(walked(set) == std::vector<Day>(expected_days.begin(), expected_days.end()));
        REQUIRE(set.count_days() == static_cast<std::int64_t>(expected_days.size()));
        REQUIRE(set.earliest() == *expected_days.begin());
        REQUIRE(set.latest() == *expected_days.rbegin());
    }
}

TEST_CASE("walking over days is lazy, stops when told and keeps to its window") {
    Edtf const ever("../2024-01-01");
    CHECK_FALSE(ever.count_days().has_value());
    int seen = 0;
    CHECK_FALSE(ever.for_each_day([&](Day) { return ++seen < 5; }));
    CHECK(seen == 5);
    CHECK(walked(ever, {Day(2023, 12, 30), Day::plus_infinity()}) ==
          std::vector<Day>{Day(2023, 12, 30), Day(2023, 12, 31), Day(2024, 1, 1)});
    CHECK(walked(Edtf("1985-XX-31"), {Day(1985, 3, 31), Day(1985, 7, 31)}) ==
          std::vector<Day>{Day(1985, 3, 31), Day(1985, 5, 31), Day(1985, 7, 31)});
    CHECK(walked(Edtf("1985"), {Day(1986, 1, 1), Day(1985, 1, 1)}).empty());
    CHECK(walked(Edtf("1985/"), {Day(1984, 12, 31), Day(1985, 1, 2)}).size() == 2);
    CHECK(walked(Edtf("2000/.."), {Day::max() - 2, Day::plus_infinity()}).size() == 3);
    CHECK(Edtf("1985-04-12/1985-04-14").count_days() == 3);
    CHECK_FALSE(Edtf("1985/").count_days().has_value());
    CHECK_FALSE(Edtf("[1984,1990..]").count_days().has_value());
    CHECK_FALSE(Edtf("2000/Y1E30").count_days().has_value());
    CHECK_FALSE(Edtf("[2000,Y1E30]").count_days().has_value());
    CHECK(Edtf("[1985-04-12]").for_each_day([](Day) {}));
}

TEST_CASE("the order of an interval is seen beyond the reach of days") {
    CHECK(parse_edtf("Y1E20/Y1E21").has_value());
    CHECK_FALSE(parse_edtf("Y1E21/Y1E20").has_value());
    CHECK_FALSE(parse_edtf("Y3E20/Y29E19").has_value());
    CHECK(parse_edtf("Y29E19/Y3E20").has_value());
    CHECK_FALSE(parse_edtf("Y-1E20/Y-1E21").has_value());
    CHECK(parse_edtf("Y-1E21/Y-1E20").has_value());
    CHECK(parse_edtf("Y-1E21/Y1E21").has_value());
    CHECK_FALSE(parse_edtf("Y1E21/Y-1E21").has_value());
    CHECK(parse_edtf("2000/Y1E21").has_value());
    CHECK_FALSE(parse_edtf("[Y1E21..Y1E20]").has_value());
    CHECK(parse_edtf("[Y1E20..Y10E19]").has_value());
}

TEST_CASE("a value that was moved from can be assigned, compared and destroyed") {
    Edtf set("[1667,1668]");
    Edtf const taken = std::move(set);
    CHECK(taken == Edtf("[1667,1668]"));
    CHECK_FALSE(set.precision().has_value());  // NOLINT(bugprone-use-after-move)
    set = Edtf("1984");
    CHECK(set == Edtf("1984"));
    CHECK(Edtf() == Edtf("XXXX"));
}
