// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_INTEROP_JSON_LINES_TAPE_HPP
#define ASCRIBE_SRC_INTEROP_JSON_LINES_TAPE_HPP

#include <ascribe/core/error.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace ascribe::detail::json_lines {

enum class TokenType : std::uint8_t { object, object_end, array, array_end, key, text, natural, number, boolean, null };

/// One piece of a line of JSON.
struct Token {
    TokenType type = TokenType::null;
    bool flag = false;         ///< of a boolean
    std::uint64_t number = 0;  ///< of a natural its value; of an object or array the index of its end
    std::string_view text;     ///< of keys and texts without escapes; of numbers as written
};

/// A line of JSON as a flat list of tokens, so that nothing recurses and members are seen in order, twice if they are
/// there twice. Parsing is Boost.JSON's.
///
/// Texts are views into the line where it has no escapes, else into memory of the tape; both live as long as the tape
/// and the text that was read, also after the next line is read.
class Tape {
public:
    /// How deep objects and arrays may be nested. Lines of the format need three levels.
    static constexpr std::size_t max_depth = 16;

    Tape();
    ~Tape();
    Tape(Tape const&) = delete;
    Tape& operator=(Tape const&) = delete;

    /// Reads one line, which must be a JSON object and nothing more. If it is not, `error()` says why, and `tokens()`
    /// are those before the error.
    [[nodiscard]] bool read(std::string_view line);

    [[nodiscard]] std::vector<Token> const& tokens() const noexcept;
    /// Its offset is that in the line.
    [[nodiscard]] Error const& error() const noexcept { return error_; }

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
    Error error_;
};

/// Byte offset in the line of the token with this index. Linear in the line, and so only for messages: the parser
/// does not say where it is. Requires: the line was read up to this token.
[[nodiscard]] std::size_t token_offset(std::string_view line, std::size_t token) noexcept;

}  // namespace ascribe::detail::json_lines

#endif
