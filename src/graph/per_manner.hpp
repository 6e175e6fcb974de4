// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_PER_MANNER_HPP
#define ASCRIBE_SRC_GRAPH_PER_MANNER_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ascribe::detail {

/// A small number that the manner of an attribution decides, worked out once for each manner: a hundred attributions
/// have one manner, or more.
class PerManner {
public:
    /// `work_out()` gives a number below 255.
    template <class F>
    [[nodiscard]] std::uint8_t operator()(std::uint32_t manner, F work_out) {
        if (manner >= known_.size()) known_.resize((std::max)(std::size_t{manner} + 1, 2 * known_.size()), unknown);
        std::uint8_t& number = known_[manner];
        if (number == unknown) number = static_cast<std::uint8_t>(work_out());
        return number;
    }

private:
    static constexpr std::uint8_t unknown = 255;

    std::vector<std::uint8_t> known_;
};

}  // namespace ascribe::detail

#endif
