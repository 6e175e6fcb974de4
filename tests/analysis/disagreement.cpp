// SPDX-License-Identifier: BSL-1.0
#include <ascribe/analysis/disagreement.hpp>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("kinds, verdicts and reasons have written names that lead back to them") {
    for (std::size_t i = 0; i < Names<DisagreementKind>::values.size(); ++i)
        CHECK(find_named<DisagreementKind>(to_string(static_cast<DisagreementKind>(i))) ==
              static_cast<DisagreementKind>(i));
    for (std::size_t i = 0; i < Names<DifferenceReason>::values.size(); ++i)
        CHECK(find_named<DifferenceReason>(to_string(static_cast<DifferenceReason>(i))) ==
              static_cast<DifferenceReason>(i));
    CHECK(to_string(DisagreementKind::rule) == "rule");
    CHECK(to_string(Verdict::difference) == "difference");
    CHECK(to_string(DifferenceReason::as_of) == "as_of");
    CHECK(to_string(DifferenceReason::incomparable) == "incomparable");
    CHECK_FALSE(parse_named<Verdict>("likely"));
}

TEST_CASE("a difference is no conflict, the two other verdicts are") {
    Disagreement found;
    CHECK(found.is_conflict());
    found.verdict = Verdict::possible;
    CHECK(found.is_conflict());
    found.verdict = Verdict::difference;
    CHECK_FALSE(found.is_conflict());
}
