// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_DECISIONS_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_DECISIONS_HPP

#include <ascribe/model/stance.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// What the columns of the tables leave to the reader, row by row: most of it stands in the column `note`. Everything
/// that is not listed here follows from the columns by rule.
namespace import_annotations {

template <std::size_t N>
[[nodiscard]] bool contains(std::array<std::string_view, N> const& rows, std::string_view row) {
    return std::find(rows.begin(), rows.end(), row) != rows.end();
}

/// The first entry for a row, or null.
template <class Entry, std::size_t N>
[[nodiscard]] Entry const* find_entry(std::array<Entry, N> const& entries, std::string_view row) {
    auto const at = std::find_if(entries.begin(), entries.end(), [&](Entry const& e) { return e.row == row; });
    return at == entries.end() ? nullptr : &*at;
}

struct RowText {
    std::string_view row, text;
};

/// Words of the tables that take a side when they stand in the annotation's own voice (rule N2): like things get like
/// kinds, whoever did them, and labels name nobody's cause or name. What the texts tell only as one side's charge is
/// "(as alleged)", whichever side that is. The rest of a row is as it was.
struct Neutral {
    std::string_view row, kind, label;  ///< what the record gets instead; empty for what the table has
};
inline constexpr auto neutral_words = std::to_array<Neutral>(
    {{"ev_control_1990s", "change_of_control",
      "Armenian control of territory after the first war ('occupation' in the documents)"},
     {"ev_lachin_seized_1992", "change_of_control", ""},
     {"ev_settlements_2020", "change_of_control", ""},
     {"ev_districts_return", "change_of_control",
      "Handover of Aghdam, Kalbajar and Lachin districts ('return' in the documents)"},
     {"ev_displacement_1990s", "displacement", ""},
     {"ev_departure_2023", "displacement", ""},
     {"ev_resettlement", "", "Settlement of Armenians in territory under Armenian control (as alleged)"},
     {"ev_diaspora_framing", "", "Portrayal of the conflict by the Armenian diaspora (as alleged)"},
     {"ev_violence_1990s", "", "Violence against Azerbaijanis in the early 1990s (as alleged)"},
     {"ev_heritage_damage", "", "Damage to Azerbaijani cultural heritage (as alleged)"},
     {"ev_shelling_20200927", "", "Shelling that preceded the second war (as alleged)"},
     {"ev_activities_post2020", "", "Unlawful activities of the de facto authorities (as alleged)"},
     {"ev_lachin_use", "", "Use of the Lachin road for unlawful purposes (as alleged)"},
     {"ev_mines_found", "", "Discovery of mines made in 2021 (as alleged)"},
     {"ev_resource_extraction", "", "Extraction at two deposits in Karabakh (as alleged)"},
     {"ev_rpc_dependence", "", "Dependence of the Karabakh leadership on the Russian contingent (as alleged)"},
     {"ev_reprisals", "", "Reprisals against residents who contact Azerbaijani bodies (as alleged)"},
     {"ev_alleged_spying", "", "Contact with Azerbaijani services (as alleged)"},
     {"ev_works_20230529", "", "Attempt to build positions near Azerbaijani lines (as alleged)"},
     {"ev_fire_20230530", "", "Fire at Azerbaijani positions, 15 incidents (as alleged)"},
     {"ev_obstruction", "", "Obstruction of the dialogue by a group in Karabakh (as alleged)"},
     {"ev_statements_armenia", "", "Propaganda from Armenia (as alleged)"},
     {"ev_protest_20221212", "", "Protest on the Lachin road"},
     {"ev_alleged_blockade", "", "Blocking of the Lachin road (as alleged)"},
     {"pl_protest_area", "", "Protest site on the Lachin road"}});

/// What the refusals of the tables refuse, which has no row of its own.
inline constexpr auto refused_things =
    std::to_array<RowText>({{"ev_nkao_transfer_rejection", "the transfer of the NKAO"},
                            {"ev_refusal_march", "the Baku invitations"},
                            {"ev_refusal_may", "Aliyev's proposals"}});

/// The agentless constructions (rule H9): rows that share one are one passage and have one node.
inline constexpr auto unspecified_sources = std::to_array<RowText>({{"c001.044", "ac_unspecified/c001.044"},
                                                                    {"c001.063", "ac_unspecified/c001.063"},
                                                                    {"c001.064", "ac_unspecified/c001.064"},
                                                                    {"c001.065", "ac_unspecified/c001.064"},
                                                                    {"c001.066", "ac_unspecified/c001.064"},
                                                                    {"c001.067", "ac_unspecified/c001.064"},
                                                                    {"c001.122", "ac_unspecified/c001.122"},
                                                                    {"c001.125", "ac_unspecified/c001.125"}});

/// Footnotes of which it is not clear how far they reach (rule H7).
inline constexpr auto unclear_reach = std::to_array<std::string_view>({"c001.014", "c001.104"});

/// Markers that are not the author's about a term (rule G2): whose, and about what.
struct Marker {
    std::string_view row;
    bool of_innermost;
    ascribe::DistanceTarget target;
};
inline constexpr auto markers = std::to_array<Marker>({{"c000.029", true, ascribe::DistanceTarget::content},
                                                       {"c000.030", true, ascribe::DistanceTarget::content},
                                                       {"c001.075", false, ascribe::DistanceTarget::content},
                                                       {"c001.076", false, ascribe::DistanceTarget::content},
                                                       {"c001.086", false, ascribe::DistanceTarget::content},
                                                       {"c001.154", true, ascribe::DistanceTarget::term},
                                                       {"c002.011", true, ascribe::DistanceTarget::content},
                                                       {"c003.009", true, ascribe::DistanceTarget::content},
                                                       {"c004.033", false, ascribe::DistanceTarget::content}});

/// Equal event, property and value, and yet other propositions (rule G4): the property is narrowed behind a full stop.
inline constexpr auto narrower = std::to_array<RowText>({{"c000.033", "condition.issued"},
                                                         {"c002.026", "occurred.second_round"},
                                                         {"c002.050", "occurred.ending_fire"},
                                                         {"c003.037", "occurred.in_kind"},
                                                         {"c004.022", "evaluation.platform"}});

/// Values that repeat a negative polarity in words of their own: the positive value (rule P1).
inline constexpr auto positive_values =
    std::to_array<RowText>({{"c001.098", "majority"}, {"c002.037", "impartial, founded"}});

/// Headlines that put a number forward: besides their gist, the same words hold a claim that can be compared (rule P5).
struct Figure {
    std::string_view row, property;
    std::int64_t number;
    std::string_view counted;
};
inline constexpr auto headline_figures = std::to_array<Figure>({{"h002.09", "capacity", 40000, "families"}});

/// The time is when it was said (rule T1), not when the event took place. These are the innermost source's words ...
inline constexpr auto when_said = std::to_array<std::string_view>(
    {"c000.021", "c001.106", "c001.118", "c001.133", "c001.134", "c001.136", "c002.004", "c002.005", "c002.007",
     "c002.008", "c002.009", "c002.010", "c002.011", "c002.012", "c002.014", "c002.015", "c002.016", "c002.017",
     "c002.018", "c002.030", "c002.031", "c002.032", "c002.034", "c002.035", "c002.037", "c002.038", "c002.039",
     "c002.040", "c002.065", "c003.001", "c003.003", "c003.005", "c003.006", "c003.007", "c003.008", "c003.009",
     "c003.010", "c003.012", "c003.013", "c003.014", "c003.015", "c003.016", "c003.017", "c003.026", "c003.027",
     "c003.028", "c003.052", "c004.007", "c004.032", "c004.035", "c004.036", "c004.037", "c004.038", "c004.039",
     "c004.040", "c004.041", "c004.043", "c004.044"});
/// ... and these the words of the source next to the author: a cited title, or a ministry that restates a charge.
inline constexpr auto when_said_next =
    std::to_array<std::string_view>({"c001.146", "c001.149", "c001.150", "c001.151", "c001.152", "c001.153", "c001.155",
                                     "c001.156", "c001.157", "c002.042"});

/// Words that somebody says again on another day, which another sentence of the document gives: by it, as said, they
/// are an attribution of their own (rule I6).
inline constexpr auto said_again = std::to_array<RowText>({{"c004.040", "XXXX-09-02"}});

/// A state is said to hold at that time: valid time, not the date of the event (rule T3).
inline constexpr auto holds_then =
    std::to_array<std::string_view>({"c001.045", "c001.046", "c001.047", "c001.048", "c001.078"});

/// Words without an EDTF form that do date the event (rule T5); words of other rows are kept and date nothing.
inline constexpr auto dated_by_words = std::to_array<std::string_view>(
    {"c000.027", "c001.025", "c001.041", "c001.063", "c001.068", "c001.137", "c002.060", "c002.067", "c003.031",
     "c003.033", "c003.035", "c003.036", "c003.047", "c003.054", "c004.003", "c004.033", "c004.034", "c004.046"});

/// What the resolution of a time rests on, where that is not the publication date of the document itself.
inline constexpr auto grounds = std::to_array<RowText>(
    {{"c001.025", "published doc_fn04"}, {"c001.041", "row c001.148"},       {"c001.063", "row c001.148"},
     {"c001.068", "row c001.148"},       {"c001.118", "row c001.113"},       {"c001.123", "published doc_fn15"},
     {"c001.126", "published doc_fn16"}, {"c001.127", "published doc_fn16"}, {"c001.128", "published doc_fn16"},
     {"c001.129", "published doc_fn16"}, {"c002.060", "row c002.063"},       {"c002.067", "row c002.063"},
     {"c003.047", "row c003.050"},       {"c003.054", "row c003.050"},       {"c004.033", "row c004.030"},
     {"c004.046", "row c002.063"},       {"c001.137", "published doc_fn17"}, {"c001.106", "dated c001.104"},
     {"c001.133", "published doc_fn17"}, {"c001.134", "published doc_fn17"}, {"c001.136", "published doc_fn17"}});

/// The same for words of others that are dated by another sentence of the document: text and time, and that row.
inline constexpr auto said_on = std::to_array<RowText>({{"d002 2023-05-28", "row c002.013"},
                                                        {"d002 2023-05-30", "row c002.043"},
                                                        {"d003 2023-05-28?", "row c003.011"},
                                                        {"d004 2023-09-02", "row c004.042"}});

/// The passages that together bound the time of an event.
inline constexpr auto event_grounds =
    std::to_array<RowText>({{"ev_congratulation", "dated c004.034"}, {"ev_congratulation", "row c004.042"}});

/// What the inferred dates of documents rest on.
inline constexpr auto document_grounds = std::to_array<RowText>(
    {{"d001", "published doc_fn16"}, {"d001", "row c001.060"}, {"d003", "row c002.013"}, {"d003", "row c003.011"}});

/// The wholes of which a percentage is a share.
inline constexpr auto wholes = std::to_array<RowText>(
    {{"territory_share", "territory"}, {"share_left", "Armenian residents"}, {"share_cleared", "treaty text"}});

/// Inferences that belong to the source that is reported and not to the author, as the explanation says.
inline constexpr auto inner_holders = std::to_array<RowText>(
    {{"r261", "ac_az_mfa"}, {"r262", "ac_aliyev"}, {"r263", "ac_aliyev"}, {"r268", "ac_az_mfa"}});

/// Conditions, where the columns show both sides (rule P4). An empty value is plain true.
struct Side {
    std::string_view event, property, value;
};
struct Conditional {
    std::string_view row, link;
    Side one, other;
};
inline constexpr Side institutions_dissolved = {"ev_institutions_dissolved", "occurred", ""};
inline constexpr Side officials_resign = {"ev_dissolve_institutions", "officials_resign", "required"};
inline constexpr Side citizenship_accepted = {"ev_equal_rights", "citizenship_accepted", ""};
inline constexpr auto conditionals = std::to_array<Conditional>(
    {{"c000.046",
      "or_else",
      {"ev_choice_ka", "options", "accept citizenship and take part in reintegration"},
      {"ev_choice_ka", "options", "leave"}},
     {"c001.099", "if", {"ev_equal_rights", "protection", "rights and security"}, citizenship_accepted},
     {"c001.100", "if", {"ev_municipality", "establishment", "will_happen"}, citizenship_accepted},
     {"c001.101", "if", {"ev_equal_rights", "religious_cultural_rights", "assured"}, citizenship_accepted},
     {"c002.018", "only_if", {"ev_concession", "occurred", ""}, institutions_dissolved},
     {"c002.018", "only_if", {"ev_concession", "occurred", ""}, officials_resign},
     {"c002.029",
      "or_else",
      {"ev_choice_ka", "options", "apply for citizenship"},
      {"ev_choice_ka", "options", "an unspecified different course"}},
     {"c003.016", "only_if", {"ev_concession", "occurred", ""}, institutions_dissolved},
     {"c003.016", "only_if", {"ev_concession", "occurred", ""}, officials_resign},
     {"c003.017", "only_if", {"ev_amnesty", "occurred", ""}, institutions_dissolved},
     {"c003.017", "only_if", {"ev_amnesty", "occurred", ""}, officials_resign},
     {"c003.025",
      "or_else",
      {"ev_choice_ka", "options", "apply for citizenship"},
      {"ev_choice_ka", "options", "an unspecified different course"}}});

/// A source that says itself that one thing contradicts another.
inline constexpr auto contradictions = std::to_array<Conditional>(
    {{"c004.035", "contradicts", {"ev_congratulation", "occurred", ""}, {"ev_arm_recognises_ti", "recognition", ""}}});

/// Who holds which office (rule N3), as the column `roles` tells it of the documents; the time only as said.
struct Holder {
    std::string_view office, person, document, valid;
};
inline constexpr auto holders = std::to_array<Holder>({{"ac_office_president_az", "ac_aliyev", "d001", ""},
                                                       {"ac_office_pm_armenia", "ac_pashinyan", "d001", ""},
                                                       {"ac_office_pm_armenia", "ac_pashinyan", "d004", ""},
                                                       {"ac_office_assistant", "ac_hajiyev", "d001", ""},
                                                       {"ac_office_assistant", "ac_hajiyev", "d004", ""},
                                                       {"ac_office_head_fpad", "ac_hajiyev", "d004", ""},
                                                       {"ac_office_state_minister", "ac_vardanyan", "d001", ""},
                                                       {"ac_office_ka_leader", "ac_harutyunyan", "d001", "2022-11"},
                                                       {"ac_office_ka_leader", "ac_shahramanyan", "d001", "2023-09-28"},
                                                       {"ac_office_unrc", "ac_andreeva", "d001", ""},
                                                       {"ac_office_ec_president", "ac_michel", "d004", ""},
                                                       {"ac_office_us_secstate", "ac_blinken", "d004", ""}});

/// Properties of the data set that the library may conclude something from; all others have no traits.
struct Property {
    std::string_view name;
    ascribe::Traits traits;
};
[[nodiscard]] inline std::span<Property const> properties() {
    using ascribe::Trait;
    static constexpr auto number = Trait::numeric | Trait::functional;
    static constexpr auto state = Trait::numeric | Trait::functional | ascribe::Traits(Trait::temporal);
    static constexpr ascribe::Traits occurring = Trait::presupposes_occurrence;
    static constexpr auto hard_number = number | occurring;
    static constexpr Property list[] = {
        {"aggressor", occurring},
        {"capacity", number},
        {"ceasefires_count", number},
        {"channel", occurring},
        {"cities", occurring},
        {"condition.issued", occurring},
        {"count", hard_number},
        {"deaths_azerbaijani", hard_number},
        {"displaced_azerbaijani", hard_number},
        {"districts", occurring},
        {"districts_count", hard_number},
        {"duration", hard_number},
        {"elapsed_time", hard_number},
        {"emergence", occurring},
        {"flour", hard_number},
        {"food_hygiene", hard_number},
        {"fuel", hard_number},
        {"further_count", hard_number},
        {"habitual", occurring},
        {"incidents", hard_number},
        {"initiator", occurring},
        {"missing_children", number},
        {"missing_elderly", number},
        {"missing_persons", number},
        {"missing_women", number},
        {"occurred.ending_fire", occurring},
        {"occurred.in_kind", occurring},
        {"occurred.second_round", occurring},
        {"occurrences", number},
        {"ongoing", occurring},
        {"options_count", number},
        {"ordinal", hard_number},
        {"outcome", occurring},
        {"perpetrator", occurring},
        {"persons_left", hard_number},
        {"pretext", occurring},
        {"principles_count", number},
        {"regions_count", number},
        {"residents", state},
        {"residents_remaining", state},
        {"rights_violated_duration", number},
        {"settlements", hard_number},
        {"share_cleared", state},
        {"share_left", hard_number},
        {"start", occurring},
        {"territory_share", hard_number},
        {"topic", occurring},
        {"wars_count", number},
        {"water", hard_number},
    };
    return list;
}

}  // namespace import_annotations

#endif
