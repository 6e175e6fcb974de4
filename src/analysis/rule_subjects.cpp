// SPDX-License-Identifier: BSL-1.0
#include "rule_subjects.hpp"

#include "../core/make_set.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace ascribe::detail {

std::vector<std::pair<Node, Node>> rule_subjects(StatementReader& reader, RuleProperties const& rule, Node only) {
    Graph const& graph = reader.graph();
    View const& view = reader.view();
    std::vector<Node> firsts, seconds;
    for (ClaimGroup const& group : graph.groups()) {
        reader.work();
        if (group.property == rule.first) firsts.push_back(view.representative(group.subject));
        if (group.property == rule.second) seconds.push_back(view.representative(group.subject));
    }
    for (auto* list : {&firsts, &seconds}) {
        make_set(*list);
    }
    std::vector<std::pair<Node, Node>> found;
    auto const is_asked = [&](Node a, Node b) { return !only || only == a || only == b; };
    if (rule.first_shared.empty()) {
        for (Node a : firsts)
            if (is_asked(a, a) && std::binary_search(seconds.begin(), seconds.end(), a)) found.emplace_back(a, a);
        return found;
    }
    auto const by_value = [&](std::vector<Node> const& subjects, std::string_view shared) {
        std::unordered_map<std::uint64_t, std::vector<Node>> lists;
        auto const property = graph.find_property(shared);
        if (!property) return lists;
        for (Node s : subjects)
            for (Statement const& statement : reader.read(s, property)) {
                if (statement.asserted.empty()) continue;
                auto& list = lists[statement.value_code];
                if (list.empty() || list.back() != s) list.push_back(s);
            }
        return lists;
    };
    auto const of_first = by_value(firsts, rule.first_shared);
    auto const of_second = by_value(seconds, rule.second_shared);
    for (auto const& [value, list] : of_first) {
        auto const others = of_second.find(value);
        if (others == of_second.end()) continue;
        for (Node a : list)
            for (Node b : others->second) {
                reader.work();
                if (is_asked(a, b)) found.emplace_back(a, b);
            }
    }
    make_set(found);
    return found;
}

}  // namespace ascribe::detail
