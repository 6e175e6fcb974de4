// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ASCRIBE_HPP
#define ASCRIBE_ASCRIBE_HPP

/// Everything that needs nothing but the standard library. Opt-in headers, with what they bring in:
/// graph/boost.hpp (Boost.Graph), time/boost_date.hpp (Boost.Date_Time), interop/fmt.hpp (fmt), interop/json_lines.hpp
/// (a component of its own).
#include <ascribe/analysis/name.hpp>
#include <ascribe/analysis/position.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>
#include <ascribe/version.hpp>

#endif
