// SPDX-License-Identifier: BSL-1.0
// Uses the component for JSON lines: a ledger goes through a text into another one.
#include <ascribe/interop/json_lines.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <cstdio>
#include <string>
#include <string_view>

using namespace ascribe;

int main() {
    Ledger ledger;
    DocumentId const register_87 = ledger.document("hospital-register");
    ClaimId const injured = ledger.claim(ledger.event("harbour-flood"), "injured", 87);
    ledger.attribution({.source = register_87, .content = injured, .document = register_87});

    std::string text;
    write_json_lines(ledger.graph(), [&](std::string_view piece) { text += piece; });
    std::fputs(text.c_str(), stdout);
    Ledger copy;
    read_json_lines(text, copy).value();
    return digest(copy.graph()) == digest(ledger.graph()) ? 0 : 1;
}
