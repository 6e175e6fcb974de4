// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_STORE_HPP
#define ASCRIBE_LEDGER_STORE_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/core/prefetch.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/ledger/claim_runs.hpp>
#include <ascribe/ledger/column.hpp>
#include <ascribe/ledger/entry_list.hpp>
#include <ascribe/ledger/hash_index.hpp>
#include <ascribe/model/entity.hpp>
#include <ascribe/model/span.hpp>
#include <ascribe/quantity/rational.hpp>
#include <ascribe/time/day.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <tuple>
#include <utility>

/// How a ledger lies in memory. Not part of the public interface: everything here may change with any release.
namespace ascribe::detail {

/// How many records of each kind a graph sees. Whatever has a number below its mark is immutable, but for the words
/// that lead on to later records.
struct Marks {
    std::array<std::uint32_t, category_count + 1> nodes{};
    std::uint32_t properties = 0;
    std::uint32_t links = 0;  ///< grounds that came after their attribution
    std::uint32_t notes = 0;  ///< labels and recordings

    [[nodiscard]] std::uint32_t of(Category category) const noexcept {
        return nodes[static_cast<std::size_t>(category)];
    }
    friend bool operator==(Marks const&, Marks const&) = default;
};

/// The marks as the writer publishes them, for readers in any thread: a ring of sets, and the number of the newest.
///
/// A reader copies the newest set and looks whether the writer has come round the ring meanwhile; so it waits for
/// nobody, not even for a writer that was stopped halfway.
class PublishedMarks {
public:
    void publish(Marks const& marks) noexcept {
        static_assert(sizeof(Marks) == (category_count + 1 + 3) * sizeof(std::uint32_t), "all of them are published");
        auto const both = [](std::uint32_t upper, std::uint32_t lower) { return std::uint64_t{upper} << 32 | lower; };
        latest_ = {both(marks.nodes[1], marks.nodes[2]), both(marks.nodes[3], marks.nodes[4]),
                   both(marks.nodes[5], marks.nodes[6]), both(marks.properties, marks.links), both(marks.notes, 0)};
        publish_latest();
    }
    /// Publishes the latest set with one mark put forward. Requires: that is all that was appended since.
    void publish(Category category, std::uint32_t mark) noexcept {
        auto const number = static_cast<std::size_t>(category);
        unsigned const shift = number % 2 == 1 ? 32 : 0;
        std::uint64_t& word = latest_[(number - 1) / 2];
        // Added: if half of the word were written, reading all of it at once would wait for that.
        word += std::uint64_t{mark - static_cast<std::uint32_t>(word >> shift)} << shift;
        publish_latest();
    }
    [[nodiscard]] Marks read() const noexcept;

private:
    static constexpr std::uint64_t ring_size = 64;
    /// Two marks in a word: actors and places, documents and events, claims and attributions, properties and links,
    /// notes.
    using Slot = std::array<std::atomic<std::uint64_t>, 5>;

    void publish_latest() noexcept {
        std::uint64_t const next = newest_.load(std::memory_order_relaxed) + 1;
        Slot& slot = ring_[next % ring_size];
        // Release: whoever sees a word of this set also sees that the sets before it were published.
        slot[0].store(latest_[0], std::memory_order_release);
        slot[1].store(latest_[1], std::memory_order_release);
        slot[2].store(latest_[2], std::memory_order_release);
        slot[3].store(latest_[3], std::memory_order_release);
        slot[4].store(latest_[4], std::memory_order_release);
        newest_.store(next, std::memory_order_release);
    }

    std::array<std::uint64_t, std::tuple_size_v<Slot>> latest_{};  ///< the writer's
    std::atomic<std::uint64_t> newest_ = 0;
    std::array<Slot, ring_size> ring_{};
};

/// A reference to interned text: word index of its bytes in the text column. The length comes first, in one byte or,
/// from 255 on, in four more.
using TextRef = std::uint32_t;

enum class ValueKind : std::uint32_t { truth, node, text, quantity, date };

struct ClaimRecord {
    std::uint32_t group_kind;         ///< kind of value in the upper 3 bits, number of the group in the lower 29
    std::uint32_t value;              ///< node word, text, quantity word, or date word
    std::uint32_t valid;              ///< date word, 0 for none
    std::atomic<std::uint32_t> next;  ///< next claim of the group, plus one

    [[nodiscard]] ValueKind kind() const noexcept { return static_cast<ValueKind>(group_kind >> 29); }
    [[nodiscard]] std::uint32_t group() const noexcept { return group_kind & ((1u << 29) - 1); }
};

/// The claims of one (subject, property), oldest first.
struct GroupRecord {
    std::uint32_t subject;  ///< node word
    std::uint32_t property;
    std::uint32_t first;                      ///< number of the first claim
    std::uint32_t last;                       ///< of the last; the writer's
    std::atomic<std::uint32_t> second_value;  ///< number of the claim that brought a second value, plus one
    std::atomic<std::uint32_t> next;          ///< next group of the subject, plus one
};

/// The groups of a subject. Readers use `first` only.
struct GroupsHead {
    std::atomic<std::uint32_t> first = 0;
    std::uint32_t last = 0;
    std::uint32_t count = 0;
};

/// One attribution of a claim: its number plus one, and the node that supports it (see `Store::up`).
struct LineEntry {
    std::atomic<std::uint32_t> attribution;
    std::atomic<std::uint32_t> up;
};

/// What leads on from a claim: its attributions (two here, more in overflow blocks) and what rests on it.
struct ClaimLine {
    std::atomic<std::uint32_t> overflow;
    std::atomic<std::uint32_t> dependents;
    LineEntry entries[2];
};

struct AttributionRecord {
    std::uint32_t content;   ///< node word
    std::uint32_t source;    ///< node word
    std::uint32_t document;  ///< number plus one, 0 for none
    std::uint32_t manner;
};

/// A run of attributions of one document goes on over at most this many of no document.
inline constexpr std::uint32_t longest_gap = 64;
/// Words of this column may not become more, so that a block's number fits into what is above document_runs.
inline constexpr std::uint32_t fullest_words = 0xd0000000;
/// What leads to the attributions of a document: 0 if there are none, the number of the first plus one if they are one
/// run; else this and the first block of a list with the first of each run.
inline constexpr std::uint32_t document_runs = 1u << 29;

/// All of an attribution that many share: interned, so that a record names it in one word.
struct MannerRecord {
    std::uint32_t said;   ///< date word, 0 for none
    std::uint32_t bits;   ///< see Manner
    TextRef wording;      ///< plus one, 0 for none
    std::uint32_t spans;  ///< number of the first of its spans
    std::uint32_t span_count;
};

/// The manner of an attribution that was recorded a moment ago, if it is that of most: no wording, at most one span,
/// which is in the attribution's own document, and a plain day.
struct LatestManner {
    std::uint64_t fields = 0;  ///< see Manner::fields_of
    std::uint32_t said = 0;    ///< date word, 0 for none
    std::uint32_t number = 0;  ///< plus one, 0 for none
    std::size_t span_count = 0;
    Span span;
};

/// A ground that came after its attribution.
struct LinkRecord {
    std::uint32_t attribution;
    std::uint32_t ground;    ///< node word
    std::uint32_t previous;  ///< what was the up word before: a node word or an earlier link
};

/// A label (`text` is set) or a recording of an attribution (`text` is 0).
struct NoteRecord {
    std::uint32_t node;   ///< node word
    std::uint32_t text;   ///< TextRef plus one
    std::uint32_t actor;  ///< data set or recorder: number plus one, 0 for none
    std::int64_t at;      ///< seconds, of a recording

    friend bool operator==(NoteRecord const&, NoteRecord const&) = default;
};

struct DateRecord {
    TextRef text;  ///< canonical form
    Day earliest;
    Day latest;
};

/// The date word of an interval from one plain day to another.
struct LatestInterval {
    Day first;
    Day last;
    std::uint32_t word = 0;  ///< 0 for none
};

/// Bit of a quantity that is too rare for fields of its own: its canonical text stands in `unit`.
inline constexpr std::uint32_t quantity_as_text = 1u << 21;

/// A quantity in one word: an exact number of things, of which nothing else is said, by itself with this bit; else the
/// number of an interned quantity.
inline constexpr std::uint32_t plain_count = 1u << 31;
[[nodiscard]] constexpr bool is_plain_count(std::uint32_t quantity) noexcept {
    return (quantity & plain_count) != 0;
}

struct QuantityRecord {
    std::uint32_t bits;  ///< direction, kind, which numbers are there, which ends are open
    TextRef unit;
    TextRef thing;
    Rational nominal, lower, upper;

    friend bool operator==(QuantityRecord const&, QuantityRecord const&) = default;
};

struct PropertyRecord {
    TextRef name;
    std::uint32_t traits;
};

/// The keys of one category of entities.
struct EntityColumns {
    Column<TextRef> keys;
    HashIndex by_key;
};

/// An up word says what an attribution rests on: the node word of its ground or, if it has none, of its source; for the
/// rare ground that is the source itself, `own_source`; or, when grounds came later, the link word of the last one.
inline constexpr std::uint32_t own_source = 1;

/// The up word of an attribution as it is recorded. `ground` is a node word, 0 for none.
[[nodiscard]] constexpr std::uint32_t first_up(std::uint32_t source, std::uint32_t ground) noexcept {
    return ground == 0 ? source : ground == source ? own_source : ground;
}
/// The other way round: the node word of the ground in an up word that is no link, 0 for none.
[[nodiscard]] constexpr std::uint32_t ground_in(std::uint32_t up, std::uint32_t source) noexcept {
    return up == source ? 0 : up == own_source ? source : up;
}

/// Link word of link number n: "category" 7.
[[nodiscard]] constexpr std::uint32_t link_word(std::uint32_t link) noexcept {
    return 7u << 29 | link;
}
/// Marks an entry among the dependents of a record as the number of a link; others are attributions' numbers plus one.
inline constexpr std::uint32_t late_dependent = 1u << 31;
[[nodiscard]] constexpr bool is_link(std::uint32_t word) noexcept {
    return word >> 29 == 7;
}
[[nodiscard]] constexpr std::uint32_t number_of(std::uint32_t word) noexcept {
    return word & ((1u << 29) - 1);
}
[[nodiscard]] constexpr Category category_of(std::uint32_t word) noexcept {
    return static_cast<Category>(word >> 29);
}
/// Whether a node word is that of a record which can be a source.
[[nodiscard]] constexpr bool is_source(std::uint32_t word) noexcept {
    return category_of(word) == Category::actor || category_of(word) == Category::document;
}
[[nodiscard]] constexpr std::uint32_t node_word(Category category, std::uint32_t number) noexcept {
    return static_cast<std::uint32_t>(category) << 29 | number;
}

template <class Id>
[[nodiscard]] constexpr Id id_of(std::uint32_t word, std::uint32_t serial) noexcept {
    return Id::from_word(word, serial);
}

/// The document in the field of an attribution, without a branch as from_word.
[[nodiscard]] constexpr DocumentId document_of(std::uint32_t number_plus_one, std::uint32_t serial) noexcept {
    std::uint32_t const is_there = 0u - static_cast<std::uint32_t>(number_plus_one != 0);
    return DocumentId::from_word((node_word(Category::document, 0) + number_plus_one - 1) & is_there, serial);
}

/// A date in one word: 0 for none; a plain day within about 2.9 million years of 1970 by itself; else an interned date.
[[nodiscard]] constexpr bool is_plain_day(std::uint32_t date) noexcept {
    return date >> 31 == 0;
}
[[nodiscard]] constexpr Day plain_day(std::uint32_t date) noexcept {
    return Day(static_cast<std::int64_t>(date) - (std::int64_t{1} << 30));
}

template <class T>
using PerCategory = std::array<T, category_count + 1>;

/// The columns of a ledger and what leads from record to record. One writer; readers hold marks.
struct Store {
    Store();

    // What every question reads, far from what every record writes: a line of the cache that one thread writes and
    // others read goes back and forth between them.
    std::uint32_t serial;  ///< which ledger of this process
    bool agrees = true;  ///< keys differ, and what rests on a record says so: not known of a frozen image from anywhere

    Column<PropertyRecord> properties;
    HashIndex property_index;

    Column<std::uint32_t> text_words;
    HashIndex texts;

    PerCategory<EntityColumns> entities;
    Column<ActorKind> actor_kinds;

    Column<DateRecord> dates;
    HashIndex date_index;
    std::array<LatestInterval, 64> latest_intervals{};  ///< by a few bits of them; the writer's
    PublishedMarks published;                           ///< between what is the writer's alone
    std::array<LatestManner, 32> latest_manners{};      ///< by a few bits of them; the writer's
    Column<QuantityRecord> quantities;
    HashIndex quantity_index;
    TextRef last_unit = 0;  ///< plus one, of the latest quantity; the writer's
    TextRef last_thing = 0;

    Column<ClaimRecord> claims;
    ClaimRuns runs;           ///< of the claims of a ledger that was compacted
    Column<ClaimLine> lines;  ///< of the claims after them
    HashIndex claim_index;
    Column<GroupRecord> groups;
    PerCategory<SparseColumn<GroupsHead>> groups_of;  ///< by subject
    HashIndex group_index;                            ///< only groups of subjects with many
    PerCategory<SparseColumn<ListHead>> named_by;     ///< claims by value node

    Column<AttributionRecord> attributions;
    HashIndex attribution_index;  ///< only of contents with many attributions
    Column<MannerRecord> manners;
    HashIndex manner_index;
    Column<Span> spans;  ///< lists of them, each adjacent; the document is left out where it is the attribution's own
    SparseColumn<ListHead> carriers;  ///< attributions by the attribution they report
    PerCategory<SparseColumn<ListHead>> by_source;
    Column<std::atomic<std::uint32_t>> first_in_document;  ///< see document_runs
    std::uint32_t last_document = 0;               ///< number plus one of the latest that is not 0; the writer's
    std::uint32_t last_in_document = 0;            ///< number of the latest attribution in that document; the writer's
    std::atomic<bool> has_source_grounds = false;  ///< an attribution was recorded with a source as its ground

    Column<LinkRecord> links;
    SparseColumn<std::atomic<std::uint32_t>> carrier_up;  ///< up word of attributions of attributions, 0 as source
    PerCategory<SparseColumn<ListHead>> dependents;       ///< of grounds that are no claims

    Column<NoteRecord> notes;
    PerCategory<SparseColumn<ListHead>> notes_of;
    HashIndex label_index;
    SparseColumn<ListHead> labelled;  ///< notes by number of the first note with that text

    Words words;  ///< blocks of all lists

    [[nodiscard]] std::string_view text(TextRef ref) const noexcept {
        auto const* bytes = reinterpret_cast<char const*>(&text_words[ref]);
        auto const length = static_cast<unsigned char>(*bytes);
        if (length != 255) return {bytes + 1, length};
        std::uint32_t longer;
        std::memcpy(&longer, bytes + 1, sizeof longer);
        return {bytes + 5, longer};
    }

    /// Requires: not one of the claims in runs.
    [[nodiscard]] ClaimLine& line_of(std::uint32_t claim) noexcept { return lines[claim - runs.claims()]; }
    [[nodiscard]] ClaimLine const& line_of(std::uint32_t claim) const noexcept { return lines[claim - runs.claims()]; }
    /// What leads to the blocks with what will rest on a claim from now on; may throw std::bad_alloc.
    [[nodiscard]] std::atomic<std::uint32_t>& later_dependents(std::uint32_t claim) {
        return claim < runs.claims() ? runs.later_dependents(claim) : line_of(claim).dependents;
    }
    /// Whether the attribution is listed among the dependents of a claim when runs close.
    [[nodiscard]] bool is_listed_later(std::uint32_t attribution, std::uint32_t claim) const noexcept {
        return runs.is_open() && attribution < runs.attributions() && claim < runs.claims();
    }
    /// Ends runs with the records there are; false if progress does. Requires: nobody reads. May throw std::bad_alloc.
    bool close_runs(Progress const& progress = {});

    [[nodiscard]] EntryCursor attributions_of_claim(std::uint32_t claim) const noexcept {
        if (claim < runs.claims()) return runs.view().attributions_of(words, claim);
        return attributions_in_line(line_of(claim));
    }
    [[nodiscard]] EntryCursor attributions_in_line(ClaimLine const& line) const noexcept {
        EntryCursor cursor;
        cursor.words = &words;
        cursor.at = &line.entries[0].attribution;
        cursor.next = &line.overflow;
        cursor.left = 2;
        cursor.stride = 2;
        cursor.value = cursor.at->load(std::memory_order_relaxed);
        return cursor;
    }
    /// Lets memory be fetched that `attributions_of_claim` begins with.
    void fetch_attributions(std::uint32_t claim) const noexcept {
        if (claim < runs.claims())
            prefetch(runs.view().at(claim));
        else
            prefetch(&line_of(claim));
    }
    /// The first attribution of each run of a document: of `first_in_document`. Requires: there is one.
    [[nodiscard]] EntryCursor runs_in_document(std::uint32_t first) const noexcept {
        if (first > document_runs) return EntryCursor::of_list(words, first - document_runs);
        EntryCursor cursor;
        cursor.next = &no_block;
        cursor.left = 1;
        cursor.value = first;
        return cursor;
    }
    [[nodiscard]] EntryCursor list(SparseColumn<ListHead> const& heads, std::uint32_t number) const noexcept {
        ListHead const* head = heads.find(number);
        return EntryCursor::of_list(words, head == nullptr ? 0 : head->first.load(std::memory_order_acquire));
    }

    /// What rests on a record; see late_dependent.
    [[nodiscard]] EntryCursor dependents_of(std::uint32_t node) const noexcept {
        std::uint32_t const number = number_of(node);
        if (category_of(node) != Category::claim) return list(dependents[node >> 29], number);
        if (number < runs.claims()) return runs.dependents_of(words, number);
        return EntryCursor::of_list(words, line_of(number).dependents.load(std::memory_order_acquire));
    }
    /// Lets memory be fetched that `dependents_of` a claim begins with.
    void fetch_dependents(std::uint32_t claim) const noexcept {
        if (claim < runs.claims())
            prefetch(&runs.resting[claim]);
        else
            prefetch(&line_of(claim));
    }

    /// The up word of an attribution as seen with these marks.
    [[nodiscard]] std::uint32_t up(std::uint32_t attribution, Marks const& marks) const noexcept;
    /// The same, from the newest up word.
    [[nodiscard]] std::uint32_t up_with_marks(std::uint32_t word, Marks const& marks) const noexcept {
        while (is_link(word) && number_of(word) >= marks.links) word = links[number_of(word)].previous;
        return word;
    }
    /// The up word of an attribution that puts a claim forward, as it is kept with the claim. Logarithmic in the
    /// claim's attributions.
    [[nodiscard]] std::atomic<std::uint32_t> const* up_entry(std::uint32_t claim,
                                                             std::uint32_t attribution) const noexcept;

    /// Room for so many more, which may then be recorded one by one; may throw std::bad_alloc.
    void reserve_entities(Category category, std::uint32_t more);
    void reserve_claims(std::uint32_t more);
    void reserve_attributions(std::uint32_t more);

    [[nodiscard]] std::size_t memory() const noexcept;
};

}  // namespace ascribe::detail

#endif
