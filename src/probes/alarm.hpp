// Alarm: who is told that a way to refuse does not work.
#pragma once

#include "base/result.hpp"
#include "watchdog/failure.hpp"
#include "watchdog/settings.hpp"

#include <vector>

namespace assent::probes {

class Alarm {
 public:
  virtual ~Alarm() = default;
  // Everybody who is to be told; what went wrong with some of them. For one thread.
  virtual std::vector<Error> raise(const watchdog::Failure& failure) = 0;
};

// The settings' program, with `failed`, the channel, the failure's id and the day of the letter as its last words; and
// a POST of the failure as JSON to the settings' address. No account is in either.
class SettingsAlarm final : public Alarm {
 public:
  explicit SettingsAlarm(watchdog::AlarmSettings settings) : settings_(std::move(settings)) {}
  std::vector<Error> raise(const watchdog::Failure& failure) override;

 private:
  watchdog::AlarmSettings settings_;
};

}  // namespace assent::probes
