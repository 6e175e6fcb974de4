// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_SUPPORT_GRAPH_HPP
#define ASCRIBE_ANALYSIS_SUPPORT_GRAPH_HPP

#include <ascribe/core/progress.hpp>
#include <ascribe/graph/view.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ascribe {

namespace detail {
class DocumentSupport;
}

/// Which support is looked at. By default all that there is in any reading.
struct SupportOptions {
    /// `possibly`: whatever supports a claim in some reading. `always`: only what does so in every reading.
    Truth level = Truth::possibly;
    /// Called now and then with the steps of work done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

namespace detail {

/// The options for one of several stages; refers to the given ones.
[[nodiscard]] inline SupportOptions stage(SupportOptions const& options, std::size_t number, std::size_t count) {
    return {.level = options.level, .progress = stage(options.progress, number, count)};
}

}  // namespace detail

/// What the standing of a view is made of (rules W1 to W3), as two kinds of numbered points: *facts*, each of which
/// stands if any of its steps does, and *steps*, each of which stands if all its premises and all it needs do.
///
/// A claim is a fact, and its steps are the attributions that support it: standing, assertive, with positive stance. A
/// step's premises are the facts it rests on: claims as grounds; an attribution as a ground; for a reported attribution
/// that it is carried (by its own document or by any report of it); for an endorsement that one of the reports it rests
/// on stands (rule C3). What a step needs besides are records that can only be withdrawn: `needs`.
///
/// Only what stands at the level asked for is in it; the rest cannot come to stand by taking more away, amendments
/// and claims of grounds apart. Claims that count as the same (same_as, read_as) are facts of their own, as for
/// View::supported.
///
/// This is the form in which every analysis of support works: withdrawal, single points of failure, derived values.
/// Making one is linear in the attributions, claims and grounds that it holds (Tarjan, "Depth-first search and linear
/// graph algorithms", SIAM J. Comput. 1972, finds the circles); it takes about 25 bytes an attribution and 16 a
/// claim, and half as much again while it is made. An immutable value that any thread may use.
class SupportGraph {
public:
    static constexpr std::uint32_t none = 0xffffffff;

    /// All claims. Throws Exception with Errc::cancelled if the progress callback says so.
    explicit SupportGraph(View view, SupportOptions const& options = {});
    /// Only what this claim rests on, whatever else the graph holds; linear in that.
    SupportGraph(View view, ClaimId claim, SupportOptions const& options = {});

    [[nodiscard]] View const& view() const noexcept { return view_; }
    [[nodiscard]] Truth level() const noexcept { return level_; }
    [[nodiscard]] std::uint32_t fact_count() const noexcept { return static_cast<std::uint32_t>(rank_.size()); }
    [[nodiscard]] std::uint32_t step_count() const noexcept { return static_cast<std::uint32_t>(premises_.size()); }

    /// Of a fact, the steps any of which suffices; empty if it does not stand.
    [[nodiscard]] std::span<std::uint32_t const> steps_of(std::uint32_t fact) const noexcept { return steps_[fact]; }
    /// Of a step, the facts all of which it rests on.
    [[nodiscard]] std::span<std::uint32_t const> premises_of(std::uint32_t step) const noexcept {
        return premises_[step];
    }
    /// The facts that a step is one of the steps of.
    [[nodiscard]] std::span<std::uint32_t const> facts_of(std::uint32_t step) const noexcept { return facts_[step]; }
    /// The steps that have the fact among their premises.
    [[nodiscard]] std::span<std::uint32_t const> dependents_of(std::uint32_t fact) const noexcept {
        return dependents_[fact];
    }

    /// The claim that a fact is; else the attribution that it is about.
    [[nodiscard]] Content fact(std::uint32_t fact) const noexcept;
    /// The attribution that a step is; or a document, if the step is that it prints what others report, too.
    [[nodiscard]] Node step(std::uint32_t step) const noexcept;
    /// The number of a claim's fact; `none` if it is not in the graph.
    [[nodiscard]] std::uint32_t find(ClaimId claim) const noexcept;
    /// The number of an attribution's step; `none` if it is not in the graph.
    [[nodiscard]] std::uint32_t find(AttributionId attribution) const noexcept;

    /// Appends the records whose withdrawal makes a step fall by itself: the attribution, what it puts forward, its
    /// source, grounds that are neither claims nor attributions; and of a document that it cannot do without, the
    /// document, its wholes, its only publisher. Each once, in no particular order.
    void needs(std::uint32_t step, std::vector<Node>& nodes) const;
    /// Whether a step is an attribution that stands or falls with its own document, since nobody reports it and its
    /// source does not stand by itself.
    [[nodiscard]] bool is_printed(std::uint32_t step) const noexcept;

    /// The facts that stand, so that each comes after all it may rest on, as far as there are no circles; and each has
    /// a step all of whose premises come before it, even so.
    [[nodiscard]] std::span<std::uint32_t const> order() const noexcept { return order_; }
    /// Position of a fact in the order; `none` if it does not stand.
    [[nodiscard]] std::uint32_t rank(std::uint32_t fact) const noexcept { return rank_[fact]; }
    /// The circles, each with its largest extent: first and past-the-end position in the order of facts that may rest
    /// on each other, or of one that may rest on itself.
    [[nodiscard]] std::span<std::pair<std::uint32_t, std::uint32_t> const> circles() const noexcept { return circles_; }

private:
    /// Lists of numbers, one after the other.
    struct Lists {
        std::vector<std::uint32_t> begin{0};
        std::vector<std::uint32_t> entries;

        [[nodiscard]] std::size_t size() const noexcept { return begin.size() - 1; }
        [[nodiscard]] std::span<std::uint32_t const> operator[](std::size_t i) const noexcept {
            return {entries.data() + begin[i], entries.data() + begin[i + 1]};
        }
        void close() { begin.push_back(static_cast<std::uint32_t>(entries.size())); }
        [[nodiscard]] Lists turned(std::size_t count) const;
    };
    enum class FactKind : std::uint8_t { claim, standing, carried, reported };
    [[nodiscard]] FactKind kind(std::uint32_t fact) const noexcept;
    friend struct SupportGraphBuilder;
    friend class Withdrawals;

    View view_;
    Truth level_;
    Lists steps_, premises_, facts_, dependents_;
    std::vector<std::uint32_t> order_, rank_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> circles_;
    // In a graph of all claims facts and steps begin with all claims and attributions, numbered as they are. What
    // comes then, or in a graph of one claim everything, is in these.
    std::uint32_t plain_facts_ = 0, plain_steps_ = 0;
    std::vector<std::uint32_t> fact_words_, step_words_;
    std::vector<FactKind> fact_kinds_;
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  ///< of those by kind and word
    std::shared_ptr<detail::DocumentSupport const> documents_;  ///< what lets documents stand
};

}  // namespace ascribe

#endif
