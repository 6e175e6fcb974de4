// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_IMAGE_WRITER_HPP
#define ASCRIBE_SRC_LEDGER_IMAGE_WRITER_HPP

#include "image_format.hpp"
#include <ascribe/ledger/image.hpp>

#include <algorithm>
#include <vector>

namespace ascribe::detail::image {

/// Puts sections behind one another and keeps the directory.
class Writer {
public:
    Writer(Kind kind, WriteBytes write, void* sink)
        : write_(write),
          sink_(sink),
          header_{.version = version_of(kind), .kind = kind},
          buffer_(std::size_t{1} << 16) {
        put(std::as_bytes(std::span(&header_, 1)));
        flush();
    }

    void begin(std::size_t element_size) {
        checksum_ = {};
        directory_.push_back({.section = static_cast<std::uint32_t>(directory_.size()),
                              .element_size = static_cast<std::uint32_t>(element_size),
                              .offset = at_,
                              .count = 0,
                              .checksum = 0});
    }
    template <class T>
    void element(T const& value) {
        static_assert(std::has_unique_object_representations_v<T>);
        put(std::as_bytes(std::span(&value, 1)));
    }
    void bytes(std::span<std::byte const> bytes) { put(bytes); }
    void bytes(std::string_view text) { put(std::as_bytes(std::span(text.data(), text.size()))); }
    void end() {
        Entry& entry = directory_.back();
        flush();
        entry.count = (at_ - entry.offset) / entry.element_size;
        entry.checksum = checksum_.result();
        pad();
    }

    void finish() {
        Footer footer{.directory = at_, .sections = directory_.size(), .size = 0, .checksum = 0};
        put(std::as_bytes(std::span(directory_)));
        flush();
        pad();
        footer.size = at_ + sizeof footer;
        footer.checksum = frame_checksum(header_, directory_, footer);
        put(std::as_bytes(std::span(&footer, 1)));
        flush();
    }

    /// Bytes so far, but for those that were not handed on yet.
    [[nodiscard]] std::uint64_t size() const noexcept { return at_; }

private:
    void put(std::span<std::byte const> bytes) {
        while (!bytes.empty()) {
            std::size_t const size = (std::min)(bytes.size(), buffer_.size() - used_);
            std::copy_n(bytes.begin(), size, buffer_.begin() + static_cast<std::ptrdiff_t>(used_));
            used_ += size;
            bytes = bytes.subspan(size);
            if (used_ == buffer_.size()) flush();
        }
    }
    void flush() {
        if (used_ == 0) return;
        std::span<std::byte const> const piece(buffer_.data(), used_);
        checksum_.add(piece);
        write_(sink_, piece);
        at_ += used_;
        used_ = 0;
    }
    void pad() {
        static constexpr std::array<std::byte, alignment> zeros{};
        put(std::span(zeros).first((alignment - at_ % alignment) % alignment));
        flush();
    }

    WriteBytes write_;
    void* sink_;
    Header const header_;
    std::vector<std::byte> buffer_;
    std::size_t used_ = 0;
    std::uint64_t at_ = 0;
    Checksum checksum_;
    std::vector<Entry> directory_;
};

}  // namespace ascribe::detail::image

#endif
