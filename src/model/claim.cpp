// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/claim.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <string>
#include <type_traits>

namespace ascribe {

static_assert(std::is_nothrow_move_constructible_v<Quantity> && std::is_nothrow_move_constructible_v<Edtf>);

Value::Value() noexcept = default;
Value::Value(Node node) noexcept : held_(node) {}
Value::Value(std::string_view text) noexcept : held_(text) {}
Value::Value(Quantity quantity) noexcept : held_(std::move(quantity)) {}
Value::Value(Edtf date) noexcept : held_(std::move(date)) {}

Value::Value(Value const& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(Value const& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

bool operator==(Value const& a, Value const& b) {
    return a.held_ == b.held_;
}

Quantity Value::whole(bool is_negative, std::uint64_t number) {
    std::uint64_t const magnitude = is_negative ? 0 - number : number;
    if (magnitude > std::uint64_t{Rational::limit})
        throw Exception({.code = Errc::out_of_range,
                         .record = "claim",
                         .field = "value",
                         .expected = "a whole number between -(2^63 - 1) and 2^63 - 1",
                         .found = (is_negative ? "-" : "") + std::to_string(magnitude)});
    auto const whole = static_cast<std::int64_t>(magnitude);
    return exactly(is_negative ? -whole : whole);
}

}  // namespace ascribe
