// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_MODEL_CLAIM_HPP
#define ASCRIBE_MODEL_CLAIM_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/quantity/quantity.hpp>
#include <ascribe/time/edtf.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace ascribe {

namespace detail {
template <class T>
concept WholeNumber =
    std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
    !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;
}  // namespace detail

/// The value of a claim: a record, a text symbol, a quantity, a date as EDTF, or plain `true` (default-constructed).
///
/// Text is viewed, not owned: what is passed to a ledger must live for the call, what a graph returns lives as long
/// as the graph. There is no `false` and no null: a denial is an attribution with negative factuality (rule P1), and
/// what is not known is not claimed.
class Value {
public:
    Value() noexcept;
    Value(Node node) noexcept;
    template <Category... Allowed>
    Value(NodeOf<Allowed...> node) noexcept : Value(Node(node)) {}
    Value(std::string_view text) noexcept;
    Value(char const* text) : Value(std::string_view(text)) {}
    Value(std::string const& text) noexcept : Value(std::string_view(text)) {}
    Value(Quantity quantity) noexcept;
    Value(Edtf date) noexcept;
    /// A whole number without a hedge, as `exactly(number)`. Throws Exception (`out_of_range`) beyond 2^63 - 1, either
    /// way.
    template <detail::WholeNumber Number>
    Value(Number number) : Value(whole(std::cmp_less(number, 0), static_cast<std::uint64_t>(number))) {}
    Value(bool) = delete;  // what is claimed is true without a value; what is denied has a negative factuality
    Value(std::floating_point auto) = delete;  // write exactly(percent(70)), exactly(Rational(7, 10))

    Value(Value const& other);
    Value(Value&& other) noexcept;
    Value& operator=(Value const& other);
    Value& operator=(Value&& other) noexcept;
    ~Value();

    [[nodiscard]] bool is_true() const noexcept { return held_.index() == 0; }
    [[nodiscard]] Node const* node() const noexcept { return std::get_if<Node>(&held_); }
    [[nodiscard]] std::string_view const* text() const noexcept { return std::get_if<std::string_view>(&held_); }
    [[nodiscard]] Quantity const* quantity() const noexcept { return std::get_if<Quantity>(&held_); }
    [[nodiscard]] Edtf const* date() const noexcept { return std::get_if<Edtf>(&held_); }

    friend bool operator==(Value const& a, Value const& b);

private:
    static Quantity whole(bool is_negative, std::uint64_t number);

    // What needs a visitor of the alternatives is defined in the source file, for it takes long to compile.
    std::variant<std::monostate, Node, std::string_view, Quantity, Edtf> held_;
};

/// A statement that somebody may hold: subject, property, value, and for states the time it is said to hold.
///
/// A claim is asserted by nobody; attributions put it forward. It is identified by its content in normal form
/// (rule I2), so wording is no part of it. Not modelled here: who says so, how firmly, whether it is so.
struct Claim {
    Node subject;
    PropertyId property;
    Value value = {};
    std::optional<Edtf> valid = {};  ///< valid time as said, for states only (rule T3)

    friend bool operator==(Claim const&, Claim const&) = default;
};

}  // namespace ascribe

#endif
