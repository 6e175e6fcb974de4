// SPDX-License-Identifier: BSL-1.0
#include "json_lines_plan.hpp"

#include "json_lines_utf8.hpp"

#include <algorithm>

namespace ascribe::detail::json_lines {

namespace {

constexpr std::string_view what_is_defined(Category category) noexcept {
    switch (category) {
    case Category::actor: return "an actor that a line of the text declares, or that the ledger has";
    case Category::place: return "a place that a line of the text declares, or that the ledger has";
    case Category::document: return "a document that a line of the text declares, or that the ledger has";
    case Category::event: return "an event that a line of the text declares, or that the ledger has";
    case Category::claim: return "the id of a claim of the text";
    case Category::attribution: return "the id of an attribution of the text";
    }
    return {};
}

/// The static text of a field's name.
constexpr std::string_view field_of(Place const& place) noexcept {
    if (place.inner == "document") return "spans.document";
    if (place.inner == "data_set") return "labels.data_set";
    if (place.inner == "recorder") return "recordings.recorder";
    return place.member;
}

Error bad_reference(Stage& stage, Item const& item, Ref ref, Place const& place, std::string_view expected,
                    std::string_view more = {}) {
    return {.code = Errc::unknown,
            .record = to_string(item.kind),
            .field = field_of(place),
            .expected = expected,
            .found = stage.shown(ref).append(more)};
}

/// The lines that a claim or attribution is made of: at most two.
struct Parts {
    std::array<std::uint32_t, 2> items{};
    unsigned count = 0;

    Parts(Stage& stage, Item const& item) noexcept {
        auto const add = [&](Ref ref) {
            if (ref && !ref.is_entity()) items[count++] = stage.symbol(ref).item;
        };
        if (item.kind == Kind::claim) {
            add(stage.claims[item.index].subject);
            add(stage.claims[item.index].node);
        } else if (item.kind == Kind::attribution) {
            add(stage.attributions[item.index].content);
        }
    }
};

/// Lets lines wait for others. A line waits at most twice, once for each of its parts.
class Order {
public:
    explicit Order(Stage& stage) : stage_(stage), done_(stage.items.size(), 0) {}

    std::vector<std::uint32_t> run() {
        order_.reserve(stage_.items.size());
        for (std::uint32_t i = 0; i < stage_.items.size(); ++i) {
            Item const& item = stage_.items[i];
            if (item.bad || is_entity(item.kind) || item.kind == Kind::property)
                done_[i] = 1;
            else if (!waits(i))
                record(i);
        }
        return std::move(order_);
    }

    [[nodiscard]] bool done(std::uint32_t item) const noexcept { return done_[item] != 0; }

private:
    bool waits(std::uint32_t item) {
        Parts const parts(stage_, stage_.items[item]);
        bool waits = false;
        for (unsigned part = 0; part < parts.count; ++part) {
            std::uint32_t const other = parts.items[part];
            if (done_[other] != 0) continue;
            if (part == 1 && parts.items[0] == other) continue;
            if (first_waiting_.empty()) {
                first_waiting_.resize(stage_.items.size(), none);
                next_waiting_.resize(stage_.items.size() * 2, none);
                pending_.resize(stage_.items.size(), 0);
            }
            next_waiting_[std::size_t{item} * 2 + part] = first_waiting_[other];
            first_waiting_[other] = item * 2 + part;
            ++pending_[item];
            waits = true;
        }
        return waits;
    }

    void record(std::uint32_t first) {
        stack_.push_back(first);
        while (!stack_.empty()) {
            std::uint32_t const item = stack_.back();
            stack_.pop_back();
            done_[item] = 1;
            order_.push_back(item);
            if (first_waiting_.empty()) continue;
            // Those that waited last come first in the list, so those that waited first come up first.
            for (std::uint32_t w = first_waiting_[item]; w != none; w = next_waiting_[w])
                if (--pending_[w / 2] == 0) stack_.push_back(w / 2);
        }
    }

    Stage& stage_;
    std::vector<std::uint32_t> order_;
    std::vector<std::uint8_t> done_;
    std::vector<std::uint32_t> stack_, first_waiting_, next_waiting_;
    std::vector<std::uint8_t> pending_;
};

/// "line 3, which is made of line 9, which is made of line 3", for long cycles with a gap.
std::string told(Stage const& stage, std::vector<std::uint32_t> const& cycle) {
    constexpr std::size_t limit = 8;
    std::string text;
    for (std::size_t i = 0; i < cycle.size() && i < limit; ++i)
        text += "line " + std::to_string(stage.items[cycle[i]].line) + " -> ";
    if (cycle.size() > limit) text += std::to_string(cycle.size() - limit) + " more -> ";
    return text += "line " + std::to_string(stage.items[cycle.front()].line);
}

void report_cycle(Stage& stage, std::vector<std::uint32_t>& cycle, bool all) {
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    std::string const lines = told(stage, cycle);
    for (std::size_t i = 0; i < (all ? cycle.size() : 1); ++i) {
        Item const& item = stage.items[cycle[i]];
        std::uint32_t const next = cycle[(i + 1) % cycle.size()];
        Place place{"content"};
        if (item.kind == Kind::claim) {
            Ref const subject = stage.claims[item.index].subject;
            place.member = !subject.is_entity() && stage.symbol(subject).item == next ? "subject" : "value";
        }
        stage.report(cycle[i], place,
                     {.code = Errc::cycle,
                      .record = to_string(item.kind),
                      .field = place.member,
                      .expected = "a record that is not made of this one",
                      .found = lines});
    }
}

void find_cycles(Stage& stage, Order const& order, bool all) {
    // Each line that is left waits for another one that is left; so going on from any of them ends in a cycle.
    std::vector<std::uint32_t> walk(stage.items.size(), none);
    std::vector<std::uint32_t> path;
    for (std::uint32_t start = 0; start < stage.items.size(); ++start) {
        path.clear();
        std::uint32_t at = start;
        while (!order.done(at) && walk[at] == none) {
            walk[at] = start;
            path.push_back(at);
            Parts const parts(stage, stage.items[at]);
            at = parts.items[parts.count == 2 && order.done(parts.items[0]) ? 1 : 0];
        }
        if (path.empty() || order.done(at) || walk[at] != start) continue;
        path.erase(path.begin(), std::find(path.begin(), path.end(), at));
        report_cycle(stage, path, all);
        if (!all) return;
    }
}

}  // namespace

void find_undefined(Stage& stage, Graph const& ledger, bool all) {
    for (auto category : {Category::actor, Category::place, Category::document, Category::event}) {
        if (ledger.count(category) == 0) continue;
        for (Symbol& symbol : stage.symbols[Stage::index(category)])
            symbol.in_ledger = bool(ledger.find(category, symbol.name));
    }
    for (std::uint32_t i = 0; i < stage.items.size(); ++i) {
        if (stage.items[i].bad) continue;
        Item const item = stage.items[i];
        bool found = false;
        stage.for_each_ref(item, [&](Ref ref, Place const& place) {
            Symbol const& symbol = stage.symbol(ref);
            if (found || symbol.item != none || symbol.in_ledger) return;
            found = true;
            stage.report(i, place, bad_reference(stage, item, ref, place, what_is_defined(ref.category)));
        });
        if (found && !all) return;
    }
}

std::vector<std::uint32_t> recording_order(Stage& stage, bool all) {
    Order order(stage);
    std::vector<std::uint32_t> result = order.run();
    std::size_t waiting = stage.items.size();
    for (std::uint32_t i = 0; i < stage.items.size(); ++i) waiting -= order.done(i) ? 1u : 0u;
    if (waiting > 0) find_cycles(stage, order, all);
    return result;
}

void find_dependent(Stage& stage) {
    if (stage.bad == 0) return;
    // For each symbol the lines that refer to it.
    std::array<std::size_t, category_count + 2> base{};
    for (std::size_t c = 0; c <= category_count; ++c) base[c + 1] = base[c] + stage.symbols[c].size();
    auto const number = [&](Ref ref) { return base[Stage::index(ref.category)] + ref.symbol; };
    std::vector<std::size_t> first(base.back() + 1, 0);
    for (Item const& item : stage.items)
        if (!item.bad) stage.for_each_ref(item, [&](Ref ref, Place const&) { ++first[number(ref)]; });
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    std::vector<std::uint32_t> users(first.back());
    for (std::uint32_t i = 0; i < stage.items.size(); ++i)
        if (!stage.items[i].bad)
            stage.for_each_ref(stage.items[i], [&](Ref ref, Place const&) { users[--first[number(ref)]] = i; });

    auto const is_gone = [&](Ref ref) { return stage.symbol(ref).good == 0 && !stage.symbol(ref).in_ledger; };
    std::vector<Ref> gone;
    for (Item const& item : stage.items)
        if (item.bad && is_node(item.kind) && is_gone(item.node)) gone.push_back(item.node);
    while (!gone.empty()) {
        Ref const bad = gone.back();
        gone.pop_back();
        for (std::size_t u = first[number(bad)]; u < first[number(bad) + 1]; ++u) {
            if (stage.items[users[u]].bad) continue;
            Item const item = stage.items[users[u]];
            bool found = false;
            stage.for_each_ref(item, [&](Ref ref, Place const& place) {
                if (found || !(ref == bad)) return;
                found = true;
                std::string const line = std::to_string(stage.items[stage.symbol(bad).item].line);
                stage.report(
                    users[u], place,
                    bad_reference(stage, item, ref, place, "a record whose own line is good", ", line " + line));
            });
            if (is_node(item.kind) && is_gone(item.node)) gone.push_back(item.node);
        }
    }
}

}  // namespace ascribe::detail::json_lines
