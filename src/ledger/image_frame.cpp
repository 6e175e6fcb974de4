// SPDX-License-Identifier: BSL-1.0
#include "image_frame.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ascribe::detail::image {

namespace {

Error bad(Errc code, std::string_view field, std::string_view expected, std::string found = {},
          std::size_t offset = Error::no_offset) {
    return {.code = code,
            .record = "image",
            .field = field,
            .expected = expected,
            .found = std::move(found),
            .offset = offset};
}

template <class T>
T read(std::span<std::byte const> bytes, std::size_t offset) noexcept {
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

}  // namespace

Result<Frame> Frame::parse(std::span<std::byte const> bytes, bool checksums, Kind kind,
                           std::span<SectionTraits const> expected) {
    std::size_t const count = expected.size();
    Header header;
    if (bytes.size() < sizeof header) return bad(Errc::unknown, "header", "an image");
    header = read<Header>(bytes, 0);
    if (header.magic != image::magic) return bad(Errc::unknown, "header", "an image");
    if (header.byte_order != image::byte_order)
        return bad(Errc::unknown, "header", "an image that was written in this machine's byte order");
    if (header.kind != kind)
        return bad(Errc::unknown, "header", kind == Kind::frozen ? "a frozen graph" : "an image of records",
                   std::to_string(static_cast<std::uint32_t>(header.kind)));
    if (header.version != version_of(kind))
        return bad(Errc::unknown, "header",
                   kind == Kind::frozen ? "a frozen graph of version 3" : "an image of version 1",
                   std::to_string(header.version));
    if (bytes.size() < sizeof header + sizeof(Footer) || bytes.size() % alignment != 0)
        return bad(Errc::syntax, "footer", "an image that is not cut off");
    auto const footer_at = bytes.size() - sizeof(Footer);
    auto const footer = read<Footer>(bytes, footer_at);
    if (footer.magic != image::magic || footer.size != bytes.size())
        return bad(Errc::syntax, "footer", "an image that is not cut off");
    if (footer.sections != count || footer.directory % alignment != 0 || footer.directory > footer_at ||
        (footer_at - footer.directory) / sizeof(Entry) < count)
        return bad(Errc::syntax, "directory", "the sections of this version");
    std::vector<Entry> directory(count);
    std::memcpy(directory.data(), bytes.data() + footer.directory, count * sizeof(Entry));
    if (checksums && frame_checksum(header, directory, footer) != footer.checksum)
        return bad(Errc::syntax, "directory", "the checksum of its bytes");

    Frame frame;
    frame.bytes_ = bytes;
    frame.traits_ = expected;
    frame.sections_.resize(count);
    frame.checksums_.resize(count);
    std::uint64_t at = sizeof header;
    for (std::size_t s = 0; s < count; ++s) {
        Entry const& entry = directory[s];
        auto const& traits = expected[s];
        if (entry.section != s || entry.element_size != traits.element_size || entry.offset != at ||
            entry.count > (footer.directory - at) / entry.element_size)
            return bad(Errc::syntax, "directory", "a section that lies behind the one before it",
                       std::string(traits.name), static_cast<std::size_t>(footer.directory + s * sizeof(Entry)));
        std::uint64_t const size = entry.count * entry.element_size;
        frame.sections_[s] = bytes.subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
        frame.checksums_[s] = entry.checksum;
        at += (size + alignment - 1) / alignment * alignment;
    }
    if (at != footer.directory) return bad(Errc::syntax, "directory", "sections that reach up to it");
    return frame;
}

std::optional<Error> Frame::find_damage(std::function<std::optional<Error>(double part)> const& tell) const {
    for (std::size_t s = 0; s < size(); ++s) {
        std::span<std::byte const> const section = sections_[s];
        auto const at = static_cast<std::size_t>(section.data() - bytes_.data());
        if (Checksum::of(section) != checksums_[s])
            return bad(Errc::syntax, traits_[s].name, "the checksum of its bytes", {}, at);
        if (!tell) continue;
        if (auto error = tell(static_cast<double>(at + section.size()) / static_cast<double>(bytes_.size())))
            return error;
    }
    return std::nullopt;
}

}  // namespace ascribe::detail::image
