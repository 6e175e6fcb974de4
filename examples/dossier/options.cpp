// SPDX-License-Identifier: BSL-1.0
#include "options.hpp"

#include <charconv>

namespace dossier {

using ascribe::Errc;
using ascribe::Error;
using ascribe::Result;

std::string_view usage() {
    return R"(usage: dossier [options] FILE...

Reads records in the JSON-lines format of ascribe from each FILE (- for standard input) and prints who said what,
through whom, how firmly, in which document; where they disagree; how many origins stand behind a claim; and what rests
on one source alone. Each page explains at its end the codes that it uses; all of them stand below.

On one record (NAME is its key, a label of the data set, or a name that is used in the data; actor:KEY, event:KEY ...
where a key alone is not enough; each may be repeated):
  --event NAME        what is said of an event, when it was, who takes part
  --actor NAME        what an actor says, is said to be and takes part in
  --place NAME        what is said of a place
  --claim NAME        who holds a claim, by which ways it comes, whether it is disputed
  --document NAME     what a document prints, and shares with others

  --find TEXT         records whose key, label or name contains a text

Analyses:
  --conflicts         all disagreements, and the differences that only look so
  --independence      outlets against independent origins, by statement; with --claim, how they are counted
  --circular          self-citations, and what goes in a circle
  --timeline          when events were, by dates, orders and answers together
  --what-if NAME      what falls if this record does (d003); may be repeated, for several at once
  --diff DAY DAY      what changed from the end of one day to the end of another, by what was published
  --commitments NAME  what an actor demands, offers, promises, threatens and refuses, and what came of it; or all
  --stances NAME      whom an actor endorses, rejects, keeps distance from, and who does so of it; or all
  --strengthenings    statements firmer or wider than what they rest on
  --amendments        what was retracted, corrected, updated or clarified, and who repeats the old
  --overtakings       statements that later ones overtake
  --relations TYPE    which statements answer, deny, correct ... others, in somebody's view (responds_to); or all
  --statements        every statement, with source, way, stance and act
  --numbers           every number, with hedge, unit and source
  --reuse             text that documents have in common
  --dot NAME          the graph around a record, as GraphViz DOT
  --radius N          ... so many steps around it (2)

Scope of any of these:
  --as-of DAY         only what was published before the end of this day (2023-06-30); no times of day
  --possibly          with --as-of: also what may have been published by then
  --without NAME      as if this document, actor, event, place, claim or statement were withdrawn; may be repeated

Input:
  --keep-going        leave out bad lines, and say so; otherwise there is no answer if there are any
  --max-errors N      show so many bad lines of each file, and the number of the others (20)
  --                  all that follows is files

Output:
  --json              for programs; described in examples/dossier/README.md
  --color WHEN        auto (default), always, never
  --width N           width of the text
  --help              this text

Exit status: 0, or 1 if something cannot be read or written, 2 for bad usage, 3 if --keep-going left lines out.
)";
}

Result<Options> parse_options(std::vector<std::string> const& arguments) {
    Options options;
    auto const bad = [](std::string_view option, std::string_view expected, std::string found) {
        return Error{.code = found.empty() ? Errc::empty : Errc::not_allowed,
                     .record = "option",
                     .field = option,
                     .expected = expected,
                     .found = std::move(found)};
    };
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string const& argument = arguments[i];
        if (argument == "--") {
            options.files.insert(options.files.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                 arguments.end());
            break;
        }
        if (argument.empty() || argument.front() != '-' || argument == "-") {
            options.files.push_back(argument);
            continue;
        }
        std::string name = argument;
        std::optional<std::string> value;
        if (auto const equals = argument.find('='); equals != std::string::npos) {
            name = argument.substr(0, equals);
            value = argument.substr(equals + 1);
        }
        struct Flag {
            std::string_view name;
            bool* set;
        };
        bool possibly = false;
        bool is_flag = false;
        for (Flag const& flag :
             {Flag{"--json", &options.json}, Flag{"--conflicts", &options.conflicts},
              Flag{"--independence", &options.independence}, Flag{"--circular", &options.circular},
              Flag{"--timeline", &options.timeline}, Flag{"--amendments", &options.amendments},
              Flag{"--overtakings", &options.overtakings}, Flag{"--strengthenings", &options.strengthenings},
              Flag{"--statements", &options.statements}, Flag{"--numbers", &options.numbers},
              Flag{"--reuse", &options.reuse}, Flag{"--keep-going", &options.keep_going}, Flag{"--help", &options.help},
              Flag{"-h", &options.help}, Flag{"--possibly", &possibly}})
            if (name == flag.name) {
                if (value) return bad(flag.name, "no value", *value);
                *flag.set = true;
                is_flag = true;
            }
        if (possibly) options.admit = ascribe::Truth::possibly;
        if (is_flag) continue;

        auto const take = [&]() -> bool {
            if (value) return true;
            if (i + 1 == arguments.size()) return false;
            value = arguments[++i];
            if (i + 1 == arguments.size()) options.last_value.emplace(name, *value);
            return true;
        };
        auto const number = [&](unsigned& into) {
            auto const* end = value->data() + value->size();
            auto const result = std::from_chars(value->data(), end, into);
            return result.ec == std::errc() && result.ptr == end;
        };
        struct Named {
            std::string_view name;
            std::optional<std::string>* once;
            std::vector<std::string>* each;
        };
        bool is_named = false;
        for (Named const& named :
             {Named{"--event", nullptr, &options.event}, Named{"--actor", nullptr, &options.actor},
              Named{"--place", nullptr, &options.place}, Named{"--claim", nullptr, &options.claim},
              Named{"--document", nullptr, &options.document}, Named{"--without", nullptr, &options.without},
              Named{"--what-if", nullptr, &options.what_if}, Named{"--dot", &options.dot, nullptr},
              Named{"--find", &options.find, nullptr}, Named{"--commitments", &options.commitments, nullptr},
              Named{"--stances", &options.stances, nullptr}, Named{"--relations", &options.relations, nullptr}}) {
            if (name != named.name) continue;
            if (!take() || value->empty()) return bad(named.name, "a name", "");
            if (named.once != nullptr && *named.once) return bad(named.name, "to be given once", *value);
            if (named.once != nullptr)
                *named.once = value;
            else
                named.each->push_back(*value);
            is_named = true;
        }
        if (is_named) continue;
        if (name == "--diff") {
            // Two words, or one with a slash between the dates.
            std::string second;
            constexpr std::string_view days = "two days such as 2023-06-30 2023-09-30, without times";
            if (!take()) return bad("--diff", days, "");
            if (auto const slash = value->find('/'); slash != std::string::npos) {
                second = value->substr(slash + 1);
                value->resize(slash);
            } else if (i + 1 < arguments.size()) {
                second = arguments[++i];
                if (i + 1 == arguments.size()) options.last_value.emplace(name, second);
            }
            auto const from = ascribe::parse_day(*value);
            auto const to = ascribe::parse_day(second);
            for (auto const* day : {&from, &to})
                if (!*day || !(*day)->is_finite())
                    return bad("--diff", days, second.empty() ? *value : *value + " " + second);
            if (*to < *from) return bad("--diff", "the earlier day first", *value + " " + second);
            options.diff.emplace(*from, *to);
        } else if (name == "--as-of") {
            auto const day = ascribe::parse_day(take() ? *value : "");
            if (!day || !day->is_finite())
                return bad("--as-of", "a day such as 2023-06-30, without a time", value.value_or(""));
            options.as_of = *day;
        } else if (name == "--radius") {
            if (!take() || !number(options.radius.emplace()))
                return bad("--radius", "a whole number of steps", value.value_or(""));
        } else if (name == "--max-errors") {
            if (!take() || !number(options.max_errors))
                return bad("--max-errors", "a whole number of lines", value.value_or(""));
        } else if (name == "--width") {
            if (!take() || !number(options.width) || options.width < 40)
                return bad("--width", "a whole number of columns, at least 40", value.value_or(""));
        } else if (name == "--color" || name == "--colour") {
            if (!take() || (*value != "auto" && *value != "always" && *value != "never"))
                return bad("--color", "auto, always or never", value.value_or(""));
            options.colour = *value == "auto" ? Colour::automatic : *value == "always" ? Colour::always : Colour::never;
        } else {
            return bad("", "one of the options that --help lists", argument);
        }
    }
    if (options.dot && options.json) return bad("--json", "no --dot beside it", "--dot");
    if (options.radius && !options.dot) return bad("--radius", "--dot beside it", "none");
    if (options.diff && options.as_of)
        return bad("--as-of", "no --diff beside it, which has its own days", to_string(*options.as_of));
    if (options.admit == ascribe::Truth::possibly && !options.as_of && !options.diff)
        return bad("--possibly", "--as-of or --diff beside it", "neither");
    return options;
}

std::string to_message(Error const& error) {
    std::string text(error.field);
    text.append(text.empty() ? "expected " : ": expected ").append(error.expected);
    return text + ", found " + (error.found.empty() ? "nothing" : "'" + error.found + "'");
}

}  // namespace dossier
