// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_WORKLOAD_HPP
#define ASCRIBE_BENCHMARKS_WORKLOAD_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

/// A made-up newsroom of any size, the same on every platform: N claims about N / 10 events, 2.5 attributions each by
/// N / 50 sources, two to a document, in order of date; three fifths rest on an earlier or later one.
///
/// One event in a hundred is in everybody's mouth and draws two fifths of the claims. Most claims of an event and
/// property agree, the others give a range, another number or another text. Sources are as unequal as outlets are (cube
/// law). What an attribution rests on is a claim about the same event, mostly of the level below, so that chains are
/// long; one in twenty is turned to any claim of the event, so that some go in circles.
namespace workload {

inline constexpr std::uint32_t none = 0xffffffff;

[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) noexcept {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

class Random {
public:
    explicit Random(std::uint64_t seed) noexcept : state_(seed) {}
    std::uint64_t next() noexcept {
        state_ += 0x9e3779b97f4a7c15u;
        return mix(state_);
    }
    std::uint32_t below(std::uint32_t count) noexcept {
        return static_cast<std::uint32_t>((next() >> 32) * std::uint64_t{count} >> 32);
    }
    double unit() noexcept { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

private:
    std::uint64_t state_;
};

struct Claim {
    std::uint32_t event;
    std::uint32_t date;  ///< days after the first
    std::int32_t low;    ///< of a number; of a text its number
    std::int32_t high;
    std::uint32_t again;  ///< how many claims before it are equal to it so far
    std::uint8_t property;
    bool is_text;
    std::int8_t polarity;  ///< drawn, and not used: everything is asserted
};

struct Attribution {
    std::uint32_t claim;
    std::uint32_t source;
    std::uint32_t date;
    std::uint32_t via;  ///< number of the attribution that it rests on, or none
};

struct Newsroom {
    static constexpr std::uint32_t properties = 20;
    static constexpr std::uint32_t numeric_properties = 14;

    std::uint32_t events = 0;
    std::uint32_t sources = 0;
    std::uint32_t texts = 0;  ///< how many different ones there may be
    std::vector<Claim> claims;
    std::vector<Attribution> attributions;  ///< attribution i is in document i / 2

    [[nodiscard]] std::uint32_t documents() const noexcept {
        return static_cast<std::uint32_t>((attributions.size() + 1) / 2);
    }
    /// The claim that attribution i rests on, or none.
    [[nodiscard]] std::uint32_t ground(std::size_t i) const noexcept {
        auto const via = attributions[i].via;
        return via == none ? none : attributions[via].claim;
    }
    /// Queries are drawn the same way everywhere.
    [[nodiscard]] std::uint32_t asked_claim(std::uint64_t i) const noexcept {
        return static_cast<std::uint32_t>(mix(0xc1a1u + i * 0x10001u) % claims.size());
    }
    /// Sources to take away, in turn one of the most cited and any one.
    [[nodiscard]] std::vector<std::uint32_t> asked_sources(std::uint32_t count) const {
        std::vector<std::uint32_t> cited(sources), order(sources), asked;
        for (Attribution const& a : attributions) ++cited[a.source];
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return cited[a] != cited[b] ? cited[a] > cited[b] : a < b; });
        for (std::uint32_t i = 0; i < count; ++i)
            asked.push_back(i % 2 == 0 ? order[i / 2] : static_cast<std::uint32_t>(mix(0x5005u + i) % sources));
        return asked;
    }
    [[nodiscard]] static std::string text(std::int32_t number) {
        static constexpr char const* words[] = {"district", "attack on", "ministry of", "near",
                                                "convoy",   "statement", "north",       "river"};
        std::uint64_t const m = mix(777 + static_cast<std::uint64_t>(number));
        return std::string(words[m & 7]) + " " + words[m >> 3 & 7] + "-" + std::to_string(number);
    }
};

// Questions between batches

inline constexpr std::uint32_t batches = 100;
inline constexpr std::uint32_t batch_lookups = 1000;
inline constexpr std::uint32_t batch_traces = 100;

/// The first attribution of a batch; of batch 100 the end.
[[nodiscard]] inline std::uint32_t batch_begin(Newsroom const& room, std::uint32_t batch) noexcept {
    return static_cast<std::uint32_t>(room.attributions.size() * std::uint64_t{batch} / batches);
}
/// A claim that has arrived with this batch or before.
[[nodiscard]] inline std::uint32_t asked_claim_of_batch(Newsroom const& room, std::uint32_t batch,
                                                        std::uint64_t i) noexcept {
    return room.attributions[mix(0xba7cu + batch * 0x10001u + i) % batch_begin(room, batch + 1)].claim;
}

/// Marks each claim with how many equal ones come before it.
inline void count_repetitions(std::vector<Claim>& claims) {
    std::vector<std::uint32_t> order(claims.size());
    std::iota(order.begin(), order.end(), 0u);
    auto const content = [&](std::uint32_t i) {
        Claim const& c = claims[i];
        return std::tuple(c.event, c.property, c.low, c.high, c.date);
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return content(a) != content(b) ? content(a) < content(b) : a < b;
    });
    for (std::size_t i = 1; i < order.size(); ++i)
        if (content(order[i]) == content(order[i - 1])) claims[order[i]].again = claims[order[i - 1]].again + 1;
}

namespace detail {

/// What a claim says, of an event and property whose claims mostly agree.
inline void draw_value(Claim& claim, std::uint32_t texts, Random& random) {
    std::uint64_t const base = mix(std::uint64_t{claim.event} << 8 | claim.property);
    std::uint32_t const dissent = random.below(100);
    claim.is_text = claim.property >= Newsroom::numeric_properties;
    if (claim.is_text) {
        std::uint64_t const other = dissent < 80 ? 0 : dissent < 95 ? 1 : 2;
        claim.low = static_cast<std::int32_t>((base + other) % texts);
        claim.high = 0;
        return;
    }
    auto const agreed = static_cast<std::int32_t>(base % 1000) + 100;
    claim.low = claim.high = agreed;
    if (dissent >= 75 && dissent < 90) {
        auto const width = 1 + static_cast<std::int32_t>(random.below(20));
        claim.low = agreed - width;
        claim.high = agreed + width;
    } else if (dissent >= 90) {
        claim.low = claim.high = agreed + 1 + static_cast<std::int32_t>(random.below(50));
    }
}

/// A claim of an event comes up to a fifth of all claims later than the event's turn, mostly much sooner.
inline std::uint32_t draw_event(std::uint32_t number, std::uint32_t claims, Random& random) {
    double const u = (std::max)(random.unit(), 1e-9);
    double const lag = (std::min)(10.0 * (1.0 / u - 1.0), 0.2 * claims);
    std::int64_t const turn = (std::max)(std::int64_t{number} - static_cast<std::int64_t>(lag), std::int64_t{0});
    bool const hot = random.below(5) < 2;
    return static_cast<std::uint32_t>(hot ? turn / 1000 * 100 : turn / 10);
}

}  // namespace detail

[[nodiscard]] inline Newsroom make(std::uint32_t claims, std::uint64_t seed = 42) {
    Newsroom room;
    Random random(seed);
    room.events = claims / 10;
    room.sources = claims / 50;
    room.texts = claims / 20 + 3;
    std::uint64_t spread = 2654435761u % room.sources;  // from rank to source: a permutation
    while (std::gcd(spread, std::uint64_t{room.sources}) != 1) ++spread;

    std::vector<std::vector<std::uint32_t>> of_event(room.events);
    std::vector<std::uint32_t> first(claims + 1);
    std::vector<std::uint8_t> level(claims);
    std::vector<Attribution> drawn;
    drawn.reserve(claims * std::size_t{5} / 2 + 16);
    room.claims.resize(claims);
    for (std::uint32_t c = 0; c < claims; ++c) {
        Claim& claim = room.claims[c];
        claim.event = detail::draw_event(c, claims, random);
        double const q = random.unit();
        claim.property = static_cast<std::uint8_t>(20.0 * q * q);
        claim.date = static_cast<std::uint32_t>(std::uint64_t{c} * 3600 / claims);
        claim.again = 0;
        detail::draw_value(claim, room.texts, random);
        std::uint32_t const stance = random.below(100);
        claim.polarity = static_cast<std::int8_t>(stance < 85 ? 1 : stance < 95 ? -1 : 0);
        auto const& others = of_event[claim.event];
        std::uint32_t const l = random.below(100);
        level[c] = l < 12 || others.empty() ? 0 : l < 32 ? 1 : l < 50 ? 2 : l < 68 ? 3 : l < 86 ? 4 : 5;
        std::uint32_t const k = random.below(100);
        std::uint32_t const count = k < 30 ? 1 : k < 55 ? 2 : k < 75 ? 3 : k < 90 ? 4 : 5;
        first[c] = static_cast<std::uint32_t>(drawn.size());
        first[c + 1] = first[c] + count;
        for (std::uint32_t i = 0; i < count; ++i) {
            double const z = random.unit();
            auto const rank = static_cast<std::uint32_t>(z * z * z * room.sources);
            std::uint32_t delay = 0;
            while (delay < 30 && (random.next() & 3) != 0) ++delay;
            std::uint32_t via = none;
            if (level[c] > 0 && random.below(100) < 85) {
                std::uint32_t best = none;
                for (int attempt = 0; attempt < 6; ++attempt) {
                    std::uint32_t const o = others[random.below(static_cast<std::uint32_t>(others.size()))];
                    if (level[o] < level[c] && (best == none || level[o] > level[best])) best = o;
                }
                if (best != none) via = first[best] + random.below(first[best + 1] - first[best]);
            }
            auto const source = static_cast<std::uint32_t>(rank * spread % room.sources);
            drawn.push_back({c, source, claim.date + delay, via});
        }
        of_event[claim.event].push_back(c);
    }
    for (Attribution& a : drawn) {
        if (a.via == none || random.below(20) != 0) continue;
        auto const& all = of_event[room.claims[a.claim].event];
        std::uint32_t const o = all[random.below(static_cast<std::uint32_t>(all.size()))];
        if (o != a.claim) a.via = first[o] + random.below(first[o + 1] - first[o]);
    }

    // They arrive by date, so that those of one claim are not adjacent.
    std::vector<std::uint32_t> position(3700, 0);
    for (Attribution const& a : drawn) ++position[a.date + 1];
    std::partial_sum(position.begin(), position.end(), position.begin());
    std::vector<std::uint32_t> arrival(drawn.size());
    for (std::size_t i = 0; i < drawn.size(); ++i) arrival[i] = position[drawn[i].date]++;
    room.attributions.resize(drawn.size());
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        room.attributions[arrival[i]] = drawn[i];
        if (drawn[i].via != none) room.attributions[arrival[i]].via = arrival[drawn[i].via];
    }
    count_repetitions(room.claims);
    return room;
}

}  // namespace workload

#endif
