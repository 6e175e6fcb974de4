// SPDX-License-Identifier: BSL-1.0
#include "list_order.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ascribe::detail::frozen {

namespace {

class Ordering {
public:
    explicit Ordering(Store& store) : store_(store) {}

    void overflow(Store& store) {
        order_runs(store.runs.runs, store.runs.longer);
        order_runs(store.runs.resting, store.runs.longer_resting);
        arrange(2, [&](auto list) {
            for (std::uint32_t r = 0; r < store.runs.longer.size(); ++r) list(store.runs.longer[r].overflow);
            for (std::uint32_t c = 0; c < store.lines.size(); ++c) list(store.lines[c].overflow);
        });
    }
    void dependents(Store& store) {
        arrange(1, [&](auto list) {
            auto& longer = store.runs.longer_resting;
            for (std::uint32_t r = 0; r < longer.size(); ++r) list(longer[r].overflow);
            for (std::uint32_t c = 0; c < store.lines.size(); ++c) list(store.lines[c].dependents);
        });
    }
    void documents(Store& store) {
        arrange(1, [&](auto list) {
            for (std::uint32_t d = 0; d < store.first_in_document.size(); ++d) {
                auto& word = store.first_in_document[d];
                if (read(word) <= document_runs) continue;
                std::atomic<std::uint32_t> first = read(word) - document_runs;
                // What counts the blocks returns nothing, and changes nothing.
                if (list(first) != 0) word.store(document_runs + read(first), std::memory_order_relaxed);
            }
        });
    }
    void heads(std::string_view, SparseColumn<ListHead>& column, Category) {
        arrange(1, [&](auto list) {
            for (std::uint32_t p = 0; p < column.page_count(); ++p) {
                if (column.page(p) == nullptr) continue;
                // Nobody else is here, and what was written may be changed.
                auto* const page = const_cast<ListHead*>(column.page(p));
                for (std::uint32_t i = 0; i < 1u << column.page_bits; ++i)
                    if (std::uint32_t const last = list(page[i].first); last != 0) page[i].last = last;
            }
        });
    }

    std::vector<std::uint32_t> words;

private:
    static void order_runs(FixedWords& words, Column<LongRun>& longer) {
        struct Part {
            std::uint32_t first, count, overflow;
        };
        std::vector<Part> parts;
        for (std::uint32_t c = 0; c < words.size(); ++c) {
            std::uint32_t const word = read(words[c]);
            if (ClaimRuns::count_in(word) != ClaimRuns::long_run) continue;
            LongRun const& run = longer[ClaimRuns::number_in(word)];
            auto const number = static_cast<std::uint32_t>(parts.size());
            words[c].store(ClaimRuns::long_run << ClaimRuns::number_bits | number, std::memory_order_relaxed);
            parts.push_back({run.first, run.count, read(run.overflow)});
        }
        for (std::uint32_t r = 0; r < parts.size(); ++r) {
            longer[r].first = parts[r].first;
            longer[r].count = parts[r].count;
            longer[r].overflow.store(parts[r].overflow, std::memory_order_relaxed);
        }
    }

    /// `each(list)` calls `list(first)` for all lists of a kind; it returns the number of the last block.
    template <class Each>
    void arrange(std::uint32_t stride, Each each) {
        std::array<std::size_t, block_sizes> at{};
        each([&](std::atomic<std::uint32_t> const& first) {
            std::size_t size = 0;
            for (std::uint32_t block = read(first); block != 0; block = read(store_.words[block - 1])) {
                ++at[size];
                size = (std::min)(size + 1, block_sizes - 1);
            }
            return 0u;
        });
        std::size_t end = words.size();
        for (std::size_t s = 0; s < block_sizes; ++s) {
            std::size_t const begin = end;
            end += at[s] * (std::size_t{1} + std::size_t{stride} * block_size(s));
            at[s] = begin;
        }
        words.resize(end);
        each([&](std::atomic<std::uint32_t>& first) {
            std::size_t size = 0;
            std::uint32_t last = 0;
            for (std::uint32_t block = read(first); block != 0;) {
                auto const* const from = &store_.words[block - 1];
                std::uint32_t const length = stride * block_size(size);
                auto* const to = &words[at[size]];
                for (std::uint32_t i = 1; i <= length; ++i) to[i] = read(from[i]);
                auto const number = static_cast<std::uint32_t>(at[size] + 1);
                if (last == 0)
                    first.store(number, std::memory_order_relaxed);
                else
                    words[last - 1] = number;
                last = number;
                block = read(from[0]);
                at[size] += length + 1;
                size = (std::min)(size + 1, block_sizes - 1);
            }
            return last;
        });
    }

    Store& store_;
};

}  // namespace

std::vector<std::uint32_t> put_lists_in_order(Store& store) {
    Ordering ordering(store);
    visit_lists(store, ordering);
    return std::move(ordering.words);
}

}  // namespace ascribe::detail::frozen
