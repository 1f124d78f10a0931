// What sending a notice would change, as JSON: docs/schema/notice-forecast.schema.json.
#pragma once

#include "base/instant.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>

namespace assent::wire {

struct NoticeForecast {
  std::string campaign;
  std::string notice;
  std::string version;
  std::string channel;
  Date sent_on;
  Date day;
  std::uint64_t due = 0;
  std::uint64_t no_way = 0;
  std::uint64_t no_text = 0;
  std::uint64_t sent_to = 0;
  std::uint64_t permitted_without = 0;
  std::uint64_t permitted_with = 0;
  std::uint64_t gained = 0;
  std::uint64_t lost = 0;
  std::uint64_t unclear = 0;
};
boost::json::object json_of(const NoticeForecast& forecast);

}  // namespace assent::wire
