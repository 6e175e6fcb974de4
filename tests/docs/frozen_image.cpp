// SPDX-License-Identifier: BSL-1.0
// The tables of docs/frozen_image.md and docs/image.md beside the code, and a reader in another language that knows no
// more than that page.
#include "../../src/ledger/frozen_columns.hpp"
#include "support/image_bytes.hpp"
#include "support/random_ledger.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/model/span.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

std::string const page = ASCRIBE_DOCS "/frozen_image.md";

std::string read_whole(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file, path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// One section, as the page or the code has it.
struct Row {
    std::string name, form;
    std::size_t bytes;

    friend bool operator==(Row const&, Row const&) = default;
};
std::ostream& operator<<(std::ostream& out, Row const& row) {
    return out << row.name << ", " << row.form << ", " << row.bytes << " bytes";
}

/// Lines of the page that begin with a number in a cell, which have to count from 0.
std::vector<Row> rows_of_page() {
    std::vector<Row> rows;
    std::istringstream lines(read_whole(page));
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("| ", 0) != 0 || line.find_first_not_of("0123456789", 2) == 2) continue;
        std::istringstream cells(line);
        std::string bar;
        std::size_t number;
        Row row;
        cells >> bar >> number >> bar >> row.name >> bar >> row.form >> bar >> row.bytes >> bar;
        REQUIRE_MESSAGE((cells && bar == "|"), line);
        CHECK_MESSAGE(number == rows.size(), line);
        rows.push_back(row);
    }
    return rows;
}

/// The members of a store by what the page calls them.
std::map<void const*, std::string> names_of(detail::Store const& store) {
    std::map<void const*, std::string> names = {{&store.text_words, "text_words"},
                                                {&store.texts, "text"},
                                                {&store.actor_kinds, "actor_kinds"},
                                                {&store.properties, "properties"},
                                                {&store.property_index, "property"},
                                                {&store.dates, "dates"},
                                                {&store.date_index, "date"},
                                                {&store.quantities, "quantities"},
                                                {&store.quantity_index, "quantity"},
                                                {&store.claims, "claims"},
                                                {&store.runs.runs, "runs"},
                                                {&store.runs.ups, "run_ups"},
                                                {&store.runs.resting, "resting"},
                                                {&store.runs.dependents, "resting_attributions"},
                                                {&store.runs.longer, "long_runs"},
                                                {&store.runs.longer_resting, "long_resting"},
                                                {&store.lines, "lines"},
                                                {&store.claim_index, "claim"},
                                                {&store.groups, "groups"},
                                                {&store.group_index, "group"},
                                                {&store.attributions, "attributions"},
                                                {&store.attribution_index, "attribution"},
                                                {&store.manners, "manners"},
                                                {&store.manner_index, "manner"},
                                                {&store.spans, "spans"},
                                                {&store.first_in_document, "first_in_document"},
                                                {&store.links, "links"},
                                                {&store.notes, "notes"},
                                                {&store.label_index, "label"},
                                                {&store.words, "words"},
                                                {&store.by_source[1], "by_actor"},
                                                {&store.by_source[3], "by_document"},
                                                {&store.carriers, "carriers"},
                                                {&store.carrier_up, "carrier_ups"},
                                                {&store.labelled, "labelled"}};
    for (std::size_t c = 1; c <= category_count; ++c) {
        std::string const category(to_string(static_cast<Category>(c)));
        if (c <= 4) names[&store.entities[c].keys] = category + "_keys";
        if (c <= 4) names[&store.entities[c].by_key] = category;
        names[&store.groups_of[c]] = category + "_groups";
        names[&store.named_by[c]] = category + "_named_by";
        names[&store.dependents[c]] = category + "_dependents";
        names[&store.notes_of[c]] = category + "_notes";
    }
    return names;
}

/// What frozen_columns.hpp enumerates, in the words of the page.
struct RowsOfCode {
    std::map<void const*, std::string> names;
    std::vector<Row> rows = {{"totals", "words", 4}};

    template <class T>
    void column(detail::Column<T> const& column) {
        std::string const form = sizeof(T) > 4 ? "records" : sizeof(T) == 4 ? "words" : "bytes";
        rows.push_back({names.at(&column), form, sizeof(T)});
        if (std::is_same_v<T, Span>) rows.push_back({"naming_spans", "words", 4});
    }
    void words(detail::FixedWords const& words) { rows.push_back({names.at(&words), "words", 4}); }
    template <class T>
    void sparse(detail::SparseColumn<T> const& column) {
        // carrier_ups and carrier_up_pages, place_named_by and place_named_pages, labelled and labelled_pages
        std::string const name = names.at(&column);
        std::string stem = name;
        if (stem.size() > 3 && stem.substr(stem.size() - 3) == "_by") stem.resize(stem.size() - 3);
        if (stem.back() == 's') stem.pop_back();
        rows.push_back({stem + "_pages", "pages", 4});
        rows.push_back({name, "page", sizeof(T)});
    }
    void index(detail::HashIndex const& index) {
        rows.push_back({names.at(&index) + "_tables", "tables", 4});
        rows.push_back({names.at(&index) + "_slots", "slots", 8});
    }
};

/// Texts beyond a byte of length, lists that go on to the largest blocks, hubs with many properties, late grounds and
/// labels that come back.
Ledger hub() {
    constexpr std::uint32_t many = 33'000;
    Ledger ledger;
    EventId const event = ledger.event("hub");
    ActorId const desk = ledger.actor(std::string(300, 'k'), ActorKind::analyst);
    ClaimId const most = ledger.claim(event, "occurred");
    for (std::uint32_t i = 0; i < 40; ++i) {
        ClaimId const claim =
            ledger.claim(event, "property " + std::to_string(i), exactly(std::int64_t{i} * 100'000'000));
        ledger.label(claim, i % 3 == 0 ? "third" : std::string(254 + i, 'l'));
    }
    ClaimId const other = ledger.claim(event, "name", "hub");
    AttributionId first;
    for (std::uint32_t i = 0; i < many; ++i) {
        DocumentId const document = ledger.document("d" + std::to_string(i % 300));
        AttributionId const attribution =
            ledger.attribution({.source = desk, .content = most, .document = document, .said = Edtf::from(Day(i))},
                               i % 50 == 0 ? Node(event) : Node());
        if (i == 0) first = attribution;
        // So that most of its attributions are in no run.
        if (i == 9) ledger.attribution({.source = desk, .content = other});
        if (i % 1000 == 7) ledger.ground(attribution, i % 2 == 0 ? Node(first) : Node(desk));
        if (i % 1000 == 8) ledger.ground(attribution, most);
    }
    // Runs of documents that go on over as many others as they may, and one more.
    Day day(-1);
    DocumentId const gaps = ledger.document("gaps");
    for (int const gap : {64, 65, 64, 1}) {
        ledger.attribution({.source = desk, .content = other, .document = gaps, .said = Edtf::from(day)});
        for (int i = 0; i < gap; ++i)
            ledger.attribution({.source = desk, .content = other, .said = Edtf::from(day = day - 1)});
    }
    return ledger;
}

std::string name(Node node) {
    return node ? std::string(to_string(node.category())) + std::to_string(node.number()) : "-";
}
std::string hex(std::string_view text) {
    std::string digits;
    for (char const c : text)
        for (int const shift : {4, 0}) digits += "0123456789abcdef"[static_cast<unsigned char>(c) >> shift & 15];
    return digits;
}
std::string date(std::optional<Edtf> const& date) {
    if (!date) return "-";
    auto const day = date->is_day();
    if (day && day->number() > -(std::int64_t{1} << 30) && day->number() < std::int64_t{1} << 30)
        return std::to_string(day->number());
    return hex(date->canonical()) + "[" + std::to_string(date->earliest().number()) + "," +
           std::to_string(date->latest().number()) + "]";
}
std::string number(Rational const& x) {
    return std::to_string(x.numerator()) + "/" + std::to_string(x.denominator());
}
std::string quantity(Quantity const& quantity) {
    QuantityParts const& parts = quantity.parts();
    if (!parts.alternatives.empty() || parts.nominal_to) return "written " + hex(to_text(quantity));
    if (parts.nominal && quantity == exactly(*parts.nominal) && parts.nominal->is_integer() &&
        parts.nominal->sign() >= 0 && *parts.nominal < Rational(std::int64_t{1} << 31))
        return "plain " + std::to_string(parts.nominal->numerator());
    auto const bound = [](auto const& b) { return b ? number(b->value) : "-"; };
    auto const open = [](auto const& b) { return b && b->open ? "1" : "0"; };
    auto const text = [](std::string const& t) { return t.empty() ? "-" : hex(t); };
    return std::to_string(static_cast<int>(parts.direction)) + " " + std::to_string(static_cast<int>(parts.kind)) +
           " " + (parts.nominal ? number(*parts.nominal) : "-") + " " + bound(parts.bounds.lower) + " " +
           bound(parts.bounds.upper) + " " + open(parts.bounds.lower) + open(parts.bounds.upper) + " " +
           text(parts.unit) + " " + text(parts.thing);
}
std::string value(Value const& value) {
    if (auto const* node = value.node()) return "record " + name(*node);
    if (auto const* text = value.text()) return "text " + hex(*text);
    if (auto const* q = value.quantity()) return "quantity " + quantity(*q);
    if (auto const* d = value.date()) return "date " + date(*d);
    return "true";
}

/// The lines that read_frozen.py has to write, as the library answers.
class Lines {
public:
    explicit Lines(Graph const& graph) : graph_(graph) {
        for (auto actor : graph.actors())
            line(name(actor), hex(graph.key(actor)), "kind", static_cast<int>(graph.kind(actor)));
        for (auto place : graph.places()) line(name(place), hex(graph.key(place)));
        for (auto document : graph.documents()) line(name(document), hex(graph.key(document)));
        for (auto event : graph.events()) line(name(event), hex(graph.key(event)));
        for (std::uint32_t p = 0; p < graph.property_count(); ++p)
            line("property" + std::to_string(p), hex(graph.name(graph.property_at(p))), "traits",
                 graph.traits(graph.property_at(p)).bits());
        for (auto claim : graph.claims()) one(claim);
        for (ClaimGroup const& group : graph.groups()) {
            text_ << "group " << name(group.subject) << " property" << group.property.number() << " second "
                  << group.has_second_value;
            some("", graph.claims_about(group.subject, group.property));
        }
        for (auto attribution : graph.attributions()) one(attribution);
        for (auto actor : graph.actors()) about(actor);
        for (auto place : graph.places()) about(place);
        for (auto document : graph.documents()) about(document);
        for (auto event : graph.events()) about(event);
        for (auto claim : graph.claims()) about(claim);
        for (auto attribution : graph.attributions()) about(attribution);
        for (auto label : graph.all_labels()) some("label " + hex(label), graph.find_labelled(label));
    }
    [[nodiscard]] std::string text() const { return text_.str(); }

private:
    template <class First, class... More>
    void line(First const& first, More const&... more) {
        text_ << first;
        ((text_ << ' ' << more), ...);
        text_ << '\n';
    }
    template <class Range>
    void some(std::string const& what, Range const& range) {
        bool any = false;
        for (auto id : range) {
            if (!std::exchange(any, true)) text_ << what << ":";
            text_ << ' ' << name(id);
        }
        if (any) text_ << '\n';
    }

    void one(ClaimId id) {
        Claim const claim = graph_.claim(id);
        line(name(id), name(claim.subject), "property" + std::to_string(claim.property.number()), value(claim.value),
             "valid", date(claim.valid));
        for (auto a : graph_.attributions_of(id))
            line(" put forward:", name(a), name(graph_.source(a)), name(graph_.document(a)));
    }
    void one(AttributionId id) {
        Attribution const a = graph_.attribution(id);
        text_ << name(id) << ' ' << name(a.content) << ' ' << name(a.source) << ' ' << name(a.document) << " said "
              << date(a.said) << " manner";
        for (int const field :
             {static_cast<int>(a.factuality), static_cast<int>(a.act), static_cast<int>(a.role),
              static_cast<int>(a.basis), static_cast<int>(a.quote_form), static_cast<int>(a.distance.marker),
              static_cast<int>(a.distance.target), static_cast<int>(a.implied)})
            text_ << ' ' << field;
        line(" wording", a.wording.empty() ? "-" : hex(a.wording));
        for (Span const& span : a.spans)
            line(" span", name(span.document), span.begin, span.end, static_cast<int>(span.role),
                 static_cast<int>(span.depth), span.open_begin, span.open_end);
        some(" rests on", graph_.grounds_of(id));
    }
    void about(Node node) {
        bool any = false;
        PropertyId last;
        for (auto claim : graph_.claims_about(node)) {
            PropertyId const property = graph_.property(claim);
            if (any && property == last) continue;
            if (!std::exchange(any, true)) text_ << name(node) << " groups:";
            last = property;
            text_ << " property" << property.number();
        }
        if (any) text_ << '\n';
        some(name(node) + " named by", graph_.claims_naming(node));
        some(name(node) + " carries", graph_.resting_on(node));
        if (auto const source = node.to<Source>()) some(name(node) + " says", graph_.attributions_by(source));
        if (auto const document = node.to<DocumentId>()) some(name(node) + " holds", graph_.attributions_in(document));
        auto const attribution = node.to<AttributionId>();
        if (attribution) some(name(node) + " reported by", graph_.attributions_of(attribution));
        for (Label const& label : graph_.labels(node))
            line(name(node), "label", hex(label.text), "by", name(label.data_set));
        if (attribution)
            for (Recording const& recording : graph_.recordings(attribution))
                line(name(node), "at", recording.at.seconds, "by", name(recording.recorder));
    }

    Graph const& graph_;
    std::ostringstream text_;
};

}  // namespace

TEST_CASE("frozen_image.md: its table has the sections of the code and of an image, in order, with their elements") {
    detail::Store const store;
    RowsOfCode code{names_of(store)};
    detail::frozen::visit(store, code);
    auto const rows = rows_of_page();
    CHECK(rows.size() == code.rows.size());
    for (std::size_t i = 0; i < (std::min)(rows.size(), code.rows.size()); ++i) CHECK(rows[i] == code.rows[i]);

    RandomLedger const random(1, 50);
    ImageBytes const image(freeze(random.ledger.graph()));
    REQUIRE(image.sections() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(rows[i]);
        CHECK(image.at<std::uint32_t>(image.entry(i)) == i);
        CHECK(image.at<std::uint32_t>(image.entry(i) + 4) == rows[i].bytes);
    }
}

TEST_CASE("image.md: its table has all enumerators in order") {
    std::string const text = read_whole(ASCRIBE_DOCS "/image.md");
    auto const lists = [&](std::string_view kind, auto const& names) {
        std::string row = "\n| " + std::string(kind) + " | ";
        for (auto const& each : names) (row += each) += ", ";
        row.replace(row.size() - 2, 2, " |\n");
        CHECK_MESSAGE(text.find(row) != std::string::npos, row);
    };
    lists("factuality", Names<Factuality>::values);
    lists("speech act", Names<SpeechAct>::values);
    lists("role", Names<Role>::values);
    lists("basis", Names<Basis>::values);
    lists("quote form", Names<QuoteForm>::values);
    lists("distance marker", Names<DistanceMarker>::values);
    lists("distance target", Names<DistanceTarget>::values);
    lists("span role", Names<SpanRole>::values);
    std::vector<std::string_view> names;
    for (int d = 0; d <= static_cast<int>(Direction::set); ++d) names.push_back(to_string(static_cast<Direction>(d)));
    lists("direction", names);
    names.clear();
    for (int k = 0; k <= static_cast<int>(QuantityKind::money); ++k)
        names.push_back(to_string(static_cast<QuantityKind>(k)));
    lists("kind of quantity", names);
}

TEST_CASE("frozen_image.md: a reader in Python that knows the page alone gives the library's answers") {
    std::string const python = ASCRIBE_PYTHON;
    if (python.empty()) {
        MESSAGE("SKIPPED, NOT TESTED: there is no Python 3 to run tests/docs/read_frozen.py");
        return;
    }
    std::vector<Ledger> ledgers;
    ledgers.emplace_back();
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        RandomLedger random(seed, 500);
        // As they came, and in reading order with more recorded since.
        if (seed == 1) ledgers.push_back(compact(random.ledger.graph()).ledger);
        ledgers.push_back(std::move(random.ledger));
    }
    Ledger& later = ledgers[1];
    REQUIRE(later.graph().count(Category::claim) > 20);
    ActorId const late = later.actor("late", ActorKind::person);
    for (ClaimId const claim : later.graph().claims())
        if (claim.number() % 3 == 0) later.attribution({.source = late, .content = claim}, later.graph().claim_at(1));
    ledgers.push_back(hub());

    std::string const image = ASCRIBE_TEST_SCRATCH "/frozen_image.bin", told = ASCRIBE_TEST_SCRATCH "/frozen_image.txt";
    std::string const command = "\"" + python + "\" -B \"" ASCRIBE_TEST_SOURCE "/read_frozen.py\" \"" + page + "\" \"" +
                                image + "\" >\"" + told + "\"";
    for (std::size_t i = 0; i < ledgers.size(); ++i) {
        CAPTURE(i);
        auto const bytes = freeze(ledgers[i].graph());
        std::ofstream(image, std::ios::binary)
            .write(reinterpret_cast<char const*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        REQUIRE(std::system(command.c_str()) == 0);
        std::istringstream expected(Lines(open_frozen(bytes)).text()), found(read_whole(told));
        std::string wanted, line;
        std::size_t lines = 0;
        while (std::getline(expected, wanted)) {
            ++lines;
            REQUIRE_MESSAGE(std::getline(found, line), "line " << lines);
            REQUIRE(line == wanted);
        }
        CHECK_FALSE((std::getline(found, line) && !line.empty()));
        CHECK(lines >= ledgers[i].graph().count(Category::attribution));
    }
    std::remove(image.c_str());
    std::remove(told.c_str());
}
