// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_INTEROP_JSON_LINES_STAGE_HPP
#define ASCRIBE_SRC_INTEROP_JSON_LINES_STAGE_HPP

#include "json_lines_tape.hpp"
#include <ascribe/interop/json_lines.hpp>
#include <ascribe/ledger/hash_index.hpp>

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A text of JSON lines, taken apart and checked line by line, before anything is recorded.
namespace ascribe::detail::json_lines {

inline constexpr std::uint32_t none = 0xffffffff;

/// What a line may be; entities first, in the order of their categories.
enum class Kind : std::uint8_t {
    actor,
    place,
    document,
    event,
    claim,
    attribution,
    property,
    ground,
    label,
    recording
};

}  // namespace ascribe::detail::json_lines

template <>
struct ascribe::Names<ascribe::detail::json_lines::Kind> {
    static constexpr std::string_view kind = "record";
    static constexpr std::string_view expected =
        "actor, place, document, event, claim, attribution, property, ground, label or recording";
    static constexpr std::array<std::string_view, 10> values = {
        "actor", "place", "document", "event", "claim", "attribution", "property", "ground", "label", "recording"};
};

namespace ascribe::detail::json_lines {

[[nodiscard]] constexpr bool is_entity(Kind kind) noexcept {
    return kind <= Kind::event;
}
[[nodiscard]] constexpr bool is_node(Kind kind) noexcept {
    return kind <= Kind::attribution;
}
[[nodiscard]] constexpr bool is_link(Kind kind) noexcept {
    return kind >= Kind::ground;
}
/// Requires: is_node(kind).
[[nodiscard]] constexpr Category category(Kind kind) noexcept {
    return static_cast<Category>(static_cast<unsigned>(kind) + 1);
}

/// A reference to a record: a symbol of its category, the empty one to none.
struct Ref {
    Category category = Category::actor;
    std::uint32_t symbol = none;

    [[nodiscard]] explicit operator bool() const noexcept { return symbol != none; }
    [[nodiscard]] bool is_entity() const noexcept { return category <= Category::event; }
    friend bool operator==(Ref, Ref) noexcept = default;
};

/// A key or an id of the text.
struct Symbol {
    std::string_view name;      ///< empty if a line has no id
    std::uint32_t item = none;  ///< the line that defines it; the first of an entity's
    std::uint32_t good = 0;     ///< how many lines without an error define it
    bool in_ledger = false;     ///< an entity that the ledger has already
    Node node;                  ///< its record in the ledger that is being written
};

/// Numbers of things that are known by a name: those of `name_of`, in order.
class NameIndex {
public:
    /// The number of this name; if it has none, that of the next, `count`, after `add()` has added that.
    /// Linear in the name.
    template <class NameOf, class Add>
    std::uint32_t find_or_add(std::string_view name, std::size_t count, NameOf name_of, Add add) {
        auto const hash = hash_bytes(name);
        auto const found = index_.find(hash, [&](std::uint32_t i) { return name_of(i) == name; });
        if (found != HashIndex::none) return found;
        if (!add()) return none;
        index_.reserve(hash);
        index_.insert(hash, static_cast<std::uint32_t>(count));
        return static_cast<std::uint32_t>(count);
    }

private:
    HashIndex index_;
};

/// Values of one kind, each read from its text once.
template <class T>
struct Pool {
    NameIndex index;
    std::vector<std::string_view> texts;
    std::deque<T> values;
};

struct Property {
    std::string_view name;
    PropertyId id;  ///< in the ledger that is being written
};

struct SpanLine {
    std::uint32_t begin, end;
    SpanRole role;
    std::uint8_t depth;
    bool open_begin, open_end;
    Ref document;  ///< empty if it is the attribution's own
};

enum class ValueForm : std::uint8_t { truth, node, text, quantity, date };

struct ClaimLine {
    Ref subject;
    Ref node;
    std::string_view text;
    std::uint32_t property = none;
    std::uint32_t value = none;  ///< number of the quantity or date
    std::uint32_t valid = none;
    ValueForm form = ValueForm::truth;
};

struct AttributionLine {
    Ref source, content, document;
    Factuality factuality = Factuality::ct_plus;
    SpeechAct act = SpeechAct::assert;
    Role role = Role::author;
    Basis basis = Basis::unstated;
    QuoteForm quote_form = QuoteForm::none;
    Distance distance;
    bool implied = false;
    std::uint32_t said = none;
    std::uint32_t spans = 0, span_count = 0;
    std::string_view wording;
};

struct PropertyLine {
    std::uint32_t property = none;
    std::optional<Traits> traits;
};

/// A ground, label or recording, of the record of its line or of the record that its line names.
struct LinkLine {
    Kind kind = Kind::ground;
    Ref other;  ///< ground, data set or recorder
    std::string_view text;
    Instant at;
};

/// A line that was read.
struct Item {
    Kind kind = Kind::actor;
    ActorKind actor_kind = ActorKind::person;
    bool bad = false;
    Ref node;                 ///< the record of the line, or that which a link line names
    std::uint32_t index = 0;  ///< in the table of its kind
    std::uint32_t links = 0, link_count = 0;
    std::size_t line = 0;    ///< from 1
    std::size_t offset = 0;  ///< of its first byte in the text
};

/// Where in a line something stands: `spans[2].document` is {"spans", 2, "document"}.
struct Place {
    static constexpr std::size_t whole = static_cast<std::size_t>(-1);
    std::string_view member;
    std::size_t element = whole;
    std::string_view inner = {};
};

/// All lines of a text, as tables. Texts are views into what was read and into the tape.
class Stage {
public:
    /// A longer text is refused, so that no number of anything in it leaves 32 bits.
    static constexpr std::uint64_t longest = std::uint64_t{1} << 34;

    Stage(std::string_view text, JsonLinesOptions const& options);

    /// Reads all lines, and with `keep_going` also those after a bad one. False if the caller stopped it.
    [[nodiscard]] bool read();

    /// Says whether the caller wants to go on; asks him at every 1024th call.
    [[nodiscard]] bool go_on(std::size_t done);

    [[nodiscard]] Symbol& symbol(Ref ref) noexcept { return symbols[index(ref.category)][ref.symbol]; }
    [[nodiscard]] static std::size_t index(Category category) noexcept { return static_cast<std::size_t>(category); }
    /// A reference as it is written, "claim:c17".
    [[nodiscard]] std::string shown(Ref ref);

    /// Reports what is wrong with the line of this item, and marks it.
    void report(std::uint32_t index, Place const& place, Error error);
    /// Reports what is wrong with no line in particular.
    void report(Error error) { errors.push_back({0, 0, std::move(error)}); }

    /// Calls f(Ref, Place) for every reference of a line but that to the line's own record.
    template <class F>
    void for_each_ref(Item const& item, F&& f) const;

    std::vector<Item> items;
    std::array<std::vector<Symbol>, category_count + 1> symbols;
    std::vector<ClaimLine> claims;
    std::vector<AttributionLine> attributions;
    std::vector<PropertyLine> property_lines;
    std::vector<LinkLine> links;
    std::vector<SpanLine> spans;
    std::vector<Property> properties;
    Pool<Edtf> dates;
    Pool<Quantity> quantities;
    std::vector<LineError> errors;
    std::size_t lines = 0;
    std::size_t bad = 0;  ///< items that are marked

private:
    friend class LineDecoder;

    [[nodiscard]] std::string_view line_at(std::size_t offset) const noexcept;
    void read_line(std::string_view line, std::size_t offset);
    void salvage(std::size_t offset);
    [[nodiscard]] Ref intern(Category category, std::string_view name);
    [[nodiscard]] Ref anonymous(Category category);
    [[nodiscard]] std::uint32_t intern_property(std::string_view name);

    std::string_view text_;
    JsonLinesOptions const& options_;
    std::size_t asked_ = 0;
    Tape tape_;
    std::array<NameIndex, category_count + 1> names_;
    NameIndex property_names_;
};

template <class F>
void Stage::for_each_ref(Item const& item, F&& f) const {
    if (item.kind == Kind::claim) {
        ClaimLine const& claim = claims[item.index];
        f(claim.subject, Place{"subject"});
        if (claim.node) f(claim.node, Place{"value"});
    } else if (item.kind == Kind::attribution) {
        AttributionLine const& attribution = attributions[item.index];
        f(attribution.source, Place{"source"});
        f(attribution.content, Place{"content"});
        if (attribution.document) f(attribution.document, Place{"document"});
        for (std::uint32_t i = 0; i < attribution.span_count; ++i)
            if (SpanLine const& span = spans[attribution.spans + i]; span.document)
                f(span.document, Place{"spans", i, "document"});
    } else if (is_link(item.kind)) {
        f(item.node, Place{item.kind == Kind::label ? "node" : "attribution"});
    }
    std::size_t counts[3] = {};
    for (std::uint32_t i = 0; i < item.link_count; ++i) {
        LinkLine const& link = links[item.links + i];
        std::size_t const element = counts[static_cast<unsigned>(link.kind) - static_cast<unsigned>(Kind::ground)]++;
        if (!link.other) continue;
        bool const inner = is_node(item.kind);
        switch (link.kind) {
        case Kind::ground: f(link.other, inner ? Place{"grounds", element} : Place{"on"}); break;
        case Kind::label: f(link.other, inner ? Place{"labels", element, "data_set"} : Place{"data_set"}); break;
        default: f(link.other, inner ? Place{"recordings", element, "recorder"} : Place{"recorder"}); break;
        }
    }
}

}  // namespace ascribe::detail::json_lines

#endif
