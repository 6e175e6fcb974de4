// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_MODEL_CLAIM_HPP
#define ASCRIBE_MODEL_CLAIM_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/quantity/quantity.hpp>
#include <ascribe/time/edtf.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace ascribe {

/// The value of a claim: a record, a text symbol, a quantity, a date as EDTF, or plain `true` (default-constructed).
///
/// Text is viewed, not owned: what is passed to a ledger must live for the call, what a graph returns lives as long
/// as the graph. There is no `false` and no null: a denial is an attribution with negative factuality (rule P1), and
/// what is not known is not claimed.
class Value {
public:
    constexpr Value() noexcept = default;
    Value(Node node) : held_(node) {}
    template <Category... Allowed>
    Value(NodeOf<Allowed...> node) : held_(Node(node)) {}
    Value(std::string_view text) : held_(text) {}
    Value(char const* text) : held_(std::string_view(text)) {}
    Value(std::string const& text) : held_(std::string_view(text)) {}
    Value(Quantity quantity) : held_(std::move(quantity)) {}
    Value(Edtf date) : held_(std::move(date)) {}
    Value(bool) = delete;

    [[nodiscard]] bool is_true() const noexcept { return held_.index() == 0; }
    [[nodiscard]] Node const* node() const noexcept { return std::get_if<Node>(&held_); }
    [[nodiscard]] std::string_view const* text() const noexcept { return std::get_if<std::string_view>(&held_); }
    [[nodiscard]] Quantity const* quantity() const noexcept { return std::get_if<Quantity>(&held_); }
    [[nodiscard]] Edtf const* date() const noexcept { return std::get_if<Edtf>(&held_); }

    friend bool operator==(Value const&, Value const&) = default;

private:
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
