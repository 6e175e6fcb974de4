// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "acceptance.hpp"
#include "view_state.hpp"
#include <ascribe/graph/view.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {

View::View(Graph graph, Scope scope, Progress const& progress)
    : View(try_view(std::move(graph), std::move(scope), progress).value()) {}

Result<View> try_view(Graph graph, Scope scope, Progress const& progress) {
    try {
        return View(std::make_shared<View::State const>(std::move(graph), std::move(scope), progress));
    } catch (detail::Cancelled const&) {
        return detail::cancelled("view");
    }
}

View::State::State(Graph g, Scope s, Progress const& progress) : graph(std::move(g)), scope(std::move(s)) {
    // What each step goes through, so that the steps done come to the total at the end.
    std::size_t const claims = graph.count(Category::claim), attributions = graph.count(Category::attribution);
    std::size_t const total = 4 * claims + 4 * attributions;
    detail::Meter counting(progress, total);
    meter = &counting;
    for (Node node : scope.without) withdraw(node);
    collect_structural();
    read_documents();
    date_documents();
    counting.reach(claims);
    find_uncertain();
    counting.reach(claims + attributions);
    find_attested();
    find_amendments();
    find_grounds();
    counting.reach(claims + 2 * attributions);
    find_standing();
    find_identity();
    find_readings();
    find_holders();
    counting.reach(3 * claims + 4 * attributions);
    list_accepted();
    meter = nullptr;
}

Graph const& View::graph() const noexcept {
    return state_->graph;
}
Scope const& View::scope() const noexcept {
    return state_->scope;
}

Truth View::attested(AttributionId a) const noexcept {
    ASCRIBE_ASSERT(state_->graph.contains(a));
    return state_->attested[a.number()];
}
Truth View::standing(AttributionId a) const noexcept {
    ASCRIBE_ASSERT(state_->graph.contains(a));
    return state_->standing[a.number()];
}
Truth View::supported(ClaimId c) const noexcept {
    ASCRIBE_ASSERT(state_->graph.contains(c));
    return state_->supported[c.number()];
}
bool View::taken_back(AttributionId a) const noexcept {
    return state_->taken_back.count(a.number()) != 0;
}

bool View::is_circular(AttributionId correction) const noexcept {
    return state_->circular.count(correction.number()) != 0;
}

AmendmentEffect View::amendment_effect(AttributionId by) const {
    auto const claim = state_->graph.content(by).to<ClaimId>();
    auto const of = claim ? state_->graph.subject(claim).to<AttributionId>() : AttributionId();
    ASCRIBE_ASSERT(of);
    // What the scope accepts or supposes by name takes effect whoever holds it (rules A2, R2, R3).
    if (state_->is_listed(claim) && !state_->is_withdrawn(claim))
        return owns(state_->graph.source(by), of) ? AmendmentEffect::by_owner : AmendmentEffect::by_accepted;
    AmendmentEffect const effect = state_->judge(by, of, claim);
    if (effect > AmendmentEffect::by_accepted) return effect;
    return is_circular(by) ? AmendmentEffect::circular : taken_back(by) ? AmendmentEffect::amended : effect;
}

bool View::owns(Source source, AttributionId words) const {
    return state_->owns(source, words);
}

Truth View::stands(Node node) const noexcept {
    if (auto const claim = node.to<ClaimId>()) return supported(claim);
    if (auto const attribution = node.to<AttributionId>()) return standing(attribution);
    if (auto const document = node.to<DocumentId>())
        return state_->document_stands(document) ? Truth::always : Truth::never;
    return state_->is_withdrawn(node) ? Truth::never : Truth::always;
}

std::vector<Node> View::grounds_of(AttributionId a) const {
    std::vector<Node> grounds;
    grounds_of(a, grounds);
    return grounds;
}

void View::grounds_of(AttributionId a, std::vector<Node>& grounds) const {
    state_->grounds_of(a, grounds);
}

void View::grounds_of(Support const& support, std::vector<Node>& grounds) const {
    ASCRIBE_ASSERT(support.attribution.ledger() == graph().ledger());
    state_->grounds_of(support, grounds);
}

bool View::has_grounds(AttributionId a) const noexcept {
    return state_->has_grounds(a);
}

std::vector<AttributionId> View::resting_on(Node ground) const {
    std::vector<AttributionId> found;
    for (AttributionId a : state_->graph.resting_on(ground)) found.push_back(a);
    if (auto const at = state_->claimed_dependents.find(ground.word()); at != state_->claimed_dependents.end())
        found.insert(found.end(), at->second.begin(), at->second.end());
    return found;
}

bool View::has_claimed_grounds() const noexcept {
    return !state_->claimed_grounds.empty();
}

Node View::representative(Node node) const noexcept {
    auto const at = state_->class_of.find(node.word());
    if (at == state_->class_of.end()) return node;
    return {static_cast<Category>(at->second >> 29), at->second & Node::max_number, node.ledger()};
}

std::vector<Node> View::class_of(Node node) const {
    auto const at = state_->members.find(representative(node).word());
    if (at == state_->members.end()) return {node};
    std::vector<Node> nodes;
    for (std::uint32_t word : at->second)
        nodes.emplace_back(static_cast<Category>(word >> 29), word & Node::max_number, node.ledger());
    return nodes;
}

bool View::is_joined(Node node) const noexcept {
    if (state_->class_of.count(node.word()) != 0) return true;
    return node.is(Category::claim) && !state_->reading.empty() &&
           (state_->reading.count(node.number()) != 0 || state_->readings_into.count(node.number()) != 0);
}

bool View::has_holders() const noexcept {
    return !state_->held_by.empty();
}

std::span<IdentityConflict const> View::identity_conflicts() const noexcept {
    return state_->identity_conflicts;
}

ClaimId View::read_as(ClaimId claim) const noexcept {
    auto const at = state_->reading.find(claim.number());
    return at == state_->reading.end() ? claim : ClaimId(Category::claim, at->second, claim.ledger());
}

std::vector<ClaimId> View::read_into(ClaimId claim) const {
    std::vector<ClaimId> claims;
    if (auto const at = state_->readings_into.find(claim.number()); at != state_->readings_into.end())
        for (std::uint32_t number : at->second) claims.emplace_back(Category::claim, number, claim.ledger());
    return claims;
}

std::vector<AttributionId> View::endorsed(AttributionId own) const {
    std::vector<AttributionId> reports;
    if (auto const at = state_->endorsed.find(own.number()); at != state_->endorsed.end())
        for (std::uint32_t number : at->second) reports.push_back(state_->graph.attribution_at(number));
    return reports;
}

ActorId View::holder(ActorId office, std::pair<Day, Day> when) const {
    ActorId holder;
    for (Node member : class_of(office)) {
        auto const at = state_->held_by.find(member.number());
        if (at == state_->held_by.end()) continue;
        for (ClaimId claim : at->second) {
            // Held at every day on which it may have been said; without a time given, at any.
            auto const valid = state_->graph.claim(claim).valid;
            if (valid && (valid->earliest() > when.first || valid->latest() < when.second)) continue;
            auto const person = representative(state_->graph.value_node(claim)).to<ActorId>();
            if (holder && holder != person) return {};
            holder = person;
        }
    }
    return holder;
}

std::vector<ActorId> View::publishers(DocumentId document) const {
    auto const* facts = state_->facts(document);
    return facts == nullptr ? std::vector<ActorId>() : facts->publishers;
}
std::vector<ActorId> View::authors(DocumentId document) const {
    auto const* facts = state_->facts(document);
    return facts == nullptr ? std::vector<ActorId>() : facts->authors;
}
std::vector<DocumentId> View::reprinted(DocumentId document) const {
    auto const* facts = state_->facts(document);
    return facts == nullptr ? std::vector<DocumentId>() : facts->reprinted;
}

std::vector<DocumentId> View::wholes(DocumentId document) const {
    auto const* facts = state_->facts(document);
    return facts == nullptr ? std::vector<DocumentId>() : facts->wholes;
}

std::pair<Day, Day> View::published(DocumentId document) const {
    auto const* facts = state_->facts(document);
    return facts == nullptr ? std::pair(Day::minus_infinity(), Day::plus_infinity()) : facts->published;
}
std::pair<Day, Day> View::published(AttributionId outermost) const {
    return state_->published(outermost);
}

std::pair<Day, Day> View::said(AttributionId attribution, SeasonPolicy seasons) const {
    auto const said =
        state_->resolved(attribution, seasons, [&](ClaimId claim) { return detail::accepts(*this, claim); });
    Day latest = said.second;
    for (AttributionId carrier : state_->carriers_of(attribution))
        if (state_->graph.document(carrier)) latest = (std::min)(latest, state_->published(carrier).second);
    // Said to have been said after it was published: as said, for the rest is about the carrier.
    return latest < said.first ? said : std::pair(said.first, latest);
}

std::span<ClaimId const> View::accepted() const noexcept {
    return state_->accepted;
}

bool View::accepts(AttributionId holding) const noexcept {
    auto const& graph = state_->graph;
    auto const claim = graph.content(holding).to<ClaimId>();
    if (!claim || polarity(graph.factuality(holding)) != Polarity::positive || standing(holding) < scope().admit)
        return false;
    return state_->is_listed(claim) || state_->holder_accepted(holding, claim);
}

}  // namespace ascribe
