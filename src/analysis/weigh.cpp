// SPDX-License-Identifier: BSL-1.0
#include "weigh.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace ascribe::detail {

namespace {

/// Which days of a holding are to meet those of another: all that its time may have, or those it certainly has.
enum class Extent { possible, certain };

struct Mark {
    Day start, end;  // Half-open; a certain extent may end before it starts.
    std::uint32_t speaker;
    std::uint32_t at;
};

Mark mark_of(Stand const& stand, std::uint32_t at, Extent extent, bool timed) noexcept {
    Mark mark{Day::minus_infinity(), Day::plus_infinity(), stand.speaker.word(), at};
    if (!timed || !stand.timed) return mark;
    bool const all = extent == Extent::possible;
    mark.start = all ? stand.when.start_min() : stand.when.start_max();
    mark.end = all ? stand.when.end_max() : stand.when.end_min();
    return mark;
}

/// Two marks of different speakers that overlap, if there are any. O((a + b) log(a + b)).
///
/// Going through `b` by end, it keeps those of `a` that start before that end: of them only the one that ends last
/// matters, or, if that is of the same speaker, the last one of any other.
std::optional<std::pair<std::uint32_t, std::uint32_t>> overlap(std::vector<Mark>& a, std::vector<Mark>& b) {
    std::sort(a.begin(), a.end(),
              [](Mark const& x, Mark const& y) { return std::tie(x.start, x.at) < std::tie(y.start, y.at); });
    std::sort(b.begin(), b.end(),
              [](Mark const& x, Mark const& y) { return std::tie(x.end, x.at) < std::tie(y.end, y.at); });
    Mark const* last = nullptr;
    Mark const* last_of_others = nullptr;
    auto next = a.begin();
    for (Mark const& mark : b) {
        for (; next != a.end() && next->start < mark.end; ++next) {
            if (last == nullptr || (next->speaker == last->speaker && next->end > last->end)) {
                last = &*next;
            } else if (next->speaker != last->speaker) {
                if (next->end > last->end) {
                    last_of_others = last;
                    last = &*next;
                } else if (last_of_others == nullptr || next->end > last_of_others->end) {
                    last_of_others = &*next;
                }
            }
        }
        Mark const* candidate = last != nullptr && last->speaker == mark.speaker ? last_of_others : last;
        if (candidate != nullptr && candidate->end > mark.start) return std::pair(candidate->at, mark.at);
    }
    return std::nullopt;
}

template <class Keep>
std::vector<Mark> marks(std::span<Stand const> stands, Extent extent, bool timed, Keep keep) {
    std::vector<Mark> found;
    for (std::uint32_t i = 0; i < stands.size(); ++i)
        if (keep(stands[i])) found.push_back(mark_of(stands[i], i, extent, timed));
    return found;
}

/// The strongest pair of two different sources.
class BetweenSources {
public:
    BetweenSources(std::span<Stand const> a, std::span<Stand const> b, Verdict cap, bool timed)
        : a_(a), b_(b), cap_(cap), timed_(timed) {}

    void find(Outcome& outcome) const {
        auto const everyone = [](Stand const&) { return true; };
        auto const is_certain = [](Stand const& s) { return s.certain; };
        if (cap_ == Verdict::certain) {
            // What holds whenever, and what holds at a time, meet only possibly: when the former holds is not said.
            auto const firm_whenever = [&](Stand const& s) { return s.firm && !(timed_ && s.timed); };
            auto const firm_then = [&](Stand const& s) { return s.firm && timed_ && s.timed; };
            if (report(outcome, Verdict::certain, {}, Extent::certain, firm_whenever, firm_whenever)) return;
            if (report(outcome, Verdict::certain, {}, Extent::certain, firm_then, firm_then)) return;
        }
        if (report(outcome, Verdict::possible, {}, Extent::possible, is_certain, everyone)) return;
        if (report(outcome, Verdict::possible, {}, Extent::possible, everyone, is_certain)) return;
        if (report(outcome, Verdict::difference, DifferenceReason::degree, Extent::possible, everyone, everyone))
            return;
        if (!timed_) return;
        if (a_.empty() || b_.empty()) return;
        Stand const& first = b_.front();
        auto const other =
            std::find_if(b_.begin(), b_.end(), [&](Stand const& y) { return y.speaker != first.speaker; });
        for (Stand const& x : a_) {
            if (x.speaker == first.speaker && other == b_.end()) continue;
            Stand const& y = x.speaker == first.speaker ? *other : first;
            outcome.consider(Verdict::difference, DifferenceReason::as_of, x.holding.attribution,
                             y.holding.attribution);
            return;
        }
    }

private:
    template <class KeepA, class KeepB>
    bool report(Outcome& outcome, Verdict verdict, DifferenceReason reason, Extent extent, KeepA keep_a,
                KeepB keep_b) const {
        auto x = marks(a_, extent, timed_, keep_a);
        if (x.empty()) return false;
        auto y = marks(b_, extent, timed_, keep_b);
        if (y.empty()) return false;
        auto const pair = overlap(x, y);
        if (!pair) return false;
        outcome.consider(verdict, reason, a_[pair->first].holding.attribution, b_[pair->second].holding.attribution);
        return true;
    }

    std::span<Stand const> a_, b_;
    Verdict cap_;
    bool timed_;
};

Truth meet(Stand const& a, Stand const& b, bool timed) noexcept {
    auto const overlaps = [&](Extent extent) {
        Mark const x = mark_of(a, 0, extent, timed);
        Mark const y = mark_of(b, 0, extent, timed);
        return x.start < y.end && y.start < x.end;
    };
    if (!overlaps(Extent::possible)) return Truth::never;
    return overlaps(Extent::certain) && (!timed || a.timed == b.timed) ? Truth::always : Truth::possibly;
}

/// Where the words of an attribution stand.
class Passages {
public:
    Passages(StatementReader& reader, AttributionId a) : reader_(reader), outermost_(reader.passages(a)) {}

    [[nodiscard]] std::vector<DocumentId> documents() const {
        std::vector<DocumentId> found;
        for (AttributionId a : outermost_) found.push_back(reader_.graph().document(a));
        return found;
    }
    [[nodiscard]] bool share_a_document(Passages const& other) const {
        for (AttributionId a : outermost_)
            for (AttributionId b : other.outermost_)
                if (reader_.graph().document(a) == reader_.graph().document(b)) return true;
        return false;
    }
    /// The same words throughout, read by recorders none of whom read them in both ways (rule I9).
    [[nodiscard]] bool are_read_differently(Passages const& other) const {
        return !outermost_.empty() && !other.outermost_.empty() && all_have_a_rival(other) &&
               other.all_have_a_rival(*this);
    }

private:
    [[nodiscard]] bool all_have_a_rival(Passages const& other) const {
        return std::all_of(outermost_.begin(), outermost_.end(), [&](AttributionId a) {
            return std::any_of(other.outermost_.begin(), other.outermost_.end(),
                               [&](AttributionId b) { return are_rivals(a, b); });
        });
    }
    [[nodiscard]] bool are_rivals(AttributionId a, AttributionId b) const {
        Graph const& graph = reader_.graph();
        if (a == b || graph.document(a) != graph.document(b)) return false;
        auto const words_a = content(a);
        if (words_a.empty() || words_a != content(b)) return false;
        for (Recording const& x : graph.recordings(a))
            for (Recording const& y : graph.recordings(b))
                if (x.recorder == y.recorder) return false;
        return true;
    }
    [[nodiscard]] std::vector<Span> content(AttributionId a) const {
        std::vector<Span> spans;
        for (Span const& span : reader_.graph().spans(a))
            if (span.role == SpanRole::content || span.role == SpanRole::content_possible) spans.push_back(span);
        std::sort(spans.begin(), spans.end(), [](Span const& x, Span const& y) {
            return std::tie(x.document, x.begin, x.end, x.role) < std::tie(y.document, y.begin, y.end, y.role);
        });
        return spans;
    }

    StatementReader& reader_;
    std::vector<AttributionId> outermost_;
};

/// One source on both sides (the row on self-contradiction).
class OfOneSource {
public:
    OfOneSource(StatementReader& reader, std::span<Stand const> a, std::span<Stand const> b, Verdict cap, bool timed)
        : reader_(reader), a_(a), b_(b), cap_(cap), timed_(timed) {}

    void find(Outcome& outcome) {
        auto const by_speaker = [](std::span<Stand const> stands) {
            std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
            for (std::uint32_t i = 0; i < stands.size(); ++i) found.emplace_back(stands[i].speaker.word(), i);
            std::sort(found.begin(), found.end());
            return found;
        };
        auto const a = by_speaker(a_);
        auto const b = by_speaker(b_);
        for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
            if (i->first != j->first) {
                ++(i->first < j->first ? i : j);
                continue;
            }
            auto const is_another = [speaker = i->first](auto const& entry) { return entry.first != speaker; };
            auto const end_i = std::find_if(i, a.end(), is_another);
            auto const end_j = std::find_if(j, b.end(), is_another);
            // The first pair of the strongest kind there is. Of most holdings it is plain that no pair with them can be
            // stronger than what was found; only the others are gone through pair by pair.
            Outcome own;
            Others const others(reader_, *this, std::span(&*j, static_cast<std::size_t>(end_j - j)));
            for (auto x = i; x != end_i && !is_certain(own); ++x) {
                reader_.work();
                Stand const& stand = a_[x->second];
                if (own.any && others.least_remote(*this, stand) >= remoteness(own.verdict, own.reason)) continue;
                for (auto y = j; y != end_j && !is_certain(own); ++y) consider_pair(own, stand, b_[y->second]);
            }
            if (own.any) {
                auto const source = a_[i->second].speaker.template to<Source>();
                // At other times, unsure, or read otherwise by others: no contradiction of its own.
                if (own.verdict != Verdict::difference || own.reason == DifferenceReason::changed_position)
                    outcome.own.push_back({source, own.first, own.second, own.verdict, own.reason});
                outcome.consider(own.verdict, own.reason, own.first, own.second);
            }
            i = end_i;
            j = end_j;
        }
    }

private:
    using Entry = std::pair<std::uint32_t, std::uint32_t>;  // speaker, index

    /// Intervals of which it is asked whether any meets another one. O(n log n) to make, O(log n) to ask.
    class Intervals {
    public:
        void add(Day start, Day end) { list_.emplace_back(start, end); }
        void make() {
            std::sort(list_.begin(), list_.end());
            Day last = Day::minus_infinity();
            for (auto& [start, end] : list_) last = end = (std::max)(end, last);
        }
        /// Whether any starts at or before `end` and ends at or after `start`.
        [[nodiscard]] bool any_meets(Day start, Day end) const {
            auto const after = std::upper_bound(list_.begin(), list_.end(), end,
                                                [](Day day, auto const& entry) { return day < entry.first; });
            return after != list_.begin() && std::prev(after)->second >= start;
        }

    private:
        std::vector<std::pair<Day, Day>> list_;  // by start; with the last end so far
    };

    /// What the holdings of a source on the second side have among them, as far as it bounds what a pair can come to.
    class Others {
    public:
        Others(StatementReader& reader, OfOneSource& of, std::span<Entry const> entries) {
            for (Entry const& entry : entries) {
                Stand const& y = of.b_[entry.second];
                auto const said = reader.said(y.holding.attribution);
                all_said_.add(said.first, said.second);
                if (y.certain) certain_said_.add(said.first, said.second);
                has_unsure_ = has_unsure_ || !y.certain;
                Mark const mark = mark_of(y, 0, Extent::possible, of.timed_);
                latest_start_ = (std::max)(latest_start_, mark.start);
                earliest_end_ = (std::min)(earliest_end_, mark.end);
                if (of.cap_ != Verdict::certain || !y.firm) continue;
                Mark const surely = mark_of(y, 0, Extent::certain, of.timed_);
                firm_when_.add(surely.start, surely.end);
                for (DocumentId document : of.passages(y.holding.attribution).documents())
                    firm_in_.insert(document.number());
            }
            for (Intervals* intervals : {&all_said_, &certain_said_, &firm_when_}) intervals->make();
        }

        /// No pair with x is less remote from a certain conflict than this.
        [[nodiscard]] int least_remote(OfOneSource& of, Stand const& x) const {
            auto const said = of.reader_.said(x.holding.attribution);
            bool const may_conflict = x.certain ? all_said_.any_meets(said.first, said.second)
                                                : certain_said_.any_meets(said.first, said.second);
            if (may_conflict) {
                Mark const surely = mark_of(x, 0, Extent::certain, of.timed_);
                if (of.cap_ == Verdict::certain && x.firm && firm_when_.any_meets(surely.start, surely.end))
                    for (DocumentId document : of.passages(x.holding.attribution).documents())
                        if (firm_in_.count(document.number()) != 0) return remoteness(Verdict::certain, {});
                return remoteness(Verdict::possible, {});
            }
            if (!x.certain && has_unsure_) return remoteness(Verdict::difference, DifferenceReason::degree);
            Mark const mark = mark_of(x, 0, Extent::possible, of.timed_);
            if (latest_start_ >= mark.end || earliest_end_ <= mark.start)
                return remoteness(Verdict::difference, DifferenceReason::as_of);
            return remoteness(Verdict::difference, DifferenceReason::changed_position);
        }

    private:
        Intervals all_said_, certain_said_, firm_when_;
        bool has_unsure_ = false;
        Day latest_start_ = Day::minus_infinity(), earliest_end_ = Day::plus_infinity();
        std::unordered_set<std::uint32_t> firm_in_;  // numbers of documents
    };

    static bool is_certain(Outcome const& outcome) noexcept {
        return outcome.any && outcome.verdict == Verdict::certain;
    }

    void consider_pair(Outcome& own, Stand const& x, Stand const& y) {
        reader_.work();
        AttributionId const a = x.holding.attribution;
        AttributionId const b = y.holding.attribution;
        if (a == b || reader_.is_amended(a, b)) return;
        auto const differ = [&](DifferenceReason reason) { (void)own.consider(Verdict::difference, reason, a, b); };
        Truth const times = meet(x, y, timed_);
        if (times == Truth::never) return differ(DifferenceReason::as_of);
        if (!x.certain && !y.certain) return differ(DifferenceReason::degree);
        auto const said_a = reader_.said(a);
        auto const said_b = reader_.said(b);
        if (said_a.second < said_b.first || said_b.second < said_a.first)
            return differ(DifferenceReason::changed_position);
        Passages const& in_a = passages(a);
        Passages const& in_b = passages(b);
        if (in_a.are_read_differently(in_b)) return differ(DifferenceReason::rival_readings);
        bool const is_sure = cap_ == Verdict::certain && x.firm && y.firm && times == Truth::always;
        own.consider(is_sure && in_a.share_a_document(in_b) ? Verdict::certain : Verdict::possible, {}, a, b);
    }

    Passages const& passages(AttributionId a) {
        auto const at = passages_.find(a.number());
        return at != passages_.end() ? at->second : passages_.emplace(a.number(), Passages(reader_, a)).first->second;
    }

    StatementReader& reader_;
    std::span<Stand const> a_, b_;
    Verdict cap_;
    bool timed_;
    std::unordered_map<std::uint32_t, Passages> passages_;
};

}  // namespace

int remoteness(Verdict verdict, DifferenceReason reason) noexcept {
    if (verdict != Verdict::difference) return static_cast<int>(verdict);
    switch (reason) {
    case DifferenceReason::degree: return 2;
    case DifferenceReason::as_of: return 3;
    case DifferenceReason::changed_position: return 4;
    default: return 5;
    }
}

bool Outcome::consider(Verdict v, DifferenceReason r, AttributionId a, AttributionId b) {
    if (any && remoteness(verdict, reason) <= remoteness(v, r)) return false;
    any = true;
    verdict = v;
    reason = r;
    first = a;
    second = b;
    return true;
}

Outcome weigh(StatementReader& reader, std::span<Stand const> a, std::span<Stand const> b, Verdict cap, bool timed) {
    reader.work(a.size() + b.size());
    Outcome outcome;
    BetweenSources(a, b, cap, timed).find(outcome);
    OfOneSource(reader, a, b, cap, timed).find(outcome);
    return outcome;
}

bool may_meet(std::span<Stand const> a, std::span<Stand const> b) {
    auto const everyone = [](Stand const&) { return true; };
    auto x = marks(a, Extent::possible, true, everyone);
    auto y = marks(b, Extent::possible, true, everyone);
    for (Mark& mark : x) mark.speaker = 1;
    for (Mark& mark : y) mark.speaker = 2;
    return overlap(x, y).has_value();
}

}  // namespace ascribe::detail
