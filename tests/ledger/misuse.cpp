// SPDX-License-Identifier: BSL-1.0
// Misuse is caught by ASCRIBE_ASSERT. What stands in headers uses the assertion of this file; what is compiled into the
// library uses its own, which is there only if the library is built without NDEBUG, as this file then is too.
#include <unistd.h>

[[noreturn]] inline void misuse_found() {
    ::_exit(77);
}
#define ASCRIBE_ASSERT(condition) ((condition) ? static_cast<void>(0) : misuse_found())

#include "support/harbour.hpp"
#include <ascribe/ledger/ledger.hpp>

#include <csignal>
#include <cstdio>
#include <sys/wait.h>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;
using ascribe_tests::list;

namespace {

/// Runs the call in a process of its own and says whether an assertion ended it.
template <class Call>
bool is_misuse(Call call) {
    std::fflush(nullptr);
    pid_t const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // The message of assert() would look like a failing test, and the test runner would catch the signal.
        if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(2);
        std::signal(SIGABRT, SIG_DFL);
        std::signal(SIGSEGV, SIG_DFL);
        call();
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return (WIFEXITED(status) && WEXITSTATUS(status) == 77) || (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

}  // namespace

TEST_CASE("a call that is no misuse is not taken for one") {
    Harbour h;
    CHECK_FALSE(is_misuse([] {}));
    CHECK_FALSE(is_misuse([&] { (void)h.ledger.graph().key(h.quay); }));
    CHECK_FALSE(is_misuse([&] { (void)h.ledger.try_place(""); }));
    CHECK_FALSE(is_misuse([] { ::_exit(3); }));
}

TEST_CASE("a handle of a category that it may not have, or of too large a number, is caught where it is made") {
    CHECK(is_misuse([] { (void)ActorId(Category::place, 0, 1); }));
    CHECK(is_misuse([] { (void)Source(Category::claim, 0, 1); }));
    CHECK(is_misuse([] { (void)Node(Category::claim, Node::max_number + 1, 1); }));
    CHECK(is_misuse([] { (void)Node().category(); }));
}

TEST_CASE("the value of a result that has none, and the error of one that has a value, are caught") {
    Harbour h;
    CHECK(is_misuse([&] { (void)*h.ledger.try_place(""); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_place("")->is_new; }));
    CHECK(is_misuse([&] { (void)h.ledger.try_place("pier").error(); }));
}

TEST_CASE("a graph knows which handles it has: of its ledger, and recorded before it was taken") {
    Harbour h;
    Harbour other;
    Graph const graph = h.ledger.graph();
    PlaceId const late = h.ledger.place("pier");
    CHECK(graph.contains(h.quay));
    CHECK_FALSE(graph.contains(late));
    CHECK_FALSE(graph.contains(other.quay));
    CHECK_FALSE(graph.contains({}));
    CHECK(h.ledger.graph().contains(late));
    CHECK_FALSE(Graph().contains(h.quay));
}

#ifndef NDEBUG

TEST_CASE("asking a graph about a handle of another ledger, a later or an empty one is caught, in every question") {
    Harbour h;
    Harbour other;
    AttributionId const said = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    other.ledger.attribution({.source = other.ada, .content = other.happened, .document = other.gazette});
    Graph const graph = h.ledger.graph();
    AttributionId const strange = list(other.ledger.graph().attributions()).front();
    auto const late_event = h.ledger.event("storm");
    ClaimId const late_claim = h.ledger.claim(late_event, property::occurred);
    AttributionId const late = h.ledger.attribution({.source = h.ben, .content = h.happened, .document = h.courier});

    auto const caught = [&](auto question, auto good, auto strange_one, auto late_one) {
        using Id = decltype(good);
        return !is_misuse([&] { question(good); }) && is_misuse([&] { question(Id(strange_one)); }) &&
               is_misuse([&] { question(Id(late_one)); }) && is_misuse([&] { question(Id()); });
    };
    auto const about_attribution = [&](auto question) { return caught(question, said, strange, late); };
    auto const about_claim = [&](auto question) { return caught(question, h.happened, other.happened, late_claim); };
    auto const about_event = [&](auto question) {
        return caught(question, Node(h.flood), Node(other.flood), Node(late_event));
    };

    CHECK(about_attribution([&](AttributionId id) { (void)graph.attribution(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.source(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.content(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.document(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.factuality(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.act(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.role(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.basis(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.distance(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.spans(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.said_between(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.innermost(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.grounds_of(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.has_grounds(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.recordings(id); }));
    CHECK(about_attribution([&](AttributionId id) { (void)graph.attributions_of(id); }));
    CHECK(about_claim([&](ClaimId id) { (void)graph.claim(id); }));
    CHECK(about_claim([&](ClaimId id) { (void)graph.subject(id); }));
    CHECK(about_claim([&](ClaimId id) { (void)graph.property(id); }));
    CHECK(about_claim([&](ClaimId id) { (void)graph.value(id); }));
    CHECK(about_claim([&](ClaimId id) { (void)graph.value_node(id); }));
    CHECK(about_claim([&](ClaimId id) { (void)graph.same_value(h.happened, id); }));
    CHECK(about_claim([&](ClaimId id) { (void)graph.attributions_of(id); }));
    CHECK(about_event([&](Node id) { (void)graph.claims_about(id); }));
    CHECK(about_event([&](Node id) { (void)graph.claims_about(id, property::occurred); }));
    CHECK(about_event([&](Node id) { (void)graph.claims_about(id, graph.property_at(0)); }));
    CHECK(about_event([&](Node id) { (void)graph.claims_naming(id); }));
    CHECK(about_event([&](Node id) { (void)graph.resting_on(id); }));
    CHECK(about_event([&](Node id) { (void)graph.labels(id); }));
    CHECK(about_event([&](Node id) { (void)graph.key(id.to<Entity>()); }));
    CHECK(caught([&](ActorId id) { (void)graph.kind(id); }, h.ada, other.ada,
                 h.ledger.actor("eve", ActorKind::person).id));
    CHECK(caught([&](Source id) { (void)graph.attributions_by(id); }, Source(h.ada), Source(other.ada),
                 Source(h.ledger.actor("eve", ActorKind::person).id)));
    CHECK(caught([&](DocumentId id) { (void)graph.attributions_in(id); }, h.gazette, other.gazette,
                 h.ledger.document("gazette/2").id));
}

TEST_CASE("asking a graph about a property of another ledger, a later or an empty one is caught") {
    Harbour h;
    Harbour other;
    Graph const graph = h.ledger.graph();
    PropertyId const late = h.ledger.property("late").id;
    for (PropertyId property : {other.ledger.graph().property_at(0), late, PropertyId()}) {
        CHECK(is_misuse([&] { (void)graph.name(property); }));
        CHECK(is_misuse([&] { (void)graph.traits(property); }));
        CHECK(is_misuse([&] { (void)graph.claims_about(h.flood, property); }));
    }
    CHECK(is_misuse([&] { (void)graph.property_at(1); }));
    CHECK(is_misuse([&] { (void)graph.actor_at(4); }));
    CHECK(is_misuse([&] { (void)graph.place_at(1); }));
    CHECK(is_misuse([&] { (void)graph.document_at(2); }));
    CHECK(is_misuse([&] { (void)graph.event_at(1); }));
    CHECK(is_misuse([&] { (void)graph.claim_at(1); }));
    CHECK(is_misuse([&] { (void)graph.attribution_at(0); }));
    CHECK(is_misuse([&] { (void)graph.claims()[1]; }));
    CHECK(is_misuse([&] { (void)graph.attributions().front(); }));
    CHECK(is_misuse([&] { (void)graph.attributions().back(); }));
    CHECK(is_misuse([&] { (void)graph.find(Category::claim, "x"); }));
    CHECK_FALSE(is_misuse([&] { (void)graph.claims_about(h.flood, graph.property_at(0)); }));
}

TEST_CASE("recording with a handle of another ledger is caught, in every place where one can stand") {
    Harbour h;
    Harbour other;
    AttributionId const said = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    AttributionId const strange =
        other.ledger.attribution({.source = other.ada, .content = other.happened, .document = other.gazette});
    Attribution const good{.source = h.ben, .content = h.happened, .document = h.courier};
    auto const with = [&](auto change) {
        return is_misuse([&] {
            Attribution a = good;
            change(a);
            (void)h.ledger.try_attribution(a);
        });
    };
    CHECK_FALSE(with([](Attribution&) {}));
    CHECK(with([&](Attribution& a) { a.source = other.ben; }));
    CHECK(with([&](Attribution& a) { a.content = other.happened; }));
    CHECK(with([&](Attribution& a) { a.document = other.courier; }));
    Span const span{.document = other.gazette, .begin = 0, .end = 1};
    CHECK(with([&](Attribution& a) { a.spans = {&span, 1}; }));
    CHECK(is_misuse([&] { (void)h.ledger.try_attribution(good, other.flood); }));

    CHECK(is_misuse([&] { (void)h.ledger.try_claim(other.flood, "place"); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_claim(h.flood, "place", other.quay); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_claim(h.flood, other.ledger.graph().property_at(0)); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_claim(h.flood, PropertyId()); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_ground(strange, h.flood); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_ground({}, h.flood); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_ground(said, other.flood); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_label(other.flood, "x"); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_label({}, "x"); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_label(h.flood, "x", other.clerk); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_recording(strange, h.clerk, {}); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_recording({}, h.clerk, {}); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_recording(said, other.clerk, {}); }));
}

TEST_CASE("a handle of a number that was never recorded is caught") {
    Harbour h;
    auto const serial = h.quay.ledger();
    CHECK(is_misuse([&] { (void)h.ledger.try_claim(EventId(Category::event, 9, serial), "place"); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_claim(h.flood, PropertyId(9, serial)); }));
    CHECK(is_misuse([&] { (void)h.ledger.try_ground(AttributionId(Category::attribution, 0, serial), h.flood); }));
}

#endif
