// SPDX-License-Identifier: BSL-1.0
// fwd.hpp comes first, so that whatever it declares otherwise than the headers do is an error, or a warning where
// those are errors (class for struct).
#include <ascribe/fwd.hpp>

namespace {

/// What a host's header may do with fwd.hpp alone: name types, keep handles and enumerations.
struct HostHeader {
    ascribe::ClaimId claim;
    ascribe::Verdict weakest;
    ascribe::Errc code;
    ascribe::Corroboration const* corroboration;
    ascribe::Result<ascribe::Commitments> (*ask)(ascribe::View const&, ascribe::CommitmentOptions const&);
};

template <class T>
concept Complete = requires {
    sizeof(T);
};
static_assert(!Complete<ascribe::Withdrawal> && !Complete<ascribe::View> && !Complete<ascribe::Ledger>);
static_assert(Complete<ascribe::Node> && Complete<ascribe::Truth> && Complete<HostHeader>);

}  // namespace

#include <ascribe/analysis/stance_map.hpp>
#include <ascribe/ascribe.hpp>
#include <ascribe/graph/boost.hpp>
#include <ascribe/interop/fmt.hpp>
#include <ascribe/interop/json_lines.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/render/dot.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

static_assert(std::is_same_v<std::underlying_type_t<Errc>, unsigned char>);
static_assert(std::is_same_v<std::underlying_type_t<TimePoint>, std::uint32_t>);
static_assert(std::is_same_v<std::underlying_type_t<Trait>, std::uint16_t>);
static_assert(std::is_same_v<std::underlying_type_t<CircleKind>, std::uint8_t>);
static_assert(static_cast<int>(Verdict::difference) == 2);
static_assert(std::is_same_v<decltype(Difference::claims), std::vector<ClaimDifference>>);
static_assert(std::is_same_v<decltype(Recorded<ClaimId>::id), ClaimId>);
static_assert(std::is_same_v<decltype(Expected::claims), std::size_t>);

TEST_CASE("what a host declares with fwd.hpp alone is what the headers define") {
    HostHeader host{
        .claim = {},
        .weakest = Verdict::possible,
        .code = Errc::cancelled,
        .corroboration = nullptr,
        .ask = [](View const& view, CommitmentOptions const& options) { return try_commitments(view, options); }};
    Ledger ledger;
    host.claim = ledger.claim(ledger.event("flood"), property::occurred);
    ledger.attribution({.source = ledger.document("gazette"), .content = host.claim});
    View const view(ledger.graph());
    Corroboration const found = corroboration(view, host.claim);
    host.corroboration = &found;
    CHECK(host.corroboration->claim == host.claim);
    CHECK(host.ask(view, {}).value().open.empty());
    CHECK(host.ask(view, {.progress = [](std::size_t, std::size_t) { return false; }}).error().code == host.code);
    CHECK(conflicts(view, {.weakest = host.weakest}).empty());
}
