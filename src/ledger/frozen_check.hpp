// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_FROZEN_CHECK_HPP
#define ASCRIBE_SRC_LEDGER_FROZEN_CHECK_HPP

#include "frozen.hpp"
#include "list_order.hpp"
#include "section_sums.hpp"
#include "word_tests.hpp"
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
    FrozenCheckBase(Store const& store, Marks const& marks, TellPart const& tell, std::string_view expected,
                    image::SectionSums* sums = nullptr)
        : store_(store), marks_(marks), tell_(tell), expected_(expected), sums_(sums) {}

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
    /// The checksum of the section in which these records lie is made on the way through them.
    [[nodiscard]] image::RunningSum& sum_of(void const* begin) noexcept {
        return sums_ == nullptr ? no_sum_ : sums_->of(begin);
    }

    template <class T, class F>
    bool all(std::string_view name, Column<T> const& column, F is_good) {
        return all(
            name, column, [](T const&, std::uint32_t) { return yes; }, is_good);
    }
    /// The same for many: `is_odd(record, i)` is asked first, without branches. Its answer may be one of 32 bits; then
    /// the compiler can ask for several at once. What it finds odd may still be good.
    template <class T, class Odd, class Good>
    bool all(std::string_view name, Column<T> const& column, Odd is_odd, Good is_good) {
        std::uint32_t next = 0;
        return until(column.size(), next, name, column, sum_of(records(column)), one_by_one(column, is_odd), is_good);
    }
    /// What `until` asks of some records, as a question to each of them.
    template <class T, class Odd>
    static auto one_by_one(Column<T> const& column, Odd& is_odd) {
        return [at = records(column), &is_odd](std::uint32_t begin, std::uint32_t end) {
            decltype(is_odd(*at, begin)) odd{};
            for (std::uint32_t i = begin; i < end; ++i) odd |= is_odd(at[i], i);
            return !is_yes(odd);
        };
    }
    /// Goes from `next` up to `end` and a little beyond; `next` is put there. `are_good(begin, end)` is asked first, of
    /// a few records, `piece<T>` at most; whether each is good by itself only if it denies.
    template <class T, class Some, class Good>
    bool until(std::uint32_t end, std::uint32_t& next, std::string_view name, Column<T> const& column,
               image::RunningSum& sum, Some const& are_good, Good const& is_good) {
        std::uint32_t const size = column.size();
        T const* const at = records(column);
        end = (std::min)(end, size);
        while (next < end) {
            std::uint32_t const begin = next;
            next = size - begin < piece<T> ? size : begin + piece<T>;
            sum.until(at + next);
            bool const are = are_good(begin, next);
            if (are && !exact_) continue;
            for (std::uint32_t i = begin; i < next; ++i)
                if (!is_good(at[i], i)) return bad(name, i);
        }
        return true;
    }
    /// Lets records be fetched in order of memory, from where that was left up to here and a good deal more: for those
    /// that are led to in no such order, and lie near.
    template <class T>
    static void fetch_beyond(std::uint32_t here, std::uint32_t& next, Column<T> const& column) noexcept {
        constexpr std::uint32_t line = 64 / sizeof(T), more = 8192;
        std::uint32_t const size = column.size();
        std::uint32_t const end = here < size && more < size - here ? here + more : size;
        for (T const* const at = records(column); next < end; next += line) prefetch(at + next);
    }
    /// So few that a processor, which looks some hundred instructions ahead, sums one piece while it goes through
    /// another.
    static constexpr std::uint32_t piece_bytes = 1024;
    template <class T>
    static constexpr std::uint32_t piece = piece_bytes / sizeof(T);

    template <class T, class F>
    bool each(std::string_view name, SparseColumn<T> const& column, F is_good) {
        constexpr std::uint32_t bits = SparseColumn<T>::page_bits;
        image::RunningSum* sum = nullptr;
        for (std::uint32_t p = 0; p < column.page_count(); ++p) {
            T const* page = column.page(p);
            if (page == nullptr) continue;
            if (sum == nullptr) sum = &sum_of(page);
            sum->until(page + (1u << bits));
            for (std::uint32_t i = 0; i < 1u << bits; ++i)
                if (!is_good(page[i], p << bits | i)) return bad(name, p << bits | i);
        }
        return true;
    }

    /// Calls `visit(claim, first, count, block)` for the run of every claim until it returns false; `block` leads to
    /// the entries behind it, or is 0. Long runs have to be numbered in this order.
    template <class Visit>
    bool each_run(std::string_view name, FixedWords const& words, Column<LongRun> const& longer, Visit visit) {
        image::RunningSum& sum = sum_of(words.data());
        std::uint32_t next_long = 0;
        for (std::uint32_t c = 0; c < words.size(); ++c) {
            if (c % piece<FixedWords::Word> == 0)
                sum.until(words.data() + (std::min)(c + piece<FixedWords::Word>, words.size()));
            std::uint32_t const word = frozen::read(words[c]);
            std::uint32_t first = ClaimRuns::number_in(word);
            std::uint32_t count = ClaimRuns::count_in(word);
            std::uint32_t block = 0;
            if (count == ClaimRuns::long_run) {
                if (first != next_long || next_long >= longer.size()) return bad(name, c);
                LongRun const& run = longer[next_long++];
                first = run.first;
                count = run.count;
                block = frozen::read(run.overflow);
            }
            if (!visit(c, first, count, block)) return false;
        }
        return next_long == longer.size() || bad(name, words.size());
    }

    Store const& store_;
    Marks const& marks_;
    TellPart const& tell_;
    std::string_view expected_;
    std::optional<Error> error_;
    bool exact_ = false;
    image::SectionSums* sums_;
    image::RunningSum no_sum_;
};

/// Blocks of one length that lie one behind the other, in the order in which something leads to them.
class BlockRow {
public:
    /// `first`, if there is any, is expected to be the first.
    BlockRow(std::uint32_t length, std::uint32_t first) noexcept : length_(length), first_(first), next_(first) {}

    /// The next block that something leads to, or 0.
    void add(std::uint32_t block) noexcept {
        std::uint32_t const is_there = mask(block != 0);
        astray_ |= (block ^ next_) & is_there;
        next_ += length_ & is_there;
    }
    [[nodiscard]] std::uint32_t blocks() const noexcept { return (next_ - first_) / length_; }
    /// Whether they lie as they should, from there on.
    [[nodiscard]] bool begin_at(std::uint64_t block) const noexcept {
        return astray_ == 0 && (blocks() == 0 || first_ == block);
    }

private:
    std::uint32_t length_;
    std::uint32_t first_;
    std::uint32_t next_;
    std::uint32_t astray_ = 0;  ///< not 0 if one lay elsewhere
};

/// Looks at all that reading and recording follow, so that neither can go astray: in order of memory, and elsewhere
/// only where the records of an image lie close to each other.
///
/// Records have to be such as a ledger takes. Lists have to lie in their order (see list_order.hpp), to ascend, and not
/// to have more in all than there is; those of claims and attributions, and claims by what they name, to have what
/// belongs there. What is left to find_disagreement is what reading can bear: attributions by source or document that
/// are another's, what rests on a record and does not, links that their attributions leave out, and tables in which
/// something is not found.
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
    bool attributions(std::uint32_t end);
    bool order();
    [[nodiscard]] bool is_claim(ClaimRecord const& claim, std::uint32_t c);
    [[nodiscard]] bool may_stand_alone(AttributionRecord const& a) const noexcept;

    // frozen_check_lists.cpp
    bool lists();
    void headless(std::string_view name, std::uint64_t lists);
    bool largest(std::string_view name, std::uint32_t next);
    bool heads_of_groups();
    bool carriers();
    /// By the upper 3 bits of an up word that is no link, which numbers it may have without a closer look; attributions
    /// are left to who knows the one that it is of.
    [[nodiscard]] std::array<std::uint32_t, 8> up_limits() const noexcept;
    [[nodiscard]] bool is_up(std::uint32_t up, std::uint32_t attribution) const noexcept;
    [[nodiscard]] bool is_first_up(std::uint32_t up, std::uint32_t attribution) const noexcept;
    [[nodiscard]] bool is_entry(std::string_view list, Category category, std::uint32_t number, std::uint32_t entry);

    struct LineSweep;

    /// Of the first block of a list whose entries are one word each.
    static constexpr std::uint32_t first_length = 1 + frozen::block_size(0);

    /// The byte of a word that comes first in memory: 0 for an empty text.
    static constexpr std::uint32_t first_byte = std::endian::native == std::endian::little ? 0xff : 0xff000000;

    bool goes_on_;
    std::array<std::uint32_t, 8> node_limits_{};  ///< by the upper 3 bits of a node word, how many there are
    std::uint32_t text_words_;
    std::uint32_t safe_texts_ = 0;       ///< any word before this one is the beginning of a text within the column
    std::vector<std::uint8_t> allowed_;  ///< for each group a bit for each kind of value that its claims may have
    std::vector<std::uint8_t> needs_document_;  ///< for each manner, whether there is evidence in it
    bool needs_order_ = false;                  ///< a claim is about an attribution, or names one
    std::vector<std::uint32_t> waits_;          ///< for each claim, if they need an order, the attributions before it
    std::uint32_t same_as_ = HashIndex::none;   ///< the property of this name
    std::uint64_t naming_ = 0;                  ///< claims whose value is a record
    bool some_need_document_ = false;           ///< one of the manners does
    std::uint32_t next_attribution_ = 0;        ///< those before it have been looked at
    image::RunningSum* sum_of_attributions_ = nullptr;
    std::uint64_t of_claims_ = 0;  ///< attributions of claims, so far
    std::uint64_t words_end_ = 0;  ///< of the lists so far
    BlockRow dependents_of_lines_{first_length, 0};
    image::RunningSum* sum_of_words_ = nullptr;
    std::array<std::uint64_t, 5> totals_{};  ///< entries that name, of notes, by source, of carriers, others
};

}  // namespace ascribe::detail

#endif
