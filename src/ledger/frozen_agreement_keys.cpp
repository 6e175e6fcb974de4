// SPDX-License-Identifier: BSL-1.0
#include "frozen.hpp"
#include <ascribe/core/prefetch.hpp>

#include <array>
#include <string>

namespace ascribe::detail {

namespace {

/// Looks whether each key is found by its hash, and is there once. What is found and what is a record of its own is
/// what merging and recording go by.
class KeyCheck {
public:
    explicit KeyCheck(Store const& store) : store_(store) {}

    /// `ref(number)` is the text of a record; there are `count` of them, each in the index.
    template <class Ref>
    std::optional<Error> run(std::string_view name, HashIndex const& index, std::uint32_t count, Ref ref) const {
        std::uint64_t found = 0;
        for (std::size_t t = 0; t < HashIndex::table_count; ++t) {
            auto const slots = index.slots(t);
            std::size_t const size = slots.size();
            // Where the unbroken run of used slots began that leads to here; it may begin before the end.
            std::size_t run = 0;
            while (run < size && slots[size - 1 - run].load(std::memory_order_relaxed) != 0) ++run;
            for (std::size_t i = 0; i < size; ++i) {
                fetch(slots, i, ref);
                std::uint64_t const slot = slots[i].load(std::memory_order_relaxed);
                if (slot == 0) {
                    run = 0;
                    continue;
                }
                std::string_view const text = store_.text(ref(static_cast<std::uint32_t>(slot) - 1));
                std::uint64_t const hash = hash_bytes(text);
                auto const start = static_cast<std::size_t>((hash & 0xffffffff) * size >> 32);
                std::size_t const before = i >= start ? i - start : i + size - start;
                if (hash >> 58 != t || (hash & 0xffffffff) != slot >> 32 || before > run ||
                    is_repeated(slots, i, before, ref, text))
                    return bad(name, static_cast<std::uint32_t>(slot) - 1);
                ++run;
                ++found;
            }
        }
        // That no text is there twice makes all numbers different, too.
        return found == count ? std::nullopt : bad(name, count);
    }

private:
    using Slots = std::span<std::atomic<std::uint64_t> const>;

    static std::optional<Error> bad(std::string_view name, std::uint32_t element) {
        return Error{.code = Errc::out_of_range,
                     .record = "image",
                     .field = name,
                     .expected = "every key once, where it is looked for",
                     .found = "element " + std::to_string(element)};
    }
    /// Whether a search for this text would have ended before slot i.
    template <class Ref>
    [[nodiscard]] bool is_repeated(Slots slots, std::size_t i, std::size_t before, Ref ref,
                                   std::string_view text) const {
        std::uint64_t const hash = slots[i].load(std::memory_order_relaxed) >> 32;
        for (std::size_t k = 1; k <= before; ++k) {
            std::uint64_t const other = slots[i >= k ? i - k : i + slots.size() - k].load(std::memory_order_relaxed);
            if (other >> 32 == hash && store_.text(ref(static_cast<std::uint32_t>(other) - 1)) == text) return true;
        }
        return false;
    }
    /// Lets memory be fetched that will be looked at soon: what leads to the text, then the text.
    template <class Ref>
    void fetch(Slots slots, std::size_t i, Ref ref) const noexcept {
        constexpr std::size_t far = 32, near = 16;
        auto const number = [&](std::size_t at) {
            return static_cast<std::uint32_t>(slots[at].load(std::memory_order_relaxed)) - 1;
        };
        if (i + far < slots.size() && number(i + far) != HashIndex::none) prefetch(&ref(number(i + far)));
        if (i + near < slots.size() && number(i + near) != HashIndex::none)
            prefetch(&store_.text_words[ref(number(i + near))]);
    }

    Store const& store_;
};

}  // namespace

std::optional<Error> find_key_fault(Store const& store) {
    KeyCheck const check(store);
    for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c) {
        auto const& keys = store.entities[c].keys;
        auto const ref = [&](std::uint32_t n) -> TextRef const& { return keys[n]; };
        if (auto fault = check.run("keys", store.entities[c].by_key, keys.size(), ref)) return fault;
    }
    return find_name_fault(store);
}

std::optional<Error> find_name_fault(Store const& store) {
    auto const ref = [&](std::uint32_t n) -> TextRef const& { return store.properties[n].name; };
    return KeyCheck(store).run("properties", store.property_index, store.properties.size(), ref);
}

}  // namespace ascribe::detail
