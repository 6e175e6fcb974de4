// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ASCRIBE_HPP
#define ASCRIBE_ASCRIBE_HPP

/// Everything that needs nothing but the standard library. Opt-in headers, with what they bring in:
/// graph/boost.hpp (Boost.Graph), time/boost_date.hpp (Boost.Date_Time), time/chrono.hpp (<chrono>), interop/fmt.hpp
/// (fmt), render/dot.hpp (pictures), interop/json_lines.hpp (a component of its own).
#include <ascribe/analysis/amendment.hpp>
#include <ascribe/analysis/circularity.hpp>
#include <ascribe/analysis/commitment.hpp>
#include <ascribe/analysis/conflict.hpp>
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/derive.hpp>
#include <ascribe/analysis/difference.hpp>
#include <ascribe/analysis/disagreement.hpp>
#include <ascribe/analysis/dispute.hpp>
#include <ascribe/analysis/first_report.hpp>
#include <ascribe/analysis/name.hpp>
#include <ascribe/analysis/position.hpp>
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/analysis/stance_map.hpp>
#include <ascribe/analysis/strengthening.hpp>
#include <ascribe/analysis/support_graph.hpp>
#include <ascribe/analysis/tally.hpp>
#include <ascribe/analysis/timeline.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/analysis/withdrawal.hpp>
#include <ascribe/graph/frozen.hpp>
#include <ascribe/graph/partition.hpp>
#include <ascribe/graph/reading_order.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/image.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>
#include <ascribe/quantity/arithmetic.hpp>
#include <ascribe/quantity/compare.hpp>
#include <ascribe/quantity/convert.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/lexicon.hpp>
#include <ascribe/quantity/plausible.hpp>
#include <ascribe/quantity/quantity_text.hpp>
#include <ascribe/quantity/reported.hpp>
#include <ascribe/quantity/unit.hpp>
#include <ascribe/time/interval.hpp>
#include <ascribe/time/network.hpp>
#include <ascribe/time/relation.hpp>
#include <ascribe/time/resolve.hpp>
#include <ascribe/version.hpp>

#endif
