// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/meter.hpp"
#include "../graph/hops.hpp"
#include "../graph/view_access.hpp"
#include <ascribe/analysis/first_report.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace ascribe {

namespace {

using Numbers = std::vector<std::uint32_t>;

constexpr std::uint32_t none = (std::numeric_limits<std::uint32_t>::max)();

/// From which day on something is there. Of several ways the first counts, on each way the last.
struct Since {
    Day certainly = Day::plus_infinity();
    Day possibly = Day::plus_infinity();

    void or_by(Since other) noexcept {
        certainly = (std::min)(certainly, other.certainly);
        possibly = (std::min)(possibly, other.possibly);
    }
};

/// Goes through all attributions of a view, from the last one to the first: what is reported was recorded before what
/// reports it, so carriers come before what they carry.
class FirstDays {
public:
    FirstDays(View const& view, TimeAxis axis, detail::Meter& meter)
        : state_(detail::ViewAccess::state(view)),
          graph_(state_.graph),
          axis_(axis),
          saying_(state_),
          since_(graph_.count(Category::claim)),
          known_(since_.size(), Truth::never) {
        for (std::uint32_t n = graph_.count(Category::attribution); n-- > 0;) {
            meter.step();
            read(graph_.attribution_at(n));
        }
    }

    [[nodiscard]] Graph const& graph() const noexcept { return graph_; }
    [[nodiscard]] std::uint32_t claims() const noexcept { return static_cast<std::uint32_t>(since_.size()); }
    /// Whether a claim is put forward at all, and from which day on.
    [[nodiscard]] bool is_known(std::uint32_t claim, Truth admit) const noexcept { return known_[claim] >= admit; }
    [[nodiscard]] Day since(std::uint32_t claim, Truth admit) const noexcept {
        return admit == Truth::always ? since_[claim].certainly : since_[claim].possibly;
    }
    /// Whether what is certain is all that is possible.
    [[nodiscard]] bool all_certain(detail::Meter& meter) const {
        for (std::size_t n = 0; n < since_.size(); ++n) {
            meter.work();
            if (known_[n] == Truth::possibly || since_[n].certainly != since_[n].possibly) return false;
        }
        return true;
    }

private:
    void read(AttributionId a) {
        Since const own = by_itself(a);
        Truth const attested = state_.attested[a.number()];
        if (attested == Truth::never) return;
        Since since{Day::minus_infinity(), Day::minus_infinity()};
        auto const document = graph_.document(a);
        if (!(document && state_.document_stands(document)) && !detail::stands_by_itself(graph_, a))
            since = carried_.empty() ? Since() : carried_[a.number()];
        since.certainly = attested == Truth::always ? (std::max)(since.certainly, own.certainly) : Day::plus_infinity();
        since.possibly = (std::max)(since.possibly, own.possibly);

        Content const content = graph_.content(a);
        if (auto const inner = content.to<AttributionId>()) {
            Truth const carries = detail::carries(graph_, a);
            if (carries == Truth::never) return;
            if (carries == Truth::possibly) since.certainly = Day::plus_infinity();
            if (carried_.empty()) carried_.resize(graph_.count(Category::attribution));
            carried_[inner.number()].or_by(since);
        } else {
            since_[content.number()].or_by(since);
            known_[content.number()] = (std::max)(known_[content.number()], attested);
        }
    }

    /// From when on it passes the filter of the axis, whatever carries it.
    Since by_itself(AttributionId a) {
        constexpr Since all_days{Day::minus_infinity(), Day::minus_infinity()};
        switch (axis_) {
        case TimeAxis::published: {
            if (!detail::is_outermost(graph_, a) || state_.is_apparatus(a)) return all_days;
            return within(state_.published(a));
        }
        case TimeAxis::said: {
            // Asked of all, since it bounds what it carries.
            auto const window = saying_(a);
            return state_.is_apparatus(a) ? all_days : within(window);
        }
        case TimeAxis::recorded: break;
        }
        if (auto const first = state_.first_recorded(a)) return {day_of(*first), day_of(*first)};
        return detail::is_outermost(graph_, a) ? Since{Day::plus_infinity(), Day::minus_infinity()} : all_days;
    }
    /// What is over before it begins, by contradictory dates, was there when it was over.
    static Since within(std::pair<Day, Day> window) noexcept {
        return {window.second, (std::min)(window.first, window.second)};
    }
    /// In UTC.
    static Day day_of(Instant instant) noexcept {
        constexpr std::int64_t seconds = 86'400;
        return Day(instant.seconds / seconds - (instant.seconds % seconds < 0 ? 1 : 0));
    }

    detail::ViewAccess::State const& state_;
    Graph const& graph_;
    TimeAxis axis_;
    detail::ViewAccess::State::Saying saying_;
    std::vector<Since> carried_;  ///< by number, as carriers have it; empty while there are none
    std::vector<Since> since_;    ///< by number of the claim
    std::vector<Truth> known_;
};

/// Numbers below 2^32 - 1 in the order of the days, one for each claim that is put forward.
Numbers day_codes(FirstDays const& days, Truth admit, detail::Meter& meter) {
    Day first = Day::plus_infinity(), last = Day::minus_infinity();
    for (std::uint32_t n = 0; n < days.claims(); ++n) {
        meter.work();
        Day const day = days.since(n, admit);
        if (!days.is_known(n, admit) || !day.is_finite()) continue;
        first = (std::min)(first, day);
        last = (std::max)(last, day);
    }
    Numbers codes(days.claims(), 0);
    std::int64_t const length = last < first ? 0 : last - first;
    if (length < std::int64_t{none} - 3) {
        for (std::uint32_t n = 0; n < days.claims(); ++n) {
            meter.work();
            Day const day = days.since(n, admit);
            codes[n] = static_cast<std::uint32_t>(day.is_finite() ? day - first + 1 : day < first ? 0 : length + 2);
        }
        return codes;
    }
    // Days so far apart are those of no real collection.
    std::vector<Day> all;
    for (std::uint32_t n = 0; n < days.claims(); ++n)
        if (days.is_known(n, admit)) all.push_back(days.since(n, admit));
    std::sort(all.begin(), all.end());
    for (std::uint32_t n = 0; n < days.claims(); ++n) {
        meter.work();
        auto const at = std::lower_bound(all.begin(), all.end(), days.since(n, admit));
        codes[n] = static_cast<std::uint32_t>(at - all.begin());
    }
    return codes;
}

/// Sorts claims by a key of each, which is at most `highest`; those of one key stay in order.
void sort_by(Numbers& claims, Numbers const& keys, std::uint32_t highest, detail::Meter& meter) {
    // Digit by digit, the lowest first, and as few as may be.
    constexpr int most = 13;
    int const width = static_cast<int>(std::bit_width(highest));
    int const digits = (width + most - 1) / most;
    if (digits == 0) return;
    int const bits = (width + digits - 1) / digits;
    std::uint32_t const mask = (1u << bits) - 1;
    Numbers sorted(claims.size());
    Numbers begins(std::size_t{mask} + 1);
    for (int shift = 0; shift < width; shift += bits) {
        begins.assign(begins.size(), 0);
        for (std::uint32_t claim : claims) {
            meter.work();
            ++begins[keys[claim] >> shift & mask];
        }
        std::exclusive_scan(begins.begin(), begins.end(), begins.begin(), 0u);
        for (std::uint32_t claim : claims) {
            meter.work();
            sorted[begins[keys[claim] >> shift & mask]++] = claim;
        }
        claims.swap(sorted);
    }
}

/// The claims that are there certainly, or possibly, in runs of one property and first day.
struct Level {
    Numbers claims;         ///< by property, day and number
    Numbers begins;         ///< of each run in `claims`, and the end of all
    std::vector<Day> days;  ///< of each run
    Numbers of_property;    ///< the first run of each property, and the end of all
    Numbers run_of;         ///< by number of the claim; none if it is not there

    Level(FirstDays const& found, Numbers const& properties, Truth admit, detail::Meter& meter)
        : run_of(found.claims(), none) {
        claims.reserve(found.claims());
        for (std::uint32_t n = 0; n < found.claims(); ++n) {
            meter.work();
            if (found.is_known(n, admit)) claims.push_back(n);
        }
        std::uint32_t const property_count = found.graph().property_count();
        {
            Numbers const codes = day_codes(found, admit, meter);
            std::uint32_t highest = 0;
            for (std::uint32_t claim : claims) {
                meter.work();
                highest = (std::max)(highest, codes[claim]);
            }
            sort_by(claims, codes, highest, meter);
        }
        sort_by(claims, properties, property_count == 0 ? 0 : property_count - 1, meter);
        claims.shrink_to_fit();

        std::uint32_t property = none;
        for (std::uint32_t i = 0; i < claims.size(); ++i) {
            meter.step();
            std::uint32_t const claim = claims[i];
            Day const day = found.since(claim, admit);
            if (properties[claim] != property || day != days.back()) {
                property = properties[claim];
                while (of_property.size() <= property) of_property.push_back(run_count());
                begins.push_back(i);
                days.push_back(day);
            }
            run_of[claim] = run_count() - 1;
        }
        while (of_property.size() <= property_count) of_property.push_back(run_count());
        begins.push_back(static_cast<std::uint32_t>(claims.size()));
        begins.shrink_to_fit();
        days.shrink_to_fit();
        of_property.shrink_to_fit();
    }

    [[nodiscard]] std::uint32_t run_count() const noexcept { return static_cast<std::uint32_t>(days.size()); }
    /// Those of the property for whose day it is so, which is not so for some and then for all later ones.
    template <class IsBefore>
    [[nodiscard]] std::uint32_t begin_of(PropertyId property, IsBefore is_before) const {
        auto const first = days.begin() + of_property[property.number()];
        auto const last = days.begin() + of_property[property.number() + 1];
        return begins[static_cast<std::size_t>(std::partition_point(first, last, is_before) - days.begin())];
    }
};

}  // namespace

struct FirstReports::State {
    /// Throws detail::Cancelled.
    State(View const& view, TimeAxis on, detail::Meter& meter) : State(FirstDays(view, on, meter), on, meter) {}

    State(FirstDays const& found, TimeAxis on, detail::Meter& meter) : axis(on), ledger(found.graph().ledger()) {
        Numbers properties;
        properties.reserve(found.claims());
        for (ClaimId claim : found.graph().claims()) {
            meter.step();
            properties.push_back(found.graph().property(claim).number());
        }
        certainly.emplace(found, properties, Truth::always, meter);
        if (!found.all_certain(meter)) possibly.emplace(found, properties, Truth::possibly, meter);
    }

    [[nodiscard]] Level const& level(Truth admit) const noexcept {
        ASCRIBE_ASSERT(admit != Truth::never);
        return admit == Truth::possibly && possibly ? *possibly : *certainly;
    }

    TimeAxis axis;
    std::uint32_t ledger;
    std::optional<Level> certainly, possibly;  ///< the latter only if it is another one
};

FirstReports::FirstReports(View const& view, TimeAxis axis, Progress const& progress)
    : FirstReports(try_first_reports(view, axis, progress).value()) {}

Result<FirstReports> try_first_reports(View const& view, TimeAxis axis, Progress const& progress) {
    std::size_t const claims = view.graph().count(Category::claim);
    detail::Meter meter(progress, view.graph().count(Category::attribution) + 3 * claims);
    try {
        return FirstReports(std::make_shared<FirstReports::State const>(view, axis, meter));
    } catch (detail::Cancelled const&) {
        return detail::cancelled("first reports");
    }
}

TimeAxis FirstReports::axis() const noexcept {
    return state_->axis;
}

std::optional<Day> FirstReports::first_day(ClaimId claim, Truth admit) const noexcept {
    Level const& level = state_->level(admit);
    ASCRIBE_ASSERT(claim && claim.ledger() == state_->ledger && claim.number() < level.run_of.size());
    std::uint32_t const run = level.run_of[claim.number()];
    return run == none ? std::nullopt : std::optional(level.days[run]);
}

ReportedClaims FirstReports::claims_until(PropertyId property, Day day, Truth admit) const noexcept {
    return claims_between(property, Day::minus_infinity(), day, admit);
}

ReportedClaims FirstReports::claims_between(PropertyId property, Day first, Day last, Truth admit) const noexcept {
    Level const& level = state_->level(admit);
    ASCRIBE_ASSERT(property && property.ledger() == state_->ledger && property.number() + 1 < level.of_property.size());
    std::uint32_t const begin = level.begin_of(property, [&](Day day) { return day < first; });
    std::uint32_t const end = level.begin_of(property, [&](Day day) { return day <= last; });
    if (end <= begin) return {};
    return {std::span(level.claims).subspan(begin, end - begin), state_->ledger};
}

}  // namespace ascribe
