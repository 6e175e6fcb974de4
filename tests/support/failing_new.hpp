// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_FAILING_NEW_HPP
#define ASCRIBE_TESTS_SUPPORT_FAILING_NEW_HPP

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

/// Replaces the global operator new of the program that includes this, in one file only: the N-th allocation from now
/// on can be made to fail. For programs with one thread.
namespace ascribe_tests {

struct Allocations {
    static inline std::size_t left = 0;  ///< the allocation that fails, counted from 1; 0 for none
    static inline std::size_t made = 0;  ///< all of them, failed ones too

    /// Lets the `nth` allocation fail, once, until this is destroyed.
    struct FailNth {
        explicit FailNth(std::size_t nth) noexcept { left = nth; }
        FailNth(FailNth const&) = delete;
        FailNth& operator=(FailNth const&) = delete;
        ~FailNth() { left = 0; }
    };

    static void* allocate(std::size_t size, std::size_t alignment) {
        ++made;
        if (left != 0 && --left == 0) throw std::bad_alloc();
        alignment = (std::max)(alignment, sizeof(void*));
        void* at = nullptr;
        if (posix_memalign(&at, alignment, (std::max)(size, std::size_t{1})) != 0) throw std::bad_alloc();
        return at;
    }
    /// Neither counted nor made to fail: whoever asks so can do without, and a test could not tell that it failed.
    static void* try_allocate(std::size_t size) noexcept {
        void* at = nullptr;
        if (posix_memalign(&at, __STDCPP_DEFAULT_NEW_ALIGNMENT__, (std::max)(size, std::size_t{1})) != 0)
            return nullptr;
        return at;
    }
};

}  // namespace ascribe_tests

// Not inline: g++ would see free() meet operator new and warn of a mismatch.
// NOLINTBEGIN(misc-definitions-in-headers)
[[gnu::noinline]] void* operator new(std::size_t size) {
    return ascribe_tests::Allocations::allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}
[[gnu::noinline]] void* operator new[](std::size_t size) {
    return ascribe_tests::Allocations::allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
    return ascribe_tests::Allocations::allocate(size, static_cast<std::size_t>(alignment));
}
[[gnu::noinline]] void* operator new[](std::size_t size, std::align_val_t alignment) {
    return ascribe_tests::Allocations::allocate(size, static_cast<std::size_t>(alignment));
}
// What algorithms ask for and can do without, such as the buffer of a stable sort.
[[gnu::noinline]] void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
    return ascribe_tests::Allocations::try_allocate(size);
}
[[gnu::noinline]] void* operator new[](std::size_t size, std::nothrow_t const&) noexcept {
    return ascribe_tests::Allocations::try_allocate(size);
}
[[gnu::noinline]] void operator delete(void* at) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete[](void* at) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete(void* at, std::size_t) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete[](void* at, std::size_t) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete(void* at, std::align_val_t) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete[](void* at, std::align_val_t) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete(void* at, std::size_t, std::align_val_t) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete[](void* at, std::size_t, std::align_val_t) noexcept {
    std::free(at);
}
// NOLINTEND(misc-definitions-in-headers)

#endif
