// SPDX-License-Identifier: BSL-1.0
// DuckDB in memory on one thread: appended by chunks, indices made after loading, prepared statements.
#include "driver.hpp"
#include "duckdb_api.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace peers;

constexpr std::uint32_t chunk_rows = 2048;

enum Type : int { integer = 4, bigint = 5, varchar = 17 };

class Statement {
public:
    Statement(duckdb_handle connection, std::string const& sql) {
        if (duckdb_prepare(connection, sql.c_str(), &statement_) != 0)
            throw std::runtime_error(sql + ": " + duckdb_prepare_error(statement_));
    }
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;
    ~Statement() { duckdb_destroy_prepare(&statement_); }

    void bind(std::uint64_t place, std::uint32_t value) {
        duckdb_bind_int32(statement_, place, static_cast<std::int32_t>(value));
    }
    /// Calls f with every chunk of rows and their number.
    template <class F>
    void run(F f) {
        duckdb_result result;
        if (duckdb_execute_prepared(statement_, &result) != 0) {
            std::string const why = duckdb_result_error(&result);
            duckdb_destroy_result(&result);
            throw std::runtime_error(why);
        }
        while (duckdb_handle chunk = duckdb_fetch_chunk(result)) {
            f(chunk, duckdb_data_chunk_get_size(chunk));
            duckdb_destroy_data_chunk(&chunk);
        }
        duckdb_destroy_result(&result);
    }
    /// The one number that the statement answers.
    std::uint64_t answer() {
        std::uint64_t value = 0;
        run([&](duckdb_handle chunk, std::uint64_t) {
            value = *static_cast<std::uint64_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 0)));
        });
        return value;
    }

private:
    duckdb_handle statement_ = nullptr;
};

/// A chunk that is filled by row and column.
class Rows {
public:
    explicit Rows(duckdb_handle chunk, std::size_t columns) {
        for (std::size_t i = 0; i < columns; ++i) {
            vectors_.push_back(duckdb_data_chunk_get_vector(chunk, i));
            data_.push_back(duckdb_vector_get_data(vectors_[i]));
            duckdb_vector_ensure_validity_writable(vectors_[i]);
            validity_.push_back(duckdb_vector_get_validity(vectors_[i]));
        }
    }
    void set(std::size_t column, std::uint32_t row, std::uint32_t value) {
        static_cast<std::uint32_t*>(data_[column])[row] = value;
    }
    void set_key(std::size_t column, std::uint32_t row, std::int64_t value) {
        static_cast<std::int64_t*>(data_[column])[row] = value;
    }
    void set_text(std::size_t column, std::uint32_t row, std::string const& text) {
        duckdb_vector_assign_string_element_len(vectors_[column], row, text.data(), text.size());
    }
    void set_null(std::size_t column, std::uint32_t row) {
        duckdb_validity_set_row_validity(validity_[column], row, false);
    }

private:
    std::vector<duckdb_handle> vectors_;
    std::vector<void*> data_;
    std::vector<std::uint64_t*> validity_;
};

class Database {
public:
    Database() {
        if (duckdb_open(nullptr, &database_) != 0 || duckdb_connect(database_, &connection_) != 0)
            throw std::runtime_error("no database in memory");
        run("set threads = 1");
    }
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;
    ~Database() {
        duckdb_disconnect(&connection_);
        duckdb_close(&database_);
    }
    void run(std::string const& sql) {
        duckdb_result result;
        if (duckdb_query(connection_, sql.c_str(), &result) != 0)
            throw std::runtime_error(sql + ": " + duckdb_result_error(&result));
        duckdb_destroy_result(&result);
    }
    [[nodiscard]] Statement prepare(std::string const& sql) { return {connection_, sql}; }

    /// `fill(rows, row, number)` sets row `row` of a chunk to record `number` of `count`.
    template <class Fill>
    void append(std::string const& table, std::vector<Type> const& columns, std::uint32_t count, Fill fill) {
        std::vector<duckdb_handle> types;
        for (Type type : columns) types.push_back(duckdb_create_logical_type(type));
        duckdb_handle chunk = duckdb_create_data_chunk(types.data(), types.size());
        for (duckdb_handle& type : types) duckdb_destroy_logical_type(&type);
        duckdb_handle appender = nullptr;
        check(duckdb_appender_create(connection_, nullptr, table.c_str(), &appender), appender);
        for (std::uint32_t first = 0; first < count; first += chunk_rows) {
            std::uint32_t const size = std::min(chunk_rows, count - first);
            duckdb_data_chunk_reset(chunk);
            Rows rows(chunk, columns.size());
            for (std::uint32_t row = 0; row < size; ++row) fill(rows, row, first + row);
            duckdb_data_chunk_set_size(chunk, size);
            check(duckdb_append_data_chunk(appender, chunk), appender);
        }
        check(duckdb_appender_close(appender), appender);
        duckdb_appender_destroy(&appender);
        duckdb_destroy_data_chunk(&chunk);
    }

private:
    static void check(int state, duckdb_handle appender) {
        if (state != 0) throw std::runtime_error(duckdb_appender_error(appender));
    }

    duckdb_handle database_ = nullptr, connection_ = nullptr;
};

void record(Database& database, Newsroom const& room, std::vector<std::string> const& texts) {
    database.run("create table claim(id int, event int, property int, low int, high int, text varchar, date int)");
    database.run("create table attribution(id int, claim int, source int, document int, date int, ground int)");
    database.append("claim", {integer, integer, integer, integer, integer, varchar, integer},
                    static_cast<std::uint32_t>(room.claims.size()),
                    [&](Rows& rows, std::uint32_t row, std::uint32_t number) {
                        auto const& claim = room.claims[number];
                        rows.set(0, row, number);
                        rows.set(1, row, claim.event);
                        rows.set(2, row, claim.property);
                        if (claim.is_text) {
                            rows.set_null(3, row);
                            rows.set_null(4, row);
                            rows.set_text(5, row, texts[static_cast<std::uint32_t>(claim.low)]);
                        } else {
                            rows.set(3, row, static_cast<std::uint32_t>(claim.low));
                            rows.set(4, row, static_cast<std::uint32_t>(claim.high));
                            rows.set_null(5, row);
                        }
                        rows.set(6, row, claim.date);
                    });
    database.append("attribution", std::vector<Type>(6, integer), static_cast<std::uint32_t>(room.attributions.size()),
                    [&](Rows& rows, std::uint32_t row, std::uint32_t number) {
                        auto const& attribution = room.attributions[number];
                        rows.set(0, row, number);
                        rows.set(1, row, attribution.claim);
                        rows.set(2, row, attribution.source);
                        rows.set(3, row, number / 2);
                        rows.set(4, row, attribution.date);
                        if (room.ground(number) == none)
                            rows.set_null(5, row);
                        else
                            rows.set(5, row, room.ground(number));
                    });
    database.run("create index by_claim on attribution(claim)");
    database.run("create index by_source on attribution(source)");
    database.run("create index by_ground on attribution(ground)");
}

void ask_lookups(Report const& report, Database& database, Newsroom const& room) {
    Statement find = database.prepare("select source, document, date from attribution where claim = ?");
    ask_claims(report, room, "2.lookup@2000", 2000, [&](std::uint32_t claim) {
        std::uint64_t sum = 0;
        find.bind(1, claim);
        find.run([&](duckdb_handle chunk, std::uint64_t size) {
            for (std::uint64_t column = 0; column < 3; ++column) {
                auto const* const data = static_cast<std::uint32_t const*>(
                    duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, column)));
                for (std::uint64_t row = 0; row < size; ++row) sum += data[row];
            }
        });
        return sum;
    });
}

/// One by one, and all at once, which is what the engine is made for.
void ask_traces(Report const& report, Database& database, Newsroom const& room) {
    std::uint32_t const count = room.claims.size() > 2'000'000 ? 5 : room.claims.size() > 200'000 ? 30 : 100;
    Statement trace = database.prepare(
        "with recursive behind(claim) as (select ?::int union"
        "  select a.ground from behind join attribution a on a.claim = behind.claim where a.ground is not null)"
        "select count(distinct a.source) from behind join attribution a on a.claim = behind.claim"
        "  where a.ground is null");
    ask_claims(report, room, times("3.trace", count, 100'000), count, [&](std::uint32_t claim) {
        trace.bind(1, claim);
        return trace.answer();
    });

    constexpr std::uint32_t batch = 20'000;
    database.run("create table asked(number int, claim int)");
    database.append("asked", {integer, integer}, batch, [&](Rows& rows, std::uint32_t row, std::uint32_t number) {
        rows.set(0, row, number);
        rows.set(1, row, room.asked_claim(number));
    });
    Statement traces = database.prepare(
        "with recursive behind(number, claim) as (select number, claim from asked union"
        "  select b.number, a.ground from behind b join attribution a on a.claim = b.claim where a.ground is not null)"
        "select count(*) from (select distinct b.number, a.source from behind b join attribution a"
        "  on a.claim = b.claim where a.ground is null)");
    for (int round = 0; round < 3; ++round) {
        std::uint64_t origins = 0;
        double const time = seconds([&] { origins = traces.answer(); });
        report("3.trace_batch20000", time / batch * 1e9, "ns", origins);
    }
}

void ask_about_all(Report const& report, Database& database, Newsroom const& room) {
    Statement groups = database.prepare(
        "select count(*) from (select 1 from claim group by event, property having min(low) <> max(low)"
        "  or min(high) <> max(high) or min(text) <> max(text))");
    ask_all(report, "4.groups", 3, [&] { return groups.answer(); });

    Statement standing = database.prepare(
        "with recursive standing(claim) as ("
        "  select claim from attribution where ground is null and source <> $1 union"
        "  select a.claim from standing join attribution a on a.ground = standing.claim where a.source <> $1)"
        "select count(*) from standing");
    std::size_t const claims = room.claims.size();
    ask_cascades(report, room,
                 claims > 2'000'000 ? 1
                 : claims > 200'000 ? 3
                                    : 10,
                 [&](std::uint32_t without) {
                     standing.bind(1, without);  // none is -1
                     return standing.answer();
                 });

    Statement by_day = database.prepare(
        "select count(distinct a.claim) from attribution a join claim c on c.id = a.claim"
        "  where a.date <= ? and c.property = ?");
    ask_as_of(report, "6.asof_100", claims > 2'000'000 ? 10 : 100, [&](std::uint32_t property, std::uint32_t day) {
        by_day.bind(1, day);
        by_day.bind(2, property);
        return by_day.answer();
    });
    report("6.asof_index", seconds([&] {
               database.run(
                   "create table first_said as select c.property, min(a.date) as day"
                   "  from attribution a join claim c on c.id = a.claim group by a.claim, c.property");
           }),
           "s");
    Statement indexed = database.prepare("select count(*) from first_said where property = ? and day <= ?");
    ask_as_of(report, "6.asof_100_indexed", 100, [&](std::uint32_t property, std::uint32_t day) {
        indexed.bind(1, property);
        indexed.bind(2, day);
        return indexed.answer();
    });
}

void load_shard(Database& database, Newsroom const& room, std::uint32_t shard) {
    std::string const name = std::to_string(shard);
    std::vector<std::uint32_t> claims, attributions;
    for (std::uint32_t c = 0; c < room.claims.size(); ++c)
        if (is_in_shard(c, shard)) claims.push_back(c);
    for (std::uint32_t a = 0; a < room.attributions.size(); ++a)
        if (is_in_shard(room.attributions[a].claim, shard)) attributions.push_back(a);
    database.run("create table claim" + name + "(key bigint, event int, property int, low int, high int, date int)");
    database.append("claim" + name, {bigint, integer, integer, integer, integer, integer},
                    static_cast<std::uint32_t>(claims.size()),
                    [&](Rows& rows, std::uint32_t row, std::uint32_t number) {
                        auto const& claim = room.claims[claims[number]];
                        rows.set_key(0, row, content_key(claims[number]));
                        rows.set(1, row, claim.event);
                        rows.set(2, row, claim.property);
                        rows.set(3, row, static_cast<std::uint32_t>(claim.low));
                        rows.set(4, row, static_cast<std::uint32_t>(claim.high));
                        rows.set(5, row, claim.date);
                    });
    database.run("create table attribution" + name +
                 "(claim bigint, source int, document int, date int, ground bigint)");
    database.append("attribution" + name, {bigint, integer, integer, integer, bigint},
                    static_cast<std::uint32_t>(attributions.size()),
                    [&](Rows& rows, std::uint32_t row, std::uint32_t number) {
                        std::uint32_t const a = attributions[number];
                        auto const& attribution = room.attributions[a];
                        rows.set_key(0, row, content_key(attribution.claim));
                        rows.set(1, row, attribution.source);
                        rows.set(2, row, a / 2);
                        rows.set(3, row, attribution.date);
                        if (room.ground(a) == none)
                            rows.set_null(4, row);
                        else
                            rows.set_key(4, row, content_key(room.ground(a)));
                    });
}

void ask_merge(Report const& report, Newsroom const& room) {
    Database database;
    for (std::uint32_t shard = 0; shard < 4; ++shard) load_shard(database, room, shard);
    auto const shards = [](std::string const& table) {
        std::string all;
        for (int shard = 0; shard < 4; ++shard)
            all += (shard == 0 ? "select * from " : " union all select * from ") + table + std::to_string(shard);
        return all;
    };
    double const time = seconds([&] {
        database.run(
            "create table claim as select key, any_value(event) as event, any_value(property) as property,"
            "  any_value(low) as low, any_value(high) as high, any_value(date) as date"
            "  from (" +
            shards("claim") + ") group by key");
        database.run(
            "create table attribution as select claim, source, document, date, any_value(ground) as ground"
            "  from (" +
            shards("attribution") + ") group by claim, source, document, date");
        database.run("create index by_claim on attribution(claim)");
    });
    Statement count =
        database.prepare("select (select count(*) from claim) * 1000000000 + (select count(*) from attribution)");
    report("8.merge4", time, "s", count.answer());
}

void run(Report const& report, Newsroom const& room) {
    auto const texts = all_texts(room);
    {
        Database database;
        Memory const memory;
        double const time = seconds([&] { record(database, room, texts); });
        report_recording(report, room, time, memory);
        ask_lookups(report, database, room);
        ask_traces(report, database, room);
        ask_about_all(report, database, room);
    }
    ask_merge(report, room);
    std::printf("# DuckDB %s\n", duckdb_library_version());
}

}  // namespace

int main(int argc, char** argv) {
    return peers::main(argc, argv, "duckdb", run);
}
