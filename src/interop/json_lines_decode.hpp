// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_INTEROP_JSON_LINES_DECODE_HPP
#define ASCRIBE_SRC_INTEROP_JSON_LINES_DECODE_HPP

#include "json_lines_stage.hpp"

#include <span>

namespace ascribe::detail::json_lines {

/// The members that an object of the format may have.
struct Shape {
    std::span<std::string_view const> fields;  ///< as messages name them: "spans.begin"
    std::size_t prefix = 0;                    ///< how much of that the name of a member leaves out: "spans."
    std::uint32_t required = 0;                ///< a bit for each that must be there
    std::string_view expected;                 ///< all of them, for messages
};

/// Reads the tokens of one line into the tables of a stage. Each function returns false if something is wrong, and
/// then `error()` and `token()` say what and where.
class LineDecoder {
public:
    explicit LineDecoder(Stage& stage) noexcept : stage_(stage), tokens_(stage.tape_.tokens()) {}

    /// Requires: the tape holds a whole object. Appends one item, or nothing.
    [[nodiscard]] bool line();

    [[nodiscard]] Error& error() noexcept { return error_; }
    [[nodiscard]] std::size_t token() const noexcept { return token_; }
    /// How far in the text of that token, or Error::no_offset.
    [[nodiscard]] std::size_t within() const noexcept { return within_; }

private:
    struct RefForm {
        std::uint32_t categories;  ///< a bit for each
        std::string_view expected;
    };

    bool fail(std::size_t token, Errc code, std::string_view field, std::string_view expected, std::string found);
    bool fail_type(std::size_t token, std::string_view field, std::string_view expected);
    [[nodiscard]] std::string described(std::size_t token) const;
    [[nodiscard]] std::size_t end_of(std::size_t token) const noexcept;

    template <class Member>
    bool object(std::size_t token, std::string_view field, Shape const& shape, Member&& member);
    template <class Element>
    bool array(std::size_t token, std::string_view field, std::string_view expected, Element&& element);
    template <class Enum>
    bool name(std::size_t token, std::string_view field, Enum& out);

    bool text(std::size_t token, std::string_view field, std::string_view expected, std::string_view& out);
    bool flag(std::size_t token, std::string_view field, bool& out);
    bool natural(std::size_t token, std::string_view field, std::uint32_t limit, std::string_view expected,
                 std::uint32_t& out);
    bool reference(std::size_t token, std::string_view field, RefForm const& form, Ref& out);
    template <class T, class Parse>
    bool pooled(std::size_t token, std::string_view field, std::string_view expected, Pool<T>& pool, Parse parse,
                std::uint32_t& out);
    bool date(std::size_t token, std::string_view field, std::uint32_t& out);
    bool quantity(std::size_t token, std::string_view field, std::uint32_t& out);
    bool instant(std::size_t token, std::string_view field, Instant& out);
    bool grammar(std::size_t token, std::string_view field, Error const& error, std::string_view expected);

    bool own_key(std::size_t token, std::string_view field, std::string_view expected);
    bool entity();
    bool claim();
    bool value(std::size_t token, ClaimLine& claim);
    bool attribution();
    bool distance(std::size_t token, Distance& out);
    bool span(std::size_t token);
    bool property();
    bool link();
    bool ground_element(std::size_t token);
    bool labels(std::size_t token);
    bool label_element(std::size_t token);
    bool recording_element(std::size_t token);

    Stage& stage_;
    std::vector<Token> const& tokens_;
    Item item_;
    std::string_view record_ = "line";
    Error error_;
    std::size_t token_ = 0;
    std::size_t within_ = Error::no_offset;
};

}  // namespace ascribe::detail::json_lines

#endif
