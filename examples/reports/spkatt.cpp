// SPDX-License-Identifier: BSL-1.0
#include "spkatt.hpp"

#include "print.hpp"
#include <ascribe/analysis/trace.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace reports {

using namespace ascribe;

namespace {

constexpr std::string_view table_name = "chains";

/// A row with what only recording needs.
struct Cells {
    SpkattRow row;
    std::string cue, source;
};

using Key = std::pair<std::string, std::string>;  // speech, annotation

Error bad_row(Errc code, std::string_view field, std::string_view expected, Key const& key) {
    return {.code = code,
            .record = table_name,
            .field = field,
            .expected = expected,
            .found = key.first + " " + key.second};
}

/// An annotation and those around it, the innermost first.
Result<std::vector<Cells const*>> path_of(std::map<Key, Cells const*> const& all, Cells const& from) {
    std::vector<Cells const*> path = {&from};
    while (!path.back()->row.parent.empty()) {
        auto const at = all.find({from.row.doc, path.back()->row.parent});
        Key const key{from.row.doc, path.back()->row.ann};
        if (at == all.end()) return bad_row(Errc::unknown, "parent", "an annotation of this speech", key);
        path.push_back(at->second);
        if (path.size() > all.size()) return bad_row(Errc::cycle, "parent", "annotations that lie in each other", key);
    }
    return path;
}

std::string node_key(Cells const& cells) {
    return cells.row.doc + "/" + cells.row.ann;
}

class Recorder {
public:
    Recorder(Ledger& ledger, SpkattSpeakers const& speakers) : ledger_(ledger), speakers_(speakers) {}

    Recorded<AttributionId> record(std::vector<Cells const*> const& path) {
        Cells const& inner = *path.front();
        Content content = ledger_.claim(ledger_.event(node_key(inner)), "message", "as said").id;
        for (Cells const* hop : path)
            content = ledger_
                          .attribution({.source = source_of(*hop),
                                        .content = content,
                                        .role = Role::speaker,
                                        .implied = hop->source.empty()})
                          .id;
        DocumentId const speech = ledger_.document(inner.row.doc);
        return ledger_.attribution(
            {.source = speaker_of(inner.row.doc), .content = content, .document = speech, .wording = inner.cue});
    }

private:
    ActorId source_of(Cells const& cells) {
        auto const kind = cells.source.empty() ? ActorKind::unspecified : ActorKind::unnamed;
        ActorId const actor = ledger_.actor(node_key(cells), kind);
        if (!cells.source.empty()) ledger_.label(actor, cells.source);
        return actor;
    }
    ActorId speaker_of(std::string const& doc) {
        ActorId const actor = ledger_.actor(doc + "/speaker", ActorKind::person);
        auto const at = speakers_.find(doc);
        if (at != speakers_.end()) ledger_.label(actor, at->second);
        return actor;
    }

    Ledger& ledger_;
    SpkattSpeakers const& speakers_;
};

/// The annotation whose source a hop is.
std::string ann_of(Graph const& graph, AttributionId hop) {
    std::string_view const key = graph.key(Node(graph.source(hop)).to<Entity>());
    return std::string(key.substr(key.rfind('/') + 1));
}

}  // namespace

Result<SpkattSpeakers> read_spkatt_speakers(std::istream& in) {
    tables::Reader cells(in);
    if (auto const ok = require_columns(cells, "docs", {"doc", "party", "speaker"}); !ok) return ok.error();
    SpkattSpeakers speakers;
    while (cells.next())
        speakers.emplace(cells["doc"], std::string(cells["party"]) + ": " + std::string(cells["speaker"]));
    return speakers;
}

Result<Spkatt> read_spkatt(std::istream& chains, SpkattSpeakers const& speakers) {
    tables::Reader cells(chains);
    if (auto const ok = require_columns(cells, table_name, {"doc", "ann", "parent", "depth", "root", "cue", "source"});
        !ok)
        return ok.error();
    std::vector<Cells> rows;
    while (cells.next()) {
        auto const depth = whole_number(cells, table_name, "depth");
        if (!depth) return depth.error();
        auto const text = [&](std::string_view column) { return std::string(cells[column]); };
        rows.push_back({.row = {.doc = text("doc"),
                                .ann = text("ann"),
                                .parent = text("parent"),
                                .root = text("root"),
                                .depth = *depth,
                                .outermost = {}},
                        .cue = text("cue"),
                        .source = text("source")});
    }
    std::map<Key, Cells const*> all;
    std::set<std::string> speeches;
    for (Cells const& row : rows) {
        Key const key{row.row.doc, row.row.ann};
        auto const [at, is_new] = all.emplace(key, &row);
        Cells const& other = *at->second;
        if (!is_new && (other.row.parent != row.row.parent || other.cue != row.cue || other.source != row.source))
            return bad_row(Errc::conflict, "ann", "one row for each annotation", key);
        speeches.insert(row.row.doc);
    }
    Spkatt spkatt;
    spkatt.speeches = speeches.size();
    Recorder recorder(spkatt.ledger, speakers);
    for (Cells const& row : rows) {
        auto const path = path_of(all, row);
        if (!path) return path.error();
        auto const recorded = recorder.record(*path);
        spkatt.repeated += !recorded.is_new;
        spkatt.rows.push_back(row.row);
        spkatt.rows.back().outermost = recorded;
    }
    return spkatt;
}

std::size_t check_spkatt(std::ostream& out, Spkatt const& spkatt) {
    View const view(spkatt.ledger.graph());
    Graph const& graph = view.graph();
    std::map<std::int64_t, std::size_t> depths;
    std::size_t wrong = 0;
    for (SpkattRow const& row : spkatt.rows) {
        // The first hop is the speaker, the last is the annotation itself.
        std::vector<AttributionId> const hops = chain_from(view, row.outermost).hops;
        auto const depth = static_cast<std::int64_t>(hops.size()) - 2;
        std::string const root = ann_of(graph, hops[1]);
        std::string const parent = depth == 0 ? "" : ann_of(graph, hops[hops.size() - 2]);
        auto const [claim, count] = graph.innermost(row.outermost);
        // From the claim outwards there is this chain and no other.
        auto const outwards = chains(view, claim);
        bool const is_one = outwards.size() == 1 && outwards[0].hops == hops && count == hops.size();
        ++depths[depth];
        if (is_one && depth == row.depth && root == row.root && parent == row.parent &&
            ann_of(graph, hops.back()) == row.ann)
            continue;
        ++wrong;
        out << "differs: " << row.doc << " " << row.ann << ": parent " << parent << ", depth " << depth << ", root "
            << root << "; the table has " << row.parent << ", " << row.depth << ", " << row.root << '\n';
    }
    print_count(out, "speeches", spkatt.speeches);
    print_count(out, "annotations", spkatt.rows.size());
    if (spkatt.repeated != 0) print_count(out, "  of these repeated in the table", spkatt.repeated);
    for (auto const& [depth, count] : depths) print_count(out, "  at depth " + std::to_string(depth), count);
    if (wrong == 0)
        out << "every parent, depth and root is that of the table\n";
    else
        print_count(out, "rows that differ from the table", wrong);
    return wrong;
}

bool print_spkatt_chain(std::ostream& out, Spkatt const& spkatt, std::string_view doc, std::string_view ann) {
    auto const row = std::find_if(spkatt.rows.begin(), spkatt.rows.end(),
                                  [&](SpkattRow const& r) { return r.doc == doc && r.ann == ann; });
    if (row == spkatt.rows.end()) return false;
    View const view(spkatt.ledger.graph());
    Graph const& graph = view.graph();
    std::string indent;
    for (AttributionId const hop : chain_from(view, row->outermost).hops) {
        Entity const source = Node(graph.source(hop)).to<Entity>();
        auto const labels = graph.labels(source);
        out << indent << (labels.empty() ? graph.key(source) : labels.front().text);
        if (graph.document(hop))
            out << ", in " << graph.key(graph.document(hop)) << ", by \"" << graph.attribution(hop).wording << "\"";
        else if (graph.kind(source.to<ActorId>()) == ActorKind::unspecified)
            out << " (nobody is named)";
        out << '\n';
        indent += "  ";
    }
    return true;
}

}  // namespace reports
