// SPDX-License-Identifier: BSL-1.0
// A store of triples in memory, with the three orders that the questions need. It is given strings, like all such.
#include "driver.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <sord/sord.h>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace peers;

struct Free {
    void operator()(SordIter* matches) const { sord_iter_free(matches); }
};

/// The number at the end of a node's string: all of it, or what follows the last colon.
std::uint32_t number_of(SordNode const* node) {
    std::size_t length = 0;
    char const* const text = reinterpret_cast<char const*>(sord_node_get_string_counted(node, &length));
    char const* const end = text + length;
    char const* begin = end;
    while (begin != text && begin[-1] != ':') --begin;
    std::uint32_t number = 0;
    std::from_chars(begin, end, number);
    return number;
}

class Store {
public:
    Store() : world_(sord_world_new()), model_(sord_new(world_, SORD_SPO | SORD_OPS | SORD_PSO, false)) {}
    Store(Store const&) = delete;
    Store& operator=(Store const&) = delete;
    ~Store() {
        for (SordNode* predicate : {event, property, value, day, claim, source, document, via, rests_on, origin})
            sord_node_free(world_, predicate);
        sord_free(model_);
        sord_world_free(world_);
    }

    /// To be given to add(), or freed.
    SordNode* node(char kind, std::uint32_t number) {
        char text[24] = {'u', 'r', 'n', ':', kind, ':'};
        *std::to_chars(text + 6, text + sizeof text - 1, number).ptr = '\0';
        return sord_new_uri(world_, reinterpret_cast<std::uint8_t const*>(text));
    }
    SordNode* literal(std::string const& text) {
        return sord_new_literal(world_, nullptr, reinterpret_cast<std::uint8_t const*>(text.c_str()), nullptr);
    }
    void free(SordNode* node) { sord_node_free(world_, node); }

    /// Takes the object.
    void add(SordNode* subject, SordNode* predicate, SordNode* object) {
        SordQuad const quad{subject, predicate, object, nullptr};
        sord_add(model_, quad);
        free(object);
    }

    /// Calls f with subject and object of all that match; null matches everything.
    template <class F>
    void each(SordNode const* subject, SordNode const* predicate, SordNode const* object, F f) const {
        SordQuad const pattern{subject, predicate, object, nullptr};
        std::unique_ptr<SordIter, Free> const matches(sord_find(model_, pattern));
        for (; matches && !sord_iter_end(matches.get()); sord_iter_next(matches.get())) {
            SordQuad found;
            sord_iter_get(matches.get(), found);
            f(found[SORD_SUBJECT], found[SORD_OBJECT]);
        }
    }
    /// The one object; it lives as long as the store.
    SordNode const* object(SordNode const* subject, SordNode const* predicate) const {
        SordNode* const found = sord_get(model_, subject, predicate, nullptr, nullptr);
        sord_node_free(world_, found);
        return found;
    }

private:
    SordWorld* world_;
    SordModel* model_;

public:
    SordNode* const event = node('p', 1);
    SordNode* const property = node('p', 2);
    SordNode* const value = node('p', 3);
    SordNode* const day = node('p', 4);
    SordNode* const claim = node('p', 5);
    SordNode* const source = node('p', 6);
    SordNode* const document = node('p', 7);
    SordNode* const via = node('p', 8);
    SordNode* const rests_on = node('p', 9);  ///< from claim to claim, what traces walk
    SordNode* const origin = node('p', 10);   ///< from claim to source
};

void record(Store& store, Newsroom const& room, std::vector<std::string> const& texts) {
    for (std::uint32_t c = 0; c < room.claims.size(); ++c) {
        auto const& claim = room.claims[c];
        SordNode* const node = store.node('c', c);
        store.add(node, store.event, store.node('e', claim.event));
        store.add(node, store.property, store.literal(std::to_string(claim.property)));
        store.add(node, store.value,
                  store.literal(claim.is_text ? texts[static_cast<std::uint32_t>(claim.low)]
                                              : std::to_string(claim.low) + ".." + std::to_string(claim.high)));
        store.add(node, store.day, store.literal(std::to_string(claim.date)));
        store.free(node);
    }
    for (std::uint32_t a = 0; a < room.attributions.size(); ++a) {
        auto const& attribution = room.attributions[a];
        SordNode* const node = store.node('a', a);
        store.add(node, store.claim, store.node('c', attribution.claim));
        store.add(node, store.source, store.node('s', attribution.source));
        store.add(node, store.document, store.node('d', a / 2));
        store.add(node, store.day, store.literal(std::to_string(attribution.date)));
        SordNode* const claim = store.node('c', attribution.claim);
        if (attribution.via == none) {
            store.add(claim, store.origin, store.node('s', attribution.source));
        } else {
            store.add(node, store.via, store.node('a', attribution.via));
            store.add(claim, store.rests_on, store.node('c', room.ground(a)));
        }
        store.free(claim);
        store.free(node);
    }
}

void ask_lookups(Report const& report, Newsroom const& room, Store& store) {
    ask_claims(report, room, "2.lookup@20000", 20'000, [&](std::uint32_t number) {
        std::uint64_t sum = 0;
        SordNode* const claim = store.node('c', number);
        store.each(nullptr, store.claim, claim, [&](SordNode const* attribution, SordNode const*) {
            for (SordNode* predicate : {store.source, store.document, store.day})
                sum += number_of(store.object(attribution, predicate));
        });
        store.free(claim);
        return sum;
    });
}

void ask_traces(Report const& report, Newsroom const& room, Store& store) {
    std::vector<std::uint32_t> claim_seen(room.claims.size()), source_seen(room.sources);
    std::vector<SordNode const*> open;
    std::uint32_t round = 0;
    ask_claims(report, room, "3.trace@20000", 20'000, [&](std::uint32_t number) {
        ++round;
        std::uint64_t origins = 0;
        SordNode* const asked = store.node('c', number);
        claim_seen[number] = round;
        open.assign(1, asked);
        while (!open.empty()) {
            SordNode const* const claim = open.back();
            open.pop_back();
            store.each(claim, store.origin, nullptr, [&](SordNode const*, SordNode const* source) {
                if (std::exchange(source_seen[number_of(source)], round) != round) ++origins;
            });
            store.each(claim, store.rests_on, nullptr, [&](SordNode const*, SordNode const* ground) {
                if (std::exchange(claim_seen[number_of(ground)], round) != round) open.push_back(ground);
            });
        }
        store.free(asked);
        return origins;
    });
}

std::uint64_t count_groups(Newsroom const& room, Store const& store) {
    struct Row {
        std::pair<SordNode const*, SordNode const*> group;
        SordNode const* value;
    };
    std::vector<Row> rows;
    rows.reserve(room.claims.size());
    store.each(nullptr, store.event, nullptr, [&](SordNode const* claim, SordNode const* event) {
        rows.push_back({{event, store.object(claim, store.property)}, store.object(claim, store.value)});
    });
    std::sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) { return a.group < b.group; });
    std::uint64_t count = 0;
    for (std::size_t i = 0, next = 0; i < rows.size(); i = next) {
        bool has_second_value = false;
        for (next = i; next < rows.size() && rows[next].group == rows[i].group; ++next)
            has_second_value |= rows[next].value != rows[i].value;
        count += has_second_value ? 1U : 0U;
    }
    return count;
}

/// A claim that stands holds up what names one of its attributions as its via.
std::uint64_t count_standing(Newsroom const& room, Store& store, std::uint32_t without) {
    SordNode* const source = without == none ? nullptr : store.node('s', without);
    std::vector<bool> stands(room.claims.size());
    std::vector<SordNode const*> open;
    auto const enter = [&](SordNode const* claim) {
        std::uint32_t const number = number_of(claim);
        if (stands[number]) return;
        stands[number] = true;
        open.push_back(claim);
    };
    store.each(nullptr, store.origin, nullptr, [&](SordNode const* claim, SordNode const* origin) {
        if (origin != source) enter(claim);
    });
    for (std::size_t i = 0; i < open.size(); ++i)
        store.each(nullptr, store.claim, open[i], [&](SordNode const* upstream, SordNode const*) {
            store.each(nullptr, store.via, upstream, [&](SordNode const* attribution, SordNode const*) {
                if (store.object(attribution, store.source) != source) enter(store.object(attribution, store.claim));
            });
        });
    store.free(source);
    return open.size();
}

void run(Report const& report, Newsroom const& room) {
    std::printf("# sord %s\n", ASCRIBE_SORD_VERSION);
    auto const texts = all_texts(room);
    Memory const memory;
    Store store;
    double const time = seconds([&] { record(store, room, texts); });
    report_recording(report, room, time, memory);
    ask_lookups(report, room, store);
    ask_traces(report, room, store);
    ask_all(report, "4.groups", 1, [&] { return count_groups(room, store); });
    ask_cascades(report, room, room.claims.size() > 200'000 ? 1 : 10,
                 [&](std::uint32_t without) { return count_standing(room, store, without); });
}

}  // namespace

int main(int argc, char** argv) {
    return peers::main(argc, argv, "sord", run);
}
