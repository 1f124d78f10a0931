// Replies: what customers write by text message becomes entries of the ledger. Thread-safe.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "replies/read_reply.hpp"
#include "sms/incoming.hpp"
#include "sms_gateway/confirmations.hpp"
#include "sms_gateway/open_question.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

namespace assent::sms_gateway {

struct Taken {
  replies::Meaning meaning = replies::Meaning::unclear;
  bool recorded = false;  // a refusal, provisional or not, or an approval; now or before, by the same message
};

class Replies {
 public:
  // Both outlive it. `country` (ISO 3166-1) is that of numbers in national form. Without confirmations nobody is told.
  Replies(app::Engine& engine, std::string country, Confirmations* confirmations, YesSettings yes = {})
      : engine_(engine), country_(std::move(country)), confirmations_(confirmations), yes_(std::move(yes)) {}

  // Records what a message says. A refusal, and a text that is not understood (a provisional refusal), is an opt-out of
  // everything for every account that has the number; from a number that no account has, it is kept
  // (service/kept_refusals.hpp). When it returns, every decision of the engine reflects it. `id` names the message: one
  // that comes again is recorded once. Empty: it has no name, and is recorded again. `actor` stands in the ledger.
  //
  // An express yes is an approval if exactly one question is open to that number (open_question.hpp): an opt-in of what
  // that notice says. Any other yes is a text that is not understood; but a second yes to the same question adds
  // nothing.
  //
  // The text itself is not recorded: its hash is evidence, with the message's name.
  //
  //   invalid      the sender is no telephone number
  //   unavailable, damaged  as app::record_choice(); nothing was recorded
  Result<Taken> take(const sms::Incoming& message, const std::string& id, const std::string& actor);

  // How many messages were read so, since the start.
  std::uint64_t count(replies::Meaning meaning) const { return counts_.at(static_cast<std::size_t>(meaning)); }

 private:
  Result<std::string> number_of(const std::string& from) const;
  // The approval, if the text is one; nothing: it is to be taken for a refusal.
  Result<std::optional<Taken>> take_yes(const sms::Incoming& message, const std::string& e164, const std::string& id,
                                        const std::string& actor);

  app::Engine& engine_;
  std::string country_;
  Confirmations* confirmations_;
  YesSettings yes_;
  std::array<std::atomic<std::uint64_t>, 4> counts_{};
};

}  // namespace assent::sms_gateway
