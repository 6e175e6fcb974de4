// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_BESIDE_HPP
#define ASCRIBE_TESTS_SUPPORT_BESIDE_HPP

#include <atomic>
#include <thread>
#include <vector>

namespace ascribe_tests {

/// Runs `read` again and again in three threads until `write` has ended in this one, and once more after that. Neither
/// may throw.
template <class Write, class Read>
void beside(Write write, Read read) {
    std::atomic<bool> over = false;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            while (!over.load()) read();
            read();
        });
    }
    write();
    over.store(true);
    for (auto& reader : readers) reader.join();
}

}  // namespace ascribe_tests

#endif
