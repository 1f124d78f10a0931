// Patch: the two ways in which a client says what to change in a JSON document. Pure.
#pragma once

#include "json/tree.hpp"

#include <cstddef>
#include <string>
#include <tl/expected.hpp>

namespace assent::json {

// JSON Merge Patch (RFC 7396): what `patch` says replaces what the target says; null takes away.
Tree merged(Tree target, const Tree& patch);

struct PatchLimits {
  std::size_t bytes = std::size_t{64} << 10;  // of the result, at every step, about
  std::size_t depth = 32;
};

// Why a JSON Patch does not apply.
struct PatchFault {
  enum class Kind : std::uint8_t {
    malformed,      // it is no JSON Patch
    no_such_place,  // an operation is about a place that there is not
    test_failed,
    too_large  // the result is beyond the limits
  };
  Kind kind = Kind::malformed;
  std::size_t operation = 0;  // its number, from 0
};

// JSON Patch (RFC 6902). All of it applies, or nothing.
tl::expected<Tree, PatchFault> patched(Tree target, const Tree& patch, const PatchLimits& limits = {});

}  // namespace assent::json
