// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include "support/views.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/graph/id_range.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;

namespace {

template <class Id>
constexpr bool is_good() {
    using Range = IdRange<Id>;
    using Iterator = std::ranges::iterator_t<Range>;
    static_assert(std::random_access_iterator<Iterator> && !std::contiguous_iterator<Iterator>);
    static_assert(std::sized_sentinel_for<Iterator, Iterator>);
    static_assert(std::same_as<std::iter_value_t<Iterator>, Id> && std::same_as<std::iter_reference_t<Iterator>, Id>);
    static_assert(std::same_as<typename std::iterator_traits<Iterator>::iterator_category, std::input_iterator_tag>);
    static_assert(std::ranges::random_access_range<Range> && std::ranges::random_access_range<Range const>);
    static_assert(std::ranges::common_range<Range> && std::ranges::sized_range<Range>);
    static_assert(std::ranges::view<Range> && std::ranges::borrowed_range<Range>);
    static_assert(std::is_trivially_copyable_v<Range> && std::is_nothrow_default_constructible_v<Range>);
    static_assert(std::is_trivially_copyable_v<Iterator> && std::is_nothrow_default_constructible_v<Iterator>);
    static_assert(sizeof(Range) == 8 && sizeof(Iterator) == 8);
    return true;
}
static_assert(is_good<ActorId>() && is_good<PlaceId>() && is_good<DocumentId>() && is_good<EventId>());
static_assert(is_good<ClaimId>() && is_good<AttributionId>());

/// Handles to records of several categories have no numbers in one row.
template <class Id>
concept HasRange = requires {
    sizeof(IdRange<Id>);
};
static_assert(HasRange<ClaimId> && !HasRange<Node> && !HasRange<Source>);

constexpr std::uint32_t sum_of_numbers(IdRange<PlaceId> range) {
    std::uint32_t sum = 0;
    for (PlaceId const id : range) sum += id.number();
    return sum;
}
static_assert(sum_of_numbers({5, 1}) == 10);

/// Twelve claims, of which every third is of the quay.
struct Filled : Harbour {
    std::vector<ClaimId> all{happened};
    Graph graph;

    Filled() {
        for (int i = 1; i < 12; ++i) all.push_back(ledger.claim(i % 3 == 0 ? Node(quay) : Node(flood), "gauge", i));
        graph = ledger.graph();
    }
};

}  // namespace

TEST_CASE("a default range of records is empty, and its iterators are equal") {
    IdRange<EventId> const none;
    CHECK(none.empty());
    CHECK(none.size() == 0);
    CHECK(none.begin() == none.end());
    CHECK(IdRange<EventId>::iterator() == IdRange<EventId>::iterator());
    CHECK(none.to_vector().empty());
}

TEST_CASE("records fill standard containers, by iterators and at once") {
    Filled f;
    auto const claims = f.graph.claims();
    CHECK(std::vector<ClaimId>(claims.begin(), claims.end()) == f.all);
    CHECK(std::vector(claims.begin(), claims.end()) == f.all);
    CHECK(claims.to_vector() == f.all);
    CHECK(claims.to_vector().capacity() == f.all.size());
    CHECK(std::ranges::equal(claims, f.all));
}

TEST_CASE("records are reached by their number, from the front, from the back and from any iterator") {
    Filled f;
    auto const claims = f.graph.claims();
    CHECK(claims.size() == 12);
    CHECK(std::ranges::size(claims) == 12);
    CHECK(claims.front() == f.all.front());
    CHECK(claims.back() == f.all.back());
    for (std::size_t i = 0; i < claims.size(); ++i) {
        auto const n = static_cast<std::ptrdiff_t>(i);
        CHECK(claims[i] == f.all[i]);
        CHECK(claims.begin()[n] == f.all[i]);
        CHECK(*(claims.begin() + n) == f.all[i]);
        CHECK(*(n + claims.begin()) == f.all[i]);
        CHECK(*(claims.end() - (12 - n)) == f.all[i]);
        CHECK((claims.begin() + n) - claims.begin() == n);
        CHECK(claims.begin() - (claims.begin() + n) == -n);
    }
    auto i = claims.begin();
    i += 7;
    CHECK(*i-- == f.all[7]);
    CHECK(*i == f.all[6]);
    CHECK(*--i == f.all[5]);
    CHECK(*i++ == f.all[5]);
    i -= 6;
    CHECK(i == claims.begin());
    CHECK(i < claims.end());
    CHECK(claims.end() >= i);
    CHECK((i <=> claims.begin() + 1) == std::strong_ordering::less);
}

TEST_CASE("iterators outlive a range that was temporary, its graph and its ledger") {
    IdRange<ClaimId>::iterator found;
    IdRange<ClaimId>::iterator end;
    ClaimId wanted;
    {
        Filled f;
        wanted = f.all[4];
        found = std::ranges::find(f.ledger.graph().claims(), wanted);
        end = f.graph.claims().end();
        CHECK(std::ranges::find(f.graph.claims(), Node(wanted)) == found);
        CHECK(std::ranges::find(f.graph.claims(), ClaimId()) == end);
        CHECK(std::ranges::find(f.graph.claims(), f.ledger.claim(f.flood, "gauge", 4)) == found);
    }
    CHECK(*found == wanted);
    CHECK(end - found == 8);
}

TEST_CASE("algorithms of std::ranges see random access in the records") {
    Filled f;
    auto const claims = f.graph.claims();
    int asked = 0;
    auto const at = std::ranges::lower_bound(claims, std::uint32_t{9}, {}, [&](ClaimId claim) {
        ++asked;
        return claim.number();
    });
    CHECK(*at == f.all[9]);
    CHECK(asked <= 4);
    CHECK(std::ranges::distance(claims) == 12);
    CHECK(std::ranges::next(claims.begin(), 20, claims.end()) == claims.end());
    CHECK(*std::ranges::prev(claims.end(), 2) == f.all[10]);
    CHECK(std::ranges::is_sorted(claims));
    CHECK(std::ranges::count(claims, Node(f.quay), [&](ClaimId claim) { return f.graph.subject(claim); }) == 3);
    CHECK(*std::ranges::max_element(claims) == f.all.back());
    auto const sum = std::accumulate(claims.begin(), claims.end(), std::uint32_t{0},
                                     [](std::uint32_t before, ClaimId claim) { return before + claim.number(); });
    CHECK(sum == 66);
}

TEST_CASE("records are split into parts for as many workers, each once") {
    Filled f;
    auto const claims = f.graph.claims();
    for (std::ptrdiff_t workers = 1; workers <= 13; ++workers) {
        std::vector<ClaimId> seen;
        for (std::ptrdiff_t w = 0; w < workers; ++w) {
            auto const size = std::ranges::ssize(claims);
            auto const last = claims.begin() + size * (w + 1) / workers;
            for (auto i = claims.begin() + size * w / workers; i != last; ++i) seen.push_back(*i);
        }
        CHECK(seen == f.all);
    }
}

#if ASCRIBE_TESTS_HAS_VIEWS
TEST_CASE("records go through the views of the standard library, of a temporary range too") {
    Filled f;
    Graph const& graph = f.graph;
    std::vector<ClaimId> backwards(f.all.rbegin(), f.all.rend());
    CHECK(std::ranges::equal(graph.claims() | std::views::reverse, backwards));
    CHECK(std::ranges::equal(graph.claims() | std::views::drop(2) | std::views::take(3),
                             std::vector{f.all[2], f.all[3], f.all[4]}));
    auto const of_quay = [&](ClaimId claim) { return graph.subject(claim) == f.quay; };
    CHECK(std::ranges::equal(graph.claims() | std::views::filter(of_quay) | std::views::reverse,
                             std::vector{f.all[9], f.all[6], f.all[3]}));
    auto const keys = graph.actors() | std::views::transform([&](ActorId actor) { return graph.key(actor); });
    static_assert(std::ranges::random_access_range<decltype(keys)> && std::ranges::sized_range<decltype(keys)>);
    CHECK(keys[2] == "mayor");
    CHECK(std::ranges::find(keys, "ben") - keys.begin() == 1);

    // Being a view it is taken as it is, and not wrapped into one that owns it.
    static_assert(std::same_as<std::views::all_t<IdRange<ClaimId>>, IdRange<ClaimId>>);
}
#endif
