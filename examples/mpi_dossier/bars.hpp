// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_MPI_DOSSIER_BARS_HPP
#define ASCRIBE_EXAMPLES_MPI_DOSSIER_BARS_HPP

#include "../progress_bar.hpp"
#include <ascribe/core/progress.hpp>

#include <optional>
#include <string>
#include <utility>

namespace mpi_dossier {

/// How far one long call after the other is, on one rank; on the others nobody is told.
///
/// An `mpirun` hands on what ranks write to standard error, so for them it is no terminal even where the user sees one:
/// `is_wanted` says that he does.
class Bars {
public:
    Bars(bool is_shown_here, bool is_wanted) : is_shown_(is_shown_here && (is_wanted || ProgressBar::is_terminal())) {}

    /// For one call, until the next one is asked for.
    [[nodiscard]] ascribe::Progress operator()(std::string what) {
        if (!is_shown_) return {};
        bar_.emplace(std::move(what), true);
        return bar_->callback();
    }
    void clear() { bar_.reset(); }

private:
    bool is_shown_;
    std::optional<ProgressBar> bar_;
};

}  // namespace mpi_dossier

#endif
