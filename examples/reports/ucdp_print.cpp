// SPDX-License-Identifier: BSL-1.0
#include "print.hpp"
#include "ucdp.hpp"
#include "ucdp_properties.hpp"
#include <ascribe/analysis/trace.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace reports {

using namespace ascribe;

namespace {

std::string name_of(Graph const& graph, Entity entity) {
    auto const labels = graph.labels(entity);
    return std::string(labels.empty() ? graph.key(entity) : labels.front().text);
}

/// Who stands before and behind an event.
struct Sources {
    std::set<ActorId> outlets;
    std::vector<Source> originals;  ///< voices behind the articles
    bool has_original = false;      ///< some article names one
};

Sources sources_of(View const& view, UcdpEvent const& event) {
    Sources found;
    for (Chain const& chain : chains(view, event.occurred)) {
        found.outlets.insert(chain.publishers.begin(), chain.publishers.end());
        found.has_original = found.has_original || chain.hops.size() > 1;
    }
    for (Origin const& origin : origins(view, event.occurred)) found.originals.push_back(origin.voice);
    return found;
}

Quantity const* quantity_of(std::optional<Value> const& value) {
    return value ? value->quantity() : nullptr;
}

/// The one value of a property, if there is one.
std::optional<Value> value_of(Graph const& graph, EventId event, std::string_view property) {
    for (ClaimId const claim : graph.claims_about(event, property)) return graph.value(claim);
    return std::nullopt;
}

void print_outlets(std::ostream& out, Ucdp const& ucdp, View const& view) {
    std::size_t known = 0, several = 0, one_original = 0, more_originals = 0;
    struct Original {
        std::size_t events = 0;
        std::set<ActorId> outlets;
    };
    std::map<Source, Original> by_original;
    std::set<ActorId> all_outlets;
    for (UcdpEvent const& event : ucdp.events) {
        Sources const sources = sources_of(view, event);
        known += !sources.outlets.empty();
        all_outlets.insert(sources.outlets.begin(), sources.outlets.end());
        if (sources.has_original)
            for (Source const voice : sources.originals) {
                ++by_original[voice].events;
                by_original[voice].outlets.insert(sources.outlets.begin(), sources.outlets.end());
            }
        if (sources.outlets.size() < 2) continue;
        ++several;
        one_original += sources.has_original && sources.originals.size() == 1;
        more_originals += sources.has_original && sources.originals.size() > 1;
    }
    Graph const& graph = view.graph();
    out << "Outlets against originals\n";
    print_count(out, "events", ucdp.events.size());
    print_count(out, "  with outlets in the table", known);
    print_count(out, "  with two or more outlets", several);
    print_count(out, "    that rest on one original", one_original, several);
    print_count(out, "    that rest on several", more_originals, several);
    print_count(out, "    of which no original is given", several - one_original - more_originals, several);
    print_count(out, "different outlets", all_outlets.size());
    print_count(out, "different originals", by_original.size());
    std::vector<std::pair<Source, Original>> most(by_original.begin(), by_original.end());
    std::stable_sort(most.begin(), most.end(),
                     [](auto const& a, auto const& b) { return a.second.events > b.second.events; });
    std::erase_if(most, [](auto const& o) { return o.second.events < 2; });
    out << "\nOriginals behind most events                           events  outlets\n";
    for (std::size_t i = 0; i < most.size() && i < 10; ++i)
        out << "  " << std::left << std::setw(50) << name_of(graph, Node(most[i].first).to<Entity>()) << std::right
            << std::setw(9) << most[i].second.events << std::setw(9) << most[i].second.outlets.size() << '\n';
    if (most.empty()) out << "  none is behind two\n";
}

void print_deaths(std::ostream& out, Ucdp const& ucdp, Graph const& graph) {
    std::size_t exact = 0, ranges = 0;
    std::vector<std::string> contradictory;
    Rational widest = 0;
    std::string widest_text;
    for (UcdpEvent const& event : ucdp.events) {
        auto const value = value_of(graph, event.event, deaths);
        if (Quantity const* q = quantity_of(value)) {
            exact += q->direction() == Direction::exact;
            ranges += q->direction() != Direction::exact;
            Bounds const& bounds = q->bounds();
            if (bounds.lower && bounds.upper && bounds.upper->value - bounds.lower->value > widest) {
                widest = bounds.upper->value - bounds.lower->value;
                widest_text = "event " + event.id + ": " + to_text(*q->nominal()) + ", between " +
                              to_text(bounds.lower->value) + " and " + to_text(bounds.upper->value);
            }
            continue;
        }
        std::string text = event.id + ":";
        for (std::string_view const p : {"deaths_low", "deaths_best", "deaths_high"}) {
            auto const part = value_of(graph, event.event, p);
            if (Quantity const* q = quantity_of(part)) text += " " + to_text(*q->nominal());
        }
        contradictory.push_back(text);
    }
    out << "\nDeaths\n";
    print_count(out, "  low, best and high estimate are one number", exact, ucdp.events.size());
    print_count(out, "  a range around the best estimate", ranges, ucdp.events.size());
    print_count(out, "  the three contradict each other", contradictory.size(), ucdp.events.size());
    for (std::string const& text : contradictory) out << "    event " << text << '\n';
    if (!widest_text.empty()) out << "  widest range: " << widest_text << '\n';
}

void print_dates(std::ostream& out, Ucdp const& ucdp, Graph const& graph) {
    std::map<std::string_view, std::size_t> kinds, precisions;
    Rational longest = 0;
    std::string longest_text;
    for (UcdpEvent const& event : ucdp.events) {
        if (auto const value = value_of(graph, event.event, "date_precision")) ++precisions[*value->text()];
        auto const value = value_of(graph, event.event, property::date);
        if (!value) continue;
        Edtf const& date = *value->date();
        ++kinds[date.is_day() ? "a day" : date.is_interval() ? "an interval" : "a month or a year"];
        std::int64_t const days = date.latest().number() - date.earliest().number() + 1;
        if (Rational(days) > longest) {
            longest = days;
            longest_text = "event " + event.id + ": " + date.canonical() + ", " + std::to_string(days) + " days";
        }
    }
    out << "\nDates, as EDTF\n";
    for (auto const& [kind, count] : kinds) print_count(out, "  " + std::string(kind), count, ucdp.events.size());
    out << "as precise as\n";
    for (std::string_view const words : precision_words)
        if (precisions.contains(words))
            print_count(out, "  " + std::string(words), precisions[words], ucdp.events.size());
    if (!longest_text.empty()) out << "  longest: " << longest_text << '\n';
}

}  // namespace

void print_ucdp(std::ostream& out, Ucdp const& ucdp) {
    View const view(ucdp.ledger.graph());
    print_outlets(out, ucdp, view);
    print_deaths(out, ucdp, view.graph());
    print_dates(out, ucdp, view.graph());
}

bool print_ucdp_event(std::ostream& out, Ucdp const& ucdp, std::string_view id) {
    auto const event =
        std::find_if(ucdp.events.begin(), ucdp.events.end(), [&](UcdpEvent const& e) { return e.id == id; });
    if (event == ucdp.events.end()) return false;
    View const view(ucdp.ledger.graph());
    Graph const& graph = view.graph();
    out << "Event " << id << ", as UCDP codes it\n";
    for (ClaimId const claim : graph.claims_about(event->event)) {
        Value const value = graph.value(claim);
        std::string text;
        if (Node const* node = value.node()) text = name_of(graph, node->to<Entity>());
        if (auto const* words = value.text()) text = *words;
        if (Edtf const* date = value.date()) text = date->canonical();
        if (Quantity const* q = value.quantity()) {
            text = to_text(*q->nominal());
            if (q->direction() == Direction::about)
                text += ", between " + to_text(q->bounds().lower->value) + " and " + to_text(q->bounds().upper->value);
        }
        if (!text.empty())
            out << "  " << std::left << std::setw(16) << graph.name(graph.property(claim)) << text << '\n';
    }
    out << "\nWho says that it occurred\n";
    for (Chain const& chain : chains(view, event->occurred)) {
        out << "  ";
        for (ActorId const publisher : chain.publishers) out << name_of(graph, publisher) << " » ";
        for (std::size_t i = 0; i < chain.hops.size(); ++i)
            out << (i == 0 ? "" : " » ") << name_of(graph, Node(graph.source(chain.hops[i])).to<Entity>());
        out << (view.standing(chain.hops.back()) == Truth::possibly ? "  (possibly)" : "") << '\n';
        for (ClaimId const claim : graph.claims_about(chain.document, legacy))
            out << "    " << *graph.value(claim).text() << '\n';
    }
    Sources const sources = sources_of(view, *event);
    out << '\n';
    print_count(out, "outlets", sources.outlets.size());
    print_count(out, sources.has_original ? "originals" : "voices (no original is given)", sources.originals.size());
    return true;
}

}  // namespace reports
