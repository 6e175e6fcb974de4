// SPDX-License-Identifier: BSL-1.0
#define DOCTEST_CONFIG_IMPLEMENT
#include <cstdio>
#include <cstdlib>

#include <doctest/doctest.h>

namespace {

// Counts what passed the filters: a filter that matches nothing would otherwise be a test that cannot fail.
struct FilterWatch : doctest::IReporter {
    static inline unsigned matched = 0;

    explicit FilterWatch(doctest::ContextOptions const&) {}
    void report_query(doctest::QueryData const&) override {}
    void test_run_start() override {}
    void test_run_end(doctest::TestRunStats const& stats) override { matched = stats.numTestCasesPassingFilters; }
    void test_case_start(doctest::TestCaseData const&) override {}
    void test_case_reenter(doctest::TestCaseData const&) override {}
    void test_case_end(doctest::CurrentTestCaseStats const&) override {}
    void test_case_exception(doctest::TestCaseException const&) override {}
    void subcase_start(doctest::SubcaseSignature const&) override {}
    void subcase_end() override {}
    void log_assert(doctest::AssertData const&) override {}
    void log_message(doctest::MessageData const&) override {}
    void test_case_skipped(doctest::TestCaseData const&) override {}
};

REGISTER_LISTENER("filter_watch", 1, FilterWatch);

}  // namespace

int main(int argc, char** argv) {
    doctest::Context context;
    context.applyCommandLine(argc, argv);
    int const result = context.run();
    if (context.shouldExit()) return result;
    if (FilterWatch::matched == 0) {
        std::fputs("no test case matches\n", stderr);
        return EXIT_FAILURE;
    }
    return result;
}
