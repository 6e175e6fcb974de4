// SPDX-License-Identifier: BSL-1.0
#include "support/dump.hpp"
#include "support/harbour.hpp"
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::dump;
using ascribe_tests::Harbour;

namespace {

/// A ledger that has something of everything, so that an error has something to spoil.
struct Full : Harbour {
    AttributionId said = ledger.attribution({.source = ada, .content = happened, .document = gazette}, quay);
    PropertyId toll = ledger.property("toll", Traits(Trait::numeric));
    PropertyId beside = ledger.property("beside", Traits(Trait::symmetric));

    Full() {
        ledger.label(said, "c1", clerk);
        ledger.recording(said, clerk, Instant{1});
        ledger.ground(said, flood);
    }

    /// Whether the call gives this error, its throwing twin throws the same, and neither changes anything.
    template <class Try, class Twin>
    bool refuses(Try attempt, Twin twin, Errc code, std::string_view record, std::string_view field) {
        Graph const before = ledger.graph();
        std::string const everything = dump(before);
        auto const result = attempt();
        if (result || result.error().code != code || result.error().record != record || result.error().field != field)
            return false;
        if (result.error().expected.empty()) return false;
        bool thrown = false;
        try {
            (void)twin();
        } catch (Exception const& exception) {
            thrown = exception.error() == result.error();
        }
        return thrown && ledger.graph() == before && dump(ledger.graph()) == everything;
    }
};

}  // namespace

TEST_CASE("an entity without key is refused, in every category") {
    Full f;
    CHECK(f.refuses([&] { return f.ledger.try_actor("", ActorKind::person); },
                    [&] { return f.ledger.actor("", ActorKind::person); }, Errc::empty, "actor", "key"));
    CHECK(f.refuses([&] { return f.ledger.try_place(""); }, [&] { return f.ledger.place(""); }, Errc::empty, "place",
                    "key"));
    CHECK(f.refuses([&] { return f.ledger.try_document({}); }, [&] { return f.ledger.document({}); }, Errc::empty,
                    "document", "key"));
    CHECK(f.refuses([&] { return f.ledger.try_event(""); }, [&] { return f.ledger.event(""); }, Errc::empty, "event",
                    "key"));
}

TEST_CASE("I1: a key with another kind is refused") {
    Full f;
    CHECK(f.refuses([&] { return f.ledger.try_actor("ada", ActorKind::unnamed); },
                    [&] { return f.ledger.actor("ada", ActorKind::unnamed); }, Errc::conflict, "actor", "kind"));
}

TEST_CASE("a number that is no enumerator is refused, by record and field, and changes nothing") {
    Full f;
    auto const before = dump(f.ledger.graph());
    auto const kind = f.ledger.try_actor("new", static_cast<ActorKind>(77));
    REQUIRE_FALSE(kind);
    CHECK(to_string(kind.error()).find("actor.kind: unknown: expected person") == 0);
    auto const field_of = [&](auto change) {
        Attribution a{.source = f.ada, .content = f.happened, .document = f.gazette};
        change(a);
        auto const recorded = f.ledger.try_attribution(a);
        return recorded ? std::string() : std::string(recorded.error().field);
    };
    CHECK(field_of([](Attribution& a) { a.factuality = static_cast<Factuality>(9); }) == "factuality");
    CHECK(field_of([](Attribution& a) { a.act = static_cast<SpeechAct>(30); }) == "act");
    CHECK(field_of([](Attribution& a) { a.role = static_cast<Role>(200); }) == "role");
    CHECK(field_of([](Attribution& a) { a.basis = static_cast<Basis>(8); }) == "basis");
    CHECK(field_of([](Attribution& a) { a.quote_form = static_cast<QuoteForm>(5); }) == "quote_form");
    CHECK(field_of([](Attribution& a) { a.distance.marker = static_cast<DistanceMarker>(7); }) == "distance");
    std::array const spans{Span{.begin = 1, .end = 2, .role = static_cast<SpanRole>(99)}};
    CHECK(field_of([&](Attribution& a) { a.spans = spans; }) == "spans");
    CHECK(dump(f.ledger.graph()) == before);
}

TEST_CASE("M2: a property without name, or with other traits than it has, is refused") {
    Full f;
    auto const refuses = [&](std::string_view name, std::optional<Traits> traits, Errc code, std::string_view field) {
        return f.refuses([&] { return f.ledger.try_property(name, traits); },
                         [&] { return f.ledger.property(name, traits); }, code, "property", field);
    };
    CHECK(refuses("", {}, Errc::empty, "name"));
    CHECK(refuses("", Traits(), Errc::empty, "name"));
    CHECK(refuses("toll", Traits(), Errc::conflict, "traits"));
    CHECK(refuses("toll", Trait::numeric | Trait::functional, Errc::conflict, "traits"));
    // Used already, without traits; well known and used; well known and not used yet.
    f.ledger.claim(f.flood, "plain");
    CHECK(refuses("plain", Traits(Trait::functional), Errc::conflict, "traits"));
    CHECK(refuses("occurred", Traits(Trait::functional), Errc::conflict, "traits"));
    CHECK(refuses("held_by", Traits(), Errc::conflict, "traits"));
    CHECK_FALSE(f.ledger.graph().find_property("held_by"));
    CHECK(f.ledger.try_property("plain", Traits()));
}

TEST_CASE("a claim without subject, property or value is refused, and a new property is not registered by it") {
    Full f;
    auto const refuses = [&](Node subject, std::string_view property, Value const& value, Errc code,
                             std::string_view field) {
        return f.refuses([&] { return f.ledger.try_claim(subject, property, value); },
                         [&] { return f.ledger.claim(subject, property, value); }, code, "claim", field);
    };
    CHECK(refuses({}, "occurred", {}, Errc::empty, "subject"));
    CHECK(refuses({}, "brand new", {}, Errc::empty, "subject"));
    CHECK(refuses(f.flood, "", {}, Errc::empty, "property"));
    CHECK(refuses(f.flood, "brand new", "", Errc::empty, "value"));
    CHECK(refuses(f.flood, "brand new", Node(), Errc::empty, "value"));
    CHECK(refuses(f.flood, "brand new", PlaceId(), Errc::empty, "value"));
    CHECK_FALSE(f.ledger.graph().find_property("brand new"));
}

TEST_CASE("a numeric property takes quantities only") {
    Full f;
    std::vector<Value> const values = {Value(), Value(f.quay), Value("twenty"), Value(Edtf("2024"))};
    for (Value const& value : values) {
        CHECK(f.refuses([&] { return f.ledger.try_claim(f.flood, f.toll, value); },
                        [&] { return f.ledger.claim(f.flood, f.toll, value); }, Errc::not_allowed, "claim", "value"));
        CHECK(f.refuses([&] { return f.ledger.try_claim(f.flood, "toll", value); },
                        [&] { return f.ledger.claim(f.flood, "toll", value); }, Errc::not_allowed, "claim", "value"));
    }
    CHECK(f.ledger.try_claim(f.flood, f.toll, more_than(20).of("house")));
}

TEST_CASE("a symmetric property takes another record only") {
    Full f;
    std::vector<Value> const values = {Value(), Value(f.flood), Value("quay"), Value(Edtf("2024")), Value(exactly(1))};
    for (Value const& value : values)
        CHECK(f.refuses([&] { return f.ledger.try_claim(f.flood, f.beside, value); },
                        [&] { return f.ledger.claim(f.flood, f.beside, value); }, Errc::not_allowed, "claim", "value"));
    CHECK(f.ledger.try_claim(f.flood, f.beside, f.quay));
}

TEST_CASE("S1: same_as between two categories is refused, and names the one that was found") {
    Full f;
    CHECK(f.refuses([&] { return f.ledger.try_claim(f.flood, property::same_as, f.quay); },
                    [&] { return f.ledger.claim(f.flood, property::same_as, f.quay); }, Errc::not_allowed, "claim",
                    "value"));
    CHECK(f.ledger.try_claim(f.flood, property::same_as, f.quay).error().found == "place");
}

TEST_CASE("an attribution without source or content is refused") {
    Full f;
    auto const refuses = [&](Attribution const& a, Errc code, std::string_view field) {
        return f.refuses([&] { return f.ledger.try_attribution(a); }, [&] { return f.ledger.attribution(a); }, code,
                         "attribution", field);
    };
    CHECK(refuses({.source = {}, .content = f.happened, .document = f.gazette}, Errc::empty, "source"));
    CHECK(refuses({.source = f.ada, .content = {}, .document = f.gazette}, Errc::empty, "content"));
}

TEST_CASE("H4, I6: evidence on an attribution that is not outermost is refused") {
    Full f;
    std::array const spans = {Span{.document = f.gazette, .begin = 1, .end = 2}};
    auto const refuses = [&](Attribution const& a, std::string_view field) {
        return f.refuses([&] { return f.ledger.try_attribution(a); }, [&] { return f.ledger.attribution(a); },
                         Errc::not_allowed, "attribution", field);
    };
    for (Source source : {Source(f.mayor), Source(f.gazette)}) {
        CHECK(refuses({.source = source, .content = f.happened, .spans = spans}, "spans"));
        CHECK(refuses({.source = source, .content = f.happened, .wording = "came"}, "wording"));
        CHECK(refuses({.source = source, .content = f.happened, .quote_form = QuoteForm::full}, "quote_form"));
    }
}

TEST_CASE("H6: a span that ends before it begins, or has no document, is refused wherever it stands in the list") {
    Full f;
    std::array const backwards = {Span{.begin = 1, .end = 2}, Span{.begin = 9, .end = 8}};
    std::array const nowhere = {Span{.document = f.gazette, .begin = 1, .end = 2}, Span{.begin = 1, .end = 2}};
    Attribution const a{.source = f.ada, .content = f.happened, .document = f.gazette, .spans = backwards};
    CHECK(f.refuses([&] { return f.ledger.try_attribution(a); }, [&] { return f.ledger.attribution(a); },
                    Errc::out_of_range, "attribution", "spans"));
    CHECK(f.ledger.try_attribution(a).error().found == "9..8");
    Attribution const b{.source = f.clerk, .content = f.happened, .spans = nowhere};
    CHECK(f.refuses([&] { return f.ledger.try_attribution(b); }, [&] { return f.ledger.attribution(b); }, Errc::empty,
                    "attribution", "spans"));
}

TEST_CASE("what was recorded a moment ago hides nothing: the same is refused where it is not allowed") {
    Full f;
    std::array const one = {Span{.begin = 1, .end = 2}};
    std::array const other = {Span{.begin = 1, .end = 0}};
    Edtf const today = Edtf::from(Day(2023, 4, 11));
    Attribution const good{.source = f.mayor,
                           .content = f.happened,
                           .quote_form = QuoteForm::full,
                           .document = f.gazette,
                           .said = today,
                           .spans = one};
    auto const field_of = [&](auto change) {
        f.ledger.attribution(good);
        Attribution a = good;
        change(a);
        auto const recorded = f.ledger.try_attribution(a);
        return recorded ? std::string() : std::string(recorded.error().field);
    };
    CHECK(field_of([](Attribution&) {}).empty());
    CHECK(field_of([](Attribution& a) { a.document = {}; }) == "spans");
    CHECK(field_of([](Attribution& a) { a.document = {}, a.spans = {}; }) == "quote_form");
    CHECK(field_of([&](Attribution& a) { a.spans = other; }) == "spans");
    // Nothing of this has room in the word of a manner, in which it would be another field.
    for (int bit = 3; bit < 8; ++bit) {
        CHECK(field_of([&](Attribution& a) { a.factuality = static_cast<Factuality>(1 << bit); }) == "factuality");
        CHECK(field_of([&](Attribution& a) { a.basis = static_cast<Basis>(1 << bit); }) == "basis");
    }
}

TEST_CASE("attributions that differ in one field alone are told apart, however they follow each other") {
    Full f;
    std::array const one = {Span{.begin = 1, .end = 2}};
    std::array const longer = {Span{.begin = 1, .end = 3}};
    std::array const deeper = {Span{.begin = 1, .end = 2, .depth = 1}};
    std::array const both = {one[0], longer[0]};
    Edtf const today = Edtf::from(Day(2023, 4, 11));
    Attribution const base{
        .source = f.mayor, .content = f.happened, .document = f.gazette, .said = today, .spans = one};
    std::vector<Attribution> all(10, base);
    all[1].spans = longer;
    all[2].spans = deeper;
    all[3].spans = both;
    all[4].spans = {};
    all[5].said = {};
    all[6].said = Edtf::from(Day(2023, 4, 12));
    all[7].implied = true;
    all[8].wording = "came";
    all[9].quote_form = QuoteForm::full;
    for (Attribution const& a : all) {
        for (Attribution const& b : all) {
            AttributionId const first = f.ledger.attribution(a);
            AttributionId const second = f.ledger.attribution(b);
            CHECK((first == second) == (&a == &b));
            CHECK(f.ledger.graph().attribution(second) == b);
        }
    }
}

TEST_CASE(
    "W3: no ground, or an attribution as its own, is refused; also when an equal attribution comes again with it") {
    Full f;
    CHECK(f.refuses([&] { return f.ledger.try_ground(f.said, {}); }, [&] { return f.ledger.ground(f.said, {}); },
                    Errc::empty, "ground", "on"));
    CHECK(f.refuses([&] { return f.ledger.try_ground(f.said, f.said); },
                    [&] { return f.ledger.ground(f.said, f.said); }, Errc::not_allowed, "ground", "on"));
    Attribution const again = f.ledger.graph().attribution(f.said);
    CHECK(f.refuses([&] { return f.ledger.try_attribution(again, f.said); },
                    [&] { return f.ledger.attribution(again, f.said); }, Errc::not_allowed, "ground", "on"));
}

TEST_CASE("a label without text and a recording without recorder are refused") {
    Full f;
    CHECK(f.refuses([&] { return f.ledger.try_label(f.flood, "", f.clerk); },
                    [&] { return f.ledger.label(f.flood, "", f.clerk); }, Errc::empty, "label", "text"));
    CHECK(f.refuses([&] { return f.ledger.try_recording(f.said, {}, Instant{2}); },
                    [&] { return f.ledger.recording(f.said, {}, Instant{2}); }, Errc::empty, "recording", "recorder"));
}

TEST_CASE("texts of more than 2^28 bytes are refused everywhere") {
    Full f;
    std::string text((std::size_t{1} << 28) + 1, 'x');
    auto const refuses = [&](auto attempt, std::string_view record, std::string_view field) {
        Graph const before = f.ledger.graph();
        auto const memory = before.memory();
        auto const result = attempt();
        return !result && result.error().code == Errc::out_of_range && result.error().record == record &&
               result.error().field == field && f.ledger.graph() == before && before.memory() == memory;
    };
    CHECK(refuses([&] { return f.ledger.try_event(text); }, "event", "key"));
    CHECK(refuses([&] { return f.ledger.try_property(text); }, "property", "name"));
    CHECK(refuses([&] { return f.ledger.try_claim(f.flood, text); }, "claim", "property"));
    CHECK(refuses([&] { return f.ledger.try_claim(f.flood, "occurred", text); }, "claim", "value"));
    CHECK(refuses([&] { return f.ledger.try_label(f.flood, text, f.clerk); }, "label", "text"));
    CHECK(refuses(
        [&] {
            return f.ledger.try_attribution(
                {.source = f.ada, .content = f.happened, .document = f.gazette, .wording = text});
        },
        "attribution", "wording"));
    Value const of_thing(exactly(3).of(std::move(text)));
    CHECK(refuses([&] { return f.ledger.try_claim(f.flood, f.toll, of_thing); }, "claim", "value"));
}
