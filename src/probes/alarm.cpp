#include "probes/alarm.hpp"

#include "probes/failure_json.hpp"
#include "probes/program.hpp"
#include "webhook/curl_sender.hpp"

#include <boost/json/serialize.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace assent::probes {
namespace {

constexpr std::chrono::seconds kAlarmMost{20};

}  // namespace

std::vector<Error> SettingsAlarm::raise(const watchdog::Failure& failure) {
  std::vector<Error> errors;
  if (!settings_.command.empty()) {
    std::vector<std::string> words = settings_.command;
    words.insert(words.end(), {"failed", failure.channel, failure.id, to_string(failure.due)});
    if (auto ran = run_program(words, kAlarmMost); !ran) errors.push_back(std::move(ran.error()));
  }
  if (settings_.address.empty()) return errors;
  webhook::CurlSender sender;
  const auto sent = sender.send({settings_.address, "application/json", boost::json::serialize(json_of(failure))});
  if (!sent) {
    errors.push_back(sent.error());
  } else if (sent->status < 200 || sent->status >= 300) {
    errors.push_back({ErrorCode::unavailable,
                      "the alarm's address answered with status " + std::to_string(sent->status),
                      "see what it expects"});
  }
  return errors;
}

}  // namespace assent::probes
