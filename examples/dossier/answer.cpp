// SPDX-License-Identifier: BSL-1.0
#include "answer.hpp"

#include "analyses.hpp"
#include "names.hpp"
#include "sections.hpp"

#include <algorithm>
#include <iterator>

namespace dossier {

using namespace ascribe;

std::vector<Node> find(Graph const& graph, std::string const& name, std::initializer_list<Category> categories) {
    auto found = find_named_records(graph, name, categories);
    if (!found) throw Unknown(found.error().found);
    return *std::move(found);
}

namespace {

/// What the report is about, and the scope in which it is asked.
Scope scope_of(Options const& options, Graph const& graph, Report& report) {
    Scope scope;
    scope.admit = options.admit;
    std::string files;
    for (auto const& file : options.files) {
        auto const slash = file.rfind('/');
        files += (files.empty() ? "" : ", ") + (slash == std::string::npos ? file : file.substr(slash + 1));
    }
    report.facts.emplace_back("records", files);
    if (options.as_of) {
        scope = as_of(TimeAxis::published, *options.as_of, std::move(scope));
        report.facts.emplace_back(
            "as of",
            to_string(*options.as_of) + (options.admit == Truth::possibly ? ", what may have been published by then"
                                                                          : ", what was certainly published by then"));
    }
    for (std::string const& name : options.without)
        for (Node node : find(graph, name, any_record)) {
            scope.without.push_back(node);
            report.facts.emplace_back("without", describe(graph, node));
        }
    return scope;
}

/// Collects the sections of one question after the other; the first gives the report its title.
class Answer {
public:
    Answer(Options const& options, View const& view, Report& report)
        : options_(options), view_(view), graph_(view.graph()), report_(report) {}

    void records() {
        if (options_.event)
            for (Node node : find(graph_, *options_.event, {Category::event}))
                add("Event: " + describe(graph_, node), about_event(view_, node));
        if (options_.actor)
            for (Node node : find(graph_, *options_.actor, {Category::actor}))
                add("Actor: " + describe(graph_, node), about_actor(view_, node));
        if (options_.claim) claims(*options_.claim);
        if (options_.document)
            for (Node node : find(graph_, *options_.document, {Category::document}))
                add("Document: " + describe(graph_, node), about_document(view_, node.to<DocumentId>()));
    }

    void analyses() {
        if (options_.conflicts) add("Disagreements", {disagreements(view_)});
        if (options_.independence && !options_.claim) add("Independence", {independence(view_)});
        if (options_.circular) add("Circular reporting", circular_reporting(view_));
        if (options_.timeline) {
            auto sections = time_windows(view_);
            sections.insert(sections.begin(), dossier::timeline(view_));
            add("Timeline", std::move(sections));
        }
        if (options_.commitments)
            for (Node node : find(graph_, *options_.commitments, {Category::actor}))
                add("Commitments: " + describe(graph_, node), commitments_of(view_, node.to<ActorId>()));
        if (!options_.what_if.empty()) {
            std::vector<Node> nodes;
            for (std::string const& name : options_.what_if)
                for (Node node : find(graph_, name, any_record)) {
                    nodes.push_back(node);
                    report_.facts.emplace_back("what if without", describe(graph_, node));
                }
            add("What falls", what_if(view_, nodes));
        }
        if (options_.diff) {
            auto const [from, to] = *options_.diff;
            auto const at = [&](Day day) { return View(graph_, as_of(TimeAxis::published, day, view_.scope())); };
            report_.facts.emplace_back("from the end of", to_string(from));
            report_.facts.emplace_back("to the end of", to_string(to));
            add("What changed", changes(at(from), at(to)));
        }
    }

    [[nodiscard]] bool is_empty() const { return report_.sections.empty(); }

private:
    void add(std::string title, std::vector<Section> sections) {
        if (is_empty())
            report_.title = std::move(title);
        else if (!title.empty())
            report_.title += "; " + title;
        std::move(sections.begin(), sections.end(), std::back_inserter(report_.sections));
    }

    void claims(std::string const& name) {
        std::vector<ClaimId> done;
        for (Node node : find(graph_, name, {Category::claim, Category::attribution})) {
            auto const attribution = node.to<AttributionId>();
            ClaimId const claim = attribution ? graph_.innermost(attribution).first : node.to<ClaimId>();
            if (std::find(done.begin(), done.end(), claim) != done.end()) continue;
            done.push_back(claim);
            add("Claim: " + name, about_claim(view_, node));
            if (options_.independence) add("", independence_of(view_, claim));
        }
    }

    Options const& options_;
    View const& view_;
    Graph const& graph_;
    Report& report_;
};

}  // namespace

Report answer(Options const& options, Graph const& graph) {
    Report report;
    View const view(graph, scope_of(options, graph, report));
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
