// SPDX-License-Identifier: BSL-1.0
#include "corpus/rebuilt_claims.hpp"

using namespace corpus;

TEST_CASE("every cell of the 393 rows of claims.tsv can be rebuilt from the records") {
    Sheet const sheet = read_sheet("claims");
    CHECK(sheet.rows.size() == 393);
    for (Cells const& row : sheet.rows) check_row(sheet, row, RebuiltClaim(row.at("id")).cells(), row.at("id"));
}
