// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_SQLITE_HPP
#define ASCRIBE_BENCHMARKS_SQLITE_HPP

#include <cstdint>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

/// SQLite as the benchmarks need it.
namespace sqlite {

class Statement {
public:
    Statement(sqlite3* database, std::string const& sql) : database_(database) {
        if (sqlite3_prepare_v3(database, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(database));
    }
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }

    void bind(int place, std::int64_t value) { sqlite3_bind_int64(statement_, place, value); }
    void bind(int place, std::string const& text) {
        sqlite3_bind_text(statement_, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    void bind_null(int place) { sqlite3_bind_null(statement_, place); }

    /// False at the end, where the statement is ready to run again.
    bool step() {
        int const state = sqlite3_step(statement_);
        if (state == SQLITE_ROW) return true;
        sqlite3_reset(statement_);
        if (state != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
        return false;
    }
    [[nodiscard]] bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    [[nodiscard]] std::uint32_t number(int column) const {
        return static_cast<std::uint32_t>(sqlite3_column_int64(statement_, column));
    }
    /// The one number that the statement answers.
    std::uint64_t answer() {
        step();
        auto const value = static_cast<std::uint64_t>(sqlite3_column_int64(statement_, 0));
        sqlite3_reset(statement_);
        return value;
    }

private:
    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
};

class Database {
public:
    Database() : Database(":memory:") {
        run("pragma journal_mode=off; pragma synchronous=off; pragma locking_mode=exclusive;"
            "pragma temp_store=memory; pragma cache_size=-8000000");
    }
    /// With what a file has, and the settings of SQLite itself.
    explicit Database(std::string const& path) {
        if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) throw std::runtime_error(path + " cannot be opened");
    }
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;
    ~Database() { sqlite3_close(database_); }
    void run(std::string const& sql) {
        if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(database_));
    }
    [[nodiscard]] Statement prepare(std::string const& sql) { return {database_, sql}; }

private:
    sqlite3* database_ = nullptr;
};

}  // namespace sqlite

#endif
