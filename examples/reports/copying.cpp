// SPDX-License-Identifier: BSL-1.0
#include "copying.hpp"

#include "print.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace reports {

using namespace ascribe;

namespace {

constexpr std::string_view table_name = "feeds";

/// Who gives which of the values of one thing.
struct Vote {
    std::size_t source;
    std::size_t value;
};
struct Item {
    std::vector<Vote> votes;           ///< in order of sources
    std::vector<std::size_t> holders;  ///< of each value, how many
    std::vector<double> right;         ///< of each value, how likely it is the right one
};

/// The state of the computation; matrices are of sources by sources.
class Finder {
public:
    Finder(Graph const& graph, CopyOptions const& options) : options_(options) {
        std::map<Source, std::size_t> numbers;
        for (AttributionId const a : graph.attributions()) numbers.emplace(graph.source(a), 0);
        for (auto& [source, number] : numbers) {
            number = sources_.size();
            sources_.push_back(source);
        }
        std::map<std::pair<Node, PropertyId>, std::size_t> known;
        for (ClaimId const claim : graph.claims()) {
            auto const [at, is_new] =
                known.emplace(std::pair{graph.subject(claim), graph.property(claim)}, items_.size());
            if (is_new) items_.emplace_back();
            Item& item = items_[at->second];
            for (AttributionId const a : graph.attributions_of(claim))
                item.votes.push_back({numbers.at(graph.source(a)), item.holders.size()});
            item.holders.push_back(graph.attributions_of(claim).size());
        }
        for (Item& item : items_)
            std::sort(item.votes.begin(), item.votes.end(), [](Vote x, Vote y) { return x.source < y.source; });
        accuracy_.assign(sources_.size(), 0.8);
        related_.assign(sources_.size() * sources_.size(), 0.0);
    }

    std::vector<SharedErrors> run() {
        std::vector<SharedErrors> pairs;
        for (int warm_up = 0; warm_up < 5; ++warm_up) weigh();
        for (int round = 0; round < options_.rounds; ++round) {
            weigh();
            pairs = compare();
        }
        std::stable_sort(pairs.begin(), pairs.end(),
                         [](SharedErrors const& x, SharedErrors const& y) { return x.log_odds > y.log_odds; });
        return pairs;
    }

private:
    /// Neither infallible nor hopeless, so that no single value decides.
    [[nodiscard]] double accuracy(std::size_t source) const { return std::clamp(accuracy_[source], 0.05, 0.98); }

    /// Values from accuracy, then accuracy from values. Whoever is likely to have copied a vote from a more accurate
    /// holder of it adds the less.
    void weigh() {
        std::vector<double> sum(sources_.size()), count(sources_.size());
        for (Item& item : items_) {
            std::vector<std::vector<std::size_t>> holders(item.holders.size());
            for (Vote const& vote : item.votes) holders[vote.value].push_back(vote.source);
            std::vector<double> score(holders.size());
            for (std::size_t v = 0; v < holders.size(); ++v) score[v] = votes_of(holders[v]);
            double const best = *std::max_element(score.begin(), score.end());
            double all = 0;
            for (double& s : score) all += s = std::exp(s - best);
            item.right.assign(score.size(), 0.0);
            for (std::size_t v = 0; v < score.size(); ++v) item.right[v] = score[v] / all;
            for (Vote const& vote : item.votes) {
                sum[vote.source] += item.right[vote.value];
                ++count[vote.source];
            }
        }
        for (std::size_t s = 0; s < sources_.size(); ++s)
            if (count[s] > 0) accuracy_[s] = sum[s] / count[s];
    }

    [[nodiscard]] double votes_of(std::vector<std::size_t>& holders) const {
        std::stable_sort(holders.begin(), holders.end(),
                         [&](std::size_t x, std::size_t y) { return accuracy_[x] > accuracy_[y]; });
        double score = 0;
        for (std::size_t i = 0; i < holders.size(); ++i) {
            double own = 1;
            for (std::size_t j = 0; j < i; ++j)
                own *= 1 - options_.copied * related_[holders[i] * sources_.size() + holders[j]];
            double const a = accuracy(holders[i]);
            score += own * std::log(options_.wrong_values * a / (1 - a));
        }
        return score;
    }

    std::vector<SharedErrors> compare() {
        std::vector<SharedErrors> pairs;
        std::size_t const n = sources_.size();
        std::vector<SharedErrors> all(n * n);
        std::vector<bool> met(n * n);
        for (Item const& item : items_)
            for (std::size_t i = 0; i < item.votes.size(); ++i)
                for (std::size_t j = i + 1; j < item.votes.size(); ++j) {
                    Vote const a = item.votes[i], b = item.votes[j];
                    if (a.source == b.source) continue;
                    met[a.source * n + b.source] = true;
                    add(all[a.source * n + b.source], item, a, b);
                }
        double const prior = std::log(options_.prior / (1 - options_.prior));
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = a + 1; b < n; ++b) {
                if (!met[a * n + b]) continue;
                SharedErrors pair = all[a * n + b];
                pair.a = sources_[a];
                pair.b = sources_[b];
                pair.log_odds += prior;
                double const likely = 1 / (1 + std::exp(-std::clamp(pair.log_odds, -50.0, 50.0)));
                related_[a * n + b] = related_[b * n + a] = likely;
                pairs.push_back(pair);
            }
        return pairs;
    }

    void add(SharedErrors& to, Item const& item, Vote const& a, Vote const& b) const {
        if (a.value != b.value) {
            ++to.differ;
            to.log_odds += std::log(1 - options_.copied);
            return;
        }
        double const right = item.right[a.value], of_a = accuracy(a.source), of_b = accuracy(b.source);
        double const one = (of_a + of_b) / 2;
        // How common the value is among others: an error that many make shows little.
        double const others = static_cast<double>(item.votes.size()) - 2;
        double const common = (std::max)(0.02, (static_cast<double>(item.holders[a.value]) - 1.5) / (others + 1));
        double const by_chance = right * of_a * of_b + (1 - right) * (1 - of_a) * (1 - of_b) * common;
        double const by_copying =
            options_.copied * (right * one + (1 - right) * (1 - one)) + (1 - options_.copied) * by_chance;
        to.log_odds += std::log(by_copying / by_chance);
        to.shared_right += right;
        to.shared_wrong += 1 - right;
    }

    CopyOptions const& options_;
    std::vector<Source> sources_;
    std::vector<Item> items_;
    std::vector<double> accuracy_;
    std::vector<double> related_;
};

std::string key_of(Graph const& graph, Source source) {
    return std::string(graph.key(Node(source).to<Entity>()));
}

}  // namespace

Result<Ledger> read_feeds(std::istream& in) {
    tables::Reader row(in);
    if (auto const ok = require_columns(row, table_name, {"source", "flight", "attr", "value"}); !ok) return ok.error();
    Ledger ledger;
    while (row.next()) {
        for (std::string_view const column : {"source", "flight", "attr", "value"})
            if (row[column].empty()) return bad_cell(table_name, column, "some text", "an empty cell");
        DocumentId const feed = ledger.document(row["source"]);
        ledger.attribution({.source = feed,
                            .content = ledger.claim(ledger.event(row["flight"]), row["attr"], row["value"]),
                            .document = feed});
    }
    return ledger;
}

std::vector<SharedErrors> find_copying(Graph const& graph, CopyOptions const& options) {
    return Finder(graph, options).run();
}

std::size_t record_copying(Ledger& ledger, std::vector<SharedErrors> const& pairs) {
    ActorId const finder = ledger.actor("find_copying", ActorKind::software);
    std::size_t recorded = 0;
    for (SharedErrors const& pair : pairs) {
        if (!is_likely(pair)) continue;
        ledger.attribution({.source = finder,
                            .content = ledger.claim(Node(pair.a), property::shares_text_with, Node(pair.b)),
                            .factuality = Factuality::pr_plus,
                            .role = Role::analyst,
                            .basis = Basis::computation});
        ++recorded;
    }
    return recorded;
}

Result<bool> print_copying(std::ostream& out, Graph const& graph, std::vector<SharedErrors> const& pairs,
                           std::istream* labels) {
    std::map<std::pair<std::string, std::string>, bool> related;
    std::size_t found = 0;
    out << "source      source      log odds  right alike  wrong alike  differ\n";
    for (SharedErrors const& pair : pairs) {
        std::string const a = key_of(graph, pair.a), b = key_of(graph, pair.b);
        related[std::minmax(a, b)] = is_likely(pair);
        if (!is_likely(pair)) continue;
        ++found;
        out << std::left << std::setw(12) << a << std::setw(12) << b << std::right << std::setw(8)
            << std::llround(pair.log_odds) << std::setw(13) << std::llround(pair.shared_right) << std::setw(13)
            << std::llround(pair.shared_wrong) << std::setw(8) << pair.differ << '\n';
    }
    out << '\n';
    print_count(out, "pairs that have something to compare", pairs.size());
    print_count(out, "pairs that are likely to be related", found);
    if (labels == nullptr) return true;
    tables::Reader row(*labels);
    if (auto const ok = require_columns(row, "pairs", {"a", "b", "label"}); !ok) return ok.error();
    std::map<std::string, std::pair<std::size_t, std::size_t>> by_label;
    while (row.next()) {
        auto& [all, likely] = by_label[std::string(row["label"])];
        auto const at = related.find(std::minmax(std::string(row["a"]), std::string(row["b"])));
        ++all;
        likely += at != related.end() && at->second;
    }
    for (auto const& [label, counts] : by_label)
        print_count(out, "  of " + std::to_string(counts.first) + " labelled " + label, counts.second, counts.first);
    return true;
}

}  // namespace reports
