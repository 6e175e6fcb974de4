// SPDX-License-Identifier: BSL-1.0
#include <ascribe/analysis/strengthening.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <tuple>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

struct Town {
    Ledger ledger;
    ActorId port = ledger.actor("port", ActorKind::organisation);
    ActorId aide = ledger.actor("aide", ActorKind::person);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId gazette = ledger.document("gazette/1");
    DocumentId courier = ledger.document("courier/1");
    EventId flood = ledger.event("flood");
    EventId quay_flood = ledger.event("flood-of-the-quay");
    ClaimId rain = ledger.claim(flood, "cause", "rain");
    ClaimId leak = ledger.claim(flood, "cause", "a leak");

    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus,
                     Node ground = {}) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document},
                                  ground);
    }
    [[nodiscard]] Strengthenings ask(Scope scope = {}) const {
        return strengthenings(View(ledger.graph(), std::move(scope)));
    }
};

struct Brief {
    StrengtheningKind kind;
    AttributionId stronger, weaker;
    friend bool operator==(Brief const&, Brief const&) = default;
};
std::vector<Brief> brief(Strengthenings const& all) {
    std::vector<Brief> list;
    for (ComputedStrengthening const& c : all.computed) list.push_back({c.kind, c.stronger, c.weaker});
    return list;
}
using List = std::vector<Brief>;
using K = StrengtheningKind;

}  // namespace

TEST_CASE("the names of strengthenings lead back to them") {
    for (std::size_t i = 0; i < Names<StrengtheningKind>::values.size(); ++i)
        CHECK(find_named<StrengtheningKind>(to_string(static_cast<StrengtheningKind>(i))) ==
              static_cast<StrengtheningKind>(i));
    CHECK(to_string(StrengtheningKind::own_voice) == "own_voice");
}

TEST_CASE("R1: a declared strengthening is listed as its holders' word, denials among them, and computes nothing") {
    Town t;
    auto const one = t.by(t.ada, t.rain, t.gazette, Factuality::ps_plus);
    auto const other = t.by(t.ben, t.leak, t.courier);
    ClaimId const claim = t.ledger.claim(other, property::strengthens, one);
    auto const yes = t.by(t.desk, claim, {}, Factuality::pr_plus);
    auto const no = t.by(t.ada, claim, t.gazette, Factuality::ct_minus);
    t.by(t.port, claim);  // Carried by nobody.
    Strengthenings const all = t.ask();
    CHECK(all.computed.empty());
    REQUIRE(all.declared.size() == 2);
    CHECK(all.declared[0] == DeclaredStrengthening{.stronger = other,
                                                   .weaker = one,
                                                   .claim = claim,
                                                   .holder = yes,
                                                   .factuality = Factuality::pr_plus,
                                                   .standing = Truth::always});
    CHECK(all.declared[1].holder == no);
    CHECK(all.declared[1].factuality == Factuality::ct_minus);
}

TEST_CASE("W3: what is held more firmly than one of its grounds is stronger, however it follows") {
    for (auto const& [conclusion, premise, expected] : {std::tuple(Factuality::ct_plus, Factuality::ps_plus, true),
                                                        std::tuple(Factuality::ct_minus, Factuality::pr_plus, true),
                                                        std::tuple(Factuality::pr_plus, Factuality::ps_minus, true),
                                                        std::tuple(Factuality::ct_plus, Factuality::uu, true),
                                                        std::tuple(Factuality::ct_plus, Factuality::ct_plus, false),
                                                        std::tuple(Factuality::ps_plus, Factuality::pr_plus, false),
                                                        std::tuple(Factuality::uu, Factuality::ps_plus, false)}) {
        Factuality const f = conclusion, ground = premise;
        CAPTURE(to_string(f));
        CAPTURE(to_string(ground));
        Town t;
        auto const weaker = t.by(t.ada, t.rain, t.gazette, ground);
        auto const stronger = t.by(t.ada, t.leak, t.courier, f, weaker);
        CHECK(brief(t.ask()) == (expected ? List{{K::certainty, stronger, weaker}} : List{}));
    }
}

TEST_CASE("W3: a claim as ground has the certainty of its firmest supporter; no support and things have none") {
    Town t;
    auto const first = t.by(t.ada, t.rain, t.gazette, Factuality::ps_plus);
    auto const stronger = t.by(t.ada, t.leak, t.gazette, Factuality::ct_plus, t.rain);
    CHECK(brief(t.ask()) == List{{K::certainty, stronger, first}});
    auto const second = t.by(t.ben, t.rain, t.gazette, Factuality::pr_plus);
    CHECK(brief(t.ask()) == List{{K::certainty, stronger, second}});
    t.by(t.ben, t.rain, t.courier);
    CHECK(t.ask().computed.empty());
    Town u;
    u.by(u.ada, u.leak, u.gazette, Factuality::ct_plus, u.rain);
    u.by(u.ben, u.leak, u.gazette, Factuality::ct_plus, u.courier);
    CHECK(u.ask().computed.empty());
}

TEST_CASE("C3: an endorsement is declared as such, and is firmer only than the firmest report") {
    Town t;
    auto const said = t.by(t.port, t.rain, {}, Factuality::ps_plus);
    t.by(t.ada, said, t.gazette);
    auto const own = t.by(t.ada, t.rain, t.gazette);
    CHECK(brief(t.ask()) == List{{K::certainty, own, said}, {K::endorsement, own, said}});
    auto const sure = t.by(t.aide, t.rain);
    t.by(t.ada, sure, t.gazette);
    CHECK(brief(t.ask()) == List{{K::endorsement, own, sure}});
}

TEST_CASE("C3: to say in one's own voice elsewhere what rests on another's word is a strengthening") {
    Town t;
    auto const said = t.by(t.port, t.rain);
    t.by(t.ben, said, t.gazette);
    auto const own = t.by(t.ada, t.rain, t.courier, Factuality::ct_plus, said);
    CHECK(brief(t.ask()) == List{{K::own_voice, own, said}});
    // On one's own earlier word it is none.
    Town u;
    auto const before = u.by(u.ada, u.rain, u.gazette);
    u.by(u.ada, u.rain, u.courier, Factuality::ct_plus, before);
    CHECK(u.ask().computed.empty());
    // On the report, it is as on what is reported; and where the same document reports it, it is declared.
    Town v;
    auto const word = v.by(v.port, v.rain);
    auto const report = v.by(v.ada, word, v.gazette);
    auto const here = v.by(v.ada, v.rain, v.gazette, Factuality::ct_plus, report);
    auto const there = v.by(v.ada, v.rain, v.courier, Factuality::ct_plus, report);
    CHECK(brief(v.ask()) == List{{K::endorsement, here, word}, {K::own_voice, there, word}});
    // To deny on the ground of an assertion is no repetition.
    Town w;
    auto const yes = w.by(w.port, w.rain);
    w.by(w.ben, yes, w.gazette);
    w.by(w.ada, w.rain, w.courier, Factuality::ct_minus, yes);
    CHECK(w.ask().computed.empty());
}

TEST_CASE("an aide's word credited to those he speaks for is a strengthening, within a document or by its ground") {
    for (auto const name : {property::speaks_for, property::part_of}) {
        Town t;
        auto const aides = t.by(t.aide, t.rain);
        auto const ports = t.by(t.port, t.rain);
        t.by(t.ada, aides, t.gazette);
        auto const headline = t.by(t.ben, ports, t.courier);
        ClaimId const link = t.ledger.claim(t.aide, name, t.port);
        CHECK(t.ask().computed.empty());
        t.by(t.desk, link);
        // In two documents that have nothing to do with each other both may have said it.
        CHECK(t.ask().computed.empty());
        SUBCASE("one document") {
            t.by(t.ada, ports, t.gazette);
            Strengthenings const all = t.ask();
            CHECK(brief(all) == List{{K::source, ports, aides}});
            CHECK(all.computed[0].by == std::vector{link});
            // The link is a hypothesis if its holder is not accepted (R2).
            CHECK(t.ask({.accept_analysts = false}).computed.empty());
        }
        SUBCASE("a ground") {
            t.ledger.ground(headline, aides);
            CHECK(brief(t.ask()) == List{{K::source, ports, aides}});
        }
    }
}

TEST_CASE("those for whom one speaks who speaks for others are found, too, and circles end") {
    Town t;
    ActorId const office = t.ledger.actor("office", ActorKind::office);
    auto const aides = t.by(t.aide, t.rain);
    auto const ports = t.by(t.port, t.rain);
    t.by(t.ada, aides, t.gazette);
    t.by(t.ada, ports, t.gazette);
    t.by(t.desk, t.ledger.claim(t.aide, property::speaks_for, office));
    t.by(t.desk, t.ledger.claim(office, property::part_of, t.port));
    CHECK(brief(t.ask()) == List{{K::source, ports, aides}});
    CHECK(t.ask().computed[0].by.size() == 2);
    t.by(t.desk, t.ledger.claim(t.port, property::speaks_for, office));
    CHECK(brief(t.ask()) == List{{K::source, ports, aides}});
}

TEST_CASE("no reports of it are no report that it was not: who concludes so strengthens") {
    Town t;
    auto const none = t.by(t.port, t.by(t.aide, t.rain), t.gazette, Factuality::ct_minus);
    auto const denial = t.by(t.ben, t.rain, t.courier, Factuality::ct_minus, none);
    CHECK(brief(t.ask()) == List{{K::absence, denial, none}});
    // That it was not said is no ground to compare an assertion with.
    t.by(t.ada, t.rain, t.courier, Factuality::ct_plus, none);
    CHECK(brief(t.ask()) == List{{K::absence, denial, none}});
}

TEST_CASE("P3: what is said of the whole on the ground of a part is wider, if the part is known as one") {
    Town t;
    ClaimId const narrow = t.ledger.claim(t.quay_flood, "cause", "rain");
    auto const part = t.by(t.ada, narrow, t.gazette);
    auto const whole = t.by(t.ada, t.rain, t.courier, Factuality::ct_plus, part);
    CHECK(t.ask().computed.empty());
    ClaimId const link = t.ledger.claim(t.quay_flood, property::part_of, t.flood);
    t.by(t.desk, link);
    Strengthenings const all = t.ask();
    CHECK(brief(all) == List{{K::scope, whole, part}});
    CHECK(all.computed[0].by == std::vector{link});
    // The other way round it is narrower.
    Town u;
    auto const wide = u.by(u.ada, u.rain, u.gazette);
    u.by(u.ada, u.ledger.claim(u.quay_flood, "cause", "rain"), u.courier, Factuality::ct_plus, wide);
    u.by(u.desk, u.ledger.claim(u.quay_flood, property::part_of, u.flood));
    CHECK(u.ask().computed.empty());
}

TEST_CASE("S3: a claim that counts as another is the same claim") {
    Town t;
    ClaimId const shower = t.ledger.claim(t.flood, "cause", "showers");
    auto const said = t.by(t.port, shower);
    t.by(t.ben, said, t.gazette);
    auto const own = t.by(t.ada, t.rain, t.courier, Factuality::ct_plus, said);
    CHECK(t.ask().computed.empty());
    t.by(t.desk, t.ledger.claim(t.rain, property::same_as, shower));
    CHECK(brief(t.ask()) == List{{K::own_voice, own, said}});
}

TEST_CASE("H7, W2: what is only possibly said is only possibly stronger, and what is withdrawn is not") {
    Town t;
    Span const span{.document = t.courier, .begin = 0, .end = 9, .role = SpanRole::content_possible};
    std::vector<Span> const spans{span};
    auto const weaker = t.by(t.ada, t.rain, t.gazette, Factuality::ps_plus);
    auto const stronger =
        t.ledger.attribution({.source = t.ada, .content = t.leak, .document = t.courier, .spans = spans}, weaker);
    REQUIRE(brief(t.ask()) == List{{K::certainty, stronger, weaker}});
    CHECK(t.ask().computed[0].certain == Truth::possibly);
    CHECK(t.ask({.without = {t.courier}}).computed.empty());
    CHECK(t.ask({.without = {t.gazette}}).computed.empty());
}

TEST_CASE("progress is told, and the work ends if it says so") {
    Town t;
    t.by(t.ada, t.rain, t.gazette);
    View const view(t.ledger.graph());
    bool called = false;
    StrengtheningOptions options{.progress = [&](std::size_t done, std::size_t total) {
        called = true;
        CHECK(done <= total);
        return true;
    }};
    CHECK(try_strengthenings(view, options).has_value());
    CHECK(called);
    options.progress = [](std::size_t, std::size_t) { return false; };
    CHECK(try_strengthenings(view, options).error().code == Errc::cancelled);
    CHECK_THROWS_AS((void)strengthenings(view, options), Exception);
}
