// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_CORE_RESULT_HPP
#define ASCRIBE_CORE_RESULT_HPP

#include <ascribe/config.hpp>
#include <ascribe/core/error.hpp>

#include <type_traits>
#include <utility>
#include <variant>

namespace ascribe {

/// A value or the Error that explains why there is none; the names are those of std::expected (C++23).
///
/// `value()` throws Exception with the error; `operator*` and `operator->` require a value.
template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] T const& value() const& { return require(), *std::get_if<0>(&state_); }
    [[nodiscard]] T& value() & { return require(), *std::get_if<0>(&state_); }
    [[nodiscard]] T&& value() && { return require(), std::move(*std::get_if<0>(&state_)); }

    [[nodiscard]] T const& operator*() const& noexcept { return *held(state_); }
    [[nodiscard]] T& operator*() & noexcept { return *held(state_); }
    [[nodiscard]] T&& operator*() && noexcept { return std::move(*held(state_)); }
    [[nodiscard]] T const* operator->() const noexcept { return held(state_); }
    [[nodiscard]] T* operator->() noexcept { return held(state_); }

    [[nodiscard]] T value_or(T other) const& { return has_value() ? **this : std::move(other); }

    /// Requires: no value.
    [[nodiscard]] Error const& error() const& noexcept {
        ASCRIBE_ASSERT(!has_value());
        return *std::get_if<1>(&state_);
    }
    [[nodiscard]] Error&& error() && noexcept {
        ASCRIBE_ASSERT(!has_value());
        return std::move(*std::get_if<1>(&state_));
    }

private:
    template <class State>
    static auto held(State& state) noexcept {
        ASCRIBE_ASSERT(state.index() == 0);
        return std::get_if<0>(&state);
    }
    void require() const {
        if (!has_value()) throw Exception(error());
    }

    std::variant<T, Error> state_;
};

/// The outcome of an operation that yields nothing: done, or the Error that explains why nothing was done.
template <>
class [[nodiscard]] Result<void> {
public:
    using value_type = void;

    Result() = default;
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }
    void value() const {
        if (!has_value()) throw Exception(error());
    }
    [[nodiscard]] Error const& error() const& noexcept {
        ASCRIBE_ASSERT(!has_value());
        return *std::get_if<1>(&state_);
    }

private:
    std::variant<std::monostate, Error> state_;
};

}  // namespace ascribe

#endif
