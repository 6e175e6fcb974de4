// SPDX-License-Identifier: BSL-1.0
#include "english.hpp"

namespace ascribe {
namespace {

constexpr EnglishRow rows[] = {
    // Hedges before the number.
    {WordRole::hedge_before,
     "more than; over; above; in excess of; exceeding; greater than; higher than; larger than; bigger than; longer "
     "than; "
     "older than; heavier than; further than; farther than; upwards of; upward of; north of; better than; beyond; "
     "surpassing; topping; >",
     1, 1, Direction::above},
    {WordRole::hedge_before,
     "less than; fewer than; under; below; lower than; smaller than; shorter than; younger than; lighter than; short "
     "of; "
     "shy of; just short of; just shy of; nearly; almost; not quite; approaching; nearing; close on; nigh on; "
     "virtually; practically; well-nigh; verging on; south of; <",
     1, 1, Direction::below},
    {WordRole::hedge_before,
     "at least; at the least; at the very least; at a minimum; at minimum; no fewer than; no less than; not fewer "
     "than; "
     "not less than; a minimum of; minimum of; minimum; min; as few as; as little as; a low of; not under; not below; "
     "starting at; >=; \xe2\x89\xa5; \xe2\xa9\xbe",
     1, 1, Direction::at_least},
    {WordRole::hedge_before,
     "at most; at the most; at the very most; at a maximum; at maximum; no more than; no greater than; no higher than; "
     "not more than; not over; not exceeding; not above; not greater than; up to; up to and including; as many as; as "
     "much as; as high as; as large as; as long as; as far as; a maximum of; maximum of; maximum; max; a high of; "
     "a limit of; limited to; capped at; within; <=; \xe2\x89\xa4; \xe2\xa9\xbd",
     1, 1, Direction::at_most},
    {WordRole::hedge_before,
     "about; around; roughly; approximately; approx; circa; ca; c; some; something like; somewhere around; somewhere "
     "near; close to; near; near to; very close to; an estimated; estimated; estimated at; is estimated at; are "
     "estimated at; an estimate of; estimates of; a reported estimate of; an approximate; in the region of; in the "
     "neighborhood of; in the neighbourhood of; in the vicinity of; in the area of; in the order of; on the order of; "
     "of the order of; in the range of; around about; more or less; give or take; ~; \xe2\x88\xbc; "
     "\xe2\x89\x88; \xe2\x89\x83",
     1, 1, Direction::about},
    {WordRole::intensifier,
     "well; far; just; slightly; a little; little; a bit; a touch; a shade; a fraction; a tad; only just; only "
     "slightly; "
     "much; considerably; significantly; substantially; somewhat; marginally; fractionally; very; comfortably; "
     "a good deal; a lot; rather; narrowly; easily; significantly; well and truly; not much; quite; even"},

    // Hedges behind the number.
    {WordRole::hedge_after,
     "or more; and more; or over; and over; or above; and above; or higher; and higher; or greater; and up; and "
     "upward; "
     "and upwards; or upwards; upwards; plus; +; at least; at the least; at the very least; at a minimum; minimum; or "
     "longer; or larger; or older; and older; or better; if not more; or even more",
     1, 1, Direction::at_least},
    {WordRole::hedge_after,
     "or less; or fewer; and fewer; and less; or under; and under; or below; and below; or lower; or younger; and "
     "younger; at most; at the most; at the very most; at a maximum; maximum; max; tops; or smaller; or shorter; if "
     "that",
     1, 1, Direction::at_most},
    {WordRole::hedge_after,
     "or so; or thereabouts; odd; something; ish; approximately; approx; roughly; more or less; give or take; or "
     "around that",
     1, 1, Direction::about},

    // Words that say nothing about the number.
    {WordRole::filler,
     "a total of; total of; a combined; a combined total of; a cumulative; the; these; those; exactly; precisely; "
     "just; "
     "only; a mere; a full; fully; altogether; for; another; an additional; additional; an extra; a further; a record; "
     "full; a group of; a sum of; a population of; a number around; in the; equal to; a "
     "staggering; a whopping; either; anywhere; somewhere; a value of; an amount of; a distance of; a period of; an "
     "area of; a length of; a height of; a depth of; a weight of; a death toll of; in total; overall; their; his; her; "
     "its; our"},
    {WordRole::filler_after,
     "in total; in all; altogether; all told; overall; more; in number; total; combined; alone"},

    // What holds numbers together.
    {WordRole::conjunction, "and; but; and yet; but also; and also; yet; &"},
    {WordRole::disjunction, "or; or maybe; or perhaps; or possibly; or even; maybe; perhaps"},
    {WordRole::between, "between; anywhere between; somewhere between; in between; ranging between"},
    {WordRole::from, "from; anywhere from; ranging from; ranges from; starting from; somewhere from"},
    {WordRole::to, "to; through; up to; until; till; -; to as many as"},
    {WordRole::plus_minus, "\xc2\xb1; +/-; +-; plus or minus; plus/minus; plus minus; give or take"},
    {WordRole::minus, "minus; -; negative"},
    {WordRole::in_every, "in; in every; in each; out of; out of every; out of each; of every; of each"},
    {WordRole::per, "per; /"},
    {WordRole::article, "a; an"},
    {WordRole::determiner, "the; these; those; their; its; his; her; our; all; all the; all of the; this; that; such"},
    {WordRole::of, "of"},
    {WordRole::worth, "in; worth of; worth; 's worth of; for; towards; toward"},
    {WordRole::link, "of; in; from; with; without; for; inside; outside; among; against; near; on; at; aboard; across"},
    {WordRole::extent, "long; in length", 1, 1, Direction::exact, "length"},
    {WordRole::extent, "wide; across; in width", 1, 1, Direction::exact, "width"},
    {WordRole::extent, "deep; in depth", 1, 1, Direction::exact, "depth"},
    {WordRole::extent, "high; tall; in height", 1, 1, Direction::exact, "height"},
    {WordRole::extent, "thick", 1, 1, Direction::exact, "thickness"},
    {WordRole::extent, "old; of age; in age", 1, 1, Direction::exact, "age"},
    {WordRole::extent, "away; off; distant", 1, 1, Direction::exact, "distance"},
    {WordRole::extent, "in diameter", 1, 1, Direction::exact, "diameter"},
    {WordRole::extent, "in area", 1, 1, Direction::exact, "area"},
    {WordRole::extent, "in weight", 1, 1, Direction::exact, "weight"},
    {WordRole::earlier,
     "revised from; revised down from; revised up from; revised downward from; revised downwards from; revised upward "
     "from; revised upwards from; corrected from; up from; down from; previously; earlier; formerly; originally; "
     "initially; previously reported as; initially reported as; originally reported as; earlier reported as; "
     "updated from; changed from; lowered from; raised from; reduced from; increased from; "
     "originally given as; initially put at; previously put at"},
    {WordRole::later,
     "revised to; later revised to; since revised to; revised down to; later revised down to; revised up to; later "
     "revised up to; corrected to; later corrected to; updated to; later updated to; later lowered to; later raised "
     "to; "
     "lowered to; raised to; later reduced to; subsequently revised to; now; now put at"},

    // Never part of what is counted: verbs, pronouns, comparisons, times.
    {WordRole::stop,
     "was; were; is; are; be; been; being; has; have; had; did; does; do; will; would; may; might; can; could; should; "
     "shall; must; who; whom; whose; which; that; what; when; where; while; if; unless; because; since; as; than; "
     "then; there; here; he; she; it; they; them; we; i; you; not; never; nor; neither; both; each; every; apiece; "
     "more; "
     "less; fewer; most; least; times; percent; percentage; point; points; so; too; also; only; just; almost; ago; "
     "later; earlier; before; after; during; until; till; by; today; yesterday; tomorrow; tonight; monday; "
     "tuesday; wednesday; thursday; friday; saturday; sunday; january; february; march; april; june; july; august; "
     "september; october; november; december; including; excluding; respectively; versus; vs; etc; said; says; "
     "reported; am; pm; a.m.; p.m.; o'clock; bc; ad; bce; ce; gmt; utc; a day; a week; a month; a year; per day; "
     "daily; weekly; monthly; yearly; annually; instead"},
};

}  // namespace

std::span<EnglishRow const> english_grammar() noexcept {
    return rows;
}

}  // namespace ascribe
