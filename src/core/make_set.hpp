// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_CORE_MAKE_SET_HPP
#define ASCRIBE_SRC_CORE_MAKE_SET_HPP

#include <algorithm>
#include <vector>

namespace ascribe::detail {

/// Brings a list into ascending order, and leaves one of those that are equal.
template <class T>
void make_set(std::vector<T>& list) {
    if (list.size() < 2) return;
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace ascribe::detail

#endif
