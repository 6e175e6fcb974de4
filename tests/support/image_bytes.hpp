// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_IMAGE_BYTES_HPP
#define ASCRIBE_TESTS_SUPPORT_IMAGE_BYTES_HPP

#include "support/random.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace ascribe_tests {

/// An image taken apart after docs/image.md alone, so that a test can change one number of one section.
class ImageBytes {
public:
    explicit ImageBytes(std::vector<std::byte> of) : bytes(std::move(of)) {}

    [[nodiscard]] std::uint64_t directory() const { return at<std::uint64_t>(bytes.size() - 64); }
    [[nodiscard]] std::uint64_t sections() const { return at<std::uint64_t>(bytes.size() - 56); }
    /// Offset, and number of bytes.
    [[nodiscard]] std::size_t offset(std::size_t section) const {
        return static_cast<std::size_t>(at<std::uint64_t>(entry(section) + 8));
    }
    [[nodiscard]] std::size_t size(std::size_t section) const {
        return static_cast<std::size_t>(at<std::uint64_t>(entry(section) + 16) * at<std::uint32_t>(entry(section) + 4));
    }
    [[nodiscard]] std::size_t entry(std::size_t section) const {
        return static_cast<std::size_t>(directory()) + 32 * section;
    }

    template <class T>
    [[nodiscard]] T at(std::size_t offset) const {
        T value;
        std::memcpy(&value, bytes.data() + offset, sizeof value);
        return value;
    }
    template <class T>
    void put(std::size_t offset, T value) {
        std::memcpy(bytes.data() + offset, &value, sizeof value);
    }

    /// Changes one number of a section, by one, by a bit or altogether, and makes the checksums right again. Requires:
    /// the section has room for a number.
    void forge(std::size_t section, Random& random) {
        std::size_t const place = offset(section) + random.below(size(section) / 4) * 4;
        auto const old = at<std::uint32_t>(place);
        switch (random.below(4)) {
        case 0: put(place, old + 1); break;
        case 1: put(place, old - 1); break;
        case 2: put(place, static_cast<std::uint32_t>(random.next())); break;
        default: put(place, old ^ 1u << random.below(32)); break;
        }
        seal();
    }

    /// Makes all checksums those of the bytes.
    void seal() {
        for (std::size_t s = 0; s < sections(); ++s) put(entry(s) + 24, checksum({{offset(s), size(s)}}));
        std::size_t const footer = bytes.size() - 64;
        put(footer + 24, checksum({{0, 64}, {static_cast<std::size_t>(directory()), 32 * sections()}, {footer, 24}}));
    }
    /// Whether they are.
    [[nodiscard]] bool is_sealed() const {
        ImageBytes sealed(bytes);
        sealed.seal();
        return sealed.bytes == bytes;
    }

    std::vector<std::byte> bytes;

private:
    static constexpr std::uint64_t mix(std::uint64_t x) {
        x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
        x = (x ^ x >> 27) * 0x94d049bb133111ebu;
        return x ^ x >> 31;
    }
    static constexpr std::uint64_t rotated(std::uint64_t x) { return x << 29 | x >> 35; }

    /// Of stretches of bytes one behind the other.
    [[nodiscard]] std::uint64_t checksum(std::vector<std::pair<std::size_t, std::size_t>> const& stretches) const {
        std::vector<std::byte> all;
        for (auto const& [at, count] : stretches)
            all.insert(all.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                       bytes.begin() + static_cast<std::ptrdiff_t>(at + count));
        std::uint64_t sum = mix(all.size());
        all.resize((all.size() + 31) / 32 * 32);
        std::array<std::uint64_t, 4> lanes = {1, 2, 3, 4};
        for (std::size_t i = 0; i < all.size(); i += 8) {
            std::uint64_t word;
            std::memcpy(&word, all.data() + i, sizeof word);
            auto& lane = lanes[i / 8 % 4];
            lane = rotated((lane ^ word) * 0x9fb21c651e98df25u);
        }
        for (std::uint64_t lane : lanes)
            sum = mix((sum + 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu ^ rotated(lane * 0xc4ceb9fe1a85ec53u));
        return sum;
    }
};

}  // namespace ascribe_tests

#endif
