// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_CONFLICT_FINDER_HPP
#define ASCRIBE_SRC_ANALYSIS_CONFLICT_FINDER_HPP

#include "relate.hpp"
#include "statements.hpp"
#include "weigh.hpp"
#include <ascribe/analysis/conflict.hpp>
#include <ascribe/time/network.hpp>
#include <ascribe/time/relation.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// Finds the disagreements of one call. Each function looks at one place where there may be some, and reports each of
/// them once, if every place is looked at once; conflict.cpp says which places there are.
class ConflictFinder {
public:
    ConflictFinder(View const& view, ConflictOptions const& options);

    /// Denials and values of one property of one subject.
    void group(Node subject, PropertyId property);
    /// What presupposes that an event occurred, or says that it was only attempted, against `occurred`.
    void actuality(Node event);
    /// Which of two events comes first, by orders and by dates.
    void order(Node a, Node b);
    /// Orders and dates of several events that cannot all be right, beyond what `order` and `group` compare. The events
    /// are all those that orders connect.
    void history(std::vector<Node> const& events);
    /// A part above its whole, by a claim (part, subset_of or parts_of, whole).
    void part(ClaimId link);
    /// Statements that an accepted claim (x, excludes, y) sets against each other.
    void exclusion(ClaimId link);
    /// A subject against the subjects that it is part of.
    void narrower(Node part);
    /// What keeps a class of records from being joined (rule S2).
    void identity(IdentityConflict const& conflict);
    /// A host's rule; if a subject is given, only what it takes part in.
    void rule(ConflictRule const& rule, std::optional<Node> subject);

    [[nodiscard]] StatementReader& reader() noexcept { return reader_; }
    [[nodiscard]] bool wants_differences() const noexcept { return options_.weakest == Verdict::difference; }

    /// Counts the work of looking for places, which is half of the way, and then of looking at them, so many. All
    /// throw Cancelled once the caller has asked to stop; reading and weighing count by themselves.
    void searched(std::size_t claims) { meter_.reach((std::min)(claims, half_)); }
    void found_places(std::size_t places);
    void step();
    void work(std::size_t units = 1) { meter_.work(units); }

    /// What was found, in order, each once. Throws Cancelled.
    [[nodiscard]] std::vector<Disagreement> take();

private:
    struct Side {
        std::vector<ClaimId> claims;
        Polarity polarity;
        bool implied;
        std::vector<Stand const*> stands;
    };
    struct OrderStatement {
        Valued valued;
        RelationSet relation;  ///< of the first event to the second
    };

    [[nodiscard]] static Side side(Statement const& statement, std::vector<Stand> const& stands, Polarity polarity);
    [[nodiscard]] Disagreement begin(DisagreementKind kind, Statement const& first) const;
    void add(Disagreement& found, Side const& side) const;
    void report(Disagreement found, Outcome const& outcome);
    void report(Disagreement found);
    void add_identity(Disagreement& found);
    [[nodiscard]] bool wants(Verdict verdict) const noexcept { return verdict <= options_.weakest; }

    void polarity(Statement const& asserting, Statement const& denying, std::vector<ClaimId> relies_on,
                  bool is_narrower);
    [[nodiscard]] bool is_of_other_end(Statement const& statement) const;
    void entailed(std::vector<Statement> const& statements);
    void values(std::vector<Statement> statements);
    void several_values(std::vector<Valued> const& values);
    void pair(Valued const& a, Valued const& b, std::vector<ClaimId> const* part_path);
    void compare_part(Valued const& part, Valued const& whole, std::vector<ClaimId> const& path);

    void against_dates(OrderStatement const& order, Valued const& a, Valued const& b);
    void orders(OrderStatement const& a, OrderStatement const& b);
    struct Told;
    [[nodiscard]] std::vector<Told> tell(std::vector<Node> const& events, TimeNetwork& network);
    void report_cycle(std::vector<Told> const& told, std::vector<std::uint32_t> const& labels);
    /// Puts down statements that cannot all be right. Those of one side, the first so many, stand against the others
    /// together; with `first` 0 one of them, any at all, stands against the others.
    void together(Disagreement found, std::vector<Statement const*> const& statements, std::size_t first, Verdict cap);

    void judge(ConflictRule const& rule, Valued const& a, Valued const& b);
    [[nodiscard]] RuleStatement told(Valued const& statement) const;

    View const& view_;
    Graph const& graph_;
    ConflictOptions const& options_;
    StatementReader reader_;
    std::vector<bool> is_additive_;  ///< by property number
    std::vector<Disagreement> found_;
    std::size_t half_;  ///< of all steps, as the caller is told them
    std::size_t place_ = 0, places_ = 0;
    Meter meter_;
};

}  // namespace ascribe::detail

#endif
