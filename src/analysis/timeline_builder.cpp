// SPDX-License-Identifier: BSL-1.0
// From claims to a timeline: what is read, in which order it comes in, and what stays out.
#include "../core/cancelled.hpp"
#include "../core/make_set.hpp"
#include "../graph/acceptance.hpp"
#include "event_times.hpp"
#include "relate.hpp"
#include "statements.hpp"
#include <ascribe/analysis/timeline.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace ascribe {

using detail::is_bound;
using detail::not_after;
using detail::not_before;
using detail::Stand;
using detail::Statement;

class TimelineBuilder {
public:
    TimelineBuilder(View const& view, TimelineOptions const& options)
        : options_(options),
          view_(view),
          graph_(view.graph()),
          reader_(view, options.seasons),
          timeline_(view),
          responds_to_(graph_.find_property(property::responds_to)),
          occasion_(graph_.find_property(property::occasion)) {}

    Result<Timeline> build() {
        find_places();
        total_ = 2 * places_.size();
        for (auto const& [subject, property] : places_) {
            if (!step()) return cancelled();
            read(subject, property);
        }
        find_publications();
        put_in_order();
        place_events();
        std::size_t const read_steps = done_;
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            done_ = read_steps + (total_ - read_steps) * i / candidates_.size();
            if (!poll()) return cancelled();
            add(candidates_[i]);
        }
        conclude();
        return std::move(timeline_);
    }

private:
    /// A statement with what it says in terms of the network.
    struct Candidate {
        TimeStatement statement;
        std::vector<Constraint> constraints;
        std::uint32_t next = none;  // what takes its place if it conflicts: later publications of the event
    };
    struct Report {
        Node event;
        Day by;
        AttributionId attribution;
        Holding holding;
        ClaimId claim;
        bool is_implied;  // not by itself about the event's occurrence or date
    };
    /// When something was that may be no event.
    struct Place {
        EventId event;
        std::pair<Day, Day> days{Day::minus_infinity(), Day::plus_infinity()};
    };
    static constexpr std::uint32_t none = 0xffff'ffff;

    static Error cancelled() { return detail::cancelled("timeline"); }
    bool step() {
        ++done_;
        return poll();
    }
    bool poll() { return ++polls_ % 64 != 1 || !options_.progress || options_.progress(done_, total_); }

    [[nodiscard]] bool is_order(PropertyId p) const noexcept {
        return p == reader_.before || p == reader_.after || p == reader_.during;
    }

    /// Subjects and properties that matter, each once; identity and readings lead to groups that are there as well.
    void find_places() {
        for (ClaimGroup const& group : graph_.groups()) {
            PropertyId const p = group.property;
            bool const is_event = group.subject.is(Category::event);
            if (p == responds_to_ || (p == occasion_ && occasion_) ||
                (is_event && (is_order(p) || p == reader_.date || p == reader_.occurred ||
                              graph_.traits(p).has(Trait::presupposes_occurrence))))
                places_.emplace_back(view_.representative(group.subject), p);
        }
        detail::make_set(places_);
    }

    void read(Node subject, PropertyId property) {
        for (Statement const& statement : reader_.read(subject, property)) {
            if (statement.asserted.empty()) continue;
            if (property == reader_.date)
                read_date(statement);
            else if (property == responds_to_)
                read_response(statement);
            else if (property == occasion_)
                read_occasion(statement);
            else if (is_order(property))
                read_order(statement);
            else
                read_reports(statement, property != reader_.occurred);
        }
    }

    // Statements

    static Certainty firmness(Stand const& stand) noexcept {
        if (stand.holding.standing != Truth::always) return Certainty::possible;
        return certainty(stand.holding.factuality);
    }

    /// Who says it; without holdings if nobody does firmly enough.
    [[nodiscard]] TimeStatement state(Statement const& statement, TimeBasis basis) const {
        TimeStatement stated{.basis = basis,
                             .claims = statement.claims,
                             .holdings = {},
                             .certainty = Certainty::possible,
                             .event = statement.subject.to<EventId>(),
                             .other = {}};
        for (Stand const& stand : statement.asserted) {
            Certainty const firm = firmness(stand);
            if (firm > options_.weakest) continue;
            stated.holdings.push_back(stand.holding);
            stated.certainty = (std::min)(stated.certainty, firm);
        }
        return stated;
    }
    void omit(TimeStatement statement, TimeOmission reason) {
        timeline_.omitted_.push_back({std::move(statement), reason});
    }
    [[nodiscard]] bool is_alternative(Statement const& statement) {
        return std::any_of(statement.claims.begin(), statement.claims.end(),
                           [&](ClaimId claim) { return !reader_.alternatives(claim).empty(); });
    }

    // Dates

    [[nodiscard]] std::optional<UncertainInterval> extent(Edtf const& date) const {
        if (auto const said = try_extent(date, Reading::sometime_within, options_.seasons)) return *said;
        // Several times: some time within them, as far as one period can say it.
        Day const first = date.earliest(options_.seasons), last = date.latest(options_.seasons);
        if (auto const within = UncertainInterval::try_from_days(first, last, first, last)) return *within;
        return std::nullopt;
    }

    void read_date(Statement const& statement) {
        Value const value = graph_.value(statement.main);
        std::optional<UncertainInterval> const when = value.date() ? extent(*value.date()) : std::nullopt;
        if (when) read_reports_of_date(statement, when->first_min());

        TimeStatement stated = state(statement, TimeBasis::date);
        if (stated.holdings.empty()) return;
        if (!value.date()) return omit(std::move(stated), TimeOmission::words);
        if (!when) return omit(std::move(stated), TimeOmission::out_of_range);
        if (is_alternative(statement)) return omit(std::move(stated), TimeOmission::alternatives);
        detail::DateQuality const quality = detail::quality_of(*value.date());
        if (quality.is_approximate && !options_.approximate_by)
            return omit(std::move(stated), TimeOmission::approximate);
        if (quality.is_uncertain) {
            stated.certainty = (std::max)(stated.certainty, Certainty::probable);
            if (stated.certainty > options_.weakest) return;
        }
        std::int64_t const off = quality.is_approximate ? *options_.approximate_by : 0;
        auto constraints = detail::date_constraints(points(stated.event), *when, off);
        candidates_.push_back({std::move(stated), std::move(constraints)});
    }

    // Orders and responses

    void read_order(Statement const& statement) {
        TimeStatement stated = state(statement, TimeBasis::order);
        if (stated.holdings.empty()) return;
        Node const value = graph_.value_node(statement.main);
        if (!value || !value.is(Category::event)) return omit(std::move(stated), TimeOmission::no_event);
        stated.other = view_.representative(value).to<EventId>();
        if (is_alternative(statement)) return omit(std::move(stated), TimeOmission::alternatives);
        detail::EventOrder const order = statement.property == reader_.before  ? detail::EventOrder::before
                                         : statement.property == reader_.after ? detail::EventOrder::after
                                                                               : detail::EventOrder::during;
        PeriodPoints const a = points(stated.event), b = points(stated.other);
        auto constraints = detail::order_constraints(a, order, b);
        candidates_.push_back({std::move(stated), std::move(constraints)});
    }

    void read_response(Statement const& statement) {
        TimeStatement stated = state(statement, TimeBasis::response);
        if (stated.holdings.empty()) return;
        if (is_alternative(statement)) return omit(std::move(stated), TimeOmission::alternatives);
        Node const value = graph_.value_node(statement.main);
        Place const answer = place(statement.subject);
        Place const answered = value ? place(view_.representative(value)) : Place();
        std::vector<Constraint> constraints;
        bool const is_over = options_.responses == ResponseReading::over;
        if (answer.event && answered.event) {
            stated.event = answer.event;
            stated.other = answered.event;
            PeriodPoints const b = points(answer.event), a = points(answered.event);
            constraints = {{b.start, a.start, 0, 0}};
            if (is_over) constraints.push_back({b.end, a.end, 0, 0});
        } else if (answered.event && is_bound(answer.days.second)) {
            stated.event = answered.event;
            stated.by = answer.days.second;
            PeriodPoints const a = points(answered.event);
            not_after(constraints, a.start, answer.days.second, 0);
            if (is_over) not_after(constraints, a.end, answer.days.second, 1);
        } else if (answer.event && is_bound(answered.days.first)) {
            stated.event = answer.event;
            not_before(constraints, points(answer.event).start, answered.days.first, 0);
        } else {
            return omit(std::move(stated), TimeOmission::no_event);
        }
        candidates_.push_back({std::move(stated), std::move(constraints)});
    }

    /// An act in words was when they were said (rule E7).
    void read_occasion(Statement const& statement) {
        auto const words = statement.subject.to<AttributionId>();
        Node const value = graph_.value_node(statement.main);
        if (!words || !value || !value.is(Category::event) || view_.attested(words) == Truth::never) return;
        auto const [first, last] = reader_.said(words);
        if (!is_bound(first) && !is_bound(last)) return;
        TimeStatement stated = state(statement, TimeBasis::occasion);
        if (stated.holdings.empty()) return;
        stated.event = view_.representative(value).to<EventId>();
        stated.by = last;
        if (is_alternative(statement)) return omit(std::move(stated), TimeOmission::alternatives);
        PeriodPoints const event = points(stated.event);
        std::vector<Constraint> constraints;
        not_before(constraints, event.start, first, 0);
        not_after(constraints, event.end, last, 1);
        candidates_.push_back({std::move(stated), std::move(constraints)});
    }

    [[nodiscard]] Place place(Node node) {
        if (auto const event = node.to<EventId>()) return {event};
        if (auto const document = node.to<DocumentId>()) return {{}, view_.published(document)};
        auto const attribution = node.to<AttributionId>();
        if (!attribution) return {};
        if (occasion_)
            for (ClaimId claim : graph_.claims_about(attribution, occasion_)) {
                Node const value = graph_.value_node(claim);
                if (value && value.is(Category::event) && detail::accepts(view_, claim))
                    return {view_.representative(value).to<EventId>()};
            }
        return {{}, reader_.said(attribution)};
    }

    // Publications

    void read_reports_of_date(Statement const& statement, Day earliest) {
        for (Stand const& stand : statement.asserted) {
            if (!stand.firm) continue;
            Day const by = reader_.said(stand.holding.attribution).second;
            if (!by.is_finite()) continue;
            if (earliest > by) {
                // Announced, not reported; what else is said of it there is about the future too.
                for (AttributionId passage : reader_.passages(stand.holding.attribution))
                    announced_[statement.subject.word()].push_back(graph_.document(passage));
                continue;
            }
            reports_.push_back(
                {statement.subject, by, stand.holding.attribution, stand.holding, statement.main, false});
        }
    }
    void read_reports(Statement const& statement, bool is_implied) {
        for (Stand const& stand : statement.asserted) {
            if (!stand.firm) continue;
            Day const by = reader_.said(stand.holding.attribution).second;
            if (is_bound(by))
                reports_.push_back(
                    {statement.subject, by, stand.holding.attribution, stand.holding, statement.main, is_implied});
        }
    }
    [[nodiscard]] bool is_announcement(Report const& report) const {
        auto const at = announced_.find(report.event.word());
        if (!report.is_implied || at == announced_.end()) return false;
        auto const passages = reader_.passages(report.attribution);
        return std::any_of(passages.begin(), passages.end(), [&](AttributionId passage) {
            return std::binary_search(at->second.begin(), at->second.end(), graph_.document(passage));
        });
    }

    /// The earliest report of an event says all that later ones do, so these wait behind it.
    void find_publications() {
        std::sort(reports_.begin(), reports_.end(), [](Report const& a, Report const& b) {
            return std::tie(a.event, a.by, a.attribution, a.claim) < std::tie(b.event, b.by, b.attribution, b.claim);
        });
        for (auto& [event, documents] : announced_) std::sort(documents.begin(), documents.end());
        std::uint32_t previous = none;
        for (Report const& report : reports_) {
            if (is_announcement(report)) continue;
            auto const event = report.event.to<EventId>();
            Candidate candidate{.statement = {.basis = TimeBasis::publication,
                                              .claims = {report.claim},
                                              .holdings = {report.holding},
                                              .certainty = Certainty::certain,
                                              .event = event,
                                              .other = {},
                                              .by = report.by},
                                .constraints = {}};
            not_after(candidate.constraints, points(event).start, report.by, 0);
            if (previous != none && waiting_[previous].statement.event == event)
                waiting_[previous].next = static_cast<std::uint32_t>(waiting_.size());
            else
                first_waiting_.push_back(static_cast<std::uint32_t>(waiting_.size()));
            previous = static_cast<std::uint32_t>(waiting_.size());
            waiting_.push_back(std::move(candidate));
        }
    }

    // The network

    PeriodPoints points(EventId event) {
        auto const [at, is_new] = points_.try_emplace(event.number());
        if (is_new) {
            at->second = timeline_.network_.add_period();
            timeline_.events_.push_back({event, {}, false});
        }
        return at->second;
    }

    void put_in_order() {
        for (std::uint32_t first : first_waiting_) candidates_.push_back(waiting_[first]);
        std::stable_sort(candidates_.begin(), candidates_.end(), [](Candidate const& a, Candidate const& b) {
            TimeStatement const &x = a.statement, &y = b.statement;
            return std::tie(x.certainty, x.basis, x.claims) < std::tie(y.certainty, y.basis, y.claims);
        });
    }

    /// By the first date of each that comes in.
    void place_events() {
        std::vector<bool> is_placed(graph_.count(Category::event));
        for (Candidate const& candidate : candidates_) {
            EventId const event = candidate.statement.event;
            if (candidate.statement.basis != TimeBasis::date || is_placed[event.number()]) continue;
            is_placed[event.number()] = true;
            detail::place_by_date(timeline_.network_, points(event), candidate.constraints);
        }
    }

    void add(Candidate const& first) {
        for (Candidate const* at = &first;;) {
            if (try_add(*at) || at->next == none) return;
            at = &waiting_[at->next];
        }
    }

    /// False if it conflicts.
    bool try_add(Candidate const& candidate) {
        auto const label = static_cast<std::uint32_t>(timeline_.statements_.size());
        std::vector<Constraint> constraints = candidate.constraints;
        for (Constraint& constraint : constraints) constraint.label = label;
        auto const outcome = timeline_.network_.try_add(constraints);
        if (!outcome) {
            omit(candidate.statement, TimeOmission::out_of_range);
            return true;
        }
        timeline_.statements_.push_back(candidate.statement);
        if (!outcome->conflict) return true;
        TimeConflict conflict;
        conflict.statements.push_back(candidate.statement);
        for (std::uint32_t with : outcome->conflict->labels)
            if (with != label) conflict.statements.push_back(timeline_.statements_[with]);
        conflict.days = (outcome->conflict->excess + detail::moments_per_day - 1) / detail::moments_per_day;
        timeline_.conflicts_.push_back(std::move(conflict));
        return false;
    }

    void conclude() {
        auto& events = timeline_.events_;
        std::sort(events.begin(), events.end(),
                  [](EventTime const& a, EventTime const& b) { return Node(a.event) < Node(b.event); });
        std::vector<DayRange> const windows = timeline_.network_.windows();
        auto const window = [&](TimePoint point) { return windows[static_cast<std::size_t>(point)]; };
        for (EventTime& time : events) {
            PeriodPoints const period = points_.at(time.event.number());
            timeline_.points_.push_back(period);
            DayRange const start = window(period.start), end = window(period.end);
            time.when = UncertainInterval::from_days(detail::day_of(start.first), detail::day_of(start.last),
                                                     detail::day_of(end.first - 1), detail::day_of(end.last - 1));
        }
        for (TimeConflict const& conflict : timeline_.conflicts_)
            for (TimeStatement const& statement : conflict.statements)
                for (EventId event : {statement.event, statement.other})
                    if (event) events[*timeline_.find(event)].contested = true;
        std::stable_sort(timeline_.omitted_.begin(), timeline_.omitted_.end(),
                         [](OmittedTime const& a, OmittedTime const& b) {
                             TimeStatement const &x = a.statement, &y = b.statement;
                             return std::tie(x.event, x.claims) < std::tie(y.event, y.claims);
                         });
    }

    TimelineOptions const& options_;
    View const& view_;
    Graph const& graph_;
    detail::StatementReader reader_;
    Timeline timeline_;
    PropertyId responds_to_, occasion_;

    std::vector<std::pair<Node, PropertyId>> places_;
    std::vector<Candidate> candidates_;
    std::vector<Report> reports_;
    std::unordered_map<std::uint32_t, std::vector<DocumentId>> announced_;  // by event word: documents; looked up only
    std::vector<Candidate> waiting_;
    std::vector<std::uint32_t> first_waiting_;                // the first one of each event
    std::unordered_map<std::uint32_t, PeriodPoints> points_;  // by number of the event; looked up only
    std::size_t done_ = 0, total_ = 0, polls_ = 0;
};

Result<Timeline> try_timeline(View const& view, TimelineOptions const& options) {
    return TimelineBuilder(view, options).build();
}

}  // namespace ascribe
