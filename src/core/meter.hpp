// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_CORE_METER_HPP
#define ASCRIBE_SRC_CORE_METER_HPP

#include <ascribe/core/progress.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>

namespace ascribe::detail {

/// Thrown through the library where a caller has asked to stop, and caught by the function that he called.
struct Cancelled {};

/// Counts the work of one call and asks the caller now and then whether to go on: by work, since the library looks at
/// no clock. A unit of work is about as long as reading one attribution, far less than a hundred microseconds.
class Meter {
public:
    static constexpr std::size_t units_between = 2048;

    /// Of `total` steps. The progress callback outlives the meter.
    Meter(Progress const& progress, std::size_t total)
        : progress_(progress), total_(total), left_(progress ? 0 : (std::numeric_limits<std::size_t>::max)()) {}

    void work(std::size_t units = 1) {
        if (left_ >= units)
            left_ -= units;
        else
            ask();
    }
    /// So many steps are done, which were so much work.
    void step(std::size_t steps = 1) {
        done_ += steps;
        work(steps);
    }
    /// Steps done so far, if those are more than were counted.
    void reach(std::size_t done) { done_ = (std::max)(done_, done); }

private:
    void ask() {
        if (!progress_) {
            left_ = (std::numeric_limits<std::size_t>::max)();
            return;
        }
        left_ = units_between;
        if (!progress_((std::min)(done_, total_), total_)) throw Cancelled{};
    }

    Progress const& progress_;
    std::size_t total_;
    std::size_t done_ = 0;
    std::size_t left_;
};

}  // namespace ascribe::detail

#endif
