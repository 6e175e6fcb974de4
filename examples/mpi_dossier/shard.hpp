// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_MPI_DOSSIER_SHARD_HPP
#define ASCRIBE_EXAMPLES_MPI_DOSSIER_SHARD_HPP

#include <ascribe/graph/partition.hpp>

#include <cstdint>
#include <recorder.hpp>
#include <vector>

namespace mpi_dossier {

/// What one part of the newsroom holds, recorded from the input alone: no process sees more of it.
///
/// The rule says by its key who owns an event, and so its claims. What the newsroom's attributions rest on is always a
/// claim about the same event, so nothing needs to be copied but the entities: what is recorded here is exactly what
/// `part` would cut out of the whole.
[[nodiscard]] inline ascribe::Ledger record_shard(workload::Newsroom const& room, ascribe::PartitionRule const& rule,
                                                  std::uint32_t part) {
    using namespace ascribe;
    using workload::Key;
    Ledger ledger;
    auto const properties = workload::register_properties(ledger);
    auto const owns = [&](Category category, Key const& key) { return owner(rule, category, key) == part; };
    std::vector<ActorId> sources;
    std::vector<EventId> events(room.events);
    std::vector<DocumentId> documents(room.documents());
    std::vector<ClaimId> claims(room.claims.size());
    for (std::uint32_t i = 0; i < room.sources; ++i) sources.push_back(ledger.actor(Key('s', i), ActorKind::media));
    for (std::uint32_t i = 0; i < room.events; ++i)
        if (Key const key('e', i); owns(Category::event, key)) events[i] = ledger.event(key);
    for (std::uint32_t i = 0; i < room.documents(); ++i)
        if (Key const key('d', i); owns(Category::document, key)) documents[i] = ledger.document(key);

    struct Late {
        AttributionId attribution;
        std::uint32_t via;
    };
    std::vector<Late> late;
    for (std::uint32_t i = 0; i < room.attributions.size(); ++i) {
        workload::Attribution const& row = room.attributions[i];
        workload::Claim const& said = room.claims[row.claim];
        EventId const event = events[said.event];
        if (!event) continue;
        ClaimId& claim = claims[row.claim];
        if (std::string text; !claim)
            claim = ledger.claim(event, properties[said.property], workload::value(said, text), valid_time(said));
        DocumentId& document = documents[i / 2];
        if (!document) document = ledger.document(Key('d', i / 2));
        bool const is_late = row.via != workload::none && row.via >= i;
        Node const ground = row.via == workload::none || is_late ? Node() : Node(claims[room.ground(i)]);
        Span const span{.begin = i % 2, .end = i % 2 + 1};
        AttributionId const recorded = ledger.attribution({.source = sources[row.source],
                                                           .content = claim,
                                                           .document = document,
                                                           .said = workload::date(row.date),
                                                           .spans = {&span, 1}},
                                                          ground);
        if (is_late) late.push_back({recorded, row.via});
    }
    for (Late const& each : late) ledger.ground(each.attribution, claims[room.attributions[each.via].claim]);
    return ledger;
}

}  // namespace mpi_dossier

#endif
