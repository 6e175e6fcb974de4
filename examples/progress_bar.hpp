// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_PROGRESS_BAR_HPP
#define ASCRIBE_EXAMPLES_PROGRESS_BAR_HPP

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>

#if __has_include(<unistd.h>)
#include <unistd.h>
#endif

/// A bar on standard error, for the `progress` callbacks of the library: `options.progress = bar.callback();`. Drawn at
/// most twenty times a second, and only if standard error is a terminal unless the caller knows better; `clear` and the
/// destructor take it away.
class ProgressBar {
public:
    explicit ProgressBar(std::string what) : ProgressBar(std::move(what), is_terminal()) {}
    ProgressBar(std::string what, bool is_seen) : what_(std::move(what)), is_seen_(is_seen) {}
    ProgressBar(ProgressBar const&) = delete;
    ProgressBar& operator=(ProgressBar const&) = delete;
    ~ProgressBar() { clear(); }

    /// Never cancels. Requires: this outlives the call it is given to.
    [[nodiscard]] std::function<bool(std::size_t, std::size_t)> callback() {
        return [this](std::size_t done, std::size_t total) {
            draw(done, total);
            return true;
        };
    }

    void draw(std::size_t done, std::size_t total) {
        using Clock = std::chrono::steady_clock;
        if (!is_seen_) return;
        auto const now = Clock::now();
        if (is_drawn_ && now - drawn_ < std::chrono::milliseconds(50)) return;
        drawn_ = now;
        is_drawn_ = true;
        constexpr int width = 40;
        double const part =
            total == 0 ? 1.0 : static_cast<double>((std::min)(done, total)) / static_cast<double>(total);
        auto const full = static_cast<int>(part * width);
        std::fprintf(stderr, "\r\033[K%s [%.*s%*s] %3d %%", what_.c_str(), full,
                     "########################################", width - full, "", static_cast<int>(part * 100));
        std::fflush(stderr);
    }

    /// Takes the bar away, for whatever is printed next.
    void clear() {
        if (is_drawn_) std::fprintf(stderr, "\r\033[K");
        is_drawn_ = false;
    }

    /// Whether standard error is one.
    [[nodiscard]] static bool is_terminal() noexcept {
#if __has_include(<unistd.h>)
        return isatty(STDERR_FILENO) != 0;
#else
        return false;
#endif
    }

private:
    std::string what_;
    bool is_seen_;
    bool is_drawn_ = false;
    std::chrono::steady_clock::time_point drawn_;
};

#endif
