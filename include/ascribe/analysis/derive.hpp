// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_DERIVE_HPP
#define ASCRIBE_ANALYSIS_DERIVE_HPP

#include <ascribe/analysis/support_graph.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/time/day.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe {

/// A way to fold the support of a claim into one value: a commutative semiring and what each attribution brings to it.
///
/// `plus` joins alternatives, ways to the same claim; `times` joins what is needed together; `zero` is no support at
/// all, `one` what needs nothing. Both operations must be associative and commutative, `times` must distribute over
/// `plus`, and `zero` make every product zero. `leaf(view, a)` is what the attribution brings by itself: of its source,
/// its document, its time. A measure may also have
///
/// - `ground(view, node)`: what an actor, place, document or event brings as a ground; `one` without it;
/// - `unbounded()`: the value of everything in or behind a circle, if the measure is not absorptive.
///
/// `absorptive` says whether `plus(one, x)` is `one` for every x, so that going round a circle adds nothing to not
/// going round. Then circles have a value, the least fixed point, and it is reached. Shortest ways, earliest dates and
/// sets of which only the least are kept are absorptive; numbers of ways are not: a circle has infinitely many.
///
/// This is provenance as semirings have it (Green, Karvounarakis, Tannen, "Provenance semirings", PODS 2007); for
/// circles Dannert, Gradel, Naaf, Tannen, "Semiring provenance for fixed-point logic", CSL 2021. A measure that refuses
/// to go on throws Exception, which the forms with `try_` return as an error.
template <class M>
concept Measure = std::equality_comparable<typename M::value_type> &&
    requires(M const& measure, typename M::value_type const& value, View const& view, AttributionId a) {
    { measure.zero() } -> std::convertible_to<typename M::value_type>;
    { measure.one() } -> std::convertible_to<typename M::value_type>;
    { measure.plus(value, value) } -> std::convertible_to<typename M::value_type>;
    { measure.times(value, value) } -> std::convertible_to<typename M::value_type>;
    { measure.leaf(view, a) } -> std::convertible_to<typename M::value_type>;
    { M::absorptive } -> std::convertible_to<bool>;
};

/// The values of all facts of a graph of support, by a measure. See derive_all.
template <Measure M>
class Derived {
public:
    using value_type = typename M::value_type;

    Derived(std::shared_ptr<SupportGraph const> support, std::vector<value_type> values, value_type zero)
        : support_(std::move(support)), values_(std::move(values)), zero_(std::move(zero)) {}

    /// The measure's zero for a claim that is not supported.
    [[nodiscard]] value_type of(ClaimId claim) const {
        std::uint32_t const fact = support_->find(claim);
        return fact == SupportGraph::none ? zero_ : value_type(values_[fact]);
    }
    [[nodiscard]] SupportGraph const& support() const noexcept { return *support_; }

private:
    std::shared_ptr<SupportGraph const> support_;
    std::vector<value_type> values_;
    value_type zero_;
};

namespace detail {

template <Measure M>
class Deriver {
public:
    using value_type = typename M::value_type;

    Deriver(SupportGraph const& support, M const& measure)
        : support_(support), measure_(measure), values(support.fact_count(), measure.zero()) {}

    Result<void> derive(SupportOptions const& options) {
        auto const order = support_.order();
        auto circle = support_.circles().begin();
        for (std::uint32_t at = 0; at < order.size(); ++at) {
            auto const ask = [&] { return goes_on(options, at, order.size()); };
            if (circle == support_.circles().end() || circle->first != at) {
                if (!ask()) return error(Errc::cancelled, "");
                values[order[at]] = fold(order[at]);
                continue;
            }
            auto done = go_round(order.subspan(circle->first, circle->second - circle->first), ask);
            if (!done) return done;
            at = circle->second - 1;
            ++circle;
        }
        return {};
    }

private:
    SupportGraph const& support_;
    M const& measure_;
    std::vector<Node> nodes_;
    std::uint32_t folds_ = 0;

public:
    std::vector<value_type> values;  ///< by fact

private:
    static Error error(Errc code, std::string_view expected) {
        return {.code = code, .record = "measure", .field = {}, .expected = expected, .found = {}};
    }

    /// A fold may be long, by what the measure does, and a circle is gone round many times.
    bool goes_on(SupportOptions const& options, std::size_t done, std::size_t total) {
        constexpr std::uint32_t often = 64;
        return folds_++ % often != 0 || !options.progress || options.progress(done, total);
    }

    template <class Ask>
    Result<void> go_round(std::span<std::uint32_t const> facts, Ask ask) {
        if constexpr (M::absorptive) {
            // No derivation without repetition is longer than the circle has facts.
            for (std::size_t round = 0; round <= facts.size(); ++round) {
                bool changed = false;
                for (std::uint32_t fact : facts) {
                    if (!ask()) return error(Errc::cancelled, "");
                    value_type value = fold(fact);
                    if (value == value_type(values[fact])) continue;
                    values[fact] = std::move(value);
                    changed = true;
                }
                if (!changed) return {};
            }
            return error(Errc::not_allowed, "a measure that is absorptive as it says");
        } else if constexpr (requires { measure_.unbounded(); }) {
            for (std::uint32_t fact : facts) values[fact] = measure_.unbounded();
            return {};
        } else {
            return error(Errc::cycle, "grounds without circles, or a measure that is absorptive or has unbounded()");
        }
    }

    [[nodiscard]] value_type fold(std::uint32_t fact) {
        value_type sum = measure_.zero();
        for (std::uint32_t step : support_.steps_of(fact)) {
            value_type product = measure_.one();
            if (auto const a = support_.step(step).template to<AttributionId>()) {
                product = measure_.leaf(support_.view(), a);
                if constexpr (requires { measure_.ground(support_.view(), Node()); }) {
                    for (Node ground : support_.view().grounds_of(a))
                        if (!ground.is(Category::claim) && !ground.is(Category::attribution))
                            product = measure_.times(product, measure_.ground(support_.view(), ground));
                }
            }
            for (std::uint32_t premise : support_.premises_of(step)) product = measure_.times(product, values[premise]);
            sum = measure_.plus(sum, product);
        }
        return sum;
    }
};

template <Measure M>
[[nodiscard]] Result<Derived<M>> derive_from(std::shared_ptr<SupportGraph const> support, M const& measure,
                                             SupportOptions const& options) {
    Deriver<M> deriver(*support, measure);
    if (auto const done = deriver.derive(options); !done) return done.error();
    return Derived<M>(std::move(support), std::move(deriver.values), measure.zero());
}

}  // namespace detail

/// The value of one claim by a measure.
///
/// What counts: everything in SupportGraph, at the level of the options: each attribution that supports the claim is a
/// way to it, and takes its own leaf together with the values of all its grounds, of its carriers (any of them, or its
/// own document, which brings `one`) and of the reports that it endorses (any). Claims that count as the same are
/// values of their own. A claim without support has the value `zero`.
///
/// Linear in what the claim rests on, in operations of the measure; in a circle, times as many rounds as it takes until
/// nothing changes, at most the number of its facts. Errors: Errc::cycle for a circle, if the measure is not absorptive
/// and has no unbounded(); Errc::not_allowed if it says that it is absorptive and is not, as far as circles show;
/// Errc::cancelled; what the measure refuses.
template <Measure M>
[[nodiscard]] Result<typename M::value_type> try_derive(View const& view, ClaimId claim, M const& measure,
                                                        SupportOptions const& options = {}) {
    try {
        auto derived =
            detail::derive_from(std::make_shared<SupportGraph const>(view, claim, detail::stage(options, 0, 2)),
                                measure, detail::stage(options, 1, 2));
        if (!derived) return derived.error();
        return derived->of(claim);
    } catch (Exception const& e) {
        return e.error();
    }
}
template <Measure M>
[[nodiscard]] typename M::value_type derive(View const& view, ClaimId claim, M const& measure,
                                            SupportOptions const& options = {}) {
    return try_derive(view, claim, measure, options).value();
}

/// The values of all claims by a measure: as derive for each, in one pass, with one value a claim in memory besides the
/// graph of support.
template <Measure M>
[[nodiscard]] Result<Derived<M>> try_derive_all(View const& view, M const& measure,
                                                SupportOptions const& options = {}) {
    try {
        return detail::derive_from(std::make_shared<SupportGraph const>(view, detail::stage(options, 0, 2)), measure,
                                   detail::stage(options, 1, 2));
    } catch (Exception const& e) {
        return e.error();
    }
}
template <Measure M>
[[nodiscard]] Derived<M> derive_all(View const& view, M const& measure, SupportOptions const& options = {}) {
    return try_derive_all(view, measure, options).value();
}

/// Whether a claim is supported by attributions of which `admits` is true alone, with all that these rest on.
struct Reachability {
    using value_type = bool;
    static constexpr bool absorptive = true;

    std::function<bool(View const&, AttributionId)> admits = {};  ///< all of them, if empty

    [[nodiscard]] bool zero() const { return false; }
    [[nodiscard]] bool one() const { return true; }
    [[nodiscard]] bool plus(bool a, bool b) const { return a || b; }
    [[nodiscard]] bool times(bool a, bool b) const { return a && b; }
    [[nodiscard]] bool leaf(View const& view, AttributionId a) const { return !admits || admits(view, a); }
};

/// In how many ways a claim is supported, repetitions of one attribution within a way included; `unbounded` in or
/// behind a circle, and where there are 2^64 - 1 or more.
struct ChainCount {
    using value_type = std::uint64_t;
    static constexpr bool absorptive = false;

    [[nodiscard]] std::uint64_t unbounded() const { return (std::numeric_limits<std::uint64_t>::max)(); }
    [[nodiscard]] std::uint64_t zero() const { return 0; }
    [[nodiscard]] std::uint64_t one() const { return 1; }
    [[nodiscard]] std::uint64_t plus(std::uint64_t a, std::uint64_t b) const {
        return a > unbounded() - b ? unbounded() : a + b;
    }
    [[nodiscard]] std::uint64_t times(std::uint64_t a, std::uint64_t b) const {
        return b != 0 && a > unbounded() / b ? unbounded() : a * b;
    }
    [[nodiscard]] std::uint64_t leaf(View const&, AttributionId) const { return 1; }
};

/// The first day by which all was said that some way to the claim needs. Plus infinity for an unsupported claim, minus
/// infinity if some way needs nothing whose day is known.
struct EarliestDate {
    using value_type = Day;
    static constexpr bool absorptive = true;

    /// Whether to take the last day on which each may have been said (View::said), so that the claim was certainly
    /// supported by the result; else the first, so that it possibly was.
    bool certainly = false;

    [[nodiscard]] Day zero() const { return Day::plus_infinity(); }
    [[nodiscard]] Day one() const { return Day::minus_infinity(); }
    [[nodiscard]] Day plus(Day a, Day b) const { return (std::min)(a, b); }
    [[nodiscard]] Day times(Day a, Day b) const { return (std::max)(a, b); }
    [[nodiscard]] Day leaf(View const& view, AttributionId a) const {
        auto const said = view.said(a);
        return certainly ? said.second : said.first;
    }
};

/// The smallest sets of sources whose word suffices for a claim: with all others silent it is still supported, and with
/// one of these silent, too, it is not.
///
/// Sources in between count as well: who reports another's word, and who draws the conclusion. Their number can grow
/// exponentially with the claims on the way, so from more than `limit` sets for one claim, or while joining premises,
/// it refuses with Errc::capacity; each joining takes up to the third power of the limit.
struct MinimalSources {
    /// Each set in order of Source; the sets by size, then in order.
    using value_type = std::vector<std::vector<Source>>;
    static constexpr bool absorptive = true;

    std::size_t limit = 200;

    [[nodiscard]] value_type zero() const { return {}; }
    [[nodiscard]] value_type one() const { return {{}}; }
    [[nodiscard]] value_type plus(value_type const& a, value_type const& b) const;
    [[nodiscard]] value_type times(value_type const& a, value_type const& b) const;
    [[nodiscard]] value_type leaf(View const& view, AttributionId a) const { return {{view.graph().source(a)}}; }
};

/// Short for deriving MinimalSources of one claim. Errors: Errc::capacity beyond `limit` sets.
[[nodiscard]] Result<std::vector<std::vector<Source>>> try_minimal_sources(View const& view, ClaimId claim,
                                                                           std::size_t limit = 200,
                                                                           SupportOptions const& options = {});
[[nodiscard]] std::vector<std::vector<Source>> minimal_sources(View const& view, ClaimId claim, std::size_t limit = 200,
                                                               SupportOptions const& options = {});

}  // namespace ascribe

#endif
