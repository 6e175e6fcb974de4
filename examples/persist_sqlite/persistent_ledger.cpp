// SPDX-License-Identifier: BSL-1.0
#include "persistent_ledger.hpp"

#include <ascribe/ledger/image.hpp>

#include <cstddef>
#include <span>
#include <sqlite3.h>
#include <stdexcept>
#include <vector>

namespace {

struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

/// Null if there is none, and then the database says why.
Statement prepare(sqlite3* database, char const* sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
    return Statement(statement);
}

}  // namespace

void PersistentLedger::Close::operator()(sqlite3* database) const noexcept {
    sqlite3_close(database);
}

void PersistentLedger::fail() const {
    throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_.get()));
}

void PersistentLedger::execute(char const* sql) {
    if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

PersistentLedger::PersistentLedger(std::string const& path,
                                   std::function<bool(std::size_t, std::size_t)> const& progress) {
    sqlite3* opened = nullptr;
    int const result = sqlite3_open(path.c_str(), &opened);
    database_.reset(opened);
    if (result != SQLITE_OK) fail();
    sqlite3_busy_timeout(opened, 5'000);
    // Committed means on the disk, not on the way there.
    execute("PRAGMA synchronous = FULL");
    execute("CREATE TABLE IF NOT EXISTS increments (number INTEGER PRIMARY KEY, image BLOB NOT NULL)");

    auto const count = prepare(opened, "SELECT count(*) FROM increments");
    if (!count || sqlite3_step(count.get()) != SQLITE_ROW) fail();
    auto const total = static_cast<std::size_t>(sqlite3_column_int64(count.get(), 0));
    auto const rows = prepare(opened, "SELECT number, image FROM increments ORDER BY number");
    if (!rows) fail();
    int step = sqlite3_step(rows.get());
    for (; step == SQLITE_ROW; step = sqlite3_step(rows.get())) {
        if (sqlite3_column_int64(rows.get(), 0) != increments_ + 1)
            throw std::runtime_error("increment " + std::to_string(increments_ + 1) + " is missing");
        auto const* bytes = static_cast<std::byte const*>(sqlite3_column_blob(rows.get(), 1));
        auto const size = sqlite3_column_bytes(rows.get(), 1);
        ascribe::append_image(ledger_, std::span(bytes, static_cast<std::size_t>(size)));
        ++increments_;
        bytes_ += size;
        if (progress && !progress(static_cast<std::size_t>(increments_), total))
            throw std::runtime_error("reading was cancelled");
    }
    if (step != SQLITE_DONE) fail();
    saved_ = ledger_.graph();
}

void PersistentLedger::save() {
    ascribe::Graph const now = ledger_.graph();
    if (now == saved_) return;
    std::vector<std::byte> const image = encode_since(now, saved_);
    auto const insert = prepare(database_.get(), "INSERT INTO increments (number, image) VALUES (?, ?)");
    if (!insert) fail();
    sqlite3_bind_int64(insert.get(), 1, increments_ + 1);
    sqlite3_bind_blob64(insert.get(), 2, image.data(), image.size(), SQLITE_STATIC);
    // A statement by itself is a transaction.
    if (sqlite3_step(insert.get()) != SQLITE_DONE) fail();
    saved_ = now;
    ++increments_;
    bytes_ += static_cast<std::int64_t>(image.size());
}
