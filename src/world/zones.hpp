// SystemTimeZones: the time zones of the system's database (IANA), as values.
//
// A zone is read when it is first asked for and then kept for as long as this object lives. Offsets are those that the
// database lists; after the last of them, the rule that it gives for the future is followed up to the end of year 2200,
// and the offset that holds then stays. Thread-safe.
#pragma once

#include "base/time_zone.hpp"

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>

namespace assent {

class SystemTimeZones : public TimeZones {
 public:
  SystemTimeZones();
  ~SystemTimeZones() override;

  // Names and links of the database (`Asia/Beirut`); anything else is nullptr, and so is a zone that cannot be read.
  const TimeZone* find(std::string_view name) const override;

  // The database's version, such as `2026a`; `unknown` where the system does not say.
  const std::string& version() const { return version_; }

 private:
  std::string version_;
  mutable std::shared_mutex mutex_;
  mutable std::map<std::string, std::unique_ptr<const TimeZone>, std::less<>> zones_;
};

}  // namespace assent
