// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_MANNER_HPP
#define ASCRIBE_LEDGER_MANNER_HPP

#include <ascribe/model/attribution.hpp>

#include <cstdint>

namespace ascribe::detail {

/// The small fields of an attribution in one word.
struct Manner {
    static constexpr unsigned factuality_bits = 3, act_bits = 5, role_bits = 3, basis_bits = 3, quote_bits = 3,
                              marker_bits = 3;
    static_assert(Names<Factuality>::values.size() <= 1u << factuality_bits);
    static_assert(Names<SpeechAct>::values.size() <= 1u << act_bits);
    static_assert(Names<Role>::values.size() <= 1u << role_bits);
    static_assert(Names<Basis>::values.size() <= 1u << basis_bits);
    static_assert(Names<QuoteForm>::values.size() <= 1u << quote_bits);
    static_assert(Names<DistanceMarker>::values.size() <= 1u << marker_bits);

    static constexpr unsigned act_at = factuality_bits, role_at = act_at + act_bits, basis_at = role_at + role_bits,
                              quote_at = basis_at + basis_bits, marker_at = quote_at + quote_bits,
                              target_at = marker_at + marker_bits, implied_at = target_at + 1;

    std::uint32_t bits = 0;

    [[nodiscard]] static constexpr Manner of(Attribution const& a) noexcept {
        auto const word = [](auto e, unsigned at) { return static_cast<std::uint32_t>(e) << at; };
        return {word(a.factuality, 0) | word(a.act, act_at) | word(a.role, role_at) | word(a.basis, basis_at) |
                word(a.quote_form, quote_at) | word(a.distance.marker, marker_at) | word(a.distance.target, target_at) |
                word(a.implied, implied_at)};
    }

    /// The same fields as they were given, a byte each, whether they are enumerators or not.
    [[nodiscard]] static constexpr std::uint64_t fields_of(Attribution const& a) noexcept {
        auto const byte = [](auto e, unsigned at) { return std::uint64_t{static_cast<std::uint8_t>(e)} << 8 * at; };
        return byte(a.factuality, 0) | byte(a.act, 1) | byte(a.role, 2) | byte(a.implied, 3) | byte(a.basis, 4) |
               byte(a.quote_form, 5) | byte(a.distance.marker, 6) | byte(a.distance.target, 7);
    }

    [[nodiscard]] constexpr Factuality factuality() const noexcept { return field<Factuality>(0, factuality_bits); }
    [[nodiscard]] constexpr SpeechAct act() const noexcept { return field<SpeechAct>(act_at, act_bits); }
    [[nodiscard]] constexpr Role role() const noexcept { return field<Role>(role_at, role_bits); }
    [[nodiscard]] constexpr Basis basis() const noexcept { return field<Basis>(basis_at, basis_bits); }
    [[nodiscard]] constexpr QuoteForm quote_form() const noexcept { return field<QuoteForm>(quote_at, quote_bits); }
    [[nodiscard]] constexpr Distance distance() const noexcept {
        return {field<DistanceMarker>(marker_at, marker_bits), field<DistanceTarget>(target_at, 1)};
    }
    [[nodiscard]] constexpr bool implied() const noexcept { return (bits >> implied_at & 1) != 0; }

private:
    template <class Enum>
    [[nodiscard]] constexpr Enum field(unsigned at, unsigned width) const noexcept {
        return static_cast<Enum>(bits >> at & ((1u << width) - 1));
    }
};

}  // namespace ascribe::detail

#endif
