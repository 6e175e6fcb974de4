// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_MERGE_PARTS_HPP
#define ASCRIBE_SRC_LEDGER_MERGE_PARTS_HPP

#include "batch.hpp"
#include "merge_keys.hpp"
#include <ascribe/ledger/merge.hpp>
#include <ascribe/ledger/store.hpp>
#include <ascribe/model/span.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// What numbers of the graph's interned parts have become; grows as they are met.
class Renumbering {
public:
    std::uint32_t& operator[](std::uint32_t number) {
        if (number >= numbers_.size())
            numbers_.resize((std::max)(std::size_t{number} + 1, numbers_.size() * 2), HashIndex::none);
        return numbers_[number];
    }
    /// None if it was not met.
    [[nodiscard]] std::uint32_t known(std::uint32_t number) const noexcept {
        return number < numbers_.size() ? numbers_[number] : HashIndex::none;
    }

private:
    std::vector<std::uint32_t> numbers_;
};

/// The same of texts, whose numbers are few and far between.
class TextRenumbering {
public:
    /// What the text has become; none if it is met for the first time, until it is written to.
    std::uint32_t& operator[](TextRef text) {
        add(text);
        return slots_[place(text)].second;
    }
    /// Whether it is met for the first time.
    bool add(TextRef text) {
        if (used_ * 2 >= slots_.size()) grow();
        auto& slot = slots_[place(text)];
        bool const is_first = std::exchange(slot.first, text) != text;
        used_ += static_cast<std::size_t>(is_first);
        return is_first;
    }

private:
    using Slot = std::pair<TextRef, std::uint32_t>;

    [[nodiscard]] std::size_t place(TextRef text) const noexcept {
        std::size_t at = mix(text) & (slots_.size() - 1);
        while (slots_[at].first != text && slots_[at].first != HashIndex::none) at = (at + 1) & (slots_.size() - 1);
        return at;
    }
    void grow() {
        std::vector<Slot> old((std::max)(slots_.size() * 2, std::size_t{64}), Slot{HashIndex::none, HashIndex::none});
        old.swap(slots_);
        for (Slot const& slot : old)
            if (slot.first != HashIndex::none) slots_[place(slot.first)] = slot;
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

/// What every way of merging begins and ends with: properties, keys, interned parts, notes, and counting. In what
/// order claims and attributions are taken over, and how, is up to those who derive.
///
/// Functions that return bool return false for bad data and if the caller has had enough; the batch has the error then.
class MergeParts {
public:
    MergeParts(MergeParts const&) = delete;
    MergeParts& operator=(MergeParts const&) = delete;

    [[nodiscard]] std::vector<std::uint32_t>& numbers(Category category) noexcept {
        return numbers_[static_cast<std::size_t>(category)];
    }

protected:
    static constexpr std::uint32_t none = HashIndex::none;
    static constexpr std::size_t often = 1u << 12;  ///< records between two questions whether to go on

    MergeParts(Store& into, Store const& from, Marks const& marks, MergeOptions const& options);
    ~MergeParts() = default;

    [[nodiscard]] MergeReport::Count& count(Category category) noexcept {
        return report_.records[static_cast<std::size_t>(category) - 1];
    }

    /// Counts one more; false if that is enough for the caller.
    bool step() { return ++done_ % often != 0 || tell(); }
    /// Counts many.
    bool steps(std::size_t count) {
        std::size_t const before = std::exchange(done_, done_ + count);
        return before / often == done_ / often || tell();
    }
    bool tell();

    /// Properties and all entities.
    bool names();
    /// The late ground of this number.
    bool link(std::uint32_t number);
    bool notes();
    /// What claims are made of, all of it before the first claim: so memory is fetched for some of it while other is
    /// looked for.
    void claims_parts();
    /// Makes everything visible that was recorded.
    Result<MergeReport> finish();

    [[nodiscard]] std::uint32_t node(std::uint32_t word) const noexcept {
        return word == 0 ? 0 : (word & ~Node::max_number) | numbers_[word >> 29][number_of(word)];
    }
    /// Of a number plus one, 0 for none.
    [[nodiscard]] std::uint32_t number(Category category, std::uint32_t plus_one) const noexcept {
        return plus_one == 0 ? 0 : numbers_[static_cast<std::size_t>(category)][plus_one - 1] + 1;
    }
    /// Whether the record is one that the ledger had before.
    [[nodiscard]] bool is_old(std::uint32_t word) const noexcept {
        return number_of(word) < batch_.before().nodes[word >> 29];
    }

    std::uint32_t date(std::uint32_t word) {
        if (is_plain_day(word)) return word;
        std::uint32_t const number = word & ~(1u << 31);
        auto const known = dates_.known(number);
        return known != none ? known : new_date(number);
    }
    EncodedValue value(ClaimRecord const& claim);
    [[nodiscard]] bool is_new_manner(AttributionRecord const& attribution) const noexcept {
        return manners_.known(attribution.manner) == none;
    }
    std::uint32_t manner(AttributionRecord const& attribution) {
        auto const known = manners_.known(attribution.manner);
        return known != none ? known : new_manner(attribution);
    }

    Store& into_;
    Store const& from_;
    Marks const& marks_;
    MergeOptions const& options_;
    Batch batch_;
    MergeReport report_;
    PerCategory<std::vector<std::uint32_t>> numbers_;  ///< what the numbers of the graph have become
    std::vector<std::uint32_t> properties_;
    std::uint32_t groups_end_ = 0;  ///< one more than the last group of the graph's claims, after `claims_parts`

private:
    bool properties();
    bool entities(Category category);
    bool joined_entities(Category category);
    bool bad_key(Category category, std::string_view key);
    void texts(std::span<TextRef const> texts);
    void dates(std::uint32_t end);
    void quantities(std::uint32_t end);
    std::uint32_t new_date(std::uint32_t number);
    std::uint32_t new_manner(AttributionRecord const& attribution);
    /// Whether two records of the graph may become one.
    [[nodiscard]] bool is_careful() const noexcept { return options_.rename || !from_.agrees; }
    void count_new() noexcept;

    PerCategory<std::optional<KeyJoin>> joins_;
    Renumbering dates_, quantities_, manners_;
    TextRenumbering texts_;
    std::vector<Span> spans_;
    std::size_t done_ = 0;
    std::size_t total_ = 0;
};

}  // namespace ascribe::detail

#endif
