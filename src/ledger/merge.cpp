// SPDX-License-Identifier: BSL-1.0
#include "merge.hpp"

#include "batch.hpp"
#include "in_order.hpp"
#include "reading_order.hpp"
#include <ascribe/core/prefetch.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace ascribe::detail {

namespace {

constexpr std::uint32_t none = HashIndex::none;

/// What numbers of the graph's interned parts have become; grows as they are met.
class Renumbering {
public:
    std::uint32_t& operator[](std::uint32_t number) {
        if (number >= numbers_.size()) numbers_.resize((std::max)(std::size_t{number} + 1, numbers_.size() * 2), none);
        return numbers_[number];
    }

private:
    std::vector<std::uint32_t> numbers_;
};

/// For each late ground the first attribution that was recorded after it, as far as lists of what rests on a record
/// tell; none if they do not. Linear in those lists.
std::vector<std::uint32_t> first_after_links(Store const& from, Marks const& marks) {
    std::vector<std::uint32_t> first(marks.links, none);
    std::vector<bool> is_listed(marks.links);
    std::vector<std::uint32_t> waiting;
    for (std::uint32_t l = 0; l < marks.links; ++l) {
        if (is_listed[l]) continue;
        auto list = from.dependents_of(from.links[l].ground);
        for (std::uint32_t entry = list.entry(); entry != 0; list.advance(), entry = list.entry()) {
            if ((entry & late_dependent) != 0) {
                if ((entry & ~late_dependent) >= marks.links) break;
                is_listed[(entry & ~late_dependent)] = true;
                waiting.push_back((entry & ~late_dependent));
            } else {
                for (std::uint32_t link : waiting) first[link] = entry - 1;
                waiting.clear();
            }
        }
        waiting.clear();
    }
    // A link is older than all that come after it.
    for (std::uint32_t l = marks.links; l-- > 1;) first[l - 1] = (std::min)(first[l - 1], first[l]);
    return first;
}

class Merge {
public:
    /// In order of recording; the same, with late grounds among the attributions as they were made, so that every list
    /// keeps its order; or in reading order, by subjects.
    enum class Order { recording, exact, reading };

    Merge(Store& into, Store const& from, Marks const& marks, MergeOptions const& options,
          Order order = Order::recording)
        : order_(order),
          into_(into),
          from_(from),
          marks_(marks),
          options_(options),
          batch_(into, options.rename ? Batch::Keys::any : Batch::Keys::distinct) {
        total_ = std::size_t{marks.properties} + marks.links + marks.notes;
        for (std::uint32_t n : marks.nodes) total_ += n;
    }

    Result<MergeReport> run() {
        if (!(properties() && entities(Category::actor) && entities(Category::place) && entities(Category::document) &&
              entities(Category::event) &&
              (order_ == Order::reading ? in_reading_order() : claims_and_attributions()) && links(none) && notes() &&
              tell()))
            return batch_.error();
        batch_.prepare();
        count_new();
        batch_.commit();
        return report_;
    }

    [[nodiscard]] std::vector<std::uint32_t>& numbers(Category category) noexcept {
        return numbers_[static_cast<std::size_t>(category)];
    }

private:
    [[nodiscard]] MergeReport::Count& count(Category category) noexcept {
        return report_.records[static_cast<std::size_t>(category) - 1];
    }

    /// Counts one more; false if that is enough for the caller.
    bool step() {
        constexpr std::size_t often = 1u << 12;
        return ++done_ % often != 0 || tell();
    }
    bool tell() {
        if (!options_.progress || options_.progress(done_, total_)) return true;
        batch_.refuse({.code = Errc::cancelled, .record = "merge", .expected = "to be continued"});
        return false;
    }

    void count_new() noexcept {
        for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c)
            report_.records[c - 1].is_new = into_.entities[c].keys.size() - batch_.before().nodes[c];
        auto const before = [&](Category category) {
            return batch_.before().nodes[static_cast<std::size_t>(category)];
        };
        count(Category::claim).is_new = into_.claims.size() - before(Category::claim);
        count(Category::attribution).is_new = into_.attributions.size() - before(Category::attribution);
        report_.properties.is_new = into_.properties.size() - batch_.before().properties;
    }

    bool properties() {
        for (std::uint32_t p = 0; p < marks_.properties; ++p) {
            PropertyRecord const& record = from_.properties[p];
            auto const number =
                batch_.property(from_.text(record.name), Traits::from_bits(static_cast<std::uint16_t>(record.traits)));
            if (number == none || !step()) return false;
            properties_.push_back(number);
        }
        report_.properties.seen = marks_.properties;
        return true;
    }

    bool entities(Category category) {
        auto const c = static_cast<std::size_t>(category);
        auto const& keys = from_.entities[c].keys;
        std::uint32_t const size = marks_.nodes[c];
        auto& numbers = numbers_[c];
        numbers.reserve(size);
        // Looking ahead lets memory be fetched meanwhile: slots of the index, then the key that stands there, then its
        // text.
        constexpr std::uint32_t ahead = 32;
        std::array<std::uint64_t, ahead> hashes{};
        std::array<std::uint32_t, ahead> candidates{};
        std::array<std::string, ahead> renamed;
        auto const look_ahead = [&](std::uint32_t n) {
            if (n + 8 < size) batch_.fetch_text(category, candidates[(n + 8) % ahead]);
            if (n + 16 < size) candidates[(n + 16) % ahead] = batch_.fetch_key(category, hashes[(n + 16) % ahead]);
            if (n + ahead >= size) return;
            std::string_view key = from_.text(keys[n + ahead]);
            if (options_.rename) key = renamed[n % ahead] = options_.rename(category, key);
            hashes[n % ahead] = hash_bytes(key);
            batch_.fetch_slot(category, hashes[n % ahead]);
        };
        for (std::uint32_t n = 0; n < (std::min)(size, ahead); ++n) {
            std::string_view key = from_.text(keys[n]);
            if (options_.rename) key = renamed[n] = options_.rename(category, key);
            hashes[n] = hash_bytes(key);
            candidates[n] = none;
        }
        for (std::uint32_t n = 0; n < size; ++n) {
            std::string_view const key = options_.rename ? renamed[n % ahead] : from_.text(keys[n]);
            if (key.empty() || key.size() > longest_text) return bad_key(category, key);
            auto const kind = category == Category::actor ? from_.actor_kinds[n] : ActorKind();
            auto const number = batch_.entity(category, key, hashes[n % ahead], kind);
            if (number == none || !step()) return false;
            numbers.push_back(number);
            look_ahead(n);
        }
        count(category).seen = size;
        return true;
    }

    bool bad_key(Category category, std::string_view key) {
        Error error{
            .code = Errc::empty, .record = to_string(category), .field = "key", .expected = "a key to rename to"};
        if (!key.empty()) {
            error.code = Errc::out_of_range;
            error.expected = "at most 2^28 bytes";
            error.found = std::to_string(key.size());
        }
        batch_.refuse(std::move(error));
        return false;
    }

    [[nodiscard]] std::uint32_t node(std::uint32_t word) const noexcept {
        return word == 0 ? 0 : (word & ~Node::max_number) | numbers_[word >> 29][number_of(word)];
    }
    /// Of a number plus one, 0 for none.
    [[nodiscard]] std::uint32_t number(Category category, std::uint32_t plus_one) const noexcept {
        return plus_one == 0 ? 0 : numbers_[static_cast<std::size_t>(category)][plus_one - 1] + 1;
    }

    std::uint32_t date(std::uint32_t word) {
        if (is_plain_day(word)) return word;
        auto& known = dates_[word & ~(1u << 31)];
        if (known == none) known = intern_date(into_, date_at(from_, word));
        return known;
    }

    EncodedValue value(ClaimRecord const& claim) {
        switch (claim.kind()) {
        case ValueKind::truth: break;
        case ValueKind::node: return {ValueKind::node, node(claim.value)};
        case ValueKind::text: return {ValueKind::text, intern_text(into_, from_.text(claim.value))};
        case ValueKind::date: return {ValueKind::date, date(claim.value)};
        case ValueKind::quantity: {
            if (is_plain_count(claim.value)) return {ValueKind::quantity, claim.value};
            auto& known = quantities_[claim.value];
            if (known == none) known = intern_quantity(into_, quantity_at(from_, claim.value));
            return {ValueKind::quantity, known};
        }
        }
        return {};
    }

    std::uint32_t manner(AttributionRecord const& attribution) {
        auto& known = manners_[attribution.manner];
        if (known != none) return known;
        MannerRecord const& record = from_.manners[attribution.manner];
        spans_.clear();
        for (std::uint32_t i = 0; i < record.span_count; ++i) {
            Span span = from_.spans[record.spans + i];
            if (span.document)
                span.document = DocumentId(Category::document, number_of(node(span.document.word())), into_.serial);
            spans_.push_back(span);
        }
        // Normal form leaves the attribution's own document out, which renaming may bring together with a span's.
        bool const depends_on_document = options_.rename && !spans_.empty() && attribution.document != 0;
        Attribution parts = attribution_with(from_, record);
        parts.spans = spans_;
        if (!depends_on_document) return known = intern_manner(into_, parts);
        parts.document =
            DocumentId(Category::document, number(Category::document, attribution.document) - 1, into_.serial);
        return intern_manner(into_, parts);
    }

    bool claims_and_attributions() {
        auto& claims = numbers_[static_cast<std::size_t>(Category::claim)];
        auto& attributions = numbers_[static_cast<std::size_t>(Category::attribution)];
        claims.reserve(marks_.of(Category::claim));
        attributions.reserve(marks_.of(Category::attribution));
        count(Category::claim).seen = marks_.of(Category::claim);
        count(Category::attribution).seen = marks_.of(Category::attribution);
        if (order_ == Order::exact) first_after_ = first_after_links(from_, marks_);
        return for_each_in_order(
            from_, marks_,
            [&](std::uint32_t c) {
                fetch_claim(c + 12);
                claims.push_back(claim(c));
                return claims.back() != none && step();
            },
            [&](std::uint32_t a) {
                fetch_attribution(a + 12, claims);
                if (!links(a)) return false;
                attributions.push_back(attribution(a));
                return attributions.back() != none && step();
            });
    }

    bool in_reading_order() {
        auto& claims = numbers(Category::claim);
        auto& attributions = numbers(Category::attribution);
        claims.assign(marks_.of(Category::claim), none);
        attributions.assign(marks_.of(Category::attribution), none);
        auto const on_claim = [&](std::uint32_t c) {
            claims[c] = claim(c);
            return claims[c] != none && step();
        };
        auto const on_attribution = [&](std::uint32_t a) {
            attributions[a] = attribution(a);
            return attributions[a] != none && step();
        };
        if (!ReadingOrder(from_, marks_, on_claim, on_attribution).run()) return false;
        // Their attributions came before them.
        for (auto const& [attribution, ground] : late_)
            if (!batch_.ground(attributions[attribution], node(ground))) return false;
        return true;
    }

    /// Lets memory be fetched that the claim or attribution of this number, if there is one, will need.
    void fetch_claim(std::uint32_t c) const noexcept {
        if (c >= marks_.of(Category::claim)) return;
        std::uint32_t const subject = from_.groups[from_.claims[c].group()].subject;
        if (number_of(subject) >= numbers_[subject >> 29].size()) return;
        if (auto const* head = into_.groups_of[subject >> 29].find(numbers_[subject >> 29][number_of(subject)]))
            prefetch(head);
    }
    void fetch_attribution(std::uint32_t a, std::vector<std::uint32_t> const& claims) const noexcept {
        if (a >= marks_.of(Category::attribution)) return;
        std::uint32_t const content = from_.attributions[a].content;
        if (category_of(content) != Category::claim || number_of(content) >= claims.size()) return;
        from_.fetch_attributions(number_of(content));
        if (std::uint32_t const document = from_.attributions[a].document; document != 0) {
            std::uint32_t const number = numbers_[static_cast<std::size_t>(Category::document)][document - 1];
            prefetch(&into_.first_in_document[number]);
        }
        into_.fetch_attributions(claims[number_of(content)]);
    }

    std::uint32_t claim(std::uint32_t c) {
        ClaimRecord const& claim = from_.claims[c];
        GroupRecord const& group = from_.groups[claim.group()];
        return batch_.claim(node(group.subject), properties_[group.property], value(claim), date(claim.valid),
                            groups_[claim.group()]);
    }

    /// The ground that goes with the attribution, as a node word, or 0: the one that came with it; in reading order the
    /// first of all, if it is there already.
    std::uint32_t first_ground(std::uint32_t a) {
        std::uint32_t up = from_.up(a, marks_);
        std::uint32_t first_link = none;
        for (; is_link(up); up = from_.links[number_of(up)].previous) first_link = number_of(up);
        std::uint32_t const ground = ground_in(up, from_.attributions[a].source);
        if (order_ != Order::reading) return node(ground);
        if (ground == 0 && first_link == none) return 0;
        std::uint32_t const first = ground != 0 ? ground : from_.links[first_link].ground;
        if (numbers_[first >> 29][number_of(first)] != none) return node(first);
        if (ground != 0) late_.emplace_back(a, ground);
        return 0;
    }

    std::uint32_t attribution(std::uint32_t a) {
        AttributionRecord const& record = from_.attributions[a];
        std::uint32_t const ground = first_ground(a);
        auto const before = std::pair(into_.attributions.size(), into_.links.size());
        auto const number =
            batch_.attribution(node(record.content), node(record.source),
                               this->number(Category::document, record.document), manner(record), ground);
        if (ground == 0 || number == none) return number;
        ++report_.grounds.seen;
        if (std::pair(into_.attributions.size(), into_.links.size()) != before) ++report_.grounds.is_new;
        return number;
    }

    /// The late grounds that come before this attribution, or all that are left.
    bool links(std::uint32_t before) {
        for (; next_link_ < marks_.links; ++next_link_) {
            if (before != none && (first_after_.empty() || first_after_[next_link_] > before)) return true;
            LinkRecord const& link = from_.links[next_link_];
            if (link.attribution == no_attribution) continue;
            auto const is_new = batch_.ground(
                numbers_[static_cast<std::size_t>(Category::attribution)][link.attribution], node(link.ground));
            if (!is_new || !step()) return false;
            ++report_.grounds.seen;
            if (*is_new) ++report_.grounds.is_new;
        }
        return true;
    }

    bool notes() {
        for (std::uint32_t n = 0; n < marks_.notes; ++n) {
            NoteRecord const& note = from_.notes[n];
            std::uint32_t const actor = number(Category::actor, note.actor);
            bool const is_label = note.text != 0;
            auto const is_new = is_label ? batch_.label(node(note.node), from_.text(note.text - 1), actor)
                                         : batch_.recording(number_of(node(note.node)), actor, note.at);
            if (!is_new || !step()) return false;
            auto& counted = is_label ? report_.labels : report_.recordings;
            ++counted.seen;
            if (*is_new) ++counted.is_new;
        }
        return true;
    }

    Order order_;
    Store& into_;
    Store const& from_;
    Marks const& marks_;
    MergeOptions const& options_;
    Batch batch_;
    MergeReport report_;
    std::size_t done_ = 0;
    std::size_t total_ = 0;
    PerCategory<std::vector<std::uint32_t>> numbers_;  ///< what the numbers of the graph have become
    std::vector<std::uint32_t> properties_;
    std::vector<std::uint32_t> first_after_;  ///< of links, if the order is exact
    std::uint32_t next_link_ = 0;
    Renumbering groups_, dates_, quantities_, manners_;
    std::vector<Span> spans_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> late_;  ///< attributions, and grounds that came with them
};

}  // namespace

Result<MergeReport> merge_into(Store& into, Store const& from, Marks const& marks, MergeOptions const& options) {
    return Merge(into, from, marks, options).run();
}

Result<MergeReport> replay_into(Store& into, Store const& from, Marks const& marks) {
    MergeOptions const options;
    return Merge(into, from, marks, options, Merge::Order::exact).run();
}

Result<NewNumbers> compact_into(Store& empty, Store const& from, Marks const& marks, Progress const& progress) {
    MergeOptions const options{.progress = progress};
    empty.runs.open(marks.of(Category::claim), marks.of(Category::attribution));
    Merge merge(empty, from, marks, options, Merge::Order::reading);
    auto report = merge.run();
    empty.runs.close(empty.claims.size(), empty.attributions.size());
    if (!report) return std::move(report).error();
    return NewNumbers{std::move(merge.numbers(Category::claim)), std::move(merge.numbers(Category::attribution))};
}

}  // namespace ascribe::detail
