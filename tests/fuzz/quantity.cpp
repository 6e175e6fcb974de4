// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/arithmetic.hpp>
#include <ascribe/quantity/compare.hpp>
#include <ascribe/quantity/quantity_text.hpp>
#include <ascribe/quantity/reported.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace ascribe;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

void check_error(Error const& error, std::string_view text) {
    require(error.offset <= text.size());
    require(!to_string(error).empty());
}

// What a quantity promises whatever it was made from.
void check(Quantity const& quantity) {
    auto const again = parse_quantity(to_text(quantity));
    require(again && *again == quantity);
    auto const rebuilt = Quantity::from(quantity.parts());
    require(rebuilt && *rebuilt == quantity);
    require(!quantity.bounds().is_empty());
    auto const itself = try_compare(quantity, quantity);
    require(itself && *itself == Agreement::agrees);
    std::array const twice{quantity, quantity};
    auto const total = try_sum(twice);
    if (total) require(!total->bounds().is_empty());
    PlausibilityPolicy const policy{Rational(1, 10), Rational(1, 10), Rational(1, 10), {}, {}, false};
    auto const narrowed = try_plausible(quantity, policy);
    if (narrowed) require(quantity.bounds().contains(narrowed->bounds));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const plain = parse_quantity(text);
    if (plain) {
        check(*plain);
    } else {
        check_error(plain.error(), text);
    }
    auto const reported = parse_reported_quantity(text);
    if (!reported) {
        check_error(reported.error(), text);
        return 0;
    }
    check(reported->quantity);
    if (reported->formerly) check(*reported->formerly);
    return 0;
}
