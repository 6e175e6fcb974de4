// SPDX-License-Identifier: BSL-1.0
#include "frozen.hpp"

#include "frozen_columns.hpp"
#include "image_frame.hpp"
#include "image_writer.hpp"
#include "merge.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace ascribe::detail {

namespace {

using namespace image;
using namespace frozen;

/// The bytes of a record, with zeros wherever no field is.
template <class T>
std::array<std::byte, sizeof(T)> plain(T const& record) noexcept {
    std::array<std::byte, sizeof(T)> bytes{};
    auto const copy = [&](std::size_t from, std::size_t to) {
        std::memcpy(bytes.data() + from, reinterpret_cast<std::byte const*>(&record) + from, to - from);
    };
    if constexpr (std::is_same_v<T, DateRecord>) {
        copy(0, sizeof(record.text));
        copy(offsetof(DateRecord, earliest), sizeof(T));
    } else if constexpr (std::is_same_v<T, QuantityRecord>) {
        copy(0, offsetof(QuantityRecord, thing) + sizeof(record.thing));
        copy(offsetof(QuantityRecord, nominal), sizeof(T));
    } else if constexpr (std::is_same_v<T, NoteRecord>) {
        copy(0, offsetof(NoteRecord, actor) + sizeof(record.actor));
        copy(offsetof(NoteRecord, at), sizeof(T));
    } else if constexpr (std::is_same_v<T, Span>) {
        // Without the ledger of this process.
        std::uint32_t const document = record.document.word();
        std::memcpy(bytes.data(), &document, sizeof document);
        copy(offsetof(Span, begin), sizeof(T));
    } else {
        copy(0, sizeof(T));
    }
    return bytes;
}

/// Lets a store that is still empty have no byte that was not written.
struct Clearing {
    template <class T>
    void column(Column<T>& column) {
        column.clear_new_memory();
    }
    template <class T>
    void sparse(SparseColumn<T>&) {}
    void index(HashIndex&) {}
};

struct Writing {
    Writer& writer;

    template <class T>
    void column(Column<T> const& column) {
        writer.begin(sizeof(T));
        for (std::uint32_t i = 0; i < column.size(); ++i) writer.bytes(plain(column[i]));
        writer.end();
    }
    template <class T>
    void sparse(SparseColumn<T> const& column) {
        writer.begin(sizeof(std::uint32_t));
        std::uint32_t pages = 0;
        for (std::uint32_t p = 0; p < column.page_count(); ++p) writer.element(column.page(p) == nullptr ? 0 : ++pages);
        writer.end();
        writer.begin(sizeof(T));
        for (std::uint32_t p = 0; p < column.page_count(); ++p)
            if (T const* page = column.page(p)) writer.bytes(std::as_bytes(std::span(page, 1u << column.page_bits)));
        writer.end();
    }
    void index(HashIndex const& index) {
        writer.begin(sizeof(std::uint32_t));
        for (std::size_t t = 0; t < HashIndex::table_count; ++t)
            writer.element(static_cast<std::uint32_t>(index.slots(t).size()));
        writer.end();
        writer.begin(sizeof(std::uint64_t));
        for (std::size_t t = 0; t < HashIndex::table_count; ++t)
            for (auto const& slot : index.slots(t)) writer.element(slot.load(std::memory_order_relaxed));
        writer.end();
    }
};

/// The sections that an image of this version has.
struct Expecting {
    std::vector<SectionTraits> sections = {{"totals", sizeof(std::uint32_t)}};

    template <class T>
    void column(Column<T> const&) {
        sections.push_back({"column", sizeof(T)});
    }
    template <class T>
    void sparse(SparseColumn<T> const&) {
        sections.push_back({"pages", sizeof(std::uint32_t)});
        sections.push_back({"page", sizeof(T)});
    }
    void index(HashIndex const&) {
        sections.push_back({"tables", sizeof(std::uint32_t)});
        sections.push_back({"slots", sizeof(std::uint64_t)});
    }
};

/// Lets the columns of a store be those of an image.
struct Adopting {
    Frame const& frame;
    std::uint32_t serial;
    bool is_sound = true;
    std::size_t next = 1;

    template <class T>
    std::span<T const> take() {
        auto const bytes = frame.bytes(next++);
        std::span const records(reinterpret_cast<T const*>(bytes.data()), bytes.size() / sizeof(T));
        is_sound = is_sound && records.size() < 0xffffffff;
        return is_sound ? records : std::span<T const>();
    }

    template <class T>
    void column(Column<T>& column) {
        auto const records = take<T>();
        column.adopt(records.data(), static_cast<std::uint32_t>(records.size()));
    }
    /// Spans name the ledger of this process, so they are copied.
    void column(Column<Span>& column) {
        auto const bytes = std::as_bytes(take<std::array<std::byte, sizeof(Span)>>());
        auto const count = static_cast<std::uint32_t>(bytes.size() / sizeof(Span));
        if (count == 0) return;
        column.reserve_run(count);
        std::uint32_t const first = column.extend(count);
        for (std::uint32_t i = 0; i < count; ++i) {
            auto const* at = bytes.data() + i * sizeof(Span);
            auto const word = [&](std::size_t offset) {
                std::uint32_t value;
                std::memcpy(&value, at + offset, sizeof value);
                return value;
            };
            auto const small = [&](std::size_t offset) { return std::to_integer<std::uint8_t>(at[offset]); };
            std::uint32_t const document = word(0);
            Span& span = column[first + i];
            // The role is checked with the records.
            if (document != 0 && category_of(document) != Category::document) is_sound = false;
            if (is_sound && document != 0) span.document = DocumentId(Category::document, number_of(document), serial);
            span.begin = word(offsetof(Span, begin));
            span.end = word(offsetof(Span, end));
            span.role = static_cast<SpanRole>(small(offsetof(Span, role)));
            span.depth = small(offsetof(Span, depth));
            span.open_begin = small(offsetof(Span, open_begin)) != 0;
            span.open_end = small(offsetof(Span, open_end)) != 0;
        }
    }
    template <class T>
    void sparse(SparseColumn<T>& column) {
        auto const numbers = take<std::uint32_t>();
        auto const records = take<T>();
        constexpr std::size_t page = std::size_t{1} << SparseColumn<T>::page_bits;
        is_sound = is_sound && records.size() % page == 0 && numbers.size() <= (std::size_t{1} << 24);
        for (std::uint32_t number : numbers) is_sound = is_sound && number <= records.size() / page;
        if (is_sound) column.adopt(numbers, records.data());
    }
    void index(HashIndex& index) {
        auto const sizes = take<std::uint32_t>();
        auto slots = take<std::atomic<std::uint64_t>>();
        is_sound = is_sound && sizes.size() == HashIndex::table_count;
        for (std::size_t t = 0; is_sound && t < sizes.size(); ++t) {
            is_sound = sizes[t] <= slots.size();
            if (!is_sound || sizes[t] == 0) continue;
            index.adopt(t, slots.first(sizes[t]));
            slots = slots.subspan(sizes[t]);
        }
        is_sound = is_sound && slots.empty();
    }
};

Error bad_frame(std::string_view field, std::string_view expected) {
    return {.code = Errc::out_of_range, .record = "image", .field = field, .expected = expected};
}

/// Keeps the bytes, too.
struct Holder {
    std::shared_ptr<void const> owner;
    Store store;
};

}  // namespace

void freeze_records(Store const& store, Marks const& marks, WriteBytes write, void* sink) {
    Store compact;
    visit(compact, Clearing());
    // Nothing can be in the way of records in an empty store.
    (void)merge_into(compact, store, marks, {}).value();
    Marks const all = compact.published.read();
    Writer writer(Kind::frozen, write, sink);
    Totals totals{};
    std::copy_n(all.nodes.begin() + 1, totals.nodes.size(), totals.nodes.begin());
    totals.properties = all.properties;
    totals.links = all.links;
    totals.notes = all.notes;
    writer.begin(sizeof(std::uint32_t));
    writer.element(totals);
    writer.end();
    visit(std::as_const(compact), Writing{writer});
    writer.finish();
}

Result<Frozen> open_frozen(std::span<std::byte const> bytes, bool checksums, bool everything,
                           std::shared_ptr<void const> owner) {
    static std::vector<SectionTraits> const expected = [] {
        Store const empty;
        Expecting expecting;
        visit(empty, expecting);
        return std::move(expecting.sections);
    }();
    auto const frame = Frame::parse(bytes, checksums, Kind::frozen, expected);
    if (!frame) return frame.error();
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::uint64_t) != 0)
        return bad_frame("header", "bytes at an address that is a multiple of 8");
    if (frame->bytes(std::size_t{0}).size() != sizeof(Totals)) return bad_frame("totals", "nine numbers");
    auto const totals = Elements<Totals>(frame->bytes(std::size_t{0}))[0];
    Marks marks;
    std::copy(totals.nodes.begin(), totals.nodes.end(), marks.nodes.begin() + 1);
    marks.properties = totals.properties;
    marks.links = totals.links;
    marks.notes = totals.notes;
    auto holder = std::make_shared<Holder>();
    holder->owner = std::move(owner);
    Adopting adopting{.frame = *frame, .serial = holder->store.serial};
    visit(holder->store, adopting);
    if (!adopting.is_sound) return bad_frame("directory", "tables and pages that fit their sections");
    if (everything)
        if (auto fault = find_fault(holder->store, marks)) return *std::move(fault);
    return Frozen{std::shared_ptr<Store const>(holder, &holder->store), marks};
}

}  // namespace ascribe::detail
