// SPDX-License-Identifier: BSL-1.0
#include "merge_bulk.hpp"

#include "in_order.hpp"
#include "tail.hpp"
#include <ascribe/core/prefetch.hpp>

#include <algorithm>
#include <atomic>
#include <span>

namespace ascribe::detail {

Result<MergeReport> BulkMerge::run() {
    if (!names()) return batch_.error();
    count(Category::claim).seen = marks_.of(Category::claim);
    count(Category::attribution).seen = marks_.of(Category::attribution);
    numbers(Category::claim).reserve(marks_.of(Category::claim));
    numbers(Category::attribution).reserve(marks_.of(Category::attribution));
    hashes_.reserve(marks_.of(Category::claim));
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

/// At what may be the same attribution: the line of an old claim, and the document, which may tell that there is none.
inline void BulkMerge::look_ahead(AttributionRecord const& record) const noexcept {
    if (record.document != 0 && record.document <= batch_.before().of(Category::document))
        prefetch(&into_.first_in_document[record.document - 1]);
    if (category_of(record.content) == Category::claim) into_.fetch_attributions(number_of(record.content));
}
inline void BulkMerge::look_closer(AttributionRecord const& record) const noexcept {
    std::uint32_t const claim = number_of(record.content);
    if (category_of(record.content) != Category::claim || claim < into_.runs.claims()) return;
    for (LineEntry const& entry : into_.line_of(claim).entries) {
        std::uint32_t const other = entry.attribution.load(std::memory_order_relaxed);
        if (other != 0 && entry.up.load(std::memory_order_relaxed) == record.source)
            prefetch(&into_.attributions[other - 1]);
    }
}

bool BulkMerge::may_be_old(AttributionRecord const& record) const noexcept {
    if (!is_old(record.content) || !is_old(record.source) || record.manner >= manners_before_) return false;
    if (record.document == 0) return true;
    if (record.document > batch_.before().of(Category::document)) return false;
    std::uint32_t const oldest = oldest_in_document(into_, record.document - 1);
    return oldest != 0 && !is_new(oldest - 1);
}

/// Those from `begin` to `end`, if there are any; some at a time, of which none is the content of another, so that
/// memory is fetched for all of them before it is needed for one.
bool BulkMerge::attributions(std::uint32_t begin, std::uint32_t end) {
    auto& numbers = this->numbers(Category::attribution);
    std::array<AttributionRecord, 64> some;
    std::array<std::uint32_t, some.size()> of_old;  ///< those whose contents were there before
    while (begin < end) {
        std::uint32_t const most = (std::min)(end - begin, static_cast<std::uint32_t>(some.size()));
        std::uint32_t count = 0;
        std::uint32_t old_count = 0;
        bool const is_full = batch_.is_full();
        for (; count < most; ++count) {
            AttributionRecord const& from = from_.attributions[begin + count];
            bool const is_on_new =
                category_of(from.content) == Category::attribution && number_of(from.content) >= begin;
            if (count > 0 && is_on_new) break;
            if (is_new_manner(from) && batch_.is_full()) return batch_.full("attribution") != none;
            some[count] = {.content = node(from.content),
                           .source = node(from.source),
                           .document = number(Category::document, from.document),
                           .manner = manner(from)};
            of_old[old_count] = count;
            old_count += static_cast<std::uint32_t>(is_old(some[count].content));
        }
        numbers.resize(begin + count, none);
        std::span const old(of_old.data(), old_count);
        for (std::uint32_t i : old) look_ahead(some[i]);
        for (std::uint32_t i : old) look_closer(some[i]);
        for (std::uint32_t i : old)
            if (may_be_old(some[i])) numbers[begin + i] = find_attribution(into_, some[i]);
        into_.reserve_attributions(count);
        for (std::uint32_t i = 0; i < count; ++i) {
            if (numbers[begin + i] != none) continue;
            if (is_full || into_.attributions.size() > Node::max_number) return batch_.full("attribution") != none;
            numbers[begin + i] = new_attribution(some[i]);
            std::uint32_t const source = from_.attributions[begin + i].source;
            auto& counts = of_source_[source >> 29];
            if (counts.empty()) counts.resize(marks_.nodes[source >> 29]);
            ++counts[number_of(source)];
        }
        if (!go_on(count)) return false;
        begin += count;
    }
    return true;
}

/// Appends it to its column, which has room, and its document.
inline std::uint32_t BulkMerge::new_attribution(AttributionRecord const& record) {
    auto const in_document = stage_in_document(into_, record.document);
    std::uint32_t const number = into_.attributions.push(record);
    in_document.commit(into_, number);
    return number;
}

}  // namespace ascribe::detail
