// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_FROZEN_CHECK_HPP
#define ASCRIBE_SRC_LEDGER_FROZEN_CHECK_HPP

#include "frozen.hpp"
#include "list_order.hpp"
#include <ascribe/core/prefetch.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe::detail {

/// What the checks of a store that came from anywhere have in common. Its columns lie in one piece each.
class FrozenCheckBase {
protected:
    FrozenCheckBase(Store const& store, Marks const& marks, TellPart const& tell, std::string_view expected)
        : store_(store), marks_(marks), tell_(tell), expected_(expected) {}

    /// Nothing is taken to be good at first sight.
    void be_exact() noexcept { exact_ = true; }

    bool is_told(double part) {
        error_ = tell_(part);
        return !error_;
    }
    bool bad(std::string_view column, std::uint32_t element) {
        if (!error_)
            error_ = Error{.code = Errc::out_of_range,
                           .record = "image",
                           .field = column,
                           .expected = expected_,
                           .found = "element " + std::to_string(element)};
        return false;
    }

    template <class T>
    [[nodiscard]] static T const* records(Column<T> const& column) noexcept {
        return column.size() == 0 ? nullptr : &column[0];
    }
    template <class T, class F>
    bool all(std::string_view name, Column<T> const& column, F is_good) {
        std::uint32_t const size = column.size();
        T const* const at = records(column);
        for (std::uint32_t i = 0; i < size; ++i)
            if (!is_good(at[i], i)) return bad(name, i);
        return true;
    }
    /// The same for many: `is_odd(record, i)` is asked first, without branches and so that the compiler can do several
    /// at once. What it finds odd may still be good. `fetch(i)` lets more be fetched that record i leads to.
    template <class T, class Odd, class Good>
    bool all(std::string_view name, Column<T> const& column, Odd is_odd, Good is_good) {
        return all(name, column, is_odd, is_good, [](std::uint32_t) {});
    }
    template <class T, class Odd, class Good, class Fetch>
    bool all(std::string_view name, Column<T> const& column, Odd is_odd, Good is_good, Fetch fetch) {
        constexpr std::uint32_t piece = 256;
        std::uint32_t const size = column.size();
        T const* const at = records(column);
        for (std::uint32_t begin = 0; begin < size; begin += piece) {
            std::uint32_t const end = size - begin < piece ? size : begin + piece;
            std::uint32_t odd = exact_ ? 1 : 0;
            for (std::uint32_t some = begin; some < end; some += fetched) {
                std::uint32_t const until = end - some < fetched ? end : some + fetched;
                fetch_ahead(at, size, some, until);
                for (std::uint32_t i = some; i < until; ++i) fetch(i);
                for (std::uint32_t i = some; i < until; ++i) odd |= static_cast<std::uint32_t>(is_odd(at[i], i));
            }
            if (odd == 0) continue;
            for (std::uint32_t i = begin; i < end; ++i)
                if (!is_good(at[i], i)) return bad(name, i);
        }
        return true;
    }
    /// The number if it is below the limit, else 0; without a branch, which the compiler might prefer.
    [[nodiscard]] static std::uint32_t below(std::uint32_t limit, std::uint32_t number) noexcept {
        return number & (0u - static_cast<std::uint32_t>(number < limit));
    }
    /// Lets memory be fetched a page ahead of some records, where the processor does not read ahead by itself.
    template <class T>
    static void fetch_ahead(T const* at, std::size_t size, std::size_t begin, std::size_t end) noexcept {
        constexpr std::size_t page = 4096;
        auto const* const bytes = reinterpret_cast<char const*>(at);
        std::size_t const until = (std::min)(end * sizeof(T) + page, size * sizeof(T));
        for (std::size_t b = begin * sizeof(T) + page; b < until; b += 64) prefetch(bytes + b);
    }
    static constexpr std::uint32_t fetched = 16;

    template <class T, class F>
    bool each(std::string_view name, SparseColumn<T> const& column, F is_good) {
        constexpr std::uint32_t bits = SparseColumn<T>::page_bits;
        for (std::uint32_t p = 0; p < column.page_count(); ++p) {
            T const* page = column.page(p);
            if (page == nullptr) continue;
            for (std::uint32_t i = 0; i < 1u << bits; ++i)
                if (!is_good(page[i], p << bits | i)) return bad(name, p << bits | i);
        }
        return true;
    }

    Store const& store_;
    Marks const& marks_;
    TellPart const& tell_;
    std::string_view expected_;
    std::optional<Error> error_;
    bool exact_ = false;
};

/// Looks at all that reading and recording follow, so that neither can go astray: in order of memory, and elsewhere
/// only where the records of an image lie close to each other.
///
/// Records have to be such as a ledger takes. Lists have to lie in their order (see list_order.hpp), to ascend, and not
/// to have more in all than there is; those of claims and attributions, and claims by what they name, to have what
/// belongs there. What is left to find_disagreement is what reading can bear: attributions by source or document that
/// are another's, what rests on a record and does not, and tables in which something is not found.
class FrozenSweep final : FrozenCheckBase {
public:
    FrozenSweep(Store const& store, Marks const& marks, SweepOptions const& options, TellPart const& tell);

    std::optional<Error> run();

    // Of visit_lists.
    void overflow(Store const& store);
    void dependents(Store const& store);
    void documents(Store const& store);
    void heads(std::string_view name, SparseColumn<ListHead> const& column, Category category);

private:
    // frozen_check.cpp
    bool sizes();
    bool texts();
    bool keys();
    bool dates();
    bool quantities();
    bool manners();
    bool links();
    bool notes();
    bool indexes();
    [[nodiscard]] bool index(std::string_view name, HashIndex const& index, std::uint64_t limit, std::uint64_t& used);
    bool index_of(std::string_view name, HashIndex const& index, std::uint32_t records, bool of_all);
    [[nodiscard]] bool is_text(std::uint32_t ref) const noexcept;
    [[nodiscard]] bool is_some_text(std::uint32_t ref) const noexcept {
        return is_text(ref) && (store_.text_words[ref] & first_byte) != 0;
    }
    [[nodiscard]] bool is_date(std::uint32_t word) const noexcept;
    [[nodiscard]] bool is_node(std::uint32_t word) const noexcept {
        return word >> 29 >= 1 && word >> 29 <= category_count && number_of(word) < marks_.nodes[word >> 29];
    }

    // frozen_check_records.cpp
    bool groups();
    bool claims();
    bool attributions();
    bool order();
    [[nodiscard]] bool is_claim(ClaimRecord const& claim, std::uint32_t c);
    [[nodiscard]] bool may_stand_alone(AttributionRecord const& a) const noexcept;

    // frozen_check_lists.cpp
    bool lists();
    void headless(std::string_view name, std::uint64_t lists);
    void largest(std::uint64_t begin, std::uint64_t lists);
    [[nodiscard]] std::uint64_t end_of_list(std::uint64_t block, std::uint64_t length) const noexcept;
    bool dependents_in_runs(ClaimRuns const& runs);
    bool heads_of_groups();
    bool carriers();
    [[nodiscard]] bool is_up(std::uint32_t up, std::uint32_t attribution) const noexcept;
    [[nodiscard]] bool is_first_up(std::uint32_t up, std::uint32_t attribution) const noexcept;
    [[nodiscard]] bool is_entry(std::string_view list, Category category, std::uint32_t number, std::uint32_t entry);

    struct LineSweep;

    /// The byte of a word that comes first in memory: 0 for an empty text.
    static constexpr std::uint32_t first_byte = std::endian::native == std::endian::little ? 0xff : 0xff000000;

    bool goes_on_;
    std::uint32_t text_words_;
    std::uint32_t safe_texts_ = 0;       ///< any word before this one is the beginning of a text within the column
    std::vector<std::uint8_t> allowed_;  ///< for each group a bit for each kind of value that its claims may have
    std::vector<std::uint8_t> needs_document_;  ///< for each manner, whether there is evidence in it
    bool needs_order_ = false;                  ///< a claim is about an attribution, or names one
    std::vector<std::uint32_t> waits_;          ///< for each claim, if they need an order, the attributions before it
    std::uint32_t same_as_ = HashIndex::none;   ///< the property of this name
    std::uint64_t naming_ = 0;                  ///< claims whose value is a record
    std::uint64_t of_claims_ = 0;               ///< attributions of claims
    std::uint64_t words_end_ = 0;               ///< of the lists so far
    std::array<std::uint64_t, 5> totals_{};     ///< entries that name, of notes, by source, of carriers, others
};

}  // namespace ascribe::detail

#endif
