// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_IN_ORDER_HPP
#define ASCRIBE_SRC_LEDGER_IN_ORDER_HPP

#include <ascribe/ledger/store.hpp>

#include <algorithm>
#include <cstdint>

namespace ascribe::detail {

/// One more than the number of the last attribution that the claim is about or names; 0 if there is none.
[[nodiscard]] inline std::uint32_t needed_attributions(Store const& store, ClaimRecord const& claim) noexcept {
    auto const needed = [](std::uint32_t word) {
        return word >> 29 == static_cast<std::uint32_t>(Category::attribution) ? number_of(word) + 1 : 0;
    };
    std::uint32_t const subject = needed(store.groups[claim.group()].subject);
    return claim.kind() == ValueKind::node ? (std::max)(subject, needed(claim.value)) : subject;
}

/// Calls `claim(number)` and `attribution(number)` for all that these marks admit, each after what it is made of and
/// otherwise in order of number, claims as early as they can. Stops when one of them returns false, and returns false.
///
/// Claims and attributions are numbered apart. But the order in which they were recorded is one, and so this finds one.
template <class OnClaim, class OnAttribution>
bool for_each_in_order(Store const& store, Marks const& marks, OnClaim claim, OnAttribution attribution) {
    std::uint32_t a = 0;
    for (std::uint32_t c = 0; c < marks.of(Category::claim); ++c) {
        for (std::uint32_t const end = needed_attributions(store, store.claims[c]); a < end; ++a)
            if (!attribution(a)) return false;
        if (!claim(c)) return false;
    }
    for (; a < marks.of(Category::attribution); ++a)
        if (!attribution(a)) return false;
    return true;
}

}  // namespace ascribe::detail

#endif
