// Watching: the watchdog's rounds over all channels. For one thread.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "probes/alarm.hpp"
#include "probes/probe.hpp"
#include "watchdog/calendar.hpp"
#include "watchdog/settings.hpp"
#include "watchdog/watch.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace assent::probes {

// All outlive the watching. `probes` are the settings', in their order.
struct WatchPorts {
  app::Engine& engine;
  const std::vector<std::unique_ptr<Probe>>& probes;
  Alarm& alarm;
  const watchdog::BusinessCalendar& calendar;
  const TimeZone& zone;
};

// What a round did.
struct Round {
  std::vector<watchdog::Failure> opened;  // with the alarm raised
  std::vector<watchdog::Failure> recovered;
  std::vector<Error> errors;  // what went wrong besides: an alarm that reached nobody, a ledger that cannot be written
};

struct ChannelHealth {
  std::string channel;
  watchdog::Health health = watchdog::Health::unknown;
};

class Watching {
 public:
  // `states`: from an earlier watching; of channels that are not there, all is new.
  Watching(const watchdog::Settings& settings, const WatchPorts& ports, const std::string& actor,
           const std::vector<watchdog::NamedState>& states);

  // Looks into the ledger, sends what is due, opens failures. Never waits for the ledger to show anything.
  Round round();
  // Sends every probe now, unless one waits.
  void probe_all_now();
  bool is_waiting() const;

  // As of the last round.
  std::vector<ChannelHealth> health() const;
  std::vector<watchdog::NamedState> states() const { return states_; }

 private:
  void step(std::size_t channel, const std::vector<watchdog::Failure>* failures, Round& into);
  void send(std::size_t channel, const watchdog::Sight& sight);
  void open_failure(std::size_t channel, const std::string& why, Round& into);
  watchdog::Sight look(std::size_t channel) const;

  const watchdog::Settings& settings_;
  WatchPorts ports_;
  std::string actor_;
  watchdog::Timing timing_;
  std::vector<watchdog::NamedState> states_;
  std::vector<std::string> failing_;  // by channel: the id of the failure that is open and was not recovered; or empty
  std::uint64_t sent_ = 0;
};

}  // namespace assent::probes
