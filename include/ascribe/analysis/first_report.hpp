// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_FIRST_REPORT_HPP
#define ASCRIBE_ANALYSIS_FIRST_REPORT_HPP

#include <ascribe/analysis/difference.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/core/truth.hpp>
#include <ascribe/graph/view.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>  // for the customisation points of ranges, see below
#include <utility>
#include <vector>

namespace ascribe {

/// Claims in order of the day on which they were first put forward; of one day, in order of recording.
///
/// A random access range, common, sized, borrowed and a view. It refers to the FirstReports that it was asked of, or to
/// any copy of that. Iterators give values, no references: algorithms with iterators of C++17 take them for input
/// iterators, those of std::ranges see random access. All is constant but `to_vector`.
class ReportedClaims {
public:
    using value_type = ClaimId;

    class iterator {
    public:
        using value_type = ClaimId;
        using difference_type = std::ptrdiff_t;
        using reference = value_type;
        using pointer = void;
        using iterator_category = std::input_iterator_tag;
        using iterator_concept = std::random_access_iterator_tag;

        iterator() noexcept = default;
        [[nodiscard]] value_type operator*() const noexcept { return {Category::claim, *at_, ledger_}; }
        [[nodiscard]] value_type operator[](difference_type n) const noexcept { return *(*this + n); }
        iterator& operator++() noexcept { return *this += 1; }
        iterator operator++(int) noexcept {
            iterator const before = *this;
            *this += 1;
            return before;
        }
        iterator& operator--() noexcept { return *this -= 1; }
        iterator operator--(int) noexcept {
            iterator const before = *this;
            *this -= 1;
            return before;
        }
        iterator& operator+=(difference_type n) noexcept {
            at_ += n;
            return *this;
        }
        iterator& operator-=(difference_type n) noexcept { return *this += -n; }
        [[nodiscard]] friend iterator operator+(iterator i, difference_type n) noexcept { return i += n; }
        [[nodiscard]] friend iterator operator+(difference_type n, iterator i) noexcept { return i += n; }
        [[nodiscard]] friend iterator operator-(iterator i, difference_type n) noexcept { return i -= n; }
        [[nodiscard]] friend difference_type operator-(iterator a, iterator b) noexcept { return a.at_ - b.at_; }
        [[nodiscard]] friend bool operator==(iterator a, iterator b) noexcept { return a.at_ == b.at_; }
        [[nodiscard]] friend std::strong_ordering operator<=>(iterator a, iterator b) noexcept {
            return a.at_ <=> b.at_;
        }

    private:
        friend class ReportedClaims;
        iterator(std::uint32_t const* at, std::uint32_t ledger) noexcept : at_(at), ledger_(ledger) {}

        std::uint32_t const* at_ = nullptr;
        std::uint32_t ledger_ = 0;
    };

    ReportedClaims() noexcept = default;
    [[nodiscard]] iterator begin() const noexcept { return {numbers_.data(), ledger_}; }
    [[nodiscard]] iterator end() const noexcept { return {numbers_.data() + numbers_.size(), ledger_}; }
    [[nodiscard]] bool empty() const noexcept { return numbers_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return numbers_.size(); }
    /// Requires: `n < size()`.
    [[nodiscard]] ClaimId operator[](std::size_t n) const noexcept {
        ASCRIBE_ASSERT(n < size());
        return {Category::claim, numbers_[n], ledger_};
    }
    /// Requires: not empty.
    [[nodiscard]] ClaimId front() const noexcept { return (*this)[0]; }
    /// Requires: not empty.
    [[nodiscard]] ClaimId back() const noexcept { return (*this)[size() - 1]; }
    /// All of them. Linear; allocates once.
    [[nodiscard]] std::vector<ClaimId> to_vector() const {
        std::vector<ClaimId> all;
        all.reserve(size());
        for (ClaimId const claim : *this) all.push_back(claim);
        return all;
    }

private:
    friend class FirstReports;
    ReportedClaims(std::span<std::uint32_t const> numbers, std::uint32_t ledger) noexcept
        : numbers_(numbers), ledger_(ledger) {}

    std::span<std::uint32_t const> numbers_;
    std::uint32_t ledger_ = 0;
};

/// When each claim of a view was first put forward, on one axis of time: what was known when, without a view of each
/// day.
///
/// A claim counts as put forward, be it asserted, denied or left open, if some attribution of it is attested (rule W2):
/// exactly if it is in the view that is read `as_of` that day, all else being as the view's scope has it. So a report
/// within reports counts from the day on which all those that carry it are there, and of several ways the first counts.
/// A bound that the scope has on the axis stays, unlike in `as_of`: what the view leaves out was never put forward.
///
/// By default only what was certainly there by the end of a day counts; with `admit` Truth::possibly also what may have
/// been (rule T2). An attribution whose day is a range is there certainly from its last day and possibly from its
/// first; one without any date is there certainly on no day that can be named, and possibly on any. Notes of analysts
/// without document and date are there on every day, as far as publication and saying go.
///
/// Times are as the view knows them, and not as they were known on the day asked about: what says today that the words
/// fell in May counts for May, as it does in a view as of May. Each claim is counted by itself: accepted same_as and
/// read_as join nothing here, and that a claim was taken back later changes nothing.
///
/// An immutable value that is cheap to copy, and any thread may use it; it does not refer to the view. Making one is
/// linear in attributions and claims, but for days that lie more than millions of years apart, which are sorted. It
/// keeps 8 bytes a claim and 12 for each property on each day on which one of its claims was first put forward; that
/// again if some claims were possibly there sooner than certainly, or only possibly.
class FirstReports {
public:
    /// Throws Exception with Errc::cancelled if progress says so, see try_first_reports.
    FirstReports(View const& view, TimeAxis axis, Progress const& progress = {});

    [[nodiscard]] TimeAxis axis() const noexcept;

    // All of these require handles of the view's graph, and `admit` other than Truth::never.

    /// The first day at whose end the claim had been put forward: nothing if it never was, the infinitely late day if
    /// it was on no day that can be named, the infinitely early one if on all days. Of recordings, in UTC. Constant.
    [[nodiscard]] std::optional<Day> first_day(ClaimId claim, Truth admit = Truth::always) const noexcept;
    /// The claims of a property that had been put forward by the end of that day; their number is its `size()`. By an
    /// infinitely late day: all that are in the view at all. Logarithmic in the days of the property.
    [[nodiscard]] ReportedClaims claims_until(PropertyId property, Day day, Truth admit = Truth::always) const noexcept;
    /// Those that were first put forward on one of these days, both included. Logarithmic as well.
    [[nodiscard]] ReportedClaims claims_between(PropertyId property, Day first, Day last,
                                                Truth admit = Truth::always) const noexcept;

private:
    struct State;
    explicit FirstReports(std::shared_ptr<State const> state) noexcept : state_(std::move(state)) {}
    friend Result<FirstReports> try_first_reports(View const& view, TimeAxis axis, Progress const& progress);

    std::shared_ptr<State const> state_;
};

/// The same, with the end that progress may ask for as an Error of code cancelled.
[[nodiscard]] Result<FirstReports> try_first_reports(View const& view, TimeAxis axis, Progress const& progress = {});

}  // namespace ascribe

// These are specified in <ranges>, which takes long to compile. But <span> has to declare both, since it
// specialises them for std::span.
template <>
inline constexpr bool std::ranges::enable_view<ascribe::ReportedClaims> = true;
template <>
inline constexpr bool std::ranges::enable_borrowed_range<ascribe::ReportedClaims> = true;

#endif
