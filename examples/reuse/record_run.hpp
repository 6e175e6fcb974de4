// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_REUSE_RECORD_RUN_HPP
#define ASCRIBE_EXAMPLES_REUSE_RECORD_RUN_HPP

#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// How a common run of words is recorded, by the program that finds them and by the importer of the dossier.
namespace text_reuse {

/// How many words a run has: (attribution, shared_words, 44 words).
inline constexpr std::string_view shared_words = "shared_words";

/// A stretch of a document in bytes.
struct Stretch {
    ascribe::DocumentId document;
    std::uint32_t begin = 0, end = 0;
};

/// The software that holds what is recorded of runs.
inline ascribe::ActorId declare_finder(ascribe::Ledger& ledger) {
    ascribe::ActorId const finder = ledger.actor("find_reuse", ascribe::ActorKind::software);
    ledger.label(finder, "Finder of common word runs", finder);
    ledger.property(shared_words, ascribe::Trait::numeric);
    return finder;
}

/// The finder holds that the documents share text, of unknown direction (rule L3): one attribution a run, with both
/// stretches as its spans. Returns the attribution.
inline ascribe::AttributionId record_run(ascribe::Ledger& ledger, ascribe::ActorId finder, Stretch const& a,
                                         Stretch const& b, std::size_t words) {
    using namespace ascribe;
    auto const says = [&](ClaimId claim, std::span<Span const> spans) {
        return ledger.attribution(
            {.source = finder, .content = claim, .role = Role::analyst, .basis = Basis::computation, .spans = spans});
    };
    std::array<Span, 2> const spans = {Span{a.document, a.begin, a.end}, Span{b.document, b.begin, b.end}};
    AttributionId const shared = says(ledger.claim(a.document, property::shares_text_with, b.document), spans);
    Quantity const count = exactly(Rational(static_cast<std::int64_t>(words))).of("words");
    says(ledger.claim(shared, shared_words, count), {});
    return shared;
}

}  // namespace text_reuse

#endif
