// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_CORE_RESULT_HPP
#define ASCRIBE_CORE_RESULT_HPP

#include <ascribe/config.hpp>
#include <ascribe/core/error.hpp>

#include <optional>
#include <utility>

namespace ascribe {

/// A value or the Error that explains why there is none; the names are those of std::expected (C++23).
///
/// `value()` throws Exception with the error; `operator*` and `operator->` require a value. Assignment either happens
/// or changes nothing, if T can be moved without throwing.
template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) : value_(std::move(value)) {}
    Result(Error error) : error_(std::move(error)) {}

    Result(Result const&) = default;
    Result(Result&&) = default;
    Result& operator=(Result other) noexcept(noexcept(std::optional<T>().operator=(std::optional<T>()))) {
        value_ = std::move(other.value_);
        error_ = std::move(other.error_);
        return *this;
    }
    ~Result() = default;

    [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] T const& value() const& { return require(), *value_; }
    [[nodiscard]] T& value() & { return require(), *value_; }
    [[nodiscard]] T&& value() && { return require(), *std::move(value_); }

    [[nodiscard]] T const& operator*() const& noexcept { return *held(value_); }
    [[nodiscard]] T& operator*() & noexcept { return *held(value_); }
    [[nodiscard]] T&& operator*() && noexcept { return std::move(*held(value_)); }
    [[nodiscard]] T const* operator->() const noexcept { return held(value_); }
    [[nodiscard]] T* operator->() noexcept { return held(value_); }

    [[nodiscard]] T value_or(T other) const& { return has_value() ? **this : std::move(other); }

    /// Requires: no value.
    [[nodiscard]] Error const& error() const& noexcept {
        ASCRIBE_ASSERT(!has_value());
        return *error_;
    }
    [[nodiscard]] Error&& error() && noexcept {
        ASCRIBE_ASSERT(!has_value());
        return *std::move(error_);
    }

private:
    template <class Optional>
    static auto held(Optional& value) noexcept {
        ASCRIBE_ASSERT(value.has_value());
        return value.operator->();
    }
    void require() const {
        if (!has_value()) throw Exception(error());
    }

    // One of the two. Not a variant, which needs a visitor for every T and so took a tenth of the time to compile.
    std::optional<T> value_;
    std::optional<Error> error_;
};

/// The outcome of an operation that yields nothing: done, or the Error that explains why nothing was done.
template <>
class [[nodiscard]] Result<void> {
public:
    using value_type = void;

    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }
    void value() const {
        if (!has_value()) throw Exception(error());
    }
    [[nodiscard]] Error const& error() const& noexcept {
        ASCRIBE_ASSERT(!has_value());
        return *error_;
    }

private:
    std::optional<Error> error_;
};

}  // namespace ascribe

#endif
