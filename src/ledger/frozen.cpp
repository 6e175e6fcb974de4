// SPDX-License-Identifier: BSL-1.0
#include "frozen.hpp"

#include "../core/cancelled.hpp"
#include "batch.hpp"
#include "frozen_columns.hpp"
#include "image_frame.hpp"
#include "image_writer.hpp"
#include "list_order.hpp"
#include "merge.hpp"
#include "run_extent.hpp"
#include "section_sums.hpp"

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
    void words(FixedWords&) {}
    template <class T>
    void sparse(SparseColumn<T>&) {}
    void index(HashIndex&) {}
};

struct Writing {
    Writer& writer;
    Words const& list_words;                     ///< a column of this store
    std::vector<std::uint32_t> const& in_order;  ///< what is written in its place
    std::function<bool()> goes_on;
    bool is_cancelled = false;

    void column(Words const& column) {
        if (&column != &list_words) return this->column<std::atomic<std::uint32_t>>(column);
        if (is_over()) return;
        writer.begin(sizeof(std::uint32_t));
        writer.bytes(std::as_bytes(std::span(in_order)));
        writer.end();
    }
    template <class T>
    void column(Column<T> const& column) {
        if (is_over()) return;
        writer.begin(sizeof(T));
        for (std::uint32_t i = 0; i < column.size(); ++i) writer.bytes(plain(column[i]));
        writer.end();
        if constexpr (std::is_same_v<T, Span>) {
            writer.begin(sizeof(std::uint32_t));
            for (std::uint32_t i = 0; i < column.size(); ++i)
                if (column[i].document) writer.element(i);
            writer.end();
        }
    }
    void words(FixedWords const& words) {
        if (is_over()) return;
        writer.begin(sizeof(FixedWords::Word));
        writer.bytes(std::as_bytes(std::span(words.data(), words.size())));
        writer.end();
    }
    template <class T>
    void sparse(SparseColumn<T> const& column) {
        if (is_over()) return;
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
        if (is_over()) return;
        writer.begin(sizeof(std::uint32_t));
        for (std::size_t t = 0; t < HashIndex::table_count; ++t)
            writer.element(static_cast<std::uint32_t>(index.slots(t).size()));
        for (std::size_t t = 0; t < HashIndex::table_count; ++t) writer.element(index.used(t));
        writer.end();
        writer.begin(sizeof(std::uint64_t));
        for (std::size_t t = 0; t < HashIndex::table_count; ++t)
            for (auto const& slot : index.slots(t)) writer.element(slot.load(std::memory_order_relaxed));
        writer.end();
    }
    [[nodiscard]] bool is_over() {
        is_cancelled = is_cancelled || !goes_on();
        return is_cancelled;
    }
};

/// The sections that an image of this version has.
struct Expecting {
    std::vector<SectionTraits> sections = {{"totals", sizeof(std::uint32_t)}};

    template <class T>
    void column(Column<T> const&) {
        sections.push_back({"column", sizeof(T)});
        if (std::is_same_v<T, Span>) sections.push_back({"spans", sizeof(std::uint32_t)});
    }
    void words(FixedWords const&) { sections.push_back({"words", sizeof(FixedWords::Word)}); }
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
    FrozenOpening const& opening;
    bool is_sound = true;
    std::size_t next = 1;
    std::span<std::uint32_t const> naming_spans = {};

    template <class T>
    std::span<T const> take() {
        auto const bytes = frame.bytes(next++);
        std::span const records(reinterpret_cast<T const*>(bytes.data()), bytes.size() / sizeof(T));
        // The last piece of memory ends before numbers do.
        is_sound = is_sound && records.size() < 0xffff0000;
        return is_sound ? records : std::span<T const>();
    }

    template <class T>
    void column(Column<T>& column) {
        auto const records = take<T>();
        column.adopt(records.data(), static_cast<std::uint32_t>(records.size()));
    }
    void words(FixedWords& words) {
        auto const taken = take<FixedWords::Word>();
        words.adopt(taken.data(), static_cast<std::uint32_t>(taken.size()));
    }
    /// A span that names a document names the ledger of this process, too. Those are written to, or all are copied.
    void column(Column<Span>& column) {
        auto const bytes = std::as_bytes(take<std::array<std::byte, sizeof(Span)>>());
        auto const count = static_cast<std::uint32_t>(bytes.size() / sizeof(Span));
        naming_spans = take<std::uint32_t>();
        if (opening.numbers) check(bytes);
        std::uint64_t end = 0;
        for (std::uint32_t number : naming_spans) {
            is_sound = is_sound && number >= end && number < count;
            end = std::uint64_t{number} + 1;
        }
        if (!is_sound || count == 0) return;
        if (opening.goes_on || naming_spans.empty()) {
            column.adopt(reinterpret_cast<Span const*>(bytes.data()), count);
            return;
        }
        column.reserve_run(count);
        std::memcpy(static_cast<void*>(&column[column.extend(count)]), bytes.data(), bytes.size());
        name_ledger(column);
    }
    /// Looks at what must not even be read as spans. The rest is checked with the records.
    void check(std::span<std::byte const> bytes) {
        std::size_t naming = 0;
        for (std::size_t at = 0; is_sound && at < bytes.size(); at += sizeof(Span)) {
            auto const word = [&](std::size_t offset) {
                std::uint32_t value;
                std::memcpy(&value, &bytes[at + offset], sizeof value);
                return value;
            };
            auto const is_flag = [&](std::size_t offset) {
                return (bytes[at + offset] & ~std::byte{1}) == std::byte{};
            };
            is_sound = word(offsetof(Span, document) + 4) == 0 && is_flag(offsetof(Span, open_begin)) &&
                       is_flag(offsetof(Span, open_end));
            if (!is_sound || word(0) == 0) continue;
            is_sound = category_of(word(0)) == Category::document && naming < naming_spans.size() &&
                       naming_spans[naming] == at / sizeof(Span);
            ++naming;
        }
        is_sound = is_sound && naming == naming_spans.size();
    }
    void name_ledger(Column<Span>& column) const noexcept {
        for (std::uint32_t number : naming_spans) {
            DocumentId& document = column[number].document;
            document = DocumentId(Category::document, document.number(), serial);
        }
    }

    template <class T>
    void sparse(SparseColumn<T>& column) {
        auto const numbers = take<std::uint32_t>();
        auto const records = take<T>();
        constexpr std::size_t page = std::size_t{1} << SparseColumn<T>::page_bits;
        is_sound = is_sound && records.size() % page == 0 && numbers.size() <= (std::size_t{1} << 24);
        std::uint32_t pages = 0;
        for (std::uint32_t number : numbers) is_sound = is_sound && (number == 0 || number == ++pages);
        is_sound = is_sound && pages == records.size() / page;
        if (is_sound) column.adopt(numbers, records.data());
    }
    void index(HashIndex& index) {
        constexpr std::size_t tables = HashIndex::table_count;
        auto const numbers = take<std::uint32_t>();
        auto slots = take<std::atomic<std::uint64_t>>();
        is_sound = is_sound && numbers.size() == 2 * tables;
        for (std::size_t t = 0; is_sound && t < tables; ++t) {
            std::uint32_t const size = numbers[t];
            is_sound = size <= slots.size() && numbers[tables + t] <= size;
            if (!is_sound || size == 0) continue;
            index.adopt(t, slots.first(size), numbers[tables + t]);
            slots = slots.subspan(size);
        }
        is_sound = is_sound && slots.empty();
    }
};

/// Lets a store that took its columns where they lie be appended to.
struct GoingOn {
    template <class T>
    void column(Column<T>& column) {
        column.own_end();
    }
    void words(FixedWords&) {}
    template <class T>
    void sparse(SparseColumn<T>&) {}
    void index(HashIndex&) {}
};
void go_on(Store& store) {
    // What is appended in runs has runs that must stay in one piece.
    store.text_words.leave_gap();
    store.spans.leave_gap();
    store.words.leave_gap();
    visit(store, GoingOn());
    // Which document was the latest matters only if it was a moment ago.
    std::uint32_t const end = store.attributions.size();
    for (std::uint32_t back = 1; back <= (std::min)(end, longest_gap + 1) && store.last_document == 0; ++back) {
        store.last_document = store.attributions[end - back].document;
        store.last_in_document = end - back;
    }
}

Error bad_frame(std::string_view field, std::string_view expected) {
    return {.code = Errc::out_of_range, .record = "image", .field = field, .expected = expected};
}

/// Keeps the bytes, too.
struct Holder {
    std::shared_ptr<void const> owner;
    Store store;
};

}  // namespace

Result<void> freeze_records(Store const& store, Marks const& marks, Progress const& progress, WriteBytes write,
                            void* sink) {
    Store compact;
    visit(compact, Clearing());
    // In an empty store nothing is in the way of records. Recording them takes about three quarters of the time.
    MergeOptions options;
    std::size_t recorded = 0;
    if (progress)
        options.progress = [&](std::size_t done, std::size_t total) {
            recorded = total;
            return progress(done, total + total / 3);
        };
    // By what is to be written, not by how it came: the same records give the same bytes.
    RunExtent const in_runs = run_extent(store, marks);
    if (in_runs.claims != 0) compact.runs.open(in_runs.claims, in_runs.attributions);
    auto const merged = merge_into(compact, store, marks, options);
    if (!merged) return merged.error().code == Errc::cancelled ? cancelled("image") : merged.error();
    // Of what somebody forged, some may have become one.
    compact.close_runs();
    Marks const all = compact.published.read();
    auto const words = put_lists_in_order(compact);
    Writer writer(Kind::frozen, write, sink);
    Totals totals{};
    std::copy_n(all.nodes.begin() + 1, totals.nodes.size(), totals.nodes.begin());
    totals.properties = all.properties;
    totals.links = all.links;
    totals.notes = all.notes;
    totals.has_source_grounds = compact.has_source_grounds.load(std::memory_order_relaxed) ? 1 : 0;
    writer.begin(sizeof(std::uint32_t));
    writer.element(totals);
    writer.end();
    std::size_t const memory = compact.memory();
    Writing writing{writer, compact.words, words, [&] {
                        double const part = static_cast<double>(writer.size()) / static_cast<double>(memory);
                        auto const more =
                            static_cast<std::size_t>((std::min)(part, 1.0) * static_cast<double>(recorded / 3));
                        return !progress || progress(recorded + more, recorded + recorded / 3);
                    }};
    visit(std::as_const(compact), writing);
    if (writing.is_cancelled) return cancelled("image");
    writer.finish();
    if (progress && !progress(recorded + recorded / 3, recorded + recorded / 3)) return cancelled("image");
    return {};
}

Result<Frozen> open_frozen(std::span<std::byte const> bytes, FrozenOpening opening) {
    static std::vector<SectionTraits> const expected = [] {
        Store const empty;
        Expecting expecting;
        visit(empty, expecting);
        return std::move(expecting.sections);
    }();
    // By experience: what the steps take of the whole, if all of them are taken.
    constexpr double sweep = 0.9, sums_left = 0.1, agreement = 5;
    double const steps = opening.agreement ? sweep + sums_left + agreement : sweep + sums_left;
    double before = 0;
    double step = opening.numbers ? sweep : steps;
    TellPart const tell = [&](double part) -> std::optional<Error> {
        auto const done = static_cast<std::size_t>((before + step * part) / steps * static_cast<double>(bytes.size()));
        if (!opening.progress || opening.progress((std::min)(done, bytes.size()), bytes.size())) return std::nullopt;
        return cancelled("image");
    };
    auto const next_step = [&](double takes) { before += std::exchange(step, takes); };
    auto const frame = Frame::parse(bytes, opening.checksums, Kind::frozen, expected);
    if (!frame) return frame.error();
    bool const sums_on_the_way = opening.checksums && opening.numbers;
    if (opening.checksums && !sums_on_the_way)
        if (auto error = frame->find_damage(tell)) return *std::move(error);
    // Whatever damage looks like, it is told as damage.
    auto const refused = [&](Error error) {
        if (!sums_on_the_way || error.code == Errc::cancelled) return error;
        return frame->find_damage().value_or(std::move(error));
    };
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::uint64_t) != 0)
        return refused(bad_frame("header", "bytes at an address that is a multiple of 8"));
    if (frame->bytes(std::size_t{0}).size() != sizeof(Totals)) return refused(bad_frame("totals", "ten numbers"));
    auto const totals = Elements<Totals>(frame->bytes(std::size_t{0}))[0];
    Marks marks;
    std::copy(totals.nodes.begin(), totals.nodes.end(), marks.nodes.begin() + 1);
    marks.properties = totals.properties;
    marks.links = totals.links;
    marks.notes = totals.notes;
    auto holder = std::make_shared<Holder>();
    Store& store = holder->store;
    Adopting adopting{.frame = *frame, .serial = store.serial, .opening = opening};
    visit(store, adopting);
    if (!adopting.is_sound) return refused(bad_frame("directory", "tables and pages that fit their sections"));
    store.has_source_grounds = totals.has_source_grounds != 0;
    store.agrees = !opening.numbers || opening.agreement;
    if (opening.numbers) {
        SectionSums sums(*frame);
        SweepOptions options{.goes_on = opening.goes_on, .exact = opening.agreement};
        if (sums_on_the_way) options.sums = &sums;
        auto fault = find_fault(store, marks, options, tell);
        if (!fault) fault = find_name_fault(store);
        if (fault) return refused(*std::move(fault));
        next_step(sums_left);
        if (sums_on_the_way) fault = sums.finish(tell);
        next_step(agreement);
        if (!fault && opening.agreement) fault = find_disagreement(store, marks, tell);
        if (!fault && opening.agreement) fault = find_key_fault(store);
        if (fault) return *std::move(fault);
    }
    if (opening.progress && !opening.progress(bytes.size(), bytes.size())) return cancelled("image");
    holder->owner = std::move(opening.owner);
    if (opening.goes_on) {
        go_on(store);
        // From here on nothing fails, and the bytes are the store's.
        adopting.name_ledger(store.spans);
        publish(store);
        ASCRIBE_ASSERT(store.published.read() == marks);
    }
    return Frozen{std::shared_ptr<Store>(holder, &store), marks};
}

}  // namespace ascribe::detail
