// SPDX-License-Identifier: BSL-1.0
// Kills a writer at random moments (kill -9) and looks each time at what it left behind.
//   kill_writer PERSIST_SQLITE FILE KILLS [seed]
//
// After each kill the database has to hold every increment that the writer said was safe, at most one more (whose
// message the kill cut off), nothing half: what it holds is what the same days give in a ledger that nobody killed.
// What was killed in the middle of a commit has to be rolled back. The next writer goes on from there.
#include "../progress_bar.hpp"
#include "persistent_ledger.hpp"
#include "story.hpp"
#include <ascribe/ledger/digest.hpp>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <future>
#include <random>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

/// From when the time to the kill counts.
enum class Since { start, first_commit };

/// Starts the writer, kills it after so many microseconds, and returns the last number that it printed (0 for none).
long long last_number_of_killed(char* program, char* file, Since since, long long microseconds) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    pid_t const child = ::fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        char forever[] = "forever";
        char* arguments[] = {program, file, forever, nullptr};
        ::execv(program, arguments);
        ::_exit(127);
    }
    ::close(ends[1]);
    // The pipe has to be emptied meanwhile, or the writer would wait for us.
    std::string printed;
    std::promise<void> committed;
    std::thread reader([&] {
        char buffer[4096];
        bool is_told = false;
        for (;;) {
            auto const count = ::read(ends[0], buffer, sizeof buffer);
            if (count < 0 && errno == EINTR) continue;
            if (count > 0) printed.append(buffer, static_cast<std::size_t>(count));
            // A writer that ends by itself tells as well, and is found out below.
            if (!is_told) committed.set_value();
            is_told = true;
            if (count <= 0) break;
        }
    });
    if (since == Since::first_commit) committed.get_future().wait();
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
    ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    reader.join();
    ::close(ends[0]);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
        throw std::runtime_error("the writer ended by itself, with status " + std::to_string(status));
    // A line that was cut off does not count.
    auto const end = printed.rfind('\n');
    if (end == std::string::npos) return 0;
    auto const begin = end == 0 ? 0 : printed.rfind('\n', end - 1);
    return std::stoll(printed.substr(begin == std::string::npos ? 0 : begin, end));
}

/// Whether a commit was under way: SQLite has written the old pages to the journal, put its magic number before them,
/// and not yet taken the journal away. A journal that begins with a zero is not finished, and the database not yet
/// touched; it may also be left from an earlier kill, since only the next commit overwrites it.
bool has_hot_journal(std::string const& file) {
    std::ifstream journal(file + "-journal", std::ios::binary);
    char first = 0;
    return journal.get(first) && first != 0;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 4 || argc > 5) {
        std::fputs("usage: kill_writer PERSIST_SQLITE FILE KILLS [seed]\n", stderr);
        return 2;
    }
    std::string const file = argv[2];
    for (char const* end : {"", "-journal", "-wal", "-shm"}) ::unlink((file + end).c_str());
    long const kills = std::atol(argv[3]);
    std::mt19937 random(argc > 4 ? static_cast<unsigned>(std::atol(argv[4])) : std::random_device()());

    ascribe::Ledger expected;
    std::int64_t days = 0;
    long before_first = 0, unannounced = 0, amid = 0;
    ProgressBar bar("killing");
    for (long round = 0; round < kills; ++round) {
        bar.draw(static_cast<std::size_t>(round), static_cast<std::size_t>(kills));
        // One in four may come before the database is open, all others among the commits.
        Since const since = round % 4 == 0 ? Since::start : Since::first_commit;
        auto const microseconds = static_cast<long long>(random() % (since == Since::start ? 8'000 : 60'000));
        long long const announced = last_number_of_killed(argv[1], argv[2], since, microseconds);
        if (announced == 0) ++before_first;
        bool const is_amid = has_hot_journal(file);
        if (is_amid) ++amid;

        PersistentLedger const store(file);
        auto const found = store.increments();
        auto const least = announced == 0 ? days : static_cast<std::int64_t>(announced);
        if (found < least || found > least + 1)
            throw std::runtime_error("round " + std::to_string(round) + ": " + std::to_string(found) +
                                     " increments, where " + std::to_string(least) + " were safe");
        if (is_amid && (found != least || has_hot_journal(file)))
            throw std::runtime_error("round " + std::to_string(round) + ": what was under way was not rolled back");
        if (found != least) ++unannounced;
        for (; days < found; ++days) record_day(expected, days);
        if (digest(store.graph()) != digest(expected.graph()))
            throw std::runtime_error("round " + std::to_string(round) + ": the content is not that of " +
                                     std::to_string(found) + " days");
    }
    std::printf("%ld kills, %lld increments, none lost and none half\n", kills, static_cast<long long>(days));
    std::printf(
        "killed before the first commit of their run: %ld; in the middle of a commit, which was rolled back: %ld; "
        "after a commit and before it was told: %ld\n",
        before_first, amid, unannounced);
    // Killing nothing but idle programs would prove nothing.
    if (kills >= 20 && (days == 0 || before_first * 2 >= kills)) throw std::runtime_error("few writers got to work");
    if (kills >= 100 && amid == 0) throw std::runtime_error("no kill met a commit");
    return 0;
} catch (std::exception const& e) {
    std::fprintf(stderr, "kill_writer: %s\n", e.what());
    return 1;
}
