// SPDX-License-Identifier: BSL-1.0
#include "answer.hpp"

#include "analyses.hpp"
#include "data.hpp"
#include "names.hpp"
#include "sections.hpp"
#include "tables.hpp"

#include <algorithm>

namespace dossier {

using namespace ascribe;

std::vector<Node> find(std::string const& option, Graph const& graph, std::string const& name,
                       std::initializer_list<Category> categories) {
    auto found = find_named_records(graph, name, categories);
    if (found) return *std::move(found);
    if (auto const others = find_named_records(graph, name, any_record)) {
        std::string expected;
        for (Category category : categories)
            expected.append(expected.empty() ? "" : " or ").append(to_string(category));
        throw Unknown(option + ": '" + name + "' is of another kind: expected " + expected + ", found " +
                      id_of(graph, others->front()) + " (" + describe(graph, others->front()) + ")");
    }
    throw Unknown(option + ": " + found.error().found);
}

namespace {

/// What the report is about, and the scope in which it is asked.
Scope scope_of(Options const& options, Graph const& graph, std::size_t left_out, Report& report) {
    Scope scope;
    scope.admit = options.admit;
    std::vector<std::string> files;
    for (auto const& file : options.files) {
        auto const slash = file.rfind('/');
        files.push_back(slash == std::string::npos ? file : file.substr(slash + 1));
    }
    report.facts.push_back({"files", "records", Cell::list(files)});
    std::string const bad = left_out == 0   ? std::string()
                            : left_out == 1 ? "1 line, which is bad"
                                            : std::to_string(left_out) + " lines, which are bad";
    report.facts.push_back({"left_out", "left out", Cell(bad, static_cast<std::int64_t>(left_out))});
    Cell as_of_day;
    if (options.as_of) {
        scope = as_of(TimeAxis::published, *options.as_of, std::move(scope));
        std::string const day = to_string(*options.as_of);
        as_of_day = Cell(day + (options.admit == Truth::possibly ? ", what may have been published by then"
                                                                 : ", what was certainly published by then"),
                         json::string(day));
    }
    report.facts.push_back({"as_of", "as of", std::move(as_of_day)});
    report.facts.push_back({"possibly", "", Cell("", options.admit == Truth::possibly)});
    std::vector<Cell> without;
    for (std::string const& name : options.without)
        for (Node node : find("--without", graph, name, any_record)) {
            scope.without.push_back(node);
            without.push_back(record_cell(graph, node));
        }
    report.facts.push_back({"without", "without", Cell::list(without, "\n")});
    return scope;
}

/// Collects the sections of one question after the other; the first gives the report its title.
class Answer {
public:
    Answer(Options const& options, View const& view, Report& report)
        : options_(options), view_(view), graph_(view.graph()), report_(report) {}

    void records() {
        about(options_.event, "Event", Category::event, about_thing);
        about(options_.actor, "Actor", Category::actor, about_actor);
        about(options_.place, "Place", Category::place, about_thing);
        for (std::string const& name : options_.claim) claims(name);
        about(options_.document, "Document", Category::document,
              [](View const& view, Node node) { return about_document(view, node.to<DocumentId>()); });
    }

    void analyses() {
        if (options_.conflicts) add("Disagreements", disagreements(view_));
        if (options_.find) add("Found: " + *options_.find, found(view_, *options_.find));
        if (options_.independence && options_.claim.empty()) add("Independence", independence(view_));
        if (options_.circular) add("Circular reporting", group("circular", circular_reporting(view_)));
        if (options_.timeline) {
            auto sections = time_windows(view_);
            sections.insert(sections.begin(), dossier::timeline(view_));
            sections.insert(sections.begin() + 1, analysts_dates(view_));
            add("Timeline", group("timeline", std::move(sections)));
        }
        of_actor_or_all(options_.commitments, "Commitments", "commitments", commitments_of, commitments_of_all);
        of_actor_or_all(options_.stances, "Stances", "stances", stances_of,
                        [](View const& view) { return std::vector{stances(view)}; });
        if (options_.strengthenings) add("Strengthenings", group("strengthenings", strengthened(view_)));
        if (options_.amendments) {
            Section said = relations(view_, "corrects");
            said.title = "Said to correct another, which has no effect by itself";
            add("Amendments", group("amended", {amended(view_), std::move(said)}));
        }
        if (options_.overtakings) add("Overtakings", overtaken(view_));
        if (options_.relations) {
            if (*options_.relations != "all" && !graph_.find_property(*options_.relations))
                throw Unknown("--relations: no relation is called '" + *options_.relations +
                              "'; --relations all lists them");
            add("Relations: " + *options_.relations, relations(view_, *options_.relations));
        }
        if (options_.statements) add("Statements", all_statements(view_));
        if (options_.numbers) add("Numbers", numbers(view_));
        if (options_.reuse) add("Text in common", reuse(view_));
        if (!options_.what_if.empty()) {
            std::vector<Node> nodes;
            std::vector<Cell> cells;
            for (std::string const& name : options_.what_if)
                for (Node node : find("--what-if", graph_, name, any_record)) {
                    nodes.push_back(node);
                    cells.push_back(record_cell(graph_, node));
                }
            Cell what = Cell::list(cells, "\n");
            Section section = group("what_if", what_if(view_, nodes));
            section.facts = {{"withdrawn", what.data}};
            report_.facts.push_back({"what_if", "what if without", std::move(what)});
            add("What falls", std::move(section));
        }
        if (options_.diff) {
            auto const [from, to] = *options_.diff;
            auto const at = [&](Day day) { return View(graph_, as_of(TimeAxis::published, day, view_.scope())); };
            report_.facts.push_back({"from", "from the end of", Cell(to_string(from))});
            report_.facts.push_back({"to", "to the end of", Cell(to_string(to))});
            add("What changed", group("changes", changes(at(from), at(to))));
        }
    }

    [[nodiscard]] bool is_empty() const { return report_.sections.empty(); }

private:
    void add(std::string const& title, Section section) {
        if (is_empty())
            report_.title = title;
        else if (!title.empty())
            report_.title += "; " + title;
        report_.sections.push_back(std::move(section));
    }

    /// Sections that belong to one question.
    static Section group(std::string id, std::vector<Section> parts) {
        return {.id = std::move(id), .parts = std::move(parts)};
    }

    template <class About>
    void about(std::vector<std::string> const& names, std::string const& title, Category category, About sections) {
        for (std::string const& name : names)
            for (Node node : find("--" + std::string(to_string(category)), graph_, name, {category})) {
                if (is_told(node)) continue;
                Section section = group(id_of(graph_, node), sections(view_, node));
                section.kind = std::string(to_string(category));
                section.facts = {{"record", data_of(graph_, node)}};
                add(title + ": " + describe(graph_, node), std::move(section));
            }
    }

    /// Whether the record has its section, having been asked for under another name.
    [[nodiscard]] bool is_told(Node node) const {
        std::string const id = id_of(graph_, node);
        return std::any_of(report_.sections.begin(), report_.sections.end(),
                           [&](Section const& section) { return section.id == id; });
    }

    template <class Of, class OfAll>
    void of_actor_or_all(std::optional<std::string> const& name, std::string const& title, std::string const& id, Of of,
                         OfAll of_all) {
        if (!name) return;
        if (*name == "all") return add(title, group(id, of_all(view_)));
        for (Node node : find("--" + id, graph_, *name, {Category::actor})) {
            Section section =
                group(id + ":" + std::string(graph_.key(node.to<ActorId>())), of(view_, node.to<ActorId>()));
            section.kind = id;
            section.facts = {{"actor", data_of(graph_, node)}};
            add(title + ": " + describe(graph_, node), std::move(section));
        }
    }

    void claims(std::string const& name) {
        std::vector<ClaimId> found;
        std::vector<std::vector<Node>> passages;  // of each
        for (Node node : find("--claim", graph_, name, {Category::claim, Category::attribution})) {
            auto const attribution = node.to<AttributionId>();
            ClaimId const claim = attribution ? graph_.innermost(attribution).first : node.to<ClaimId>();
            auto const at = std::find(found.begin(), found.end(), claim) - found.begin();
            if (static_cast<std::size_t>(at) == found.size()) {
                found.push_back(claim);
                passages.emplace_back();
            }
            if (attribution) passages[static_cast<std::size_t>(at)].push_back(node);
        }
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (is_told(found[i])) continue;
            Section section = group(id_of(graph_, found[i]), about_claim(view_, found[i], passages[i]));
            section.kind = "claim";
            section.facts = {{"record", data_of(graph_, found[i])}};
            if (options_.independence)
                for (Section& part : independence_of(view_, found[i])) section.parts.push_back(std::move(part));
            add(i == 0 ? "Claim: " + name : "", std::move(section));
        }
    }

    Options const& options_;
    View const& view_;
    Graph const& graph_;
    Report& report_;
};

}  // namespace

Report answer(Options const& options, Graph const& graph, std::size_t left_out) {
    Report report;
    View const view(graph, scope_of(options, graph, left_out, report));
    Answer answer(options, view, report);
    answer.records();
    answer.analyses();
    if (!answer.is_empty()) return report;
    report.title = "Dossier";
    report.sections = {holdings_overview(view), texts(view),         contested(view), most_repeated(view),
                       dossier::timeline(view), single_sources(view)};
    return report;
}

}  // namespace dossier
