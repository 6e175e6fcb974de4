// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/make_set.hpp"
#include "../graph/hops.hpp"
#include "statements.hpp"
#include <ascribe/analysis/difference.hpp>
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_set>
#include <utility>

namespace ascribe {

namespace {

using detail::StatementReader;

/// One of the two views, which may not hold all records of the other.
class Side {
public:
    explicit Side(View const& view) : view_(view), graph_(view.graph()), reader_(view, {}) {}

    [[nodiscard]] View const& view() const noexcept { return view_; }
    [[nodiscard]] Graph const& graph() const noexcept { return graph_; }
    [[nodiscard]] bool contains(Node node) const noexcept { return graph_.contains(node); }
    [[nodiscard]] Truth attested(AttributionId a) const { return contains(a) ? view_.attested(a) : Truth::never; }
    [[nodiscard]] Truth standing(AttributionId a) const { return contains(a) ? view_.standing(a) : Truth::never; }
    [[nodiscard]] bool taken_back(AttributionId a) const { return contains(a) && view_.taken_back(a); }
    [[nodiscard]] ClaimId read_as(ClaimId claim) const { return contains(claim) ? view_.read_as(claim) : claim; }
    [[nodiscard]] Node representative(Node node) const { return contains(node) ? view_.representative(node) : node; }
    [[nodiscard]] std::pair<Day, Day> published(DocumentId document) const { return view_.published(document); }
    [[nodiscard]] std::pair<Day, Day> said(AttributionId a) { return reader_.said(a); }

    [[nodiscard]] SupportLevel support(ClaimId claim) const {
        SupportLevel support;
        if (!contains(claim)) return support;
        support.supported = view_.supported(claim);
        if (support.supported == Truth::never) return support;
        for (AttributionId a : graph_.attributions_of(claim)) {
            if (view_.standing(a) != Truth::never && detail::asserts(graph_, a))
                support.certainty = (std::min)(support.certainty, certainty(graph_.factuality(a)));
        }
        return support;
    }
    [[nodiscard]] std::vector<Position> positions(Node subject, PropertyId property) const {
        if (!contains(subject) || property.number() >= graph_.property_count()) return {};
        return ascribe::positions(view_, subject, property);
    }

private:
    View const& view_;
    Graph const& graph_;
    StatementReader reader_;
};

std::optional<SupportChange> support_change(SupportLevel before, SupportLevel after) {
    if (before == after) return std::nullopt;
    if (before.supported == Truth::never) return SupportChange::gained;
    if (after.supported == Truth::never) return SupportChange::lost;
    // Certainties are in falling order.
    bool const is_firmer =
        before.supported != after.supported ? before.supported < after.supported : after.certainty < before.certainty;
    return is_firmer ? SupportChange::firmer : SupportChange::weaker;
}

/// Of two graphs of one ledger the one with more records has all of the other's.
std::size_t size(Graph const& graph) noexcept {
    std::size_t records = 0;
    for (Category category : {Category::actor, Category::place, Category::document, Category::event, Category::claim,
                              Category::attribution})
        records += graph.count(category);
    return records;
}

class DifferenceFinder {
public:
    DifferenceFinder(View const& before, View const& after, DifferenceOptions const& options)
        : before_(before),
          after_(after),
          larger_(size(before.graph()) > size(after.graph()) ? before.graph() : after.graph()),
          options_(options) {
        // Claims and attributions are gone through twice.
        total_ = size(larger_) + larger_.count(Category::claim) + larger_.count(Category::attribution);
    }

    /// Whether nobody cancelled.
    bool run() {
        return compare_claims() && compare_attributions() && compare_identities() && compare_documents() &&
               compare_positions();
    }

    Difference found;

private:
    bool goes_on() {
        constexpr std::size_t step = 4096;
        bool const is_due = options_.progress && done_ % step == 0;
        if (is_due && !options_.progress((std::min)(done_, total_), total_)) return false;
        ++done_;
        return true;
    }

    bool compare_claims() {
        for (ClaimId claim : larger_.claims()) {
            if (!goes_on()) return false;
            SupportLevel const before = before_.support(claim), after = after_.support(claim);
            if (auto const changed = support_change(before, after))
                found.claims.push_back({.claim = claim, .change = *changed, .before = before, .after = after});
            ClaimId const was = before_.read_as(claim), is = after_.read_as(claim);
            if (was != is) {
                found.readings.push_back({.claim = claim, .before = was, .after = is});
                touch(claim);
                touch(was);
                touch(is);
            }
        }
        return true;
    }

    [[nodiscard]] std::optional<AttributionChange> attribution_change(AttributionId a) const {
        Truth const was = before_.attested(a), is = after_.attested(a);
        if (was == Truth::never && is == Truth::never) return std::nullopt;
        if (was == Truth::never) return AttributionChange::said;
        if (is == Truth::never) return AttributionChange::unsaid;
        bool const was_back = before_.taken_back(a), is_back = after_.taken_back(a);
        if (was_back != is_back) return is_back ? AttributionChange::taken_back : AttributionChange::reinstated;
        Truth const stood = before_.standing(a), stands = after_.standing(a);
        if (stood == stands) return std::nullopt;
        if (stands == Truth::never) return AttributionChange::fell;
        if (stood == Truth::never) return AttributionChange::rose;
        return stood < stands ? AttributionChange::firmer : AttributionChange::weaker;
    }

    bool compare_attributions() {
        for (AttributionId a : larger_.attributions()) {
            if (!goes_on()) return false;
            auto const changed = attribution_change(a);
            if (changed) {
                found.attributions.push_back({.attribution = a, .change = *changed});
                if (auto const claim = larger_.content(a).to<ClaimId>()) {
                    touch(claim);
                    touch(before_.read_as(claim));
                    touch(after_.read_as(claim));
                    touch_conditioned(claim);
                }
            }
            if (before_.attested(a) == Truth::never || after_.attested(a) == Truth::never) continue;
            auto const was = before_.said(a), is = after_.said(a);
            if (was != is) said_.push_back({.node = a, .before = was, .after = is});
        }
        return true;
    }

    /// Positions show their conditions (rule P4), so those of what a condition is made of change with it.
    void touch_conditioned(ClaimId claim) {
        auto const name = larger_.name(larger_.property(claim));
        if (name != property::condition_if && name != property::only_if && name != property::unless &&
            name != property::or_else)
            return;
        if (auto const conditioned = larger_.subject(claim).to<ClaimId>()) touch(conditioned);
    }

    template <class Id>
    bool collect_classes(std::vector<Node>& before, std::vector<Node>& after) {
        for (Id node : larger_.records<Id>()) {
            if (!goes_on()) return false;
            for (auto const& [side, classes] : {std::pair(&before_, &before), std::pair(&after_, &after)})
                if (Node const leader = side->representative(node); leader != node) classes->push_back(leader);
        }
        return true;
    }

    /// Classes of one side whose members are not all together on the other.
    void list_identities(std::vector<Node> leaders, Side const& here, Side const& there, bool joined) {
        detail::make_set(leaders);
        for (Node leader : leaders) {
            auto members = here.view().class_of(leader);
            bool const is_one = std::all_of(members.begin(), members.end(), [&](Node member) {
                return there.representative(member) == there.representative(leader);
            });
            if (is_one) continue;
            for (Node member : members) touch_all(member);
            found.identities.push_back({.members = std::move(members), .joined = joined});
        }
    }

    bool compare_identities() {
        std::vector<Node> before, after;
        if (!collect_classes<ActorId>(before, after) || !collect_classes<PlaceId>(before, after) ||
            !collect_classes<DocumentId>(before, after) || !collect_classes<EventId>(before, after) ||
            !collect_classes<ClaimId>(before, after) || !collect_classes<AttributionId>(before, after))
            return false;
        list_identities(std::move(after), after_, before_, true);
        list_identities(std::move(before), before_, after_, false);
        return true;
    }

    bool compare_documents() {
        for (DocumentId document : larger_.documents()) {
            if (!before_.contains(document) || !after_.contains(document)) continue;
            auto const was = before_.published(document), is = after_.published(document);
            if (was != is) found.dates.push_back({.node = document, .before = was, .after = is});
        }
        found.dates.insert(found.dates.end(), said_.begin(), said_.end());
        return true;
    }

    void touch(ClaimId claim) {
        if (options_.positions) touched_.emplace_back(larger_.subject(claim), larger_.property(claim));
    }
    /// Everything that is claimed about a record, or of a claim, that itself.
    void touch_all(Node node) {
        if (auto const claim = node.to<ClaimId>()) touch(claim);
        for (ClaimId claim : larger_.claims_about(node)) touch(claim);
    }

    bool compare_positions() {
        // Each under the first record of its subject's class now: a subject that was parted is asked for by each part.
        for (auto& [subject, property] : touched_) subject = after_.representative(subject);
        detail::make_set(touched_);
        for (auto const& [subject, property] : touched_) {
            if (!goes_on()) return false;
            PositionDifference changed{.subject = subject,
                                       .property = property,
                                       .before = before_.positions(subject, property),
                                       .after = after_.positions(subject, property)};
            if (changed.before != changed.after) found.positions.push_back(std::move(changed));
        }
        return true;
    }

    Side before_, after_;
    Graph const& larger_;
    DifferenceOptions const& options_;
    std::size_t done_ = 0, total_ = 0;
    std::vector<DateDifference> said_;
    std::vector<std::pair<Node, PropertyId>> touched_;
};

}  // namespace

Scope as_of(TimeAxis axis, Day day, Scope scope) {
    if (day == Day::plus_infinity()) return scope;
    switch (axis) {
    case TimeAxis::published: scope.published_before = day + 1; break;
    case TimeAxis::said: scope.said_before = day + 1; break;
    case TimeAxis::recorded: {
        constexpr std::int64_t seconds = 86'400;
        constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)() / seconds;
        std::int64_t const end = (std::clamp)((day + 1).number(), -most, most);
        scope.recorded_before = Instant{end * seconds};
        break;
    }
    }
    return scope;
}

Result<Difference> try_difference(View const& before, View const& after, DifferenceOptions const& options) {
    if (before.graph().ledger() != after.graph().ledger())
        return Error{.code = Errc::not_allowed,
                     .record = "difference",
                     .field = "after",
                     .expected = "a graph of the same ledger",
                     .found = {}};
    DifferenceFinder finder(before, after, options);
    if (!finder.run()) return detail::cancelled("difference");
    return std::move(finder.found);
}

Difference difference(View const& before, View const& after, DifferenceOptions const& options) {
    return try_difference(before, after, options).value();
}

std::vector<PositionAt> positions_at(View const& view, Node subject, PropertyId property, Day day) {
    StatementReader reader(view, {});
    std::vector<PositionAt> found;
    for (detail::Statement const& statement : reader.read(view.representative(subject), property)) {
        PositionAt at{.claim = statement.main, .holds = Truth::never, .holdings = {}};
        for (detail::Stand const& stand : statement.asserted) {
            UncertainInterval const& when = stand.when;
            Truth holds = Truth::always;
            if (stand.timed) {
                bool const is_sure = when.first_max() <= day && day <= when.last_min();
                bool const may_be = when.first_min() <= day && day <= when.last_max();
                holds = is_sure ? Truth::always : may_be ? Truth::possibly : Truth::never;
            }
            if (holds == Truth::never) continue;
            at.holds = (std::max)(at.holds, holds);
            at.holdings.push_back(stand.holding);
        }
        if (!at.holdings.empty()) found.push_back(std::move(at));
    }
    return found;
}

std::vector<PositionAt> positions_at(View const& view, Node subject, std::string_view property, Day day) {
    auto const id = view.graph().find_property(property);
    return id ? positions_at(view, subject, id, day) : std::vector<PositionAt>();
}

}  // namespace ascribe
