// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_FAILING_MERGE_HPP
#define ASCRIBE_TESTS_SUPPORT_FAILING_MERGE_HPP

#include "dump.hpp"
#include "failing_new.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>

#include <cstddef>
#include <new>

#include <doctest/doctest.h>

namespace ascribe_tests {

/// Merges with the first, second, ... allocation failing until it gets through, and looks each time whether all is as
/// before. Returns how often it failed.
inline std::size_t merge_despite_failures(ascribe::Ledger& ledger, ascribe::Graph const& from) {
    ascribe::Graph const before = ledger.graph();
    auto const text = dump(before);
    for (std::size_t nth = 1;; ++nth) {
        try {
            Allocations::FailNth const failing(nth);
            merge(ledger, from);
            return nth - 1;
        } catch (std::bad_alloc const&) {
        }
        if (!(ledger.graph() == before) || dump(ledger.graph()) != text)
            FAIL("something changed at allocation " << nth);
    }
}

}  // namespace ascribe_tests

#endif
