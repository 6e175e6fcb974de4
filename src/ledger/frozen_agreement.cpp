// SPDX-License-Identifier: BSL-1.0
#include "frozen_check.hpp"
#include <ascribe/core/prefetch.hpp>

#include <utility>

namespace ascribe::detail {

namespace {

/// Looks at what is told twice and that neither readers nor writers rely on. Nothing of it lies in order.
class Agreement : FrozenCheckBase {
public:
    Agreement(Store const& store, Marks const& marks, TellPart const& tell)
        : FrozenCheckBase(store, marks, tell, "lists that agree with records") {}

    std::optional<Error> run() {
        (void)(groups() && claims() && is_told(0.3) && sources() && is_told(0.6) && documents() && is_told(0.8) &&
               links() && dependents());
        return std::move(error_);
    }

private:
    /// Each group is in the chain of its subject, which ends where the head says.
    bool groups() {
        std::uint64_t grouped = 0;
        for (std::size_t c = 1; c <= category_count; ++c) {
            auto const is_good = [&](GroupsHead const& head, auto) {
                std::uint32_t count = 0;
                std::uint32_t last = 0;
                for (std::uint32_t at = head.first.load(std::memory_order_relaxed); at != 0; ++count) {
                    last = at - 1;
                    at = store_.groups[last].next.load(std::memory_order_relaxed);
                }
                grouped += count;
                return count == head.count && last == head.last;
            };
            if (!each("groups_of", store_.groups_of[c], is_good)) return false;
        }
        // Chains of one subject ascend and there is one head for it, so all are there if none is counted twice.
        return grouped == store_.groups.size() || bad("groups", store_.groups.size());
    }

    /// Each claim is in the chain of its group, which begins with its first and ends where the group says. The chains
    /// are known to ascend and to stay within their groups.
    bool claims() {
        std::vector<std::uint32_t> expected(store_.groups.size());
        for (std::uint32_t g = 0; g < expected.size(); ++g) expected[g] = store_.groups[g].first + 1;
        for (std::uint32_t c = 0; c < marks_.of(Category::claim); ++c) {
            ClaimRecord const& claim = store_.claims[c];
            std::uint32_t const next = claim.next.load(std::memory_order_relaxed);
            if (std::exchange(expected[claim.group()], next) != c + 1) return bad("claims", c);
            if (next == 0 && store_.groups[claim.group()].last != c) return bad("groups", claim.group());
        }
        for (std::uint32_t g = 0; g < expected.size(); ++g)
            if (expected[g] != 0) return bad("groups", g);
        return true;
    }

    template <class F>
    bool entries(std::string_view name, SparseColumn<ListHead> const& heads, F is_entry) {
        return each(name, heads, [&](ListHead const& head, std::uint32_t number) {
            std::uint32_t count = 0;
            std::uint32_t before = 0;
            auto cursor = EntryCursor::of_list(store_.words, head.first.load(std::memory_order_relaxed));
            for (; cursor.entry() != 0; cursor.advance(), ++count) {
                bool const ascends = cursor.entry() > std::exchange(before, cursor.entry());
                if (!ascends || !is_attribution(before) || !is_entry(number, before - 1)) return false;
            }
            return count == head.count;
        });
    }

    [[nodiscard]] bool is_attribution(std::uint32_t number_plus_one) const noexcept {
        return number_plus_one - 1 < marks_.of(Category::attribution);
    }

    bool sources() {
        for (std::size_t c = 1; c <= category_count; ++c) {
            auto const is_by = [&](std::uint32_t number, std::uint32_t a) {
                return store_.attributions[a].source == node_word(static_cast<Category>(c), number);
            };
            if (!entries("by_source", store_.by_source[c], is_by)) return false;
        }
        return true;
    }

    bool documents() {
        return all("first_in_document", store_.first_in_document, [&](auto const& word, std::uint32_t document) {
            std::uint32_t const first = word.load(std::memory_order_relaxed);
            if (first == 0) return true;
            auto cursor = store_.runs_in_document(first);
            for (std::uint32_t before = 0; cursor.entry() != 0; cursor.advance()) {
                bool const ascends = cursor.entry() > std::exchange(before, cursor.entry());
                if (!ascends || !is_attribution(before) || store_.attributions[before - 1].document != document + 1)
                    return false;
            }
            return true;
        });
    }

    /// Each link is on the way from its attribution down its links. They are known to go down and to be of one
    /// attribution, so it is enough that to each but the attribution's newest another leads: where two lead to one, one
    /// more is left to which none does.
    bool links() {
        std::vector<bool> is_led_to(store_.links.size());
        for (std::uint32_t l = 0; l < is_led_to.size(); ++l)
            if (std::uint32_t const previous = store_.links[l].previous; is_link(previous))
                is_led_to[number_of(previous)] = true;
        for (std::uint32_t l = 0; l < is_led_to.size(); ++l)
            if (!is_led_to[l] && store_.up(store_.links[l].attribution, marks_) != link_word(l)) return bad("links", l);
        return true;
    }

    /// The ground that an attribution was recorded with, 0 for none.
    [[nodiscard]] std::uint32_t first_ground(std::uint32_t a) const noexcept {
        std::uint32_t up = store_.up(a, marks_);
        while (is_link(up)) up = store_.links[number_of(up)].previous;
        return ground_in(up, store_.attributions[a].source);
    }
    /// What is listed rests on this, and is listed once.
    [[nodiscard]] bool rest_on(std::uint32_t node) const noexcept {
        std::uint32_t attribution = 0;
        std::uint32_t link = 0;
        for (auto cursor = store_.dependents_of(node); cursor.entry() != 0; cursor.advance()) {
            std::uint32_t const entry = cursor.entry();
            bool const is_late = (entry & late_dependent) != 0;
            std::uint32_t& last = is_late ? link : attribution;
            if (entry <= last) return false;
            last = entry;
            std::uint32_t const number = entry & ~late_dependent;
            if (is_late ? number >= marks_.links || store_.links[number].ground != node
                        : !is_attribution(entry) || first_ground(entry - 1) != node)
                return false;
        }
        return true;
    }
    bool dependents() {
        constexpr std::uint32_t ahead = 12;
        std::uint32_t const end = marks_.of(Category::claim);
        for (std::uint32_t c = 0; c < end; ++c) {
            if (c + ahead < end && c + ahead >= store_.runs.claims())
                if (auto const block = store_.line_of(c + ahead).dependents.load(std::memory_order_relaxed); block != 0)
                    prefetch(&store_.words[block - 1]);
            if (!rest_on(node_word(Category::claim, c))) return bad("dependents", c);
        }
        for (std::size_t c = 1; c <= category_count; ++c) {
            auto const is_good = [&](ListHead const& head, std::uint32_t number) {
                return head.count == 0 || rest_on(node_word(static_cast<Category>(c), number));
            };
            if (!each("dependents", store_.dependents[c], is_good)) return false;
        }
        return true;
    }
};

}  // namespace

std::optional<Error> find_disagreement(Store const& store, Marks const& marks, TellPart const& tell) {
    return Agreement(store, marks, tell).run();
}

}  // namespace ascribe::detail
