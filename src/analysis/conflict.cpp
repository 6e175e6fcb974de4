// SPDX-License-Identifier: BSL-1.0
// Where there may be disagreements: about one subject, and in the whole graph.
#include "../core/cancelled.hpp"
#include "../core/make_set.hpp"
#include "../graph/components.hpp"
#include "conflict_finder.hpp"
#include <ascribe/analysis/conflict.hpp>

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ascribe {

namespace {

using detail::ConflictFinder;
using detail::has_one_value;
using detail::StatementReader;

Error cancelled() {
    return detail::cancelled("conflicts");
}

/// The places to look at. Each is named by the first record of what counts as one, so that it comes up once.
struct Places {
    std::vector<std::pair<Node, PropertyId>> groups;
    std::vector<Node> events;
    std::vector<std::pair<Node, Node>> orders;
    std::vector<ClaimId> parts, exclusions;
    std::vector<Node> narrower;
    std::vector<std::vector<Node>> histories;  ///< events that orders connect, ascending; three and more

    void put_in_order() {
        detail::make_set(groups);
        detail::make_set(events);
        detail::make_set(orders);
        detail::make_set(parts);
        detail::make_set(exclusions);
        detail::make_set(narrower);
        detail::make_set(histories);
    }
    [[nodiscard]] std::size_t size() const noexcept {
        return groups.size() + events.size() + orders.size() + parts.size() + exclusions.size() + narrower.size() +
               histories.size();
    }
};

/// Gathers places; what a claim's property makes of it is the same for one subject and for the whole graph.
class PlaceFinder {
public:
    explicit PlaceFinder(ConflictFinder& finder)
        : finder_(finder), reader_(finder.reader()), view_(reader_.view()), graph_(reader_.graph()) {}

    Places places;

    void add_group(ClaimId claim) {
        ClaimId const meant = view_.read_as(claim);
        places.groups.emplace_back(view_.representative(graph_.subject(meant)), graph_.property(meant));
        if (detail::is_compared_from_both_ends(graph_.traits(graph_.property(meant))))
            if (Node const end = graph_.value_node(meant))
                places.groups.emplace_back(view_.representative(end), graph_.property(meant));
        add_event(graph_.subject(meant), graph_.property(meant));
    }
    void add_event(Node subject, PropertyId property) {
        if (subject.is(Category::event) && is_actuality(property))
            places.events.push_back(view_.representative(subject));
    }
    [[nodiscard]] bool is_actuality(PropertyId property) const noexcept {
        return is_one_of(property, reader_.occurred, reader_.attempted, reader_.completed, reader_.generic);
    }
    [[nodiscard]] bool is_order(PropertyId property) const noexcept {
        return is_one_of(property, reader_.before, reader_.after, reader_.during);
    }
    [[nodiscard]] bool relates_both_ways(PropertyId property) const noexcept {
        return is_order(property) || is_one_of(property, reader_.same_as) ||
               detail::is_compared_from_both_ends(graph_.traits(property));
    }
    [[nodiscard]] bool is_part(PropertyId property) const noexcept {
        return is_one_of(property, reader_.subset_of, reader_.parts_of);
    }

    /// What a claim is a place of by itself, as a relation between its subject and its value.
    void add_relation(ClaimId claim, PropertyId property) {
        if (is_order(property)) {
            Node const a = view_.representative(graph_.subject(claim));
            Node const value = graph_.value_node(claim);
            Node const b = value ? view_.representative(value) : Node();
            if (a.is(Category::event) && b.is(Category::event) && a != b)
                places.orders.emplace_back((std::min)(a, b), (std::max)(a, b));
        } else if (is_part(property)) {
            places.parts.push_back(claim);
        } else if (property == reader_.excludes) {
            places.exclusions.push_back(claim);
        } else if (property == reader_.part_of) {
            places.narrower.push_back(view_.representative(graph_.subject(claim)));
        }
    }

    void of_subject(Node subject) {
        for (Node member : reader_.members(subject)) {
            if (member.is(Category::event)) places.events.push_back(view_.representative(subject));
            for (ClaimId claim : graph_.claims_about(member)) {
                finder_.work();
                add_group(claim);
                add_relation(claim, graph_.property(claim));
                of_claim(claim);
            }
            for (ClaimId claim : graph_.claims_naming(member)) {
                finder_.work();
                PropertyId const property = graph_.property(claim);
                if (relates_both_ways(property)) add_group(claim);
                add_relation(claim, property);
            }
        }
        add_parts_of(subject);
    }

    void of_graph() {
        std::vector<std::uint8_t> const stance = stances();
        for (ClaimGroup const& group : graph_.groups()) {
            of_group(group, stance);
            finder_.searched(claims_);
        }
        // What identity and readings bring together.
        for (ClaimId claim : view_.accepted()) {
            PropertyId const property = graph_.property(claim);
            if (property != reader_.same_as && property != reader_.read_as) continue;
            for (Node end : {graph_.subject(claim), graph_.value_node(claim)}) {
                if (auto const c = end.to<ClaimId>()) add_group(c);
                if (property == reader_.same_as)
                    for (ClaimId c : graph_.claims_about(end)) add_group(c);
            }
        }
        connect_orders();
    }

    /// All events that orders connect with this one.
    void add_history(Node event) {
        std::vector<Node> events{event};
        std::unordered_set<std::uint32_t> seen{event.word()};
        auto const add = [&](Node node) {
            if (!node || !node.is(Category::event)) return;
            node = view_.representative(node);
            if (seen.insert(node.word()).second) events.push_back(node);
        };
        for (std::size_t i = 0; i < events.size(); ++i) {
            Node const at = events[i];
            for (Node member : reader_.members(at)) {
                for (PropertyId property : {reader_.before, reader_.after, reader_.during})
                    if (property)
                        for (ClaimId claim : graph_.claims_about(member, property)) add(graph_.value_node(claim));
                for (ClaimId claim : graph_.claims_naming(member))
                    if (is_order(graph_.property(claim))) add(graph_.subject(claim));
            }
            finder_.work();
        }
        if (events.size() < 3) return;
        std::sort(events.begin(), events.end());
        places.histories.push_back(std::move(events));
    }

private:
    static constexpr std::uint8_t asserted = 1, denied = 2, put_forward = 4;

    template <class... Properties>
    [[nodiscard]] static bool is_one_of(PropertyId property, Properties... properties) noexcept {
        return property && ((property == properties) || ...);
    }

    /// For each claim, which stances standing attributions take.
    [[nodiscard]] std::vector<std::uint8_t> stances() const {
        std::vector<std::uint8_t> stance(graph_.count(Category::claim));
        for (AttributionId a : graph_.attributions()) {
            finder_.work();
            auto const claim = graph_.content(a).to<ClaimId>();
            if (!claim || view_.standing(a) == Truth::never) continue;
            auto const p = polarity(graph_.factuality(a));
            std::uint8_t const bit = act_class(graph_.act(a)) != ActClass::assertive || p == Polarity::unknown
                                         ? put_forward
                                     : p == Polarity::positive ? asserted
                                                               : denied;
            stance[claim.number()] |= bit;
        }
        return stance;
    }

    void of_group(ClaimGroup const& group, std::vector<std::uint8_t> const& stance) {
        Traits const traits = graph_.traits(group.property);
        bool const is_relation = is_order(group.property) || is_part(group.property) ||
                                 is_one_of(group.property, reader_.excludes, reader_.part_of);
        bool const both_ends = detail::is_compared_from_both_ends(traits);
        std::uint8_t any = 0;
        bool const has_many = group.has_second_value;
        for (ClaimId claim : graph_.claims_about(group.subject, group.property)) {
            finder_.work();
            ++claims_;
            any |= stance[claim.number()];
            if (is_relation) add_relation(claim, group.property);
            if (both_ends) add_group(claim);
        }
        bool const compares =
            has_one_value(traits) ? (any & asserted) != 0 : finder_.wants_differences() && !detail::is_link(traits);
        if ((any & denied) != 0 || (has_many && compares))
            places.groups.emplace_back(view_.representative(group.subject), group.property);
        bool const is_denied_actuality =
            (any & denied) != 0 && is_one_of(group.property, reader_.occurred, reader_.completed);
        bool const is_lesser_actuality =
            finder_.wants_differences() && is_one_of(group.property, reader_.attempted, reader_.generic);
        if (is_denied_actuality || is_lesser_actuality) add_event(group.subject, group.property);
    }

    /// The same for the whole graph, by the orders found so far.
    void connect_orders() {
        std::unordered_map<std::uint32_t, std::uint32_t> numbers;  // looked up only
        std::vector<Node> events;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
        auto const number = [&](Node node) {
            auto const [at, is_new] = numbers.try_emplace(node.word(), static_cast<std::uint32_t>(events.size()));
            if (is_new) events.push_back(node);
            return at->second;
        };
        for (auto const& [a, b] : places.orders) {
            edges.emplace_back(number(a), number(b));
            edges.emplace_back(edges.back().second, edges.back().first);
        }
        std::sort(edges.begin(), edges.end());
        auto const component = detail::components(static_cast<std::uint32_t>(events.size()), edges);
        std::vector<std::vector<Node>> members(events.size());
        for (std::size_t i = 0; i < events.size(); ++i) members[component[i]].push_back(events[i]);
        for (std::vector<Node>& list : members) {
            if (list.size() < 3) continue;
            std::sort(list.begin(), list.end());
            places.histories.push_back(std::move(list));
        }
    }

    /// Relations of a claim to others, and what follows from it.
    void of_claim(ClaimId claim) {
        std::vector<ClaimId> upwards{claim};
        for (std::size_t i = 0; i < upwards.size(); ++i) {
            if (!reader_.entails) break;
            for (ClaimId link : graph_.claims_about(upwards[i], reader_.entails)) {
                auto const general = graph_.value_node(link).to<ClaimId>();
                if (!general || std::find(upwards.begin(), upwards.end(), general) != upwards.end()) continue;
                upwards.push_back(general);
                add_group(general);
            }
        }
        for (PropertyId property : {reader_.subset_of, reader_.parts_of, reader_.excludes}) {
            if (!property) continue;
            for (ClaimId link : graph_.claims_about(claim, property)) add_relation(link, property);
            for (ClaimId link : graph_.claims_naming(claim))
                if (graph_.property(link) == property) add_relation(link, property);
        }
    }

    /// What is part of the subject, at whatever remove.
    void add_parts_of(Node subject) {
        if (!reader_.part_of) return;
        std::vector<Node> found{subject};
        for (std::size_t i = 0; i < found.size(); ++i) {
            Node const whole = found[i];
            for (Node member : reader_.members(whole))
                for (ClaimId claim : graph_.claims_naming(member)) {
                    if (graph_.property(claim) != reader_.part_of) continue;
                    Node const part = view_.representative(graph_.subject(claim));
                    if (std::find(found.begin(), found.end(), part) == found.end()) found.push_back(part);
                }
        }
        places.narrower.insert(places.narrower.end(), found.begin() + 1, found.end());
    }

    ConflictFinder& finder_;
    StatementReader& reader_;
    View const& view_;
    Graph const& graph_;
    std::size_t claims_ = 0;  // of groups looked at
};

/// Looks at all of them.
void look(ConflictFinder& finder, Places& places, View const& view, ConflictOptions const& options,
          std::optional<Node> subject) {
    places.put_in_order();
    finder.found_places(places.size() + options.rules.size());
    auto const each = [&](auto const& list, auto look_at) {
        for (auto const& place : list) {
            finder.step();
            look_at(place);
        }
    };
    each(places.groups, [&](auto const& p) { finder.group(p.first, p.second); });
    each(places.events, [&](Node event) { finder.actuality(event); });
    each(places.orders, [&](auto const& p) { finder.order(p.first, p.second); });
    each(places.histories, [&](auto const& events) { finder.history(events); });
    each(places.parts, [&](ClaimId link) { finder.part(link); });
    each(places.exclusions, [&](ClaimId link) { finder.exclusion(link); });
    each(places.narrower, [&](Node part) { finder.narrower(part); });
    each(options.rules, [&](ConflictRule const& rule) { finder.rule(rule, subject); });
    for (IdentityConflict const& conflict : view.identity_conflicts())
        if (!subject || std::find(conflict.members.begin(), conflict.members.end(), *subject) != conflict.members.end())
            finder.identity(conflict);
}

/// Whether a claim about the subject takes part, or one that orders or identifies it.
bool involves(PlaceFinder const& places, View const& view, Disagreement const& found, Node subject,
              PropertyId property) {
    Graph const& graph = view.graph();
    for (DisagreementSide const& side : found.sides)
        for (ClaimId claim : side.claims) {
            PropertyId const of_claim = graph.property(claim);
            if (property && of_claim != property) continue;
            if (view.representative(graph.subject(claim)) == subject) return true;
            Node const value = graph.value_node(claim);
            if (value && places.relates_both_ways(of_claim) && view.representative(value) == subject) return true;
        }
    return false;
}

Result<std::vector<Disagreement>> about(View const& view, Node subject, PropertyId property,
                                        ConflictOptions const& options) {
    subject = view.representative(subject);
    ConflictFinder finder(view, options);
    PlaceFinder places(finder);
    std::vector<Disagreement> found;
    try {
        places.of_subject(subject);
        bool const may_be_order = !property || places.is_order(property) || property == finder.reader().date;
        if (may_be_order && subject.is(Category::event)) places.add_history(subject);
        look(finder, places.places, view, options, subject);
        found = finder.take();
    } catch (detail::Cancelled const&) {
        return cancelled();
    }
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](Disagreement const& d) { return !involves(places, view, d, subject, property); }),
                found.end());
    return found;
}

}  // namespace

Result<std::vector<Disagreement>> try_conflicts(View const& view, Node subject, ConflictOptions const& options) {
    return about(view, subject, {}, options);
}

std::vector<Disagreement> conflicts(View const& view, Node subject, ConflictOptions const& options) {
    return try_conflicts(view, subject, options).value();
}

std::vector<Disagreement> conflicts(View const& view, Node subject, PropertyId property,
                                    ConflictOptions const& options) {
    return about(view, subject, property, options).value();
}

std::vector<Disagreement> conflicts(View const& view, Node subject, std::string_view property,
                                    ConflictOptions const& options) {
    auto const id = view.graph().find_property(property);
    return id ? about(view, subject, id, options).value() : std::vector<Disagreement>();
}

Result<std::vector<Disagreement>> try_conflicts(View const& view, ConflictOptions const& options) {
    ConflictFinder finder(view, options);
    PlaceFinder places(finder);
    try {
        places.of_graph();
        look(finder, places.places, view, options, std::nullopt);
        return finder.take();
    } catch (detail::Cancelled const&) {
        return cancelled();
    }
}

std::vector<Disagreement> conflicts(View const& view, ConflictOptions const& options) {
    return try_conflicts(view, options).value();
}

}  // namespace ascribe
