// SPDX-License-Identifier: BSL-1.0
#include "legend.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace dossier {

namespace {

/// Where a code stands on a page.
enum class At {
    word,     ///< a word of a cell
    part,     ///< anywhere in a cell
    cell,     ///< a line of a cell, or what stands before a colon in it, in one of the columns `of` if any are given
    date,     ///< in a word of a cell that is a date
    heading,  ///< over a column
    note,     ///< in what is said of a disagreement
};

struct Entry {
    At at;
    std::string_view code, meaning;
    std::string_view of = {};
    std::string_view shown = {};  ///< instead of the code, where that has more than catches the eye
};

constexpr auto entries = std::to_array<Entry>({
    // How firmly.
    {At::word, "CT+", "certain: it is so (of a promise, threat or forecast: it will be so)"},
    {At::word, "PR+", "probable: it probably is so"},
    {At::word, "PS+", "possible: it may be so"},
    {At::word, "CT-", "denied: it is certainly not so (of a refusal: it will not be so)"},
    {At::word, "PR-", "probably not so"},
    {At::word, "PS-", "possibly not so"},
    {At::word, "CTu", "certain whether it is so or not, but does not say which"},
    {At::word, "Uu", "open: says neither that it is so nor that it is not, but asks for it, or withholds an answer"},
    {At::part, "(taken back)", "said, and retracted or corrected since, with effect"},
    {At::part, "(fallen)", "said, but what it rests on, or whoever passed it on, no longer counts"},
    {At::part, "(possibly)", "counts in some readings of the records only"},
    // What is said.
    {At::part, " · ", "what it is about · which property of it: value", {}, "·"},
    {At::part, "told_", "what the texts tell of it, as analysts note it without saying that it was so", {}, "told_..."},
    {At::part, "] · ", "a statement that another statement is about", {}, "[...]"},
    {At::part, ": [", "a statement that another statement is about", {}, "[...]"},
    {At::cell, "so", "yes: what is named above, or before the colon, is so"},
    {At::cell, "not so", "no: it is not so"},
    {At::part, "so, by saying ", "yes, since whoever says this of an event says that it was", {}, "so, by saying ..."},
    {At::cell, "-", "none: nobody in between, no label, or no document"},
    // By which way.
    {At::part, " » ", "passes on: before it stands who tells, after it whose words are told", {}, "»"},
    {At::word, "implied", "who passes it on is clear from the context, not named in the passage", {}, "(implied)"},
    {At::part, "(at a distance)", "marks what is passed on as somebody else's word (alleged, so-called, in quotes)"},
    {At::heading, "from the publisher to the origin", "the part that each plays on the way", {}, "[author] ..."},
    {At::heading, "through", "who passes it on to the reader, the outermost first"},
    {At::heading, "in", "key of the document in which the reader finds it (--document)"},
    {At::heading, "id", "label of the passage in the data set (--claim)"},
    {At::heading, "ids", "labels of the passages in the data set (--claim)"},
    {At::heading, "evidence",
     "documents and bytes of their text; cue: the words that report, antecedent: that name whom"},
    // How often, and how many behind it.
    {At::cell, "claims", "what is said, each once, however many say it"},
    {At::cell, "attributions", "one source puts one claim forward, or reports that another does"},
    {At::cell, "outlets", "publishers of the documents that carry it"},
    {At::cell, "voices", "those whose word it is in the end"},
    {At::cell,
     "lines of support",
     "ways from origins to the reader that share nobody: so many must be cut to silence it",
     {},
     "lines"},
    {At::cell, "bottleneck", "records without which no line of support is left"},
    {At::heading, "times", "how many attributions put it forward: one source may say a thing several times"},
    {At::heading, "certainly", "so many independent origins are certain"},
    {At::heading, "at most", "so many independent origins there are if none depends on another unseen"},
    {At::heading, "lines", "ways from origins to the reader that share nobody: so many must be cut to silence it"},
    {At::heading, "fails with", "without any one of these nothing is left of its support"},
    {At::heading, "same words",
     "how much of each passage the run of shared words covers, in bytes; half of both joins them"},
    {At::cell, "same_as", "they are one, as somebody says whom the scope accepts", "rule"},
    {At::cell, "office", "an office and the person who held it", "rule"},
    {At::cell, "authorship", "a document and its author", "rule"},
    {At::cell, "reprint", "one document reprints the other", "rule"},
    {At::cell, "shared_text", "one run of the same words covers both passages", "rule"},
    {At::cell, "self_citation", "a document cites its own author or publisher", "rule"},
    {At::cell, "speaks_for", "one speaks for the other", "rule"},
    // Disagreements.
    {At::note, "certain conflict", "the sides cannot all be right, and on each somebody is certain"},
    {At::note, "possible conflict", "the sides may be such that they cannot all be right"},
    {At::note, "difference", "all sides can be right, for the reason that follows"},
    {At::note, "as_of", "they speak of different times"},
    {At::note, "nested", "one number leaves room for the other"},
    {At::note, "hedge", "a number is only approximate"},
    {At::note, "rounded", "they agree if round numbers are rounded ones"},
    {At::note, ": scope", "they count or speak of different things", {}, "scope"},
    {At::note, "coarser", "one value contains the other"},
    {At::note, "imprecise", "dates or orders that leave room for each other"},
    {At::note, "degree", "nobody is certain"},
    {At::note, "other_value", "the property may have several values"},
    {At::note, "actuality", "one side speaks of an attempt or in general, the other of a thing that took place"},
    {At::note, "changed_position", "a source spoke differently later"},
    {At::note, "more_specific", "one follows from the other"},
    {At::note, ": alternatives", "one of them is meant", {}, "alternatives"},
    {At::note, "rival_readings", "one passage, read differently"},
    {At::note, "not_asserted", "one side only demands, offers, predicts or withholds"},
    {At::note, "incomparable", "there is no way to compare them"},
    {At::note, "polarity", "one side says it, the other denies it"},
    {At::note, ", role", "who holds an office, or takes which part", {}, "role"},
    {At::note, ", value", "the sides give different values", {}, "value"},
    {At::note, "the rule '", "a rule of this program that sets statements of two kinds against each other", {}, "rule"},
    // Times.
    {At::date, "X", "any digit: 199X is the 1990s, XXXX-05-29 is 29 May of a year that is not given"},
    {At::date, "../", "../1991: some time up to 1991"},
    {At::date, "/..", "1991/..: from 1991 on, to an unknown day"},
    {At::date, "/", "from / to"},
    {At::date, "~", "approximately"},
    {At::date, "?", "uncertain"},
    {At::word, "..", "between the first day and the last on which it can have been"},
    {At::cell, "date", "somebody gives a date", "basis reasons"},
    {At::cell, "order", "somebody puts it before, after or during another event", "basis reasons"},
    {At::cell, "response", "an answer is not before what it answers", "basis reasons"},
    {At::cell, "occasion", "it is the act of saying something, which is dated", "basis reasons"},
    {At::cell, "publication", "it was reported as a fact, so that it had begun by then", "basis reasons"},
    // What became of statements.
    {At::cell, "overtaken", "somebody says that something later overtakes it", "kind"},
    {At::cell, "realised", "somebody says that what was wanted or foretold was done by it", "kind"},
    {At::cell, "updated", "somebody says that it was right for its time", "kind"},
    {At::cell, "came_true", "foretold or undertaken, and later asserted as a fact", "kind"},
    {At::cell, "came_false", "foretold or undertaken, and later denied as a fact", "kind"},
    {At::cell, "newer", "another value of the same state, at a later time", "kind"},
    {At::cell, "rule", "one of this program's rules says so, which are named above", "kind"},
    {At::cell, "certainty", "firmer than what it rests on", "kind"},
    {At::cell, "own_voice", "said as one's own word, though it rests on another's", "kind"},
    {At::cell, "endorsement", "confirmed in one's own voice, beside the report of it", "kind"},
    {At::cell, "source", "credited to a body, where one of its people says it", "kind"},
    {At::cell, "absence", "denied because it was not said", "kind"},
    {At::cell, "scope", "said of the whole, on the ground of a part", "kind"},
    {At::cell, "open", "nothing is recorded of what came of it", "state"},
});

/// What the text of a report shows, as far as codes may be in it.
struct Shown {
    std::string cells;  ///< lines of cells, each between line ends
    std::set<std::string, std::less<>> words, dates, headings, notes;
    std::set<std::pair<std::string, std::string>> lines;  ///< with the id of the column

    void add(Section const& section) {
        if (section.title.empty() && section.rows.empty() && section.parts.empty()) return;
        if (section.kind == "disagreement" || section.kind == "positions") notes.insert(section.note);
        for (std::size_t c = 0; c < section.columns.size(); ++c) {
            Column const& column = section.columns[c];
            if (column.width == not_in_text || section.rows.empty()) continue;
            headings.insert(column.heading);
            for (auto const& row : section.rows)
                if (!row[c].again) add(column.id, row[c].text);
        }
        for (Section const& part : section.parts) add(part);
    }

    void add(std::string const& column, std::string_view text) {
        cells.append("\n").append(text);
        for (;;) {
            auto const end = text.find('\n');
            lines.emplace(column, text.substr(0, end));
            lines.emplace(column, text.substr(0, (std::min)(end, text.find(": "))));
            add_words(text.substr(0, end));
            if (end == std::string_view::npos) return;
            text.remove_prefix(end + 1);
        }
    }

    void add_words(std::string_view line) {
        constexpr std::string_view around = " ,;:()[]";
        while (!line.empty()) {
            auto const begin = (std::min)(line.find_first_not_of(around), line.size());
            line.remove_prefix(begin);
            auto const word = line.substr(0, line.find_first_of(around));
            line.remove_prefix(word.size());
            if (word.empty()) continue;
            bool const has_digit = word.find_first_of("0123456789") != std::string_view::npos;
            bool const is_date = has_digit && word.find_first_not_of("0123456789X-/.~?%TZ") == std::string_view::npos;
            (is_date ? dates : words).emplace(word);
        }
    }

    [[nodiscard]] bool has(Entry const& entry) const {
        auto const within = [&](std::set<std::string, std::less<>> const& texts) {
            return std::any_of(texts.begin(), texts.end(),
                               [&](std::string const& text) { return text.find(entry.code) != std::string::npos; });
        };
        switch (entry.at) {
        case At::word: return words.count(entry.code) != 0;
        case At::part: return cells.find(entry.code) != std::string::npos;
        case At::date: return within(dates);
        case At::heading: return headings.count(entry.code) != 0;
        case At::note: return within(notes);
        case At::cell: break;
        }
        return std::any_of(lines.begin(), lines.end(), [&](auto const& line) {
            return line.second == entry.code &&
                   (entry.of.empty() || (!line.first.empty() && entry.of.find(line.first) != std::string_view::npos));
        });
    }
};

template <class Wanted>
Section table(Wanted wanted) {
    Section section{.id = "legend", .title = "Legend", .columns = {{"", "", false, 32}, {"", "", false, 104}}};
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (Entry const& entry : entries) {
        std::string_view const shown = entry.shown.empty() ? entry.code : entry.shown;
        if (wanted(entry) && seen.emplace(shown, entry.meaning).second)
            section.rows.push_back({std::string(shown), std::string(entry.meaning)});
    }
    return section;
}

}  // namespace

Section legend() {
    return table([](Entry const&) { return true; });
}

Section legend(Report const& report) {
    Shown shown;
    for (Section const& section : report.sections) shown.add(section);
    return table([&](Entry const& entry) { return shown.has(entry); });
}

}  // namespace dossier
