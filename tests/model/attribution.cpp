// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/attribution.hpp>

#include <array>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

template <class Enum>
void check_names(std::string_view kind) {
    for (std::size_t i = 0; i < Names<Enum>::values.size(); ++i)
        CHECK(parse_named<Enum>(to_string(static_cast<Enum>(i))).value() == static_cast<Enum>(i));
    auto const wrong = parse_named<Enum>("nothing of the kind");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().field == kind);
}

}  // namespace

TEST_CASE("H2: the eight roles of a source go to their names and back, and publisher is none of them (H3)") {
    check_names<Role>("role");
    CHECK(Names<Role>::values.size() == 8);
    CHECK(to_string(Role::analyst) == "analyst");
    CHECK_FALSE(find_named<Role>("publisher"));
}

TEST_CASE("bases and forms of quotation go to their names and back") {
    check_names<Basis>("basis");
    check_names<QuoteForm>("quote form");
    CHECK(to_string(Basis::own_act) == "own_act");
    CHECK(to_string(QuoteForm::free_indirect) == "free_indirect");
}

TEST_CASE("what is not said has the default that is least surprising") {
    Attribution const attribution;
    CHECK(attribution.factuality == Factuality::ct_plus);
    CHECK(attribution.act == SpeechAct::assert);
    CHECK(attribution.role == Role::author);
    CHECK_FALSE(attribution.implied);
    CHECK(attribution.basis == Basis::unstated);
    CHECK(attribution.quote_form == QuoteForm::none);
    CHECK(attribution.distance == Distance());
    CHECK_FALSE(attribution.said);
}

TEST_CASE("I3: attributions are equal if all that they record is") {
    std::array const spans = {Span{.begin = 1, .end = 5}, Span{.begin = 7, .end = 9, .role = SpanRole::cue}};
    std::array const others = {Span{.begin = 1, .end = 5}, Span{.begin = 7, .end = 8, .role = SpanRole::cue}};
    Attribution const a{.source = ActorId(Category::actor, 1, 1),
                        .content = ClaimId(Category::claim, 2, 1),
                        .said = Edtf("2024-05-01"),
                        .wording = "some twenty",
                        .spans = spans};
    CHECK(a == Attribution(a));
    std::vector<Span> const same(spans.begin(), spans.end());
    Attribution elsewhere = a;
    elsewhere.spans = same;
    CHECK(a == elsewhere);

    auto differs = [&](auto change) {
        Attribution other = a;
        change(other);
        return !(other == a);
    };
    CHECK(differs([](Attribution& b) { b.source = ActorId(Category::actor, 2, 1); }));
    CHECK(differs([](Attribution& b) { b.content = ClaimId(Category::claim, 3, 1); }));
    CHECK(differs([](Attribution& b) { b.factuality = Factuality::ct_minus; }));
    CHECK(differs([](Attribution& b) { b.act = SpeechAct::deny; }));
    CHECK(differs([](Attribution& b) { b.role = Role::cited; }));
    CHECK(differs([](Attribution& b) { b.implied = true; }));
    CHECK(differs([](Attribution& b) { b.basis = Basis::witness; }));
    CHECK(differs([](Attribution& b) { b.quote_form = QuoteForm::full; }));
    CHECK(differs([](Attribution& b) { b.distance.marker = DistanceMarker::alleged; }));
    CHECK(differs([](Attribution& b) { b.document = DocumentId(Category::document, 0, 1); }));
    CHECK(differs([](Attribution& b) { b.said = Edtf("2024-05-02"); }));
    CHECK(differs([](Attribution& b) { b.said.reset(); }));
    CHECK(differs([](Attribution& b) { b.wording = "twenty"; }));
    CHECK(differs([&](Attribution& b) { b.spans = others; }));
    CHECK(differs([&](Attribution& b) { b.spans = b.spans.first(1); }));
    CHECK(differs([](Attribution& b) { b.spans = {}; }));
}
