// SPDX-License-Identifier: BSL-1.0
// The program that every way of consuming the library compiles, links and runs.
#include <ascribe/core/error.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/version.hpp>

#ifdef CONSUMER_USES_JSON_LINES
#include <ascribe/interop/json_lines.hpp>
#endif

#include <cstdio>
#include <string>
#include <string_view>

namespace {

ascribe::Result<int> parse_digit(std::string_view text) {
    if (text.size() == 1 && text[0] >= '0' && text[0] <= '9') return text[0] - '0';
    return ascribe::Error{ascribe::Errc::syntax, "text", "digit", "one decimal digit", std::string(text)};
}

}  // namespace

int main() {
    if (ascribe::library_version() != ascribe::header_version) return 1;
    if (parse_digit("7").value() != 7) return 2;
    std::string const message = ascribe::to_string(parse_digit("x").error());
    std::puts(message.c_str());
    return message == "text.digit: syntax: expected one decimal digit, found 'x'" ? 0 : 3;
}
