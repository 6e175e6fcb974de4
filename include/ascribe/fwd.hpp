// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_FWD_HPP
#define ASCRIBE_FWD_HPP

#include <ascribe/core/id.hpp>

#include <cstdint>

/// Declares the public types, for headers of hosts that only name them: enumerations can be used by value, all else by
/// reference or pointer. Handles (Node, ActorId ...) come complete: they are small. Not here: `Derived`, whose
/// parameter is constrained by the concept Measure.
namespace ascribe {

struct Version;

// core
enum class Errc : unsigned char;
enum class Truth : unsigned char;
struct Error;
class Exception;
template <class Enum>
struct Names;
template <class T>
class Result;

// time
enum class AnchorDay : std::uint8_t;
enum class DurationHedge : std::uint8_t;
enum class EdtfComponent : std::uint8_t;
enum class EdtfEnd : std::uint8_t;
enum class EdtfKind : std::uint8_t;
enum class EdtfPrecision : std::uint8_t;
enum class EdtfQualifier : std::uint8_t;
enum class End : std::uint8_t;
enum class EndKind : std::uint8_t;
enum class LeapSecond : std::uint8_t;
enum class PeriodPart : std::uint8_t;
enum class Reading : std::uint8_t;
enum class Relation : std::uint8_t;
enum class ResolveDefault : std::uint8_t;
enum class ResolvedShape : std::uint8_t;
enum class SeasonMonths : std::uint8_t;
enum class SeasonName : std::uint8_t;
enum class SeasonTurn : std::uint8_t;
enum class TimeDirection : std::uint8_t;
enum class TimePoint : std::uint32_t;
enum class TimeUnit : std::uint8_t;
enum class Weekday : std::uint8_t;
struct AddOutcome;
struct Anchor;
struct Civil;
struct Constraint;
struct ConstraintId;
class Day;
struct DayRange;
class Edtf;
class EdtfDate;
struct EdtfMember;
struct EdtfPolicy;
struct EndOrder;
struct Gap;
struct Instant;
struct NetworkConflict;
struct PartSizes;
struct PeriodPoints;
class RelationSet;
class RelativeDate;
struct ResolvePolicy;
struct ResolveStep;
struct Resolved;
struct SeasonPolicy;
class TimeNetwork;
class UncertainInterval;

// quantity
enum class Agreement : unsigned char;
enum class Direction : unsigned char;
enum class PartRelation : unsigned char;
enum class QuantityKind : unsigned char;
enum class WordRole : unsigned char;
struct Bound;
struct Bounds;
struct Dimension;
struct ExchangeRate;
class Lexicon;
struct PlausibilityPolicy;
struct Plausible;
class Quantity;
struct QuantityParts;
class Rational;
struct ReportedQuantity;
struct Unit;
class UnitCatalogue;
struct WordMeaning;

// model
enum class ActClass : std::uint8_t;
enum class ActorKind : std::uint8_t;
enum class Basis : std::uint8_t;
enum class Certainty : std::uint8_t;
enum class DistanceMarker : std::uint8_t;
enum class DistanceTarget : std::uint8_t;
enum class Factuality : std::uint8_t;
enum class Polarity : std::uint8_t;
enum class QuoteForm : std::uint8_t;
enum class Role : std::uint8_t;
enum class SpanRole : std::uint8_t;
enum class SpeechAct : std::uint8_t;
enum class Trait : std::uint16_t;
struct Attribution;
struct Claim;
struct Distance;
struct Span;
class Traits;
class Value;
struct WellKnown;

// ledger
struct Compacted;
struct CompactOptions;
struct Digest;
struct DigestOptions;
struct EncodeOptions;
struct ImageOptions;
struct FreezeOptions;
struct FrozenOptions;
enum class FrozenCheck : unsigned char;
struct Expected;
class Ledger;
struct MergeOptions;
struct MergeReport;
template <class Id>
struct Recorded;

// graph, and graph/boost.hpp
enum class EdgeField : std::uint8_t;
class AdjacencyIterator;
struct ClaimGroup;
template <class Cursor>
class CursorRange;
struct Edge;
class EdgeFieldMap;
struct EdgeFieldTag;
class EdgeIterator;
template <class Iterator>
class EdgeRange;
class Graph;
template <class Id>
class IdRange;
struct IdentityConflict;
class InEdgeIterator;
struct Label;
class OutEdgeIterator;
class Ownership;
struct PartOptions;
struct PartitionRule;
struct ReadingOrderOptions;
struct Recording;
struct Scope;
struct Support;
class VertexCategoryMap;
struct VertexCategoryTag;
class VertexIndexMap;
class VertexIterator;
class View;

// analysis
enum class AmendmentEffect : std::uint8_t;
enum class AmendmentKind : std::uint8_t;
enum class Attitude : std::uint8_t;
enum class AttributionChange : std::uint8_t;
enum class CircleKind : std::uint8_t;
enum class CommitmentState : std::uint8_t;
enum class DifferenceReason : std::uint8_t;
enum class DisagreementKind : std::uint8_t;
enum class DisputeState : std::uint8_t;
enum class EffectKind : std::uint8_t;
enum class JoinRule : std::uint8_t;
enum class OutcomeKind : std::uint8_t;
enum class OvertakingKind : std::uint8_t;
enum class RegardKind : std::uint8_t;
enum class RepetitionKind : std::uint8_t;
enum class ResponseReading : std::uint8_t;
enum class StrengtheningKind : std::uint8_t;
enum class SupportChange : std::uint8_t;
enum class TimeAxis : std::uint8_t;
enum class TimeBasis : std::uint8_t;
enum class TimeBound : std::uint8_t;
enum class TimeOmission : std::uint8_t;
enum class Verdict : std::uint8_t;
struct ActorCommitments;
struct ActorStances;
struct AlternativeOrigins;
struct Amendment;
struct AmendmentOptions;
struct AttributionDifference;
struct Backing;
struct Chain;
struct ChainCount;
struct Circle;
struct Circularity;
struct CircularityOptions;
struct ClaimDifference;
struct Commitment;
struct CommitmentOptions;
struct Commitments;
struct ComputedStrengthening;
struct Condition;
struct ConflictOptions;
struct ConflictRule;
struct Corroboration;
struct CorroborationOptions;
class Corroborator;
struct CountingClaim;
struct DateDifference;
struct DeclaredStrengthening;
struct Difference;
struct DifferenceOptions;
struct Disagreement;
struct DisagreementSide;
struct Dispute;
struct EarliestDate;
struct Effect;
struct EntityKey;
struct EventTime;
struct FewerLines;
class FirstReports;
struct Holding;
struct IdentityDifference;
struct Loss;
struct LossCount;
struct LostPremise;
struct MinimalSources;
struct NameUse;
struct Occurrence;
struct OccurrenceHolding;
struct OmittedTime;
struct Origin;
struct OriginInterval;
struct Outcome;
struct Overtaking;
struct OvertakingOptions;
struct OvertakingRule;
struct OvertakingStatement;
struct OwnCitation;
struct OwnContradiction;
struct Position;
struct PositionAt;
struct PositionDifference;
struct Reachability;
struct ReadingDifference;
struct ReducedSupport;
struct Regard;
struct Repetition;
class ReportedClaims;
struct RuleOpinion;
struct RuleStatement;
struct SelfCitation;
class SinglePoints;
struct SourceTally;
struct Stance;
struct StanceOptions;
struct StrengtheningOptions;
struct Strengthenings;
class SupportGraph;
struct SupportLevel;
struct SupportLines;
struct SupportOptions;
struct Tally;
struct TallyOptions;
struct ThreadStep;
struct TimeConflict;
struct TimeStatement;
class Timeline;
struct TimelineOptions;
struct Voice;
struct VoiceJoin;
struct Withdrawal;
struct WithdrawalOptions;
class Withdrawals;

// interop: opt-in
template <class T>
struct InGraph;
struct JsonLinesOptions;
struct JsonLinesReport;
struct JsonLinesWriteOptions;
struct LineError;
class LineException;

// render: opt-in
struct DotOptions;

}  // namespace ascribe

#endif
