#include "outreach/run_json.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

namespace assent::outreach {

namespace json = boost::json;

json::object json_of(const NoticeRun& run) {
  json::array ways;
  for (const auto& [way, count] : run.plan.by_way) {
    ways.push_back(json::object{{"channel", way.first}, {"language", way.second}, {"customers", count}});
  }
  json::object left_out;
  for (std::size_t i = 0; i < kLeftOutReasons; ++i) left_out[to_string(static_cast<LeftOut>(i))] = run.plan.left_out[i];
  json::object object{{"run", run.id},
                      {"state", to_string(run.state)},
                      {"notice", run.plan.notice},
                      {"notice_version", run.plan.version},
                      {"plan_sha256", evidence::to_hex(run.plan.rows)},
                      {"listed", run.plan.listed},
                      {"planned", run.plan.planned},
                      {"ways", std::move(ways)},
                      {"left_out", std::move(left_out)},
                      {"cost_thousandths", nullptr},
                      {"planned_by", run.planned_by},
                      {"planned_at", assent::to_string(run.planned_at)},
                      {"approved_by", wire::text_or_null(run.approved_by)},
                      {"approved_at", nullptr}};
  if (run.plan.cost_thousandths) object["cost_thousandths"] = *run.plan.cost_thousandths;
  if (run.approved_at) object["approved_at"] = assent::to_string(*run.approved_at);
  return object;
}

json::object json_of(const std::vector<NoticeRun>& runs, const std::map<std::string, std::uint64_t>& waiting) {
  json::array all;
  for (const NoticeRun& each : runs) {
    json::object run = json_of(each);
    const auto letters = waiting.find(each.id);
    run["letters_waiting"] = letters == waiting.end() ? 0 : letters->second;
    all.push_back(std::move(run));
  }
  return {{"runs", std::move(all)}};
}

json::object json_of(const NoticeRun& run, const SendCounts& counts) {
  json::object noted;
  for (std::size_t i = 0; i < kNotedKinds; ++i) noted[to_string(static_cast<Noted>(i))] = counts.noted[i];
  return {{"run", run.id},         {"end", to_string(counts.end)}, {"planned", counts.planned},
          {"taken", counts.taken}, {"before", counts.before},      {"noted", std::move(noted)}};
}

}  // namespace assent::outreach
