#include "wire/notice_coverage.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <cmath>

namespace assent::wire {
namespace {

namespace json = boost::json;

json::object counted_json(const coverage::Count& count) {
  return {{"active", count.active}, {"covered", count.covered}};
}

json::object slice_json(const coverage::Slice& slice) {
  json::object object{{"by", to_string(slice.by)}, {"name", slice.name}};
  object["active"] = slice.count.active;
  object["covered"] = slice.count.covered;
  return object;
}

json::object numbers_json(const std::map<std::string, std::uint64_t>& numbers) {
  json::object object;
  for (const auto& [name, number] : numbers) object[name] = number;
  return object;
}

}  // namespace

json::object notice_coverage_json(Date day, const Names& notices, const coverage::Report& report,
                                  std::span<const CountOfDay> trend, std::uint64_t unclear) {
  json::array slices;
  for (const coverage::Slice& each : report.slices) slices.push_back(slice_json(each));
  json::array alarms;
  for (const coverage::Alarm& each : report.alarms) {
    json::object alarm = slice_json(each.slice);
    alarm["missing"] = each.missing;
    alarm["usual"] = std::round(each.usual * 1000) / 1000;
    alarms.push_back(std::move(alarm));
  }
  json::array days;
  for (const auto& [each, count] : trend) {
    json::object counted = counted_json(count);
    counted["day"] = assent::to_string(each);
    days.push_back(std::move(counted));
  }
  return {{"day", assent::to_string(day)},
          {"notices", strings(notices)},
          {"all", counted_json(report.all)},
          {"slices", std::move(slices)},
          {"alarms", std::move(alarms)},
          {"trend", std::move(days)},
          {"unclear", unclear}};
}

json::object notices_due_json(std::uint64_t customers, const std::map<std::string, std::uint64_t>& by_reason,
                              const std::map<std::string, std::uint64_t>& by_channel,
                              const std::map<std::string, Date>& first_day, std::uint64_t unclear,
                              const std::string& list) {
  json::object days;
  for (const auto& [channel, day] : first_day) days[channel] = assent::to_string(day);
  return {{"customers", customers},
          {"by_reason", numbers_json(by_reason)},
          {"by_channel", numbers_json(by_channel)},
          {"first_day", std::move(days)},
          {"unclear", unclear},
          {"list", list}};
}

}  // namespace assent::wire
