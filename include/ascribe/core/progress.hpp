// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_CORE_PROGRESS_HPP
#define ASCRIBE_CORE_PROGRESS_HPP

#include <cstddef>
#include <functional>

namespace ascribe {

/// How a call that can be long tells its caller how far it is, and asks whether to go on.
///
/// It is called now and then, in the thread of the call, with the steps done and those to be done in all. `done` never
/// falls and is never above `total`; what a step is, and how many there are, is the call's own business and may change
/// from version to version, but not from run to run. Small inputs may be done without any call.
///
/// If it returns false, the work ends with Errc::cancelled, and everything is as before. What it throws comes through
/// to the caller, likewise. It may not change what the call reads. Empty: nobody is asked.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

namespace detail {

/// What to hand to one of several stages that follow each other, of equal share; empty if `whole` is. Refers to it.
[[nodiscard]] inline Progress stage(Progress const& whole, std::size_t number, std::size_t count) {
    if (!whole) return {};
    return [&whole, number, count](std::size_t done, std::size_t total) {
        constexpr std::size_t share = std::size_t{1} << 20;
        double const part = total == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(total);
        return whole(number * share + static_cast<std::size_t>(part * static_cast<double>(share)), count * share);
    };
}

}  // namespace detail

}  // namespace ascribe

#endif
