// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_FROZEN_CHECK_HPP
#define ASCRIBE_SRC_LEDGER_FROZEN_CHECK_HPP

#include "frozen.hpp"
#include <ascribe/core/prefetch.hpp>

#include <string>
#include <string_view>

namespace ascribe::detail {

/// What the checks of a store that came from anywhere have in common.
class FrozenCheckBase {
protected:
    FrozenCheckBase(Store const& store, Marks const& marks, TellPart const& tell, std::string_view expected)
        : store_(store), marks_(marks), tell_(tell), expected_(expected) {}

    bool is_told(double part) {
        error_ = tell_(part);
        return !error_;
    }
    bool bad(std::string_view column, std::uint32_t element) {
        if (!error_)
            error_ = Error{.code = Errc::out_of_range,
                           .record = "image",
                           .field = column,
                           .expected = expected_,
                           .found = "element " + std::to_string(element)};
        return false;
    }

    /// Requires: the records are adjacent, as those are that were not appended one by one.
    template <class T, class F>
    bool all(std::string_view name, Column<T> const& column, F is_good) {
        std::uint32_t const size = column.size();
        if (size == 0) return true;
        T const* const records = &column[0];
        for (std::uint32_t i = 0; i < size; ++i)
            if (!is_good(records[i], i)) return bad(name, i);
        return true;
    }
    template <class T, class F>
    bool each(std::string_view name, SparseColumn<T> const& column, F is_good) {
        constexpr std::uint32_t bits = SparseColumn<T>::page_bits;
        for (std::uint32_t p = 0; p < column.page_count(); ++p) {
            T const* page = column.page(p);
            if (page == nullptr) continue;
            for (std::uint32_t i = 0; i < 1u << bits; ++i)
                if (!is_good(page[i], p << bits | i)) return bad(name, p << bits | i);
        }
        return true;
    }
    /// Lets memory be fetched that will be looked at soon.
    template <class T>
    static void fetch(Column<T> const& column, std::uint32_t i) noexcept {
        if (i < column.size()) prefetch(&column[i]);
    }

    Store const& store_;
    Marks const& marks_;
    TellPart const& tell_;
    std::string_view expected_;
    std::optional<Error> error_;
};

}  // namespace ascribe::detail

#endif
