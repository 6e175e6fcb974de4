// SPDX-License-Identifier: BSL-1.0
#include "merge_bulk.hpp"

#include "in_order.hpp"
#include "tail.hpp"
#include <ascribe/core/prefetch.hpp>

#include <algorithm>
#include <atomic>

namespace ascribe::detail {

Result<MergeReport> BulkMerge::run() {
    if (!names()) return batch_.error();
    count(Category::claim).seen = marks_.of(Category::claim);
    count(Category::attribution).seen = marks_.of(Category::attribution);
    numbers(Category::claim).reserve(marks_.of(Category::claim));
    numbers(Category::attribution).reserve(marks_.of(Category::attribution));
    claims_parts();
    find_groups();
    std::uint32_t attribution = 0;
    for (std::uint32_t c = 0; c < marks_.of(Category::claim); ++c) {
        std::uint32_t const needed = needed_attributions(from_, from_.claims[c]);
        if (!attributions(attribution, needed) || !claim(c)) return batch_.error();
        attribution = (std::max)(attribution, needed);
    }
    if (!attributions(attribution, marks_.of(Category::attribution))) return batch_.error();
    index_claims();
    // Grounds are in the lists of contents before they are in their own: so they can be taken back.
    if (!(new_links() && lines() && carriers() && sources() && dependents() && links_of_old() && notes()))
        return batch_.error();
    return finish();
}

// Records

void BulkMerge::look_ahead_attribution(std::uint32_t attribution) const noexcept {
    if (attribution >= marks_.of(Category::attribution)) return;
    AttributionRecord const& record = from_.attributions[attribution];
    std::uint32_t const document = number(Category::document, record.document);
    if (document != 0 && document <= batch_.before().of(Category::document))
        prefetch(&into_.first_in_document[document - 1]);
    if (!is_met(record.content)) return;
    std::uint32_t const content = node(record.content);
    if (category_of(content) == Category::claim && is_old(content)) into_.fetch_attributions(number_of(content));
}

/// At what may be the same attribution, in the line of an old claim.
void BulkMerge::look_closer_attribution(std::uint32_t attribution) const noexcept {
    if (attribution >= marks_.of(Category::attribution)) return;
    AttributionRecord const& record = from_.attributions[attribution];
    if (category_of(record.content) != Category::claim || !is_met(record.content)) return;
    std::uint32_t const claim = number_of(node(record.content));
    if (claim >= batch_.before().of(Category::claim) || claim < into_.runs.claims()) return;
    std::uint32_t const source = node(record.source);
    for (LineEntry const& entry : into_.line_of(claim).entries) {
        std::uint32_t const other = entry.attribution.load(std::memory_order_relaxed);
        if (other != 0 && entry.up.load(std::memory_order_relaxed) == source) prefetch(&into_.attributions[other - 1]);
    }
}

bool BulkMerge::may_be_old(AttributionRecord const& record) const noexcept {
    if (!is_old(record.content) || !is_old(record.source) || record.manner >= manners_before_) return false;
    if (record.document == 0) return true;
    if (record.document > batch_.before().of(Category::document)) return false;
    std::uint32_t const oldest = oldest_in_document(into_, record.document - 1);
    return oldest != 0 && !is_new(oldest - 1);
}

/// Those from `begin` to `end`, if there are any.
bool BulkMerge::attributions(std::uint32_t begin, std::uint32_t end) {
    auto& numbers = this->numbers(Category::attribution);
    bool const has_old = batch_.before().of(Category::attribution) != 0;
    while (begin < end) {
        std::uint32_t const stop = (std::min)(end, begin + static_cast<std::uint32_t>(often));
        numbers.resize(stop);
        into_.attributions.reserve(stop - begin);
        for (std::uint32_t a = begin; a < stop; ++a) {
            if (has_old) {
                look_ahead_attribution(a + 16);
                look_closer_attribution(a + 8);
            }
            AttributionRecord const& from = from_.attributions[a];
            AttributionRecord const record{.content = node(from.content),
                                           .source = node(from.source),
                                           .document = number(Category::document, from.document),
                                           .manner = manner(from)};
            std::uint32_t number = has_old && may_be_old(record) ? find_attribution(into_, record) : none;
            if (number == none) {
                number = into_.attributions.size();
                if (number > Node::max_number || batch_.is_full()) {
                    (void)batch_.full("attribution");
                    return false;
                }
                new_attribution(record, number);
                auto& counts = of_source_[from.source >> 29];
                if (counts.empty()) counts.resize(marks_.nodes[from.source >> 29]);
                ++counts[number_of(from.source)];
            }
            numbers[a] = number;
        }
        if (!go_on(stop - begin)) return false;
        begin = stop;
    }
    return true;
}

/// Appends it to its column, which has room, and its document.
inline void BulkMerge::new_attribution(AttributionRecord const& record, std::uint32_t number) {
    if (record.document != 0) {
        auto& first = into_.first_in_document[record.document - 1];
        if (first.load(std::memory_order_relaxed) == 0) {
            first.store(number + 1, std::memory_order_release);
        } else if (into_.last_document != record.document || number - into_.last_in_document > longest_gap + 1) {
            stage_document_run(into_.words, first).commit(number + 1);
        }
        into_.last_document = record.document;
        into_.last_in_document = number;
    }
    into_.attributions.push(record);
}

}  // namespace ascribe::detail
