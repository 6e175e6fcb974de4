// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_VALUES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_VALUES_HPP

#include "recorder.hpp"
#include <ascribe/quantity/quantity.hpp>

namespace import_annotations {

/// What a row states of its event: a property and its value, several for a list (rule P2).
struct Statement {
    std::string property;
    std::vector<Value> values = {};
    bool is_word_lost = false;  ///< the value word only repeated a polarity or an act and is gone (rule P1)
    bool is_category = false;   ///< a word of the annotation's own list, not a phrase
    bool is_time = false;       ///< the value is the time that the row gives, as said
};

/// The number of a row with its hedge, unit and thing counted (rule P5).
[[nodiscard]] inline Quantity read_quantity(Row const& row) {
    std::string_view const hedge = row["hedge"];
    std::string_view const unit = row["unit"];
    QuantityParts parts;
    if (hedge == "exact")
        parts.direction = Direction::exact;
    else if (hedge == "more_than")
        parts.direction = Direction::above;
    else if (hedge == "almost")
        parts.direction = Direction::below;
    else if (hedge == "about" || hedge == "close_to")
        parts.direction = Direction::about;
    else if (hedge == "range")
        parts.direction = Direction::range;
    else
        fail(row.where(), "a hedge that this program does not know");

    auto const number = [&](std::string_view column) {
        Rational const n = parse_rational(row[column]).value();
        return unit == "percent" ? percent(n) : n;
    };
    if (row.has("num")) parts.nominal = number("num");
    // The words "close to" leave both sides open; that the tables leave only one is kept as a bound.
    if (hedge == "range" || hedge == "close_to") {
        if (row.has("num_lo")) parts.bounds.lower = Bound{number("num_lo"), false};
        if (row.has("num_hi")) parts.bounds.upper = Bound{number("num_hi"), false};
    }
    if (unit == "percent") {
        RowText const* whole = find_entry(wholes, row["property"]);
        if (whole == nullptr) fail(row.where(), "a share of an unknown whole");
        parts.kind = QuantityKind::ratio;
        parts.thing = whole->text;
    } else if (unit == "tonnes" || unit == "years") {
        parts.kind = QuantityKind::measure;
        parts.unit = unit == "tonnes" ? "t" : "a";
        parts.thing = row["property"];
    } else {
        parts.thing = unit;
    }
    auto quantity = Quantity::from(std::move(parts));
    if (!quantity) fail(row.where(), to_string(quantity.error()));
    return *std::move(quantity);
}

/// Whether a value word says no more than the negative polarity beside it.
[[nodiscard]] inline bool repeats_negation(Row const& row) {
    static constexpr auto words =
        std::to_array<std::string_view>({"no", "none", "never", "excluded", "refused", "none_seen_in_visited_parts"});
    return polarity(parse_named<Factuality>(row["source_factuality"]).value()) == Polarity::negative &&
           contains(words, row["value"]);
}

/// How the event is said to have come about: a property of its own for each (rule E4), plain true as value.
[[nodiscard]] inline std::string_view occurrence_property(Row const& row) {
    std::string_view const value = row["value"];
    if (value == "occurred" || value == "denied" || value == "did_not_occur" || value == "will_not_happen")
        return property::occurred;
    if (value == "attempted") return property::attempted;
    if (value == "ongoing") return "ongoing";
    if (value == "occurs_habitually") return "habitual";
    fail(row.where(), "an occurrence that this program does not know");
}

[[nodiscard]] inline Statement read_category(Row const& row) {
    Statement s{.property = row.text("property"), .is_category = true};
    std::string_view const value = row["value"];
    if (s.property == "occurrence") {
        s.property = occurrence_property(row);
        s.is_word_lost = s.property == property::occurred && value != "occurred";
        s.values = {Value()};
    } else if (s.property == "status" && value == "completed") {
        s.property = property::completed;
        s.values = {Value()};
    } else if (value == "yes" || value == "implied_yes" || repeats_negation(row)) {
        s.is_word_lost = value != "yes" && value != "no";
        s.values = {Value()};
    } else {
        s.values = {Value(value)};
    }
    return s;
}

/// Reads property and value of a row of claims.tsv. Views into the row.
[[nodiscard]] inline Statement read_statement(Recorder const& to, Row const& row, std::vector<std::string>& items) {
    std::string_view const kind = row["value_kind"];
    Statement s{.property = row.text("property")};
    RowText const* positive = find_entry(positive_values, row["id"]);
    if (positive != nullptr) {
        s.values = {Value(positive->text)};
        s.is_word_lost = true;
    } else if (kind == "category") {
        s = read_category(row);
    } else if (kind == "number") {
        s.values = {Value(read_quantity(row))};
    } else if (kind == "entity_ref") {
        s.values = {Value(Node(to.entity(row["value"])))};
    } else if (kind == "edtf") {
        // Where the row resolves a time that is said otherwise, the claim is what is said (rule T5).
        bool const is_resolved = row["value"] == row["time_edtf"] && row.has("time_said_edtf");
        bool const is_in_words = !row.has("time_said_edtf") && row.has("time_said");
        s.is_time = is_resolved || is_in_words;
        if (is_in_words)
            s.values = {Value(row["time_said"])};
        else
            s.values = {Value(Edtf(is_resolved ? row["time_said_edtf"] : row["value"]))};
    } else if (kind == "text") {
        s.is_time = s.property == "time";
        // "apply; or leave" is one thing with two sides, not a list.
        items = row["value"].find("; or ") == std::string_view::npos ? split(row["value"], "; ")
                                                                     : std::vector<std::string>{row.text("value")};
        for (std::string const& item : items) s.values.emplace_back(std::string_view(item));
    } else {
        fail(row.where(), "a kind of value that this program does not know");
    }
    if (s.property == "time") s.property = property::date;
    if (s.property == "participants") s.property = property::participant;
    if (RowText const* narrow = find_entry(narrower, row["id"])) s.property = narrow->text;
    return s;
}

}  // namespace import_annotations

#endif
