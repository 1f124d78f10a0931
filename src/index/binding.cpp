#include "index/binding.hpp"

#include "index/snapshot_layout.hpp"

#include <set>

namespace assent::index {

evidence::Hash zone_hash(const TimeZone& zone) {
  evidence::Bytes bytes;
  for (const TimeZone::Period& each : zone.periods()) {
    snapshot::put(bytes, static_cast<std::uint64_t>(microseconds_of(each.begins)));
    snapshot::put(bytes, static_cast<std::uint64_t>(each.offset.count()));
  }
  return evidence::sha256(bytes);
}

std::vector<IndexBinding::Zone> zones_of(const SharedFacts& shared, const std::vector<std::string>& footprints,
                                         const TimeZones& zones) {
  std::set<std::string> names(footprints.begin(), footprints.end());
  for (const NoticeShares::Place& each : shared.notices().places()) {
    if (!each.zone_name.empty()) names.insert(each.zone_name);
  }
  std::vector<IndexBinding::Zone> bound;
  for (const std::string& each : names) {
    if (const TimeZone* zone = zones.find(each)) bound.push_back({each, zone_hash(*zone)});
  }
  return bound;
}

}  // namespace assent::index
