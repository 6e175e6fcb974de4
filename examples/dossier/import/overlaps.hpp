// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_OVERLAPS_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_OVERLAPS_HPP

#include "../../reuse/record_run.hpp"
#include "recorder.hpp"

namespace import_annotations {

/// overlaps.tsv, made by find_reuse: that texts share runs of words, held by that program (rule L3).
class OverlapRows {
public:
    explicit OverlapRows(Recorder& to) : to_(to), finder_(text_reuse::declare_finder(to.ledger)) {}

    void record(Table const& overlaps) {
        for (Row const& row : overlaps) {
            text_reuse::Stretch const a = stretch(row, "a"), b = stretch(row, "b");
            to_.ledger.label(text_reuse::record_run(to_.ledger, finder_, a, b, row.number("words")), row["id"],
                             finder_);
        }
    }

private:
    text_reuse::Stretch stretch(Row const& row, std::string const& side) {
        Span const span = to_.span(row, to_.text_of(row, "doc_" + side), "begin_" + side, "end_" + side);
        return {span.document, span.begin, span.end};
    }

    Recorder& to_;
    ActorId finder_;
};

}  // namespace import_annotations

#endif
