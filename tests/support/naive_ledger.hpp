// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_NAIVE_LEDGER_HPP
#define ASCRIBE_TESTS_SUPPORT_NAIVE_LEDGER_HPP

#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ascribe_tests {

/// A value of a claim with its text, where ascribe::Value only looks at it.
using OwnedValue = std::variant<std::monostate, ascribe::Node, std::string, ascribe::Quantity, ascribe::Edtf>;

[[nodiscard]] inline ascribe::Value view(OwnedValue const& value) {
    if (auto const* node = std::get_if<ascribe::Node>(&value)) return *node;
    if (auto const* text = std::get_if<std::string>(&value)) return std::string_view(*text);
    if (auto const* quantity = std::get_if<ascribe::Quantity>(&value)) return *quantity;
    if (auto const* date = std::get_if<ascribe::Edtf>(&value)) return *date;
    return {};
}

struct OwnedClaim {
    ascribe::Node subject;
    std::uint32_t property = 0;
    OwnedValue value;
    std::optional<ascribe::Edtf> valid;
};

/// An attribution with its text and spans; those of `fields` are not used.
struct OwnedAttribution {
    ascribe::Attribution fields;
    std::string wording;
    std::vector<ascribe::Span> spans;

    [[nodiscard]] ascribe::Attribution view() const {
        ascribe::Attribution attribution = fields;
        attribution.wording = wording;
        attribution.spans = spans;
        return attribution;
    }
};

/// What may come of an operation: a record or link and whether it is new, or one of some errors.
struct Outcome {
    std::uint32_t number = 0;  ///< of the record; 0 for links
    bool is_new = false;
    std::vector<ascribe::Error> errors;  ///< with code, record and field only
};

/// The same as ascribe::Ledger and ascribe::Graph, in the plainest way: vectors of records, one map from the spelling
/// of a record to its number. Copying it is the way to keep an old state.
class NaiveLedger {
public:
    explicit NaiveLedger(std::uint32_t serial) : serial_(serial) {}

    struct Entity {
        std::string key;
        ascribe::ActorKind kind = {};
    };
    struct Property {
        std::string name;
        ascribe::Traits traits;
    };
    struct Ground {
        ascribe::AttributionId attribution;
        ascribe::Node on;
    };
    struct NaiveLabel {
        ascribe::Node node;
        std::string text;
        ascribe::ActorId data_set;
    };
    struct NaiveRecording {
        ascribe::AttributionId attribution;
        ascribe::ActorId recorder;
        ascribe::Instant at;
    };

    std::map<ascribe::Category, std::vector<Entity>> entities;
    std::vector<Property> properties;
    std::vector<OwnedClaim> claims;
    std::vector<OwnedAttribution> attributions;
    std::vector<Ground> grounds;
    std::vector<NaiveLabel> labels;
    std::vector<NaiveRecording> recordings;

    [[nodiscard]] std::uint32_t serial() const noexcept { return serial_; }
    template <class Id = ascribe::Node>
    [[nodiscard]] Id id(ascribe::Category category, std::size_t number) const {
        return Id(category, static_cast<std::uint32_t>(number), serial_);
    }
    [[nodiscard]] std::size_t count(ascribe::Category category) const {
        if (category == ascribe::Category::claim) return claims.size();
        if (category == ascribe::Category::attribution) return attributions.size();
        auto const found = entities.find(category);
        return found == entities.end() ? 0 : found->second.size();
    }

    Outcome entity(ascribe::Category category, std::string const& key, ascribe::ActorKind kind) {
        auto const record = ascribe::to_string(category);
        if (key.empty()) return error(ascribe::Errc::empty, record, "key");
        auto const [number, is_new] = number_of({std::string(record), key}, count(category));
        if (is_new) {
            entities[category].push_back({key, kind});
        } else if (category == ascribe::Category::actor && entities[category][number].kind != kind) {
            return error(ascribe::Errc::conflict, record, "kind");
        }
        return {number, is_new, {}};
    }

    Outcome property(std::string const& name, std::optional<ascribe::Traits> traits) {
        if (name.empty()) return error(ascribe::Errc::empty, "property", "name");
        auto const number = find_property(name);
        auto const* known = ascribe::find_well_known(name);
        auto const expected = number ? properties[*number].traits : known != nullptr ? known->traits : traits;
        if (traits && traits != expected) return error(ascribe::Errc::conflict, "property", "traits");
        if (number) return {*number, false, {}};
        properties.push_back({name, expected.value_or(ascribe::Traits())});
        return {static_cast<std::uint32_t>(properties.size() - 1), true, {}};
    }

    [[nodiscard]] std::optional<std::uint32_t> find_property(std::string_view name) const {
        for (std::size_t i = 0; i < properties.size(); ++i)
            if (properties[i].name == name) return static_cast<std::uint32_t>(i);
        return std::nullopt;
    }

    /// The property by name; it is registered only if the claim is recorded.
    Outcome claim(ascribe::Node subject, std::string const& name, OwnedValue value,
                  std::optional<ascribe::Edtf> const& valid) {
        using ascribe::Errc;
        if (name.empty()) return error(Errc::empty, "claim", "property");
        auto const known = find_property(name);
        auto const* well_known = ascribe::find_well_known(name);
        auto const traits = known                   ? properties[*known].traits
                            : well_known != nullptr ? well_known->traits
                                                    : ascribe::Traits();
        Outcome outcome;
        auto const wrong = [&](Errc code, std::string_view field) {
            outcome.errors.push_back({.code = code, .record = "claim", .field = field});
        };
        auto const* end = std::get_if<ascribe::Node>(&value);
        auto const* text = std::get_if<std::string>(&value);
        if (!subject) wrong(Errc::empty, "subject");
        if ((end != nullptr && !*end) || (text != nullptr && text->empty())) wrong(Errc::empty, "value");
        if (traits.has(ascribe::Trait::numeric) && !std::holds_alternative<ascribe::Quantity>(value))
            wrong(Errc::not_allowed, "value");
        if (traits.has(ascribe::Trait::symmetric) && (end == nullptr || *end == subject))
            wrong(Errc::not_allowed, "value");
        if (name == "same_as" && end != nullptr && *end && subject && end->category() != subject.category())
            wrong(Errc::not_allowed, "value");
        if (!outcome.errors.empty()) return outcome;

        if (traits.has(ascribe::Trait::symmetric)) {
            auto const other = std::get<ascribe::Node>(value);
            value = (std::max)(subject, other);
            subject = (std::min)(subject, other);
        }
        auto const [number, is_new] =
            number_of({"claim", word_of(subject), name, spell(value), valid ? valid->canonical() : "-"}, claims.size());
        if (is_new) {
            auto const registered = property(name, {});
            claims.push_back({subject, registered.number, std::move(value), valid});
        }
        return {number, is_new, {}};
    }

    Outcome attribution(OwnedAttribution a, ascribe::Node ground) {
        using ascribe::Errc;
        Outcome outcome;
        auto const wrong = [&](Errc code, std::string_view field) {
            outcome.errors.push_back({.code = code, .record = "attribution", .field = field});
        };
        auto const& f = a.fields;
        if (!f.source) wrong(Errc::empty, "source");
        if (!f.content) wrong(Errc::empty, "content");
        bool outermost = static_cast<bool>(f.document);
        if (auto const actor = f.source.to<ascribe::ActorId>()) {
            auto const kind = entities[ascribe::Category::actor][actor.number()].kind;
            outermost = outermost || kind == ascribe::ActorKind::analyst || kind == ascribe::ActorKind::software;
        }
        if (!outermost && !a.spans.empty()) wrong(Errc::not_allowed, "spans");
        if (!outermost && !a.wording.empty()) wrong(Errc::not_allowed, "wording");
        if (!outermost && f.quote_form != ascribe::QuoteForm::none) wrong(Errc::not_allowed, "quote_form");
        for (auto& span : a.spans) {
            if (!span.document && !f.document) wrong(Errc::empty, "spans");
            if (span.end < span.begin) wrong(Errc::out_of_range, "spans");
            if (span.document == f.document) span.document = {};
        }
        if (!outcome.errors.empty()) return outcome;

        std::vector<std::string> spelling = {"attribution",
                                             word_of(f.source),
                                             word_of(f.content),
                                             std::string(to_string(f.factuality)),
                                             std::string(to_string(f.act)),
                                             std::string(to_string(f.role)),
                                             f.implied ? "implied" : "stated",
                                             std::string(to_string(f.basis)),
                                             std::string(to_string(f.quote_form)),
                                             std::string(to_string(f.distance.marker)),
                                             std::string(to_string(f.distance.target)),
                                             word_of(f.document),
                                             f.said ? f.said->canonical() : "-",
                                             a.wording};
        for (auto const& span : a.spans) {
            for (std::uint32_t n : {span.document.word(), span.begin, span.end, static_cast<std::uint32_t>(span.role),
                                    std::uint32_t{span.depth}, span.open_begin ? 1U : 0U, span.open_end ? 1U : 0U})
                spelling.push_back(std::to_string(n));
        }
        auto const [number, is_new] = number_of(spelling, attributions.size());
        auto const id = this->id<ascribe::AttributionId>(ascribe::Category::attribution, number);
        if (!is_new && ground == id) return error(Errc::not_allowed, "ground", "on");
        if (is_new) attributions.push_back(std::move(a));
        if (ground) this->ground(id, ground);
        return {number, is_new, {}};
    }

    Outcome ground(ascribe::AttributionId attribution, ascribe::Node on) {
        if (!on) return error(ascribe::Errc::empty, "ground", "on");
        if (on == attribution) return error(ascribe::Errc::not_allowed, "ground", "on");
        bool const is_new = number_of({"ground", word_of(attribution), word_of(on)}, grounds.size()).second;
        if (is_new) grounds.push_back({attribution, on});
        return {0, is_new, {}};
    }

    Outcome label(ascribe::Node node, std::string const& text, ascribe::ActorId data_set) {
        if (text.empty()) return error(ascribe::Errc::empty, "label", "text");
        bool const is_new = number_of({"label", word_of(node), text, word_of(data_set)}, labels.size()).second;
        if (is_new) labels.push_back({node, text, data_set});
        return {0, is_new, {}};
    }

    Outcome recording(ascribe::AttributionId attribution, ascribe::ActorId recorder, ascribe::Instant at) {
        if (!recorder) return error(ascribe::Errc::empty, "recording", "recorder");
        bool const is_new =
            number_of({"recording", word_of(attribution), word_of(recorder), std::to_string(at.seconds)},
                      recordings.size())
                .second;
        if (is_new) recordings.push_back({attribution, recorder, at});
        return {0, is_new, {}};
    }

    /// Equal values are spelt alike, and only they.
    [[nodiscard]] static std::string spell(OwnedValue const& value) {
        if (auto const* node = std::get_if<ascribe::Node>(&value)) return "node " + word_of(*node);
        if (auto const* text = std::get_if<std::string>(&value)) return "text " + *text;
        if (auto const* quantity = std::get_if<ascribe::Quantity>(&value)) return "quantity " + to_text(*quantity);
        if (auto const* date = std::get_if<ascribe::Edtf>(&value)) return "date " + date->canonical();
        return "true";
    }

private:
    [[nodiscard]] static std::string word_of(ascribe::Node node) { return std::to_string(node.word()); }

    [[nodiscard]] static Outcome error(ascribe::Errc code, std::string_view record, std::string_view field) {
        Outcome outcome;
        outcome.errors.push_back({.code = code, .record = record, .field = field});
        return outcome;
    }

    /// The number of the record that is spelt so, or the next one, and whether it is the next one.
    std::pair<std::uint32_t, bool> number_of(std::vector<std::string> const& parts, std::size_t next) {
        std::string spelling;
        for (std::string const& part : parts) spelling.append(std::to_string(part.size())).append(":").append(part);
        auto const [at, is_new] = numbers_.emplace(std::move(spelling), static_cast<std::uint32_t>(next));
        return {at->second, is_new};
    }

    std::uint32_t serial_;
    std::map<std::string, std::uint32_t> numbers_;
};

}  // namespace ascribe_tests

#endif
