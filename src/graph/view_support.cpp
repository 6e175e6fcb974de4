// SPDX-License-Identifier: BSL-1.0
// The step of a view on which all analyses live: what stands, and what is supported by that (parts 9 and 10).
#include "hops.hpp"
#include "per_manner.hpp"
#include "store_access.hpp"
#include "view_state.hpp"
#include <ascribe/ledger/store.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace ascribe {

View::State::EndorsedBy View::State::find_endorsements() {
    // Rule C3: an own word on what the same source reports in the same passage rests on any of those reports.
    EndorsedBy endorsed_by;
    if (reporting.empty()) return endorsed_by;
    struct Report {
        std::uint32_t number;
        AttributionId by;  // the outermost one, whose words it is in
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Report>> reports;  // by (reporter, document)
    for (ClaimId claim : graph.claims()) {
        meter->step();
        reports.clear();
        for (AttributionId report : graph.attributions_of(claim)) {
            meter->work();
            // A reported denial is nothing that an own assertion could rest on.
            if (graph.document(report) || polarity(graph.factuality(report)) == Polarity::negative) continue;
            for (AttributionId outer : carriers_of(report))
                if (auto const document = graph.document(outer))
                    reports[{graph.source(outer).word(), document.number()}].push_back({report.number(), outer});
        }
        if (reports.empty()) continue;
        for (AttributionId own : graph.attributions_of(claim)) {
            auto const document = graph.document(own);
            if (!document || polarity(graph.factuality(own)) != Polarity::positive ||
                graph.basis(own) == Basis::witness || has_grounds(own))
                continue;
            auto const at = reports.find({graph.source(own).word(), document.number()});
            if (at == reports.end()) continue;
            std::vector<std::uint32_t> rests_on;
            for (Report const& report : at->second)
                if (detail::may_take_up(graph, own, report.by)) rests_on.push_back(report.number);
            if (rests_on.empty()) continue;
            rests_on.erase(std::unique(rests_on.begin(), rests_on.end()), rests_on.end());
            for (std::uint32_t report : rests_on) endorsed_by[report].push_back(own.number());
            endorsed[own.number()] = std::move(rests_on);
        }
    }
    return endorsed_by;
}

/// The least fixed point of what stands and what is supported: first in every reading, then, from there, in some.
struct View::State::Standing {
    explicit Standing(State& of) : state(of), endorsed_by(of.find_endorsements()) {}

    void find();

private:
    /// What an attribution waits for. It stands once nothing is left.
    enum Wait : std::uint8_t {
        for_carrier = 1,   ///< it is in no document that stands, and no carrier that stands carries it yet
        for_level = 2,     ///< it is not attested in as many readings
        for_report = 4,    ///< none of the reports that it endorses stands yet
        for_ground = 8,    ///< a ground does not stand yet
        for_grounds = 16,  ///< there were several such; `several` has how many there are
        for_ever = 32      ///< it was taken back
    };

    void begin();
    void wait_for_grounds();
    void wait_for_grounds_of(AttributionId a);
    /// Whether a ground that waits for nothing stands, so that nobody need wait for it.
    [[nodiscard]] bool stands_anyway(Node ground) const;
    [[nodiscard]] bool stands_here(Node ground) const;
    void no_longer(std::uint32_t attribution, unsigned waits);
    void go_on();
    void stand(std::uint32_t attribution);
    /// Lets memory come that `stand` will need.
    void fetch(std::uint32_t attribution) const;
    void release(Node ground);
    void meet(AttributionId dependent);
    [[nodiscard]] unsigned facts(detail::AttributionRecord const& record, AttributionId a);

    State& state;
    Graph const& graph = state.graph;
    detail::Store const& store = detail::StoreAccess::store(graph);
    detail::ColumnView<detail::AttributionRecord const> const attributions{store.attributions.view()};
    /// Whether only what rests on a record is listed there. In a frozen image somebody may have listed more.
    bool const agrees = store.agrees;
    EndorsedBy const endorsed_by;

    std::vector<Node> grounds;  ///< of one attribution; kept for its memory
    Truth level = Truth::always;
    std::vector<std::uint8_t> waits;                           ///< by attribution
    std::unordered_map<std::uint32_t, std::uint32_t> several;  ///< grounds yet to stand, by attribution
    std::vector<std::uint32_t> ready;                          ///< wait for nothing, and were not yet met
    std::vector<std::uint32_t> weak_carriers;                  ///< stand, and carry what they report in some readings
    detail::PerManner per_manner;
};

namespace {

// What is known of an attribution by its manner: whether it asserts, and above that how far it carries.
constexpr unsigned does_assert = 1, carries_at = 1;

}  // namespace

unsigned View::State::Standing::facts(detail::AttributionRecord const& record, AttributionId a) {
    return per_manner(record.manner, [&] {
        unsigned const carries = static_cast<unsigned>(detail::carries(graph, a));
        return carries << carries_at | (detail::asserts(graph, a) ? does_assert : 0u);
    });
}

void View::State::Standing::begin() {
    std::uint32_t const count = graph.count(Category::attribution);
    state.standing.assign(count, Truth::never);
    state.supported.assign(graph.count(Category::claim), Truth::never);
    waits.resize(count);
    for (AttributionId a : graph.attributions()) {
        state.meter->step();
        auto const document = graph.document(a);
        bool const is_carried = (document && state.document_stands(document)) || detail::stands_by_itself(graph, a);
        bool const is_attested = state.attested[a.number()] == Truth::always;
        waits[a.number()] = static_cast<std::uint8_t>((is_carried ? 0 : for_carrier) | (is_attested ? 0 : for_level));
    }
    for (auto const& [own, reports] : state.endorsed) waits[own] |= for_report;
    wait_for_grounds();
    for (std::uint32_t n : state.taken_back) waits[n] |= for_ever;
}

bool View::State::Standing::stands_anyway(Node ground) const {
    if (ground.is(Category::claim) || ground.is(Category::attribution)) return false;
    auto const document = ground.to<DocumentId>();
    return !state.is_withdrawn(ground) && (!document || state.document_stands(document));
}

bool View::State::Standing::stands_here(Node ground) const {
    if (ground.is(Category::claim)) return state.supported[ground.number()] >= level;
    if (ground.is(Category::attribution)) return state.standing[ground.number()] >= level;
    return stands_anyway(ground);
}

void View::State::Standing::wait_for_grounds_of(AttributionId a) {
    std::uint32_t missing = 0;
    state.grounds_of(a, grounds);
    for (Node ground : grounds) missing += stands_anyway(ground) ? 0u : 1u;
    if (missing == 0) return;
    waits[a.number()] |= for_ground;
    if (missing == 1) return;
    waits[a.number()] |= for_grounds;
    several[a.number()] = missing;
}

void View::State::Standing::wait_for_grounds() {
    if (!agrees) {
        for (AttributionId a : graph.attributions()) {
            state.meter->work();
            if (state.has_grounds(a)) wait_for_grounds_of(a);
        }
        return;
    }
    // A claim tells what its attributions rest on in one go.
    for (ClaimId claim : graph.claims()) {
        state.meter->step();
        for (Support const& support : graph.supports_of(claim)) {
            state.meter->work();
            if (!support.has_ground) continue;
            if (support.has_others)
                wait_for_grounds_of(support.attribution);
            else if (!stands_anyway(support.by))
                waits[support.attribution.number()] |= for_ground;
        }
    }
    for (std::uint32_t n : state.reporting) wait_for_grounds_of(graph.attribution_at(n));
    for (auto const& claimed : state.claimed_grounds) wait_for_grounds_of(graph.attribution_at(claimed.first));
}

void View::State::Standing::no_longer(std::uint32_t attribution, unsigned over) {
    std::uint8_t& left = waits[attribution];
    if ((left & over) == 0) return;
    left = static_cast<std::uint8_t>(left & ~over);
    if (left == 0) ready.push_back(attribution);
}

void View::State::Standing::meet(AttributionId dependent) {
    std::uint32_t const n = dependent.number();
    unsigned const left = waits[n];
    if ((left & for_ground) == 0) return;
    std::uint32_t* const count = (left & for_grounds) != 0 ? &several[n] : nullptr;
    if (!agrees && (count == nullptr || *count == 1)) {
        state.grounds_of(dependent, grounds);
        if (!std::all_of(grounds.begin(), grounds.end(), [&](Node g) { return stands_here(g); })) return;
    }
    if (count == nullptr || --*count == 0) no_longer(n, for_ground | for_grounds);
}

void View::State::Standing::release(Node ground) {
    for (AttributionId dependent : graph.resting_on(ground)) meet(dependent);
    if (state.claimed_dependents.empty()) return;
    if (auto const at = state.claimed_dependents.find(ground.word()); at != state.claimed_dependents.end())
        for (AttributionId dependent : at->second) meet(dependent);
}

void View::State::Standing::stand(std::uint32_t n) {
    AttributionId const a = graph.attribution_at(n);
    detail::AttributionRecord const& record = attributions[n];
    state.standing[n] = level;
    // Grounds are claims, mostly.
    auto const& rest_on_it = store.dependents[static_cast<std::size_t>(Category::attribution)];
    if (rest_on_it.find(n) != nullptr || !state.claimed_dependents.empty()) release(a);
    if (!endorsed_by.empty())
        if (auto const at = endorsed_by.find(n); at != endorsed_by.end())
            for (std::uint32_t own : at->second) no_longer(own, for_report);
    std::uint32_t const content = detail::number_of(record.content);
    if (detail::category_of(record.content) == Category::attribution) {
        auto const carries = static_cast<Truth>(facts(record, a) >> carries_at);
        if (carries >= level)
            no_longer(content, for_carrier);
        else if (carries != Truth::never)
            weak_carriers.push_back(n);
        return;
    }
    Truth& support = state.supported[content];
    if (support >= level || (facts(record, a) & does_assert) == 0) return;
    // Of a claim that is withdrawn no attribution is attested.
    support = level;
    release(graph.claim_at(content));
}

void View::State::Standing::go_on() {
    while (!ready.empty()) {
        state.meter->step();
        std::uint32_t const n = ready.back();
        ready.pop_back();
        stand(n);
    }
}

void View::State::Standing::fetch(std::uint32_t n) const {
    std::uint32_t const content = attributions[n].content;
    if (detail::category_of(content) == Category::claim) store.fetch_dependents(detail::number_of(content));
}

void View::State::Standing::find() {
    begin();
    // Those that wait for nothing from the first are met in order of recording, so that memory can be fetched ahead.
    constexpr std::uint32_t ahead = 16;
    for (std::uint32_t n = 0, count = graph.count(Category::attribution); n < count; ++n) {
        if (n + ahead < count && waits[n + ahead] == 0) fetch(n + ahead);
        if (waits[n] != 0 || state.standing[n] != Truth::never) continue;
        state.meter->step();
        stand(n);
        go_on();
    }
    level = Truth::possibly;
    for (std::uint32_t n = 0, count = graph.count(Category::attribution); n < count; ++n)
        if (state.attested[n] == Truth::possibly) no_longer(n, for_level);
    for (std::uint32_t n : weak_carriers) no_longer(detail::number_of(attributions[n].content), for_carrier);
    go_on();
}

void View::State::find_standing() {
    Standing(*this).find();
    reporting = {};
}

}  // namespace ascribe
