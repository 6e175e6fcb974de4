// SPDX-License-Identifier: BSL-1.0
// Recording what a part holds, in the order of the whole.
#include "../core/cancelled.hpp"
#include "../ledger/in_order.hpp"
#include "partition_closure.hpp"
#include "store_access.hpp"

#include <array>
#include <utility>

namespace ascribe {

namespace {

using detail::PartClosure;
using detail::StoreAccess;

/// Counts steps over all records three times: what is owned, what that needs, and what of all is recorded.
class Teller {
public:
    Teller(Graph const& graph, PartOptions const& options) : options_(options) {
        for (std::size_t c = 1; c <= category_count; ++c) total_ += graph.count(static_cast<Category>(c));
    }

    bool step() {
        constexpr std::size_t often = 1u << 12;
        return ++done_ % often != 0 || tell();
    }
    bool tell() { return !options_.progress || options_.progress(done_, passes * total_); }
    /// Records that a pass did not look at are done, too.
    void next_pass() noexcept { done_ = ++passed_ * total_; }

private:
    static constexpr std::size_t passes = 3;

    PartOptions const& options_;
    std::size_t done_ = 0;
    std::size_t total_ = 0;
    std::size_t passed_ = 0;
};

class Copier {
public:
    Copier(Graph const& graph, PartClosure const& closure, Teller& progress)
        : graph_(graph), closure_(closure), progress_(progress) {
        for (std::size_t c = 1; c <= category_count; ++c) words_[c].resize(graph.count(static_cast<Category>(c)));
    }

    Result<Ledger> run() {
        if (!(properties() && entities() && claims_and_attributions() && late_grounds() && notes())) return error_;
        return std::move(into_);
    }

private:
    /// Keeps what was recorded for the node, or why it was not.
    template <class Recorded>
    bool keep(Node node, Result<Recorded> const& recorded) {
        if (!recorded) return fail(recorded.error());
        ledger_ = recorded->id.ledger();
        words_[static_cast<std::size_t>(node.category())][node.number()] = recorded->id.word();
        return true;
    }
    bool fail(Error error) {
        error_ = std::move(error);
        return false;
    }
    bool step() { return progress_.step() || fail(cancelled()); }

public:
    [[nodiscard]] static Error cancelled() { return detail::cancelled("part"); }

private:
    [[nodiscard]] std::uint32_t word(Node node) const {
        return words_[static_cast<std::size_t>(node.category())][node.number()];
    }
    template <class Id>
    [[nodiscard]] Id copied(Id id) const {
        if (!id) return {};
        std::uint32_t const word = this->word(id);
        return {static_cast<Category>(word >> 29), word & Node::max_number, ledger_};
    }

    bool properties() {
        for (std::uint32_t n = 0; n < graph_.property_count(); ++n) {
            auto const property = graph_.property_at(n);
            auto const recorded = into_.try_property(graph_.name(property), graph_.traits(property));
            if (!recorded) return fail(recorded.error());
            properties_.push_back(recorded->id);
        }
        return true;
    }

    bool entities() {
        for (auto category : {Category::actor, Category::place, Category::document, Category::event})
            for (std::uint32_t n = 0; n < graph_.count(category); ++n) {
                if (!step()) return false;
                if (closure_.has(category, n) && !entity(Entity(category, n, graph_.ledger()))) return false;
            }
        return true;
    }
    bool entity(Entity entity) {
        auto const key = graph_.key(entity);
        switch (entity.category()) {
        case Category::actor: return keep(entity, into_.try_actor(key, graph_.kind(entity.to<ActorId>())));
        case Category::place: return keep(entity, into_.try_place(key));
        case Category::document: return keep(entity, into_.try_document(key));
        default: return keep(entity, into_.try_event(key));
        }
    }

    bool claims_and_attributions() {
        return detail::for_each_in_order(
            StoreAccess::store(graph_), StoreAccess::marks(graph_),
            [&](std::uint32_t n) {
                if (!step()) return false;
                return !closure_.has(Category::claim, n) || claim(graph_.claim_at(n));
            },
            [&](std::uint32_t n) {
                if (!step()) return false;
                return !closure_.has(Category::attribution, n) || attribution(graph_.attribution_at(n));
            });
    }

    bool claim(ClaimId id) {
        Claim claim = graph_.claim(id);
        if (Node const* node = claim.value.node()) claim.value = copied(*node);
        return keep(
            id, into_.try_claim(copied(claim.subject), properties_[claim.property.number()], claim.value, claim.valid));
    }

    bool attribution(AttributionId id) {
        Attribution record = graph_.attribution(id);
        record.source = copied(record.source);
        record.content = copied(record.content);
        record.document = copied(record.document);
        spans_.assign(record.spans.begin(), record.spans.end());
        for (Span& span : spans_) span.document = copied(span.document);
        record.spans = spans_;
        // The first ground goes with the record where it is there already, and nothing before it is late.
        auto const grounds = graph_.grounds_of(id);
        Node first;
        if (!grounds.empty()) {
            first = grounds.front();
            if (word(first) == 0) first = {};
            if (!first || grounds.size() > 1) late_.push_back(id);
        }
        return keep(id, into_.try_attribution(record, copied(first)));
    }

    bool late_grounds() {
        for (AttributionId id : late_)
            for (Node ground : graph_.grounds_of(id))
                if (auto const linked = into_.try_ground(copied(id), copied(ground)); !linked)
                    return fail(linked.error());
        return true;
    }

    bool notes() {
        for (std::size_t c = 1; c <= category_count; ++c)
            for (std::uint32_t n = 0; n < words_[c].size(); ++n)
                if (words_[c][n] != 0 && !notes(Node(static_cast<Category>(c), n, graph_.ledger()))) return false;
        return true;
    }
    bool notes(Node node) {
        for (Label const& label : graph_.labels(node))
            if (auto const made = into_.try_label(copied(node), label.text, copied(label.data_set)); !made)
                return fail(made.error());
        auto const attribution = node.to<AttributionId>();
        if (!attribution) return true;
        for (Recording const& recording : graph_.recordings(attribution))
            if (auto const made = into_.try_recording(copied(attribution), copied(recording.recorder), recording.at);
                !made)
                return fail(made.error());
        return true;
    }

    Graph const& graph_;
    PartClosure const& closure_;
    Teller& progress_;
    Ledger into_;
    Error error_;
    std::uint32_t ledger_ = 0;                                          ///< serial of the copy
    std::array<std::vector<std::uint32_t>, category_count + 1> words_;  ///< of the copies, by category and number
    std::vector<PropertyId> properties_;
    std::vector<Span> spans_;
    std::vector<AttributionId> late_;
};

}  // namespace

Result<Ledger> try_part(Ownership const& ownership, std::uint32_t part, PartOptions const& options) {
    ASCRIBE_ASSERT(part < ownership.rule().parts);
    Teller progress(ownership.graph(), options);
    if (!progress.tell()) return Copier::cancelled();
    PartClosure closure(ownership, part);
    auto const step = [&] { return progress.step(); };
    if (!closure.seed(step)) return Copier::cancelled();
    progress.next_pass();
    if (!closure.run(step)) return Copier::cancelled();
    progress.next_pass();
    auto copy = Copier(ownership.graph(), closure, progress).run();
    if (copy && !progress.tell()) return Copier::cancelled();
    return copy;
}

Ledger part(Ownership const& ownership, std::uint32_t part, PartOptions const& options) {
    return try_part(ownership, part, options).value();
}

}  // namespace ascribe
