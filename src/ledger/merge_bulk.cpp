// SPDX-License-Identifier: BSL-1.0
#include "merge_bulk.hpp"

#include "in_order.hpp"
#include "tail.hpp"
#include <ascribe/core/prefetch.hpp>

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
    if (!for_each_in_order(
            from_, marks_, [this](std::uint32_t c) { return claim(c); },
            [this](std::uint32_t a) { return attribution(a); }))
        return batch_.error();
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
    if (document != 0 && document <= batch_.before().of(Category::document)) {
        prefetch(&into_.first_in_document[document - 1]);
    }
    if (!is_met(record.content)) return;
    std::uint32_t const content = node(record.content);
    if (category_of(content) == Category::claim && is_old(content)) into_.fetch_attributions(number_of(content));
}

bool BulkMerge::may_be_old(AttributionRecord const& record) const noexcept {
    if (!is_old(record.content) || !is_old(record.source) || record.manner >= manners_before_) return false;
    if (record.document == 0) return true;
    if (record.document > batch_.before().of(Category::document)) return false;
    std::uint32_t const oldest = oldest_in_document(into_, record.document - 1);
    return oldest != 0 && !is_new(oldest - 1);
}

bool BulkMerge::attribution(std::uint32_t attribution) {
    look_ahead_attribution(attribution + 12);
    AttributionRecord const& from = from_.attributions[attribution];
    AttributionRecord const record{.content = node(from.content),
                                   .source = node(from.source),
                                   .document = number(Category::document, from.document),
                                   .manner = manner(from)};
    std::uint32_t number = may_be_old(record) ? find_attribution(into_, record) : none;
    if (number == none) {
        number = into_.attributions.size();
        if (number > Node::max_number || batch_.is_full()) {
            (void)batch_.full("attribution");
            return false;
        }
        new_attribution(record);
        auto& counts = of_source_[from.source >> 29];
        if (counts.empty()) counts.resize(marks_.nodes[from.source >> 29]);
        ++counts[number_of(from.source)];
    }
    numbers(Category::attribution).push_back(number);
    return go_on();
}

/// Appends it to its column and its document.
void BulkMerge::new_attribution(AttributionRecord const& record) {
    into_.attributions.reserve(1);
    std::uint32_t const number = into_.attributions.size();
    if (record.document == 0) {
        into_.attributions.push(record);
        return;
    }
    auto& first = into_.first_in_document[record.document - 1];
    DocumentRun later_run;
    bool const is_first = first.load(std::memory_order_relaxed) == 0;
    if (!is_first && (into_.last_document != record.document || number - into_.last_in_document > longest_gap + 1))
        later_run = stage_document_run(into_.words, first);
    into_.attributions.push(record);
    if (is_first)
        first.store(number + 1, std::memory_order_release);
    else if (later_run.word != nullptr)
        later_run.commit(number + 1);
    into_.last_document = record.document;
    into_.last_in_document = number;
}

}  // namespace ascribe::detail
