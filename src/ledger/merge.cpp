// SPDX-License-Identifier: BSL-1.0
#include "merge.hpp"

#include "../core/cancelled.hpp"
#include "in_order.hpp"
#include "merge_bulk.hpp"
#include "reading_order.hpp"
#include <ascribe/core/prefetch.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace ascribe::detail {

namespace {

constexpr std::uint32_t none = HashIndex::none;

/// For each late ground the first attribution that was recorded after it, as far as lists of what rests on a record
/// tell; none if they do not. Linear in those lists.
std::vector<std::uint32_t> first_after_links(Store const& from, Marks const& marks) {
    std::vector<std::uint32_t> first(marks.links, none);
    std::vector<bool> is_listed(marks.links);
    std::vector<std::uint32_t> waiting;
    // As many entries as there are in lists of which each is read once. If it takes more, they were forged.
    std::uint64_t left = std::uint64_t{marks.of(Category::attribution)} + marks.links;
    for (std::uint32_t l = 0; l < marks.links; ++l) {
        if (is_listed[l] || from.links[l].attribution == no_attribution) continue;
        auto list = from.dependents_of(from.links[l].ground);
        for (std::uint32_t entry = list.entry(); entry != 0; list.advance(), entry = list.entry()) {
            if (left-- == 0) return std::vector<std::uint32_t>(marks.links, none);
            if ((entry & late_dependent) == 0 && entry > marks.of(Category::attribution)) break;
            if ((entry & late_dependent) != 0) {
                if ((entry & ~late_dependent) >= marks.links) break;
                is_listed[(entry & ~late_dependent)] = true;
                waiting.push_back((entry & ~late_dependent));
            } else {
                for (std::uint32_t link : waiting) first[link] = entry - 1;
                waiting.clear();
            }
        }
        waiting.clear();
    }
    // A link is older than all that come after it.
    for (std::uint32_t l = marks.links; l-- > 1;) first[l - 1] = (std::min)(first[l - 1], first[l]);
    return first;
}

/// Records claims and attributions one by one.
class Merge : public MergeParts {
public:
    /// In order of recording; the same, with late grounds among the attributions as they were made, so that every list
    /// keeps its order; or in reading order, by subjects.
    enum class Order { recording, exact, reading };

    Merge(Store& into, Store const& from, Marks const& marks, MergeOptions const& options, Order order)
        : MergeParts(into, from, marks, options), order_(order) {}

    Result<MergeReport> run() {
        if (!(names() && (order_ == Order::reading ? in_reading_order() : claims_and_attributions()) && links(none) &&
              notes()))
            return batch_.error();
        return finish();
    }

private:
    bool claims_and_attributions() {
        auto& claims = numbers(Category::claim);
        auto& attributions = numbers(Category::attribution);
        claims.reserve(marks_.of(Category::claim));
        attributions.reserve(marks_.of(Category::attribution));
        count(Category::claim).seen = marks_.of(Category::claim);
        count(Category::attribution).seen = marks_.of(Category::attribution);
        if (order_ == Order::exact) first_after_ = first_after_links(from_, marks_);
        return for_each_in_order(
            from_, marks_,
            [&](std::uint32_t c) {
                fetch_claim(c + 12);
                claims.push_back(claim(c));
                return claims.back() != none && step();
            },
            [&](std::uint32_t a) {
                fetch_attribution(a + 12, claims);
                if (!links(a)) return false;
                attributions.push_back(attribution(a));
                return attributions.back() != none && step();
            });
    }

    bool in_reading_order() {
        auto& claims = numbers(Category::claim);
        auto& attributions = numbers(Category::attribution);
        claims.assign(marks_.of(Category::claim), none);
        attributions.assign(marks_.of(Category::attribution), none);
        auto const on_claim = [&](std::uint32_t c) {
            claims[c] = claim(c);
            return claims[c] != none && step();
        };
        auto const on_attribution = [&](std::uint32_t a) {
            attributions[a] = attribution(a);
            return attributions[a] != none && step();
        };
        if (!ReadingOrder(from_, marks_, on_claim, on_attribution).run()) return false;
        // Of a frozen image from anywhere it is not known whether chains lead to all claims. The others come last.
        auto const is_new = [](std::vector<std::uint32_t> const& numbers, std::uint32_t n) {
            return numbers[n] == none;
        };
        if (!from_.agrees && !for_each_in_order(
                                 from_, marks_, [&](std::uint32_t c) { return !is_new(claims, c) || on_claim(c); },
                                 [&](std::uint32_t a) { return !is_new(attributions, a) || on_attribution(a); }))
            return false;
        // Their attributions came before them.
        for (auto const& [attribution, ground] : late_)
            if (!batch_.ground(attributions[attribution], node(ground))) return false;
        return true;
    }

    /// Lets memory be fetched that the claim or attribution of this number, if there is one, will need.
    void fetch_claim(std::uint32_t c) const noexcept {
        if (c >= marks_.of(Category::claim)) return;
        std::uint32_t const subject = from_.groups[from_.claims[c].group()].subject;
        if (number_of(subject) >= numbers_[subject >> 29].size()) return;
        if (auto const* head = into_.groups_of[subject >> 29].find(numbers_[subject >> 29][number_of(subject)]))
            prefetch(head);
    }
    void fetch_attribution(std::uint32_t a, std::vector<std::uint32_t> const& claims) const noexcept {
        if (a >= marks_.of(Category::attribution)) return;
        std::uint32_t const content = from_.attributions[a].content;
        if (category_of(content) != Category::claim || number_of(content) >= claims.size()) return;
        from_.fetch_attributions(number_of(content));
        if (std::uint32_t const document = from_.attributions[a].document; document != 0) {
            std::uint32_t const number = numbers_[static_cast<std::size_t>(Category::document)][document - 1];
            prefetch(&into_.first_in_document[number]);
        }
        into_.fetch_attributions(claims[number_of(content)]);
    }

    std::uint32_t claim(std::uint32_t c) {
        ClaimRecord const& claim = from_.claims[c];
        GroupRecord const& group = from_.groups[claim.group()];
        return batch_.claim(node(group.subject), properties_[group.property], value(claim), date(claim.valid),
                            groups_[claim.group()]);
    }

    /// The ground that goes with the attribution, as a node word, or 0: the one that came with it; in reading order the
    /// first of all, if it is there already.
    std::uint32_t first_ground(std::uint32_t a) {
        std::uint32_t up = from_.up(a, marks_);
        std::uint32_t first_link = none;
        for (; is_link(up); up = from_.links[number_of(up)].previous) first_link = number_of(up);
        std::uint32_t const ground = ground_in(up, from_.attributions[a].source);
        if (order_ != Order::reading) return node(ground);
        if (ground == 0 && first_link == none) return 0;
        std::uint32_t const first = ground != 0 ? ground : from_.links[first_link].ground;
        if (numbers_[first >> 29][number_of(first)] != none) return node(first);
        if (ground != 0) late_.emplace_back(a, ground);
        return 0;
    }

    std::uint32_t attribution(std::uint32_t a) {
        AttributionRecord const& record = from_.attributions[a];
        std::uint32_t const ground = first_ground(a);
        auto const before = std::pair(into_.attributions.size(), into_.links.size());
        auto const number =
            batch_.attribution(node(record.content), node(record.source),
                               this->number(Category::document, record.document), manner(record), ground);
        if (ground == 0 || number == none) return number;
        ++report_.grounds.seen;
        if (std::pair(into_.attributions.size(), into_.links.size()) != before) ++report_.grounds.is_new;
        return number;
    }

    /// The late grounds that come before this attribution, or all that are left.
    bool links(std::uint32_t before) {
        for (; next_link_ < marks_.links; ++next_link_) {
            if (before != none && (first_after_.empty() || first_after_[next_link_] > before)) return true;
            if (!link(next_link_)) return false;
        }
        return true;
    }

    Order order_;
    std::vector<std::uint32_t> first_after_;  ///< of links, if the order is exact
    std::uint32_t next_link_ = 0;
    Renumbering groups_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> late_;  ///< attributions, and grounds that came with them
};

}  // namespace

Result<MergeReport> merge_into(Store& into, Store const& from, Marks const& marks, MergeOptions const& options,
                               MergeWay* way) {
    MergeWay unasked;
    MergeWay& taken = way == nullptr ? unasked : *way;
    // What is copied list by list has to agree with itself.
    if (!options.rename && from.agrees) {
        BulkMerge merge(into, from, marks, options);
        auto report = merge.run();
        taken = MergeWay::in_bulk;
        if (merge.is_sound()) return report;
    }
    taken = MergeWay::one_by_one;
    return Merge(into, from, marks, options, Merge::Order::recording).run();
}

Result<MergeReport> replay_into(Store& into, Store const& from, Marks const& marks) {
    MergeOptions const options;
    return Merge(into, from, marks, options, Merge::Order::exact).run();
}

Result<NewNumbers> compact_into(Store& empty, Store const& from, Marks const& marks, Progress const& progress) {
    // Closing the runs takes two steps an attribution after all others.
    std::size_t const closing = 2 * std::size_t{marks.of(Category::attribution)};
    std::size_t before = 0;
    MergeOptions options;
    if (progress) {
        options.progress = [&](std::size_t done, std::size_t total) {
            before = total;
            return progress(done, total + closing);
        };
    }
    // As much as there will be, in one piece. It will be read at random.
    empty.runs.open(marks.of(Category::claim), marks.of(Category::attribution));
    empty.reserve_claims(marks.of(Category::claim));
    empty.reserve_attributions(marks.of(Category::attribution));
    empty.claims.prefer_large_pages();
    empty.attributions.prefer_large_pages();
    Merge merge(empty, from, marks, options, Merge::Order::reading);
    auto report = merge.run();
    if (!report) return std::move(report).error();
    Progress at_the_end;
    if (progress)
        at_the_end = [&](std::size_t done, std::size_t total) { return progress(before + done, before + total); };
    if (!empty.close_runs(at_the_end)) return cancelled("compact");
    return NewNumbers{std::move(merge.numbers(Category::claim)), std::move(merge.numbers(Category::attribution))};
}

}  // namespace ascribe::detail
