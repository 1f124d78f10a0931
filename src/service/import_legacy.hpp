// Importing the flags of an old system: approvals and refusals, each with a grade of proof. A weak one never grants.
//
// A refusal counts whatever its grade. An approval never undoes a refusal: where one is on record for the account, it
// is recorded as merely claimed, and counted as `outweighed`. Safe to repeat: keys are made from what is recorded.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"
#include "service/import_customers.hpp"

#include <cstdint>

namespace assent {

struct LegacyMapping;

struct LegacyCounts {
  std::uint64_t rows = 0;
  std::uint64_t refusals = 0;  // recorded
  std::uint64_t proved = 0;    // approvals recorded, by grade
  std::uint64_t claimed = 0;
  std::uint64_t unknown = 0;
  std::uint64_t outweighed = 0;  // of the claimed: proved ones that met a refusal
  std::uint64_t already = 0;     // recorded by an earlier run
  std::uint64_t silent = 0;      // rows that say neither yes nor no
  std::uint64_t faulty = 0;      // in the reject list
  bool imported = true;          // false: strict, and there were faulty rows

  friend bool operator==(const LegacyCounts&, const LegacyCounts&) = default;
};

// Errors as in import_customers().
Result<LegacyCounts> import_legacy(const OpenText& open, const LegacyMapping& mapping, Ledger& ledger,
                                   const Circumstances& circumstances, ByteSink& rejects, const Clock& clock,
                                   const ImportOptions& options = {}, const OnProgress& on_progress = {});

}  // namespace assent
