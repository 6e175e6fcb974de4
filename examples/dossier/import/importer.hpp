// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_IMPORTER_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_IMPORTER_HPP

#include "claims.hpp"
#include "documents.hpp"
#include "entities.hpp"
#include "headlines.hpp"
#include "overlaps.hpp"
#include "relations.hpp"

namespace import_annotations {

/// Turns the annotation tables into records; README.md beside the data set says how. The order of recording is that of
/// the tables, so equal tables give equal ledgers. Throws std::exception with table and line if a table is not as
/// expected.
[[nodiscard]] inline Ledger import_tables(Tables const& tables) {
    Recorder recorder;
    DocumentRows documents(recorder);
    EntityRows entities(recorder, tables);
    documents.declare(tables.documents);
    entities.declare();
    documents.record(tables.documents);
    entities.record();
    ClaimRows(recorder, tables).record();
    HeadlineRows(recorder, documents).record(tables.headlines);
    RelationRows(recorder).record(tables.relations);
    OverlapRows(recorder).record(tables.overlaps);
    recorder.link_grounds();
    recorder.note_offsets();
    return std::move(recorder.ledger);
}

}  // namespace import_annotations

#endif
