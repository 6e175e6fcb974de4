// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_INTEROP_JSON_LINES_RECORD_HPP
#define ASCRIBE_SRC_INTEROP_JSON_LINES_RECORD_HPP

#include "json_lines_stage.hpp"

#include <vector>

namespace ascribe::detail::json_lines {

/// Records the lines of a stage that are not bad. What the ledger refuses is reported at its line.
class Recorder {
public:
    /// With `all` lines after a refused one are recorded too.
    Recorder(Stage& stage, Ledger& ledger, bool all) : stage_(stage), ledger_(ledger), all_(all) {}

    /// First what `known` has of the entities and properties that the text names, so that a ledger for trial refuses
    /// what that of `known` would refuse; then the properties of the text, its entities, the lines of `order`, and at
    /// last the links whose ends were not all there at their turn. `go_on()` is asked at each line; false if it says
    /// no.
    template <class GoOn>
    [[nodiscard]] bool run(Graph const& known, std::vector<std::uint32_t> const& order, GoOn&& go_on);

    /// How much was recorded. Without errors and lines.
    [[nodiscard]] JsonLinesReport const& counts() const noexcept { return counts_; }

private:
    struct Later {
        std::uint32_t item, link;
    };

    void know(Graph const& known);
    void line(std::uint32_t item);
    void property(std::uint32_t item);
    void entity(std::uint32_t item);
    void claim(std::uint32_t item);
    void attribution(std::uint32_t index);
    /// The links of a line but that with number `made`.
    void links(std::uint32_t index, std::uint32_t made = none);
    void link(std::uint32_t index, LinkLine const& link);

    template <class Id>
    bool took(std::uint32_t item, Result<Recorded<Id>> const& recorded);
    void refuse(std::uint32_t item, Error error);
    [[nodiscard]] bool stopped() const noexcept { return refused_ && !all_; }
    [[nodiscard]] Node node(Ref ref) noexcept { return ref ? stage_.symbol(ref).node : Node(); }
    [[nodiscard]] bool is_ready(Item const& item, LinkLine const& link) noexcept {
        return node(item.node) && (!link.other || node(link.other));
    }

    Stage& stage_;
    Ledger& ledger_;
    bool all_;
    bool refused_ = false;
    JsonLinesReport counts_;
    std::vector<Later> later_;
    std::vector<Span> spans_;
};

template <class GoOn>
bool Recorder::run(Graph const& known, std::vector<std::uint32_t> const& order, GoOn&& go_on) {
    know(known);
    auto const each = [&](auto wanted, auto record) {
        for (std::uint32_t i = 0; i < stage_.items.size() && !stopped(); ++i) {
            if (!wanted(stage_.items[i])) continue;
            if (!go_on()) return false;
            if (!stage_.items[i].bad) record(i);
        }
        return true;
    };
    auto const is_property = [](Item const& item) { return item.kind == Kind::property; };
    auto const is_an_entity = [](Item const& item) { return is_entity(item.kind); };
    if (!each(is_property, [&](std::uint32_t i) { property(i); })) return false;
    if (!each(is_an_entity, [&](std::uint32_t i) { entity(i); })) return false;
    // Their labels may name any of the actors.
    if (!each(is_an_entity, [&](std::uint32_t i) { links(i); })) return false;
    for (std::size_t i = 0; i < order.size() && !stopped(); ++i) {
        if (!go_on()) return false;
        if (!stage_.items[order[i]].bad) line(order[i]);
    }
    for (std::size_t i = 0; i < later_.size() && !stopped(); ++i) {
        // An end that is still not there is that of a line that was refused.
        Item const& item = stage_.items[later_[i].item];
        LinkLine const& late = stage_.links[later_[i].link];
        if (!item.bad && is_ready(item, late)) link(later_[i].item, late);
    }
    return true;
}

}  // namespace ascribe::detail::json_lines

#endif
