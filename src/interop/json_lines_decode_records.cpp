// SPDX-License-Identifier: BSL-1.0
#include "json_lines_decode.hpp"
#include "json_lines_utf8.hpp"
#include <ascribe/core/names.hpp>

#include <limits>

namespace ascribe::detail::json_lines {

namespace {

constexpr std::uint32_t bit(Category category) noexcept {
    return 1u << static_cast<unsigned>(category);
}
constexpr std::uint32_t bits(std::initializer_list<unsigned> members) noexcept {
    std::uint32_t all = 0;
    for (unsigned member : members) all |= 1u << member;
    return all;
}

constexpr std::uint32_t any_record = bits({1, 2, 3, 4, 5, 6});

// The first member of every line is "record".
constexpr std::string_view actor_fields[] = {"record", "key", "kind", "labels"};
constexpr Shape actor_shape{actor_fields, 0, bits({0, 1, 2}), "a member of an actor: key, kind or labels"};

constexpr std::string_view entity_fields[] = {"record", "key", "labels"};
constexpr Shape entity_shape{entity_fields, 0, bits({0, 1}), "a member of a place, document or event: key or labels"};

constexpr std::string_view claim_fields[] = {"record", "id", "subject", "property", "value", "valid", "labels"};
constexpr Shape claim_shape{claim_fields, 0, bits({0, 2, 3, 4}),
                            "a member of a claim: id, subject, property, value, valid or labels"};

constexpr std::string_view value_fields[] = {"value.node", "value.text", "value.quantity", "value.date"};
constexpr Shape value_shape{value_fields, 6, 0, "one member: node, text, quantity or date"};

constexpr std::string_view attribution_fields[] = {
    "record",     "id",       "source",   "content", "factuality", "act",   "role",    "implied", "basis",
    "quote_form", "distance", "document", "said",    "wording",    "spans", "grounds", "labels",  "recordings"};
constexpr Shape attribution_shape{
    attribution_fields, 0, bits({0, 2, 3}),
    "a member of an attribution: id, source, content, factuality, act, role, implied, basis, quote_form, distance, "
    "document, said, wording, spans, grounds, labels or recordings"};

constexpr std::string_view distance_fields[] = {"distance.marker", "distance.target"};
constexpr Shape distance_shape{distance_fields, 9, bits({0}), "a member of a distance: marker or target"};

constexpr std::string_view span_fields[] = {"spans.document", "spans.begin",      "spans.end",     "spans.role",
                                            "spans.depth",    "spans.open_begin", "spans.open_end"};
constexpr Shape span_shape{span_fields, 6, bits({1, 2}),
                           "a member of a span: document, begin, end, role, depth, open_begin or open_end"};

constexpr std::string_view label_fields[] = {"labels.text", "labels.data_set"};
constexpr Shape label_shape{label_fields, 7, bits({0}), "a member of a label: text or data_set"};

constexpr std::string_view recording_fields[] = {"recordings.recorder", "recordings.at"};
constexpr Shape recording_shape{recording_fields, 11, bits({0, 1}), "a member of a recording: recorder or at"};

constexpr std::string_view property_fields[] = {"record", "name", "traits"};
constexpr Shape property_shape{property_fields, 0, bits({0, 1}), "a member of a property: name or traits"};

constexpr std::string_view ground_line_fields[] = {"record", "attribution", "on"};
constexpr Shape ground_line_shape{ground_line_fields, 0, bits({0, 1, 2}), "a member of a ground: attribution or on"};

constexpr std::string_view label_line_fields[] = {"record", "node", "text", "data_set"};
constexpr Shape label_line_shape{label_line_fields, 0, bits({0, 1, 2}), "a member of a label: node, text or data_set"};

constexpr std::string_view recording_line_fields[] = {"record", "attribution", "recorder", "at"};
constexpr Shape recording_line_shape{recording_line_fields, 0, bits({0, 1, 2, 3}),
                                     "a member of a recording: attribution, recorder or at"};

constexpr std::string_view a_label = "a name in a data set, or an object with text and data_set";
constexpr std::string_view a_trait =
    "functional, exclusive, symmetric, transitive, temporal, presupposes_occurrence, numeric or structural";

}  // namespace

/// Calls member(index, token of its value) for each, and sees to it that each is known, there once, and there if
/// required. `token` is that of the object.
template <class Member>
bool LineDecoder::object(std::size_t token, std::string_view field, Shape const& shape, Member&& member) {
    if (tokens_[token].type != TokenType::object) return fail_type(token, field, "an object");
    std::uint32_t seen = 0;
    for (std::size_t at = token + 1; tokens_[at].type == TokenType::key; at = end_of(at + 1) + 1) {
        std::string_view const name = tokens_[at].text;
        unsigned index = 0;
        while (index < shape.fields.size() && shape.fields[index].substr(shape.prefix) != name) ++index;
        if (index == shape.fields.size()) return fail(at, Errc::unknown, field, shape.expected, shown(name));
        if ((seen >> index & 1u) != 0)
            return fail(at, Errc::conflict, shape.fields[index], "each member once", shown(name));
        seen |= 1u << index;
        if (!member(index, at + 1)) return false;
    }
    for (unsigned index = 0; index < shape.fields.size(); ++index)
        if ((shape.required >> index & ~(seen >> index) & 1u) != 0)
            return fail(token, Errc::empty, shape.fields[index], "this member, which is required", {});
    return true;
}

template <class Element>
bool LineDecoder::array(std::size_t token, std::string_view field, std::string_view expected, Element&& element) {
    if (tokens_[token].type != TokenType::array) return fail_type(token, field, expected);
    for (std::size_t at = token + 1; at < end_of(token); at = end_of(at) + 1)
        if (!element(at)) return false;
    return true;
}

template <class Enum>
bool LineDecoder::name(std::size_t token, std::string_view field, Enum& out) {
    constexpr std::string_view expected = Names<Enum>::expected;
    std::string_view written;
    if (!text(token, field, expected, written)) return false;
    auto const found = find_named<Enum>(written);
    if (!found) return fail(token, Errc::unknown, field, expected, shown(written));
    out = *found;
    return true;
}

bool LineDecoder::line() {
    constexpr std::string_view expected = "the member \"record\" first";
    if (tokens_[1].type != TokenType::key) return fail(0, Errc::empty, "record", expected, "{}");
    if (tokens_[1].text != "record") return fail(1, Errc::syntax, "record", expected, shown(tokens_[1].text));
    if (!name(2, "record", item_.kind)) return false;
    record_ = to_string(item_.kind);
    item_.links = static_cast<std::uint32_t>(stage_.links.size());
    bool read = false;
    switch (item_.kind) {
    case Kind::actor:
    case Kind::place:
    case Kind::document:
    case Kind::event: read = entity(); break;
    case Kind::claim: read = claim(); break;
    case Kind::attribution: read = attribution(); break;
    case Kind::property: read = property(); break;
    case Kind::ground:
    case Kind::label:
    case Kind::recording: read = link(); break;
    }
    if (!read) return false;
    item_.link_count = static_cast<std::uint32_t>(stage_.links.size()) - item_.links;
    stage_.items.push_back(item_);
    return true;
}

bool LineDecoder::own_key(std::size_t token, std::string_view field, std::string_view expected) {
    std::string_view name;
    if (!text(token, field, expected, name)) return false;
    item_.node = stage_.intern(category(item_.kind), name);
    if (is_entity(item_.kind)) return true;
    std::uint32_t const other = stage_.symbol(item_.node).item;
    if (other == none) return true;
    return fail(token, Errc::conflict, field, "an id that no other line has",
                shown(name) + ", as in line " + std::to_string(stage_.items[other].line));
}

bool LineDecoder::entity() {
    bool const is_actor = item_.kind == Kind::actor;
    return object(0, {}, is_actor ? actor_shape : entity_shape, [&](unsigned member, std::size_t token) {
        if (!is_actor && member >= 2) ++member;
        switch (member) {
        case 1: return own_key(token, "key", "a key that is not empty");
        case 2: return name(token, "kind", item_.actor_kind);
        case 3: return labels(token);
        default: return true;
        }
    });
}

bool LineDecoder::claim() {
    static constexpr RefForm subject{any_record, "a record such as event:KEY or claim:ID"};
    ClaimLine claim;
    bool const read = object(0, {}, claim_shape, [&](unsigned member, std::size_t token) {
        std::string_view property;
        switch (member) {
        case 1: return own_key(token, "id", "an id that is not empty");
        case 2: return reference(token, "subject", subject, claim.subject);
        case 3:
            if (!text(token, "property", "the name of a property", property)) return false;
            claim.property = stage_.intern_property(property);
            return true;
        case 4: return value(token, claim);
        case 5: return date(token, "valid", claim.valid);
        case 6: return labels(token);
        default: return true;
        }
    });
    if (!read) return false;
    if (!item_.node) item_.node = stage_.anonymous(Category::claim);
    item_.index = static_cast<std::uint32_t>(stage_.claims.size());
    stage_.claims.push_back(claim);
    return true;
}

bool LineDecoder::value(std::size_t token, ClaimLine& claim) {
    static constexpr RefForm node{any_record, "a record such as place:KEY or claim:ID"};
    switch (Token const& t = tokens_[token]; t.type) {
    case TokenType::boolean:
        if (t.flag) return true;
        return fail(token, Errc::not_allowed, "value",
                    "true or a positive value, and the denial as an attribution with factuality CT- (rule P1)",
                    "false");
    case TokenType::null:
        return fail(
            token, Errc::not_allowed, "value",
            "a value: what is not known is no claim, and a denial is an attribution with factuality CT- (rule P1)",
            "null");
    case TokenType::natural:
    case TokenType::number:
        return fail(token, Errc::not_allowed, "value",
                    "{\"quantity\": ...} with unit or thing, such as \"25 {person}\"", shown(t.text));
    case TokenType::array:
        return fail(token, Errc::not_allowed, "value", "one value: a list is one claim for each item (rule P2)",
                    "an array");
    case TokenType::text:
        return fail(token, Errc::syntax, "value",
                    "true, {\"node\": ...}, {\"text\": ...}, {\"quantity\": ...} or {\"date\": ...}", shown(t.text));
    default: break;
    }
    unsigned count = 0;
    bool const read = object(token, "value", value_shape, [&](unsigned member, std::size_t at) {
        if (++count > 1)
            return fail(at - 1, Errc::conflict, "value", value_shape.expected, shown(tokens_[at - 1].text));
        claim.form = static_cast<ValueForm>(member + 1);
        switch (claim.form) {
        case ValueForm::node: return reference(at, "value.node", node, claim.node);
        case ValueForm::text: return text(at, "value.text", "text, or the value true instead", claim.text);
        case ValueForm::quantity: return quantity(at, "value.quantity", claim.value);
        default: return date(at, "value.date", claim.value);
        }
    });
    if (!read) return false;
    return count == 1 || fail(token, Errc::empty, "value", value_shape.expected, "{}");
}

bool LineDecoder::attribution() {
    static constexpr RefForm source{bit(Category::actor) | bit(Category::document), "actor:KEY or document:KEY"};
    static constexpr RefForm content{bit(Category::claim) | bit(Category::attribution), "claim:ID or attribution:ID"};
    static constexpr RefForm document{bit(Category::document), "document:KEY"};
    AttributionLine a;
    a.spans = static_cast<std::uint32_t>(stage_.spans.size());
    std::size_t first_span = 0;
    bool const read = object(0, {}, attribution_shape, [&](unsigned member, std::size_t token) {
        switch (member) {
        case 1: return own_key(token, "id", "an id that is not empty");
        case 2: return reference(token, "source", source, a.source);
        case 3: return reference(token, "content", content, a.content);
        case 4: return name(token, "factuality", a.factuality);
        case 5: return name(token, "act", a.act);
        case 6: return name(token, "role", a.role);
        case 7: return flag(token, "implied", a.implied);
        case 8: return name(token, "basis", a.basis);
        case 9: return name(token, "quote_form", a.quote_form);
        case 10: return distance(token, a.distance);
        case 11: return reference(token, "document", document, a.document);
        case 12: return date(token, "said", a.said);
        case 13: return text(token, "wording", "text that is not empty", a.wording);
        case 14:
            first_span = token + 1;
            return array(token, "spans", "an array of spans", [&](std::size_t at) { return span(at); });
        case 15:
            return array(token, "grounds", "an array of records", [&](std::size_t at) { return ground_element(at); });
        case 16: return labels(token);
        case 17:
            return array(token, "recordings", "an array of recordings",
                         [&](std::size_t at) { return recording_element(at); });
        default: return true;
        }
    });
    if (!read) return false;
    a.span_count = static_cast<std::uint32_t>(stage_.spans.size()) - a.spans;
    if (!a.document) {
        std::size_t at = first_span;
        for (std::uint32_t i = 0; i < a.span_count; ++i, at = end_of(at) + 1)
            if (!stage_.spans[a.spans + i].document)
                return fail(at, Errc::empty, "spans.document", "a document here, as the attribution has none", {});
    }
    if (!item_.node) item_.node = stage_.anonymous(Category::attribution);
    item_.index = static_cast<std::uint32_t>(stage_.attributions.size());
    stage_.attributions.push_back(a);
    return true;
}

bool LineDecoder::distance(std::size_t token, Distance& out) {
    return object(token, "distance", distance_shape, [&](unsigned member, std::size_t at) {
        return member == 0 ? name(at, "distance.marker", out.marker) : name(at, "distance.target", out.target);
    });
}

bool LineDecoder::span(std::size_t token) {
    static constexpr RefForm document{bit(Category::document), "document:KEY"};
    constexpr auto limit = (std::numeric_limits<std::uint32_t>::max)();
    constexpr std::string_view bytes = "a number of bytes from 0 to 4294967295";
    SpanLine s{};
    std::uint32_t depth = 0;
    std::size_t end = token;
    bool const read = object(token, "spans", span_shape, [&](unsigned member, std::size_t at) {
        switch (member) {
        case 0: return reference(at, "spans.document", document, s.document);
        case 1: return natural(at, "spans.begin", limit, bytes, s.begin);
        case 2: return end = at, natural(at, "spans.end", limit, bytes, s.end);
        case 3: return name(at, "spans.role", s.role);
        case 4: return natural(at, "spans.depth", 255, "a number of hops from 0 to 255", depth);
        case 5: return flag(at, "spans.open_begin", s.open_begin);
        default: return flag(at, "spans.open_end", s.open_end);
        }
    });
    if (!read) return false;
    if (s.end < s.begin)
        return fail(end, Errc::out_of_range, "spans.end", "an end that is not before the begin",
                    std::to_string(s.begin) + ".." + std::to_string(s.end));
    s.depth = static_cast<std::uint8_t>(depth);
    stage_.spans.push_back(s);
    return true;
}

bool LineDecoder::property() {
    PropertyLine line;
    bool const read = object(0, {}, property_shape, [&](unsigned member, std::size_t token) {
        std::string_view written;
        if (member == 1) {
            if (!text(token, "name", "the name of a property", written)) return false;
            line.property = stage_.intern_property(written);
        } else if (member == 2) {
            line.traits = Traits();
            return array(token, "traits", "an array of traits", [&](std::size_t at) {
                if (!text(at, "traits", a_trait, written)) return false;
                auto const trait = find_trait(written);
                if (!trait) return fail(at, Errc::unknown, "traits", a_trait, shown(written));
                if (line.traits->has(*trait))
                    return fail(at, Errc::conflict, "traits", "each trait once", shown(written));
                *line.traits = *line.traits | *trait;
                return true;
            });
        }
        return true;
    });
    if (!read) return false;
    item_.index = static_cast<std::uint32_t>(stage_.property_lines.size());
    stage_.property_lines.push_back(line);
    return true;
}

bool LineDecoder::link() {
    static constexpr RefForm attribution{bit(Category::attribution), "attribution:ID"};
    static constexpr RefForm any{any_record, "a record such as event:KEY or claim:ID"};
    static constexpr RefForm actor{bit(Category::actor), "actor:KEY"};
    LinkLine link{.kind = item_.kind, .other = {}, .text = {}, .at = {}};
    Shape const& shape = item_.kind == Kind::ground  ? ground_line_shape
                         : item_.kind == Kind::label ? label_line_shape
                                                     : recording_line_shape;
    bool const read = object(0, {}, shape, [&](unsigned member, std::size_t token) {
        if (member == 0) return true;
        if (item_.kind == Kind::ground)
            return member == 1 ? reference(token, "attribution", attribution, item_.node)
                               : reference(token, "on", any, link.other);
        if (item_.kind == Kind::label)
            return member == 1   ? reference(token, "node", any, item_.node)
                   : member == 2 ? text(token, "text", "text that is not empty", link.text)
                                 : reference(token, "data_set", actor, link.other);
        return member == 1   ? reference(token, "attribution", attribution, item_.node)
               : member == 2 ? reference(token, "recorder", actor, link.other)
                             : instant(token, "at", link.at);
    });
    if (!read) return false;
    stage_.links.push_back(link);
    return true;
}

bool LineDecoder::ground_element(std::size_t token) {
    static constexpr RefForm ground{any_record, "a record such as claim:ID or document:KEY"};
    LinkLine link{.kind = Kind::ground, .other = {}, .text = {}, .at = {}};
    if (!reference(token, "grounds", ground, link.other)) return false;
    stage_.links.push_back(link);
    return true;
}

bool LineDecoder::labels(std::size_t token) {
    return array(token, "labels", "an array of labels", [&](std::size_t at) { return label_element(at); });
}

bool LineDecoder::label_element(std::size_t token) {
    static constexpr RefForm actor{bit(Category::actor), "actor:KEY"};
    LinkLine link{.kind = Kind::label, .other = {}, .text = {}, .at = {}};
    if (tokens_[token].type == TokenType::object) {
        bool const read = object(token, "labels", label_shape, [&](unsigned member, std::size_t at) {
            return member == 0 ? text(at, "labels.text", "text that is not empty", link.text)
                               : reference(at, "labels.data_set", actor, link.other);
        });
        if (!read) return false;
    } else if (!text(token, "labels", a_label, link.text)) {
        return false;
    }
    stage_.links.push_back(link);
    return true;
}

bool LineDecoder::recording_element(std::size_t token) {
    static constexpr RefForm actor{bit(Category::actor), "actor:KEY"};
    LinkLine link{.kind = Kind::recording, .other = {}, .text = {}, .at = {}};
    bool const read = object(token, "recordings", recording_shape, [&](unsigned member, std::size_t at) {
        return member == 0 ? reference(at, "recordings.recorder", actor, link.other)
                           : instant(at, "recordings.at", link.at);
    });
    if (!read) return false;
    stage_.links.push_back(link);
    return true;
}

}  // namespace ascribe::detail::json_lines
