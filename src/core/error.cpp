// SPDX-License-Identifier: BSL-1.0
#include <ascribe/core/error.hpp>

#include <utility>

namespace ascribe {

std::string_view to_string(Errc code) noexcept {
    switch (code) {
    case Errc::syntax: return "syntax";
    case Errc::empty: return "empty";
    case Errc::unknown: return "unknown";
    case Errc::out_of_range: return "out of range";
    case Errc::conflict: return "conflict";
    case Errc::not_allowed: return "not allowed";
    case Errc::cycle: return "cycle";
    case Errc::capacity: return "capacity";
    case Errc::cancelled: return "cancelled";
    }
    return "?";
}

std::string to_string(Error const& error) {
    std::string text(error.record);
    if (!error.field.empty()) {
        if (!text.empty()) text += '.';
        text += error.field;
    }
    if (error.offset != Error::no_offset) {
        if (!text.empty())
            text += " at ";
        else
            text += "at ";
        text += std::to_string(error.offset);
    }
    if (!text.empty()) text += ": ";
    text += to_string(error.code);
    if (!error.expected.empty()) text.append(": expected ").append(error.expected);
    if (!error.found.empty()) text.append(error.expected.empty() ? ": '" : ", found '").append(error.found).append("'");
    return text;
}

Exception::Exception(Error error) : error_(std::move(error)), message_(to_string(error_)) {}

}  // namespace ascribe
