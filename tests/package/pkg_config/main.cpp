// SPDX-License-Identifier: BSL-1.0
// Uses the library without CMake: dates and numbers as sources give them.
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>
#include <ascribe/time/edtf.hpp>

#include <cstdio>

using namespace ascribe;

int main() {
    Edtf const spring = parse_edtf("2023-21").value();
    Quantity const crowd = parse_quantity(">200 {person}").value();
    std::printf("%s: %s to %s\n%s\n", spring.as_said().c_str(), to_string(spring.earliest()).c_str(),
                to_string(spring.latest()).c_str(), to_text(crowd).c_str());
    return crowd == more_than(200).of("person") && spring.earliest() == Day(2023, 3, 1) ? 0 : 1;
}
