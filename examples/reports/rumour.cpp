// SPDX-License-Identifier: BSL-1.0
#include "rumour.hpp"

#include "print.hpp"
#include <ascribe/analysis/dispute.hpp>
#include <ascribe/analysis/position.hpp>
#include <ascribe/time/day.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace reports {

using namespace ascribe;

namespace {

constexpr std::string_view table_name = "posts";
/// That the rumour is so, and that there is talk of it.
constexpr std::string_view is_so = "is_so", is_discussed = "is_discussed";

Error bad_post(Errc code, std::string_view field, std::string_view expected, std::string found) {
    return {.code = code, .record = table_name, .field = field, .expected = expected, .found = std::move(found)};
}

/// A moment in seconds since 1970 as a date and time in EDTF.
Edtf moment(std::int64_t seconds) {
    constexpr std::int64_t a_day = 86400;
    std::int64_t const days = seconds / a_day - (seconds % a_day < 0 ? 1 : 0);
    std::int64_t const rest = seconds - days * a_day;
    auto const two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return Edtf(to_string(parse_day("1970-01-01").value() + days) + "T" + two(rest / 3600) + ":" + two(rest / 60 % 60) +
                ":" + two(rest % 60) + "Z");
}

/// How a post puts its claim forward.
struct Manner {
    std::string_view stance;
    Factuality factuality;
    SpeechAct act;
};
constexpr std::array<Manner, 3> manners = {Manner{"support", Factuality::ct_plus, SpeechAct::assert},
                                           Manner{"deny", Factuality::ct_minus, SpeechAct::deny},
                                           Manner{"query", Factuality::uu, SpeechAct::ask}};

class Recorder {
public:
    explicit Recorder(Rumours& rumours, Veracities const& veracities)
        : to_(rumours), ledger_(rumours.ledger), veracities_(veracities) {}

    Result<bool> record(tables::Reader const& row) {
        RumourThread& thread = thread_of(std::string(row["thread"]));
        RumourPost post{
            .id = std::string(row["post"]), .stance = std::string(row["stance"]), .document = {}, .said = {}};
        auto const document = ledger_.try_document(post.id);
        if (!document) return document.error();
        if (!document->is_new) return bad_post(Errc::conflict, "post", "one row for each post", post.id);
        post.document = *document;
        std::optional<Edtf> said;
        if (!row["unix_time"].empty()) {
            auto const time = whole_number(row, table_name, "unix_time");
            if (!time) return time.error();
            said = moment(*time);
            ledger_.attribution({.source = post.document,
                                 .content = ledger_.claim(post.document, property::published, *said),
                                 .document = post.document});
        }
        Attribution a{.source = post.document, .content = {}, .document = post.document, .said = said};
        auto const manner =
            std::find_if(manners.begin(), manners.end(), [&](Manner const& m) { return m.stance == post.stance; });
        if (manner != manners.end()) {
            a.content = thread.claim;
            a.factuality = manner->factuality;
            a.act = manner->act;
        } else if (post.stance.empty() || post.stance == "comment") {
            a.content = ledger_.claim(thread.rumour, is_discussed).id;
        } else {
            return bad_post(Errc::unknown, "stance", "support, deny, query, comment or an empty cell", post.stance);
        }
        post.said = ledger_.attribution(a);
        said_.emplace(post.id, post.said);
        thread.posts.push_back(std::move(post));
        return true;
    }

    /// A reply may stand above what it replies to, so this comes last.
    Result<bool> respond(std::string const& thread, std::string const& post, std::string const& parent) {
        auto const reply = said_.find(post), to = said_.find(parent);
        if (to == said_.end() || ledger_.graph().document(to->second) == ledger_.graph().document(reply->second) ||
            thread_of_post_[parent] != thread)
            return bad_post(Errc::unknown, "parent", "another post of this thread", parent);
        DocumentId const document = ledger_.graph().document(reply->second);
        ledger_.attribution({.source = document,
                             .content = ledger_.claim(reply->second, property::responds_to, to->second),
                             .document = document});
        return true;
    }
    void place(std::string const& post, std::string const& thread) { thread_of_post_[post] = thread; }

private:
    RumourThread& thread_of(std::string const& id) {
        auto const [at, is_new] = threads_.emplace(id, to_.threads.size());
        if (is_new) {
            auto const veracity = veracities_.find(id);
            EventId const rumour = ledger_.event("rumour/" + id);
            to_.threads.push_back({.id = id,
                                   .veracity = veracity == veracities_.end() ? "not known" : veracity->second,
                                   .rumour = rumour,
                                   .claim = ledger_.claim(rumour, is_so),
                                   .posts = {}});
        }
        return to_.threads[at->second];
    }

    Rumours& to_;
    Ledger& ledger_;
    Veracities const& veracities_;
    std::map<std::string, std::size_t> threads_;
    std::map<std::string, AttributionId> said_;
    std::map<std::string, std::string> thread_of_post_;
};

/// How many posts hold what of a rumour.
struct Counts {
    std::size_t threads = 0, posts = 0, support = 0, deny = 0, query = 0, other = 0;
    std::size_t disputed = 0, unopposed = 0, unsupported = 0;
    std::size_t mostly_denied = 0;  ///< threads in which more posts deny than support
    std::size_t denied = 0, still_said = 0;
};

void add(Counts& to, View const& view, RumourThread const& thread) {
    std::size_t support = 0, deny = 0, query = 0;
    for (Position const& position : positions(view, thread.rumour, is_so))
        for (Holding const& holding : position.holdings) {
            Polarity const side = polarity(holding.factuality);
            support += side == Polarity::positive;
            deny += side == Polarity::negative;
            query += holding.act == SpeechAct::ask;
        }
    ++to.threads;
    to.posts += thread.posts.size();
    to.support += support;
    to.deny += deny;
    to.query += query;
    to.other += thread.posts.size() - support - deny - query;
    to.mostly_denied += deny > support;
    DisputeState const state = dispute_state(view, thread.claim).state;
    to.disputed += state == DisputeState::disputed;
    to.unopposed += state == DisputeState::unopposed;
    to.unsupported += state == DisputeState::unsupported;
    if (deny == 0) return;
    // Whatever is denied, that it was posted is not.
    ++to.denied;
    to.still_said += std::all_of(thread.posts.begin(), thread.posts.end(),
                                 [&](RumourPost const& p) { return view.standing(p.said) == Truth::always; });
}

/// The columns of the table of rumours, behind their name.
struct Figure {
    std::string_view heading;
    std::size_t Counts::*count;
};
constexpr std::array<Figure, 10> figures = {Figure{"threads", &Counts::threads},
                                            Figure{"posts", &Counts::posts},
                                            Figure{"support", &Counts::support},
                                            Figure{"deny", &Counts::deny},
                                            Figure{"query", &Counts::query},
                                            Figure{"other", &Counts::other},
                                            Figure{"unopposed", &Counts::unopposed},
                                            Figure{"disputed", &Counts::disputed},
                                            Figure{"unasserted", &Counts::unsupported},
                                            Figure{"mostly denied", &Counts::mostly_denied}};

/// A row of the table; without counts that of the headings.
void print_row(std::ostream& out, std::string_view name, Counts const* counts) {
    out << std::left << std::setw(10) << name << std::right;
    for (Figure const& figure : figures) {
        out << "  " << std::setw(static_cast<int>((std::max)(figure.heading.size(), std::size_t{7})));
        if (counts != nullptr)
            out << counts->*figure.count;
        else
            out << figure.heading;
    }
    out << '\n';
}

}  // namespace

Result<Veracities> read_veracities(std::istream& in) {
    tables::Reader row(in);
    if (auto const ok = require_columns(row, "threads", {"thread", "veracity"}); !ok) return ok.error();
    Veracities veracities;
    while (row.next()) veracities.emplace(row["thread"], row["veracity"]);
    return veracities;
}

Result<Rumours> read_rumours(std::istream& posts, Veracities const& veracities) {
    tables::Reader row(posts);
    if (auto const ok = require_columns(row, table_name, {"thread", "post", "parent", "unix_time", "stance"}); !ok)
        return ok.error();
    struct Reply {
        std::string thread, post, parent;
    };
    std::vector<Reply> replies;
    Rumours rumours;
    Recorder recorder(rumours, veracities);
    while (row.next()) {
        if (auto const recorded = recorder.record(row); !recorded) return recorded.error();
        recorder.place(std::string(row["post"]), std::string(row["thread"]));
        if (!row["parent"].empty())
            replies.push_back({std::string(row["thread"]), std::string(row["post"]), std::string(row["parent"])});
    }
    std::map<std::string_view, std::string_view> parents;
    for (Reply const& reply : replies) {
        if (auto const linked = recorder.respond(reply.thread, reply.post, reply.parent); !linked)
            return linked.error();
        parents.emplace(reply.post, reply.parent);
    }
    for (Reply const& reply : replies) {
        std::size_t steps = 0;
        for (auto up = parents.find(reply.post); up != parents.end(); up = parents.find(up->second))
            if (++steps > parents.size())
                return bad_post(Errc::cycle, "parent", "posts that do not answer each other in a circle", reply.post);
    }
    return rumours;
}

void print_rumours(std::ostream& out, Rumours const& rumours) {
    View const view(rumours.ledger.graph());
    std::map<std::string, Counts> by_veracity;
    Counts all;
    for (RumourThread const& thread : rumours.threads) {
        add(by_veracity[thread.veracity], view, thread);
        add(all, view, thread);
    }
    print_row(out, "rumour", nullptr);
    for (auto const& [veracity, counts] : by_veracity) print_row(out, veracity, &counts);
    print_row(out, "all", &all);
    out << "\nunopposed, disputed, unasserted: threads in which the rumour is asserted and not denied, both, or not "
           "asserted;\nmostly denied: threads in which more posts deny than support\n\n";
    std::size_t replies = 0;
    Graph const& graph = view.graph();
    for (ClaimId const claim : graph.claims()) replies += graph.name(graph.property(claim)) == property::responds_to;
    print_count(out, "replies", replies);
    print_count(out, "rumours that somebody denies", all.denied);
    print_count(out, "  of these with every post still said", all.still_said);
}

bool print_rumour_thread(std::ostream& out, Rumours const& rumours, std::string_view id) {
    auto const thread =
        std::find_if(rumours.threads.begin(), rumours.threads.end(), [&](RumourThread const& t) { return t.id == id; });
    if (thread == rumours.threads.end()) return false;
    View const view(rumours.ledger.graph());
    Graph const& graph = view.graph();
    out << "Rumour " << id << ": " << thread->veracity << ", " << to_string(dispute_state(view, thread->claim).state)
        << "\n\n";
    std::map<AttributionId, RumourPost const*> posts;
    std::set<AttributionId> replies;
    for (RumourPost const& post : thread->posts) posts.emplace(post.said, &post);
    std::map<AttributionId, std::vector<RumourPost const*>> below;
    for (RumourPost const& post : thread->posts)
        for (ClaimId const claim : graph.claims_about(post.said, property::responds_to)) {
            below[graph.value_node(claim).to<AttributionId>()].push_back(&post);
            replies.insert(post.said);
        }
    struct Line {
        RumourPost const* post;
        std::size_t depth;
    };
    std::vector<Line> open;  // what is still to be printed, the next at the end
    for (auto post = thread->posts.rbegin(); post != thread->posts.rend(); ++post)
        if (!replies.contains(post->said)) open.push_back({&*post, 0});
    while (!open.empty()) {
        Line const line = open.back();
        open.pop_back();
        auto const said = graph.attribution(line.post->said);
        bool const is_stance = said.content.to<ClaimId>() == thread->claim;
        out << std::string(2 * line.depth, ' ') << line.post->id << "  "
            << (line.post->stance.empty() ? "not annotated" : line.post->stance);
        if (is_stance) out << " (" << to_string(said.factuality) << ")";
        if (said.said) out << "  " << said.said->canonical();
        out << '\n';
        auto const& answers = below[line.post->said];
        for (auto answer = answers.rbegin(); answer != answers.rend(); ++answer)
            open.push_back({*answer, line.depth + 1});
    }
    return true;
}

}  // namespace reports
