// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_FWD_HPP
#define ASCRIBE_FWD_HPP

#include <ascribe/core/id.hpp>

/// Declares the public types, for headers of hosts that only name them. Handles come complete: they are small.
namespace ascribe {

// core
struct Error;
class Exception;
template <class T>
class Result;
enum class Errc : unsigned char;
enum class Truth : unsigned char;

// time and quantity
class Day;
class Edtf;
struct Instant;
class Rational;
class Quantity;

// model
class Value;
struct Claim;
struct Attribution;
struct Span;
class Traits;

// ledger and graph
class Ledger;
class Graph;
template <class Id>
struct Recorded;
struct Digest;
struct ImageOptions;
struct MergeOptions;
struct MergeReport;
struct Label;
struct Recording;

// reading a graph
struct Scope;
class View;

}  // namespace ascribe

#endif
