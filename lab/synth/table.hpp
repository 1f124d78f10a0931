// A synthetic base as a flat table for databases: one row a customer, as CSV, with everything that a cross-sell
// campaign under the rule pack `tra` needs. docs/synth.md describes the columns and decides a campaign from them in
// SQL.
//
// A row says what the base's ledger says, as at the base's day.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "synth/base.hpp"

#include <string>
#include <vector>

namespace assent::synth {

class SyntheticTable {
 public:
  // The zone in which days are counted for customers whose zone is unknown.
  static constexpr const char* kHomeZone = "Asia/Beirut";

  // Both outlive the table. Fails with `unavailable` where `zones` lacks one of the base's.
  static Result<SyntheticTable> of(const SyntheticBase& base, const TimeZones& zones);

  // The names of the columns, and the line's end.
  std::string header() const;

  // The customer's row and the line's end. Thread-safe.
  void append_row(const SyntheticCustomer& customer, std::string& text) const;

 private:
  explicit SyntheticTable(const SyntheticBase& base) : base_(&base) {}

  void append_notice(const SyntheticCustomer& customer, const SyntheticNotice& notice, const TimeZone& zone,
                     std::string& text) const;

  const SyntheticBase* base_;
  std::vector<const TimeZone*> zones_;  // of each profile of the base
  std::vector<std::string> who_;        // of each profile, `state,kind,language,time_zone,`
  std::vector<std::string> services_;   // of each profile, `1,0,0,1,0,`
  std::vector<std::string> texts_;      // of each text, `version,language,`
};

}  // namespace assent::synth
