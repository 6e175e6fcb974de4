// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_PROGRAMS_HPP
#define ASCRIBE_TESTS_SUPPORT_PROGRAMS_HPP

#include "naive_ledger.hpp"
#include "random.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ascribe_tests {

struct AddEntity {
    ascribe::Category category;
    std::string key;
    ascribe::ActorKind kind;
};
struct AddProperty {
    std::string name;
    std::optional<ascribe::Traits> traits;
};
struct AddClaim {
    ascribe::Node subject;
    std::string property;
    bool by_handle;  ///< name the property by its handle, if it is known already
    OwnedValue value;
    std::optional<ascribe::Edtf> valid;
};
struct AddAttribution {
    OwnedAttribution attribution;
    ascribe::Node ground;
};
struct AddGround {
    ascribe::AttributionId attribution;
    ascribe::Node on;
};
struct AddLabel {
    ascribe::Node node;
    std::string text;
    ascribe::ActorId data_set;
};
struct AddRecording {
    ascribe::AttributionId attribution;
    ascribe::ActorId recorder;
    ascribe::Instant at;
};

/// One call of a mutating function of a ledger.
using Operation = std::variant<AddEntity, AddProperty, AddClaim, AddAttribution, AddGround, AddLabel, AddRecording>;

/// What a ledger really answered.
struct Answer {
    std::uint32_t number = 0;
    bool is_new = false;
    std::optional<ascribe::Error> error;
};

namespace detail {

template <class Id>
Answer answer(ascribe::Result<ascribe::Recorded<Id>> const& result) {
    if (!result) return {0, false, result.error()};
    return {result->id.number(), result->is_new, {}};
}
inline Answer answer(ascribe::Result<bool> const& result) {
    if (!result) return {0, false, result.error()};
    return {0, *result, {}};
}

struct OnLedger {
    ascribe::Ledger& ledger;

    Answer operator()(AddEntity const& op) const {
        switch (op.category) {
        case ascribe::Category::actor: return answer(ledger.try_actor(op.key, op.kind));
        case ascribe::Category::place: return answer(ledger.try_place(op.key));
        case ascribe::Category::document: return answer(ledger.try_document(op.key));
        default: return answer(ledger.try_event(op.key));
        }
    }
    Answer operator()(AddProperty const& op) const { return answer(ledger.try_property(op.name, op.traits)); }
    Answer operator()(AddClaim const& op) const {
        if (op.by_handle)
            if (auto const property = ledger.graph().find_property(op.property))
                return answer(ledger.try_claim(op.subject, property, view(op.value), op.valid));
        return answer(ledger.try_claim(op.subject, op.property, view(op.value), op.valid));
    }
    Answer operator()(AddAttribution const& op) const {
        return answer(ledger.try_attribution(op.attribution.view(), op.ground));
    }
    Answer operator()(AddGround const& op) const { return answer(ledger.try_ground(op.attribution, op.on)); }
    Answer operator()(AddLabel const& op) const { return answer(ledger.try_label(op.node, op.text, op.data_set)); }
    Answer operator()(AddRecording const& op) const {
        return answer(ledger.try_recording(op.attribution, op.recorder, op.at));
    }
};

struct OnNaive {
    NaiveLedger& naive;

    Outcome operator()(AddEntity const& op) const { return naive.entity(op.category, op.key, op.kind); }
    Outcome operator()(AddProperty const& op) const { return naive.property(op.name, op.traits); }
    Outcome operator()(AddClaim const& op) const { return naive.claim(op.subject, op.property, op.value, op.valid); }
    Outcome operator()(AddAttribution const& op) const { return naive.attribution(op.attribution, op.ground); }
    Outcome operator()(AddGround const& op) const { return naive.ground(op.attribution, op.on); }
    Outcome operator()(AddLabel const& op) const { return naive.label(op.node, op.text, op.data_set); }
    Outcome operator()(AddRecording const& op) const { return naive.recording(op.attribution, op.recorder, op.at); }
};

}  // namespace detail

[[nodiscard]] inline Answer apply(Operation const& operation, ascribe::Ledger& ledger) {
    return std::visit(detail::OnLedger{ledger}, operation);
}
[[nodiscard]] inline Outcome apply(Operation const& operation, NaiveLedger& naive) {
    return std::visit(detail::OnNaive{naive}, operation);
}

/// Whether the answer is one that was to be expected: the same record or link, or one of the errors.
[[nodiscard]] inline bool agree(Answer const& answer, Outcome const& outcome) {
    if (!answer.error)
        return outcome.errors.empty() && answer.number == outcome.number && answer.is_new == outcome.is_new;
    return std::any_of(outcome.errors.begin(), outcome.errors.end(), [&](ascribe::Error const& e) {
        return e.code == answer.error->code && e.record == answer.error->record && e.field == answer.error->field;
    });
}

/// Makes up operations, most of them right, with handles, texts and values that come back often enough for records to
/// be repeated, lists to grow long and old records to be met again.
class Programs {
public:
    struct Style {
        std::size_t keys = 40;        ///< of each category: few, and most entities are repetitions
        unsigned hubs = 50;           ///< percent of choices that fall on one of the first few records
        unsigned mistakes = 8;        ///< percent of operations with bad data
        unsigned long_texts = 2;      ///< percent of texts beyond 254 bytes
        std::size_t longest = 5'000;  ///< bytes
        unsigned entities = 15, properties = 3, claims = 25, attributions = 35, grounds = 12, labels = 5,
                 recordings = 5;  ///< how often each kind of operation comes
    };

    Programs(std::uint64_t seed, Style const& style) : random_(seed), style_(style) {}

    [[nodiscard]] Operation next(NaiveLedger const& naive) {
        naive_ = &naive;
        unsigned const total = style_.entities + style_.properties + style_.claims + style_.attributions +
                               style_.grounds + style_.labels + style_.recordings;
        auto left = static_cast<unsigned>(random_.below(total));
        auto const is = [&](unsigned share) {
            if (left < share) return true;
            left -= share;
            return false;
        };
        if (is(style_.entities) || naive.entities.size() < 4) return entity();
        if (is(style_.properties)) return property();
        if (is(style_.claims) || naive.claims.empty()) return claim();
        if (is(style_.attributions) || naive.attributions.empty()) return attribution();
        if (is(style_.grounds)) return AddGround{any<ascribe::AttributionId>(), mistake() ? ascribe::Node() : node()};
        if (is(style_.labels)) return label();
        return AddRecording{any<ascribe::AttributionId>(), mistake() ? ascribe::ActorId() : any<ascribe::ActorId>(),
                            ascribe::Instant{random_.between(-5, 5) * 1'000'000'000'000}};
    }

private:
    [[nodiscard]] bool mistake() { return random_.chance(style_.mistakes); }
    template <class T, std::size_t N>
    [[nodiscard]] T const& one_of(T const (&values)[N]) {
        return values[random_.below(N)];
    }
    template <class Enum>
    [[nodiscard]] Enum enumerator() {
        return static_cast<Enum>(random_.below(ascribe::Names<Enum>::values.size()));
    }

    [[nodiscard]] ascribe::Node of(ascribe::Category category) {
        std::size_t const count = naive_->count(category);
        if (count == 0) return {};
        std::size_t const among = random_.chance(style_.hubs) ? (std::min)(count, std::size_t{3}) : count;
        return naive_->id(category, random_.below(among));
    }
    [[nodiscard]] ascribe::Node node() {
        for (;;)
            if (auto const found = of(static_cast<ascribe::Category>(random_.between(1, 6)))) return found;
    }
    /// Requires: there is such a record.
    template <class Id>
    [[nodiscard]] Id any() {
        for (;;)
            if (auto const found = node().to<Id>()) return found;
    }

    [[nodiscard]] std::string text(std::string_view kind, std::size_t different) {
        std::string text(kind);
        text += std::to_string(random_.below(different));
        if (!random_.chance(style_.long_texts)) return text;
        constexpr std::size_t lengths[] = {254, 255, 256, 1'019, 1'020, 1'025};
        std::size_t const length = random_.chance(80) ? one_of(lengths) : random_.below(style_.longest);
        text.resize((std::max)(length, text.size()), '.');
        return text;
    }

    [[nodiscard]] Operation entity() {
        auto const category = static_cast<ascribe::Category>(random_.between(1, 4));
        std::string key = mistake() ? std::string() : text("key-", style_.keys);
        // A kind that follows from the key, unless it is to be wrong.
        auto kind = static_cast<ascribe::ActorKind>(key.size() > 4 ? static_cast<std::size_t>(key.back()) % 10 : 0);
        if (mistake()) kind = enumerator<ascribe::ActorKind>();
        return AddEntity{category, std::move(key), kind};
    }

    [[nodiscard]] std::string property_name() {
        static constexpr char const* names[] = {"same_as", "alternative_to", "occurred", "part_of", "rests_on",
                                                "killed",  "toll",           "beside",   "name",    "place",
                                                "date",    "read_as",        "held_by",  "excludes"};
        if (random_.chance(60)) return one_of(names);
        return text("p-", 60);
    }
    [[nodiscard]] static std::optional<ascribe::Traits> traits_of(std::string_view name) {
        if (name == "killed" || name == "toll") return ascribe::Traits(ascribe::Trait::numeric);
        if (name == "beside") return ascribe::Trait::symmetric | ascribe::Trait::transitive;
        return std::nullopt;
    }
    [[nodiscard]] Operation property() {
        std::string name = mistake() ? std::string() : property_name();
        auto traits = traits_of(name);
        if (mistake()) traits = ascribe::Traits::from_bits(static_cast<std::uint16_t>(random_.below(256)));
        return AddProperty{std::move(name), traits};
    }

    [[nodiscard]] ascribe::Edtf date() {
        static constexpr char const* dates[] = {"2024-05-06",     "2024-05",
                                                "2024",           "2024-05-06/2024-05-09",
                                                "../2024-05",     "2024-05-06/..",
                                                "/2024",          "2024-XX-06",
                                                "156X-12-25",     "2024?",
                                                "2024-05~",       "2024-21",
                                                "Y-170000002",    "XXXX",
                                                "-0044-03-15",    "2024-05-06T10:00:00Z",
                                                "[2023,2024-02]", "{2023..2025,2027}",
                                                "9999-12-31",     "-9999-01-01"};
        if (random_.chance(50)) return ascribe::Edtf(one_of(dates));
        return ascribe::Edtf::from(ascribe::Day(19'000 + random_.between(0, 300)));
    }
    [[nodiscard]] ascribe::Quantity quantity() {
        static constexpr char const* quantities[] = {"15 {incident}",
                                                     "40 t",
                                                     ">20000 {person}",
                                                     "<25000 {person}",
                                                     ">=12 {dead}",
                                                     "50..1000 {fighter}",
                                                     "2|3 {gunman}",
                                                     "~1/5 of {home}",
                                                     "~40..50 {person}",
                                                     "3400000000 USD",
                                                     "95..105 {house} best 100",
                                                     "0",
                                                     ">40 t|[lton_av]|[ston_av] {aid}",
                                                     "~? {person} in 24..*"};
        if (random_.chance(50)) return ascribe::parse_quantity(one_of(quantities)).value();
        return ascribe::parse_quantity(std::to_string(random_.below(200)) + " {house}").value();
    }
    [[nodiscard]] OwnedValue value() {
        switch (random_.below(5)) {
        case 0: return {};
        case 1: return node();
        case 2: return mistake() ? std::string() : text("value ", 50);
        case 3: return quantity();
        default: return date();
        }
    }
    [[nodiscard]] Operation claim() {
        AddClaim op{node(), property_name(), random_.chance(50), value(), {}};
        if (mistake()) op.subject = {};
        if (mistake()) op.property = {};
        auto const* well_known = ascribe::find_well_known(op.property);
        bool const symmetric =
            op.property == "beside" || (well_known != nullptr && well_known->traits.has(ascribe::Trait::symmetric));
        // What the property wants, most of the time.
        if (symmetric && !mistake() && op.subject) op.value = of(op.subject.category());
        if (traits_of(op.property) == ascribe::Traits(ascribe::Trait::numeric) && !mistake()) op.value = quantity();
        if (mistake()) op.value = ascribe::Node();
        if (random_.chance(30)) op.valid = date();
        return op;
    }

    [[nodiscard]] std::vector<ascribe::Span> spans() {
        std::vector<ascribe::Span> spans(random_.chance(95) ? random_.below(4) : random_.below(400));
        for (auto& span : spans) {
            span.begin = static_cast<std::uint32_t>(random_.below(3)) * 100;
            span.end = span.begin + static_cast<std::uint32_t>(random_.below(50));
            if (random_.chance(1) && mistake()) std::swap(span.begin, span.end);
            span.role = enumerator<ascribe::SpanRole>();
            span.depth = static_cast<std::uint8_t>(random_.below(3));
            span.open_begin = random_.chance(5);
            span.open_end = random_.chance(5);
            if (random_.chance(30)) span.document = any<ascribe::DocumentId>();
        }
        return spans;
    }
    [[nodiscard]] Operation attribution() {
        AddAttribution op;
        auto& a = op.attribution;
        auto& f = a.fields;
        if (!mistake()) f.source = any<ascribe::Source>();
        if (!mistake()) {
            auto const attribution = of(ascribe::Category::attribution).to<ascribe::AttributionId>();
            if (attribution && random_.chance(40))
                f.content = attribution;
            else
                f.content = any<ascribe::ClaimId>();
        }
        if (random_.chance(50)) f.document = any<ascribe::DocumentId>();
        if (random_.chance(40)) f.factuality = enumerator<ascribe::Factuality>();
        if (random_.chance(20)) f.act = enumerator<ascribe::SpeechAct>();
        if (random_.chance(20)) f.role = enumerator<ascribe::Role>();
        f.implied = random_.chance(5);
        if (random_.chance(10)) f.basis = enumerator<ascribe::Basis>();
        if (random_.chance(10))
            f.distance = {enumerator<ascribe::DistanceMarker>(), enumerator<ascribe::DistanceTarget>()};
        if (random_.chance(40)) f.said = date();
        if (f.document || mistake()) {
            if (random_.chance(30)) f.quote_form = enumerator<ascribe::QuoteForm>();
            if (random_.chance(30)) a.wording = text("some ", 20);
            if (random_.chance(60)) a.spans = spans();
        }
        if (random_.chance(40)) op.ground = node();
        return op;
    }

    [[nodiscard]] Operation label() {
        ascribe::ActorId const data_set = random_.chance(60) ? any<ascribe::ActorId>() : ascribe::ActorId();
        return AddLabel{node(), mistake() ? std::string() : text("c", 60), data_set};
    }

    Random random_;
    Style style_;
    NaiveLedger const* naive_ = nullptr;
};

}  // namespace ascribe_tests

#endif
