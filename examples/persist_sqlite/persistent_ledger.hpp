// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_PERSIST_SQLITE_PERSISTENT_LEDGER_HPP
#define ASCRIBE_EXAMPLES_PERSIST_SQLITE_PERSISTENT_LEDGER_HPP

#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

struct sqlite3;

/// A ledger whose increments are kept in a table of an SQLite database, in one transaction each.
///
/// What `save` has returned for is there when the database is opened again, whatever happens to the process or the
/// machine meanwhile; an increment is there as a whole or not at all. One process at a time may have it open: another
/// waits a while and then gets an exception. What SQLite says is thrown as std::runtime_error.
class PersistentLedger {
public:
    /// Opens the database, or makes it, and records all that it holds.
    explicit PersistentLedger(std::string const& path,
                              std::function<bool(std::size_t done, std::size_t total)> const& progress = {});

    /// To record in.
    [[nodiscard]] ascribe::Ledger& ledger() noexcept { return ledger_; }
    [[nodiscard]] ascribe::Graph graph() const noexcept { return ledger_.graph(); }

    /// Keeps what was recorded since the last time. If it throws, nothing of that is kept, and it can be called again.
    void save();

    /// Number of increments in the database, and their bytes.
    [[nodiscard]] std::int64_t increments() const noexcept { return increments_; }
    [[nodiscard]] std::int64_t bytes() const noexcept { return bytes_; }

private:
    struct Close {
        void operator()(sqlite3* database) const noexcept;
    };
    void execute(char const* sql);
    [[noreturn]] void fail() const;

    std::unique_ptr<sqlite3, Close> database_;
    ascribe::Ledger ledger_;
    ascribe::Graph saved_;
    std::int64_t increments_ = 0;
    std::int64_t bytes_ = 0;
};

#endif
