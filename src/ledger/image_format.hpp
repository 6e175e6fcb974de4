// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_IMAGE_FORMAT_HPP
#define ASCRIBE_SRC_LEDGER_IMAGE_FORMAT_HPP

#include <ascribe/ledger/hash_index.hpp>
#include <ascribe/ledger/store.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

/// The frame of an image; docs/image.md tells every byte. Numbers have the byte order of the writer, which the header
/// tells.
namespace ascribe::detail::image {

inline constexpr std::array<char, 8> magic = {'a', 's', 'c', 'r', 'i', 'b', 'e', '\x1a'};
inline constexpr std::uint32_t byte_order = 0x01020304;
inline constexpr std::size_t alignment = 64;

/// What the sections are.
enum class Kind : std::uint32_t { records = 1, frozen = 2 };

/// The version that is written and read.
[[nodiscard]] constexpr std::uint32_t version_of(Kind kind) noexcept {
    return kind == Kind::frozen ? 3 : 1;
}

struct Header {
    std::array<char, 8> magic = image::magic;
    std::uint32_t byte_order = image::byte_order;
    std::uint32_t version = version_of(Kind::records);
    Kind kind = Kind::records;
    std::array<std::uint32_t, 11> reserved{};
};
static_assert(sizeof(Header) == alignment);

/// One section in the directory, which stands behind the sections.
struct Entry {
    std::uint32_t section;
    std::uint32_t element_size;
    std::uint64_t offset;
    std::uint64_t count;
    std::uint64_t checksum;
};
static_assert(sizeof(Entry) == 32);

struct Footer {
    std::uint64_t directory;  ///< offset
    std::uint64_t sections;   ///< entries of the directory
    std::uint64_t size;       ///< of the image, with this footer
    std::uint64_t checksum;   ///< of the header, the directory, and the words before this one
    std::array<std::uint64_t, 3> reserved{};
    std::array<char, 8> magic = image::magic;
};
static_assert(sizeof(Footer) == alignment);

enum class Section : std::uint32_t {
    extent,
    text_bytes,
    text_ends,
    actor_kinds,
    property_traits,
    dates,
    quantities,
    spans,
    manners,
    claim_subjects,
    claim_properties,
    claim_kinds,
    claim_values,
    claim_valid,
    attribution_contents,
    attribution_sources,
    attribution_documents,
    attribution_manners,
    attribution_grounds,
    ground_attributions,
    grounds,
    note_nodes,
    note_texts,
    note_actors,
    note_times,
};
inline constexpr std::size_t section_count = static_cast<std::size_t>(Section::note_times) + 1;

struct SectionTraits {
    std::string_view name;
    std::uint32_t element_size;
};
inline constexpr std::array<SectionTraits, section_count> sections = {{
    {"extent", 4},
    {"text_bytes", 1},
    {"text_ends", 8},
    {"actor_kinds", 1},
    {"property_traits", 4},
    {"dates", 4},
    {"quantities", 64},
    {"spans", 16},
    {"manners", 16},
    {"claim_subjects", 4},
    {"claim_properties", 4},
    {"claim_kinds", 1},
    {"claim_values", 4},
    {"claim_valid", 4},
    {"attribution_contents", 4},
    {"attribution_sources", 4},
    {"attribution_documents", 4},
    {"attribution_manners", 4},
    {"attribution_grounds", 4},
    {"ground_attributions", 4},
    {"grounds", 4},
    {"note_nodes", 4},
    {"note_texts", 4},
    {"note_actors", 4},
    {"note_times", 8},
}};

/// The numbers in section `extent`: what the image continues, where that leads, and how the last keys of the former
/// hash.
struct Extents {
    std::array<std::uint32_t, 6> base_nodes;
    std::uint32_t base_properties;
    std::uint32_t base_notes;
    std::array<std::uint32_t, 6> nodes;
    std::uint32_t properties;
    std::uint32_t notes;
    std::array<std::uint32_t, 2> last_keys;
};
static_assert(sizeof(Extents) == 18 * 4);

struct QuantityElement {
    std::uint32_t bits;
    std::uint32_t unit;   ///< number of the text
    std::uint32_t thing;  ///< number of the text
    std::uint32_t reserved;
    std::array<std::int64_t, 6> numbers;  ///< numerator and denominator of nominal, lower, upper
};
static_assert(sizeof(QuantityElement) == 64);

struct SpanElement {
    std::uint32_t document;  ///< number plus one, 0 for the attribution's own
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t small;  ///< role, depth in the second byte, then open begin and open end in the third
};
static_assert(sizeof(SpanElement) == 16);

struct MannerElement {
    std::uint32_t said;
    std::uint32_t bits;
    std::uint32_t wording;   ///< number of the text plus one
    std::uint32_t span_end;  ///< one behind the last of its spans
};
static_assert(sizeof(MannerElement) == 16);

/// A checksum in four lanes, so that a processor keeps up with reading. Finds damage, not forgery.
class Checksum {
public:
    static constexpr std::size_t stripe = 32;

    /// Requires: all pieces but the last have a multiple of `stripe` bytes. So many bytes behind them will be read
    /// soon.
    void add(std::span<std::byte const> bytes, std::size_t soon = 0) noexcept {
        size_ += bytes.size();
        auto lanes = lanes_;
        std::size_t i = 0;
        for (; i + 2 * stripe <= bytes.size(); i += 2 * stripe) {
            // Pages ahead, where the processor does not read ahead by itself.
            if (i + ahead < bytes.size() + soon) prefetch(bytes.data() + i + ahead);
            step(lanes, bytes.data() + i);
            step(lanes, bytes.data() + i + stripe);
        }
        for (; i + stripe <= bytes.size(); i += stripe) step(lanes, bytes.data() + i);
        lanes_ = lanes;
        if (i == bytes.size()) return;
        std::array<std::byte, stripe> rest{};
        std::memcpy(rest.data(), bytes.data() + i, bytes.size() - i);
        step(lanes_, rest.data());
    }
    [[nodiscard]] std::uint64_t result() const noexcept {
        std::uint64_t sum = mix(size_);
        for (std::uint64_t lane : lanes_) sum = hash_words(sum, lane);
        return sum;
    }
    [[nodiscard]] static std::uint64_t of(std::span<std::byte const> bytes) noexcept {
        Checksum checksum;
        checksum.add(bytes);
        return checksum.result();
    }

private:
    static constexpr std::size_t ahead = 8192;

    static void step(std::array<std::uint64_t, 4>& lanes, std::byte const* at) noexcept {
        for (std::size_t l = 0; l < 4; ++l) {
            std::uint64_t word;
            std::memcpy(&word, at + l * sizeof word, sizeof word);
            lanes[l] = std::rotl((lanes[l] ^ word) * 0x9fb21c651e98df25u, 29);
        }
    }

    std::array<std::uint64_t, 4> lanes_ = {1, 2, 3, 4};
    std::uint64_t size_ = 0;
};

/// The checksum of the frame: header, directory and the beginning of the footer.
[[nodiscard]] inline std::uint64_t frame_checksum(Header const& header, std::span<Entry const> directory,
                                                  Footer const& footer) noexcept {
    Checksum checksum;
    checksum.add(std::as_bytes(std::span(&header, 1)));
    checksum.add(std::as_bytes(directory));
    checksum.add(std::as_bytes(std::span(&footer, 1)).first(offsetof(Footer, checksum)));
    return checksum.result();
}

/// How the last keys of each category and the last property's name hash, for these numbers of them.
[[nodiscard]] inline std::uint64_t hash_last_keys(Store const& store, std::array<std::uint32_t, 6> const& nodes,
                                                  std::uint32_t properties) noexcept {
    std::uint64_t hash = 0;
    for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c)
        if (nodes[c - 1] != 0)
            hash = hash_words(hash, hash_bytes(store.text(store.entities[c].keys[nodes[c - 1] - 1])));
    return properties == 0 ? hash : hash_words(hash, hash_bytes(store.text(store.properties[properties - 1].name)));
}

}  // namespace ascribe::detail::image

#endif
