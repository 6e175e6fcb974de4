// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/compare.hpp>
#include <ascribe/quantity/convert.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace ascribe {
namespace {

bool is_set(Quantity const& quantity) {
    return quantity.direction() == Direction::set;
}

// Some number satisfies both; they are in the same unit.
bool share_a_number(Quantity const& a, Quantity const& b) {
    if (!is_set(a) && !is_set(b)) return meet(a.bounds(), b.bounds());
    Quantity const& members = is_set(a) ? a : b;
    Quantity const& other = is_set(a) ? b : a;
    return std::any_of(members.alternatives().begin(), members.alternatives().end(),
                       [&](Rational const& member) { return other.admits(member); });
}

// Whole numbers without a gap, so that a set of counts is a range in other words.
bool fills_its_hull(Quantity const& set) {
    Bounds const& hull = set.bounds();
    auto const extent = try_subtract(hull.upper->value, hull.lower->value);
    return set.kind() == QuantityKind::count && extent &&
           *extent == Rational(static_cast<std::int64_t>(set.alternatives().size()) - 1);
}

bool leave_the_same_open(Quantity const& a, Quantity const& b) {
    if (a.bounds() != b.bounds()) return false;
    if (is_set(a) && is_set(b)) return a.alternatives() == b.alternatives();
    if (is_set(a)) return fills_its_hull(a);
    return !is_set(b) || fills_its_hull(b);
}

Agreement compare_in_one_unit(Quantity const& a, Quantity const& b) {
    if (!share_a_number(a, b)) return Agreement::contradicts;
    bool const about_a = a.direction() == Direction::about;
    bool const about_b = b.direction() == Direction::about;
    bool const hedged_alike =
        about_a == about_b && (!about_a || (a.nominal() == b.nominal() && a.nominal_to() == b.nominal_to()));
    return hedged_alike && leave_the_same_open(a, b) ? Agreement::agrees : Agreement::may_agree;
}

// The common measure of two readings: money has it in one currency only, and an opaque unit only with itself.
bool is_commensurable(Quantity const& a, Quantity const& b, UnitCatalogue const& catalogue) {
    if (a.unit() == b.unit()) return true;
    if (a.kind() != QuantityKind::measure) return false;
    auto const unit_a = catalogue.resolve(a.unit());
    auto const unit_b = catalogue.resolve(b.unit());
    return unit_a && unit_b && unit_a->dimension == unit_b->dimension;
}

Result<Agreement> compare_reading(Quantity const& a, Quantity const& b, UnitCatalogue const& catalogue) {
    if (a.unit() == b.unit()) return compare_in_one_unit(a, b);
    auto const converted = try_convert(b, a.unit(), catalogue);
    if (converted) return compare_in_one_unit(a, *converted);
    // What does not fit in one direction may fit in the other.
    auto const other = try_convert(a, b.unit(), catalogue);
    if (!other) return other.error();
    return compare_in_one_unit(*other, b);
}

// Widths are relative to the number in the unit it was stated in, so the ends are converted, not the statement.
Result<Bounds> plausible_in(std::string_view unit, Quantity const& quantity, PlausibilityPolicy const& policy,
                            UnitCatalogue const& catalogue) {
    auto const narrowed = try_plausible(quantity, policy);
    if (!narrowed) return narrowed.error();
    Bounds bounds = narrowed->bounds;
    for (auto* end : {&bounds.lower, &bounds.upper}) {
        if (!*end) continue;
        auto const converted = catalogue.try_convert((*end)->value, quantity.unit(), unit);
        if (!converted) return converted.error();
        (*end)->value = *converted;
    }
    return bounds;
}

// The answer that holds under every pair of readings.
template <class ComparePair>
Result<Agreement> compare_readings(Quantity const& a, Quantity const& b, UnitCatalogue const& catalogue,
                                   ComparePair compare_pair) {
    std::optional<Agreement> all;
    for (Quantity const& reading_a : readings(a)) {
        for (Quantity const& reading_b : readings(b)) {
            Agreement one = Agreement::scope_differs;
            if (is_commensurable(reading_a, reading_b, catalogue)) {
                Result<Agreement> const pair = compare_pair(reading_a, reading_b);
                if (!pair) return pair.error();
                one = *pair;
            }
            all = !all || *all == one ? one : Agreement::may_agree;
        }
    }
    return *all;
}

bool need_no_units(Quantity const& a, Quantity const& b) {
    return a.unit() == b.unit() && !a.has_ambiguous_unit();
}

}  // namespace

std::string_view to_string(Agreement agreement) noexcept {
    switch (agreement) {
    case Agreement::agrees: return "agrees";
    case Agreement::may_agree: return "may agree";
    case Agreement::contradicts: return "contradicts";
    case Agreement::scope_differs: return "scope differs";
    }
    return "?";
}

Result<Agreement> try_compare(Quantity const& a, Quantity const& b, UnitCatalogue const& catalogue) {
    if (a == b) return Agreement::agrees;
    if (a.kind() != b.kind() || a.thing() != b.thing()) return Agreement::scope_differs;
    if (need_no_units(a, b)) return compare_in_one_unit(a, b);
    return compare_readings(a, b, catalogue,
                            [&](Quantity const& x, Quantity const& y) { return compare_reading(x, y, catalogue); });
}

Agreement compare(Quantity const& a, Quantity const& b, UnitCatalogue const& catalogue) {
    return try_compare(a, b, catalogue).value();
}

Result<Agreement> try_compare(Quantity const& a, Quantity const& b, PlausibilityPolicy const& policy,
                              UnitCatalogue const& catalogue) {
    auto const hard = try_compare(a, b, catalogue);
    if (!hard || *hard != Agreement::may_agree) return hard;
    return compare_readings(a, b, catalogue, [&](Quantity const& x, Quantity const& y) -> Result<Agreement> {
        auto const bounds_x = plausible_in(x.unit(), x, policy, catalogue);
        if (!bounds_x) return bounds_x.error();
        auto const bounds_y = plausible_in(x.unit(), y, policy, catalogue);
        if (!bounds_y) return bounds_y.error();
        return meet(*bounds_x, *bounds_y) ? Agreement::agrees : Agreement::may_agree;
    });
}

Agreement compare(Quantity const& a, Quantity const& b, PlausibilityPolicy const& policy,
                  UnitCatalogue const& catalogue) {
    return try_compare(a, b, policy, catalogue).value();
}

}  // namespace ascribe
