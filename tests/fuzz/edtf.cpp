// SPDX-License-Identifier: BSL-1.0
// Any bytes give an EDTF value or an error. A value gives its text back, survives its canonical form, and its bounds,
// count and days agree with each other; an error points into the text.
#include <ascribe/time/edtf.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using ascribe::Day;
using ascribe::Edtf;
using ascribe::EdtfPolicy;
using ascribe::parse_edtf;

void require(bool condition) {
    if (!condition) std::abort();
}

EdtfPolicy lenient() {
    EdtfPolicy policy;
    policy.hour_24 = true;
    policy.negative_clock_years = true;
    policy.reversed_intervals = true;
    policy.dateless_intervals = true;
    return policy;
}

void check_days(Edtf const& value, ascribe::SeasonPolicy seasons) {
    Day const first = value.earliest(seasons);
    Day const last = value.latest(seasons);
    if (auto const run = value.next_days(Day::min(), seasons)) {
        require(run->first <= run->last);
        require(run->first >= first && run->last <= last);
        require(first == Day::minus_infinity() || run->first == first || !value.count_days(seasons));
    }
    require(last >= Day::max() || !value.next_days(last + 1, seasons));
    // Sets and masked seasons are counted by walking, so long ones are left alone.
    if (value.is_set() && value.members().size() > 8) return;
    if (auto const count = value.count_days(seasons)) {
        require(*count >= 0 && *count <= last - first + 1 + (first > last ? first - last : 0));
        require((*count == 0) == (first > last));
    }
}

void check(std::string_view text, EdtfPolicy const& policy) {
    auto const read = parse_edtf(text, policy);
    if (!read) {
        auto const& error = read.error();
        require(error.record == "EDTF" && !error.field.empty() && !error.expected.empty());
        require(error.offset <= text.size());
        require(text.substr(error.offset, error.found.size()) == error.found);
        return;
    }
    require(read->as_said() == text);
    std::string const canonical = read->canonical();
    auto const again = parse_edtf(canonical, policy);
    require(again.has_value());
    require(*again == *read && again->hash() == read->hash());
    require(again->canonical() == canonical && again->as_said() == canonical);
    require(again->kind() == read->kind() && again->level() <= read->level());
    require(again->earliest() == read->earliest() && again->latest() == read->latest());
    if (!policy.reversed_intervals) require(read->earliest() <= read->latest());
    check_days(*read, {});
    check_days(*read, {ascribe::SeasonMonths::envelope, ascribe::SeasonTurn::ends_in_year});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    check(text, {});
    check(text, lenient());
    return 0;
}
