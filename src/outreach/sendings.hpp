// Sendings: what the entries of one account say of the sendings of one version of a notice. Pure; thread-safe.
#pragma once

#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::outreach {

struct Sending {
  Position queued;
  Instant recorded;  // when it was queued
  std::string run;
  std::string channel;
  // handed over, or failed; nothing: it waits, or whoever sent it was stopped before it knew.
  std::optional<evidence::NoticeSendingRecorded::Stage> outcome;
  bool again = false;  // it was handed over although it may have been before
  bool given = false;  // the notice is on record as given after it was queued, by its channel
};

// How an outcome's detail begins if the message was sent again.
inline constexpr std::string_view kSentAgain = "sent again";

// A giving of which nothing says that it did not arrive, or a failure.
struct ByChannel {
  std::string channel;
  Instant counts;  // from when; of a failure: when it was recorded
  Instant recorded;
};

struct Sendings {
  std::vector<Sending> all;  // in the order in which they were queued
  std::vector<ByChannel> given;
  std::vector<ByChannel> failed;

  // Of that run, the latest; nothing: there is none. An index in `all`.
  std::optional<std::size_t> of_run(std::string_view run) const;
  bool given_since(Instant counts) const;
  bool given_recorded_since(Instant recorded) const;
  // By that channel, and recorded later than that.
  bool failed_since(std::string_view channel, Instant recorded) const;
  // Whether one of another run waits to be handed over; or, queued since that instant, for the day on which it is sent,
  // as letters do.
  bool waits_elsewhere(std::string_view run, Instant since) const;
};

Sendings sendings_in(std::span<const ledger::Recorded> entries, std::string_view notice, std::string_view version);

// The key of an entry about the sending with that number: two who queue the same one get one entry.
std::string sending_key(std::string_view notice, std::string_view version, std::size_t number, std::string_view stage);

}  // namespace assent::outreach
