// SPDX-License-Identifier: BSL-1.0
// SQLite in memory: prepared statements, one transaction, covering indices made after loading.
#include "../sqlite.hpp"

#include "driver.hpp"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace peers;

using sqlite::Database;
using sqlite::Statement;

void insert_claims(Database& database, Newsroom const& room, std::vector<std::string> const& texts) {
    Statement insert = database.prepare("insert into claim values(?,?,?,?,?,?,?)");
    for (std::size_t c = 0; c < room.claims.size(); ++c) {
        auto const& claim = room.claims[c];
        insert.bind(1, static_cast<std::int64_t>(c));
        insert.bind(2, claim.event);
        insert.bind(3, claim.property);
        if (claim.is_text) {
            insert.bind_null(4);
            insert.bind_null(5);
            insert.bind(6, texts[static_cast<std::uint32_t>(claim.low)]);
        } else {
            insert.bind(4, claim.low);
            insert.bind(5, claim.high);
            insert.bind_null(6);
        }
        insert.bind(7, claim.date);
        insert.step();
    }
}

void insert_attributions(Database& database, Newsroom const& room) {
    Statement insert = database.prepare("insert into attribution values(?,?,?,?,?,?)");
    for (std::uint32_t a = 0; a < room.attributions.size(); ++a) {
        auto const& attribution = room.attributions[a];
        insert.bind(1, a);
        insert.bind(2, attribution.claim);
        insert.bind(3, attribution.source);
        insert.bind(4, a / 2);
        insert.bind(5, attribution.date);
        if (room.ground(a) == none)
            insert.bind_null(6);
        else
            insert.bind(6, room.ground(a));
        insert.step();
    }
}

void record(Database& database, Newsroom const& room, std::vector<std::string> const& texts) {
    database.run(
        "create table claim(id integer primary key, event int, property int, low int, high int, text text, date int);"
        "create table attribution(id integer primary key, claim int, source int, document int, date int, ground int);"
        "begin");
    insert_claims(database, room, texts);
    insert_attributions(database, room);
    database.run(
        "commit;"
        "create index by_claim on attribution(claim, ground, source, document, date);"
        "create index by_source on attribution(source);"
        "create index by_ground on attribution(ground, source, claim);"
        "create index by_date on attribution(date, claim);"
        "create index by_event on claim(event, property, low, high, text);"
        "create index by_property on claim(property)");
}

void ask_lookups(Report const& report, Database& database, Newsroom const& room) {
    Statement find =
        database.prepare("select source, document, date from attribution indexed by by_claim where claim = ?");
    ask_claims(report, room, "2.lookup@300000", 300'000, [&](std::uint32_t claim) {
        std::uint64_t sum = 0;
        find.bind(1, claim);
        while (find.step()) sum += std::uint64_t{find.number(0)} + find.number(1) + find.number(2);
        return sum;
    });
}

void ask_traces(Report const& report, Database& database, Newsroom const& room) {
    Statement trace = database.prepare(
        "with recursive behind(claim) as (values(?1) union"
        "  select a.ground from behind cross join attribution a indexed by by_claim on a.claim = behind.claim"
        "  where a.ground is not null)"
        "select count(distinct a.source)"
        "  from behind cross join attribution a indexed by by_claim on a.claim = behind.claim where a.ground is null");
    ask_claims(report, room, "3.trace@20000", 20'000, [&](std::uint32_t claim) {
        trace.bind(1, claim);
        return trace.answer();
    });

    // The walk in the program, the statement only finds what a claim rests on.
    Statement find = database.prepare("select ground, source from attribution indexed by by_claim where claim = ?");
    std::vector<std::uint32_t> claim_seen(room.claims.size()), source_seen(room.sources), open;
    std::uint32_t round = 0;
    ask_claims(report, room, "3.trace_by_hand@20000", 20'000, [&](std::uint32_t claim) {
        ++round;
        std::uint64_t origins = 0;
        claim_seen[claim] = round;
        open.assign(1, claim);
        while (!open.empty()) {
            find.bind(1, open.back());
            open.pop_back();
            while (find.step()) {
                if (find.is_null(0)) {
                    if (std::exchange(source_seen[find.number(1)], round) != round) ++origins;
                } else if (std::exchange(claim_seen[find.number(0)], round) != round) {
                    open.push_back(find.number(0));
                }
            }
        }
        return origins;
    });
}

void ask_about_all(Report const& report, Database& database, Newsroom const& room) {
    bool const large = room.claims.size() > 200'000;
    Statement groups = database.prepare(
        "select count(*) from (select 1 from claim group by event, property having min(low) <> max(low)"
        "  or min(high) <> max(high) or min(text) <> max(text))");
    ask_all(report, "4.groups", 3, [&] { return groups.answer(); });

    Statement standing = database.prepare(
        "with recursive standing(claim) as ("
        "  select claim from attribution where ground is null and source <> ?1 union"
        "  select a.claim from standing cross join attribution a indexed by by_ground on a.ground = standing.claim"
        "  where a.source <> ?1)"
        "select count(*) from standing");
    ask_cascades(report, room, large ? 3 : 10, [&](std::uint32_t without) {
        standing.bind(1, without);
        return standing.answer();
    });

    Statement by_day = database.prepare(
        "select count(distinct a.claim) from attribution a join claim c on c.id = a.claim"
        "  where a.date <= ? and c.property = ?");
    ask_as_of(report, "6.asof_100", large ? 20 : 100, [&](std::uint32_t property, std::uint32_t day) {
        by_day.bind(1, day);
        by_day.bind(2, property);
        return by_day.answer();
    });
    report("6.asof_index", seconds([&] {
               database.run(
                   "create table first_said as select c.property property, min(a.date) day"
                   "  from attribution a join claim c on c.id = a.claim group by a.claim;"
                   "create index first_said_by on first_said(property, day)");
           }),
           "s");
    Statement indexed = database.prepare("select count(*) from first_said where property = ? and day <= ?");
    ask_as_of(report, "6.asof_100_indexed", 100, [&](std::uint32_t property, std::uint32_t day) {
        indexed.bind(1, property);
        indexed.bind(2, day);
        return indexed.answer();
    });
}

/// Opening a file of the same and the first question. The file lies in the system's cache; SQLite looks at what it
/// reads only, so that this stands beside an image that is taken on trust.
void ask_file(Report const& report, Database& database, Newsroom const& room) {
    char directory[] = "/tmp/peer_sqlite.XXXXXX";
    if (::mkdtemp(directory) == nullptr) throw std::runtime_error("no directory for a file");
    std::string const path = std::string(directory) + "/newsroom.db";
    database.run("vacuum into '" + path + "'");
    for (int round = 0; round < 3; ++round) {
        std::uint64_t sum = 0;
        double const time = seconds([&] {
            Database file(path);
            Statement find = file.prepare("select source, document, date from attribution where claim = ?");
            find.bind(1, room.asked_claim(0));
            while (find.step()) sum += std::uint64_t{find.number(0)} + find.number(1) + find.number(2);
        });
        report("9.image_open_trusted@1", time, "s", sum);
    }
    std::remove(path.c_str());
    ::rmdir(directory);
}

void load_shard(Database& database, Newsroom const& room, std::uint32_t shard) {
    std::string const name = "shard" + std::to_string(shard);
    database.run("attach ':memory:' as " + name + "; create table " + name +
                 ".claim(key int, event int, property int, low int, high int, date int); create table " + name +
                 ".attribution(claim int, source int, document int, date int, ground int); begin");
    Statement claims = database.prepare("insert into " + name + ".claim values(?,?,?,?,?,?)");
    for (std::uint32_t c = 0; c < room.claims.size(); ++c) {
        if (!is_in_shard(c, shard)) continue;
        auto const& claim = room.claims[c];
        claims.bind(1, content_key(c));
        claims.bind(2, claim.event);
        claims.bind(3, claim.property);
        claims.bind(4, claim.low);
        claims.bind(5, claim.high);
        claims.bind(6, claim.date);
        claims.step();
    }
    Statement attributions = database.prepare("insert into " + name + ".attribution values(?,?,?,?,?)");
    for (std::uint32_t a = 0; a < room.attributions.size(); ++a) {
        auto const& attribution = room.attributions[a];
        if (!is_in_shard(attribution.claim, shard)) continue;
        attributions.bind(1, content_key(attribution.claim));
        attributions.bind(2, attribution.source);
        attributions.bind(3, a / 2);
        attributions.bind(4, attribution.date);
        if (room.ground(a) == none)
            attributions.bind_null(5);
        else
            attributions.bind(5, content_key(room.ground(a)));
        attributions.step();
    }
    database.run("commit");
}

void ask_merge(Report const& report, Newsroom const& room) {
    Database database;
    for (std::uint32_t shard = 0; shard < 4; ++shard) load_shard(database, room, shard);
    double const time = seconds([&] {
        database.run(
            "create table claim(key integer primary key, event int, property int, low int, high int, date int);"
            "create table attribution(claim int, source int, document int, date int, ground int,"
            "  primary key(claim, source, document, date)) without rowid; begin");
        for (int shard = 0; shard < 4; ++shard) {
            std::string const name = "shard" + std::to_string(shard);
            database.run("insert or ignore into main.claim select * from " + name + ".claim order by key");
            database.run("insert or ignore into main.attribution select * from " + name +
                         ".attribution order by claim, source, document, date");
        }
        database.run("commit");
    });
    Statement count =
        database.prepare("select (select count(*) from claim) * 1000000000 + (select count(*) from attribution)");
    report("8.merge4", time, "s", count.answer());
}

void run(Report const& report, Newsroom const& room) {
    auto const texts = all_texts(room);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    {
        Memory const memory;
        Database database;
        double const time = seconds([&] { record(database, room, texts); });
        report_recording(report, room, time, memory);
        ask_lookups(report, database, room);
        ask_traces(report, database, room);
        ask_about_all(report, database, room);
        ask_file(report, database, room);
    }
    ask_merge(report, room);
    std::printf("# SQLite %s\n", sqlite3_libversion());
}

}  // namespace

int main(int argc, char** argv) {
    return peers::main(argc, argv, "sqlite", run);
}
