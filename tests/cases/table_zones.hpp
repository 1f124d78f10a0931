// The time zones that the tests of cases need, as a table: offsets around 2026, without the world's database.
#pragma once

#include <map>
#include <string>

#include "base/time_zone.hpp"

namespace assent {

class TableZones : public TimeZones {
 public:
  TableZones() {
    using std::chrono::hours;
    add("America/New_York", {-5, 2026, 3, 8, 7, -4});
    add("America/Phoenix", {-7, 2026, 3, 8, 7, -7});
    add("Asia/Beirut", {2, 2026, 3, 28, 22, 3});
    add("Europe/London", {0, 2026, 3, 29, 1, 1});
    add("Pacific/Honolulu", {-10, 2026, 3, 8, 7, -10});
  }

  const TimeZone* find(std::string_view name) const override {
    const auto at = zones_.find(name);
    return at == zones_.end() ? nullptr : &at->second;
  }

 private:
  struct Change {
    int winter;
    int year;
    unsigned month;
    unsigned day;
    int utc_hour;
    int summer;
  };

  void add(const std::string& name, Change change) {
    using namespace std::chrono;
    const Instant spring = sys_days{year{change.year} / month{change.month} / day{change.day}} + hours{change.utc_hour};
    zones_.emplace(name, TimeZone(name, {{kEarliest, hours{change.winter}}, {spring, hours{change.summer}}}));
  }

  std::map<std::string, TimeZone, std::less<>> zones_;
};

}  // namespace assent
