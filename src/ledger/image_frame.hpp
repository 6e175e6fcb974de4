// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_IMAGE_FRAME_HPP
#define ASCRIBE_SRC_LEDGER_IMAGE_FRAME_HPP

#include "image_format.hpp"
#include <ascribe/core/result.hpp>

#include <functional>
#include <optional>
#include <vector>

/// The sections of an image, found and checked as far as bytes go.
namespace ascribe::detail::image {

/// Elements of a section, which may lie at any address.
template <class T>
class Elements {
public:
    Elements() = default;
    explicit Elements(std::span<std::byte const> bytes) noexcept : bytes_(bytes) {}
    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size() / sizeof(T); }
    [[nodiscard]] T operator[](std::size_t i) const noexcept {
        T value;
        std::memcpy(&value, bytes_.data() + i * sizeof(T), sizeof(T));
        return value;
    }

private:
    std::span<std::byte const> bytes_;
};

class Frame {
public:
    /// Where the sections are, and whether they fit. `expected` has the names and element sizes of all sections of this
    /// kind of image. With `checksums` that of the frame is compared; those of the sections are left to find_damage.
    [[nodiscard]] static Result<Frame> parse(std::span<std::byte const> bytes, bool checksums, Kind kind,
                                             std::span<SectionTraits const> expected);

    /// The first section that has not its checksum. `tell`, if there is one, is called with how much is done, from 0 to
    /// 1; what it returns ends the work.
    [[nodiscard]] std::optional<Error> find_damage(
        std::function<std::optional<Error>(double part)> const& tell = {}) const;

    /// Requires: the section's elements have the size of T.
    template <class T>
    [[nodiscard]] Elements<T> elements(Section section) const noexcept {
        ASCRIBE_ASSERT(sizeof(T) == sections[static_cast<std::size_t>(section)].element_size);
        return Elements<T>(bytes(section));
    }
    [[nodiscard]] std::span<std::byte const> bytes(Section section) const noexcept {
        return sections_[static_cast<std::size_t>(section)];
    }
    [[nodiscard]] std::span<std::byte const> bytes(std::size_t section) const noexcept { return sections_[section]; }
    /// What the directory says.
    [[nodiscard]] std::uint64_t checksum(std::size_t section) const noexcept { return checksums_[section]; }
    [[nodiscard]] std::size_t size() const noexcept { return sections_.size(); }
    /// All of the image.
    [[nodiscard]] std::span<std::byte const> bytes() const noexcept { return bytes_; }

private:
    std::span<std::byte const> bytes_;
    std::vector<std::span<std::byte const>> sections_;
    std::vector<std::uint64_t> checksums_;
    std::span<SectionTraits const> traits_;
};

}  // namespace ascribe::detail::image

#endif
