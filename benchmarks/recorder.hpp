// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_RECORDER_HPP
#define ASCRIBE_BENCHMARKS_RECORDER_HPP

#include "workload.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The made-up newsroom in a ledger, and the questions that all benchmarks ask of it.
///
/// Each of its claims is a claim of its own: (event, property, value), valid at its date; the k-th repetition of an
/// otherwise equal one is valid for the k days from there. Each of its attributions has one evidence span by its place
/// in its document, so that none is equal to another. What it cites is a ground: the claim of the attribution cited.
namespace workload {

using namespace ascribe;

inline constexpr std::int64_t first_day = 18'000;

[[nodiscard]] inline Edtf date(std::uint32_t day) {
    return Edtf::from(Day(first_day + day));
}

/// Valid time: the claim's date, or for the k-th repetition of an equal claim the k days from there.
[[nodiscard]] inline Edtf valid_time(workload::Claim const& claim) {
    if (claim.again == 0) return date(claim.date);
    return Edtf::between(Day(first_day + claim.date), Day(first_day + claim.date + claim.again));
}

struct Key {
    char text[16];
    char* end;
    Key(char kind, std::uint32_t number) : text{kind}, end(std::to_chars(text + 1, text + sizeof text, number).ptr) {}
    operator std::string_view() const { return {text, static_cast<std::size_t>(end - text)}; }
};

/// `text` keeps the text of the value, if it is one.
[[nodiscard]] inline Value value(workload::Claim const& claim, std::string& text) {
    if (claim.is_text) return text = Newsroom::text(claim.low);
    if (claim.low == claim.high) return exactly(claim.low);
    return between(claim.low, claim.high);
}

[[nodiscard]] inline std::vector<PropertyId> register_properties(Ledger& ledger) {
    std::vector<PropertyId> properties;
    for (std::uint32_t p = 0; p < Newsroom::properties; ++p)
        properties.push_back(ledger.property(
            Key('p', p),
            Trait::functional | Trait(p < Newsroom::numeric_properties ? Trait::numeric : Trait::temporal)));
    return properties;
}

/// Lets the program's own memory be fetched that it will soon read.
inline void fetch([[maybe_unused]] void const* at) noexcept {
#if defined(__GNUC__)
    __builtin_prefetch(at);
#endif
}

class Recorder {
public:
    explicit Recorder(Newsroom const& room)
        : room_(room), properties_(register_properties(ledger_)), claims_(room.claims.size()) {}

    /// Make room, as whoever loads a file can.
    void expect_entities() {
        ledger_.reserve({.actors = room_.sources, .documents = room_.documents(), .events = room_.events});
    }
    void expect_claims() {
        ledger_.reserve({.claims = room_.claims.size(), .attributions = room_.attributions.size()});
    }

    /// The entities alone, for those who count keys apart.
    void entities() {
        for (std::uint32_t i = 0; i < room_.events; ++i) events_.push_back(ledger_.event(Key('e', i)));
        for (std::uint32_t i = 0; i < room_.sources; ++i)
            sources_.push_back(ledger_.actor(Key('s', i), ActorKind::media));
        for (std::uint32_t i = 0; i < room_.documents(); ++i) documents_.push_back(ledger_.document(Key('d', i)));
    }

    void from_handles() {
        for (std::uint32_t i = 0; i < room_.attributions.size(); ++i) {
            read_ahead(i);
            auto const& row = room_.attributions[i];
            auto& claim = claims_[row.claim];
            if (!claim) {
                auto const& content = room_.claims[row.claim];
                claim = this->claim(content, events_[content.event], properties_[content.property]);
            }
            record(i, sources_[row.source], claim, documents_[i / 2]);
        }
        link_late(rows());
    }

    /// Each row names its event, property, source and document by key and spells its claim out.
    void from_keys() { from_keys(0, rows()); }

    /// One batch of rows, the next after those before it. What cites a row that has yet to come is linked with that
    /// row's batch. The list of sources comes before the first, so that a source's handle has its number.
    void from_keys(std::uint32_t first, std::uint32_t last) {
        if (first == 0)
            for (std::uint32_t i = 0; i < room_.sources; ++i) ledger_.actor(Key('s', i), ActorKind::media);
        for (std::uint32_t i = first; i < last; ++i) {
            read_ahead(i);
            auto const& row = room_.attributions[i];
            auto const& content = room_.claims[row.claim];
            EventId const event = ledger_.event(Key('e', content.event));
            ActorId const source = ledger_.actor(Key('s', row.source), ActorKind::media);
            DocumentId const document = ledger_.document(Key('d', i / 2));
            claims_[row.claim] = claim(content, event, std::string_view(Key('p', content.property)));
            record(i, source, claims_[row.claim], document);
        }
        link_late(last);
    }

    [[nodiscard]] Graph graph() const { return ledger_.graph(); }
    [[nodiscard]] std::vector<ClaimId> const& claims() const { return claims_; }
    [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(room_.attributions.size()); }
    /// How many attributions cited what arrived after them.
    [[nodiscard]] std::size_t late() const { return late_count_; }

private:
    /// Rows name claims anywhere in the input, and waiting for them is no work of the ledger's.
    void read_ahead(std::uint32_t row) const {
        constexpr std::uint32_t near = 8;
        if (row + 2 * near >= rows()) return;
        auto const& far = room_.attributions[row + 2 * near];
        fetch(&room_.claims[far.claim]);
        fetch(&claims_[far.claim]);
        if (far.via != none) fetch(&room_.attributions[far.via]);
        auto const& via = room_.attributions[row + near].via;
        if (via != none) fetch(&claims_[room_.attributions[via].claim]);
    }

    /// The property as a handle or by its name.
    template <class Property>
    ClaimId claim(workload::Claim const& claim, EventId event, Property const& property) {
        std::string text;
        return ledger_.claim(event, property, value(claim, text), valid_time(claim));
    }

    void record(std::uint32_t number, ActorId source, ClaimId claim, DocumentId document) {
        auto const& row = room_.attributions[number];
        Span const span{.begin = number % 2, .end = number % 2 + 1};
        Node ground;
        if (row.via != workload::none && row.via < number) ground = claims_[room_.attributions[row.via].claim];
        AttributionId const recorded = ledger_.attribution(
            {.source = source, .content = claim, .document = document, .said = date(row.date), .spans = {&span, 1}},
            ground);
        if (row.via == none || row.via < number) return;
        late_.push_back({recorded, row.via});
        ++late_count_;
    }

    /// What was cited before it arrived, and has arrived: all rows before `arrived`.
    void link_late(std::uint32_t arrived) {
        std::erase_if(late_, [&](Late const& late) {
            if (late.via >= arrived) return false;
            ledger_.ground(late.attribution, claims_[room_.attributions[late.via].claim]);
            return true;
        });
    }

    struct Late {
        AttributionId attribution;
        std::uint32_t via;
    };

    Newsroom const& room_;
    Ledger ledger_;
    std::vector<PropertyId> properties_;
    std::vector<EventId> events_;
    std::vector<ActorId> sources_;
    std::vector<DocumentId> documents_;
    std::vector<ClaimId> claims_;
    std::vector<Late> late_;  ///< in order of arrival, those that wait for what they cite
    std::size_t late_count_ = 0;
};

/// Source, document and time said of every attribution of a claim.
inline std::uint64_t look_up(Graph const& graph, ClaimId claim) {
    std::uint64_t sum = 0;
    for (AttributionId a : graph.attributions_of(claim)) {
        auto const said = graph.said_between(a)->first.number() - first_day;
        sum += graph.source(a).number() + graph.document(a).number() + static_cast<std::uint64_t>(said);
    }
    return sum;
}

/// The sources at the ends of what a claim's attributions rest on, with cycles cut.
class Tracer {
public:
    explicit Tracer(Graph const& graph)
        : graph_(graph), claim_seen_(graph.count(Category::claim)), source_seen_(graph.count(Category::actor)) {}

    std::uint64_t operator()(ClaimId claim) {
        ++round_;
        std::uint64_t origins = 0;
        open_.clear();
        visit(claim);
        for (std::size_t i = 0; i < open_.size(); ++i) {
            for (Support const& support : graph_.supports_of(open_[i])) {
                if (support.has_ground)
                    visit(support.by.to<ClaimId>());
                else if (std::exchange(source_seen_[support.by.number()], round_) != round_)
                    ++origins;
            }
        }
        return origins;
    }

private:
    void visit(ClaimId claim) {
        if (std::exchange(claim_seen_[claim.number()], round_) == round_) return;
        graph_.prefetch(claim);
        open_.push_back(claim);
    }

    Graph const& graph_;
    std::vector<std::uint32_t> claim_seen_;
    std::vector<std::uint32_t> source_seen_;
    std::vector<ClaimId> open_;
    std::uint32_t round_ = 0;
};

}  // namespace workload

#endif
