// SPDX-License-Identifier: BSL-1.0
// The code of the pages in docs/, line by line, and what those pages say of it. The lint test "docs" compares the
// lines, so change both together.
#include <ascribe/ascribe.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

using Labels = std::vector<std::uint32_t>;

/// The bounds that the usual English phrasing entails, "" if it is refused.
std::string entailed(std::string_view phrase) {
    auto const reported = parse_reported_quantity(phrase);
    return reported ? to_text(reported->quantity.bounds()) : "";
}

std::string days(UncertainInterval const& i) {
    return to_string(i.first_min()) + ' ' + to_string(i.first_max()) + ' ' + to_string(i.last_min()) + ' ' +
           to_string(i.last_max());
}

}  // namespace

TEST_CASE("dates.md: the four bounds answer never, possibly and always") {
    Edtf const said("2023-03/2023-06");
    UncertainInterval const closed = extent(said, Reading::throughout);
    auto const covers = [&](Day day) {
        return ask(closed, RelationSet::covers(), UncertainInterval::exactly(day, day));
    };
    Truth const in_may = covers(Day(2023, 5, 2));     // always
    Truth const in_march = covers(Day(2023, 3, 15));  // possibly
    Truth const in_july = covers(Day(2023, 7, 1));    // never

    CHECK(in_may == Truth::always);
    CHECK(in_march == Truth::possibly);
    CHECK(in_july == Truth::never);
    CHECK(days(closed) == "2023-03-01 2023-03-31 2023-06-01 2023-06-30");
    CHECK(covers(Day(2023, 4, 1)) == Truth::always);
    CHECK(covers(Day(2023, 3, 31)) == Truth::always);
    CHECK(covers(Day(2023, 6, 1)) == Truth::always);
    CHECK(covers(Day(2023, 6, 2)) == Truth::possibly);
    CHECK(covers(Day(2023, 2, 28)) == Truth::never);

    UncertainInterval const within = extent(said, Reading::sometime_within);
    CHECK(days(within) == "2023-03-01 2023-06-30 2023-03-01 2023-06-30");
    CHECK(ask(within, RelationSet::covers(), UncertainInterval::exactly(Day(2023, 5, 2), Day(2023, 5, 2))) ==
          Truth::possibly);
}

TEST_CASE("dates.md: what the specification leaves open is read as the page says") {
    CHECK_FALSE(parse_edtf("2004-01-01T24:00:00"));
    EdtfPolicy at_24;
    at_24.hour_24 = true;
    CHECK(parse_edtf("2004-01-01T24:00:00", at_24));

    CHECK(parse_edtf("2004-01-01T10:10:60"));
    EdtfPolicy leap;
    leap.leap_second = LeapSecond::at_utc_midnight;
    CHECK_FALSE(parse_edtf("2004-01-01T10:10:60", leap));
    CHECK(parse_edtf("2004-12-31T23:59:60Z", leap));
    leap.leap_second = LeapSecond::refuse;
    CHECK_FALSE(parse_edtf("2004-12-31T23:59:60Z", leap));

    CHECK_FALSE(parse_edtf("2004/2003"));
    CHECK(parse_edtf("2004-06/2004"));
    EdtfPolicy backwards;
    backwards.reversed_intervals = true;
    Edtf const reversed = parse_edtf("2004/2003", backwards).value();
    CHECK(reversed.count_days() == 0);
    CHECK_FALSE(try_extent(reversed, Reading::throughout));

    EdtfPolicy dateless;
    dateless.dateless_intervals = true;
    for (char const* text : {"/", "../..", "../", "/.."}) {
        CHECK_FALSE(parse_edtf(text));
        CHECK(parse_edtf(text, dateless));
    }
    CHECK_FALSE(parse_edtf("-0044-03-15T12:00:00"));

    CHECK(Edtf("1985-XX-31").count_days() == 7);
    CHECK(Edtf("1985-XX-31").earliest() == Day(1985, 1, 31));
    CHECK(Edtf("1985-XX-31").latest() == Day(1985, 12, 31));
    CHECK_FALSE(parse_edtf("19X1-02-29"));
    CHECK(days(extent(Edtf("198X"), Reading::throughout)) == "1980-01-01 1989-01-01 1980-12-31 1989-12-31");
    CHECK(days(extent(Edtf("1985-XX-XX"), Reading::sometime_within)) == "1985-01-01 1985-12-31 1985-01-01 1985-12-31");
    CHECK(Edtf("1950S2").earliest() == Day(1900, 1, 1));
    CHECK(Edtf("1950S2").latest() == Day(1999, 12, 31));

    CHECK(Edtf("2023-03~").earliest() == Edtf("2023-03").earliest());
    CHECK(Edtf("2023-03~").latest() == Edtf("2023-03").latest());
    CHECK(Edtf("2023-04-01T01:00:00+04:00").earliest() == Day(2023, 4, 1));
    CHECK(Edtf("2023-04-01T01:00:00+04:00").date().utc_day() == Day(2023, 3, 31));
}

TEST_CASE("dates.md: a season gets its days with the question") {
    Edtf const winter("2023-24");
    Day const by_default = winter.earliest();                                     // 2023-12-01
    Day const turned = winter.earliest({.turn = SeasonTurn::ends_in_year});       // 2022-12-01
    Day const southern = winter.earliest({.months = SeasonMonths::south});        // 2023-06-01
    Day const any_reading = winter.earliest({.months = SeasonMonths::envelope});  // 2022-12-01

    CHECK(by_default == Day(2023, 12, 1));
    CHECK(winter.latest() == Day(2024, 2, 29));
    CHECK(turned == Day(2022, 12, 1));
    CHECK(southern == Day(2023, 6, 1));
    CHECK(any_reading == Day(2022, 12, 1));
    CHECK(Edtf("2023-33").latest() == Day(2023, 3, 31));
}

TEST_CASE("dates.md: a relative date names the conventions it used") {
    RelativeDate const saying = RelativeDate::since(RelativeDate::weekday(Weekday::saturday));
    Resolved const open = resolve(saying, Day(2023, 10, 9));
    std::vector<std::string> why;
    for (ResolveStep const& step : open.trace) why.push_back(step.text);

    CHECK(days(open.extent) == "2023-10-07 2023-10-07 2023-10-09 +inf");
    CHECK_FALSE(open.edtf_says_all);
    REQUIRE(open.trace.size() == 3);
    CHECK(open.trace[0].convention == ResolveDefault::direction);
    CHECK(open.trace[1].convention == ResolveDefault::anchor_day);
    CHECK(open.trace[2].convention == ResolveDefault::still_true);
    CHECK(why.size() == 3);

    auto const resolved = [](RelativeDate const& date, ResolvePolicy const& policy = {}) {
        return days(resolve(date, Day(2023, 10, 9), policy).extent);
    };
    ResolvePolicy policy;
    RelativeDate const late = RelativeDate::part(PeriodPart::late, RelativeDate::unit(TimeUnit::month, -1));
    CHECK(resolved(late) == "2023-09-21 2023-09-30 2023-09-21 2023-09-30");
    policy.month_parts = {14, 2, 15};
    CHECK(resolved(late, policy) == "2023-09-17 2023-09-30 2023-09-17 2023-09-30");
    policy.week_start = Weekday::sunday;
    CHECK(resolved(RelativeDate::unit(TimeUnit::week, 0)) == "2023-10-09 2023-10-15 2023-10-09 2023-10-15");
    CHECK(resolved(RelativeDate::unit(TimeUnit::week, 0), policy) == "2023-10-08 2023-10-14 2023-10-08 2023-10-14");
    policy.direction = TimeDirection::future;
    CHECK(resolved(RelativeDate::month(3)) == "2023-03-01 2023-03-31 2023-03-01 2023-03-31");
    CHECK(resolved(RelativeDate::month(3), policy) == "2024-03-01 2024-03-31 2024-03-01 2024-03-31");
    policy.anchor_day = AnchorDay::skipped;
    CHECK(resolved(RelativeDate::weekday(Weekday::monday)) == "2023-10-09 2023-10-09 2023-10-09 2023-10-09");
    CHECK(resolved(RelativeDate::weekday(Weekday::monday), policy) == "2023-10-16 2023-10-16 2023-10-16 2023-10-16");
    RelativeDate const ago = RelativeDate::ago(3, TimeUnit::week);
    CHECK(resolved(ago) == "2023-09-18 2023-09-24 2023-09-18 2023-09-24");
    policy = {};
    policy.ago_keeps_unit = false;
    policy.by_counts_unit = false;
    policy.until_counts_unit = false;
    CHECK(resolved(ago, policy) == "2023-09-18 2023-09-18 2023-09-18 2023-09-18");
    RelativeDate const june = RelativeDate::date(Edtf("2023-06"));
    CHECK(resolve(RelativeDate::by(june), Day(2023, 10, 9)).extent.last_max() == Day(2023, 6, 30));
    CHECK(resolve(RelativeDate::by(june), Day(2023, 10, 9), policy).extent.last_max() == Day(2023, 5, 31));
    CHECK(resolve(RelativeDate::until(june), Day(2023, 10, 9)).extent.last_max() == Day(2023, 6, 30));
    CHECK(resolve(RelativeDate::until(june), Day(2023, 10, 9), policy).extent.last_max() == Day(2023, 5, 31));

    CHECK_FALSE(try_resolve(RelativeDate::part(PeriodPart::late, RelativeDate::day(0)), Day(2023, 10, 9)));
    CHECK_FALSE(try_resolve(RelativeDate::earlier_in(TimeUnit::month), Day(2023, 10, 1)));

    Resolved const from_courier = resolve(RelativeDate::day(-1), Anchor(Day(2023, 10, 9), 17));
    CHECK(from_courier.grounds == Labels{17});
}

TEST_CASE("relations.md: periods meet, lie apart, or may do either") {
    UncertainInterval const flood = UncertainInterval::exactly(Day(2023, 4, 10), Day(2023, 4, 14));
    UncertainInterval const survey = extent(Edtf("2023-04-15/2023-04"), Reading::throughout);
    RelationSet const possible = possible_relations(flood, survey);  // m
    Truth const before = ask(flood, RelationSet::before(), survey);  // always
    Truth const inside = ask(survey, RelationSet::within(), extent(Edtf("2023-04"), Reading::throughout));

    CHECK(to_string(possible) == "m");
    CHECK(before == Truth::always);
    CHECK(inside == Truth::always);
}

TEST_CASE("relations.md: joint feasibility, readings and sets") {
    UncertainInterval const april = extent(Edtf("2023-04"), Reading::throughout);
    UncertainInterval const in_april = extent(Edtf("2023-04"), Reading::sometime_within);
    CHECK(to_string(possible_relations(april, april)) == "e");
    CHECK(possible_relations(in_april, in_april) == RelationSet::all());
    CHECK(ask(in_april, RelationSet::within(), april) == Truth::always);
    CHECK(ask(april, RelationSet::within(), in_april) == Truth::possibly);

    CHECK(to_string(RelationSet::before()) == "pm");
    CHECK(to_string(RelationSet::after()) == "MP");
    CHECK(to_string(RelationSet::intersects()) == "oFDseSdfO");
    CHECK(to_string(RelationSet::within()) == "sedf");
    CHECK(to_string(RelationSet::covers()) == "FDeS");
    CHECK(to_string(RelationSet::disjoint()) == "pmMP");

    UncertainInterval const third = UncertainInterval::exactly(Day(2023, 4, 3), Day(2023, 4, 3));
    auto const one = extents(Edtf("[2023-04-03,2023-05-03]"), Reading::throughout);
    CHECK(ask(possible_relations(one, {&third, 1}), RelationSet::intersects()) == Truth::possibly);
    auto const all = extents(Edtf("{2023-04-03,2023-05-03}"), Reading::throughout);
    CHECK(ask_any(all, RelationSet::intersects(), third) == Truth::always);
    CHECK(ask_all(all, RelationSet::intersects(), third) == Truth::never);
    CHECK_FALSE(try_extent(Edtf("{2023-04-03,2023-05-03}"), Reading::throughout));

    UncertainInterval const goes_on = extent(Edtf("2023-04-01/.."), Reading::throughout);
    UncertainInterval const unreported = extent(Edtf("2023-04-01/"), Reading::throughout);
    CHECK(goes_on.end_kind() == EndKind::open);
    CHECK(unreported.end_kind() == EndKind::unknown);
    CHECK(ask(unreported, RelationSet::before(), third) == Truth::possibly);
    CHECK(deciding_ends(unreported, RelationSet::before(), third) == std::vector<End>{End::a_end});
    CHECK_FALSE(end_orders(RelationSet::disjoint()));
}

TEST_CASE("relations.md: three statements that cannot all be right") {
    enum Says : std::uint32_t { gazette, courier, mayor };
    TimeNetwork network;
    PeriodPoints const flood = network.add_period(), survey = network.add_period();
    bool const fits = network.add_extent(flood, extent(Edtf("2023-04-10/2023-04-14"), Reading::throughout), gazette) &&
                      network.add_relation(flood, RelationSet::before(), survey, mayor);
    AddOutcome const refused = network.add_extent(survey, extent(Edtf("2023-04-12"), Reading::throughout), courier);
    // refused.conflict->labels: gazette, courier, mayor; refused.conflict->excess: 3 days

    CHECK(fits);
    REQUIRE(refused.conflict);
    CHECK(refused.conflict->labels == Labels{gazette, courier, mayor});
    CHECK(refused.conflict->excess == 3);
    CHECK(network.window(survey.start).first == Day(2023, 4, 15));
    CHECK(network.remove_label(mayor) > 0);
    CHECK(network.add_extent(survey, extent(Edtf("2023-04-12"), Reading::throughout), courier));
}

TEST_CASE("quantities.md: what two statements have to do with each other") {
    Quantity const desk = parse_reported_quantity("more than 20,000 people").value().quantity;
    Agreement const a = compare(desk, exactly(19500).of("person"));  // contradicts
    Agreement const b = compare(desk, nearly(25000).of("person"));   // may agree
    Agreement const c = compare(desk, exactly(21000).of("home"));    // scope differs

    CHECK(a == Agreement::contradicts);
    CHECK(b == Agreement::may_agree);
    CHECK(c == Agreement::scope_differs);
    CHECK(compare(desk, more_than(20000).of("person")) == Agreement::agrees);
}

TEST_CASE("quantities.md: what words entail") {
    CHECK(entailed("15 people") == "15..15");
    CHECK(entailed("more than 200 people") == "201..*");
    CHECK(entailed("fewer than 100 people") == "0..99");
    CHECK(entailed("nearly 25,000 people") == "0..24999");
    CHECK(entailed("at least 12 people") == "12..*");
    CHECK(entailed("up to 300 people") == "0..300");
    CHECK(entailed("about 200 people") == "0..*");
    CHECK(entailed("more than 40 kg of rice") == "40<..*");
    CHECK(entailed("dozens of people") == "24..*");
    CHECK(entailed("hundreds of people") == "200..*");
    CHECK(entailed("several people") == "3..*");
    CHECK(entailed("a few people") == "2..*");
    CHECK(entailed("many people") == "0..*");
    Quantity const gunmen = parse_reported_quantity("two or three gunmen").value().quantity;
    CHECK(gunmen.direction() == Direction::set);
    CHECK(compare(one_of({10, 12}), exactly(11)) == Agreement::contradicts);
    CHECK(nearly(100) == fewer_than(100));

    CHECK(entailed("20 million pounds") == "");
    CHECK(entailed("2.5 people") == "");
    CHECK(entailed("about more than 5 people") == "");
    CHECK(entailed("5 kg to 10 t") == "");
    CHECK(entailed("a fair number") == "");
    CHECK_FALSE(parse_quantity("20,000"));
    CHECK_THROWS_AS((void)fewer_than(0), Exception);
    CHECK_FALSE(parse_rational("9223372036854775808"));
}

TEST_CASE("quantities.md: an ambiguous unit is several, and only what holds for all of them is answered") {
    Quantity const aid = parse_reported_quantity("over 40 tons of aid").value().quantity;
    std::vector<Quantity> const three = readings(aid);  // >40 t, >40 long tons, >40 short tons
    Quantity const weakest = convert(aid, "kg");        // more than 36,287.3896 kg
    Agreement const answer = compare(aid, exactly(42).in("[ston_av]").of("aid"));  // may agree

    CHECK(aid.has_ambiguous_unit());
    CHECK(three.size() == 3);
    CHECK(weakest.bounds().lower == Bound{parse_rational("36287.3896").value(), true});
    CHECK(answer == Agreement::may_agree);
    CHECK(compare(aid, exactly(36).in("t").of("aid")) == Agreement::contradicts);
    CHECK_FALSE(try_convert(exactly(5).in_currency("USD"), "EUR"));
    CHECK(exchange(exactly(5).in_currency("USD"), {"USD", "EUR", Rational(9, 10)}) ==
          exactly(Rational(9, 2)).in_currency("EUR"));
}

TEST_CASE("quantities.md: how far a word reaches is the caller's policy") {
    PlausibilityPolicy tenth;
    tenth.about = tenth.below = Rational(1, 10);
    Plausible const narrow = plausible(nearly(25000).of("person"), tenth);  // 22500..24999
    Agreement const hard = compare(about(200), exactly(190));               // may agree
    Agreement const soft = compare(about(200), exactly(190), tenth);        // agrees

    CHECK(to_text(narrow.bounds) == "22500..24999");
    CHECK(narrow.rule == Plausible::Rule::width);
    CHECK(hard == Agreement::may_agree);
    CHECK(soft == Agreement::agrees);
    CHECK(plausible(about(200), PlausibilityPolicy{}).rule == Plausible::Rule::hard);
}

TEST_CASE("quantities.md: parts that do not fit into their whole") {
    Quantity const homes = exactly(500).of("home");
    std::vector<Quantity> const parts = {more_than(300).of("flooded home"), at_least(220).of("dry home")};
    Truth const fits = check_parts(homes, parts, PartRelation::disjoint);  // never: 301 and 220 are more than 500

    CHECK(fits == Truth::never);
    CHECK(check_parts(homes, parts, PartRelation::within) == Truth::possibly);
    CHECK(to_text(sum(std::vector<Quantity>{more_than(300), at_least(220)}).bounds()) == "521..*");
}

TEST_CASE("reading.md: attested, standing and supported") {
    Ledger ledger;
    ActorId const mayor = ledger.actor("mayor", ActorKind::office), ada = ledger.actor("ada", ActorKind::person);
    DocumentId const monday = ledger.document("gazette-0410"), thursday = ledger.document("gazette-0413");
    ClaimId const closed = ledger.claim(ledger.event("harbour-flood"), "bridge", "closed");
    AttributionId const said = ledger.attribution({.source = mayor, .content = closed, .role = Role::speaker});
    Edtf const on_monday("2023-04-10"), on_thursday("2023-04-13");
    AttributionId const report =
        ledger.attribution({.source = ada, .content = said, .document = monday, .said = on_monday});
    ClaimId const withdrawn = ledger.claim(report, property::retracted);
    ledger.attribution({.source = ada, .content = withdrawn, .document = thursday, .said = on_thursday});

    Day const wednesday(2023, 4, 12);
    View const now(ledger.graph());
    View const then(ledger.graph(), {.published_before = wednesday});
    View const then_without_mayor(ledger.graph(), {.published_before = wednesday, .without = {mayor}});
    View const then_without_monday(ledger.graph(), {.published_before = wednesday, .without = {monday}});

    CHECK(now.attested(report) == Truth::always);
    CHECK(now.standing(report) == Truth::never);
    CHECK(now.attested(said) == Truth::always);
    CHECK(now.standing(said) == Truth::never);
    CHECK(now.supported(closed) == Truth::never);

    CHECK(then.standing(report) == Truth::always);
    CHECK(then.standing(said) == Truth::always);
    CHECK(then.supported(closed) == Truth::always);

    CHECK(then_without_mayor.standing(report) == Truth::always);
    CHECK(then_without_mayor.attested(said) == Truth::never);
    CHECK(then_without_mayor.supported(closed) == Truth::never);

    CHECK(then_without_monday.attested(report) == Truth::never);
    CHECK(then_without_monday.attested(said) == Truth::never);
    CHECK(then_without_monday.supported(closed) == Truth::never);

    // What is undated was not certainly published before.
    ClaimId const open = ledger.claim(ledger.event("harbour-flood"), "bridge", "open");
    ledger.attribution({.source = ada, .content = open, .document = ledger.document("leaflet")});
    CHECK(View(ledger.graph(), {.published_before = wednesday}).supported(open) == Truth::never);
    CHECK(View(ledger.graph(), {.published_before = wednesday, .admit = Truth::possibly}).supported(open) ==
          Truth::possibly);

    // A host's own notes are no publications.
    ActorId const desk = ledger.actor("desk", ActorKind::analyst), carla = ledger.actor("carla", ActorKind::person);
    ActorId const spokeswoman = ledger.actor("gazette-0410/spokeswoman", ActorKind::unnamed);
    ClaimId const same = ledger.claim(spokeswoman, property::same_as, Node(carla));
    AttributionId const note = ledger.attribution({.source = desk, .content = same});
    View const joined(ledger.graph());                                  // spokeswoman and carla count as one
    View const apart(ledger.graph(), {.without = {note}});              // two again
    View const ours_aside(ledger.graph(), {.accept_analysts = false});  // two again

    CHECK(joined.same(spokeswoman, carla));
    REQUIRE_FALSE(joined.accepted().empty());
    CHECK(joined.accepted().back() == same);
    CHECK_FALSE(apart.same(spokeswoman, carla));
    CHECK_FALSE(ours_aside.same(spokeswoman, carla));
    CHECK(View(ledger.graph(), {.accept_analysts = false, .assume = {same}}).same(spokeswoman, carla));
    Scope const before{.published_before = wednesday, .said_before = wednesday};
    CHECK(View(ledger.graph(), before).same(spokeswoman, carla));
    CHECK_FALSE(View(ledger.graph(), {.recorded_before = Instant{0}}).same(spokeswoman, carla));
    ledger.recording(note, desk, Instant{-1});
    CHECK(View(ledger.graph(), {.recorded_before = Instant{0}}).same(spokeswoman, carla));
    ledger.attribution(
        {.source = desk, .content = ledger.claim(ada, property::same_as, Node(carla)), .said = Edtf("2023-04-20")});
    CHECK(View(ledger.graph()).same(ada, carla));
    CHECK_FALSE(View(ledger.graph(), before).same(ada, carla));
}

TEST_CASE("using.md: another thread reads what is there so far while one records") {
    Ledger ledger;
    ledger.property("injured", Trait::functional | Trait::numeric);
    EventId const flood = ledger.event("flood");
    DocumentId const page = ledger.document("page");
    std::atomic<bool> is_done = false;
    std::size_t most = 0;

    std::thread reader([&] {
        while (!is_done) {
            Graph const now = ledger.graph();
            most = std::max(most, conflicts(View(now), flood).size());
        }
    });

    for (int i = 0; i < 60; ++i) {
        ClaimId const claim = ledger.claim(flood, "injured", exactly(i));
        ActorId const source = ledger.actor("s" + std::to_string(i), ActorKind::person);
        ledger.attribution({.source = source, .content = claim, .document = page});
    }
    is_done = true;
    reader.join();
    std::size_t const at_the_end = conflicts(View(ledger.graph()), flood).size();
    CHECK(most <= at_the_end);
    CHECK(at_the_end > 0);
}

TEST_CASE("using.md: claims known beforehand are asked in reading order and fetched ahead, and answer the same") {
    Ledger ledger;
    std::vector<ClaimId> claims;
    std::vector<Source> expected;
    for (int i = 0; i < 30; ++i) {
        ClaimId const claim = ledger.claim(ledger.event("e" + std::to_string(i % 7)), "injured", exactly(i));
        ActorId const source = ledger.actor("s" + std::to_string(i), ActorKind::person);
        ledger.attribution({.source = source, .content = claim, .document = ledger.document("d")});
        claims.insert(claims.begin(), claim);
        expected.push_back(source);
    }
    Graph const graph = ledger.graph();
    std::vector<Source> asked;

    put_in_reading_order(claims);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (i + 8 < claims.size()) graph.prefetch(claims[i + 8]);
        for (AttributionId a : graph.attributions_of(claims[i])) asked.push_back(graph.source(a));
    }

    CHECK(asked == expected);
}
