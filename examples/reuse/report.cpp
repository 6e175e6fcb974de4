// SPDX-License-Identifier: BSL-1.0
#include "report.hpp"

#include "record_run.hpp"

#include <algorithm>
#include <iomanip>
#include <set>

namespace text_reuse {

namespace {

/// Where a run stands in one of its texts.
struct Side {
    NamedText const& text;
    Word const& first;
    Word const& last;
};
Side side_a(std::vector<NamedText> const& texts, Run const& run) {
    NamedText const& text = texts[run.a];
    return {text, text.words[run.first_a], text.words[run.first_a + run.words - 1]};
}
Side side_b(std::vector<NamedText> const& texts, Run const& run) {
    NamedText const& text = texts[run.b];
    return {text, text.words[run.first_b], text.words[run.first_b + run.words - 1]};
}

/// "o07", with as many digits as the last one needs, at least two.
std::string id_of(std::size_t number, std::size_t count) {
    std::string const digits = std::to_string(number);
    std::size_t const width = (std::max)(std::size_t{2}, std::to_string(count).size());
    return "o" + std::string(width - digits.size(), '0') + digits;
}

}  // namespace

void print_runs(std::ostream& out, std::vector<NamedText> const& texts, std::vector<Run> const& runs) {
    std::size_t width = 4;
    for (NamedText const& text : texts) width = (std::max)(width, text.key.size());
    auto const column = static_cast<int>(width);
    out << std::left << std::setw(column) << "text"
        << "  " << std::setw(column) << "text" << std::right << "  words   begin     end   begin     end\n";
    for (Run const& run : runs) {
        Side const a = side_a(texts, run), b = side_b(texts, run);
        out << std::left << std::setw(column) << a.text.key << "  " << std::setw(column) << b.text.key << std::right
            << std::setw(7) << run.words << std::setw(8) << a.first.code_point_begin << std::setw(8)
            << a.last.code_point_end << std::setw(8) << b.first.code_point_begin << std::setw(8)
            << b.last.code_point_end << '\n';
    }
    out << '\n' << runs.size() << (runs.size() == 1 ? " run" : " runs") << "; offsets in code points\n";
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::vector<bool> covered(texts[i].words.size());
        auto const cover = [&](std::size_t first, std::size_t words) {
            std::fill_n(covered.begin() + static_cast<std::ptrdiff_t>(first), words, true);
        };
        for (Run const& run : runs) {
            if (run.a == i) cover(run.first_a, run.words);
            if (run.b == i) cover(run.first_b, run.words);
        }
        out << std::left << std::setw(column) << texts[i].key << std::right << "  "
            << std::count(covered.begin(), covered.end(), true) << " of " << covered.size() << " words are in a run\n";
    }
}

void print_table(std::ostream& out, std::vector<NamedText> const& texts, std::vector<Run> const& runs) {
    out << "id\tdoc_a\tdoc_b\twords\tbegin_a\tend_a\tbegin_a_byte\tend_a_byte\tbegin_b\tend_b\tbegin_b_byte\tend_b_"
           "byte\n";
    for (std::size_t i = 0; i < runs.size(); ++i) {
        Side const a = side_a(texts, runs[i]), b = side_b(texts, runs[i]);
        out << id_of(i + 1, runs.size()) << '\t' << a.text.key << '\t' << b.text.key << '\t' << runs[i].words;
        for (Side const& side : {a, b})
            out << '\t' << side.first.code_point_begin << '\t' << side.last.code_point_end << '\t' << side.first.begin
                << '\t' << side.last.end;
        out << '\n';
    }
}

ascribe::Result<ascribe::Ledger> to_ledger(std::vector<NamedText> const& texts, std::vector<Run> const& runs) {
    ascribe::Ledger ledger;
    ascribe::ActorId const finder = declare_finder(ledger);
    std::vector<ascribe::DocumentId> documents;
    for (NamedText const& text : texts) {
        auto const document = ledger.try_document(text.key);
        if (!document) return document.error();
        if (!document->is_new)
            return ascribe::Error{.code = ascribe::Errc::conflict,
                                  .record = "text",
                                  .field = "key",
                                  .expected = "a key of its own for each text",
                                  .found = text.key};
        documents.push_back(*document);
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        ASCRIBE_ASSERT(runs[i].a != runs[i].b);
        Side const a = side_a(texts, runs[i]), b = side_b(texts, runs[i]);
        ledger.label(record_run(ledger, finder, {documents[runs[i].a], a.first.begin, a.last.end},
                                {documents[runs[i].b], b.first.begin, b.last.end}, runs[i].words),
                     id_of(i + 1, runs.size()), finder);
    }
    return ledger;
}

}  // namespace text_reuse
