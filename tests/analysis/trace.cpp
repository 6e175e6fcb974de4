// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include "support/random.hpp"
#include <ascribe/analysis/trace.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;
using ascribe_tests::Random;

namespace {

struct Town : Harbour {
    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document});
    }
    ClaimId note(Node subject, std::string_view property, Value const& value) {
        ClaimId const claim = ledger.claim(subject, property, value);
        by(clerk, claim);
        return claim;
    }
    [[nodiscard]] View view(Scope scope = {}) const { return View(ledger.graph(), std::move(scope)); }
    [[nodiscard]] std::vector<Source> voices(ClaimId claim, Scope scope = {}) const {
        std::vector<Source> found;
        for (Origin const& origin : origins(view(std::move(scope)), claim)) found.push_back(origin.voice);
        return found;
    }
};

}  // namespace

TEST_CASE("H3: a chain leads from the document inwards, with its publishers before the first hop") {
    Town t;
    ActorId const outlet = t.ledger.actor("outlet", ActorKind::media);
    DocumentId const original = t.ledger.document("original");
    t.note(t.gazette, property::published_by, outlet);
    t.note(t.gazette, property::reprints, original);
    AttributionId const said = t.by(t.mayor, t.happened);
    AttributionId const report = t.by(t.ada, said, t.gazette);
    View const view = t.view();
    Chain const expected{t.happened, t.gazette, {outlet}, {original}, {report, said}};
    CHECK(chains(view, said) == std::vector{expected});
    CHECK(chains(view, t.happened) == std::vector{expected});
    CHECK(chain_from(view, report) == expected);
}

TEST_CASE("Shared reports have a chain for every way outwards, and the visit can be stopped") {
    Town t;
    AttributionId const said = t.by(t.mayor, t.happened);
    for (DocumentId document : {t.gazette, t.courier}) {
        t.by(t.ada, said, document);
        t.by(t.ben, t.by(t.ada, said), document);
    }
    View const view = t.view();
    CHECK(chains(view, said).size() == 4);
    int seen = 0;
    CHECK_FALSE(for_each_chain(view, said, [&](Chain const&) { return ++seen < 3; }));
    CHECK(seen == 3);
}

TEST_CASE("Chains have attested hops only") {
    Town t;
    AttributionId const said = t.by(t.mayor, t.happened);
    t.by(t.ada, said, t.gazette);
    t.by(t.ben, said, t.courier);
    CHECK(chains(t.view({.without = {t.courier}}), t.happened).size() == 1);
    CHECK(chains(t.view({.without = {t.mayor}}), t.happened).empty());
}

TEST_CASE("O3: the voice of a document is its known author, of several the document, of an unsigned author, too") {
    Town t;
    t.by(t.gazette, t.happened, t.gazette);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.gazette});
    t.note(t.gazette, property::authored_by, t.ada);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.ada});
    t.note(t.gazette, property::authored_by, t.ben);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.gazette});

    ClaimId const other = t.ledger.claim(t.flood, "toll", "high");
    t.by(t.ledger.actor("no byline", ActorKind::unnamed), other, t.courier);
    CHECK(t.voices(other) == std::vector<Source>{t.courier});
}

TEST_CASE("O3: an office that somebody is known to have held is his voice") {
    Town t;
    t.by(t.ada, t.by(t.mayor, t.happened), t.gazette);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.mayor});
    t.note(t.mayor, property::held_by, t.ben);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.ben});
}

TEST_CASE("O2: grounds speak instead of who rests on them, a document by its author; a circle adds nothing") {
    Town t;
    ClaimId const toll = t.ledger.claim(t.flood, "toll", "high");
    AttributionId const conclusion = t.by(t.clerk, t.happened);
    t.ledger.ground(conclusion, toll);
    t.by(t.ben, toll, t.courier);
    AttributionId const back = t.by(t.ada, toll, t.gazette);
    t.ledger.ground(back, t.happened);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.ben});
    t.ledger.ground(conclusion, t.gazette);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.gazette, t.ben});
    t.note(t.gazette, property::authored_by, t.ada);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.ada, t.ben});
}

TEST_CASE("C3: an endorsement has the voice of what it endorses, not of a denial in the same document") {
    Town t;
    t.by(t.ada, t.by(t.mayor, t.happened), t.gazette);
    t.by(t.ada, t.happened, t.gazette);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.mayor});
    t.by(t.ben, t.by(t.mayor, t.happened, {}, Factuality::ct_minus), t.courier);
    AttributionId const own = t.by(t.ben, t.happened, t.courier);
    CHECK(t.voices(t.happened) == std::vector<Source>{t.mayor, t.ben});
    CHECK(t.view().endorsed(own).empty());
}

TEST_CASE("O1, E5: what presupposes that an event occurred has its voices there, a denial of it does not") {
    Town t;
    ClaimId const where = t.ledger.claim(t.flood, property::place, t.quay);
    t.by(t.ada, where, t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, property::date, Edtf("2023-05")), t.courier, Factuality::ct_minus);
    t.ledger.attribution({.source = t.mayor,
                          .content = t.ledger.claim(t.flood, property::participant, t.ben),
                          .act = SpeechAct::demand,
                          .document = t.courier});
    CHECK(t.voices(t.happened) == std::vector<Source>{t.ada});
    CHECK(t.voices(where) == std::vector<Source>{t.ada});
    CHECK_FALSE(origins(t.view(), t.happened).front().read);
}

TEST_CASE("S1, S4: claims count for each other if they, their subjects or their values are the same, or are read so") {
    Town t;
    EventId const deluge = t.ledger.event("deluge");
    PlaceId const pier = t.ledger.place("pier");
    ClaimId const here = t.ledger.claim(t.flood, property::place, t.quay);
    ClaimId const there = t.ledger.claim(deluge, property::place, pier);
    ClaimId const printed = t.ledger.claim(deluge, property::place, "the key");
    ClaimId const later = t.ledger.claim(t.flood, property::place, t.quay, Edtf("2024"));
    CHECK(counting_for(t.view(), here) == std::vector{here});
    t.note(t.flood, property::same_as, deluge);
    CHECK(counting_for(t.view(), here) == std::vector{here});
    t.note(t.quay, property::same_as, pier);
    CHECK(counting_for(t.view(), here) == std::vector{here, there});
    t.note(printed, property::read_as, there);
    CHECK(counting_for(t.view(), here) == std::vector{here, there, printed});
    CHECK(counting_for(t.view(), printed) == counting_for(t.view(), here));
    CHECK(counting_for(t.view(), later) == std::vector{later});
}

TEST_CASE("Chains are those of a naive recursion, on random graphs") {
    Random random(5);
    for (int round = 0; round < 200; ++round) {
        Town t;
        std::vector<AttributionId> all;
        for (int i = 0; i < 10; ++i) {
            Content content = t.happened;
            if (!all.empty() && random.chance(70)) content = all[random.below(all.size())];
            DocumentId const document = random.chance(60) ? random.chance(50) ? t.gazette : t.courier : DocumentId();
            all.push_back(t.by(random.chance(50) ? t.ada : random.chance(50) ? t.ben : t.clerk, content, document));
        }
        View const view = t.view();
        Graph const& graph = view.graph();
        std::vector<std::vector<AttributionId>> expected, found;
        // From each attribution that reaches the reader, inwards: there is one way.
        for (AttributionId a : graph.attributions()) {
            if (!graph.document(a) && graph.source(a) != t.clerk) continue;
            std::vector<AttributionId> hops;
            for (auto at = a; at; at = graph.content(at).to<AttributionId>()) hops.push_back(at);
            expected.push_back(hops);
        }
        for (Chain const& chain : chains(view, t.happened)) found.push_back(chain.hops);
        std::sort(expected.begin(), expected.end());
        std::sort(found.begin(), found.end());
        CHECK(found == expected);
    }
}
