// The result of bringing a ledger to another format. Pure.
#pragma once

#include "evidence/hash.hpp"

#include <cstdint>
#include <string>

namespace assent::ledger {

struct Upgraded {
  std::uint32_t from = 0;  // the old format
  std::uint32_t to = 0;    // the same: there was nothing to do, and what follows is empty
  std::uint64_t entries = 0;
  // Profiles with the customer's identity in clear, as in entry format 1. It cannot be erased.
  std::uint64_t clear_profiles = 0;
  evidence::Hash root{};  // over all of them, before as after
  std::string kept_as;    // the old file
};

}  // namespace assent::ledger
