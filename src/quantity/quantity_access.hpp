// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_QUANTITY_QUANTITY_ACCESS_HPP
#define ASCRIBE_SRC_QUANTITY_QUANTITY_ACCESS_HPP

#include <ascribe/quantity/quantity.hpp>

#include <utility>

namespace ascribe::detail {

struct QuantityAccess {
    /// Requires: parts in the normal form that Quantity::from gives.
    [[nodiscard]] static Quantity normal(QuantityParts parts) { return Quantity(std::move(parts)); }
};

}  // namespace ascribe::detail

#endif
