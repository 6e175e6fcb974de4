// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_STORE_ACCESS_HPP
#define ASCRIBE_SRC_GRAPH_STORE_ACCESS_HPP

#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <memory>
#include <utility>

namespace ascribe::detail {

/// For what works on the storage as a whole.
struct StoreAccess {
    [[nodiscard]] static Store& store(Ledger& ledger) noexcept { return *ledger.store_; }
    [[nodiscard]] static Store const& store(Graph const& graph) noexcept { return *graph.store_; }
    [[nodiscard]] static Graph graph(std::shared_ptr<Store const> store, Marks const& marks) noexcept {
        return Graph(std::move(store), marks);
    }
    static void exchange(Ledger& ledger, std::shared_ptr<Store> store) noexcept { ledger.store_ = std::move(store); }
    [[nodiscard]] static Marks const& marks(Graph const& graph) noexcept { return graph.marks_; }
};

}  // namespace ascribe::detail

#endif
