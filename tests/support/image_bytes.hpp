// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_IMAGE_BYTES_HPP
#define ASCRIBE_TESTS_SUPPORT_IMAGE_BYTES_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace ascribe_tests {

/// An image taken apart after docs/image.md alone, so that a test can change one number of one section.
class ImageBytes {
public:
    explicit ImageBytes(std::vector<std::byte> bytes) : bytes(std::move(bytes)) {}

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

    std::vector<std::byte> bytes;
};

}  // namespace ascribe_tests

#endif
