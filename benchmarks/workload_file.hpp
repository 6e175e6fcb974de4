// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_WORKLOAD_FILE_HPP
#define ASCRIBE_BENCHMARKS_WORKLOAD_FILE_HPP

#include "workload.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

/// The newsroom as a file that programs in any language read: little-endian, a header of 16 words of 64 bits (magic,
/// claims, attributions, sources, events, properties, documents, texts, bytes of the texts, zeros), then columns, each
/// padded with zeros to a multiple of 64 bytes.
///
/// Of the claims: event u32, property u8, kind of value u8 (1: text), polarity i8, date u32, low i32 (of a text its
/// number), high i32. Of the attributions: claim, source, document, date, via u32. Then where each text begins u32,
/// with one more for the end, and the bytes of all texts.
namespace workload {

inline constexpr std::uint64_t file_magic = 0x3157424952435341u;  // "ASCRIBW1"
inline constexpr std::size_t file_alignment = 64;

class FileError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

namespace detail {

struct Close {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

[[nodiscard]] inline File open(std::string const& path, char const* mode) {
    File file(std::fopen(path.c_str(), mode));
    if (!file) throw FileError(path + ": cannot be opened");
    return file;
}

inline void write(std::FILE* file, void const* bytes, std::size_t size) {
    if (size != 0 && std::fwrite(bytes, 1, size, file) != size) throw FileError("the file cannot be written");
}

template <class T>
void write_column(std::FILE* file, std::vector<T> const& column) {
    static constexpr char zeros[file_alignment] = {};
    std::size_t const size = column.size() * sizeof(T);
    write(file, column.data(), size);
    write(file, zeros, (file_alignment - size % file_alignment) % file_alignment);
}

template <class T>
[[nodiscard]] std::vector<T> read_column(std::FILE* file, std::size_t count) {
    std::vector<T> column(count);
    std::size_t const size = count * sizeof(T);
    char padding[file_alignment];
    std::size_t const rest = (file_alignment - size % file_alignment) % file_alignment;
    if (std::fread(column.data(), 1, size, file) != size || std::fread(padding, 1, rest, file) != rest)
        throw FileError("the file ends within a column");
    return column;
}

/// One column out of a field of many records.
template <class T, class Record, class Field>
[[nodiscard]] std::vector<T> column_of(std::vector<Record> const& records, Field field) {
    std::vector<T> column;
    column.reserve(records.size());
    for (Record const& record : records) column.push_back(static_cast<T>(field(record)));
    return column;
}

}  // namespace detail

inline void write_file(Newsroom const& room, std::string const& path) {
    auto const file = detail::open(path, "wb");
    std::vector<std::uint32_t> starts{0};
    std::vector<char> bytes;
    for (std::uint32_t i = 0; i < room.texts; ++i) {
        std::string const text = Newsroom::text(static_cast<std::int32_t>(i));
        bytes.insert(bytes.end(), text.begin(), text.end());
        starts.push_back(static_cast<std::uint32_t>(bytes.size()));
    }
    std::vector<std::uint64_t> const header{file_magic,
                                            room.claims.size(),
                                            room.attributions.size(),
                                            room.sources,
                                            room.events,
                                            Newsroom::properties,
                                            room.documents(),
                                            room.texts,
                                            bytes.size(),
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0};
    detail::write_column(file.get(), header);
    auto const claims = [&]<class T>(T, auto field) {
        detail::write_column(file.get(), detail::column_of<T>(room.claims, field));
    };
    claims(std::uint32_t{}, [](Claim const& c) { return c.event; });
    claims(std::uint8_t{}, [](Claim const& c) { return c.property; });
    claims(std::uint8_t{}, [](Claim const& c) { return c.is_text ? 1 : 0; });
    claims(std::int8_t{}, [](Claim const& c) { return c.polarity; });
    claims(std::uint32_t{}, [](Claim const& c) { return c.date; });
    claims(std::int32_t{}, [](Claim const& c) { return c.low; });
    claims(std::int32_t{}, [](Claim const& c) { return c.high; });
    auto const attributions = [&](auto field) {
        detail::write_column(file.get(), detail::column_of<std::uint32_t>(room.attributions, field));
    };
    attributions([](Attribution const& a) { return a.claim; });
    attributions([](Attribution const& a) { return a.source; });
    std::uint32_t number = 0;
    attributions([&](Attribution const&) { return number++ / 2; });
    attributions([](Attribution const& a) { return a.date; });
    attributions([](Attribution const& a) { return a.via; });
    detail::write_column(file.get(), starts);
    detail::write_column(file.get(), bytes);
    if (std::fflush(file.get()) != 0) throw FileError(path + ": cannot be written");
}

/// Throws FileError if it is no such file. Texts are made anew from their numbers.
[[nodiscard]] inline Newsroom read_file(std::string const& path) {
    auto const file = detail::open(path, "rb");
    auto const header = detail::read_column<std::uint64_t>(file.get(), 16);
    if (header[0] != file_magic) throw FileError(path + ": no workload file");
    if (header[1] >= none || header[2] >= none) throw FileError(path + ": too many records");
    Newsroom room;
    room.sources = static_cast<std::uint32_t>(header[3]);
    room.events = static_cast<std::uint32_t>(header[4]);
    room.texts = static_cast<std::uint32_t>(header[7]);
    room.claims.resize(header[1]);
    room.attributions.resize(header[2]);
    auto const read = [&]<class T, class Record>(T, std::vector<Record>& records, auto set) {
        auto const column = detail::read_column<T>(file.get(), records.size());
        for (std::size_t i = 0; i < records.size(); ++i) set(records[i], column[i]);
    };
    auto& claims = room.claims;
    read(std::uint32_t{}, claims, [](Claim& c, std::uint32_t v) { c.event = v; });
    read(std::uint8_t{}, claims, [](Claim& c, std::uint8_t v) { c.property = v; });
    read(std::uint8_t{}, claims, [](Claim& c, std::uint8_t v) { c.is_text = v == 1; });
    read(std::int8_t{}, claims, [](Claim& c, std::int8_t v) { c.polarity = v; });
    read(std::uint32_t{}, claims, [](Claim& c, std::uint32_t v) { c.date = v; });
    read(std::int32_t{}, claims, [](Claim& c, std::int32_t v) { c.low = v; });
    read(std::int32_t{}, claims, [](Claim& c, std::int32_t v) { c.high = v; });
    auto& attributions = room.attributions;
    read(std::uint32_t{}, attributions, [](Attribution& a, std::uint32_t v) { a.claim = v; });
    read(std::uint32_t{}, attributions, [](Attribution& a, std::uint32_t v) { a.source = v; });
    read(std::uint32_t{}, attributions, [](Attribution&, std::uint32_t) {});  // attribution i is in document i / 2
    read(std::uint32_t{}, attributions, [](Attribution& a, std::uint32_t v) { a.date = v; });
    read(std::uint32_t{}, attributions, [](Attribution& a, std::uint32_t v) { a.via = v; });
    for (Claim const& c : claims)
        if (c.event >= room.events || c.property >= Newsroom::properties)
            throw FileError(path + ": a claim about no event or property of the file");
    for (Attribution const& a : attributions)
        if (a.claim >= claims.size() || a.source >= room.sources || (a.via != none && a.via >= attributions.size()))
            throw FileError(path + ": an attribution of no claim, source or attribution of the file");
    count_repetitions(room.claims);
    return room;
}

}  // namespace workload

#endif
