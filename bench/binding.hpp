// What an index of a synthetic base is bound to, where there is no ledger: the time zones of its customers.
#pragma once

#include "index/snapshot.hpp"

#include <set>
#include <string>

namespace assent {

inline IndexBinding binding_of(const Index& index, const TimeZones& zones) {
  IndexBinding binding;
  binding.footprints = {"Asia/Beirut"};
  std::set<std::string> names(binding.footprints.begin(), binding.footprints.end());
  for (const NoticeShares::Place& each : index.shared().notices().places()) {
    if (each.zone != nullptr) names.insert(each.zone_name);
  }
  for (const std::string& each : names) {
    if (const TimeZone* zone = zones.find(each)) binding.zones.push_back({each, zone_hash(*zone)});
  }
  return binding;
}

}  // namespace assent
