// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_FROZEN_HPP
#define ASCRIBE_SRC_LEDGER_FROZEN_HPP

#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/ledger/image.hpp>
#include <ascribe/ledger/store.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>

/// Frozen graphs, for those who are not to know of graphs.
namespace ascribe::detail {

namespace image {
class SectionSums;
}

/// Writes what these marks admit in the order in which it lies best, and so that it can be read where it lies.
Result<void> freeze_records(Store const& store, Marks const& marks, Progress const& progress, WriteBytes write,
                            void* sink);

struct Frozen {
    std::shared_ptr<Store> store;
    Marks marks;
};
struct FrozenOpening {
    bool checksums = true;
    bool numbers = true;
    bool agreement = false;  ///< besides the numbers
    /// The bytes may be written to, and the store be continued on them.
    bool goes_on = false;
    std::shared_ptr<void const> owner = {};  ///< kept as long as the store
    Progress progress = {};
};
/// A store that reads the bytes where they lie.
Result<Frozen> open_frozen(std::span<std::byte const> bytes, FrozenOpening opening);

/// What is wrong with the columns of a store that came from anywhere: nothing, if no reader can go astray in it, nor a
/// writer if it is to be continued. `tell(part)` is called with how much of it is done, from 0 to 1, and returns what
/// is wrong if it is to be no more.
using TellPart = std::function<std::optional<Error>(double part)>;
struct SweepOptions {
    bool goes_on = false;
    bool exact = false;                  ///< everything is looked at the long way, too
    image::SectionSums* sums = nullptr;  ///< go on with what is gone through, if there are any
};
[[nodiscard]] std::optional<Error> find_fault(Store const& store, Marks const& marks, SweepOptions const& options,
                                              TellPart const& tell);
/// Nothing, if also what is told twice is told alike. Requires: no fault.
[[nodiscard]] std::optional<Error> find_disagreement(Store const& store, Marks const& marks, TellPart const& tell);
/// Nothing, if each key and each name of a property is there once and is found. Requires: no fault.
[[nodiscard]] std::optional<Error> find_key_fault(Store const& store);
/// The same of the names of properties alone.
[[nodiscard]] std::optional<Error> find_name_fault(Store const& store);

}  // namespace ascribe::detail

#endif
