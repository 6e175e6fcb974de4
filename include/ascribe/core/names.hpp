// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_CORE_NAMES_HPP
#define ASCRIBE_CORE_NAMES_HPP

#include <ascribe/core/result.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ascribe {

/// The written names of an enumeration. Specialised beside each enumeration, with three static members: `kind`, what
/// one of them is called in messages; `expected`, all of them in words, for errors; and `values`, a std::array of
/// std::string_view in the order of the enumerators.
template <class Enum>
struct Names;

template <class Enum>
concept Named = requires {
    Names<Enum>::kind.size();
    Names<Enum>::expected.size();
    Names<Enum>::values.size();
};

/// The written name of an enumerator; records, messages and interchange formats all use this one.
template <Named Enum>
[[nodiscard]] constexpr std::string_view to_string(Enum e) noexcept {
    auto const index = static_cast<std::size_t>(e);
    return index < Names<Enum>::values.size() ? Names<Enum>::values[index] : std::string_view("?");
}

/// The enumerator with this written name, if there is one. Linear in the number of enumerators; allocates nothing.
template <Named Enum>
[[nodiscard]] constexpr std::optional<Enum> find_named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < Names<Enum>::values.size(); ++i)
        if (Names<Enum>::values[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

/// As find_named; an unknown name is an error that says which kind of name was expected and what was found.
template <Named Enum>
[[nodiscard]] Result<Enum> parse_named(std::string_view name) {
    if (auto e = find_named<Enum>(name)) return *e;
    return Error{.code = Errc::unknown,
                 .field = Names<Enum>::kind,
                 .expected = Names<Enum>::expected,
                 .found = std::string(name)};
}

}  // namespace ascribe

#endif
