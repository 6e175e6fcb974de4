// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_CORPUS_NEUTRAL_WORDS_HPP
#define ASCRIBE_TESTS_CORPUS_NEUTRAL_WORDS_HPP

#include "tables.hpp"

#include <array>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace corpus {

/// A cell that the records word otherwise than the table, so that the data set takes no side in its own voice (N2).
struct Reworded {
    std::string_view row, column, table, records;
};
inline constexpr auto reworded_cells = std::to_array<Reworded>({
    {"ev_control_1990s", "kind", "occupy", "change_of_control"},
    {"ev_control_1990s", "label",
     "Armenian control of Azerbaijani territory after the first war ('occupation' in the documents)",
     "Armenian control of territory after the first war ('occupation' in the documents)"},
    {"ev_lachin_seized_1992", "kind", "occupy", "change_of_control"},
    {"ev_settlements_2020", "kind", "take_territory", "change_of_control"},
    {"ev_districts_return", "kind", "return_territory", "change_of_control"},
    {"ev_districts_return", "label", "Return of Aghdam, Kalbajar and Lachin districts",
     "Handover of Aghdam, Kalbajar and Lachin districts ('return' in the documents)"},
    {"ev_displacement_1990s", "kind", "expel", "displacement"},
    {"ev_departure_2023", "kind", "flee", "displacement"},
    {"ev_resettlement", "label", "Settlement of Armenians in the occupied territories",
     "Settlement of Armenians in territory under Armenian control ('occupied' in the documents)"},
    {"ev_protest_20221212", "label", "Protest on the Lachin-Khankendi road", "Protest on the Lachin road"},
    {"ev_alleged_blockade", "label", "Blocking of the Lachin-Khankendi road (as alleged)",
     "Blocking of the Lachin road (as alleged)"},
    {"pl_protest_area", "label", "Protest site on the Lachin-Khankendi road", "Protest site on the Lachin road"},
});

/// The row as the records have it.
inline Cells reworded(Cells row) {
    for (Reworded const& cell : reworded_cells)
        if (row.at("id") == cell.row && row.contains(std::string(cell.column))) {
            std::string& text = row.at(std::string(cell.column));
            CHECK(text == cell.table);
            text = cell.records;
        }
    return row;
}

}  // namespace corpus

#endif
