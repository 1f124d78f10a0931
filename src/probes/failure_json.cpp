#include "probes/failure_json.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

namespace assent::probes {
namespace {

template <class Time>
boost::json::value time_or_null(const std::optional<Time>& time) {
  if (!time) return nullptr;
  return boost::json::value(assent::to_string(*time));
}

}  // namespace

boost::json::object json_of(const watchdog::Failure& failure) {
  boost::json::array campaigns;
  for (const std::string& each : failure.campaigns) campaigns.emplace_back(each);
  return {{"failure", failure.id},
          {"channel", failure.channel},
          {"mechanism", failure.mechanism},
          {"what", failure.what},
          {"worked", time_or_null(failure.worked)},
          {"opened", assent::to_string(failure.opened)},
          {"letter_due", assent::to_string(failure.due)},
          {"letter_due_is_certain", failure.due_is_certain},
          {"calendar", failure.calendar},
          {"campaigns", std::move(campaigns)},
          {"recovered", time_or_null(failure.recovered)},
          {"released", time_or_null(failure.released)},
          {"released_by", wire::text_or_null(failure.released_by)},
          {"release_reason", wire::text_or_null(failure.release_reason)},
          {"closed", time_or_null(failure.closed)},
          {"closed_by", wire::text_or_null(failure.closed_by)},
          {"remedy", wire::text_or_null(failure.remedy)},
          {"remedied", time_or_null(failure.remedied)},
          {"anomaly", wire::text_or_null(failure.anomaly)}};
}

boost::json::object json_of(const std::vector<watchdog::Failure>& failures) {
  boost::json::array all;
  for (const watchdog::Failure& each : failures) all.push_back(json_of(each));
  return {{"failures", std::move(all)}};
}

}  // namespace assent::probes
