// SPDX-License-Identifier: BSL-1.0
#include "support/cancelled.hpp"
#include "support/random_ledger.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// All that can be said of one attribution and its surroundings; a test changes one thing at a time.
struct Story {
    std::string actor = "ada";
    ActorKind kind = ActorKind::person;
    std::string other_actor = "ben";
    std::string event = "flood";
    std::string place = "quay";
    std::string document = "gazette";
    std::string property = "severity";
    Traits traits = Trait::functional;
    Value value = "high";
    std::optional<Edtf> valid = std::nullopt;
    Factuality factuality = Factuality::ct_plus;
    SpeechAct act = SpeechAct::assert;
    Role role = Role::author;
    bool implied = false;
    Basis basis = Basis::unstated;
    QuoteForm quote_form = QuoteForm::none;
    Distance distance = {};
    bool by_document = false;
    std::optional<Edtf> said = Edtf("2023-05-28");
    std::string wording = "some words";
    std::vector<Span> spans = {{.begin = 3, .end = 9}};
    bool span_of_other = false;
    bool reported_twice = false;
    bool value_is_place = false;
    bool subject_is_place = false;
    bool grounded = true;
    bool grounded_on_claim = false;
    bool label_by_ada = false;
    bool label_on_claim = false;
    std::string label = "L1";
    std::string recorder = "desk";
    std::int64_t at = 5;

    [[nodiscard]] Digest digest() const {
        Ledger ledger;
        auto const who = ledger.actor(actor, kind);
        auto const other = ledger.actor(other_actor, ActorKind::person);
        auto const by = ledger.actor(recorder, ActorKind::analyst);
        auto const where = ledger.place(place);
        auto const in = ledger.document(document);
        auto const elsewhere = ledger.document("elsewhere");
        Node const subject = subject_is_place ? Node(where) : Node(ledger.event(event));
        auto const claim =
            ledger.claim(subject, ledger.property(property, traits), value_is_place ? Value(where.id) : value, valid);
        auto evidence = spans;
        if (span_of_other) evidence[0].document = elsewhere;
        auto const inner = ledger.attribution({.source = other.id, .content = claim.id});
        Content content = inner.id;
        if (reported_twice) content = ledger.attribution({.source = other.id, .content = content}).id;
        auto const outer = ledger.attribution({.source = by_document ? Source(in) : Source(who),
                                               .content = content,
                                               .factuality = factuality,
                                               .act = act,
                                               .role = role,
                                               .implied = implied,
                                               .basis = basis,
                                               .quote_form = quote_form,
                                               .distance = distance,
                                               .document = in,
                                               .said = said,
                                               .wording = wording,
                                               .spans = evidence});
        if (grounded) ledger.ground(outer, grounded_on_claim ? Node(claim) : Node(where));
        ledger.label(label_on_claim ? Node(claim) : Node(outer), label, label_by_ada ? who.id : ActorId());
        ledger.recording(outer, by, {at});
        return ascribe::digest(ledger.graph());
    }
};

}  // namespace

TEST_CASE("changing any one field changes the digest") {
    using Change = std::function<void(Story&)>;
    std::vector<std::pair<char const*, Change>> const changes = {
        {"nothing", [](Story&) {}},
        {"key of an actor", [](Story& s) { s.actor = "adb"; }},
        {"kind of an actor", [](Story& s) { s.kind = ActorKind::media; }},
        {"key of another actor", [](Story& s) { s.other_actor = "bob"; }},
        {"key of an event", [](Story& s) { s.event = "floods"; }},
        {"key of a place", [](Story& s) { s.place = "quay "; }},
        {"key of a document", [](Story& s) { s.document = "courier"; }},
        {"long key", [](Story& s) { s.document = std::string(1000, 'x'); }},
        {"other long key", [](Story& s) { s.document = std::string(1001, 'x'); }},
        {"long key that differs at the end", [](Story& s) { s.document = std::string(999, 'x') + "y"; }},
        {"property", [](Story& s) { s.property = "height"; }},
        {"traits", [](Story& s) { s.traits = Trait::functional | Trait::exclusive; }},
        {"no traits", [](Story& s) { s.traits = {}; }},
        {"text", [](Story& s) { s.value = "low"; }},
        {"true", [](Story& s) { s.value = Value(); }},
        {"date as value", [](Story& s) { s.value = Edtf("2023-05-28"); }},
        {"date as text", [](Story& s) { s.value = "2023-05-28"; }},
        {"uncertain date", [](Story& s) { s.value = Edtf("2023-05-28?"); }},
        {"interval", [](Story& s) { s.value = Edtf("2023-05/2024"); }},
        {"quantity", [](Story& s) { s.value = parse_quantity("15 {incident}").value(); }},
        {"other unit", [](Story& s) { s.value = parse_quantity("15 {accident}").value(); }},
        {"direction", [](Story& s) { s.value = parse_quantity("<15 {incident}").value(); }},
        {"other number", [](Story& s) { s.value = parse_quantity("16 {incident}").value(); }},
        {"thing counted", [](Story& s) { s.value = parse_quantity("1/3 of {home}").value(); }},
        {"other thing", [](Story& s) { s.value = parse_quantity("1/3 of {house}").value(); }},
        {"alternatives", [](Story& s) { s.value = parse_quantity("2|3 {gunman}").value(); }},
        {"other alternatives", [](Story& s) { s.value = parse_quantity("2|4 {gunman}").value(); }},
        {"value is a record", [](Story& s) { s.value_is_place = true; }},
        {"subject", [](Story& s) { s.subject_is_place = true; }},
        {"valid", [](Story& s) { s.valid = Edtf("2020"); }},
        {"valid on a day", [](Story& s) { s.valid = Edtf("2020-01-01"); }},
        {"factuality", [](Story& s) { s.factuality = Factuality::ps_minus; }},
        {"act", [](Story& s) { s.act = SpeechAct::threaten; }},
        {"role", [](Story& s) { s.role = Role::relay; }},
        {"implied", [](Story& s) { s.implied = true; }},
        {"basis", [](Story& s) { s.basis = Basis::witness; }},
        {"quote form", [](Story& s) { s.quote_form = QuoteForm::full; }},
        {"marker", [](Story& s) { s.distance.marker = DistanceMarker::alleged; }},
        {"target", [](Story& s) { s.distance = {DistanceMarker::alleged, DistanceTarget::term}; }},
        {"source", [](Story& s) { s.by_document = true; }},
        {"no time said", [](Story& s) { s.said = std::nullopt; }},
        {"time said", [](Story& s) { s.said = Edtf("2023-05-29"); }},
        {"unplain time said", [](Story& s) { s.said = Edtf("2023-05"); }},
        {"wording", [](Story& s) { s.wording = "some word"; }},
        {"no wording", [](Story& s) { s.wording = ""; }},
        {"content", [](Story& s) { s.reported_twice = true; }},
        {"no span", [](Story& s) { s.spans.clear(); }},
        {"two spans", [](Story& s) { s.spans.push_back(s.spans[0]); }},
        {"begin", [](Story& s) { s.spans[0].begin = 4; }},
        {"end", [](Story& s) { s.spans[0].end = 8; }},
        {"span role", [](Story& s) { s.spans[0].role = SpanRole::cue; }},
        {"depth", [](Story& s) { s.spans[0].depth = 1; }},
        {"open begin", [](Story& s) { s.spans[0].open_begin = true; }},
        {"open end", [](Story& s) { s.spans[0].open_end = true; }},
        {"document of a span", [](Story& s) { s.span_of_other = true; }},
        {"no ground", [](Story& s) { s.grounded = false; }},
        {"ground", [](Story& s) { s.grounded_on_claim = true; }},
        {"label", [](Story& s) { s.label = "L2"; }},
        {"data set", [](Story& s) { s.label_by_ada = true; }},
        {"labelled record", [](Story& s) { s.label_on_claim = true; }},
        {"recorder", [](Story& s) { s.recorder = "ada's desk"; }},
        {"recorded at", [](Story& s) { s.at = -5; }},
    };
    std::map<Digest, char const*> seen;
    for (auto const& [what, change] : changes) {
        Story story;
        change(story);
        auto const digest = story.digest();
        CHECK(digest == story.digest());
        auto const at = seen.emplace(digest, what);
        char const* const name = what;
        CHECK_MESSAGE(at.second, name << " has the digest of " << at.first->second);
        CHECK(digest.upper != digest.lower);
    }
    // Both halves tell them apart.
    std::map<std::uint64_t, char const*> upper, lower;
    for (auto const& [digest, what] : seen) {
        CHECK(upper.emplace(digest.upper, what).second);
        CHECK(lower.emplace(digest.lower, what).second);
    }
}

TEST_CASE("the digest does not depend on which end of a symmetric claim was recorded first") {
    auto const make = [](bool turned, char const* property) {
        Ledger ledger;
        auto const first = ledger.event(turned ? "b" : "a");
        auto const second = ledger.event(turned ? "a" : "b");
        // Always from a to b.
        ledger.claim(turned ? second.id : first.id, property, turned ? first.id : second.id);
        return digest(ledger.graph());
    };
    CHECK(make(false, "same_as") == make(true, "same_as"));
    CHECK(make(false, "before") == make(true, "before"));
    Ledger backwards;
    auto const a = backwards.event("a");
    auto const b = backwards.event("b");
    backwards.claim(b.id, "before", a.id);
    CHECK(digest(backwards.graph()) != make(false, "before"));
}

TEST_CASE("the digest of an old graph stays what it was") {
    RandomLedger random(5, 200);
    Graph const graph = random.ledger.graph();
    auto const before = digest(graph);
    random.ledger.event("one more");
    CHECK(digest(graph) == before);
    CHECK(digest(random.ledger.graph()) != before);
}

TEST_CASE("making a digest tells how far it is, and can be cancelled") {
    RandomLedger random(6, 40'000);
    Graph const graph = random.ledger.graph();
    CHECK(cancel_here_and_there(
              "digest", [&](Progress p) { return try_digest(graph, {.progress = p}); },
              [&](std::size_t) { CHECK(random.ledger.graph() == graph); }) > 5);
    CHECK(try_digest(graph).value() == digest(graph));
    DigestOptions const never{.progress = [](std::size_t, std::size_t) { return false; }};
    CHECK(to_string(try_digest(graph, never).error()) == "digest: cancelled: expected to be continued");
    CHECK_THROWS_AS((void)digest(graph, never), Exception);
    CHECK_THROWS_AS((void)digest(Graph(), never), Exception);

    // A single long text or list asks, too: it is the work that counts.
    Ledger ledger;
    auto const desk = ledger.actor("desk", ActorKind::analyst);
    std::size_t calls = 0;
    DigestOptions const counting{.progress = [&](std::size_t, std::size_t) { return ++calls != 0; }};
    (void)digest(ledger.graph(), counting);
    std::size_t const few = std::exchange(calls, 0);
    auto const claim = ledger.claim(ledger.event("e"), "told", std::string(std::size_t{1} << 21, 'x'));
    auto const attribution = ledger.attribution({.source = desk, .content = claim});
    (void)digest(ledger.graph(), counting);
    std::size_t const more = std::exchange(calls, 0);
    CHECK(more > few);
    for (int i = 0; i < 10'000; ++i)
        ledger.ground(attribution, ledger.claim(ledger.event("e"), "n", std::to_string(i)));
    (void)digest(ledger.graph(), counting);
    CHECK(calls > more + 7);
}

TEST_CASE("who is whose ground is part of the digest, not only who and what") {
    auto const make = [](bool crossed) {
        Ledger ledger;
        auto const claim = ledger.claim(ledger.event("e"), "occurred");
        auto const in = ledger.document("d");
        auto const a = ledger.attribution(
            {.source = ledger.actor("a", ActorKind::person).id, .content = claim.id, .document = in});
        auto const b = ledger.attribution(
            {.source = ledger.actor("b", ActorKind::person).id, .content = claim.id, .document = in});
        ledger.ground(crossed ? b : a, ledger.place("p").id);
        ledger.ground(crossed ? a : b, ledger.place("q").id);
        return digest(ledger.graph());
    };
    CHECK(make(false) != make(true));
}

TEST_CASE("a digest is the same on every platform and in every release, and written in 32 digits") {
    CHECK(to_string(Digest{0x0123456789abcdef, 0xf}) == "0123456789abcdef000000000000000f");
    CHECK(to_string(digest(Graph())) == "c83656f5950d1b65af5837d91d2ab891");
    CHECK(to_string(Story().digest()) == "3a961a1c2ed697e4d181c2ef27e037ab");
}
