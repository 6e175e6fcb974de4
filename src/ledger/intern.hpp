// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_INTERN_HPP
#define ASCRIBE_SRC_LEDGER_INTERN_HPP

#include <ascribe/ledger/store.hpp>
#include <ascribe/model/attribution.hpp>
#include <ascribe/model/claim.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

/// Small parts of records, kept once. Interning is invisible to every graph, so it may go before a mutation that is
/// then given up. Each function may throw std::bad_alloc.
namespace ascribe::detail {

/// Bytes of the longest text; members of the longest list of alternatives, dates or spans. Beyond them is bad data.
inline constexpr std::size_t longest_text = std::size_t{1} << 28;
inline constexpr std::size_t longest_list = std::size_t{1} << 22;

/// Appends text without looking for an equal one.
[[nodiscard]] TextRef append_text(Store& store, std::string_view text);
/// The same of another store's text.
[[nodiscard]] TextRef copy_text(Store& store, Store const& from, TextRef text);
/// `hash` is hash_bytes(text).
[[nodiscard]] TextRef intern_text(Store& store, std::string_view text, std::uint64_t hash);
[[nodiscard]] inline TextRef intern_text(Store& store, std::string_view text) {
    return intern_text(store, text, hash_bytes(text));
}

/// Date word of a plain day within reach, see is_plain_day; 0 for any other date.
[[nodiscard]] inline std::uint32_t plain_day_word(Edtf const& date) noexcept {
    auto const day = date.is_day();
    if (!day) return 0;
    std::int64_t const biased = day->number() + (std::int64_t{1} << 30);
    return biased > 0 && biased < std::int64_t{1} << 31 ? static_cast<std::uint32_t>(biased) : 0;
}
/// Of a date that is no plain day within reach.
[[nodiscard]] std::uint32_t intern_rare_date(Store& store, Edtf const& date);
/// Date word.
[[nodiscard]] inline std::uint32_t intern_date(Store& store, Edtf const& date) {
    std::uint32_t const word = plain_day_word(date);
    return word != 0 ? word : intern_rare_date(store, date);
}
/// The word of another store's date in this one. `hash` is that of its text.
[[nodiscard]] std::uint32_t copy_date(Store& store, Store const& from, DateRecord const& date, std::uint64_t hash);
/// Another store's quantity with the texts of this one; then its word. `hash` is hash_of_quantity(record).
[[nodiscard]] QuantityRecord copy_texts(Store& store, Store const& from, QuantityRecord record);
[[nodiscard]] std::uint64_t hash_of_quantity(QuantityRecord const& record) noexcept;
[[nodiscard]] std::uint32_t intern_quantity(Store& store, QuantityRecord const& record, std::uint64_t hash);
/// Quantity word; see plain_count.
[[nodiscard]] std::uint32_t intern_quantity(Store& store, Quantity const& quantity);
/// The word of a plain count; nothing for any other quantity.
[[nodiscard]] std::optional<std::uint32_t> plain_word(Quantity const& quantity) noexcept;
/// The record that a plain count would be, but for its texts: the unit is "1", and no thing is named.
[[nodiscard]] QuantityRecord plain_record(std::uint32_t word) noexcept;
inline constexpr std::string_view plain_unit = "1";

struct EncodedValue {
    ValueKind kind = ValueKind::truth;
    std::uint32_t word = 0;

    friend bool operator==(EncodedValue, EncodedValue) = default;
};
[[nodiscard]] EncodedValue intern_value(Store& store, Value const& value);
/// Number of the manner of this attribution: everything in it but source, content and document. Requires: good data.
[[nodiscard]] std::uint32_t intern_manner(Store& store, Attribution const& attribution);
/// The same, kept for a moment.
[[nodiscard]] std::uint32_t keep_manner(Store& store, Attribution const& attribution);
/// The same, plus one, if one that was kept a moment ago was the same, as it mostly is: attributions arrive by document
/// and day. Then all in it is good data. Else 0.
[[nodiscard]] std::uint32_t latest_manner(Store const& store, Attribution const& attribution) noexcept;

/// An attribution of this manner: without source, content, document and spans.
[[nodiscard]] Attribution attribution_with(Store const& store, MannerRecord const& manner);
[[nodiscard]] Edtf date_at(Store const& store, std::uint32_t word);
[[nodiscard]] Quantity quantity_at(Store const& store, std::uint32_t word);
[[nodiscard]] Value value_at(Store const& store, EncodedValue value);

}  // namespace ascribe::detail

#endif
