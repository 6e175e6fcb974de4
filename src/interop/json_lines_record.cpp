// SPDX-License-Identifier: BSL-1.0
#include "json_lines_record.hpp"

namespace ascribe::detail::json_lines {

void Recorder::know(Graph const& known) {
    for (auto& symbols : stage_.symbols)
        for (Symbol& symbol : symbols) symbol.node = {};
    for (auto category : {Category::actor, Category::place, Category::document, Category::event}) {
        for (Symbol& symbol : stage_.symbols[Stage::index(category)]) {
            if (!symbol.in_ledger) continue;
            switch (category) {
            case Category::actor:
                symbol.node = ledger_.actor(symbol.name, known.kind(known.find_actor(symbol.name))).id;
                break;
            case Category::place: symbol.node = ledger_.place(symbol.name).id; break;
            case Category::document: symbol.node = ledger_.document(symbol.name).id; break;
            default: symbol.node = ledger_.event(symbol.name).id; break;
            }
        }
    }
    for (Property& property : stage_.properties) {
        property.id = {};
        if (auto const id = known.find_property(property.name))
            property.id = ledger_.property(property.name, known.traits(id)).id;
    }
}

void Recorder::refuse(std::uint32_t item, Error error) {
    refused_ = true;
    Place place{error.field};
    // Within the line of a record its links are lists.
    if (is_node(stage_.items[item].kind)) {
        if (error.record == to_string(Kind::ground)) place.member = "grounds";
        if (error.record == to_string(Kind::label)) place.member = "labels";
        if (error.record == to_string(Kind::recording)) place.member = "recordings";
    }
    stage_.report(item, place, std::move(error));
}

template <class Id>
bool Recorder::took(std::uint32_t item, Result<Recorded<Id>> const& recorded) {
    if (!recorded) {
        refuse(item, recorded.error());
        return false;
    }
    stage_.symbol(stage_.items[item].node).node = recorded->id;
    auto& count = counts_.records[Stage::index(category(stage_.items[item].kind)) - 1];
    ++count.read;
    count.is_new += recorded->is_new ? 1u : 0u;
    return true;
}

void Recorder::line(std::uint32_t item) {
    switch (stage_.items[item].kind) {
    case Kind::claim: return claim(item);
    case Kind::attribution: return attribution(item);
    default: return links(item);
    }
}

void Recorder::property(std::uint32_t item) {
    PropertyLine const& line = stage_.property_lines[stage_.items[item].index];
    Property& property = stage_.properties[line.property];
    auto const recorded = ledger_.try_property(property.name, line.traits);
    if (!recorded) return refuse(item, recorded.error());
    property.id = recorded->id;
    ++counts_.properties.read;
    counts_.properties.is_new += recorded->is_new ? 1u : 0u;
}

void Recorder::entity(std::uint32_t item) {
    Item const& line = stage_.items[item];
    std::string_view const key = stage_.symbol(line.node).name;
    switch (line.kind) {
    case Kind::actor: took(item, ledger_.try_actor(key, line.actor_kind)); break;
    case Kind::place: took(item, ledger_.try_place(key)); break;
    case Kind::document: took(item, ledger_.try_document(key)); break;
    default: took(item, ledger_.try_event(key)); break;
    }
}

void Recorder::claim(std::uint32_t item) {
    ClaimLine const& line = stage_.claims[stage_.items[item].index];
    Node const subject = node(line.subject);
    if (!subject || (line.node && !node(line.node))) return;
    Property& property = stage_.properties[line.property];
    if (!property.id) {
        auto const recorded = ledger_.try_property(property.name);
        if (!recorded) return refuse(item, recorded.error());
        property.id = recorded->id;
    }
    Value value;
    switch (line.form) {
    case ValueForm::truth: break;
    case ValueForm::node: value = node(line.node); break;
    case ValueForm::text: value = line.text; break;
    case ValueForm::quantity: value = stage_.quantities.values[line.value]; break;
    case ValueForm::date: value = stage_.dates.values[line.value]; break;
    }
    std::optional<Edtf> valid;
    if (line.valid != none) valid = stage_.dates.values[line.valid];
    if (took(item, ledger_.try_claim(subject, property.id, value, valid))) links(item);
}

void Recorder::attribution(std::uint32_t index) {
    Item const& item = stage_.items[index];
    AttributionLine const& line = stage_.attributions[item.index];
    Attribution a;
    a.source = node(line.source).to<Source>();
    a.content = node(line.content).to<Content>();
    a.document = node(line.document).to<DocumentId>();
    if (!a.source || !a.content || (line.document && !a.document)) return;
    a.factuality = line.factuality;
    a.act = line.act;
    a.role = line.role;
    a.implied = line.implied;
    a.basis = line.basis;
    a.quote_form = line.quote_form;
    a.distance = line.distance;
    if (line.said != none) a.said = stage_.dates.values[line.said];
    a.wording = line.wording;
    spans_.clear();
    for (std::uint32_t i = 0; i < line.span_count; ++i) {
        SpanLine const& s = stage_.spans[line.spans + i];
        auto const document = node(s.document).to<DocumentId>();
        if (s.document && !document) return;
        spans_.push_back({document, s.begin, s.end, s.role, s.depth, s.open_begin, s.open_end});
    }
    a.spans = spans_;

    // A first ground that is there already is cheaper with the record.
    Node ground;
    std::uint32_t made = none;
    for (std::uint32_t i = item.links; i < item.links + item.link_count; ++i) {
        if (stage_.links[i].kind != Kind::ground) continue;
        ground = node(stage_.links[i].other);
        if (ground) made = i;
        break;
    }
    if (!took(index, ledger_.try_attribution(a, ground))) return;
    if (ground) ++counts_.grounds;
    links(index, made);
}

void Recorder::links(std::uint32_t index, std::uint32_t made) {
    Item const item = stage_.items[index];
    for (std::uint32_t i = item.links; i < item.links + item.link_count; ++i) {
        if (i == made) continue;
        if (is_ready(item, stage_.links[i]))
            link(index, stage_.links[i]);
        else
            later_.push_back({index, i});
        if (stage_.items[index].bad) return;
    }
}

void Recorder::link(std::uint32_t index, LinkLine const& link) {
    Node const own = node(stage_.items[index].node);
    Node const other = node(link.other);
    Result<bool> made = true;
    switch (link.kind) {
    case Kind::ground: made = ledger_.try_ground(own.to<AttributionId>(), other); break;
    case Kind::label: made = ledger_.try_label(own, link.text, other.to<ActorId>()); break;
    default: made = ledger_.try_recording(own.to<AttributionId>(), other.to<ActorId>(), link.at); break;
    }
    if (!made) return refuse(index, made.error());
    if (link.kind == Kind::ground)
        ++counts_.grounds;
    else if (link.kind == Kind::label)
        ++counts_.labels;
    else
        ++counts_.recordings;
}

}  // namespace ascribe::detail::json_lines
