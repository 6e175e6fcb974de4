// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include "support/random_reports.hpp"
#include "support/random_support.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/analysis/withdrawal.hpp>
#include <ascribe/core/error.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// By the definition: what is otherwise in the two views.
Loss naive_loss(View const& view, std::vector<Node> const& nodes) {
    Scope scope = view.scope();
    scope.without.insert(scope.without.end(), nodes.begin(), nodes.end());
    View const after(view.graph(), scope);
    auto const is_withdrawn = [&](Node node) { return std::find(nodes.begin(), nodes.end(), node) != nodes.end(); };
    Loss loss;
    for (ClaimId c : view.graph().claims()) {
        if (is_withdrawn(c) || after.supported(c) >= view.supported(c)) continue;
        (after.supported(c) == Truth::never ? loss.lost : loss.weakened).push_back(c);
    }
    for (AttributionId a : view.graph().attributions()) {
        if (is_withdrawn(a) || after.standing(a) >= view.standing(a)) continue;
        (after.standing(a) == Truth::never ? loss.fallen : loss.doubtful).push_back(a);
    }
    return loss;
}

/// By the definition: the lines of every claim in both views.
std::vector<FewerLines> naive_lines(View const& view, std::vector<Node> const& nodes) {
    Scope scope = view.scope();
    scope.without.insert(scope.without.end(), nodes.begin(), nodes.end());
    View const after(view.graph(), scope);
    std::vector<FewerLines> found;
    for (ClaimId c : view.graph().claims()) {
        if (std::find(nodes.begin(), nodes.end(), c) != nodes.end()) continue;
        FewerLines const fewer{c, corroboration(view, c).lines, corroboration(after, c).lines};
        if (fewer.after.lines != 0 && fewer.after.lines < fewer.before.lines) found.push_back(fewer);
    }
    return found;
}

/// Three kinds of scope, in turn: what may be counts as well, or the word of one more holder does, or neither.
Scope scope_in_turn(RandomSupport const& random, std::uint64_t seed) {
    Graph const graph = random.ledger.graph();
    Scope scope;
    if (seed % 3 == 0) scope.admit = Truth::possibly;
    if (seed % 3 == 1) scope.accept_holders = {graph.source(*graph.attributions().begin())};
    return scope;
}

struct Counted {
    std::size_t local = 0, compared = 0;
};

/// Every node by itself, and pairs of them, one after the other from one object.
Counted compare_with_views(RandomSupport const& random, Scope const& scope, std::uint64_t seed) {
    View const view(random.ledger.graph(), scope);
    Withdrawals withdrawals(view);
    Counted counted;
    auto const nodes = random.nodes();
    Random pick(seed);
    auto const compare = [&](std::vector<Node> const& taken) {
        Loss const naive = naive_loss(view, taken);
        Loss const loss = withdrawals.loss(taken);
        CHECK(loss.lost == naive.lost);
        CHECK(loss.weakened == naive.weakened);
        CHECK(loss.fallen == naive.fallen);
        CHECK(loss.doubtful == naive.doubtful);
        CHECK(withdrawals.lost(taken) == naive.lost);
        ++(withdrawals.is_local(taken) ? counted.local : counted.compared);
    };
    for (Node node : nodes) {
        compare({node});
        CHECK(withdrawals.count_lost(node) == withdrawals.lost(node).size());
        compare({node, nodes[pick.below(nodes.size())]});
    }
    return counted;
}

}  // namespace

TEST_CASE("W2: a claim whose only source is withdrawn loses all support, one with another source loses a supporter") {
    Harbour t;
    ClaimId const wet = t.ledger.claim(t.quay, "wet");
    AttributionId const alone = t.ledger.attribution({.source = t.ada, .content = wet, .document = t.gazette});
    AttributionId const first = t.ledger.attribution({.source = t.ada, .content = t.happened, .document = t.gazette});
    t.ledger.attribution(
        {.source = t.ben, .content = t.happened, .factuality = Factuality::ps_plus, .document = t.courier});
    View const view(t.ledger.graph());
    Withdrawal const found = withdrawal(view, {t.ada, t.ada});
    CHECK(found.nodes == std::vector<Node>{t.ada});
    CHECK(found.lost == std::vector{wet});
    REQUIRE(found.reduced.size() == 1);
    CHECK(
        found.reduced.front() ==
        ReducedSupport{
            .claim = t.happened, .before = Truth::always, .after = Truth::always, .lost = {first}, .less_certain = {}});
    CHECK(found.fallen == std::vector{alone, first});
    CHECK(found.effects_lost.empty());
    CHECK(found.restored.empty());
    CHECK(withdrawal(view, {}) == Withdrawal());
}

TEST_CASE("W3: an inference loses its premise, and the claim stays by whoever else supports it") {
    Harbour t;
    ClaimId const wet = t.ledger.claim(t.quay, "wet");
    t.ledger.attribution({.source = t.ada, .content = wet, .document = t.gazette});
    AttributionId const inference = t.ledger.attribution({.source = t.clerk, .content = t.happened}, wet);
    t.ledger.attribution({.source = t.ben, .content = t.happened, .document = t.courier});
    View const view(t.ledger.graph());
    Withdrawal const found = withdrawal(view, {t.gazette});
    CHECK(found.lost == std::vector{wet});
    REQUIRE(found.inferences.size() == 1);
    CHECK(found.inferences.front() == LostPremise{.inference = inference, .premises = {wet}, .stands = false});
    REQUIRE(found.reduced.size() == 1);
    CHECK(found.reduced.front().lost == std::vector{inference});
}

TEST_CASE("T5: without the ground the date goes, not the statement") {
    Harbour t;
    AttributionId const said = t.ledger.attribution({.source = t.ada, .content = t.happened, .document = t.gazette});
    ClaimId const fact = t.ledger.claim(t.gazette, property::published, Edtf("2023-05-28"));
    t.ledger.attribution({.source = t.ben, .content = fact, .document = t.courier});
    ClaimId const date = t.ledger.claim(said, property::said_at, Edtf("2023-05-27"));
    t.ledger.attribution({.source = t.clerk, .content = date}, fact);
    ClaimId const same = t.ledger.claim(t.ada, property::same_as, t.ben);
    t.ledger.attribution({.source = t.clerk, .content = same}, fact);
    View const view(t.ledger.graph());
    REQUIRE(view.same(t.ada, t.ben));
    Withdrawal const found = withdrawal(view, {t.courier});
    CHECK(found.lost == std::vector{fact, date, same});
    CHECK(view.standing(said) == Truth::always);
    CHECK(found.effects_lost == std::vector<Effect>{{EffectKind::time, fact, {t.gazette}},
                                                    {EffectKind::time, date, {said}},
                                                    {EffectKind::identity, same, {t.ada, t.ben}}});
}

TEST_CASE("A2, A3: what was taken back stands again when the amendment falls with its source") {
    Harbour t;
    AttributionId const said = t.ledger.attribution({.source = t.ada, .content = t.happened, .document = t.gazette});
    ClaimId const retracted = t.ledger.claim(said, property::retracted);
    t.ledger.attribution({.source = t.ada, .content = retracted, .document = t.courier});
    View const view(t.ledger.graph());
    REQUIRE(view.standing(said) == Truth::never);
    Withdrawal const found = withdrawal(view, {t.courier});
    CHECK(found.lost == std::vector{retracted});
    CHECK(found.restored == std::vector{said});
    CHECK(found.claims_restored == std::vector{t.happened});
    Withdrawals withdrawals(view);
    CHECK_FALSE(withdrawals.is_local({t.courier}));
    CHECK(withdrawals.is_local({t.mayor}));
    CHECK(withdrawals.lost(t.courier) == std::vector{retracted});
}

TEST_CASE("W1, W4: whatever is withdrawn, one by one or two at a time, the losses are those of a view without it") {
    Counted counted;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(seed, {.attributions = 10 + seed % 20});
        auto const [local, compared] = compare_with_views(random, {}, seed);
        counted.local += local;
        counted.compared += compared;
    }
    CHECK(counted.compared == 0);
    CHECK(counted.local > 4000);
}

TEST_CASE("W1: circles of grounds fall as a whole, and stay while something holds them from outside") {
    for (std::uint64_t seed = 500; seed < 550; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(
            seed, {.actors = 8, .documents = 9, .claims = 9, .attributions = 22, .grounded = 100, .reporting = 4});
        CHECK(compare_with_views(random, {}, seed).compared == 0);
    }
}

TEST_CASE("W2: publishers, wholes and what is withdrawn already are taken into account") {
    Counted counted;
    for (std::uint64_t seed = 1000; seed < 1050; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(seed, {.structural = 25});
        auto const nodes = random.nodes();
        Random pick(seed);
        Scope scope;
        if (seed % 2 == 0) scope.without = {nodes[pick.below(nodes.size())], nodes[pick.below(nodes.size())]};
        auto const [local, compared] = compare_with_views(random, scope, seed);
        counted.local += local;
        counted.compared += compared;
    }
    CHECK(counted.local > 10 * counted.compared);
}

TEST_CASE("A2, A3: where amendments are touched the losses are those of a view, too") {
    Counted counted;
    for (std::uint64_t seed = 2000; seed < 2050; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(seed, {.attributions = 24, .structural = 10, .amending = 15});
        auto const [local, compared] = compare_with_views(random, scope_in_turn(random, seed), seed);
        counted.local += local;
        counted.compared += compared;
    }
    CHECK(counted.local > 1000);
    CHECK(counted.compared > 1000);
}

TEST_CASE("W3, R4: where claims of grounds are touched the losses are those of a view, too") {
    Counted counted;
    for (std::uint64_t seed = 4000; seed < 4050; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(
            seed, {.attributions = 20, .structural = seed % 2 == 0 ? 0u : 10u, .amending = 8, .claimed = 60});
        auto const [local, compared] = compare_with_views(random, scope_in_turn(random, seed), seed);
        counted.local += local;
        counted.compared += compared;
    }
    CHECK(counted.local > 1000);
    CHECK(counted.compared > 1000);
}

TEST_CASE("W3: a ground that an accepted analyst claims is what a link would be, to every analysis of support") {
    std::size_t grounds = 0;
    for (std::uint64_t seed = 5000; seed < 5040; ++seed) {
        CAPTURE(seed);
        RandomSupport const linked(seed, {});
        RandomSupport claimed(seed, {.grounded = 0});  // the same records, up to the grounds
        Graph const of_linked = linked.ledger.graph();
        ActorId const analyst = of_linked.find_actor("a0");
        for (AttributionId a : of_linked.attributions()) {
            auto const translated = [&](Node node) {
                return Node(node.category(), node.number(), claimed.ledger.graph().ledger());
            };
            for (Node ground : of_linked.grounds_of(a)) {
                ClaimId const claim =
                    claimed.ledger.claim(translated(a), property::rests_on, Value(translated(ground)));
                claimed.ledger.attribution({.source = translated(analyst).to<Source>(), .content = claim});
                ++grounds;
            }
        }
        View const before(of_linked), after(claimed.ledger.graph());
        auto const same_number = [](auto const& x, auto const& y) {
            return x.size() == y.size() && std::equal(x.begin(), x.end(), y.begin(), [](Node p, Node q) {
                       return p.category() == q.category() && p.number() == q.number();
                   });
        };
        Withdrawals lost_before(before), lost_after(after);
        SinglePoints const points_before(before), points_after(after);
        Graph const& graph = after.graph();
        for (AttributionId a : of_linked.attributions()) {
            AttributionId const twin = graph.attribution_at(a.number());
            CHECK(before.standing(a) == after.standing(twin));
            CHECK(before.has_grounds(a) == after.has_grounds(twin));
            CHECK(before.endorsed(a).size() == after.endorsed(twin).size());
            auto linked_to = before.resting_on(a), claimed_to = after.resting_on(twin);  // each as they came
            std::sort(linked_to.begin(), linked_to.end());
            std::sort(claimed_to.begin(), claimed_to.end());
            CHECK(same_number(linked_to, claimed_to));
        }
        for (ClaimId c : of_linked.claims()) {
            ClaimId const twin = graph.claim_at(c.number());
            CHECK(before.supported(c) == after.supported(twin));
            CHECK(same_number(points_before.of(c), points_after.of(twin)));
            Corroboration const one = corroboration(before, c), other = corroboration(after, twin);
            CHECK(one.support.at_most == other.support.at_most);
            CHECK(one.support.certainly == other.support.certainly);
            CHECK(one.lines.lines == other.lines.lines);
            CHECK(one.lines.exact == other.lines.exact);
        }
        CHECK(chain_dominators(before).size() == of_linked.count(Category::claim));
        for (Node node : linked.nodes()) {
            if (node == Node(analyst)) continue;  // Without him there are no claimed grounds.
            Node const twin(node.category(), node.number(), graph.ledger());
            CHECK(same_number(lost_before.lost(node), lost_after.lost(twin)));
        }
    }
    CHECK(grounds > 200);
}

TEST_CASE("T2: where the scope asks for dates the losses are those of a view, too") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        CAPTURE(seed);
        RandomSupport random(seed, {});
        Random pick(seed);
        auto& ledger = random.ledger;
        auto const documents = list(ledger.graph().documents());
        auto const actors = list(ledger.graph().actors());
        for (DocumentId document : documents) {
            ClaimId const date = ledger.claim(document, property::published, Edtf(pick.chance(70) ? "2020" : "2024"));
            bool const own = pick.chance(50);
            Attribution a;
            a.source = own ? Source(document) : Source(actors.front());
            a.content = date;
            a.document = own ? document : DocumentId();
            ledger.attribution(a);
        }
        Scope scope;
        (seed % 2 == 0 ? scope.published_before : scope.said_before) = Edtf("2022").earliest();
        compare_with_views(random, scope, seed);
    }
}

TEST_CASE("O6: two who are quoted in two papers are two lines, and one without either paper, though nobody falls") {
    Harbour t;
    AttributionId const first = t.ledger.attribution({.source = t.ada, .content = t.happened});
    AttributionId const second = t.ledger.attribution({.source = t.ben, .content = t.happened});
    for (DocumentId paper : {t.gazette, t.courier})
        for (AttributionId said : {first, second})
            t.ledger.attribution({.source = paper, .content = said, .document = paper});
    View const view(t.ledger.graph());
    Withdrawal const found = withdrawal(view, {t.courier});
    CHECK(found.reduced.empty());
    CHECK(found.fallen.size() == 2);
    REQUIRE(found.fewer_lines.size() == 1);
    CHECK(found.fewer_lines.front().claim == t.happened);
    CHECK(found.fewer_lines.front().before.lines == 2);
    CHECK(found.fewer_lines.front().after.lines == 1);
    CHECK(found.fewer_lines.front().after.bottleneck == std::vector<Node>{t.gazette});
    Withdrawal uncounted = withdrawal(view, {t.courier}, {.lines = false});
    CHECK(uncounted.fewer_lines.empty());
    uncounted.fewer_lines = found.fewer_lines;
    CHECK(uncounted == found);
    // Without both of them nothing is left, which is no loss of lines.
    CHECK(withdrawal(view, {t.ada, t.ben}).fewer_lines.empty());
    CHECK(withdrawal(view, {t.ada, t.ben}).lost == std::vector{t.happened});
}

TEST_CASE("O6, W1: the claims that lose lines are those of counting the lines of every claim in both views") {
    std::size_t fewer = 0, not_reduced = 0, uncertain = 0;
    auto const compare = [&](View const& view, std::vector<Node> const& nodes) {
        Withdrawal const found = withdrawal(view, nodes);
        CHECK(found.fewer_lines == naive_lines(view, nodes));
        fewer += found.fewer_lines.size();
        for (FewerLines const& each : found.fewer_lines) {
            uncertain += each.before.exact ? 0U : 1U;
            not_reduced += std::none_of(found.reduced.begin(), found.reduced.end(),
                                        [&](ReducedSupport const& r) { return r.claim == each.claim; });
        }
    };
    for (std::uint64_t seed = 6000; seed < 6040; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(seed, {.actors = 8,
                                          .documents = 7,
                                          .claims = 4,
                                          .attributions = 24,
                                          .reporting = 45,
                                          .structural = seed % 2 == 0 ? 12u : 0u,
                                          .amending = seed % 3 == 0 ? 8u : 0u,
                                          .claimed = seed % 4 == 0 ? 30u : 0u});
        View const view(random.ledger.graph());
        auto const nodes = random.nodes();
        Random pick(seed);
        for (int i = 0; i < 12; ++i) compare(view, {nodes[pick.below(nodes.size())], nodes[pick.below(nodes.size())]});
    }
    // Here everything that can join or part records and voices is there, and read in every way.
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, 150, 2);
        View const view(reports.ledger.graph(), reports.scope(seed % 5 == 0 ? 0 : seed));
        Random pick(seed);
        for (int i = 0; i < 6; ++i) compare(view, {reports.node(pick)});
        for (int i = 0; i < 3; ++i) compare(view, {reports.node(pick), reports.node(pick), reports.node(pick)});
    }
    CHECK(fewer > 300);
    CHECK(not_reduced > 30);
    CHECK(uncertain > 30);
}

TEST_CASE("A long chain falls as a whole, without recursion, and is back for the next question") {
    Harbour t;
    ClaimId below;
    constexpr std::uint32_t length = 50'000;
    for (std::uint32_t i = 0; i < length; ++i) {
        ClaimId const claim = t.ledger.claim(t.flood, "step", std::to_string(i));
        t.ledger.attribution({.source = i == 0 ? t.ada : t.ben, .content = claim, .document = t.gazette}, below);
        below = claim;
    }
    Withdrawals withdrawals(View(t.ledger.graph()));
    for (int round = 0; round < 2; ++round) {
        CHECK(withdrawals.lost(t.ada).size() == length);
        CHECK(withdrawals.lost(t.ben).size() == length - 1);
        CHECK(withdrawals.lost(below).empty());
        CHECK(withdrawals.lost(t.mayor).empty());
    }
}

TEST_CASE("Losses are counted for each source, in order, and the work can be ended") {
    RandomSupport const random(7, {.attributions = 40});
    View const view(random.ledger.graph());
    auto const counts = loss_counts_by_source(view);
    REQUIRE(counts.size() > 4);
    Withdrawals withdrawals(view);
    for (LossCount const& count : counts) CHECK(count.lost == withdrawals.lost(count.node).size());
    CHECK(std::is_sorted(counts.begin(), counts.end(), [](auto const& a, auto const& b) { return a.node < b.node; }));
    std::size_t last = 0;
    auto const found = try_loss_counts_by_source(view, [&](std::size_t done, std::size_t total) {
        CHECK(total == counts.size());
        last = done;
        return done < 2;
    });
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().code == Errc::cancelled);
    CHECK(last == 2);
    Progress const never = [](std::size_t, std::size_t) { return false; };
    CHECK_THROWS_AS((void)loss_counts(view, {counts.front().node}, never), Exception);
}

TEST_CASE("Copies answer apart, and a moved one goes on") {
    RandomSupport const random(11, {});
    View const view(random.ledger.graph());
    Withdrawals one(view);
    Withdrawals other(one);
    Node const node = random.nodes().front();
    auto const lost = one.lost(node);
    CHECK(other.lost(node) == lost);
    Withdrawals third(std::move(one));
    CHECK(third.lost(node) == lost);
    other = third;
    CHECK(other.lost(node) == lost);
    CHECK(other.view().graph() == view.graph());
}

TEST_CASE("E3, R2: a document that only predicts its publisher has none, one record after the other as in a view") {
    Ledger ledger;
    ActorId const gazette = ledger.actor("gazette", ActorKind::media), ada = ledger.actor("ada", ActorKind::person);
    DocumentId const monday = ledger.document("monday");
    ClaimId const closed = ledger.claim(ledger.event("flood"), "bridge", "closed");
    ClaimId const published = ledger.claim(monday, property::published_by, Node(gazette));
    ledger.attribution({.source = ada, .content = closed, .document = monday});
    ledger.attribution({.source = monday, .content = published, .act = SpeechAct::predict, .document = monday});
    View const view(ledger.graph());
    CHECK(Withdrawals(view).lost(gazette).empty());
    CHECK(withdrawal(view, {gazette}).lost.empty());
    ledger.attribution({.source = monday, .content = published, .document = monday});
    View const asserted(ledger.graph());
    CHECK(Withdrawals(asserted).lost(gazette) == std::vector<ClaimId>{closed, published});
    CHECK(withdrawal(asserted, {gazette}).lost == std::vector<ClaimId>{closed, published});
}
