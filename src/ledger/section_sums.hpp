// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_SECTION_SUMS_HPP
#define ASCRIBE_SRC_LEDGER_SECTION_SUMS_HPP

#include "image_frame.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace ascribe::detail::image {

/// The checksum of one section, made while somebody else goes through it: so both read memory once, and a processor
/// does some of both at a time. By default of no section.
class RunningSum {
public:
    RunningSum() = default;
    RunningSum(std::span<std::byte const> section, std::size_t behind) noexcept : rest_(section), behind_(behind) {}

    /// Sums what lies before `end` and is not summed yet, but for a few bytes. Any place behind the last one will do,
    /// and any if this is of no section.
    void until(void const* end) noexcept {
        // Numbers, since it need not be a place of the section's.
        std::uintptr_t const to = reinterpret_cast<std::uintptr_t>(end);
        std::uintptr_t const from = reinterpret_cast<std::uintptr_t>(rest_.data());
        if (rest_.empty() || to < from + Checksum::stripe) return;
        std::size_t const now = (std::min)(to - from, rest_.size()) / Checksum::stripe * Checksum::stripe;
        sum_.add(rest_.first(now), rest_.size() - now + behind_);
        rest_ = rest_.subspan(now);
    }
    /// Sums the rest.
    [[nodiscard]] std::uint64_t result() noexcept {
        sum_.add(std::exchange(rest_, {}), behind_);
        return sum_.result();
    }
    /// Whether something is left, and begins there.
    [[nodiscard]] bool is_at(void const* place) const noexcept { return !rest_.empty() && rest_.data() == place; }

private:
    Checksum sum_;
    std::span<std::byte const> rest_;
    std::size_t behind_ = 0;  ///< bytes of the image after the section
};

/// Those of all sections.
class SectionSums {
public:
    explicit SectionSums(Frame const& frame) : frame_(frame) {
        std::size_t const end = frame.bytes().size();
        sums_.reserve(frame.size());
        for (std::size_t s = 0; s < frame.size(); ++s) {
            auto const section = frame.bytes(s);
            auto const at = static_cast<std::size_t>(section.data() - frame.bytes().data());
            sums_.emplace_back(section, end - at - section.size());
        }
    }
    /// That of the section that begins there, if there is one and nothing of it is summed yet.
    [[nodiscard]] RunningSum& of(void const* begin) noexcept {
        for (RunningSum& sum : sums_)
            if (sum.is_at(begin)) return sum;
        return none_;
    }
    /// Sums all that is left, and compares. `tell` as in Frame::find_damage, and what it returns.
    [[nodiscard]] std::optional<Error> finish(std::function<std::optional<Error>(double part)> const& tell) {
        bool is_good = true;
        for (std::size_t s = 0; s < sums_.size(); ++s) {
            is_good = sums_[s].result() == frame_.checksum(s) && is_good;
            if (auto error = tell(static_cast<double>(s + 1) / static_cast<double>(sums_.size()))) return error;
        }
        // Once more for the error: it is rare.
        return is_good ? std::nullopt : frame_.find_damage();
    }

private:
    Frame const& frame_;
    std::vector<RunningSum> sums_;
    RunningSum none_;
};

}  // namespace ascribe::detail::image

#endif
