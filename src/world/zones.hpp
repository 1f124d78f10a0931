// SystemTimeZones: the time zones of a compiled database (IANA), as values: the system's own, or one in another
// directory.
//
// A zone is read when it is first asked for and then kept for as long as this object lives. Offsets are those that the
// database lists; after the last of them, the rule that it gives for the future is followed up to the end of year 2200,
// and the offset that holds then stays: from then on local dates are a guess (TimeZone::known_until()). Thread-safe.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace assent::world {

inline constexpr std::string_view kSystemZones = "/usr/share/zoneinfo";

class SystemTimeZones : public TimeZones {
 public:
  explicit SystemTimeZones(std::string directory = std::string(kSystemZones));
  ~SystemTimeZones() override;

  // Names and links of the database (`Asia/Beirut`); anything else is nullptr. Throws ZoneDataUnreadable where a zone
  // is there and cannot be read, or is damaged.
  const TimeZone* find(std::string_view name) const override;

  // The database's version, such as `2026a`; `unknown` where the directory does not say.
  std::string version() const override { return version_; }

  // Every zone and link in it, in order of name. unavailable, damaged: the directory, or a zone in it, cannot be read.
  Result<std::vector<std::string>> names() const;

 private:
  std::string directory_;
  std::string version_;
  mutable std::shared_mutex mutex_;
  mutable std::map<std::string, std::unique_ptr<const TimeZone>, std::less<>> zones_;
};

}  // namespace assent::world
