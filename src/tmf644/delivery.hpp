// Delivery: tells each registration of the hub what changed, at least once, in the order of the ledger.
//
// What changed is read from the ledger, from where the registration was last told. A message that is not answered with
// 2xx is sent again, later and later (webhook/back_off.hpp), and nothing overtakes it. How far a registration was told
// is noted in the ledger, now and then; after a stop without a note, the last minute's messages come again, with the
// same `eventId`. Used by one thread at a time.
#pragma once

#include "api/request_log.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "tmf644/hub.hpp"
#include "webhook/sender.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace assent::tmf644 {

class Delivery {
 public:
  // How often what was told is noted, at most.
  static constexpr std::chrono::seconds kNote{60};

  // All outlive it. `address` as in Face.
  Delivery(Documents& documents, Hub& hub, webhook::Sender& sender, const Clock& clock, api::LogSink& log,
           std::string address)
      : documents_(documents), hub_(hub), sender_(sender), clock_(clock), log_(log), address_(std::move(address)) {}

  // Tells what is due now, some messages for each registration. Whether there may be more at once.
  //
  //   unavailable, damaged  as the ledger
  Result<bool> round();

  // Notes for each registration how far it was told. Call it before the end.
  void note_all();

 private:
  struct Progress {
    ToldTo told;
    ToldTo noted;
    bool worth_noting = false;  // something was sent, or much was looked at
    std::uint64_t skip = 0;     // events of the next version that were told
    unsigned failures = 0;
    Instant next_try = kEarliest;
    Instant noted_at = kEarliest;
  };

  Result<bool> tell(const Subscription& subscription, Progress& progress);
  Result<bool> tell_version(const Subscription& subscription, Progress& progress, Position at,
                            const std::string& account);
  void note(const Subscription& subscription, Progress& progress);

  Documents& documents_;
  Hub& hub_;
  webhook::Sender& sender_;
  const Clock& clock_;
  api::LogSink& log_;
  std::string address_;
  std::map<std::string, Progress> progress_;  // by registration
};

}  // namespace assent::tmf644
