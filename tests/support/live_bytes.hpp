// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_LIVE_BYTES_HPP
#define ASCRIBE_TESTS_SUPPORT_LIVE_BYTES_HPP

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <new>

/// Replaces the global operator new of the program that includes this, in one file only, and counts the bytes that are
/// allocated and not freed, in all threads.
namespace ascribe_tests {

struct LiveBytes {
    static inline std::atomic<std::int64_t> count = 0;

    static void* allocate(std::size_t size, std::size_t alignment) {
        alignment = (std::max)(alignment, sizeof(void*));
        void* at = nullptr;
        if (posix_memalign(&at, alignment, (std::max)(size, std::size_t{1})) != 0) throw std::bad_alloc();
        count.fetch_add(static_cast<std::int64_t>(malloc_usable_size(at)), std::memory_order_relaxed);
        return at;
    }
    static void release(void* at) noexcept {
        if (at == nullptr) return;
        count.fetch_sub(static_cast<std::int64_t>(malloc_usable_size(at)), std::memory_order_relaxed);
        std::free(at);
    }
};

}  // namespace ascribe_tests

// Not inline: g++ would see free() meet operator new and warn of a mismatch.
// NOLINTBEGIN(misc-definitions-in-headers)
[[gnu::noinline]] void* operator new(std::size_t size) {
    return ascribe_tests::LiveBytes::allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}
[[gnu::noinline]] void* operator new[](std::size_t size) {
    return ascribe_tests::LiveBytes::allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
    return ascribe_tests::LiveBytes::allocate(size, static_cast<std::size_t>(alignment));
}
[[gnu::noinline]] void* operator new[](std::size_t size, std::align_val_t alignment) {
    return ascribe_tests::LiveBytes::allocate(size, static_cast<std::size_t>(alignment));
}
// Those that throw nothing, too: std::stable_sort asks by them and gives back by the plain ones.
[[gnu::noinline]] void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
    try {
        return ascribe_tests::LiveBytes::allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    } catch (std::bad_alloc const&) {
        return nullptr;
    }
}
[[gnu::noinline]] void* operator new[](std::size_t size, std::nothrow_t const&) noexcept {
    try {
        return ascribe_tests::LiveBytes::allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    } catch (std::bad_alloc const&) {
        return nullptr;
    }
}
[[gnu::noinline]] void operator delete(void* at) noexcept {
    ascribe_tests::LiveBytes::release(at);
}
[[gnu::noinline]] void operator delete[](void* at) noexcept {
    ascribe_tests::LiveBytes::release(at);
}
[[gnu::noinline]] void operator delete(void* at, std::size_t) noexcept {
    ascribe_tests::LiveBytes::release(at);
}
[[gnu::noinline]] void operator delete[](void* at, std::size_t) noexcept {
    ascribe_tests::LiveBytes::release(at);
}
[[gnu::noinline]] void operator delete(void* at, std::align_val_t) noexcept {
    ascribe_tests::LiveBytes::release(at);
}
[[gnu::noinline]] void operator delete[](void* at, std::align_val_t) noexcept {
    ascribe_tests::LiveBytes::release(at);
}
[[gnu::noinline]] void operator delete(void* at, std::size_t, std::align_val_t) noexcept {
    ascribe_tests::LiveBytes::release(at);
}
[[gnu::noinline]] void operator delete[](void* at, std::size_t, std::align_val_t) noexcept {
    ascribe_tests::LiveBytes::release(at);
}
// NOLINTEND(misc-definitions-in-headers)

#endif
