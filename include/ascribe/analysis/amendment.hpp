// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_AMENDMENT_HPP
#define ASCRIBE_ANALYSIS_AMENDMENT_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/view.hpp>
#include <ascribe/time/edtf_policy.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe {

/// What is said of an older attribution (rule A1).
enum class AmendmentKind : std::uint8_t {
    retracted,  ///< not held any more
    corrected,  ///< was wrong
    updated,    ///< was right for its time
    clarified,  ///< the same, plainer
};

template <>
struct Names<AmendmentKind> {
    static constexpr std::string_view kind = "amendment";
    static constexpr std::string_view expected = "retracted, corrected, updated or clarified";
    static constexpr std::array<std::string_view, 4> values = {"retracted", "corrected", "updated", "clarified"};
};

/// How something repeats what was amended.
enum class RepetitionKind : std::uint8_t {
    says_it_too,  ///< puts forward the same claim with the same polarity, or reports the same saying
    reports_it,   ///< carries the amended attribution itself, at whatever remove
    rests_on_it,  ///< has it or its claim as a ground, or what does so (rule W3)
};

template <>
struct Names<RepetitionKind> {
    static constexpr std::string_view kind = "repetition";
    static constexpr std::string_view expected = "says_it_too, reports_it or rests_on_it";
    static constexpr std::array<std::string_view, 3> values = {"says_it_too", "reports_it", "rests_on_it"};
};

/// One attribution that repeats what was amended. Amendment does not change it (rule A3).
struct Repetition {
    AttributionId attribution;
    RepetitionKind kind = RepetitionKind::says_it_too;
    Truth later = Truth::possibly;  ///< whether it was said after the amendment
    Truth standing = Truth::never;  ///< whether it still supports what it says

    friend bool operator==(Repetition const&, Repetition const&) = default;
};

/// One attested amendment of an attribution: who says what of it, to which effect, and who repeats the old version.
struct Amendment {
    AttributionId of;  ///< what is amended
    AttributionId by;  ///< the attribution that says so
    ClaimId claim;     ///< (of, retracted), (of, corrected_by, b) ...
    AmendmentKind kind = AmendmentKind::retracted;
    AttributionId replacement;  ///< b; empty for a retraction
    AmendmentEffect effect = AmendmentEffect::not_entitled;
    bool is_circular = false;             ///< following replacements leads back to what is amended (rule A4)
    std::vector<Repetition> repetitions;  ///< in order of recording; without the replacement

    /// Whether it has effect; a retraction or correction with effect takes the attribution back.
    [[nodiscard]] bool is_effective() const noexcept { return effect <= AmendmentEffect::by_accepted; }
    friend bool operator==(Amendment const&, Amendment const&) = default;
};

/// How `amendments` is done.
struct AmendmentOptions {
    /// Called now and then with the steps done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

/// Every attested amendment of the graph (part 12), in order of the claims and then of recording.
///
/// Effect is what View::amendment_effect says: what View::taken_back says are the effective retractions and
/// corrections. Updates and clarifications with effect take nothing back. Linear in the claims and in what is listed.
/// Error: Errc::cancelled; the others throw it as an Exception, and all throw what progress throws.
[[nodiscard]] Result<std::vector<Amendment>> try_amendments(View const& view, AmendmentOptions const& options = {});
[[nodiscard]] std::vector<Amendment> amendments(View const& view, AmendmentOptions const& options = {});
/// Those that concern a record: an attribution itself and what it carries or carries it, any attribution of a claim,
/// those by a source or in a document, those about a subject. Linear in what it leads to.
[[nodiscard]] std::vector<Amendment> amendments(View const& view, Node node);

/// Why a later statement overtakes an earlier one.
enum class OvertakingKind : std::uint8_t {
    overtaken,   ///< somebody says so (overtaken_by)
    realised,    ///< somebody says that what was wanted, undertaken or foretold was realised (realised_by)
    updated,     ///< somebody says that it was right for its time (updated_by)
    came_true,   ///< what was foretold or undertaken is later asserted as certain; or, foretold not to be, denied
    came_false,  ///< the opposite is
    newer,       ///< another value of a state, said to hold at a certainly later time
    rule,        ///< a rule of the host says so
};

template <>
struct Names<OvertakingKind> {
    static constexpr std::string_view kind = "overtaking";
    static constexpr std::string_view expected = "overtaken, realised, updated, came_true, came_false, newer or rule";
    static constexpr std::array<std::string_view, 7> values = {"overtaken",  "realised", "updated", "came_true",
                                                               "came_false", "newer",    "rule"};
};

/// A statement and a later one that overtakes it. It does not say that the earlier was wrong.
struct Overtaking {
    OvertakingKind kind = OvertakingKind::overtaken;
    AttributionId earlier;          ///< innermost, unless a relation names another
    AttributionId later;            ///< empty if a relation leads to something that nobody reports
    ClaimId link;                   ///< the relation; empty for what is computed
    Truth after = Truth::possibly;  ///< whether the later was said after the earlier; of what has no date, possibly
    Truth certain = Truth::never;   ///< `always` if the relation, or the later statement, is certain and stands
    std::string rule = {};          ///< the name of the host's rule; empty for all other kinds

    friend bool operator==(Overtaking const&, Overtaking const&) = default;
};

/// What a rule of overtaking is told of a statement; of its stance, its act and its source the graph tells.
struct OvertakingStatement {
    AttributionId attribution;  ///< that puts the claim forward, and stands
    ClaimId claim;              ///< the first recorded of those that count as one
    Node subject;               ///< after same_as
    std::pair<Day, Day> said;   ///< first and last day on which it may have been said
};

/// Tells which statements of one property overtake which of another, or of the same: an offer by the next one, a
/// conditional one by one without conditions, the figures of one day by those of another.
///
/// Without shared properties it is asked of statements about one subject. With both, of statements about any two
/// subjects that have a value in common: (a, earlier_shared, v) and (b, later_shared, v), each asserted. `judge` is
/// called once for each two standing attributions, denials among them, of which the second was not certainly said
/// before the first, in a fixed order; it answers `never` where nothing is overtaken, and must depend on its arguments
/// only.
struct OvertakingRule {
    std::string name;
    std::string earlier;              ///< a property
    std::string later;                ///< a property, or the same one
    std::string earlier_shared = {};  ///< both empty, or both a property
    std::string later_shared = {};
    std::function<Truth(View const&, OvertakingStatement const& earlier, OvertakingStatement const& later)> judge;
};

/// What the caller knows besides the graph. By default only what the records and the traits of properties tell.
struct OvertakingOptions {
    /// Lists of properties that tell of one state each, such as residents and those who remain. A functional and
    /// temporal property tells of one by itself.
    std::vector<std::vector<std::string>> one_state = {};
    std::vector<OvertakingRule> rules = {};  ///< of the host
    SeasonPolicy seasons = {};               ///< how seasons become days; by default the northern ones
    /// As in AmendmentOptions.
    Progress progress = {};
};

/// Statements that later ones overtake, in order of the earlier, the later and the kind.
///
/// Declared: overtaken_by, realised_by and updated_by that a standing attribution holds with positive stance, whoever
/// that is. Their ends may be attributions; a claim stands for the attributions of it; an event, as what is overtaken,
/// for the predictive, directive and commissive statements about it (the asserted ones are reports of what it was), and
/// as what overtakes for the first recorded certain report that it took place (rule E5), any other if there is none.
///
/// Computed: predictive and commissive statements with a certain assertion or denial of the same claim by anybody that
/// is not certainly earlier; what is only possibly later is told by `after`. And standing assertions of a state: each
/// one overtakes those of another value that come last before it, in valid time or, without one, in time of saying
/// (rule T4). Last before it are those that are certainly earlier, with nothing certainly between; a value that is only
/// said again overtakes nothing. Not modelled: denials of a state, and what ends a state without a value of its own.
///
/// By rules of the host: what these say, certainly if both statements stand in every reading.
///
/// Linear in the claims and attributions but for sorting, and in what is listed; of each rule, in the pairs of
/// attributions that it is asked of.
/// Error: Errc::cancelled; the other throws it as an Exception, and both throw what progress and judge throw.
[[nodiscard]] Result<std::vector<Overtaking>> try_overtakings(View const& view, OvertakingOptions const& options = {});
[[nodiscard]] std::vector<Overtaking> overtakings(View const& view, OvertakingOptions const& options = {});

}  // namespace ascribe

#endif
