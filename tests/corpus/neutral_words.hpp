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
     "Settlement of Armenians in territory under Armenian control (as alleged)"},
    {"ev_diaspora_framing", "label", "Portrayal of the conflict attributed to the Armenian diaspora",
     "Portrayal of the conflict by the Armenian diaspora (as alleged)"},
    {"ev_violence_1990s", "label", "Violence against Azerbaijanis in the early 1990s attributed to Karabakh Armenians",
     "Violence against Azerbaijanis in the early 1990s (as alleged)"},
    {"ev_heritage_damage", "label", "Damage to Azerbaijani cultural heritage, as stated by one document",
     "Damage to Azerbaijani cultural heritage (as alleged)"},
    {"ev_shelling_20200927", "label", "Shelling that preceded the second war (as told by two documents)",
     "Shelling that preceded the second war (as alleged)"},
    {"ev_activities_post2020", "label", "Activities of the de facto authorities called unlawful by the author",
     "Unlawful activities of the de facto authorities (as alleged)"},
    {"ev_lachin_use", "label", "Use of the Lachin road for purposes called unlawful",
     "Use of the Lachin road for unlawful purposes (as alleged)"},
    {"ev_mines_found", "label", "Discovery of mines made in 2021", "Discovery of mines made in 2021 (as alleged)"},
    {"ev_resource_extraction", "label", "Extraction at two deposits in Karabakh",
     "Extraction at two deposits in Karabakh (as alleged)"},
    {"ev_rpc_dependence", "label", "Dependence of the Karabakh leadership on the Russian contingent",
     "Dependence of the Karabakh leadership on the Russian contingent (as alleged)"},
    {"ev_reprisals", "label", "Reprisals against residents who contact Azerbaijani bodies",
     "Reprisals against residents who contact Azerbaijani bodies (as alleged)"},
    {"ev_alleged_spying", "label", "Alleged contact with Azerbaijani services",
     "Contact with Azerbaijani services (as alleged)"},
    {"ev_works_20230529", "label", "Attempt to build positions near Azerbaijani lines",
     "Attempt to build positions near Azerbaijani lines (as alleged)"},
    {"ev_fire_20230530", "label", "Fire at Azerbaijani positions, 15 incidents",
     "Fire at Azerbaijani positions, 15 incidents (as alleged)"},
    {"ev_obstruction", "label", "Obstruction of the dialogue by a group in Karabakh",
     "Obstruction of the dialogue by a group in Karabakh (as alleged)"},
    {"ev_statements_armenia", "label", "Statements called propaganda by Hajiyev",
     "Propaganda from Armenia (as alleged)"},
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
