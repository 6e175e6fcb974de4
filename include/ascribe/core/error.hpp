// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_CORE_ERROR_HPP
#define ASCRIBE_CORE_ERROR_HPP

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace ascribe {

/// What kind of bad data was met. Misuse of the library is not an error value but an assertion.
enum class Errc : unsigned char {
    syntax,        ///< text that does not follow its grammar
    empty,         ///< a key, text or list that must not be empty
    unknown,       ///< a name that stands for nothing known (a kind, a property, a label)
    out_of_range,  ///< a number, date or offset outside its range
    conflict,      ///< contradicts what is recorded already (a key of another kind, other traits)
    not_allowed,   ///< a combination that the rules forbid
    cycle,         ///< records that would contain themselves
    capacity,      ///< more than the design bounds hold (2^29 - 1 records of a category)
    cancelled,     ///< the caller's progress callback asked to stop
};

/// The name of a code as written in messages, for example "out of range".
[[nodiscard]] std::string_view to_string(Errc code) noexcept;

/// A piece of bad data: what is wrong, where, and what was expected instead. Reporting one changes nothing else.
///
/// `record`, `field` and `expected` point to text with static storage duration.
struct Error {
    static constexpr std::size_t no_offset = static_cast<std::size_t>(-1);

    Errc code = Errc::syntax;
    std::string_view record = {};    ///< the kind of record or text, for example "claim" or "EDTF"; may be empty
    std::string_view field = {};     ///< the field of it, or the grammar rule; may be empty
    std::string_view expected = {};  ///< what would have been right
    std::string found = {};          ///< what was there, as far as it helps; may be empty
    std::size_t offset = no_offset;  ///< byte offset into the text that was read, if there was one

    friend bool operator==(Error const&, Error const&) = default;
};

/// One line for people: "claim.value: not allowed: expected a positive value, found 'false'".
[[nodiscard]] std::string to_string(Error const& error);

/// What the throwing twins throw: exactly the Error that the `try_` or `parse_` form returns.
class Exception : public std::exception {
public:
    explicit Exception(Error error);
    [[nodiscard]] Error const& error() const noexcept { return error_; }
    [[nodiscard]] char const* what() const noexcept override { return message_.c_str(); }

protected:
    /// With another text for people.
    Exception(Error error, std::string message) : error_(std::move(error)), message_(std::move(message)) {}

private:
    Error error_;
    std::string message_;
};

}  // namespace ascribe

#endif
