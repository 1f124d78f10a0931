// The ledger's own calls: making one, and checking everything in it against everything else in it. They need no engine.
#pragma once

#include "assent/result.hpp"

#include <cstddef>

namespace assent {
inline namespace v0 {

struct Damage {
  std::string entry;  // its position, `0/12`; empty: something of the store's own
  std::string what;   // no personal data
};

struct LogHead {
  std::uint32_t log = 0;
  std::uint64_t entries = 0;
  std::string root;  // of the log's tree (RFC 6962), in hexadecimal digits
};

struct Inspection {
  bool whole = false;  // everything is as it was written
  std::uint64_t entries = 0;
  std::vector<LogHead> heads;
  std::vector<Damage> damages;
};

// Makes an empty ledger. As assent_create_ledger().
inline Result<Done> create_ledger(const std::string& file) {
  assent_error* error = nullptr;
  const assent_status status = assent_create_ledger(file.c_str(), &error);
  if (status != ASSENT_OK) return detail::error_of(status, error);
  return Done{};
}

// Reads the whole ledger and trusts none of it; damage is a result, not an error. As assent_verify_ledger().
inline Result<Inspection> verify_ledger(const std::string& file) {
  assent_inspection* given = nullptr;
  assent_error* error = nullptr;
  const assent_status status = assent_verify_ledger(file.c_str(), &given, &error);
  if (status != ASSENT_OK) return detail::error_of(status, error);
  const std::unique_ptr<assent_inspection, decltype(&assent_inspection_free)> kept(given, &assent_inspection_free);
  Inspection made;
  made.whole = kept->whole != 0;
  made.entries = kept->entries;
  for (std::size_t i = 0; i < kept->head_count; ++i) {
    made.heads.push_back({kept->heads[i].log, kept->heads[i].entries, kept->heads[i].root});
  }
  for (std::size_t i = 0; i < kept->damage_count; ++i) {
    made.damages.push_back({kept->damages[i].entry, kept->damages[i].what});
  }
  return made;
}

}  // namespace v0
}  // namespace assent
