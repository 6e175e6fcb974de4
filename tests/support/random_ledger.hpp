// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_RANDOM_LEDGER_HPP
#define ASCRIBE_TESTS_SUPPORT_RANDOM_LEDGER_HPP

#include "random.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ascribe_tests {

/// Fills a ledger with records of all kinds, wild texts among them, and links in every order.
class RandomLedger {
public:
    RandomLedger(std::uint64_t seed, unsigned steps) : random_(seed) {
        ledger.property("severity", ascribe::Trait::functional | ascribe::Trait::exclusive);
        entity();
        documents_.push_back(ledger.document("d"));
        actors_.push_back(ledger.actor("desk", ascribe::ActorKind::analyst));
        for (unsigned i = 0; i < steps; ++i) step();
    }

    ascribe::Ledger ledger;

private:
    void step() {
        switch (random_.below(8)) {
        case 0: return entity();
        case 1:
        case 2: return claim();
        case 3:
        case 4:
        case 5: return attribution();
        case 6: return label();
        default: return link();
        }
    }

    std::string text() {
        static constexpr std::string_view pieces[] = {"a",  "harbour",    ":", "\"", "\\",   "\n",
                                                      "\t", "\x01",       "/", "\r", "\x7f", "\u00e9",
                                                      "{",  "\U0001F6A2", "}", " ",  "',",   "0"};
        std::string result;
        for (std::size_t n = 1 + random_.below(4); n > 0; --n) result += pieces[random_.below(std::size(pieces))];
        return result;
    }
    std::string key() { return (random_.chance(80) ? "k" : text()) + std::to_string(random_.below(1000)); }

    void entity() {
        using ascribe::ActorKind;
        switch (random_.below(4)) {
        case 0: {
            // The kind goes with the key, so that no two are in conflict.
            std::string const k = key();
            auto const kind = static_cast<ActorKind>(k.size() * 7 % 10);
            actors_.push_back(ledger.actor(k, kind));
            return nodes_.push_back(actors_.back());
        }
        case 1: return nodes_.push_back(ledger.place(key()).id);
        case 2: documents_.push_back(ledger.document(key())); return nodes_.push_back(documents_.back());
        default: return nodes_.push_back(ledger.event(key()).id);
        }
    }

    ascribe::Edtf date() {
        static constexpr std::string_view dates[] = {"2023",        "2023-05-28",   "2023-05?", "~2023-05",
                                                     "[2022,2023]", "2023-05/2024", "../2020",  "{1999..2001}",
                                                     "XXXX-12-XX",  "-0044-03-15"};
        return ascribe::Edtf(dates[random_.below(std::size(dates))]);
    }

    ascribe::Value value() {
        static constexpr std::string_view quantities[] = {
            "15 {incident}", "<25000 {person}", "2|3 {gunman}", "~? {person} in 24..*",
            "1/3 of {home}", "3400000000 USD",  "50..1000",     "~40..50 {\"x\"\n}"};
        switch (random_.below(5)) {
        case 0: return {};
        case 1: return kept(text());
        case 2: return ascribe::parse_quantity(quantities[random_.below(std::size(quantities))]).value();
        case 3: return date();
        default: return any();
        }
    }

    void claim() {
        auto const subject = any();
        std::optional<ascribe::Edtf> valid;
        if (random_.chance(20)) valid = date();
        switch (random_.below(6)) {
        case 0: return add(ledger.claim(subject, "severity", value(), valid).id);
        case 1: return add(ledger.claim(subject, "occurred").id);
        case 2: return add(ledger.claim(subject, "own " + text(), value(), valid).id);
        case 3: {
            auto const other = any();
            if (other != subject && other.category() == subject.category())
                add(ledger.claim(subject, "same_as", other).id);
            return;
        }
        case 4: return add(ledger.claim(subject, "if", any()).id);
        default: return add(ledger.claim(subject, "name", kept(text()), valid).id);
        }
    }

    void attribution() {
        if (contents_.empty()) return;
        ascribe::Attribution a;
        a.content = contents_[random_.chance(70) ? contents_.size() - 1 - random_.below((contents_.size() + 3) / 4)
                                                 : random_.below(contents_.size())];
        a.source = random_.chance(80) ? ascribe::Source(actors_[random_.below(actors_.size())])
                                      : ascribe::Source(documents_[random_.below(documents_.size())]);
        a.factuality = pick<ascribe::Factuality>();
        a.act = pick<ascribe::SpeechAct>();
        a.role = pick<ascribe::Role>();
        a.basis = pick<ascribe::Basis>();
        a.implied = random_.chance(20);
        if (random_.chance(20)) a.distance = {pick<ascribe::DistanceMarker>(), pick<ascribe::DistanceTarget>()};
        if (random_.chance(30)) a.said = date();
        std::vector<ascribe::Span> spans;
        if (random_.chance(60)) {
            a.document = documents_[random_.below(documents_.size())];
            a.quote_form = pick<ascribe::QuoteForm>();
            if (random_.chance(30)) a.wording = kept(text());
            for (std::size_t n = random_.below(4); n > 0; --n) spans.push_back(span());
        }
        a.spans = spans;
        auto const ground = random_.chance(25) ? any() : ascribe::Node();
        auto const id = ledger.attribution(a, ground).id;
        attributions_.push_back(id);
        contents_.push_back(id);
        nodes_.push_back(id);
    }

    ascribe::Span span() {
        ascribe::Span s;
        if (random_.chance(30)) s.document = documents_[random_.below(documents_.size())];
        s.begin = static_cast<std::uint32_t>(random_.below(1000));
        s.end = random_.chance(5) ? 0xffffffffu : s.begin + static_cast<std::uint32_t>(random_.below(100));
        s.role = pick<ascribe::SpanRole>();
        s.depth = static_cast<std::uint8_t>(random_.chance(50) ? 0 : random_.below(256));
        s.open_begin = random_.chance(20);
        s.open_end = random_.chance(20);
        return s;
    }

    void label() {
        auto const data_set = random_.chance(50) ? actors_[random_.below(actors_.size())] : ascribe::ActorId();
        // Few texts, so that many records share them, and each record gets them in another order.
        std::string const name = random_.chance(70) ? "l" + std::to_string(random_.below(6)) : text();
        ledger.label(any(), name, data_set);
    }

    void link() {
        if (attributions_.empty()) return;
        auto const attribution = attributions_[random_.below(attributions_.size())];
        if (random_.chance(40)) {
            auto const at = static_cast<std::int64_t>(random_.next()) >> random_.below(60);
            ledger.recording(attribution, actors_[random_.below(actors_.size())], {at});
            return;
        }
        auto const ground = any();
        if (ground != attribution) ledger.ground(attribution, ground);
    }

    ascribe::Node any() { return nodes_[random_.below(nodes_.size())]; }
    void add(ascribe::ClaimId id) {
        contents_.push_back(id);
        nodes_.push_back(id);
    }
    template <class Enum>
    Enum pick() {
        return random_.chance(50) ? Enum() : static_cast<Enum>(random_.below(ascribe::Names<Enum>::values.size()));
    }
    std::string_view kept(std::string text) {
        kept_ = std::move(text);
        return kept_;
    }

    Random random_;
    std::string kept_;
    std::vector<ascribe::ActorId> actors_;
    std::vector<ascribe::DocumentId> documents_;
    std::vector<ascribe::Content> contents_;
    std::vector<ascribe::AttributionId> attributions_;
    std::vector<ascribe::Node> nodes_;
};

}  // namespace ascribe_tests

#endif
